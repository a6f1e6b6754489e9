"""Rules on the words of the articles: what statutes must say, and what no longer goes together.

They read sentences, so they warn; only what the law settles, or what one text says against itself, is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pipeline.check.controle import controle
from pipeline.check.formes import accord
from pipeline.model.comptes import Comptes
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import fold
from pipeline.model.ligne import Ligne
from pipeline.model.motif import motif
from pipeline.model.projet import Projet
from pipeline.model.span import Placed, Span
from pipeline.model.statuts import LOCAL, TRIBUNAL, Article
from pipeline.model.valeur import dataclass

MISSIONS = {
    "l'accès aux soins": "acces aux soins",
    "les parcours": "parcours",
    "la prévention": "prevention",
    "la qualité et la pertinence des soins": "qualite",
    "l'accompagnement des professionnels": "accompagnement",
    "les crises sanitaires": "crise",
}
LOIS = {"L. 1434-12-1": "1434-12-1", "L. 1434-12-2": "1434-12-2"}
LOI_2002 = motif(r"2001-1275|finances?,? pour 2002")
LOI_1901 = motif(
    r"1er juillet 1901|loi (?:de |du )?1901|decret du 16 aout 1901"
    r"|journal officiel des associations|(?:creation|declaration)[^.;]{0,40} journal officiel"
)
"""An avenant to the ACI is published in the Journal officiel too: that says nothing of the association."""
CODE_LOCAL = motif(r"code civil local|articles? 21 a 79")
SANS_EFFET = motif(r"ne s'applique|n'est pas applicable|n'y est pas")
FEWEST_FOUNDERS = 7
ALSACE_MOSELLE = {"57": "en Moselle", "67": "dans le Bas-Rhin", "68": "dans le Haut-Rhin"}
AUTRE_FORME = motif(
    r"(?:fonde|constitue|cree|forme)e? (?:entre [^.]{0,200}? )?(?:une? )"
    r"(?:societe|groupement|fondation|cooperative|syndicat|mutuelle|sisa|gcs|gip|gie|scic)\b"
)
ELU_PAR_CONSEIL = motif(
    r"(?:conseil(?: d'administration)?|administrateurs) (?:elit|elisent|designent?|choisit|choisissent)[^.]{0,60}\bbureau\b"
    r"|bureau[^.]{0,80} elue?s? [^.]{0,40}par le conseil"
)
ELU_PAR_ASSEMBLEE = motif(
    r"assemblee(?: generale)?[^.]{0,40} (?:elit|designe)[^.]{0,40}\bbureau\b"
    r"|bureau[^.]{0,80} elue?s? [^.]{0,40}par l'assemblee"
)
ELIRE_LE_BUREAU = motif(r"^(?:d')?(?:elire|designer|choisir)\b[^.;]{0,60}\bbureau\b")
"""What an article on the assembly lists among what it does."""
VOTER = (
    r"\b(?:voix deliberative|droit de vote|(?:d'|de )?une (?:seule )?voix\b(?! consultative)"
    r"|(?:prend|prennent|prendre) part aux? votes?|particip\w+ aux? votes?|votent)\b"
)
VOIX_PARTENAIRES = motif(rf"\bpartenaires?\b[^.;:]{{0,80}}{VOTER}")
ILS_VOTENT = motif(
    rf"^(?:.*[.;] )?(?:ils|elles|chacune?|tous|celui-ci|ceux-ci)\b[^.;]{{0,60}}{VOTER}"
)
"""What is said of those whom the title above names."""
NEGATION = motif(r"\bn'|\bne\b|\bni\b|\bsans\b|\bconsultative")
VALEURS = "content/statuts/valeurs.yaml"
PAR_COLLEGE, PAR_CATEGORIE = (
    motif(r"college"),
    motif(r"par categorie|de chaque categorie"),
)
FIXEE_PAR_LA_DIRECTION, FIXEE_PAR_L_ASSEMBLEE = (
    motif(
        rf"(?:fixe|arrete|determine|decide|vote)\w*[^.;]{{0,40}} par {who}\b"
        rf"|{who}\b(?! a la majorite)[^.;]{{0,20}} (?:fixe|arrete|determine|decide|vote)\b[^.;]{{0,40}}\b(?:cotisation|montant)"
    )
    for who in (
        "(?:le conseil(?: d'administration)?|le bureau)",
        "l'assemblee(?: generale)?(?: ordinaire)?",
    )
)
FACULTATIF = motif(
    r"peu(?:ven)?t[^.]{0,80}(?:etablir|rediger|adopter)[^.]{0,40}reglement interieur"
    r"|reglement interieur (?:peut|pourra)\b|reglement interieur (?:est|reste) facultatif|(?:eventuel|si un) reglement interieur"
)
CERTAIN = motif(
    r"\A(?!.*cas echeant).*reglement interieur[^.]{0,60}\b(?:fixe|precise|determine)(?:ra)?\b",
    re.DOTALL,
)
HABILITEE = motif(
    r"representant legal ou (?:par )?toute autre personne|personne[^.]{0,20} (?:dument )?habilitee"
)
LEGAL_SEUL = motif(
    rf"\A(?!.*(?:{HABILITEE.pattern}|association (?:est|se fait) represent)).*represent\w+ "
    r"[^.;]{0,60}?\bpar (?:son|leur) (?:seul )?(?:representant legal|direct\w+|president\w*|maire|gerant\w*)\b(?! ou)",
    re.DOTALL,
)
RESERVEE = motif(
    r"\b(?:peu(?:ven)?t|pourront|pourra) (?:seuls? )?(?:adherer|etre (?:admis|membres?)|devenir membres?)\b[^.;:]{0,40}?"
    r"\b(?:l[ae]s?|tout|toute?s) (?:seuls? )?(?:medecins?|infirmi\w+|pharmaciens?|soignants? libera\w+|professionnels? libera\w+"
    r"|professionnels? (?:de sante )?(?:libera\w+|conventionnes?))\b"
)
AUSSI = motif(
    r"salari|usager|habitant|toute personne(?! morale)|tous les (?:professionnels|acteurs)|notamment"
)
"""Entry that names some of those who act for health on the territory, and not the others."""
ATTENDUS = (
    (
        "S038",
        "aucun article ne fait voter le budget par l'assemblée générale.",
        (motif("budget"), motif("assemblee generale")),
    ),
    (
        "S039",
        "aucun article ne dit que l'adhésion est ouverte à tous les acteurs du territoire.",
        (motif(r"\bouvert|toute personne|tous les acteurs|tout professionnel|sans distinction"),),
    ),
    (
        "S040",
        "aucun article ne rappelle qu'un changement se déclare dans les trois mois, signé par deux dirigeants.",
        (motif("trois mois|3 mois"), motif("dirigeants")),
    ),
)
"""What some article says, all its words together; else the rule, and what it tells at the last article."""


def readable(projet: Projet) -> tuple[Article, ...]:
    """The articles followed, when they and their values could be read: what some do not say, a missing one may."""
    folder = projet.statuts.dossier
    if not folder or VALEURS in projet.mal_lus or projet.mal_lu(folder):
        return ()
    return projet.statuts.articles


def _articles(projet: Projet, comptes: Comptes) -> Sequence[Sequence[Ligne]]:
    """The lines of each article that could be read: what they say is there, whatever is wrong beside it."""
    return comptes.lignes.articles if projet.statuts.dossier else ()


def _lines(projet: Projet, comptes: Comptes) -> list[Ligne]:
    return [line for article in _articles(projet, comptes) for line in article]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two things that statutes may say, and not both: the finding stands where ``ici`` is, and names ``ailleurs``."""

    code: str
    message: str
    ici: re.Pattern[str]
    ailleurs: re.Pattern[str]
    avec: str = ""
    """A word without which a text speaks of something else."""
    remede: str = ""
    """When it is not that of the rule."""


CONTRADICTIONS = (
    Contradiction(
        "S023",
        "le bureau est élu par le conseil ici, et par l'assemblée générale ailleurs : gardez l'un des deux.",
        ELU_PAR_CONSEIL,
        ELU_PAR_ASSEMBLEE,
    ),
    Contradiction(
        "S031",
        "la cotisation est fixée par catégorie ici, et par collège ailleurs.",
        PAR_CATEGORIE,
        PAR_COLLEGE,
        avec="cotisation",
    ),
    Contradiction(
        "S031",
        "la cotisation est fixée par le conseil ou le bureau ici, et par l'assemblée générale ailleurs.",
        FIXEE_PAR_LA_DIRECTION,
        FIXEE_PAR_L_ASSEMBLEE,
        avec="cotisation",
        remede="gardez l'assemblée générale, qui fixe les cotisations dans le modèle, et corrigez l'autre phrase.",
    ),
    Contradiction(
        "S032",
        "le règlement intérieur est facultatif ici, et un autre article compte sur lui.",
        FACULTATIF,
        CERTAIN,
    ),
    Contradiction(
        "S033",
        "une structure est représentée par son seul représentant légal ici, et par d'autres ailleurs.",
        LEGAL_SEUL,
        HABILITEE,
    ),
)


@controle()
def said_one_way(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Who elects the bureau, what the fee depends on, whether there is a règlement, who represents a body."""
    texts = _lines(projet, comptes)
    for pair in CONTRADICTIONS:
        about = [line for line in texts if pair.avec in line.mots]
        here, there = _first(about, pair.ici), _first(about, pair.ailleurs)
        if here and there:
            hints = (pair.remede,) if pair.remede else ()
            yield Finding(pair.code, pair.message, here, hints, (there,))


@controle()
def bureau_elected_one_way(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """An article on the assembly lists what it does, and a chapter may say otherwise than the articles."""
    texts = _lines(projet, comptes)
    by_conseil = _first(texts, ELU_PAR_CONSEIL)
    if by_conseil is None:
        return
    listed = _first(_of_the_assembly(projet, comptes), ELIRE_LE_BUREAU)
    articles = {line.span for line in texts}
    told = [line for line in comptes.lignes.gouvernance if line.span not in articles]
    for span in filter(None, (listed, _first(told, ELU_PAR_ASSEMBLEE))):
        message = "le bureau est élu par l'assemblée générale ici, et par le conseil à l'article qui le compose."
        yield Finding("S023", message, span, (), (by_conseil,))


def _of_the_assembly(projet: Projet, comptes: Comptes) -> list[Ligne]:
    return [
        line
        for article, lines in zip(projet.statuts.articles, _articles(projet, comptes), strict=False)
        if "assemblee" in fold(article.titre)
        for line in lines
    ]


def _first(texts: Iterable[Ligne], pattern: re.Pattern[str]) -> Span | None:
    return next((line.span for line in texts if pattern.search(line.mots)), None)


@controle()
def partners_do_not_vote(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for line, title in _under_their_titles(projet, comptes):
        match = VOIX_PARTENAIRES.search(line.mots)
        if match is None and "partenaire" in title:
            match = ILS_VOTENT.search(line.mots)
        if match and not NEGATION.search(line.mots[max(0, match.start() - 10) : match.end()]):
            yield Finding("S024", "ce texte donne une voix aux membres partenaires.", line.span)


def _under_their_titles(projet: Projet, comptes: Comptes) -> Iterator[tuple[Ligne, str]]:
    """Each line of the articles, and the title that it stands under."""
    for lines in _articles(projet, comptes):
        title = ""
        for line in lines:
            title = line.mots if line.est_un_titre else title
            yield line, title


@controle()
def pay_clause(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for line in _lines(projet, comptes):
        if LOI_2002.search(line.mots):
            message = "la loi de finances pour 2002 suppose plus de 200 000 € de ressources privées par an."
            hint = "citez plutôt l'article D. 1434-44 du code de la santé publique (indemnités et rémunérations)."
            yield Finding("S034", message, line.span, (hint,))


@controle()
def missions_named(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The object names the articles of the code and the six missions of public service."""
    articles = readable(projet)
    if not articles:
        return
    text = " ".join(line.mots for line in _lines(projet, comptes))
    absent = [name for name, sign in {**LOIS, **MISSIONS}.items() if sign not in text]
    if absent:
        place = next((a for a in articles if fold(a.titre) == "objet"), articles[0]).span
        yield Finding("S035", f"les statuts ne nomment pas : {', '.join(absent)}.", place)


@controle()
def law_of_the_seat(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The law of 1901, or the local civil code where the seat is in Haut-Rhin, Bas-Rhin or Moselle."""
    seat = projet.statuts.valeurs.scalaires.get("association.siege")
    commune = projet.decoupage.siege
    if seat is None or commune is None:
        return
    where = ALSACE_MOSELLE.get(commune.code[:2])
    if where is None:
        yield from _local_without_reason(projet, comptes, seat, commune.nom)
        return
    lines = (*_lines(projet, comptes), *comptes.lignes.gouvernance, *comptes.lignes.actes)
    hint = _how_to_be_local(projet)
    for span in dict.fromkeys(line.span for line in lines if _cites_1901(line.mots)):
        message = f"le siège est {where} ({commune.nom}) : l'association relève du code civil local, pas de la loi de 1901."
        yield Finding("S036", message, span, (hint,), (seat.span,))


def _cites_1901(words: str) -> bool:
    """Whether a text places the association under the law of 1901, or sends it where that law does."""
    return LOI_1901.search(words) is not None and not (
        CODE_LOCAL.search(words) or SANS_EFFET.search(words)
    )


def _how_to_be_local(projet: Projet) -> str:
    if projet.statuts.valeurs.droit is None:
        return f"écrivez « droit: {LOCAL} » et, sous « association », le tribunal : articles et actes suivent."
    return "citez les articles 21 à 79-3 du code civil local, ou {{ droit.loi }}."


def _local_without_reason(
    projet: Projet, comptes: Comptes, seat: Placed[str], commune: str
) -> Iterator[Finding]:
    """The local code, asked for or cited, where it does not hold."""
    message = f"{commune} n'est ni dans le Haut-Rhin, ni dans le Bas-Rhin, ni en Moselle : le code civil local n'y vaut pas."
    droit = projet.statuts.valeurs.droit
    if droit is not None:
        yield Finding("S036", message, droit.span, ("effacez cette valeur.",), (seat.span,))
        return
    by_code = _first(_lines(projet, comptes), CODE_LOCAL)
    if by_code:
        yield Finding("S036", message, by_code, (), (seat.span,))


@controle()
def tribunal_is_named(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The local law: which tribunal keeps the register, and seven founders."""
    valeurs = projet.statuts.valeurs
    if valeurs.droit is None:
        return
    if not valeurs.texte(TRIBUNAL):
        hint = "ajoutez sous « association » une ligne tribunal: tribunal judiciaire de …"
        message = "on ne sait pas quel tribunal tient le registre des associations."
        yield Finding("S036", message, valeurs.droit.span, (hint,))
    founders = sum(personne.fondateur for personne in projet.annuaire.personnes)
    if 0 < founders < FEWEST_FOUNDERS:
        message = f"{founders} fondateur{accord(founders)} : le tribunal en demande {FEWEST_FOUNDERS}, qui signent les statuts."
        hint = "écrivez « oui » dans la colonne « fondateur » de personnes.csv pour chacun d'eux."
        yield Finding("S064", message, valeurs.droit.span, (hint,))


@controle()
def legal_form(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for line in _lines(projet, comptes):
        if AUTRE_FORME.search(line.mots):
            yield Finding("S037", "ce texte fonde autre chose qu'une association.", line.span)


@controle()
def entry_is_open(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for line in _lines(projet, comptes):
        if RESERVEE.search(line.mots) and not AUSSI.search(line.mots):
            message = "cet article n'ouvre l'adhésion qu'à une partie des acteurs du territoire."
            yield Finding("S039", message, line.span)


@controle()
def democracy(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The assembly votes the budget, entry is open, changes are declared."""
    articles = readable(projet)
    texts = [" ".join(line.mots for line in one) for one in _articles(projet, comptes)]
    local = projet.statuts.valeurs.droit is not None
    for code, message, patterns in ATTENDUS if articles else ():
        if code == "S040" and local:
            continue  # the register of the tribunal has no delay of three months
        if not any(all(pattern.search(text) for pattern in patterns) for text in texts):
            yield Finding(code, message, articles[-1].span)
