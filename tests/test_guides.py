"""What the guides say of the checks is true: each statement names its rules, which exist, and none says the contrary."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import Path

import pytest

from pipeline.commands.poses import laid
from pipeline.model.fiche import TRAME
from pipeline.model.rules import RULES, Severity
from tests.conftest import write_files
from tests.projets import CHECKOUT, TESTS
from tests.test_cases import ELSEWHERE, read_case
from tests.test_controles import planted

GUIDES = sorted((CHECKOUT / "docs").glob("*.md"))
FAUX = (
    "ne calcule pas les délais",
    "peut porter le code d'une fiche d'une autre mission",
    "Une erreur ne peut pas être mise de côté",
    "Rien n'empêche d'écrire un téléphone",
    "un titre sans espace après les `#` devient du texte ordinaire",
)
"""Statements that a guide made, and that a rule has since made false."""

VERIFIES = {
    "Les délais de démarrage et de déploiement de chaque mission sont calculés": ("R001", "R002"),
    "les dates des fiches comparées à celles de leur mission": ("R018",),
    "une fiche d'une autre mission est signalée": ("B059",),
    "est signalé dans un document public": ("G014",),
    "Des signes qui seraient imprimés tels quels sont signalés": ("L067",),
}
"""A statement of the reviewer's guide → the rules that hold it, which stand beside it."""


GARANTIS = {
    "chaque fiche a les rubriques obligatoires": "F007 F009 F018",
    "les pilotes, les membres des groupes et le bureau": "G002",
    "les dates d'une fiche se suivent": "F012 P004",
    "chaque mission socle est retenue": "P003 F015 F010",
    "la taille déclarée est celle de la population": "T001 T002 T007 T008",
    "chaque besoin cité par une fiche est décrit": "N002",
    "dans chaque bloc du budget": "B010",
    "aucune ressource de l'ACI": "B011",
    "les sièges des collèges font le total": "S001 S002",
    "les blancs habituels": "X001",
    "les faits cités entre accolades": "X002",
}
"""What the reviewer is told to be so where there is no error → the errors that hold it."""

AVERTIS = {
    "un besoin prioritaire sans fiche": "N003",
    "une fiche sans besoin": "N004",
    "les sigles sans explication": "X010",
    "les termes périmés": "X013",
    "les phrases qui semblent exclure": "X015",
    "un système d'information": "X016",
    "une place des usagers": "X017",
    "un mois mal tapé": "F018",
    "une date hors de la fiche": "F053",
}
"""What else the same page says to be told → the rule."""


def test_what_the_reviewer_is_told_to_be_so_is_held_by_errors_that_are_planted() -> None:
    text = (CHECKOUT / "docs/relecture.md").read_text(encoding="utf-8")
    section = text.split("Si `make check` n'affiche aucune erreur :\n\n")[1].split("\n\n")[0]
    lines = [line.removeprefix("- ") for line in section.splitlines()]
    assert len(lines) == len(GARANTIS)
    for line, (words, codes) in zip(lines, GARANTIS.items(), strict=True):
        assert line.startswith(words)
        assert all(RULES[code].severity is Severity.ERREUR for code in codes.split()), line
        assert all(planted().get(code) for code in codes.split()), line


@pytest.mark.parametrize(("words", "code"), AVERTIS.items())
def test_what_else_it_says_to_be_told_is_planted(words: str, code: str) -> None:
    assert words in (CHECKOUT / "docs/relecture.md").read_text(encoding="utf-8")
    assert planted().get(code), code


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_no_guide_says_what_a_rule_makes_false(guide: Path) -> None:
    text = guide.read_text(encoding="utf-8")
    assert [words for words in FAUX if words in text] == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_rule_that_a_guide_names_exists(guide: Path) -> None:
    text = guide.read_text(encoding="utf-8")
    named = {
        code
        for group in re.findall(r"\(([A-Z][0-9]{3}(?:, [A-Z][0-9]{3})*)[)…]", text)
        for code in group.split(", ")
    }
    assert named <= set(RULES)


def test_what_the_reviewer_need_not_look_at_is_held_by_rules() -> None:
    text = (CHECKOUT / "docs/relecture.md").read_text(encoding="utf-8")
    for words, codes in VERIFIES.items():
        assert f"{words} ({', '.join(codes)})" in text, words


def test_errors_that_the_reviewer_may_see_accepted_are_those_that_can_be() -> None:
    text = (CHECKOUT / "docs/relecture.md").read_text(encoding="utf-8")
    (named,) = re.findall(r"phrase lue \(([A-Z0-9, ]+)…\)", text)
    assert all(RULES[code].contestable for code in named.split(", "))


PAGES = [CHECKOUT / "README.md", *GUIDES]


def anchors_of(page: Path) -> set[str]:
    """Those that a forge gives to the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_link_of_a_guide_leads_somewhere(page: Path) -> None:
    assert_that_links_lead_somewhere(page)


def test_every_link_of_what_a_project_is_given_leads_somewhere_in_it(tmp_path: Path) -> None:
    write_files(tmp_path, laid(tmp_path, ""))
    pages = [tmp_path / "README.md", *tmp_path.glob("docs/*.md"), *tmp_path.glob("forge/*.md")]
    assert len(pages) > 8
    for page in pages:
        if page.name != "journal-des-versions.md":
            assert_that_links_lead_somewhere(page)


def assert_that_links_lead_somewhere(page: Path) -> None:
    text = re.sub(
        r"^(`{3,}).*?^\1", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    text = re.sub(r"`[^`\n]*`", "", text)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith(("http", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        led_to = (page.parent / path).resolve() if path else page
        assert led_to.exists(), target
        if anchor:
            assert anchor in anchors_of(led_to), target


def test_the_first_steps_show_what_a_new_fiche_says() -> None:
    text = (CHECKOUT / "docs/premiers-pas.md").read_text(encoding="utf-8")
    (rubrique,) = (one for one in TRAME if one.titre == "Public cible")
    assert f"## {rubrique.titre}\n\n<!-- {rubrique.aide} -->" in text


TOLD = re.compile(
    r"^\| ([A-Z][0-9]{3})( \(avertissement\))? ((?:« [^»]+ »(?:, | ou )?)+)", re.MULTILINE
)
HORS_DES_CAS = ("B036", "B038", "L007", "la hausse donne…")
"""What is told of whole workbooks, or of formulas: it is tried in ``tests/read`` and ``tests/interpret/classeur``."""

ROWS = [
    (code, bool(warns), words)
    for guide in GUIDES
    for code, warns, quoted in TOLD.findall(guide.read_text(encoding="utf-8"))
    for words in re.findall(r"« ([^»]+) »", quoted)
    if "«" not in words and code not in HORS_DES_CAS and words not in HORS_DES_CAS
]


def test_the_guides_show_what_findings_say() -> None:
    assert len(ROWS) > 40


@pytest.mark.parametrize(("code", "warns", "words"), ROWS)
def test_a_finding_that_a_guide_quotes_is_told_so(code: str, warns: bool, words: str) -> None:
    """With the severity that the guide gives, in the words of a case; « … » stands for what changes."""
    assert (RULES[code].severity is Severity.AVERTISSEMENT) == warns
    parts = filter(None, (part.strip(" ,") for part in re.split(r"…|[,:]|[0-9]+", words)))
    pattern = re.compile(".*".join(map(re.escape, parts)))
    cases = planted().get(code, [])
    told = [line for name in cases for line in read_case(name).expected if code in line]
    elsewhere = (TESTS.parent / ELSEWHERE[code]).read_text("utf-8") if code in ELSEWHERE else ""
    assert any(pattern.search(line) for line in (*told, *elsewhere.splitlines()))


MAPS = ("ARCHITECTURE.md", "CONTRIBUTING.md")
MADE_ELSEWHERE = ("build/", "pipeline/bagages/")
"""What a build writes, and what a wheel carries: in no checkout."""

PATH = re.compile(r"[\w./-]+\.(?:py|csv|txt|yaml|md|js|json|zip)|[\w./-]+/")
NAME = re.compile(r"(?:\w+\.)*(\w*_\w+|[A-Z]\w+)(?:\(.*\))?")


def lost(quoted: Iterable[str], files: Iterable[str], words: Collection[str]) -> list[str]:
    """The files, folders and names of the code that a map sends to, and that are nowhere."""
    ends = [f"/{path}" for path in files]
    folders = {f"{path.rpartition('/')[0]}/" for path in ends}
    gone = []
    for one in quoted:
        name = NAME.fullmatch(one)
        if PATH.fullmatch(one):
            among = folders if one.endswith("/") else ends
            known = one.startswith(MADE_ELSEWHERE) or any(f"/{one}" in path for path in among)
        else:
            known = name is None or name[1] in words
        if not known:
            gone.append(one)
    return gone


def test_every_file_and_name_that_a_map_sends_to_is_there() -> None:
    tops = ("pipeline", "tests", "content", "templates", "docs", ".ci", ".vscode")
    paths = [path for top in tops for path in (CHECKOUT / top).rglob("*") if path.is_file()]
    paths += [path for path in CHECKOUT.iterdir() if path.is_file()]
    code = " ".join(path.read_text(encoding="utf-8") for path in paths if path.suffix == ".py")
    maps = "\n".join((CHECKOUT / page).read_text(encoding="utf-8") for page in MAPS)
    files = [path.relative_to(CHECKOUT).as_posix() for path in paths]
    assert lost(re.findall(r"`([^`\n]+)`", maps), files, set(re.findall(r"\w+", code))) == []


def test_the_guard_on_maps_bites() -> None:
    quoted = ["model/fiche.py", "fiches.py", "model/", "noun/", "TRAME", "read_it", "make classeur"]
    assert lost(quoted, ["pipeline/model/fiche.py"], {"TRAME"}) == ["fiches.py", "noun/", "read_it"]
