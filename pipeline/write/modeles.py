"""Markdown to start from: a fiche with the headings of the trame, a chapter with its title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.model.colonnes import TABLEAUX_FICHE
from pipeline.model.couverture import Attendu, Modele
from pipeline.model.fiche import INDICATEURS_USUELS, OFFERTS, TRAME, IndicateurUsuel
from pipeline.model.mission import Mission

BLANK = "XX"


def _table(titles: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    header, *rows = (f"| {' | '.join(cells)} |" for cells in (titles, *lines))
    return "\n".join((header, "|---" * len(titles) + "|", *rows))


PLANNING = (
    ("Démarrage", BLANK),
    ("Réunion d'étape avec l'ARS et la CPAM", BLANK),
    ("Réunion de suivi des indicateurs", "deux fois par an"),
    ("Bilan", BLANK),
)
LINES: Mapping[str, Sequence[Sequence[str]]] = {
    "sous_actions": [(BLANK,) * 4],
    "planning": PLANNING,
}
TABLES = {key: _table(TABLEAUX_FICHE[key].colonnes, lines) for key, lines in LINES.items()}


def fiche(code: str, titre: str, mission: Mission, paid: bool = True) -> str:
    """A fiche whose every field waits to be filled; guidance stands in comments, which are never printed.

    ``paid`` says whether the mission still has a part of the volet variable to give to its indicators.
    """
    head = [
        "---",
        f"code: {code}",
        f"titre: {_quoted(titre)}",
        f"mission: {mission.cle}",
        f"pilote: {BLANK}",
        "membres: []",
        "besoins: []",
        "orientations_prs: []",
        "statut: brouillon",
        "dates:",
        f"  demarrage: {BLANK}",
        f"  deploiement: {BLANK}",
        f"  fin: {BLANK}",
        "---",
    ]
    parts = ["\n".join(head)]
    for rubrique in TRAME:
        parts += [f"## {rubrique.titre}", f"<!-- {rubrique.aide} -->"]
        if rubrique.cle == "indicateurs":
            parts += _indicateurs(INDICATEURS_USUELS[mission.cle], paid)
        else:
            parts.append(TABLES.get(rubrique.cle, BLANK))
    return "\n\n".join(parts) + "\n"


def chapitre(titre: str, mission: Mission | None, attendu: Attendu | None = None) -> str:
    """A chapter with its title; of the missions, the one it presents and its pilot are named in its front matter.

    One that is the section of an ``attendu`` brings what is to be said there.
    """
    head = f"---\nmission: {mission.cle}\npilote: {BLANK}\n---\n\n" if mission else ""
    body = section(attendu) if attendu else f"<!-- {SENTENCES} -->\n\n{BLANK}"
    return f"{head}# {titre}\n\n{body}\n"


SENTENCES = "Une phrase par ligne ; « ## » ouvre un sous-titre."


def section(attendu: Attendu) -> str:
    """What stands under the title of a section: a line of guidance for each thing to say, a blank, its tables."""
    lines = "\n".join(f"- {sujet.aide}" for sujet in attendu.sujets)
    tables = (
        f'{{{{ donnees("{table.nom}", titre="{table.titre}", source="{BLANK}") }}}}'
        for table in attendu.tableaux
    )
    return "\n\n".join((f"<!-- À dire :\n{lines}\n{SENTENCES} -->", BLANK, *tables))


def donnees(modele: Modele) -> str:
    """A table to fill, as CSV: its titles, and the first cell of each row."""
    empty = ";" * (len(modele.colonnes) - 1)
    rows = (";".join(modele.colonnes), *(f"{rang}{empty}" for rang in modele.rangs))
    return "\ufeff" + "\n".join(rows) + "\n"


def _indicateurs(usuels: Sequence[IndicateurUsuel], paid: bool) -> Iterator[str]:
    """The first ones, to be filled, and the names of the others that the guide gives for the mission."""
    yield from (_indicateur(usuel, paid) for usuel in usuels[:OFFERTS])
    others = [f"- {one.nom} ({one.type}, en {one.sens})" for one in usuels[OFFERTS:]]
    if others:
        listed = "\n".join(others)
        yield f"<!-- Le guide en nomme d'autres : recopiez un bloc ci-dessus pour en suivre un.\n{listed} -->"


def _indicateur(usuel: IndicateurUsuel, to_share: bool) -> str:
    paid = to_share and usuel.type == "résultat"
    lines = [
        f"### Indicateur : {usuel.nom}\n",
        f"- type : {usuel.type}",
        f"- définition : {BLANK}",
        f"- source : {BLANK}",
        "- fréquence : annuelle",
        f"- sens : {usuel.sens}",
        f"- départ : {BLANK}",
        f"- cible année 1 : {BLANK}",
        f"- cible année 2 : {BLANK}",
        f"- base du volet variable : {'oui' if paid else 'non'}",
    ]
    return "\n".join(lines + ([f"- poids : {BLANK}"] if paid else []))


def _quoted(text: str) -> str:
    """A YAML text: between quotes as soon as a sign in it could be read as something else."""
    plain = text.replace("'", "").replace(" ", "").replace("-", "")
    return (
        text
        if plain.isalnum() and text[0].isalpha()
        else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )
