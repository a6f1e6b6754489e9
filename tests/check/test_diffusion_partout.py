"""Whatever place of the sources holds somebody's detail, the check of a public document tells it there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath

import pytest

from tests.projets import CLASSEUR, LIVRABLES, edited, examen, petit_projet

DESSIN = '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="50"><title>{}</title></svg>'
FICHE = "content/fiches/M1-01-medecin.md"
CHAPITRE = "content/organisation/01-gouvernance.md"
PLACES = (
    # lists
    ("content/personnes.csv", "durand;physique;Durand", "durand;physique;Durand {}"),
    ("content/personnes.csv", "Marc;infirmier", "Marc {};infirmier"),
    ("content/personnes.csv", "Marc Petit", "Marc Petit {}"),
    ("content/communes.csv", "16247;2023;mairie", "16247;2023;mairie {}"),
    ("content/diagnostic/besoins.csv", "Trouver un médecin", "Trouver un médecin {}"),
    ("content/diagnostic/besoins.csv", "enquête, 2026", "enquête, 2026 {}"),
    # YAML
    ("content/projet.yaml", "nom: CPTS de Test", "nom: CPTS de Test, {}"),
    ("content/projet.yaml", "nom: Anne Durand", "nom: Anne Durand {}"),
    ("content/projet.yaml", "fonction: présidente", "fonction: présidente {}"),
    ("content/projet.yaml", "PRS-1: Prévenir plus tôt", "PRS-1: Prévenir plus tôt {}"),
    (LIVRABLES, "titre: Annexe budgétaire", "titre: Annexe budgétaire {}"),
    ("content/statuts/valeurs.yaml", "siege: Auch", "siege: Auch, {}"),
    ("content/statuts/valeurs.yaml", "description: les soignants", "description: les soignants {}"),
    ("content/statuts/valeurs.yaml", "quorum: la moitié\n", "quorum: la moitié {}\n"),
    # texts
    (FICHE, "titre: Action medecin", "titre: Action medecin {}"),
    (FICHE, "## Moyens humains", "## Moyens humains\n\n### Qui joindre : {}"),
    (FICHE, "Former les équipes", "Former les équipes {}"),
    (FICHE, "- source : registre", "- source : registre {}"),
    (FICHE, "| T2 2028 |", "| T2 2028 |\n| Qui appeler, {} | T3 2028 |"),
    ("content/reglement-interieur/01-votes.md", "titre: Votes", "titre: Votes {}"),
    ("content/statuts/avecsante/01-nom.md", "titre: ", "titre: {} "),
    (
        CHAPITRE,
        "",
        "\n\nTableau : Qui joindre, {} {{#qui}}\n\n| Qui | Où |\n|---|---|\n| a | b |\n",
    ),
    (CHAPITRE, "", "\n\n| Qui | Où |\n|---|---|\n| a | {} |\n"),
    (CHAPITRE, "", "\n\n| Qui | {} |\n|---|---|\n| a | b |\n"),
    (CHAPITRE, "", "\n\nVoir[^{{n}}].\n\n[^{{n}}]: Voir {}.\n"),
    (CHAPITRE, "", '\n\n[Voir](https://example.org "{}")\n'),
    (CHAPITRE, "", "\n\n![Voir {}](vide.svg)\n"),
    (CHAPITRE, "", "\n\n> {}\n"),
    (CHAPITRE, "", "\n\n- [ ] {}\n"),
    (CHAPITRE, "", "\n\n1. un\n2. {}\n"),
    (CHAPITRE, "", "\n\n::: encadré\n{}\n:::\n"),
)
CELLS = ("B6", "F6")
KINDS: tuple[Callable[[int], str], ...] = (
    lambda rank: f"06.41.52.63.{rank:02}",
    lambda rank: f"nadia.bertin{rank:02} (at) gmail.com",
    lambda rank: f"chez Nadia Bertin, {rank} rue Basse",
)


@pytest.mark.parametrize("detail", KINDS)
def test_a_detail_in_any_place_is_told_there(detail: Callable[[int], str]) -> None:
    files = petit_projet()
    planted: dict[str, str] = {}
    for rank, (path, old, new) in enumerate(PLACES, start=10):
        words = detail(rank)
        text = files[path].decode()
        edit = new.replace("{{n}}", f"n{rank}").replace("{{", "{").replace("}}", "}")
        edit = edit.replace("{}", words)
        assert old in text, (path, old)
        files[path] = (text.replace(old, edit, 1) if old else text + edit).encode()
        planted[words] = path
    for rank, cell in enumerate(CELLS, start=80):
        words = detail(rank)
        files = edited(files, f"{CLASSEUR}\nFonctionnement!{cell} = Coordinatrice, {words}\n")
        planted[words] = CLASSEUR
    drawn = detail(90)
    files[str(PurePosixPath(CHAPITRE).parent / "vide.svg")] = DESSIN.format(drawn).encode()
    planted[drawn] = CHAPITRE
    public = re.sub(
        r"(?m)^(  parties:.*)$", r"\1\n  diffusion: publique", files[LIVRABLES].decode()
    )
    files[LIVRABLES] = public.encode()
    told = [(one.coordonnee.texte, one.span.path) for one in examen(files).comptes.divulgations]
    missed = {
        words: path
        for words, path in planted.items()
        if not any(where == path and _is_in(text, words) for text, where in told)
    }
    assert missed == {}


def _is_in(text: str, words: str) -> bool:
    return text in words or words in text or words.removeprefix("chez Nadia Bertin, ") in text


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("durand;physique;52 63 74;Anne 06 41;", True),
        ("durand;physique;06 41 52;63 74;", True),
        ("durand;physique;Durand;Anne;", False),
    ],
)
def test_a_number_cut_over_the_names_of_somebody_is_told(row: str, told: bool) -> None:
    files = petit_projet()
    path = "content/personnes.csv"
    files[path] = files[path].replace(b"durand;physique;Durand;Anne;", row.encode())
    files[LIVRABLES] = files[LIVRABLES].replace(b"]\n", b"]\n  diffusion: publique\n")
    found = [one.span.path for one in examen(files).comptes.divulgations]
    assert (path in found) is told
