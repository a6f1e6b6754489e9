"""Templates held against what the pipeline fills: every slot has a field, every field and style has a slot."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from lxml import etree

from pipeline.model.document import (
    CHAMPS_D_UNE_FICHE,
    CHAMPS_DOCUMENT,
    CHAMPS_FICHE,
    DANS_UN_TABLEAU,
    GABARIT_FICHE,
    RICHE,
    TABLEAU_INDICATEURS,
    Schema,
)
from pipeline.model.fiche import AUTRES_RUBRIQUES, TRAME
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import did_you_mean
from pipeline.model.livrable import LETTRES, SANS_SOMMAIRE, Livrable
from pipeline.model.source import Sources, WordFile
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass
from pipeline.write.word.invisibles import OFF, invisibles
from pipeline.write.word.lieux import where
from pipeline.write.word.ooxml import R, W
from pipeline.write.word.package import DOCUMENT, NUMBERING, RELATIONSHIPS, STYLES, parsed
from pipeline.write.word.page import in_centimetres, page_of, room_of
from pipeline.write.word.rares import mises_en_forme_rares
from pipeline.write.word.slots import check_slots, required_fields
from pipeline.write.word.styles import FICHE_TITLE, FRENCH, REQUIRED, styles_in

DANS_UNE_LETTRE = ("lettre.destinataire", "lettre.objet", "lettre.signature")
NO_AUTHOR = {
    "fiche.constats",
    "document.date",
    "cpts.nom",
    "document.titre",
    "sommaire",
    "mention",
    "partie",
    "fiche.pilote_contact",
    *(f"fiche.{table}" for table in DANS_UN_TABLEAU),
    "fiche.sous_actions.rang",
    f"fiche.{AUTRES_RUBRIQUES}.titre",
}
"""Fields in which nothing is what an author typed; a template may leave them out."""
NOTES = ("word/endnotes.xml", "word/footnotes.xml")
"""Where tags are filled as in the pages, and print none of what a document cannot go without."""

KINDS = {"paragraph": "Paragraphe", "character": "Caractère", "table": "Tableau"}
"""Kind of a style → what « Nouveau style » calls it in a French Word."""

PAGES = {"default": "les pages", "first": "la première page", "even": "les pages paires"}
LEAST_ROOM = 4_500
"""Eight centimetres, in twentieths of a point: a sheet of A5 leaves more."""

ALONE = "coupez-la, puis collez-la seule dans un paragraphe de la page."
IN_MARGINS = {
    "logos": "coupez-la ; un logo s'ajoute à l'en-tête par Insertion, Images, et les autres restent sur la couverture."
}
"""What to do of a slot that stands in a header or a footer, where the remedy is not simply to move it."""

REFERENCES = (f"{{{W}}}headerReference", f"{{{W}}}footerReference")
NOT_IN_THE_FLOW = {
    f"{{{W}}}tc": "une cellule de tableau",
    f"{{{W}}}txbxContent": "une zone de texte",
    f"{{{W}}}sdtContent": "un contrôle de contenu",
}
"""Where a body cannot be put: its tables and its turned pages would be caught inside."""

BORROWED = (
    f"{{{W}}}footnoteReference",
    f"{{{W}}}endnoteReference",
    f"{{{W}}}numPr",
    f"{{{W}}}drawing",
    f"{{{W}}}hyperlink",
    f"{{{W}}}pict",
    f"{{{W}}}object",
)


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found of the templates.  ``muets`` are the fields of fiches that theirs does not print."""

    findings: tuple[Finding, ...]
    muets: tuple[str, ...]

    @property
    def sans_reproche(self) -> bool:
        """Whether nothing can be said of these templates, whatever the fiches hold."""
        return not self.findings and not self.muets


def inspect(
    sources: Sources, livrables: Iterable[Livrable], avec_logos: bool = False
) -> Inspection:
    """What keeps the templates of the livrables, and the layout of fiches, from being filled.

    ``avec_logos``, the charte has logos, which covers are to print.
    """
    findings: list[Finding] = []
    printed = _parts_printed(sources, livrables, findings)
    sound_parts: dict[bytes, set[str]] = {}
    with_fiches: list[WordFile] = []
    for word, parties in printed.values():
        wanted = ("corps", "sommaire") if parties.difference(SANS_SOMMAIRE) else ("corps",)
        used = _inspect_master(word, wanted, avec_logos, sound_parts, findings)
        if parties.intersection(LETTRES) and used is not None:
            findings.extend(_slots_of_a_letter(word, used))
        if "missions" in parties:
            with_fiches.append(word)
    muets = _inspect_fiche(sources, with_fiches, findings)
    return Inspection(tuple(findings), muets)


def _parts_printed(
    sources: Sources, livrables: Iterable[Livrable], findings: list[Finding]
) -> dict[str, tuple[WordFile, set[str]]]:
    """Each template by its path, with the parts that the livrables print in it."""
    folder = sources.gabarits
    known = [path.removeprefix(folder) for path in sources.files if path.startswith(folder)]
    printed: dict[str, tuple[WordFile, set[str]]] = {}
    for livrable in livrables:
        placed = livrable.gabarit
        path = folder + placed.value
        word = sources.word(path)
        if word is not None:
            _, parties = printed.setdefault(path, (word, set()))
            parties.update(partie.value for partie in livrable.parties)
        elif placed.value and path not in sources.files:
            message = f"le gabarit « {placed.value} » n'est pas dans {folder}."
            findings.append(
                Finding("D001", message, placed.span, did_you_mean(placed.value, known))
            )
    return printed


def _inspect_master(
    word: WordFile,
    wanted: tuple[str, ...],
    avec_logos: bool,
    sound_parts: dict[bytes, set[str]],
    findings: list[Finding],
) -> Mapping[str, set[str]] | None:
    """Answer with the fields that each part prints, None when that cannot be told.

    ``sound_parts`` are those looked at before, which masters share, with the fields that they print.
    """
    used = _fields_of_parts(word, sound_parts, findings)
    if used is not None:
        findings.extend(_slots_out_of_place(word, wanted, used))
        if avec_logos and "sommaire" in wanted and "logos" not in used[DOCUMENT]:
            message = "ce gabarit n'imprime pas les logos de la charte."
            hint = "ajoutez {{p logos }}, seul dans un paragraphe, là où vous les voulez."
            findings.append(Finding("D024", message, Span(word.path), (hint,)))
    _inspect_styles(word, findings)
    findings.extend(_words_unseen(word, findings))
    return used


def _words_unseen(word: WordFile, findings: Iterable[Finding]) -> list[Finding]:
    """The words that nobody sees; where there is none, those of a layout that might hide some.

    ``findings``, what is told already: a page without room is not told twice.
    """
    page_is_told = any(one.code == "D025" and one.span.path == word.path for one in findings)
    return list(invisibles(word)) or list(mises_en_forme_rares(word, page_is_told))


def _slots_of_a_letter(word: WordFile, used: Mapping[str, Collection[str]]) -> Iterator[Finding]:
    """What a letter cannot go without."""
    printed = set().union(*used.values())
    for slot in DANS_UNE_LETTRE:
        if slot not in printed:
            message = (
                f"ce gabarit n'a pas de balise {{{{ {slot} }}}} : la lettre ne l'imprimerait pas."
            )
            hint = "ajoutez-la dans un paragraphe à elle, ou partez de lettre.docx."
            yield Finding("D005", message, Span(word.path), (hint,))


def _fields_of_parts(
    word: WordFile, sound_parts: dict[bytes, set[str]], findings: list[Finding]
) -> Mapping[str, set[str]] | None:
    """The fields that the body, each header and each footer print; None when the tags of one of them are so ill formed
    that this cannot be told."""
    used: dict[str, set[str] | None] = {}
    for name, part in sorted(word.parts.items()):
        if name in NOTES:
            check_slots(word.path, parsed(part), CHAMPS_DOCUMENT, findings)
        if name != DOCUMENT and not (
            name.startswith(("word/header", "word/footer")) and name.endswith(".xml")
        ):
            continue
        before = len(findings)
        used[name] = sound_parts.get(part) or check_slots(
            word.path, parsed(part), CHAMPS_DOCUMENT, findings
        )
        found = used[name]
        if found and len(findings) == before:
            sound_parts[part] = found
    told = {name: fields for name, fields in used.items() if fields is not None}
    return told if len(told) == len(used) else None


def _slots_out_of_place(
    word: WordFile, wanted: tuple[str, ...], used: Mapping[str, Collection[str]]
) -> Iterator[Finding]:
    yield from _slots_in_margins(word, used)
    yield from _slots_not_once(word, wanted, used)
    yield from _slots_caught(word, wanted)
    if "partie" in used[DOCUMENT]:
        message = "la balise {{ partie }} est dans la page : elle n'y imprime rien."
        hint = "coupez-la, puis collez-la dans l'en-tête ou le pied de page."
        yield Finding("D005", message, Span(word.path), (hint,))
    yield from _mention_missing(word)
    yield from _several_columns(word)
    yield from _no_room(word)


def _slots_in_margins(word: WordFile, used: Mapping[str, Collection[str]]) -> Iterator[Finding]:
    for slot in _in_margins(used):
        message = (
            f"la balise {{{{p {slot} }}}} est dans un en-tête ou un pied de page : "
            "elle imprime des paragraphes entiers."
        )
        yield Finding("D005", message, Span(word.path), (IN_MARGINS.get(slot, ALONE),))


def _slots_not_once(
    word: WordFile, wanted: tuple[str, ...], used: Mapping[str, Collection[str]]
) -> Iterator[Finding]:
    """Slots that the body has twice, and those that it has nowhere."""
    place = Span(word.path)
    words = _words(parsed(word.parts[DOCUMENT]))
    elsewhere = _in_margins(used)
    for slot in wanted:
        if words.count(f"{{{{p{slot}}}}}") > 1:
            message = f"la balise {{{{p {slot} }}}} est là deux fois : gardez-en une."
            yield Finding("D005", message, place)
        if slot not in used[DOCUMENT] and slot not in elsewhere:
            message = (
                f"ce gabarit n'a pas de balise {{{{p {slot} }}}} : le {slot} ne serait pas imprimé."
            )
            yield Finding("D005", message, place, ("mettez-la seule dans un paragraphe.",))


def _slots_caught(word: WordFile, wanted: tuple[str, ...]) -> Iterator[Finding]:
    """Slots inside something that cannot hold whole paragraphs."""
    body = parsed(word.parts[DOCUMENT])
    for slot in wanted:
        caught = _caught(body, slot)
        if caught:
            paragraph, holder = caught
            message = f"la balise {{{{p {slot} }}}} est dans {NOT_IN_THE_FLOW[holder]}."
            hints = (where(paragraph), _how_to_free(holder))
            yield Finding("D005", message, Span(word.path), hints)


def _mention_missing(word: WordFile) -> Iterator[Finding]:
    page = _page_without_mention(word)
    if not page:
        return
    message = "la balise {{ mention }} manque dans un pied de page ou un en-tête (première page comprise)."
    hints = (
        f"où : {page}.",
        "double-cliquez en bas de cette page, et tapez {{ mention }} : "
        "elle imprime « document fictif » et « brouillon » sur chaque page.",
    )
    yield Finding("D005", message, Span(word.path), hints)


def _several_columns(word: WordFile) -> Iterator[Finding]:
    columns = page_of(word.parts[DOCUMENT]).columns
    if columns > 1:
        message = (
            f"ce gabarit met le texte en {columns} colonnes : tableaux et figures y seront étroits."
        )
        hint = "dans Word : Mise en page, Colonnes, Une."
        yield Finding("D025", message, Span(word.path), (hint,))


def _no_room(word: WordFile) -> Iterator[Finding]:
    """A page whose margins leave too little between them; one in columns is told otherwise."""
    room = room_of(word.parts[DOCUMENT])
    if room is None or room >= LEAST_ROOM or page_of(word.parts[DOCUMENT]).columns > 1:
        return
    message = (
        f"les marges de ce gabarit laissent {in_centimetres(max(0, room))} cm de large au texte : "
        "tableaux et figures n'y tiendraient pas."
    )
    hint = "dans Word : Mise en page, Marges, Normales ; le papier se règle à côté : Taille, A4."
    yield Finding("D025", message, Span(word.path), (hint,))


def _in_margins(used: Mapping[str, Collection[str]]) -> list[str]:
    """The slots for whole paragraphs that stand in a header or a footer."""
    return sorted(
        {
            slot
            for name, fields in used.items()
            if name != DOCUMENT
            for slot in fields
            if CHAMPS_DOCUMENT.get(slot) == RICHE
        }
    )


def _inspect_styles(word: WordFile, findings: list[Finding]) -> None:
    place = Span(word.path)
    styles = styles_in(word.parts[STYLES], word.parts.get(NUMBERING))
    missing = styles.missing()
    for name in missing:
        hint = f"dans Word : Styles, Nouveau style{_named(name)} ; si vous l'avez renommé, rendez-lui ce nom."
        findings.append(
            Finding("D003", f"il manque le style « {name} » dans ce gabarit.", place, (hint,))
        )
    for name in styles.of_another_kind():
        message = f"le style « {name} » de ce gabarit n'est pas de la bonne sorte : il ne serait pas appliqué."
        hint = f"dans Word : Styles, supprimez-le, puis Nouveau style{_named(name)}."
        findings.append(Finding("D003", message, place, (hint,)))
    for name, linked in (("List Bullet", styles.bullets), ("List Number", styles.abstract_numbers)):
        if not linked and name not in missing:
            message = f"le style « {name} » de ce gabarit n'est lié à aucune liste."
            kind = "Puce" if linked is styles.bullets else "Numéro"
            hint = f"dans Word : Styles, clic droit sur le style, Modifier, Format, Numérotation, puis l'onglet « {kind}s »."
            findings.append(Finding("D003", message, place, (hint,)))


def _caught(document: etree._Element, slot: str) -> tuple[etree._Element, str] | None:
    """The paragraph of a slot and what holds it, when it is not the page itself.

    Word itself puts contents in a control: lines alone, they can stay there.
    """
    for paragraph in document.iter(f"{{{W}}}p"):
        holder = next(paragraph.iterancestors(*NOT_IN_THE_FLOW), None)
        if holder is None or f"{{{{p{slot}}}}}" not in _words(paragraph):
            continue
        if slot == "corps" or not str(holder.tag).endswith("sdtContent"):
            return paragraph, str(holder.tag)
    return None


def _how_to_free(holder: str) -> str:
    if holder.endswith("sdtContent"):
        return (
            "clic droit sur la balise, « Supprimer le contrôle de contenu » : elle reste, sans lui."
        )
    return "coupez-la, puis collez-la seule dans un paragraphe, hors de tout tableau et de toute zone de texte."


def _named(style: str) -> str:
    """How the window of a new style of Word is filled."""
    return f", Type de style : {KINDS[REQUIRED[style]]}, nom : « {FRENCH.get(style, style)} »"


def _page_without_mention(word: WordFile) -> str:
    """The first page that has ``{{ mention }}`` neither in its header nor in its footer, in words; ``""`` if all do.

    A section without a header or a footer of its own keeps that of the section before.
    """
    targets = {rel.get("Id"): str(rel.get("Target")) for rel in parsed(word.parts[RELATIONSHIPS])}
    settings = word.parts.get("word/settings.xml")
    evens = settings is not None and _is_on(parsed(settings), "evenAndOddHeaders")
    sections = list(parsed(word.parts[DOCUMENT]).iter(f"{{{W}}}sectPr"))
    present: dict[tuple[str, str], bool] = {}
    for rank, section in enumerate(sections, 1):
        for reference in section.iterchildren(*REFERENCES):
            part = word.parts.get(f"word/{targets.get(str(reference.get(f'{{{R}}}id')), '')}")
            told = part is not None and "{{mention}}" in _words(parsed(part))
            present[(str(reference.tag), str(reference.get(f"{{{W}}}type")))] = told
        for kind in _kinds_of_pages(section, evens):
            if not any(present.get((tag, kind)) for tag in REFERENCES):
                of = f" de la section {rank} sur {len(sections)}" if len(sections) > 1 else ""
                return f"{PAGES[kind]}{of}"
    return ""


def _kinds_of_pages(section: etree._Element, evens: bool) -> Iterator[str]:
    yield "default"
    if _is_on(section, "titlePg"):
        yield "first"
    if evens:
        yield "even"


def _is_on(parent: etree._Element, name: str) -> bool:
    """Whether it has a setting, which does not say that it is off."""
    setting = parent.find(f"{{{W}}}{name}")
    return setting is not None and setting.get(f"{{{W}}}val") not in OFF


def _words(part: etree._Element) -> str:
    return (
        "".join(node.text or "" for node in part.iter(f"{{{W}}}t"))
        .replace(" ", "")
        .replace("\u00a0", "")
    )


def _inspect_fiche(
    sources: Sources, masters: Iterable[WordFile], findings: list[Finding]
) -> tuple[str, ...]:
    """Answer with the fields that carry an author's words and that the template of fiches does not print."""
    path = sources.gabarits + GABARIT_FICHE
    word = sources.word(path)
    if word is None:
        if path not in sources.files:
            message = f"il manque le gabarit des fiches, {GABARIT_FICHE}."
            findings.append(Finding("D001", message, Span(path)))
        return ()
    document = parsed(word.parts[DOCUMENT])
    findings.extend(_words_unseen(word, findings))
    used = check_slots(path, document, CHAMPS_FICHE, findings)
    if any(True for tag in BORROWED for _ in document.iter(tag)):
        message = "ce gabarit contient autre chose que du texte et des tableaux : liste, image, lien ou note."
        findings.append(Finding("D004", message, Span(path), ("retirez-les du gabarit de fiche.",)))
    _inspect_fiche_styles(word, document, masters, findings)
    if used is None:
        return ()
    used |= _in_their_tables(used)
    return tuple(
        name for name in required_fields(CHAMPS_FICHE) if name not in used and name not in NO_AUTHOR
    )


def not_printed(
    gabarit: str, muets: Collection[str], filled: Mapping[str, str]
) -> Iterator[Finding]:
    """What fiches hold and their template does not print; ``filled`` says which fiche fills a field.

    A heading of the trame is an error: its text would be in no document.  The rest, such as a column of its table, may
    have been left out on purpose.
    """
    place = Span(gabarit)
    lost = [name for name in muets if name in filled]
    told: set[str] = set()
    for champ, titre in _rubriques().items():
        mine = [name for name in lost if name == champ or name.startswith(f"{champ}.")]
        if mine and _is_mute(champ, muets):
            told.update(mine)
            message = f"ce gabarit n'imprime pas {titre}, que la fiche {filled[mine[0]]} remplit."
            yield Finding("D007", message, place, (_how_to_print(champ),))
    for name in lost:
        if name not in told:
            message = f"ce gabarit n'imprime pas le champ « {name} », que la fiche {filled[name]} remplit."
            yield Finding("D009", message, place, (_how_to_print(name),))


def _in_their_tables(used: Collection[str]) -> set[str]:
    """The fields that the tables drawn whole, where the template has them, print for it."""
    fields = [
        f"fiche.{field}"
        for table, printed in DANS_UN_TABLEAU.items()
        if f"fiche.{table}" in used
        for field in printed
    ]
    return {
        name
        for name in required_fields(CHAMPS_FICHE)
        if any(name == field or name.startswith(f"{field}.") for field in fields)
    }


def _is_mute(champ: str, muets: Collection[str]) -> bool:
    """Whether nothing of that field is printed, neither its text nor any column of its table."""
    inner = [name for name in required_fields(CHAMPS_FICHE) if name.startswith(f"{champ}.")]
    return all(name in muets or name in NO_AUTHOR for name in inner)


def _rubriques() -> dict[str, str]:
    """The fields in which a heading of the trame is printed, its text or the lines of its table → what to call it."""
    texts = {f"fiche.{r.champ}": f"la rubrique « {r.titre} »" for r in TRAME if r.champ}
    tables = {
        f"fiche.{r.cle}": f"les lignes de la rubrique « {r.titre} »"
        for r in TRAME
        if _is_list(r.cle)
    }
    others = {f"fiche.{AUTRES_RUBRIQUES}": "les rubriques qui n'ont pas de champ à elles"}
    return {**texts, **tables, **others}


def _is_list(name: str) -> bool:
    return isinstance(CHAMPS_D_UNE_FICHE.get(name), list)


def _how_to_print(name: str) -> str:
    """The paragraphs to type, which print the field wherever they stand in the template."""
    if name == "fiche.indicateurs":
        name = f"fiche.{TABLEAU_INDICATEURS}"
    group, _, field = name.removeprefix("fiche.").partition(".")
    shape = CHAMPS_D_UNE_FICHE[group]
    if field and isinstance(shape, list) and isinstance(shape[0], Mapping):
        shape = [{field: shape[0][field]}]
    paragraphs = list(_paragraphs(f"fiche.{group}", shape))
    if len(paragraphs) == 1:
        return f"ajoutez {paragraphs[0]}, seul dans un paragraphe."
    return f"ajoutez, chacun seul dans son paragraphe : {', puis '.join(paragraphs)}."


def _paragraphs(name: str, shape: Schema) -> Iterator[str]:
    if isinstance(shape, list):
        each = "element" if name.startswith("ligne") else "ligne"
        yield f"{{%p for {each} in {name} %}}"
        yield from _paragraphs(each, shape[0])
        yield "{%p endfor %}"
    elif isinstance(shape, Mapping):
        for field, inner in shape.items():
            yield from _paragraphs(f"{name}.{field}", inner)
    else:
        yield f"{{{{{'p' if shape == RICHE else ''} {name} }}}}"


def _inspect_fiche_styles(
    word: WordFile, document: etree._Element, masters: Iterable[WordFile], findings: list[Finding]
) -> None:
    """The layout has the style that the contents look for, and no style that a master would not have."""
    own = styles_in(word.parts[STYLES], None)
    cited = {
        own.names.get(str(node.get(f"{{{W}}}val")), "")
        for tag in ("pStyle", "rStyle", "tblStyle")
        for node in document.iter(f"{{{W}}}{tag}")
    }
    if FICHE_TITLE not in cited:
        message = f"aucun paragraphe de ce gabarit n'a le style « {FICHE_TITLE} » : la fiche manquerait au sommaire."
        findings.append(Finding("D005", message, Span(word.path)))
    for master in masters:
        theirs = styles_in(master.parts[STYLES], None)
        for name in sorted(filter(None, cited)):
            if name.casefold() not in theirs.ids and name not in REQUIRED:
                message = (
                    f"le gabarit de fiche emploie le style « {name} », que ce gabarit n'a pas."
                )
                findings.append(Finding("D003", message, Span(master.path)))
