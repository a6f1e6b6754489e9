"""What a founding meeting leaves to do: who is to sign at the bank, what the préfecture or the tribunal asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.compute.statuts import puces
from pipeline.model.bureau import Genre, designe, genre_de_poste
from pipeline.model.droit import LOCAL, TRIBUNAL
from pipeline.model.fait import Fait
from pipeline.model.fait import Genre as GenreDeFait
from pipeline.model.personne import Annuaire, Personne
from pipeline.model.prose import SIGNATURE, Cell, Table, plain
from pipeline.model.statuts import Poste, Valeurs

Named = Iterator[tuple[str, Fait]]

VERIFIE = "29 novembre 2026"
"""When the forms and the papers asked for were last looked up."""

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
    f"pièces relevées le {VERIFIE} sur des pages publiques (préfecture du Bas-Rhin, associations.gouv.fr) : demandez au "
    "greffe le nombre d'exemplaires",
)


def of_declaration(valeurs: Valeurs, annuaire: Annuaire) -> Named:
    local = valeurs.texte("droit") == LOCAL
    yield "liste.declaration", puces("ce que la demande dit de l'association", _asked(valeurs))
    yield (
        "liste.pieces_de_declaration",
        puces("pièces de la déclaration", PIECES_LOCALES if local else PIECES_1901),
    )
    tribunal = valeurs.texte(TRIBUNAL) or "tribunal judiciaire du siège"
    steps = [step.format(tribunal=tribunal) for step in DEMARCHE_LOCALE] if local else DEMARCHE_1901
    yield "liste.demarche", puces("où déclarer l'association", steps)
    yield "liste.signataires_bancaires", _at_the_bank(valeurs, annuaire)
    for name, genre, masculin, feminin in (
        ("presidence", Genre.PRESIDENT, "président", "présidente"),
        ("tresorerie", Genre.TRESORIER, "trésorier", "trésorière"),
    ):
        yield from _post(name, _of(genre, valeurs), masculin, feminin)


def _asked(valeurs: Valeurs) -> Sequence[str]:
    typed = valeurs.texte
    return (
        f"titre : {typed('association.nom')}",
        f"sigle : {typed('association.sigle')}",
        "objet : celui de l'article 2 des statuts, en une phrase ; elle sera publiée telle quelle",
        f"siège : {typed('association.siege')}",
        f"date de l'assemblée constitutive : {typed('association.date_signature')}",
    )


def _of(genre: Genre, valeurs: Valeurs) -> Poste | None:
    return next((one for one in valeurs.postes if genre_de_poste(one.poste) is genre), None)


def _holder(poste: Poste | None, annuaire: Annuaire) -> Personne | None:
    return annuaire.trouver(poste.titulaire.value) if poste and poste.titulaire else None


def _at_the_bank(valeurs: Valeurs, annuaire: Annuaire) -> Fait:
    """Who opens the account: names as far as they are known, and room for a specimen of each signature."""
    posts = [poste for one in (Genre.PRESIDENT, Genre.TRESORIER) if (poste := _of(one, valeurs))]
    rows = []
    for poste in posts:
        holder = _holder(poste, annuaire)
        rows.append((poste.poste, holder.nom_complet if holder else "", ""))
    cells = tuple(tuple(Cell(plain(text)) for text in row) for row in rows)
    header = tuple(Cell(plain(text)) for text in ("Fonction", "Nom", "Spécimen de signature"))
    table = Table(header, cells, ("left",) * len(header), style=SIGNATURE)
    return Fait("personnes qui signent à la banque", GenreDeFait.LISTE, (table,))


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
        yield f"{name}.{key}", Fait(f"{masculin} ou {feminin}", GenreDeFait.TEXTE, words)
