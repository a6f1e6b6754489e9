"""Markdown chapters: one title, then whatever the authors write."""

from __future__ import annotations

from pipeline.interpret.champs import Champs
from pipeline.interpret.identite import AUTRES_NOMS, MISSIONS_ACI, resolve_mission
from pipeline.model.finding import Finding
from pipeline.model.forme import Forme, choix, echeance, texte
from pipeline.model.projet import DOSSIERS_CHAPITRES, Chapitre
from pipeline.model.prose import Heading, text_of
from pipeline.model.source import MarkdownFile, Sources
from pipeline.model.span import Span

FORME_CHAPITRE = Forme(
    "l'en-tête de ce chapitre",
    "L'en-tête, facultatif, d'un chapitre.",
    (
        texte(
            "mission",
            "Dans content/missions/ : la mission que ce chapitre présente.",
            valeurs=MISSIONS_ACI,
            aussi=AUTRES_NOMS,
        ),
        choix("tableau", "Le tableau imprimé à la fin de ce chapitre.", ("budget",)),
        echeance("demarrage", "Le démarrage de la mission ; sinon, le premier démarrage de ses fiches."),
        echeance("deploiement", "Le déploiement de la mission ; sinon, le dernier de ses fiches."),
    ),
)


def interpret_chapitres(sources: Sources, findings: list[Finding]) -> dict[str, tuple[Chapitre, ...]]:
    """The chapters of each folder, in natural order of the file names."""
    return {
        partie: tuple(_chapitre(markdown, findings) for markdown in sources.markdown_under(folder))
        for partie, folder in DOSSIERS_CHAPITRES.items()
    }


def _chapitre(markdown: MarkdownFile, findings: list[Finding]) -> Chapitre:
    mission = None
    tableau = ""
    demarrage = deploiement = None
    if markdown.front is not None:
        champs = Champs(markdown.front, FORME_CHAPITRE, findings, Span(markdown.path, 1))
        mission = resolve_mission(champs.scalar("mission"), findings)
        chosen = champs.choice("tableau")
        tableau = chosen.value if chosen else ""
        demarrage, deploiement = champs.echeance("demarrage"), champs.echeance("deploiement")
        champs.finish()
    first = markdown.blocks[0] if markdown.blocks else None
    if isinstance(first, Heading) and first.level == 1:
        titre, blocs = text_of(first.inlines), markdown.blocks[1:]
    else:
        titre, blocs = "", markdown.blocks
        message = "ce chapitre doit commencer par son titre : une ligne « # Titre »."
        findings.append(Finding("C007", message, Span(markdown.path, markdown.body_line)))
    for bloc in blocs:
        if isinstance(bloc, Heading) and bloc.level == 1:
            message = f"un chapitre n'a qu'un titre « # » : « {text_of(bloc.inlines)} » en est un second."
            findings.append(Finding("C007", message, bloc.span, ("écrivez « ## », ou ouvrez un autre fichier.",)))
    return Chapitre(markdown.path, titre, blocs, mission, tableau, Span(markdown.path, 1), demarrage, deploiement)
