"""A public document shows nobody's private data, wherever it was typed and however."""

from __future__ import annotations

import io
import itertools
import re
import shutil
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from docx import Document as WordDocument
from docx.shared import Cm

from pipeline.commands.calcul import examine_folder
from pipeline.disk import read_project
from pipeline.etat import SILENCES, known_silences, remember_silences
from pipeline.model.coordonnees import Repertoire
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import fold
from pipeline.run import build, examine
from pipeline.write.word.relire import passages_of, words_of
from tests.conftest import write_files
from tests.projets import CHECKOUT, CLASSEUR, TODAY, constats, edited, examen, petit_projet

CONTACTS = "content/prive/contacts.csv"

PUBLIC = """\
content/livrables.yaml
-   parties: [reglement-interieur]
+   parties: [reglement-interieur]
+   diffusion: publique
content/reglement-interieur/01-votes.md
- On vote à main levée.
+ On vote à main levée. {}
"""
"""In ``contacts.csv`` Durand has the number 05 36 49 00 01, lives 1 rue du Test, writes as anne.durand@example.org."""


def codes(words: str) -> list[str]:
    edits = PUBLIC.format(words.replace("\n", "\n+ "))
    return [line.split(": ")[1].split()[-1] for line in constats(edited(petit_projet(), edits))]


@pytest.mark.parametrize(
    "words",
    [
        "05 36 49 00 01",
        "05.36.49.00.01",
        "0536490001",
        "05-36-49-00-01",
        "05 36 490 001",
        "0536 490 001",
        "+33 5 36 49 00 01",
        "+33536490001",
        "+33 (0)5 36 49 00 01",
        "0033 5 36 49 00 01",
        "05\u00a036\u202f49\u00a000\u202f01",
        "**05** 36 *49* 00 01",
        "05/36/49/00/01",
        "05 – 36 – 49 – 00 – 01",
        "05_36_49_00_01",
        "le 15 ou le 05 36 49 00 01",
        "０５ 36 49 00 01",
        "[appeler](tel:+33536490001)",
        "anne.durand@example.org",
        "Anne.Durand@EXAMPLE.org",
        "anne.durand (at) example.org",
        "anne.durand[arobase]example.org",
        "[écrire](mailto:anne.durand@example.org)",
        "1, rue du Test",
        "1 Rue du TEST, 32000 Auch",
        "1 r. du Test",
        "1 rue\ndu Test",
        "**1** rue du *Test*",
        # what a fresh reader typed
        "zéro cinq trente-six quarante-neuf zéro zéro zéro un",
        "05 36 49 00 zéro un",
        "05 36 49 oo o1",
        "05:36:49:00:01",
        "05 36 49 : 00 01",
        "05;36;49;00;01",
        "05 36 49 00 et 01",
        "⁰⁵ ³⁶ ⁴⁹ ⁰⁰ ⁰¹",
        "0️⃣5️⃣3️⃣6️⃣4️⃣9️⃣0️⃣0️⃣0️⃣1️⃣",
        "05\u200b36\u200b49\u200b00\u200b01",
        "05&nbsp;36&nbsp;49&nbsp;00&nbsp;01",
        "| 05 36 | 49 00 01 |\n|---|---|\n| a | b |",
        "anne.durand at example.org",
        "anne.durand arobase example point org",
        "anne.durand [at] example [dot] org",
        "anne.durand@example[.]org",
        "anne.durand @ example.org",
        "anne.durand@\nexample.org",
        "anne.durand\u200b@example.org",
        "anne.durand﹫example.org",
        "anne.durand-at-example.org",
        "anne.durand_at_example.org",
        "anne.durand (à) example.org",
        "anne.durand chez example.org",
        "anne durand@example.org",
        "[écrire](mailto:anne.durand%40example.org)",
        "1bis rue du Test",
        "1 ter, rue du Test",
        "01 rue du Test",
        "1-3 rue du Test",
        "rue du Test, 1",
        "1\u200brue du Test",
        "1 rue du Te\u00adst",
    ],
)
def test_what_contacts_hold_is_an_error_however_it_is_typed(words: str) -> None:
    assert "G015" in codes(words)


@pytest.mark.parametrize(
    "words",
    [
        "06 11 22 33 44",
        "06.11.22.33.44",
        "0611223344",
        "07-11-22-33-44",
        "+33 6 11 22 33 44",
        "+33611223344",
        "+33 (0)7 11 22 33 44",
        "0611.2233.44",
        "0611 223 344",
        "06 11 223 344",
        "jean@protonmail.com",
        "jean.prologue+cpts@une-boite.sante.fr",
        "jean (at) gmail.com",
        "O6 11 22 33 44",
        "06 11 22 33 4 4",
        "0 6 1 1 2 2 3 3 4 4",
        "06 112 233 44",
        "06 11 2233 44",
        "06.1122.33.44",
        "06:11:22:33:44",
        "zéro six onze vingt-deux trente-trois quarante-quatre",
        "06 11 22 33 quarante-quatre",
        "+33 6 11 22 33 4 4",
        "+262 692 12 34 56",
        "+32 475 12 34 56",
        "0041 79 123 45 67",
        "jean@gmail",
        "jean@gmail,com",
        '"jean prologue"@gmail.com',
        "jean arobase gmail.com",
        "jean＠gmail．com",
        "[écrire](mailto:jean%2Eprologue%40gmail.com)",
    ],
)
def test_any_mobile_number_and_any_mail_is_told(words: str) -> None:
    assert codes(words) == ["G014"]


@pytest.mark.parametrize(
    "words",
    [
        "Le 15, le 112 et le 3114.",
        "L'hôpital : 05 62 61 32 32.",
        "Commune 32013, code postal 32000.",
        "Montant : 1 234 567,80 € ; 0 625 145 300 €.",
        "Numéro 123 456 789 00012.",
        "Comptage, dossier 0641-52-6374.",
        "Le 06/12/2027 14:30, puis le 07 12 2027 14 00.",
        "De 06 2027 à 07 2028.",
        "Mairie : 11 rue du Test.",
        "Il faut 612 345 678 signes.",
        "À 6 12 24 36 48 mois.",
        "Rapport 6.12.24.36.48.",
        "Version 0.6.1.1.2.2.3.3.4.4.",
        "Codes postaux : 06000 06110, puis 07000 07200.",
        "Visites à 0, 6, 12, 24, 36 et 48 mois, à 0, 6, 12, 24, 36, 48 mois.",
        "FINESS 320780117, 060780012 ; RPPS 10001234567 ; SIRET 612 345 678 00012 ; RNA W321006123.",
        "Mairie : 05 62 61 21 00 / 05 62 61 21 01 ; 116 117 ; 0 800 123 456 ; 3919.",
        "Un projet à mener chez nous, à Auch : le point de départ a un but.",
        "Anne Durand travaille à Auch ; le site example.org est ouvert.",
        "De 06 12 2027 à 07 12 2028.",
        "Soixante et onze personnes, zéro perdue, quatre-vingt-dix suivies.",
    ],
)
def test_other_numbers_stay_silent(words: str) -> None:
    assert [code for code in codes(words) if code.startswith("G01")] == []


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("Résidence des Pins, 20 allée des Mirages, 32500 Fleurance", "au 20, allée des Mirages"),
        ("Le Bourg, 32350 Barran", "Le Bourg – 32350 BARRAN"),
        ("12 bis rue du Conte 32000 Auch", "12 rue du Conte"),
        ("14 bis rue du Docteur-Samalens, appt 6, 32000 Auch", "14B r. du Dr Samalens"),
        ("128 route de Saint-Jean, bât. B, 32300 Mirande", "rte de St Jean, au 128"),
        ("7 rue des Fables - appt 6 - 32190 Vic-Fezensac", "7 rue des Fables"),
        ("7 rue des Fables BP 12 32190 Vic-Fezensac", "7 rue des Fables"),
        ("7 rue des Fables, Vic-Fezensac", "7 rue des Fables"),
        ("Lieu-dit Bordeneuve, 32190 Vic-Fezensac", "à Bordeneuve, 32190 Vic-Fezensac"),
    ],
)
def test_an_address_is_found_by_its_street(address: str, typed: str) -> None:
    edits = (
        PUBLIC.format(f"Chez Anne : {typed}.")
        + f"content/prive/contacts.csv\n- 1 rue du Test\n+ {address}\n"
    )
    assert "G015" in [
        line.split(": ")[1].split()[-1] for line in constats(edited(petit_projet(), edits))
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Elle habite 7 rue des Fables, 32190 Vic-Fezensac.", ["G015"]),
        ("Chez Anne : 7, rue des Fables.", ["G015"]),
        ("Anne habite 7 rue des Fables et Luc Petit habite 9 rue Haute.", ["G014", "G015"]),
    ],
)
def test_a_known_home_that_a_sentence_says_is_told_once(words: str, told: list[str]) -> None:
    """And a home that nobody knows beside it is told too."""
    edits = PUBLIC.format(words) + (
        "content/prive/contacts.csv\n- 1 rue du Test\n+ 7 rue des Fables, bât. B, 32190 Vic-Fezensac\n"
    )
    found = [line.split(": ")[1].split()[-1] for line in constats(edited(petit_projet(), edits))]
    assert [code for code in found if code.startswith("G01")] == told


CUT = "05 36</text><text x='40' y='20'>49 00</text><text x='80' y='20'>01"
LETTERS = "</text><text x='9' y='9'>".join("0536490001")
DESSIN = '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="50"><text x="5" y="20">{}</text></svg>'


@pytest.mark.parametrize(
    "words", ["06 11 22 33 44", "06<tspan>11</tspan><tspan>22</tspan>3344", "&#48;611223344"]
)
def test_the_words_of_a_drawing_are_read_and_stop_the_document(words: str) -> None:
    files = edited(petit_projet(), PUBLIC.format("\n+ \n+ ![Qui appeler](appel.svg)"))
    files["content/reglement-interieur/appel.svg"] = DESSIN.format(words).encode()
    state = examen(files)
    assert "G014" in [finding.code for finding in state.findings]
    document = build(state, wanted=["reglement-interieur"])["reglement-interieur.docx"]
    assert any(state.comptes.repertoire.sensibles(" ".join(words_of(document))))


@pytest.mark.parametrize(
    ("attribute", "told"),
    [
        ('id="tel-06-11-22-33-44"', ["G014"]),
        ('class="c0611223344"', ["G014"]),
        ("font-family='jean.petit@orange.fr'", ["G014"]),
        ('id="calque-12"', []),
        ('x="06.5 11.2 22 33 44 55"', []),
        ('transform="matrix(0.6 11 22 33 44 55)"', []),
    ],
)
def test_what_the_attributes_of_a_drawing_hold_is_told_by_the_check_already(
    attribute: str, told: list[str]
) -> None:
    files = edited(petit_projet(), PUBLIC.format("\n+ \n+ ![Qui appeler](appel.svg)"))
    drawn = DESSIN.format("Qui appeler").replace("<text ", f"<g {attribute}/><text ", 1)
    files["content/reglement-interieur/appel.svg"] = drawn.encode()
    assert [finding.code for finding in examen(files).findings] == told


@pytest.mark.parametrize("words", [CUT, LETTERS])
def test_a_number_cut_over_the_words_of_a_drawing_is_found(words: str) -> None:
    files = edited(petit_projet(), PUBLIC.format("\n+ \n+ ![Qui appeler](appel.svg)"))
    files["content/reglement-interieur/appel.svg"] = DESSIN.format(words).encode()
    assert "G015" in [finding.code for finding in examen(files).findings]


def test_the_marks_of_an_axis_are_no_number() -> None:
    files = edited(petit_projet(), PUBLIC.format("\n+ \n+ ![Les mois](appel.svg)"))
    marks = "</text><text x='9' y='9'>".join(("06", "07", "08", "09", "10", "11", "12"))
    files["content/reglement-interieur/appel.svg"] = DESSIN.format(marks).encode()
    assert [finding.code for finding in examen(files).findings] == []


def test_the_name_of_a_scenario_is_read() -> None:
    files = edited(
        petit_projet(),
        "content/livrables.yaml\n-   parties: [budget]\n+   parties: [budget]\n+   diffusion: publique\n",
    )
    scenario = b"""contrat:
  scenarios:
    - nom: celui de Durand, 05.36.49.00.01
      taux: 60 %
"""
    settings = files["content/projet.yaml"]
    files["content/projet.yaml"] = settings.replace(b"contrat:\n", scenario)
    assert "G015" in [finding.code for finding in examen(files).findings]


@pytest.mark.parametrize(
    "path", ["/content/prive/contacts.csv", "https://git.example.org/c/content/Prive/contacts.csv"]
)
def test_no_link_leads_into_the_private_folder_by_another_way(path: str) -> None:
    assert "G016" in codes(f"[liste]({path})")


@pytest.mark.parametrize(
    "words",
    [
        "[liste](file:///home/anne/content/prive/contacts.csv)",
        "<file:///home/anne/content/prive/contacts.csv>",
        "<../prive/scan.png>",
        "[liste](../prive)",
        "[l]: ../prive/contacts.csv",
        r"file://C:\projet\content\prive\scan.png",
        "https://git.example.org/content/prive/liste%20des%20membres.xlsx",
    ],
)
def test_no_text_names_a_file_of_the_private_folder(words: str) -> None:
    assert "G016" in codes(words)


@pytest.mark.parametrize("words", ["Le dossier prive/ reste ici.", "<!-- content/prive/a.csv -->"])
def test_the_private_folder_itself_may_be_spoken_of(words: str) -> None:
    assert codes(words) == []


@pytest.mark.parametrize("words", ["06<!-- x -->11223344", "jean.petit<!-- x -->@<!-- y -->ici.fr"])
def test_a_comment_parts_nothing(words: str) -> None:
    assert codes(words) == ["G014"]


def test_a_number_cut_over_the_cells_of_a_table_of_figures_is_told() -> None:
    files = edited(petit_projet(), PUBLIC.format('\n+ \n+ {{ donnees("gardes") }}'))
    files["content/diagnostic/donnees/gardes.csv"] = b"Nom;a;b;c;d;e\nAnne;06;11;22;33;44\n"
    assert "G014" in [finding.code for finding in examen(files).findings]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("Nom;Numéro\nAnne;611223344\n", True),
        ("Nom;SIREN\nAnne;611223344\n", False),
        ("Nom;Téléphone\nAnne;611 223 344\n", True),
        ("Nom;Budget\nAnne;611 223 344\n", False),
        ("Nom;Qui;Où\nAnne;06 11 22;33 44\n", True),
        ("Nom;Qui;Où\nAnne;1122;3344\n", False),
        ("Nom;Qui;Où\nAnne;durand;rue du Test\n", True),
    ],
)
def test_the_cells_of_a_table_of_figures_are_read_with_their_column(row: str, told: bool) -> None:
    files = edited(petit_projet(), PUBLIC.format('\n+ \n+ {{ donnees("gardes") }}'))
    files["content/diagnostic/donnees/gardes.csv"] = row.encode()
    found = [finding.code for finding in examen(files).findings]
    assert bool({"G014", "G015"} & set(found)) is told


@pytest.mark.parametrize(
    "drawn",
    [
        DESSIN.format("06 11 22 33 44"),
        DESSIN.format("06 11</text><text x='40' y='20'>22 33 44"),
        DESSIN.format("CPTS").replace("><text", "><title>claire.mirage@wanadoo.fr</title><text"),
    ],
)
@pytest.mark.parametrize(
    "key", ["logo: images/logo.svg", "partenaires:\n  - nom: X\n    logo: images/logo.svg"]
)
def test_the_words_of_a_logo_are_read_by_the_check_already(drawn: str, key: str) -> None:
    files = edited(petit_projet(), PUBLIC.format(""))
    files["content/charte.yaml"] = f"{key}\n".encode()
    files["content/images/logo.svg"] = drawn.encode()
    found = [one for one in examen(files).findings if one.code == "G014"]
    assert {one.span.path for one in found} == {"content/charte.yaml"}


@pytest.mark.parametrize(
    ("words", "told"), [("", False), ('\n+ \n+ {{ donnees("gardes") }}', True)]
)
def test_a_table_of_figures_is_told_for_the_documents_that_print_it(words: str, told: bool) -> None:
    files = edited(petit_projet(), PUBLIC.format(words))
    files["content/diagnostic/donnees/gardes.csv"] = b"Nom;Portable\nAnne;06 11 22 33 44\n"
    files["content/diagnostic/02-etat-des-lieux.md"] += b'\n\n{{ donnees("gardes") }}\n'
    found = [one for one in examen(files).findings if one.code == "G014"]
    assert [one.span.line for one in found] == [2] * told


@pytest.mark.parametrize(("words", "told"), [("", False), ("\n+ \n+ {{ tableau.besoins }}", True)])
def test_a_need_is_told_for_the_documents_that_print_it(words: str, told: bool) -> None:
    files = edited(petit_projet(), PUBLIC.format(words))
    path = "content/diagnostic/besoins.csv"
    lines = files[path].decode().splitlines()
    cells = lines[1].split(";")
    cells[1] = f"{cells[1]} (06 11 22 33 44)"
    files[path] = "\n".join((lines[0], ";".join(cells), *lines[2:])).encode()
    found = {one.span.path for one in examen(files).findings if one.code == "G014"}
    assert found == ({path} if told else set())


def test_the_name_of_a_file_is_read() -> None:
    edits = PUBLIC.format("")
    files = edited(petit_projet(), edits)
    path = "content/reglement-interieur/"
    files[f"{path}02-0611223344.md"] = files.pop(f"{path}01-votes.md")
    found = [finding for finding in examen(files).findings if finding.code == "G014"]
    assert [finding.span.path for finding in found] == [f"{path}02-0611223344.md"]


def test_a_comment_is_not_printed() -> None:
    assert codes("<!-- 06 11 22 33 44 -->") == []


def test_the_details_of_a_body_are_open() -> None:
    edits = PUBLIC.format("Contact : 06 11 22 33 44, accueil@example.org.") + (
        "content/personnes.csv\n- Maison de santé de Test\n+ Maison de santé (06 11 22 33 44)\n"
        "content/prive/contacts.csv\n+ maison;;accueil@example.org;\n"
    )
    assert constats(edited(petit_projet(), edits)) == []


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("Maison de santé de Test, 20 allée des Mirages, 32500 Fleurance", []),
        ("Cabinet médical du Port, 20 allée des Mirages", []),
        ("Résidence des Lilas, 20 allée des Mirages, 32500 Fleurance", ["G015"]),
        ("20 allée des Mirages, 32500 Fleurance", ["G015"]),
    ],
)
def test_the_address_of_a_house_of_care_is_not_that_of_who_works_there(
    address: str, told: list[str]
) -> None:
    edits = PUBLIC.format("On se réunit au 20 allée des Mirages.") + (
        f"{CONTACTS}\n- 1 rue du Test\n+ {address}\n"
    )
    assert [
        line.split(": ")[1].split()[-1] for line in constats(edited(petit_projet(), edits))
    ] == told


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        ("06 11 22 33 44", "citez le contact de la CPTS"),
        ("Nadia B., née le 12 mars 1961", "une femme de 80 ans"),
        ("Mme D., 84 ans, de Mauvezin, diabétique", "une femme de 80 ans"),
    ],
)
def test_the_remedy_is_that_of_what_was_found(words: str, remedy: str) -> None:
    (finding,) = examen(edited(petit_projet(), PUBLIC.format(words))).findings
    assert remedy in finding.hints[0]
    assert (
        examen(edited(petit_projet(), PUBLIC.format("Une femme de 80 ans vit seule."))).findings
        == ()
    )


@pytest.mark.parametrize(
    "line", ['version: "1"', "nom: CPTS de Test", "ars: ARS de Test", "region: Occitanie"]
)
@pytest.mark.parametrize(
    "typed", ["jean.petit@orange.fr", "06 99 12 33 47", "anne.durand(at)example.org"]
)
def test_no_key_of_the_project_makes_a_detail_that_of_a_body(line: str, typed: str) -> None:
    widened = f'{line[:-1]}, {typed}"' if line.endswith('"') else f"{line}, {typed}"
    edits = PUBLIC.format("") + f"content/projet.yaml\n- {line}\n+ {widened}\n"
    found = {finding.code for finding in examen(edited(petit_projet(), edits)).findings}
    assert found & {"G014", "G015"}


@pytest.mark.parametrize(
    ("column", "told"),
    [
        ("paire;rang\n06;1\n99;2\n12;3\n33;4\n47;5\n", True),
        ("numéro;rang\n0699;1\n123347;2\n", True),
        ("département;rang\n06;1\n99;2\n12;3\n33;4\n47;5\n", False),
        ("nom;nombre\na;06\nb;99\nc;12\nd;33\ne;47\n", False),
        ("lieu;finess\na;0612345678\nb;0712345678\n", False),
        ("rang;valeur\na;06\nb;07\nc;08\nd;09\ne;10\n", False),
    ],
)
def test_a_number_laid_down_a_column_of_figures_is_told_in_the_sources_and_in_the_document(
    column: str, told: bool
) -> None:
    files = edited(petit_projet(), PUBLIC.format('\n+ \n+ {{ donnees("gardes") }}'))
    files["content/diagnostic/donnees/gardes.csv"] = column.encode()
    state = examen(files)
    assert bool({"G014", "G015"} & {finding.code for finding in state.findings}) is told
    document = build(state, brouillon=True, wanted=["reglement-interieur"])
    known = state.comptes.repertoire
    words = passages_of(document["reglement-interieur.docx"])
    assert bool([one for text in words for one in known.sensibles(text)]) is told


def test_the_same_document_kept_among_us_may_hold_them() -> None:
    edits = PUBLIC.replace("publique", "restreinte").format("Anne : 05.36.49.00.01.")
    assert constats(edited(petit_projet(), edits)) == []


SOURCES = (
    "content/diagnostic/",
    "content/missions/",
    "content/organisation/",
    "content/fiches/",
    "content/annexes/",
)


def test_each_number_printed_in_a_public_document_was_told_at_its_place() -> None:
    """A number in every cell and line of the sources: those that the documents show are those that the checks told."""
    files = petit_projet()
    planted: dict[str, bytes] = {}
    number = itertools.count(10_000_000)

    def plant(match: re.Match[str]) -> str:
        return f"{match.group()} 06{next(number)}"

    for path, data in files.items():
        if path.startswith(SOURCES) and path.endswith(".md"):
            head, _, body = (
                data.decode().partition("\n---\n")
                if data.startswith(b"---")
                else ("", "", data.decode())
            )
            changed = re.sub(r"\b[a-zé]{7,}(?=[ .,])", plant, body)
            planted[path] = f"{head}\n---\n{changed}".encode() if head else changed.encode()
        elif path == "content/personnes.csv":
            text = data.decode("utf-8-sig")
            planted[path] = re.sub(
                r"(?<=;)(?:Anne|Marc|médecin généraliste|présidente)(?=;|$)", plant, text
            ).encode()
        elif path == "content/livrables.yaml":
            planted[path] = re.sub(
                r"(?m)^(  parties:.*)$", r"\1\n  diffusion: publique", data.decode()
            ).encode()
    state = examen({**files, **planted})
    documents = build(state, brouillon=True)
    told = {d.coordonnee.valeur for d in state.comptes.divulgations}
    printed = {
        found
        for name, data in documents.items()
        for words in words_of(data)
        for found in re.findall(r"06(?=[0-9]{8}\b)([0-9]{8})", words)
    }
    assert len(printed) > 40
    missed = {f"6{digits}" for digits in printed} - told
    assert not [
        (p, t)
        for p, d in planted.items()
        for t in d.decode().split("\n")
        if any(m in t for m in missed)
    ]


def test_what_the_template_says_is_read_too() -> None:
    files = edited(petit_projet(), PUBLIC.format(""))
    gabarit = "templates/docx/reglement-interieur.docx"
    files[gabarit] = with_footer(files[gabarit], "Contact : 06 11 22 33 44")
    said: list[Finding] = []
    outputs = build(examen(files), said=said)
    assert "reglement-interieur.docx" not in outputs
    assert [finding.code for finding in said] == ["G017"]


@pytest.mark.parametrize(
    ("words", "built"),
    [("06 11 22 33 44", True), ("06 99 99 99 99", False), ("06 11", False)],
)
def test_what_the_template_says_is_accepted_by_its_own_words(words: str, built: bool) -> None:
    edits = PUBLIC.format("") + (
        f"content/constats-acceptes.csv\n+ G017;content/livrables.yaml;{words};la permanence;Marie Test;2026-11-20\n"
    )
    files = edited(petit_projet(), edits)
    gabarit = "templates/docx/reglement-interieur.docx"
    files[gabarit] = with_footer(files[gabarit], "Contact : 06 11 22 33 44")
    state = examen(files)
    assert [finding.code for finding in state.findings] == ([] if len(words) > 7 else ["A001"])
    said: list[Finding] = []
    outputs = build(state, said=said)
    assert ("reglement-interieur.docx" in outputs) is built
    assert [finding.code for finding in said] == ([] if built else ["G017"])


def test_a_number_cut_over_two_cells_of_the_template_is_seen() -> None:
    files = edited(petit_projet(), PUBLIC.format(""))
    gabarit = "templates/docx/reglement-interieur.docx"
    word = WordDocument(io.BytesIO(files[gabarit]))
    row = word.sections[0].footer.add_table(1, 2, width=Cm(12)).rows[0]
    row.cells[0].text, row.cells[1].text = "06 11 22", "33 44"
    saved = io.BytesIO()
    word.save(saved)
    said: list[Finding] = []
    build(examen({**files, gabarit: saved.getvalue()}), said=said)
    assert [finding.code for finding in said] == ["G017"]


def with_footer(gabarit: bytes, words: str) -> bytes:
    word = WordDocument(io.BytesIO(gabarit))
    word.sections[0].footer.paragraphs[0].add_run(words)
    saved = io.BytesIO()
    word.save(saved)
    return saved.getvalue()


def paragraphs(*words: str) -> str:
    return "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in words)


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{within(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def within(cell: str) -> str:
    """The content of a cell: its words, or a table and the paragraph that Word asks for after it."""
    return f"{cell}<w:p/>" if cell.startswith("<w:tbl>") else paragraphs(cell)


LONG = "pour toute question sur ce règlement, du lundi au vendredi"


@pytest.mark.parametrize(
    ("xml", "stopped"),
    [
        (paragraphs("Joindre : 06 99", "12 33 47"), True),
        (paragraphs("06", "99", "12", "33", "47"), True),
        (paragraphs(f"{LONG}, appelez le 06 99", f"12 33 47, {LONG}"), True),
        (paragraphs("jean.petit@", "orange.fr"), True),
        (paragraphs("Anne Durand", "1", "rue du Test"), True),
        (table(("Rang", "Paire"), ("a", "06"), ("b", "99"), ("c", "12 33"), ("d", "47")), True),
        (table(("jean.petit", "@orange.fr"), ("a", "b")), True),
        (table(("a", "b"), ("c", table(("06",), ("99 12 33 47",)))), True),
        (paragraphs("2027", "06", "2028", "12"), False),
        (table(("Rang", "Code"), ("a", "06"), ("b", "99"), ("c", "12 33"), ("d", "47")), False),
        (table(("Lieu", "FINESS"), ("a", "0612345678")), False),
        (paragraphs("06") + table(("a", "b"), ("c", "d")) + paragraphs("99 12 33 47"), False),
    ],
)
def test_what_a_template_cuts_over_paragraphs_and_cells_is_seen(xml: str, stopped: bool) -> None:
    files = edited(petit_projet(), PUBLIC.format(""))
    files["templates/docx/reglement-interieur.docx"] = _with_body(
        files["templates/docx/reglement-interieur.docx"], xml
    )
    said: list[Finding] = []
    build(examen(files), said=said, wanted=["reglement-interieur"])
    assert [finding.code for finding in said] == (["G017"] if stopped else [])


def _with_body(template: bytes, xml: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = part.replace(b"<w:body>", f"<w:body>{xml}".encode(), 1)
            new.writestr(name, part)
    return out.getvalue()


def test_a_detail_accepted_by_name_is_built() -> None:
    edits = PUBLIC.format("Contact : 06 11 22 33 44.") + (
        "content/constats-acceptes.csv\n"
        "+ G014;content/reglement-interieur/01-votes.md;06 11 22 33 44;le numéro de permanence;Marie Test;2026-11-20\n"
    )
    files = edited(petit_projet(), edits)
    assert constats(files) == []
    assert "reglement-interieur.docx" in build(examen(files))


def test_a_picture_of_the_private_folder_is_refused_in_any_document() -> None:
    for path in (
        "../prive/scan.png",
        "../%70rive/scan.png",
        "../Prive/scan.png",
        "./../prive/./scan.png",
    ):
        edits = f"content/reglement-interieur/01-votes.md\n+\n+ ![Ordonnance]({path})\n"
        assert any(" erreur G016: " in line for line in constats(edited(petit_projet(), edits))), (
            path
        )


@pytest.mark.parametrize(
    "cells",
    [
        "B6 = Coordinatrice, 06 11 22 33 44",
        "B6 = 611223344",
        "B6 = Coordinatrice 06 11\nFonctionnement!F6 = 22 33 44",
    ],
)
def test_the_cells_of_the_workbook_are_read(cells: str) -> None:
    edits = "content/livrables.yaml\n-   parties: [budget]\n+   parties: [budget]\n+   diffusion: publique\n"
    edits += f"{CLASSEUR}\nFonctionnement!{cells}\n"
    found = [line for line in constats(edited(petit_projet(), edits)) if " G014: " in line]
    assert len(found) == 1
    assert found[0].startswith(f"{CLASSEUR}:Fonctionnement!")


@pytest.mark.parametrize("words", ["", "06", "imprimé"])
def test_one_acceptance_never_covers_every_number(words: str) -> None:
    edits = PUBLIC.format("Contact : 06 11 22 33 44.") + (
        "content/constats-acceptes.csv\n"
        f"+ G014;content/reglement-interieur/01-votes.md;{words};la permanence;Marie Test;2026-11-20\n"
    )
    found = constats(edited(petit_projet(), edits))
    codes = [line.split(": ")[1] for line in found]
    assert "avertissement G014" in codes
    assert "avertissement A001" in codes or words == ""


def typed_in(document: bytes, writings: Iterable[str]) -> list[str]:
    """Those of the writings that stand in the words of a document, letter for letter."""
    printed = fold(" ".join(" ".join(words_of(document)).split()))
    return [typed for typed in writings if fold(typed) in printed]


def told_in(document: bytes, known: Repertoire) -> list[str]:
    return [one.texte for text in passages_of(document) for one in known.sensibles(text)]


PLACES = {
    "un paragraphe": "Voir {}.",
    "du gras": "Voir **{}**.",
    "un titre": "\n\n## Voir {}\n\nVoir.",
    "une case": "\n\nTableau : Qui {{#qui}}\n\n| Qui | Où |\n|---|---|\n| Paul | {} |",
    "une note": "Voir[^n].\n\n[^n]: Voir {}.",
    "une liste": "\n\n- un\n- voir {}",
    "un texte de remplacement": "\n\n![Voir {}](appel.svg)",
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "typed",
    [
        "05 36 49 00 01",
        "05.36.49.00.01",
        "+33(0)536490001",
        "anne.durand (at) example.org",
        "1 rue du Test",
    ],
)
def test_the_comparison_of_words_fails_where_one_is_printed(place: str, typed: str) -> None:
    """The control of the test under: the same comparison, on a document that may hold it."""
    words = PLACES[place].format(typed).replace("\n", "\n+ ")
    kept = PUBLIC.replace("diffusion: publique", "diffusion: restreinte").format(words)
    files = edited(petit_projet(), kept)
    files["content/reglement-interieur/appel.svg"] = DESSIN.format("Appel").encode()
    document = build(examen(files), wanted=["reglement-interieur"])["reglement-interieur.docx"]
    known = examen(edited(petit_projet(), PUBLIC.format(""))).comptes.repertoire
    assert typed_in(document, [typed, "09 99 99 99 99"]) == [typed]
    assert told_in(document, known)


@pytest.mark.lent
def test_nine_public_documents_show_no_detail_of_anybody_in_any_writing() -> None:
    """Every person of ``personnes.csv`` gives a number, a mail and an address; the words printed are held against
    the usual ways of writing them."""
    files, _odd = read_project(CHECKOUT)
    files = {path: data for path, data in files.items() if path != CONTACTS}
    lines, writings = ["cle;telephone;courriel;adresse"], set()
    people = [
        line.split(";")
        for line in files["content/personnes.csv"].decode("utf-8-sig").splitlines()[1:]
    ]
    keys = [cells[0] for cells in people if cells[1] == "physique"]
    for rank, key in enumerate(keys):
        pairs = [f"{rank + 6 if rank < 2 else 5:02}", "39", "98", "77", f"{rank + 10}"]
        mail, address = f"{key}.prive@boite{rank}.example", f"{rank + 31} sentier des Songes"
        lines.append(f"{key};{' '.join(pairs)};{mail};{address}, 32000 Auch")
        writings |= {sign.join(pairs) for sign in ("", " ", ".", "-", "/")} | {
            mail,
            mail.replace("@", " (at) "),
            address,
        }
        writings |= {f"+33{start}{''.join(pairs)[1:]}" for start in ("", " ", "(0)", " (0)")}
    files[CONTACTS] = "\n".join(lines).encode()
    path = "content/livrables.yaml"
    asked = re.sub(r"(?m)^  diffusion: .*\n", "", files[path].decode())
    asked = re.sub(r"(?m)^(  parties:.*)$", r"\1\n  diffusion: publique", asked)
    files[path] = asked.encode()
    state = examine(files, (), TODAY)
    assert [str(finding) for finding in state.findings if finding.is_error] == []
    documents = build(state)
    assert len(documents) == len(state.projet.livrables) >= 9
    known = state.comptes.repertoire
    for document in documents.values():
        assert typed_in(document, writings) == []
        assert told_in(document, known) == []
    assert [
        typed
        for typed in sorted(writings)
        if not any(map(known.est_prive, known.sensibles(f"Voir {typed}.")))
    ] == []


TEL = "05 36 49 00 01"
SIGNS = "".join(f'<w:sym w:font="Arial" w:char="F0{ord(digit):02X}"/>' for digit in "0536490001")


@pytest.mark.parametrize(
    ("part", "xml"),
    [
        ("word/document.xml", f'<w:listItem w:displayText="{TEL}" w:value="1"/>'),
        ("word/document.xml", f'<w:listItem w:displayText="1" w:value="{TEL}"/>'),
        ("word/document.xml", '<w:bookmarkStart w:id="7" w:name="tel0536490001"/>'),
        ("word/document.xml", f"<w:p><w:r>{SIGNS}</w:r></w:p>"),
        ("word/document.xml", SIGNS.replace("F0", "00")),
        ("word/document.xml", '<w:fldSimple w:instr="HYPERLINK mailto:anne.durand@example.org"/>'),
        ("word/numbering.xml", f'<w:lvlText w:val="%1. {TEL}"/>'),
        ("word/styles.xml", f'<w:name w:val="Durand {TEL}"/>'),
        # what nobody is shown, and leaves with the file
        ("word/document.xml", '<w:hyperlink w:anchor="t0536490001"/>'),
        ("word/document.xml", f'<w:hyperlink w:docLocation="{TEL}"/>'),
        ("word/document.xml", f'<w:p autre="{TEL}"/>'),
        ("word/document.xml", '<w:p w14:autre="anne.durand@example.org"/>'),
        ("word/styles.xml", '<w:style w:styleId="t0536490001"/>'),
        ("word/theme/theme1.xml", f'<a:ext uri="{TEL}"/>'),
        ("word/theme/theme1.xml", f'<a:latin typeface="Durand {TEL}"/>'),
        ("word/fontTable.xml", f'<w:font w:name="Durand {TEL}"/>'),
        ("word/fontTable.xml", '<w:altName w:val="anne.durand@example.org"/>'),
        ("word/fontTable.xml", f'<w:panose1 w:val="{TEL.replace(" ", "")}"/>'),
        ("word/settings.xml", f'<w:listSeparator w:val="{TEL}"/>'),
        ("word/settings.xml", '<w:defaultTableStyle w:val="anne.durand@example.org"/>'),
        ("word/charts/chart1.xml", f"<c:v>{TEL}</c:v>"),
        ("word/charts/chart1.xml", f'<c:f>Anne!A1</c:f><c:pt idx="0"><c:v>{TEL}</c:v></c:pt>'),
        (
            "docProps/custom.xml",
            f'<property name="Durand {TEL}"><vt:lpwstr>a</vt:lpwstr></property>',
        ),
        ("docProps/app.xml", f"<Company>Durand {TEL}</Company>"),
    ],
)
def test_what_a_template_shows_elsewhere_than_in_words_is_read_again(part: str, xml: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(part, f"<a>{xml}</a>")
    known = examen(edited(petit_projet(), PUBLIC.format(""))).comptes.repertoire
    assert [one for words in words_of(out.getvalue()) for one in known.sensibles(words)]


CONTACT = """content/projet.yaml
< exemple
+ contact:
+   telephone: 06 11 22 33 44
+   courriel: contact@cpts.example
"""


@pytest.mark.parametrize(
    "words",
    [
        *("0611223344", "contact@cpts.example", "contact (at) cpts point example"),
        "{{ cpts.telephone }} ou {{ cpts.courriel }}",
    ],
)
def test_the_contact_of_the_cpts_is_shown_as_the_remedy_says(words: str) -> None:
    files = edited(petit_projet(), PUBLIC.format(words) + CONTACT)
    assert constats(files) == []
    if "{{" in words:
        text = " ".join(words_of(build(examen(files))["reglement-interieur.docx"]))
        assert "06 11 22 33 44 ou contact@cpts.example" in text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("telephone", "06 11 22 33 44 (Anne Durand, 1 rue du Test)"),
        ("telephone", "06 11 22 33 44 ou 06 55 66 77 88"),
        ("courriel", "contact@cpts.example, anne.durand@example.org"),
        ("site", "anne.durand@example.org"),
        ("site", "https://cpts.example/?a=anne@example.org"),
    ],
)
def test_nothing_else_enters_by_the_contact(key: str, typed: str) -> None:
    edits = PUBLIC.format("") + f"content/projet.yaml\n< exemple\n+ contact:\n+   {key}: {typed}\n"
    told = [line for line in constats(edited(petit_projet(), edits)) if "contact" in line]
    assert told
    assert all("erreur C003" in line for line in told)


def test_a_contact_that_is_cited_and_not_given_is_told() -> None:
    told = constats(edited(petit_projet(), PUBLIC.format("{{ cpts.telephone }}")))
    assert len(told) == 1
    assert "X042" in told[0]
    assert "« contact » n'a pas de « telephone »" in told[0]


def test_texts_are_read_once_while_nothing_else_is_known_of_people() -> None:
    """An atelier checks at each save: what one text held is remembered, until somebody's details change."""
    files = edited(petit_projet(), PUBLIC.format("Voir en mairie."))
    first, again = (examen(files).comptes.repertoire for _ in range(2))
    assert first.memoire is again.memoire
    moved = edited(files, f"{CONTACTS}\n- 1 rue du Test\n+ 8 rue du Test\n")
    assert examen(moved).comptes.repertoire.memoire is not first.memoire
    told = edited(
        files, "content/reglement-interieur/01-votes.md\n- en mairie\n+ en mairie, 8 rue du Test\n"
    )
    assert not examen(told).comptes.divulgations
    assert examen({**told, CONTACTS: moved[CONTACTS]}).comptes.divulgations


def test_what_is_remembered_of_texts_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.model.coordonnees.MOST_READ", 3)
    known = Repertoire(prives={"536490001": "05 36 49 00 01"})
    for number in range(9):
        assert not known.sensibles(f"Texte {number}.")
    assert known.sensibles("05 36 49 00 01")
    assert len(known.memoire.deja_lus) <= 3
    assert len(known.memoire.silencieux) <= 3


TEXT_OF_NOBODY = "Voir au 05 36 49 00 99."


def test_a_text_searched_in_vain_is_not_searched_again_until_somebody_s_details_are_in_it() -> None:
    nobody = Repertoire(prives={"536490001": "05 36 49 00 01"})
    assert nobody.sensibles(TEXT_OF_NOBODY) == ()
    silent = frozenset(nobody.memoire.silencieux)
    again = Repertoire(prives=nobody.prives, silences=silent)
    assert again.sensibles(TEXT_OF_NOBODY) == ()
    assert again.memoire.connus is None, "nothing was searched"
    assert again.sensibles("Voir au 05 36 49 00 01.") != ()
    somebody = {**nobody.prives, "536490099": "05 36 49 00 99"}
    assert Repertoire(prives=somebody, silences=silent).sensibles(TEXT_OF_NOBODY) != ()
    assert Repertoire(prives=somebody, silences=silent).sensibles("05 36 49 00 99") != ()


def test_a_text_is_searched_again_under_another_title() -> None:
    """« 12/03/1975 » alone may be the day of anything; under « Date de naissance » it is somebody's."""
    known = Repertoire()
    assert known.sensibles("12/03/1975") == ()
    silent = frozenset(known.memoire.silencieux)
    assert Repertoire(silences=silent).sensibles("12/03/1975", "Date de naissance") != ()


SPOILT: tuple[Callable[[str], str], ...] = (
    lambda kept: kept + "0",
    lambda kept: kept[:-1],
    lambda kept: kept.partition("\n")[2],
)


@pytest.mark.parametrize("spoil", SPOILT)
def test_what_is_kept_of_silences_is_not_believed_once_it_was_touched(
    spoil: Callable[[str], str], dossier: Path
) -> None:
    assert known_silences(dossier) == frozenset()
    remember_silences(dossier, frozenset(), {"a"})
    assert not (dossier / "build").exists(), "a check before any build leaves no trace"
    (dossier / "build").mkdir()
    remember_silences(dossier, frozenset(), {"a", "b"})
    remember_silences(dossier, known_silences(dossier), {"b", "c"})
    assert known_silences(dossier) == {"a", "b", "c"}
    path = dossier / "build" / SILENCES
    path.write_text(spoil(path.read_text()))
    assert known_silences(dossier) == frozenset()


def test_a_public_document_tells_the_same_with_and_without_what_was_remembered(
    dossier: Path,
) -> None:
    """The memory of a project without a leak, then one leak in a text, then one by a number that became somebody's."""
    write_files(dossier, edited(petit_projet(), PUBLIC.format("Voir au 05 36 49 00 99.")))
    (dossier / "build").mkdir()
    assert not examine_folder(dossier, TODAY).comptes.divulgations
    assert known_silences(dossier)
    contacts = dossier / CONTACTS
    contacts.write_bytes(contacts.read_bytes().replace(b"05 36 49 00 01", b"05 36 49 00 99"))
    remembered = examine_folder(dossier, TODAY)
    assert remembered.comptes.divulgations
    shutil.rmtree(dossier / "build")
    assert examine_folder(dossier, TODAY).findings == remembered.findings
