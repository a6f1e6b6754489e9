"""``make importer`` on a workbook of another form: proposed, corrected, written; nothing lost, nothing overwritten."""

from __future__ import annotations

import csv
import io
import warnings
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from pipeline.commands.importer_classeur import CORRESPONDANCE, import_workbook
from pipeline.commands.ligne import run_command
from pipeline.disk import read_project
from pipeline.interpret.budget_etranger.repartition import annees_civiles_dites
from pipeline.model.budget_etranger import Annee, Correspondance, Zone
from pipeline.run import Examen, examine
from tests.interpret.budget_etranger.classeurs_etrangers import CLASSEURS, filled, saved
from tests.libreoffice import Bureau
from tests.projets import CLASSEUR, TODAY, petit_projet

pytestmark = pytest.mark.lent


@pytest.fixture
def projet(tmp_path: Path) -> Path:
    for path, data in petit_projet().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return tmp_path


def opened(projet: Path, name: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl does not know a print area of whole columns
        return load_workbook(projet / "budgets" / name, data_only=True)


def workbook_of(projet: Path, name: str) -> dict[str, float]:
    """The sum of all amounts of each table of the workbook written."""
    book = opened(projet, name)
    found: dict[str, float] = {}
    for sheet in book.worksheets:
        for table in sheet.tables.values():
            rows = list(sheet[table.ref])
            years = [
                rank for rank, cell in enumerate(rows[0]) if str(cell.value).startswith("Année")
            ]
            values = [row[rank].value for row in rows[1:] for rank in years]
            found[table.displayName] = float(
                sum(Decimal(str(v)) for v in values if isinstance(v, int | float))
            )
    return found


def test_the_first_run_proposes_the_second_writes_the_third_changes_nothing(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = CLASSEURS["plan comptable"][0]()
    before = sorted(path.name for path in (projet / "budgets").iterdir())
    assert import_workbook(projet, "bp.xlsx", data) == 0
    assert sorted(path.name for path in (projet / "budgets").iterdir()) == sorted(
        [*before, "correspondance.yaml"]
    )
    assert "Relisez et corrigez budgets/correspondance.yaml" in capsys.readouterr().out
    assert import_workbook(projet, "bp.xlsx", data) == 0
    said = capsys.readouterr().out
    assert "Le classeur est budgets/bp-importe.xlsx" in said
    assert "Fonctionnement, dépenses : 3 lignes, 45\u202f200\u00a0€, comme dans la source." in said
    sums = workbook_of(projet, "bp-importe.xlsx")
    assert (sums["depenses_fonctionnement"], sums["ressources_fonctionnement"]) == (45200, 61200)
    written = (projet / "budgets/bp-importe.xlsx").read_bytes()
    assert import_workbook(projet, "bp.xlsx", data) == 0
    assert "rien n'a changé" in capsys.readouterr().out
    assert (projet / "budgets/bp-importe.xlsx").read_bytes() == written


def test_a_changed_source_goes_beside_and_never_over(projet: Path) -> None:
    make = CLASSEURS["plan comptable"][0]
    for _ in range(2):
        import_workbook(projet, "bp.xlsx", make())
    first = (projet / "budgets/bp-importe.xlsx").read_bytes()
    book = load_workbook(io.BytesIO(make()))
    sheet = book.active
    assert sheet is not None
    sheet["B5"] = 1300
    assert import_workbook(projet, "bp.xlsx", saved(book)) == 0
    assert (projet / "budgets/bp-importe.xlsx").read_bytes() == first
    assert workbook_of(projet, "bp-importe (2).xlsx")["depenses_fonctionnement"] == 45300


def test_the_treasurer_corrects_a_zone_and_a_word(projet: Path) -> None:
    data = CLASSEURS["plan comptable"][0]()
    import_workbook(projet, "bp.xlsx", data)
    path = projet / CORRESPONDANCE
    text = path.read_text(encoding="utf-8")
    head, zones = text.split('"bp.xlsx":')
    zones = zones.replace("bloc: Fonctionnement", "bloc: Prévention")
    zones = zones.replace(
        '"Fournitures", poste: moyens matériels', '"Fournitures", poste: honoraires'
    )
    path.write_text(head + '"bp.xlsx":' + zones, encoding="utf-8")
    assert import_workbook(projet, "bp.xlsx", data) == 0
    book = opened(projet, "bp-importe.xlsx")
    cells = [cell.value for row in book["Prévention"].iter_rows() for cell in row]
    assert cells[cells.index("Fournitures") - 1] == "honoraires"
    assert workbook_of(projet, "bp-importe.xlsx")["depenses_prevention"] == 45200


def test_two_sources_have_each_their_block_in_one_file(projet: Path) -> None:
    for name in ("plan comptable", "milliers d'euros"):
        import_workbook(projet, f"{name}.xlsx", CLASSEURS[name][0]())
    text = (projet / CORRESPONDANCE).read_text(encoding="utf-8")
    assert text.count("# Ce que le logiciel a compris") == 1
    assert '"plan comptable.xlsx":' in text
    assert '"milliers d\'euros.xlsx":' in text
    for name in ("plan comptable", "milliers d'euros"):
        assert import_workbook(projet, f"{name}.xlsx", CLASSEURS[name][0]()) == 0


@pytest.mark.parametrize(
    ("wrong", "right", "words"),
    [
        ("poste: salaires", "poste: salaire brut", "« poste: salaire brut » n'est pas connu."),
        ("cote: dépenses", "cote: débit", "« cote: débit » n'est pas connu."),
        ("bloc: Fonctionnement", "bloc: Divers", "« bloc: Divers » n'est pas connu."),
        ("lignes: 5-9", "lignes: toutes", "« lignes » dit de quelle ligne à quelle ligne : 3-12."),
        (
            "annees: {1: B}",
            "annees: {9: B}",
            "« annees » donne la colonne de chaque année : {1: C, 2: D}.",
        ),
    ],
)
def test_a_correction_that_cannot_be_read_is_told_and_nothing_written(
    projet: Path, capsys: pytest.CaptureFixture[str], wrong: str, right: str, words: str
) -> None:
    data = CLASSEURS["plan comptable"][0]()
    import_workbook(projet, "bp.xlsx", data)
    path = projet / CORRESPONDANCE
    head, zones = path.read_text(encoding="utf-8").split('"bp.xlsx":')
    assert wrong in zones
    path.write_text(head + '"bp.xlsx":' + zones.replace(wrong, right, 1), encoding="utf-8")
    assert import_workbook(projet, "bp.xlsx", data) == 1
    said = capsys.readouterr().out
    assert "erreur B090" in said
    assert words in said
    assert not (projet / "budgets/bp-importe.xlsx").exists()


@pytest.mark.usefixtures("soffice")
def test_amounts_of_months_not_computed_yet_are_read_through_libreoffice(projet: Path) -> None:
    data = CLASSEURS["mois en colonnes"][0]()
    for _ in range(2):
        assert import_workbook(projet, "mois.xlsx", data) == 0
    sums = workbook_of(projet, "mois-importe.xlsx")
    assert (sums["depenses_fonctionnement"], sums["ressources_fonctionnement"]) == (6486, 60000)


def test_a_mission_that_is_not_kept_is_told_with_its_amounts(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = CLASSEURS["titres fusionnés"][0]()
    import_workbook(projet, "a.xlsx", data)
    capsys.readouterr()
    assert import_workbook(projet, "a.xlsx", data) == 0
    said = capsys.readouterr().out
    assert "la mission Accompagnement n'est pas retenue dans projet.yaml" in said
    assert "Vacations des tuteurs (2\u202f100\u00a0€)" in said


def test_what_is_not_one_amount_is_left_and_told(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = CLASSEURS["deux années dans une case"][0]()
    import_workbook(projet, "q.xlsx", data)
    import_workbook(projet, "q.xlsx", data)
    said = capsys.readouterr().out
    assert "Qualité!B3 : Reprographie : 300 à 400, cette case n'est pas un seul montant." in said


def test_a_budget_by_civil_year_is_split_only_when_she_asks(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = Workbook()
    filled(book, "Fonctionnement", [("Charges", "2027", "2028"), ("Loyer", 1200, 1201)], first=True)
    data = saved(book)
    import_workbook(projet, "c.xlsx", data)
    assert "par année civile" in capsys.readouterr().out
    import_workbook(projet, "c.xlsx", data)
    assert _years(projet, "c-importe.xlsx") == [1200, 1201]
    path = projet / CORRESPONDANCE
    path.write_text(
        path.read_text(encoding="utf-8").replace("repartir: non", "repartir: oui"), encoding="utf-8"
    )
    import_workbook(projet, "c.xlsx", data)
    parts = _years(projet, "c-importe (2).xlsx")
    assert sum(parts) == 2401
    assert parts == [1500.25, 900.75]


def _years(projet: Path, name: str) -> list[float]:
    sheet = opened(projet, name)["Fonctionnement"]
    row = next(row for row in sheet.iter_rows(values_only=True) if "Loyer" in row)
    return [
        float(value) for value in row[row.index("Loyer") + 1 :] if isinstance(value, int | float)
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, ".xlsx"),
        (b"%PDF-1.7", "classeur"),
        (b"", "classeur"),
        (b"PK\x03\x04" + b"\0" * 40, "classeur"),
    ],
)
def test_what_is_no_workbook_is_refused_in_words(
    projet: Path, capsys: pytest.CaptureFixture[str], data: bytes, words: str
) -> None:
    assert import_workbook(projet, "x.xlsx", data) == 1
    said = capsys.readouterr().out
    assert "erreur L007" in said
    assert words in said
    assert not (projet / CORRESPONDANCE).exists()


def test_forty_sheets_without_a_budget_lead_to_make_classeur(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert import_workbook(projet, "presences.xlsx", CLASSEURS["sans rien"][0]()) == 1
    assert "make classeur" in capsys.readouterr().out
    assert not (projet / CORRESPONDANCE).exists()


def answer(projet: Path, said: str) -> None:
    """The question on the unit of the whole workbook, answered by the treasurer."""
    path = projet / CORRESPONDANCE
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  unite: euros ou milliers d'euros ?", said), encoding="utf-8")


@pytest.mark.usefixtures("soffice")
def test_an_old_excel_and_an_opendocument_workbook_come_in_as_well(
    projet: Path, bureau: Bureau
) -> None:
    data = CLASSEURS["une feuille par mission"][0]()
    for suffix, kind in ((".ods", "calc8"), (".xls", "MS Excel 97")):
        source = projet / "vieux.xlsx"
        source.write_bytes(data)
        bureau.convert(f"{suffix[1:]}:{kind}", projet, source)
        other = (projet / f"vieux{suffix}").read_bytes()
        assert import_workbook(projet, f"vieux{suffix}", other) == 0
        answer(projet, "  unite: euros")  # 816 € a year: it is asked
        assert import_workbook(projet, f"vieux{suffix}", other) == 0
        sums = workbook_of(projet, "vieux-importe.xlsx")
        assert (sums["depenses_prevention"], sums["ressources_prevention"]) == (783, 510)
        (projet / "budgets/vieux-importe.xlsx").unlink()


UNE_LIGNE: list[tuple[Any, ...]] = [
    ("Budget prévisionnel",),
    (),
    ("DÉPENSES", "Année 1", "Année 2"),
    ("Fonctionnement",),
    ("Salaire coordinatrice", 51000, 52000.1),
    ("Loyer", 16400, 15800.2),
    ("Accès aux soins",),
    ("Indemnités des créneaux", 60000.33, 58000),
    ("Parcours",),
    ("Formation au repérage", 30000, 36000),
    ("Prévention",),
    ("Affiches", 20000, 9000),
    ("Crises sanitaires",),
    ("Rédaction du plan, indemnités", 21000, 17000),
    (),
    ("RESSOURCES", "Année 1", "Année 2"),
    ("ACI", 197400.33, 186800.3),
    ("Cotisations des adhérents", 1000, 1000),
]
OF_THE_LINE = ("B010", "B011", "B012", "B013", "B060")


def one_line(rows: list[tuple[Any, ...]]) -> bytes:
    book = Workbook()
    filled(book, "Budget", rows, first=True)
    return saved(book)


def agreed(projet: Path, wanted: str) -> None:
    path = projet / CORRESPONDANCE
    text = path.read_text(encoding="utf-8")
    head, own = text.split('"bp.xlsx":')
    assert own.count("partager: non") == 1
    own = own.replace("partager: non", f"partager: {wanted}")
    path.write_text(f'{head}"bp.xlsx":{own}', encoding="utf-8")


def adopted(projet: Path) -> Examen:
    """The project once the treasurer has taken the workbook written."""
    path = projet / "content/projet.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(CLASSEUR, "budgets/bp-importe.xlsx"), encoding="utf-8")
    return examine(*read_project(projet), TODAY)


def test_money_of_the_aci_on_one_line_is_divided_when_she_asks_and_the_check_is_content(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = one_line(UNE_LIGNE)
    assert import_workbook(projet, "bp.xlsx", data) == 0
    assert "« ACI » (Budget!B17) est une seule ligne" in capsys.readouterr().out
    agreed(projet, "oui")
    assert import_workbook(projet, "bp.xlsx", data) == 0
    said = capsys.readouterr().out.replace("\u202f", " ").replace("\u00a0", " ")
    assert "« ACI » (Budget!B17) : 384 200,63 € partagés selon vos droits" in said
    assert "Virements ajoutés pour que les blocs s'équilibrent, à revoir" in said
    found = adopted(projet)
    assert [f.message for f in found.findings if f.code in OF_THE_LINE] == []
    budget = found.projet.budget
    sums = [
        sum(line.montants[year] for line in budget.ressources if line.origine.startswith("ACI"))
        for year in (0, 1)
    ]
    assert sums == [Decimal("197400.33"), Decimal("186800.30")]
    assert import_workbook(projet, "bp.xlsx", data) == 0
    assert "rien n'a changé" in capsys.readouterr().out


def test_without_a_yes_the_line_stays_whole_and_the_way_out_is_told_again(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = one_line(UNE_LIGNE)
    import_workbook(projet, "bp.xlsx", data)
    capsys.readouterr()
    assert import_workbook(projet, "bp.xlsx", data) == 0
    assert "« partager: oui », dans budgets/correspondance.yaml" in capsys.readouterr().out
    assert workbook_of(projet, "bp-importe.xlsx")["ressources_fonctionnement"] == 386200.63
    assert {f.code for f in adopted(projet).findings} & {*OF_THE_LINE} != set()


def test_more_than_the_rights_is_told_with_its_year(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [("ACI", 900000, 186800.3) if row[:1] == ("ACI",) else row for row in UNE_LIGNE]
    data = one_line(rows)
    import_workbook(projet, "bp.xlsx", data)
    agreed(projet, "oui")
    capsys.readouterr()
    assert import_workbook(projet, "bp.xlsx", data) == 0
    said = capsys.readouterr().out.replace("\u202f", " ").replace("\u00a0", " ")
    assert "de plus que vos droits (« make droits »), laissés au fonctionnement." in said
    assert said.count("de plus que vos droits") == 1


def test_a_mission_without_a_start_is_named_since_it_has_no_rights(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (projet / "content/fiches").glob("M3-*.md"):
        path.unlink()
    rows = [("ACI", 900000, 186800.3) if row[:1] == ("ACI",) else row for row in UNE_LIGNE]
    data = one_line(rows)
    import_workbook(projet, "bp.xlsx", data)
    agreed(projet, "oui")
    capsys.readouterr()
    assert import_workbook(projet, "bp.xlsx", data) == 0
    assert "Prévention n'a pas de démarrage, donc pas de droits" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([*UNE_LIGNE, ("ACI accès aux soins", 10, 10)], "une ligne nomme une mission"),
        (
            [("ACI fonctionnement", 60000, 60000) if r[:1] == ("ACI",) else r for r in UNE_LIGNE],
            "celle-ci dit laquelle",
        ),
    ],
)
def test_nothing_is_offered_where_the_source_says_what_each_sum_is_for(
    projet: Path, rows: list[tuple[Any, ...]], words: str
) -> None:
    assert import_workbook(projet, "bp.xlsx", one_line(rows)) == 0
    own = (projet / CORRESPONDANCE).read_text(encoding="utf-8").split('"bp.xlsx":')[1]
    assert "partager" not in own, words


@pytest.mark.parametrize(
    ("wrong", "right", "words"),
    [
        ("partager: non", "partager: peut-être", "« partager: peut-être » n'est pas connu."),
        (
            "poste: ACI fonctionnement, partager: non",
            "poste: FIR, partager: oui",
            "« partager: oui » ne vaut que pour l'argent de l'ACI, et cette ligne est « FIR ».",
        ),
    ],
)
def test_a_division_that_means_nothing_is_told_at_its_line(
    projet: Path, capsys: pytest.CaptureFixture[str], wrong: str, right: str, words: str
) -> None:
    data = one_line(UNE_LIGNE)
    import_workbook(projet, "bp.xlsx", data)
    path = projet / CORRESPONDANCE
    text = path.read_text(encoding="utf-8")
    assert wrong in text
    path.write_text(text.replace(wrong, right), encoding="utf-8")
    assert import_workbook(projet, "bp.xlsx", data) == 1
    said = capsys.readouterr().out
    assert "erreur B090" in said
    assert words in said


def test_a_column_of_words_without_a_title_is_read_and_a_line_of_no_table_is_told(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows: list[tuple[Any, ...]] = [
        ("Reste de l'an dernier", 4200.5),
        (),
        ("", "Année 1"),
        ("DÉPENSES", ""),
        ("Coordination, salaire", 60000),
        ("Accès aux soins", ""),
        ("Indemnités des créneaux", 50000),
        ("Prévention", ""),
        ("Ateliers", 30000),
        (),
        ("RESSOURCES", "Année 1"),
        ("ACI", 140000),
    ]
    assert import_workbook(projet, "bp.xlsx", one_line(rows)) == 0
    said = capsys.readouterr().out.replace("\u202f", " ").replace("\u00a0", " ")
    assert "Budget, lignes 12 à 12 : ressources de Fonctionnement (à vérifier)" in said
    assert (
        "Budget!B1 : Reste de l'an dernier, ce montant (4 200,50 €) n'est dans aucun tableau"
        in said
    )
    assert import_workbook(projet, "bp.xlsx", one_line(rows)) == 0
    sums = workbook_of(projet, "bp-importe.xlsx")
    assert sums["depenses_fonctionnement"] == 60000
    assert sums["depenses_acces_soins"] == 50000
    assert sums["depenses_prevention"] == 30000
    rows.insert(0, ("", "Année 1"))
    (projet / CORRESPONDANCE).unlink()
    capsys.readouterr()
    assert import_workbook(projet, "bp.xlsx", one_line(rows)) == 0
    assert "dans aucun tableau" not in capsys.readouterr().out, "the way out was followed"


EN_MILLIERS: list[tuple[Any, ...]] = [
    ("DÉPENSES", "2027"),
    ("Salaire de la coordinatrice", 40.5),
    ("Réunions", 20.2),
    ("TOTAL DÉPENSES", 60.7),
    ("RESSOURCES",),
    ("ACI fonctionnement", 60.7),
    ("TOTAL RESSOURCES", 60.7),
]


def test_a_budget_a_thousand_times_smaller_than_the_rights_is_asked_before_anything_is_written(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = Workbook()
    filled(book, "BP", EN_MILLIERS, first=True)
    data = saved(book)
    assert import_workbook(projet, "k.xlsx", data) == 0
    assert "Question, pour tout le classeur : dites « unite » (60,70" in capsys.readouterr().out
    assert import_workbook(projet, "k.xlsx", data) == 1
    assert "attend votre réponse" in capsys.readouterr().out
    assert not list((projet / "budgets").glob("k-importe*"))
    answer(projet, "  unite: milliers d'euros")
    assert import_workbook(projet, "k.xlsx", data) == 0
    said = capsys.readouterr().out.replace("\u202f", " ").replace("\u00a0", " ")
    assert said.count("60 700 €, comme dans la source") == 2


def test_a_side_misread_is_never_called_right(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [(words, amount[0] * 1000 if amount else None) for words, *amount in EN_MILLIERS[1:]]
    book = Workbook()
    filled(book, "BP", [("DÉPENSES", "2027"), *rows], first=True)
    data = saved(book)
    import_workbook(projet, "c.xlsx", data)
    path = projet / CORRESPONDANCE
    text = path.read_text(encoding="utf-8").replace(
        "      cote: ressources", "      cote: dépenses"
    )
    path.write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert import_workbook(projet, "c.xlsx", data) == 0
    said = capsys.readouterr().out.replace("\u202f", " ").replace("\u00a0", " ")
    assert "121 400 €, mais la source dit une autre somme" in said
    denied = "BP!B7 : « TOTAL RESSOURCES », dit 60 700 €, et aucune ligne n'est comprise parmi les"
    assert denied in said
    assert "comme dans la source" not in said


def test_the_plan_of_crisis_is_written_the_first_year_and_updated_the_next_ones(
    projet: Path,
) -> None:
    book = Workbook()
    rows = [("RESSOURCES", "Année 1", "Année 2"), ("ACI crise, part fixe", 35000, 17500)]
    filled(book, "Mission 4 Crise", rows, first=True)
    for _ in range(2):
        assert import_workbook(projet, "crise.xlsx", saved(book)) == 0
    sheet = opened(projet, "crise-importe.xlsx")["Crises sanitaires"]
    lines = [row for row in sheet.iter_rows(values_only=True) if "ACI crise, part fixe" in row]
    assert [next(c for c in row if c) for row in lines] == [
        "ACI crise première rédaction",
        "ACI crise mise à jour",
    ]
    assert [[c for c in row if isinstance(c, int | float)] for row in lines] == [
        [35000, 0],
        [0, 17500],
    ]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("2027-01-01", ()),
        (
            "2027-04-01",
            (
                "l'année 1 de votre contrat va d'avril 2027 à mars 2028",
                "2028 : 3 mois en année 1 et 9 mois en année 2",
                "L'année 1 compte alors 15 mois",
            ),
        ),
        ("2028-01-01", ("l'année 1 de ce budget serait 2027",)),
    ],
)
def test_what_a_civil_year_is_for_the_contract_is_explained_with_its_own_months(
    said: str, wanted: tuple[str, ...]
) -> None:
    years = (Annee(1, (2,), "2027", 2027), Annee(2, (3,), "2028", 2028))
    zone = Zone("BP", 2, 3, "dépenses", "fonctionnement", (1,), years)
    told = annees_civiles_dites(Correspondance("bp.xlsx", (zone,)), date.fromisoformat(said))
    assert all(any(words in one for one in told) for words in wanted)
    assert bool(told) == bool(wanted)


def test_a_budget_that_does_not_balance_says_by_how_much_and_the_way_out(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows: list[tuple[Any, ...]] = [
        ("DÉPENSES", "Année 1", "Année 2"),
        ("Coordinatrice", 40000, 52000),
        ("Remise sur le loyer", -500, None),
        ("RECETTES", "Année 1", "Année 2"),
        ("Cotisations", 2040, 2040),
        ("ACI fonctionnement", 45000, 45000),
    ]
    for _ in range(2):
        assert import_workbook(projet, "bp.xlsx", one_line(rows)) == 0
    said = capsys.readouterr().out.replace("\u202f", " ").replace("\u00a0", " ")
    assert "Budget!B3 : « Remise sur le loyer », −500 €." in said
    assert "Année 1, à équilibrer (B010) : Fonctionnement a de reste 7 540 €." in said
    assert "Année 2, à équilibrer (B010) : Fonctionnement manque de 4 960 €." in said
    assert "avec le signe moins" in said.split("Année 1, à équilibrer")[1].split("Année 2")[0]
    assert "Si l'association les a de côté" in said.split("Année 2, à équilibrer")[1]


def test_a_corrected_block_and_words_of_no_line_are_told(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows: list[tuple[Any, ...]] = [("DÉPENSES", "Année 1"), ("Kits", 10000), ("Salle", 20000)]
    data = one_line(rows)
    assert import_workbook(projet, "bp.xlsx", data) == 0
    path = projet / CORRESPONDANCE
    text = path.read_text(encoding="utf-8")
    text = text.replace("bloc: Fonctionnement\n", "bloc: Prévention\n")
    path.write_text(text.replace('texte: "Kits"', 'texte: "Kit"'), encoding="utf-8")
    capsys.readouterr()
    assert import_workbook(projet, "bp.xlsx", data) == 0
    said = capsys.readouterr().out
    assert "« Kit » (dépenses de Fonctionnement)" in said
    assert "« Salle » (dépenses" not in said
    assert "Budget!B2 : « Kits », moyens matériels." in said
    assert workbook_of(projet, "bp-importe.xlsx")["depenses_prevention"] == 30000


SAVED_AS_TEXT = [
    ["CPTS du Val, budget"],
    ["Dépenses", "Année 1", "Année 2", "Obs."],
    ["Salaires", "42 000,00 €", "43 000", "CDI, temps plein"],
    ["Loyer", "7200", "7200,50"],
    ["Recettes", "Année 1", "Année 2"],
    ["ACI fonctionnement", "47 160,00 €", "48 160,50 €"],
    ["Cotisations", "2040", "2040"],
]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_a_budget_saved_as_text_comes_in(projet: Path, delimiter: str, encoding: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(SAVED_AS_TEXT)
    source = projet / "bp.csv"
    source.write_bytes(out.getvalue().encode(encoding))
    for _ in range(2):
        assert run_command(["-C", str(projet), "importer", str(source)]) == 0
    sums = workbook_of(projet, "bp-importe.xlsx")
    assert sums["depenses_fonctionnement"] == 99400.5
    assert sums["ressources_fonctionnement"] == 99400.5


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_record_of_a_bank_is_sent_to_its_own_command(
    projet: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    rows = [("Date", "Libellé", "Débit", "Crédit"), ("05/04/2027", "CPAM", "", 25000)]
    source = projet / f"banque.{suffix}"
    if suffix == "csv":
        text = "\n".join(";".join(map(str, row)) for row in rows)
        source.write_bytes(text.encode())
    else:
        source.write_bytes(one_line([*rows]))
    assert run_command(["-C", str(projet), "importer", str(source)]) == 1
    said = capsys.readouterr().out
    assert "C'est un relevé de banque" in said
    assert "make releve FICHIER=" in said
    if suffix == "csv":
        assert run_command(["-C", str(projet), "releve", str(source)]) == 0
