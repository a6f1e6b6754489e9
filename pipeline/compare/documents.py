"""Documents, templates and pictures of two states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pipeline.compare.rapprochement import either, paired, rewritten, sides
from pipeline.model.changement import ALLURE, ALLURE_COMMUNE, Change, Etat
from pipeline.model.charte import Charte
from pipeline.model.contenu import ContenuWord
from pipeline.model.etape_cpts import ETAPES, EtapeCPTS
from pipeline.model.files import CONTENT, SETS, TEMPLATES, Files
from pipeline.model.livrable import Livrable
from pipeline.model.span import Placed

PICTURES = (".png", ".jpg", ".jpeg", ".svg")
STEPS = {etape: typed for typed, etape in ETAPES.items()}
CHAMPS = (
    "titre",
    "gabarit",
    "parties",
    "annexes",
    "listes",
    "sans_brouillons",
    "publique",
    "sans_pages",
    "destinataires",
    "validation_exigee",
    "etapes",
    "annee",
    "seance",
)


def documents(avant: Etat, apres: Etat) -> Iterator[Change]:
    for old, new in paired(avant.projet.livrables, apres.projet.livrables, lambda one: one.cle):
        if old is None or new is None:
            one = either(old, new)
            yield Change("document", (one.titre,), *sides(old, new, lambda side: side.titre))
            continue
        for champ in CHAMPS:
            before, after = _words(old, champ), _words(new, champ)
            if before != after:
                yield Change("champ de document", (new.titre, champ), before, after)
    yield from _charte(avant.projet.charte, apres.projet.charte)
    yield from _templates(avant, apres)
    yield from _pictures(avant.files, apres.files)


def _charte(avant: Charte, apres: Charte) -> Iterator[Change]:
    """Colours, fonts, logos and partners, each by the words that name it."""
    before, after = _words_of_charte(avant), _words_of_charte(apres)
    for what in dict.fromkeys([*before, *after]):
        if before.get(what) != after.get(what):
            yield Change("charte", (what,), before.get(what), after.get(what))


def _words_of_charte(charte: Charte) -> dict[str, str]:
    words = {f"couleur « {cle} »": placed.value for cle, placed in charte.couleurs.items()}
    words |= {f"police « {cle} »": placed.value for cle, placed in charte.polices.items()}
    if charte.logo is not None:
        words["logo"] = charte.logo.value
    for partenaire in charte.partenaires:
        logo = f", logo {partenaire.logo.value}" if partenaire.logo else ""
        words[f"partenaire {partenaire.nom}"] = f"sur la couverture{logo}"
    return words


def _words(livrable: Livrable, champ: str) -> tuple[str, ...]:
    value = getattr(livrable, champ)
    if value is None or (isinstance(value, Placed) and isinstance(value.value, int)):
        return (str(value.value),) if value else ()
    if isinstance(value, bool):
        return ("oui" if value else "non",)
    if isinstance(value, tuple):
        return tuple(STEPS[one] if isinstance(one, EtapeCPTS) else one.value for one in value)
    return (value if isinstance(value, str) else value.value,)


def _templates(avant: Etat, apres: Etat) -> Iterator[Change]:
    """What changed in each; a look that changed alike in several is told once, as the charter of all of them."""
    changes = list(_of_each_template(avant, apres))
    alike: dict[tuple[object, ...], list[Change]] = {}
    for change in changes:
        alike.setdefault(_look_of(change), []).append(change)
    for change in changes:
        same = alike[_look_of(change)]
        if len(same) == 1:
            yield change
        elif change is same[0]:
            names = tuple(one.nom[0] for one in same)
            yield Change(ALLURE_COMMUNE, names, change.avant, change.apres, change.phrases)


def _look_of(change: Change) -> tuple[object, ...]:
    """What makes two changes of look the same; any other change is alone of its kind."""
    if change.sujet == ALLURE:
        return change.avant, change.apres, change.phrases
    return (id(change),)


def _of_each_template(avant: Etat, apres: Etat) -> Iterator[Change]:
    names = sorted(
        p for p in {*avant.files, *apres.files} if p.startswith(SETS) and p.endswith(".docx")
    )
    for path in names:
        name = path.removeprefix(TEMPLATES).removeprefix(SETS)
        before, after = avant.files.get(path), apres.files.get(path)
        if before is None or after is None:
            yield Change("gabarit", (name,), *_on_its_side(name, before, after))
        elif before != after:
            yield from _rewritten_template(path, avant, apres)


def _on_its_side(name: str, old: object, new: object) -> tuple[str | None, str | None]:
    return name if old is not None else None, name if new is not None else None


def _rewritten_template(path: str, avant: Etat, apres: Etat) -> Iterator[Change]:
    name = path.removeprefix(TEMPLATES).removeprefix(SETS)
    old, new = avant.gabarits.get(path), apres.gabarits.get(path)
    if old is None or new is None:
        yield Change("gabarit illisible", (name,))
        return
    used = tuple(one.titre for one in apres.projet.livrables if one.gabarit.value == name)
    yield from of_template(name, old, new, used)


def of_template(
    name: str, old: ContenuWord, new: ContenuWord, used: tuple[str, ...]
) -> Iterator[Change]:
    """What its words say, then how they look: one thing changed in many styles is told once."""
    for part in dict.fromkeys([*old.parties, *new.parties]):
        before, after = old.parties.get(part, ()), new.parties.get(part, ())
        if before != after:
            yield Change("texte de gabarit", (name, part, *used), phrases=rewritten(before, after))
    yield from _styles_on_one_side(name, old, new)
    styles_of = _styles_by_what_changed(old, new)
    for (left, come), styles in styles_of.items():
        yield Change(ALLURE, (name, *used), left, come, tuple(("", style) for style in styles))
    # A style that changed changes the lists that it dresses: they are told apart from it alone.
    layout = ("page", "images") if styles_of else ("page", "images", "listes")
    for champ in layout:
        before, after = getattr(old, champ), getattr(new, champ)
        if before != after:
            yield Change("mise en page", (name, champ, *used), before, after)


def _styles_on_one_side(name: str, old: ContenuWord, new: ContenuWord) -> Iterator[Change]:
    for style in dict.fromkeys([*old.styles, *new.styles]):
        was, now = old.styles.get(style), new.styles.get(style)
        if was is None or now is None:
            yield Change("style", (name, style), *_on_its_side(style, was, now))


def _styles_by_what_changed(
    old: ContenuWord, new: ContenuWord
) -> Mapping[tuple[str, str], Sequence[str]]:
    """What left and what came → the styles that both states have, and that lost the one for the other."""
    found: dict[tuple[str, str], list[str]] = {}
    for style in old.styles:
        if style in new.styles:
            for pair in _looks(old.styles[style], new.styles[style]):
                found.setdefault(pair, []).append(style)
    return found


def _looks(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Properties that left beside those of their kind that came: « couleur 0F4C5C », « couleur 0B5D3B »."""
    left, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    kinds = {kind(word): word for word in come}
    for word in left:
        yield word, kinds.pop(kind(word), "")
    yield from (("", word) for word in kinds.values())


def kind(look: str) -> str:
    """« espace après » of « espace après 5 pt »: a property without its value.

    >>> kind("couleur 0F4C5C"), kind("espace après 5 pt"), kind("gras")
    ('couleur', 'espace après', 'gras')
    """
    words = look.removesuffix(" pt").split(" ")
    return " ".join(words[:-1]) or look


def _pictures(avant: Files, apres: Files) -> Iterator[Change]:
    before, after = _of_content(avant), _of_content(apres)
    same = {data: path for path, data in before.items()}
    for path in sorted({*before, *after}):
        if path in before and path in after:
            if before[path] != after[path]:
                yield Change("image modifiée", (path.removeprefix(CONTENT),))
        elif path in after and after[path] not in same:
            yield Change("image", (path.removeprefix(CONTENT),), apres=path)
        elif path in before and before[path] not in after.values():
            yield Change("image", (path.removeprefix(CONTENT),), avant=path)


def _of_content(files: Files) -> Mapping[str, bytes]:
    return {
        p: data
        for p, data in files.items()
        if p.startswith(CONTENT) and p.lower().endswith(PICTURES)
    }
