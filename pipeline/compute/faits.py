"""The facts that a Markdown source may cite between braces, each under one documented name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.model.comptes import BLANK, Fait, TotalBloc
from pipeline.model.francais import euros, nombre
from pipeline.model.personne import Annuaire
from pipeline.model.projet import Projet
from pipeline.model.prose import BulletList, Paragraph, plain
from pipeline.model.statuts import Valeurs


def facts(projet: Projet, population: int | None, total: TotalBloc | None) -> Mapping[str, Fait]:
    """Name → what is printed.  A fact whose source is empty prints « à renseigner »; citing it is a finding (X002)."""
    found: dict[str, Fait] = {}
    if projet.statuts.valeurs is not None:
        found.update(projet.statuts.valeurs.scalaires)
        found.update(_lists(projet.statuts.valeurs, projet.annuaire or Annuaire()))
    identite = projet.identite
    for name in ("nom", "departement", "region", "ars", "cpam", "version", "statut"):
        found[f"cpts.{name}"] = (str(getattr(identite, name)) if identite else "") or BLANK
    for name in ("depot", "validation", "signature", "effet"):
        date = identite.dates.get(name) if identite else None
        found[f"contrat.{name}"] = str(date.value) if date else BLANK
    found["territoire.population"] = BLANK if population is None else nombre(population)
    found["territoire.nombre_communes"] = str(len({c.code for c in projet.communes})) if projet.communes else BLANK
    found["territoire.taille"] = str(identite.taille.value) if identite and identite.taille else BLANK
    for year in range(1, 6):
        if total is None or year <= len(total.depenses):
            found[f"budget.total_annee_{year}"] = BLANK if total is None else euros(total.depenses[year - 1])
    return found


def _lists(valeurs: Valeurs, annuaire: Annuaire) -> dict[str, Fait]:
    colleges = valeurs.colleges
    return {
        "liste.colleges": _bullets(f"{c.nom} : {c.description}" if c.description else c.nom for c in colleges),
        "liste.sieges": _bullets(f"{c.nom} : {_seats(c.sieges.value)}" for c in colleges if c.sieges is not None),
        "liste.cotisations": _bullets(f"{c.nom} : {c.cotisation} €" for c in colleges if c.cotisation),
        "liste.bureau": _bullets(
            _post(p.poste, p.titulaire.value if p.titulaire else "", annuaire) for p in valeurs.postes
        ),
    }


def _seats(count: int) -> str:
    return f"{count} siège" if count == 1 else f"{count} sièges"


def _post(poste: str, titulaire: str, annuaire: Annuaire) -> str:
    personne = annuaire.trouver(titulaire) if titulaire else None
    return f"{poste} : {personne.designation}" if personne else poste


def _bullets(lines: Iterable[str]) -> Fait:
    return (BulletList(tuple((Paragraph(plain(line)),) for line in lines)),)
