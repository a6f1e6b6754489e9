"""Chapters, articles, needs, tables of figures and lists of words of two states."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from pipeline.compare.fiches import nom
from pipeline.compare.rapprochement import (
    Pair,
    either,
    in_common,
    in_turn,
    joined,
    paired,
    readable,
    rewritten,
    sentences,
    sides,
)
from pipeline.model.changement import Change
from pipeline.model.diagnostic import Besoin
from pipeline.model.donnees import Case, Donnees
from pipeline.model.langue.mots import fold
from pipeline.model.projet import NUMBERED, STATUTS, Chapitre, Piece, Projet
from pipeline.model.prose import Block, Heading, text_of
from pipeline.model.statuts import Article

SAME_CHAPTER = 0.6
"""How much two chapters must have in common to be one that was renamed."""

REGLEMENT = "Règlement intérieur"
ACTES = "actes"
Sections = Mapping[str, tuple[Block, ...]]
DE_BESOIN = ("theme", "besoin", "constat", "source", "priorite")


def chapitres(avant: Projet, apres: Projet) -> Iterator[Change]:
    titres = {one.cle: one.titre for side in (avant, apres) for one in side.livrables}
    unread = avant.illisibles | apres.illisibles
    for part in avant.chapitres:
        old, new = avant.chapitres[part], apres.chapitres.get(part, ())
        pairs = _pairs(old, new)
        for before, after in pairs:
            if before is None or after is None:
                yield from _come_or_gone(part, before, after, unread)
            elif before != after:
                yield from _chapter(part, before, after)
                yield from _documents(part, before, after, titres)
        if _changed_order(pairs, old, new):
            yield Change("ordre des chapitres", (part,))


def _changed_order(
    pairs: Iterable[tuple[Chapitre | None, Chapitre | None]],
    old: Sequence[Chapitre],
    new: Sequence[Chapitre],
) -> bool:
    """Whether the chapters of both sides are no longer in the same order."""
    stayed = sorted((old.index(one), new.index(other)) for one, other in pairs if one and other)
    ranks = [rank for _, rank in stayed]
    return ranks != sorted(ranks)


def _come_or_gone(
    part: str, before: Chapitre | None, after: Chapitre | None, unread: Container[str]
) -> Iterator[Change]:
    """A chapter of one state only; not one that could not be read in the other."""
    one = either(before, after)
    if one.path not in unread:
        titles = sides(before, after, lambda side: side.titre)
        yield Change("chapitre", (part, one.titre), *titles)


def _pairs(old: Sequence[Chapitre], new: Sequence[Chapitre]) -> list[Pair[Chapitre]]:
    """By the name of the file without its number, by the title, then by what they say."""
    keys = (lambda one: NUMBERED.sub("", one.path), lambda one: fold(one.titre))
    found = in_turn(old, new, keys)
    pairs = [
        *((one, None) for one in found.gone),
        *((None, other) for other in found.come),
        *found.stayed,
    ]
    return joined(
        pairs,
        lambda one, other: in_common(sentences(one.blocs), sentences(other.blocs)) >= SAME_CHAPTER,
    )


def _chapter(part: str, old: Chapitre, new: Chapitre) -> Iterator[Change]:
    place = (part, new.titre)
    if old.titre != new.titre:
        yield Change("titre de chapitre", place, old.titre, new.titre)
    yield from _dates_of_mission(old, new)
    if _head(old) != _head(new):
        yield Change("en-tête de chapitre", place)
    before, after = _sections(old.blocs), _sections(new.blocs)
    changed = tuple(dict.fromkeys(t for t in [*after, *before] if before.get(t) != after.get(t)))
    if changed:
        yield Change("sections", place, apres=changed, phrases=_phrases(changed, before, after))
    elif old.blocs != new.blocs:
        yield Change("ordre des sections", place)


def _head(chapitre: Chapitre) -> tuple[object, ...]:
    """What its front matter says, but for the title and the dates, which have changes of their own."""
    return (
        chapitre.tableau,
        chapitre.mission,
        chapitre.courrier,
        chapitre.pilote,
        chapitre.copilotes,
        chapitre.referent,
    )


def _dates_of_mission(old: Chapitre, new: Chapitre) -> Iterator[Change]:
    for champ in ("demarrage", "deploiement"):
        before, after = getattr(old, champ), getattr(new, champ)
        if before != after:
            yield Change(
                "date de mission",
                (new.titre, champ),
                *sides(before, after, lambda side: side.value),
            )


def _phrases(
    titles: Iterable[str], before: Sections, after: Sections
) -> tuple[tuple[str, str], ...]:
    """The sentences of these sections that are no longer the same."""
    both = ((sentences(before.get(title, ())), sentences(after.get(title, ()))) for title in titles)
    return tuple(pair for was, now in both for pair in rewritten(was, now))


def _documents(
    part: str, old: Chapitre, new: Chapitre, titres: Mapping[str, str]
) -> Iterator[Change]:
    """The documents that print a chapter, when it names them."""
    before, after = (
        tuple(titres.get(one.value, one.value) for one in side.livrables) for side in (old, new)
    )
    if sorted(before) != sorted(after):
        yield Change("documents d'un chapitre", (part, new.titre), before, after)


def _sections(blocks: Iterable[Block]) -> Sections:
    """Title of a section, ``""`` for what comes first → its blocks, its own subsections included."""
    found: dict[str, list[Block]] = {}
    title = ""
    for block in blocks:
        if isinstance(block, Heading) and block.level <= 2:
            title = text_of(block.inlines)
        found.setdefault(title, []).append(block)
    return {name: tuple(held) for name, held in found.items()}


# --- statutes -------------------------------------------------------------------------------------------------------


def statuts(avant: Projet, apres: Projet) -> Iterator[Change]:
    """The values, then the articles that the model followed prints, then the règlement intérieur."""
    old, new = avant.statuts, apres.statuts
    if readable(Piece.STATUTS, avant, apres):
        yield from _values(avant, apres)
    if not (avant.illisibles | apres.illisibles) & {f"{STATUTS}valeurs.yaml"}:
        yield from _articles("Statuts", old.articles, new.articles)
    yield from _articles(REGLEMENT, old.reglement, new.reglement)


def _values(avant: Projet, apres: Projet) -> Iterator[Change]:
    old, new = avant.statuts.valeurs, apres.statuts.valeurs
    if old.modele != new.modele:
        models = sides(old.modele, new.modele, lambda side: side.value)
        yield Change("modèle de statuts", (), *models)
    for path in dict.fromkeys([*old.scalaires, *new.scalaires]):
        before, after = old.texte(path), new.texte(path)
        if before != after:
            yield Change("valeur des statuts", (path,), before, after)
    yield from _postes(avant, apres)
    yield from _administrateurs(avant, apres)
    for before_college, after_college in paired(
        old.colleges, new.colleges, lambda college: college.cle
    ):
        if before_college != after_college:
            one_college = either(before_college, after_college)
            names = (one_college.nom,)
            yield Change(
                "collège", names, *sides(before_college, after_college, lambda side: side.nom)
            )
    if old.professions != new.professions or old.instances != new.instances:
        yield Change("listes des statuts", ())


def _postes(avant: Projet, apres: Projet) -> Iterator[Change]:
    old, new = avant.statuts.valeurs, apres.statuts.valeurs
    for before, after in paired(old.postes, new.postes, lambda post: fold(post.poste)):
        holders = (
            nom(avant, before.titulaire) if before else None,
            nom(apres, after.titulaire) if after else None,
        )
        if holders[0] != holders[1]:
            yield Change("poste du bureau", (either(before, after).poste,), *holders)


def _administrateurs(avant: Projet, apres: Projet) -> Iterator[Change]:
    """Who left the conseil and who came; the order in which they are listed says nothing."""
    before, after = (
        [nom(side, placed) for placed in side.statuts.valeurs.administrateurs]
        for side in (avant, apres)
    )
    left = tuple(name for name in before if name not in after)
    come = tuple(name for name in after if name not in before)
    if left or come:
        yield Change("administrateurs", (), left, come)


def _articles(text: str, avant: Sequence[Article], apres: Sequence[Article]) -> Iterator[Change]:
    for old, new in paired(avant, apres, lambda article: NUMBERED.sub("", article.span.path)):
        if old is None or new is None:
            one = either(old, new)
            names = (text, str(one.numero), one.titre)
            yield Change("article", names, *sides(old, new, lambda side: side.titre))
            continue
        names = (text, str(new.numero), new.titre)
        if old.numero != new.numero:
            yield Change("numéro d'article", names, old.numero, new.numero)
        if (old.titre, old.ouvre_titre, old.blocs) != (new.titre, new.ouvre_titre, new.blocs):
            phrases = rewritten(
                (old.titre, *sentences(old.blocs)), (new.titre, *sentences(new.blocs))
            )
            yield Change("article modifié", names, old.titre, new.titre, phrases)
        elif _origin(old) != _origin(new):
            yield Change("origine d'article", names)


def _origin(article: Article) -> object:
    """Where an article comes from: said to those who maintain it, and never printed."""
    evolutions = [(one.changement, one.raison, one.origine) for one in article.evolutions]
    return article.source, article.complement, evolutions


# --- lists ----------------------------------------------------------------------------------------------------------


def besoins(avant: Projet, apres: Projet) -> Iterator[Change]:
    for old, new in paired(avant.besoins, apres.besoins, lambda besoin: besoin.code):
        if old is None or new is None:
            one = either(old, new)
            yield Change("besoin", (one.code,), *sides(old, new, lambda side: side.besoin))
        elif old != new:
            yield from _need(old, new)


def _need(old: Besoin, new: Besoin) -> Iterator[Change]:
    for champ in DE_BESOIN:
        if getattr(old, champ) != getattr(new, champ):
            yield Change(
                "champ de besoin", (new.code, champ), getattr(old, champ), getattr(new, champ)
            )
    before, after = (tuple(placed.value for placed in side.missions) for side in (old, new))
    if before != after:
        yield Change("champ de besoin", (new.code, "missions"), before, after)


def donnees(avant: Projet, apres: Projet) -> Iterator[Change]:
    for name in sorted({*avant.donnees, *apres.donnees}):
        old, new = avant.donnees.get(name), apres.donnees.get(name)
        if old is None or new is None:
            yield Change(
                "tableau de données", (name,), name if old else None, name if new else None
            )
        elif old != new:
            yield from _table(name, old, new)


def _table(name: str, old: Donnees, new: Donnees) -> Iterator[Change]:
    """Cells by the words of their first column and the title of theirs."""
    old_titles, new_titles = (
        tuple(placed.value for placed in table.colonnes) for table in (old, new)
    )
    if old_titles != new_titles:
        yield Change("colonnes de données", (name,), old_titles, new_titles)
    for before, after in paired(old.lignes, new.lignes, _label):
        if before is None or after is None:
            labels = sides(before, after, _label)
            yield Change("ligne de données", (name, _label(either(before, after))), *labels)
            continue
        cells, now = _by_title(old_titles, before), _by_title(new_titles, after)
        for title in dict.fromkeys([*cells, *now]):
            if cells.get(title) != now.get(title):
                yield Change("case", (name, _label(after), title), cells.get(title), now.get(title))


def _label(row: Sequence[Case]) -> str:
    return row[0].texte if row else ""


def _by_title(titles: Sequence[str], row: Sequence[Case]) -> Mapping[str, str]:
    return {title: case.imprime for title, case in zip(titles, row, strict=False)}


def versions(avant: Projet, apres: Projet) -> Iterator[Change]:
    for old, new in paired(avant.versions, apres.versions, lambda one: one.version):
        if old != new:
            one = either(old, new)
            yield Change("version", (one.version,), *sides(old, new, lambda side: side.objet))


def validations(avant: Projet, apres: Projet) -> Iterator[Change]:
    for old, new in paired(
        avant.validations, apres.validations, lambda one: (one.piece.value, one.par)
    ):
        if old != new:
            one = either(old, new)
            yield Change("validation", (one.piece.value,), *sides(old, new, lambda side: side.par))


def listes(avant: Projet, apres: Projet) -> Iterator[Change]:
    """The CPTS's own sigles, and the warnings that it accepts."""
    before, after = (
        {one.sigle: one.sens for one in side.langue.propres} for side in (avant, apres)
    )
    for sigle in dict.fromkeys([*before, *after]):
        if before.get(sigle) != after.get(sigle):
            yield Change("sigle", (sigle,), before.get(sigle), after.get(sigle))
    for old, new in paired(
        avant.acceptes, apres.acceptes, lambda one: (one.code, one.fichier, one.texte)
    ):
        if old is None or new is None:
            one = either(old, new)
            yield Change(
                "constat accepté",
                (one.code, one.fichier, one.raison),
                one.code if old else None,
                one.code if new else None,
            )
