"""What the user typed, in French from end to end.  Standard library only, and little of it: « nothing changed » waits.

Its values are named tuples, as those of ``etat``: ``dataclasses`` brings in ``inspect`` and all that reads code.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from pipeline.disk import Empechement, reason

ERREURS, MAUVAIS_USAGE, BOGUE = 1, 2, 3


class Command(NamedTuple):
    """``options`` maps an option to the values it takes (none for a switch, LIBRE for any); ``values`` names what may
    follow it.

    ``needs`` is the set of dependencies that must be installed before it starts: ``"projet"``, ``"atelier"``, ``"dev"`` or none.
    ``variables`` are the environment variables that stand for the values when ``make`` is used.  ``in_project`` says
    that it only makes sense in the folder of a project: one that does not says so, a new one need not think of it.
    """

    name: str
    summary: str
    needs: str = "projet"
    values: str = ""
    variables: tuple[str, ...] = ()
    options: Mapping[str, tuple[str, ...]] = {}
    in_project: bool = True


LIBRE = ("…",)
"""The values of an option that takes any word."""

STATES = ("DEPUIS", "JUSQUA")
"""The two states that a command compares, the second being the folder when it is not named."""

ALIASES = {"DEPUIS": "REF", "JUSQUA": "REF2"}
"""The words of other days for a variable."""

COMMANDS = (
    Command(
        "project",
        "installe ce qui manque, vérifie tout et construit les documents dans build/",
        needs="",
    ),
    Command(
        "check",
        "vérifie tout et affiche les constats, sans rien construire",
        values="CHEMIN…",
        variables=("CHEMIN",),
        options={"--format": ("texte", "json", "annotations", "gitlab"), "--strict": ()},
    ),
    Command(
        "build",
        "construit les documents nommés, ou tous ; --brouillon malgré les erreurs, --manifeste avec leurs sommes de contrôle",
        values="LIVRABLE…",
        variables=("LIVRABLE",),
        options={"--brouillon": (), "--manifeste": ()},
    ),
    Command(
        "pdf",
        "construit les documents nommés, ou tous, et les met en PDF dans build/pdf/",
        values="LIVRABLE…",
        variables=("LIVRABLE",),
    ),
    Command(
        "atelier",
        "ouvre dans le navigateur des pages qui suivent ce que vous écrivez, sur cet ordinateur seul : PORT=8730",
        needs="atelier",
        values="PORT",
        variables=("PORT",),
        options={"--sans-navigateur": ()},
    ),
    Command(
        "site",
        "écrit dans build/site/ les pages de ce qui est public, à publier ou à copier ; --complet, celles de tout le projet",
        options={"--brouillon": (), "--complet": ()},
    ),
    Command(
        "livraison",
        "vérifie tout, construit tout et met dans build/livraison/ ce qui part : PDF, Word, liste, sommes, zip",
    ),
    Command(
        "gabarits",
        "vérifie les modèles Word et la charte, et écrit la liste de leurs balises et de leurs styles",
    ),
    Command(
        "essayage",
        "montre dans build/essayage/ chaque style de chaque modèle Word ; un seul : GABARIT=statuts",
        values="GABARIT…",
        variables=("GABARIT",),
    ),
    Command(
        "couverture",
        "dit ce qu'un projet de santé doit contenir, et ce qui manque à celui-ci, section par section",
        options={"--format": ("texte", "csv")},
    ),
    Command(
        "droits",
        "affiche ce que le contrat vaut, année par année et selon les résultats",
        options={"--format": ("texte", "csv")},
    ),
    Command(
        "tresorerie",
        "affiche le calendrier des versements et la trésorerie mois par mois",
        options={"--format": ("texte", "csv")},
    ),
    Command(
        "realise",
        "affiche ce qui est dépensé et reçu, en face du budget",
        options={"--format": ("texte", "csv")},
    ),
    Command(
        "releve",
        "propose des lignes de réalisé d'après un relevé de banque ou un FEC : FICHIER=releve.csv ECRIRE=oui",
        values="FICHIER",
        variables=("FICHIER",),
        options={"--ecrire": ()},
    ),
    Command(
        "indicateurs",
        "écrit budgets/indicateurs.xlsx, à remplir des valeurs mesurées, et dit ce qui est atteint",
    ),
    Command(
        "indemnites",
        "écrit dans build/indemnites/ la feuille annuelle de chaque personne du registre : ANNEE=2027",
        values="ANNEE",
        variables=("ANNEE",),
    ),
    Command(
        "resultat",
        "affiche le compte de résultat de chaque année civile, prévu et réalisé, par compte",
        options={"--format": ("texte", "csv")},
    ),
    Command(
        "versions",
        "compare les versions du budget : initiale, modifiée, votée, en euros",
        options={"--format": ("texte", "csv")},
    ),
    Command(
        "pieces",
        "numérote les pièces justificatives d'une année de contrat et dit ce qui n'en a pas : ANNEE=1",
        values="ANNEE",
        variables=("ANNEE",),
    ),
    Command(
        "classeur",
        "crée le classeur du budget (ANNEES=5), ou reconduit le présent : ANNEE=2028",
        values="ANNEE ANNEES",
        variables=("ANNEE", "ANNEES"),
    ),
    Command(
        "budget",
        "affiche la synthèse du budget : blocs, fiches, natures",
        options={"--format": ("texte", "csv", "json")},
    ),
    Command(
        "export",
        "écrit dans build/lecture.xlsx l'annexe, les droits, les versements, la trésorerie et le réalisé",
    ),
    Command(
        "portefeuille",
        "vérifie et construit plusieurs projets, et en fait le tableau et la carte : DOSSIERS=mes-cpts",
        values="DOSSIER…",
        variables=("DOSSIERS",),
        options={
            "--sans-construire": (),
            "--sortie": LIBRE,
            "--bareme": LIBRE,
            "--plafond": LIBRE,
            "--delai": LIBRE,
            "--sur": LIBRE,
            "--recettes": (),
        },
        in_project=False,
    ),
    Command(
        "nouveau-projet",
        "crée un projet vide dans DOSSIER, prêt à remplir",
        values="DOSSIER",
        variables=("DOSSIER",),
        in_project=False,
    ),
    Command(
        "donnees",
        "prend dans le projet les populations de l'Insee, un plafond ou un barème tout juste parus : FICHIER=… ANNEE=2024",
        values="FICHIER [ANNEE]",
        variables=("FICHIER", "ANNEE"),
    ),
    Command(
        "mettre-a-jour",
        "porte le projet à la version du logiciel ; ce que vous avez changé est laissé, le nouveau est posé à côté",
    ),
    Command(
        "fiche",
        'crée une fiche à remplir : MISSION=prevention TITRE="…"',
        values="MISSION TITRE",
        variables=("MISSION", "TITRE"),
    ),
    Command(
        "chapitre",
        'crée un chapitre à remplir : PARTIE=diagnostic TITRE="…"',
        values="PARTIE TITRE",
        variables=("PARTIE", "TITRE"),
    ),
    Command(
        "importer",
        "fait entrer une fiche, un projet ou des statuts déjà écrits : FICHIER=fiche.docx",
        values="FICHIER MISSION",
        variables=("FICHIER", "MISSION"),
    ),
    Command(
        "retour",
        "dit où vont les commentaires et les corrections d'un document relu dans Word : FICHIER=relu.docx APPLIQUER=oui",
        values="FICHIER…",
        variables=("FICHIER",),
        options={"--appliquer": (), "--remarques": ()},
    ),
    Command(
        "remarques",
        "liste, par personne, les remarques qui attendent dans les textes ; celles d'une seule : QUI=durand",
        values="QUI",
        variables=("QUI",),
    ),
    Command(
        "a-faire",
        "écrit dans build/a-faire/ ce qui attend une personne : ses fiches, ses dates, ses constats : PERSONNE=durand",
        values="PERSONNE",
        variables=("PERSONNE",),
    ),
    Command(
        "apercu",
        "montre dans build/apercu.docx un seul fichier : CHEMIN=content/fiches/…",
        values="CHEMIN",
        variables=("CHEMIN",),
    ),
    Command(
        "expliquer",
        "explique une règle, avec un exemple : REGLE=F012",
        values="REGLE",
        variables=("REGLE",),
        in_project=False,
    ),
    Command(
        "variables",
        "liste les faits qu'un texte peut citer entre {{ }}, avec leur valeur : MOT=budget",
        values="MOT",
        variables=("MOT",),
    ),
    Command(
        "nombres",
        "relève les chiffres tapés dans les textes, avec le fait à citer ou la source qui manque",
        values="CHEMIN…",
        variables=("CHEMIN",),
        options={"--tout": ()},
    ),
    Command(
        "format",
        "remet les textes en ordre, sans rien changer aux documents ; un seul avec CHEMIN=…",
        values="CHEMIN…",
        variables=("CHEMIN",),
    ),
    Command(
        "schemas", "réécrit .vscode/schemas/, d'où VS Code tire son aide sur les fichiers YAML"
    ),
    Command(
        "texte",
        "affiche le texte d'un classeur ou d'un document Word : FICHIER=budgets/budget.xlsx",
        values="FICHIER",
        variables=("FICHIER",),
        options={"--git": ()},
        in_project=False,
    ),
    Command(
        "changements",
        "dit ce qui a changé depuis un état de git, en mots et en euros : DEPUIS=v1",
        values="[DEPUIS] [JUSQUA]",
        variables=STATES,
        options={"--format": ("texte", "markdown", "html", "docx"), "--details": ()},
    ),
    Command(
        "redline",
        "écrit dans build/redline/ chaque document avec les marques de révision de Word depuis un état de git : DEPUIS=v1",
        values="DEPUIS [JUSQUA]",
        variables=STATES,
    ),
    Command(
        "fusionner-classeur",
        "réunit dans un nouveau fichier le classeur que deux personnes ont changé : AUTRE=sa-branche",
        values="[AUTRE] [BASE]",
        variables=("AUTRE", "BASE"),
    ),
    Command(
        "comparer-statuts",
        "met côte à côte les statuts d'un état de git et ceux d'aujourd'hui : DEPUIS=v1",
        values="DEPUIS [JUSQUA]",
        variables=STATES,
    ),
    Command(
        "ecarts-statuts",
        "montre, article par article, ce qui diffère du modèle de statuts",
    ),
    Command(
        "statuts",
        "copie les articles d'un modèle dans content/statuts/ : MODELE=urps",
        values="MODELE",
        variables=("MODELE",),
    ),
    Command(
        "setup", "installe l'environnement Python du projet dans .venv/", needs="", in_project=False
    ),
    Command(
        "test",
        "lance les tests du logiciel ; quelques-uns : CHEMIN=tests/read, ou un mot ; RAPIDE=oui, COUVERTURE=oui",
        needs="dev",
        values="CHEMIN…",
        variables=("CHEMIN",),
        options={"--rapide": (), "--couverture": ()},
        in_project=False,
    ),
    Command(
        "preuves",
        "essaie, des heures durant, ce qui doit toujours tenir, ou un échantillon : COMBIEN=500 GRAINE=7 LOI=pannes",
        needs="dev",
        values="COMBIEN",
        variables=("COMBIEN",),
        options={"--graine": LIBRE, "--loi": LIBRE},
        in_project=False,
    ),
    Command(
        "fuzz",
        "gâte au hasard des sources et les présente à chaque porte du logiciel ; garde ce qui échoue : MINUTES=10 GRAINE=7",
        needs="dev",
        values="MINUTES",
        variables=("MINUTES",),
        options={"--graine": LIBRE},
        in_project=False,
    ),
    Command("lint", "relit le code du logiciel", needs="dev", in_project=False),
    Command("bench", "mesure la vitesse du logiciel", needs="dev", in_project=False),
    Command("aide", "affiche cette liste", needs="", in_project=False),
)
SWITCHES = {
    "BROUILLON": "--brouillon",
    "MANIFESTE": "--manifeste",
    "COMPLET": "--complet",
    "RAPIDE": "--rapide",
    "COUVERTURE": "--couverture",
    "DETAILS": "--details",
    "ECRIRE": "--ecrire",
    "APPLIQUER": "--appliquer",
    "REMARQUES": "--remarques",
    "SANS_CONSTRUIRE": "--sans-construire",
    "RECETTES": "--recettes",
}
"""Environment variable → the option that it turns on with ``oui``, for the commands that have it."""

WORDS = {
    "SORTIE": "--sortie",
    "BAREME": "--bareme",
    "PLAFOND": "--plafond",
    "DELAI": "--delai",
    "SUR": "--sur",
    "GRAINE": "--graine",
    "LOI": "--loi",
}
"""Environment variable → the option whose word it is, for the commands that have it."""

GIVEN_TO_MAKE = {
    *SWITCHES,
    *WORDS,
    *ALIASES.values(),
    "FORMAT",
    "PROJET",
    *(name for command in COMMANDS for name in command.variables),
}
"""The names of all that may be given as ``NOM=valeur``."""

LONGEST_VALUE = 1_000

BY_NAME = {command.name: command for command in COMMANDS}


class Demande(NamedTuple):
    """A command line that was understood.  ``root`` is the project folder."""

    command: Command
    root: Path
    values: tuple[str, ...]
    options: dict[str, str]

    def file(self, typed: str) -> Path:
        """A file that was named: in the project, whose own Makefile runs from elsewhere, else where it was typed."""
        inside = self.root / typed
        return inside if inside.exists() else Path(typed)

    def make(self, commande: str, **valeurs: str) -> str:
        """The line to type for another command on this very project, from where this one was typed."""
        if self.root.resolve() != Path.cwd().resolve():
            valeurs["PROJET"] = str(self.root)
        from pipeline.systeme import quoted

        words = (f"{name}={quoted(value)}" for name, value in valeurs.items())
        return " ".join(("make", commande, *words))


class MauvaisUsage(Exception):
    """The command line makes no sense; the message says why, in French."""


def run_command(words: Sequence[str]) -> int:
    """Understand the words and run the command: 0 done, 1 errors in the sources, 2 misuse or environment, 3 our bug."""
    gc.disable()  # a command lives less than a few seconds; collecting costs a tenth of them, imports included
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        demande = understand(words)
        from pipeline.commands.environnement import continue_in_venv

        status = continue_in_venv(demande.command.needs, words)
        if status is not None:
            return status
        module = import_module(f"pipeline.commands.{demande.command.name.replace('-', '_')}")
        status = int(module.execute(demande))
        print(end="", flush=True)
        return status
    except (MauvaisUsage, Empechement) as problem:
        sys.stderr.write(f"{problem}\n")
        return MAUVAIS_USAGE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as problem:
        sys.stderr.write(f"{problem.filename or 'écriture'} : {reason(problem)}.\n")
        return MAUVAIS_USAGE
    except KeyboardInterrupt:
        sys.stderr.write("Interrompu.\n")
        return MAUVAIS_USAGE
    except Exception as bug:
        return _report_bug(bug)


def understand(words: Sequence[str]) -> Demande:
    """Read ``[-C DIR] commande [valeurs] [--options]``; raises MauvaisUsage.

    ``NOM=valeur`` is understood as make understands it, for whoever has no make.
    """
    left = [word for word in words if not _is_given_as_to_make(word)]
    typed = dict(word.split("=", 1) for word in words if _is_given_as_to_make(word))
    given: Mapping[str, str] = {**os.environ, **typed}
    folder = given.get("PROJET", "")
    if left[:1] == ["-C"]:
        if len(left) < 2:
            raise MauvaisUsage("« -C » attend un dossier de projet.")
        folder = left[1]
        left = left[2:]
    command = _command(left.pop(0) if left else "aide")
    values, options = _values_and_options(command, left)
    values = _with_named(command, values, typed) if values else _from_environment(command, given)
    for value in values:
        _refuse_odd(value)
    _options_from_environment(command, options, given)
    kept = tuple(value for value in values if value)
    return Demande(command, _root(folder, command), kept, options)


def _with_named(command: Command, values: list[str], typed: Mapping[str, str]) -> list[str]:
    """The values in their order, those that were named among the others: « donnees fichier.csv ANNEE=2024 »."""
    if not any(name in typed for name in command.variables):
        return values
    left = iter(values)
    filled = [typed[name] if name in typed else next(left, "") for name in command.variables]
    return [*filled, *left]


def _is_given_as_to_make(word: str) -> bool:
    name, equals, _ = word.partition("=")
    return bool(equals) and name in GIVEN_TO_MAKE


def _options_from_environment(
    command: Command, options: dict[str, str], given: Mapping[str, str]
) -> None:
    """What make passes as ``NOM=oui``, as a word and, to the commands that compare two states, as ``FORMAT=``."""
    for name, option in SWITCHES.items():
        if option in command.options and _is_on(name, given.get(name, "")):
            options[option] = ""
    for name, option in WORDS.items():
        if option in command.options and given.get(name):
            options.setdefault(option, given[name])
    form = given.get("FORMAT", "")
    if form and command.variables == STATES and "--format" in command.options:
        options.setdefault("--format", _choice("FORMAT", form, command.options["--format"]))


def _is_on(name: str, typed: str) -> bool:
    """« oui » in any letters; whatever is neither yes nor no is told, not taken for no."""
    said = typed.strip().casefold()
    if said not in ("", "oui", "non"):
        raise MauvaisUsage(f"« {name} » attend oui ou non, pas « {typed} ».")
    return said == "oui"


def _command(name: str) -> Command:
    command = BY_NAME.get("aide" if name in ("-h", "--help", "--aide") else name)
    if command is None:
        from difflib import get_close_matches

        close = get_close_matches(name, BY_NAME, n=1)
        hint = f" Vouliez-vous dire « {close[0]} » ?" if close else ""
        raise MauvaisUsage(f"« {name} » n'est pas une commande.{hint} « aide » affiche la liste.")
    return command


def _refuse_odd(value: str) -> None:
    """A value that is no text (bytes of another coding come as lone surrogates), or is longer than any answer."""
    if len(value) > LONGEST_VALUE:
        raise MauvaisUsage(
            f"« {value[:40]}… » est trop long : {len(value)} signes, la limite est de {LONGEST_VALUE}."
        )
    if any("\ud800" <= sign <= "\udfff" for sign in value):
        shown = "".join("?" if "\ud800" <= sign <= "\udfff" else sign for sign in value)
        raise MauvaisUsage(
            f"« {shown} » n'est pas codé en UTF-8 : réglez le terminal sur UTF-8, et retapez ces mots."
        )


def _from_environment(command: Command, variables: Mapping[str, str]) -> list[str]:
    """The values that make hands on; only lists of files or documents are split at spaces."""
    given = [
        variables.get(name) or variables.get(ALIASES.get(name, ""), "")
        for name in command.variables
    ]
    if command.variables == STATES and given[1] and not given[0]:
        raise MauvaisUsage(f"JUSQUA={given[1]} demande aussi DEPUIS=… : de quel état partir ?")
    if (
        len(given) == 1
        and given[0]
        and command.values.endswith("…")
        and not Path(given[0]).exists()
    ):
        return given[0].split()
    return given if any(given) else []


def _values_and_options(command: Command, left: list[str]) -> tuple[list[str], dict[str, str]]:
    values: list[str] = []
    options: dict[str, str] = {}
    while left:
        word = left.pop(0)
        if word.startswith("--"):
            name, value = _option(command, word, left)
            options[name] = value
        elif command.values:
            values.append(word)
        else:
            raise MauvaisUsage(
                f"« {command.name} » ne prend rien après son nom : « {word} » est de trop."
            )
    return values, options


def _option(command: Command, word: str, left: list[str]) -> tuple[str, str]:
    """``--option=valeur``, or ``--option`` and its value in the word ``left`` next; a switch has none."""
    name, equals, value = word.partition("=")
    if name not in command.options:
        known = ", ".join(command.options) or "aucune"
        raise MauvaisUsage(
            f"« {command.name} » ne connaît pas l'option « {name} ». Options : {known}."
        )
    choices = command.options[name]
    if not choices:
        if equals:
            raise MauvaisUsage(f"« {name} » ne prend pas de valeur.")
        return name, value
    if not equals:
        value = left.pop(0) if left else ""
    if choices == LIBRE:
        if not value or value.startswith("--"):
            raise MauvaisUsage(f"« {name} » attend une valeur : {name}=…")
    elif value not in choices:
        raise MauvaisUsage(f"« {name} » attend {' ou '.join(choices)}, pas « {value} ».")
    return name, value


def _choice(name: str, value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise MauvaisUsage(f"« {name} » attend {' ou '.join(choices)}, pas « {value} ».")
    return value


def _root(folder: str, command: Command) -> Path:
    root = Path(folder or ".").absolute()
    if folder and not root.is_dir():
        raise MauvaisUsage(f"le dossier « {folder} » n'existe pas.")
    if command.in_project and not (root / "content").is_dir():
        raise MauvaisUsage(
            f"« {root} » n'est pas un dossier de projet : il n'a pas de dossier content/. "
            "Placez-vous dans le projet, ou donnez son dossier avec -C."
        )
    return root


def _report_bug(bug: Exception) -> int:
    frame = bug.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    place = f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame else "?"
    sys.stderr.write(
        "Une erreur du logiciel (et non de vos fichiers) a arrêté la commande. "
        f"Signalez cette ligne : {type(bug).__name__} {place} {str(bug)[:200]}\n"
    )
    if os.environ.get("PROJET_SANTE_TRACE"):
        raise bug
    return BOGUE
