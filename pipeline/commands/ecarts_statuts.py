"""``ecarts-statuts``: what the CPTS changed in the model of statutes, for whoever reads over before the vote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from pipeline.assemble.partie import alinea, tableau, titre
from pipeline.commands.comparer_statuts import publish, show, unreadable
from pipeline.commands.ligne import ERREURS, Demande, MauvaisUsage
from pipeline.commands.statuts import model, models
from pipeline.disk import PACKAGE, read_project, read_text
from pipeline.interpret.champs import scalars
from pipeline.interpret.statuts import STATUTS, VALEURS
from pipeline.model.ecart import INCHANGE, Comparaison, Ecart, Morceau
from pipeline.model.files import Files
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import is_blank
from pipeline.model.prose import Block
from pipeline.model.statuts import Statuts
from pipeline.read.yaml import read_yaml
from pipeline.run import compare_statutes, examine
from pipeline.write.report import as_text

OWN_TO_EACH = ("association", "constitution", "modele", "variante")
"""Sections that a model cannot advise on."""


def execute(demande: Demande) -> int:
    files, odd = read_project(demande.root)
    ours = examine(files, odd, date.today())
    problems = unreadable(ours)
    if problems:
        print(as_text(problems))
        return ERREURS
    folder = ours.projet.statuts.dossier
    name = folder.removeprefix(STATUTS).rstrip("/")
    if name not in models():
        raise MauvaisUsage(
            f"« {name} » n'est pas un modèle fourni ({', '.join(models())}) : rien à comparer."
        )
    theirs = examine(_as_published(files, name), odd, date.today())
    values = list(_values_changed(ours.projet.statuts, name))
    suite = (*_values_table(values), *_notes(theirs.projet.statuts))
    textes = Comparaison(
        "ecarts-statuts", "Écarts avec le modèle", f"Modèle « {name} »", "Nos statuts", suite
    )
    ecarts, outputs = compare_statutes(theirs, ours, textes)
    show(ecarts)
    _details(ecarts)
    for path, advised, chosen in values:
        print(f"{path} : {chosen} (le modèle propose : {advised})")
    return publish(demande, outputs)


def _as_published(files: Files, name: str) -> Files:
    """The project with the articles of the model in the place of its own; its values stay."""
    folder = f"{STATUTS}{name}/"
    kept = {
        path: data
        for path, data in files.items()
        if not (path.startswith(folder) and path.endswith(".md"))
    }
    return {
        **kept,
        **{STATUTS + path: data for path, data in model(name).items() if path.endswith(".md")},
    }


def _details(ecarts: tuple[Ecart, ...]) -> None:
    """The paragraphs that differ, the model's after « - », ours after « + »."""
    for ecart in ecarts:
        if ecart.nature != INCHANGE:
            print(f"\n{ecart.designation}")
            for alinea in ecart.alineas:
                for sign, pieces in (("-", alinea.ancien), ("+", alinea.nouveau)):
                    if alinea.change and pieces:
                        print(f"  {sign} {_words(pieces)}")
    print()


def _words(pieces: tuple[Morceau, ...]) -> str:
    return "".join(piece.texte for piece in pieces)


def _values_changed(statuts: Statuts, name: str) -> Iterator[tuple[str, str, str]]:
    """Each value that departs from the one advised: its name, the advice, the choice."""
    texts = [read_text(PACKAGE / "reference/nouveau-projet" / VALEURS)]
    texts.append(model(name).get(f"{name}/valeurs.yaml", b"").decode())
    advised: dict[str, str] = {}
    for text in texts:
        advised.update(_scalars(text))
    for path, placed in statuts.valeurs.scalaires.items():
        given = advised.get(path, "")
        if (
            path.split(".")[0] not in OWN_TO_EACH
            and given
            and not is_blank(given)
            and given != placed.value
        ):
            yield path, given, placed.value or "(vide)"


def _scalars(text: str) -> Mapping[str, str]:
    said: list[Finding] = []
    node = read_yaml("", text, said) if text else None
    return {path: placed.value for path, placed in scalars(node).items()} if node else {}


def _values_table(values: list[tuple[str, str, str]]) -> tuple[Block, ...]:
    if not values:
        return ()
    return (
        titre(2, "Valeurs"),
        tableau(("Valeur", "Modèle", "Choix"), values, ("left", "left", "left")),
    )


def _notes(statuts: Statuts) -> tuple[Block, ...]:
    """What the model itself changed or added to the text that was published, with the reason and the source."""
    rows: list[tuple[str, str, str, str]] = []
    for article in statuts.articles:
        name = f"Article {article.numero}" if article.numero else article.titre
        if article.complement:
            rows.append((name, "article ajouté", article.complement, article.source))
        rows += [(name, e.changement, e.raison, e.origine) for e in article.evolutions]
    if not rows:
        return ()
    head = ("Article", "Le modèle…", "Pourquoi", "Source")
    intro = alinea("Ce que ce modèle change ou ajoute au texte publié dont il vient.")
    return (titre(2, "Notes du modèle"), intro, tableau(head, rows, ("left",) * 4))
