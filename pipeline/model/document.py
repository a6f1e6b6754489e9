"""What is to be written, with nothing left to decide: text slots, and a body of blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import TypeAlias

from pipeline.model.fiche import AUTRES_RUBRIQUES, TRAME
from pipeline.model.prose import NOWHERE, Block
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass


@dataclass(frozen=True, slots=True)
class Riche:
    """Blocks that fill one slot of a template; ``style`` is that of their plain paragraphs, by name."""

    blocs: tuple[Block, ...]
    style: str = "Body Text"


Champ: TypeAlias = "str | Riche | Sequence[Champ] | Mapping[str, Champ]"
Champs: TypeAlias = Mapping[str, Champ]


@dataclass(frozen=True, slots=True)
class FicheMiseEnPage:
    """A fiche to be laid out by the Word template of fiches.

    ``titre`` goes to the contents, references call it by ``ancre``.
    """

    titre: str
    champs: Champs
    span: Span = field(compare=False, default=NOWHERE)
    ancre: str = ""


Contenu: TypeAlias = "Block | FicheMiseEnPage"


@dataclass(frozen=True, slots=True)
class Document:
    """``cle`` names the output, ``gabarit`` the Word file of ``templates/docx/``."""

    cle: str
    titre: str
    gabarit: str
    champs: Champs
    corps: tuple[Contenu, ...]
    auteur: str
    sujet: str
    listes: tuple[str, ...] = ()
    """Lists that follow the contents: ``fiches``, ``tableaux``, ``figures``."""
    mots_cles: tuple[str, ...] = ()
    sans_pages: bool = False
    """Whether its contents stay without page numbers."""


TEXTE = "texte"
RICHE = "riche"
Schema: TypeAlias = "str | list[Schema] | Mapping[str, Schema]"
"""The shape of the fields that a template may cite: a text, rich blocks, a list of one of them, or named fields."""

GABARIT_FICHE = "fiche-action.docx"
GABARIT_APERCU = "apercu.docx"

CHAMPS_DOCUMENT: Mapping[str, Schema] = {
    "cpts": dict.fromkeys(("nom", "departement", "region", "ars", "cpam", "partenaires"), TEXTE),
    "document": dict.fromkeys(("titre", "version", "statut", "date", "periode"), TEXTE),
    "lettre": dict.fromkeys(
        ("expediteur", "destinataire", "lieu_date", "objet", "signature", "pieces"), TEXTE
    ),
    "logos": RICHE,
    "mention": TEXTE,
    "partie": TEXTE,
    "sommaire": RICHE,
    "corps": RICHE,
}

TABLEAU_INDICATEURS = "tableau_indicateurs"
"""The whole table of indicators, which stands for the loop on ``indicateurs``: a template prints one or the other."""

TABLEAU_BUDGET = "tableau_budget"
"""What the fiche costs by nature and by year, which stands for the loop on ``couts`` and for ``cout_total``."""

DANS_UN_TABLEAU: Mapping[str, tuple[str, ...]] = {
    TABLEAU_INDICATEURS: ("indicateurs",),
    TABLEAU_BUDGET: ("couts", "cout_total"),
}
"""A table drawn whole → the fields that it prints in place of the template."""

CHAMPS_D_UNE_FICHE: Mapping[str, Schema] = {
    **dict.fromkeys(
        ("code", "titre", "statut", "mission", "pilote", "pilote_contact", "calendrier"), TEXTE
    ),
    **dict.fromkeys(("cls", "cts", "priorite", "cout_total"), TEXTE),
    "constats": RICHE,
    **{rubrique.champ: RICHE for rubrique in TRAME if rubrique.champ},
    AUTRES_RUBRIQUES: [{"titre": TEXTE, "texte": RICHE}],
    "membres": [TEXTE],
    "besoins": [TEXTE],
    "orientations": [TEXTE],
    "cofinanceurs": [TEXTE],
    "sous_actions": [
        {"rang": TEXTE, "action": RICHE, "qui": TEXTE, "quand": TEXTE, "livrable": RICHE}
    ],
    "indicateurs": [
        {
            **dict.fromkeys(
                ("nom", "type", "definition", "source", "frequence", "sens", "depart", "variable"),
                TEXTE,
            ),
            "cibles": [TEXTE],
        }
    ],
    TABLEAU_INDICATEURS: RICHE,
    "planning": [{"etape": RICHE, "date": TEXTE}],
    "couts": [{"annee": TEXTE, "montant": TEXTE}],
    TABLEAU_BUDGET: RICHE,
}

CHAMPS_FICHE: Mapping[str, Schema] = {"fiche": CHAMPS_D_UNE_FICHE}
