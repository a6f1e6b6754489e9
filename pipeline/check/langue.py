"""Rules on the language of the texts: sigles, terms of other days, and what the chapters must speak of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from itertools import accumulate, chain

from pipeline.check.controle import controle
from pipeline.model.comptes import Comptes
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import euros
from pipeline.model.langue.lexique import TermeAncien
from pipeline.model.langue.mots import fold
from pipeline.model.langue.texte import markdown, phrase, place, prose
from pipeline.model.motif import motif
from pipeline.model.projet import Chapitre, Piece, Projet, TexteSource
from pipeline.model.prose import Heading, text_of

ORGANISATION = "content/organisation/"
PAST = motif(
    r"\bex[- ]|\bancien|\bautrefois|\bremplac|\bdeven|\bsuccèd|\bsuccéd|\bfusion|\bjusqu|\babsorb|\bappelée?s? "
)
STATUS = (
    r"(?:libéra(?:l|le|les|ux)|salariée?s?|établissements?|hôpita(?:l|ux)|cliniques?|EHPAD"
    r"|centres? de santé|praticiens? hospitaliers?)"
)
WHO = r"(?:(?:professionnels|soignants|médecins|infirmiers|acteurs|membres|praticiens)(?: de santé)? )?"
EXCLUDES = motif(
    rf"(?i:\bréservée?s? (?:aux?|à la|à l['’])(?: seule?s?)? ?{WHO}(?:libéra(?:l|les|ux)|salariée?s?)\b"
    rf"|\b(?:exclusivement|uniquement|seulement|seule?s) (?:(?:aux?|les?|des?|la|en|par|l['’])\s?){{0,2}}"
    rf"{WHO}{STATUS}\b"
    rf"|\b(?:à l['’]exclusion|à l['’]exception|hormis|excluant|exclut|sauf)"
    rf"(?: des?| du| d['’]| les?| la| l['’])? ?{STATUS}\b"
    rf"|\bhors (?:les )?(?:établissements|hôpitaux|cliniques|salariés)\b"
    rf"|\b{STATUS}\b[^.;:\n]{{0,30}}? (?:sont|est|restent|seront) exclue?s?\b"
    rf"|\b{STATUS}\b[^.;:\n]{{0,25}}? ne peu(?:t|vent) (?:pas |ni )(?:adhérer|être membres?|participer|voter|rejoindre)"
    rf"|\b{STATUS}\b[^.;:\n]{{0,25}}? (?:n['’](?:y )?sont|ne (?:sont|seront|peu(?:t|vent) être)) (?:pas |jamais )?"
    r"(?:admis|accepté|accueilli|autorisé)(?:e?s)?\b"
    rf"|\bne concerne(?:nt)? (?:pas|que) (?:les |l['’])?{WHO}{STATUS}\b)"
)
EXCLUDING = (
    "éservé",
    "clusiv",
    "niquement",
    "seul",
    "exclu",
    "exception",
    "ormis",
    "sauf ",
    "hors ",
    "ne peu",
    "ne concerne",
    "sont pas ",
    "sont jamais ",
    "seront pas ",
)
"""A piece of each of these turns, in small letters: looking for them first costs nothing."""

AROUND = 90
MEMBERS = motif(
    r"(?i)membre|adh[ée]r|CPTS|association|communauté|projet|ouvert|concerne|particip|professionnels|collège|vot"
)
DENIED = motif(
    r"(?i)n['’]exclu|sans (?:en )?exclu|n['’](?:est|ont|a) [^.]{0,20}exclu|ne sont [^.]{0,20}exclu"
    r"|exclure (?:ni|aucun)|pas (?:seulement|uniquement|exclusivement|réserv)"
)
SI = motif(r"systemes? d'information|numerique|informatique|systemes? d’information")
TOPICS = {
    "la sécurité": motif(
        r"(?i)\bsécurité(?! sociale)|\bsauvegarde|\bsécuris(?!ée?s? de santé)|mots? de passe|\bchiffré|double authentification"
        r"|\bhabilitations?\b|cybers|certifiée? HDS|hébergeurs? (?:de données )?(?:de santé|certifié)"
    ),
    "les données personnelles (RGPD)": motif(
        r"(?i)\bRGPD\b|\bCNIL\b|informatique et libertés|délégué à la protection|\bDPO\b|vie privée"
        r"|secret (?:médical|professionnel)"
        r"|données (?:à caractère )?personnelles?|données à caractère personnel|protection des données"
    ),
    "la traçabilité": motif(
        r"(?i)traçabilité|\btraces?\b|\btracer|\btracée?s?\b|journa(?:l|ux) (?:des|de) (?:accès|connexions?)|journalis"
        r"|historique des (?:accès|connexions|actions)|\bqui a (?:lu|vu|consulté|ouvert|modifié)\b"
    ),
    "l'interopérabilité": motif(
        r"(?i)interopérab|inter-opérab|communiqu\w+ (?:entre eux|avec|ensemble)|(?:se parlent|parlent entre eux)"
        r"|\bcompatib|s['’]échang\w+ (?:avec|entre)"
        r"|échang\w+ (?:\w+ ){0,3}(?:entre|avec) (?:\w+ ){0,3}(?:logiciels?|outils?|systèmes?)"
        r"|sans (?:double |re)saisie|\breli(?:é|ée|és|ées|er|ent)\b"
    ),
    "le DMP ou la messagerie sécurisée (MSS)": motif(
        r"(?i)\bDMP\b|dossiers? médica(?:l|ux) partagés?|\bMSS|messageries? sécurisées?|mon espace santé"
    ),
}
USERS = motif(
    r"(?i)\busag(?:er|ère)s?\b|\bhabitant(?:e|s|es)?\b|\bcitoyen|\bpatients?[- ](?:experts?|partenaires?)"
    r"|\bassociations? (?:agréées? )?(?:de |d['’])(?:patients|malades|familles|usagers|consommateurs)|\bFrance Assos"
)
PATIENTS = motif(
    r"(?i)\bpatient(?:e|s|es)?\b|\bmalades\b|\baidants?\b|\bfamilles\b|\bla population\b|\bpersonnes (?:accompagnées|concernées)"
)
"""Whom the care is for: speaking of them is not yet giving them a place."""

INVOLVED = motif(
    r"(?i)associ(?:e|é|ons|er)|particip|prennent part|prend part|consult[eéo]|décid|\bvot|si[èé]g|collège|conseil"
    r"|comité|représent|invit|relis|relec|entend|écout|questionn|enquêt|\bavis\b|propos|co-?constru|concert"
    r"|donnent leur|réunions? publiques?|\bbureau\b"
)
WITH_A_VOICE = motif(
    r"(?i)particip\w+ (?:aux? (?:décision|choix|instance|groupe|projet|travaux)|à (?:la|l['’])\s?(?:gouvernance|écriture))"
    r"|\bvote(?:nt)?\b|\bsièg|représent(?:ée?s?|ants?|antes?) (?:au|dans|des|à)"
    r"|(?:sont|est) (?:associée?s?|invitée?s?|consultée?s?)|donnent leur avis|relis|co-?constru"
)


@controle()
def sigles_explained(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A sigle that no reader can look up: neither a dictionary nor the texts say what it means."""
    for emploi in comptes.lexique.inexpliques:
        times = f", employé {emploi.fois} fois," if emploi.fois > 1 else ""
        message = f"le sigle « {emploi.sigle} »{times} n'est expliqué nulle part."
        hint = (
            f"écrivez-le une fois en toutes lettres, suivi de « ({emploi.sigle}) », "
            "ou donnez son sens dans content/sigles.csv."
        )
        yield Finding("X010", message, emploi.span, (hint,))


@controle()
def sigles_with_one_meaning(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    known = projet.langue.sens
    for emploi in comptes.lexique.ambigus:
        choices = " ou ".join(f"« {meaning} »" for meaning in known[emploi.sigle])
        message = f"le sigle « {emploi.sigle} » a plusieurs sens : {choices}."
        hint = f"écrivez le vôtre une fois en toutes lettres, suivi de « ({emploi.sigle}) », ou dans content/sigles.csv."
        yield Finding("X012", message, emploi.span, (hint,))


@controle()
def present_terms(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A term that a law or an accord has replaced; a sentence that tells of the past may keep it."""
    bareme = projet.bareme.cle
    termes = [terme for terme in projet.langue.termes if not bareme or terme.sauf_bareme != bareme]
    textes = list(markdown(projet.textes))
    flats = [_flat(prose(texte)) for texte in textes]
    starts = [0, *accumulate(len(flat) + 1 for flat in flats)]
    whole = "\n".join(flats)
    small = whole.lower()
    for terme in termes:
        found: dict[int, list[tuple[int, str]]] = {}
        for at, old in chain.from_iterable(_places(old, whole, small) for old in terme.anciens):
            rank = bisect_right(starts, at) - 1
            here = (at - starts[rank], old)
            if _out_of_date(terme, flats[rank], here):
                found.setdefault(rank, []).append(here)
        for rank, places in found.items():
            at, old = min(places)
            times = f", {len(places)} fois dans ce fichier" if len(places) > 1 else ""
            message = f"« {old} »{times} : on dit maintenant « {terme.actuel} » ({terme.source})."
            yield Finding("X013", message, place(textes[rank], at))


def _flat(text: str) -> str:
    """One kind of space and apostrophe, every character still in its place."""
    return text.replace("\n", " ").replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def _places(old: str, flat: str, small: str) -> Iterator[tuple[int, str]]:
    """Where a term stands as words of its own, with its letters as typed."""
    text, wanted = (
        (flat, old) if any(part.isupper() for part in old.split()) else (small, old.lower())
    )
    at = text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if (
            not text[at - 1 : at].isalnum()
            and not text[end : end + 1].isalnum()
            and text[end : end + 1] != "-"
        ):
            yield at, flat[at:end]
        at = text.find(wanted, at + 1)


def _out_of_date(terme: TermeAncien, flat: str, found: tuple[int, str]) -> bool:
    at, old = found
    if flat[at - 2 : at] == "« " and flat[at + len(old) : at + len(old) + 2] == " »":
        return False
    sentence = _sentence(flat, at, len(old))
    if PAST.search(sentence.lower()) or any(word in sentence for word in terme.sauf):
        return False
    return not terme.avec or any(word in sentence for word in terme.avec)


def _sentence(flat: str, at: int, length: int) -> str:
    """The sentence around, in a text whose line ends became spaces; a row of a table is cut at its bars."""
    start = max(flat.rfind(mark, 0, at) for mark in (". ", "! ", "? ", " | ", "  ")) + 1
    ends = [
        end
        for end in (flat.find(mark, at + length) for mark in (". ", "! ", "? ", " | ", "  "))
        if end >= 0
    ]
    return flat[start : min(ends, default=len(flat))]


@controle(Piece.BAREME)
def abandoned_amounts(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The amounts of the talks of 2020 and 2021 still stand in some models of budget."""
    sizes = {entry.montant: entry for entry in projet.langue.montants}
    if not sizes:
        return
    pattern = re.compile("|".join(map(_as_typed, sizes)))
    for texte in markdown(projet.textes):
        text = prose(texte)
        for match in pattern.finditer(text) if "onctionnement" in text else ():
            sentence = phrase(text, match.start(), match.end()).lower()
            before = text[match.start() - 1 : match.start()]
            if "fonctionnement" in sentence and "crise" not in sentence and not before.isdigit():
                entry = sizes[_in_euros(match.group())]
                right = euros(projet.bareme.fonctionnement[entry.taille - 1])
                message = (
                    f"« {match.group()} » : ce montant du fonctionnement n'a jamais été en vigueur ({entry.source}) ; "
                    f"le barème donne {right} par an à la taille {entry.taille}."
                )
                yield Finding("X014", message, place(texte, match.start()))


def _as_typed(amount: str) -> str:
    """« 87 500 », or « 87,5 k€ »."""
    thousands = f"{int(amount) / 1000:g}".replace(".", ",")
    return f"{amount[:-3]}[ \u00a0\u202f.]?{amount[-3:]}(?![0-9])|{thousands}[ \u00a0\u202f]?[kK]€"


def _in_euros(typed: str) -> str:
    if typed[-1] == "€":
        return str(int(float(typed[:-2].strip().replace(",", ".")) * 1000))
    return re.sub("[^0-9]", "", typed)


@controle()
def nobody_left_out(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A sentence that closes the CPTS to an establishment or to a status of professional."""
    for texte in markdown(projet.textes):
        text = prose(texte)
        for match in _turns(text):
            sentence = phrase(text, match[0], match[1])
            if MEMBERS.search(sentence) and not DENIED.search(sentence):
                words = " ".join(text[match[0] : match[1]].split())
                message = f"« {words} » semble exclure des établissements ou des professionnels."
                hint = "un projet de santé reste ouvert à tous les statuts ; dites plutôt qui est déjà engagé."
                yield Finding("X015", message, place(texte, match[0]), (hint,))


def _turns(text: str) -> list[tuple[int, int]]:
    """Start and end of each turn that excludes, in order."""
    found: set[tuple[int, int]] = set()
    small = text.lower()
    for sign in EXCLUDING:
        at = small.find(sign)
        while at >= 0:
            found.update(
                match.span() for match in EXCLUDES.finditer(text, max(0, at - AROUND), at + AROUND)
            )
            at = small.find(sign, at + 1)
    return sorted(found)


@controle()
def information_system(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    chapters = _written(projet)
    if not chapters:
        return
    mine = [(chapter, texte) for chapter, texte in chapters if _speaks_of_si(chapter)]
    if not mine:
        message = "aucun chapitre de la partie 3 ne présente le système d'information."
        yield Finding(
            "X016",
            message,
            chapters[0][0].span,
            (
                'make chapitre PARTIE=organisation TITRE="Les systèmes d\'information" prépare ce chapitre.',
            ),
        )
        return
    text = "\n".join(prose(texte) for _, texte in mine)
    missing = [name for name, pattern in TOPICS.items() if not pattern.search(text)]
    if missing:
        message = f"ce chapitre sur le système d'information n'aborde pas : {', '.join(missing)}."
        yield Finding("X016", message, mine[0][0].span)


@controle()
def users_take_part(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    chapters = _written(projet)
    if any(_gives_users_a_place(prose(texte)) for _, texte in chapters):
        return
    if chapters:
        message = (
            "aucun chapitre de la partie 3 ne dit comment les usagers prennent part au projet."
        )
        yield Finding(
            "X017",
            message,
            chapters[0][0].span,
            ("dites où ils siègent, sur quoi ils donnent leur avis.",),
        )


def _gives_users_a_place(text: str) -> bool:
    """A sentence says so, or a heading announces it."""
    for who, how in ((USERS, INVOLVED), (PATIENTS, WITH_A_VOICE)):
        for match in who.finditer(text):
            line = text[text.rfind("\n", 0, match.start()) + 1 : match.end()]
            if how.search(phrase(text, match.start(), match.end())) or (
                who is USERS and line.startswith("#")
            ):
                return True
    return False


def _written(projet: Projet) -> list[tuple[Chapitre, TexteSource]]:
    """The chapters of part 3 with their text; none while one of them cannot be read or is still to be filled."""
    unread = projet.illisibles | projet.doutes.perdues
    if any(path.startswith(ORGANISATION) for path in unread):
        return []
    textes = {texte.path: texte for texte in projet.textes}
    found = [
        (chapter, textes[chapter.path])
        for chapter in projet.chapitres["organisation"]
        if chapter.path in textes
    ]
    return [] if any(re.search(r"\bXX\b", prose(texte)) for _, texte in found) else found


def _speaks_of_si(chapter: Chapitre) -> bool:
    titles = [chapter.titre, *(text_of(b.inlines) for b in chapter.blocs if isinstance(b, Heading))]
    return any(SI.search(fold(title)) for title in titles)
