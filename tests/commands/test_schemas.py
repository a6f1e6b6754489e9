"""The schemas that editors use refuse what ``check`` refuses, as far as a schema can know, and never more."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from pipeline.commands.schemas import ECRITURES, FOLDER, FORMES, schemas
from pipeline.disk import read_project
from pipeline.interpret.dates import IMPOSSIBLES, parse_echeance
from pipeline.interpret.identite import resolve_mission
from pipeline.interpret.nombres import parse_entier
from pipeline.model.echeance import MOIS, Precision
from pipeline.model.files import Files
from pipeline.model.forme import Champ, Forme, choix, echeance, entier, jour, oui_non
from pipeline.model.mission import MISSIONS
from pipeline.model.span import Placed, Span
from pipeline.write.schemas import schema
from tests.conftest import write_files
from tests.projets import CHECKOUT, TESTS, constats, edited, examen, petit_projet
from tests.test_cases import CASES, read_case
from tests.test_etat import projet_sante

EDITOR = CHECKOUT / ".vscode"
SKELETON = CHECKOUT / "pipeline/reference/nouveau-projet"
FRONT = re.compile(r"\A---\n(.*?)^---$", re.DOTALL | re.MULTILINE)
FIELDS = ("C001", "C002", "C003", "C004")
UNKNOWN_TO_A_SCHEMA = {
    "C003-29-fevrier.txt",
    "C003-date-impossible.txt",
    "C003-article-zero.txt",
    "C003-cotisation-negative.txt",
    "C003-delai-des-statuts.txt",
    "C003-solde-illisible.txt",
    "C003-telephone-court.txt",
    "C004-indicateur.txt",
    "C004-livrable.txt",
    "C004-texte-libre.txt",
}
"""A day that the calendar does not have; a number under its bound, which no declared key states; a delay of the statutes,
whose keys are those of the model's articles; a telephone that lacks figures, however they are grouped; a line under an
indicator, which is no YAML; the name of a document that another file describes, or that names a file."""


class Core(yaml.SafeLoader):
    """YAML as the editor reads it: version 1.2, where « oui » and a date are texts."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, starts in (
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    (
        "float",
        r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$",
        list("-+.0123456789"),
    ),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), starts)
Core.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))


@lru_cache
def validator(name: str) -> Any:
    return Draft7Validator(json.loads(schemas()[f"{name}.json"]))


@cache
def refusals(name: str, text: str) -> tuple[str, ...]:
    """Where the schema says no, as dotted paths; a text that is no YAML is left to other rules."""
    try:
        value = yaml.load(text, Core)
    except yaml.YAMLError:
        return ()
    return tuple(
        sorted(
            ".".join(map(str, error.absolute_path)) for error in validator(name).iter_errors(value)
        )
    )


def schema_of(path: str) -> str | None:
    """The schema of a file: of YAML, by the settings of the editor; of Markdown, by its folder."""
    for name, pattern in json.loads((EDITOR / "settings.json").read_text(encoding="utf-8"))[
        "yaml.schemas"
    ].items():
        if re.fullmatch(pattern.replace("*", "[^/]*"), path):
            return Path(name).stem
    if path.endswith(".md") and path.startswith("content/"):
        folder = path.split("/")[1]
        return {"fiches": "fiche", "statuts": "article", "reglement-interieur": "article"}.get(
            folder, "chapitre"
        )
    return None


def pieces(files: Files) -> Iterator[tuple[str, str, str]]:
    """Path, schema and text of every YAML file and front matter."""
    for path, data in files.items():
        if path.endswith((".yaml", ".md")):
            text = data.decode("utf-8", "replace").replace("\r\n", "\n")
            name = schema_of(path)
            front = FRONT.match(text)
            if path.endswith(".yaml"):
                assert name, f"aucun schéma pour {path} dans .vscode/settings.json"
                yield path, name, text
            elif name and front:
                yield path, name, front.group(1)


def test_the_schemas_are_those_of_the_readers() -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in (CHECKOUT / FOLDER).iterdir()}
    assert kept == schemas(), "lancez « make schemas »"
    for text in schemas().values():
        Draft7Validator.check_schema(json.loads(text))


def test_every_field_has_its_sentence_of_help() -> None:
    def fields(forme: Forme) -> Iterator[Champ]:
        for champ in (*forme.champs, *([forme.libre] if forme.libre else [])):
            yield champ
            yield from fields(champ.forme) if champ.forme else ()

    for forme in FORMES.values():
        for champ in fields(forme):
            assert re.fullmatch(r"[A-ZÀÉ«].+[.…»]", champ.aide), champ


MAY_BE_ABSENT = {"valeurs-du-modele", "charte"}
"""The values of the URPS model, the charter: a project has them only if it follows the one, or wants the other."""


@pytest.mark.parametrize("root", [CHECKOUT, TESTS / "petit-projet"])
def test_every_yaml_of_a_sound_project_is_accepted(root: Path) -> None:
    files, _ = read_project(root)
    seen = {
        name
        for path, name, text in pieces(files)
        if not (said := refusals(name, text)) or pytest.fail(f"{path} {said}")
    }
    assert seen | MAY_BE_ABSENT == {Path(name).stem for name in schemas()}


def test_an_empty_project_lacks_what_check_says_it_lacks() -> None:
    files, _ = read_project(SKELETON)
    said = {path: found for path, name, text in pieces(files) if (found := refusals(name, text))}
    assert said == {"content/projet.yaml": ("communes",)}
    assert any("C002" in line and "« communes »" in line for line in constats(files))


@pytest.mark.parametrize(
    "name", [n for n in CASES if n.startswith(FIELDS) and n not in UNKNOWN_TO_A_SCHEMA]
)
def test_a_field_that_check_refuses_is_refused_while_typed(name: str) -> None:
    case = read_case(name)
    faulty = {
        line.split(":")[0] for line in case.expected if any(f" {code}:" in line for code in FIELDS)
    }
    bad = {
        path: refusals(kind, text) for path, kind, text in pieces(edited(petit_projet(), case.bad))
    }
    good = {
        path: refusals(kind, text) for path, kind, text in pieces(edited(petit_projet(), case.good))
    }
    for path in faulty:
        if path in bad:
            assert bad[path], path
    assert not any(good.values()), good
    assert any(path in bad for path in faulty) or all(path.endswith(".csv") for path in faulty)


REFUSED_BY_THE_SCHEMA_ALONE = {"T006-zero-de-tete.txt", "F032-plusieurs-fiches.txt"}
"""A commune whose code begins with 0 and is not between quotes: YAML makes it a number of four digits, which cannot be
told from one that lost a digit.  The editor asks for quotes; our readers take it as typed.  A key with a capital: a
schema knows one spelling of each."""


@pytest.mark.parametrize(
    "name", [name for name in CASES if name not in REFUSED_BY_THE_SCHEMA_ALONE]
)
def test_a_schema_never_refuses_what_check_accepts(name: str) -> None:
    case = read_case(name)
    with_errors = {line.split(":")[0] for line in case.expected if ": erreur " in line}
    for notation, faulty in ((case.bad, with_errors), (case.good, set())):
        if re.search(r"^[-+] *(?:- )?\"?[\w-]+\"?:", notation, re.MULTILINE):
            for path, kind, text in pieces(edited(petit_projet(), notation)):
                assert path in faulty or not refusals(kind, text), path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("taille: 2", "taille: 5"),
        ("taille: 2", 'taille: "0"'),
        ("2027-04-01", "2027-13-01"),
        ("2027-04-01", "2027-04-31"),
        ("2027-04-01", "31 avril 2027"),
        ("2027-04-01", "31/04/2027"),
        ("2027-04-01", "30/02/2027"),
        ("taux: 60 %", "taux: 160 %"),
        ("taux: 60 %", "taux: 160"),
        ("parcours: 60 %", "parcours: 101 %"),
        ("- 32013", "- 3201"),
        ("- 32013", "- 320133"),
    ],
)
def test_what_no_calendar_no_size_and_no_share_has_is_underlined(
    old: str, new: str, exemple: Path
) -> None:
    text = (exemple / "content/projet.yaml").read_text(encoding="utf-8")
    assert old in text
    assert not refusals("projet", text)
    assert refusals("projet", text.replace(old, new, 1))


@pytest.mark.parametrize(
    "typed", ["2028-02-29", "31/05/2027", "30 avril 2027", "1er avril 2027", "XX"]
)
def test_a_day_of_the_calendar_is_not(typed: str, exemple: Path) -> None:
    text = (exemple / "content/projet.yaml").read_text(encoding="utf-8")
    assert not refusals("projet", text.replace("depot: 2027-01-15", f"depot: {typed}"))


@pytest.mark.parametrize(
    "typed", ["taux: 60", "taux: 62,5 %", "taux: 100 %", "taux: 0 %", "taux: 7.5"]
)
def test_a_share_may_be_typed_in_several_ways(typed: str, exemple: Path) -> None:
    text = (exemple / "content/projet.yaml").read_text(encoding="utf-8")
    assert not refusals("projet", text.replace("taux: 60 %", typed, 1))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "budgets/budget.xlsx:Fonctionnement!E13: avertissement B054: les cotisations.",
            "budgets/budget.xlsx",
        ),
        ("budgets/budget.xlsx:2027 : suite: erreur B010: bloc.", "budgets/budget.xlsx"),
        (
            "content/prive/contacts.csv: avertissement G003: les téléphones.",
            "content/prive/contacts.csv",
        ),
        ("templates/docx/statuts.docx: erreur D004: ce gabarit.", "templates/docx/statuts.docx"),
        (
            "content/fiches/M3-01 à moi.md:12:3: erreur F001: il manque.",
            "content/fiches/M3-01 à moi.md",
        ),
        ("content/fiches/M3-01.md:12: erreur F001: il manque.", "content/fiches/M3-01.md"),
    ],
)
def test_each_finding_is_shown_once_in_the_editor(line: str, expected: str) -> None:
    """By one matcher only, at its line or on its whole file, whatever the kind of file."""
    matchers = json.loads((EDITOR / "tasks.json").read_text(encoding="utf-8"))["tasks"][0][
        "problemMatcher"
    ]
    found = [(m, match) for m in matchers if (match := re.match(m["pattern"]["regexp"], line))]
    assert len(found) == 1
    matcher, match = found[0]
    assert match.group(matcher["pattern"]["file"]) == expected
    assert matcher["severity"] == ("warning" if "avertissement" in line else "error")
    assert matcher["pattern"].get("kind") == (None if re.search(r"\.md:[0-9]", line) else "file")
    if matcher["pattern"].get("kind") == "file":
        assert re.search(r"[A-Z][0-9]{3}: .", match.group(matcher["pattern"]["message"]))


SPOILERS = (
    "",
    "{head}{key}:",
    "{head}{key}: [a, [b]]",
    "{head}{key}: {{a: 1}}",
    "{head}{key}x:{value}",
    "{head}{key}: quoi donc",
    "{head}{key}: OUI",
    "{head}{key}: 3.2027",
    "{head}{key}: {capitals}",
)


@pytest.mark.lent
@given(st.integers(0, 10**6))
@settings(max_examples=60)
def test_a_spoilt_line_is_never_refused_by_the_schema_alone(seed: int) -> None:
    rng = random.Random(seed)
    files = petit_projet()
    path, kind, text = rng.choice(list(pieces(files)))
    lines = text.split("\n")
    keys = [
        (rank, match)
        for rank, line in enumerate(lines)
        if (match := re.match(r"(\s*(?:- )?)([\w-]+):(.*)", line))
    ]
    rank, match = rng.choice(keys)
    head, key, value = match.groups()
    plain = "{" not in value  # a key in capitals is read, and a schema knows one spelling of each
    capitals = value.strip().upper() if plain else value.strip()
    lines[rank] = rng.choice(SPOILERS).format(head=head, key=key, value=value, capitals=capitals)
    spoilt = "\n".join(lines)
    if refusals(kind, spoilt):
        files[path] = files[path].decode().replace(text, spoilt).encode()
        assert any(f.span.path == path and f.is_error for f in examen(files).findings), spoilt


def accepts(text: str, *champs: Any) -> bool:
    node = Draft7Validator(
        json.loads(schema(Forme("essai", "Essai.", champs), ECRITURES, (), "|".join(IMPOSSIBLES)))
    )
    return bool(node.is_valid(yaml.load(f"cle: {text}", Core)))


FORMS = (
    "{y}-{m:02}-{d:02}",
    "{d:02}/{m}/{y}",
    "{d}.{m}.{y}",
    "{d} {n} {y}",
    "le {d}er {n} {y}",
    "{n} {y}",
    "{m}/{y}",
    "{m}.{y}",
    "{y}-{m}",
    "T{r} {y}",
    "s{r} {y}",
    "{r}e trimestre de {y}",
    "{r}e semestre {y}",
    "{y}",
    "fin {y}",
    "{n}",
    "{y}/{m}/{d}",
    "{d} {m} {y}",
    "{y}{y}",
    "{n}. {y}",
    "{r}",
)
WRITTEN = st.builds(
    lambda form, day, month, year, rank: form.format(
        d=day, m=month, y=year, n=MOIS[month - 1], r=rank
    ),
    st.sampled_from(FORMS),
    st.integers(1, 31),
    st.integers(1, 12),
    st.integers(1949, 2101),
    st.integers(1, 5),
)
SHAPES = st.sampled_from((str, str.upper, str.title))


@given(WRITTEN, SHAPES)
def test_a_date_is_accepted_as_the_reader_reads_it(text: str, shape: Any) -> None:
    typed = shape(text)
    read = parse_echeance(typed)
    if read is not None:
        assert accepts(typed, echeance("cle", "Une date."))
        assert accepts(typed, jour("cle", "Un jour.")) is (read.precision is Precision.JOUR)
    elif parse_echeance(re.sub(r"(?i)\b(29|30|31)(?=er\b|\b)", "28", typed)) is None and re.search(
        r"\b(?:19[5-9]\d|20\d\d)\b", typed
    ):
        assert not accepts(typed, jour("cle", "Un jour."))


@given(
    st.sampled_from(
        ("2", '"2"', "1 234", "-3", "12,0", "12,5", "deux", "1.500", "[2]", "0x10", "2 %", "1_000")
    )
)
def test_a_number_is_accepted_as_the_reader_reads_it(text: str) -> None:
    assert accepts(text, entier("cle", "Un nombre.")) is (parse_entier(text.strip('"')) is not None)


@pytest.mark.parametrize("typed", ["été", "Ete", "ÉTÉ", "oui", "NON", "true", "automne", "2"])
def test_a_choice_is_accepted_whatever_its_accents_and_capitals(typed: str) -> None:
    assert accepts(typed, choix("cle", "Une saison.", ("été", "hiver"))) is (
        typed in ("été", "Ete", "ÉTÉ")
    )
    assert accepts(typed, oui_non("cle", "Oui ou non.")) is (typed in ("oui", "NON"))


def test_a_mission_may_be_named_as_the_guide_names_it() -> None:
    for mission in MISSIONS:
        for name in (
            mission.cle,
            mission.titre,
            mission.feuille,
            *mission.alias,
            mission.titre.upper(),
        ):
            assert resolve_mission(Placed(name, Span("x")), [])
            assert not refusals("chapitre", f'mission: "{name}"')
    assert refusals("chapitre", "mission: prevantion") == ("mission",)


def test_the_head_of_an_article_has_a_number_unless_it_is_the_preamble() -> None:
    assert not refusals("article", "article: 1\ntitre: Nom")
    assert not refusals("article", "preambule: Oui\ntitre: Préambule")
    assert refusals("article", "titre: Nom") == ("",)
    assert refusals("article", "preambule: oui\narticle: 1\ntitre: Nom")


PLACEHOLDER = re.compile(r"\$\{\d+[:|]([^|},]*)[^}]*\}")


def test_the_snippets_open_with_a_head_that_the_schemas_accept() -> None:
    snippets = json.loads((EDITOR / "projet-sante.code-snippets").read_text(encoding="utf-8"))
    heads = {
        entry["prefix"]: "\n".join(entry["body"])
        for entry in snippets.values()
        if entry["body"][0] == "---"
    }
    kinds = {"entete-fiche": "fiche", "entete-mission": "chapitre", "entete-article": "article"}
    assert heads.keys() == kinds.keys()
    for prefix, text in heads.items():
        front = FRONT.match(PLACEHOLDER.sub(r"\1", text))
        assert front is not None
        assert not refusals(kinds[prefix], front.group(1))


def test_the_snippets_of_a_fiche_are_read_without_a_word() -> None:
    snippets = json.loads((EDITOR / "projet-sante.code-snippets").read_text(encoding="utf-8"))
    filled = {
        entry["prefix"]: PLACEHOLDER.sub(r"\1", "\n".join(entry["body"]))
        for entry in snippets.values()
    }
    sections = (
        ("Sous-actions", "sous-actions"),
        ("Indicateurs", "indicateur"),
        ("Planning prévisionnel", "planning"),
    )
    text = filled["entete-fiche"] + "".join(
        f"\n## {title}\n\n{filled[prefix]}\n" for title, prefix in sections
    )
    files = petit_projet()
    files["content/fiches/M3-01-alimentation.md"] = text.encode()
    said = [
        f for f in examen(files).findings if f.span.path == "content/fiches/M3-01-alimentation.md"
    ]
    assert {f.code for f in said} & {
        "L004",
        "C001",
        "C003",
        "C004",
        "F005",
        "F006",
        "F008",
        "F009",
        "F018",
        "F020",
    } == set()
    assert {f.code for f in said} & {"G002", "F007"} == {"G002", "F007"}, "la fiche n'a pas été lue"


@pytest.mark.lent
def test_a_new_project_has_the_schemas_and_tasks_that_find_the_software(tmp_path: Path) -> None:
    folder = tmp_path / "ma-cpts"
    assert projet_sante(CHECKOUT, "nouveau-projet", str(folder)).returncode == 0
    assert {
        path.name: path.read_text(encoding="utf-8") for path in (folder / FOLDER).iterdir()
    } == schemas()
    settings = json.loads((folder / ".vscode/settings.json").read_text(encoding="utf-8"))
    for name, pattern in settings["yaml.schemas"].items():
        assert (folder / name).is_file()
        assert any(folder.glob(pattern)) or Path(name).stem in {*MAY_BE_ABSENT, "bareme"}
    for task in json.loads((folder / ".vscode/tasks.json").read_text(encoding="utf-8"))["tasks"]:
        cwd = Path(task["options"]["cwd"].replace("${workspaceFolder}", str(folder))).resolve()
        assert cwd == CHECKOUT
        assert task["args"][:4] == ["-m", "pipeline", "-C", "${workspaceFolder}"]


@pytest.mark.lent
def test_the_command_brings_the_schemas_up_to_date(tmp_path: Path) -> None:
    folder = write_files(tmp_path, petit_projet())
    first = projet_sante(folder, "schemas")
    assert (first.returncode, f"{len(schemas())} schémas remis à jour." in first.stdout) == (
        0,
        True,
    )
    (folder / FOLDER / "fiche.json").write_text("{}", encoding="utf-8")
    assert "1 schéma remis à jour." in projet_sante(folder, "schemas").stdout
    assert "déjà à jour" in projet_sante(folder, "schemas").stdout
