"""``indemnites``: what each person of the register was paid in a civil year, a Word file for each to be handed out.

The files bear names: they go to ``build/``, which git leaves out.  A register that cannot be read in full, or that names
somebody unknown, gives no sheet at all: one of them would be short of a line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from pipeline.commands.calcul import examine_folder
from pipeline.commands.fiche import slug
from pipeline.commands.ligne import ERREURS, Demande, MauvaisUsage
from pipeline.compute.recapitulatifs import recapitulatifs, sans_ligne
from pipeline.disk import names_in, replace_all
from pipeline.interpret.classeur.registre import FEUILLE_REGISTRE
from pipeline.model.budget import Budget
from pipeline.model.files import BUDGETS, BUILD
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import et, euros
from pipeline.model.motif import motif
from pipeline.model.projet import Piece, Projet
from pipeline.model.recapitulatif import Recapitulatif
from pipeline.model.span import Span
from pipeline.run import Examen, sheets_of_indemnites
from pipeline.write.report import as_text

FOLDER = "indemnites/"
PERSONNES = "content/personnes.csv"
YEAR = motif("20[0-9]{2}")
INCONNU = "B065"
NONE_KEPT = "Le registre des indemnités n'est pas encore tenu : aucune feuille n'a été écrite."
NOTHING = "Rien n'a été écrit."
PRIVATE = (
    "Ces feuilles portent des noms : git les ignore, et chacune n'est que pour la personne nommée."
)


def execute(demande: Demande) -> int:
    examen = examine_folder(demande.root, date.today(), to_build=True)
    projet = examen.projet
    blocking = _blocking(examen)
    if blocking:
        print(as_text(blocking))
        print(f"Le registre ne peut pas être lu en entier. {NOTHING}")
        return ERREURS
    if not projet.budget.indemnites:
        print(NONE_KEPT)
        return 0
    year = _year(demande.values, projet.budget)
    people = recapitulatifs(projet, year)
    if not people:
        print(f"Le registre n'a aucune ligne en {year} : il va {_period(projet.budget)}.")
        return 0
    doubtful = [f for f in examen.findings if f.code == INCONNU]
    if any(projet.est_inconnu(line) for one in people for line in one.lignes):
        print(as_text(doubtful))
        print(f"Une feuille serait fausse tant qu'un nom n'est pas reconnu. {NOTHING}")
        return ERREURS
    return _write(demande, examen, _named(people))


def _blocking(examen: Examen) -> Sequence[Finding]:
    """The errors because of which a line, or a person, is missing; a block out of balance is no obstacle."""
    errors = [finding for finding in examen.findings if finding.is_error]
    return [finding for finding in errors if _is_in_the_way(finding.span, examen.projet)]


def _is_in_the_way(span: Span, projet: Projet) -> bool:
    if Piece.BUDGET in projet.trous:
        return span.path.startswith(BUDGETS)
    lines = projet.budget.indemnites
    if Piece.ANNUAIRE in projet.trous and lines:
        return span.path == PERSONNES
    if projet.budget.registre_complet:
        return False
    return span.sheet in {FEUILLE_REGISTRE, *(line.span.sheet for line in lines)}


def _year(values: Sequence[str], budget: Budget) -> int:
    told = f"le registre va {_period(budget)}."
    if not values:
        raise MauvaisUsage(f"donnez l'année civile : make indemnites ANNEE=2027 ; {told}")
    if len(values) > 1 or not YEAR.fullmatch(values[0]):
        raise MauvaisUsage(
            f"« {' '.join(values)} » n'est pas une année civile, comme 2027 ; {told}"
        )
    return int(values[0])


def _period(budget: Budget) -> str:
    months = sorted((line.mois for line in budget.indemnites), key=lambda month: month.debut)
    return f"de {months[0]} à {months[-1]}"


def _named(people: Sequence[Recapitulatif]) -> Mapping[str, Recapitulatif]:
    """A file name for each, in letters that travel: no accent, no space, no capital, never twice the same."""
    named: dict[str, Recapitulatif] = {}
    for one in people:
        who = one.personne.cle if one.personne else one.nom
        base = f"indemnites-{one.annee}-{slug(who)}"
        ranks = (f"{base}-{rank}" for rank in range(2, len(people) + 2))
        name = base if base not in named else next(free for free in ranks if free not in named)
        named[name] = one
    return named


def _write(demande: Demande, examen: Examen, named: Mapping[str, Recapitulatif]) -> int:
    outputs = sheets_of_indemnites(examen, named)
    if len(outputs) < len(named):
        print(
            f"Les feuilles n'ont pas été écrites : leur gabarit a des erreurs (make check). {NOTHING}"
        )
        return ERREURS
    folder = demande.root / BUILD / FOLDER
    replace_all(folder, outputs, ".tmp-")
    for name, one in named.items():
        over = " (au-dessus du plafond de l'année)" if one.depasse else ""
        print(f"{BUILD}{FOLDER}{name}.docx : {one.nom}, {euros(one.total)}{over}")
    year = next(iter(named.values())).annee
    for name in names_in(folder):
        if name.startswith(f"indemnites-{year}-") and name not in outputs:
            print(f"{BUILD}{FOLDER}{name} date d'avant : le registre n'a plus cette personne.")
    _sum_up(examen.projet, tuple(named.values()))
    return 0


def _sum_up(projet: Projet, people: Sequence[Recapitulatif]) -> None:
    first = people[0]
    count = "1 personne" if len(people) == 1 else f"{len(people)} personnes"
    total = sum((one.total for one in people), start=0 * first.total)
    print(f"{count}, {euros(total)} en {first.annee}.")
    if not first.est_fini:
        print(f"Le registre s'arrête à {first.jusqu_a} : ces totaux ne sont pas définitifs.")
    none = [person.nom_complet for person in sans_ligne(projet, first.annee)]
    if none:
        print(f"Sans aucune somme en {first.annee} : {et(none)}.")
    print(PRIVATE)
