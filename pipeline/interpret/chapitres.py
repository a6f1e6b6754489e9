"""Markdown chapters: one title, then whatever the authors write."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from decimal import Decimal

from pipeline.interpret.champs import Champs
from pipeline.interpret.dates import parse_frequence
from pipeline.interpret.identite import AUTRES_NOMS, MISSIONS_ACI, resolve_mission
from pipeline.interpret.vocabulaire import say_unsorted, vocabulaire_of
from pipeline.model.courrier import Courrier
from pipeline.model.diagnostic import CARRES, FORCES_FAIBLESSES, PISTES, carre
from pipeline.model.finding import Finding
from pipeline.model.forme import Forme, choix, echeance, jour, table, texte, textes
from pipeline.model.langue.mots import did_you_mean, fold, nearest
from pipeline.model.livrable import TEXTES
from pipeline.model.mission import MISSIONS, mission_nommee
from pipeline.model.motif import motif
from pipeline.model.projet import DOSSIERS_CHAPITRES, NUMBERED, TABLEAUX_DE_CHAPITRE, Chapitre
from pipeline.model.prose import Block, Heading, Paragraph, text_of
from pipeline.model.reunion import speaks_of_meetings
from pipeline.model.sections import Section, sections
from pipeline.model.source import MarkdownFile, Sources
from pipeline.model.span import Placed, Span
from pipeline.model.vocabulaire import Vocabulaire

WHERE_MEETINGS_ARE_TOLD = (DOSSIERS_CHAPITRES["missions"], DOSSIERS_CHAPITRES["organisation"])
SENTENCE = motif(r"(?<=[.;!?])\s+|\n")

LONGEST_TITLE = 12
"""Words of a first line that may be a title."""

FORME_COURRIER = Forme(
    "cette lettre",
    "Dans content/textes/ : ce qui fait de ce texte une lettre. Son titre « # » en est l'objet.",
    (
        textes(
            "destinataire",
            "À qui elle est adressée, une ligne par nom ; « ars », « cpam », « delegation_ars », « urps », "
            "« elsm » et « msa » sont ceux de projet.yaml.",
            requis=True,
        ),
        texte("lieu", "D'où elle est écrite ; sinon, la commune du signataire."),
        jour("date", "Le jour de la lettre ; sinon, il s'écrit à la main."),
        texte(
            "signataire",
            "Qui la signe : une clé ou un nom de personnes.csv ; sinon, le premier signataire de projet.yaml.",
        ),
        textes("pieces", "Les pièces jointes, une par ligne."),
    ),
)
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
        choix(
            "tableau",
            "Le tableau imprimé à la fin de ce chapitre, ou que ses rubriques « ## » remplissent.",
            tuple(TABLEAUX_DE_CHAPITRE),
        ),
        textes(
            "livrables",
            "Les seuls documents de content/livrables.yaml qui impriment ce chapitre ; sinon, tous.",
        ),
        echeance(
            "demarrage", "Le démarrage de la mission ; sinon, le premier démarrage de ses fiches."
        ),
        echeance("deploiement", "Le déploiement de la mission ; sinon, le dernier de ses fiches."),
        texte(
            "pilote",
            "Dans content/missions/ : qui conduit la mission, une clé ou un nom de personnes.csv.",
        ),
        textes(
            "copilotes",
            "Dans content/missions/ : qui conduit la mission avec le pilote, ou le supplée.",
        ),
        texte(
            "referent",
            "Dans content/missions/ : à qui les partenaires s'adressent, si ce n'est pas au pilote.",
        ),
        table("courrier", FORME_COURRIER),
    ),
)


def interpret_chapitres(
    sources: Sources, findings: list[Finding]
) -> dict[str, tuple[Chapitre, ...]]:
    """The chapters of each folder, in natural order of the file names."""
    vocabulaire = vocabulaire_of(sources)
    return {
        partie: tuple(
            _chapitre(markdown, vocabulaire, findings)
            for markdown in sources.markdown_under(folder)
        )
        for partie, folder in DOSSIERS_CHAPITRES.items()
    }


def _chapitre(
    markdown: MarkdownFile, vocabulaire: Vocabulaire, findings: list[Finding]
) -> Chapitre:
    mission = None
    tableau = ""
    demarrage = deploiement = None
    livrables: tuple[Placed[str], ...] = ()
    courrier = None
    pilote: Placed[str] | None = None
    copilotes: tuple[Placed[str], ...] = ()
    referent: Placed[str] | None = None
    if markdown.front is not None:
        champs = Champs(markdown.front, FORME_CHAPITRE, findings, Span(markdown.path, 1))
        mission = resolve_mission(champs.scalar("mission"), findings, vocabulaire=vocabulaire)
        chosen = champs.choice("tableau")
        tableau = chosen.value if chosen else ""
        demarrage, deploiement = champs.echeance("demarrage"), champs.echeance("deploiement")
        livrables = champs.texts("livrables")
        courrier = _courrier(champs)
        pilote = champs.scalar("pilote")
        copilotes, referent = champs.texts("copilotes"), champs.scalar("referent")
        champs.finish()
    titre, blocs = _title_and_body(markdown, findings)
    say_unsorted(blocs, findings)
    _rubriques_of(tableau, markdown.path, blocs, findings)
    start = Span(markdown.path, 1)
    if not livrables and markdown.path.startswith(DOSSIERS_CHAPITRES[TEXTES]):
        livrables = (_document_of_its_name(markdown.path),)
    return Chapitre(
        markdown.path,
        titre,
        blocs,
        mission,
        tableau,
        start,
        demarrage,
        deploiement,
        livrables,
        _meetings_a_year(markdown),
        courrier,
        pilote,
        copilotes,
        referent,
    )


def _courrier(champs: Champs) -> Courrier | None:
    head = champs.table("courrier")
    if head is None:
        return None
    courrier = Courrier(
        head.texts("destinataire"),
        head.text("lieu"),
        head.echeance("date"),
        head.scalar("signataire"),
        tuple(placed.value for placed in head.texts("pieces")),
        head.span,
    )
    head.finish()
    return courrier


def _title_and_body(
    markdown: MarkdownFile, findings: list[Finding]
) -> tuple[str, tuple[Block, ...]]:
    """The title, empty where there is none, and what stands under it."""
    first = markdown.blocks[0] if markdown.blocks else None
    if isinstance(first, Heading) and first.level == 1:
        titre, blocs = text_of(first.inlines), markdown.blocks[1:]
    else:
        titre, blocs = "", markdown.blocks
        message = "ce chapitre doit commencer par son titre : une ligne « # Titre »."
        place = Span(markdown.path, markdown.body_line)
        findings.append(Finding("C007", message, place, (_title_wanted(first),)))
    for bloc in blocs:
        if isinstance(bloc, Heading) and bloc.level == 1:
            name = text_of(bloc.inlines)
            message = f"un chapitre n'a qu'un titre « # » : « {name} » en est un second."
            hint = "écrivez « ## », ou ouvrez un autre fichier."
            findings.append(Finding("C007", message, bloc.span, (hint,)))
    return titre, blocs


def _meetings_a_year(markdown: MarkdownFile) -> Decimal:
    """How often the text says that indicators are met about, in parts 2 and 3; the most of its sentences."""
    text = "\n".join(markdown.lines) if markdown.path.startswith(WHERE_MEETINGS_ARE_TOLD) else ""
    if "ndicateur" not in text and "CPAM" not in text:
        return Decimal(0)
    told = (
        parse_frequence(line) for line in SENTENCE.split(text) if speaks_of_meetings(fold(line))
    )
    return max((often for often in told if often is not None), default=Decimal(0))


MISSPELT = 0.75
"""How alike two titles are when one is the other, misspelt."""


def _document_of_its_name(path: str) -> Placed[str]:
    """« content/textes/02-rapport-moral.md » belongs to the document « rapport-moral »."""
    name = NUMBERED.sub("", path).rpartition("/")[2].removesuffix(".md")
    return Placed(name, Span(path, 1))


def _title_wanted(first: Block | None) -> str:
    """What to type for the title, which may be the first line without its sign, or with too many."""
    above = "ajoutez au-dessus du texte une ligne « # » suivie du titre, puis une ligne vide"
    text = text_of(first.inlines) if isinstance(first, Heading | Paragraph) else ""
    if not text or (
        isinstance(first, Paragraph) and (len(text.split()) > LONGEST_TITLE or text.endswith("."))
    ):
        return f"{above}."
    return f"si la première ligne est ce titre, écrivez : # {text} ; sinon, {above}."


def _squares(blocs: Iterable[Block], path: str, findings: list[Finding]) -> None:
    """The four headings, each once and filled; another is printed below the table, once all four are there.

    A square is not called missing beside an unknown heading: it is most often that one, misspelt.
    """
    found = sections(blocs, 2)[1]
    named = {carre(section.titre) for section in found}
    whole = named >= set(CARRES)
    seen: set[str] = set()
    unknown = False
    for section in found:
        name = carre(section.titre)
        if name is not None:
            findings.extend(_square(name, section, seen))
            seen.add(name)
        elif not whole or nearest(section.titre, CARRES, MISSPELT):
            unknown = True
            message = f"« {section.titre} » n'est pas l'une des quatre cases du tableau."
            hints = did_you_mean(section.titre, CARRES)
            findings.append(Finding("N010", message, section.span, hints))
    for name in () if unknown else CARRES:
        if name not in seen:
            hint = f"ajoutez une ligne « ## {name} », puis une liste."
            message = f"il manque la case « {name} »."
            findings.append(Finding("N011", message, Span(path, 1), (hint,)))


def _square(name: str, section: Section, seen: Container[str]) -> Iterator[Finding]:
    if name in seen:
        message = f"« {name} » a déjà sa case."
        yield Finding("N010", message, section.span, ("réunissez les deux listes.",))
    elif not section.blocs:
        yield Finding("N011", f"la case « {name} » est vide.", section.span)


def _rubriques_of(
    tableau: str, path: str, blocs: tuple[Block, ...], findings: list[Finding]
) -> None:
    """What the headings of a chapter say of the table that they fill, in the part where it belongs."""
    if not path.startswith(DOSSIERS_CHAPITRES["diagnostic"]):
        return
    if tableau == FORCES_FAIBLESSES:
        _squares(blocs, path, findings)
    elif tableau == PISTES:
        _leads(blocs, findings)


def _leads(blocs: Iterable[Block], findings: list[Finding]) -> None:
    """Each heading names a mission, once, with something under it."""
    seen: set[str] = set()
    for section in sections(blocs, 2)[1]:
        mission = mission_nommee(section.titre)
        if mission is None:
            message = f"« {section.titre} » n'est pas une mission de l'ACI."
            hints = did_you_mean(section.titre, [mission.feuille for mission in MISSIONS])
            findings.append(Finding("P001", message, section.span, hints))
        elif mission.cle in seen:
            message = f"« {mission.titre} » a déjà ses pistes."
            findings.append(Finding("N010", message, section.span, ("réunissez les deux listes.",)))
        seen |= {mission.cle} if mission else set()
