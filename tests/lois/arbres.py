"""Laws on what nobody thought of: random texts, random projects, and a project that is worked on at random.

A text is a tree of blocks whose words are all different: what is read back of the document must be these words, each once, in
the order of the source; so must what ``importer`` makes of that document.
"""

from __future__ import annotations

import contextlib
import io
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from docx import Document
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from pipeline.commands.ligne import ERREURS, run_command
from pipeline.model.importation import SourceLue
from pipeline.read.docx import read_docx
from pipeline.run import build, examine
from pipeline.write.markdown import Markdown
from tests.conftest import write_files
from tests.fuzz.gater import gater
from tests.lois.pannes import FICHE
from tests.projets import TODAY, examen, petit_projet, sans_pages
from tests.validite import fautes

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "content/diagnostic/01-territoire.md"
NAME = "projet-de-sante.docx"
MOT = re.compile(r"zq\d+q")
TEXTES, PROJETS, SUITES, PAS = 300, 300, 25, 14
"""Examples in ``make preuves``, when it is not told how many; and the steps of each work on a project."""

# --- a text -------------------------------------------------------------------------------------------------------

PHRASES = st.sampled_from(
    ("{}", "{} {}", "**{}** {}", "{} *{}*, {}", "`{}` {}", "[{}](https://www.example.org) {}", "« {} » et {} ?", "{} : {} ; {}",
     "**{} *{}* {}**", "{} 1 234,5 € {}", "{}\\*{}", "{} & {} < {}", "l'{} d'{}", "{} {{{{ territoire.population }}}} {}")
)  # fmt: skip
"""Manners of a sentence; each pair of braces is a word of its own."""

ARBRES = st.recursive(
    st.tuples(st.sampled_from(("phrase", "code", "definition")), PHRASES),
    lambda below: st.tuples(
        st.sampled_from(("liste", "numeros", "citation", "encadre")),
        st.lists(below, min_size=1, max_size=3),
    ),
    max_leaves=6,
)
TABLEAUX = st.tuples(
    st.just("tableau"), st.lists(st.lists(PHRASES, min_size=2, max_size=2), min_size=1, max_size=4)
)
TITRES = st.tuples(
    st.sampled_from(("titre", "sous-titre")),
    PHRASES.filter(lambda form: form.isascii() and "[" not in form),
)
BLOCS = st.lists(st.one_of(ARBRES, ARBRES, TABLEAUX, TITRES), min_size=1, max_size=8)


class Ecrivain:
    """Writes a tree in Markdown, giving each of its words a number."""

    def __init__(self) -> None:
        self.rank = 0

    def text(self, blocks: list[tuple[str, object]]) -> str:
        parts = [
            f"# Le territoire\n\n{self.sentence('{}')}",
            "## Les limites",
            *map(self.block, blocks),
        ]
        return "\n\n".join(parts) + "\n"

    def sentence(self, form: str) -> str:
        words = []
        for _ in range(form.replace("{{{{", "").replace("}}}}", "").count("{}")):
            self.rank += 1
            words.append(f"zq{self.rank}q")
        return form.format(*words)

    def block(self, block: tuple[str, object]) -> str:
        kind, inside = block
        written: Callable[[object], str] = getattr(self, f"_{kind.replace('-', '_')}")
        return written(inside)

    def _phrase(self, form: object) -> str:
        return self.sentence(str(form))

    def _code(self, form: object) -> str:
        return f"```\n{self.sentence('{} {}')}\n```"

    def _definition(self, form: object) -> str:
        return f"{self.sentence('{}')}\n: {self.sentence(str(form))}"

    def _titre(self, form: object) -> str:
        return f"## {self.sentence(str(form))}\n\n{self.sentence('{}')}"

    def _sous_titre(self, form: object) -> str:
        return f"### {self.sentence(str(form))}\n\n{self.sentence('{}')}"

    def _tableau(self, rows: object) -> str:
        assert isinstance(rows, list)
        lines = [f"| {self.sentence('{}')} | {self.sentence('{}')} |", "|---|---|"]
        lines += ["| " + " | ".join(self.sentence(form) for form in row) + " |" for row in rows]
        return "\n".join(lines)

    def _liste(self, blocks: object) -> str:
        return self._items(blocks, "- ")

    def _numeros(self, blocks: object) -> str:
        return self._items(blocks, "1. ")

    def _items(self, blocks: object, mark: str) -> str:
        assert isinstance(blocks, list)
        width = len(mark)
        items = [
            f"{mark}{self.sentence('{}')}\n\n{_moved(self.block(one), ' ' * width)}"
            for one in blocks
        ]
        return "\n\n".join(items)

    def _citation(self, blocks: object) -> str:
        assert isinstance(blocks, list)
        return _moved(
            "\n\n".join([self.sentence("{}"), *map(self.block, blocks)]), "> ", blank=True
        )

    def _encadre(self, blocks: object) -> str:
        assert isinstance(blocks, list)
        head = f"**{self.sentence('{}')}.** {self.sentence('{}')}"
        return _moved("\n\n".join([head, *map(self.block, blocks)]), "> ", blank=True)


def _moved(text: str, mark: str, blank: bool = False) -> str:
    return "\n".join(mark + line if line or blank else line for line in text.split("\n"))


def mots(document: bytes) -> list[str]:
    """The words of ours that a document shows, as another program reads it."""
    body = Document(io.BytesIO(document)).element.body
    return MOT.findall(
        "".join(
            node.text or "" if node.tag == f"{W}t" else " "
            for node in body.iter(f"{W}t", f"{W}p", f"{W}br", f"{W}tab")
        )
    )


def tient(blocks: list[tuple[str, object]]) -> None:
    """The law of a text."""
    writer = Ecrivain()
    source = writer.text(blocks)
    found = examen({**petit_projet(), TEXT: source.encode()})
    told = [one for one in found.findings if one.span.path == TEXT]
    document = build(found, brouillon=not found.sound, wanted=[NAME.removesuffix(".docx")])[NAME]
    wanted = [f"zq{rank + 1}q" for rank in range(writer.rank)]
    read = [word for word in mots(document) if word in set(wanted)]
    assert _once(read) == wanted, (source, told)
    assert fautes(document) == []
    lue = read_docx(document)
    assert isinstance(lue, SourceLue)
    assert set(MOT.findall(Markdown().text(lue.blocks))) >= set(wanted), source


def _once(words: list[str]) -> list[str]:
    """A title is in the contents too, a faulty passage in its frame: what counts is where a word is last."""
    return list(reversed(dict.fromkeys(reversed(words))))


# --- a project ----------------------------------------------------------------------------------------------------

PATHS = sorted(path for path in petit_projet() if not path.startswith("pipeline/"))
GESTES = st.lists(
    st.tuples(
        st.sampled_from(PATHS),
        st.sampled_from(("absent", "vide", "gâté", "gâté", "autre")),
        st.integers(0, 10_000),
    ),
    min_size=1,
    max_size=5,
)


def project_of(gestes: list[tuple[str, str, int]]) -> dict[str, bytes]:
    """The small project where files are missing, empty, spoilt, or hold what another should."""
    files = petit_projet()
    for path, gesture, number in gestes:
        draw = random.Random(number)
        if gesture == "absent":
            files.pop(path, None)
        elif gesture == "vide":
            files[path] = b""
        elif gesture == "autre":
            files[path] = petit_projet()[draw.choice(PATHS)]
        elif path in files:
            files[path] = gater(draw, files[path], ())
    return files


def never_raises(gestes: list[tuple[str, str, int]]) -> None:
    found = examine(project_of(gestes), (), TODAY)
    build(found, brouillon=not found.sound, said=[])


# --- work ---------------------------------------------------------------------------------------------------------


class Travail(RuleBasedStateMachine):
    """Someone who writes, undoes, puts in order, imports and builds, in any order.

    What was written and not undone is in the documents; to put in order changes none; to undo gives back those of before.
    """

    def __init__(self) -> None:
        super().__init__()
        self.temporary = tempfile.TemporaryDirectory()
        self.root = write_files(Path(self.temporary.name) / "projet", sans_pages(petit_projet()))
        self.text = self.root / TEXT
        self.written: list[tuple[bytes, str]] = []
        self.rank = 0
        self.imported = False
        self.known: dict[tuple[str, bool], bytes] = {}

    def teardown(self) -> None:
        self.temporary.cleanup()

    @initialize()
    def built_once(self) -> None:
        self.build()

    def run(self, *words: str) -> tuple[int, str]:
        told = io.StringIO()
        with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
            status = run_command(["-C", str(self.root), *words])
        assert status in (0, ERREURS), f"{words} : {status} {told.getvalue()}"
        return status, told.getvalue()

    @rule(form=PHRASES)
    def write(self, form: str) -> None:
        self.rank += 1
        word = f"zq{self.rank}q"
        before = self.text.read_bytes()
        self.written.append((before, word))
        sentence = form.format(*[word] * 4)
        self.text.write_bytes(before + f"\n{sentence}\n".encode())

    @precondition(lambda self: self.written)
    @rule()
    def undo(self) -> None:
        before, _ = self.written.pop()
        self.text.write_bytes(before)

    @rule()
    def tidy(self) -> None:
        before = self.documents()
        self.run("format")
        assert self.documents() == before
        self.written = [
            (kept, word) for kept, word in self.written if self.text.read_bytes().startswith(kept)
        ]

    @precondition(lambda self: not self.imported)
    @rule()
    def bring_in(self) -> None:
        source = self.root / "fiche.md"
        source.write_text(FICHE, encoding="utf-8")
        self.imported = True
        self.run("importer", str(source))

    @rule()
    def check(self) -> None:
        self.run("check")

    @rule()
    def build(self) -> None:
        found = self.documents()
        shown = set(mots(found))
        text = self.text.read_text(encoding="utf-8")
        assert shown == set(MOT.findall(text))
        key = (text, self.imported)
        assert self.known.setdefault(key, found) == found, "les mêmes textes, un autre document"

    def documents(self) -> bytes:
        status, said = self.run("build")
        if status == ERREURS:
            self.run("build", "--brouillon")
        assert "D006" not in said, "un document construit passe pour modifié à la main"
        return (self.root / "build" / NAME).read_bytes()


# --- the run ------------------------------------------------------------------------------------------------------


def reglage(examples: int, steps: int = PAS) -> settings:
    """Examples that are not timed, drawn by the seed that is given, shrunk when one fails, and not remembered."""
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )


def lois(
    number: int, counts: tuple[int, int, int]
) -> Iterator[tuple[str, int, Callable[[], None]]]:
    """What each law is about, how many examples, and how it is asked."""
    texts, projects, works = counts

    @seed(number)
    @reglage(texts)
    @given(BLOCS)
    def of_texts(blocks: list[tuple[str, object]]) -> None:
        tient(blocks)

    @seed(number)
    @reglage(projects)
    @given(GESTES)
    def of_projects(gestes: list[tuple[str, str, int]]) -> None:
        never_raises(gestes)

    yield "textes quelconques, relus mot pour mot", texts, of_texts
    yield "projets quelconques, jamais une erreur du logiciel", projects, of_projects
    yield (
        "travail quelconque sur un projet",
        works,
        lambda: run_state_machine_as_test(seed(number)(Travail), settings=reglage(works)),
    )


def main(seed_: int, count: int) -> int:
    counts = (count, count, max(1, count // 10)) if count else (TEXTES, PROJETS, SUITES)
    failed = 0
    for title, examples, law in lois(seed_, counts):
        begun = time.process_time()
        try:
            law()
            said = "aucune exception"
        except Exception as error:
            failed += 1
            said = f"ROMPUE : {str(error)[:3000]}"
        spent = time.process_time() - begun
        print(
            f"Loi, {title} : {examples} exemples, {said} ; graine {seed_}, {spent:.0f} s.",
            flush=True,
        )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
