"""The facts that a Markdown source may cite between braces, each under one documented name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from pipeline.compute.actes import of_acts
from pipeline.compute.coordination import of_coordination
from pipeline.compute.engagements import of_engagements
from pipeline.compute.partenaires import facts_of
from pipeline.compute.statuts import of_statutes
from pipeline.model.bareme import VOLETS
from pipeline.model.budget import Annees
from pipeline.model.carte import TERRITOIRE
from pipeline.model.comptes import TotalBloc
from pipeline.model.diagnostic import BESOINS
from pipeline.model.donnees import DONNEES, Donnees
from pipeline.model.droits import Contrat
from pipeline.model.echeance import Echeance
from pipeline.model.fait import Fait, Faits, Genre
from pipeline.model.fiche import Fiche
from pipeline.model.frise import ACTIONS
from pipeline.model.graphique import GRAPHIQUES, PROFESSIONS, SOIGNANTS, colonnes_de_soignants
from pipeline.model.langue.mesure import premier_nombre
from pipeline.model.mission import MISSIONS, Mission
from pipeline.model.personne import A_VENIR, ENGAGE, Annuaire
from pipeline.model.projet import Piece, Projet
from pipeline.model.span import Placed
from pipeline.model.tableaux import TABLEAUX, TABLEAUX_DE_MISSION
from pipeline.model.territoire import Commune

Named = Iterator[tuple[str, Fait]]

SENS_IDENTITE = {
    "nom": "nom de la CPTS",
    "departement": "département",
    "region": "région",
    "ars": "agence régionale de santé",
    "cpam": "caisse primaire d'assurance maladie",
    "delegation_ars": "délégation départementale de l'ARS",
    "urps": "unions régionales des professionnels de santé",
    "elsm": "échelon local du service médical",
    "msa": "caisse de la Mutualité sociale agricole",
    "version": "version du document",
    "statut": "état du document",
}
SENS_CONTACT = {
    "telephone": "téléphone de la CPTS",
    "courriel": "adresse électronique de la CPTS",
    "site": "site de la CPTS",
}
SENS_DATES = {
    "lettre_intention": "envoi de la lettre d'intention",
    "lettre_acceptee": "accord de l'ARS sur la lettre d'intention",
    "declaration": "déclaration de l'association",
    "depot": "dépôt du projet à l'ARS",
    "validation": "validation du projet",
    "signature": "signature du contrat",
    "effet": "prise d'effet du contrat",
}
VOLETS_DU_TOTAL = ("fixe", "variable")
PIECES_DES_TABLEAUX = {
    "tableau.communes": Piece.IDENTITE,
    "tableau.membres": Piece.ANNUAIRE,
    "tableau.professions": Piece.ANNUAIRE,
    "tableau.natures": Piece.BUDGET,
    "tableau.couts_fiches": Piece.BUDGET,
    "tableau.fir": Piece.BUDGET,
    "tableau.fir_prs": Piece.BUDGET,
    "tableau.colleges": Piece.STATUTS,
    "tableau.bureau": Piece.STATUTS,
}
"""What fills a table: while it could not be read, nobody is told that the table is empty."""


def facts(
    projet: Projet,
    communes: tuple[Commune, ...],
    population: int | None,
    blocs: Mapping[str, TotalBloc],
    couts: Mapping[str, Annees],
    contrat: Contrat,
) -> Faits:
    """Name → fact.  One whose source is empty prints « à renseigner ».

    Amounts are euros per contract year unless the name says « total »; ``couts`` is the cost of each fiche.
    """
    found: dict[str, Fait] = {}
    for part in (
        _identite(projet),
        _territoire(projet, communes, population),
        _personnes(projet.annuaire, sum(n.value for n in projet.identite.pressentis.values())),
        _budget(projet, blocs),
        _fir(projet),
        _missions(projet, blocs),
        _fiches(projet, couts),
        _besoins(projet),
        _tableaux(projet, blocs),
        _dessins(projet),
        _graphiques(projet, blocs, contrat),
        of_statutes(projet),
        of_acts(projet),
        of_engagements(projet),
        of_coordination(projet),
        _partenaire(projet),
        _avenant(projet),
    ):
        found.update(part)
    return Faits(found)


def _identite(projet: Projet) -> Named:
    identite = projet.identite
    for name, sens in SENS_IDENTITE.items():
        given = str(getattr(identite, name))
        absent = "" if given else f"content/projet.yaml n'a pas de « {name} »"
        yield f"cpts.{name}", Fait(sens, Genre.TEXTE, given, vide=absent)
    for name, sens in SENS_CONTACT.items():
        given = str(getattr(identite.contact, name))
        absent = "" if given else f"« contact » n'a pas de « {name} » dans content/projet.yaml"
        yield f"cpts.{name}", Fait(sens, Genre.TEXTE, given, vide=absent)
    yield "cpts.representant", Fait("qui signe pour la CPTS", Genre.TEXTE, identite.representant)
    for name, sens in SENS_DATES.items():
        date = identite.dates.get(name)
        yield f"contrat.{name}", Fait(sens, Genre.DATE, date.value if date else None)


def _territoire(projet: Projet, communes: tuple[Commune, ...], population: int | None) -> Named:
    size = projet.identite.taille
    yield (
        "territoire.population",
        Fait("habitants du territoire", Genre.NOMBRE, population, "habitants"),
    )
    count = len(communes) or None
    yield (
        "territoire.nombre_communes",
        Fait("communes du territoire", Genre.NOMBRE, count, "communes"),
    )
    yield (
        "territoire.taille",
        Fait("taille de la CPTS, de 1 à 4", Genre.NOMBRE, size.value if size else None),
    )
    for commune in communes:
        yield f'commune("{commune.code}").nom', Fait("nom de la commune", Genre.TEXTE, commune.nom)
        habitants = Fait(
            f"habitants ({commune.nom})", Genre.NOMBRE, commune.population, "habitants"
        )
        yield f'commune("{commune.code}").population', habitants


def _personnes(annuaire: Annuaire, expected: int) -> Named:
    people = annuaire.presents
    counts = {
        "nombre": ("membres, engagés ou à venir", people),
        "engages": ("membres engagés", [p for p in people if p.engagement == ENGAGE]),
        "a_venir": ("membres à venir", [p for p in people if p.engagement == A_VENIR]),
    }
    for name, (sens, kept) in counts.items():
        yield f"membres.{name}", Fait(sens, Genre.NOMBRE, len(kept), "membres")
    yield (
        "membres.pressentis",
        Fait("engagements attendus, sans nom encore", Genre.NOMBRE, expected, "membres"),
    )
    for personne in annuaire.personnes:
        if personne.cle:
            start = f'personne("{personne.cle}")'
            yield (
                f"{start}.nom",
                Fait("nom de la personne ou de la structure", Genre.TEXTE, personne.nom_complet),
            )
            yield f"{start}.profession", Fait("profession", Genre.TEXTE, personne.profession)
            yield (
                f"{start}.designation",
                Fait("nom et profession", Genre.TEXTE, personne.designation),
            )


def _budget(projet: Projet, blocs: Mapping[str, TotalBloc]) -> Named:
    years = projet.budget.annees
    totals = tuple(blocs.values())
    yield from _amounts("budget.", "dépenses", tuple(t.depenses for t in totals), years, "total")
    yield from _amounts(
        "budget.", "ressources", tuple(t.ressources for t in totals), years, "ressources"
    )


def _fir(projet: Projet) -> Named:
    """What is asked of the FIR, or granted; blank while nothing is."""
    lines = tuple(line.montants for _, line in projet.budget.du_fir)
    yield from _amounts(
        "fir.", "FIR demandé ou accordé", lines, projet.budget.annees if lines else 0, "total"
    )


def _amounts(start: str, sens: str, lines: tuple[Annees, ...], years: int, name: str) -> Named:
    """``name`` over the contract, then ``name_annee_1``…, in euros; blank for the first two when unread."""
    sums = [sum((line[i] for line in lines), Decimal(0)) for i in range(years)]
    total = sum(sums, Decimal(0)) if years else None
    yield f"{start}{name}", Fait(f"{sens} sur toute la durée du budget", Genre.EUROS, total)
    for year in range(1, (years or 5) + 1):
        amount = sums[year - 1] if years else None
        yield (
            f"{start}{name}_annee_{year}",
            Fait(f"{sens} de l'année {year} du contrat", Genre.EUROS, amount),
        )


def _missions(projet: Projet, blocs: Mapping[str, TotalBloc]) -> Named:
    kept = projet.identite.retenues
    years = projet.budget.annees
    for mission in MISSIONS:
        start = f'mission("{mission.cle}").'
        yield f"{start}titre", Fait("nom de la mission", Genre.TEXTE, mission.titre)
        yield from _volets(mission, projet, start)
        if mission.cle in kept:
            total = blocs.get(mission.cle)
            yield from _amounts(
                start, "dépenses", (total.depenses,) if total else (), years, "depenses"
            )
            count = len(projet.fiches_de(mission.cle))
            yield (
                f"{start}nombre_fiches",
                Fait("fiches de la mission", Genre.NOMBRE, count, "fiches"),
            )


def _volets(mission: Mission, projet: Projet, start: str) -> Named:
    """What the barème gives for the size of the CPTS, in euros per contract year at full attainment."""
    size, line = projet.taille, projet.bareme.mission(mission.cle)
    if line is None or not size:
        return
    amounts = {
        name: montants[size - 1] for name, montants in {**line.volets, **line.hors_total}.items()
    }
    for name, amount in amounts.items():
        sens = f"{VOLETS[name].removeprefix('ACI ')} de la mission, par an"
        yield f"{start}{name}", Fait(sens, Genre.EUROS, amount)
    if set(VOLETS_DU_TOTAL) <= set(amounts):
        both = sum((amounts[name] for name in VOLETS_DU_TOTAL), Decimal(0))
        yield (
            f"{start}fixe_et_variable",
            Fait("volets fixe et variable de la mission, par an", Genre.EUROS, both),
        )


def _fiches(projet: Projet, couts: Mapping[str, Annees]) -> Named:
    yield (
        "fiches.nombre",
        Fait("fiches action du projet", Genre.NOMBRE, len(projet.fiches), "fiches"),
    )
    years = projet.budget.annees
    for fiche in projet.fiches:
        if fiche.code is None:
            continue
        start = f'fiche("{fiche.code.value}").'
        yield (
            f"{start}titre",
            Fait("titre de la fiche", Genre.TEXTE, fiche.titre.value if fiche.titre else None),
        )
        pilote = projet.annuaire.trouver(fiche.pilote.value) if fiche.pilote else None
        yield (
            f"{start}pilote",
            Fait("pilote de la fiche", Genre.TEXTE, pilote.nom_complet if pilote else None),
        )
        yield f"{start}demarrage", _date("démarrage de l'action", fiche.dates.demarrage)
        yield f"{start}deploiement", _date("déploiement de l'action", fiche.dates.deploiement)
        yield f"{start}fin", _date("fin de l'action", fiche.dates.fin)
        mine = couts.get(fiche.code.value, (Decimal(0),) * years)
        yield from _amounts(start, "coût", (mine,) if years else (), years, "cout")


def _avenant(projet: Projet) -> Named:
    """What an avenant compares, made when it is put together."""
    version = projet.identite.version_signee
    if version is None:
        return
    yield "avenant.version", Fait("version signée du projet", Genre.TEXTE, version.value)
    for name, sens in {
        "fiches": "ce qui change dans les fiches depuis la version signée",
        "calendrier": "les dates qui changent depuis la version signée",
        "budget": "les dépenses qui changent depuis la version signée",
    }.items():
        yield f"avenant.{name}", Fait(sens, Genre.LISTE, ())


def _partenaire(projet: Projet) -> Named:
    """The first partner's, so that each name is known; a convention prints those of its own."""
    for one in projet.annuaire.partenaires[:1]:
        yield from facts_of(one, projet)


def _besoins(projet: Projet) -> Named:
    needs = projet.besoins
    yield "besoins.nombre", Fait("besoins retenus", Genre.NOMBRE, len(needs) or None, "besoins")
    for besoin in needs:
        start = f'besoin("{besoin.code}").'
        yield f"{start}besoin", Fait("ce dont le territoire a besoin", Genre.TEXTE, besoin.besoin)
        yield f"{start}constat", Fait("ce qui montre ce besoin", Genre.TEXTE, besoin.constat)
        yield f"{start}source", Fait("qui l'a mesuré", Genre.TEXTE, besoin.source)


def _tableaux(projet: Projet, blocs: Mapping[str, TotalBloc]) -> Named:
    """Names of tables, which are built when a document is put together; each knows whether it would be empty."""
    filling = _filling(projet)
    for name, titre in TABLEAUX.items():
        unread = PIECES_DES_TABLEAUX.get(name) in projet.trous
        vide = (
            "" if unread or filling.get(name, True) else "rien dans le projet ne le remplit encore"
        )
        yield name, Fait(titre, Genre.TABLEAU, vide=vide)
    for mission in MISSIONS:
        if mission.cle in projet.identite.retenues:
            yield from _tableaux_de_mission(mission, projet, blocs)
    for name, donnees in projet.donnees.items():
        yield f'donnees("{name}")', Fait(_titre_de(name), Genre.TABLEAU, vide=_vide(donnees))


def _titre_de(name: str) -> str:
    """The title of a table of figures, from the name of its file."""
    return name.replace("-", " ").replace("_", " ").capitalize()


def _vide(donnees: Donnees) -> str:
    if not donnees.lignes:
        return f"{donnees.span.path} n'a que ses titres"
    values = [case.texte for row in donnees.lignes for case in row[1:]]
    return (
        f"{donnees.span.path} n'a encore que sa première colonne"
        if values and not any(values)
        else ""
    )


def _dessins(projet: Projet) -> Named:
    """Names of drawings, made when a document is built: the calendar of the actions, and the maps."""
    without_date = "" if projet.debut_contrat else "le contrat n'a pas encore de date"
    empty = without_date or _without_start(projet.fiches, "aucune fiche n'a de date de démarrage")
    yield ACTIONS, Fait("Calendrier des actions", Genre.DESSIN, vide=empty)
    for mission in MISSIONS:
        if mission.cle in projet.identite.retenues:
            fiches = projet.fiches_de(mission.cle)
            empty = without_date or _without_start(fiches, "cette mission n'a pas de fiche datée")
            yield (
                f'mission("{mission.cle}").frise',
                Fait(f"Calendrier : {mission.titre}", Genre.DESSIN, vide=empty),
            )
    ground = "" if projet.contours.polygones else "aucune des communes n'a de contour connu"
    yield TERRITOIRE, Fait("Le territoire de la CPTS", Genre.DESSIN, vide=ground)
    for name, donnees in projet.donnees.items():
        yield f'carte("{name}")', Fait(_titre_de(name), Genre.DESSIN, vide=_vide(donnees) or ground)


def _graphiques(projet: Projet, blocs: Mapping[str, TotalBloc], contrat: Contrat) -> Named:
    """Names of charts: those ready-made, one for each table of figures and for each indicator of a fiche."""
    empty = _empty_charts(projet, blocs, contrat)
    for name, titre in GRAPHIQUES.items():
        yield name, Fait(titre, Genre.DESSIN, vide=empty.get(name, ""))
    for name, donnees in projet.donnees.items():
        yield f'graphique("{name}")', Fait(_titre_de(name), Genre.DESSIN, vide=_vide(donnees))
    for fiche in projet.fiches:
        for rank, indicateur in enumerate(fiche.indicateurs, 1) if fiche.code else ():
            texts = (indicateur.depart, *(placed.value for placed in indicateur.cibles.values()))
            measured = any(premier_nombre(text) is not None for text in texts)
            vide = "" if measured else "cet indicateur n'a ni départ ni cible chiffrés"
            titre = f"Indicateur : {indicateur.nom}"
            yield f'fiche("{fiche.cle}").indicateur_{rank}', Fait(titre, Genre.DESSIN, vide=vide)


def _empty_charts(
    projet: Projet, blocs: Mapping[str, TotalBloc], contrat: Contrat
) -> Mapping[str, str]:
    """Why a ready-made chart would show nothing; "" for one that has something to show."""
    soignants = projet.donnees.get(SOIGNANTS)
    known = soignants is not None and colonnes_de_soignants(soignants) is not None
    table = f"{DONNEES}{SOIGNANTS}.csv"
    missing = (
        f"{table} n'a pas une colonne « Nombre » et une colonne « Dont 60 ans et plus »"
        if soignants
        else f"il n'y a pas de fichier {table}"
    )
    spent = any(any(total.emplois) for total in blocs.values())
    return {
        "graphique.budget": "" if spent else "le budget n'a pas de dépense",
        "graphique.natures": "" if spent else "le budget n'a pas de dépense",
        "graphique.droits": ""
        if contrat.droits and contrat.duree
        else "les droits ne sont pas connus",
        "graphique.tresorerie": ""
        if contrat.tresoreries
        else "le contrat ou le budget n'a pas de date",
        PROFESSIONS: "" if known else missing,
        "graphique.besoins": "" if _answered(projet) else "aucune fiche ne répond à un besoin",
    }


def _answered(projet: Projet) -> bool:
    return any(projet.reponses(besoin.code) for besoin in projet.besoins)


def _without_start(fiches: Iterable[Fiche], why: str) -> str:
    return "" if any(fiche.dates.demarrage for fiche in fiches) else why


def _tableaux_de_mission(mission: Mission, projet: Projet, blocs: Mapping[str, TotalBloc]) -> Named:
    fiches = projet.fiches_de(mission.cle)
    filled = {
        "tableau_budget": mission.cle in blocs,
        "tableau_indicateurs": any(fiche.indicateurs for fiche in fiches),
    }
    for field, titre in TABLEAUX_DE_MISSION.items():
        vide = "" if filled.get(field, bool(fiches)) else "cette mission n'en a pas"
        sens = f"{titre} de la mission « {mission.titre} »"
        yield f'mission("{mission.cle}").{field}', Fait(sens, Genre.TABLEAU, vide=vide)


def _filling(projet: Projet) -> Mapping[str, object]:
    """What fills each table, which is empty with it; fiches and needs that cannot be read may well fill theirs."""
    valeurs, people = projet.statuts.valeurs, projet.annuaire.presents
    spent = projet.budget.depenses
    needs = projet.besoins or BESOINS in projet.illisibles | projet.incomplets
    unread = projet.fiches_illisibles
    fiches = projet.fiches or unread
    return {
        "tableau.communes": projet.identite.communes or projet.communes,
        "tableau.besoins": needs,
        "tableau.reponses": needs,
        "tableau.membres": people,
        "tableau.professions": any(person.profession for person in people),
        "tableau.fiches": fiches,
        "tableau.calendrier": fiches,
        "tableau.articulation": any(map(_is_articulated, projet.fiches)) or unread,
        "tableau.coordination": fiches,
        "tableau.indicateurs": any(fiche.indicateurs for fiche in projet.fiches) or unread,
        "tableau.natures": spent,
        "tableau.couts_fiches": any(line.fiche for line in spent),
        "tableau.fir": projet.budget.du_fir,
        "tableau.fir_prs": projet.budget.du_fir and projet.identite.orientations_prs,
        "tableau.colleges": valeurs.colleges,
        "tableau.bureau": valeurs.postes,
    }


def _is_articulated(fiche: Fiche) -> bool:
    return bool(fiche.orientations_prs or fiche.cls or fiche.cts)


def _date(sens: str, date: Placed[Echeance] | None) -> Fait:
    return Fait(sens, Genre.DATE, date.value if date else None)
