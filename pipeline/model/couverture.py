"""What a projet de santé is expected to say, section by section, and how far it says it.

The sections are those of « Structure générale » in the URPS guide *Élaborer un projet de santé de CPTS*; their words are
our own: what a text that deals with the subject can hardly do without.
"""

from __future__ import annotations

from enum import Enum
from functools import cache, lru_cache

from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass


class Presence(Enum):
    """How far something expected is there, in the words printed."""

    PRESENT = "présent"
    INSUFFISANT = "insuffisant"
    ABSENT = "absent"


DIGITS = "0123456789"
BETWEEN = motif(r"[^\w%€«]+")


def normalized(text: str) -> str:
    """The words of a text, folded, one space around each: what the words of a ``Sujet`` are looked for in."""
    return f" {BETWEEN.sub(' ', fold(text))} "


@dataclass(frozen=True, slots=True)
class Sujet:
    """Something to be said: its name, a line of guidance for the author, and words that betray a text which says it.

    ``mots`` are alternatives parted by « | », each made of words that must all be there, parted by « + ».  A word is the
    beginning of one, unless a full stop ends it; « # » is any digit, « #word » a number just before that word.  There
    are no patterns: a check looks for a hundred of these in every text, and compiling them would cost more than all the
    rest.
    """

    nom: str
    aide: str
    mots: str

    def est_dit(self, text: str) -> bool:
        """Whether a normalized text says it."""
        return _says(text, self.mots)


@lru_cache(maxsize=20_000)
def _says(text: str, mots: str) -> bool:
    """Whether one of the alternatives is in a text, which an atelier asks again at each save."""
    return any(all(_holds(text, word) for word in together) for together in _alternatives(mots))


@cache
def _alternatives(mots: str) -> tuple[tuple[str, ...], ...]:
    """The words of each alternative, as they are looked for: cut once, for every text is looked through."""
    return tuple(
        tuple(_sought(word.strip()) for word in choice.split("+")) for choice in mots.split("|")
    )


def _sought(word: str) -> str:
    if word.startswith("#"):
        return word
    return f" {word[:-1]} " if word.endswith(".") else f" {word}"


def _holds(text: str, sought: str) -> bool:
    if sought == "#":
        return any(map(str.isdecimal, text))
    if sought.startswith("#"):
        return any(f"{digit} {sought[1:]}" in text for digit in DIGITS)
    return sought in text


@dataclass(frozen=True, slots=True)
class Modele:
    """A table to fill: the name of its file, its columns, and the first cell of each row."""

    nom: str
    titre: str
    colonnes: tuple[str, ...]
    rangs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attendu:
    """A section: the part where it belongs, the chapter where a new project has it, and what it speaks of.

    ``titres`` are the words by which its heading is known, normalized, before anything is written under it.
    """

    cle: str
    partie: str
    titre: str
    sujets: tuple[Sujet, ...]
    fichier: str
    rubrique: str
    """The heading that a new project gives it."""
    titres: str
    tableaux: tuple[Modele, ...] = ()
    en_une_section: bool = True
    """Whether one section says it all; else the chapter does, each subject where it stands."""
    ailleurs: tuple[str, ...] = ()
    """Other parts where it may as well be said."""
    dit_par: str = ""
    """The rule that already asks for it when nothing at all is said."""

    @property
    def parties(self) -> tuple[str, ...]:
        return (self.partie, *self.ailleurs)

    def est_annonce(self, titre: str) -> bool:
        """Whether a heading announces this section."""
        text = normalized(titre)
        return any(_holds(text, word) for (word,) in _alternatives(self.titres))


@dataclass(frozen=True, slots=True)
class Couverture:
    """How far an ``attendu`` is there: ``titre`` and ``span`` are those of the section that says most of it."""

    attendu: Attendu
    presence: Presence
    titre: str
    span: Span | None
    manque: tuple[str, ...]
    """The subjects about which nothing was found, in the order of the attendu."""
    en_attente: bool = False
    """Whether its section is there, with blanks to fill: they are told by themselves."""

    @property
    def conseil(self) -> str:
        """What is missing, for whoever completes it; empty when nothing is."""
        if self.presence is Presence.PRESENT:
            return ""
        if self.en_attente and not self.manque:
            return "des blancs y restent à remplir"
        if not self.manque:
            return "quelques lignes de plus : le texte est trop court pour renseigner un lecteur"
        return f"rien sur : {', '.join(self.manque)}"


POPULATION_PAR_AGE = Modele(
    "population-par-age",
    "La population par âge",
    ("Âge", "Habitants", "Part du territoire", "Part du département"),
    (
        *("Moins de 15 ans", "15 à 29 ans", "30 à 44 ans"),
        *("45 à 59 ans", "60 à 74 ans", "75 ans et plus"),
    ),
)
DROITS_ET_MALADIES = Modele(
    "droits-et-maladies",
    "Affections de longue durée et droits sociaux",
    ("Situation", "Personnes", "Part du territoire", "Part du département"),
    (
        "Affection de longue durée (ALD)",
        "Complémentaire santé solidaire (C2S)",
        "Sans médecin traitant, 17 ans et plus",
        "En ALD et sans médecin traitant",
        "70 ans et plus, sans médecin traitant",
    ),
)
OFFRE_PAR_PROFESSION = Modele(
    "offre-par-profession",
    "Les soignants de ville et leur densité pour 10 000 habitants",
    ("Profession", "Nombre", "Dont 60 ans et plus", "Densité", "Densité du département"),
    (
        *("Médecins généralistes", "Médecins d'autres spécialités", "Chirurgiens-dentistes"),
        *("Infirmiers", "Masseurs-kinésithérapeutes", "Orthophonistes"),
        *("Pharmacies", "Sages-femmes"),
    ),
)
FLUX = Modele(
    "flux",
    "Où les habitants se soignent",
    ("Recours", "Sur le territoire", "Ailleurs dans le département", "Hors du département"),
    (
        "Consultations de médecine générale",
        "Consultations d'autres spécialités",
        "Passages aux urgences",
        "Séjours à l'hôpital",
    ),
)
REZONE = Modele(
    "rezone",
    "Les six familles de Rezone CPTS",
    ("Indicateur", "Territoire", "Département", "Région", "Année"),
    (
        "Patients avec un médecin traitant",
        "Patients en affection de longue durée",
        "Patients qui prennent dix médicaments ou plus",
        "Antibiotiques prescrits",
        "Dépistages des cancers",
        "Vaccinations",
    ),
)

ATTENDUS: tuple[Attendu, ...] = (
    Attendu(
        "territoire",
        "diagnostic",
        "Le territoire, ses limites et ses communes",
        (
            Sujet(
                "ses limites",
                "Jusqu'où va le territoire, et ce qui l'arrête : une rivière, une vallée, un bassin de vie.",
                "limite | perimetre | contour | delimit | couvre. | carte territoire",
            ),
            Sujet(
                "ses communes",
                "Combien de communes et d'intercommunalités ; aucune n'est dans une autre CPTS.",
                "commune | epci. | intercommunal",
            ),
            Sujet(
                "sa population",
                "Combien d'habitants, et d'après qui.",
                "habitant | territoire population",
            ),
            Sujet(
                "le pays qu'il dessine",
                "Les bourgs, les quartiers, les vallées : à quoi ce pays ressemble.",
                "au centre. | au nord. | au sud. | autour. | bassin | bourg. | bourgs. | canton | vallee | quartier | carte.",
            ),
        ),
        "01-territoire",
        "Les limites et les communes",
        "les limites | territoire | communes. | perimetre",
    ),
    Attendu(
        "sens",
        "diagnostic",
        "Le sens de ce territoire pour les patients et les soignants",
        (
            Sujet(
                "où les habitants se soignent",
                "D'où viennent les patients, où ils vont : les flux, dans flux.csv.",
                "se soign | bassin | flux. | attract | sejour | fuite",
            ),
            Sujet(
                "comment les soignants travaillent déjà ensemble",
                "Gardes, remplacements, tournées, réunions qui existent avant la CPTS.",
                "soignant + ensemble. | garde. | gardes. | tournee | habitudes de travail | travaillent deja",
            ),
            Sujet(
                "pourquoi ces limites",
                "En quoi ces limites suivent les habitudes des patients et des soignants.",
                "limite | trace. | coheren | perimetre",
            ),
        ),
        "01-territoire",
        "Pourquoi ces limites",
        "sens. | pourquoi | coheren | pertinen",
        (FLUX,),
    ),
    Attendu(
        "methode",
        "diagnostic",
        "La méthode du diagnostic",
        (
            Sujet(
                "qui l'a conduit",
                "Le groupe ou la personne qui a conduit le travail.",
                "conduit | pilot | anime | groupe de | comite",
            ),
            Sujet(
                "qui y a participé",
                "Combien de soignants, d'habitants, d'élus, et de quelle façon.",
                "particip | repondu | associe | reunion | entretien | questionnaire",
            ),
            Sujet(
                "ses sources",
                "Insee, Rezone CPTS, ARS, enquêtes : avec leur année.",
                "source | insee. | rezone.",
            ),
            Sujet("quand", "De quel mois à quel mois.", "20 + # | mois."),
        ),
        "01-territoire",
        "La méthode",
        "methode | demarche",
    ),
    Attendu(
        "population",
        "diagnostic",
        "La population",
        (
            Sujet(
                "son âge",
                "Les âges, dans population-par-age.csv, et ce qui étonne : plus d'aînés, plus d'enfants ?",
                "ans. + # | vieilli | pyramide | tranches d age | tranche d age",
            ),
            Sujet(
                "les affections de longue durée",
                "Combien de patients en ALD, lesquelles, et face au département.",
                "ald. | affection de longue duree | affections de longue duree",
            ),
            Sujet(
                "la situation sociale",
                "Complémentaire santé solidaire, revenus, isolement, transports.",
                "c2s. | complementaire sante solidaire | precarite | pauvrete | revenu | chomage",
            ),
        ),
        "01-territoire",
        "La population",
        "population | habitants. | demograph",
        (POPULATION_PAR_AGE, DROITS_ET_MALADIES),
    ),
    Attendu(
        "offre",
        "diagnostic",
        "L'offre de soins",
        (
            Sujet(
                "les professions, en nombre",
                "Combien de chaque profession, dans offre-par-profession.csv, et leur densité.",
                "donnees. | graphique professions | tableau professions | #medecin | #generaliste | nombre de medecins",
            ),
            Sujet(
                "l'âge des soignants ou leur renouvellement",
                "Combien ont 60 ans et plus, qui s'installe, qui part.",
                "60 ans. | retraite | installation | renouvell | age. | ages.",
            ),
            Sujet(
                "plusieurs métiers",
                "Les autres métiers que les médecins : infirmiers, pharmaciens, kinésithérapeutes…",
                "infirmi + pharmac | kine | orthophonist | sage femme | sages femmes",
            ),
        ),
        "02-offre-de-soins",
        "Les soignants de ville",
        "offre | soignants. | professionnels de sante | demographie medicale",
        (OFFRE_PAR_PROFESSION,),
    ),
    Attendu(
        "recours",
        "diagnostic",
        "Les recours aux soins : urgences, hospitalisations, consommation",
        (
            Sujet(
                "les urgences ou les soins non programmés",
                "Passages aux urgences, part sans hospitalisation, appels au 15.",
                "urgence | soin non programme | soins non programmes",
            ),
            Sujet(
                "les hospitalisations ou les traitements",
                "Séjours, retours à l'hôpital, médicaments, vaccins, dépistages : rezone.csv.",
                "hospitalis | rehospitalis | sejour | medicament | consommation",
            ),
            Sujet(
                "un chiffre",
                "Au moins un chiffre, avec sa source.",
                "#% | #passages | #sejours",
            ),
        ),
        "02-offre-de-soins",
        "Les recours aux soins",
        "recours | habitudes de soins | consommation | urgences.",
        (REZONE,),
    ),
    Attendu(
        "forces",
        "diagnostic",
        "Les forces déjà là",
        (
            Sujet(
                "les équipes de ville",
                "Maisons et centres de santé, équipes de soins primaires.",
                "msp. | maison de sante | maisons de sante | esp. | equipe de soins | equipes de soins | centre de sante"
                " | centres de sante | cds.",
            ),
            Sujet(
                "l'hôpital",
                "Hôpitaux et cliniques, ce qu'ils ouvrent à la ville.",
                "hopita | centre hospitalier | centres hospitaliers | clinique | ght.",
            ),
            Sujet(
                "les appuis et les établissements médico-sociaux",
                "Dispositif d'appui, contrat local de santé, SSIAD, EHPAD, et les projets déjà menés.",
                "dac. | cls. | ssiad. | contrat local de sante | dispositif d appui | ehpad. | had.",
            ),
        ),
        "02-offre-de-soins",
        "Les forces déjà là",
        "forces deja | ressources du territoire | existant | deja la",
    ),
    Attendu(
        "parole",
        "diagnostic",
        "La parole des professionnels, des usagers et des élus",
        (
            Sujet(
                "les habitants ou les usagers",
                "Qui a parlé : habitants, patients, élus, soignants.",
                "habitant | usager | patient",
            ),
            Sujet(
                "ce qu'ils ont dit",
                "Leurs mots, entre guillemets, et ce qui revient le plus.",
                "« | demandent. | disent. | attendent. | parole. | mot est revenu | cite. | citent.",
            ),
            Sujet(
                "comment ils ont été entendus",
                "Questionnaire, réunion, entretiens : combien de réponses.",
                "questionnaire | reunion | entretien | enquete | consultes.",
            ),
        ),
        "02-offre-de-soins",
        "La parole des habitants, des soignants et des élus",
        "parole | avis des | entendu | point de vue",
    ),
    Attendu(
        "besoins",
        "diagnostic",
        "Les problèmes et les besoins retenus",
        (
            Sujet(
                "des besoins nommés",
                "Les besoins, un par ligne de besoins.csv.",
                "tableau besoins | besoin de | besoin d un | besoins de | besoins d un | b1. | b2. | b3. | b4.",
            ),
            Sujet(
                "un choix", "Comment vous avez choisi, et entre quoi.", "retenu | priorit | class"
            ),
        ),
        "04-besoins",
        "Les besoins retenus",
        "besoin | probleme",
        en_une_section=False,
    ),
    Attendu(
        "synthese",
        "diagnostic",
        "La synthèse : forces, faiblesses, enjeux",
        (
            Sujet("les forces", "Ce sur quoi s'appuyer.", "force. | forces. | atout"),
            Sujet("les faiblesses", "Ce qui manque ou s'use.", "faiblesse | fragilite"),
            Sujet(
                "ce qui peut changer",
                "Ce qui peut aider ou gêner dans les cinq ans.",
                "opportunite | menace | enjeu",
            ),
        ),
        "03-forces-et-faiblesses",
        "Les forces et les faiblesses",
        "synthese | forces et | enjeux",
        en_une_section=False,
    ),
    Attendu(
        "pistes",
        "diagnostic",
        "Les pistes stratégiques, par mission",
        (
            Sujet(
                "des pistes",
                "Les pistes retenues, une liste par mission.",
                "piste | axe | orientation strategique | orientations strategiques",
            ),
            Sujet(
                "les missions",
                "À quelle mission de l'accord chacune répond.",
                "mission | acces aux soins",
            ),
            Sujet(
                "ce qui est à faire",
                "Un verbe par piste : ouvrir, former, repérer, réunir.",
                "ouvrir. | organiser. | ecrire. | reunir. | partager. | reperer. | developper. | creer. | former. | mettre.",
            ),
        ),
        "05-pistes",
        "Les pistes stratégiques",
        "piste | axes. | orientations. | strategi",
        en_une_section=False,
    ),
    Attendu(
        "forme",
        "organisation",
        "La forme juridique",
        (
            Sujet("l'association", "Une association, depuis quand, avec qui.", "association."),
            Sujet(
                "la loi de 1901 ou ses statuts",
                "Ses statuts et son règlement intérieur, en annexe.",
                "1901. | statuts.",
            ),
        ),
        "01-gouvernance",
        "L'association",
        "forme juridique | association | statut juridique",
    ),
    Attendu(
        "gouvernance",
        "organisation",
        "La gouvernance : instances, rôles, décisions",
        (
            Sujet(
                "les instances",
                "Chaque instance et son rôle : {{ liste.instances }} les imprime.",
                "conseil d administration | assemblee generale | liste instances | bureau.",
            ),
            Sujet(
                "comment on décide",
                "Qui vote, à quelle majorité, avec quel quorum.",
                "vote. | votes. | voix. | majorite | quorum.",
            ),
            Sujet(
                "qui y siège",
                "Quels collèges ou catégories de membres.",
                "college | siege | membres.",
            ),
        ),
        "01-gouvernance",
        "Les instances",
        "instance | gouvernance",
        en_une_section=False,
    ),
    Attendu(
        "usagers",
        "organisation",
        "La place des usagers",
        (
            Sujet("les usagers", "Quels usagers, quelles associations.", "usager | patient"),
            Sujet(
                "leur part dans les décisions",
                "S'ils sont informés, consultés, associés ou décideurs : où ils siègent, ce qu'ils relisent.",
                "siegent. | invit | relisent. | prepar | represent",
            ),
        ),
        "01-gouvernance",
        "La place des usagers",
        "usager | patients. | habitants.",
        dit_par="X017",
    ),
    Attendu(
        "coordination",
        "organisation",
        "La coordination des acteurs",
        (
            Sujet(
                "qui coordonne",
                "Qui relie les pilotes, les partenaires et le bureau.",
                "coordinat | coordonn",
            ),
            Sujet("avec qui", "Avec quels pilotes et quels partenaires.", "pilote | partenaire"),
            Sujet(
                "à quel rythme",
                "À quel rythme : chaque mois, chaque trimestre.",
                "chaque mois | chaque semaine | chaque trimestre | chaque annee | par mois | par an. | par trimestre"
                " | mensuel | trimestriel",
            ),
        ),
        "01-gouvernance",
        "La coordination des acteurs",
        "coordination des | coordonner | pilotage et coordination | pilotage et la coordination",
    ),
    Attendu(
        "poste",
        "organisation",
        "La fiche de poste de la coordination",
        (
            Sujet(
                "ses tâches",
                "Ce que la personne fait : réunions, suivi des fiches, lien avec l'ARS et la CPAM.",
                "tache | anime. | prepare | suit. | suivi. | relie. | organise. | ses missions. | accompagne",
            ),
            Sujet(
                "son temps de travail",
                "Combien d'heures ou quelle part d'un temps plein, depuis quand.",
                "temps plein | temps partiel | mi temps | etp. | equivalent temps plein | heures. | % + temps",
            ),
            Sujet(
                "qui l'emploie et à qui elle rend compte",
                "Qui l'emploie, qui la dirige, à qui elle rend compte.",
                "emploi | employeur | salarie | rend compte | bureau. | direction. | president | prestat",
            ),
            Sujet(
                "ce qu'il faut savoir faire",
                "Le profil : santé publique, gestion de projet, animation de réunions.",
                "profil | competence | experience | savoir | formation | diplome | qualites.",
            ),
        ),
        "01-gouvernance",
        "Le poste de coordination",
        "poste de | fiche de poste | coordinatrice | coordinateur",
    ),
    Attendu(
        "partenariats",
        "organisation",
        "Les partenariats",
        (
            Sujet(
                "les partenaires",
                "Chaque partenaire et ce qu'il apporte.",
                "partenaire | partenariat",
            ),
            Sujet(
                "ce qui les engage",
                "Conventions signées ou à signer, annexées au projet.",
                "convention | accord | charte",
            ),
        ),
        "01-gouvernance",
        "Les partenaires",
        "partenaire | partenariat",
    ),
    Attendu(
        "cadre",
        "organisation",
        "L'articulation avec le PRS, le CLS et le CTS",
        (
            Sujet(
                "le projet régional de santé",
                "Les orientations du PRS que sert le projet : {{ tableau.articulation }} les montre, fiche par fiche.",
                "prs. | projet regional de sante | tableau articulation",
            ),
            Sujet(
                "le contrat local de santé",
                "Le contrat local de santé et qui y fait quoi ; s'il n'y en a pas, dites-le.",
                "cls. | contrat local de sante | contrats locaux de sante",
            ),
            Sujet(
                "le conseil territorial de santé",
                "Ce que le conseil territorial de santé attend du territoire, et qui y siège ou lui rend compte.",
                "cts. | conseil territorial de sante",
            ),
        ),
        "06-cadre-regional",
        "L'articulation avec le PRS, le CLS et le CTS",
        "articulation | cadre regional | cadre local",
        en_une_section=False,
    ),
    Attendu(
        "communication",
        "organisation",
        "La communication",
        (
            Sujet(
                "vers qui",
                "Vers les soignants, les adhérents, les habitants.",
                "habitant | soignant | professionnel | adherent | membres.",
            ),
            Sujet(
                "par quels moyens",
                "Site, lettre d'information, affiches, réunions : qui s'en charge.",
                "site internet | lettre d information | affich | reseaux sociaux | plaquette | communication. | infolettre"
                " | bulletin",
            ),
        ),
        "05-communication",
        "La communication",
        "communication | faire connaitre | informer",
    ),
    Attendu(
        "systemes",
        "organisation",
        "Les systèmes d'information",
        (
            Sujet(
                "les besoins",
                "Ce que les soignants doivent échanger, et avec qui.",
                "besoin | demande",
            ),
            Sujet(
                "les outils choisis",
                "Les outils retenus, et ceux de la région.",
                "outil | logiciel",
            ),
            Sujet("la sécurité", "Où sont les données, qui y accède.", "securi | hebergeur"),
            Sujet(
                "les données personnelles (RGPD)",
                "Registre des traitements, information des patients.",
                "rgpd. | donnees personnelles | cnil.",
            ),
            Sujet(
                "la traçabilité",
                "Ce qui garde trace de qui a vu quoi.",
                "tracab | trace. | traces. | journal.",
            ),
            Sujet(
                "l'interopérabilité avec les outils nationaux (DMP, MSS)",
                "Le lien avec le DMP, le dossier pharmaceutique, la messagerie sécurisée.",
                "interoperab | dmp. | mss. | mssante.",
            ),
        ),
        "02-systemes-d-information",
        "Les systèmes d'information",
        "systeme d information | systemes d information | numerique | outils",
        en_une_section=False,
        dit_par="X016",
    ),
    Attendu(
        "choix",
        "organisation",
        "Le choix et le coût des outils",
        (
            Sujet(
                "comment ils sont choisis",
                "Les questions qui départagent les outils, les offres comparées, les essais.",
                "critere | compar | appel d offres | cahier des charges | devis | concurrence | departag",
            ),
            Sujet(
                "avec l'aide de qui",
                "Qui choisit : soignants, usagers, expert ou groupement régional de la santé numérique.",
                "expert | appui. | groupement | conseille. | referent numerique | avec l aide",
            ),
            Sujet(
                "ce qu'ils coûtent",
                "Le prix de chaque outil, qui le paie, et la ligne du budget où il est.",
                "cout. | couts. | coute | prix. | tarif | montant | # + €",
            ),
        ),
        "02-systemes-d-information",
        "Le choix et le coût des outils",
        "choix des | choix et | choix du | avons choisi | cout des",
    ),
    Attendu(
        "telesante",
        "organisation",
        "La télésanté",
        (
            Sujet(
                "ce qui se fait à distance",
                "Téléconsultation, téléexpertise, télésurveillance : ce qui existe, ce qui est voulu.",
                "telesante | teleconsult | teleexpert | tele expert | telesurveill | telemedecine | telesoin",
            ),
            Sujet(
                "avec qui et où",
                "Où un soignant accompagne le patient : pharmacie, cabinet infirmier, EHPAD.",
                "pharmac | infirmi | ehpad. | maison de sante | cabinet | patient | accompagn",
            ),
        ),
        "02-systemes-d-information",
        "La télésanté",
        "telesante | teleconsult | a distance | telemedecine",
        ailleurs=("missions",),
    ),
    Attendu(
        "budget",
        "organisation",
        "Le budget prévisionnel",
        (
            Sujet(
                "son montant",
                "Le total et ses années : {{ budget.total }} et les autres faits.",
                "budget total | tableau budget | € + #",
            ),
            Sujet(
                "ce qui le compose",
                "Ce que paient les dépenses, qui paie les ressources.",
                "depense",
            ),
            Sujet(
                "son suivi",
                "Qui suit les comptes, à quel rythme.",
                "suivi. | tresori | chaque mois. | realise.",
            ),
        ),
        "03-budget",
        "Le budget prévisionnel",
        "budget | financement",
        en_une_section=False,
    ),
    Attendu(
        "evaluation",
        "organisation",
        "L'évaluation et la qualité",
        (
            Sujet("les indicateurs", "Qui les relève, et où ils sont lus ensemble.", "indicateur"),
            Sujet(
                "les bilans",
                "Bilan annuel, dialogue de gestion, rapport d'activité.",
                "bilan | evaluat | dialogue de gestion | rapport d activite",
            ),
            Sujet(
                "qui évalue",
                "Auto-évaluation ou évaluateur extérieur : son but, qui reçoit ses conclusions, la convention à signer.",
                "auto evaluation | evaluation interne | evaluation externe | evaluateur | convention d evaluation | exterieur",
            ),
            Sujet(
                "la démarche qualité",
                "Retours d'expérience (CREX, RMM), patient traceur, travail en équipe (PACTE), ce qui change ensuite.",
                "crex. | rmm. | pacte. | evenement indesirable | evenements indesirables | qualite. | retour d experience"
                " | retours d experience | patient traceur",
            ),
        ),
        "04-evaluation",
        "L'évaluation et la qualité",
        "evaluation | qualite | rendez vous",
        en_une_section=False,
    ),
)
