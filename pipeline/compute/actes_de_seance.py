"""The facts ``seance.*`` of an act: what its meeting asks, and who came and what was counted once it was held.

What is not known yet is a line to write on, or an empty cell: nothing is printed as if it had happened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from pipeline.compute.formalites import of_what_follows
from pipeline.compute.tables_de_seance import fact, laid_out, table
from pipeline.model.fait import Fait, Genre
from pipeline.model.langue.francais import lettres
from pipeline.model.projet import Projet
from pipeline.model.seance import ASSEMBLEES, CONSEIL, CONSTITUTION, EXTRAORDINAIRES, Seance
from pipeline.model.statuts import LOCAL, LOI_1901, TRIBUNAL, Droit, Valeurs, droit_local

Named = Iterator[tuple[str, Fait]]

LIGNE = "_" * 24
"""A line to write on."""


CASE = "☐"


def of_law(valeurs: Valeurs) -> Named:
    droit = droit_de(valeurs)
    for name, sens, words in (
        ("loi", "textes qui régissent l'association", droit.loi),
        ("formalites", "ce qu'il faut demander pour déclarer l'association", droit.formalites),
        ("registre", "à qui se déclarent les changements", droit.registre),
        ("dirigeants", "texte qui demande la liste des dirigeants", droit.dirigeants),
        ("liquidation", "ce que fait le liquidateur avant de remettre l'actif", droit.liquidation),
    ):
        yield f"droit.{name}", Fait(sens, Genre.TEXTE, words)


def by_hand() -> Named:
    """Room to write in: a line, a place, an amount, a number, a signature."""
    for name, sens, length in (
        ("ligne", "une ligne à remplir à la main", 60),
        ("lieu", "un lieu ou une date à remplir à la main", 24),
        ("montant", "un montant à remplir à la main", 16),
        ("nombre", "un nombre à remplir à la main", 6),
    ):
        yield f"a_la_main.{name}", Fait(sens, Genre.TEXTE, "_" * length)
    for name, sens, header, rows in (
        ("signature", "place pour signer", ("Signature",), [("",)]),
        ("observations", "questions et incidents d'une séance, à noter", OBSERVATIONS, NOTED),
        (
            "liquidateurs",
            "liquidateurs qui acceptent leur mission",
            LIQUIDATEURS,
            [("", "", "")] * 2,
        ),
    ):
        yield f"a_la_main.{name}", fact(sens, (table(header, rows),))


OBSERVATIONS = ("Qui intervient", "Question, réserve ou incident", "Réponse ou suite")
NOTED = [("", "", ""), ("", "", ""), (f"{CASE} Rien à signaler", "", "")]
LIQUIDATEURS = ("Nom et prénom", "Adresse", "Date, et signature pour acceptation")


def droit_de(valeurs: Valeurs) -> Droit:
    return droit_local(valeurs.texte(TRIBUNAL)) if valeurs.texte("droit") == LOCAL else LOI_1901


def of_meeting(seance: Seance, projet: Projet) -> Mapping[str, Fait]:
    valeurs = projet.statuts.valeurs
    return {
        f"seance.{name}": fait
        for name, fait in chain(
            _told(seance, valeurs), laid_out(seance, projet), of_what_follows(seance.cle, valeurs)
        )
    }


def _told(seance: Seance, valeurs: Valeurs) -> Named:
    """What fits in a sentence."""
    typed = valeurs.texte
    cle = seance.cle
    days = typed("conseil.convocation_jours" if cle == CONSEIL else "assemblees.convocation_jours")
    proxies = typed(_proxies(cle, valeurs))
    for name, sens, words in (
        ("nom", "la réunion", seance.nom),
        ("date", "jour de la réunion", str(seance.jour or "")),
        ("heure", "heure de la réunion", _own_or_founding(cle, "heure", valeurs)),
        ("adresse", "lieu de la réunion", _own_or_founding(cle, "adresse", valeurs)),
        ("convocation_le", "jour de la convocation", typed(f"{cle}.convocation_le")),
        ("convocation_par", "qui convoque", typed(f"{cle}.convocation_par")),
        ("president", "qui préside la séance", typed(f"{cle}.president_seance") or LIGNE),
        ("secretaire", "qui prend note de la séance", typed(f"{cle}.secretaire_seance") or LIGNE),
        ("delai", "délai de convocation", f"{_counted(days)} jours"),
        ("pouvoirs", "pouvoirs que peut détenir une personne", _counted(proxies)),
        ("quorum", "quorum de la réunion", _quorum(seance, valeurs)),
        ("constat", "ce que l'on constate à l'ouverture", _found(seance, valeurs)),
        ("majorite", "majorité d'une résolution", _majority(seance, valeurs)),
        ("election", "qui cette réunion élit, et comment", _elected(cle, valeurs)),
    ):
        yield name, Fait(sens, Genre.TEXTE, words)
    yield "electeurs", Fait("membres qui votent", Genre.NOMBRE, len(seance.electeurs), "membres")


def _own_or_founding(cle: str, name: str, valeurs: Valeurs) -> str:
    """The first board meets where the founders did unless it says otherwise."""
    own = valeurs.texte(f"{cle}.{name}")
    return own or (valeurs.texte(f"{CONSTITUTION}.{name}") if cle == CONSEIL else "")


def _proxies(cle: str, valeurs: Valeurs) -> str:
    return "conseil.procurations" if cle == CONSEIL else "assemblees.procurations"


def _counted(number: str) -> str:
    """« quinze (15) »."""
    return f"{lettres(int(number))} ({number})" if number.isdecimal() else number


def _quorum(seance: Seance, valeurs: Valeurs) -> str:
    first = _first_call(seance, valeurs)
    if first:
        return f"aucun, après l'assemblée du {first} qui n'a pas atteint le sien"
    if seance.quorum is None:
        return valeurs.texte("assemblees.quorum_ordinaire")
    if seance.quorum == 0:
        return "aucun quorum n'est exigé"
    those = "présents ou représentés" if seance.compte_les_pouvoirs else "présents"
    return f"{seance.quorum} {those} sur {len(seance.electeurs)}"


NOT_REACHED = "Il\u00a0n'est\u00a0pas\u00a0atteint"
"""On one line with the box that is ticked before it."""


def _first_call(seance: Seance, valeurs: Valeurs) -> str:
    """The day of the assembly that did not reach its quorum, where this is the second."""
    return valeurs.texte(f"{seance.cle}.premiere_reunion_le")


def _found(seance: Seance, valeurs: Valeurs) -> str:
    """At the opening: the voices there are and whether the quorum is reached, to be ticked until it is known."""
    first = _first_call(seance, valeurs)
    if first:
        return (
            f"L'assemblée du {first} n'a pas atteint son quorum : la présente assemblée, qui a le même ordre du jour, "
            "délibère sans quorum."
        )
    if not seance.quorum:
        return "Aucun quorum n'étant exigé, la réunion peut délibérer."
    told = f"Le quorum est de {seance.quorum} {_of_whom(seance)}."
    if not seance.tenue:
        return (
            f"{told} {COUNTED_ANEW} {CASE}\u00a0Il est atteint : la réunion peut délibérer. "
            f"{CASE}\u00a0{NOT_REACHED} : {_again(seance, valeurs)}."
        )
    reached = seance.pour_le_quorum >= seance.quorum
    return f"{told} " + (
        "Il est atteint : la réunion peut délibérer."
        if reached
        else f"{NOT_REACHED} : la réunion ne délibère pas."
    )


COUNTED_ANEW = "Si le nombre de membres qui votent n'est plus celui-là à l'ouverture : ______ membres, quorum ______."


def _again(seance: Seance, valeurs: Valeurs) -> str:
    """What follows when too few came: the second call of the statutes, or another day."""
    if seance.cle not in EXTRAORDINAIRES:
        return f"la réunion est remise au {LIGNE}"
    days = _counted(valeurs.texte("extraordinaire.seconde_convocation_jours"))
    return f"une seconde assemblée, {days} jours plus tard au moins, est convoquée pour le {LIGNE}"


def _of_whom(seance: Seance) -> str:
    those = "présents ou représentés" if seance.compte_les_pouvoirs else "présents"
    return f"membres {those} sur {len(seance.electeurs)}"


def _majority(seance: Seance, valeurs: Valeurs) -> str:
    if seance.cle == CONSTITUTION:
        return "la majorité simple des voix des fondateurs présents ou représentés"
    typed = {
        CONSEIL: "conseil.majorite",
        ASSEMBLEES[0]: "assemblees.majorite_ordinaire",
        ASSEMBLEES[1]: "extraordinaire.majorite_statuts",
        ASSEMBLEES[2]: "extraordinaire.majorite_dissolution",
    }[seance.cle]
    return f"{valeurs.texte(typed)} des voix des membres présents ou représentés"


def _elected(cle: str, valeurs: Valeurs) -> str:
    """Whom a meeting elects: the board its bureau, the assembly the body that leads."""
    if cle == CONSEIL:
        return "le bureau parmi les membres du conseil"
    if valeurs.sieges is not None:
        how = valeurs.texte("conseil.majorite_election") or "la majorité simple"
        return f"les membres du conseil d'administration, parmi les candidats de chaque collège, au scrutin secret et à {how}"
    how = valeurs.texte("bureau.scrutin_election")
    return ", ".join(filter(None, ("les membres du bureau, parmi les membres actifs", how)))
