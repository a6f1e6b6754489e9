"""Nothing that a project says changes in silence: each value of a project where every place is filled is changed alone,
and a sentence tells it.  What is not told is in a list, with its reason; a new field fails here until it is either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from pipeline.assemble.changements.phrases import PARTIES, en_mots
from pipeline.compare.changements import compare
from pipeline.compute import amounts
from pipeline.model.budget import Budget, SoldeEnBanque
from pipeline.model.changement import Etat
from pipeline.model.echeance import Echeance
from pipeline.model.etape_cpts import EtapeCPTS
from pipeline.model.projet import Projet
from pipeline.model.span import Placed, Span
from tests.projets import examen
from tests.test_rien_de_perdu import filled

TYPED = (
    *("identite", "communes", "annuaire", "chapitres", "donnees", "besoins", "fiches", "budget"),
    *("statuts", "livrables", "charte", "versions", "acceptes", "mesures"),
)
"""What an author types; the rest is worked out of it, or belongs to the software."""

ONCE = 2
"""How many values of one field are tried."""

PRIVATE = "ce qui est privé ne se montre pas"
READ = "ce n'est pas écrit par l'auteur : la lecture le déduit de ce qui est dit par ailleurs"
PLACE = "c'est l'endroit du fichier, pas ce qu'il dit"
UNTOLD: Mapping[str, str] = {
    **{f"Contact.{name}": PRIVATE for name in ("cle", "telephone", "courriel", "adresse")},
    "Annuaire.contacts": PRIVATE,
    "Bloc.complet": READ,
    "Budget.entier": READ,
    "Budget.registre_complet": READ,
    "Budget.realise_complet": READ,
    "Chapitre.reunions_par_an": READ,
    "Mesures.present": READ,
    "Mesures.complet": READ,
    "Etalement.par_an": READ,
    "Etape.echeance": READ,
    "Etape.par_an": READ,
    "Identite.missions_lues": READ,
    "Indicateur.dans_le_texte": READ,
    "Indicateur.en_tableau": READ,
    "Indicateur.signale": READ,
    "Valeurs.sieges": READ,
    "Statuts.dossier": READ,
    "Chapitre.path": PLACE,
    "Fiche.path": PLACE,
    "Fiche.rubriques": PLACE,
    "Fiche.entete": PLACE,
}


def others(value: Any, name: str) -> Iterator[tuple[str, Any]]:
    """The field that changes, and the value with that change alone."""
    if isinstance(value, Placed):
        yield from ((field, replace(value, value=new)) for field, new in others(value.value, name))
    elif is_dataclass(value) and not isinstance(value, (type, Echeance, Span)):
        for one in fields(value):
            if one.compare:
                field = f"{type(value).__name__}.{one.name}"
                for found, new in others(getattr(value, one.name), field):
                    yield found, replace(value, **{one.name: new})
    elif isinstance(value, Mapping):
        for key, held in value.items():
            yield from ((field, {**value, key: new}) for field, new in others(held, name))
            yield name, {other: held for other, held in value.items() if other != key}
    elif isinstance(value, tuple):
        for rank, held in enumerate(value):
            for field, new in others(held, name):
                yield field, (*value[:rank], new, *value[rank + 1 :])
            if not isinstance(held, Decimal):
                yield name, (*value[:rank], *value[rank + 1 :])
    else:
        yield from ((name, new) for new in _another(value))


def _another(value: Any) -> Iterator[Any]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, EtapeCPTS):
        yield next(etape for etape in EtapeCPTS if etape != value)
    elif isinstance(value, str):
        yield f"{value}x"
    elif isinstance(value, (int, Decimal)):
        yield value + 1
    elif isinstance(value, Echeance):
        yield Echeance(value.debut + timedelta(days=1))


@cache
def whole() -> Etat:
    files = filled()
    found = examen(files)
    projet = replace(found.projet, budget=_proved(found.projet.budget))
    return Etat(files, projet, found.comptes, found.findings)


def _proved(budget: Budget) -> Budget:
    """The sum spent with its proof and the balance of its month, which bear no word of their own."""
    (line,) = budget.realise
    line = replace(line, piece=Placed("12", line.span))
    return replace(
        budget, realise=(line,), soldes=(SoldeEnBanque(line.mois, Decimal(3), line.cellule),)
    )


def changed() -> Iterator[tuple[str, Projet]]:
    """A field, and the project where one value of it is another."""
    seen: dict[str, int] = {}
    projet = whole().projet
    for root in TYPED:
        for field, value in others(getattr(projet, root), root):
            seen[field] = seen.get(field, 0) + 1
            if seen[field] <= ONCE and field != "Budget.annees":
                yield field, replace(projet, **{root: value})


def told(projet: Projet) -> list[str]:
    old = whole().projet
    moved = (projet.identite.communes, projet.communes) != (old.identite.communes, old.communes)
    comptes = amounts(projet) if moved else whole().comptes
    after = replace(whole(), projet=projet, comptes=comptes)
    directs = compare(whole(), after, ()).directs
    return [en_mots(change) for changes in directs.values() for change in changes]


def test_every_value_typed_that_changes_has_its_sentence_or_a_reason() -> None:
    silent = {field for field, projet in changed() if not told(projet)}
    assert silent == set(UNTOLD)


def test_every_part_of_a_project_has_its_name() -> None:
    assert set(whole().projet.chapitres) == set(PARTIES)


def test_the_proof_of_a_sum_and_the_balance_of_the_bank_are_told_in_words() -> None:
    projet = whole().projet
    (line,), (solde,) = projet.budget.realise, projet.budget.soldes
    given = replace(line, piece=Placed("facture-12.pdf", line.span))
    after = replace(
        projet,
        budget=replace(
            projet.budget, realise=(given,), soldes=(replace(solde, montant=Decimal("3.5")),)
        ),
    )
    place = "Accès aux soins, indemnités, « Réunions de zalibelle », mai 2027"
    assert [one.translate({0xA0: " ", 0x202F: " "}) for one in told(after)] == [
        f"{place} : pièce, 12 → facture-12.pdf",
        "Solde en banque, mai 2027 : 3 € → 3,50 €",
    ]
