"""Whether nine or ten digits are typed as the number of a mobile phone: a date, an amount, ages, codes are grouped
otherwise, or said to be something else by the words around."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence, Set

from pipeline.model.coordonnees.personnes import A_NAME, CIVIL, is_a_first_name
from pipeline.model.echeance import MOIS
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.valeur import dataclass

MOBILE = ("6", "7")


@dataclass(frozen=True, slots=True)
class Suite:
    """Groups of digits that make a whole French number, the ``signes`` between them and what stands ``avant`` and
    ``apres``; ``en_mots`` is whether it is spelled, ``identifie`` whether its column or its paragraph tells of numbers
    of companies or of establishments, ``compte`` whether its column counts something."""

    prefixe: str
    numero: str
    groupes: tuple[str, ...]
    signes: tuple[str, ...]
    avant: str
    apres: str
    en_mots: bool
    identifie: bool
    compte: bool = False

    @property
    def est_internationale(self) -> bool:
        return self.avant.endswith("+") or self.prefixe.startswith("00")


def est_portable(suite: Suite) -> bool:
    """Whether a number that begins as a mobile one is meant to be one."""
    if suite.est_internationale or ANNOUNCED.search(suite.avant) or _is_said_without_zero(suite):
        return True
    if any(seems(suite) for seems in SOMETHING_ELSE):
        return False
    if not suite.prefixe:
        return _is_without_its_zero(suite)
    if suite.prefixe == "0":
        return _is_with_its_zero(suite)
    sizes = tuple(_without_prefix(len(suite.prefixe), _sizes(suite.groupes)))
    return sizes in WITHOUT_ZERO or sizes in WITH_ZERO


# --- what is announced --------------------------------------------------------------------------------------------

ANNOUNCED = motif(
    r"(?:\bt[ée]l\w{0,8}|\bport(?:able)?|\bmobile|\bgsm|\bwhats ?app|\bsignal|\bsms|\bappel\w{0,4}"
    r"|\bjoin(?:dre|t|te|gnable)|\bcontact)[^0-9\n|]{0,12}\Z",
    re.IGNORECASE,
)
SAID_PRIVATE = r"(?:dom(?:icile\b|\.)|perso(?:nnel(?:le)?)?\b|priv[ée]e?\b)"
AT_HOME_BEFORE = motif(
    r"(?:\bchez[ ](?:elle|lui|eux|moi)\b|\b[sm]a[ ]maison\b(?![ ]d)"
    rf"|\b(?:ligne|fixe|t[ée]l(?:[ée]phone)?\.?|num[ée]ro|n°)[ ](?:(?:du|de[ ]son)[ ])?{SAID_PRIVATE}"
    rf"|(?:\A|[\n|;,(-])[ ]{{0,3}}{SAID_PRIVATE})[^0-9\n|.;]{{0,20}}\Z",
    re.IGNORECASE,
)
AT_HOME_AFTER = motif(
    rf"[ ]?[(,–-][ ]?(?:(?:t[ée]l\.|fixe|ligne)[ ])?(?:[àa][ ]son[ ])?(?:{SAID_PRIVATE}|chez[ ](?:elle|lui)\b)",
    re.IGNORECASE,
)


CARES_AT_HOME = motif(
    r"\b(?:had|ssiad|spasad|saad|sad|esa|admr|prado|(?:hospitalisation|soins?|aides?|services?|portage|maintien|visites?"
    r"|[ée]quipes?)\b[^0-9\n|.;,]{0,30})[ (]*\Z",
    re.IGNORECASE,
)
"""A body that goes to homes, and whose line is its own: « HAD (domicile) : 05… »."""


def est_le_fixe_d_un_domicile(avant: str, apres: str) -> bool:
    """Whether the words around say that a line is that of a home: « chez elle au 05… », « domicile : 05… »."""
    announced = AT_HOME_BEFORE.search(avant)
    if announced is None:
        return AT_HOME_AFTER.match(apres) is not None
    return CARES_AT_HOME.search(avant[: announced.start()]) is None


NO_ZERO_BEFORE = motif(
    r"\b(?:sans|manque|enlev\w{1,3}|[ôo]t\w{1,3})[ ](?:(?:le|son|un|1|du)[ ]){0,2}(?:0|z[ée]ro)\b[^0-9\n|]{0,20}\Z"
    r"|\b(?:0|z[ée]ro)[ ](?:puis|suivi[ ]de|en[ ]moins|devant)\b[^0-9\n|]{0,12}\Z",
    re.IGNORECASE,
)
NO_ZERO_AFTER = motif(
    r"[^0-9\n|]{0,40}\b(?:0|z[ée]ro)\b[^0-9\n|.]{0,12}\b(?:devant|avant|d[ée]but|t[êe]te|moins)\b"
    r"|[^0-9\n|]{0,6}\b(?:sans|manque|ajout\w{1,3}|pr[ée]c[ée]d[ée]?[ ]d['’e]|mett\w{1,3}"
    r"|faites)[ ](?:(?:le|son|un|1|du)[ ]){0,2}"
    r"(?:0|z[ée]ro)\b",
    re.IGNORECASE,
)


def _is_said_without_zero(suite: Suite) -> bool:
    """« sans le zéro : 641 526 374 », « 641 526 374 (un zéro devant) »."""
    if suite.prefixe:
        return False
    return bool(NO_ZERO_BEFORE.search(suite.avant) or NO_ZERO_AFTER.match(suite.apres))


NUMBERED_BY = r"\b(?:siren|siret|finess|rpps|adeli|rna|isbn|issn|doi|iban|nir|insee|naf|ape)\b"
IDENTIFIER = motif(NUMBERED_BY, re.IGNORECASE)
IDENTIFIED = motif(rf"(?:{NUMBERED_BY})[^0-9\n|]{{0,20}}\Z", re.IGNORECASE)
CODES = motif(
    rf"{NUMBERED_BY}|\b(?:codes?|nic|d[ée]p(?:artements?|t)?|r[ée]f\w*|dossiers?|matricules?|identifiants?|communes?"
    r"|postal|cedex|cantons?|mois|jours?|heures?|[âa]ges?|ans|semaines?|ann[ée]es?|rangs?|nombres?|effectifs?|totaux|total"
    r"|scores?|points?|montants?|taux)\b|[€%]",
    re.IGNORECASE,
)
"""Titles of columns whose figures may begin with a zero and reach nobody."""

OF_PHONES = motif(r"t[ée]l|port|mobile|gsm|appel|contact|joindre", re.IGNORECASE)


def heads_codes(titre: str) -> bool:
    """Whether a column of this title holds codes or counts."""
    return CODES.search(titre) is not None and OF_PHONES.search(titre) is None


PLURAL = motif(r"\s*(?!coordonn|num[ée]ro|nos\b|les\b|noms?\b)[^\W\d_]{4,}s\b", re.IGNORECASE)
"""« Séjours », « Recettes »: what is counted heads a column in the plural."""


def heads_a_count(titre: str) -> bool:
    """Whether nine figures bare in a column of this title are an amount."""
    return PLURAL.match(titre) is not None and OF_PHONES.search(titre) is None


COUNTS = motif(
    r"\b(?:m[ée]decins|infirmi(?:ers|[èe]res)|professionnels|actes|passages|visites|consultations|patients|habitants|lits"
    r"|places|s[ée]ances|r[ée]unions|par (?:an|mois|semaine|jour))\b",
    re.IGNORECASE,
)


def heads_counts(titre: str) -> bool:
    """Whether a column of this title counts something: figures cut over several of them are no number."""
    counted = COUNTS.search(titre) is not None and OF_PHONES.search(titre) is None
    return counted or heads_codes(titre)


UNIT = motif(
    r"\s?(?:[€%]|(?:[km]€|euros?|habitants?|patients?|personnes?|signes?|ans|mois|jours|heures|km|kwh)\b)",
    re.IGNORECASE,
)
LONGEST_ANNOUNCE, LONGEST_UNIT = 40, 60


CUT_BY_A_WORD = motif(r"(?<![\w.,/-])0[67](?:[^0-9\n|€%]{1,18}[0-9]{2}){4}(?![0-9]|[ ][0-9]{2}\b)")
SAYS_OTHER = motif(
    rf"\b(?:{'|'.join({*MOIS, *map(fold, MOIS)})}|h|heures?|ans?|mois|jours?|[àa]|au|ou|et|pour|contre|dont|soit|sur)\b",
    re.IGNORECASE,
)
"""What stands between the days, the hours and the counts of a sentence, and not within a number."""


def est_coupe_par_un_mot(typed: str, before: str) -> bool:
    """« 06 (Orange) 41 52 63 74 », « 06 41 52, suite : 63 74 »: one word or remark among pairs parted by one sign."""
    signs = re.findall(r"[^0-9]+", typed)
    words = [sign for sign in signs if LETTER.search(sign)]
    others = set(signs) - set(words)
    if len(words) != 1 or others not in ({" "}, {"."}, {"-"}):
        return False
    values = list(map(int, re.findall("[0-9]+", typed)))
    in_an_hour = words[0].strip() == "h" and max(values) < MINUTES
    other = SAYS_OTHER.search(words[0]) is not None and words[0].strip() != "h"
    if in_an_hour or other or heads_codes(before):
        return False
    return not go_by_steps(values)


MINUTES = 60
"""Of an hour: « 06h10 25 40 55 » are those of departures, « 06h41 52 63 74 » are none."""

LETTER = motif(r"[^\W\d_]")


def go_by_steps(values: Sequence[int]) -> bool:
    """Whether each is as much more than the one before: weeks, months, ages (« 06 07 08 09 10 »)."""
    return len(values) > 2 and len({two - one for one, two in itertools.pairwise(values)}) == 1


def grow(values: Sequence[int]) -> bool:
    """Whether each number is larger than the one before."""
    return all(one < two for one, two in itertools.pairwise(values))


# --- groups -------------------------------------------------------------------------------------------------------

WITH_ZERO = frozenset(
    (
        *((10,), (2, 2, 2, 2, 2), (4, 2, 2, 2), (4, 3, 3), (2, 2, 3, 3)),
        *((2, 4, 4), (4, 4, 2), (3, 3, 4), (5, 5), (2, 8)),
    )
)
"""How many digits the groups of a mobile number have, typed from « 0 »."""

PAIRS = (2, 2, 2, 2, 2)
WITHOUT_ZERO = frozenset(((9,), (1, 2, 2, 2, 2), (1, 4, 4), (1, 8), (3, 2, 2, 2)))
"""The same after « 33 »; three by three is how amounts are typed."""

REGULAR = (" ", ".", "-", "/", "_")
YEAR = motif("(?:19|20)[0-9]{2}")
BRACKETS = str.maketrans("", "", "()[]{}«»\"'")
GLUED = motif(r"[\w/=.,#+-]\Z")
GLUED_AFTER = motif(r"\w|[.,][0-9]|/")


def _sizes(groups: Sequence[str]) -> tuple[int, ...]:
    return tuple(map(len, groups))


def _signs(signs: Sequence[str]) -> tuple[str, ...]:
    """The signs between the groups without brackets, and without the spaces around."""
    return tuple(sign.translate(BRACKETS).strip() or " " for sign in signs)


def _is_with_its_zero(suite: Suite) -> bool:
    groups, signs = _zero_put_back(suite.groupes, _signs(suite.signes))
    sizes = _sizes(groups)
    if suite.identifie and sizes != PAIRS:
        return False
    return sizes in WITH_ZERO or suite.en_mots or _is_cut_anyhow(groups, signs)


def _zero_put_back(
    groups: tuple[str, ...], signs: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """« (0)6 11… », « 0 6 11… » as « 06 11… »; but « 0, 6, 11… » counts something."""
    if groups[0] == "0" and signs and signs[0] in REGULAR and set(_sizes(groups)) != {1}:
        return (f"0{groups[1]}", *groups[2:]), signs[1:]
    return groups, signs


def _is_cut_anyhow(groups: Sequence[str], signs: Sequence[str]) -> bool:
    """Whether the ten digits are cut in groups of one's own, by one sign; no year among them, and no amount."""
    sizes = _sizes(groups)
    if set(sizes) == {1}:
        return set(signs) <= {" ", "-", "/", ","}  # numbers of versions have dots
    if len(set(signs)) != 1 or signs[0] not in REGULAR:
        return False
    if any(map(YEAR.fullmatch, groups)):
        return False
    if sizes[0] in (2, 3):
        return 1 not in sizes or sizes.count(2) >= 3 or set(sizes) == {1, 2}
    return sizes[0] not in (1, 5, 9)  # an amount, a commune, an establishment


def _is_without_its_zero(suite: Suite) -> bool:
    if suite.identifie:
        return False
    sizes, signs = _sizes(suite.groupes), set(_signs(suite.signes))
    if sizes == (9,):
        return not GLUED.search(suite.avant) and not GLUED_AFTER.match(suite.apres)
    if _is_told_in_words(suite, signs):
        return _is_told_of_somebody(suite)
    if len(signs) != 1 or not signs <= {" ", ".", "-"}:
        return False
    if sizes == (1, *PAIRS[1:]):
        return suite.en_mots or _are_pairs_of_a_number(suite)
    return sizes == (3, 2, 2, 2) or (sizes == (3, 3, 3) and signs != {" "})


def _are_pairs_of_a_number(suite: Suite) -> bool:
    """« 6 12 34 56 78 », and no row of counts."""
    growing = grow(list(map(int, suite.groupes))) and not _is_told_of_somebody(suite)
    return not growing and not MORE_PAIRS.match(suite.apres)


def _is_told_in_words(suite: Suite, signs: Set[str]) -> bool:
    """« six, quarante et un, cinquante-deux… »: counts too are told so, of nobody."""
    alone = _sizes(suite.groupes) == (1, *PAIRS[1:])
    return suite.en_mots and alone and signs <= {",", "&", ", &"}


TOLD_OF_SOMEBODY = motif(rf"(?:(?P<titre>{CIVIL}[ ])?(?P<nom>{A_NAME})[ ]?[:(,–-]?|\b[Aa]u)[ ]?\Z")
"""« Claire : 6 12 34 56 78 »: pairs that grow are counts or ages where nobody is named."""


def _is_told_of_somebody(suite: Suite) -> bool:
    told = TOLD_OF_SOMEBODY.search(suite.avant)
    if told is None:
        return False
    return not told["nom"] or bool(told["titre"]) or is_a_first_name(told["nom"])


MORE_PAIRS = motif(r"[ .-](?!0)[0-9]{2}(?![0-9])")
"""What follows « 6 57 12 88 30 » in a row of counts; another number would begin with its zero."""


def _without_prefix(left: int, sizes: Sequence[int]) -> list[int]:
    """The sizes of what remains of the groups once the first ``left`` digits are taken."""
    remain: list[int] = []
    for size in sizes:
        taken = min(size, left)
        left -= taken
        if size > taken:
            remain.append(size - taken)
    return remain


# --- what else it may be ------------------------------------------------------------------------------------------


def _is_counted(suite: Suite) -> bool:
    """« 612345678 » under « Séjours »."""
    return suite.compte and not suite.prefixe and len(suite.groupes) == 1


def _is_measured(suite: Suite) -> bool:
    """« 33 611 223 344 € »: an amount has its unit, and no zero before its first figure."""
    first = suite.groupes[0]
    return not (len(first) > 1 and first.startswith("0")) and bool(UNIT.match(suite.apres))


def _is_a_date(suite: Suite) -> bool:
    """« 06/11/22 33 44 », « 06-11-2022 11.30 »: a day, a month and a year by one sign, then something else."""
    groups, signs = suite.groupes, suite.signes
    dated = len(signs) > 2 and signs[0] == signs[1] != signs[2] and signs[0] in ("/", "-", ".")
    sizes = _sizes(groups[:3])
    return dated and sizes in ((2, 2, 2), (2, 2, 4)) and 1 <= int(groups[1]) <= 12


def _are_ranges(suite: Suite) -> bool:
    """« 06-11 12-22 23… »: ages, hours, one sign within each and another between."""
    signs = _signs(suite.signes)
    alone = set(_sizes(suite.groupes)) == {1}
    cut_short = len(suite.groupes) % 2 and not GOES_ON.match(suite.apres)
    if alone or cut_short:
        return False
    within, between = set(signs[::2]), set(signs[1::2])
    return (
        len(signs) > 2
        and len(within) == len(between) == 1
        and within != between
        and bool({"-", "–"} & (within | between))
    )


GOES_ON = motif(r"[^\w|]{1,4}[0-9]")


def _is_a_list(suite: Suite) -> bool:
    """« 06, 11, 13 et 84 »: commas between other things than pairs, or pairs that grow after a word of codes."""
    signs = set(_signs(suite.signes))
    one_by_one = set(_sizes(suite.groupes)) == {1} and len(signs) == 1
    if "," not in signs or suite.en_mots or one_by_one:
        return False
    if len(signs) > 1 or set(_sizes(suite.groupes)) != {2}:
        return True
    return grow(list(map(int, suite.groupes))) and LISTED.search(suite.avant) is not None


LISTED = motif(
    r"\b(?:d[ée]p(?:artements?|ts?)?|r[ée]gions?|mois|semaines?|jours|heures|ann[ée]es?|codes?|lignes?|cantons?|articles?"
    r"|pages?|fiches?|chapitres?|lots?|rangs?|[âa]ges?)\b[^0-9\n|.;]{0,12}\Z",
    re.IGNORECASE,
)
"""« les départements 06, 07, 12, 30 et 82 »."""


def _goes_by_steps(suite: Suite) -> bool:
    """« 06 07 08 09 10 »: weeks, months or hours, whatever sign is between."""
    return set(_sizes(suite.groupes)) == {2} and go_by_steps(list(map(int, suite.groupes)))


def _is_a_reference(suite: Suite) -> bool:
    """« référence 06-5712-8830-A », « version 6.57.12.88.30 », « dossier 0641-52-6374 »: announced as one, and ended or cut
    as no number is."""
    if not REFERENCE.search(suite.avant):
        return False
    if INVOICE.search(suite.avant) and _sizes(suite.groupes) == (10,):
        return True
    cut_as_a_version = len(suite.groupes) > 2 and set(suite.signes) == {"."} and not suite.prefixe
    cut_as_a_file = set(suite.signes) == {"-"} and _sizes(suite.groupes) in CUT_AS_FILES
    glued = BEGUN_BY_A_LETTER.search(suite.avant) or ENDED_BY_A_LETTER.match(suite.apres)
    return cut_as_a_version or cut_as_a_file or glued is not None


CUT_AS_FILES = ((4, 2, 4), (2, 4, 4), (4, 4, 2), (4, 3, 3), (3, 3, 4))
"""Figures of each group of what has a number of its own, cut by hyphens."""


REFERENCE = motif(
    r"\b(?:r[ée]f(?:[ée]rences?|s)?|articles?|lots?|mod[èe]les?|produits?|versions?|s[ée]rie|factures?|devis|commandes?|dossiers?"
    r"|avoirs?|bordereaux?|march[ée]s?|contrats?|police|tickets?|chrono|colis|inventaire|licences?|abonnements?|compteurs?|pi[èe]ces?"
    r"|re[çc]us?)\b[^0-9\n|]{0,12}\Z",
    re.IGNORECASE,
)
INVOICE = motif(
    r"\b(?:factures?|devis|bons?[ ]de[ ]commande|bordereau)(?:[ ](?:n[°o.]|num[ée]ro|r[ée]f\.?))?[ :]{0,3}\Z",
    re.IGNORECASE,
)
"""What has a number of its own, in one piece."""

BEGUN_BY_A_LETTER = motif(r"(?<!\w)[A-Z]-?\Z")
ENDED_BY_A_LETTER = motif(r"[-/.]?[A-Z]{1,3}(?!\w)|[-/][0-9]{1,2}(?![0-9])")


def _are_codes(suite: Suite) -> bool:
    """Two communes, of one département, or parted by a comma or a word (« 06083 et 07019 »)."""
    if _sizes(suite.groupes) != (5, 5):
        return False
    one, two = suite.groupes
    return one[:2] == two[:2] or bool({",", "&"} & set(suite.signes[0]))


def _is_cut_from_more(suite: Suite) -> bool:
    """« 0,0611223344 », « 2022-0611-223344 », « n° 2019-0612345678 »: the end of a decimal, or of a reference."""
    if _sizes(suite.groupes) == PAIRS:
        return False
    if DATED.search(suite.avant):
        return True
    signs = ".," if len(suite.groupes) == 1 else ".,-/"
    return suite.avant[-2:-1].isdecimal() and suite.avant[-1] in signs


DATED = motif(r"(?<![0-9])(?:19|20)[0-9]{2}[-/_.]\Z")
"""The year of a reference, before its number."""


def _are_amounts(suite: Suite) -> bool:
    """« 18 075 31 770 31 770 », a row of a table without its units: the groups begin inside an amount, and two amounts
    or more have their thousands apart."""
    begins_inside = CUT_AMOUNT.search(suite.avant)
    if begins_inside is None or len(suite.groupes[0]) != 3:
        return False
    pairs = zip(("", *suite.signes), suite.groupes, strict=True)
    typed = "".join(f"{sign}{group}" for sign, group in pairs)
    ends_inside = REST_OF_AMOUNT.match(suite.apres)
    rest = ends_inside.group() if ends_inside else ""
    row = f"{begins_inside.group()}{typed}{rest}"
    return AMOUNTS.fullmatch(row) is not None and len(WITH_THOUSANDS.findall(row)) > 1


CUT_AMOUNT = motif(r"(?<![0-9])[1-9][0-9]{0,2}\s\Z")
REST_OF_AMOUNT = motif(r"(?:\s[0-9]{3})*(?![0-9])")
AMOUNTS = motif(r"(?:(?:0|[1-9][0-9]{0,2}(?:\s[0-9]{3})*)(?:\s|\Z))+")
WITH_THOUSANDS = motif(r"\b[1-9][0-9]{0,2}(?:\s[0-9]{3})+\b")


def _are_days(suite: Suite) -> bool:
    """« le 06, le 11, le 22, le 23 et le 24 mars »."""
    return bool(OF_A_MONTH.match(suite.apres)) and all(int(one) <= 31 for one in suite.groupes)


OF_A_MONTH = motif(
    rf"\s(?:{'|'.join({*MOIS, *map(fold, MOIS)})}|du mois|de ce mois)\b", re.IGNORECASE
)

SOMETHING_ELSE = (
    *(
        _is_counted,
        _is_measured,
        _is_a_date,
        _are_days,
        _are_ranges,
        _is_a_list,
        _goes_by_steps,
        _is_a_reference,
    ),
    *(_are_codes, _are_amounts, _is_cut_from_more),
)
