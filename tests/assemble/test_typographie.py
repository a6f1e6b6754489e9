"""French typography on what is printed: letters never change, and code and addresses not at all."""

from __future__ import annotations

import io
import re

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from pipeline.assemble.typographie import corrected, corrected_line
from pipeline.model.prose import (
    CodeSpan,
    Emphasis,
    Image,
    Inline,
    LineBreak,
    Link,
    Strong,
    Text,
    Variable,
    text_of,
)
from pipeline.run import build
from tests.duree import in_proportion
from tests.projets import edited, examen, petit_projet

SPACES = re.compile("[ \u00a0\u202f]")
SAME = str.maketrans({"’": "'", "«": '"', "»": '"', "“": '"', "”": '"'})

MORSELS = st.sampled_from(
    [
        *"aéZ09 \u00a0\u202f:;!?%€«»\"'’.,()[]-—/\n",
        "...",
        "l'",
        " : ",
        "12 000",
        "1 500,50 €",
        "14:30",
        "n°",
        " 3 mars",
        "05 36 49 12 34",
        "https://a.fr/?b=c;d",
        "ana@ex.fr",
        "content/a.md",
        "15 min",
        "M. ",
    ]
)
TEXTS = st.lists(MORSELS, max_size=25).map("".join)


def leaf() -> st.SearchStrategy[Inline]:
    others: list[Inline] = [
        CodeSpan("a: b ?"),
        LineBreak(),
        Image("a.png", "alt : x ?"),
        Variable("x", "", "{{ x }}"),
    ]
    return st.one_of(TEXTS.map(Text), st.sampled_from(others))


LINES = st.recursive(
    leaf(),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda nodes: Strong(tuple(nodes))),
        st.lists(inner, max_size=3).map(lambda nodes: Emphasis(tuple(nodes))),
        st.lists(inner, max_size=3).map(lambda nodes: Link(tuple(nodes), "https://a.fr/?x=y !")),
    ),
    max_leaves=8,
)


def letters(text: str) -> str:
    """What is left of a text without its spaces, and with one kind of quote, apostrophe and dots."""
    return SPACES.sub("", text).translate(SAME).replace("…", "...")


def seen(text: str) -> str:
    """Fixed spaces made visible: ``~`` no-break, ``_`` narrow no-break."""
    return corrected(text).replace("\u00a0", "~").replace("\u202f", "_")


@given(TEXTS)
def test_letters_never_change(text: str) -> None:
    assert letters(corrected(text)) == letters(text)


@given(TEXTS)
def test_what_was_put_right_stays_so(text: str) -> None:
    assert corrected(corrected(text)) == corrected(text)


def test_a_number_in_bold_stays_with_what_it_numbers() -> None:
    printed = corrected_line((Text("voir l'annexe "), Strong((Text("2"),))))
    assert text_of(printed) == "voir l’annexe\u00a02"


@given(st.lists(LINES, max_size=6).map(tuple))
def test_a_line_keeps_its_nodes_and_its_letters(line: tuple[Inline, ...]) -> None:
    printed = corrected_line(line)
    assert letters(text_of(printed)) == letters(text_of(line))
    assert skeleton(printed) == skeleton(line)


def skeleton(line: tuple[Inline, ...]) -> list[object]:
    """The nodes without their words: kinds, addresses, code, pictures and variables exactly as they are."""
    return [
        (type(node), skeleton(node.children), getattr(node, "url", ""))
        if isinstance(node, Strong | Emphasis | Link)
        else (Text if isinstance(node, Text) else node)
        for node in line
    ]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Attention: une crise ; que faire? Agir!", "Attention~: une crise_; que faire_? Agir_!"),
        ("Quoi ?! (oui !)", "Quoi_?! (oui_!)"),
        ("le «mot» et « l'autre »", "le «~mot~» et «~l’autre~»"),
        ('on dit "oui", et (« un "non" mou »)', "on dit «~oui~», et («~un “non” mou~»)"),
        ("l'hôpital d'Auch, aujourd'hui", "l’hôpital d’Auch, aujourd’hui"),
        ("45 000 € ou 1 500,50€, 12% de 27 400", "45_000~€ ou 1_500,50~€, 12~% de 27_400"),
        ("n°3, N° 4, art. 5, L. 1434-12", "n°~3, N°~4, art.~5, L.~1434-12"),
        ("12 h 30, 15 min, 3 km, 2 ETP", "12~h~30, 15~min, 3~km, 2~ETP"),
        ("le 1er juillet 1901 et le 3 mars", "le 1er~juillet 1901 et le 3~mars"),
        ("M. Dupont, Mme Durand, Dr Noé", "M.~Dupont, Mme~Durand, Dr~Noé"),
        ("05 36 49 12 34", "05~36~49~12~34"),
        ("et puis...", "et puis…"),
        ("la taille 2, l'annexe 10 (figure 3)", "la taille~2, l’annexe~10 (figure~3)"),
        ("l'article L. 1434-12, fiche M1-02", "l’article~L.~1434-12, fiche~M1-02"),
        ("une image 2, le paysage 3, un homepage 4", "une image 2, le paysage 3, un homepage 4"),
    ],
)
def test_french_usage(typed: str, printed: str) -> None:
    assert seen(typed) == printed


@pytest.mark.parametrize(
    "typed",
    [
        "de 14:30 à 16:00",
        "https://www.insee.fr/fr/?q=a;b!c:d",
        "contact@cpts-exemple.fr",
        "content/fiches/M3-01-l'enfant.md",
        'un écran de 15" et un autre',
        "en 2025 214\u00a0habitants ont répondu",
        "6' de retard",
        "32000 Auch",
        "1434-12-2",
        "....",
        "a::b, x=1;y=2",
    ],
)
def test_what_is_no_french_sentence_is_left_alone(typed: str) -> None:
    assert corrected(typed) == typed


def test_punctuation_after_an_address_is_put_right_and_not_the_address() -> None:
    assert (
        seen("Voir https://a.fr/?x=1 : là, ou a@b.fr ; oui.")
        == "Voir https://a.fr/?x=1~: là, ou a@b.fr_; oui."
    )


def test_neighbours_are_seen_across_bold_code_and_links() -> None:
    line: tuple[Inline, ...] = (
        Strong((Text("Frein"),)),
        Text(": l'"),
        CodeSpan("a ?"),
        Text(" ; « "),
        Emphasis((Text("mot"),)),
        Text(" » : "),
        Strong((Text("12"),)),
        Text(" %"),
    )
    printed = text_of(corrected_line(line)).replace("\u00a0", "~").replace("\u202f", "_")
    assert printed == "Frein~: l’a ?_; «~mot~»~: 12~%"


def test_chapters_fiches_tables_statutes_and_contacts_are_put_right_and_code_is_not() -> None:
    notation = (
        "content/diagnostic/01-territoire.md\n- Deux communes, dont Auch.\n"
        "+ Deux communes: `Auch : non ?` et l'autre.\n+\n+ | Qui ? | Combien |\n+ |---|---:|\n+ | l'ARS | 12 500 € |\n"
        'content/fiches/M3-01-alimentation.md\n- titre: Action alimentation\n+ titre: L\'alimentation, "pour tous"\n'
        "content/prive/contacts.csv\n+ petit;05 36 49 00 01;petit@example.org;1 rue de l'Église : au fond\n"
        "content/statuts/avecsante/01-nom.md\n+\n+ Est-ce l'usage ? Oui.\n"
    )
    found = examen(edited(petit_projet(), notation))
    assert found.sound, found.findings
    printed: dict[str, str] = {}
    for name, data in build(found).items():
        body = Document(io.BytesIO(data)).element.body
        printed[name] = "\n".join(
            node.text or "" for node in body.iter() if node.tag.endswith("}t")
        )
    projet = printed["projet-de-sante.docx"]
    for words in (
        "Deux communes\u00a0: ",
        "Auch : non ?",
        " et l’autre.",
        "Qui\u202f?",
        "l’ARS",
        "12\u202f500\u00a0€",
    ):
        assert words in projet
    assert "L’alimentation, «\u00a0pour tous\u00a0»" in projet
    assert "Est-ce l’usage\u202f? Oui." in printed["statuts.docx"]


@pytest.mark.parametrize(
    "piece", [" ", "«", "l'", '"', "a@", "a/", "1 000 ", ":", "...", "x" * 50 + "/."]
)
def test_a_long_hostile_text_takes_time_in_proportion(piece: str) -> None:
    in_proportion(lambda count: corrected("mot" + piece * count), 2_500)


def test_a_number_stays_with_what_it_counts_and_an_apostrophe_ends_a_name() -> None:
    assert (
        corrected("Les 23 communes, 15 jours, 3 sièges")
        == "Les 23\u00a0communes, 15\u00a0jours, 3\u00a0sièges"
    )
    assert corrected("12 × 50 €") == "12 ×\u00a050\u00a0€"
    assert corrected("le logiciel Agora Lib', ou un autre") == "le logiciel Agora Lib’, ou un autre"
    assert corrected("dit 'oui' et part") == "dit 'oui' et part"
