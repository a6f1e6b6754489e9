"""Two versions of the statutes: what is shown as changed is what changed, and nothing is lost on either side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.compare.statuts import compare
from pipeline.model.ecart import AJOUTE, INCHANGE, MODIFIE, SUPPRIME, Morceau
from pipeline.model.statuts import ArticleImprime

WORDS = st.lists(
    st.sampled_from(
        [
            "le",
            "conseil",
            "a",
            "douze",
            "quinze",
            "sièges",
            ",",
            "élus",
            "pour",
            "trois",
            "ans",
            ".",
        ]
    )
).map(" ".join)
ARTICLES = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.lists(WORDS, max_size=4).map(tuple)),
    max_size=6,
    unique_by=lambda t: t[0],
).map(lambda found: [article(cle, n, *lines) for n, (cle, lines) in enumerate(found, 1)])


def article(cle: str, numero: int, *alineas: str, titre: str = "") -> ArticleImprime:
    return ArticleImprime(cle, numero, titre or f"Titre {cle}", "", alineas)


def text(pieces: tuple[Morceau, ...]) -> str:
    return "".join(piece.texte for piece in pieces)


def marked(pieces: tuple[Morceau, ...]) -> list[str]:
    return [piece.texte.strip() for piece in pieces if piece.change]


@given(ARTICLES, ARTICLES)
def test_each_side_holds_all_its_words_in_order(
    old: list[ArticleImprime], new: list[ArticleImprime]
) -> None:
    ecarts = compare(old, new)
    assert sorted(e.ancien.cle for e in ecarts if e.ancien) == sorted(a.cle for a in old)
    assert [e.nouveau.cle for e in ecarts if e.nouveau] == [a.cle for a in new]
    for ecart in ecarts:
        if ecart.nature != INCHANGE:
            before = [text(a.ancien) for a in ecart.alineas if text(a.ancien)]
            after = [text(a.nouveau) for a in ecart.alineas if text(a.nouveau)]
            titles = bool(
                ecart.ancien and ecart.nouveau and ecart.ancien.titre != ecart.nouveau.titre
            )
            if ecart.ancien:
                assert before[titles:] == [line for line in ecart.ancien.alineas if line]
            if ecart.nouveau:
                assert after[titles:] == [line for line in ecart.nouveau.alineas if line]


@given(ARTICLES)
def test_a_text_compared_with_itself_has_not_changed(same: list[ArticleImprime]) -> None:
    assert {ecart.nature for ecart in compare(same, same)} <= {INCHANGE}


def test_only_the_words_that_differ_are_marked() -> None:
    (ecart,) = compare(
        [article("conseil", 9, "Le conseil comprend douze (12) sièges.", "Il se réunit.")],
        [article("conseil", 9, "Le conseil comprend quinze (15) sièges.", "Il se réunit.")],
    )
    assert ecart.nature == MODIFIE
    first, second = ecart.alineas
    assert (marked(first.ancien), marked(first.nouveau)) == (["douze", "12"], ["quinze", "15"])
    assert not second.change


def test_an_inserted_article_renumbers_the_next_without_changing_them() -> None:
    old = [article("a", 1, "un"), article("b", 2, "deux")]
    new = [article("a", 1, "un"), article("neuf", 2, "tout autre chose"), article("b", 3, "deux")]
    assert [(e.nature, e.renumerote) for e in compare(old, new)] == [
        (INCHANGE, False),
        (AJOUTE, False),
        (INCHANGE, True),
    ]


def test_a_removed_article_stands_where_it_stood() -> None:
    old = [article("a", 1, "un"), article("b", 2, "deux"), article("c", 3, "trois")]
    new = [article("a", 1, "un"), article("c", 2, "trois")]
    assert [(e.nature, e.designation) for e in compare(old, new)] == [
        (INCHANGE, "Article 1 — Titre a"),
        (SUPPRIME, "Article 2 — Titre b"),
        (INCHANGE, "Article 2 — Titre c (ancien article 3)"),
    ]


def test_an_article_whose_file_was_renamed_is_known_by_its_title_or_its_words() -> None:
    words = "Les membres versent une cotisation annuelle en janvier."
    by_title = compare(
        [article("a", 1, words, titre="Fonds")], [article("z", 1, "Rien à voir.", titre="Fonds")]
    )
    assert [e.nature for e in by_title] == [MODIFIE]
    by_words = compare(
        [article("a", 1, words)], [article("z", 1, words.replace("janvier", "mars"))]
    )
    assert [e.nature for e in by_words] == [MODIFIE]


def test_paragraphs_face_the_ones_that_they_resemble() -> None:
    (ecart,) = compare(
        [
            article(
                "a",
                1,
                "Le bureau se réunit chaque mois.",
                "Le quorum est de la moitié des membres.",
            )
        ],
        [article("a", 1, "Une phrase neuve.", "Le quorum est du tiers des membres.")],
    )
    assert [(text(a.ancien), text(a.nouveau)) for a in ecart.alineas] == [
        ("Le bureau se réunit chaque mois.", ""),
        ("", "Une phrase neuve."),
        ("Le quorum est de la moitié des membres.", "Le quorum est du tiers des membres."),
    ]
