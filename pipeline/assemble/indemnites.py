"""The yearly sheet of one person: what the register says was paid, to be handed to that person alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pipeline.assemble.budget.montants import RIGHT, decimal, exact_percent, tableau
from pipeline.assemble.partie import alinea, titre
from pipeline.model.budget import FEUILLES, INDEMNITES, REMUNERATIONS, Indemnite
from pipeline.model.langue.francais import euros
from pipeline.model.langue.mots import fold
from pipeline.model.personne import MORALE
from pipeline.model.projet import Projet
from pipeline.model.prose import Block, Table
from pipeline.model.recapitulatif import Recapitulatif

SENS = {
    INDEMNITES: "un revenu perdu pendant le temps donné à la CPTS",
    REMUNERATIONS: "un travail accompli pour une mission",
}
PLAFOND = (
    "Les indemnités et les rémunérations d'un même professionnel, ensemble, ne dépassent pas dans l'année civile "
    "le plafond annuel de la Sécurité sociale (code de la santé publique, article D. 1434-44)."
)
DECLARATIONS = (
    "Selon votre statut, ces sommes peuvent entrer dans vos revenus imposables et dans l'assiette de vos cotisations "
    "sociales. L'association ne peut pas le dire à votre place : demandez à votre comptable, à votre caisse ou au "
    "service des impôts comment les déclarer."
)
SALARIE = (
    "Vous êtes salarié : si votre employeur vous paie ces heures, c'est lui qui reçoit la somme, "
    "sur facture ou par convention. Vérifiez avec lui qui la déclare."
)
STRUCTURE = (
    "Une somme reçue par une structure entre dans ses comptes : rapprochez-la de vos factures."
)
SES_PROPRES = (
    "De son côté, l'association vérifie avec son expert-comptable les déclarations qu'elle doit faire elle-même. "
    "Cette feuille ne remplace ni une facture, ni une feuille de temps, ni une déclaration."
)
SIGNATURE = "Fait à ……………………………, le ……………………………"


def feuille(recapitulatif: Recapitulatif, projet: Projet) -> tuple[Block, ...]:
    """The whole sheet, the total first."""
    return (
        titre(1, _name(recapitulatif)),
        *_identity(recapitulatif),
        alinea(_in_one_sentence(recapitulatif, projet.identite.nom)),
        *_unfinished(recapitulatif),
        _by_nature(recapitulatif),
        titre(2, "Mois par mois"),
        _by_month(recapitulatif, projet),
        *_in_several_times(recapitulatif.lignes),
        titre(2, "Le plafond de l'année"),
        alinea(" ".join((PLAFOND, _against_the_ceiling(recapitulatif)))),
        titre(2, "Vos déclarations"),
        *map(alinea, _duties(recapitulatif)),
        alinea(SIGNATURE),
        alinea("Pour l'association, la personne qui tient la trésorerie :"),
    )


def _name(recapitulatif: Recapitulatif) -> str:
    person = recapitulatif.personne
    return person.designation if person else f"Bénéficiaire « {recapitulatif.nom} » du registre"


def _identity(recapitulatif: Recapitulatif) -> Iterator[Block]:
    if recapitulatif.personne is None:
        yield alinea("Nom et prénom : ……………………………………………………………………")


def _in_one_sentence(recapitulatif: Recapitulatif, cpts: str) -> str:
    year, hours = recapitulatif.annee, recapitulatif.heures
    worked = f", pour {_hours(hours)}" if hours else ""
    return (
        f"Du 1er janvier au 31 décembre {year}, {cpts} vous a versé {euros(recapitulatif.total)}{worked}, "
        "d'après le registre que tient sa trésorerie."
    )


def _hours(hours: Decimal) -> str:
    return f"{decimal(hours)} heure{'s' if hours >= 2 else ''}"


def _unfinished(recapitulatif: Recapitulatif) -> Iterator[Block]:
    if not recapitulatif.est_fini:
        told = recapitulatif.jusqu_a
        yield alinea(f"Le registre s'arrête à {told} : ce total n'est pas définitif.")


def _by_nature(recapitulatif: Recapitulatif) -> Table:
    rows = [
        [nature.capitalize(), sens, euros(recapitulatif.somme(nature))]
        for nature, sens in SENS.items()
        if recapitulatif.de_nature(nature)
    ]
    rows.append(["Total", "", euros(recapitulatif.total)])
    return tableau(["Somme", "Ce qu'elle paie", "Montant"], rows, ["left", "left", RIGHT], True)


def _by_month(recapitulatif: Recapitulatif, projet: Projet) -> Table:
    titles = {fiche.cle: fiche.titre.value for fiche in projet.fiches if fiche.titre}
    rows = [
        [
            str(line.mois),
            FEUILLES[line.bloc],
            _fiche(line, titles),
            line.nature,
            "" if line.heures is None else decimal(line.heures),
            "" if line.taux is None else euros(line.taux),
            line.en_partie,
            euros(line.montant),
        ]
        for line in recapitulatif.lignes
    ]
    hours = "" if recapitulatif.heures is None else decimal(recapitulatif.heures)
    rows.append(["Total", "", "", "", hours, "", "", euros(recapitulatif.total)])
    header = ["Mois", "Mission", "Fiche action", "Somme", "Heures", "Taux", "Part", "Montant"]
    aligns = ["left", "left", "left", "left", RIGHT, RIGHT, "left", RIGHT]
    return tableau(header, rows, aligns, total_row=True)


def _fiche(line: Indemnite, titles: dict[str, str]) -> str:
    code = line.fiche.value if line.fiche else ""
    return f"{code} {titles.get(code, '')}".strip()


def _in_several_times(lines: Iterable[Indemnite]) -> Iterator[Block]:
    if any(line.en_partie for line in lines):
        yield alinea("Les heures d'une somme payée en plusieurs fois ne comptent qu'une fois.")


def _against_the_ceiling(recapitulatif: Recapitulatif) -> str:
    ceiling, total = recapitulatif.plafond, recapitulatif.total
    if ceiling is None:
        return "Celui de cette année n'est pas connu de ce logiciel."
    amount = f"Celui de {ceiling.annee} est de {euros(ceiling.montant)}"
    if ceiling.annee != recapitulatif.annee:
        amount = f"Celui de {recapitulatif.annee} n'est pas connu ; c{amount[1:]}"
    if total > ceiling.montant:
        return f"{amount} : ce total le dépasse de {euros(total - ceiling.montant)}."
    share = (total / ceiling.montant).quantize(Decimal("0.001"))
    return f"{amount} : ce total en fait {exact_percent(share)}."


def _duties(recapitulatif: Recapitulatif) -> Iterator[str]:
    person = recapitulatif.personne
    if person is not None and person.type == MORALE:
        yield STRUCTURE
    else:
        yield DECLARATIONS
    if person is not None and "salarie" in fold(person.mode_exercice):
        yield SALARIE
    yield SES_PROPRES
