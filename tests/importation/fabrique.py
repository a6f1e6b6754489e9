"""Fiches as CPTS lay them out, made in Word, in text and in pages of the web: one content, many manners."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

AVEUGLES = Path(__file__).parent / "aveugles"
"""Ten fiches written before the dictionary was."""

Partie = tuple[str, Sequence[str]]


def chutes(titres: Sequence[str]) -> list[Partie]:
    """A whole fiche under thirteen titles of the author's choice; a line that begins with « - » is an item."""
    textes: tuple[Sequence[str], ...] = (
        [
            "900 personnes de plus de 65 ans sont hospitalisées chaque année après une chute (PMSI, 2025)."
        ],
        [
            "- Repérer les patients à risque dès 70 ans",
            "- Proposer un atelier d'équilibre à chacun",
        ],
        ["Les personnes de plus de 70 ans qui vivent chez elles."],
        ["Médecins, infirmiers, kinésithérapeutes, pharmaciens et communes."],
        [
            "- Former les soignants au repérage (Yann Fablier, novembre 2027)",
            "- Ouvrir trois ateliers (M. Duconte, mars 2028)",
        ],
        [
            "- Nombre de patients repérés (source : relevé des cabinets)",
            "- Part des patients venus à l'atelier",
        ],
        ["- Démarrage : octobre 2027", "- Bilan : juin 2028"],
        ["Deux salles communales."],
        ["Une messagerie sécurisée."],
        ["Un enseignant en activité physique, une demi-journée par semaine."],
        ["Les clubs sportifs offrent des séances d'essai."],
        ["Le transport des patients reste à organiser."],
        ["La formation et les ateliers."],
    )
    return list(zip(titres, textes, strict=True))


GUIDE = (
    "Problématiques constatées – Rappel synthétique des enjeux",
    "Objectif(s) opérationnel(s)",
    "Public cible",
    "Acteurs et partenaires",
    "Sous-actions à mettre en œuvre & répartition des tâches",
    "Indicateurs retenus de suivi et de résultats",
    "Planning prévisionnel de mise en œuvre (après signature ACI)",
    "Estimation des moyens nécessaires - Logistiques",
    "Estimation des moyens nécessaires - Numériques/Informatiques",
    "Estimation des moyens nécessaires - Humains",
    "Inventaire des ressources déjà disponibles",
    "Identification des freins et leviers",
    "Estimation du budget nécessaire au déploiement de l'action",
)
TERRAIN = (
    "1. Contexte",
    "2. Objectifs :",
    "3. Population visée",
    "4. Partenaires mobilisés",
    "5. Plan d'action",
    "6. Évaluation",
    "7. Échéancier",
    "8. Moyens matériels",
    "9. Outils numériques",
    "10. Ressources humaines",
    "11. Points d'appui",
    "12. Points de vigilance",
    "13. Coût prévisionnel",
)
CAPITALES = (
    "CONSTAT",
    "FINALITÉ",
    "BÉNÉFICIAIRES",
    "ACTEURS CONCERNÉS",
    "MODALITÉS DE MISE EN ŒUVRE",
    "CRITÈRES D'ÉVALUATION",
    "CALENDRIER",
    "LOGISTIQUE",
    "SYSTÈME D'INFORMATION",
    "MOYENS HUMAINS",
    "L'EXISTANT",
    "RISQUES",
    "FINANCEMENT",
)
EN_TETE = (
    ("Mission", "Prévention"),
    ("Pilote", "Dr Claire DELAFABLE"),
    ("Groupe de travail", "M. Duconte (IDE) ; Yann Fablier, kinésithérapeute"),
)
TITRE = "Fiche action n° 4 – Prévention des chutes"


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def paragraphs(document: Any, lines: Sequence[str], manual: bool = False) -> None:
    for line in lines:
        if line.startswith("- ") and not manual:
            document.add_paragraph(line[2:], style="List Bullet")
        else:
            document.add_paragraph(line.replace("- ", "•\t", 1) if line.startswith("- ") else line)


def in_headings(parts: Sequence[Partie], level: int = 2, manual: bool = False) -> bytes:
    document = Document()
    document.add_heading(TITRE, 1)
    for name, value in EN_TETE:
        document.add_paragraph(f"{name} : {value}")
    for title, lines in parts:
        document.add_heading(title, level)
        paragraphs(document, lines, manual)
    return saved(document)


def in_bold(parts: Sequence[Partie], colon: str = "") -> bytes:
    document = Document()
    document.add_paragraph().add_run(TITRE.upper()).bold = True
    for name, value in EN_TETE:
        paragraph = document.add_paragraph()
        paragraph.add_run(name.upper()).bold = True
        paragraph.add_run(f" : {value}")
    for title, lines in parts:
        document.add_paragraph().add_run(title + colon).bold = True
        paragraphs(document, lines)
    return saved(document)


def in_a_grid(parts: Sequence[Partie], head: bool = True, columns: int = 2) -> bytes:
    """« rubrique | contenu »; with a first row merged over the table, and a third column that is empty."""
    document = Document()
    rows = [*EN_TETE, *((title, lines) for title, lines in parts)]
    table = document.add_table(rows=0, cols=columns)
    table.style = "Table Grid"
    if head:
        cells = table.add_row().cells
        cells[0].merge(cells[-1]).text = TITRE
    for title, content in rows:
        cells = table.add_row().cells
        cells[0].text = title
        lines = [content] if isinstance(content, str) else list(content)
        cells[1].text = lines[0].removeprefix("- ")
        for line in lines[1:]:
            cells[1].add_paragraph(line.removeprefix("- "))
        if columns > 2:
            cells[1].merge(cells[-1])
    if not head:
        document.element.body.insert(
            0, parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>{TITRE}</w:t></w:r></w:p>")
        )
    return saved(document)


def in_text(
    parts: Sequence[Partie], bullet: str = "-", colon: str = "", around: bool = False
) -> bytes:
    lines = ["Bonjour à tous,", "", "Voici ma fiche.", ""] if around else []
    lines += [TITRE.upper(), ""] + [f"{name} : {value}" for name, value in EN_TETE]
    for title, content in parts:
        lines += [
            "",
            f"{title}{colon}",
            *(line.replace("-", bullet, 1) if line[0] == "-" else line for line in content),
        ]
    lines += ["", "Bien cordialement,", "Yann"] if around else []
    return "\n".join(lines).encode()


def in_markdown(parts: Sequence[Partie], mark: str = "## ", level_one: bool = True) -> bytes:
    lines = [f"# {TITRE}" if level_one else f"**{TITRE}**", ""]
    lines += [f"**{name}** : {value}\n" for name, value in EN_TETE]
    for title, content in parts:
        lines += [f"{mark}{title}{mark.strip() if mark.startswith('*') else ''}", "", *content, ""]
    return "\n".join(lines).encode()


def in_html(parts: Sequence[Partie], tag: str = "h2") -> bytes:
    body = [f"<h1>{TITRE}</h1>", *(f"<p><b>{name}</b> : {value}</p>" for name, value in EN_TETE)]
    for title, content in parts:
        body.append(f"<{tag}>{title}</{tag}>")
        items = "".join(f"<li>{line[2:]}</li>" for line in content if line.startswith("- "))
        body.append(f"<ul>{items}</ul>" if items else "".join(f"<p>{line}</p>" for line in content))
    menu = "<nav><a href='/'>Accueil</a> <a href='/contact'>Nous écrire</a></nav>"
    foot = "<footer>Mentions légales</footer>"
    return f"<html><head><title>x</title></head><body>{menu}{''.join(body)}{foot}</body></html>".encode()


Fabrique = Callable[[], bytes]
MANIERES: dict[str, Fabrique] = {
    "titres-du-guide.docx": lambda: in_headings(chutes(GUIDE)),
    "titres-du-terrain.docx": lambda: in_headings(chutes(TERRAIN)),
    "titres-de-niveau-trois.docx": lambda: in_headings(chutes(TERRAIN), 3),
    "puces-a-la-main.docx": lambda: in_headings(chutes(CAPITALES), 2, True),
    "gras.docx": lambda: in_bold(chutes(TERRAIN)),
    "gras-et-deux-points.docx": lambda: in_bold(chutes(CAPITALES), " :"),
    "grille.docx": lambda: in_a_grid(chutes(GUIDE)),
    "grille-du-terrain.docx": lambda: in_a_grid(chutes(TERRAIN)),
    "grille-sans-tete.docx": lambda: in_a_grid(chutes(CAPITALES), False),
    "grille-fusionnee.docx": lambda: in_a_grid(chutes(TERRAIN), True, 3),
    "mail.txt": lambda: in_text(chutes(CAPITALES), "-", " :", True),
    "texte.txt": lambda: in_text(chutes(TERRAIN), "•"),
    "fleches.txt": lambda: in_text(chutes(GUIDE), "►"),
    "dieses.md": lambda: in_markdown(chutes(TERRAIN)),
    "trois-dieses.md": lambda: in_markdown(chutes(GUIDE), "### "),
    "emoji.md": lambda: in_markdown(chutes(TERRAIN), "### 🎯 "),
    "gras.md": lambda: in_markdown(chutes(CAPITALES), "**", False),
    "page.html": lambda: in_html(chutes(TERRAIN)),
    "page-h3.html": lambda: in_html(chutes(GUIDE), "h3"),
    "page-en-gras.html": lambda: in_html(chutes(CAPITALES), "strong"),
    **{path.name: path.read_bytes for path in sorted(AVEUGLES.iterdir())},
}
"""Name of a file → its bytes: twenty manners of one content, and ten contents of their own."""
