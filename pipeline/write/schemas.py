"""A forme as a JSON Schema (draft 7), for the editors that check YAML while it is typed.

A schema accepts what the readers accept, whatever the accents, the capitals and the way a date is written; so it knows
YAML's own types too: ``2`` comes as a number, « 2 » between quotes as a text, nothing as null.  A lone ``true`` is the
exception: the readers take it for the word, but an editor that accepted it would propose it for every text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from pipeline.model.forme import Champ, Forme, Genre
from pipeline.model.langue.mots import fold

Node: TypeAlias = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"
NOTHING: Node = {"not": {"type": ["string", "number", "boolean", "array", "object"]}}
"""Null, told so that no editor proposes the word « null », which the readers take for a text."""

TEXT: Node = {
    "type": ["string", "number"],
    "errorMessage": "Un texte simple est attendu, pas une liste.",
}
WHOLE: Node = {"type": "integer", "errorMessage": "Un nombre entier est attendu, en chiffres."}
FRENCH = {"a": "àâä", "c": "ç", "e": "éèêë", "i": "îï", "o": "ôö", "u": "ùûü", "'": "’"}
SPECIAL = "\\.()[]{}+*?^$|/"
FIRST_YEAR, LAST_YEAR = 1950, 2100
BLANK = "[xX]{2,}"
"""« XX », left to fill, is another rule's business."""

EXPECTED = {
    Genre.ENTIER: WHOLE["errorMessage"],
    Genre.MONTANTS: "Quatre montants sont attendus, en chiffres.",
    Genre.ECHEANCE: "Une date est attendue : 2027-03-15, 15/03/2027, « mars 2027 », « T2 2027 » ou 2027.",
    Genre.JOUR: "Un jour précis est attendu : 2027-03-15, 15/03/2027 ou « 15 mars 2027 ».",
}


def schema(
    forme: Forme,
    ecritures: Mapping[Genre, str],
    missions: Iterable[str] = (),
    impossibles: str = "",
) -> str:
    """The text of the schema of a file.

    ``ecritures`` are the regular expressions of dates and numbers once folded, ``missions`` the words of the field that
    name a mission, ``impossibles`` the expression of days that no calendar has.
    """
    node: Node = {
        "$schema": DRAFT,
        "title": forme.nom,
        "$comment": "Écrit par « make schemas » : ne pas corriger ici.",
    }
    schemas = _Schemas(ecritures, missions, impossibles)
    node |= schemas.mapping(forme)
    if "required" not in node and "else" not in node and forme.libre is None:
        node["type"] = ["object", "null"]
    if schemas.definitions:
        node["definitions"] = dict(sorted(schemas.definitions.items()))
    return json.dumps(node, ensure_ascii=False, indent=2) + "\n"


def tolerant(pattern: str) -> str:
    """The same regular expression, where a letter stands for itself with any French accent, and in capitals.

    >>> tolerant("t[1-4] (\\\\d{4})")
    '[tT][1-4]\\\\s+(\\\\d{4})'
    """
    parts: list[str] = []
    escaped = False
    for char in pattern:
        if escaped or char == "\\":
            parts.append(char)
            escaped = not escaped
        elif char == " ":
            parts.append(r"\s+")
        elif char in FRENCH or char.isalpha():
            letters = char + FRENCH.get(char, "")
            parts.append(f"[{''.join(dict.fromkeys(letters + letters.upper()))}]")
        else:
            parts.append(char)
    return "".join(parts)


class _Schemas:
    """``definitions`` are what is said once and referred to: the writings of dates and numbers, the inner mappings."""

    def __init__(
        self, ecritures: Mapping[Genre, str], missions: Iterable[str], impossibles: str
    ) -> None:
        self.ecritures = ecritures
        self.impossibles = impossibles
        self.missions = tuple(missions)
        self.definitions: dict[str, Node] = {}

    def mapping(self, forme: Forme) -> Node:
        """What stands under a key, or in a whole file."""
        node: Node = {
            "description": forme.aide,
            "type": "object",
            "properties": {champ.cle: self.field(champ) for champ in forme.champs},
            "additionalProperties": False,
        }
        node |= _required(champ for champ in forme.champs if champ.requis and not champ.sauf)
        if forme.libre is not None:
            node |= self.free_keys(forme.libre)
        for champ in forme.champs:
            if champ.sauf:
                node |= _unless(champ)
        return node

    def free_keys(self, champ: Champ) -> Node:
        """The keys that the author chooses, all of one shape."""
        if champ.motif:
            return {"patternProperties": {f"^(?:{champ.motif})$": self.field(champ)}}
        return {"additionalProperties": self.field(champ)}

    def field(self, champ: Champ) -> Node:
        node: Node = {"description": _help(champ)}
        if champ.defaut:
            node["default"] = int(champ.defaut) if champ.genre is Genre.ENTIER else champ.defaut
        choices = self.choices(champ)
        if not champ.requis:
            choices = [*choices, NOTHING]
        if len(choices) == 1 and "$ref" not in choices[0]:
            return choices[0] | node
        return node | {"anyOf": choices}

    def choices(self, champ: Champ) -> list[Node]:
        """The ways to write a field."""
        match champ.genre:
            case Genre.TEXTE | Genre.CHOIX | Genre.OUI_NON:
                return self.words(champ)
            case Genre.ENTIER if champ.bornes:
                return [_between(champ, "integer"), _pattern(_digits(*champ.bornes), champ.aide)]
            case Genre.ENTIER:
                return [WHOLE, self.written(champ.genre)]
            case Genre.JOUR:
                return [self.written(champ.genre)]
            case Genre.ECHEANCE:
                year = {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
                month_and_year = {"type": "number", "not": {"type": "integer"}}
                return [self.written(champ.genre), year, month_and_year]
            case Genre.TEXTES:
                words = self.words(champ)
                items = words[0] if len(words) == 1 else {"anyOf": words}
                return [_array(items, champ.requis), *words]
            case Genre.MONTANTS:
                amount = {"anyOf": [WHOLE, self.written(champ.genre)]}
                return [_array(amount, True) | {"minItems": 4, "maxItems": 4}]
            case Genre.TABLE | Genre.LISTE:
                assert champ.forme is not None
                name = re.sub("[^a-z]+", "-", fold(champ.forme.nom)).strip("-")
                inner = self.defined(name, self.mapping(champ.forme))
                return [_array(inner, champ.requis) if champ.genre is Genre.LISTE else inner]

    def words(self, champ: Champ) -> list[Node]:
        """A text, or one of some words; of a list of them, the exact words only unless others are declared."""
        if champ.motif and champ.bornes:
            number = "integer" if champ.genre is Genre.TEXTES else "number"
            return [_between(champ, number), _pattern(f"{champ.motif}|{BLANK}", champ.aide)]
        if champ.motif:
            return [
                {
                    "type": "string",
                    "pattern": f"^(?:{champ.motif})$",
                    "patternErrorMessage": champ.aide,
                }
            ]
        if not champ.valeurs:
            return [TEXT]
        listed: Node = {
            "type": "string",
            "enum": list(champ.valeurs),
            "errorMessage": _one_of(champ.valeurs),
        }
        if champ.genre is Genre.TEXTES and not champ.aussi:
            return [listed]
        missions = self.missions if champ.aussi else ()
        names = _shortest(fold(name) for name in (*champ.valeurs, *champ.aussi, *missions))
        known = "|".join(tolerant(_literal(name)) for name in names)
        return [
            listed,
            _pattern(rf"(?:.*[^A-Za-zÀ-ÿ])?(?:{known})(?:[^A-Za-zÀ-ÿ].*)?", _one_of(champ.valeurs)),
        ]

    def written(self, genre: Genre) -> Node:
        blank = f"|{BLANK}" if genre in (Genre.ECHEANCE, Genre.JOUR) else ""
        never = (
            f"(?!\\s*(?:{tolerant(self.impossibles)})\\s*$)" if blank and self.impossibles else ""
        )
        pattern = _pattern(f"{never}(?:{tolerant(self.ecritures[genre])}){blank}", EXPECTED[genre])
        return self.defined(genre.name.lower(), pattern)

    def defined(self, name: str, node: Node) -> Node:
        assert self.definitions.setdefault(name, node) == node, (
            f"deux définitions s'appellent « {name} »."
        )
        return {"$ref": f"#/definitions/{name}"}


def _between(champ: Champ, kind: str) -> Node:
    assert champ.bornes is not None, "asked of a field that has bounds"
    least, most = champ.bornes
    return {"type": kind, "minimum": least, "maximum": most, "errorMessage": champ.aide}


def _digits(least: int, most: int) -> str:
    """The whole numbers of a short range, as they are typed between quotes."""
    return "|".join(str(number) for number in range(least, most + 1))


def _help(champ: Champ) -> str:
    if champ.genre is Genre.OUI_NON:
        return f"{champ.aide} Par défaut : {champ.defaut}."
    if champ.valeurs:
        return f"{champ.aide} {_one_of(champ.valeurs)}"
    return champ.aide


def _one_of(values: tuple[str, ...]) -> str:
    return f"Valeurs possibles : {', '.join(values)}."


def _pattern(pattern: str, said: str) -> Node:
    node: Node = {"type": "string", "pattern": rf"^\s*(?:{pattern})\s*$"}
    return node | ({"errorMessage": said, "patternErrorMessage": said} if said else {})


def _shortest(names: Iterable[str]) -> list[str]:
    """The names that no shorter one is a whole part of: what stands around a name is free."""
    kept: list[str] = []
    for name in sorted(dict.fromkeys(names), key=len):
        if not any(f" {short} " in f" {name} " for short in kept):
            kept.append(name)
    return kept


def _literal(text: str) -> str:
    """The text as a regular expression, without the escapes that JavaScript refuses."""
    return "".join("\\" + char if char in SPECIAL else char for char in text)


def _array(items: Node, filled: bool) -> Node:
    node: Node = {"type": "array", "items": items}
    return node | ({"minItems": 1} if filled else {})


def _required(champs: Iterable[Champ]) -> Node:
    """Keys that are always wanted, and those that may be left out when another holds a word, the same for all."""
    always: list[str] = []
    conditions: dict[tuple[str, str], list[str]] = {}
    for champ in champs:
        if champ.facultatif_si is None:
            always.append(champ.cle)
        else:
            conditions.setdefault(champ.facultatif_si, []).append(champ.cle)
    assert len(conditions) <= 1, "two conditions in one mapping: give the schema an allOf"
    node: Node = {"required": always} if always else {}
    for (key, word), cles in conditions.items():
        said = {"properties": {key: _pattern(tolerant(word), "")}, "required": [key]}
        node |= {"if": said, "then": {}, "else": {"required": cles}}
    return node


def _unless(champ: Champ) -> Node:
    """A key that another's « oui » makes unknown, and that is wanted otherwise."""
    yes = _pattern(tolerant("oui"), "")
    return {
        "if": {"properties": {champ.sauf: yes}, "required": [champ.sauf]},
        "then": {"properties": {champ.cle: False}},
        "else": {"required": [champ.cle]} if champ.requis else {},
    }
