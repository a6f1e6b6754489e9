"""The remarks beside the changes: why a figure is no longer the same, where a passage went."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from pipeline.model.revision import Origine
from pipeline.write.word.ooxml import R
from pipeline.write.word.ooxml import W as NAMESPACE
from pipeline.write.word.redline.morceaux import W
from pipeline.write.word.redline.suivi import Changement, Stylo

OURS = "projet-sante"
TELLING = 4
"""Signs of a figure that is known wherever it stands; a shorter one, « 2 », where its fact is cited."""

Causes = Mapping[tuple[str, str], Origine]
"""The two values of a figure that changed, as printed → what it follows from."""


class Remarques:
    def __init__(self, causes: Causes, pen: Stylo) -> None:
        self.causes = {(plain(old), plain(new)): why for (old, new), why in causes.items()}
        self.pen = pen
        self.told: set[str] = set()
        self.made: list[etree._Element] = []

    def cause(self, change: Changement, section: str) -> str:
        """What a figure that changed follows from, told the first time."""
        for one in change.partis:
            for other in change.venus:
                why = self.causes.get((plain(one.texte), plain(other.texte)))
                if why is None or why.fait in self.told:
                    continue
                if section in why.sections or len(plain(one.texte)) >= TELLING:
                    self.told.add(why.fait)
                    return why.raison
        return ""

    def on_all(self, paragraph: etree._Element, text: str, kind: str) -> None:
        self.add(paragraph, 1 if paragraph.find(f"{W}pPr") is not None else 0, text, kind)

    def add(self, paragraph: etree._Element, start: int, text: str, kind: str) -> None:
        """A remark on what stands in a paragraph from a place to its end; its call goes with what it is about."""
        number = str(len(self.made))
        self.made.append(self._remark(number, text))
        begins, ends = (etree.Element(f"{W}commentRange{name}") for name in ("Start", "End"))
        call = etree.Element(f"{W}r")
        etree.SubElement(call, f"{W}commentReference").set(f"{W}id", number)
        for node in (begins, ends):
            node.set(f"{W}id", number)
        around = self.pen.mark(kind)
        around.append(call)
        paragraph.insert(start, begins)
        paragraph.extend((ends, around))

    def _remark(self, number: str, text: str) -> etree._Element:
        remark = etree.Element(f"{W}comment", nsmap={"w": NAMESPACE})
        told = {"id": number, "author": OURS, "date": self.pen.signature.jour, "initials": "PS"}
        for name, value in told.items():
            remark.set(f"{W}{name}", value)
        run = etree.SubElement(etree.SubElement(remark, f"{W}p"), f"{W}r")
        etree.SubElement(run, f"{W}t").text = text
        return remark

    def part(self) -> etree._Element:
        root = etree.Element(f"{W}comments", nsmap={"w": NAMESPACE, "r": R})
        root.extend(self.made)
        return root


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())
