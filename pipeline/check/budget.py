"""Rules on the budget: balance, barème, fiches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import chain
from operator import attrgetter

from pipeline.check.controle import controle
from pipeline.check.formes import tailles_possibles
from pipeline.model.bareme import FONCTIONNEMENT, VOLETS, Bareme, Montants
from pipeline.model.budget import (
    FEUILLES,
    ORIGINES_ACI,
    REPORT,
    Bloc,
    Depense,
    Indemnite,
    Operation,
    Ressource,
    Virement,
    en_annee,
)
from pipeline.model.comptes import Comptes, TotalBloc
from pipeline.model.fiche import Fiche
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import et, euros
from pipeline.model.langue.mots import did_you_mean, fold
from pipeline.model.motif import motif
from pipeline.model.projet import Piece, Projet
from pipeline.model.span import Placed, Span

CODE_DE_FICHE = motif(r"\bM[1-6]\W+[0-9]{2}")
PARTS_OF_A_MISSION = (VOLETS["fixe"], VOLETS["variable"])
PREMIERE, MISE_A_JOUR = "ACI crise première rédaction", "ACI crise mise à jour"


@controle()
def workbook_exists(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    classeur = projet.identite.classeur
    if classeur is not None and not projet.classeur_present:
        message = f"le classeur {classeur.value} n'existe pas."
        missing = (Span(classeur.value),)
        yield Finding("B017", message, classeur.span, (_nearest(projet.classeurs),), missing)


def _nearest(present: tuple[str, ...]) -> str:
    """What to do without the workbook: name one that is there, save one of another format, or make one."""
    ready = [path for path in present if path.lower().endswith(".xlsx")]
    if ready:
        return (
            "dans budgets/ il y a "
            + ", ".join(f"« {path} »" for path in ready)
            + " : corrigez « classeur: »."
        )
    if present:
        return f"ouvrez {present[0]} et enregistrez-le comme « Classeur Excel (.xlsx) », puis corrigez « classeur: »."
    return "« make classeur » en crée un, tout prêt à remplir."


@controle()
def bareme_known(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    wanted = projet.identite.bareme
    if wanted is not None and Piece.BAREME in projet.trous:
        message = f"le barème « {wanted.value} » n'est pas connu."
        yield Finding("B018", message, wanted.span, did_you_mean(wanted.value, projet.baremes))


@controle()
def baremes_add_up(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Each sub-total is the sum of its parts, the total that of the sub-totals and of the fonctionnement."""
    for bareme in projet.baremes.values():
        if bareme.span.path in projet.doutes.fautes:
            continue
        for mission in bareme.missions:
            parts = [mission.volets[name] for name in mission.total_de if name in mission.volets]
            yield from _compare(
                bareme,
                f"le total de la mission « {mission.cle} »",
                mission.total,
                parts,
                mission.span,
            )
        parts = [bareme.fonctionnement, *(mission.total for mission in bareme.missions)]
        yield from _compare(bareme, "le total possible", bareme.total_possible, parts, bareme.span)


def _compare(
    bareme: Bareme, what: str, printed: Montants, parts: list[Montants], span: Span
) -> Iterator[Finding]:
    for size, value in enumerate(printed):
        total = sum((part[size] for part in parts), Decimal(0))
        if total != value:
            message = f"barème {bareme.cle} : {what} en taille {size + 1} est {euros(value)}, la somme donne {euros(total)}."
            yield Finding("B019", message, span)


@controle()
def blocks_balance(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Expenses equal resources in each block and year, to the cent."""
    for bloc in filter(attrgetter("complet"), projet.budget.blocs):
        for years, (spent, got, gap, moved) in _alike(comptes.blocs[bloc.cle]):
            missing = (
                f"il manque {euros(-gap)} de ressources"
                if gap < 0
                else f"il reste {euros(gap)} à employer"
            )
            message = (
                f"bloc {bloc.feuille}, {_named(years)} : dépenses {euros(spent)}, "
                f"ressources {euros(got)}{', virements compris' if moved else ''} ; {missing}."
            )
            yield Finding("B010", message, bloc.span, (_to_balance(gap), _set_aside(gap)))


def _set_aside(gap: Decimal) -> str:
    """What closes a gap with money of another year."""
    if gap < 0:
        return (
            f"si l'association l'a de côté, ajoutez aux ressources une ligne « {REPORT} » "
            f"de {euros(-gap)}."
        )
    return (
        f"pour garder cette somme, ajoutez aux ressources une ligne « {REPORT} » de {euros(-gap)}, "
        f"et de {euros(gap)} l'année où elle servira."
    )


def _to_balance(gap: Decimal) -> str:
    """What closes a gap within its year, whichever way the CPTS chooses."""
    by_year = euros(abs(gap))
    if gap < 0:
        return (
            f"réduisez les dépenses de {by_year}, ajoutez une ressource de {by_year}, "
            "ou virez cette somme d'un bloc qui en a de reste."
        )
    return (
        f"ajoutez {by_year} de dépenses, réduisez une ressource d'autant, "
        "ou virez cette somme à un bloc qui en manque."
    )


Balance = tuple[Decimal, Decimal, Decimal, bool]


def _alike(total: TotalBloc) -> Iterator[tuple[list[int], Balance]]:
    """Contract years out of balance, those with the same figures together."""
    found: dict[Balance, list[int]] = {}
    for rank, gap in enumerate(total.ecarts):
        if gap:
            moved = bool(total.recu[rank] or total.verse[rank])
            found.setdefault((total.emplois[rank], total.moyens[rank], gap, moved), []).append(
                rank + 1
            )
    return ((years, balance) for balance, years in found.items())


def _named(years: list[int]) -> str:
    """« année 2 », « années 1 et 3 », « années 1 à 5 »."""
    if len(years) == 1:
        return f"année {years[0]}"
    if len(years) > 2 and years == list(range(years[0], years[-1] + 1)):
        return f"années {years[0]} à {years[-1]}"
    return "années " + ", ".join(str(year) for year in years[:-1]) + f" et {years[-1]}"


@controle(Piece.BAREME)
def within_bareme(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """What is asked of the ACI exists in the barème and stays within it, line by line and origin by origin."""
    sizes = tailles_possibles(projet, comptes)
    for bloc in projet.budget.blocs if sizes else ():
        for origine in ORIGINES_ACI:
            lines = bloc.d_origine(origine)
            if lines:
                yield from _against(projet, bloc, origine, lines, max(sizes))


def _against(
    projet: Projet, bloc: Bloc, origine: str, lines: list[Ressource], size: int
) -> Iterator[Finding]:
    bareme = projet.bareme
    ceiling = bareme.montant(bloc.cle, origine, size)
    if ceiling is None:
        if any(line.chiffree for line in lines):
            message = f"le barème {bareme.cle} n'a pas de ligne « {origine} » pour le bloc {bloc.feuille}."
            hint = _of_the_same_block(bareme, bloc, origine, size)
            hint = hint or _where_it_is_due(projet, origine, size)
            yield Finding("B012", message, lines[0].span, (hint,))
        return
    for year in range(1, len(lines[0].montants) + 1):
        asked = en_annee(lines, year)
        if asked > ceiling:
            message = (
                f"« {origine} », année {year} : {euros(asked)} dépassent le barème, "
                f"{euros(ceiling)} pour une CPTS de taille {size} ({bareme.cle})."
            )
            last = next(line for line in reversed(lines) if line.montants[year - 1])
            yield Finding("B011", message, last.cellules[year - 1].span)


def _of_the_same_block(bareme: Bareme, bloc: Bloc, origine: str, size: int) -> str:
    """For a part that the other missions have: what the barème gives this one in its place, as for the crises."""
    own = {
        name: amount
        for name in ORIGINES_ACI
        if (amount := bareme.montant(bloc.cle, name, size)) is not None
    }
    has_no_parts = own and not {*own} & {*PARTS_OF_A_MISSION}
    if bloc.cle == FONCTIONNEMENT or origine not in PARTS_OF_A_MISSION or not has_no_parts:
        return ""
    listed = ", ".join(f"« {name} », {euros(amount)}" for name, amount in own.items())
    return f"changez l'origine de cette ligne, sans changer de bloc ; le barème y donne par an, au plus : {listed}."


def _where_it_is_due(projet: Projet, origine: str, size: int) -> str:
    """The blocks that the barème gives this money to, and how much to each: one line moved whole would be too much."""
    due = [
        f"{FEUILLES[bloc.cle]} {euros(amount)}"
        for bloc in projet.budget.blocs
        if (amount := projet.bareme.montant(bloc.cle, origine, size))
    ]
    if not due:
        return "changez l'origine de cette ligne : « FIR » si l'ARS l'accorde, ou « autre »."
    several = "partagez cette ligne : une ligne dans chacun de ces blocs"
    what = several if len(due) > 1 else "mettez cette ligne dans ce bloc"
    return (
        f"{what}, avec ce que le barème y donne au plus pour une année pleine ({', '.join(due)})."
    )


@controle()
def crisis_plan_once(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The first writing of the plan is paid once, and excludes its update in the same year."""
    bloc = projet.budget.bloc("crises")
    if bloc is None:
        return
    years = range(1, projet.budget.annees + 1)
    first, updated = (
        [year for year in years if any(line.montants[year - 1] for line in bloc.d_origine(origine))]
        for origine in (PREMIERE, MISE_A_JOUR)
    )
    if len(first) > 1:
        listed = " et ".join(map(str, first))
        yield Finding(
            "B013",
            f"la première rédaction du plan de crise est comptée en années {listed}.",
            bloc.span,
            (_after_the_first_year(first),),
        )
    for year in set(first) & set(updated):
        message = (
            f"année {year} : première rédaction et mise à jour du plan de crise ne se cumulent pas."
        )
        hint = f"gardez la première rédaction seule cette année-là : la case de la mise à jour, année {year}, reste vide."
        yield Finding("B013", message, bloc.span, (hint,))


def _after_the_first_year(years: list[int]) -> str:
    """What to do with the years that the first writing of the plan is no longer paid."""
    later = et([str(year) for year in years[1:]])
    several = "de l'année" if len(years) == 2 else "des années"
    return (
        f"laissez « {PREMIERE} » en année {years[0]} ; déplacez la somme {several} {later} dans une autre ligne, "
        f"d'origine « {MISE_A_JOUR} »."
    )


@controle()
def fiches_exist(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """An expense tied to a fiche names one that exists, and so does a line of the register."""
    if not projet.codes_lus:
        return
    codes = projet.codes_de_fiches
    budget = projet.budget
    for line in chain[Depense | Indemnite | Operation](
        budget.depenses, budget.indemnites, budget.realise
    ):
        if line.fiche is not None and line.fiche.value not in codes:
            yield _unknown_fiche(line.fiche, sorted(codes), _meant(line, projet))


LEAST_LETTERS = 5
"""Of a word that says what a fiche is about."""


def _meant(line: Depense | Indemnite | Operation, projet: Projet) -> tuple[Fiche, ...]:
    """The fiche whose title shares most words with what the line says; none where several tie."""
    words = _content(f"{getattr(line, 'libelle', '')} {line.commentaire}")
    shared = [
        (len(words & _content(one.titre.value)), one)
        for one in projet.fiches
        if one.titre and one.code
    ]
    most = max((count for count, _ in shared), default=0)
    found = tuple(one for count, one in shared if most and count == most)
    return found if len(found) == 1 else ()


def _content(text: str) -> frozenset[str]:
    words = CONTENT.findall(fold(text))
    return frozenset(word.rstrip("sx") for word in words if len(word) >= LEAST_LETTERS) - EVERYWHERE


CONTENT = motif(r"[a-z]+")
EVERYWHERE = frozenset(
    ("action", "fiche", "heure", "reunion", "projet", "sante", "soin", "mission")
)


def _unknown_fiche(cited: Placed[str], codes: list[str], meant: tuple[Fiche, ...]) -> Finding:
    typed = cited.value
    if len(CODE_DE_FICHE.findall(typed.upper())) > 1:
        message = f"cette case nomme plusieurs fiches (« {typed} ») : le montant ne peut aller qu'à une seule."
        return Finding("B007", message, cited.span, ("faites une ligne par fiche.",))
    near = [code for code in codes if code[:3] == typed[:3].upper()] or codes
    message = f"la fiche « {typed} » n'existe pas dans content/fiches/."
    if meant and meant[0].code and meant[0].titre:
        hint = f"vouliez-vous dire « {meant[0].code.value} » ({meant[0].titre.value}) ?"
        return Finding("B007", message, cited.span, (hint,))
    return Finding("B007", message, cited.span, did_you_mean(typed.split(" ")[0], near))


@controle()
def blocks_of_missions(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A block with money in it belongs to a mission that is kept."""
    for bloc in projet.budget.blocs:
        total = comptes.blocs[bloc.cle]
        used = any((*total.depenses, *total.ressources))
        if used and bloc.cle != FONCTIONNEMENT and projet.retenue(bloc.cle) is False:
            message = f"le bloc {bloc.feuille} a des montants, mais la mission n'est pas retenue dans projet.yaml."
            yield Finding("B020", message, bloc.span)


@controle()
def virements_are_discussed(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Money of the ACI is freely used; a block that lives on another is still a matter for the CPAM."""
    present = {bloc.cle for bloc in projet.budget.blocs}
    by_way: dict[tuple[str, str], list[Virement]] = {}
    for virement in projet.budget.virements:
        if {virement.de, virement.vers} <= present:
            by_way.setdefault((virement.de, virement.vers), []).append(virement)
    for (de, vers), group in by_way.items():
        way = f"du bloc {FEUILLES[de]} vers le bloc {FEUILLES[vers]}"
        first = group[0]
        message = f"virement de {euros(first.montant)} {way}, année {first.annee} : à discuter avec la CPAM."
        if len(group) > 1:
            each = et(f"{euros(one.montant)} l'année {one.annee}" for one in group)
            message = f"virements {way}, {each} : à discuter avec la CPAM."
        without = [one for one in group if not one.motif]
        hints = ("écrivez sa raison dans la colonne « Motif ».",) if without else ()
        related = tuple(one.span for one in group[1:])
        yield Finding("B041", message, first.span, hints, related)


@controle()
def virements_between_blocks(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Both blocks of a virement are in the budget, or half of it would be lost."""
    present = {bloc.cle for bloc in projet.budget.blocs}
    for virement in projet.budget.virements:
        for cle in (virement.de, virement.vers):
            if cle not in present:
                message = f"ce virement cite le bloc {FEUILLES[cle]}, qui n'est pas dans le budget."
                yield Finding(
                    "B042", message, virement.span, ("corrigez-le, ou retenez la mission.",)
                )


@controle()
def lines_told_once(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Two lines alike in every column are most often one, copied twice."""
    for bloc in projet.budget.blocs:
        seen: dict[Depense | Ressource, Depense | Ressource] = {}
        for line in bloc.lignes:
            first = seen.setdefault(line, line)
            if first is not line and line.chiffree:
                message = f"cette ligne est la même que celle de la cellule {first.span.cell} : elle compte deux fois."
                hint = "effacez-la, ou distinguez leurs libellés."
                yield Finding("B073", message, line.span, (hint,), (first.span,))


@controle()
def lines_say_what_and_how_much(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """An expense has words to be printed by, and an amount in some year, or a comment that says why it has none."""
    for bloc in projet.budget.blocs:
        for line in bloc.depenses if bloc.complet else ():
            if line.chiffree and not line.libelle:
                message = f"cette ligne de {_total(line)} n'a pas de libellé : l'annexe ne dira pas ce qu'elle est."
                yield Finding("B074", message, line.span, ("dites en quelques mots ce que c'est.",))
            elif line.libelle and _is_unpriced(line):
                message = f"« {line.libelle} » n'a de montant pour aucune année."
                hint = "écrivez son montant, ou effacez la ligne."
                yield Finding("B074", message, line.span, (hint,))


def _is_unpriced(line: Depense) -> bool:
    """Whether no year has a number, zero included, and no comment says why."""
    typed = any(isinstance(cell.value, Decimal) for cell in line.cellules)
    return not typed and not line.commentaire


def _total(line: Depense) -> str:
    return euros(sum(line.montants, Decimal(0)))
