"""Typed fields out of a YAML mapping: unknown, missing and ill-typed keys become findings, once, with their line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from pipeline.interpret.dates import impossible_day, parse_echeance
from pipeline.interpret.nombres import parse_entier
from pipeline.model.echeance import Echeance, Precision
from pipeline.model.finding import Finding
from pipeline.model.forme import Champ, Forme, Genre
from pipeline.model.langue.francais import et
from pipeline.model.langue.mots import among, did_you_mean, fold, is_blank, nearest
from pipeline.model.motif import motif
from pipeline.model.source import YamlList, YamlMap, YamlNode, YamlScalar, same_key
from pipeline.model.span import Placed, Span

DIGITS = motif(r"[0-9]+")
CODE = motif(r"[A-Z]+[-_ ]?[0-9]+")
"""« PRS-1 »: what an author's own key most often looks like."""

Entry = tuple[Placed[str], YamlNode]

SENTENCE = 4
"""Words of a line that is no key."""


class Champs:
    """One mapping being read by its declared ``forme``; ``what`` names it in messages instead of the forme's own name.

    Ask for each field, then call ``finish``: it reports the keys that the forme does not have.  To ask for a key that
    is not declared, or for another kind than declared, is a bug.
    """

    def __init__(
        self,
        node: YamlMap,
        forme: Forme,
        findings: list[Finding],
        span: Span | None = None,
        what: str = "",
    ) -> None:
        self.forme = forme
        self.what = what or forme.nom
        self.findings = findings
        self.span = span or node.span
        self.known = {
            champ.cle: champ for champ in forme.champs if not _is_yes(node.get(champ.sauf))
        }
        self.node = self._with_lost_lines(node)
        self.asked: set[str] = set()
        self.missing: list[str] = []

    def say(self, code: str, message: str, span: Span, hints: tuple[str, ...] = ()) -> None:
        self.findings.append(Finding(code, message, span, hints))

    def _with_lost_lines(self, node: YamlMap) -> YamlMap:
        """The mapping with the lines of a table that lost their indent put back under it, and reported once."""
        entries = self._in_our_letters(node)
        for champ in self.known.values():
            if champ.genre is Genre.TABLE and champ.forme is not None:
                self._put_back(champ.cle, champ.forme, entries)
        return YamlMap(tuple(entries), node.span)

    def _in_our_letters(self, node: YamlMap) -> list[Entry]:
        """« Titre : » is « titre : », unless the latter is there too."""
        if all(key.value in self.known for key, _ in node.entries):
            return list(node.entries)
        typed = {key.value for key, _ in node.entries}
        ours = [cle for cle in self.known if cle not in typed]
        return [(_ours(key, self.known, ours), value) for key, value in node.entries]

    def _put_back(self, cle: str, forme: Forme, entries: list[Entry]) -> None:
        rank = next((rank for rank, (key, _) in enumerate(entries) if key.value == cle), None)
        if rank is None:
            return
        key, value = entries[rank]
        inside = value.entries if isinstance(value, YamlMap) else ()
        lost = self._lost(forme, entries[rank + 1 :])
        holds_something_else = not inside and not _is_empty(value)
        given_twice = {key.value for key, _ in inside} & {key.value for key, _ in lost}
        if not lost or holds_something_else or given_twice:
            return
        self._say_lost(cle, lost)
        first, _ = (*inside, *lost)[0]
        entries[rank : rank + 1 + len(lost)] = [(key, YamlMap((*inside, *lost), first.span))]

    def _lost(self, forme: Forme, following: Sequence[Entry]) -> list[Entry]:
        """The lines right after a table that can only be its own."""

        def is_lost(entry: Entry) -> bool:
            key = entry[0].value
            if self.forme.libre is not None or self.forme.champ(key) is not None:
                return False
            return forme.champ(key) is not None or (
                forme.libre is not None and CODE.fullmatch(key) is not None
            )

        return list(takewhile(is_lost, following))

    def _say_lost(self, table: str, lost: Sequence[Entry]) -> None:
        go, lack, others = "va", "il lui", ""
        if len(lost) > 1:
            go, lack, others = "vont", "il leur", " ; de même pour les autres."
        names = et([f"« {key.value} »" for key, _ in lost])
        message = f"{names} {go} sous « {table} » : {lack} manque deux espaces devant."
        key, value = lost[0]
        typed = f"{key.value}: {value.text if isinstance(value, YamlScalar) else '…'}".strip()
        self.say(
            "C001", message, key.span, (f"écrivez, avec deux espaces devant : {typed}{others}",)
        )

    def declared(self, key: str, *genres: Genre) -> Champ:
        champ = self.known.get(key)
        assert champ is not None, (
            f"« {key} » n'est pas un champ de la forme « {self.forme.nom} » : déclarez-le."
        )
        assert champ.genre in genres, (
            f"« {key} » est déclaré comme {champ.genre.value}, et lu comme {genres[0].value}."
        )
        return champ

    def raw(self, key: str, *genres: Genre) -> YamlNode | None:
        """The node of a key, None when absent or empty; reported when it was required, or names amounts without any."""
        champ = self.declared(key, *genres)
        self.asked.add(key)
        node = self.node.get(key)
        if not _is_empty(node):
            return node
        place = next((name.span for name, _ in self.node.entries if name.value == key), None)
        wanted = champ.requis and not self._may_be_left_out(champ)
        if place is None and wanted:
            self.missing.append(key)
        elif place is not None and (wanted or champ.genre is Genre.MONTANTS):
            self.say(
                "C002",
                f"{self.what} laisse « {key} » vide : complétez la ligne « {key}: … ».",
                place,
            )
        return None

    def _may_be_left_out(self, champ: Champ) -> bool:
        if champ.facultatif_si is None:
            return False
        key, word = champ.facultatif_si
        node = self.node.get(key)
        return isinstance(node, YamlScalar) and fold(node.text) == fold(word)

    def scalar(self, key: str) -> Placed[str] | None:
        return self._scalar(key, Genre.TEXTE)

    def _scalar(self, key: str, *genres: Genre) -> Placed[str] | None:
        node = self.raw(key, *genres)
        if node is None:
            return None
        if isinstance(node, YamlScalar):
            return Placed(" ".join(node.text.split()), node.span)
        first = node.items[0] if isinstance(node, YamlList) else None
        hints = (
            (f"gardez un seul mot, sans crochets : {key}: {first.text}",)
            if isinstance(first, YamlScalar)
            else ()
        )
        self.say("C003", f"« {key} » attend un texte simple, pas une liste.", node.span, hints)
        return None

    def text(self, key: str) -> str:
        placed = self.scalar(key)
        return placed.value if placed else ""

    def integer(self, key: str) -> Placed[int] | None:
        placed = self._scalar(key, Genre.ENTIER)
        if placed is None:
            return None
        value = parse_entier(placed.value)
        if value is None:
            figures = DIGITS.findall(placed.value)
            hint = (
                f"écrivez des chiffres seuls : {key}: {figures[0]}"
                if figures
                else "écrivez-le en chiffres."
            )
            self.say(
                "C003",
                f"« {key} » attend un nombre entier, pas « {placed.value} ».",
                placed.span,
                (hint,),
            )
            return None
        return Placed(value, placed.span)

    def echeance(self, key: str) -> Placed[Echeance] | None:
        placed = self._scalar(key, Genre.ECHEANCE, Genre.JOUR)
        if placed is None or is_blank(placed.value):
            return None
        value = parse_echeance(placed.value)
        if value is None:
            hint = (
                impossible_day(placed.value) or "écrivez par exemple 2027-04-01, ou « avril 2027 »."
            )
            self.say(
                "C003",
                f"« {key} » attend une date : « {placed.value} » n'en est pas une.",
                placed.span,
                (hint,),
            )
            return None
        if self.known[key].genre is Genre.JOUR and value.precision is not Precision.JOUR:
            self.say(
                "C003", f"« {key} » attend un jour précis, par exemple 2027-04-01.", placed.span
            )
            return None
        return Placed(value, placed.span)

    def choice(self, key: str) -> Placed[str] | None:
        """One of the declared values, whatever the accents and capitals; the list's own spelling is returned."""
        placed = self._scalar(key, Genre.CHOIX, Genre.OUI_NON)
        if placed is None:
            return None
        known = self.known[key].valeurs
        value = among(placed.value, known)
        if value:
            return Placed(value, placed.span)
        self._not_a_value(key, placed, known)
        return None

    def _not_a_value(self, key: str, placed: Placed[str], known: tuple[str, ...]) -> None:
        message = f"« {placed.value} » n'est pas une valeur de « {key} »."
        self.say("C004", message, placed.span, did_you_mean(placed.value, known))

    def yes_no(self, key: str, unclear: bool = False) -> bool:
        """``oui`` or ``non``, no when absent; ``unclear`` is the answer to anything else, which is reported."""
        self.declared(key, Genre.OUI_NON)
        placed = self.choice(key)
        if placed is None:
            return unclear and not _is_empty(self.node.get(key))
        return placed.value == "oui"

    def texts(self, key: str) -> tuple[Placed[str], ...]:
        """A list of simple texts; a single text counts as a list of one."""
        node = self.raw(key, Genre.TEXTES, Genre.MONTANTS)
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

    def choices(self, key: str) -> tuple[Placed[str], ...]:
        """A list of words among the declared values, spelt as they are."""
        known = self.declared(key, Genre.TEXTES).valeurs
        kept: list[Placed[str]] = []
        for placed in self.texts(key):
            if placed.value in known:
                kept.append(placed)
            else:
                self._not_a_value(key, placed, known)
        return tuple(kept)

    def table(self, key: str) -> Champs | None:
        """A mapping, ready to be read in its turn."""
        node = self.raw(key, Genre.TABLE)
        if node is None:
            return None
        if isinstance(node, YamlMap):
            return Champs(node, self.inner(key), self.findings)
        inner = self.inner(key)
        first = next(iter(inner.champs), inner.libre)
        hint = (
            f"sous « {key}: », écrivez par exemple, avec deux espaces devant : {first.cle}: …"
            if first
            else ""
        )
        if isinstance(node, YamlList):
            hint = f"effacez les tirets au début des lignes de « {key} »."
        self.say(
            "C003", f"« {key} » attend des lignes « clé : valeur » en retrait.", node.span, (hint,)
        )
        return None

    def records(self, key: str) -> tuple[Champs, ...]:
        """A list of mappings, each ready to be read in its turn."""
        node = self.raw(key, Genre.LISTE)
        if node is None:
            return ()
        if not isinstance(node, YamlList):
            message = f"« {key} » attend une liste : chaque élément commence par « - »."
            self.say("C003", message, node.span, (self._like_an_item(key),))
            return ()
        records: list[Champs] = []
        for item in node.items:
            if isinstance(item, YamlMap):
                records.append(Champs(item, self.inner(key), self.findings))
            else:
                message = f"chaque élément de « {key} » attend des lignes « clé : valeur »."
                self.say("C003", message, item.span, (self._like_an_item(key),))
        return tuple(records)

    def _like_an_item(self, key: str) -> str:
        first, *others = (champ.cle for champ in self.inner(key).champs)
        more = f" ; puis, avec deux espaces de plus : {others[0]}: …" if others else ""
        return f"écrivez, pour chacun : - {first}: …{more}"

    def inner(self, key: str) -> Forme:
        forme = self.known[key].forme
        assert forme is not None, f"« {key} » n'a pas de forme."
        return forme

    def own(self) -> tuple[tuple[Placed[str], YamlNode], ...]:
        """The entries whose keys are the author's."""
        assert self.forme.libre is not None, (
            f"la forme « {self.forme.nom} » n'a pas de clés libres."
        )
        return tuple(
            (key, value) for key, value in self.node.entries if key.value not in self.known
        )

    def finish(self) -> None:
        """Report every key that the forme does not have; a key of the author's own holds a simple text.

        Then the missing keys, but for one that an unknown key looks like: it was misspelt, not forgotten.
        """
        forgotten = self.known.keys() - self.asked
        assert not forgotten, (
            f"déclarés et jamais lus dans « {self.forme.nom} » : {', '.join(sorted(forgotten))}."
        )
        for key, value in self.node.entries:
            is_the_author_s = self.forme.libre is not None and isinstance(value, YamlScalar)
            if key.value not in self.known and not is_the_author_s:
                self._say_unknown(key)
        for name in self.missing:
            self.say(
                "C002",
                f"{self.what} n'a pas de « {name} » : ajoutez une ligne « {name}: … ».",
                self.span,
            )

    def _say_unknown(self, key: Placed[str]) -> None:
        hints = did_you_mean(key.value, sorted(self.known))
        if len(key.value.split()) >= SENTENCE:
            hints = ("si cette ligne est une explication, commencez-la par « # ».",)
        elif self.forme.libre and not nearest(key.value, self.known):
            hints = ("ici, une clé de votre choix porte un texte simple, pas une liste.",)
        self.say("C001", f"{self.what} ne connaît pas la clé « {key.value} ».", key.span, hints)
        meant = nearest(key.value, self.missing)
        self.missing = [name for name in self.missing if name not in meant[:1]]


def _ours(key: Placed[str], known: Iterable[str], free: Iterable[str]) -> Placed[str]:
    """A key in our spelling, whatever its capitals, accents and the sign between its words."""
    if key.value in known:
        return key
    meant = next((cle for cle in free if same_key(key.value, cle)), key.value)
    return Placed(meant, key.span)


def _is_yes(node: YamlNode | None) -> bool:
    return isinstance(node, YamlScalar) and fold(node.text) == "oui"


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


def scalars(node: YamlNode, prefix: str = "") -> Mapping[str, Placed[str]]:
    """Every simple text of a tree by its dotted path; the items of a list are left out."""
    if isinstance(node, YamlScalar):
        return {prefix: Placed(node.text.strip(), node.span)}
    found: dict[str, Placed[str]] = {}
    if isinstance(node, YamlMap):
        for key, value in node.entries:
            found.update(scalars(value, f"{prefix}.{key.value}" if prefix else key.value))
    return found
