"""``content/charte.yaml``: colours, fonts and logos, which every template follows."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.interpret.champs import Champs
from pipeline.model.charte import COULEURS, POLICES, Charte, Partenaire
from pipeline.model.files import CHARTE, CONTENT, SETS
from pipeline.model.finding import Finding
from pipeline.model.forme import Champ, Forme, liste, table, texte
from pipeline.model.langue.mots import did_you_mean
from pipeline.model.motif import motif
from pipeline.model.source import Sources
from pipeline.model.span import Placed

HEX = motif(r"#?([0-9A-Fa-f]{6})")
SHORT_HEX = motif(r"#?([0-9A-Fa-f])([0-9A-Fa-f])([0-9A-Fa-f])")
THREE_NUMBERS = motif(r"\D*([0-9]{1,3})[\s,;]+([0-9]{1,3})[\s,;]+([0-9]{1,3})\D*")
COULEUR = "#?[0-9A-Fa-f]{6}"
WHERE_IN_WORD = "Word les donne : Couleur, Autres couleurs, Personnalisées, « Hexadécimal »."

AIDES = {
    "principale": "Titres, filets et couverture.",
    "fond": "Bandeau de la couverture et en-têtes des tableaux.",
    "texte": "Le texte courant.",
    "discrete": "Légendes, en-têtes de page et filets des tableaux.",
    "attention": "Les encadrés « Attention ».",
    "liens": "Les liens.",
    "accentuation-2": "L'accentuation 2 du thème de Word.",
    "accentuation-4": "L'accentuation 4 du thème de Word.",
    "accentuation-5": "L'accentuation 5 du thème de Word.",
}


def _couleur(cle: str) -> Champ:
    return texte(cle, f"{AIDES[cle]} Six signes, comme 0F4C5C.", motif=COULEUR)


LOGO = "Une image PNG, JPEG ou SVG de content/, par exemple images/logo.png."
FORME_COULEURS = Forme(
    "couleurs",
    "Les couleurs des documents ; celles qui manquent restent celles des gabarits.",
    tuple(map(_couleur, COULEURS)),
)
FORME_POLICES = Forme(
    "polices",
    "Les polices des documents, par leur nom dans Word.",
    (texte("titres", "La police des titres."), texte("texte", "Celle de tout le reste.")),
)
FORME_PARTENAIRE = Forme(
    "ce partenaire",
    "Un partenaire, son nom et son logo sur la couverture.",
    (texte("nom", "Son nom, lu à la place du logo.", requis=True), texte("logo", LOGO)),
)
FORME_CHARTE = Forme(
    CHARTE,
    "La charte graphique ; ce qui n'y est pas reste celui des gabarits.",
    (
        texte(
            "jeu",
            "Le jeu de modèles Word : « docx », « sobre », ou un dossier à vous dans templates/.",
        ),
        table("couleurs", FORME_COULEURS),
        table("polices", FORME_POLICES),
        texte("logo", f"Le logo de la CPTS. {LOGO}"),
        liste("partenaires", FORME_PARTENAIRE),
    ),
)


def interpret_charte(sources: Sources, findings: list[Finding]) -> Charte:
    """What the file says; the charte of the templates alone without it."""
    node = sources.yaml(CHARTE)
    if node is None:
        return Charte()
    champs = Champs(node, FORME_CHARTE, findings)
    _known_set(champs, sources, findings)
    charte = Charte(
        _couleurs(champs.table("couleurs"), findings),
        _polices(champs.table("polices")),
        _logo(champs),
        tuple(map(_partenaire, champs.records("partenaires"))),
    )
    champs.finish()
    return charte


def _known_set(champs: Champs, sources: Sources, findings: list[Finding]) -> None:
    """The set itself was found before anything was interpreted; one that is not there is told here."""
    jeu = champs.scalar("jeu")
    if jeu is None or any(path.startswith(f"{SETS}{jeu.value}/") for path in sources.files):
        return
    known = sorted({path.split("/")[1] for path in sources.files if path.startswith(SETS)})
    message = (
        f"il n'y a pas de jeu de modèles « {jeu.value} » : le dossier {SETS}{jeu.value}/ manque."
    )
    findings.append(Finding("D001", message, jeu.span, did_you_mean(jeu.value, known)))


def _couleurs(champs: Champs | None, findings: list[Finding]) -> Mapping[str, Placed[str]]:
    if champs is None:
        return {}
    found: dict[str, Placed[str]] = {}
    for cle in COULEURS:
        typed = champs.scalar(cle)
        if typed is None:
            continue
        couleur = HEX.fullmatch(typed.value)
        if couleur is not None:
            found[cle] = Placed(couleur[1].upper(), typed.span)
            continue
        message = f"« {typed.value} » n'est pas une couleur que les documents sachent lire."
        findings.append(Finding("D020", message, typed.span, (_how_to_write(cle, typed.value),)))
    champs.finish()
    return found


def _how_to_write(cle: str, typed: str) -> str:
    couleur = _six_signs(typed)
    return (
        f"écrivez {cle}: {couleur}"
        if couleur
        else f"écrivez ses six signes, comme 0F4C5C ; {WHERE_IN_WORD}"
    )


def _six_signs(typed: str) -> str:
    """The colour that someone wrote in another way; ``""`` when it cannot be told.

    >>> _six_signs("#0bf"), _six_signs("rgb(15, 76, 92)"), _six_signs("bleu"), _six_signs("15 76 920")
    ('00BBFF', '0F4C5C', '', '')
    """
    short = SHORT_HEX.fullmatch(typed)
    if short is not None:
        return "".join(sign * 2 for sign in short.groups()).upper()
    numbers = THREE_NUMBERS.fullmatch(typed)
    values = [int(number) for number in numbers.groups()] if numbers else []
    return "".join(f"{value:02X}" for value in values) if values and max(values) < 256 else ""


def _polices(champs: Champs | None) -> Mapping[str, Placed[str]]:
    if champs is None:
        return {}
    found = {cle: champs.scalar(cle) for cle in POLICES}
    champs.finish()
    return {cle: placed for cle, placed in found.items() if placed is not None}


def _partenaire(champs: Champs) -> Partenaire:
    partenaire = Partenaire(champs.text("nom"), _logo(champs))
    champs.finish()
    return partenaire


def _logo(champs: Champs) -> Placed[str] | None:
    """The path of a picture from the project folder; « content/ » may be typed or not."""
    placed = champs.scalar("logo")
    return Placed(CONTENT + placed.value.removeprefix(CONTENT), placed.span) if placed else None
