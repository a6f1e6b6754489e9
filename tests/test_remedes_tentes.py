"""A remedy that proposes what to type has been tried: typed as it says, at the place told, the finding is gone.

Every case of ``cases/`` is read; the remedies that a machine can follow to the letter are followed, one at a time, in
Markdown, YAML and CSV alike.  What a person has to choose (« vérifiez l'année ») cannot be followed, and is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from pipeline.model.finding import Finding
from tests.projets import dits
from tests.test_cases import CASES, told

Lines = list[str]
Followed = Callable[[Lines, int, re.Match[str], str], "Lines | None"]
"""The lines of a file, the row told (from 0), the words of the remedy and the message → the lines once it is followed."""

PLAIN = str.maketrans("\u00a0\u202f", "  ")
QUOTED = "« (?P<neuf>[^»]+) »"
IN_MESSAGE = re.compile("« (.+?) »")
NUMBERED = re.compile(r"(?:[a-z]\)|[0-9]+(?:°\)?|\.))\s*")
KEY = re.compile(r"[a-z_]+: ")
TEXTS = (".md", ".yaml", ".csv")


def _row(lines: Lines, first: int, count: int, *new: str) -> Lines:
    """The lines with others in place of ``count`` of them."""
    return [*lines[:first], *new, *lines[first + count :]]


def _line(lines: Lines, row: int, match: re.Match[str], message: str) -> Lines:
    """« écrivez : pilote: durand »: the whole line, at its indent."""
    indent = lines[row][: len(lines[row]) - len(lines[row].lstrip())]
    return _row(lines, row, 1, indent + match["neuf"])


def _indented(lines: Lines, row: int, match: re.Match[str], message: str) -> Lines:
    count = {"une": 1, "deux": 2}.get(match["combien"]) or int(match["combien"])
    return _row(lines, row, 1, " " * count + match["neuf"].rstrip())


def _joined(lines: Lines, row: int, match: re.Match[str], message: str) -> Lines:
    """The line told is the end of the one above."""
    return _row(lines, row - 1, 2, match["neuf"])


def _word(lines: Lines, row: int, match: re.Match[str], message: str) -> Lines | None:
    """What the message quotes first of the line told, replaced there; else its signs, its key, or the whole of it."""
    new, line = match["neuf"], lines[row]
    if new.strip("#") == "":
        return _row(lines, row, 1, new + line.lstrip("#"))
    if re.match(r"#+ |\|", new):
        return _line(lines, row, match, message)
    key = KEY.match(new)
    if key and key[0] in line:
        return _row(lines, row, 1, line[: line.index(key[0])] + new)
    quoted = (one.removeprefix("source: ") for one in IN_MESSAGE.findall(message))
    old = next((one for one in quoted if one in line), "")
    return _row(lines, row, 1, line.replace(old, new, 1)) if old else None


def _heading(lines: Lines, row: int, match: re.Match[str], message: str) -> Lines:
    """A title of its own: an empty line around it."""
    return _row(lines, row, 1, "", match["neuf"], "")


def _each(lines: Lines, row: int, match: re.Match[str], message: str) -> Lines:
    """« écrivez « - une chute », et de même pour chaque ligne »: the lines that begin with the same sign, renumbered."""
    told = IN_MESSAGE.search(message)
    assert told is not None
    words = _common_end(told[1], match["neuf"])
    sign, ours = told[1].removesuffix(words), match["neuf"].removesuffix(words)
    found = list(lines)
    for number, index in enumerate(range(row, len(lines)), 1):
        body = lines[index].removeprefix("> ")
        before = lines[index][: len(lines[index]) - len(body)]
        if ours[0].isdecimal() and NUMBERED.match(body):
            found[index] = f"{before}{number}. {NUMBERED.sub('', body, count=1)}"
        elif body.startswith(sign):
            found[index] = before + ours + body.removeprefix(sign)
        else:
            break
    return found


def _common_end(one: str, other: str) -> str:
    count = 0
    while count < min(len(one), len(other)) and one[-1 - count] == other[-1 - count]:
        count += 1
    return one[len(one) - count :]


def _at(lines: Lines, row: int, match: re.Match[str], message: str) -> Lines:
    return _row(lines, int(match["ligne"]) - 1, 1, match["neuf"])


def _under(lines: Lines, row: int, match: re.Match[str], message: str) -> Lines:
    return _row(lines, int(match["ligne"]), 0, match["neuf"])


def _above(lines: Lines, row: int, match: re.Match[str], message: str) -> Lines:
    return _row(lines, row, 0, match["neuf"])


def _above_and_blank(lines: Lines, row: int, match: re.Match[str], message: str) -> Lines:
    return _row(lines, row, 0, match["neuf"], "")


def _fence_before(lines: Lines, row: int, match: re.Match[str], message: str) -> Lines:
    return _row(lines, int(match["ligne"]) - 1, 0, "---")


def _fence_after(lines: Lines, row: int, match: re.Match[str], message: str) -> Lines:
    return _row(lines, int(match["ligne"]), 0, "---")


def _fence_instead(lines: Lines, row: int, match: re.Match[str], message: str) -> Lines:
    return _row(lines, int(match["ligne"]) - 1, 1, "---")


def _without(lines: Lines, row: int, match: re.Match[str], message: str) -> Lines:
    return _row(lines, int(match["ligne"]) - 1, 1)


def _at_its_end(lines: Lines, row: int, match: re.Match[str], message: str) -> Lines:
    number = int(match["ligne"]) - 1
    return _row(lines, number - 1, 2, lines[number - 1] + lines[number])


def _unindented(lines: Lines, row: int, match: re.Match[str], message: str) -> Lines:
    last = next((i for i in range(row, len(lines)) if not lines[i][:1].isspace()), len(lines))
    return _row(lines, row, last - row, *(line.lstrip() for line in lines[row:last]))


FORMES: tuple[tuple[str, Followed], ...] = (
    (
        r"écrivez, avec (?P<combien>une|deux|\d+) espaces? devant(?: le tiret)? : (?P<neuf>[^;]+)",
        _indented,
    ),
    (r"écrivez(?:, avec des guillemets droits)? : (?P<neuf>.+)", _line),
    (r"écrivez les milliers .* : (?P<neuf>.+)", _line),
    (r"gardez un seul mot, sans crochets : (?P<neuf>.+)", _line),
    (r"remettez-le sur une seule ligne : (?P<neuf>.+)", _joined),
    (rf"écrivez {QUOTED} en ligne (?P<ligne>\d+)\.", _at),
    (rf"écrivez {QUOTED} sur une ligne à part\.", _heading),
    (rf"écrivez {QUOTED}, et de même pour chaque ligne de la liste\.", _each),
    (rf"écrivez {QUOTED} : trois dièses, une espace, et une ligne vide au-dessus\.", _heading),
    (rf"écrivez ici {QUOTED}, avec le bon code\.", _line),
    (rf"(?!.*, dessous)écrivez {QUOTED}(?:\.|, .*| : .*| ou « .*)", _word),
    (r"écrivez (?P<neuf>\{\{ .+? \}\}) à la place du chiffre : .*", _word),
    (rf"ajoutez {QUOTED} juste sous la ligne (?P<ligne>\d+)\.", _under),
    (rf"ajoutez-la juste au-dessus : {QUOTED}\.", _above),
    (rf"ajoutez au-dessus une ligne {QUOTED}, puis une ligne vide\.", _above_and_blank),
    (r"ajoutez-la en ligne (?P<ligne>\d+) ; n'effacez rien\.", _fence_before),
    (r"ajoutez-la après la ligne (?P<ligne>\d+) .*", _fence_after),
    (
        r"remplacez la ligne (?P<ligne>\d+) par trois traits d'union, sans espace : ---",
        _fence_instead,
    ),
    (r"ôtez la ligne vide au-dessus \(ligne (?P<ligne>\d+)\)\.", _without),
    (r"remettez la ligne (?P<ligne>\d+) au bout de celle-ci, .*", _at_its_end),
    (r"ôtez la tabulation ou les espaces au début de ces lignes\.", _unindented),
    (rf"séparez les cases par des « \| » : {QUOTED}\.", _line),
    (rf"un indicateur prend trois dièses : {QUOTED}\.", _line),
    (r"plusieurs codes se mettent entre crochets : (?P<neuf>\[.+\])\.", _word),
    (r"par exemple (?P<neuf>[A-Z][0-9A-Z-]+)\.", _word),
    (rf"vouliez-vous dire {QUOTED} .*\?", _word),
)
"""How a remedy is said → how it is followed; the first that fits is the one."""

FEWEST = 100
"""Remedies that are followed, all cases together: less would say that the words changed and nothing is tried any more."""


def followed(name: str) -> list[tuple[Finding, str, dict[str, bytes]]]:
    """Each remedy of a case that can be followed to the letter, with the files once it is."""
    files, findings = told(name)
    found = []
    for finding in findings:
        path, line = finding.span.path, finding.span.line
        if not path.endswith(TEXTS) or path not in files or line is None:
            continue
        for hint in finding.hints:
            lines = _follow(files[path].decode("utf-8", "replace"), line - 1, finding, hint)
            if lines is not None:
                found.append((finding, hint, {**files, path: "\n".join(lines).encode()}))
    return found


def _follow(text: str, row: int, finding: Finding, hint: str) -> Lines | None:
    lines = text.translate(PLAIN).split("\n")
    for form, follow in FORMES:
        match = re.fullmatch(form, hint.translate(PLAIN))
        if match and "…" not in match.groupdict().get("neuf", ""):
            return follow(lines, row, match, finding.message.translate(PLAIN))
    return None


def test_most_remedies_that_propose_a_line_are_followed() -> None:
    assert sum(len(followed(name)) for name in CASES) >= FEWEST


@pytest.mark.parametrize("name", CASES)
def test_a_remedy_followed_to_the_letter_ends_its_finding_and_makes_no_other(name: str) -> None:
    before = {(one.code, one.span) for one in told(name)[1]}
    for finding, hint, files in followed(name):
        found = dits(files)
        same = [one for one in found if (one.code, one.message) == (finding.code, finding.message)]
        assert [one for one in same if one.span.path == finding.span.path] == [], hint
        on_that_line = [one for one in found if (one.span.path, one.span.line) == _place(finding)]
        new = [str(one) for one in on_that_line if (one.code, one.span) not in before]
        assert new == [], hint


def _place(finding: Finding) -> tuple[str, int | None]:
    return finding.span.path, finding.span.line
