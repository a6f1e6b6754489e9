"""What a Word file says and how it is made up, apart from the noise that each program adds when it saves one."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model.valeur import dataclass


@dataclass(frozen=True, slots=True)
class ContenuWord:
    """``parties`` maps the French name of a part (« Corps », « En-tête 1 ») to its lines, one a paragraph or a row.

    ``styles`` maps the name of a style to its properties (« couleur 0F4C5C ») ; ``page``, ``listes`` and ``images`` are
    lines ready to be read.
    """

    parties: Mapping[str, tuple[str, ...]]
    styles: Mapping[str, tuple[str, ...]]
    page: tuple[str, ...]
    listes: tuple[str, ...]
    images: tuple[str, ...]
