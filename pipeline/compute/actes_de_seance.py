"""The facts ``seance.*`` of an act: what its meeting asks, and who came and what was counted once it was held.

What is not known yet is a line to write on, or an empty cell: nothing is printed as if it had happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat

from pipeline.compute.statuts import puces
from pipeline.model.bureau import Genre as GenrePoste
from pipeline.model.bureau import designe, genre_de_poste
from pipeline.model.fait import Fait, Genre
from pipeline.model.langue.francais import lettres
from pipeline.model.personne import MORALE, Annuaire, Personne, accorde
from pipeline.model.projet import Projet
from pipeline.model.prose import (
    SIGNATURE,
    Block,
    Cell,
    OrderedList,
    Paragraph,
    Table,
    plain,
)
from pipeline.model.seance import ASSEMBLEES, CONSEIL, CONSTITUTION, Groupe, Resolution, Seance
from pipeline.model.statuts import (
    LOCAL,
    LOI_1901,
    TRIBUNAL,
    College,
    Droit,
    Poste,
    Valeurs,
    droit_local,
)

Named = Iterator[tuple[str, Fait]]

LIGNE = "_" * 24
"""A line to write on."""


CASE = "☐"


def of_law(valeurs: Valeurs) -> Named:
    droit = droit_de(valeurs)
    for name, sens, words in (
        ("loi", "textes qui régissent l'association", droit.loi),
        ("formalites", "ce qu'il faut demander pour déclarer l'association", droit.formalites),
        ("registre", "à qui se déclarent les changements", droit.registre),
        ("dirigeants", "texte qui demande la liste des dirigeants", droit.dirigeants),
    ):
        yield f"droit.{name}", Fait(sens, Genre.TEXTE, words)


def by_hand() -> Named:
    """Room to write in: a line, a place, an amount, a number, a signature."""
    for name, sens, length in (
        ("ligne", "une ligne à remplir à la main", 60),
        ("lieu", "un lieu ou une date à remplir à la main", 24),
        ("montant", "un montant à remplir à la main", 16),
        ("nombre", "un nombre à remplir à la main", 6),
    ):
        yield f"a_la_main.{name}", Fait(sens, Genre.TEXTE, "_" * length)
    yield "a_la_main.signature", _fact("place pour signer", (_table(("Signature",), [("",)]),))


def droit_de(valeurs: Valeurs) -> Droit:
    return droit_local(valeurs.texte(TRIBUNAL)) if valeurs.texte("droit") == LOCAL else LOI_1901


def of_meeting(seance: Seance, projet: Projet) -> Mapping[str, Fait]:
    valeurs = projet.statuts.valeurs
    return {
        f"seance.{name}": fait
        for name, fait in chain(_told(seance, valeurs), _laid_out(seance, projet))
    }


def _told(seance: Seance, valeurs: Valeurs) -> Named:
    """What fits in a sentence."""
    typed = valeurs.texte
    cle = seance.cle
    days = typed("conseil.convocation_jours" if cle == CONSEIL else "assemblees.convocation_jours")
    proxies = typed(_proxies(cle, valeurs))
    for name, sens, words in (
        ("nom", "la réunion", seance.nom),
        ("date", "jour de la réunion", str(seance.jour or "")),
        ("heure", "heure de la réunion", _own_or_founding(cle, "heure", valeurs)),
        ("adresse", "lieu de la réunion", _own_or_founding(cle, "adresse", valeurs)),
        ("convocation_le", "jour de la convocation", typed(f"{cle}.convocation_le")),
        ("convocation_par", "qui convoque", typed(f"{cle}.convocation_par")),
        ("president", "qui préside la séance", typed(f"{cle}.president_seance") or LIGNE),
        ("secretaire", "qui prend note de la séance", typed(f"{cle}.secretaire_seance") or LIGNE),
        ("delai", "délai de convocation", f"{_counted(days)} jours"),
        ("pouvoirs", "pouvoirs que peut détenir une personne", _counted(proxies)),
        ("quorum", "quorum de la réunion", _quorum(seance, valeurs)),
        ("constat", "ce que l'on constate à l'ouverture", _found(seance)),
        ("majorite", "majorité d'une résolution", _majority(seance, valeurs)),
        ("election", "qui cette réunion élit, et comment", _elected(cle, valeurs)),
    ):
        yield name, Fait(sens, Genre.TEXTE, words)
    yield "electeurs", Fait("membres qui votent", Genre.NOMBRE, len(seance.electeurs), "membres")


def _own_or_founding(cle: str, name: str, valeurs: Valeurs) -> str:
    """The first board meets where the founders did unless it says otherwise."""
    own = valeurs.texte(f"{cle}.{name}")
    return own or (valeurs.texte(f"{CONSTITUTION}.{name}") if cle == CONSEIL else "")


def _proxies(cle: str, valeurs: Valeurs) -> str:
    return "conseil.procurations" if cle == CONSEIL else "assemblees.procurations"


def _counted(number: str) -> str:
    """« quinze (15) »."""
    return f"{lettres(int(number))} ({number})" if number.isdecimal() else number


def _quorum(seance: Seance, valeurs: Valeurs) -> str:
    if seance.quorum is None:
        return valeurs.texte("assemblees.quorum_ordinaire")
    if seance.quorum == 0:
        return "aucun quorum n'est exigé"
    those = "présents ou représentés" if seance.compte_les_pouvoirs else "présents"
    return f"{seance.quorum} {those} sur {len(seance.electeurs)}"


NOT_REACHED = "Il\u00a0n'est\u00a0pas\u00a0atteint"
"""On one line with the box that is ticked before it."""


def _found(seance: Seance) -> str:
    """At the opening: the voices there are and whether the quorum is reached, to be ticked until it is known."""
    if not seance.quorum:
        return "Aucun quorum n'étant exigé, la réunion peut délibérer."
    told = f"Le quorum est de {seance.quorum} {_of_whom(seance)}."
    if not seance.tenue:
        return f"{told} {CASE}\u00a0Il est atteint : la réunion peut délibérer. {CASE}\u00a0{NOT_REACHED}."
    reached = seance.pour_le_quorum >= seance.quorum
    return f"{told} " + (
        "Il est atteint : la réunion peut délibérer."
        if reached
        else f"{NOT_REACHED} : la réunion ne délibère pas."
    )


def _of_whom(seance: Seance) -> str:
    those = "présents ou représentés" if seance.compte_les_pouvoirs else "présents"
    return f"membres {those} sur {len(seance.electeurs)}"


def _majority(seance: Seance, valeurs: Valeurs) -> str:
    if seance.cle == CONSTITUTION:
        return "la majorité simple des voix des fondateurs présents ou représentés"
    typed = {
        CONSEIL: "conseil.majorite",
        ASSEMBLEES[0]: "assemblees.majorite_ordinaire",
        ASSEMBLEES[1]: "extraordinaire.majorite_statuts",
        ASSEMBLEES[2]: "extraordinaire.majorite_dissolution",
    }[seance.cle]
    return f"{valeurs.texte(typed)} des voix des membres présents ou représentés"


def _elected(cle: str, valeurs: Valeurs) -> str:
    """Whom a meeting elects: the board its bureau, the assembly the body that leads."""
    if cle == CONSEIL:
        return "le bureau parmi les membres du conseil"
    if valeurs.sieges is not None:
        how = valeurs.texte("conseil.majorite_election") or "la majorité simple"
        return f"les membres du conseil d'administration, parmi les candidats de chaque collège, au scrutin secret et à {how}"
    how = valeurs.texte("bureau.scrutin_election")
    return ", ".join(filter(None, ("les membres du bureau, parmi les membres actifs", how)))


# --- lists and tables ----------------------------------------------------------------------------------------------


def _laid_out(seance: Seance, projet: Projet) -> Named:
    valeurs = projet.statuts.valeurs
    yield "ordre_du_jour", _list("résolutions mises au vote", seance.resolutions)
    yield "emargement", _fact("feuille d'émargement", _sheet(seance))
    yield "presences", _fact("présents et représentés", (_presences(seance),))
    yield "resultats", _fact("voix de chaque résolution", (_results(seance),))
    yield "candidats", _fact("candidats et leurs voix", (_election(seance, projet),))
    yield "signatures", _fact("signatures de la séance", (_signatures(seance, valeurs),))


def _fact(sens: str, blocks: tuple[Block, ...]) -> Fait:
    return Fait(sens, Genre.LISTE, blocks)


def _list(sens: str, resolutions: Sequence[Resolution]) -> Fait:
    items = tuple((Paragraph(plain(one.nom)),) for one in resolutions)
    absent = "" if items else "le procès-verbal n'a pas de titre « Première résolution : … »"
    return Fait(sens, Genre.LISTE, (OrderedList(1, items),) if items else (), vide=absent)


def _table(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    style: str = SIGNATURE,
    total: bool = False,
) -> Table:
    lines = tuple(tuple(Cell(plain(text)) for text in row) for row in rows)
    heads = tuple(Cell(plain(text)) for text in header)
    return Table(heads, lines, ("left",) * len(heads), style=style, total_row=total)


def _sheet(seance: Seance) -> tuple[Block, ...]:
    """Those who vote, then those who attend: each signs, in two tables that cannot be mistaken."""
    header = ("Membre ayant le droit de vote", "Représenté par (pouvoir joint)", "Signature")
    rows = [
        (_with_group(personne, groupe, seance), "", "")
        for groupe in seance.groupes
        for personne in groupe.electeurs
    ]
    voting = _table(header, rows)
    if not seance.autres:
        return (voting,)
    others = _table(
        ("Membre sans droit de vote", "Signature"), [(named(one), "") for one in seance.autres]
    )
    return (voting, others)


def _with_group(personne: Personne, groupe: Groupe, seance: Seance) -> str:
    return f"{named(personne)} ({groupe.nom})" if len(seance.groupes) > 1 else named(personne)


def named(personne: Personne) -> str:
    """With whom acts for it when it is a body."""
    if personne.type == MORALE and personne.representant:
        return (
            f"{personne.nom_complet}, {accorde(personne.nom_complet)} par {personne.representant}"
        )
    return personne.designation


def _presences(seance: Seance) -> Table:
    header = ("Qui vote", "Membres", "Présents", "Représentés", "Voix")
    rows = [_presence(one.nom, one.electeurs, seance) for one in seance.groupes]
    if len(rows) > 1:
        rows.append(_presence("Total", seance.electeurs, seance))
    return _table(header, rows)


def _presence(nom: str, voters: Sequence[Personne], seance: Seance) -> tuple[str, ...]:
    if not seance.tenue:
        return nom, str(len(voters)), "", "", ""
    here, represented = (
        sum(one in those for one in voters) for those in (seance.presents, seance.representes)
    )
    return nom, str(len(voters)), str(here), str(represented), str(here + represented)


def _results(seance: Seance) -> Table:
    header = ("Résolution", "Pour", "Contre", "Abstentions", "Adoptée ou rejetée")
    return _table(header, [_result(one) for one in seance.resolutions if not one.par_candidat])


def _result(resolution: Resolution) -> tuple[str, ...]:
    vote = resolution.vote
    if vote is None:
        return resolution.nom, "", "", "", ""
    told = {True: "Adoptée", False: "Rejetée", None: ""}[resolution.adoptee]
    return resolution.nom, str(vote.pour), str(vote.contre), str(vote.abstentions), told


def _election(seance: Seance, projet: Projet) -> Table:
    valeurs = projet.statuts.valeurs
    if valeurs.sieges is None or seance.cle == CONSEIL:
        rows = list(_posts(seance, projet)) or [("", "", "", "")]
        return _table(("Poste", "Candidature", "Voix obtenues", "Élection (oui ou non)"), rows)
    rows = list(chain.from_iterable(_seats(one, seance, projet) for one in valeurs.colleges))
    return _table(("Collège", "Candidature", "Voix obtenues", "Élection (oui ou non)"), rows)


def _posts(seance: Seance, projet: Projet) -> Iterator[tuple[str, ...]]:
    for poste in projet.statuts.valeurs.postes:
        holder = projet.annuaire.trouver(poste.titulaire.value) if poste.titulaire else None
        yield _candidate(poste.poste, holder, seance)


def _seats(college: College, seance: Seance, projet: Projet) -> Iterator[tuple[str, ...]]:
    """The candidates known of a collège, then a line for each seat that has none."""
    count = college.sieges.value if college.sieges else 0
    board = _known_board(seance, projet)
    candidates = [one for one in board if one.college == college.cle]
    named_ = f"{college.nom} ({count} siège{'s' if count > 1 else ''})"
    for personne in candidates:
        yield _candidate(named_, personne, seance)
    yield from repeat((named_, "", "", ""), max(0, count - len(candidates)))


def _known_board(seance: Seance, projet: Projet) -> Sequence[Personne]:
    """The founders elect those whom the values name; a later assembly, whom it will."""
    if seance.cle != CONSTITUTION:
        return ()
    found = (projet.annuaire.trouver(one.value) for one in projet.statuts.valeurs.administrateurs)
    return [personne for personne in found if personne]


def _candidate(what: str, personne: Personne | None, seance: Seance) -> tuple[str, ...]:
    if personne is None:
        return what, "", "", ""
    vote = seance.candidats.get(personne.cle)
    if vote is None:
        return what, named(personne), "", ""
    return what, named(personne), str(vote.pour), "oui" if vote.pour > vote.contre else "non"


def _signatures(seance: Seance, valeurs: Valeurs) -> Table:
    """Whoever chairs and whoever notes, by name where it is known; elsewhere the head says that a name is awaited."""
    names = tuple(
        valeurs.texte(f"{seance.cle}.{who}") for who in ("president_seance", "secretaire_seance")
    )
    told = zip(("Présidence de séance", "Secrétariat de séance"), names, strict=True)
    head = tuple(who if name else f"{who} : nom, puis signature" for who, name in told)
    return _table(head, [names, ("", "")])


# --- what a founding meeting leaves to do: the bank, the préfecture or the tribunal ---

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
    f"pièces relevées le {VERIFIE} sur des pages publiques (bas-rhin.gouv.fr, associations.gouv.fr) : demandez au "
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
        ("presidence", GenrePoste.PRESIDENT, "président", "présidente"),
        ("tresorerie", GenrePoste.TRESORIER, "trésorier", "trésorière"),
    ):
        yield from _post(name, _post_of(genre, valeurs), masculin, feminin)


def _asked(valeurs: Valeurs) -> Sequence[str]:
    typed = valeurs.texte
    return (
        f"titre : {typed('association.nom')}",
        f"sigle : {typed('association.sigle')}",
        "objet : celui de l'article 2 des statuts, en une phrase ; elle sera publiée telle quelle",
        f"siège : {typed('association.siege')}",
        f"date de l'assemblée constitutive : {typed('association.date_signature')}",
    )


def _post_of(genre: GenrePoste, valeurs: Valeurs) -> Poste | None:
    return next((one for one in valeurs.postes if genre_de_poste(one.poste) is genre), None)


def _holder(poste: Poste | None, annuaire: Annuaire) -> Personne | None:
    return annuaire.trouver(poste.titulaire.value) if poste and poste.titulaire else None


def _at_the_bank(valeurs: Valeurs, annuaire: Annuaire) -> Fait:
    """Who opens the account: names as far as they are known, and room for a specimen of each signature."""
    posts = [
        poste
        for one in (GenrePoste.PRESIDENT, GenrePoste.TRESORIER)
        if (poste := _post_of(one, valeurs))
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
