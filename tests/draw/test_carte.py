"""A map is drawn from the codes of the communes, and from nothing else."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree

import pytest

from pipeline.compute.cartes import cartes
from pipeline.draw.carte import draw
from pipeline.draw.etiquettes import Etiqueteuse
from pipeline.model.carte import Carte
from pipeline.run import build
from tests.projets import edited, examen, petit_projet

SVG = "{http://www.w3.org/2000/svg}"


def with_text(line: str, codes: str = "32013, 32307", more: str = "") -> dict[str, bytes]:
    return edited(
        petit_projet(),
        f"content/projet.yaml\n- communes: [32013, 32307]\n+ communes: [{codes}]\n"
        f"content/communes.csv\neffacer\n"
        f"content/diagnostic/01-territoire.md\n- Deux communes, dont Auch.\n+ {line}\n{more}",
    )


def the_map(line: str, codes: str = "32013, 32307", more: str = "") -> Carte:
    (carte,) = examen(with_text(line, codes, more)).comptes.cartes.values()
    return carte


def words(carte: Carte) -> list[str]:
    return [node.text or "" for node in ElementTree.fromstring(draw(carte).svg).iter(f"{SVG}text")]


@pytest.mark.parametrize(
    ("codes", "names"),
    [
        ("32013, 32307, 32331", {"Auch", "Pavie", "Preignan"}),
        ("29155", {"Ouessant"}),
        ("97411, 97415, 97407", {"Saint-Denis", "Saint-Paul", "Le Port"}),
        ("31555, 32147, 31149", {"Toulouse", "Gimont", "Colomiers"}),
        ("2A004", {"Ajaccio"}),
    ],
)
def test_the_communes_named_are_on_the_map(codes: str, names: set[str]) -> None:
    assert names <= set(words(the_map("{{ carte.territoire }}", codes)))


def test_three_hundred_communes_fit_and_those_without_room_are_counted() -> None:
    codes = ", ".join(f"32{number:03}" for number in range(1, 330))
    carte = the_map("{{ carte.territoire }}", codes)
    shown = [word for word in words(carte) if word in {zone.nom for zone in carte.zones}]
    counted = next(
        match
        for word in words(carte)
        if (match := re.search(r"([0-9]+) communes ne sont pas nommées", word))
    )
    assert len(set(shown)) + int(counted[1]) == len(carte.zones)
    assert draw(carte).hauteur < 900


def test_names_never_overlap() -> None:
    sheet = Etiqueteuse((0, 0, 100, 100))
    placed = [sheet.place((50, 50), 30, 10) for _ in range(12)]
    boxes = [(x - 16, y - 8, x + 16, y + 2.5) for x, y in filter(None, placed)]
    assert len(boxes) >= 3
    for rank, one in enumerate(boxes):
        for other in boxes[rank + 1 :]:
            assert (
                one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            )


def test_a_ninth_intercommunalite_is_told_with_the_others() -> None:
    codes = ", ".join(f"32{number:03}" for number in range(1, 330))
    carte = the_map("{{ carte.territoire }}", codes)
    assert len(carte.teintes) == 8
    assert "autres" in carte.teintes[-1]


FIGURES = """\
content/diagnostic/donnees/ages.csv
créer
+ commune;75 ans et plus
+ Auch;10 %
+ 32307;12,5 %
+ preignan;20 %
"""


def test_figures_make_classes_said_in_words_and_the_missing_are_named() -> None:
    carte = the_map(
        '{{ carte("ages", colonne="75 ans et plus") }}', "32013, 32307, 32331, 32117", FIGURES
    )
    assert carte.teintes == ("10\u00a0%", "12,5\u00a0%", "20\u00a0%")
    assert {zone.nom: zone.teinte for zone in carte.zones} == {
        "Auch": 0,
        "Pavie": 1,
        "Preignan": 2,
        "Duran": None,
    }
    assert "Sans chiffre, en blanc : Duran." in carte.remarques
    assert "Le plus bas : Auch, 10\u00a0% ; le plus haut : Preignan, 20\u00a0%." in carte.alt


def test_every_figure_is_in_one_class_whose_words_hold_it() -> None:
    rows = "".join(f"+ 32{number:03};{number * number % 97},5\n" for number in range(1, 60))
    table = f"content/diagnostic/donnees/ages.csv\ncréer\n+ code;Indice\n{rows}"
    codes = ", ".join(f"32{number:03}" for number in range(1, 60))
    carte = the_map('{{ carte("ages", colonne="indice") }}', codes, table)
    assert 3 <= len(carte.teintes) <= 5
    for zone in carte.zones:
        assert zone.teinte is not None
        low, high = (
            float(n.replace(",", "."))
            for n in re.findall(r"[0-9]+,[0-9]", carte.teintes[zone.teinte])
        )
        number = int(zone.code[2:])
        assert low <= number * number % 97 + 0.5 <= high


def test_a_map_is_a_numbered_figure_with_its_drawing_and_words_for_who_cannot_see() -> None:
    edits = "content/diagnostic/01-territoire.md\n- Deux communes, dont Auch.\n+ {{ carte.territoire }}\n+\n"
    state = examen(edited(petit_projet(), edits + "+ Voir la [](#figure-carte-territoire).\n"))
    assert state.findings == ()
    first, second = build(state)["projet-de-sante.docx"], build(state)["projet-de-sante.docx"]
    assert first == second
    package = zipfile.ZipFile(io.BytesIO(first))
    document = package.read("word/document.xml").decode()
    assert 'descr="Carte du territoire : 2 communes' in document
    assert ">Figure" in document
    assert any(name.endswith(".svg") for name in package.namelist())


def test_the_same_communes_give_the_same_drawing() -> None:
    assert draw(the_map("{{ carte.territoire }}")) == draw(the_map("{{ carte.territoire }}"))


def test_nothing_is_drawn_that_nobody_cites() -> None:
    state = examen(petit_projet())
    assert cartes(state.projet, state.comptes.communes) == {}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('{{ carte("ages") }}', "X053"),
        ('{{ carte("ages", colonne="commune") }}', "X053"),
        ('{{ carte("ages", colonne="75 ans") }}', "X053"),
        ('{{ carte("age", colonne="75 ans et plus") }}', "X002"),
        ('{{ carte("ages", colonnes="75 ans et plus") }}', "X002"),
        ('{{ carte.territoire(lieux="hopitaux") }}', "X053"),
        ("{{ carte.territoires }}", "X002"),
        ("La carte {{ carte.territoire }} est ici.", "X002"),
    ],
)
def test_a_map_badly_asked_for_is_told_at_its_line(line: str, code: str) -> None:
    found = examen(with_text(line, "32013, 32307", FIGURES)).findings
    assert code in {finding.code for finding in found}
    assert {finding.span.path for finding in found if finding.code == code} == {
        "content/diagnostic/01-territoire.md"
    }


def test_ten_thousand_rows_are_read_and_those_of_elsewhere_told() -> None:
    rows = "".join(f"+ {code};1\n" for code in range(60000, 62000))
    table = f"content/diagnostic/donnees/ages.csv\ncréer\n+ code;Nombre\n+ 32013;4\n{rows}"
    state = examen(with_text('{{ carte("ages", colonne="Nombre") }}', "32013, 32307", table))
    (told,) = (finding for finding in state.findings if finding.code == "X054")
    assert "2\u202f000 lignes" in told.message
