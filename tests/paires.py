"""Two mistakes at once: the findings are those of each, for one mistake never hides another.

The mistakes are the bad cases of ``cases/``, planted two by two in the small project.  What is compared is which rule
speaks of which file: a message may count two things where it told of one.  A rule may speak of a copy, which one mistake
makes and the other spoils.  Two edits of one same place, where the last one stands, are no pair; nor are two that set
one cell of the workbook to different values.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from zipfile import BadZipFile
from zlib import crc32

from pipeline.model.files import Files
from pipeline.read.lectures import LecturesPartagees
from tests.projets import CELL, codes_par_fichier, edited, lectures_retenues, petit_projet
from tests.test_cases import CASES, read_case

TOLERATED = 0.01
"""Share of the pairs that may hide something, each for one of ``RAISONS``."""

ECRITS_DEUX_FOIS = frozenset(("G001", "L003", "L006"))
"""Told of two edits that each write the same person, the same key, or lines for another header: they are no pair."""

Dits = frozenset[tuple[str, str]]
"""Path and code of each finding."""


@dataclass(frozen=True)
class Ecart:
    """What two mistakes together do not say, or say that neither does."""

    fautes: tuple[str, str]
    tus: Dits
    nouveaux: frozenset[str]

    def __str__(self) -> str:
        one, other = self.fautes
        lost = ", ".join(f"{code} de {path}" for path, code in sorted(self.tus))
        more = ", ".join(sorted(self.nouveaux))
        parts = [f"tus : {lost}"] if lost else []
        parts += [f"nouveaux : {more}"] if more else []
        return f"{one} + {other} : {' ; '.join(parts)}"


@dataclass(frozen=True)
class Raison:
    """Why a value cannot be read without another: the rules that tell the first, those that need it, and two mistakes.

    Rules are named one by one.  ``meme_fichier``: what is not said is said of a file that the first mistake changes;
    ``dans``: the only files, or folders, in which the first mistake explains anything.
    """

    premieres: str
    secondes: str
    pourquoi: str
    exemple: tuple[str, str]
    meme_fichier: bool = False
    dans: str = ""

    def vaut(self, ecart: Ecart) -> bool:
        """Whether it explains all that the two mistakes together do not say, or say more."""
        codes_en_cause = codes(ecart.tus) | ecart.nouveaux
        return codes_en_cause <= set(self.secondes.split()) and any(
            self._begins_with(faute) and self._is_there(faute, ecart) for faute in ecart.fautes
        )

    def _begins_with(self, faute: str) -> bool:
        return any(
            code in self.premieres.split() and path.startswith(tuple(self.dans.split()) or "")
            for path, code in seule(faute)
        )

    def _is_there(self, premiere: str, ecart: Ecart) -> bool:
        """Whether the first mistake is, where it must be, in the file of what is not said."""
        places = {path for path, _code in seule(premiere)}
        tus = {path for path, code in ecart.tus if (path, code) not in seule(premiere)}
        return not self.meme_fichier or tus <= places


RAISONS = (
    Raison(
        "B001 B002 B003 B014 B015 B035 B036 B040 L007",
        "B004 B005 B006 B007 B008 B009 B010 B011 B012 B013 B016 B030 B039 B043 B051 B052 B055 B060 B061 B062"
        " B063 B064 B065 B070 B073 B082 B083 B084 B085 B089 B091 B092 B099 F034 F058 B033 F059 R006 R008 R012"
        " R020 X018 B015 L030",
        "a table that is not found, or a line outside it, gives none of its lines, nor what is set against them",
        ("B001-feuille-absente.txt", "B043-annee-close.txt"),
    ),
    Raison(
        "B004 B005 B006 B008 B009 B016 C008",
        "B010 B039 B043 B046 B055 B060 B061 B062 B063 B064 B065 B070 B073 B082 B083 B084 B085 B089 B091 R006"
        " R008 R012 R020 X018 B011",
        "a sum, and what is set against it, needs each of its amounts",
        ("B004-millier-ou-decimale.txt", "R008-caisse-vide.txt"),
    ),
    Raison(
        "B007 B008 B011 B058 B099 F007 F015 X002",
        "B007 B010 B052 B073 F007",
        "a line copied twice is no copy any more once one of the two has another fiche, nature or amount",
        ("B058-sans-fiche.txt", "B073-ligne-deux-fois.txt"),
    ),
    Raison(
        "B018 B019 B020 B021 B062 B064 B080 P003 T001 T004 T013 T014 P004",
        "B011 B012 B013 B055 B062 B064 B087 B099 F028 F036 F055 G021 I010 N012 R001 R002 R003 R006 R007 R008"
        " R015 R020 T001 X018 B084",
        "rights and delays need the population, hence the size, the missions retained, what the barème has for them and"
        " the days of the contract",
        ("R008-caisse-vide.txt", "T001-taille-trop-petite.txt"),
    ),
    Raison(
        "L001 L006 C003 C008 P001",
        "B011 B012 B013 B055 B060 B064 B099 F028 F036 P003 P010 R001 R002 R003 R004 R005 R006 R007 R008 R015 R020 R021 T001"
        " X018",
        "the communes, the missions and the days of the contract are told there",
        ("P001-projet.txt", "R021-deploiement-absent.txt"),
        dans="content/projet.yaml content/communes.csv",
    ),
    Raison(
        "L001 C003 P001 R018 R006",
        "F028 F036 G021 R001 R002 R006 R008 R021 R018",
        "a mission begins with its fiches, and each of them says which and when",
        ("P001-fiche.txt", "R008-caisse-vide.txt"),
        dans="content/fiches/ budgets/",
    ),
    Raison(
        "P001",
        "N012",
        "a lead for a mission that is not understood may be the one that is looked for",
        ("F017-mission-complementaire.txt", "P001-piste.txt"),
        dans="content/diagnostic/03-pistes.md",
    ),
    Raison(
        "B018 B062",
        "B020 B087 F014 F015 F017 P003 P006 R012 X014 B043 B051 X013",
        "a barème that is not known has no mission due, no ceiling and no other way to pay",
        ("B018-bareme-inconnu.txt", "P003-oubli-dans-la-liste.txt"),
    ),
    Raison(
        "P009",
        "D002 D003 D004 D005 D007 D008 D009 D024 D025 F015 G002 G014 G015 G020 S020 S021 S032 S038 S039 S040"
        " S041 S044 S045 S046 S048 S050 S051 S052 S053 S057 S059 S060 S061 S062 X001 X002 X003 X004 X010 X011"
        " X012 X013 X014 X015 X016 X017 X018 X020 X021 X030 X040 X041 X042 X043 X044 X045 X046 X047 X048 X049"
        " X050 X051 X052 X053 X054 X055 X056 P002 P005 P008 P010 P011 P012 S054 G016 G024 R015 S014 S015 S043"
        " X005 X061 I011 A001 D001 N003 R022 C009 F017 S047 S055 X062",
        "a project at the stage of its letter of intent has no other text due: at that stage this is no mistake",
        ("P009-rien-a-construire.txt", "X016-aucun-chapitre.txt"),
    ),
    Raison(
        "C002 C003 C005 C006 L006 L062 X002",
        "B047 B049 B065 C002 C004 L005 X002 F031 G001 G002 G003 G004 G005 G006 G007 G010 G011 G012 G013 G018"
        " G020 G024 G026 S013 S014 S017 S018 S019 S020 S021 S042 S044 S047 S056 S059 S060 S061 S062 S063 S064"
        " S065 T019 X018 X042 X061 B054 S022 F061",
        "what a line of a list says of somebody needs the titles of its columns, and as many cells as they are",
        ("C006-colonne-absente.txt", "G002-bureau.txt"),
        dans="content/personnes.csv",
    ),
    Raison(
        "C005 L006",
        "B011 B055 C003 C005 R006 R008 T001 T002 T003 T004 T005 T006 T007 T008 T009 T010 T011 T013 T014 T019 X018",
        "what a line of the communes says needs the titles of its columns, and as many cells as they are",
        ("L006-colonnes-de-meme-nom.txt", "T011-fichier-ancien.txt"),
        dans="content/communes.csv",
    ),
    Raison(
        "P002",
        "B065 F031 G001 G002 G007 G024 X042 G010 G011 G012 G015 G020 S002 S020 S021 S035 S038 S039 S040 S041"
        " S043 S059 S060 S061 S062 S065 X002 X018 B054 C003 G003 G004 G005 G021 X061 B047 G026 S014 S017 S042"
        " S047 F061",
        "what a file says is not known while there is no such file",
        ("P002-fichier-absent.txt", "S035-objet.txt"),
    ),
    Raison(
        "S002",
        "S002 S035",
        "the number of an article is counted from the one before, and one that is gone says nothing more",
        ("S002-article-insere.txt", "S002-premier-article.txt"),
    ),
    Raison(
        "S004 S010 L004",
        "C003 S002 S035 S038 S039 S040 S041 S043 X002 S028",
        "an article that is missing, or the model that the values do not name, may say what no other says",
        ("S004-modele.txt", "S038-budget.txt"),
    ),
    Raison(
        "C001 C003 L002 L003",
        "S013 S014 S015 S017 S018 S019 S020 S021 S032 S035 S038 S039 S040 S041 S042 S043 S059 S065 X002 G002"
        " G021 S028 S047",
        "a key of the statutes under another name is the value that is missing, or the option that picks an article",
        ("C001-bureau.txt", "S043-listes.txt"),
    ),
    Raison(
        "C001 C002 C003 C004 F001 F002 F003 F005 F006 F008 F009 F012 F018 F050 L001 L011 L014 P001 X001",
        "F007 F008 F009 F018 F021 F022 F025 F026 F027 F028 F029 F030 F034 F036 F050 F051 F052 F053 F054 F055"
        " F056 F058 L011 X001 C004 F033 F061",
        "a line, a column or a heading of a fiche taken for another, or empty, has no value to judge",
        ("F002-indicateur.txt", "F028-poids.txt"),
        meme_fichier=True,
    ),
    Raison(
        "L004",
        "L002 F002 F004 F032 L045 L078 N004 C007 L004",
        "a header that is not opened, and of which a line is no key, is not known for a header",
        ("L002-sans-deux-points.txt", "L004-fiche-sans-ouverture.txt"),
        meme_fichier=True,
    ),
    Raison(
        "F001 F002 F008 L001 C004",
        "I001 I004 I010",
        "an indicator whose fiche, or its code, is not read may be the one that was measured",
        ("I001-renomme.txt", "L001-vide.txt"),
    ),
    Raison(
        "L001 L004 L010 L014 L015 L016 L017 L018 L061 L062 L065 N010 L045",
        "P008 P011 P012 R015 X010 X011 X016 X017 X045",
        "a passage that is not read to its end may hold the reference, the table or the word that is looked for",
        ("L014-sans-tirets.txt", "X045-annexe-jamais-citee.txt"),
    ),
    Raison(
        "D001 D002 D004",
        "D002 D003 D005 D007 D009 D024 D025",
        "a template that is absent or refused is not searched for its slots",
        ("D001-gabarit-absent.txt", "D002-champ-inconnu.txt"),
    ),
    Raison(
        "B001 F017",
        "N006",
        "a mission that the project comes to retain is one of those that a need may name",
        ("B001-mission-nouvelle.txt", "N006-mission-non-retenue.txt"),
    ),
    Raison(
        "I011",
        "S053 S051",
        "a report of another year is not the one that is due",
        ("I011-annee-du-rapport.txt", "S053-suivi.txt"),
    ),
    Raison(
        "B011 B060 L046 S018 S020",
        "B083 S018 X017",
        "what one plants is what the other lacks: six members fill the bureau, a heading speaks of users, a sum is raised",
        ("S018-taille-du-bureau.txt", "S020-part-de-medecins.txt"),
    ),
    Raison(
        "T007 T018 T015 T017 T010",
        "X018",
        "a commune planted beside the two makes true the three that the text tells",
        ("T018-chiffre-faux.txt", "X018-en-mots.txt"),
    ),
    Raison(
        "C006 G010",
        "B047",
        "a rate for each profession needs the profession of each",
        ("B047-meme-taux.txt", "G010-sans-profession.txt"),
    ),
    Raison(
        "P002 S004 C002",
        "S023 S024 S028 S031 S032 S033 S034 S035 S036 S037 S039 S040 S042 S047 X002 C003 G005 S002 S043",
        "while the values name no model, no text kept for one is known to be followed, and no post has its holder",
        ("S037-autre-forme.txt", "X002-fait-hors-des-statuts.txt"),
        dans="content/statuts/valeurs.yaml",
    ),
    Raison(
        "S064 S036",
        "S002 S035 S040 S043 S038 S039",
        "under the local law of Alsace-Moselle article 1 is another file, and none recalls the declaration of 1901",
        ("S040-declaration.txt", "S064-six-fondateurs.txt"),
    ),
    Raison(
        "G021 G022",
        "S060 S061 S062 S063",
        "who may vote on a day, and how many make a quorum, needs the days when each member comes and goes",
        ("G022-parti-avant-d-arriver.txt", "S061-quorum.txt"),
    ),
    Raison(
        "G002 G021",
        "S047 G026 S017 S059 S065 G021 S042",
        "a post, or a fiche, held by a key that is nobody's is held by no name, which another might contradict",
        ("G002-bureau.txt", "S047-poste-dans-un-texte.txt"),
    ),
    Raison(
        "T012 T013",
        "T019 R008",
        "the territory moves to a city, whose size pays more, with all its people, and whom the other adds is left in Auch",
        ("S045-ecart-au-modele.txt", "T012-ville-et-arrondissement.txt"),
    ),
    Raison(
        "L001 T007 T006 T016",
        "N003 T019",
        "a commune, or a fiche, that is not known may be the one that is looked for",
        ("T007-code-inconnu.txt", "T019-hors-du-territoire.txt"),
    ),
    Raison(
        "C003 C004",
        "S051 G015 G014",
        "a document whose name is refused is not read: it may be what the projet lacks, or what prints a text",
        ("C003-nom-de-fichier.txt", "S051-communes-dans-un-texte.txt"),
    ),
    Raison(
        "S015",
        "S019 S020 S013 S021 S022",
        "a post that nobody holds may go to whoever the bureau lacks",
        ("S015-poste-vacant.txt", "S020-part-de-medecins.txt"),
    ),
    Raison(
        "F036 B055 T012",
        "B011 F053 R006 B055",
        "to have too few meetings, the mission starts later and is paid less, or its planning says when it starts",
        ("B011-deux-lignes.txt", "F036-une-par-an.txt"),
    ),
    Raison(
        "F011 F024",
        "F024 R006",
        "a fiche copied brings the indicator that lacked, and a sum moved to the volet variable leaves the fixe under its due",
        ("F011-code-et-mission.txt", "F024-variable-sans-indicateur.txt"),
    ),
    Raison(
        "B030",
        "F007",
        "the line typed under the table is the cost that the fiche lacked",
        ("B030-ligne-sous-le-tableau.txt", "F007-sans-budget.txt"),
    ),
    Raison(
        "B020",
        "B010 B041 B042",
        "the sheet of a mission that is not retained is the bloc that the transfer cites",
        ("B020-bloc-sans-mission.txt", "B042-bloc-absent.txt"),
    ),
    Raison(
        "S059",
        "S064",
        "the local law, asked for where it does not hold, wants seven founders, and the case names one",
        ("S036-droit-sans-raison.txt", "S059-elue-sans-etre-fondatrice.txt"),
    ),
    Raison(
        "B080 B084",
        "B084 B083",
        "a sum booked after the last year closes it, and the transfer of that year was neither paid nor spent",
        ("B041-virement.txt", "B080-somme-d-une-autre-annee.txt"),
    ),
    Raison(
        "P007",
        "P007 P011 P012 X041 X043",
        "a part without chapter has the one that the other mistake brings, and then lacks the rest",
        ("N013-piste-de-trop.txt", "P007-partie-vide.txt"),
    ),
    Raison(
        "B017",
        "R006 R008 R020 L030 F058 F059 F034",
        "a workbook that is not found has no amount to set against the rights",
        ("B017-classeur-renomme.txt", "R006-derniere-annee.txt"),
    ),
    Raison(
        "B010 B042 B056 B061 B060 B071 F015",
        "R008 X018",
        "the cash waits for expenses that sure money covers; and a case that raises them makes true the total of a text",
        ("B042-bloc-absent.txt", "R008-caisse-vide.txt"),
    ),
    Raison(
        "F009",
        "F024",
        "a mission comes to count on its volet variable, which it has no indicator to earn",
        ("B061-part-variable.txt", "F009-sans-indicateur.txt"),
    ),
    Raison(
        "B001 B062 C001 C002 C003 F014 F015 G002 L001 P003 R004",
        "F031",
        "how many actions somebody pilots, and which is the last, needs each fiche and its pilot",
        ("C001-cle-obligatoire.txt", "F031-pilote-de-tout.txt"),
    ),
    Raison(
        "P003",
        "F024",
        "a mission that is not retained counts on no volet variable",
        ("F024-variable-sans-indicateur.txt", "P003-oubli-dans-la-liste.txt"),
    ),
    Raison(
        "I010",
        "S053",
        "the report that prints the follow-up is planted with the year that is none of the contract",
        ("I010-annee.txt", "S053-suivi.txt"),
    ),
    Raison(
        "B002 B035",
        "B003 B014 B046 B058 B059 B096",
        "a table that is not found, or whose name is another's, has neither columns nor cells",
        ("B002-tableau-converti.txt", "B058-sans-fiche.txt"),
    ),
    Raison(
        "B014 B015",
        "B046",
        "a line outside its table, or cells merged, may hold the hours",
        ("B015-ligne-sous-le-tableau.txt", "B046-sans-heures.txt"),
    ),
    Raison(
        "L006 T003 T006 T007 T010 T011 T014 T016 T018",
        "T002 T003 T005",
        "another commune, or another count, moves the population away from the bound, and may be the one that lacks",
        ("T005-pres-du-seuil.txt", "T014-commune-nouvelle.txt"),
    ),
    Raison(
        "F001 F010 F011",
        "B007 F010 F011 F015 F028 F031 F034 F058 F059 I001 I004 R018 X002 B086",
        "what a fiche costs, weighs and measures is kept under its code, which is another's or none",
        ("F010-code-recopie.txt", "F028-sans-poids.txt"),
    ),
    Raison(
        "F009 F015 F028 F056",
        "B060 F008 G021 I001 I010 R018 I004 B007 B086",
        "the fiche, or its indicator, that one takes away or renames is the one that the other is about",
        ("F015-mission-sans-fiche.txt", "G021-membre-et-responsable.txt"),
    ),
    Raison(
        "F051",
        "I004",
        "the unit that one gives to a target is not that of what the other measures",
        ("F051-entre-cibles.txt", "I003-deux-fois.txt"),
    ),
    Raison(
        "F006 L014",
        "F006 F007 F008 F033 F050 F061",
        "a table without its title is known by its columns alone",
        ("F006-colonne-renommee.txt", "F050-planning-sans-titre.txt"),
        meme_fichier=True,
    ),
    Raison(
        "F021 F029 F051 F025",
        "F026 F027 F051 F052 F028 F021 F025",
        "a target that one takes away, or that is of no result any more, is the one that the other spoils",
        ("F029-suivi-seulement.txt", "F052-a-definir.txt"),
    ),
    Raison(
        "X001 X002 B080 P009",
        "F013 F035 F036 F055 P009 B068 B100 I007 R004",
        "a date of the contract that is left blank sets no day to a fiche",
        ("F036-une-par-an.txt", "X002-date-vide.txt"),
        dans="content/projet.yaml content/diagnostic/01-territoire.md budgets/",
    ),
    Raison(
        "D008",
        "S051 S053 X045 D008",
        "what the annexes of a document print is not known while it names some and has no part for them",
        ("D008-annexes-sans-partie.txt", "S053-scenarios.txt"),
    ),
    Raison(
        "C002",
        "C004 D003 D005 D025 S053 D024 P009 X045",
        "a list of documents that is empty names no template",
        ("C002-livrables-vides.txt", "D003-puces.txt"),
        dans="content/livrables.yaml",
    ),
    Raison(
        "C001 C002 C003 F032",
        "F032 S054 S055 F016 C001 C003 L002 S053",
        "a key that is not known may be the one that lacks",
        ("C001-projet.txt", "F032-aucun-prs.txt"),
        dans="content/projet.yaml",
    ),
    Raison(
        "B098 B065 G021",
        "B069 G012 G023 S060 S061 S062 S063 B098",
        "whoever leaves counts no more, and what was paid since is in no other account",
        ("B098-apres-son-depart.txt", "S061-quorum.txt"),
    ),
    Raison(
        "B044 B046 B070 B084 B088 B093 B094",
        "B043 B069 B082",
        "a sum that one adds to the register, or to the accounts that the other begins, is not in both",
        ("B070-plafond-a-venir.txt", "B088-mois-saute.txt"),
    ),
    Raison(
        "B011 B012 B013 R006 R018 T012",
        "B055 R002 R006 R008",
        "a sum that one adds is what the cash lacks, and a mission that begins on another day is due another sum",
        ("B012-ligne-hors-bareme.txt", "R008-caisse-vide.txt"),
    ),
    Raison(
        "B034 B060 B071 P006 R001 T012 B012 B061 P001 F036",
        "X018",
        "the total that a text tells is near that of the budget, which the other changes",
        ("B060-bloc-vide.txt", "X018-budget-perime.txt"),
    ),
    Raison(
        "N001 N002 N007 N003",
        "N001 N002 N004 X042",
        "a need under another code, or whose list is gone, is not the one that is cited",
        ("N002-besoin-inconnu.txt", "N007-code-de-besoin.txt"),
    ),
    Raison(
        "L010 L015 L062 L016",
        "F022 L015 L078 S036 S053 X018 G020 S047 S054 C007 L006",
        "what stands after a mark that is not closed is not read",
        ("L062-git.txt", "S036-colmar.txt"),
        meme_fichier=True,
    ),
    Raison(
        "B001 F014 N006 P001 P003 P006 R004 F015",
        "B001 B010 B041 B042 B060 F014 F017 N006 N013 P005 P006 R021 X002 F015 R022",
        "a mission that one retains, or does no more, is the one whose sheet, chapter or fiche the other is about",
        ("P003-oubli-dans-la-liste.txt", "P005-mission-sans-chapitre.txt"),
    ),
    Raison(
        "L001",
        "F017 S053 X002",
        "a fiche that is not read may be the one that is looked for",
        ("F017-mission-complementaire.txt", "L001-vide.txt"),
        dans="content/fiches/",
    ),
    Raison(
        "C003 C006 L006",
        "B054 S001 S012",
        "fees and seats are added up: each must be read, and so must those who pay",
        ("B054-cotisations.txt", "C003-cotisation-negative.txt"),
        dans="content/statuts/valeurs.yaml content/personnes.csv",
    ),
    Raison(
        "B004 B001 B005 B006",
        "B096",
        "two budgets are compared sum by sum",
        ("B004-a-voir.txt", "B096-budget-non-vote.txt"),
    ),
    Raison(
        "C002 C003 C001",
        "G026 F016 F032 G021",
        "a line of a header that is empty or spoilt has no value to judge",
        ("C002-cle-vide.txt", "G026-copilote.txt"),
        meme_fichier=True,
    ),
    Raison(
        "B003",
        "B046 B058",
        "a column under another title may be that of the hours or of the fiches",
        ("B003-annee-12.txt", "B046-sans-heures.txt"),
    ),
    Raison(
        "G024 R017",
        "B048 B068 G012 S056",
        "a project that one deposits asks for the days, which the other's plant has not",
        ("B048-avant-validation.txt", "R017-accord-tacite.txt"),
    ),
    Raison(
        "B046 B058 B060 B061 B071 B073 B010 B013 B100 B092 B084 B030 B041",
        "B010 B043 B046 B058 B061 B073 B074 F034 B039 B082 B083 B033 B063",
        "the line that one empties, or whose sum it changes, is the one that the other is about",
        ("B058-sans-fiche.txt", "B060-bloc-vide.txt"),
    ),
    Raison(
        "T006 T009 T013 T012",
        "X018 X061",
        "the commune that one renames, or adds, is the one that the other's text names",
        ("T013-ville-entiere.txt", "X061-commune-ecorchee.txt"),
    ),
    Raison(
        "B007 B060 B074 B080 F015 F017 G014 P001 S045 S062 S064",
        "B007 B043 G015 N012 R020 S061",
        "two mistakes make a third: a mission is begun without need, a member too many makes a quorum, a date is told twice",
        ("S045-ecart-au-modele.txt", "S062-trop-de-voix.txt"),
    ),
    Raison(
        "C001 C002 C003 C004 C007 L001 L002 L015 L018 L042 L043 L062 P001 B018 L014 L016 L017 L040 L041",
        "A001",
        "what was accepted may be said of the text, or of the project, that is not read",
        ("A001-rien-a-accepter.txt", "L062-git.txt"),
    ),
    Raison(
        "E001 G003 L006 L062",
        "G015",
        "whose number it is needs the list of people, and that of their contacts",
        ("E001-nom-de-l-exemple.txt", "G015-contact-prive.txt"),
    ),
    Raison(
        "B017 B058 B059 B060 F002 B007 B053",
        "F034 F058 F059 A001",
        "the sum that a fiche repeats, or says that it has not, is the one that the other takes away or moves",
        ("B060-bloc-vide.txt", "F059-pas-encore-chiffree.txt"),
    ),
    Raison(
        "F011 F017 L001 P001",
        "B010 B041 B042 B060 F036 P010 R008 B020 B086 N013",
        "a fiche that goes to another mission, or is not read, takes its cost, its planning and its pilot with it",
        ("F011-mission-changee.txt", "F036-dites-une-fois.txt"),
    ),
    Raison(
        "G003",
        "F031 G003 G004 G021 G026",
        "the pilot whom one puts in the place of another is not the one whom the other is about",
        ("F031-pilote-de-tout.txt", "G003-pilote-injoignable.txt"),
    ),
    Raison(
        "S005 S013 S015 S016 S019 S021 S022 S029 S044 S020 S066",
        "G005 S061 S062 S063",
        "members whom one adds, or a share that it changes, move the votes and the quorum of the assembly of the other",
        ("S029-part.txt", "S061-quorum.txt"),
    ),
    Raison(
        "G013 X001",
        "S019",
        "the professions of the bureau need that of each",
        ("G013-profession.txt", "S019-professions-du-bureau.txt"),
    ),
    Raison(
        "G006 P010 G003",
        "G006 G010 B047 S021",
        "whoever was alone without a profession is alone no more, or comes to pilot",
        ("G006-pilote-sans-profession.txt", "G010-seul-sans-profession.txt"),
    ),
    Raison(
        "G018",
        "S017",
        "the member whom one makes the representative of another has two voices",
        ("G018-representant.txt", "S017-hors-du-conseil.txt"),
    ),
    Raison(
        "G025",
        "G024",
        "the days of signature that one adds are those that the other lacks",
        ("G024-projet-depose.txt", "G025-a-venir.txt"),
    ),
    Raison(
        "X011",
        "X010",
        "a short form whose meaning is given twice has one",
        ("X010-dit-par-la-cpts.txt", "X011-deux-lignes.txt"),
    ),
    Raison(
        "S052 S053",
        "S052 S053",
        "the document that one adds prints the text that the other writes",
        ("S052-acte-absent.txt", "S053-texte-sans-document.txt"),
    ),
    Raison(
        "X002 X055",
        "S053",
        "a table of figures that is not read is none that a document could print",
        ("S053-texte-sans-document.txt", "X055-deux-unites.txt"),
    ),
    Raison(
        "B031 B002",
        "B002 B003 B015 B030 B031 B034 X002",
        "a table that one takes away has no columns",
        ("B003-annee.txt", "B031-les-deux-tableaux.txt"),
    ),
    Raison(
        "B041 B055",
        "B039",
        "the sum that one types is the product that the other looks at, or the column where it is",
        ("B039-heures-par-taux.txt", "B055-annee-2.txt"),
    ),
    Raison(
        "R018 R021",
        "R018 R021",
        "when a mission begins, and by which fiche, is what both set",
        ("R018-fiche-apres-sa-mission.txt", "R021-deploiement-absent.txt"),
    ),
    Raison(
        "R006 R018",
        "R001 R006",
        "the year that one gives to a mission, the other pays",
        ("R006-derniere-annee.txt", "R018-fiche-apres-sa-mission.txt"),
    ),
    Raison(
        "S055",
        "G021",
        "whoever signs no more holds the letter no more",
        ("G021-tout-ce-qu-elle-tenait.txt", "S055-lettre-sans-signature.txt"),
    ),
    Raison(
        "F028",
        "F028",
        "weights are added up over a mission, whose total is told once",
        ("F028-deux-fiches.txt", "F028-poids.txt"),
    ),
    Raison(
        "X005",
        "A001 X005",
        "the acceptance that accepted nothing accepts what the other plants",
        ("A001-rien-a-accepter.txt", "X005-lien-sans-https.txt"),
    ),
    Raison(
        "G001 G005",
        "B054 G005 X002",
        "the fees of a collège need those who are in it, each once",
        ("B054-cotisations.txt", "G005-college.txt"),
    ),
    Raison(
        "C003",
        "B091",
        "the sum in the bank that is not read is the one that is compared",
        ("B091-solde-en-banque.txt", "C003-solde-illisible.txt"),
    ),
    Raison(
        "E001",
        "G021",
        "whom one puts in the place of the person of the example has not left",
        ("E001-nom-de-l-exemple.txt", "G021-tout-ce-qu-elle-tenait.txt"),
    ),
    Raison(
        "R021",
        "F053",
        "the day of deployment that one takes away is the one that the other is about",
        ("F053-deploiement.txt", "R021-deploiement-absent.txt"),
    ),
    Raison(
        "L001",
        "T007",
        "a commune in a file that is not read may be one of the territory",
        ("L001-utf-16.txt", "T007-code-inconnu.txt"),
    ),
    Raison(
        "L011 L014 L043",
        "L011 L041 L042 L075",
        "a table cut in two has other lines, and a note in a title another call",
        ("L011-ligne-a-tabulations.txt", "L014-tableau-coupe.txt"),
    ),
    Raison(
        "P004 P013 X001",
        "F035 P004 P013 R006",
        "the days of the letter and of the contract are compared two by two, and both mistakes set one",
        ("P004-lettre-apres-le-depot.txt", "P013-acceptee-sans-envoi.txt"),
    ),
    Raison(
        "S012",
        "S044",
        "how many administrators there may be is the sum of the seats that the other changes",
        ("S012-majorite.txt", "S044-trop-d-administrateurs.txt"),
    ),
    Raison(
        "X002",
        "S051",
        "the list of communes that one lays elsewhere is printed there",
        ("S051-communes-dans-un-texte.txt", "X002-tableau-mal-place.txt"),
    ),
    Raison(
        "X044",
        "S051 X044 X045",
        "the annex that one cites is the one that no text cited",
        ("X044-annexe-absente.txt", "X045-annexe-jamais-citee.txt"),
    ),
    Raison(
        "C003",
        "S057 S058",
        "days are counted against a delay, which must be a number",
        ("C003-delai-des-statuts.txt", "S057-assemblee-trop-tot.txt"),
    ),
)
"""What ``pourquoi`` says must stay true of each pair that it excuses: they are printed with it."""


def raison(ecart: Ecart) -> Raison | None:
    return next((one for one in RAISONS if one.vaut(ecart)), None)


@cache
def lues() -> LecturesPartagees:
    """What was read of the small project and of each mistake by itself: two mistakes together are seldom read anew."""
    return lectures_retenues()


def codes_dits(files: Files) -> Dits:
    return codes_par_fichier(files, lectures_retenues(lues()))


@cache
def seule(faute: str) -> Dits:
    return codes_par_fichier(edited(petit_projet(), read_case(faute).bad), lues())


def ensemble(fautes: Sequence[str]) -> Dits | None:
    """The findings of several mistakes; None when they cannot be made together."""
    files = petit_projet()
    try:
        for faute in fautes:
            files = edited(files, read_case(faute).bad)
    except (AssertionError, AttributeError, KeyError, ValueError, BadZipFile):
        return None
    return codes_dits(files)


def ecart(une: str, autre: str) -> Ecart | None:
    """How far two mistakes are from each; None when they are no pair."""
    both = None if clash(une, autre) else ensemble((une, autre))
    if both is None:
        return None
    each = seule(une) | seule(autre)
    lost = each - both
    if "renommer: " in read_case(une).bad + read_case(autre).bad:
        lost = frozenset(one for one in lost if one[1] not in codes(both))
    found = Ecart((une, autre), lost, codes(both) - codes(each))
    if found.nouveaux & ECRITS_DEUX_FOIS:
        return None
    if (found.tus or found.nouveaux) and ensemble((autre, une)) != both:
        return None
    return found


@cache
def _cells(faute: str) -> dict[tuple[str, str], str]:
    """Workbook and cell → what the mistake types there."""
    found: dict[tuple[str, str], str] = {}
    path = ""
    for line in read_case(faute).bad.splitlines():
        if line.endswith(".xlsx"):
            path = line
        cell = CELL.fullmatch(line)
        if cell:
            found[path, f"{cell['sheet']}!{cell['cell']}"] = cell["value"] or ""
    return found


def clash(une: str, autre: str) -> bool:
    here, there = _cells(une), _cells(autre)
    return any(here[cell] != there[cell] for cell in here.keys() & there.keys())


def codes(said: Iterable[tuple[str, str]]) -> frozenset[str]:
    return frozenset(code for _, code in said)


def toutes() -> list[tuple[str, str]]:
    return list(combinations(CASES, 2))


def tirees(seed: int, count: int) -> list[tuple[str, str]]:
    """Pairs drawn by their names: a case that is added changes few of them."""
    return sorted(toutes(), key=lambda pair: crc32(f"{seed} {pair}".encode()))[:count]


def ecarts(paires: Iterable[tuple[str, str]]) -> Iterator[Ecart]:
    """Of the pairs that are some, how far each is."""
    for une, autre in paires:
        found = ecart(une, autre)
        if found is not None:
            yield found


def main(seed: int, count: int) -> int:
    """``make preuves``: the pairs, all of them unless fewer are asked for; says how many hide something."""
    begun, times = time.perf_counter(), os.times()
    paires = tirees(seed, count) if count else toutes()
    tried = _one_by_one(paires) if count else _by_groups(seed)
    made, odd, unexplained = len(paires), 0, 0
    for found, no_pairs in tried:
        made -= no_pairs
        for one in found:
            why = raison(one)
            odd += 1
            unexplained += why is None
            print(f"{one} ({why.pourquoi if why else 'SANS RAISON'})", flush=True)
    share = odd / made if made else 0
    print(
        f"Paires de fautes : {made} essayées, {odd} où l'une change ce qui est dit de l'autre ({share:.2%}), "
        f"{unexplained} sans raison."
    )
    spent = sum(os.times()[:4]) - sum(times[:4])
    print(f"Graine {seed} ; {time.perf_counter() - begun:.0f} s, {spent:.0f} s de processeur.")
    return 0 if share <= TOLERATED and not unexplained else 1


def _one_by_one(paires: Iterable[tuple[str, str]]) -> Iterator[tuple[list[Ecart], int]]:
    for une, autre in paires:
        found = ecart(une, autre)
        yield [found] if found and (found.tus or found.nouveaux) else [], int(found is None)


def _by_groups(seed: int) -> Iterator[tuple[list[Ecart], int]]:
    from tests.groupes import tous_les_ecarts

    return tous_les_ecarts(CASES, seed, len(os.sched_getaffinity(0)))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
