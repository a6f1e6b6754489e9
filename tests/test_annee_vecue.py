"""A year lived from end to end: the budget voted, the register and the bank kept month by month, thirty-six slips, an
amendment in the sixth month, the year settled; every figure agrees to the cent with ``tests/vecu/redit.py``."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.assemble.budget.realise import realise
from pipeline.commands.ligne import run_command
from pipeline.disk import read_project
from pipeline.model.realise import Suivi
from pipeline.read.lectures import LecturesPartagees
from pipeline.run import Examen, examine
from pipeline.write.terminal import as_csv
from tests.projets import CLASSEUR, TODAY
from tests.vecu import faits, redit
from tests.vecu.classeur import Classeur
from tests.vecu.fautes import FAUTES, Faute

pytestmark = pytest.mark.lent

FEUILLES = {
    "fonctionnement": "Fonctionnement",
    "acces_soins": "Accès aux soins",
    "parcours": "Parcours",
    "prevention": "Prévention",
    "crises": "Crises sanitaires",
}
ANNEE, ECRIT = "budgets/budget.xlsx", "budgets/budget-releve.xlsx"


class Vie:
    """The project in its folder, month after month."""

    def __init__(self, dossier: Path) -> None:
        self.dossier = dossier
        self.lectures = LecturesPartagees()

    def classeur(self) -> Classeur:
        return Classeur((self.dossier / CLASSEUR).read_bytes())

    def enregistre(self, book: Classeur) -> None:
        (self.dossier / CLASSEUR).write_bytes(book.octets())

    def examine(self, book: Classeur | None = None) -> Examen:
        files = dict(read_project(self.dossier)[0])
        if book is not None:
            files[CLASSEUR] = book.octets()
        return examine(files, (), TODAY, gabarits_connus=True, lectures=self.lectures)

    def vote(self, name: str, day: object) -> None:
        """The workbook as it is becomes a version of the budget."""
        folder = self.dossier / "budgets/versions"
        folder.mkdir(exist_ok=True)
        shutil.copy(self.dossier / CLASSEUR, folder / f"{name}.xlsx")
        path = self.dossier / "budgets/versions.csv"
        known = (
            path.read_text(encoding="utf-8")
            if path.exists()
            else "version;date;instance;classeur\n"
        )
        line = f"{name};{day};conseil d'administration;versions/{name}.xlsx\n"
        path.write_text(known + line, encoding="utf-8")

    def importe(self, rang: int) -> None:
        """The month's statement, agreed to: the new workbook takes the place of the old one."""
        statement = self.dossier.parent / "releve.csv"
        statement.write_text(faits.releve(rang), encoding="utf-8")
        (self.dossier / ECRIT).unlink(missing_ok=True)
        assert run_command(["-C", str(self.dossier), "releve", str(statement), "--ecrire"]) == 0
        shutil.move(self.dossier / ECRIT, self.dossier / CLASSEUR)


def codes(examen: Examen) -> set[tuple[str, str]]:
    return {(one.code, one.span.sheet or "") for one in examen.findings}


def test_a_year_agrees_to_the_cent(dossier: Path) -> None:
    vie = Vie(dossier)
    (dossier / "budgets/affectations.csv").write_text(faits.AFFECTATIONS, encoding="utf-8")
    _budget_is(vie.examine(), faits.INITIAL)
    vie.vote("initial", faits.VOTE_INITIAL)
    book = vie.classeur()
    book.feuille("Réalisé")
    vie.enregistre(book)
    for rang in range(12):
        if rang == faits.MOIS_DU_VOTE:
            _amend(vie)
        vie.importe(rang)
        book = vie.classeur()
        book.numerote()
        book.note([one for one in faits.registre(rang) if one.rang == rang])
        vie.enregistre(book)
        clean = vie.examine()
        told = {one.code for one in clean.findings}
        assert not told & {one.code for month in FAUTES for one in month}, (
            f"{faits.nom(rang)} : {told}"
        )
        for faute in FAUTES[rang]:
            _is_told(vie, faute, rang, clean)
        _month_is(clean, rang)
    _settle(vie)


def _is_told(vie: Vie, faute: Faute, rang: int, clean: Examen) -> None:
    book = vie.classeur()
    faute.geste(book, rang)
    found = codes(vie.examine(book)) - codes(clean)
    assert (faute.code, faute.feuille) in found, (
        f"{faits.nom(rang)}, {faute.quoi} : {sorted(found)}"
    )


def _amend(vie: Vie) -> None:
    """A budget changed and not voted is told; once voted, it is in force."""
    book = vie.classeur()
    for old, new in zip(faits.INITIAL, faits.AMENDE, strict=True):
        for year, amount in enumerate(new.montants, 1):
            if amount != old.montants[year - 1]:
                book.case(old, year).value = float(amount)
    vie.enregistre(book)
    before = vie.examine()
    assert ("B096", "") in codes(before)
    vie.vote("modifié", faits.VOTE_AMENDE)
    after = vie.examine()
    _budget_is(after, faits.AMENDE)
    first, second = after.comptes.versions
    assert first is not None
    assert second is not None
    for nature in ("indemnités", "honoraires"):
        gap = second.par_nature[nature][0] - first.par_nature[nature][0]
        ours = (
            redit.budget(faits.AMENDE, 1, "poste")[nature]
            - redit.budget(faits.INITIAL, 1, "poste")[nature]
        )
        assert gap == ours


def _settle(vie: Vie) -> None:
    """June 2028: the balances come, what is left is carried over, and nothing is wrong any more."""
    book = vie.classeur()
    lines = [
        (
            faits.nom(faits.MOIS_DE_CLOTURE),
            one.bloc,
            one.poste,
            "",
            "",
            one.montant,
            one.annee,
            "",
            "clôture",
        )
        for one in faits.CLOTURE
    ]
    book.ajoute("Réalisé", *lines)
    book.numerote()
    vie.enregistre(book)
    found = vie.examine()
    assert found.comptes.realise.closes == (1,)
    assert {one.code for one in found.findings if one.code.startswith("B08")} == set()
    _month_is(found, faits.MOIS_DE_CLOTURE)
    _result_is(found, faits.MOIS_DE_CLOTURE)
    _cash_is(found)
    _annex_is(found)
    people = found.comptes.registre.personnes
    assert {year: sorted(sums) for year, sums in people.items()} == redit.par_personne(11)


# --- to the cent --------------------------------------------------------------------------------------------------


def _budget_is(found: Examen, lignes: Iterable[faits.Ligne]) -> None:
    told = tuple(lignes)
    for year in (1, 2):
        blocs = found.comptes.blocs
        for spent in (True, False):
            side = "depenses" if spent else "ressources"
            ours = {FEUILLES[cle]: getattr(total, side)[year - 1] for cle, total in blocs.items()}
            assert ours == redit.budget(told, year, "bloc", spent)
        natures = {name: sums[year - 1] for name, sums in found.comptes.par_nature.items()}
        assert natures == redit.budget(told, year, "poste")


def _month_is(found: Examen, rang: int) -> None:
    """Blocks, fiches and months of *Réalisé*, up to that month."""
    realise = found.comptes.realise
    lignes = faits.INITIAL if rang < faits.MOIS_DU_VOTE else faits.AMENDE
    for year in (1, 2) if rang >= 12 else (1,):
        spent, got = _of(realise.depenses, year), _of(realise.ressources, year)
        _same(_named(spent, "fait"), redit.depense(rang, year))
        _same(_named(got, "fait"), redit.recu(rang, year))
        _same(_named(spent, "budget"), redit.budget(lignes, year, "bloc"))
        _same(_named(spent, "prevu"), redit.prevu(lignes, rang, year, "bloc"))
        fiches = _of(realise.fiches, year)
        _same({one.cle: one.fait for one in fiches}, redit.depense_par_fiche(rang, year))
        _same({one.cle: one.prevu for one in fiches}, redit.prevu(lignes, rang, year, "fiche"))
    months = [((m.annee, m.mois), m.recu, m.depense, m.solde) for m in realise.mois]
    assert months == redit.soldes(rang)


def _of(lines: Iterable[Suivi], year: int) -> list[Suivi]:
    return [one for one in lines if one.annee == year]


def _named(lines: Iterable[Suivi], what: str) -> dict[str, Decimal]:
    return {FEUILLES[one.cle]: getattr(one, what) for one in lines}


def _same(ours: Mapping[str, Decimal], apart: Mapping[str, Decimal]) -> None:
    """A sum that is nothing may be left out."""
    assert {k: v for k, v in ours.items() if v} == {k: v for k, v in apart.items() if v}


def _cash_is(found: Examen) -> None:
    """The most prudent plan: the rules of payment, and expenses in equal months."""
    plan = found.comptes.contrat.tresoreries[0]
    assert [month.solde for month in plan.mois] == redit.tresorerie(faits.AMENDE)


def _annex_is(found: Examen) -> None:
    """What the annex prints of the year closed, cell by cell: budget, spent, gap."""
    printed = as_csv(realise(found.projet, found.comptes)).splitlines()
    spent, planned = redit.depense(14, 1), redit.budget(faits.AMENDE, 1, "bloc")
    for bloc, amount in spent.items():
        cells = (planned[bloc], amount, amount - planned[bloc])
        line = ";".join([bloc, *(_as_typed(cell) for cell in cells)])
        assert any(one.startswith(f"{line};") for one in printed), line


def _as_typed(amount: Decimal) -> str:
    return f"{amount:.2f}".replace(".", ",")


def _result_is(found: Examen, rang: int) -> None:
    result = found.comptes.resultat
    for sides, apart in (
        ((result.fait_charges, result.fait_produits), redit.resultat_realise(rang)),
        ((result.prevu_charges, result.prevu_produits), redit.resultat_prevu(faits.AMENDE)),
    ):
        ours: dict[tuple[int, str], Decimal] = {}
        for side in sides:
            for (year, compte), amount in side.items():
                key = (year, compte.numero)
                ours[key] = ours.get(key, Decimal(0)) + amount
        assert {k: v for k, v in ours.items() if v} == apart
