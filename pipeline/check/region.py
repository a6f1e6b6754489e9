"""Rules that only many projects together show.  Nobody is named: a finding tells posts and projects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.model.decoupage import CommuneLegale
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import et, nombre
from pipeline.model.langue.mots import fold
from pipeline.model.portefeuille import ArticleSuivi, Region, Sort
from pipeline.model.span import Span

SHOWN = 12
"""Names told one by one; the others are counted."""

Communes = Mapping[str, CommuneLegale]


def check_region(region: Region, communes: Communes) -> tuple[Finding, ...]:
    """What is wrong between projects that may each be sound; ``communes`` are known by their codes."""
    known = [sort for sort in region.sorts if sort.portrait is not None]
    return (
        *_same_names(known),
        *_disputed(region, communes),
        *_holes(region, communes),
        *_in_two_bureaux(known),
        *_older_models(known),
    )


def _span(sort: Sort, path: str = "content/projet.yaml") -> Span:
    return Span(f"{sort.dossier}/{path}")


def _same_names(known: Sequence[Sort]) -> Iterator[Finding]:
    by_name: dict[str, list[Sort]] = defaultdict(list)
    for sort in known:
        if sort.portrait and sort.portrait.nom:
            by_name[fold(sort.portrait.nom)].append(sort)
    for same in by_name.values():
        if len(same) > 1 and same[0].portrait:
            where = et([one.dossier for one in same])
            message = f"« {same[0].portrait.nom} » est le nom de {len(same)} projets : {where}."
            hint = "retirez celui qui est une copie ; si ce sont deux CPTS, donnez à chacune son nom dans projet.yaml."
            yield Finding("V001", message, _span(same[0]), (hint,), tuple(map(_span, same[1:])))


def _are_copies(sorts: Sequence[Sort]) -> bool:
    """Whether they are one project, or bear one name, which V001 has told: what follows from it is not told again."""
    return len({fold(sort.portrait.nom) for sort in sorts if sort.portrait}) < 2


def _disputed(region: Region, communes: Communes) -> Iterator[Finding]:
    """One finding for the same projects, however many communes they both claim."""
    by_label = {sort.etiquette: sort for sort in region.sorts}
    together: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for code, names in region.disputees.items():
        together[names].append(code)
    for names, codes in together.items():
        if _are_copies([by_label[name] for name in names]):
            continue
        one = len(codes) == 1
        what = f"{_named(codes, communes)} {'est demandée' if one else 'sont demandées'} par {et(names)}"
        people = sum(communes[code].population for code in codes if code in communes)
        message = f"{what} : {nombre(people)} habitants compteraient {len(names)} fois."
        places = [_span(by_label[name]) for name in names]
        hint = "convenez de celle qui la garde, et retirez son code de « communes » chez l'autre."
        yield Finding("V002", message, places[0], (hint,), tuple(places[1:]))


def _holes(region: Region, communes: Communes) -> Iterator[Finding]:
    by_label = {sort.etiquette: sort for sort in region.sorts}
    for hole, around in zip(region.trous, region.autour, strict=True):
        people = sum(communes[code].population for code in hole if code in communes)
        verb, them = ("n'est", "l'") if len(hole) == 1 else ("ne sont", "les ")
        what = f"{_named(hole, communes)} {verb} d'aucune CPTS"
        owners = f"{them}entourent, {_shown(around)}" if around else f"{them}entourent"
        message = f"{what}, entre celles qui {owners} ({nombre(people)} habitants)."
        hint = "demandez aux CPTS voisines laquelle soigne ces habitants, et ajoutez le code à sa liste."
        places = [_span(by_label[name]) for name in around] or [Span(region.sorts[0].dossier)]
        yield Finding("V003", message, places[0], (hint,), tuple(places[1:]))


def _named(codes: Iterable[str], communes: Communes) -> str:
    names = [communes[code].designation if code in communes else code for code in codes]
    if len(names) <= SHOWN:
        return et(names)
    return f"{', '.join(names[:SHOWN])} et {len(names) - SHOWN} autres communes"


def _in_two_bureaux(known: Sequence[Sort]) -> Iterator[Finding]:
    held: dict[str, list[tuple[Sort, str]]] = defaultdict(list)
    for sort in known:
        for mandat in sort.portrait.bureau if sort.portrait else ():
            held[mandat.titulaire].append((sort, mandat.poste))
    for posts in held.values():
        if not _are_copies([sort for sort, _ in posts]):
            told = et([f"« {poste} » de {sort.etiquette}" for sort, poste in posts])
            message = f"le même nom et le même prénom tiennent {told}."
            hint = "si c'est une seule personne, vérifiez que les statuts des deux associations le permettent."
            places = [_span(sort, "content/statuts/valeurs.yaml") for sort, _ in posts]
            yield Finding("V004", message, places[0], (hint,), tuple(places[1:]))


def _older_models(known: Sequence[Sort]) -> Iterator[Finding]:
    """Articles that several projects have word for word, and that are not those of the model shipped with the program."""
    shared: dict[tuple[str, str], list[tuple[Sort, ArticleSuivi]]] = defaultdict(list)
    for sort, model, article in _changed_articles(known):
        shared[model, article.empreinte].append((sort, article))
    by_group: dict[tuple[str, tuple[str, ...]], list[ArticleSuivi]] = defaultdict(list)
    places: dict[tuple[str, ...], list[Sort]] = {}
    for (model, _), found in shared.items():
        who = tuple(sort.etiquette for sort, _ in found)
        if len(found) > 1:
            by_group[model, who].append(found[0][1])
            places[who] = [sort for sort, _ in found]
    for (model, who), articles in by_group.items():
        numbers = et([_designation(article) for article in articles])
        message = f"{numbers} : {len(who)} projets ont le même texte, qui n'est plus celui du modèle « {model} »."
        hint = (
            f"ce sont {_shown(who)} ; dans chacun, « make ecarts-statuts » montre ce qui diffère."
        )
        first, *others = (_span(sort, f"content/statuts/{model}/") for sort in places[who])
        yield Finding("V005", message, first, (hint,), tuple(others))


def _changed_articles(known: Sequence[Sort]) -> Iterator[tuple[Sort, str, ArticleSuivi]]:
    """Each article that is no longer that of its model, with its project and the name of the model."""
    for sort in known:
        if sort.portrait is None:
            continue
        for article in sort.portrait.articles:
            if not article.conforme:
                yield sort, sort.portrait.modele, article


def _shown(who: Sequence[str]) -> str:
    """All the names, or the first of them and how many others."""
    others = len(who) - SHOWN
    return et(who) if others <= 0 else f"{', '.join(who[:SHOWN])} et {others} autres"


def _designation(article: ArticleSuivi) -> str:
    return f"article {article.numero}" if article.numero else "préambule"
