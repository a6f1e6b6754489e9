"""The barèmes of the ACI: those shipped in ``pipeline/reference/baremes/``, and those of the CPTS before them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import cast

from pipeline.interpret.champs import Champs
from pipeline.interpret.colonnes_csv import Ligne, lignes
from pipeline.interpret.dates import parse_echeance
from pipeline.interpret.nombres import parse_entier, parse_montant, parse_nombre
from pipeline.model import colonnes
from pipeline.model.bareme import COMPLEMENTAIRE, SOCLE, VOLETS, Bareme, MissionBareme, Montants
from pipeline.model.budget import Plafond
from pipeline.model.files import CONTENT, REFERENCE
from pipeline.model.finding import Finding
from pipeline.model.forme import Forme, choix, montants, table, texte, textes
from pipeline.model.mission import PAR_CLE
from pipeline.model.motif import motif
from pipeline.model.source import Sources, YamlMap, YamlScalar
from pipeline.model.span import Placed

BAREMES = REFERENCE + "baremes/"
FORME_VOLETS = Forme(
    "« volets »",
    "Les volets de l'aide : quatre montants par volet, tailles 1 à 4.",
    tuple(
        montants(cle, f"{intitule}, en euros par année de contrat.")
        for cle, intitule in VOLETS.items()
    ),
)
FORME_MISSION = Forme(
    "cette mission du barème",
    "L'aide d'une mission.",
    (
        choix("statut", "Mission socle, ou complémentaire.", (SOCLE, COMPLEMENTAIRE), requis=True),
        table("volets", FORME_VOLETS, requis=True),
        textes(
            "total_de",
            "Les volets dont « total » est la somme, s'il ne les compte pas tous.",
            valeurs=tuple(VOLETS),
        ),
        montants("total", "Le sous-total imprimé par la source.", requis=True),
        table("hors_total", FORME_VOLETS),
    ),
)
FORME_BAREME = Forme(
    "ce barème",
    "Les montants des aides de l'ACI, datés et sourcés.",
    (
        texte("cle", "Le nom que projet.yaml cite.", requis=True),
        texte("intitule", "Le titre de l'accord.", requis=True),
        texte("signe", "Le jour de la signature de l'accord.", requis=True),
        texte("debut", "Le jour de son entrée en vigueur."),
        texte("source", "Le document d'où viennent les montants.", requis=True),
        texte("verifie_le", "Le jour où les montants ont été relus.", requis=True),
        textes("remarques", "Ce qu'il faut savoir de ces montants."),
        montants("fonctionnement", "Le financement du fonctionnement.", requis=True),
        table(
            "missions",
            Forme(
                "« missions »",
                "L'aide de chaque mission.",
                tuple(table(cle, FORME_MISSION) for cle in PAR_CLE),
            ),
            requis=True,
        ),
        montants("total_possible", "Le total imprimé par la source.", requis=True),
    ),
)
PROPRES = CONTENT + "baremes/"
"""A barème that the CPTS adds, or one of ours that it corrects under the same key."""

DAYS = ("signe", "verifie_le")
DAY = motif(r"\d{4}-\d{2}-\d{2}")
PLAFONDS = REFERENCE + "pass.csv"
PASS_PROPRE = PROPRES + "pass.csv"
"""The plafonds that the CPTS knows before us, with the columns of ours."""

LEAST_PASS = Decimal(30_000)
"""Euros; less is a plafond by month, or a slip: that of 2010 was higher."""

ZERO: Montants = (Decimal(0), Decimal(0), Decimal(0), Decimal(0))


def interpret_baremes(sources: Sources, findings: list[Finding]) -> dict[str, Bareme]:
    """Every barème by its key; that of the CPTS stands for ours of the same key."""
    found: dict[str, Bareme] = {}
    for folder in (BAREMES, PROPRES):
        for path, tree in sources.trees.items():
            if path.startswith(folder) and isinstance(tree, YamlMap):
                bareme = _bareme(Champs(tree, FORME_BAREME, findings, what=path))
                _days(tree, findings)
                found[bareme.cle] = bareme
    return found


def _days(tree: YamlMap, findings: list[Finding]) -> None:
    """The day an accord was signed and the day it was read again, as days: they are compared with the contract's."""
    for key in DAYS:
        node = tree.get(key)
        typed = node.text.strip() if isinstance(node, YamlScalar) else ""
        if typed and not (DAY.fullmatch(typed) and parse_echeance(typed)):
            message = f"« {key} » attend un jour, année-mois-jour : « {typed} » n'en est pas un."
            findings.append(
                Finding("C003", message, node.span if node else tree.span, ("écrivez 2021-12-20.",))
            )


def interpret_plafonds(sources: Sources, findings: list[Finding]) -> dict[int, Plafond]:
    """The plafond annuel de la Sécurité sociale of each civil year; that of the CPTS stands for ours of that year."""
    csv, own = sources.csv(PLAFONDS), sources.csv(PASS_PROPRE)
    shipped = (
        (Plafond(int(row[0].value), Decimal(row[1].value), row[2].value) for row in csv.rows)
        if csv
        else ()
    )
    found = {plafond.annee: plafond for plafond in shipped}
    for ligne in lignes(own, colonnes.PLAFONDS, findings) if own else ():
        plafond = _plafond(ligne, findings)
        if plafond is not None:
            found[plafond.annee] = plafond
    return found


def _plafond(ligne: Ligne, findings: list[Finding]) -> Plafond | None:
    """A line of the CPTS: a civil year, an amount for the whole of it, and the text that sets it."""
    year, amount = (
        parse_entier(ligne[colonnes.ANNEE_PLAFOND]),
        parse_montant(ligne[colonnes.MONTANT_PLAFOND]),
    )
    if year is None or not 2000 <= year <= 2100:
        message = f"« {ligne[colonnes.ANNEE_PLAFOND]} » n'est pas une année."
        findings.append(
            Finding("C003", message, ligne.place(colonnes.ANNEE_PLAFOND), ("écrivez 2027.",))
        )
    if amount is None or amount < LEAST_PASS:
        message = f"« {ligne[colonnes.MONTANT_PLAFOND]} » n'est pas un plafond annuel, en euros."
        hint = "écrivez celui de l'année entière, comme 48060 ; s'il est donné par mois, multipliez-le par douze."
        findings.append(Finding("C003", message, ligne.place(colonnes.MONTANT_PLAFOND), (hint,)))
        return None
    source = ligne[colonnes.SOURCE] or "donné par la CPTS"
    return None if year is None else Plafond(year, amount, source)


def _bareme(champs: Champs) -> Bareme:
    missions = champs.table("missions")
    bareme = Bareme(
        cle=champs.text("cle"),
        intitule=champs.text("intitule"),
        signe=champs.text("signe"),
        debut=champs.text("debut"),
        source=champs.text("source"),
        verifie_le=champs.text("verifie_le"),
        remarques=tuple(placed.value for placed in champs.texts("remarques")),
        fonctionnement=_montants(champs, "fonctionnement"),
        missions=tuple(_missions(missions)) if missions else (),
        total_possible=_montants(champs, "total_possible"),
        span=champs.span,
    )
    champs.finish()
    return bareme


def _missions(missions: Champs) -> Iterator[MissionBareme]:
    """The known missions, in the order of the file."""
    for key, node in missions.node.entries:
        if isinstance(node, YamlMap) and key.value in PAR_CLE:
            what = f"la mission « {key.value} » du barème"
            yield _mission(key, Champs(node, FORME_MISSION, missions.findings, key.span, what))
        else:
            missions.say("C001", f"« {key.value} » n'est pas une mission du barème.", key.span)


def _mission(key: Placed[str], champs: Champs) -> MissionBareme:
    statut = champs.choice("statut")
    volets = _volets(champs, "volets")
    mission = MissionBareme(
        key.value,
        statut.value if statut else SOCLE,
        volets,
        tuple(placed.value for placed in champs.choices("total_de")) or tuple(volets),
        _montants(champs, "total"),
        _volets(champs, "hors_total"),
        key.span,
    )
    champs.finish()
    return mission


def _volets(champs: Champs, key: str) -> Mapping[str, Montants]:
    inner = champs.table(key)
    if inner is None:
        return {}
    volets = {name: _montants(inner, name) for name in VOLETS}
    inner.finish()
    return {name: amounts for name, amounts in volets.items() if inner.node.get(name) is not None}


def _montants(champs: Champs, key: str) -> Montants:
    """Four amounts in euros per contract year, sizes 1 to 4."""
    typed = champs.texts(key)
    amounts = [parse_nombre(placed.value) for placed in typed]
    if len(amounts) == 4 and None not in amounts:
        return cast(Montants, tuple(amounts))
    if typed:
        message = f"« {key} » attend quatre montants, un par taille."
        champs.say("C003", message, typed[0].span)
    return ZERO
