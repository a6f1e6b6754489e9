"""Facts: what a Markdown source may cite between braces, each under one name, typed once and printed in French.

A name is plain (``territoire.population``) or asks something of a thing (``fiche("M3-01").cout``).  A fact is words
inside a line, or a table or list that stands alone in its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from pipeline.model.echeance import Echeance
from pipeline.model.langue.francais import euros, lettres, nombre
from pipeline.model.langue.mots import OF_A_NAME, did_you_mean, fold, nearest
from pipeline.model.motif import motif
from pipeline.model.prose import Block
from pipeline.model.valeur import dataclass

BLANK = "à renseigner"
"""What a fact prints while its source is empty."""

LETTRES = "lettres"
FORMES = (LETTRES,)
LARGEST_IN_WORDS = 999_999


class Genre(Enum):
    """What a value is, which decides how it is printed and what may be compared with it."""

    TEXTE = "texte"
    NOMBRE = "nombre"
    EUROS = "euros"
    DATE = "date"
    LISTE = "liste"
    TABLEAU = "tableau"
    DESSIN = "dessin"


Valeur: TypeAlias = "str | int | Decimal | Echeance | tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Fait:
    """``sens`` says what it is; ``valeur`` is None while its source is empty, and for a table, which is built later.

    ``unite`` is what a NOMBRE counts (« habitants »).  ``vide`` says why a table would have no line.
    """

    sens: str
    genre: Genre
    valeur: Valeur | None = None
    unite: str = ""
    vide: str = ""

    @property
    def texte(self) -> str:
        """As it is printed inside a line; ``""`` for a list or a table."""
        match self.valeur:
            case None:
                return "" if self.genre in (Genre.TABLEAU, Genre.DESSIN) else BLANK
            case Decimal():
                return euros(self.valeur) if self.genre is Genre.EUROS else nombre(self.valeur)
            case int():
                return nombre(self.valeur)
            case tuple():
                return ""
            case other:
                return str(other) or BLANK

    @property
    def is_blank(self) -> bool:
        return self.texte == BLANK

    @property
    def en_bloc(self) -> bool:
        """Whether it must stand alone in its paragraph."""
        return self.genre in (Genre.LISTE, Genre.TABLEAU, Genre.DESSIN)

    @property
    def lettres(self) -> str | None:
        """The number in words; None for what is not a whole number below a million."""
        value = self.valeur
        if isinstance(value, str) and value.isdecimal():
            value = int(value[:7])
        if isinstance(value, Decimal) and value == value.to_integral_value():
            value = int(value)
        if not isinstance(value, int) or not 0 <= value <= LARGEST_IN_WORDS:
            return None
        words = lettres(value)
        return f"{words} euros" if self.genre is Genre.EUROS else words

    def dans_la_forme(self, forme: str) -> str | None:
        """What ``{{ nom | forme }}`` prints; None when this fact has no such form."""
        if not forme:
            return self.texte
        return self.lettres if forme == LETTRES else None


class Faits(Mapping[str, Fait]):
    """Every fact by its name, and what to answer to a name that does not exist."""

    def __init__(self, faits: Mapping[str, Fait] | Iterable[tuple[str, Fait]] = ()) -> None:
        self._faits = dict(faits)
        self._deja_cherches: dict[str, tuple[str, ...]] = {}

    def __getitem__(self, nom: str) -> Fait:
        return self._faits[nom]

    def __iter__(self) -> Iterator[str]:
        return iter(self._faits)

    def __len__(self) -> int:
        return len(self._faits)

    def proches(self, nom: str) -> tuple[str, ...]:
        """The hint for an unknown name: the thing that does not exist, the field, or the whole name.

        None beyond ``MOST_SOUGHT`` names, which nobody mistypes one by one."""
        if nom not in self._deja_cherches:
            if len(self._deja_cherches) >= MOST_SOUGHT:
                return ()
            self._deja_cherches[nom] = self._cherche(nom)
        return self._deja_cherches[nom]

    def _cherche(self, nom: str) -> tuple[str, ...]:
        call = APPEL.fullmatch(nom)
        if call is not None:
            return self._proches_de(*call.groups())
        if "(" in nom:
            return (
                'ce qui est entre parenthèses se met entre guillemets : mission("prevention").fixe.',
            )
        return did_you_mean(nom, [known for known in self if "(" not in known])

    def _proches_de(self, function: str, argument: str, field: str | None) -> tuple[str, ...]:
        known: dict[str, dict[str, list[str]]] = {}
        for call in filter(None, map(APPEL.fullmatch, self)):
            known.setdefault(call[1], {}).setdefault(call[2], []).append(call[3])
        if function not in known:
            return did_you_mean(f"{function}(…)", [f"{name}(…)" for name in known])
        arguments = known[function]
        if argument in arguments:
            return did_you_mean(field or "", arguments[argument])
        if len(arguments) > MANY and not nearest(argument, arguments):
            return (f"« {argument} » n'existe pas ; la commande « variables » donne la liste.",)
        if function == "personne" and not nearest(argument, arguments, OF_A_NAME):
            return (f"« {argument} » n'est pas une clé de content/personnes.csv.",)
        return did_you_mean(argument, arguments)


MOST_SOUGHT = 500
"""Unknown names for which the nearest ones are looked for: each is compared with every fact."""

MANY = 15
"""Names too many to be listed to whoever typed none of them nearly right."""

APPEL = motif(r'([a-z_]+)\("([^"]*)"\)(?:\.([a-z_0-9]+))?')
"""``fonction("argument").champ``, the shape in which such a name is kept."""

_QUOTED = motif(
    r"""\"([^"]*)\"|“\s*([^”]*?)\s*”|„\s*([^”“]*?)\s*[”“]|«\s*([^»]*?)\s*»|'([^']*)'|‘\s*([^’]*?)\s*’"""
)
"""What was typed between quotes of any kind; an apostrophe inside double ones is a letter like another."""

_TYPED = motif(
    r'([^\W\d]\w*)\s*\(\s*"\s*([^"]*?)\s*"\s*((?:,\s*\w+\s*=\s*"[^"]*"\s*)*)\)\s*(?:\.\s*(\w+))?'
)
_PLAIN = motif(r"(\w+(?:\s*\.\s*\w+)*)\s*(?:\(\s*((?:\w+\s*=\s*\"[^\"]*\"\s*,?\s*)*)\))?")
_OPTION = motif(r'(\w+)\s*=\s*"([^"]*)"')


def nom_canonique(typed: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The name under which a fact is kept, whatever the quotes and spaces typed, and the options of a table.

    >>> nom_canonique("fiche( « M3-01 » ).cout")
    ('fiche("M3-01").cout', ())
    >>> nom_canonique('donnees("ages", total="Habitants")')
    ('donnees("ages")', (('total', 'Habitants'),))
    """
    straight = typed.strip()
    if "(" not in straight:
        return re.sub(r"\s*\.\s*", ".", straight), ()
    straight = _QUOTED.sub(
        lambda m: '"' + next(text for text in m.groups() if text is not None) + '"', straight
    )
    call = _TYPED.fullmatch(straight)
    if call is not None:
        function, argument, options, field = call.groups()
        named = f'{_word(function)}("{argument.strip()}")'
        return named + (f".{_word(field)}" if field else ""), tuple(_OPTION.findall(options or ""))
    plain = _PLAIN.fullmatch(straight)
    if plain is not None:
        return re.sub(r"\s*\.\s*", ".", plain.group(1)), tuple(
            _OPTION.findall(plain.group(2) or "")
        )
    return straight, ()


def _word(typed: str) -> str:
    return fold(typed).replace(" ", "_")
