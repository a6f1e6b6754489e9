"""What a meeting leaves to do: what is declared, with which papers, where; who signs at the bank.

Each list says the day on which it was last looked up: forms change without telling.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.compute.statuts import puces
from pipeline.compute.tables_de_seance import poste_de
from pipeline.model.bureau import Genre as GenrePoste
from pipeline.model.bureau import designe
from pipeline.model.fait import Fait, Genre
from pipeline.model.personne import Annuaire, Personne
from pipeline.model.prose import SIGNATURE, Cell, Table, plain
from pipeline.model.seance import DISSOLUTION, EXTRAORDINAIRE, ORDINAIRE
from pipeline.model.statuts import LOCAL, TRIBUNAL, Poste, Valeurs

Named = Iterator[tuple[str, Fait]]

VERIFIE = "29 novembre 2026"
"""When the forms and the papers asked for were last looked up."""

SUITES_VERIFIEES = "30 novembre 2026"
"""The same, of what follows a later assembly."""

PIECES_1901 = (
    "un exemplaire des statuts, daté et signé par deux dirigeants au moins",
    "le procès-verbal de l'assemblée constitutive, daté et signé",
    "la liste des personnes chargées de l'administration : nom, profession, domicile, nationalité, fonction",
    "l'accord de qui héberge le siège, si ce n'est pas un local de l'association",
)
PIECES_LOCALES = (
    "l'original et une copie des statuts, datés du jour de leur adoption et signés par sept membres au moins",
    "une copie du procès-verbal de l'assemblée constitutive, et de celui qui nomme la direction",
    "la liste des membres de la direction : nom, prénom, date et lieu de naissance, domicile, nationalité, fonction",
    "le nom du journal habilité où la création sera publiée",
)
DEMARCHE_1901 = (
    "en ligne, par le téléservice de création d'une association du site service-public.fr",
    "ou par courrier au greffe des associations, à la préfecture ou à la sous-préfecture du siège : formulaires Cerfa "
    "n° 13973 (création, version *04) et n° 13971 (liste des dirigeants)",
    f"numéros et pièces relevés le {VERIFIE} sur des pages publiques : prenez la dernière version sur service-public.fr",
)
DEMARCHE_LOCALE = (
    "au greffe du {tribunal}, qui tient le registre des associations ; le formulaire de la loi de 1901 ne s'emploie pas",
    "le tribunal transmet au préfet, qui a six semaines pour s'opposer ; il inscrit ensuite l'association et publie sa création",
    f"pièces relevées le {VERIFIE} sur des pages publiques (bas-rhin.gouv.fr, associations.gouv.fr) : demandez au "
    "greffe le nombre d'exemplaires",
)


def of_declaration(valeurs: Valeurs, annuaire: Annuaire) -> Named:
    papers, steps = _to_exist(valeurs)
    yield "liste.declaration", puces("ce que la demande dit de l'association", _asked(valeurs))
    yield "liste.pieces_de_declaration", puces("pièces de la déclaration", papers)
    yield "liste.demarche", puces("où déclarer l'association", steps)
    yield "liste.signataires_bancaires", _at_the_bank(valeurs, annuaire)
    for name, genre, masculin, feminin in (
        ("presidence", GenrePoste.PRESIDENT, "président", "présidente"),
        ("tresorerie", GenrePoste.TRESORIER, "trésorier", "trésorière"),
    ):
        yield from _post(name, poste_de(genre, valeurs.postes), masculin, feminin)


def _asked(valeurs: Valeurs) -> Sequence[str]:
    typed = valeurs.texte
    return (
        f"titre : {typed('association.nom')}",
        f"sigle : {typed('association.sigle')}",
        "objet : celui de l'article 2 des statuts, en une phrase ; elle sera publiée telle quelle",
        f"siège : {typed('association.siege')}",
        f"date de l'assemblée constitutive : {typed('association.date_signature')}",
    )


def _holder(poste: Poste | None, annuaire: Annuaire) -> Personne | None:
    return annuaire.trouver(poste.titulaire.value) if poste and poste.titulaire else None


def _at_the_bank(valeurs: Valeurs, annuaire: Annuaire) -> Fait:
    """Who opens the account: names as far as they are known, and room for a specimen of each signature."""
    posts = [
        poste
        for one in (GenrePoste.PRESIDENT, GenrePoste.TRESORIER)
        if (poste := poste_de(one, valeurs.postes))
    ]
    rows = []
    for poste in posts:
        holder = _holder(poste, annuaire)
        rows.append((poste.poste, holder.nom_complet if holder else "", ""))
    cells = tuple(tuple(Cell(plain(text)) for text in row) for row in rows)
    header = tuple(Cell(plain(text)) for text in ("Fonction", "Nom", "Spécimen de signature"))
    table = Table(header, cells, ("left",) * len(header), style=SIGNATURE)
    return Fait("personnes qui signent à la banque", Genre.LISTE, (table,))


def _post(name: str, poste: Poste | None, masculin: str, feminin: str) -> Named:
    """« la présidente », « à la présidente », « La présidente »: as the post is typed."""
    article, title = designe(poste.poste if poste else "", masculin, feminin)
    to = "au" if article == "le" else f"à {article}"
    both = title.replace(" ou le ", " ou au ") if " ou " in title else title
    said = f"{article} {title}"
    for key, words in (
        ("le", said),
        ("a", f"{to} {both}"),
        ("phrase", said[:1].upper() + said[1:]),
    ):
        yield f"{name}.{key}", Fait(f"{masculin} ou {feminin}", Genre.TEXTE, words)


# --- after the assemblies that follow ---

SUITES_1901 = {
    ORDINAIRE: (
        "seulement si une personne de la direction a changé, ou son poste, son domicile : la nouvelle liste des dirigeants "
        "(formulaire Cerfa n° 13971)",
        "le procès-verbal de l'assemblée, daté et signé, et celui de la réunion qui a élu le bureau si c'en est une autre",
    ),
    EXTRAORDINAIRE: (
        "un exemplaire des statuts modifiés, daté et signé par deux dirigeants au moins",
        "le procès-verbal de l'assemblée, daté et signé",
        "la déclaration de modification (formulaire Cerfa n° 13972), sauf en ligne",
    ),
    DISSOLUTION: (
        "le procès-verbal de l'assemblée, daté et signé, qui nomme le liquidateur et dit à qui va l'actif",
        "la feuille d'émargement, et la liste des dirigeants au jour de la dissolution ; déclarez-la d'abord si elle a changé",
        "la déclaration de dissolution (formulaire Cerfa n° 13972, le même que pour une modification), sauf en ligne",
    ),
}
SUITES_LOCALES = {
    ORDINAIRE: (
        "seulement si une personne de la direction a changé : la nouvelle liste des membres de la direction, avec date et lieu "
        "de naissance",
        "une copie du procès-verbal de l'assemblée, et de celui de la réunion qui a élu le bureau si c'en est une autre",
    ),
    EXTRAORDINAIRE: (
        "l'original et une copie des statuts modifiés ; la modification ne prend effet qu'à son inscription",
        "une copie du procès-verbal de l'assemblée, datée et signée",
    ),
    DISSOLUTION: (
        "une copie du procès-verbal de l'assemblée, datée et signée, qui nomme le liquidateur",
        "le nom et l'adresse du liquidateur, inscrits au registre avec la dissolution",
    ),
}
"""What is joined after a meeting of the members; the founding one has its own lists."""

OU_1901 = (
    "dans les trois mois, en ligne par le téléservice du site service-public.fr, ou par courrier au greffe des "
    "associations, à la préfecture ou à la sous-préfecture du siège"
)
OU_LOCAL = (
    "sans délai, au greffe du {tribunal}, qui tient le registre des associations, ou sur le portail des "
    "associations d'Alsace-Moselle"
)
PUBLICATION_1901 = (
    "la publication au Journal officiel est facultative : elle prévient les créanciers"
)
PUBLICATION_LOCALE = (
    "le liquidateur publie la dissolution et y appelle les créanciers ; il remet l'actif un an plus tard au plus tôt, "
    "selon le code civil local"
)
AUSSI = "déclarez aussi la dissolution à l'Insee, à la banque, à l'assurance maladie et à l'agence régionale de santé"
VERIFIEES = (
    f"formulaires et pièces relevés le {SUITES_VERIFIEES} sur des pages publiques : demandez au greffe "
    "s'il en veut d'autres"
)


def of_what_follows(cle: str, valeurs: Valeurs) -> Named:
    """The papers to join after a meeting, and where they go: those of the declaration after a founding one."""
    later = SUITES_LOCALES if _is_local(valeurs) else SUITES_1901
    papers, steps = _to_exist(valeurs)
    if cle in later:
        papers, steps = later[cle], tuple(_steps(cle, valeurs))
    yield "pieces", puces("pièces à joindre après cette réunion", papers)
    yield "demarche", puces("où les déposer", steps)


def _steps(cle: str, valeurs: Valeurs) -> Iterator[str]:
    local = _is_local(valeurs)
    yield OU_LOCAL.format(tribunal=_tribunal(valeurs)) if local else OU_1901
    if cle == DISSOLUTION:
        yield PUBLICATION_LOCALE if local else PUBLICATION_1901
        yield AUSSI
    yield VERIFIEES


def _is_local(valeurs: Valeurs) -> bool:
    return valeurs.texte("droit") == LOCAL


def _tribunal(valeurs: Valeurs) -> str:
    return valeurs.texte(TRIBUNAL) or "tribunal judiciaire du siège"


def _to_exist(valeurs: Valeurs) -> tuple[Sequence[str], Sequence[str]]:
    """The papers and the steps of the declaration, or of the inscription."""
    if not _is_local(valeurs):
        return PIECES_1901, DEMARCHE_1901
    return PIECES_LOCALES, [step.format(tribunal=_tribunal(valeurs)) for step in DEMARCHE_LOCALE]
