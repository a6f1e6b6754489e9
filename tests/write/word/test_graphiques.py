"""Charts that Word draws: a sound part, a workbook that holds the very numbers, the same bytes twice."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from pipeline.disk import read_project
from pipeline.model.graphique import Forme, Graphique
from pipeline.run import Examen, build
from tests.projets import CHECKOUT, edited, examen, petit_projet

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
CHAPITRE = "content/diagnostic/01-territoire.md"
AREA = re.compile(r"Données!\$([A-Z])\$(\d+)(?::\$[A-Z]\$(\d+))?")
CSV = "content/diagnostic/donnees/ages.csv"
LINES: tuple[str, ...] = (
    "Âge;Femmes;Hommes;Cible",
    "moins de 15 ans;410;455;500",
    "15 à 59 ans;1500,5;1 480;1600",
    "60 ans et plus;900;n.d.;950",
)


def with_chart(lines: str, csv: tuple[str, ...] = LINES) -> dict[str, bytes]:
    block = "\n".join(f"+ {line}" for line in lines.split("\n"))
    table = "\n".join(f"+ {line}" for line in csv)
    return edited(
        petit_projet(),
        f"{CSV}\ncréer\n{table}\n{CHAPITRE}\n+\n+ ```graphique\n{block}\n+ ```\n",
    )


def the_chart(lines: str, csv: tuple[str, ...] = LINES) -> Graphique:
    (chart,) = examen(with_chart(lines, csv)).comptes.graphiques.values()
    return chart


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def built(files: Mapping[str, bytes]) -> tuple[Examen, bytes]:
    state = examen(files)
    assert [str(f.message) for f in state.findings if f.is_error] == []
    return state, build(state, wanted=["projet-de-sante"])["projet-de-sante.docx"]


def numbers(sheet: bytes) -> list[list[object]]:
    opened = load_workbook(io.BytesIO(sheet))["Données"]
    return [[cell.value for cell in row] for row in opened.rows]


TYPES = {
    "barres": "type: barres\nsource: ages\ncible: Cible\ncolonnes: Âge ; Femmes ; Hommes",
    "empilees": "type: barres\nsource: ages\ncolonnes: Âge ; Femmes ; Hommes\nempile: oui",
    "horizontales": "type: barres horizontales\nsource: ages\ncolonnes: Âge; Femmes; Hommes",
    "courbes": "type: courbes\nsource: ages\nunite: habitants",
    "secteurs": "type: secteurs\nsource: ages\ncolonnes: Âge ; Femmes",
    "pyramide": "type: pyramide des âges\nsource: ages\ncolonnes: Âge ; Femmes ; Hommes",
    "avant": "type: avant et après\nsource: ages\ncolonnes: Âge ; Femmes ; Hommes\ncible: Cible",
}


@pytest.fixture(scope="module")
def all_kinds() -> tuple[Examen, bytes]:
    """A document with a chart of each kind."""
    lines = "\n```\n\n```graphique\n".join(
        f"{lines}\ntitre: {kind} {{#{kind}}}" for kind, lines in TYPES.items()
    )
    return built(with_chart(lines))


def test_a_document_with_every_kind_is_sound(
    all_kinds: tuple[Examen, bytes], tmp_path: Path
) -> None:
    (tmp_path / "a.docx").write_bytes(all_kinds[1])
    result = OpenXmlValidator().validate(str(tmp_path / "a.docx"))
    assert result.is_valid, [str(error) for error in result.errors]


@pytest.mark.parametrize("rank", range(len(TYPES)))
def test_the_workbook_of_a_chart_holds_the_numbers_of_the_file(
    all_kinds: tuple[Examen, bytes], rank: int
) -> None:
    state, document = all_kinds
    header, *rows = numbers(parts(document)[f"word/embeddings/graphique{rank + 1}.xlsx"])
    series = list(state.comptes.graphiques.values())[rank].series
    assert header[1 : len(series) + 1] == [serie.nom for serie in series]
    donnees = state.projet.donnees["ages"]
    titles = [column.value for column in donnees.colonnes]
    for row, line in zip(rows, donnees.lignes, strict=True):
        assert str(row[0]).replace("\u00a0", " ") == line[0].texte
        for title, cell in zip(header[1:], row[1:], strict=True):
            value = line[titles.index(str(title))].valeur if title in titles else None
            assert value is None or Decimal(str(cell)) == value
            assert title not in titles or (cell is None) == (value is None)


@pytest.mark.parametrize("rank", range(len(TYPES)))
def test_what_a_chart_draws_is_what_its_workbook_holds(
    all_kinds: tuple[Examen, bytes], rank: int
) -> None:
    """Word draws from the numbers kept in the part, and from the workbook as soon as one cell is edited."""
    found = parts(all_kinds[1])
    rows = numbers(found[f"word/embeddings/graphique{rank + 1}.xlsx"])
    chart = etree.fromstring(found[f"word/charts/graphique{rank + 1}.xml"])
    for reference in (*chart.iter(f"{C}numRef"), *chart.iter(f"{C}strRef")):
        area = AREA.fullmatch(reference.findtext(f"{C}f") or "")
        assert area is not None
        column, first, last = ord(area[1]) - ord("A"), int(area[2]), int(area[3] or area[2])
        kept = {int(p.get("idx") or 0): p.findtext(f"{C}v") for p in reference.iter(f"{C}pt")}
        cells = [_shown(rows, line, column) for line in range(first, last + 1)]
        assert kept == {at: cell for at, cell in enumerate(cells) if cell is not None}


def _shown(rows: list[list[object]], line: int, column: int) -> str | None:
    """What a cell shows, the opposite of another worked out."""
    cell = rows[line - 1][column]
    if isinstance(cell, str) and cell.startswith("=-B"):
        return f"-{rows[int(cell[3:]) - 1][1]}"
    return None if cell is None else str(cell)


def test_the_same_project_gives_the_same_bytes() -> None:
    files = with_chart(TYPES["barres"])
    assert built(files)[1] == built(files)[1]


def test_two_charts_of_one_table_have_a_part_and_a_workbook_each() -> None:
    lines = "source: ages\ntitre: Un {#un}\n```\n\n```graphique\nsource: ages\ntitre: Deux {#deux}"
    state, document = built(with_chart(lines))
    names = [name for name in parts(document) if name.startswith(("word/charts/g", "word/embed"))]
    assert len(names) == 4
    assert {"figure-un", "figure-deux"} <= {ancre.cle for ancre in state.comptes.ancres}


def test_the_figure_has_a_number_a_source_what_is_missing_and_words_for_who_cannot_see() -> None:
    _state, document = built(
        with_chart("source: ages\ncolonnes: Âge ; Hommes\ntitre: Les hommes\nprovenance: Insee")
    )
    text = parts(document)["word/document.xml"].decode()
    assert "SEQ Figure" in text
    assert "Les hommes" in text
    assert "Source : Insee" in re.sub("<[^>]+>", "", text).replace("\u00a0", " ")
    assert "Chiffre manquant : 60 ans et plus." in text.replace("\u00a0", " ")
    alt = re.search(r'name="Graphique \d+" descr="([^"]*)"', text)
    assert alt is not None
    assert "moins de 15\u00a0ans\u00a0: 455" in alt[1]


def test_the_words_of_its_author_are_kept_for_who_cannot_see() -> None:
    assert (
        the_chart("source: ages\nalt: Trois barres qui montent").alt == "Trois barres qui montent"
    )


def test_many_labels_are_summed_up_in_words() -> None:
    csv = ("Mois;Passages", *(f"mois {rank};{rank * 10}" for rank in range(1, 40)))
    alt = the_chart("type: courbes\nsource: ages", csv).alt
    assert "au plus bas 10 (mois 1), au plus haut 390 (mois 39)" in alt
    assert len(alt) < 200


def test_a_line_of_totals_is_not_drawn() -> None:
    chart = the_chart("source: ages", (*LINES[:3], "Total;1910,5;1935;2100"))
    assert chart.libelles == ("moins de 15 ans", "15 à 59 ans")


def test_yaml_habits_are_understood() -> None:
    chart = the_chart('type: "Barres Empilées"\nsource: ages.csv\ncolonnes: [Âge, Femmes, Hommes]')
    assert chart.forme is Forme.BARRES
    assert chart.empile
    assert [serie.nom for serie in chart.series] == ["Femmes", "Hommes"]


def test_a_citation_between_braces_draws_the_same() -> None:
    line = '{{ graphique("ages", type="secteurs", colonnes="Âge; Femmes", titre="Les femmes") }}'
    files = edited(
        petit_projet(),
        f"{CSV}\ncréer\n" + "\n".join(f"+ {one}" for one in LINES) + f"\n{CHAPITRE}\n+\n+ {line}\n",
    )
    (chart,) = examen(files).comptes.graphiques.values()
    assert chart == the_chart(
        "type: secteurs\nsource: ages\ncolonnes: Âge ; Femmes\ntitre: Les femmes"
    )


READY_MADE = ("budget", "natures", "droits", "tresorerie", "besoins")


@pytest.mark.parametrize("name", READY_MADE)
def test_ready_made_charts_add_up_to_what_the_tables_say(name: str) -> None:
    files = edited(petit_projet(), f"{CHAPITRE}\n+\n+ {{{{ graphique.{name} }}}}\n")
    state, document = built(files)
    (chart,) = state.comptes.graphiques.values()
    comptes = state.comptes
    sums = [sum((v for v in serie.valeurs if v is not None), Decimal(0)) for serie in chart.series]
    expected = {
        "budget": [sum(comptes.total.moyens), sum(comptes.total.emplois)],
        "natures": [sum(comptes.total.depenses)],
    }
    assert sums == expected.get(name, sums)
    if name == "droits":
        best = comptes.contrat.scenarios[-1]
        years = range(1, comptes.contrat.duree + 1)
        assert sum(sums) == sum(comptes.contrat.droits_de(year, best) for year in years)
    if name == "tresorerie":
        plan = min(comptes.contrat.tresoreries, key=lambda one: one.plus_bas.solde)
        (serie,) = (one for one in chart.series if one.reperes)
        assert serie.valeurs[serie.reperes[0]] == plan.plus_bas.solde
    assert "word/charts/graphique1.xml" in parts(document)


def test_a_sum_that_one_block_hands_to_another_is_counted_once() -> None:
    state = examen(read_project(CHECKOUT)[0])
    assert any(any(total.verse) for total in state.comptes.blocs.values())
    chart = next(
        one for name, one in state.comptes.graphiques.items() if name == "graphique.budget"
    )
    received, spent = (sum(v for v in serie.valeurs if v is not None) for serie in chart.series)
    assert spent == sum(sum(total.depenses) for total in state.comptes.blocs.values())
    assert received == sum(sum(total.ressources) for total in state.comptes.blocs.values())
    assert "n'y est pas compté" in " ".join(chart.remarques)


def test_an_indicator_goes_from_its_start_to_its_targets() -> None:
    files = edited(petit_projet(), f'{CHAPITRE}\n+\n+ {{{{ fiche("M1-01").indicateur_1 }}}}\n')
    state, _document = built(files)
    (chart,) = state.comptes.graphiques.values()
    (fiche,) = (one for one in state.projet.fiches if one.cle == "M1-01")
    assert chart.libelles[0] == "Départ"
    assert len(chart.libelles) == 1 + len(fiche.indicateurs[0].cibles)


def test_a_private_detail_in_a_label_of_a_chart_is_seen_by_the_checks_of_public_documents() -> None:
    files = with_chart("source: ages", (LINES[0], "06 12 34 56 78;1;2;3"))
    files["content/livrables.yaml"] += (
        b"\nlivret:\n  titre: Livret\n  gabarit: projet-de-sante.docx\n"
        b"  parties: [diagnostic]\n  diffusion: publique\n"
    )
    assert "ages.csv" in " ".join(str(d.span) for d in examen(files).comptes.divulgations)


def test_bars_start_from_zero_however_close_their_lengths() -> None:
    _state, document = built(with_chart("source: ages", ("Âge;Femmes", "jeunes;98", "âgées;99")))
    chart = etree.fromstring(parts(document)["word/charts/graphique1.xml"])
    (axis,) = chart.iter(f"{C}valAx")
    assert [node.get("val") for node in axis.iter(f"{C}min")] == ["0"]


@pytest.mark.parametrize(
    ("unit", "second", "top"),
    [("%", "60", ["100"]), ("%", "61", []), ("habitants", "60", []), ("%", "-60", [])],
)
def test_shares_of_a_whole_stop_at_the_whole(unit: str, second: str, top: list[str]) -> None:
    lines = (
        f"type: barres\nsource: ages\ncolonnes: Âge ; Femmes ; Hommes\nempile: oui\nunite: {unit}"
    )
    csv = ("Âge;Femmes;Hommes", f"jeunes;40;{second}", "âgées;30;20")
    _state, document = built(with_chart(lines, csv))
    chart = etree.fromstring(parts(document)["word/charts/graphique1.xml"])
    (axis,) = chart.iter(f"{C}valAx")
    assert [node.get("val") for node in axis.iter(f"{C}max")] == top


def test_bars_under_zero_are_not_cut() -> None:
    _state, document = built(with_chart("source: ages", ("Âge;Écart", "jeunes;-98", "âgées;99")))
    assert b"<c:min " not in parts(document)["word/charts/graphique1.xml"]


def test_a_table_of_ten_thousand_lines_is_told_and_not_drawn() -> None:
    csv = ("Jour;Passages", *(f"jour {rank};{rank}" for rank in range(10_000)))
    chart = the_chart("type: courbes\nsource: ages", csv)
    assert chart.series == ()
    assert "10\u202f000 lignes" in chart.defauts[0].message


def test_a_column_without_any_number_is_told_at_its_title() -> None:
    csv = ("Âge;Femmes;Hommes", "jeunes;9;n.d.", "âgées;8;", "autres;7;-")
    chart = the_chart("source: ages\ncolonnes: Âge ; Hommes", csv)
    assert chart.series == ()
    assert chart.defauts[0].bloque


def test_a_chart_in_a_list_is_told() -> None:
    files = with_chart("source: ages")
    files[CHAPITRE] = files[CHAPITRE].replace(
        b"```graphique\nsource: ages\n```", b"- un point\n\n  ```graphique\n  source: ages\n  ```"
    )
    assert "ce fait est un dessin" in " ".join(f.message for f in examen(files).findings)


ALLOWED = {
    ("barChart", "clustered"): {"outEnd", "inEnd", "ctr", "inBase"},
    ("barChart", "stacked"): {"ctr", "inEnd", "inBase"},
    ("lineChart", "standard"): {"t", "b", "l", "r", "ctr"},
    ("pieChart", ""): {"bestFit", "outEnd", "inEnd", "ctr"},
}
"""Places of numbers that Word takes in a chart of a kind; for another it says that the file is damaged, which no schema
tells."""


@pytest.mark.parametrize("rank", range(len(TYPES)))
def test_numbers_stand_where_word_takes_them_and_axes_meet(
    all_kinds: tuple[Examen, bytes], rank: int
) -> None:
    chart = etree.fromstring(parts(all_kinds[1])[f"word/charts/graphique{rank + 1}.xml"])
    axes = [node.findtext(f"{C}axId") or node[0].get("val") for node in _axes(chart)]
    for axis in _axes(chart):
        (crossed,) = (node.get("val") for node in axis.iter(f"{C}crossAx"))
        assert crossed in axes
    for (kind, grouping), places in ALLOWED.items():
        for plot in chart.iter(f"{C}{kind}"):
            found = plot.find(f"{C}grouping")
            if (found.get("val") if found is not None else "") == grouping:
                assert {node.get("val") for node in plot.iter(f"{C}dLblPos")} <= places
            assert {node.get("val") for node in plot.findall(f"{C}axId")} <= set(axes)


@pytest.mark.parametrize(
    ("columns", "place"), [("Âge ; Femmes ; Hommes", "t"), ("Âge ; Femmes", "r")]
)
def test_the_number_of_a_target_keeps_off_those_of_bars(columns: str, place: str) -> None:
    _state, document = built(
        with_chart(f"type: barres\nsource: ages\ncible: Cible\ncolonnes: {columns}")
    )
    chart = etree.fromstring(parts(document)["word/charts/graphique1.xml"])
    (labels,) = chart.findall(f".//{C}lineChart/{C}ser/{C}dLbls")
    assert [node.get("val") for node in labels.iter(f"{C}dLblPos")] == [place]
    shape = labels.find(f"{C}spPr")
    assert shape is not None
    assert (etree.QName(shape[0]).localname == "solidFill") is (place == "t"), "a bar may be behind"


def _axes(chart: etree._Element) -> list[etree._Element]:
    return [*chart.iter(f"{C}catAx"), *chart.iter(f"{C}valAx")]
