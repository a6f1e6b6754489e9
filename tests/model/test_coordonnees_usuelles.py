"""What people plainly type of themselves, found by one more reader, and what stands beside it and is nobody's."""

from __future__ import annotations

import pytest

from pipeline.model.coordonnees import Domicile, Repertoire
from pipeline.model.coordonnees.adresses import voie

HOMES = (
    Domicile("1254 route départementale 930, 32360 Jegun", "Durand", "Paul"),
    Domicile("5 bis rue du 8-Mai-1945, 32000 Auch", "Petit", "Zoe"),
    Domicile("Au Barthas, 32300 Mirande", "Fable", "Sophie"),
)
MAILS = ("yfablier32@gmail.com", "drmirage@sfr.fr", "c.delafable@wanadoo.fr")
CONNUS = Repertoire(
    prives={
        **{mail: mail for mail in MAILS},
        **{" ".join(voie(home.adresse)): home.adresse for home in HOMES},
    },
    domiciles=HOMES,
)


@pytest.mark.parametrize(
    "words",
    [
        "Écrire à marie.dupontàwanadoo.fr.",
        "c.delafableàwanadoo.fr",
        "(lea.hyperboleàwanadoo.fr)",
        "marie.dupont AROBASEgmail.com",
        "Adresse gmail : yfablier32",
        "Boîte Gmail : yfablier32.",
        "Gmail : marie.dupont32",
        "yfablier32, chez Google.",
        "yfablier32 (Gmail)",
        "drmirage sur SFR.",
        "marie.dupont (chez wanadoo)",
        "Claire, lieu et date de naissance : Toulouse, 12 avril 1978.",
        "Claire : naissance à Toulouse le 14 avril 1978.",
        "Naissance : Toulouse, 12/04/1978.",
        "Naissance de Claire le 13 avril 1978.",
        "naissance : le 12 avril 1978.",
        "(Claire, naissance à Toulouse, 12 avr. 78)",
        "Rosa naît le 15 avril 1978.",
        "Née un mercredi, le 16 avril 1978.",
        "Claire a vu le jour à Toulouse le 17 avril 1978.",
        "DN : 18 avril 1978.",
        "Date de naissance 19780412.",
        "Claire, DDN 19780412.",
        "Claire, née le 12041978.",
        "| Qui | Naissance |\n|---|---|\n| Claire | 19780412 |",
        "| Qui | Jour de naissance | Année |\n|---|---|---|\n| Claire | 12 avril | 1978 |",
        "| Qui | Date de naissance |\n|---|---|\n| Claire | 28592 |",
        "Claire a eu 48 ans le 12 avril.",
        "Rosa (19 avril 1978, 48 ans)",
        "Claire (12/04/1978, 48 ans)",
        "Anniversaire de Claire : 12/04.",
        "Claire soufflera ses cinquante bougies le 12 avril 2028",
        "On fête Claire le 12 avril : elle aura 50 ans.",
        "N° d'assuré social 2 78 04 32 013 042.",
        "N° d'assuré 2 78 04 32 013 042.",
        "Carte Vitale 2 78 04 32 013 042.",
        "NSS : 2780432013049",
        "Numéro d'assurance maladie : 2 78 04 32 013 042",
        "NNI 2780432013049",
        "Matricule 2 78 04 32 013 042",
        "Immatriculée sous le 2 78 04 32 013 042",
        "Guichet 00001, banque 30004, compte 00000123456, clé 17.",
        "Compte 00000123456, clé 17, banque 30004, guichet 00001.",
        "Compte 00000123437 74, Crédit d'Exemple (banque 30004, guichet 00001).",
        "IBAN FR76 3000 4000 0100 (Crédit d'Exemple) 00012345617",
        "- IBAN : FR763000400001\n- suite : 0000012345617",
        "IBAN : FR763000400001, suite : 0000012341737",
        "1. code banque : 30004\n2. code guichet : 00001\n3. numéro de compte : 00000123447\n4. clé : 44",
        "1254 D930",
        "1254 D 930",
        "1254 RD 930, à Jegun",
        "1254 RD 930, 32360 Jegun",
        "1254 route D 930",
        "1254 route dép. 930",
        "1254, route départementale 930",
        "5B, rue du Huit-Mai 1945.",
        "5 ter, rue du 8/5/1945",
        "5 bis rue du Huit-Mai-1945",
        "5 bis rue du 8 mai.",
        "Le groupe se réunit au Barthas, à Mirande.",
        "au lieu dit « Le Barthas », à Mirande",
        "Portable du pilote : 6,47315305E+08.",
        "Dermatologue | 6,47315404E+08",
        "- Rose, 06 47\n- et 31 53 17",
        "- Rose : 06 47\n- puis 31 53 17",
        "- Rose : 06 47 31\n- fin : 55 19",
        "Courriel : zoe.petitàfree.fr",
        "Compte Wanadoo : zoe.petit",
        "Adresse hotmail : zpetit12",
        "paul.durand (chez orange)",
        "Née un beau dimanche, le 3 mai 1961.",
        "Date et lieu de naissance : Auch, 3 mai 1961.",
        "DDN : 03051961",
        "Paul fêtera ses soixante ans le 3 mai.",
        "Anniversaire de Paul : 3 mai",
        "N° assurée sociale : 1 61 05 32 013 042",
        "Clé 17, compte 00000123456, guichet 00001, banque 30004.",
        "IBAN FR76 3000 4000 0100, puis 00012345617",
        "1254 route départementale n° 930",
        "5 bis, rue du huit mai 1945",
        "- Rose : 06 47 31\n- suite : 53 17",
        "Portable 6.47315305E+08",
    ],
)
def test_what_somebody_types_of_a_person_is_found(words: str) -> None:
    assert CONNUS.sensibles(words)


@pytest.mark.parametrize(
    "words",
    [
        "La pharmacie d'en face, déjà là, voilà tout.fr",
        "Le taux de naissances passe à 12 345 en 1998.",
        "L'association, naissance le 12 avril 2019.",
        "La CPTS naît le 12 avril 2019.",
        "L'association a vu le jour le 3 mai 1998.",
        "| Commune | Naissances |\n|---|---|\n| Auch | 28592 |",
        "| Commune | Naissances |\n|---|---|\n| Auch | 12 |",
        "Les patients auront 65 ans le 1er janvier 2027.",
        "L'association aura 20 ans le 12 avril.",
        "Toute personne de 65 ans le 12 avril.",
        "Anniversaire du contrat : 12/04.",
        "Anniversaire de la CPTS : 12 avril.",
        "SIRET 278 043 201 30042.",
        "Matricule 2 78 15 32 013 042 12.",
        "Banque : Crédit d'Exemple, guichet ouvert du 12 au 15, compte 12345, clé 12.",
        "Route D930, sortie Jegun.",
        "1254 habitants le long de la D 930.",
        "Au 8 mai 2027, 5 rues sont refaites.",
        "Le groupe se réunit à Mirande.",
        "Le Barthas est un lieu-dit voisin de Jegun.",
        "Budget : 6,47E+08 euros.",
        "- Cantons : 06 et 07\n- lits : 31",
        "- 2026\n- et 2027",
        "Gmail : une boîte de la CPTS.",
        "Orange : 2 antennes.",
        "La messagerie Orange : voir le guide.",
        "Google : recherche.",
        "Le bail (12 avril 1978, 48 ans plus tôt).",
        "Nous écrirons à 12h.",
        "matricule 2026 04 12 345 678.",
        "N° d'assuré : à demander.",
    ],
)
def test_what_is_nobody_s_stays_silent(words: str) -> None:
    assert CONNUS.sensibles(words) == ()


@pytest.mark.parametrize(
    ("titre", "cell", "told"),
    [
        ("Date de naissance", "19780412", True),
        ("Date de naissance", "28592", True),
        ("Né le", "12 avril", True),
        ("DDN", "12041978", True),
        ("Naissances", "28592", False),
        ("Naissances en 2024", "1203", False),
        ("Date de naissance", "99999", False),
        ("Populations", "19780412", False),
    ],
)
def test_a_day_of_birth_is_known_by_the_title_of_its_column(
    titre: str, cell: str, told: bool
) -> None:
    assert bool(CONNUS.sensibles(cell, titre)) is told


def test_a_text_that_ends_within_the_name_of_a_street_is_read() -> None:
    for text in ("5 rue du 8", "au 5, rue du 8 mai", "Rue du 8-Mai, 5", "rue du 8 Mai"):
        CONNUS.sensibles(text)
