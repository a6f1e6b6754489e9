"""Typed fields out of a YAML mapping: unknown, missing and ill-typed keys become findings, once, with their line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.interpret.dates import parse_echeance
from pipeline.interpret.nombres import parse_entier
from pipeline.model.echeance import Echeance
from pipeline.model.finding import Finding, did_you_mean, fold, is_blank, nearest
from pipeline.model.source import YamlList, YamlMap, YamlNode, YamlScalar
from pipeline.model.span import Placed, Span


class Champs:
    """One mapping being read.  ``what`` names it in messages (« la fiche », « projet.yaml »).

    Ask for each field, then call ``finish``: it reports the keys that nobody asked for.
    """

    def __init__(self, node: YamlMap, what: str, findings: list[Finding], span: Span | None = None) -> None:
        self.node = node
        self.what = what
        self.findings = findings
        self.span = span or node.span
        self.asked: set[str] = set()
        self.missing: list[str] = []

    def say(self, code: str, message: str, span: Span, hints: tuple[str, ...] = ()) -> None:
        self.findings.append(Finding(code, message, span, hints))

    def raw(self, key: str, required: bool = False) -> YamlNode | None:
        """The node of a key, None when absent or empty; reported when it was required."""
        self.asked.add(key)
        node = self.node.get(key)
        if _is_empty(node):
            node = None
        if node is None and required:
            place = next((name.span for name, _ in self.node.entries if name.value == key), None)
            if place is None:
                self.missing.append(key)
            else:
                self.say("C002", f"{self.what} laisse « {key} » vide : complétez la ligne « {key}: … ».", place)
        return node

    def scalar(self, key: str, required: bool = False) -> Placed[str] | None:
        node = self.raw(key, required)
        if node is None:
            return None
        if isinstance(node, YamlScalar):
            return Placed(" ".join(node.text.split()), node.span)
        self.say("C003", f"« {key} » attend un texte simple, pas une liste.", node.span)
        return None

    def text(self, key: str, required: bool = False) -> str:
        placed = self.scalar(key, required)
        return placed.value if placed else ""

    def integer(self, key: str, required: bool = False) -> Placed[int] | None:
        placed = self.scalar(key, required)
        if placed is None:
            return None
        value = parse_entier(placed.value)
        if value is None:
            self.say("C003", f"« {key} » attend un nombre entier, pas « {placed.value} ».", placed.span)
            return None
        return Placed(value, placed.span)

    def echeance(self, key: str, required: bool = False) -> Placed[Echeance] | None:
        placed = self.scalar(key, required)
        if placed is None or is_blank(placed.value):
            return None
        value = parse_echeance(placed.value)
        if value is None:
            hint = "écrivez par exemple 2027-04-01, ou « avril 2027 »."
            self.say("C003", f"« {key} » attend une date : « {placed.value} » n'en est pas une.", placed.span, (hint,))
            return None
        return Placed(value, placed.span)

    def choice(self, key: str, values: Iterable[str], required: bool = False) -> Placed[str] | None:
        """One of a closed list, whatever the accents and capitals; the list's own spelling is returned."""
        placed = self.scalar(key, required)
        if placed is None:
            return None
        known = tuple(values)
        for value in known:
            if fold(value) == fold(placed.value):
                return Placed(value, placed.span)
        message = f"« {placed.value} » n'est pas une valeur de « {key} »."
        self.say("C004", message, placed.span, did_you_mean(placed.value, known))
        return None

    def yes_no(self, key: str, unclear: bool = False) -> bool:
        """``oui`` or ``non``, no when absent; ``unclear`` is the answer to anything else, which is reported."""
        placed = self.choice(key, ("oui", "non"))
        if placed is None:
            return unclear and not _is_empty(self.node.get(key))
        return placed.value == "oui"

    def texts(self, key: str, required: bool = False) -> tuple[Placed[str], ...]:
        """A list of simple texts; a single text counts as a list of one."""
        node = self.raw(key, required)
        if node is None:
            return ()
        items = node.items if isinstance(node, YamlList) else (node,)
        texts: list[Placed[str]] = []
        for item in items:
            if isinstance(item, YamlScalar):
                if item.text.strip():
                    texts.append(Placed(item.text.strip(), item.span))
            else:
                self.say("C003", f"« {key} » attend une liste de textes simples.", item.span)
        return tuple(texts)

    def mapping(self, key: str, required: bool = False) -> YamlMap | None:
        node = self.raw(key, required)
        if node is None or isinstance(node, YamlMap):
            return node
        self.say("C003", f"« {key} » attend des lignes « clé : valeur » en retrait.", node.span)
        return None

    def records(self, key: str, what: str, required: bool = False) -> tuple[Champs, ...]:
        """A list of mappings, each ready to be read in its turn."""
        node = self.raw(key, required)
        if node is None:
            return ()
        if not isinstance(node, YamlList):
            self.say("C003", f"« {key} » attend une liste : chaque élément commence par « - ».", node.span)
            return ()
        records: list[Champs] = []
        for item in node.items:
            if isinstance(item, YamlMap):
                records.append(Champs(item, what, self.findings))
            else:
                self.say("C003", f"chaque élément de « {key} » attend des lignes « clé : valeur ».", item.span)
        return tuple(records)

    def finish(self, known: Iterable[str] = ()) -> None:
        """Report every key that was not asked for; ``known`` adds keys that are read elsewhere.

        Then the missing keys, but for one that an unknown key looks like: it was misspelt, not forgotten.
        """
        names = (*self.asked, *known)
        for key, _ in self.node.entries:
            if key.value not in names:
                message = f"{self.what} ne connaît pas la clé « {key.value} »."
                self.say("C001", message, key.span, did_you_mean(key.value, sorted(names)))
                meant = nearest(key.value, self.missing)
                self.missing = [name for name in self.missing if name not in meant[:1]]
        for key_name in self.missing:
            self.say("C002", f"{self.what} n'a pas de « {key_name} » : ajoutez une ligne « {key_name}: … ».", self.span)


def _is_empty(node: YamlNode | None) -> bool:
    match node:
        case YamlScalar(text):
            return not text.strip()
        case YamlList(items):
            return not items
        case YamlMap(entries):
            return not entries
        case _:
            return True


def scalars(node: YamlNode, prefix: str = "") -> Mapping[str, str]:
    """Every simple text of a tree by its dotted path; the items of a list are left out."""
    if isinstance(node, YamlScalar):
        return {prefix: node.text.strip()}
    found: dict[str, str] = {}
    if isinstance(node, YamlMap):
        for key, value in node.entries:
            found.update(scalars(value, f"{prefix}.{key.value}" if prefix else key.value))
    return found
