"""``releve``: what a bank or an accountant wrote down, as lines of *Réalisé* that the treasurer agrees to or not.

It lists, and writes nothing; with ``--ecrire`` the lines go into a new workbook beside hers, which is never touched.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from pipeline.commands.affichage import touches_money
from pipeline.commands.calcul import read_money
from pipeline.commands.ligne import ERREURS, Demande, MauvaisUsage
from pipeline.compute.releve import commentaire, propositions, rapprochement
from pipeline.disk import names_in, read_bytes, reference_data, write_new
from pipeline.interpret.affectations import interpret_affectations
from pipeline.interpret.budget_etranger.postes import POSTES, Postes
from pipeline.interpret.classeur.emplacements import find_table
from pipeline.interpret.classeur.realise import FEUILLE, interpret_realise
from pipeline.model.budget import FEUILLES, Operation
from pipeline.model.budget_etranger import DEPENSES, RESSOURCES
from pipeline.model.colonnes import REALISE
from pipeline.model.files import BUDGETS
from pipeline.model.finding import Finding, has_errors
from pipeline.model.langue.francais import FINE, et, euros
from pipeline.model.projet import Piece, Projet
from pipeline.model.releve import (
    A_AFFECTER,
    A_NOTER,
    AFFECTATIONS,
    AVANT,
    DEJA,
    FEC,
    LAISSE,
    Affectation,
    Proposition,
    Rapprochement,
    Refus,
    Releve,
    words_of,
)
from pipeline.model.source import SheetTable, Workbook
from pipeline.read import read_workbook
from pipeline.read.csv import read_csv
from pipeline.read.releve import read_releve
from pipeline.read.text import decode
from pipeline.run import Lu
from pipeline.write.report import as_text

USAGE = "donnez un relevé de banque (CSV, OFX) ou un FEC : make releve FICHIER=releve.csv"
NOTHING = "Rien n'a été écrit."
ECRIT = f"{BUDGETS}budget-releve"
MOST_SUGGESTED = 8
TITLES = {
    A_NOTER: "À noter",
    DEJA: "Déjà au réalisé",
    A_AFFECTER: "À affecter",
    LAISSE: "Laissées de côté",
    AVANT: "Avant le contrat, donc dans le solde d'ouverture",
}
WIDTH_OF_WORDS = 60


def execute(demande: Demande) -> int:
    if len(demande.values) != 1:
        raise MauvaisUsage(USAGE)
    path = demande.file(demande.values[0])
    refusals: list[Refus] = []
    releve = read_releve(path.name, read_bytes(path), refusals)
    if releve is None or refusals:
        return _refused(refusals)
    lu = read_money(demande.root)
    faults = _unreadable(lu)
    if faults:
        print(as_text(faults))
        print(f"Le réalisé du classeur ne peut pas être lu en entier. {NOTHING}")
        return ERREURS
    said: list[Finding] = []
    affectations = _affectations(lu, said)
    if has_errors(said):
        print(as_text(said))
        print(NOTHING)
        return ERREURS
    realise = lu.projet.budget.realise
    debut = lu.projet.debut_contrat
    proposed = propositions(releve, affectations, realise, debut)
    print("\n".join(_listed(releve, proposed)))
    if releve.solde is not None:
        opening = lu.projet.identite.contrat.solde_ouverture or Decimal(0)
        found = rapprochement(releve.solde, proposed, realise, opening, debut)
        print("\n".join(("", *_balance(found, releve.genre))))
    return _end(demande, lu, releve, proposed)


def _refused(refusals: Sequence[Refus]) -> int:
    for one in refusals:
        print(f"{one.span} : {one.message}")
        if one.conseil:
            print(f"    → {one.conseil}")
    print(f"Ce relevé n'a pas été lu. {NOTHING}")
    return ERREURS


def _unreadable(lu: Lu) -> Sequence[Finding]:
    """What keeps *Réalisé* from being read: without it, what is noted already cannot be known."""
    projet = lu.projet
    errors = [finding for finding in lu.findings if finding.is_error]
    if Piece.BUDGET in projet.trous:
        return [finding for finding in errors if touches_money(finding)]
    if projet.budget.realise_complet:
        return ()
    sheets = {FEUILLE, *(line.span.sheet for line in projet.budget.realise)}
    return [finding for finding in errors if finding.span.sheet in sheets]


def _affectations(lu: Lu, said: list[Finding]) -> tuple[Affectation, ...]:
    data = lu.sources.files.get(AFFECTATIONS)
    text = decode(AFFECTATIONS, data, said) if data is not None else None
    table = read_csv(AFFECTATIONS, text, said) if text else None
    codes = [fiche.cle for fiche in lu.projet.fiches]
    return interpret_affectations(table, codes, said)


# --- the list -----------------------------------------------------------------------------------------------------


def _listed(releve: Releve, proposed: Sequence[Proposition]) -> Iterator[str]:
    yield _head(releve)
    yield from releve.notes
    for etat, title in TITLES.items():
        lines = [one for one in proposed if one.etat == etat]
        if lines:
            yield from ("", f"{title} ({len(lines)}) :", *_table(lines, etat))
    lost = [one for one in proposed if one.etat == A_AFFECTER]
    if lost:
        yield from _suggested(lost)


def _head(releve: Releve) -> str:
    moves = releve.mouvements
    count = f"{len(moves)} écriture{'s' if len(moves) > 1 else ''}"
    if not moves:
        return f"{releve.path} ({releve.genre}) : aucune écriture."
    days = sorted(move.jour for move in (moves[0], moves[-1], *moves))
    return f"{releve.path} ({releve.genre}) : {count}, du {_day(days[0])} au {_day(days[-1])}."


@lru_cache(maxsize=1024)
def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _money(amount: Decimal) -> str:
    """As ``nombre`` says it, in one go: there may be ten thousand of them."""
    return f"{amount:,.2f}\u00a0€".translate(FRENCH)


def _table(lines: Sequence[Proposition], etat: str) -> Iterator[str]:
    """A line an entry: day, account, amount as it moved, block, nature, fiche, then its words and where it stands."""
    rows = [_row(one, etat) for one in lines]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    cells = (
        f"{{{rank}:{'>' if rank == AMOUNT else '<'}{width}}}"
        for rank, width in enumerate(widths)
        if width
    )
    line = ("  " + "  ".join(cells)).format
    for row in rows:
        yield line(*row).rstrip()


def _row(one: Proposition, etat: str) -> Sequence[str]:
    move = one.mouvement
    words = (
        move.libelle if len(move.libelle) <= WIDTH_OF_WORDS else f"{move.libelle[:WIDTH_OF_WORDS]}…"
    )
    place = str(one.deja).partition(":")[2] if one.deja else ""
    if etat == A_AFFECTER:
        place = f"ligne {move.span.line}"
    if move.calcule and etat == LAISSE:
        place = "sans mouvement d'argent"
    bloc = FEUILLES.get(one.bloc, NONE)
    return (
        _day(move.jour),
        move.compte or NONE,
        _money(move.montant),
        bloc,
        one.poste or NONE,
        one.fiche or NONE,
        words,
        place,
    )


NONE = "—"
AMOUNT = 2
"""The column that is set to the right."""

FRENCH = str.maketrans({",": FINE, ".": ",", "-": "\u2212"})


def _suggested(lost: Sequence[Proposition]) -> Iterator[str]:
    """Lines to be added to the table, with the nature that the dictionary knows, the block left to the treasurer."""
    postes = Postes(read_csv(POSTES, reference_data()[POSTES].decode("utf-8"), []))
    lines = dict.fromkeys(_suggestion(one, postes) for one in lost)
    yield ""
    yield f"Pour les affecter, ajoutez à {AFFECTATIONS}, le bloc à la place de « ? » :"
    if not lines:
        return
    yield from (f"  {line}" for line in itertools.islice(lines, MOST_SUGGESTED))
    if len(lines) > MOST_SUGGESTED:
        yield f"  et {len(lines) - MOST_SUGGESTED} autres."
    yield "« aucun » à la place du bloc laisse une écriture de côté (un virement entre deux comptes)."


def _suggestion(one: Proposition, postes: Postes) -> str:
    move = one.mouvement
    side = DEPENSES if move.montant < 0 else RESSOURCES
    account = move.compte if move.compte[:1] in ("6", "7") else ""
    words = "" if account else " ".join(_telling(words_of(move.libelle).split()))
    found = postes.poste(side, words or move.mots, [account] if account else [], "")
    return f"{account};{words};?;{found.poste if found.sur else '?'};"


BANKING = frozenset(
    (
        "vir",
        "virement",
        "sepa",
        "prlv",
        "prelevement",
        "cb",
        "carte",
        "paiement",
        "cheque",
        "inst",
        "recu",
        "emis",
        "de",
    )
)


def _telling(words: Sequence[str]) -> Sequence[str]:
    """The first words that name somebody or something, and not how the money moved."""
    kept = [word for word in words if word not in BANKING and not any(map(str.isdigit, word))]
    return (kept or list(words))[:2]


# --- the balance --------------------------------------------------------------------------------------------------


def _balance(found: Rapprochement, genre: str) -> Iterator[str]:
    day, shown = _day(found.solde.jour), _money(found.solde.montant)
    start = f"Solde en banque au {day} : {shown}"
    if not found.ecart:
        yield f"{start}, comme le réalisé et ces écritures, au centime."
        return
    yield f"{start} ; d'après le réalisé et ces écritures : {_money(found.calcule)}."
    yield f"Écart : {_money(found.ecart)}."
    if any(found.restes.values()):
        left = et(f"{WORDS_OF_REST[etat]} {_money(sums)}" for etat, sums in found.restes.items())
        rest = "c'est tout l'écart" if found.explique else "ce n'est pas tout l'écart"
        yield f"Ce qui n'est pas noté fait, {left} : {rest}."
    elif genre == FEC:
        yield "Un FEC a aussi des sommes qui ne sont ni une charge ni un produit : un achat durable, une dette payée."
    else:
        yield "Vérifiez le solde d'ouverture (projet.yaml, contrat), et qu'aucun mois ne manque au réalisé."


WORDS_OF_REST = {A_AFFECTER: "à affecter", LAISSE: "laissé de côté"}


# --- the workbook -------------------------------------------------------------------------------------------------


def _end(demande: Demande, lu: Lu, releve: Releve, proposed: Sequence[Proposition]) -> int:
    wanted = [one for one in proposed if one.etat == A_NOTER]
    print()
    if not wanted:
        print(f"Aucune ligne à ajouter au réalisé. {NOTHING}")
        return 0
    total = euros(sum((one.mouvement.montant for one in wanted), Decimal(0)))
    count = "1 ligne" if len(wanted) == 1 else f"{len(wanted)} lignes"
    if "--ecrire" not in demande.options:
        print(f"{count} à noter, {total} en tout. {NOTHING}")
        line = demande.make("releve", FICHIER=demande.values[0], ECRIRE="oui")
        print(f"Pour les écrire dans un nouveau classeur : {line}")
        return 0
    return _write(demande.root, lu, releve, wanted)


def _write(root: Path, lu: Lu, releve: Releve, wanted: Sequence[Proposition]) -> int:
    path = lu.projet.budget.span.path
    data = read_bytes(root / path)  # what was examined may be a copy, computed by LibreOffice
    workbook = read_workbook(path, data, [])
    table = find_table(workbook, "realise", FEUILLE, REALISE.requises, []) if workbook else None
    if workbook is None or table is None:
        print(
            f"{path} n'a pas de feuille « {FEUILLE} » : make classeur ANNEE=… en ajoute une. {NOTHING}"
        )
        return ERREURS
    made = _made(data, workbook, table, [(one, commentaire(releve.genre, one)) for one in wanted])
    if isinstance(made, Refus):
        return _refused([made])
    problem = _misread(made, lu.projet, wanted)
    if problem:
        print(f"{problem} {NOTHING}")
        return ERREURS
    target, known = _place(root, made)
    if known:
        print(f"{target} a déjà ces lignes : rien n'a changé.")
        return 0
    write_new(root / target, made)
    count = "1 ligne ajoutée" if len(wanted) == 1 else f"{len(wanted)} lignes ajoutées"
    print(
        f"{target} est écrit : {count} à la feuille « {table.span.sheet} ». {path} n'a pas été touché."
    )
    print(
        f"Relisez-le, puis enregistrez-le à la place de {path}, ou écrivez « classeur: {target} » dans content/projet.yaml."
    )
    return 0


def _made(
    data: bytes, workbook: Workbook, table: SheetTable, lines: Sequence[tuple[Proposition, str]]
) -> bytes | Refus:
    from pipeline.assemble.releve import is_read_by_a_formula, lignes_du_realise
    from pipeline.write.classeur_corrige import corrige

    found = lignes_du_realise(workbook, table, lines)
    if isinstance(found, Refus):
        return found
    cells, longer = found
    kept = not is_read_by_a_formula(workbook, table)
    return corrige(data, cells, workbook, longer, resultats=kept)


def _misread(made: bytes, projet: Projet, wanted: Sequence[Proposition]) -> str:
    """What was written, read again by our own reader: the lines there were, and the new ones, to the cent."""
    said: list[Finding] = []
    workbook = read_workbook(ECRIT, made, said)
    again = interpret_realise(workbook, projet.budget.annees, said)[0] if workbook else ()
    before, after = _sums(projet.budget.realise), _sums(again)
    for one in wanted:
        key = one.bloc, one.poste
        before[key] = before.get(key, Decimal(0)) + one.montant
    if before == after and len(again) == len(projet.budget.realise) + len(wanted):
        return ""
    return "Le classeur écrit ne se relit pas avec les mêmes sommes."


def _sums(lines: Iterable[Operation]) -> dict[tuple[str, str], Decimal]:
    sums: dict[tuple[str, str], Decimal] = {}
    for line in lines:
        key = line.bloc, line.poste
        sums[key] = sums.get(key, Decimal(0)) + line.montant
    return sums


def _place(root: Path, data: bytes) -> tuple[str, bool]:
    """Where to write, and whether the very same workbook is there already."""
    names: Mapping[str, None] = dict.fromkeys(names_in(root / BUDGETS))
    for rank in itertools.count(1):
        path = f"{ECRIT}{'' if rank == 1 else f' ({rank})'}.xlsx"
        if path.removeprefix(BUDGETS) not in names:
            return path, False
        if read_bytes(root / path) == data:
            return path, True
    raise AssertionError("there is always a free name")
