"""Rules on the communes, the population and the size that follows from it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from pipeline.check.controle import controle
from pipeline.check.formes import doublons
from pipeline.check.textes import BLANKS
from pipeline.model.bareme import Bareme
from pipeline.model.budget import ORIGINES_ACI, Bloc
from pipeline.model.comptes import Comptes
from pipeline.model.decoupage import CommuneLegale, Decoupage, same_name
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import et, euros, nombre, ou
from pipeline.model.langue.mots import did_you_mean, fold, nearest
from pipeline.model.langue.texte import markdown
from pipeline.model.motif import motif
from pipeline.model.personne import Personne
from pipeline.model.projet import Piece, Projet
from pipeline.model.span import Placed, Span
from pipeline.model.territoire import SEUILS, TAILLES, LigneCommune, taille

COMMUNES = "content/communes.csv"
CODE = motif(r"(?:[0-9]{2}|2[AB])[0-9]{3}")
WITHIN = motif(rf"(?<![0-9A-Z])(?:{CODE.pattern})(?![0-9A-Z])")
VILLES = {"75056": "75101 à 75120", "69123": "69381 à 69389", "13055": "13201 à 13216"}
"""Paris, Lyon and Marseille, and the codes of their arrondissements."""

MARGIN = 50
"""One part in this many: a population within 2 % of a bound may change class at the next count."""


@controle()
def size_follows_population(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    declared = projet.identite.taille
    if declared is None:
        return
    if declared.value not in TAILLES:
        yield Finding(
            "B021", f"la taille va de 1 à 4 : {declared.value} n'existe pas.", declared.span
        )
    elif comptes.population is not None and COMMUNES not in projet.doutes.fautes:
        yield from _against_population(declared, comptes.population, projet)


def _what_it_changes(declared: int, size: int, projet: Projet) -> tuple[str, ...]:
    """In euros a year, and in lines of the workbook: what follows once the size is corrected."""
    bareme = projet.bareme
    if not bareme.missions:
        return ()
    before, after = (_a_year(bareme, one, projet) for one in (declared, size))
    gain = f"{euros(abs(after - before))} de {'plus' if after > before else 'moins'}"
    told = f"à la taille {size}, le barème des missions retenues donne au plus {euros(after)} par an, soit {gain}."
    over = sum(
        _is_over(bloc, origine, size, bareme)
        for bloc in projet.budget.blocs
        for origine in ORIGINES_ACI
    )
    if not over:
        return (told,)
    lines = f"{over} ligne{'s' if over > 1 else ''} du classeur le dépasseraient"
    return (told, f"{lines} : corrigez-les avec la taille.")


def _a_year(bareme: Bareme, size: int, projet: Projet) -> Decimal:
    kept = (mission for mission in bareme.missions if mission.cle in projet.identite.retenues)
    return bareme.fonctionnement[size - 1] + sum((m.total[size - 1] for m in kept), Decimal(0))


def _is_over(bloc: Bloc, origine: str, size: int, bareme: Bareme) -> bool:
    ceiling = bareme.montant(bloc.cle, origine, size)
    lines = bloc.d_origine(origine)
    if ceiling is None or not lines:
        return False
    return any(
        sum(year, Decimal(0)) > ceiling
        for year in zip(*(one.montants for one in lines), strict=True)
    )


def _against_population(
    declared: Placed[int], population: int, projet: Projet
) -> Iterator[Finding]:
    size = taille(population)
    if declared.value != size:
        message = f"la taille déclarée est {declared.value}, mais {nombre(population)} habitants donnent la taille {size}."
        hints = _what_it_changes(declared.value, size, projet)
        yield Finding("T001", message, declared.span, hints)


@controle()
def near_a_bound(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Whatever the size that is declared, or that cannot be read."""
    population, declared = comptes.population, projet.identite.taille
    if population is None or COMMUNES in projet.doutes.fautes:
        return
    place = declared.span if declared else projet.identite.span
    for bound in SEUILS:
        if abs(population - bound) * MARGIN <= bound:
            message = (
                f"{nombre(population)} habitants : le seuil de {nombre(bound)} est à moins de 2 %."
            )
            hint = "la CPAM recompte chaque année ; une taille peut changer."
            yield Finding("T005", message, place, (hint,))


@controle()
def communes_once(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for line, first in doublons(projet.communes, lambda line: line.code):
        message = f"la commune {_called(projet, line)} est déjà à la ligne {first.span.line}."
        yield Finding("T002", message, line.span, (), (first.span,))
    for placed, earlier in doublons(projet.identite.communes, lambda placed: placed.value):
        message = f"la commune {placed.value} est citée deux fois dans projet.yaml."
        yield Finding("T002", message, placed.span, (), (earlier.span,))


@controle()
def communes_listed(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A line of ``communes.csv`` is of a commune of the territory."""
    readable = all(CODE.fullmatch(code) for code, _span in _places(projet))
    if not projet.identite.communes or not readable:
        return
    listed = {placed.value for placed in projet.identite.communes}
    for line in projet.communes:
        if line.code not in listed:
            message = f"la commune {_called(projet, line)} n'est pas dans la liste de projet.yaml."
            yield Finding("T003", message, line.span)


@controle()
def codes_of_communes(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for code, span in _places(projet):
        if not CODE.fullmatch(code):
            message = f"« {code} » n'est pas un code Insee de commune (cinq caractères)."
            yield Finding(
                "T006", message, span, _meant(code, projet.decoupage) or _among_words(code, span)
            )


def _among_words(typed: str, span: Span) -> tuple[str, ...]:
    """A code and its name, or several codes, where one code is wanted; what to do where nothing looks like one."""
    codes = WITHIN.findall(typed.upper())
    if len(codes) > 1:
        listed = " puis ".join(f"« - {code} »" for code in codes)
        return (f"un code par ligne, {listed} ; ou tous entre crochets : [{', '.join(codes)}].",)
    if not codes:
        return (
            "cherchez sur insee.fr le code de la commune : cinq caractères, et non le code postal.",
        )
    name = typed.upper().partition(codes[0])
    rest = " ".join((typed[: len(name[0])] + typed[len(name[0]) + 5 :]).split()).strip("()-–:, #")
    if span.path == COMMUNES or not rest:
        return (f"écrivez {codes[0]} seul.",)
    return (
        f"écrivez {codes[0]} seul ; après un tiret, le nom peut suivre un « # » : - {codes[0]}  # {rest}",
    )


def _places(projet: Projet) -> Iterator[tuple[str, Span]]:
    yield from ((placed.value, placed.span) for placed in projet.identite.communes)
    yield from ((line.code, line.span) for line in projet.communes)


def _listed(projet: Projet) -> tuple[Mapping[str, CommuneLegale], dict[str, Span]]:
    """The communes that the data knows, and the place in ``projet.yaml`` of those that are listed there."""
    known = projet.decoupage.communes
    return known, {
        placed.value: placed.span
        for placed in reversed(projet.identite.communes)
        if placed.value in known
    }


def _meant(typed: str, decoupage: Decoupage) -> tuple[str, ...]:
    """What to write in place of a code of four figures, of one in small letters, or of a name."""
    padded = f"0{typed}"
    if CODE.fullmatch(padded):
        commune = decoupage.communes.get(padded)
        return (
            f"zéro perdu par Excel ? {typed} → {padded}{f', {commune.designation}' if commune else ''}.",
        )
    if CODE.fullmatch(typed.upper()):
        return (f"écrivez {typed.upper()}.",)
    close = decoupage.proches.get(typed, ())
    return (
        ("écrivez son code : " + ou(f"{c.code} pour {c.designation}" for c in close) + ".",)
        if close
        else ()
    )


@controle(Piece.DECOUPAGE)
def codes_known(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Each code is a commune's today, or one that the CPTS describes whole since the data does not know it."""
    decoupage = projet.decoupage
    lines = {line.code: line for line in projet.communes}
    for code, span in dict(reversed([*_places(projet)])).items():
        if not CODE.fullmatch(code) or code in decoupage.communes:
            continue
        if code in decoupage.anciennes:
            yield _former(code, *decoupage.anciennes[code], span)
        elif code in lines or COMMUNES not in projet.incomplets:
            yield _unknown(code, lines.get(code), decoupage, span)


def _unknown(code: str, line: LigneCommune | None, decoupage: Decoupage, span: Span) -> Finding:
    if line is not None and line.nom and line.source and line.population is not None:
        message = f"{line.nom} ({code}) : ce code n'est pas dans le découpage {decoupage.annee} des communes."
        hint = "ne le gardez que si la commune est toute nouvelle ; son intercommunalité ne sera pas imprimée."
        return Finding("T014", message, line.span, (hint,))
    hints = (
        "vérifiez-le sur insee.fr : ce n'est pas le code postal.",
        "pour une commune toute nouvelle, donnez code, nom, population, annee et source dans communes.csv.",
    )
    return Finding(
        "T007", f"{code} n'est le code d'aucune commune en {decoupage.annee}.", span, hints
    )


def _former(code: str, nom: str, now: CommuneLegale, span: Span) -> Finding:
    was = f"{nom} ({code})" if nom else f"la commune {code}"
    hint = f"écrivez {now.code}, et une seule fois."
    return Finding(
        "T007", f"{was} n'est plus une commune : aujourd'hui, {now.designation}.", span, (hint,)
    )


@controle()
def cities_or_arrondissements(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Paris, Lyon and Marseille are counted by arrondissement, and never twice."""
    known, listed = _listed(projet)
    parts = {known[code].ville for code in listed} - {""}
    for code, span in listed.items():
        if code in parts:
            message = f"{known[code].nom} ({code}) et certains de ses arrondissements sont tous deux dans la liste."
            hint = "gardez les arrondissements : la ville entière les compterait deux fois."
            yield Finding("T012", message, span, (hint,))
        elif code in VILLES:
            message = f"{known[code].nom} ({code}) est citée tout entière, soit {nombre(known[code].population)} habitants."
            hint = f"citez les arrondissements de la CPTS, de {VILLES[code]}."
            yield Finding("T013", message, span, (hint,))


@controle()
def one_region(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A commune far from the others has most often a figure of its code wrong."""
    known, listed = _listed(projet)
    regions = Counter(known[code].region for code in listed)
    usual, count = (regions.most_common(1) or [("", 0)])[0]
    apart = [code for code in listed if known[code].region != usual]
    for code in apart if count > len(listed) / 2 else ():
        message = (
            f"{code} est {known[code].designation} : les autres communes sont d'une autre région."
        )
        yield Finding("T015", message, listed[code], ("vérifiez les chiffres du code.",))


@controle(Piece.DECOUPAGE)
def people_within(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Whoever is of the CPTS practises in one of its communes; those who do not are told commune by commune."""
    names = [commune.nom for commune in comptes.communes]
    if not all(names) or _lists_none_for_sure(projet):
        return
    outside: dict[str, list[Personne]] = {}
    names += [nom.partition(" ")[0] for nom in names if "rrondissement" in nom]
    for personne in projet.annuaire.presents if names else ():
        where = personne.commune.strip()
        if _is_elsewhere(where, names) and not _in_a_faulty_list(where, projet):
            outside.setdefault(where, []).append(personne)
    for where, people in outside.items():
        yield _outside(where, people, names, projet)


def _lists_none_for_sure(projet: Projet) -> bool:
    """Whether the communes are those of a file of which a line may not have been read."""
    return not projet.identite.communes and COMMUNES in projet.doutes.fautes


def _in_a_faulty_list(where: str, projet: Projet) -> bool:
    """Whether a commune may be one that ``communes.csv`` names, on a line or in a column that was not read."""
    if COMMUNES not in projet.doutes.fautes:
        return False
    texte = next((texte for texte in projet.textes if texte.path == COMMUNES), None)
    return texte is None or fold(_town(where)) in fold(" ".join(texte.lines))


def _is_elsewhere(where: str, names: Iterable[str]) -> bool:
    """Whether a commune was typed, and is none of these."""
    if not where or BLANKS.search(where):
        return False
    town = _town(where)
    return not any(same_name(nom, town) for nom in names)


def _town(typed: str) -> str:
    """« 32000 Auch cedex » is Auch."""
    return POSTCODE.sub("", typed).strip(" ,()")


POSTCODE = motif(r"\b[0-9]{2} ?[0-9]{3}\b|\bcedex(?: [0-9]+)?\b", re.IGNORECASE)


def _outside(where: str, people: list[Personne], names: list[str], projet: Projet) -> Finding:
    listed = et(_with_roles(personne, projet) for personne in people[:MOST_NAMED])
    more = len(people) - MOST_NAMED
    listed += f", et {more} autre{'s' if more > 1 else ''}" if more > 0 else ""
    message = f"« {where} » n'est pas une commune du territoire : {listed}."
    hints = did_you_mean(where, names) if nearest(where, names, ALIKE) else ()
    hints = hints or (
        "ajoutez la commune à projet.yaml, ou acceptez ce constat si la personne est bien d'ailleurs.",
    )
    named = _where_named(where, projet)
    hints += (
        (f"des textes la nomment encore, à commencer par {named[0]} ({len(named)} en tout).",)
        if named
        else ()
    )
    first, *others = [personne.span for personne in people]
    return Finding("T019", message, first, hints, tuple(others))


ALIKE = 0.85
MOST_NAMED = 4


def _with_roles(personne: Personne, projet: Projet) -> str:
    """« Marc Duconte (pilote de M3-01, vice-président) »."""
    led = [f.cle for f in projet.fiches if f.pilote and _is(personne, f.pilote.value, projet)]
    roles = [f"pilote de {et(led)}"] if led else []
    roles += [
        poste.poste.lower()
        for poste in projet.statuts.valeurs.postes
        if poste.titulaire and _is(personne, poste.titulaire.value, projet)
    ]
    return f"{personne.nom_complet} ({', '.join(roles)})" if roles else personne.nom_complet


def _is(personne: Personne, named: str, projet: Projet) -> bool:
    return projet.annuaire.trouver(named) == personne


def _where_named(where: str, projet: Projet) -> list[Span]:
    word = re.compile(rf"(?<!\w){re.escape(_town(where))}(?!\w)")
    return [
        Span(texte.path, number)
        for texte in markdown(projet.textes)
        for number, line in enumerate(texte.lines, 1)
        if number >= texte.body_line and word.search(line)
    ]


# --- what communes.csv overrules ----------------------------------------------------------------------------------


@controle()
def populations_sourced(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A population that is not the legal one has a source, a year, and is not the legal one mistyped or gone stale."""
    older: list[tuple[LigneCommune, CommuneLegale]] = []
    for line, legale in _overruling(projet):
        if line.source and not line.annee:
            yield Finding(
                "T004", f"{line.nom or line.code} : la population n'a pas d'année.", line.span
            )
        elif legale is not None:
            yield from _against_the_law(line, legale)
            if line.source and _is_older(line, legale):
                older.append((line, legale))
    if older:
        yield _older(older)


def _against_the_law(line: LigneCommune, legale: CommuneLegale) -> Iterator[Finding]:
    if not line.source:
        hint = (
            "donnez la source de votre chiffre, ou videz la case pour prendre la population légale."
        )
        count = f"mais la population légale est de {nombre(legale.population)} ({legale.annee})"
        yield Finding("T008", f"{_population(line, legale)}, {count}.", line.span, (hint,))
    elif line.annee == legale.annee and "insee" in fold(line.source):
        hint = "corrigez le chiffre, ou videz la case pour prendre la population légale."
        count = f"d'après l'Insee, qui en compte {nombre(legale.population)} en {legale.annee}"
        yield Finding("T010", f"{_population(line, legale)} {count}.", line.span, (hint,))


def _is_older(line: LigneCommune, legale: CommuneLegale) -> bool:
    return line.annee.isdecimal() and int(line.annee) < int(legale.annee)


def _overruling(projet: Projet) -> Iterator[tuple[LigneCommune, CommuneLegale | None]]:
    """The lines whose population is not the legal one, each with the commune that it is about, if it is known."""
    for line in projet.communes:
        legale = projet.decoupage.communes.get(line.code)
        if line.population is not None and (legale is None or legale.population != line.population):
            yield line, legale


def _older(lines: list[tuple[LigneCommune, CommuneLegale]]) -> Finding:
    """Told once, since a whole file goes stale in a day."""
    line, legale = lines[0]
    message = f"{legale.nom} : la population est de {line.annee}, alors que celle de {legale.annee} est connue."
    if len(lines) > 1:
        older = f"{len(lines)} populations sont plus anciennes que la population légale de {legale.annee}"
        message = f"{older}, à commencer par celle-ci ({legale.nom}, {line.annee})."
    hint = f"videz la case pour prendre {nombre(legale.population)} habitants."
    return Finding("T011", message, line.span, (hint,), tuple(line.span for line, _ in lines[1:]))


def _population(line: LigneCommune, legale: CommuneLegale) -> str:
    return f"{line.nom or legale.nom} a {nombre(line.population or 0)} habitants"


@controle()
def names_of_communes(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for line in projet.communes:
        legale = projet.decoupage.communes.get(line.code)
        if legale is not None and line.nom and not same_name(line.nom, legale.nom):
            message = (
                f"le code {line.code} désigne {legale.designation}, or la ligne dit « {line.nom} »."
            )
            yield Finding("T009", message, line.span, ("corrigez le code ou le nom.",))


def _called(projet: Projet, line: LigneCommune) -> str:
    legale = projet.decoupage.communes.get(line.code)
    nom = line.nom or (legale.nom if legale else "")
    return f"{line.code} ({nom})" if nom else line.code
