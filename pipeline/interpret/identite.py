"""``content/projet.yaml``: who the CPTS is, when, with which missions and which barème."""

from __future__ import annotations

from pipeline.interpret.champs import Champs
from pipeline.interpret.contrat import FORME_CONTRAT, interpret_reglages
from pipeline.interpret.vocabulaire import vocabulaire_of
from pipeline.model.echeance import Echeance
from pipeline.model.etape_cpts import ETAPES, LETTRE_INTENTION, EtapeCPTS
from pipeline.model.finding import Finding
from pipeline.model.forme import Forme, choix, entier, jour, liste, oui_non, table, texte, textes
from pipeline.model.langue.mots import did_you_mean, nearest
from pipeline.model.mission import MISSIONS, PAR_CLE, mission_nommee
from pipeline.model.motif import motif
from pipeline.model.projet import (
    DATES_PROJET,
    STATUTS_PROJET,
    ContactCPTS,
    Identite,
    Reglages,
    Signataire,
)
from pipeline.model.source import Sources, YamlScalar
from pipeline.model.span import Placed
from pipeline.model.vocabulaire import Vocabulaire

PROJET = "content/projet.yaml"
REGLAGES_PAR_DEFAUT = Reglages()


TOGETHER = motif(r"[,;/+&\n]|\bet\b")
BRACKETS = " ()[]{}"
MISSIONS_ACI = tuple(PAR_CLE)
AUTRES_NOMS = tuple(name for mission in MISSIONS for name in mission.noms)

AIDES_DATES = {
    "lettre_intention": "Envoi de la lettre d'intention à l'ARS.",
    "lettre_acceptee": "Accord de l'ARS sur la lettre d'intention : le projet peut s'écrire.",
    "declaration": "Déclaration de l'association à la préfecture, ou son inscription au tribunal en Alsace-Moselle.",
    "depot": "Envoi du projet de santé à l'ARS. Exemple : 2027-01-15.",
    "validation": "Accord de l'ARS sur le projet de santé.",
    "signature": "Signature du contrat : les délais des missions se comptent à partir de ce jour.",
    "effet": "Premier jour du contrat, qui dure cinq ans.",
}
FORME_DATES = Forme(
    "« dates »",
    "Les dates du contrat, au jour près ; une date encore inconnue reste vide.",
    tuple(jour(cle, AIDES_DATES[cle]) for cle in DATES_PROJET),
)
FORME_ORIENTATIONS = Forme(
    "« orientations_prs »",
    "Les orientations du projet régional de santé : un code court, puis son intitulé. Les fiches citent ces codes.",
    libre=texte("PRS-1", "L'intitulé de l'orientation."),
)
FORME_SIGNATAIRE = Forme(
    "un signataire",
    "Les signataires, dans l'ordre de la page de signature.",
    (
        texte("partie", "L'organisme qui signe : la CPTS, l'ARS, la CPAM…", requis=True),
        texte("nom", "Prénom et nom ; peut manquer, seule la fonction est alors imprimée."),
        texte("fonction", "La fonction de la personne qui signe, par exemple « présidente »."),
    ),
)
FORME_PRESSENTIS = Forme(
    "« pressentis »",
    "Les engagements attendus de personnes qu'on ne nomme pas encore : une profession, et combien.",
    libre=entier(
        "infirmier", "Combien d'engagements sont attendus de cette profession.", bornes=(1, 9_999)
    ),
)
FORME_CONTACT = Forme(
    "« contact »",
    "De quoi joindre la CPTS elle-même : imprimé en tête des lettres, cité par les textes, public.",
    (
        texte("telephone", "Le téléphone de la CPTS, par exemple « 05 36 49 12 34 »."),
        texte("courriel", "L'adresse électronique de la CPTS, jamais celle d'une personne."),
        texte("site", "L'adresse de son site : « https://… »."),
    ),
)
FORME_REGLAGES = Forme(
    "« reglages »",
    "Les seuils de quelques avertissements.",
    (
        entier(
            "indicateurs_par_fiche",
            "Au-delà de ce nombre d'indicateurs, une fiche reçoit un avertissement.",
            defaut=str(REGLAGES_PAR_DEFAUT.indicateurs_par_fiche),
        ),
        entier(
            "actions_par_pilote",
            "Au-delà de ce nombre d'actions, leur pilote reçoit un avertissement.",
            defaut=str(REGLAGES_PAR_DEFAUT.actions_par_pilote),
        ),
        entier(
            "poids_maximal",
            "Ce que le PDF du dossier complet peut peser, en mégaoctets : au-delà, la livraison le coupe.",
            bornes=(1, 1_000),
        ),
    ),
)
AVANT_LE_PROJET = ("statut", "taille", "bareme", "classeur", "dates", "signataires")
"""What a letter does not hold yet."""

FORME_PROJET = Forme(
    PROJET,
    "La fiche d'identité de la CPTS et de son contrat.",
    (
        texte("nom", "Le nom de la CPTS, tel qu'il est imprimé sur la couverture.", requis=True),
        oui_non(
            "exemple",
            "« oui » imprime « DOCUMENT FICTIF » sur chaque page ; « non » pour un vrai projet.",
        ),
        choix(
            "etape",
            "Où en est la CPTS : chaque étape construit ses documents et ceux d'avant, la lettre à part.",
            tuple(ETAPES),
            defaut="projet",
        ),
        choix(
            "statut", "L'état du document, imprimé sur la couverture.", STATUTS_PROJET, requis=True
        ),
        texte("version", 'Le numéro de version, entre guillemets : « "0.1" ».', requis=True),
        texte("departement", "Le département de la CPTS.", requis=True),
        texte("region", "La région de la CPTS.", requis=True),
        texte("ars", "Le nom complet de l'agence régionale de santé.", requis=True),
        texte("cpam", "Le nom complet de la caisse primaire d'assurance maladie.", requis=True),
        texte("delegation_ars", "Le nom de la délégation départementale de l'ARS (DD-ARS)."),
        texte("urps", "Les unions régionales qui vous accompagnent : URPS, inter-URPS."),
        texte("elsm", "Le nom de l'échelon local du service médical (ELSM)."),
        texte("msa", "Le nom de la caisse de la Mutualité sociale agricole (MSA)."),
        entier(
            "taille",
            "La taille de la CPTS, de 1 à 4, selon sa population.",
            requis=True,
            bornes=(1, 4),
        ),
        texte("bareme", "Le barème des aides, par exemple « aci-avenant-2 ».", requis=True),
        texte("classeur", "Le classeur de la trésorière : « budgets/budget.xlsx ».", requis=True),
        table("dates", FORME_DATES, requis=True),
        textes(
            "communes",
            "Les codes Insee des communes du territoire : cinq chiffres, entre guillemets si le premier est 0.",
            requis=True,
            motif=r"\d[\dAB]\d{3}",
            bornes=(10_000, 99_999),
        ),
        textes(
            "missions",
            "Les missions retenues : les quatre premières sont obligatoires.",
            requis=True,
            valeurs=MISSIONS_ACI,
            aussi=AUTRES_NOMS,
        ),
        texte(
            "version_signee",
            "L'étiquette de git du projet signé avec l'ARS et la CPAM : l'avenant dit ce qui a changé depuis.",
        ),
        table("orientations_prs", FORME_ORIENTATIONS),
        liste("signataires", FORME_SIGNATAIRE, requis=True),
        table("pressentis", FORME_PRESSENTIS),
        table("contact", FORME_CONTACT),
        table("reglages", FORME_REGLAGES),
        table("contrat", FORME_CONTRAT),
    ),
).facultative(AVANT_LE_PROJET, si=("etape", LETTRE_INTENTION))


def interpret_identite(sources: Sources, findings: list[Finding]) -> Identite | None:
    node = sources.yaml(PROJET)
    if node is None:
        return None
    champs = Champs(node, FORME_PROJET, findings)
    missions, all_known = _missions(champs, vocabulaire_of(sources))
    identite = Identite(
        nom=champs.text("nom"),
        exemple=champs.yes_no("exemple", unclear=True),
        etape=ETAPES.get(_text(champs.choice("etape")), EtapeCPTS.PROJET),
        statut=_text(champs.choice("statut")),
        version=champs.text("version"),
        departement=champs.text("departement"),
        region=champs.text("region"),
        ars=champs.text("ars"),
        cpam=champs.text("cpam"),
        delegation_ars=champs.text("delegation_ars"),
        urps=champs.text("urps"),
        elsm=champs.text("elsm"),
        msa=champs.text("msa"),
        taille=champs.integer("taille"),
        bareme=champs.scalar("bareme"),
        classeur=champs.scalar("classeur"),
        dates=_dates(champs),
        communes=champs.texts("communes"),
        missions=missions,
        missions_lues=all_known,
        orientations_prs=_orientations(champs),
        signataires=tuple(_signataire(c) for c in champs.records("signataires")),
        pressentis=_expected(champs),
        contact=_contact(champs),
        version_signee=champs.scalar("version_signee"),
        reglages=_reglages(champs),
        contrat=interpret_reglages(champs),
        span=node.span,
    )
    champs.finish()
    return identite


def resolve_mission(
    placed: Placed[str] | None,
    findings: list[Finding],
    several: str = "une seule mission ici, par exemple {first}.",
    vocabulaire: Vocabulaire | None = None,
) -> Placed[str] | None:
    """The key of the mission that an author named by key, title or a word of the field; None with a finding.

    ``several`` is what to do about more than one in a text, with their keys.
    """
    if placed is None:
        return None
    mission = mission_nommee(placed.value)
    if mission is not None:
        return Placed(mission.cle, placed.span)
    meant = vocabulaire.mission(placed.value) if vocabulaire else ""
    if meant:
        return Placed(meant, placed.span)
    message = f"« {placed.value} » n'est pas une mission de l'ACI."
    hints = did_you_mean(placed.value, PAR_CLE) if nearest(placed.value, PAR_CLE) else ()
    among = [
        found.cle
        for part in TOGETHER.split(placed.value)
        if (found := mission_nommee(part.strip(BRACKETS)))
    ]
    if len(among) > 1:
        hints = (several.format(first=among[0], keys=", ".join(among)),)
    named = " ; ".join(f"{m.cle} (M{m.rang}, {m.titre})" for m in MISSIONS)
    findings.append(Finding("P001", message, placed.span, hints or (f"les missions : {named}.",)))
    return None


def _text(placed: Placed[str] | None) -> str:
    return placed.value if placed else ""


def _dates(champs: Champs) -> dict[str, Placed[Echeance]]:
    dates = champs.table("dates")
    if dates is None:
        return {}
    read = {key: dates.echeance(key) for key in DATES_PROJET}
    dates.finish()
    return {key: echeance for key, echeance in read.items() if echeance is not None}


def _missions(champs: Champs, vocabulaire: Vocabulaire) -> tuple[tuple[Placed[str], ...], bool]:
    """The missions kept, in the order of the ACI, and whether all that was typed could be understood."""
    several = "une mission par tiret ; ou toutes entre crochets, séparées par des virgules : missions: [{keys}]"
    kept = [
        resolve_mission(p, champs.findings, several, vocabulaire) for p in champs.texts("missions")
    ]
    known = {placed.value: placed for placed in kept if placed is not None}
    return tuple(known[mission.cle] for mission in MISSIONS if mission.cle in known), bool(
        kept
    ) and None not in kept


def _orientations(champs: Champs) -> dict[str, str]:
    orientations = champs.table("orientations_prs")
    titles: dict[str, str] = {}
    for key, value in orientations.own() if orientations else ():
        if isinstance(value, YamlScalar):
            titles[key.value] = value.text.strip()
        else:
            champs.say("C003", f"l'orientation « {key.value} » attend son intitulé.", value.span)
    return titles


def _expected(champs: Champs) -> dict[str, Placed[int]]:
    """Profession → how many; what is no number is told."""
    expected = champs.table("pressentis")
    counts: dict[str, Placed[int]] = {}
    for key, value in expected.own() if expected else ():
        typed = value.text.strip() if isinstance(value, YamlScalar) else ""
        if typed.isdecimal() and 0 < int(typed) < 10_000:
            counts[key.value] = Placed(int(typed), key.span)
        else:
            message = (
                f"« {key.value} » attend un nombre d'engagements, par exemple : {key.value}: 12"
            )
            champs.say("C003", message, key.span)
    return counts


PHONE = motif(
    r"0[1-9](?:[ .-]?[0-9]){8}|(?:\+|00)[ .-]?[1-9](?:[ .-]?[0-9]){7,14}|[1-9](?:[ .-]?[0-9]){1,5}"
)
"""Ten digits in France, a number from abroad, or a short one (15, 3114, 116 117)."""

MAIL = motif(r"[^@\s,;/]+@[^@\s,;/]+\.[^@\s,;/]+")
PAGE = motif(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/[^\s@]*)?")
ONE_CONTACT = {
    "telephone": (PHONE, "un numéro, et un seul, par exemple : telephone: 05 36 49 12 34"),
    "courriel": (MAIL, "une adresse, et une seule, par exemple : courriel: contact@cpts.example"),
    "site": (PAGE, "l'adresse d'un site, par exemple : site: https://cpts.example"),
}
"""What each way to reach the CPTS looks like: nothing else enters a public document by that door."""


def _contact(champs: Champs) -> ContactCPTS:
    given = champs.table("contact")
    if given is None:
        return ContactCPTS()
    read = {key: _reached(given, key) for key in ONE_CONTACT}
    given.finish()
    return ContactCPTS(**read, span=given.span)


def _reached(given: Champs, key: str) -> str:
    placed = given.scalar(key)
    if placed is None or not placed.value:
        return ""
    form, hint = ONE_CONTACT[key]
    if form.fullmatch(placed.value):
        return placed.value
    message = f"« contact.{key} » ne se lit pas : « {placed.value} »."
    given.say("C003", message, placed.span, (f"attendu : {hint}",))
    return ""


def _reglages(champs: Champs) -> Reglages:
    chosen = champs.table("reglages")
    if chosen is None:
        return REGLAGES_PAR_DEFAUT
    indicateurs = chosen.integer("indicateurs_par_fiche")
    actions = chosen.integer("actions_par_pilote")
    poids = chosen.integer("poids_maximal")
    chosen.finish()
    return Reglages(
        indicateurs.value if indicateurs else REGLAGES_PAR_DEFAUT.indicateurs_par_fiche,
        actions.value if actions else REGLAGES_PAR_DEFAUT.actions_par_pilote,
        poids.value if poids else None,
    )


def _signataire(champs: Champs) -> Signataire:
    signataire = Signataire(
        champs.text("partie"), champs.text("nom"), champs.text("fonction"), champs.span
    )
    champs.finish()
    return signataire
