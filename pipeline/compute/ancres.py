"""Everything that a reference may point to, in the order of the project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.model.ancre import (
    Ancre,
    de_annexe,
    de_article,
    de_chapitre,
    de_fiche,
    de_legende,
    de_mission,
    de_section,
    mots,
)
from pipeline.model.carte import CARTE_EN_BREF, TITRE_DE_LA_CARTE
from pipeline.model.citation import a_son_mot, titre_et_mot
from pipeline.model.fait import Fait, Faits, Genre
from pipeline.model.graphique import BLOC
from pipeline.model.livrable import ANNEXES, BREF, TITRES_ANNEXES
from pipeline.model.mission import MISSIONS
from pipeline.model.parcours import every_block
from pipeline.model.projet import Projet
from pipeline.model.prose import Block, Figure, Heading, Legende, Table, Variable, text_of
from pipeline.model.statuts import Article
from pipeline.model.tableaux import LEGENDES, cle_de_tableau

PARTIES = {"diagnostic": "partie 1", "missions": "partie 2", "organisation": "partie 3"}
DRAWN_FROM_A_TABLE = (f"{BLOC}(", "carte(")
"""How the citation of a chart or of a map of a table begins."""

TITRES_PARTIES = {
    "diagnostic": "Diagnostic territorial",
    "missions": "Missions",
    "organisation": "Organisation",
}


def ancres(projet: Projet, faits: Faits) -> tuple[Ancre, ...]:
    """The anchors as the sources give them; one given twice is there twice."""
    return (
        *(
            Ancre(f"partie-{cle}", texte, titre=TITRES_PARTIES[cle])
            for cle, texte in PARTIES.items()
        ),
        *_missions(projet),
        *_fiches(projet),
        *_chapitres(projet),
        *_annexes(projet),
        *_articles(projet.statuts.articles, " des statuts"),
        *_articles(projet.statuts.reglement, " du règlement intérieur"),
        *_inserted(projet, faits),
        *_drawn(projet, faits),
        *_captioned(projet),
    )


def _missions(projet: Projet) -> Iterator[Ancre]:
    for mission in MISSIONS:
        if mission.cle in projet.identite.retenues:
            yield Ancre(de_mission(mission.cle), f"mission {mission.rang}", titre=mission.titre)


def _fiches(projet: Projet) -> Iterator[Ancre]:
    for fiche in projet.fiches:
        if fiche.code is not None:
            titre = fiche.titre.value if fiche.titre else ""
            words = f"fiche {fiche.code.value}"
            yield Ancre(de_fiche(fiche.code.value), words, fiche.path, span=fiche.span, titre=titre)
        for blocks in fiche.textes.values():
            yield from _inside(blocks)


def _chapitres(projet: Projet) -> Iterator[Ancre]:
    for partie, chapters in projet.chapitres.items():
        for chapter in chapters:
            if partie == "annexes":
                titre = f"annexe « {chapter.titre} »"
                yield Ancre(de_annexe(mots(chapter.path)), titre, chapter.path, span=chapter.span)
            else:
                titre = f"chapitre « {chapter.titre} »"
                yield Ancre(de_chapitre(chapter.path), titre, chapter.path, span=chapter.span)
            yield from _inside(chapter.blocs)


def _annexes(projet: Projet) -> Iterator[Ancre]:
    for name in ANNEXES:
        if name in TITRES_ANNEXES:
            yield Ancre(de_annexe(name), f"annexe « {TITRES_ANNEXES[name]} »")


def _articles(articles: Iterable[Article], complement: str) -> Iterator[Ancre]:
    for article in articles:
        path = article.span.path
        if article.numero:
            folder = "/".join(path.split("/")[:2]) + "/"
            words = f"article {article.numero}"
            yield Ancre(
                de_article(path), words, path, complement, folder, article.span, article.titre
            )
        yield from _inside(article.blocs)


def _inside(blocks: Iterable[Block]) -> Iterator[Ancre]:
    """Captions and headings that their authors gave a word to."""
    for block in every_block(blocks):
        match block:
            case Heading(inlines=inlines, span=span, ancre=mot) if mot:
                yield Ancre(de_section(mot), f"« {text_of(inlines)} »", span=span)
            case Table(legende=Legende() as legende) | Figure(legende=legende) if legende.ancre:
                words = f"{legende.genre.lower()} « {text_of(legende.inlines)} »"
                yield Ancre(de_legende(legende), words, span=legende.span)
            case _:
                pass


def _drawn(projet: Projet, faits: Faits) -> Iterator[Ancre]:
    """Drawings that a text shows; one cited twice under its usual name is that of its first citation.

    One whose table is misnamed keeps the word that its author gave it: that table alone is told.
    """
    seen: set[str] = set()
    for node in projet.citations:
        fait = faits.get(node.name) if isinstance(node, Variable) else None
        if isinstance(node, Variable) and _is_a_drawing(node, fait):
            titre, mot = titre_et_mot(node)
            if mot in seen and not a_son_mot(node):
                continue
            seen.add(mot)
            words = titre or (fait.sens if fait else mot)
            yield Ancre(f"figure-{mot}", f"figure « {words} »", span=node.span)


def _is_a_drawing(node: Variable, fait: Fait | None) -> bool:
    if fait is not None:
        return fait.genre is Genre.DESSIN
    return a_son_mot(node) and node.name.startswith(DRAWN_FROM_A_TABLE)


def _captioned(projet: Projet) -> Iterator[Ancre]:
    """Tables and figures that we caption ourselves, in the parts that documents have.

    They come last: where an author gave their word to something, his is meant.
    """
    printed = {
        placed.value
        for livrable in projet.livrables
        for placed in (*livrable.parties, *livrable.annexes)
    }
    for part, named in LEGENDES.items():
        for mot, words in named.items() if part in printed or not part else ():
            yield Ancre(f"tableau-{mot}", f"tableau « {words} »")
    if BREF in printed:
        yield Ancre(f"figure-{CARTE_EN_BREF}", f"figure « {TITRE_DE_LA_CARTE} »")


def _inserted(projet: Projet, faits: Faits) -> Iterator[Ancre]:
    """Tables that a text inserts by their name, wherever it is."""
    seen: set[str] = set()
    for node in projet.citations:
        fait = faits.get(node.name) if isinstance(node, Variable) else None
        if (
            isinstance(node, Variable)
            and fait is not None
            and fait.genre is Genre.TABLEAU
            and node.name not in seen
        ):
            seen.add(node.name)
            titre = dict(node.options).get("titre") or fait.sens
            yield Ancre(
                f"tableau-{cle_de_tableau(node.name)}", f"tableau « {titre} »", span=node.span
            )
