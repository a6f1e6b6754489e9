"""Tables that a text inserts by name: ``{{ tableau.communes }}``, ``{{ donnees("ages", total="Habitants") }}``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.assemble.annexes import table_communes, table_membres
from pipeline.assemble.articulation import table_articulation
from pipeline.assemble.besoins import table_besoins, table_reponses
from pipeline.assemble.budget.detaille import (
    table_bareme,
    table_bloc,
    table_blocs,
    table_fiches,
    table_natures,
)
from pipeline.assemble.budget.montants import together
from pipeline.assemble.coordination import table_coordination
from pipeline.assemble.fir import table_fir, table_prs
from pipeline.assemble.partie import tableau
from pipeline.model.comptes import Comptes
from pipeline.model.donnees import Case, Donnees
from pipeline.model.fait import APPEL, Fait, Faits, Genre
from pipeline.model.fiche import Fiche, Indicateur
from pipeline.model.langue.francais import majuscule
from pipeline.model.langue.mots import fold
from pipeline.model.mission import PAR_CLE
from pipeline.model.personne import Personne
from pipeline.model.projet import Projet
from pipeline.model.prose import TABLEAU, Legende, Table, Variable, plain
from pipeline.model.statuts import Poste
from pipeline.model.tableaux import cle_de_tableau

SHORT_TARGET = 24
"""Letters of a year and its target that stay on one line."""

Batisseur = Callable[[Projet, Comptes], Table | None]


def with_tableaux(projet: Projet, comptes: Comptes) -> Comptes:
    """The same comptes, every table that a source inserts ready among the facts, under its name and options."""
    built: dict[str, Fait] = {}
    for node in projet.citations:
        fait = comptes.faits.get(node.name) if isinstance(node, Variable) else None
        if (
            isinstance(node, Variable)
            and fait is not None
            and fait.genre is Genre.TABLEAU
            and node.cle not in built
        ):
            table = _table(node, projet, comptes)
            if table is not None:
                built[node.cle] = replace(fait, valeur=(_dressed(table, node, fait),))
    return replace(comptes, faits=Faits({**comptes.faits, **built})) if built else comptes


def _table(node: Variable, projet: Projet, comptes: Comptes) -> Table | None:
    call = APPEL.fullmatch(node.name)
    if call is None:
        return BATISSEURS[node.name](projet, comptes)
    function, argument, field = call.groups()
    if function == "donnees":
        return _donnees(projet.donnees[argument], dict(node.options))
    return DE_MISSION[field](argument, projet, comptes)


def _dressed(table: Table, node: Variable, fait: Fait) -> Table:
    """With the title and the source that the author gave, else those of the table."""
    options = dict(node.options)
    titre = options.get("titre") or fait.sens
    legende = Legende(TABLEAU, plain(titre), cle_de_tableau(node.name), span=node.span)
    source = f"Source : {options['source']}" if options.get("source") else ""
    return replace(table, legende=legende, source=plain(source) or table.source, span=node.span)


# --- files of figures ---------------------------------------------------------------------------------------------


def _donnees(donnees: Donnees, options: Mapping[str, str]) -> Table:
    """The columns asked for, in that order, with a line of totals when asked."""
    columns = _columns_named(donnees, options.get("colonnes", "")) or list(
        range(len(donnees.colonnes))
    )
    added = _columns_named(donnees, options.get("total", ""))
    rows = [[_figure_or_words(donnees, row[i], i) for i in columns] for row in donnees.lignes]
    if added:
        first = columns[0]
        rows.append(
            [_total(donnees, i, first=i == first) if i in (first, *added) else "" for i in columns]
        )
    header = [donnees.colonnes[i].value for i in columns]
    aligns = ["right" if donnees.nombres[i] else "left" for i in columns]
    return tableau(header, rows, aligns, total_row=bool(added))


def _columns_named(donnees: Donnees, option: str) -> list[int]:
    """The ranks of the columns that an option names; a rule tells of those that the file does not have."""
    names = [fold(column.value) for column in donnees.colonnes]
    return [names.index(fold(word)) for word in _words(option) if fold(word) in names]


def _figure_or_words(donnees: Donnees, case: Case, column: int) -> str:
    return case.imprime if donnees.nombres[column] else case.texte


def _total(donnees: Donnees, column: int, first: bool) -> str:
    if first and not donnees.nombres[column]:
        return "Total"
    counted = [row[column] for row in donnees.lignes if row[column].valeur is not None]
    unit = counted[0].suffixe if counted else ""
    total = sum((cell.valeur for cell in counted if cell.valeur is not None), Decimal(0))
    return Case("", total, unit, donnees.span).imprime


def _words(option: str) -> list[str]:
    return [word.strip() for word in option.split(";") if word.strip()]


# --- people -------------------------------------------------------------------------------------------------------


def _professions(projet: Projet, comptes: Comptes) -> Table:
    counts = Counter(p.profession for p in projet.annuaire.presents if p.profession)
    rows = [
        [name[:1].upper() + name[1:], str(count)]
        for name, count in sorted(counts.items(), key=lambda i: fold(i[0]))
    ]
    rows.append(["Total", str(sum(counts.values()))])
    return tableau(["Profession", "Membres"], rows, ["left", "right"], total_row=True)


def _colleges(projet: Projet, comptes: Comptes) -> Table:
    colleges = projet.statuts.valeurs.colleges
    rows = [
        [
            c.nom,
            str(c.sieges.value) if c.sieges else "",
            f"{c.cotisation}\u00a0€" if c.cotisation else "",
        ]
        for c in colleges
    ]
    rows.append(["Total", str(sum(c.sieges.value for c in colleges if c.sieges)), ""])
    return tableau(
        ["Collège", "Sièges", "Cotisation"], rows, ["left", "right", "right"], total_row=True
    )


def _bureau(projet: Projet, comptes: Comptes) -> Table:
    rows = []
    for poste in projet.statuts.valeurs.postes:
        personne = _holder(poste, projet)
        rows.append([poste.poste, personne.designation if personne else ""])
    return tableau(["Poste", "Titulaire"], rows, ["left", "left"])


def _holder(poste: Poste, projet: Projet) -> Personne | None:
    return projet.annuaire.trouver_present(poste.titulaire.value) if poste.titulaire else None


# --- fiches -------------------------------------------------------------------------------------------------------


def _fiches(projet: Projet, comptes: Comptes, mission: str = "") -> Table:
    rows = []
    for fiche in _of_mission(projet, mission):
        pilote = projet.annuaire.trouver(fiche.pilote.value) if fiche.pilote else None
        rows.append(
            [
                fiche.cle,
                _titre(fiche),
                *_mission(fiche, mission),
                pilote.nom_complet if pilote else "",
            ]
        )
    header = ["Fiche", "Action", *([] if mission else ["Mission"]), "Pilote"]
    return tableau(header, rows, ["left"] * len(header))


def _indicateurs(projet: Projet, comptes: Comptes, mission: str = "") -> Table:
    rows = [
        [fiche.cle, *map(majuscule, _told(indicateur)), _targets(indicateur)]
        for fiche in _of_mission(projet, mission)
        for indicateur in fiche.indicateurs
    ]
    return tableau(["Fiche", "Indicateur", "Type", "Départ", "Cibles"], rows, ["left"] * 5)


def _told(indicateur: Indicateur) -> tuple[str, str, str]:
    return indicateur.nom, indicateur.type, indicateur.depart


def _targets(indicateur: Indicateur) -> str:
    """Year by year; a line never ends between a year and its target when this is short."""
    told = [
        together(line) if len(line) <= SHORT_TARGET else line
        for year, target in sorted(indicateur.cibles.items())
        for line in [f"année {year} : {target.value}"]
    ]
    return " ; ".join((*told, indicateur.sans_cible.value) if indicateur.sans_cible else told)


def _calendrier(projet: Projet, comptes: Comptes, mission: str = "") -> Table:
    rows = []
    for fiche in _of_mission(projet, mission):
        dates = (fiche.dates.demarrage, fiche.dates.deploiement, fiche.dates.fin)
        rows.append(
            [fiche.cle, _titre(fiche), *(str(date.value) if date else "" for date in dates)]
        )
    return tableau(["Fiche", "Action", "Démarrage", "Déploiement", "Fin"], rows, ["left"] * 5)


def _of_mission(projet: Projet, mission: str) -> Sequence[Fiche]:
    kept = (
        f
        for f in projet.fiches
        if not mission or (f.mission is not None and f.mission.value == mission)
    )
    return sorted(kept, key=lambda fiche: fiche.cle)


def _mission(fiche: Fiche, mission: str) -> Iterable[str]:
    if mission:
        return ()
    return (PAR_CLE[fiche.mission.value].titre if fiche.mission else "",)


def _titre(fiche: Fiche) -> str:
    return fiche.titre.value if fiche.titre else ""


BATISSEURS: Mapping[str, Batisseur] = {
    "tableau.communes": table_communes,
    "tableau.membres": table_membres,
    "tableau.professions": _professions,
    "tableau.besoins": table_besoins,
    "tableau.reponses": table_reponses,
    "tableau.fiches": _fiches,
    "tableau.articulation": table_articulation,
    "tableau.coordination": table_coordination,
    "tableau.indicateurs": _indicateurs,
    "tableau.calendrier": _calendrier,
    "tableau.bareme": table_bareme,
    "tableau.budget": table_blocs,
    "tableau.natures": table_natures,
    "tableau.couts_fiches": table_fiches,
    "tableau.fir": table_fir,
    "tableau.fir_prs": table_prs,
    "tableau.colleges": _colleges,
    "tableau.bureau": _bureau,
}
DE_MISSION: Mapping[str, Callable[[str, Projet, Comptes], Table | None]] = {
    "tableau_fiches": lambda mission, projet, comptes: _fiches(projet, comptes, mission),
    "tableau_indicateurs": lambda mission, projet, comptes: _indicateurs(projet, comptes, mission),
    "tableau_calendrier": lambda mission, projet, comptes: _calendrier(projet, comptes, mission),
    "tableau_budget": table_bloc,
}
