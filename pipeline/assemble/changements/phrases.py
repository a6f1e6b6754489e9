"""Each change in one sentence, without its full stop: a function by kind of thing, found by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from pipeline.assemble.changements.mots import (
    annees,
    bloc,
    difference,
    droit,
    liste,
    montants,
    mot,
    passage,
)
from pipeline.model.budget import SOLDE_EN_BANQUE
from pipeline.model.changement import ALLURE, ALLURE_COMMUNE, Change
from pipeline.model.langue.francais import euros, majuscule, nombre, pluriel
from pipeline.model.mission import PAR_CLE
from pipeline.model.motif import motif

ORIGINE_DATES = {
    "lettre_intention": "Envoi de la lettre d'intention",
    "lettre_acceptee": "Accord sur la lettre d'intention",
    "declaration": "Déclaration de l'association",
    "depot": "Dépôt du projet à l'ARS",
    "validation": "Validation du projet",
    "signature": "Signature du contrat",
    "effet": "Prise d'effet du contrat",
}
REGLAGES = {
    "variable_prorata": "Volet variable de la première année compté au prorata",
    "delai_avances": "Délai des avances, en mois",
    "delai_soldes": "Délai des soldes, en mois",
    "solde_ouverture": "Solde d'ouverture",
    "snp_specifique": "Financement spécifique des soins non programmés",
}
CHAMPS = {
    "nom_complet": "nom",
    "mode_exercice": "mode d'exercice",
    "college": "collège",
    "qualite": "qualité",
    "adhesion": "adhésion",
    "signature": "signature du projet",
    "parti_le": "départ",
    "orientations_prs": "orientations du PRS",
    "priorite": "priorité",
    "cls": "contrat local de santé",
    "cts": "conseil territorial de santé",
    "definition": "définition",
    "frequence": "fréquence",
    "depart": "point de départ",
    "sans_cible": "absence de cible",
    "base_variable": "base du volet variable",
    "theme": "thème",
    "sous_mission": "sous-mission",
    "etalement": "étalement",
    "telephone": "téléphone de la CPTS",
    "courriel": "adresse électronique de la CPTS",
    "site": "site de la CPTS",
    "departement": "département",
    "region": "région",
    "epci": "intercommunalité",
    "sans_brouillons": "sans brouillons",
    "sans_pages": "sans numéros de page",
    "etapes": "étapes",
    "annee": "année du chiffre",
    "etape": "étape",
    "publique": "diffusion publique",
    "demarrage": "démarrage",
    "deploiement": "déploiement",
    "depenses": "dépenses",
}
PARTIES = {
    "diagnostic": "Diagnostic",
    "missions": "Missions",
    "organisation": "Organisation",
    "annexes": "Annexes",
    "actes": "Actes",
    "conventions": "Conventions",
    "textes": "Textes",
}
SHOWN = 3


def en_mots(change: Change) -> str:
    return PHRASES[change.sujet](change)


def champ(name: str) -> str:
    return CHAMPS.get(name, name)


def _amounts(value: object) -> tuple[Decimal, ...]:
    return value if isinstance(value, tuple) else ()


def _added(change: Change) -> bool:
    return change.avant is None


def _quoted(text: str) -> str:
    return f"« {text} »"


# --- projet.yaml, people --------------------------------------------------------------------------------------------


def _champ_du_projet(change: Change) -> str:
    return f"{majuscule(champ(change.nom[0]))} : {passage(change.avant, change.apres)}"


def _version(change: Change) -> str:
    if change.avant is not None and change.apres is not None:
        return f"Suivi des versions, {change.nom[0]} : ligne changée"
    verb = "ajoutée" if _added(change) else "retirée"
    return f"Suivi des versions, {change.nom[0]} {verb} : {mot(change.apres or change.avant)}"


def _validation(change: Change) -> str:
    if change.avant is not None and change.apres is not None:
        return f"Validation de « {change.nom[0]} » : ligne changée"
    verb = "ajoutée" if _added(change) else "retirée"
    return f"Validation de « {change.nom[0]} » {verb} : {mot(change.apres or change.avant)}"


def _signataires(change: Change) -> str:
    return f"Signataires : {passage(change.avant, change.apres)}"


def _pressentis(change: Change) -> str:
    return f"Engagements attendus, {change.nom[0]} : {passage(change.avant, change.apres)}"


def _orientation(change: Change) -> str:
    return f"Orientation {change.nom[0]} : {passage(change.avant, change.apres)}"


def _mission(change: Change) -> str:
    name = bloc(change.nom[0])
    return f"Mission retenue : {name}" if _added(change) else f"Mission abandonnée : {name}"


def _date_du_contrat(change: Change) -> str:
    return f"{ORIGINE_DATES[change.nom[0]]} : {passage(change.avant, change.apres)}"


def _date_de_mission(change: Change) -> str:
    titre, name = change.nom
    return f"{titre}, {champ(name)} : {passage(change.avant, change.apres)}"


def _reglage(change: Change) -> str:
    return (
        f"{REGLAGES[change.nom[0]]} : {passage(_money(change, 'avant'), _money(change, 'apres'))}"
    )


def _money(change: Change, side: str) -> object:
    value = getattr(change, side)
    return (
        euros(value) if change.nom == ("solde_ouverture",) and isinstance(value, Decimal) else value
    )


def _scenario(change: Change) -> str:
    name = _quoted(change.nom[0])
    if change.avant is None:
        return f"Scénario ajouté : {name} ({_shares(change.apres)})"
    if change.apres is None:
        return f"Scénario retiré : {name} ({_shares(change.avant)})"
    return f"Scénario {name} : {_shares(change.avant)} → {_shares(change.apres)}"


def _benevolat(change: Change) -> str:
    """« Bénévolat de 2027, réunions : 120 heures à 25 € → 140 heures à 25 € »."""
    year, purpose = change.nom
    what = f"Bénévolat de {year}, {purpose}" if purpose else f"Bénévolat de {year}"
    return f"{what} : {_hours(change.avant)} → {_hours(change.apres)}"


def _hours(value: object) -> str:
    if not isinstance(value, tuple):
        return "non déclaré"
    heures, taux = value
    return f"{nombre(heures)} heures à {euros(taux)}"


def _shares(value: object) -> str:
    first, *apart = value if isinstance(value, tuple) else ("0",)
    words = [_share_or_hypothesis(*one.split("=", 1)) for one in apart]
    return ", ".join([f"volet variable à {_percent(first)}", *words])


HYPOTHESES = {
    "refus": "sans {}",
    "report": "dépenses reportées : {}",
    "taille": "taille {}",
    "demandees": "sommes demandées comptées",
}


def _share_or_hypothesis(name: str, value: str) -> str:
    if name in HYPOTHESES:
        return HYPOTHESES[name].format(value)
    return f"{bloc(name)} à {_percent(value)}"


def _percent(share: str) -> str:
    rate = (Decimal(share) * 100).normalize()
    return f"{rate:f}".replace(".", ",") + " %"


def _commune(change: Change) -> str:
    value = change.apres if _added(change) else change.avant
    inhabitants = f"{nombre(value)} habitants" if isinstance(value, int) else "population inconnue"
    return f"Commune {'ajoutée' if _added(change) else 'retirée'} : {change.nom[0]} ({inhabitants})"


def _champ_nomme(change: Change) -> str:
    return f"{change.nom[0]}, {champ(change.nom[1])} : {passage(change.avant, change.apres)}"


def _seuil(change: Change) -> str:
    return f"Réglage {change.nom[0]} : {passage(change.avant, change.apres)}"


def _personne(change: Change) -> str:
    if _added(change):
        return f"{_apart(change.nom[0])} entre dans la liste"
    return f"{_apart(change.nom[0])} ne figure plus dans la liste"


def _apart(designation: str) -> str:
    """« Yann Fablier, masseur-kinésithérapeute, »: a profession stands between two commas."""
    return f"{designation}," if ", " in designation else designation


def _champ_legal(change: Change) -> str:
    return f"Plafond annuel de la Sécurité sociale {change.nom[0]} : {_euros(change.avant)} → {_euros(change.apres)}"


def _euros(value: object) -> str:
    return euros(value) if isinstance(value, Decimal) else mot(value)


def _bareme_montants(change: Change) -> str:
    cle, name, volet = change.nom
    sizes = zip(_amounts(change.avant), _amounts(change.apres), strict=False)
    moved = [
        f"taille {size}, {euros(old)} → {euros(new)} {difference(old, new)}"
        for size, (old, new) in enumerate(sizes, 1)
        if old != new
    ]
    return f"Barème {cle}, {droit(name, volet)} : {' ; '.join(moved) or passage(None, None)}"


def _bareme_connu(change: Change) -> str:
    return f"Barème {change.nom[0]} : {'connu désormais' if _added(change) else 'plus connu'}"


# --- fiches ---------------------------------------------------------------------------------------------------------


def _fiche_card(nom: Sequence[str]) -> str:
    cle, titre, mission, pilote = nom
    about = ", ".join(
        filter(
            None, [bloc(mission) if mission in PAR_CLE else mission, pilote and f"pilote {pilote}"]
        )
    )
    return f"{cle}, {_quoted(titre)}" + (f" ({about})" if about else "")


def _fiche_ajoutee(change: Change) -> str:
    return f"Nouvelle fiche : {_fiche_card(change.nom)}"


def _fiche_scindee(change: Change) -> str:
    return f"{change.nom[0]} est scindée : une partie passe dans la nouvelle fiche {_fiche_card(change.nom[1:])}"


def _fiche_copiee(change: Change) -> str:
    return f"Nouvelle fiche, reprise de {change.nom[0]} : {_fiche_card(change.nom[1:])}"


def _fiche_retiree(change: Change) -> str:
    return f"Fiche retirée : {change.nom[0]}, {_quoted(change.nom[1])}"


def _fiche_fondue(change: Change) -> str:
    return f"Fiche retirée : {change.nom[0]}, {_quoted(change.nom[1])} ; {change.nom[2]} en reprend le texte"


def _code(change: Change) -> str:
    return f"{change.avant} devient {change.apres}, {_quoted(change.nom[0])}"


def _champ_de_fiche(change: Change) -> str:
    cle, name = change.nom
    if name == "mission":
        sides = [bloc(str(value)) if value else None for value in (change.avant, change.apres)]
        return f"{cle}, mission : {passage(*sides)}"
    return f"{cle}, {champ(name)} : {passage(change.avant, change.apres)}"


def _liste_de_fiche(change: Change) -> str:
    cle, name = change.nom
    return f"{cle}, {champ(name)} : {_moved(change)}"


def _moved(change: Change) -> str:
    """« retiré : x ; ajouté : y »."""
    parts = [("retiré", change.avant), ("ajouté", change.apres)]
    return " ; ".join(f"{word} : {mot(values)}" for word, values in parts if values)


def _sous_action(change: Change) -> str:
    cle, action, what = change.nom
    return f"{cle}, sous-action {_quoted(action)} : {what}, {passage(change.avant, change.apres)}"


def _etape(change: Change) -> str:
    cle, step = change.nom
    return f"{cle}, planning, {_quoted(step)} : {passage(change.avant, change.apres)}"


def _rubriques(change: Change) -> str:
    return f"{change.nom[0]} : {_count('rubrique changée', 'rubriques changées', change.apres)}"


def _count(one: str, many: str, names: object) -> str:
    """« une rubrique changée, Objectifs », « 2 rubriques changées, Objectifs et Budget »."""
    titles = [title or "introduction" for title in (names if isinstance(names, tuple) else ())]
    head = f"une {one}" if len(titles) == 1 else f"{len(titles)} {many}"
    return f"{head}, {liste(titles)}"


def _indicateur(change: Change) -> str:
    cle, name = change.nom
    if change.apres is None:
        return f"{cle} : indicateur retiré, {_quoted(name)}"
    kind, sens, *targets = change.apres if isinstance(change.apres, tuple) else ("", "")
    about = ", ".join(filter(None, (str(kind), str(sens))))
    said = " ; ".join("année {}, {}".format(*str(one).split("=", 1)) for one in targets)
    return (
        f"{cle} : nouvel indicateur, {_quoted(name)}"
        + (f" ({about})" if about else "")
        + (f" ; cibles : {said}" if said else "")
    )


def _indicateur_deplace(change: Change) -> str:
    return f"{_quoted(change.nom[0])} passe de {change.avant} à {change.apres}"


def _nom_indicateur(change: Change) -> str:
    return f"{change.nom[0]} : {_quoted(str(change.avant))} devient {_quoted(str(change.apres))}"


def _cible(change: Change) -> str:
    cle, name, year = change.nom
    return (
        f"{cle}, {_quoted(name)} : cible de l'année {year}, {passage(change.avant, change.apres)}"
    )


def _champ_indicateur(change: Change) -> str:
    cle, name, what = change.nom
    return f"{cle}, {_quoted(name)} : {champ(what)}, {passage(change.avant, change.apres)}"


# --- workbook -------------------------------------------------------------------------------------------------------


def _annees_du_budget(change: Change) -> str:
    return f"Années du budget : {passage(change.avant, change.apres)}"


def _somme(change: Change) -> str:
    cle, side = change.nom
    return f"{bloc(cle) if cle else 'Total'} : {champ(side)}, {annees(_amounts(change.avant), _amounts(change.apres))}"


def _cout(change: Change) -> str:
    return f"{change.nom[0]} : dépenses, {annees(_amounts(change.avant), _amounts(change.apres))}"


def _ligne(change: Change) -> str:
    cle, side, label, kind, fiche = change.nom
    about = ", ".join(filter(None, (kind, fiche)))
    amounts = montants(_amounts(change.apres if _added(change) else change.avant)) or euros(
        Decimal(0)
    )
    verb = "ajoutée" if _added(change) else "retirée"
    return f"{bloc(cle)}, {side} {verb} : {_quoted(label)} ({about}) : {amounts}"


def _bloc_de_ligne(change: Change) -> str:
    _cle, side, label = change.nom
    return f"{majuscule(side)} {_quoted(label)} : passe de {bloc(str(change.avant))} à {bloc(str(change.apres))}"


def _place(change: Change) -> str:
    cle, side, label = change.nom[:3]
    return f"{bloc(cle)}, {side} {_quoted(label)}"


def _montants_de_ligne(change: Change) -> str:
    return f"{_place(change)} : {annees(_amounts(change.avant), _amounts(change.apres))}"


def _champ_de_ligne(change: Change) -> str:
    return f"{_place(change)} : {champ(change.nom[3])}, {passage(change.avant, change.apres)}"


def _calcul(change: Change) -> str:
    return f"{_place(change)} : calcul, {_why(change.avant)} → {_why(change.apres)}"


def _why(value: object) -> str:
    """« 72 heures × 50 €, + 2 % par an »."""
    quantity, unit, cost, later = value if isinstance(value, tuple) and value else ("",) * 4
    said = [f"{_how_many(quantity, unit)} × {_price(cost)}"] if quantity or cost else []
    return ", ".join([*said, *([later] if later else [])]) or "rien"


def _how_many(quantity: str, unit: str) -> str:
    if not quantity:
        return f"? {unit}".rstrip()
    number = Decimal(quantity)
    return f"{mot(number)} {pluriel(unit) if number >= 2 else unit}".rstrip()


def _price(cost: str) -> str:
    return euros(Decimal(cost)) if cost else "?"


def de_la_meme_ligne(un: Change, autre: Change) -> str:
    """What else changed of a line of the workbook just told, to stand after a semicolon; nothing of another line."""
    if not {un.sujet, autre.sujet} <= OF_LINE or un.nom[:3] != autre.nom[:3]:
        return ""
    return en_mots(autre).removeprefix(f"{_place(autre)} : ")


OF_LINE = {"montants de ligne", "champ de ligne", "calcul de ligne"}


def _parametre(change: Change) -> str:
    name = PARAMETRES.get(change.nom[0], change.nom[0])
    sides = (_number(change.avant), _number(change.apres))
    return f"Feuille Paramètres, {_quoted(name)} : {passage(*sides)}"


PARAMETRES = {
    "taille": "Taille",
    "bareme": "Barème",
    "effet": "Début du contrat",
    "missions": "Missions du barème",
}


def _number(value: object) -> object:
    """A number typed in a cell, as numbers are printed."""
    text = str(value or "")
    return Decimal(text) if NUMBER.fullmatch(text) else value


NUMBER = motif(r"[0-9]+(?:\.[0-9]+)?")


def _virement(change: Change) -> str:
    de, vers, year, why = change.nom
    head = f"Virement de {bloc(de)} à {bloc(vers)}, année {year}" + (
        f", {_quoted(why)}" if why else ""
    )
    old, new = (
        value if isinstance(value, Decimal) else Decimal(0)
        for value in (change.avant, change.apres)
    )
    return f"{head} : {euros(old)} → {euros(new)} {difference(old, new)}"


def _registre(change: Change) -> str:
    return f"Registre des indemnités : {annees(_amounts(change.avant), _amounts(change.apres))}"


def _lignes_du_registre(change: Change) -> str:
    """How many lines, and nothing of what they say: the register is private."""
    lines = "une ligne changée" if change.apres == 1 else f"{change.apres} lignes changées"
    return f"Registre des indemnités : {lines}, pour les mêmes sommes"


def _dit_du_realise(change: Change) -> str:
    """The proof or the comment of a sum, from the one to the other."""
    cle, poste, label, month = change.nom
    word = change.sujet.removesuffix(" du réalisé")
    said = passage(change.avant, change.apres)
    return f"{bloc(cle)}, {poste}, {_quoted(label)}, {month} : {word}, {said}"


def _solde_en_banque(change: Change) -> str:
    old, new = (
        _euros(amount) if isinstance(amount, Decimal) else "non noté"
        for amount in (change.avant, change.apres)
    )
    return f"Solde en banque, {change.nom[0]} : {old} → {new}"


def _operation(change: Change) -> str:
    cle, poste, label, month = change.nom
    amount = change.apres if _added(change) else change.avant
    verb = "dépensés" if change.sujet == "dépense réalisée" else "reçus"
    gone = "" if _added(change) else ", ligne retirée"
    return f"{bloc(cle)}, {poste}, {_quoted(label)}, {month} : {_euros(amount)} {verb}{gone}"


def _mesure(change: Change) -> str:
    fiche, name, year = change.nom
    return f"{fiche}, {_quoted(name)}, année {year} : mesure, {passage(change.avant, change.apres)}"


def _reunion(change: Change) -> str:
    said = passage(change.avant, change.apres)
    return f"Réunion sur les indicateurs, {change.nom[0]} : {said}"


def _suivi(change: Change) -> str:
    fiche, year = change.nom
    if change.avant is not None and change.apres is not None:
        return f"Suivi de {fiche} en {year} : texte changé"
    return f"Suivi de {fiche} en {year} {'ajouté' if _added(change) else 'retiré'}"


def _somme_realisee(change: Change) -> str:
    name, year = change.nom
    old, new = change.avant, change.apres
    gap = difference(old, new) if isinstance(old, Decimal) and isinstance(new, Decimal) else ""
    where = f", année {year}" if year != "0" else ", hors des années du budget"
    return f"{majuscule(name)}{where} : {_euros(old)} → {_euros(new)} {gap}"


# --- texts ----------------------------------------------------------------------------------------------------------


def _valeur_statuts(change: Change) -> str:
    return f"Valeur {change.nom[0]} : {passage(change.avant, change.apres)}"


def _poste(change: Change) -> str:
    return f"Bureau, {change.nom[0]} : {passage(change.avant, change.apres)}"


def _administrateurs(change: Change) -> str:
    return f"Conseil d'administration : {_moved(change)}"


def _college(change: Change) -> str:
    if change.avant is not None and change.apres is not None:
        return f"{change.nom[0]} : description, sièges ou cotisation changés"
    return f"{'Collège ajouté' if _added(change) else 'Collège retiré'} : {change.nom[0]}"


def _article_name(nom: Sequence[str]) -> str:
    text, number, titre = nom
    return f"{text}, article {number} — {titre}" if number != "0" else f"{text}, {titre}"


def _origine_article(change: Change) -> str:
    return (
        f"{_article_name(change.nom)} : source ou écarts au modèle publié, qui ne s'impriment pas"
    )


def _article(change: Change) -> str:
    return f"{_article_name(change.nom)} : {'ajouté' if _added(change) else 'supprimé'}"


def _article_modifie(change: Change) -> str:
    renamed = (
        f" (titre : {passage(change.avant, change.apres)})" if change.avant != change.apres else ""
    )
    return f"{_article_name(change.nom)} : modifié{renamed}"


def _numero(change: Change) -> str:
    return f"{_article_name(change.nom)} : ancien article {change.avant}"


def _chapitre(change: Change) -> str:
    part, titre = change.nom
    return (
        f"{PARTIES[part]}, chapitre {'ajouté' if _added(change) else 'retiré'} : {_quoted(titre)}"
    )


def _of_chapter(change: Change) -> str:
    part, titre = change.nom
    return f"{PARTIES[part]}, {_quoted(titre)}"


def _ou_est_imprime(change: Change) -> str:
    sides = (_printed_in(change.avant), _printed_in(change.apres))
    return f"{_of_chapter(change)} : {' → '.join(sides)}"


def _printed_in(titres: object) -> str:
    """« dans tous les documents », « dans « Livret des maires » seulement »."""
    if not isinstance(titres, tuple) or not titres:
        return "dans tous les documents"
    return f"dans {liste([_quoted(str(titre)) for titre in titres])} seulement"


def _sections(change: Change) -> str:
    return f"{_of_chapter(change)} : {_count('section changée', 'sections changées', change.apres)}"


def _titre_chapitre(change: Change) -> str:
    return f"{PARTIES[change.nom[0]]}, titre de chapitre : {_quoted(str(change.avant))} → {_quoted(str(change.apres))}"


def _besoin(change: Change) -> str:
    return f"Besoin {change.nom[0]} {'ajouté' if _added(change) else 'retiré'} : {mot(change.apres or change.avant)}"


def _champ_de_besoin(change: Change) -> str:
    return f"Besoin {change.nom[0]}, {champ(change.nom[1])} : {passage(change.avant, change.apres)}"


def _tableau_donnees(change: Change) -> str:
    return f"Tableau {change.nom[0]}.csv {'ajouté' if _added(change) else 'retiré'}"


def _ligne_donnees(change: Change) -> str:
    name, label = change.nom
    return f"{name}.csv : ligne {'ajoutée' if _added(change) else 'retirée'}, {_quoted(label)}"


def _case(change: Change) -> str:
    name, label, title = change.nom
    return f"{name}.csv, {_quoted(label)} : {title}, {passage(change.avant, change.apres)}"


def _sigle(change: Change) -> str:
    return f"Sigle {change.nom[0]} : {passage(change.avant, change.apres)}"


def _accepte(change: Change) -> str:
    code, path, why = change.nom
    return f"Constat {code} {'accepté' if _added(change) else 'plus accepté'} dans {path} ({why})"


# --- documents ------------------------------------------------------------------------------------------------------


def _document(change: Change) -> str:
    return f"Document {'ajouté' if _added(change) else 'retiré'} : {_quoted(change.nom[0])}"


def _champ_de_document(change: Change) -> str:
    return f"Document {_quoted(change.nom[0])} : {champ(change.nom[1])}, {passage(change.avant, change.apres)}"


def _charte(change: Change) -> str:
    return f"Charte graphique, {change.nom[0]} : {passage(change.avant, change.apres)}"


def _gabarit(change: Change) -> str:
    return f"Gabarit {'ajouté' if _added(change) else 'retiré'} : {change.nom[0]}"


def _used(titres: Sequence[str]) -> str:
    return f" ; il met en page {liste([_quoted(titre) for titre in titres])}" if titres else ""


def _allure(change: Change) -> str:
    name, *used = change.nom
    return f"Gabarit {name} : {_look(change)}{_used(used)}"


def _allure_commune(change: Change) -> str:
    return f"{len(change.nom)} gabarits ({_first(change.nom)}) : {_look(change)}"


def _look(change: Change) -> str:
    styles = [style for _none, style in change.phrases]
    shown = _first(styles)
    where = f"dans {len(styles)} styles ({shown})" if len(styles) > 1 else f"dans le style {shown}"
    old, new = str(change.avant), str(change.apres)
    return f"{old or 'rien'} → {_but_for_what_is_said(old, new) or 'rien'} {where}"


def _first(names: Sequence[str]) -> str:
    return ", ".join(names[:SHOWN]) + ("…" if len(names) > SHOWN else "")


def _but_for_what_is_said(old: str, new: str) -> str:
    """« 0B5D3B » of « couleur 0B5D3B » after « couleur 0F4C5C »: what both begin with is said once."""
    left, come = old.split(" "), new.split(" ")
    while len(come) > 1 and left and left[0] == come[0]:
        left, come = left[1:], come[1:]
    return " ".join(come)


def _texte_de_gabarit(change: Change) -> str:
    name, part, *used = change.nom
    return f"Gabarit {name} : texte changé ({part.lower()}){_used(used)}"


def _mise_en_page(change: Change) -> str:
    name, what, *used = change.nom
    words = {
        "page": "page ou marges changées",
        "images": "images changées",
        "listes": "listes changées",
    }
    return f"Gabarit {name} : {words[what]}{_used(used)}"


def _style(change: Change) -> str:
    name, style = change.nom
    return f"Gabarit {name} : style {'ajouté' if _added(change) else 'retiré'}, {style}"


def _image(change: Change) -> str:
    return f"Image {'ajoutée' if _added(change) else 'retirée'} : {change.nom[0]}"


def _simple(text: str) -> Callable[[Change], str]:
    def say(change: Change) -> str:
        return text.format(*change.nom)

    return say


def _valued(text: str) -> Callable[[Change], str]:
    def say(change: Change) -> str:
        return f"{text} : {passage(change.avant, change.apres)}"

    return say


PHRASES: Mapping[str, Callable[[Change], str]] = {
    "version": _version,
    "champ du projet": _champ_du_projet,
    "signataires": _signataires,
    "orientation": _orientation,
    "pressentis": _pressentis,
    "barème": _valued("Barème"),
    "taille": _valued("Taille déclarée"),
    "mission": _mission,
    "date du contrat": _date_du_contrat,
    "date de mission": _date_de_mission,
    "réglage": _reglage,
    "crises graves": _valued("Crises graves reconnues"),
    "changements annoncés": _valued("Changements de taille ou de barème annoncés"),
    "scénario": _scenario,
    "bénévolat": _benevolat,
    "commune": _commune,
    "champ de commune": _champ_nomme,
    "personne": _personne,
    "champ de personne": _champ_nomme,
    "seuil": _seuil,
    "modèle de statuts": _valued("Modèle de statuts suivi"),
    "lignes du registre": _lignes_du_registre,
    "commentaire du réalisé": _dit_du_realise,
    "pièce du réalisé": _dit_du_realise,
    SOLDE_EN_BANQUE: _solde_en_banque,
    "origine d'article": _origine_article,
    "plafond": _champ_legal,
    "montants du barème": _bareme_montants,
    "barème connu": _bareme_connu,
    "règle du contrat": _champ_du_projet,
    "délais des missions": _simple("Délais de démarrage ou de déploiement des missions changés"),
    "fiche ajoutée": _fiche_ajoutee,
    "fiche scindée": _fiche_scindee,
    "fiche copiée": _fiche_copiee,
    "fiche retirée": _fiche_retiree,
    "fiche fondue": _fiche_fondue,
    "code de fiche": _code,
    "champ de fiche": _champ_de_fiche,
    "liste de fiche": _liste_de_fiche,
    "date de fiche": _champ_nomme,
    "sous-action": _sous_action,
    "étape": _etape,
    "rubriques": _rubriques,
    "indicateur": _indicateur,
    "indicateur déplacé": _indicateur_deplace,
    "nom d'indicateur": _nom_indicateur,
    "cible": _cible,
    "champ d'indicateur": _champ_indicateur,
    "années du budget": _annees_du_budget,
    "somme": _somme,
    "coût de fiche": _cout,
    "ligne": _ligne,
    "bloc de ligne": _bloc_de_ligne,
    "montants de ligne": _montants_de_ligne,
    "champ de ligne": _champ_de_ligne,
    "calcul de ligne": _calcul,
    "paramètre": _parametre,
    "virement": _virement,
    "registre": _registre,
    "dépense réalisée": _operation,
    "recette réalisée": _operation,
    "somme réalisée": _somme_realisee,
    "mesure": _mesure,
    "réunion": _reunion,
    "suivi": _suivi,
    "valeur des statuts": _valeur_statuts,
    "poste du bureau": _poste,
    "administrateurs": _administrateurs,
    "collège": _college,
    "listes des statuts": _simple("Professions ou instances des statuts changées"),
    "article": _article,
    "article modifié": _article_modifie,
    "numéro d'article": _numero,
    "chapitre": _chapitre,
    "ordre des chapitres": lambda change: f"{PARTIES[change.nom[0]]} : ordre des chapitres changé",
    "titre de chapitre": _titre_chapitre,
    "documents d'un chapitre": _ou_est_imprime,
    "en-tête de chapitre": lambda change: f"{_of_chapter(change)} : en-tête changé",
    "sections": _sections,
    "ordre des sections": lambda change: f"{_of_chapter(change)} : ordre des sections changé",
    "besoin": _besoin,
    "champ de besoin": _champ_de_besoin,
    "tableau de données": _tableau_donnees,
    "colonnes de données": lambda change: (
        f"{change.nom[0]}.csv, colonnes : {passage(change.avant, change.apres)}"
    ),
    "ligne de données": _ligne_donnees,
    "case": _case,
    "sigle": _sigle,
    "constat accepté": _accepte,
    "validation": _validation,
    "document": _document,
    "champ de document": _champ_de_document,
    "charte": _charte,
    "gabarit": _gabarit,
    "gabarit illisible": _simple("Gabarit {} : changé, et ne peut pas être lu"),
    "texte de gabarit": _texte_de_gabarit,
    ALLURE: _allure,
    ALLURE_COMMUNE: _allure_commune,
    "mise en page": _mise_en_page,
    "style": _style,
    "image": _image,
    "image modifiée": _simple("Image modifiée : {}"),
}
"""Kind of change → the sentence that tells it."""
