"""``content/projet.yaml``: who the CPTS is, when, with which missions and which barème."""

from __future__ import annotations

from pipeline.interpret.champs import Champs
from pipeline.model.echeance import Echeance, Precision
from pipeline.model.finding import Finding, did_you_mean, fold
from pipeline.model.mission import MISSIONS, PAR_CLE
from pipeline.model.projet import DATES_PROJET, STATUTS_PROJET, Identite, Reglages, Signataire
from pipeline.model.source import Sources, YamlScalar
from pipeline.model.span import Placed

PROJET = "content/projet.yaml"


def interpret_identite(sources: Sources, findings: list[Finding]) -> Identite | None:
    node = sources.yaml(PROJET)
    if node is None:
        return None
    champs = Champs(node, "content/projet.yaml", findings)
    missions, all_known = _missions(champs)
    identite = Identite(
        nom=champs.text("nom", required=True),
        exemple=champs.yes_no("exemple", unclear=True),
        statut=_text(champs.choice("statut", STATUTS_PROJET, required=True)),
        version=champs.text("version", required=True),
        departement=champs.text("departement", required=True),
        region=champs.text("region", required=True),
        ars=champs.text("ars", required=True),
        cpam=champs.text("cpam", required=True),
        taille=champs.integer("taille", required=True),
        bareme=champs.scalar("bareme", required=True),
        classeur=champs.scalar("classeur", required=True),
        dates=_dates(champs, findings),
        communes=champs.texts("communes", required=True),
        missions=missions,
        missions_lues=all_known,
        orientations_prs=_orientations(champs),
        signataires=tuple(_signataire(c) for c in champs.records("signataires", "un signataire", required=True)),
        reglages=_reglages(champs),
        span=node.span,
    )
    champs.finish()
    return identite


def resolve_mission(placed: Placed[str] | None, findings: list[Finding]) -> Placed[str] | None:
    """The key of the mission that an author named by key, title or an alias of the guide; None with a finding."""
    if placed is None:
        return None
    wanted = fold(placed.value).replace("_", " ")
    for mission in MISSIONS:
        names = (mission.cle.replace("_", " "), mission.titre, mission.feuille, *mission.alias)
        if wanted in map(fold, names):
            return Placed(mission.cle, placed.span)
    message = f"« {placed.value} » n'est pas une mission de l'ACI."
    findings.append(Finding("P001", message, placed.span, did_you_mean(placed.value, PAR_CLE)))
    return None


def _text(placed: Placed[str] | None) -> str:
    return placed.value if placed else ""


def _dates(champs: Champs, findings: list[Finding]) -> dict[str, Placed[Echeance]]:
    node = champs.mapping("dates", required=True)
    if node is None:
        return {}
    dates = Champs(node, "« dates »", findings)
    found: dict[str, Placed[Echeance]] = {}
    for key in DATES_PROJET:
        echeance = dates.echeance(key)
        if echeance is None:
            continue
        if echeance.value.precision is not Precision.JOUR:
            message = f"« {key} » attend un jour précis, par exemple 2027-04-01."
            findings.append(Finding("C003", message, echeance.span))
            continue
        found[key] = echeance
    dates.finish()
    return found


def _missions(champs: Champs) -> tuple[tuple[Placed[str], ...], bool]:
    """The missions kept, in the order of the ACI, and whether all that was typed could be understood."""
    kept = [resolve_mission(placed, champs.findings) for placed in champs.texts("missions", required=True)]
    known = {placed.value: placed for placed in kept if placed is not None}
    return tuple(known[mission.cle] for mission in MISSIONS if mission.cle in known), bool(kept) and None not in kept


def _orientations(champs: Champs) -> dict[str, str]:
    node = champs.mapping("orientations_prs")
    if node is None:
        return {}
    titles: dict[str, str] = {}
    for key, value in node.entries:
        if isinstance(value, YamlScalar):
            titles[key.value] = value.text.strip()
        else:
            champs.say("C003", f"l'orientation « {key.value} » attend son intitulé.", value.span)
    return titles


def _reglages(champs: Champs) -> Reglages:
    node = champs.mapping("reglages")
    if node is None:
        return Reglages()
    chosen = Champs(node, "« reglages »", champs.findings)
    indicateurs = chosen.integer("indicateurs_par_fiche")
    actions = chosen.integer("actions_par_pilote")
    chosen.finish()
    default = Reglages()
    return Reglages(
        indicateurs.value if indicateurs else default.indicateurs_par_fiche,
        actions.value if actions else default.actions_par_pilote,
    )


def _signataire(champs: Champs) -> Signataire:
    signataire = Signataire(
        champs.text("partie", required=True), champs.text("nom"), champs.text("fonction"), champs.span
    )
    champs.finish()
    return signataire
