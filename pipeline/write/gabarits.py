"""Templates held against what the pipeline fills: every slot has a field, every field and style has a slot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from pipeline.model.document import CHAMPS_DOCUMENT, CHAMPS_FICHE, GABARIT_FICHE, Schema
from pipeline.model.files import TEMPLATES
from pipeline.model.finding import Finding, did_you_mean
from pipeline.model.source import Sources, WordFile
from pipeline.model.span import Placed, Span
from pipeline.write.ooxml import R, W
from pipeline.write.package import DOCUMENT, NUMBERING, RELATIONSHIPS, STYLES, parse_strictly
from pipeline.write.slots import check_slots, required_fields
from pipeline.write.styles import FICHE_TITLE, read_styles

NO_AUTHOR = {
    "fiche.constats",
    "document.date",
    "cpts.nom",
    "document.titre",
    "sommaire",
    "mention",
    "fiche.pilote_contact",
}
BORROWED = (f"{{{W}}}numPr", f"{{{W}}}drawing", f"{{{W}}}hyperlink", f"{{{W}}}pict", f"{{{W}}}object")


def inspect(sources: Sources, wanted: Iterable[Placed[str]]) -> tuple[Finding, ...]:
    """What keeps the templates of the livrables from being filled.

    ``wanted`` are the file names that ``livrables.yaml`` gives; the layout of fiches is always inspected.
    """
    findings: list[Finding] = []
    known = [path.removeprefix(TEMPLATES) for path in sources.files if path.startswith(TEMPLATES)]
    masters: dict[str, WordFile] = {}
    for placed in wanted:
        path = TEMPLATES + placed.value
        word = sources.word(path)
        if word is not None:
            masters[path] = word
        elif placed.value and path not in sources.files:
            message = f"le gabarit « {placed.value} » n'est pas dans templates/docx/."
            findings.append(Finding("D001", message, placed.span, did_you_mean(placed.value, known)))
    for word in masters.values():
        _inspect_master(word, findings)
    _inspect_fiche(sources, masters.values(), findings)
    return tuple(findings)


def _inspect_master(word: WordFile, findings: list[Finding]) -> None:
    place = Span(word.path)
    used: set[str] = set()
    for name, part in sorted(word.parts.items()):
        if name == DOCUMENT or (name.startswith(("word/header", "word/footer")) and name.endswith(".xml")):
            used |= check_slots(word.path, parse_strictly(part), CHAMPS_DOCUMENT, findings)
    for slot in ("corps", "sommaire"):
        if slot not in used:
            message = f"ce gabarit n'a pas de balise {{{{p {slot} }}}} : le {slot} ne serait pas imprimé."
            findings.append(Finding("D005", message, place, ("mettez-la seule dans un paragraphe.",)))
    if not _mention_everywhere(word):
        message = "la balise {{ mention }} manque dans un pied de page ou un en-tête (première page comprise)."
        hint = "elle imprime « document fictif » et « brouillon » sur chaque page."
        findings.append(Finding("D005", message, place, (hint,)))
    numbering = parse_strictly(word.parts[NUMBERING]) if NUMBERING in word.parts else None
    styles = read_styles(parse_strictly(word.parts[STYLES]), numbering)
    for name in styles.missing():
        hint = f"dans Word : Styles, Nouveau style, nommez-le « {name} »."
        findings.append(Finding("D003", f"il manque le style « {name} » dans ce gabarit.", place, (hint,)))
    if not styles.missing() and not (styles.bullets and styles.abstract_numbers):
        message = "les styles « List Bullet » et « List Number » de ce gabarit ne sont liés à aucune liste."
        findings.append(Finding("D003", message, place))


def _mention_everywhere(word: WordFile) -> bool:
    """Whether each kind of page (first, ordinary) has ``{{ mention }}`` in its header or its footer."""
    document = parse_strictly(word.parts[DOCUMENT])
    targets = {rel.get("Id"): rel.get("Target") for rel in parse_strictly(word.parts[RELATIONSHIPS])}
    kinds = {"default": False}
    for section in document.iter(f"{{{W}}}sectPr"):
        if section.find(f"{{{W}}}titlePg") is not None:
            kinds.setdefault("first", False)
        for tag in ("headerReference", "footerReference"):
            for reference in section.iterfind(f"{{{W}}}{tag}"):
                kind = str(reference.get(f"{{{W}}}type"))
                part = word.parts.get(f"word/{targets.get(reference.get(f'{{{R}}}id'))}")
                if part is not None and "{{mention}}" in _words(parse_strictly(part)):
                    kinds[kind] = True
    return all(kinds.values())


def _words(part: etree._Element) -> str:
    return "".join(node.text or "" for node in part.iter(f"{{{W}}}t")).replace(" ", "").replace("\u00a0", "")


def _inspect_fiche(sources: Sources, masters: Iterable[WordFile], findings: list[Finding]) -> None:
    path = TEMPLATES + GABARIT_FICHE
    word = sources.word(path)
    if word is None:
        if path not in sources.files:
            message = f"il manque le gabarit des fiches, {GABARIT_FICHE}."
            findings.append(Finding("D001", message, Span(path)))
        return
    document = parse_strictly(word.parts[DOCUMENT])
    used = check_slots(path, document, CHAMPS_FICHE, findings)
    _unprinted(path, used, CHAMPS_FICHE, findings)
    if any(True for tag in BORROWED for _ in document.iter(tag)):
        message = "ce gabarit contient une liste, une image ou un lien : seul du texte et des tableaux sont repris."
        findings.append(Finding("D004", message, Span(path), ("retirez-les du gabarit de fiche.",)))
    own = read_styles(parse_strictly(word.parts[STYLES]), None)
    cited = {
        own.names.get(str(node.get(f"{{{W}}}val")), "")
        for tag in ("pStyle", "rStyle", "tblStyle")
        for node in document.iter(f"{{{W}}}{tag}")
    }
    if FICHE_TITLE.casefold() not in cited:
        message = f"aucun paragraphe de ce gabarit n'a le style « {FICHE_TITLE} » : la fiche manquerait au sommaire."
        findings.append(Finding("D005", message, Span(path)))
    for master in masters:
        theirs = read_styles(parse_strictly(master.parts[STYLES]), None)
        for name in sorted(filter(None, cited)):
            if name not in theirs.ids:
                message = f"le gabarit de fiche emploie le style « {name} », que ce gabarit n'a pas."
                findings.append(Finding("D003", message, Span(master.path)))


def _unprinted(path: str, used: set[str], schema: Mapping[str, Schema], findings: list[Finding]) -> None:
    for name in required_fields(schema):
        if name not in used and name not in NO_AUTHOR:
            message = f"ce gabarit n'imprime pas le champ « {name} »."
            findings.append(Finding("D007", message, Span(path), (f"ajoutez {{{{ {name} }}}} si vous y tenez.",)))
