"""What a coordinator does to a template in Word: each is honoured, or told with where it is and what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

import pytest

from pipeline.model.finding import Finding
from pipeline.read.word import read_word
from pipeline.write.word.gabarits import inspect
from pipeline.write.word.package import archive
from tests.gabarits import DOCUMENT, TURNED, UPRIGHT, Alteration, in_parts, margins, parts_of
from tests.projets import examen, petit_projet

TEMPLATE = "templates/docx/projet-de-sante.docx"
FICHE = "templates/docx/fiche-action.docx"
STYLES = "word/styles.xml"
NOM = "{{ cpts.nom }}"


def par(text: str, properties: str = "") -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Corpsdetexte"/>{properties}</w:pPr>'
        f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


CORPS, SOMMAIRE = par("{{p corps }}"), par("{{p sommaire }}")
SECTION = re.search(r"<w:sectPr>.*?</w:sectPr>", parts_of(petit_projet()[TEMPLATE])[DOCUMENT])


def swap(old: str, new: str, part: str = DOCUMENT) -> Alteration:
    def alter(name: str, text: str) -> str:
        if name != part:
            return text
        assert old in text, old
        return text.replace(old, new, 1)

    return alter


def rewrite(pattern: str, new: str, part: str = STYLES) -> Alteration:
    def alter(name: str, text: str) -> str:
        found, count = re.subn(pattern, new, text, count=1) if name == part else (text, 1)
        assert count, pattern
        return found

    return alter


def in_a_table(content: str) -> str:
    return (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>"
        f"<w:tr><w:tc>{content}</w:tc></w:tr></w:tbl><w:p/>"
    )


def in_a_control(content: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def new_section(content: str) -> str:
    assert SECTION is not None
    return f"<w:p><w:pPr>{SECTION[0]}</w:pPr></w:p>{content}"


TEXT_BOX = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
    f"{CORPS}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)
INSERTED = '<w:ins w:id="1" w:author="x"><w:r><w:t>a</w:t></w:r></w:ins>'
RUN = f'<w:r><w:t xml:space="preserve">{NOM}'
SPLIT = '{{ cpts</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>.nom }}'
COMMENT = '<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
FIRST_FOOTER = "word/footer2.xml"

HONOURED: Mapping[str, Alteration] = {
    "a section break": swap(SOMMAIRE, new_section(SOMMAIRE)),
    "contents in a control, as Word puts them": swap(SOMMAIRE, in_a_control(SOMMAIRE)),
    "no-break spaces in a tag": swap(NOM, "{{\u00a0cpts.nom\u202f}}"),
    "a tag cut by the spelling": swap(NOM, SPLIT),
    "turned quotes in a tag": swap(NOM, "{{ cpts.nom | default(“a”) }}"),
    "the header of each part": swap(NOM, "{{ cpts.nom }} {{ partie }}", "word/header1.xml"),
    "A5 paper": swap(UPRIGHT, '<w:pgSz w:w="8391" w:h="11906"/>'),
    "landscape": swap(UPRIGHT, TURNED),
    "a margin that the header does not push": swap('w:top="', 'w:top="-'),
    "a binding": swap('w:gutter="0"', 'w:gutter="567"'),
    "Roman numbers": swap("<w:cols", '<w:pgNumType w:fmt="lowerRoman"/><w:cols'),
    "protected against changes": swap(
        "<w:zoom",
        '<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:zoom',
        "word/settings.xml",
    ),
    "words cut at the end of lines": swap(
        "<w:zoom", "<w:autoHyphenation/><w:zoom", "word/settings.xml"
    ),
    "a remark of Word": swap(RUN, COMMENT + RUN),
    "other colours of the theme": rewrite("0F4C5C", "7A1022", "word/theme/theme1.xml"),
    "a field for pages of the part": swap(
        RUN, '<w:fldSimple w:instr=" SECTIONPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple>' + RUN
    ),
    "a mention that prints itself when there is one": swap(
        "{{ mention }}", "{% if mention %}{{ mention }}{% endif %}", FIRST_FOOTER
    ),
    "a frame around the body": swap(CORPS, par("{{p corps }}", '<w:framePr w:w="4000"/>')),
}
TOLD: Mapping[str, tuple[Alteration, str, str]] = {
    "the body in a cell": (
        swap(CORPS, in_a_table(CORPS)),
        "{{p corps }} est dans une cellule",
        "où : tableau 3, ligne 1, colonne 1",
    ),
    "the contents in a cell": (
        swap(SOMMAIRE, in_a_table(SOMMAIRE)),
        "{{p sommaire }} est dans une cellule",
        "sous « Sommaire »",
    ),
    "the body in a text box": (swap(CORPS, TEXT_BOX), "zone de texte", "coupez-la"),
    "the body in a control": (
        swap(CORPS, in_a_control(CORPS)),
        "contrôle de contenu",
        "Supprimer le contrôle de contenu",
    ),
    "the body twice": (swap(CORPS, CORPS + CORPS), "deux fois", ""),
    "no body": (swap(CORPS, ""), "pas de balise {{p corps }}", "seule dans un paragraphe"),
    "no contents": (swap(SOMMAIRE, ""), "pas de balise {{p sommaire }}", "seule"),
    "the body in a sentence": (
        swap("{{p corps }}", "Voici {{p corps }}"),
        "doit être seule",
        "où :",
    ),
    "the body without p": (swap("{{p corps }}", "{{ corps }}"), "écrivez « {{p corps }} »", "où :"),
    "the body under a condition": (
        swap(CORPS, par("{%p if partie %}") + CORPS + par("{%p endif %}")),
        "sous une condition",
        "sortez-la",
    ),
    **{
        f"the mention in {typed}": (
            swap("{{ mention }}", typed, FIRST_FOOTER),
            "est sous une condition : il arriverait que la mention manque",
            "sortez-la d'entre",
        )
        for typed in (
            "{% if cpts.nom %}{% else %}{{ mention }}{% endif %}",
            "{% if cpts.nom %}{% if mention %}{{ mention }}{% endif %}{% endif %}",
        )
    },
    "a condition that compares": (
        swap("{{ mention }}", "{% if mention == 1 %}{{ mention }}{% endif %}", FIRST_FOOTER),
        "un gabarit ne compare pas",
        "sans « == »",
    ),
    **{
        f"a text for the last version alone: {typed}": (
            swap(NOM, NOM + typed),
            "ne serait pas relu avant",
            "sans condition",
        )
        for typed in (
            "{% if not mention %}x{% endif %}",
            "{% if mention %}{% else %}x{% endif %}",
            "{{ 'x' if cpts.nom and not mention else '' }}",
        )
    },
    "the mention in the result of a field": (
        swap(
            '<w:r><w:t xml:space="preserve">{{ mention }}</w:t></w:r>',
            '<w:fldSimple w:instr=" REF vide "><w:r><w:t>{{ mention }}</w:t></w:r></w:fldSimple>',
            FIRST_FOOTER,
        ),
        "une balise est dans le résultat du champ REF",
        "tapez la balise à sa place",
    ),
    "the logos in a header": (
        swap(
            f'<w:r><w:t xml:space="preserve">{NOM}</w:t></w:r>',
            "<w:r><w:t>{{p logos }}</w:t></w:r>",
            "word/header1.xml",
        ),
        "en-tête ou un pied de page",
        "Insertion, Images",
    ),
    "the part on the page": (swap(NOM, "{{ partie }}"), "elle n'y imprime rien", "l'en-tête"),
    "si": (
        swap(NOM, "{% si cpts.nom %}x{% endif %}"),
        "« si » n'est pas un mot des gabarits",
        "écrivez « if »",
    ),
    "fin": (swap(NOM, "{% if cpts.nom %}x{% fin %}"), "« fin » n'est pas", "écrivez « endif »"),
    "a condition never closed": (
        swap(NOM, "{% if cpts.nom %}x"),
        "n'est jamais refermée",
        "où : tableau 1, ligne 1, colonne 1",
    ),
    "one brace": (swap(NOM, "{cpts.nom}"), "serait imprimé tel quel", "où : tableau 1"),
    "three braces": (swap(NOM, "{{{ cpts.nom }}}"), "serait imprimé tel quel", "où :"),
    "square brackets": (swap(NOM, "[[ cpts.nom ]]"), "« {{ cpts.nom }} »", "où :"),
    "the signs of a mail merge": (swap(NOM, "«cpts.nom»"), "« {{ cpts.nom }} »", "où :"),
    "a remark of Jinja": (swap(NOM, "{# à revoir #}"), "pas de remarque", "commentaire de Word"),
    "an accent": (swap(NOM, "{{ cpts.département }}"), "n'existe pas", "cpts.departement"),
    "a sum": (swap(NOM, "{{ 1 + 1 }}"), "ni calcul ni appel", "où :"),
    "a filter of another program": (swap(NOM, "{{ cpts.nom | majuscules }}"), "filtre", "upper"),
    "a style renamed": (
        swap('w:val="Tableau nombre"', 'w:val="Tableau montant"', STYLES),
        "il manque le style « Tableau nombre »",
        "rendez-lui ce nom",
    ),
    "a style deleted": (
        rewrite('<w:style [^>]*styleId="TableauCPTS">.*?</w:style>', ""),
        "il manque le style « Tableau CPTS »",
        "Type de style : Tableau",
    ),
    "a style of another kind": (
        rewrite(
            '<w:style w:type="table"( [^>]*styleId="TableauCPTS")', r'<w:style w:type="paragraph"\1'
        ),
        "pas de la bonne sorte",
        "Type de style : Tableau",
    ),
    "bullets without a list": (
        rewrite('(styleId="Listepuces">.*?)<w:numPr>.*?</w:numPr>', r"\1"),
        "n'est lié à aucune liste",
        "Numérotation",
    ),
    "no mention on the cover": (
        swap("{{ mention }}", "", FIRST_FOOTER),
        "{{ mention }} manque",
        "où : la première page",
    ),
    "other even pages": (
        swap("<w:zoom", "<w:evenAndOddHeaders/><w:zoom", "word/settings.xml"),
        "{{ mention }} manque",
        "où : les pages paires",
    ),
    "two columns": (
        swap('<w:cols w:space="708"/>', '<w:cols w:num="2" w:space="708"/>'),
        "2 colonnes",
        "Colonnes, Une",
    ),
    "margins that leave no room": (
        margins(5_000),
        "laissent 3,4 cm de large au texte",
        "Marges, Normales",
    ),
    "margins that cross": (margins(7_000), "laissent 0,0 cm", "Marges, Normales"),
    "tracked changes": (swap(RUN, INSERTED + RUN), "modifications suivies", "Accepter toutes"),
    "the date of the day": (
        swap(RUN, '<w:fldSimple w:instr=" DATE "><w:r><w:t>x</w:t></w:r></w:fldSimple>' + RUN),
        "changerait à chaque ouverture",
        "{{ document.date }}",
    ),
    "a picture of the web": (
        swap(
            RUN,
            '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="http://x/y.png"/></v:shape></w:pict></w:r>'
            + RUN,
        ),
        "hors du document",
        "Collage spécial",
    ),
}


@lru_cache(maxsize=1)
def _sound() -> tuple[Finding, ...]:
    return found(lambda _, text: text)


def found(alteration: Alteration, path: str = TEMPLATE) -> tuple[Finding, ...]:
    """What is said of a template once altered, without what the rest of the project would say."""
    state = examen(petit_projet())
    data = in_parts(petit_projet()[path], alteration)
    said: list[Finding] = []
    word = read_word(path, data, said)
    if word is not None:
        sources = replace(state.sources, trees={**state.sources.trees, path: word})
        said += inspect(sources, state.projet.livrables).findings
    return tuple(said)


def test_the_template_as_it_is_has_nothing_to_say() -> None:
    assert _sound() == ()


@pytest.mark.parametrize("name", HONOURED)
def test_an_alteration_that_makes_sense_is_honoured(name: str) -> None:
    assert found(HONOURED[name]) == ()


@pytest.mark.parametrize("name", TOLD)
def test_an_alteration_that_breaks_the_document_is_told(name: str) -> None:
    alteration, message, hint = TOLD[name]
    said = [f for f in found(alteration) if message in f.message]
    assert said, [f.message for f in found(alteration)]
    assert hint in " ".join(said[0].hints)
    assert len(found(alteration)) == 1, "one mistake, one message"


@pytest.mark.parametrize(
    "typed",
    [
        "{{p corps if document.periode else sommaire }}",
        "{{p corps and sommaire }}",
    ],
)
def test_a_slot_that_a_tag_may_leave_out_is_told(typed: str) -> None:
    assert any("sous une condition" in one.message for one in found(swap("{{p corps }}", typed)))


CODE = "{{ fiche.code }}"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("{fiche.code}", "serait imprimé tel quel"),
        ("${fiche.code}", "serait imprimé tel quel"),
        ("&lt;&lt;fiche.code&gt;&gt;", "serait imprimé tel quel"),
        ("%fiche.code%", "serait imprimé tel quel"),
        ("｛｛ fiche.code ｝｝", "serait imprimé tel quel"),
        ("{{ fiche.code }", "mal fermée"),
        ("{{ Fiche.Code }}", "n'existe pas"),
        ("{% if fiche.code %}a{% sinon %}b{% endif %}", "« sinon » n'est pas un mot"),
    ],
)
def test_a_tag_of_a_fiche_that_is_badly_typed_is_told_where_it_stands(
    typed: str, told: str
) -> None:
    (said,) = found(swap(CODE, typed), FICHE)
    assert told in said.message
    assert said.span.path == FICHE
    assert "où : au début." in said.hints


CONDITIONS = [
    ('{% if fiche.code == "A1" %}{{ fiche.code }}{% endif %}', "un gabarit ne compare pas"),
    ("{% if fiche.cls %}{{ fiche.code }}{% endif %}", "sous une condition"),
    ("{% if fiche.cls %}a{% else %}{{ fiche.code }}{% endif %}", "sous une condition"),
    ("{% if fiche.code and fiche.cls %}{{ fiche.code }}{% endif %}", "sous une condition"),
    ("{{ fiche.code if fiche.cls else fiche.titre }}", "sous une condition"),
    ("{{ fiche.code and fiche.titre }}", "sous une condition"),
    ("{% for x in fiche.membres %}{{ fiche.code }}{% endfor %}", "sous une condition"),
    ("{{ fiche.code | first }}", "sous une condition"),
    ("{% if fiche.statut %}{% else %}a{% endif %}{{ fiche.code }}", "relu avant"),
    ("{{ fiche.code }}{% if not fiche.pilote_contact %}a{% endif %}", "relu avant"),
    ("{% if fiche.code %}{{ fiche.code }}{% endif %}", ""),
    ("{% if fiche.cls or fiche.code %}{{ fiche.code }}{% endif %}", ""),
    ("{{ fiche.code }}{% if fiche.cls %}{{ fiche.code }}{% endif %}", ""),
    ("{{ fiche.code }}{% for x in fiche.membres if x %}{{ x }}{% endfor %}", ""),
    ("{{ fiche.code }}{% if not fiche.cls %}sans CLS{% endif %}", ""),
]


@pytest.mark.parametrize(("typed", "told"), CONDITIONS)
def test_a_field_that_a_condition_on_another_would_leave_out_is_told(typed: str, told: str) -> None:
    said = [one.message for one in found(swap(CODE, typed), FICHE)]
    assert (len(said) == 1 and told in said[0]) if told else said == []


def test_the_lines_of_a_list_that_only_some_would_print_are_told() -> None:
    """The list is printed nowhere else."""
    every = "{%p for rubrique in fiche.autres_rubriques %}"
    some = every.replace(" %}", " if rubrique.titre %}")
    said = found(rewrite(re.escape(every), some, DOCUMENT), FICHE)
    assert len(said) == 2, "its title and its text"
    assert all("sous une condition" in one.message for one in said)


def test_a_template_that_is_none_is_refused_in_words() -> None:
    for data in (b"", b"PK", b"\xd0\xcf\x11\xe0" + b"\0" * 600, archive({"a.txt": b"a"})):
        said: list[Finding] = []
        assert read_word(TEMPLATE, data, said) is None
        assert said
        assert all(finding.code == "D004" for finding in said)


def test_three_hundred_styles_slow_nothing_down() -> None:
    more = "".join(
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="S{rank}"><w:name w:val="Style {rank}"/></w:style>'
        for rank in range(300)
    )
    assert found(swap("</w:styles>", f"{more}</w:styles>", STYLES)) == ()
