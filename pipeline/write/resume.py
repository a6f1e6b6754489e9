"""The summary of changes as a terminal, a forge or a browser shows it."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator

from pipeline.model.changement import Ligne, Resume
from pipeline.model.motif import motif

SPECIAL = motif(r"([\\`*_{}\[\]<>#|~@!&])")
"""What Markdown or a forge would not show as typed: a summary quotes texts that anyone may have written."""


def as_text(resume: Resume) -> str:
    lines = [resume.tete]
    for note in resume.notes:
        lines += ["", note]
    for section in resume.sections:
        lines += ["", section.titre, *_items(section.lignes, "", _plain)]
    return "\n".join(lines) + "\n"


def as_markdown(resume: Resume) -> str:
    lines = [escaped(resume.tete)]
    for note in resume.notes:
        lines += ["", escaped(note)]
    for section in resume.sections:
        lines += ["", f"## {escaped(section.titre)}", "", *_items(section.lignes, "", escaped)]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    return "".join(
        sign if sign.isprintable() or sign in "\u00a0\u202f" else "\ufffd" for sign in text
    )


def escaped(text: str) -> str:
    r"""Words of a summary inside Markdown.

    >>> escaped("<img src=x> @tous *gras*")
    '\\<img src=x\\> \\@tous \\*gras\\*'
    """
    return SPECIAL.sub(r"\\\1", _plain(text))


def _items(lines: Iterable[Ligne], indent: str, said: Callable[[str], str]) -> Iterator[str]:
    for line in lines:
        yield f"{indent}- {said(line.texte)}"
        yield from _items(line.sous, f"{indent}  ", said)


PAGE = """<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font-family: sans-serif; line-height: 1.5; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }}
body {{ color: #1f2a30; background: #fff; }}
h1 {{ font-size: 1.4rem; }} h2 {{ font-size: 1.15rem; color: #0f4c5c; border-bottom: 1px solid #9db6bc; }}
.note {{ border-left: 4px solid #9a4a00; padding: 0.2rem 0.8rem; background: #fff6ec; }}
li {{ margin: 0.2rem 0; }}
</style>
</head>
<body>
<h1>{title}</h1>
{body}
</body>
</html>
"""
TITLE = "Ce qui change dans le projet de santé"


def as_html(resume: Resume) -> str:
    """One page that needs nothing else, to be read in a browser or sent by e-mail."""
    parts = [f"<p>{_safe(resume.tete)}</p>"]
    parts += [f'<p class="note">{_safe(note)}</p>' for note in resume.notes]
    for section in resume.sections:
        parts += [f"<h2>{_safe(section.titre)}</h2>", _list(section.lignes)]
    return PAGE.format(title=TITLE, body="\n".join(parts))


def _list(lines: Iterable[Ligne]) -> str:
    items = (
        f"<li>{_safe(line.texte)}{_list(line.sous) if line.sous else ''}</li>" for line in lines
    )
    return "<ul>\n" + "\n".join(items) + "\n</ul>"


def _safe(text: str) -> str:
    return html.escape(_plain(text))
