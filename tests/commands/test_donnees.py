"""What the State publishes every year goes into a project the day it is out, with its year and its source."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from pipeline.commands.ligne import run_command
from pipeline.disk import files_under, read_project
from pipeline.run import examine
from tests.projets import TODAY

COMMUNES = "content/communes.csv"
PASS = "content/baremes/pass.csv"
TITLES = "CODREG;REG;CODDEP;CODARR;CODCAN;CODCOM;COM;PMUN;PCAP;PTOT"
ROWS = (
    "84;Auvergne-Rhône-Alpes;01;1;08;001;L'Abergement-Clémenciat;860;13;873",
    "76;Occitanie;32;2;99;013;Auch;22500;900;23400",
    "76;Occitanie;32;2;02;307;Pavie;2601;60;2661",
    "01;Guadeloupe;971;1;01;101;Les Abymes;52000;900;52900",
)
Prendre = Callable[..., tuple[int, str]]


@pytest.fixture
def prendre(dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Prendre:
    """Give a file to the command, in a project that counts its communes as the law does."""
    (dossier / COMMUNES).unlink()

    def run(name: str, data: bytes | str, *words: str) -> tuple[int, str]:
        (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
        capsys.readouterr()
        status = run_command(["-C", str(dossier), "donnees", str(tmp_path / name), *words])
        told = capsys.readouterr()
        return status, (told.out + told.err).replace("\u202f", " ").replace("\u00a0", " ")

    return run


def lines(*rows: str) -> str:
    return "\n".join((TITLES, *rows)) + "\n"


def populations(dossier: Path) -> dict[str, tuple[int | None, str, str]]:
    examen = examine(*read_project(dossier), TODAY, gabarits_connus=True)
    assert not [f for f in examen.findings if f.span.path in (COMMUNES, PASS)]
    return {one.code: (one.population, one.annee, one.source) for one in examen.comptes.communes}


INSEE = "Insee, populations de référence"
NEW = {"32013": (22500, "2030", INSEE), "32307": (2601, "2030", INSEE)}


def test_the_file_of_communes_is_taken_with_the_year_that_was_typed(
    dossier: Path, prendre: Prendre
) -> None:
    status, told = prendre("donnees_communes.csv", lines(*ROWS), "ANNEE=2030")
    assert status == 0, told
    assert "  32013 Auch : 22 428 → 22 500\n" in told
    assert "habitants." in told
    assert populations(dossier) == NEW
    before = files_under(dossier)
    status, told = prendre("donnees_communes.csv", lines(*ROWS), "2030")
    assert (status, "a déjà les populations de 2030" in told) == (0, True)
    assert files_under(dossier) == before


def test_a_year_that_nothing_tells_is_asked_for_and_its_name_tells_it(
    dossier: Path, prendre: Prendre
) -> None:
    status, told = prendre("donnees_communes.csv", lines(*ROWS))
    assert (status, "ANNEE=2024" in told) == (1, True)
    assert not (dossier / COMMUNES).exists()
    assert prendre("populations_2030.csv", lines(*ROWS))[0] == 0
    assert populations(dossier) == NEW


def test_zeros_that_a_spreadsheet_took_away_and_windows_1252_are_understood(
    dossier: Path, prendre: Prendre
) -> None:
    rows = [row.replace(";013;", ";13;").replace("22500", "22 500") for row in ROWS]
    data = lines(*rows).encode("cp1252")
    assert prendre("donnees_communes.csv", data, "ANNEE=2030")[0] == 0
    assert populations(dossier) == NEW


@pytest.mark.parametrize(
    ("titles", "row"),
    [
        (
            "CODREG;REG;CODDEP;CODARR;CODCAN;CODCOM;COM;Commune;PMUN;PCAP;PTOT",
            "76;Occitanie;{d};2;99;{c};{d}{c};X;{p};9;9",
        ),
        ("DEP;COM;Commune;PMUN;PCAP;PTOT", "{d};{d}{c};X;{p};9;9"),
        ("DEP;COM;Commune;PMUN;PCAP;PTOT", "{d};{c};X;{p};9;9"),
        ("COM;Commune;PMUN", "{d}{c};X;{p}"),
        ("DEP;COM;CODGEO;PMUN", "{d};Une commune;{d}{c};{p}"),
    ],
)
def test_the_code_of_a_commune_is_found_in_whichever_column_has_it(
    titles: str, row: str, dossier: Path, prendre: Prendre
) -> None:
    counted = (("013", 22500), ("307", 2601), ("999", 5))
    rows = [row.format(d="32", c=code, p=people) for code, people in counted]
    status, told = prendre("donnees_communes.csv", "\n".join((titles, *rows)), "ANNEE=2030")
    assert status == 0, told
    assert populations(dossier) == NEW


def test_a_column_of_names_is_not_one_of_codes(dossier: Path, prendre: Prendre) -> None:
    status, told = prendre("donnees_communes.csv", "COM;PMUN\nAuch;22500\n", "ANNEE=2030")
    assert (status, "aucune commune du projet" in told) == (1, True)
    assert not (dossier / COMMUNES).exists()


def test_the_set_of_the_catalogue_is_taken_from_its_archive_for_its_last_year(
    dossier: Path, prendre: Prendre
) -> None:
    rows = ['"FREQ";"GEO";"GEO_OBJECT";"POPREF_MEASURE";"TIME_PERIOD";"OBS_VALUE"']
    for code, objet, counted in (
        ("32013", "COM", 22500),
        ("32307", "COM", 2601),
        ("32013", "EPCI", 9),
    ):
        for year in (2029, 2030):
            for measure, more in (("PCAP", 5), ("PMUN", 0), ("PTOT", 7)):
                value = counted + more + year - 2030
                rows.append(f'"A";"{code}";"{objet}";"{measure}";"{year}";"{value}"')
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("DS_POPULATIONS_REFERENCE_data.csv", "\n".join(rows))
        archive.writestr("DS_POPULATIONS_REFERENCE_metadata.csv", "COD_VAR;LIB_VAR\nGEO;Lieu\n")
    assert prendre("DS_POPULATIONS_REFERENCE_CSV_FR.zip", packed.getvalue())[0] == 0
    assert populations(dossier) == NEW
    older = prendre("DS_POPULATIONS_REFERENCE_CSV_FR.zip", packed.getvalue(), "ANNEE=2029")
    assert (older[0], "sont de 2029, et le projet a celles de 2030" in older[1]) == (1, True)


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for rank, row in enumerate(rows):
                sheet.write_row(rank, 0, row)
    return out.getvalue()


def test_the_workbook_tells_the_year_that_was_counted_and_not_that_of_its_decree(
    dossier: Path, prendre: Prendre
) -> None:
    words: tuple[object, ...] = (
        "Recensement de la population",
        "Populations légales en vigueur à compter du 1er janvier 2033",
        "Communes - date de référence statistique : 1er janvier 2030",
    )
    titles: list[object] = [
        "Code région",
        "Code département",
        "Code commune",
        "Nom de la commune",
        "Population municipale",
    ]
    rows: list[list[object]] = [["76", "32", "013", "Auch", 22500.0], [76, 32, 307, "Pavie", 2601]]
    data = workbook(
        {
            "Départements": [["Code département", "Population municipale"], ["32", 190000]],
            "Communes": [*([one] for one in words), [], titles, *rows],
        }
    )
    assert prendre("ensemble.xlsx", data)[0] == 0
    assert populations(dossier) == NEW
    refused = prendre("ensemble.xlsx", data, "ANNEE=2031")
    assert (refused[0], "est de 2030, et non de 2031" in refused[1]) == (1, True)


def test_the_long_series_gives_its_last_year(dossier: Path, prendre: Prendre) -> None:
    rows = [
        "CODGEO,REG,DEP,LIBGEO,PMUN2030,PMUN2029",
        "32013,76,32,Auch,22500,22400",
        "32307,76,32,Pavie,2601,2600",
    ]
    assert prendre("base-pop-historiques-1876-2030.csv", "\n".join(rows))[0] == 0
    assert populations(dossier) == NEW


def test_what_a_cpts_counts_from_another_source_and_what_she_wrote_besides_stay(
    dossier: Path, prendre: Prendre
) -> None:
    theirs = "\ufeffcode;surnom;population;annee;source\n32307;Pavie;2 700;2029;recensement de la mairie\n"
    (dossier / COMMUNES).write_text(theirs.replace(";surnom", ";nom"), encoding="utf-8")
    status, told = prendre("donnees_communes.csv", lines(*ROWS), "ANNEE=2030")
    assert (status, "Laissées, car vous en donnez une autre source : 32307." in told) == (0, True)
    text = (dossier / COMMUNES).read_text(encoding="utf-8")
    assert text.startswith(
        "\ufeffcode;nom;population;annee;source\n32307;Pavie;2 700;2029;recensement de la mairie\n"
    )
    assert populations(dossier)["32013"] == NEW["32013"]


def test_a_commune_that_merged_is_told(dossier: Path, prendre: Prendre) -> None:
    status, told = prendre("donnees_communes.csv", lines(*ROWS[:2]), "ANNEE=2030")
    assert (status, "Absentes du fichier : 32307." in told) == (0, True)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", lines(ROWS[1].replace("22500", "n.d.")), "a.csv:2 : la population de 32013"),
        ("a.csv", lines(ROWS[1], ROWS[1].replace("22500", "1")), "22500 à la ligne 2"),
        ("a.csv", lines(ROWS[0]), "aucune commune du projet"),
        ("a.csv", "nom;age\nAnne;40\n", "ni populations de communes ni plafonds"),
        ("a.csv", f'{TITLES}\n76;Occitanie;32;2;99;013;"Auch', "a.csv:2 : la population de 32013"),
        ("a.csv", "", "ni populations de communes ni plafonds"),
        ("a.pdf", "%PDF-1.7", "n'est ni un CSV, ni un classeur .xlsx"),
        ("a.xlsx", "PK\x03\x04", "est abîmé"),
        ("a.zip", "PK", "est abîmé"),
        (
            "pass.csv",
            "annee;montant\n2030;beaucoup\n",
            "pass.csv:2 : il faut une année et un montant",
        ),
        ("pass.csv", "annee;montant\n2030;4 100\n", "n'est pas un plafond annuel"),
        ("pass.csv", "annee;montant\n", "n'a aucun plafond"),
        (
            "pass.csv",
            "annee;montant\n2030;52000\n2030;51 000\n",
            "pass.csv:3 : le plafond de 2030 est déjà 52000 à la ligne 2",
        ),
        ("aci-avenant-9.yaml", "cle: aci-avenant-9\n", "n'a pas de « fonctionnement »"),
    ],
)
def test_a_file_that_cannot_be_taken_is_said_with_its_place_and_nothing_is_written(
    name: str, text: str, said: str, dossier: Path, prendre: Prendre
) -> None:
    before = files_under(dossier)
    status, told = prendre(name, text, "ANNEE=2030")
    assert (status, said in told) == (1, True), told
    assert "Rien n'a été écrit." in told
    assert files_under(dossier) == before


def test_a_list_of_the_project_that_cannot_be_read_is_not_written_over(
    dossier: Path, prendre: Prendre
) -> None:
    (dossier / COMMUNES).write_text('code;nom\n32013;"Auch\n', encoding="utf-8")
    status, told = prendre("donnees_communes.csv", lines(*ROWS), "ANNEE=2030")
    assert (status, "Corrigez d'abord content/communes.csv" in told) == (2, True)


def test_a_plafond_is_taken_once_and_corrects_the_one_that_was_typed(
    dossier: Path, prendre: Prendre
) -> None:
    text = "annee;montant;source\n2026;48060;arrêté\n2030;52000;arrêté du 20 décembre 2029\n"
    status, told = prendre("pass.csv", text)
    assert (status, "2030 : inconnu → 52000 €" in told) == (0, True)
    assert "2026" not in (dossier / PASS).read_text(encoding="utf-8"), "it is known already"
    assert "a déjà ces plafonds" in prendre("pass.csv", text)[1]
    assert prendre("pass.csv", text.replace("52000", "52 440"))[0] == 0
    assert (dossier / PASS).read_text(encoding="utf-8-sig").splitlines() == [
        "annee;montant;source",
        "2030;52 440;arrêté du 20 décembre 2029",
    ]
    populations(dossier)


def test_a_bareme_is_taken_whole(dossier: Path, prendre: Prendre) -> None:
    ours = read_project(dossier)[0]["pipeline/reference/baremes/aci-avenant-2.yaml"].decode()
    text = ours.replace("cle: aci-avenant-2", "cle: aci-avenant-9")
    assert text != ours
    assert prendre("aci-avenant-9.yaml", text)[0] == 0
    assert (dossier / "content/baremes/aci-avenant-9.yaml").read_text(encoding="utf-8") == text
    assert "est déjà ce fichier" in prendre("aci-avenant-9.yaml", text)[1]


def test_a_sheet_that_breaks_while_it_is_walked_is_told(dossier: Path, prendre: Prendre) -> None:
    book, broken = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(book) as written:
        written.add_worksheet().write_row(0, 0, TITLES.split(";"))
    with zipfile.ZipFile(book) as sound, zipfile.ZipFile(broken, "w") as torn:
        for part in sound.namelist():
            torn.writestr(part, sound.read(part).replace(b'r="B1"', b'r="ZZZZZZ99999999"'))
    before = files_under(dossier)
    status, told = prendre("a.xlsx", broken.getvalue(), "ANNEE=2030")
    assert (status, "ce tableau ne peut pas être lu" in told) == (1, True), told
    assert files_under(dossier) == before


@pytest.mark.parametrize("said", ["A1:A1", "A1:C2", "A1:XFD1048576"])
def test_the_size_that_a_sheet_announces_hides_no_row(
    said: str, dossier: Path, prendre: Prendre
) -> None:
    book, lying = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(book) as written:
        sheet = written.add_worksheet()
        for rank, line in enumerate((TITLES, *ROWS)):
            sheet.write_row(rank, 0, line.split(";"))
    with zipfile.ZipFile(book) as sound, zipfile.ZipFile(lying, "w") as archive:
        for part in sound.namelist():
            data = re.sub(
                rb'<dimension ref="[^"]*"', f'<dimension ref="{said}"'.encode(), sound.read(part)
            )
            archive.writestr(part, data)
    assert prendre("a.xlsx", lying.getvalue(), "ANNEE=2030")[0] == 0
    assert populations(dossier) == NEW
