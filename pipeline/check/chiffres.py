"""Rules on the figures typed in the texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from pipeline.check.annonces import CHIFFRES
from pipeline.check.controle import controle
from pipeline.model.chiffre import Sorte
from pipeline.model.comptes import Comptes
from pipeline.model.etape_cpts import EtapeCPTS
from pipeline.model.fait import Fait
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import fold
from pipeline.model.langue.texte import markdown, place, prose
from pipeline.model.mesure import INDICATEURS
from pipeline.model.motif import motif
from pipeline.model.personne import ENGAGE, PHYSIQUE, Personne
from pipeline.model.projet import Piece, Projet
from pipeline.model.span import Span

FICHES = "content/fiches/"
PERSONNES = "content/personnes.csv"
SOURCES = {
    PERSONNES: "membres.",
    "content/communes.csv": "territoire.",
    "content/fiches/": "fiches.",
    "content/baremes/": "mission(",
    "budgets/": "budget.",
}
"""A place that could not be read whole → how the facts that it gives begin."""


@controle()
def figures_agree(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A figure that is nearly a value of the project; an amount in a fiche is told by another rule (F034)."""
    unsure = _unsure(projet)
    for found in comptes.chiffres_proches:
        if found.fait.startswith(unsure):
            continue
        chiffre = found.chiffre
        if chiffre.sorte is Sorte.MONTANT and chiffre.span.path.startswith(FICHES):
            continue
        message = f"le texte dit « {chiffre.texte} », {found.dit} dit {found.valeur}."
        hint = f"écrivez {{{{ {found.fait} }}}} à la place du chiffre : il suivra."
        yield Finding("X018", message, chiffre.span, (hint,))


def _unsure(projet: Projet) -> tuple[str, ...]:
    """How the facts begin that a fault, told elsewhere, makes doubtful; what was measured of indicators gives none."""
    faulty = projet.mal_lus - {INDICATEURS}
    return tuple(
        name for source, name in SOURCES.items() if any(path.startswith(source) for path in faulty)
    )


_NUMBER = r"(?P<nombre>[0-9]{1,3}(?:[ \u00a0\u202f.][0-9]{3})+|[0-9]+)"
LABELLED = motif(
    r"(?im)(?:^|(?<=\|))[ \t]*(?:[-*+][ \t]+)?\**"
    r"(?P<quoi>nombre (?:total )?(?:de communes|d['’]habitants)|population(?: totale)?)"
    r"(?P<du_tout> (?:du territoire|de la CPTS|couverte))?\**(?: \((?P<annee>[^()|\n]{0,40})\))?\**[ \t]*[:|][ \t]*\**"
    rf"{_NUMBER}\**(?:[ \u00a0](?:communes|hab(?:itants|\.)?))?[ \t]*(?:\||[.;])?[ \t]*$"
)
"""« Nombre de communes : 5 », « | Population du territoire (2023) | 61 332 | »: a line that gives one number."""

PEOPLED = motif(
    r"\b(?:territoire|CPTS)\b[^.;|\n]{0,60}\bpopulation (?:totale )?(?:de|estimée à|d['’])[ \u00a0]?"
    rf"(?P<rond>environ |près de |plus de |quelque )?{_NUMBER}[ \u00a0](?:personnes|âmes)\b"
)
LABELS = (
    *("ombre de communes", "ombre total de communes", "'habitants", "’habitants"),
    *(
        "opulation totale",
        "opulation du t",
        "opulation de",
        "opulation d'",
        "opulation d’",
        "opulation couverte",
    ),
)
"""Without one of these, no line is looked for."""
OTHERS = motif(r"communaute de communes|agglo|epci|departement|region|canton|bassin|voisin|france")
"""What a heading is about that is not the territory."""

ROUNDING = Decimal("0.2")
"""How far a number said to be round may be from the true one."""


@controle()
def labels_agree(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A number of communes or inhabitants that a line gives of the whole is that of the list."""
    unsure = _unsure(projet)
    told = {(near.chiffre.span.path, near.chiffre.span.line) for near in comptes.chiffres_proches}
    for texte in markdown(projet.textes) if "territoire." not in unsure else ():
        text = prose(texte)
        if not any(map(text.__contains__, LABELS)):
            continue
        for match in _counts_of_the_whole(text):
            where = place(texte, match.start("nombre"))
            name = _counted_by(match, text, comptes)
            right = comptes.faits.get(name)
            if right and _differs(match, right) and (where.path, where.line) not in told:
                said = " ".join(match.group().replace("*", "").strip(" |-+\t").split())
                message = f"le texte dit « {said} », la liste des communes dit {right.texte}."
                hint = f"écrivez {{{{ {name} }}}} à la place du chiffre : il suivra."
                yield Finding("X018", message, where, (hint,))


def _counts_of_the_whole(text: str) -> Iterator[re.Match[str]]:
    yield from LABELLED.finditer(text)
    if " personnes" in text or " âmes" in text:
        yield from PEOPLED.finditer(text)


def _counted_by(match: re.Match[str], text: str, comptes: Comptes) -> str:
    """The fact that a line repeats; « » when it is of something else, or of another year."""
    told = match.groupdict()
    what = fold(told.get("quoi") or "population totale")
    years = re.findall(r"\b[12][0-9]{3}\b", told.get("annee") or "")
    known = {str(one.annee) for one in comptes.communes}
    if (years and not known.intersection(years)) or (what == "population" and not told["du_tout"]):
        return ""
    above = text.rfind("\n#", 0, match.start())
    heading = text[above + 1 :].partition("\n")[0] if above >= 0 else ""
    if not told.get("du_tout") and OTHERS.search(fold(heading)):
        return ""
    return "territoire.nombre_communes" if "communes" in what else "territoire.population"


def _differs(match: re.Match[str], fait: Fait) -> bool:
    if not isinstance(fait.valeur, int):
        return False
    right = fait.valeur
    typed = int(re.sub(r"\D", "", match["nombre"]))
    rounded = match.groupdict().get("rond") or "d'" in match.group()
    return abs(typed - right) > right * ROUNDING if rounded else typed != right


ENGAGED = motif(
    r"(?i)\b(professionnels|membres|adhérents) engagés?(?: à ce jour)?\s*:\s*([0-9]{1,4})\b(?! ?%)"
    r"|\bCPTS (?:réunit|rassemble|fédère|regroupe) (?:déjà )?([0-9]{1,4}|[a-zé]+(?:-[a-z]+)*) "
    r"(professionnels|soignants|membres)\b(?=(?: de santé)?(?: (?:et|sur)\b|[.,;:)]|$))"
    r"|\b([0-9]{1,4}|[a-zé]+(?:-[a-z]+)*) (professionnels|soignants|membres|adhérents)(?: de santé)? "
    r"(?:(?:sont |se sont )?(?:déjà )?engagés?\b|ont (?:déjà )?adhéré\b"
    r"|ont (?:déjà )?signé (?:leur engagement|le projet|la feuille|l['’]engagement)\b)"
)
SIGNS = ("CPTS ", "ngagé", "ngagement", "adhéré", "signé ")


@controle(Piece.ANNUAIRE)
def engaged_agree(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """How many are engaged, as the grid of the ARS asks, is what the list of people says."""
    engaged = [p for p in projet.annuaire.presents if p.engagement == ENGAGE]
    people = sum(map(_practises, engaged))
    counts = {"professionnels": people, "soignants": people}
    present = projet.annuaire.presents
    everyone = (sum(map(_practises, present)), len(present))
    for texte in markdown(projet.textes) if not projet.mal_lu(PERSONNES) else ():
        text = prose(texte)
        for match in ENGAGED.finditer(text) if any(map(text.__contains__, SIGNS)) else ():
            what, typed = _claimed(match)
            right = counts.get(what, len(engaged))
            with_those_to_come = _of_the_association(match) and typed == everyone[what == "membres"]
            if typed not in (None, right) and not with_those_to_come:
                message = f"le texte dit « {' '.join(match.group().split())} », la liste des personnes en a {right}."
                hint = "corrigez ; {{ membres.engages }} donne tous les membres engagés, et suivra."
                yield Finding("X018", message, place(texte, match.start()), (hint,))


_YEAR = r"(2[0-9]{3})"
DATED = motif(
    rf"\({_YEAR}, [^()\n]{{3,}}\)"
    rf"|\([^()\n]*[^\W\d_]{{2}}[^()\n]*, {_YEAR}\)"
    rf"|(?m:^provenance\s*:.*?\b{_YEAR}\s*$)"
    rf"|\bsource=\"[^\"\n]*?\b{_YEAR}\b"
    rf"|(?m:^[*_ ]*Sources? ?:.*?\b{_YEAR}\b)"
    rf"|(?<=\|) *{_YEAR}, [^|\n]{{3,}}(?=\|)"
)
"""Where a text gives the year of a source: « (Insee, 2022) », « (2025, registre) », under a table or a chart."""

SUIVI = "content/suivi/"
"""What is told there was measured in its year of contract."""

TO_COME = motif(r"(?i)projection|prévi|horizon|objectif|cible|scénario|d['’]ici")


@controle()
def sources_are_not_to_come(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """« (santé scolaire, 2052) »: two digits exchanged, which a reader sees before the author."""
    last = _last_year(projet, comptes, today)
    for texte in markdown(projet.textes):
        text = "\n".join(texte.lines)
        followed = texte.path.startswith(SUIVI)
        late = not followed and any(int(year) > last for year in YEAR_ALONE.findall(text))
        for match in DATED.finditer(text) if late else ():
            year = next(filter(None, match.groups()))
            if int(year) > last and not TO_COME.search(match.group()):
                words = " ".join(match.group().split()).strip("(|) ")
                yield _to_come(words, year, place(texte, match.start()))
    for besoin in projet.besoins:
        year = YEAR_ALONE.search(besoin.source)
        if year and int(year[1]) > last:
            yield _to_come(besoin.source, year[1], besoin.span)


YEAR_ALONE = motif(rf"\b{_YEAR}\b")


def _last_year(projet: Projet, comptes: Comptes, today: date) -> int:
    """The year in which a source may be: this one, and those of a contract that is lived."""
    years = comptes.contrat.annees
    lived = projet.identite.etape not in (EtapeCPTS.LETTRE, EtapeCPTS.PROJET)
    return max(today.year, years[-1].fin.year) if years and lived else today.year


def _to_come(words: str, year: str, where: Span) -> Finding:
    message = (
        f"« {words} » : l'année {year} n'est pas encore venue, une source est d'une année passée."
    )
    return Finding("X062", message, where, ("corrigez l'année.",))


def _practises(personne: Personne) -> bool:
    return personne.type == PHYSIQUE and bool(personne.profession)


def _claimed(match: re.Match[str]) -> tuple[str, int | None]:
    """Who is counted, and how many."""
    return (match[1] or match[4] or match[6]).lower(), _number(match[2] or match[3] or match[5])


def _of_the_association(match: re.Match[str]) -> bool:
    """« La CPTS réunit 25 professionnels »: those to come may be counted too."""
    return match[3] is not None


def _number(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() else CHIFFRES.get(fold(typed))
