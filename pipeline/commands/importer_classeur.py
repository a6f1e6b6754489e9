"""``make importer FICHIER=budget.xlsx``: a budget in another form, understood, then written in a workbook of ours.

The first run writes ``budgets/correspondance.yaml`` only; once the treasurer has read it, the same command writes the
workbook beside hers; after that it changes nothing.  Nothing is ever overwritten.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from pipeline.assemble.budget_etranger import importe
from pipeline.commands.calcul import examine_folder
from pipeline.commands.ligne import ERREURS
from pipeline.compute.partage import PART, desequilibres, partages, virements
from pipeline.disk import read_bytes, read_text, reference_data, replace_all, write_new
from pipeline.interpret.budget_etranger.a_cote import cells_of, is_of_another_kind
from pipeline.interpret.budget_etranger.correspondance import interpret_correspondance, propose
from pipeline.interpret.budget_etranger.entetes import a_un_releve
from pipeline.interpret.budget_etranger.lignes import UN_TOTAL, Lecture, lignes_of
from pipeline.interpret.budget_etranger.postes import POSTES, Postes
from pipeline.interpret.budget_etranger.repartition import annees_civiles_dites
from pipeline.interpret.budget_etranger.sommes import AILLEURS
from pipeline.interpret.budget_etranger.unites import hors_d_echelle
from pipeline.interpret.budget_etranger.zones import zones_of
from pipeline.interpret.classeur.budget import interpret_budget
from pipeline.interpret.nombres import parse_montant
from pipeline.model.bareme import FONCTIONNEMENT
from pipeline.model.budget import BLOCS, FEUILLES, REPORT, Depense, Ressource, Virement
from pipeline.model.budget_etranger import (
    COTES,
    DEPENSES,
    UNITE,
    Case,
    Controle,
    Correspondance,
    Feuille,
    LigneLue,
    NonRepris,
    Partage,
)
from pipeline.model.droits import Contrat, total
from pipeline.model.finding import Finding, has_errors
from pipeline.model.importation import RefusDeSource
from pipeline.model.langue.francais import et, euros, nombre
from pipeline.model.motif import motif
from pipeline.model.projet import Projet
from pipeline.model.source import YamlMap
from pipeline.model.span import Span
from pipeline.programs import recalculate
from pipeline.read import read_workbook
from pipeline.read.classeur_libre import (
    read_classeur_libre,
    refused_before_computing,
    waits_for_results,
)
from pipeline.read.csv import read_csv
from pipeline.read.yaml import MAX_CHARS, read_yaml
from pipeline.run import Examen
from pipeline.write.classeur import classeur
from pipeline.write.correspondance import as_yaml, head
from pipeline.write.report import as_text

BUDGETS = "budgets"
CORRESPONDANCE = f"{BUDGETS}/correspondance.yaml"
MOST_SHOWN = 40
MOST_WORDS = 12
OTHER_FORMATS = (".xls", ".ods")


def import_workbook(root: Path, name: str, data: bytes) -> int:
    """0 when something was written or nothing had changed, 1 when the file or its correspondance has faults."""
    sheets = sheets_of(name, data)
    return ERREURS if sheets is None else import_budget(root, name, sheets)


def sheets_of(name: str, data: bytes) -> tuple[Feuille, ...] | None:
    """The sheets of any workbook; None, and why is told, where it cannot be read."""
    said: list[Finding] = []
    sheets = _sheets(name, data, said)
    if sheets is None:
        print(as_text(said))
    return sheets


def budget_of_text(name: str, rows: Sequence[Mapping[int, str]]) -> tuple[Feuille, ...]:
    """The sheet that a spreadsheet saved as text, its filled cells by column from 1; none where it is no budget, nor the
    record of a bank."""
    sheet = _sheet_of_text(name, rows)
    return (sheet,) if a_un_releve(sheet) or zones_of([sheet])[0] else ()


def _sheet_of_text(name: str, rows: Sequence[Mapping[int, str]]) -> Feuille:
    lines = tuple(
        tuple(_case_of_text(at, column, text) for column, text in sorted(row.items()))
        for at, row in enumerate(rows, 1)
    )
    return Feuille(Path(name).stem, lines)


FIRST_ROWS = 50
"""Of a text, enough to know the record of a bank by its titles and its first lines."""


def too_many_cells(name: str, rows: Sequence[Mapping[int, str]]) -> RefusDeSource:
    """Why a text of so many cells does not come in, and what to do with it, from how it begins."""
    message = (
        "ce tableau a trop de cases remplies pour être un budget (12 000 au plus) "
        "ou une liste de vos membres (80 000 au plus)."
    )
    if a_un_releve(_sheet_of_text(name, rows[:FIRST_ROWS])):
        return RefusDeSource(message, f"Un relevé de banque est du réalisé : {_to_releve(name)}.")
    return RefusDeSource(
        message,
        "Gardez, dans une copie, les seules lignes et colonnes qui servent, et importez cette copie.",
    )


AMOUNT = motif(r"[-\u2212]?[0-9][0-9 \u00a0\u202f]*(?:[.,][0-9]{1,4})?[ \u00a0\u202f]?€?")


def _case_of_text(row: int, column: int, text: str) -> Case:
    """A number where the whole cell is one, as a spreadsheet would have it."""
    number = parse_montant(text) if AMOUNT.fullmatch(text) else None
    return Case(row, column, text if number is None else f"{number:f}", number)


def rows_of_text(sheet: Feuille) -> list[dict[int, str]]:
    """What the filled cells of a sheet show, row by row, by column from 1."""
    return [
        {case.colonne: case.texte.strip() for case in row if case.texte.strip()}
        for row in sheet.lignes
    ]


MOST_AMOUNT_LINES = 1_000
"""Lines with a number, all sheets together: what each means is asked several times over, and no CPTS has so many."""

MOST_CELLS = 12_000
"""Cells with something in them, all sheets together, for the same reason."""

FULL = (
    "budgets/correspondance.yaml serait trop longue pour être relue. Retirez-en le bloc d'un autre classeur, "
    "ou gardez, dans une copie, les seules feuilles du budget prévu, et importez cette copie."
)


def _amount_lines(sheets: Sequence[Feuille]) -> int:
    return sum(any(case.nombre is not None for case in row) for one in sheets for row in one.lignes)


def _filled_cells(sheets: Sequence[Feuille]) -> int:
    return sum(len(row) for one in sheets for row in one.lignes)


def _too_long(name: str, sheets: Sequence[Feuille]) -> Iterator[str]:
    most = nombre(MOST_AMOUNT_LINES)
    if _amount_lines(sheets) > MOST_AMOUNT_LINES:
        yield f"{name} a {nombre(_amount_lines(sheets))} lignes de chiffres ; un budget en a moins de {most}."
    else:
        cells = nombre(_filled_cells(sheets))
        yield f"{name} a {cells} cases remplies ; un budget en a moins de {nombre(MOST_CELLS)}."
    if any(map(a_un_releve, sheets)):
        yield f"Un relevé de banque est du réalisé : {_to_releve(name)}."
    yield "Gardez, dans une copie, les seules feuilles du budget prévu, et importez cette copie."
    yield "Rien n'a été écrit."


def import_budget(root: Path, name: str, sheets: tuple[Feuille, ...]) -> int:
    """The same, of sheets that were read."""
    if _amount_lines(sheets) > MOST_AMOUNT_LINES or _filled_cells(sheets) > MOST_CELLS:
        print("\n".join(_too_long(name, sheets)))
        return ERREURS
    said: list[Finding] = []
    tree = read_yaml(CORRESPONDANCE, read_text(root / CORRESPONDANCE), said)
    agreed = interpret_correspondance(tree, name, said)
    if has_errors(said):
        print(as_text(said))
        print("Rien n'a été écrit.")
        return ERREURS
    if agreed is None:
        return _propose(root, name, sheets, tree)
    return _write(root, name, sheets, agreed)


def _sheets(name: str, data: bytes, said: list[Finding]) -> tuple[Feuille, ...] | None:
    """The sheets, through LibreOffice where the file is of another format or was never computed."""
    suffix = Path(name).suffix.lower()
    refused = refused_before_computing(name, data, suffix)
    if refused is not None:
        said.append(refused)
        return None
    if suffix in OTHER_FORMATS:
        computed = recalculate(data, suffix)
        if computed is None:
            message = f"un fichier {suffix} ne se lit qu'avec LibreOffice, qui n'est pas là ou n'y arrive pas."
            said.append(
                Finding(
                    "L007",
                    message,
                    Span(name),
                    ("enregistrez-le au format « Classeur Excel (.xlsx) ».",),
                )
            )
            return None
        return read_classeur_libre(name, computed, said)
    sheets = read_classeur_libre(name, data, said)
    if sheets is not None and waits_for_results(sheets):
        computed = recalculate(data)
        sheets = read_classeur_libre(name, computed, said) if computed else sheets
    return sheets


def _postes() -> Postes:
    return Postes(read_csv(POSTES, reference_data()[POSTES].decode("utf-8"), []))


# --- first run ----------------------------------------------------------------------------------------------------


def _propose(root: Path, name: str, sheets: Sequence[Feuille], tree: YamlMap | None) -> int:
    projet, droits = _contract(examine_folder(root, date.today()))
    effet = _start(projet)
    correspondance = propose(name, sheets, _postes(), droits)
    if not correspondance.zones:
        _tell_that_nothing_is_known(name, sheets)
        return ERREURS
    before = read_text(root / CORRESPONDANCE) if tree is not None and tree.entries else head()
    civil = annees_civiles_dites(correspondance, effet)
    text = before.rstrip("\n") + "\n\n" + as_yaml(correspondance, civil)
    if len(text) > MAX_CHARS:
        print(f"{FULL}\nRien n'a été écrit.")
        return ERREURS
    replace_all(root / BUDGETS, {"correspondance.yaml": text.encode()}, ".tmp-")
    _tell_proposed(name, sheets, correspondance, civil)
    return 0


def _tell_proposed(
    name: str, sheets: Sequence[Feuille], correspondance: Correspondance, civil: Iterable[str]
) -> None:
    """What was understood, what will not come, what is asked; ``civil`` is what the civil years of the source say."""
    doubts = sum(not zone.sur for zone in correspondance.zones)
    doubts += sum(not poste.sur for poste in correspondance.postes.values())
    zones = _counted(len(correspondance.zones), "zone", "comprise")
    print(f"{name} : {zones}, {_counted(len(correspondance.postes), 'ligne', 'comprise')}.")
    lecture = lignes_of(sheets, correspondance, _postes(), None)
    _tell_zones(correspondance, lecture)
    for said in civil:
        print(said)
    _tell_remarks(lecture)
    _tell_hidden(lecture.lignes, sheets)
    _tell_discord(lecture.controle)
    _offer(lecture.lignes, correspondance)
    _tell_left(lecture.laisses)
    if doubts:
        said = _counted(doubts, "supposition", "marquée")
        print(f"{said} « à vérifier ».")
    _tell_questions(correspondance)
    print(f"Relisez et corrigez {CORRESPONDANCE}, puis relancez la même commande.")


def _tell_that_nothing_is_known(name: str, sheets: Iterable[Feuille]) -> None:
    print(f"{name} : aucun tableau de budget n'y est reconnu.")
    if any(map(a_un_releve, sheets)):
        print(f"C'est un relevé de banque, donc du réalisé : {_to_releve(name)}.")
        return
    print(
        "Un budget a une colonne de libellés et une de montants, titrée « Montant », « 2027 » ou « Année 1 »."
    )
    print(
        "Vos années sont en lignes ? Copiez le tableau, puis Collage spécial, « Transposé », et recommencez."
    )
    print("« make classeur » crée le vôtre : recopiez-y vos montants.")


def _to_releve(name: str) -> str:
    if Path(name).suffix.lower() == ".csv":
        return f"« make releve FICHIER={name} »"
    return "enregistrez-le en .csv, puis « make releve FICHIER=… »"


def _tell_zones(correspondance: Correspondance, lecture: Lecture) -> None:
    """Each zone; a sheet that only carries over the others is told further down."""
    counted = {line.feuille for line in lecture.lignes}
    for zone in correspondance.zones:
        if counted and zone.feuille not in counted:
            continue
        mark = "" if zone.sur else " (à vérifier)"
        unit = ", en milliers d'euros" if zone.facteur != 1 else ""
        print(
            f"  {zone.feuille}, lignes {zone.premiere} à {zone.derniere} : "
            f"{zone.cote} de {FEUILLES[zone.bloc]}{unit}{mark}"
        )


def _contract(examen: Examen) -> tuple[Projet, Decimal]:
    """The project, and the euros that the fullest year of its contract gives; else the least that the barème knows."""
    by_year: dict[int, Decimal] = {}
    for right in examen.comptes.contrat.droits:
        by_year[right.annee] = by_year.get(right.annee, Decimal(0)) + right.montant
    least = min(examen.projet.bareme.fonctionnement, default=Decimal(0))
    return examen.projet, max(by_year.values(), default=Decimal(least))


def _start(projet: Projet) -> date | None:
    effet = projet.identite.dates.get("effet")
    return effet.value.debut if effet else None


def _tell_questions(correspondance: Correspondance) -> None:
    """What the treasurer must answer before anything is written; the unit once, where it is asked of all."""
    zones = correspondance.zones
    if all(UNITE in zone.questions for zone in zones):
        why = zones[0].pourquoi.rpartition(" ; ")[2]
        print(f"Question, pour tout le classeur : dites « unite » ({why})")
        zones = tuple(replace(zone, questions=zone.questions[:-1]) for zone in zones)
    for zone in zones:
        if zone.questions:
            keys = et([f"« {key} »" for key in zone.questions])
            where = f"{zone.feuille}, lignes {zone.premiere} à {zone.derniere}"
            print(f"Question, {where} : dites {keys} ({zone.pourquoi}).")


def _counted(count: int, noun: str, participle: str) -> str:
    """« 1 zone comprise », « 2 zones comprises »."""
    plural = "s" if count > 1 else ""
    return f"{count} {noun}{plural} {participle}{plural}"


def _tell_remarks(lecture: Lecture) -> None:
    if lecture.remarques:
        print(f"Dans la colonne Commentaire de notre classeur : {lecture.remarques}.")
    if lecture.detaillees:
        lines = _counted(lecture.detaillees, "ligne", "détaillée")
        print(f"Dans les colonnes Quantité et Coût unitaire de notre classeur : {lines}.")


def _offer(lignes: Sequence[LigneLue], agreed: Correspondance) -> None:
    """The sums that could be divided among the missions, and that the treasurer keeps on one line."""
    for line in lignes:
        known = agreed.postes.get(f"{line.cote} | {line.zone} | {line.libelle}")
        if known is not None and known.partage and not known.partager:
            print(
                f"« {line.libelle} » ({line.cellule}) est une seule ligne pour toutes les missions : « partager: oui », "
                f"dans {CORRESPONDANCE}, la divise selon vos droits."
            )


def _tell_left(left: Sequence[NonRepris]) -> None:
    """What will not come, in the order of the source: totals that are right need no word before the second run."""
    told = _in_short(one for one in left if one.raison != UN_TOTAL)
    if told:
        print("Ce qui ne sera pas repris, ou qui est à revoir dans votre fichier :")
    _list(told)


def _in_short(left: Iterable[NonRepris]) -> list[NonRepris]:
    """A sheet that carries over the others is one line, not one for each of its cells."""
    found: dict[object, NonRepris] = {}
    for one in left:
        sheet = one.cellule.rpartition("!")[0]
        key = sheet if one.raison == AILLEURS else one
        before = found.get(key)
        words = f"{before.texte}, {one.texte}" if before and one.texte not in before.texte else ""
        found[key] = replace(before, texte=words or before.texte) if before else one
    return list(found.values())


def _list(left: Sequence[NonRepris]) -> None:
    for one in left[:MOST_SHOWN]:
        print(f"  {one.cellule} : {one.texte + ', ' if one.texte else ''}{one.raison}.")
    if len(left) > MOST_SHOWN:
        print(f"  et {len(left) - MOST_SHOWN} autres.")


# --- second run ---------------------------------------------------------------------------------------------------


def _write(root: Path, name: str, sheets: Sequence[Feuille], agreed: Correspondance) -> int:
    examen = examine_folder(root, date.today())
    projet, rights = _contract(examen)
    effet = _start(projet)
    lecture = lignes_of(sheets, agreed, _postes(), effet)
    civil = () if agreed.repartir else annees_civiles_dites(agreed, effet)
    lines, divided = partages(lecture.lignes, examen.comptes.contrat.droits)
    blocs = (FONCTIONNEMENT, *projet.identite.retenues)
    moved = virements(lines, divided, blocs)
    modele, lost = importe(projet, lines, name, moved)
    data = classeur(modele)
    path, known = _place(root, name, data)
    if known:
        print(f"{path} a déjà tout de {name} : rien n'a changé.")
        return 0
    kept = [line for line in lines if line not in lost]
    unequal = list(_unequal(path, data, kept, projet))
    if unequal:
        print("\n".join(unequal))
        print("Rien n'a été écrit.")
        return ERREURS
    before = _written_before(root, name, path)
    write_new(root / path, data)
    _report(name, path, lecture, lost, kept)
    _tell_hidden(lecture.lignes, sheets)
    _tell_words(lecture, agreed)
    _tell_divided(divided, moved)
    if any(one.en_trop for one in divided):
        _tell_without_start(examen.comptes.contrat)
    _tell_negative(kept)
    _tell_unbalanced(desequilibres(kept, moved, blocs))
    _offer(lecture.lignes, agreed)
    if before:
        print(f"Écrit avant, et laissé : {et(before)}. Effacez ce qui ne vous sert plus.")
    print(f"Pour l'utiliser, écrivez « classeur: {path} » dans content/projet.yaml.")
    out = hors_d_echelle(lecture.lignes, rights)
    if out:
        print(f"Vérifiez « unite » dans {CORRESPONDANCE} : {out}.")
    for said in civil:
        print(said)
    return 0


def _place(root: Path, name: str, data: bytes) -> tuple[str, bool]:
    """Where to write, and whether the very same workbook is there already."""
    stem = Path(name).stem
    for rank in itertools.count(1):
        path = f"{BUDGETS}/{stem}-importe{'' if rank == 1 else f' ({rank})'}.xlsx"
        if not (root / path).exists():
            return path, False
        if read_bytes(root / path) == data:
            return path, True
    raise AssertionError("there is always a free name")


def _written_before(root: Path, name: str, path: str) -> list[str]:
    """The workbooks that earlier runs made of the same source."""
    stem = f"{Path(name).stem}-importe"
    there = sorted((root / BUDGETS).iterdir()) if (root / BUDGETS).is_dir() else []
    made = [one.name for one in there if one.suffix == ".xlsx" and one.stem.startswith(stem)]
    return [f"{BUDGETS}/{one}" for one in made if f"{BUDGETS}/{one}" != path]


HALF_A_CENT = Decimal("0.005")


def _unequal(path: str, data: bytes, lignes: Sequence[LigneLue], projet: Projet) -> Iterable[str]:
    """The workbook read again by our own reader: each side of each block must be what the source adds up to."""
    said: list[Finding] = []
    workbook = read_workbook(path, data, said)
    retenus = [cle for cle in BLOCS if cle in projet.identite.retenues]
    budget = interpret_budget(workbook, retenus, said) if workbook else None
    if budget is None or not budget.entier:
        reasons = " ; ".join(finding.message for finding in said)
        yield f"Le classeur écrit ne se relit pas : {reasons}"
        return
    for bloc, cote in itertools.product(budget.blocs, COTES):
        written = _total_of(bloc.depenses if cote == DEPENSES else bloc.ressources)
        source = total(_amounts_of(lignes, bloc.cle, cote))
        if abs(written - source) >= HALF_A_CENT:
            where = f"{FEUILLES[bloc.cle]}, {cote}"
            yield f"{where} : {euros(source)} dans la source, {euros(written)} une fois écrits."


def _total_of(lines: Iterable[Depense | Ressource]) -> Decimal:
    return total(amount for line in lines for amount in line.montants)


def _amounts_of(lignes: Iterable[LigneLue], bloc: str, cote: str) -> Iterator[Decimal]:
    for line in lignes:
        if (line.bloc, line.cote) == (bloc, cote):
            yield from line.montants.values()


def _report(
    name: str, path: str, lecture: Lecture, lost: Sequence[LigneLue], kept: Sequence[LigneLue]
) -> None:
    print(f"Le classeur est {path}. {name} n'a pas été touché.")
    for bloc, cote in itertools.product(BLOCS, COTES):
        lines = [line for line in kept if (line.bloc, line.cote) == (bloc, cote)]
        if lines:
            _tell_side(bloc, cote, lines, lecture)
    _tell_discord(lecture.controle)
    _tell_remarks(lecture)
    _tell_all_left([*lecture.laisses, *(_without_block(line) for line in lost)])
    print(
        "Reste à faire : dire le statut des ressources (« demandé » pour l'instant) et la fiche des dépenses."
    )


def _tell_side(bloc: str, cote: str, lines: Sequence[LigneLue], lecture: Lecture) -> None:
    total = sum((line.somme for line in lines), Decimal(0))
    count = "1 ligne" if len(lines) == 1 else f"{len(lines)} lignes"
    same = _as_in_source(bloc, cote, lines, lecture)
    print(f"  {FEUILLES[bloc]}, {cote} : {count}, {euros(total)}, {same}.")


def _tell_all_left(left: Sequence[NonRepris]) -> None:
    if left:
        print("Ce qui n'a pas été repris :")
    _list(_in_short(one for one in left if one.raison != UN_TOTAL))
    totals = sum(one.raison == UN_TOTAL for one in left)
    if totals:
        print(f"  totaux ({totals}) : notre classeur les fait.")


def _tell_divided(divided: Sequence[Partage], moved: Sequence[Virement]) -> None:
    """What became of each sum that stood on one line, and what the blocks hand to one another after it."""
    for one in divided:
        line = one.ligne
        given = sum((part.somme for part in one.parts), Decimal(0))
        count = "1 ligne" if len(one.parts) == 1 else f"{len(one.parts)} lignes"
        print(
            f"« {line.libelle} » ({line.cellule}) : {euros(given)} partagés selon vos droits, {count}."
        )
        for year, amount in one.en_trop.items():
            print(
                f"  année {year} : {euros(amount)} de plus que vos droits (« make droits »), laissés au fonctionnement."
            )
    if moved:
        print(
            "Virements ajoutés pour que les blocs s'équilibrent, à revoir (feuille « Synthèse ») :"
        )
    for virement in moved:
        giver, taker = FEUILLES[virement.de], FEUILLES[virement.vers]
        print(f"  année {virement.annee} : {euros(virement.montant)}, de {giver} vers {taker}.")


def _tell_words(lecture: Lecture, agreed: Correspondance) -> None:
    """The words of the correspondance that are those of no line, and the lines that it says nothing of."""
    if lecture.sans_ligne:
        print(
            f"Mots de {CORRESPONDANCE} qu'aucune ligne n'a plus (zone laissée de côté, libellé ou « libelles » changé) :"
        )
        shown = [key.split(" | ", 2) for key in lecture.sans_ligne[:MOST_WORDS]]
        more = len(lecture.sans_ligne) - len(shown)
        said = [f"« {words} » ({cote} de {FEUILLES[bloc]})" for cote, bloc, words in shown]
        print(f"  {', '.join(said)}{f' et {more} autres' if more else ''}.")
    supposed = lecture.supposees if agreed.postes else lecture.lignes
    if supposed:
        print(
            "Lignes que « mots » ne nomme pas, prises au dictionnaire, à vérifier dans le nouveau classeur :"
        )
    _list([NonRepris(one.cellule, f"« {one.libelle} »", one.poste.poste) for one in supposed])


def _tell_hidden(lignes: Sequence[LigneLue], sheets: Sequence[Feuille]) -> None:
    """The lines that the source hides, and that are taken as the others are."""
    hidden = {sheet.nom: sheet.masquees for sheet in sheets}
    whole = {sheet.nom for sheet in sheets if sheet.masquee}
    rows = sorted({(sheet, row) for line in lignes for sheet, row, _cote, _year in line.cases})
    told = [f"{sheet} ({row})" for sheet, row in rows if row in hidden.get(sheet, ())]
    told += sorted({f"la feuille {sheet}, entière" for sheet, _row in rows if sheet in whole})
    if told:
        more = f" et {len(told) - MOST_WORDS} autres" if len(told) > MOST_WORDS else ""
        print(
            f"Masqué dans votre fichier, et pris comme le reste : {', '.join(told[:MOST_WORDS])}{more}."
        )


def _tell_negative(lignes: Sequence[LigneLue]) -> None:
    """The amounts below zero, which our workbook has for money kept for another year alone."""
    below = [
        line
        for line in lignes
        if line.poste.poste != REPORT and any(amount < 0 for amount in line.montants.values())
    ]
    if below:
        print(
            "Montants négatifs, que notre classeur refuse (B009). Dans votre fichier, retirez une remise de la ligne "
            "qu'elle baisse, ou mettez ce qui rentre parmi les recettes, sans signe, puis recommencez :"
        )
    _list([NonRepris(one.cellule, f"« {one.libelle} »", euros(one.somme)) for one in below])


def _tell_unbalanced(gaps: Mapping[int, Mapping[str, Decimal]]) -> None:
    """The blocks whose year does not balance, that the check will tell one by one, and what is to be done of the whole."""
    for year, blocs in gaps.items():
        each = [
            f"{FEUILLES[bloc]} {'manque de' if gap < 0 else 'a de reste'} {euros(abs(gap))}"
            for bloc, gap in blocs.items()
        ]
        print(f"Année {year}, à équilibrer (B010) : {', '.join(each)}.")
        for said in _ways_out(list(blocs.values())):
            print(f"  {said}")


def _ways_out(gaps: Sequence[Decimal]) -> Iterator[str]:
    """What balances the blocks of a year: transfers between them, then money of another year for the whole."""
    whole = total(gaps)
    if min(gaps) < 0 < max(gaps):
        yield (
            "Virez ce qui reste aux blocs qui manquent (tableau « virements », feuille Synthèse), "
            "ou dites « vers: » le bon bloc de la ressource dans correspondance.yaml."
        )
    each = "dans le bloc" if len(gaps) == 1 else "dans chaque bloc qui en a besoin"
    if whole < 0:
        yield (
            f"Ce budget dépense {euros(-whole)} de plus qu'il ne reçoit : baissez des dépenses ou ajoutez des ressources. "
            f"Si l'association les a de côté : {each}, une ressource « {REPORT} » de ce qui lui manque."
        )
    if whole > 0:
        yield (
            f"Ce budget reçoit {euros(whole)} de plus qu'il ne dépense : ajoutez des dépenses ou baissez des ressources. "
            f"Pour les garder : {each}, une ressource « {REPORT} » de ce qui lui reste, avec le signe moins, "
            "et sans lui l'année qui s'en servira."
        )


def _tell_without_start(contrat: Contrat) -> None:
    """A mission of a dated contract has rights from its start only: without one, it took nothing of the sum."""
    missing = [FEUILLES[one.cle] for one in contrat.missions if one.demarrage is None]
    if missing and contrat.annees:
        verb = "n'a" if len(missing) == 1 else "n'ont"
        print(
            f"{et(missing)} {verb} pas de démarrage, donc pas de droits : écrivez « demarrage: » dans l'en-tête du "
            "chapitre de la mission, puis recommencez."
        )


def _as_in_source(bloc: str, cote: str, lines: Sequence[LigneLue], lecture: Lecture) -> str:
    """« comme dans la source », unless a column of amounts of these zones is left out."""
    around = {(line.feuille, line.zone, line.cote) for line in lines} | {
        (column.zone.feuille, bloc, cote) for column in lecture.colonnes
    }
    left = [
        f"{cells_of(column)} de la feuille {column.zone.feuille} ({euros(column.somme)})"
        for column in lecture.colonnes
        if (column.zone.feuille, column.zone.bloc, column.zone.cote) in around
        and not is_of_another_kind(column)
    ]
    if left:
        return f"sans prendre {et(left)}"
    divided = sum((line.somme for line in lines if line.poste.pourquoi == PART), Decimal(0))
    if divided:
        return f"dont {euros(divided)} de sommes partagées"
    return _confirmed(lines, lecture.controle)


def _confirmed(lines: Sequence[LigneLue], controle: Controle) -> str:
    """« comme dans la source » where a total of hers, a balance or her table of missions makes the same sum."""
    if any((line.feuille, line.cote) in controle.accuses for line in lines):
        return "mais la source dit une autre somme"
    amounts = {amount for line in lines for amount in line.cases}
    if amounts <= controle.confirmes:
        return "comme dans la source"
    return "sans total dans la source pour le confirmer"


def _tell_discord(controle: Controle) -> None:
    """What the source says of its sums that the lines understood do not make."""
    if controle.discordances:
        print(
            "La source dit autre chose de ses sommes (un côté mal compris, ou un total qui oublie une ligne) :"
        )
        _list(controle.discordances)


def _without_block(line: LigneLue) -> NonRepris:
    reason = f"la mission {FEUILLES[line.bloc]} n'est pas retenue dans projet.yaml"
    return NonRepris(line.cellule, f"{line.libelle} ({euros(line.somme)})", reason)
