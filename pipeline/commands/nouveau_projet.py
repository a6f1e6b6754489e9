"""``nouveau-projet``: an empty project in a folder of its own, which builds as a brouillon at once."""

from __future__ import annotations

from pathlib import Path

from pipeline.commands.environnement import CHECKOUT
from pipeline.commands.ligne import Demande, MauvaisUsage
from pipeline.disk import PACKAGE, copy_tree, write_new
from pipeline.model.bareme import FONCTIONNEMENT, ORIGINE_FONCTIONNEMENT, VOLETS
from pipeline.model.budget import BLOCS
from pipeline.write.classeur import Feuille, Valeur, classeur

ANNEES = 5
COMMON = ("fixe", "variable")
CRISIS = ("premiere_redaction", "mise_a_jour")


def execute(demande: Demande) -> int:
    if len(demande.values) != 1:
        raise MauvaisUsage("donnez le dossier à créer : make nouveau-projet DOSSIER=ma-cpts")
    folder = Path(demande.values[0]).absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise MauvaisUsage(f"« {folder} » existe déjà et n'est pas vide : rien n'a été écrit.")
    templates = CHECKOUT / "templates/docx"
    if not templates.is_dir():
        raise MauvaisUsage(
            "les modèles Word ne sont pas là : lancez cette commande depuis une copie complète du logiciel."
        )
    copy_tree(PACKAGE / "reference/nouveau-projet", folder)
    copy_tree(templates, folder / "templates/docx")
    write_new(folder / "budgets/budget.xlsx", empty_workbook())
    write_new(folder / ".gitignore", b"build/\ncontent/prive/*\n!content/prive/contacts.exemple.csv\n.~lock.*\n~$*\n")
    print(f"Le projet est dans {folder}.")
    print("Commencez par content/projet.yaml : remplacez chaque XX.")
    print(f"Premier document : python3 -m pipeline -C {_quoted(folder)} build --brouillon")
    return 0


def empty_workbook() -> bytes:
    """One sheet per block with its resources of the ACI named and no amount."""
    return classeur(ANNEES, {bloc: Feuille((), [_line(origin) for origin in _origins(bloc)]) for bloc in BLOCS})


def _origins(bloc: str) -> list[str]:
    if bloc == FONCTIONNEMENT:
        return [ORIGINE_FONCTIONNEMENT]
    return [VOLETS[name] for name in (CRISIS if bloc == "crises" else COMMON)]


def _line(origin: str) -> list[Valeur]:
    return [origin, "", "", "Assurance maladie", *[0] * ANNEES, ""]


def _quoted(folder: Path) -> str:
    return f'"{folder}"' if " " in str(folder) else str(folder)
