"""Rules on the figures typed in the texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pipeline.check.annonces import CHIFFRES
from pipeline.check.controle import controle
from pipeline.model.chiffre import Sorte
from pipeline.model.comptes import Comptes
from pipeline.model.etape_cpts import EtapeCPTS
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


ENGAGED = motif(
    r"(?i)\b(professionnels|membres|adhérents) engagés?(?: à ce jour)?\s*:\s*([0-9]{1,4})\b(?! ?%)"
    r"|\b([0-9]{1,4}|[a-zé]+(?:-[a-z]+)*) (professionnels|soignants|membres|adhérents)(?: de santé)? "
    r"(?:(?:sont |se sont )?(?:déjà )?engagés?\b|ont (?:déjà )?adhéré\b"
    r"|ont (?:déjà )?signé (?:leur engagement|le projet|la feuille|l['’]engagement)\b)"
)
SIGNS = ("ngagé", "ngagement", "adhéré", "signé ")


@controle(Piece.ANNUAIRE)
def engaged_agree(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """How many are engaged, as the grid of the ARS asks, is what the list of people says."""
    engaged = [p for p in projet.annuaire.presents if p.engagement == ENGAGE]
    people = sum(map(_practises, engaged))
    counts = {"professionnels": people, "soignants": people}
    for texte in markdown(projet.textes) if not projet.mal_lu(PERSONNES) else ():
        text = prose(texte)
        for match in ENGAGED.finditer(text) if any(map(text.__contains__, SIGNS)) else ():
            what, typed = _claimed(match)
            right = counts.get(what, len(engaged))
            if typed not in (None, right):
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
    return (match[1] or match[4]).lower(), _number(match[2] or match[3])


def _number(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() else CHIFFRES.get(fold(typed))
