"""What a projet de santé is expected to say, section by section, and how far it says it.

The sections are those of « Structure générale » in the URPS guide *Élaborer un projet de santé de CPTS*; their words are
our own: what a text that deals with the subject can hardly do without.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from pipeline.model.span import Span
from pipeline.model.valeur import dataclass


class Presence(Enum):
    """How far something expected is there, in the words printed."""

    PRESENT = "présent"
    INSUFFISANT = "insuffisant"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Attendu:
    """A section: the part where it belongs, and what it speaks of.

    ``sujets`` maps what is to be said, in words for the author, to a regular expression for a text without accents or
    capitals that says it.
    """

    cle: str
    partie: str
    titre: str
    sujets: Mapping[str, str]
    en_une_section: bool = True
    """Whether one section says it all; else the chapter does, each subject where it stands."""


@dataclass(frozen=True, slots=True)
class Couverture:
    """How far an ``attendu`` is there: ``titre`` and ``span`` are those of the section that says most of it."""

    attendu: Attendu
    presence: Presence
    titre: str
    span: Span | None
    manque: tuple[str, ...]
    """The subjects about which nothing was found, in the order of the attendu."""

    @property
    def conseil(self) -> str:
        """What is missing, for whoever completes it; empty when nothing is."""
        if self.presence is Presence.PRESENT:
            return ""
        if not self.manque:
            return "quelques lignes de plus : le texte est trop court pour renseigner un lecteur"
        return f"rien sur : {', '.join(self.manque)}"


ATTENDUS: tuple[Attendu, ...] = (
    Attendu(
        "territoire",
        "diagnostic",
        "Le territoire, ses limites et ses communes",
        {
            "ses limites": r"\blimites?\b|\bperimetre|\bcontours?\b|\bdelimit|\bcouvre\b|carte territoire",
            "ses communes": r"\bcommunes?\b|\bepci\b|\bintercommunal",
            "sa population": r"\bhabitants?\b|territoire population",
            "le pays qu'il dessine": r"\bau (?:centre|nord|sud)\b|\bautour\b|\bbassin|\bbourgs?\b|\bcantons?\b|\bvallees?\b"
            r"|\bquartiers?\b|\bcarte\b",
        },
    ),
    Attendu(
        "sens",
        "diagnostic",
        "Le sens de ce territoire pour les patients et les soignants",
        {
            "où les habitants se soignent": r"\bse soign|\bbassins?\b|\bflux\b|\battract|\bsejours\b|\bfuite",
            "comment les soignants travaillent déjà ensemble": r"\bsoignants?\b[^.]{0,120}\bensemble\b|\bgardes?\b|\btournees?\b"
            r"|\bhabitudes de travail|\btravaillent deja\b",
            "pourquoi ces limites": r"\blimites?\b|\btrace\b|\bcoheren|\bperimetre\b",
        },
    ),
    Attendu(
        "methode",
        "diagnostic",
        "La méthode du diagnostic",
        {
            "qui l'a conduit": r"\bconduit|\bpilot|\banime|\bgroupe de travail\b|\bcomite\b|\bgroupe de\b",
            "qui y a participé": r"\bparticip|\brepondu\b|\bassocie|\breunions?\b|\bentretiens?\b|\bquestionnaires?\b",
            "ses sources": r"\bsources?\b|\binsee\b|\brezone\b",
            "quand": r"\b20[0-9]{2}\b|\bmois\b",
        },
    ),
    Attendu(
        "population",
        "diagnostic",
        "La population",
        {
            "son âge": r"\b[0-9]+ ans\b|\bvieilli|\bpyramide\b|tranches? d age",
            "les affections de longue durée": r"\bald\b|affections? de longue duree",
            "la situation sociale": r"\bc2s\b|complementaire sante solidaire|\bprecarite|\bpauvrete|\brevenus?\b|\bchomage",
        },
    ),
    Attendu(
        "offre",
        "diagnostic",
        "L'offre de soins",
        {
            "les professions, en nombre": r"donnees\b|\bmedecins?\b[^.]{0,60}[0-9]|[0-9][^.]{0,60}\bmedecins?\b",
            "l'âge des soignants ou leur renouvellement": r"\b60 ans\b|\bretraites?\b|\binstallations?\b|\brenouvell|\bages?\b",
            "plusieurs métiers": r"\binfirmi[^.]{0,80}\bpharmac|\bpharmac[^.]{0,80}\binfirmi|\bkine"
            r"|\borthophonist|\bsages? femmes?",
        },
    ),
    Attendu(
        "recours",
        "diagnostic",
        "Les recours aux soins : urgences, hospitalisations, consommation",
        {
            "les urgences ou les soins non programmés": r"\burgences?\b|soins? non programmes?",
            "les hospitalisations ou les traitements": r"\bhospitalis|\brehospitalis|\bsejours\b|\bmedicaments?\b|\bconsommation",
            "un chiffre": r"[0-9] ?%|[0-9] passages\b|[0-9] sejours\b",
        },
    ),
    Attendu(
        "forces",
        "diagnostic",
        "Les forces déjà là",
        {
            "les équipes de ville": r"\bmsp\b|maisons? de sante|\besp\b|equipes? de soins|centres? de sante|\bcds\b",
            "l'hôpital": r"\bhopita|centres? hospitaliers?|\bcliniques?\b|\bght\b",
            "les appuis et les établissements médico-sociaux": r"\bdac\b|\bcls\b|\bssiad\b|contrat local de sante"
            r"|dispositif d appui|\behpad\b|\bhad\b",
        },
    ),
    Attendu(
        "parole",
        "diagnostic",
        "La parole des professionnels, des usagers et des élus",
        {
            "les habitants ou les usagers": r"\bhabitante?s?\b|\busagers?\b|\bpatients?\b",
            "ce qu'ils ont dit": r"«|\bdemandent\b|\bdisent\b|\battendent\b|\bparole\b|\bmot est revenu|\bciten?t\b",
            "comment ils ont été entendus": r"\bquestionnaires?\b|\breunions?\b|\bentretiens?\b|\benquetes?\b|\bconsultes\b",
        },
    ),
    Attendu(
        "besoins",
        "diagnostic",
        "Les problèmes et les besoins retenus",
        {
            "des besoins nommés": r"\bb[0-9]{1,2}\b|tableau besoins|\bbesoins? (?:de|d un|d une)\b",
            "un choix": r"\bretenus?\b|\bpriorit|\bclass",
        },
        en_une_section=False,
    ),
    Attendu(
        "synthese",
        "diagnostic",
        "La synthèse : forces, faiblesses, enjeux",
        {
            "les forces": r"\bforces?\b|\batouts?\b",
            "les faiblesses": r"\bfaiblesses?\b|\bfragilites?\b",
            "ce qui peut changer": r"\bopportunites?\b|\bmenaces?\b|\benjeux?\b",
        },
        en_une_section=False,
    ),
    Attendu(
        "pistes",
        "diagnostic",
        "Les pistes stratégiques, par mission",
        {
            "des pistes": r"\bpistes?\b|\baxes?\b|\borientations? strategiques?",
            "les missions": r"\bmissions?\b|\bacces aux soins\b",
            "ce qui est à faire": r"\b(?:ouvr|organis|ecri|reuni|partag|reper|developp|cre|form)(?:ir|er|re)\b|\bmettre\b",
        },
        en_une_section=False,
    ),
    Attendu(
        "forme",
        "organisation",
        "La forme juridique",
        {
            "l'association": r"\bassociation\b",
            "la loi de 1901 ou ses statuts": r"\b1901\b|\bstatuts\b",
        },
    ),
    Attendu(
        "gouvernance",
        "organisation",
        "La gouvernance : instances, rôles, décisions",
        {
            "les instances": r"conseil d administration|\bassemblee generale\b|liste instances|\bbureau\b",
            "comment on décide": r"\bvotes?\b|\bvoix\b|\bmajorite|\bquorum\b",
            "qui y siège": r"\bcolleges?\b|\bsieges?\b|\bmembres\b",
        },
        en_une_section=False,
    ),
    Attendu(
        "usagers",
        "organisation",
        "La place des usagers",
        {
            "les usagers": r"\busagers?\b|\bpatients?\b",
            "leur part dans les décisions": r"\bsiegent\b|\binvit|\brelisent\b|\bprepar|\brepresent",
        },
    ),
    Attendu(
        "coordination",
        "organisation",
        "La coordination des acteurs",
        {
            "qui coordonne": r"\bcoordinat|\bcoordonn",
            "avec qui": r"\bpilotes?\b|\bpartenaires?\b",
            "à quel rythme": r"chaque (?:mois|semaine|trimestre|annee)|\bpar (?:mois|an|trimestre)\b|\bmensuel|\btrimestriel",
        },
    ),
    Attendu(
        "partenariats",
        "organisation",
        "Les partenariats",
        {
            "les partenaires": r"\bpartenaires?\b|\bpartenariats?\b",
            "ce qui les engage": r"\bconventions?\b|\baccords?\b|\bchartes?\b",
        },
    ),
    Attendu(
        "communication",
        "organisation",
        "La communication",
        {
            "vers qui": r"\bhabitants?\b|\bsoignants?\b|\bprofessionnels?\b|\badherents?\b|\bmembres\b",
            "par quels moyens": r"site internet|lettre d information|\baffich|\breseaux sociaux|\bplaquettes?\b|\bcommunication\b"
            r"|\binfolettre|\bbulletin",
        },
    ),
    Attendu(
        "systemes",
        "organisation",
        "Les systèmes d'information",
        {
            "les besoins": r"\bbesoins?\b|\bdemande",
            "les outils choisis": r"\boutils?\b|\blogiciels?\b",
            "la sécurité": r"\bsecurit|\bsecuris|\bhebergeur",
            "les données personnelles (RGPD)": r"\brgpd\b|donnees personnelles|\bcnil\b",
            "la traçabilité": r"\btracab|\btraces?\b|\bjournal\b",
            "l'interopérabilité avec les outils nationaux (DMP, MSS)": r"\binteroperab|\bdmp\b|\bmss\b|\bmssante\b",
        },
        en_une_section=False,
    ),
    Attendu(
        "budget",
        "organisation",
        "Le budget prévisionnel",
        {
            "son montant": r"budget total|tableau budget|[0-9] ?€",
            "ce qui le compose": r"\bdepenses?\b",
            "son suivi": r"\bsuivi\b|\btresori|\bchaque mois\b|\brealise\b",
        },
        en_une_section=False,
    ),
    Attendu(
        "evaluation",
        "organisation",
        "L'évaluation et la qualité",
        {
            "les indicateurs": r"\bindicateurs?\b",
            "les bilans": r"\bbilans?\b|\bevaluat|dialogue de gestion|rapport d activite",
            "la démarche qualité": r"\bcrex\b|\brmm\b|\bevenements? indesirables?|\bqualite\b"
            r"|retour d experience|patient traceur",
        },
        en_une_section=False,
    ),
)
