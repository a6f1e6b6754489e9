"""The charts that texts ask for: the columns of a table of figures, or what the project already knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.model.citation import titre_et_mot
from pipeline.model.comptes import Comptes
from pipeline.model.defaut import Defaut
from pipeline.model.donnees import Case, Donnees
from pipeline.model.graphique import (
    CATEGORIES,
    EMPILEES,
    FORMES,
    GRAPHIQUES,
    LIBELLE,
    NON,
    OUI,
    PARTS,
    PLUS_GRAND,
    POINTS,
    SERIES,
    SERREES,
    Forme,
    Graphique,
    Graphiques,
    Serie,
    est_un_graphique,
    table_de_graphique,
)
from pipeline.model.langue.francais import et, nombre
from pipeline.model.langue.mots import did_you_mean, fold
from pipeline.model.projet import Projet
from pipeline.model.prose import Variable
from pipeline.model.valeur import dataclass

TOTALS = ("total", "ensemble")
"""How the label of a line of totals begins: drawn among the others, it would dwarf them."""

WHOLE = Decimal(100)
SLACK = Decimal("1.5")
"""What rounded shares may add up to, beside a hundred."""

IN_WORDS: Mapping[Forme, str] = {
    Forme.BARRES: "Graphique en barres",
    Forme.HORIZONTALES: "Graphique en barres horizontales",
    Forme.COURBES: "Courbes",
    Forme.SECTEURS: "Graphique en secteurs",
    Forme.PYRAMIDE: "Pyramide des âges",
    Forme.AVANT_APRES: "Graphique avant et après",
}
MOST_TOLD = 12
"""Labels whose numbers are all told in words; for more, the lowest and the highest of each series."""


def graphiques(projet: Projet, comptes: Comptes) -> Graphiques:
    """Each chart cited that has something to show."""
    found: dict[str, Graphique] = {}
    for node in projet.citations:
        if not isinstance(node, Variable) or not est_un_graphique(node.name):
            continue
        fait = comptes.faits.get(node.name)
        shows = fait is not None and not fait.vide and node.cle not in found
        made = _graphique(node, projet, comptes) if shows else None
        if fait is not None and made is not None:
            found[node.cle] = _said(made, made.titre or fait.sens)
    return found


def _said(graphique: Graphique, titre: str) -> Graphique:
    """With its title, and its words for who cannot see it where the author gave none."""
    alt = graphique.alt or (in_words(graphique, titre) if graphique.series else "")
    return replace(graphique, titre=titre, alt=alt)


def _graphique(node: Variable, projet: Projet, comptes: Comptes) -> Graphique | None:
    if node.name not in GRAPHIQUES and (table := table_de_graphique(node.name)):
        return of_table(node, projet.donnees[table])
    from pipeline.compute.graphiques_du_projet import ready_made

    return ready_made(node, projet, comptes)


def in_words(graphique: Graphique, titre: str) -> str:
    """What a chart shows, for who cannot see it."""
    head = f"{IN_WORDS[graphique.forme]} : {titre}."
    said = _Dite(graphique.decimales, f"\u00a0{graphique.unite}" if graphique.unite else "")
    if len(graphique.libelles) > MOST_TOLD:
        return " ".join([head, *(_extremes(graphique, serie, said) for serie in graphique.series)])
    told = [_line_in_words(graphique, rank, said) for rank in range(len(graphique.libelles))]
    return f"{head} {' ; '.join(told)}."


@dataclass(frozen=True, slots=True)
class _Dite:
    """How the numbers of a chart are said: their digits after the comma, and what follows each."""

    decimales: int
    unite: str

    def __call__(self, value: Decimal | None) -> str:
        return (
            "sans chiffre" if value is None else nombre(round(value, self.decimales)) + self.unite
        )


def _line_in_words(graphique: Graphique, rank: int, said: _Dite) -> str:
    values = [(serie.nom, serie.valeurs[rank]) for serie in graphique.series]
    if len(values) == 1:
        return f"{graphique.libelles[rank]} : {said(values[0][1])}"
    parts = (f"{name} {said(value)}" for name, value in values)
    return f"{graphique.libelles[rank]} : {', '.join(parts)}"


def _extremes(graphique: Graphique, serie: Serie, said: _Dite) -> str:
    known = [(value, rank) for rank, value in enumerate(serie.valeurs) if value is not None]
    (low, first), (high, last) = min(known), max(known)
    return (
        f"{serie.nom} : au plus bas {said(low)} ({graphique.libelles[first]}), "
        f"au plus haut {said(high)} ({graphique.libelles[last]})."
    )


# --- a table of figures -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Demande:
    """What a citation asks of a table, its names folded."""

    node: Variable
    donnees: Donnees
    options: Mapping[str, str]

    def fault(self, cle: str, message: str, *hints: str) -> Defaut:
        """Why nothing can be drawn, where the option was typed."""
        return Defaut(message, self.node.place(cle), hints, bloque=True)

    def remark(self, cle: str, message: str, *hints: str) -> Defaut:
        return Defaut(message, self.node.place(cle), hints)

    @property
    def titles(self) -> list[str]:
        return [fold(column.value) for column in self.donnees.colonnes]

    @property
    def numbers(self) -> list[str]:
        """The titles of the columns of quantities."""
        pairs = zip(self.donnees.colonnes, self.donnees.nombres, strict=True)
        return [column.value for column, is_number in pairs if is_number]

    @property
    def lines(self) -> list[tuple[Case, ...]]:
        return [row for row in self.donnees.lignes if any(case.texte.strip() for case in row)]


@dataclass(frozen=True, slots=True)
class _Choix:
    """The ranks of the columns: that of the labels, those of the series, that of the target if any."""

    libelles: int
    series: tuple[int, ...]
    cible: int | None = None

    @property
    def toutes(self) -> tuple[int, ...]:
        return self.series if self.cible is None else (*self.series, self.cible)


class _Impossible(Exception):
    """What stops a chart from being drawn."""

    def __init__(self, defaut: Defaut) -> None:
        self.defaut = defaut


def of_table(node: Variable, donnees: Donnees) -> Graphique:
    """The chart of a table; when it cannot be drawn, an empty one that says why."""
    options = {fold(name): value for name, value in node.options}
    demande = _Demande(node, donnees, options)
    try:
        return _drawn(demande)
    except _Impossible as stopped:
        return Graphique(Forme.BARRES, (), (), defauts=(stopped.defaut,))


def _drawn(demande: _Demande) -> Graphique:
    forme = _forme(demande)
    choix = _columns(demande, forme)
    lines = [row for row in demande.lines if not _is_total(row[choix.libelles])]
    _check_size(demande, forme, lines)
    unite = _unit(demande, choix, lines)
    series = tuple(_serie(demande, rank, lines, rank == choix.cible) for rank in choix.toutes)
    _check_shares(demande, forme, choix, lines)
    drawn = Graphique(
        forme,
        tuple(row[choix.libelles].texte for row in lines),
        series,
        axe=demande.options.get("axe", demande.donnees.colonnes[choix.libelles].value),
        unite=unite,
        empile=_is_piled(demande, forme),
        titre=titre_et_mot(demande.node)[0],
        source=demande.options.get("source", ""),
        alt=demande.options.get("alt", ""),
        remarques=_holes(lines, choix),
    )
    return _with_remarks(drawn, demande, lines, choix)


def _forme(demande: _Demande) -> Forme:
    typed = demande.options.get("type", Forme.BARRES.value)
    forme = FORMES.get(fold(typed))
    if forme is None:
        message = f"« {typed} » n'est pas un type de graphique."
        hints = did_you_mean(typed, [forme.value for forme in Forme])
        raise _Impossible(demande.fault("type", message, *hints))
    return forme


def _is_piled(demande: _Demande, forme: Forme) -> bool:
    typed = demande.options.get("empile", "")
    if typed and fold(typed) not in (*OUI, *NON):
        message = f"« empile » se répond par oui ou non, pas par « {typed} »."
        raise _Impossible(demande.fault("empile", message))
    asked = fold(typed) in OUI or fold(demande.options.get("type", "")) in EMPILEES
    return asked and forme in (Forme.BARRES, Forme.HORIZONTALES)


# --- columns ------------------------------------------------------------------------------------------------------


def _columns(demande: _Demande, forme: Forme) -> _Choix:
    named = _named_once(demande)
    target = demande.options.get("cible", "")
    cible = _column(demande, "cible", target) if target else None
    labels = _column_of_labels(demande, named)
    series = _columns_of_numbers(demande, named, labels)
    choix = _Choix(labels, tuple(rank for rank in series if rank != cible), cible)
    for rank in choix.toutes:
        if not demande.donnees.nombres[rank]:
            raise _Impossible(_not_numbers(demande, rank, "cible" if rank == cible else "colonnes"))
    _check_count(demande, forme, choix)
    return choix


def _named_once(demande: _Demande) -> list[int]:
    """The columns asked for; one named twice would be drawn twice, in place of the one that was meant."""
    named = [_column(demande, "colonnes", word) for word in _words(demande)]
    twice = next((rank for place, rank in enumerate(named) if rank in named[:place]), None)
    if twice is None:
        return named
    message = f"la colonne « {demande.donnees.colonnes[twice].value} » est nommée deux fois."
    others = [column for rank, column in enumerate(demande.donnees.colonnes) if rank not in named]
    listed = et(f"« {column.value} »" for column in others) if others else ""
    hint = f"gardez-la une fois ; les autres sont {listed}." if others else "gardez-la une fois."
    raise _Impossible(demande.fault("colonnes", message, hint))


def _column_of_labels(demande: _Demande, named: Sequence[int]) -> int:
    """The first that is named, unless it holds numbers; else the first of the table that holds none."""
    is_number = demande.donnees.nombres
    if named and not is_number[named[0]]:
        return named[0]
    if False in is_number:
        return is_number.index(False)
    message = (
        f"{demande.donnees.span.path} n'a pas de colonne de mots : les barres seraient sans nom."
    )
    raise _Impossible(demande.fault("colonnes", message, "ajoutez une colonne qui les nomme."))


def _columns_of_numbers(demande: _Demande, named: Sequence[int], labels: int) -> list[int]:
    """The others that are named; all that hold numbers when none is."""
    chosen = [rank for rank in named if rank != labels]
    return chosen or [rank for rank, number in enumerate(demande.donnees.nombres) if number]


def _words(demande: _Demande) -> list[str]:
    """The columns asked for, between « ; », or between commas where no column has one."""
    typed = demande.options.get("colonnes", "")
    sign = ";" if ";" in typed or fold(typed) in demande.titles else ","
    return [word.strip() for word in typed.split(sign) if word.strip()]


def _column(demande: _Demande, cle: str, word: str) -> int:
    titles = demande.titles
    if fold(word) in titles:
        return titles.index(fold(word))
    message = f"{demande.donnees.span.path} n'a pas de colonne « {word} »."
    hints = did_you_mean(word, [column.value for column in demande.donnees.colonnes])
    raise _Impossible(demande.fault(cle, message, *hints))


def _not_numbers(demande: _Demande, rank: int, cle: str) -> Defaut:
    title = demande.donnees.colonnes[rank].value
    message = f"la colonne « {title} » de {demande.donnees.span.path} ne contient pas de nombres."
    known = [f"« {name} »" for name in demande.numbers]
    hint = (
        f"celles qui en contiennent : {et(known)}."
        if known
        else "aucune de ses colonnes n'en contient."
    )
    return demande.fault(cle, message, hint)


def _check_count(demande: _Demande, forme: Forme, choix: _Choix) -> None:
    wanted = {Forme.SECTEURS: 1, Forme.PYRAMIDE: 2, Forme.AVANT_APRES: 2}.get(forme)
    if choix.cible is not None and forme not in (Forme.BARRES, Forme.AVANT_APRES, Forme.COURBES):
        message = f"« {forme.value} » ne peut pas montrer de cible."
        hint = "choisissez « barres », « courbes » ou « avant et après »."
        raise _Impossible(demande.fault("cible", message, hint))
    count = len(choix.series)
    names = "une colonne" if wanted == 1 else f"{wanted} colonnes"
    if not count:
        message = f"{demande.donnees.span.path} n'a aucune colonne de nombres à montrer."
        raise _Impossible(demande.fault("colonnes", message))
    if wanted is not None and count != wanted:
        message = f"« {forme.value} » montre {names} de nombres, et celui-ci en a {count}."
        listed = " ; ".join(f"{name}" for name in demande.numbers[:wanted])
        hint = (
            f"nommez-les : colonnes: {demande.donnees.colonnes[choix.libelles].value} ; {listed}."
        )
        raise _Impossible(demande.fault("colonnes", message, hint))


# --- lines --------------------------------------------------------------------------------------------------------


def _is_total(case: Case) -> bool:
    return fold(case.texte).startswith(TOTALS)


def _check_size(demande: _Demande, forme: Forme, lines: Sequence[Sequence[Case]]) -> None:
    most = POINTS if forme is Forme.COURBES else CATEGORIES
    if len(lines) > most:
        count = nombre(len(lines))
        message = f"ce graphique aurait {count} lignes de {demande.donnees.span.path} : au-delà de {most}, rien ne se lit."
        hint = "réunissez des lignes dans le fichier, ou faites-en un qui ne garde que les principales."
        raise _Impossible(Defaut(message, demande.node.span, (hint,), bloque=True))
    if not lines:
        message = f"{demande.donnees.span.path} n'a aucune ligne à montrer."
        raise _Impossible(Defaut(message, demande.node.span, (), bloque=True))


def _unit(demande: _Demande, choix: _Choix, lines: Sequence[Sequence[Case]]) -> str:
    """That of the cells, else the one that the author names; numbers of two units have no common axis."""
    found = _first_of_each_unit(choix, lines)
    told = [unit for unit in found if unit]
    some_have_none = "" in found and not _all_zero(lines, choix)
    if len(told) > 1 or (told and some_have_none):
        first, second = (f"« {found[unit].texte} »" for unit in list(found)[:2])
        message = f"{first} et {second} n'ont pas la même unité : un graphique n'en a qu'une."
        hint = "montrez-les dans deux graphiques, ou écrivez la même unité dans toutes les cases."
        raise _Impossible(demande.fault("colonnes", message, hint))
    return told[0] if told else demande.options.get("unite", "")


def _first_of_each_unit(choix: _Choix, lines: Sequence[Sequence[Case]]) -> Mapping[str, Case]:
    """Unit → the first cell that has it, "" for numbers without any."""
    found: dict[str, Case] = {}
    for row in lines:
        for rank in choix.toutes:
            if row[rank].valeur is not None:
                found.setdefault(row[rank].suffixe, row[rank])
    return found


def _all_zero(lines: Sequence[Sequence[Case]], choix: _Choix) -> bool:
    """Whether the only numbers without a unit are zeros, which are the same in any."""
    bare = (row[r].valeur for row in lines for r in choix.toutes if not row[r].suffixe)
    return not any(bare)


def _serie(demande: _Demande, rank: int, lines: Sequence[Sequence[Case]], cible: bool) -> Serie:
    title = demande.donnees.colonnes[rank]
    values = tuple(row[rank].valeur for row in lines)
    huge = next(
        (row[rank] for row in lines if abs(row[rank].valeur or Decimal(0)) >= PLUS_GRAND), None
    )
    if huge is not None:
        message = f"« {huge.texte} » est trop grand : un graphique ne montre pas un tel nombre."
        hint = "comptez en milliers ou en millions, et dites-le dans « unite »."
        raise _Impossible(Defaut(message, huge.span, (hint,), bloque=True))
    if all(value is None for value in values):
        message = f"la colonne « {title.value} » n'a aucun nombre : il n'y a rien à montrer."
        raise _Impossible(Defaut(message, title.span, (), bloque=True))
    return Serie(title.value, values, cible)


def _check_shares(
    demande: _Demande, forme: Forme, choix: _Choix, lines: Sequence[Sequence[Case]]
) -> None:
    """A part of a whole, or people of an age, are never less than nothing."""
    if forme not in (Forme.SECTEURS, Forme.PYRAMIDE):
        return
    for row in lines:
        for rank in choix.series:
            value = row[rank].valeur
            if value is not None and value < 0:
                message = (
                    f"« {row[rank].texte} » est négatif : « {forme.value} » ne peut pas le montrer."
                )
                hint = "corrigez ce nombre, ou choisissez « barres »."
                raise _Impossible(Defaut(message, row[rank].span, (hint,), bloque=True))
    if forme is Forme.SECTEURS and not any(row[choix.series[0]].valeur for row in lines):
        message = "tous les nombres de ce graphique sont à zéro : il n'a pas de parts."
        raise _Impossible(demande.fault("colonnes", message))


def _holes(lines: Sequence[Sequence[Case]], choix: _Choix) -> tuple[str, ...]:
    """A bar that is not there could be taken for a zero."""
    lacking = [
        row[choix.libelles].texte
        for row in lines
        if any(row[rank].valeur is None for rank in choix.toutes)
    ]
    return (f"Chiffre manquant : {et(lacking)}.",) if lacking else ()


# --- what is drawn, and hard to read ------------------------------------------------------------------------------


def _with_remarks(
    drawn: Graphique, demande: _Demande, lines: Sequence[Sequence[Case]], choix: _Choix
) -> Graphique:
    said = [
        *_long_labels(demande, lines, choix),
        *_too_many(drawn, demande),
        *_not_a_whole(drawn, demande),
        *_not_piled(drawn, demande),
    ]
    return replace(drawn, defauts=tuple(said))


def _long_labels(demande: _Demande, lines: Sequence[Sequence[Case]], choix: _Choix) -> list[Defaut]:
    """Labels along the axis, and titles of columns, which the legend prints."""
    labels = [(row[choix.libelles].texte, row[choix.libelles].span) for row in lines]
    titles = [demande.donnees.colonnes[rank] for rank in choix.toutes]
    return [
        Defaut(
            f"ce libellé a {len(text)} caractères : il prendrait la place des barres.",
            span,
            (f"raccourcissez-le : {LIBELLE} caractères au plus.",),
        )
        for text, span in (*labels, *((title.value, title.span) for title in titles))
        if len(text) > LIBELLE
    ]


def _too_many(drawn: Graphique, demande: _Demande) -> list[Defaut]:
    if drawn.forme is Forme.SECTEURS and len(drawn.libelles) > PARTS:
        message = (
            f"ce graphique a {len(drawn.libelles)} parts : au-delà de {PARTS}, elles se confondent."
        )
        return [demande.remark("type", message, "choisissez « barres horizontales ».")]
    if drawn.forme is not Forme.COURBES and len(drawn.libelles) > SERREES:
        message = f"ce graphique a {len(drawn.libelles)} libellés : au-delà de {SERREES}, ils se lisent mal."
        hint = "ne gardez que les principaux, réunissez les autres, ou choisissez « courbes »."
        return [Defaut(message, demande.node.span, (hint,))]
    if len(drawn.series) > SERIES:
        message = f"ce graphique compare {len(drawn.series)} colonnes : au-delà de {SERIES}, elles se confondent."
        return [demande.remark("colonnes", message, "nommez les principales dans « colonnes ».")]
    return []


def _not_a_whole(drawn: Graphique, demande: _Demande) -> list[Defaut]:
    total = sum(drawn.valeurs, Decimal(0))
    if drawn.forme is not Forme.SECTEURS or drawn.unite != "%" or abs(total - WHOLE) <= SLACK:
        return []
    message = f"les parts de ce graphique font {nombre(total)} % : un disque entier en montre 100."
    hint = "ajoutez la part qui manque, ou choisissez « barres »."
    return [demande.remark("type", message, hint)]


def _not_piled(drawn: Graphique, demande: _Demande) -> list[Defaut]:
    if fold(demande.options.get("empile", "")) not in OUI or drawn.empile:
        return []
    message = f"« empile » ne change rien à « {drawn.forme.value} »."
    return [
        demande.remark("empile", message, "il vaut pour « barres » et « barres horizontales ».")
    ]
