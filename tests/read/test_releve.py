"""Statements as banks and accountants write them: what is read, and one sentence with its place for what is wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pipeline.model.releve import Mouvement, Refus, Releve
from pipeline.read.releve import read_releve
from pipeline.read.releve.fec import COLONNES
from pipeline.read.releve.valeurs import parse_jour, parse_somme


def read(text: str | bytes, coding: str = "utf-8") -> Releve:
    said: list[Refus] = []
    data = text.encode(coding) if isinstance(text, str) else text
    found = read_releve("releve.txt", data, said)
    assert said == [], said[0]
    assert found is not None
    return found


def refused(text: str | bytes) -> list[str]:
    """The sentences, each after its place."""
    said: list[Refus] = []
    read_releve("releve.txt", text.encode() if isinstance(text, str) else text, said)
    spaces = str.maketrans("\u00a0\u202f", "  ")
    return [f"{one.span} : {one.message}".translate(spaces) for one in said]


def told(releve: Releve) -> list[tuple[str, str, str]]:
    return [(f"{m.jour:%d/%m/%Y}", str(m.montant), m.libelle) for m in releve.mouvements]


# --- values -------------------------------------------------------------------------------------------------------


def test_a_file_of_more_lines_than_it_can_have_is_refused_by_the_limit() -> None:
    head = "Date;Libellé;Débit;Crédit\n"
    assert read(head + "02/04/2027;VIR;1,00;\n" * 500).mouvements
    assert "la limite est de 20 000" in refused(head + "02/04/2027;VIR;1,00;\n" * 30_000)[0]
    books = "\t".join(COLONNES) + "\n" + "\t" * 17 + "\n"
    assert "la limite est de 100 000" in refused(books + "\n" * 110_000)[0]
    entries = "OFXHEADER:100\n<OFX>" + "<STMTTRN>" * 30_000
    assert "la limite est de 20 000" in refused(entries)[0]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1 234,56", "1234.56"),
        ("1\u202f234,56 €", "1234.56"),
        ("-1234.56", "-1234.56"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234.567", "1234567"),
        ("(45,00)", "-45.00"),
        ("45,00-", "-45.00"),
        ("+45", "45"),
        ("−45,5", "-45.5"),
        ("1'234.50 EUR", "1234.50"),
        ("0,125", "0.125"),
    ],
)
def test_a_sum_is_read_however_banks_write_it(typed: str, value: str) -> None:
    assert parse_somme(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["1,234", "1.234", "12.34.56", "env. 20", "", "1,2,3", "--5x"])
def test_a_sum_that_is_not_clear_is_no_sum(typed: str) -> None:
    assert parse_somme(typed) is None


@pytest.mark.parametrize(
    "typed",
    ["05/06/2027", "5.6.27", "2027-06-05", "20270605", "05/06/2027 10:42", "2027-06-05T08:00"],
)
def test_a_day_is_read_however_banks_write_it(typed: str) -> None:
    assert parse_jour(typed) == date(2027, 6, 5)


@pytest.mark.parametrize("typed", ["06/31/2027", "31/06/2027", "juin 2027", "", "2027"])
def test_a_day_that_does_not_exist_is_no_day(typed: str) -> None:
    assert parse_jour(typed) is None


# --- bank, CSV ----------------------------------------------------------------------------------------------------

BANQUE = """Compte n° 00012345678;;;;
Solde au 30/06/2027;115,50;;;

Date;Libellé;Débit;Crédit;Solde
01/06/2027;VIR CPAM;;1 000,00;1100,00
05/06/2027;PRLV LOYER;984,50;;115,50
"""


def test_the_csv_of_a_bank_has_a_head_debits_credits_and_balances() -> None:
    found = read(BANQUE)
    assert told(found) == [
        ("01/06/2027", "1000.00", "VIR CPAM"),
        ("05/06/2027", "-984.50", "PRLV LOYER"),
    ]
    assert {move.compte for move in found.mouvements} == {"00012345678"}
    assert found.solde is not None
    assert (found.solde.jour, found.solde.montant) == (date(2027, 6, 30), Decimal("115.50"))


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16"])
def test_the_coding_of_a_file_changes_nothing(coding: str) -> None:
    assert told(read(BANQUE.replace("LOYER", "LOYER ÉTÉ"), coding))[1][2] == "PRLV LOYER ÉTÉ"


@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_cells_are_parted_by_whatever_the_bank_chose(sign: str) -> None:
    lines = ["Date|Libellé|Montant", "01/06/2027|VIR|-12.50", "02/06/2027|AVOIR|3.00"]
    found = read("\n".join(lines).replace("|", sign))
    assert [str(move.montant) for move in found.mouvements] == ["-12.50", "3.00"]


def test_the_newest_first_is_put_in_order_and_its_running_balance_checked() -> None:
    lines = BANQUE.strip().split("\n")
    upwards = "\n".join([lines[3], lines[5], lines[4]])
    found = read(upwards)
    assert [move.libelle for move in found.mouvements] == ["VIR CPAM", "PRLV LOYER"]
    assert found.solde is not None
    assert found.solde.montant == Decimal("115.50")


def test_a_balance_shown_once_a_day_is_followed_over_the_lines_without_one() -> None:
    lines = "Date;Libellé;Montant;Solde\n01/06/2027;A;10,00;110,00\n02/06/2027;B;5,00;\n02/06/2027;C;-1,00;"
    assert read(lines + "114,00").solde is not None
    assert refused(lines + "115,00") == [
        "releve.txt:4 : le solde de cette ligne est 115 € ; le précédent et cette opération donnent 114 €."
    ]


def test_a_total_at_the_foot_is_left_out_and_a_balance_is_kept() -> None:
    found = read(
        "Date;Libellé;Montant\n01/06/2027;A;10,00\n;;\nTotal;;10,00\nSolde au 30/06/2027;;110,00\n"
    )
    assert len(found.mouvements) == 1
    assert found.solde is not None
    assert found.solde.montant == Decimal(110)


def test_two_lines_alike_are_both_counted_and_it_is_said() -> None:
    found = read("Date;Libellé;Montant\n01/06/2027;CAFE;-3,20\n01/06/2027;CAFE;-3,20\n")
    assert len(found.mouvements) == 2
    assert found.notes == ("les lignes 2 et 3 sont pareilles : elles comptent toutes les deux.",)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "releve.txt : ce fichier est vide."),
        ("PK\x03\x04", "releve.txt : c'est un classeur ou une archive, et non un relevé en texte."),
        ("%PDF-1.7", "releve.txt : c'est un PDF, et non un relevé en texte."),
        ("Bonjour\nmonde", "releve.txt : aucune ligne n'a les titres d'un relevé de banque."),
        (
            "Date;Libellé;Devise\n01/06/2027;A;EUR",
            "releve.txt:1 : cette ligne de titres n'en a pas pour le montant (Date, Libellé, Devise).",
        ),
        ("Date;Libellé;Montant\n", "releve.txt:1 : ce relevé n'a aucune opération."),
        (
            "Date;Libellé;Montant\n06/31/2027;A;10,00",
            "releve.txt:2 : « 06/31/2027 » n'est pas une date.",
        ),
        ("Date;Libellé;Montant\n;A;10,00", "releve.txt:2 : cette ligne n'a pas de date."),
        (
            "Date;Libellé;Montant\n01/06/2027;A;1,234",
            "releve.txt:2 : « 1,234 » n'est pas un montant clair (colonne Montant).",
        ),
        ("Date;Libellé;Montant\n01/06/2027;A;", "releve.txt:2 : cette ligne n'a pas de montant."),
        ("Date;Libellé;Montant\n01/06/2027;A", "releve.txt:2 : cette ligne n'a que 2 cases."),
        (
            "Date;Libellé;Débit;Crédit\n01/06/2027;A;10,00;10,00",
            "releve.txt:2 : cette ligne a un débit et un crédit.",
        ),
        (
            "Date;Libellé;Montant;Devise\n01/06/2027;A;10,00;USD",
            "releve.txt:2 : cette opération est en USD, et non en euros.",
        ),
        (
            BANQUE.replace("984,50", "984,40"),
            "releve.txt:6 : le solde de cette ligne est 115,50 € ; "
            "le précédent et cette opération donnent 115,60 €.",
        ),
    ],
)
def test_what_is_wrong_in_the_csv_of_a_bank_is_a_sentence_and_its_place(
    text: str, sentence: str
) -> None:
    assert refused(text) == [sentence]


# --- OFX ----------------------------------------------------------------------------------------------------------

OFX_1 = """OFXHEADER:100
DATA:OFXSGML
VERSION:102
ENCODING:USASCII
CHARSET:1252

<OFX>
<BANKMSGSRSV1><STMTTRNRS><STMTRS>
<CURDEF>EUR
<BANKACCTFROM><BANKID>10278<ACCTID>00012345678<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20270601<DTEND>20270630
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20270601120000[+1:CET]<TRNAMT>1000.00<FITID>A1<NAME>VIR CPAM</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20270605<TRNAMT>-984,50<FITID>A2<NAME>LOYER &amp; CHARGES<MEMO>JUIN
<BANKACCTTO><ACCTID>999</BANKACCTTO></STMTTRN>
</BANKTRANLIST>
<LEDGERBAL><BALAMT>115.50<DTASOF>20270630</LEDGERBAL>
<AVAILBAL><BALAMT>99.00<DTASOF>20270630</AVAILBAL>
</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
"""
OFX_2 = """<?xml version="1.0" encoding="UTF-8"?>
<?OFX OFXHEADER="200" VERSION="202" SECURITY="NONE"?>
<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS>
  <CURDEF>EUR</CURDEF>
  <BANKACCTFROM><BANKID>10278</BANKID><ACCTID>00012345678</ACCTID></BANKACCTFROM>
  <BANKTRANLIST>
    <STMTTRN><TRNTYPE>CREDIT</TRNTYPE><DTPOSTED>20270601</DTPOSTED><TRNAMT>1000.00</TRNAMT>
      <FITID>A1</FITID><NAME>VIR CPAM</NAME></STMTTRN>
    <STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20270605</DTPOSTED><TRNAMT>-984.50</TRNAMT>
      <FITID>A2</FITID><NAME>LOYER &amp; CHARGES</NAME><MEMO>JUIN</MEMO></STMTTRN>
  </BANKTRANLIST>
  <LEDGERBAL><BALAMT>115.50</BALAMT><DTASOF>20270630</DTASOF></LEDGERBAL>
</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
"""


@pytest.mark.parametrize("text", [OFX_1, OFX_2])
def test_both_versions_of_ofx_say_the_same(text: str) -> None:
    found = read(text, "cp1252")
    assert told(found) == [
        ("01/06/2027", "1000.00", "VIR CPAM"),
        ("05/06/2027", "-984.50", "LOYER & CHARGES JUIN"),
    ]
    assert {move.compte for move in found.mouvements} == {"00012345678"}
    assert found.solde is not None
    assert (found.solde.jour, found.solde.montant) == (date(2027, 6, 30), Decimal("115.50"))


def test_an_operation_given_twice_under_one_number_is_one() -> None:
    line = next(line for line in OFX_1.split("\n") if "A1" in line)
    found = read(OFX_1.replace(line, f"{line}\n{line}"))
    assert len(found.mouvements) == 2
    assert "deux fois" in found.notes[0]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("20270605<", "20271305<", "releve.txt:13 : « 20271305 » n'est pas une date (DTPOSTED)."),
        ("-984,50", "beaucoup", "releve.txt:13 : « beaucoup » n'est pas un montant (TRNAMT)."),
        ("<CURDEF>EUR", "<CURDEF>CHF", "releve.txt:12 : ce relevé est en CHF, et non en euros."),
        (
            "<FITID>A2",
            "<FITID>A1",
            "releve.txt:13 : deux opérations différentes ont le numéro A1 (FITID).",
        ),
    ],
)
def test_what_is_wrong_in_an_ofx_is_a_sentence_and_its_place(
    old: str, new: str, sentence: str
) -> None:
    assert refused(OFX_1.replace(old, new)) == [sentence]


def test_an_ofx_without_anything_in_it_is_refused() -> None:
    assert refused("OFXHEADER:100\n\n<OFX></OFX>") == [
        "releve.txt : ce fichier OFX n'a aucune opération (STMTTRN) ni solde (LEDGERBAL)."
    ]


# --- FEC ----------------------------------------------------------------------------------------------------------


def fec(*lines: tuple[str, str, str, str, str, str], sign: str = "\t") -> str:
    """Journal, number, day, account, debit and credit of each line, in the eighteen columns."""
    rows = [sign.join(COLONNES)]
    for journal, number, day, account, debit, credit in lines:
        words = f"Écriture {number}"
        cells = [journal, "", number, day, account, f"Compte {account}", "", "", "P1", day, words]
        rows.append(sign.join([*cells, debit, credit, "", "", day, "", ""]))
    return "\r\n".join(rows)


SOUND = (
    ("BQ", "1", "20270601", "512000", "1000,00", "0,00"),
    ("BQ", "1", "20270601", "740000", "0,00", "1000,00"),
    ("BQ", "2", "20270605", "613200", "984,50", ""),
    ("BQ", "2", "20270605", "512000", "", "984,50"),
)


@pytest.mark.parametrize("sign", ["\t", "|"])
@pytest.mark.parametrize("coding", ["utf-8", "latin-1"])
def test_a_fec_gives_its_expenses_and_resources_and_the_balance_of_its_bank(
    sign: str, coding: str
) -> None:
    found = read(fec(*SOUND, sign=sign), coding)
    assert [(move.compte, str(move.montant)) for move in found.mouvements] == [
        ("740000", "1000.00"),
        ("613200", "-984.50"),
    ]
    assert found.mouvements[0].libelle == "Écriture 1"
    assert found.solde is not None
    assert (found.solde.jour, found.solde.montant) == (date(2027, 6, 5), Decimal("15.50"))
    assert found.notes == ()


def test_a_fec_may_have_an_amount_and_a_side() -> None:
    text = fec(*SOUND).replace("Debit\tCredit", "Montant\tSens")
    for debit, credit, amount in (
        ("1000,00\t0,00", "0,00\t1000,00", "1000,00"),
        ("984,50\t", "\t984,50", "984,50"),
    ):
        text = text.replace(f"\t{debit}\t", f"\t{amount}\tD\t")
        text = text.replace(f"\t{credit}\t", f"\t{amount}\tC\t")
    assert [str(move.montant) for move in read(text).mouvements] == ["1000.00", "-984.50"]


def test_what_moves_no_money_is_marked_and_what_is_not_paid_yet_is_said() -> None:
    found = read(
        fec(
            ("OD", "1", "20271231", "681000", "100,00", ""),
            ("OD", "1", "20271231", "281000", "", "100,00"),
            ("HA", "2", "20271231", "622600", "50,00", ""),
            ("HA", "2", "20271231", "401000", "", "50,00"),
        )
    )
    assert [move.calcule for move in found.mouvements] == [True, False]
    assert found.notes == (
        "1 écriture n'a pas de ligne de banque ou de caisse : la somme est prise à sa date comptable.",
    )
    assert found.solde is None


def _without(column: str) -> str:
    """A FEC whose column is missing, cells included."""
    rank = COLONNES.index(column)
    rows = [line.split("\t") for line in fec(*SOUND).split("\r\n")]
    return "\n".join("\t".join(cells[:rank] + cells[rank + 1 :]) for cells in rows)


@pytest.mark.parametrize(
    "column", ["JournalCode", "EcritureNum", "EcritureDate", "CompteNum", "Debit"]
)
def test_a_fec_without_a_column_that_is_needed_is_refused(column: str) -> None:
    assert refused(_without(column)) == [f"releve.txt:1 : il manque à ce FEC la colonne {column}."]


@pytest.mark.parametrize("column", ["PieceRef", "CompAuxNum", "ValidDate", "Idevise"])
def test_a_fec_without_another_of_its_columns_is_read_and_it_is_said(column: str) -> None:
    found = read(_without(column))
    assert len(found.mouvements) == 2
    assert found.notes == (f"il manque à ce FEC {column}, que la loi demande ; le reste est lu.",)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "984,50\t\t\t",
            "984,05\t\t\t",
            "releve.txt:4 : l'écriture 2 du journal BQ (lignes 4 à 5) n'est pas équilibrée : "
            "0,45 € de trop au crédit.",
        ),
        (
            "\t20270605\t512000",
            "\t20270631\t512000",
            "releve.txt:5 : « 20270631 » n'est pas une date (EcritureDate).",
        ),
        (
            "\t1000,00\t0,00",
            "\tmille\t0,00",
            "releve.txt:2 : « mille » n'est pas un montant (Debit).",
        ),
        ("\t613200\t", "\t613200\t\t", "releve.txt:4 : cette ligne a 19 cases, la première 18."),
    ],
)
def test_what_is_wrong_in_a_fec_is_a_sentence_and_its_place(
    old: str, new: str, sentence: str
) -> None:
    text = fec(*SOUND)
    assert old in text
    assert refused(text.replace(old, new, 1)) == [sentence]


def test_every_line_wrong_in_one_way_is_not_told_a_thousand_times() -> None:
    text = fec(*(("BQ", str(n), "20270601", "613200", "1,00", "") for n in range(1000)))
    assert 1 < len(refused(text)) <= 20


def test_a_cell_that_a_spreadsheet_would_run_is_only_words() -> None:
    found = read('Date;Libellé;Montant\n01/06/2027;"=HYPERLINK(""x"")";-1,00\n')
    assert found.mouvements[0] == Mouvement(
        date(2027, 6, 1),
        "",
        '=HYPERLINK("x")',
        Decimal("-1.00"),
        found.mouvements[0].span,
        '=HYPERLINK("x")',
    )
