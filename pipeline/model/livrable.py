"""A document type is a line of ``content/livrables.yaml``: a title, a Word template, the parts it takes."""

from __future__ import annotations

from dataclasses import field

from pipeline.model.etape_cpts import EtapeCPTS
from pipeline.model.seance import CONSTITUTION
from pipeline.model.span import Placed, Span
from pipeline.model.valeur import dataclass

ACTES = (
    "convocation",
    "emargement",
    "pouvoir",
    "proces-verbal",
    "premier-conseil",
    "dirigeants",
    "fondateurs",
    "pouvoirs-bancaires",
    "declaration",
    "convocation-assemblee",
    "proces-verbal-ordinaire",
    "proces-verbal-extraordinaire",
    "proces-verbal-dissolution",
    "formalites",
)
"""Acts of the association, each a Markdown file of ``content/actes/``."""

TITRES_DES_FICHES = "titres-des-fiches"
"""The actions in a few lines, mission by mission, without their fiches."""

TEXTES = "textes"
"""The texts of a document of the CPTS's own: its chapters in ``content/textes/``."""

LETTRE = "lettre"
"""A letter: its text is in ``content/textes/``, with whom it is for and who signs it in its front matter."""

DEMANDE_FIR = "demande-fir"
"""A letter that asks for money of the FIR: due once the workbook has some."""

FICHE_DE_POSTE = "fiche-de-poste"
"""The description of the post of coordination: due once a fiche asks something of it."""

LETTRES = (LETTRE, DEMANDE_FIR)

AVENANT = "avenant"
"""What changed since the version that was signed; its text is in ``content/textes/``."""

TEXTES_LIBRES = (TEXTES, FICHE_DE_POSTE, *LETTRES, AVENANT)
"""Parts whose texts are those of ``content/textes/`` that bear the name of the document."""

CONVENTIONS = "conventions"
"""A convention for each partner, from the model of ``content/conventions/``."""

GRILLE_ARS = "grille-ars"
"""The grid by which the ARS reads the projet, answered."""

RAPPORT = "rapport-activite"
"""What was done, measured, received and spent in a contract year, mission by mission."""

DIALOGUE = "dialogue-gestion"
"""The note for the yearly review with the ARS and the CPAM."""

RAPPORTS = (RAPPORT, DIALOGUE)
"""Parts that tell a contract year."""

VERSIONS = "versions"
"""The list of the versions adopted, of ``content/versions.csv``."""

BREF = "bref"
"""One page of key figures, missions and map."""

BUDGET = "budget"
"""The budget line by line, then what was spent and received; the annex of a projet may leave the latter out."""

PARTIES = (
    BREF,
    "diagnostic",
    "missions",
    TITRES_DES_FICHES,
    "organisation",
    "signatures",
    "annexes",
    BUDGET,
    "versements",
    "statuts",
    "reglement-interieur",
    "membres",
    "communes",
    "sigles",
    VERSIONS,
    TEXTES,
    FICHE_DE_POSTE,
    LETTRE,
    DEMANDE_FIR,
    AVENANT,
    CONVENTIONS,
    GRILLE_ARS,
    *RAPPORTS,
    *ACTES,
)
"""What a livrable may be made of, in the words its author types."""

SIGNATURES = "signatures"
SANS_SOMMAIRE = frozenset(
    (
        *ACTES,
        SIGNATURES,
        *TEXTES_LIBRES,
        CONVENTIONS,
        GRILLE_ARS,
        *RAPPORTS,
    )
)
"""Parts of a page or two: a template that prints nothing else may do without contents."""

CHAPITRES = "chapitres"
"""In the list of annexes: one annex for each chapter of ``content/annexes/``."""

TITRES_ANNEXES = {
    BUDGET: "Budget détaillé",
    "versements": "Droits, versements et trésorerie",
    "statuts": "Statuts de l'association",
    "reglement-interieur": "Règlement intérieur",
    "membres": "Liste des membres",
    "communes": "Liste des communes",
    CONVENTIONS: "Conventions de partenariat",
    "sigles": "Sigles employés",
    VERSIONS: "Suivi des versions",
}
ANNEXES = (*TITRES_ANNEXES, CHAPITRES)

PAGES_MAXIMALES = "pages_maximales"
PAGES_HORS_ANNEXES = "pages_hors_annexes"
PAGES_PAR_PARTIE = "pages_par_partie"
PAGES_PAR_FICHE = "pages_par_fiche"
BORNES = (PAGES_MAXIMALES, PAGES_HORS_ANNEXES, PAGES_PAR_PARTIE, PAGES_PAR_FICHE)
"""What a livrable may limit, in pages."""

LISTES = ("fiches", "tableaux", "figures")
"""What may be listed after the contents."""


@dataclass(frozen=True, slots=True)
class Livrable:
    cle: str
    titre: str
    gabarit: Placed[str]
    parties: tuple[Placed[str], ...]
    annexes: tuple[Placed[str], ...]
    sans_brouillons: bool
    """Whether fiches whose status is *brouillon* are left out."""
    listes: tuple[Placed[str], ...]
    """Lists that follow the contents, in that order; one that would be empty is left out."""
    publique: bool
    """Whether it goes to anyone: it is then without the contact details of people."""
    sans_pages: bool
    """Whether its contents and lists stay without page numbers."""
    etapes: tuple[EtapeCPTS, ...]
    """The stages at which it begins to be due; from the projet on when none is named."""
    span: Span = field(compare=False)
    destinataires: tuple[Placed[str], ...] = ()
    """Who is sent it, as typed; everyone when nobody is named."""
    validation_exigee: bool = False
    """Whether it may only be delivered once approved."""
    annee: Placed[int] | None = None
    """The contract year that a report tells; the last that has something to tell when none is named."""
    seance: str = CONSTITUTION
    """The meeting that an act is about."""
    bornes: tuple[tuple[str, Placed[int]], ...] = ()
    """The most pages that it may have: each of ``BORNES`` that is set, with its number."""

    def est_du(self, etape: EtapeCPTS) -> bool:
        """Whether it is built at this stage: stages add up, but the letter is of its own stage only."""
        named = set(self.etapes) or {EtapeCPTS.PROJET}
        return etape in named or any(EtapeCPTS.LETTRE < one < etape for one in named)
