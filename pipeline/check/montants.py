"""Rules on the amounts that fiches and chapters give, beside those of the workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from pipeline.check.controle import controle
from pipeline.model.budget import Depense
from pipeline.model.comptes import Comptes
from pipeline.model.fiche import MOYENS, Fiche
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import et, euros
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.parcours import inlines_of
from pipeline.model.projet import Piece, Projet
from pipeline.model.prose import NOWHERE, Block, text_of
from pipeline.model.span import Span

AMOUNT = motif(
    r"(?<![\w,])(?P<nombre>[0-9][0-9 \u00a0\u202f.]*(?:,[0-9]+)?)[ \u00a0\u202f]?(?P<unite>k€|M€|€|k?euros?\b)"
)
CHIFFRES = ("budget", *MOYENS)
"""Headings that say what the action takes: elsewhere a price may be a fact, as what is left to a patient to pay."""

TIMES = {"k": 1_000, "M": 1_000_000}
NOT_YET = motif(
    r"(?:pas|non|reste|restent)[^.;]{0,15} (?:encore )?(?:chiffree?s?|budgetee?s?|estimee?s?|evaluee?s?)"
    r"|(?:cout|budget|montant)s?[^.;]{0,20} (?:a (?:definir|determiner|chiffrer|preciser|venir)|en cours de chiffrage|inconnus?)"
)
"""« Cette action n'est pas encore chiffrée », in folded words."""

PART = motif(
    r"\b(?:le reste|les autres|une partie|le surplus|le benevolat|le temps|les? cofinance\w+)\b"
)
"""What a sentence may say of a part only."""


@controle()
def no_amount_in_prose(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """An amount typed under *Budget* or the means goes stale beside the workbook's: it is there already, or differs."""
    for fiche in projet.fiches:
        known = _known(fiche, projet, comptes)
        already = False
        for typed, amount, span in _amounts_of(fiche):
            where = known.get(amount)
            found = _repeated(typed, where) if where else _different(typed, amount, known, fiche)
            again = already and found.code == "F034"
            already = already or found.code == "F034"
            yield replace(found, span=span, hints=(LIKEWISE,) if again else found.hints)


LIKEWISE = (
    "celui-ci va aussi dans le classeur, avec le code de la fiche ; ici, une phrase sans somme."
)
"""What to do of the amounts of a fiche after its first: the whole remedy is told once."""


def _amounts_of(fiche: Fiche) -> Iterator[tuple[str, Decimal, Span]]:
    for block in (block for key in CHIFFRES for block in fiche.textes.get(key, ())):
        for inlines in inlines_of(block):
            for match in AMOUNT.finditer(text_of(inlines)):
                yield " ".join(match.group().split()), _value(match), block.span


def _value(match: re.Match[str]) -> Decimal:
    """
    >>> _value(AMOUNT.search("soit 3,6 k€ par an")), _value(AMOUNT.search("12 000 euros"))
    (Decimal('3600'), Decimal('12000'))
    """
    digits = re.sub(r"[ \u00a0\u202f.]", "", match["nombre"]).replace(",", ".")
    return (Decimal(digits) * TIMES.get(match["unite"][0], 1)).quantize(
        Decimal("0.01")
    ).normalize() + 0


def _known(fiche: Fiche, projet: Projet, comptes: Comptes) -> Mapping[Decimal, str]:
    """Each amount that the workbook ties to a fiche → the fact that gives it, or the words of its line."""
    found: dict[Decimal, str] = {}
    costs = comptes.couts_fiches.get(fiche.cle, ())
    for year, amount in enumerate(costs, 1):
        found.setdefault(amount, f'{{{{ fiche("{fiche.cle}").cout_annee_{year} }}}}')
    found.setdefault(sum(costs, Decimal(0)), f'{{{{ fiche("{fiche.cle}").cout }}}}')
    for line in _lines(fiche, projet):
        units = (unit for unit in (line.cout_unitaire, *line.couts) if unit is not None)
        for amount in (*line.montants, sum(line.montants, Decimal(0)), *units):
            found.setdefault(amount, f"« {line.libelle or line.nature} »")
    found.pop(Decimal(0), None)
    return found


def _lines(fiche: Fiche, projet: Projet) -> Iterator[Depense]:
    for bloc in projet.budget.blocs:
        for line in bloc.depenses:
            if line.fiche is not None and line.fiche.value == fiche.cle:
                yield line


def _repeated(typed: str, where: str) -> Finding:
    message = f"« {typed} » : ce montant est déjà dans le classeur, cette phrase ne le suivra pas."
    hint = f"écrivez {where} à la place : il suivra."
    if not where.startswith("{"):
        hint = f"c'est la ligne {where}, que le coût de la fiche compte : dites ici à quoi elle sert, sans la somme."
    return Finding("F058", message, NOWHERE, (hint,))


def _different(typed: str, amount: Decimal, known: Mapping[Decimal, str], fiche: Fiche) -> Finding:
    message = f"« {typed} » : un montant ne se tape pas dans une fiche, il vient du classeur"
    hint = (
        "inscrivez-le dans le classeur avec le code de la fiche ; ici, gardez une phrase sans somme, "
        "« Deux soirées de formation par an. »"
    )
    if known:
        near = min(known, key=lambda value: abs(value - amount))
        message += f", qui donne à {fiche.cle} {euros(near)} {_named(known[near])}"
        costs = [
            f"{euros(value)} {_named(where)}"
            for value, where in known.items()
            if where.startswith("{") and value != near
        ]
        hint += f" Le classeur a aussi {et(costs)}." if costs else ""
    return Finding("F034", f"{message}.", NOWHERE, (hint,))


def _named(where: str) -> str:
    """« en année 1 », « en tout », or the words of a line."""
    year = re.search(r"cout_annee_([0-9])", where)
    if year:
        return f"en année {year[1]}"
    return "en tout" if where.startswith("{") else f"pour {where}"


@controle(Piece.BUDGET)
def costs_are_told(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A fiche that says that its cost is not known, while the workbook has one."""
    for fiche in projet.fiches:
        cost = sum(comptes.couts_fiches.get(fiche.cle, ()), Decimal(0))
        for block in fiche.textes.get("budget", ()) if cost else ():
            for sentence in filter(_is_unpriced, _sentences(block)):
                message = f"« {sentence} » : or le classeur compte {euros(cost)} pour {fiche.cle}."
                hint = "corrigez la phrase : le coût s'imprime tout seul au-dessous."
                yield Finding("F059", message, block.span, (hint,))


def _sentences(block: Block) -> Iterator[str]:
    for inlines in inlines_of(block):
        yield from re.split(r"(?<=[.;!?])\s+", text_of(inlines).strip())


def _is_unpriced(sentence: str) -> bool:
    words = fold(sentence)
    return NOT_YET.search(words) is not None and PART.search(words) is None
