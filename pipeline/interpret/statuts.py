"""Statutes and règlement intérieur: one Markdown file per article, and the values that they print."""

from __future__ import annotations

from pipeline.interpret.champs import Champs, scalars
from pipeline.model.finding import Finding, did_you_mean
from pipeline.model.forme import Forme, entier, liste, oui_non, table, texte
from pipeline.model.source import MarkdownFile, Sources
from pipeline.model.span import Placed, Span
from pipeline.model.statuts import Article, College, Poste, Statuts, Valeurs

STATUTS = "content/statuts/"
VALEURS = STATUTS + "valeurs.yaml"
REGLEMENT = "content/reglement-interieur/"
VALEUR = texte("valeur", "Une valeur que les articles impriment.")
SECTIONS = tuple(
    Forme(f"« {cle} »", aide, libre=VALEUR)
    for cle, aide in (
        ("association", "L'association : nom, sigle, siège, territoire, signature."),
        ("assemblees", "Les assemblées générales : convocation, quorum, pouvoirs, majorités."),
        ("extraordinaire", "L'assemblée générale extraordinaire : convocation, quorum, majorités."),
        ("comptes", "Les cotisations et l'exercice comptable."),
        ("reglement", "Ce que le règlement intérieur précise."),
    )
)
FORME_COLLEGE = Forme(
    "ce collège",
    "Les collèges de l'association ; le total de leurs sièges est celui du conseil.",
    (
        texte("cle", "Un mot court, que cite content/personnes.csv.", requis=True),
        texte("nom", "Le nom du collège, tel qu'il s'imprime.", requis=True),
        texte("description", "Qui en est membre."),
        entier("sieges", "Le nombre de ses sièges au conseil.", requis=True),
        texte("cotisation", "La cotisation annuelle de ses membres, en euros entiers."),
    ),
)
FORME_POSTE = Forme(
    "ce poste",
    "Les postes du bureau.",
    (
        texte("poste", "Le nom du poste : présidente, trésorier…", requis=True),
        texte(
            "titulaire", "Qui l'occupe : une clé de content/personnes.csv ; vide tant que l'élection n'a pas eu lieu."
        ),
    ),
)
FORME_CONSEIL = Forme(
    "« conseil »",
    "Le conseil d'administration : sièges, mandats, réunions, majorités.",
    (entier("sieges", "Le nombre total de sièges, égal à la somme de ceux des collèges."),),
    libre=VALEUR,
)
FORME_BUREAU = Forme("« bureau »", "Le bureau : ses postes, ses règles.", (liste("postes", FORME_POSTE),), libre=VALEUR)
FORME_VALEURS = Forme(
    "valeurs.yaml",
    "Les valeurs des statuts et du règlement intérieur.",
    (
        texte("modele", "Le modèle de statuts suivi : le nom d'un dossier de content/statuts/.", requis=True),
        *(table(forme.nom.strip("« »"), forme) for forme in SECTIONS),
        liste("colleges", FORME_COLLEGE),
        table("conseil", FORME_CONSEIL),
        table("bureau", FORME_BUREAU),
    ),
)
FORME_ARTICLE = Forme(
    "l'en-tête de cet article",
    "L'en-tête d'un article des statuts ou du règlement intérieur.",
    (
        oui_non("preambule", "« oui » pour le préambule, qui n'a pas de numéro d'article."),
        entier("article", "Le numéro de l'article.", requis=True, sauf="preambule"),
        texte("titre", "Le titre de l'article.", requis=True),
        texte("ouvre_titre", "Le nom du Titre qui commence avec cet article."),
    ),
)


def interpret_statuts(sources: Sources, findings: list[Finding]) -> Statuts:
    valeurs = _valeurs(sources, findings)
    articles: tuple[Article, ...] = ()
    if valeurs is not None and valeurs.modele is not None:
        folder = f"{STATUTS}{valeurs.modele.value}/"
        articles = _articles(sources, folder, findings)
        if not articles and not any(path.startswith(folder) for path in sources.files):
            models = {p.split("/")[2] for p in sources.files if p.startswith(STATUTS) and p.count("/") > 2}
            message = f"il n'y a pas de statuts dans {folder}"
            hints = did_you_mean(valeurs.modele.value, sorted(models))
            findings.append(Finding("S004", message + ".", valeurs.modele.span, hints))
    return Statuts(valeurs, articles, _articles(sources, REGLEMENT, findings))


def _valeurs(sources: Sources, findings: list[Finding]) -> Valeurs | None:
    node = sources.yaml(VALEURS)
    if node is None:
        return None
    champs = Champs(node, FORME_VALEURS, findings)
    for forme in SECTIONS:
        section = champs.table(forme.nom.strip("« »"))
        if section is not None:
            section.finish()
    valeurs = Valeurs(
        champs.scalar("modele"),
        tuple(_college(c) for c in champs.records("colleges")),
        _sieges(champs.table("conseil")),
        _postes(champs.table("bureau")),
        scalars(node),
        node.span,
    )
    champs.finish()
    return valeurs


def _sieges(conseil: Champs | None) -> Placed[int] | None:
    if conseil is None:
        return None
    sieges = conseil.integer("sieges")
    conseil.finish()
    return sieges


def _postes(bureau: Champs | None) -> tuple[Poste, ...]:
    if bureau is None:
        return ()
    postes = tuple(_poste(champs) for champs in bureau.records("postes"))
    bureau.finish()
    return postes


def _college(champs: Champs) -> College:
    college = College(
        champs.text("cle"),
        champs.text("nom"),
        champs.text("description"),
        champs.integer("sieges"),
        champs.text("cotisation"),
        champs.span,
    )
    champs.finish()
    return college


def _poste(champs: Champs) -> Poste:
    poste = Poste(champs.text("poste"), champs.scalar("titulaire"), champs.span)
    champs.finish()
    return poste


def _articles(sources: Sources, folder: str, findings: list[Finding]) -> tuple[Article, ...]:
    """The articles of a folder in the order of their numbers, which are checked to run 1, 2, 3…"""
    articles = [_article(markdown, findings) for markdown in sources.markdown_under(folder)]
    known = [article for article in articles if article is not None]
    expected = 1
    for article in known:
        if article.numero == 0:
            continue
        if article.numero != expected and not any(path.startswith(folder) for path in sources.unreadable):
            before = f"l'article {article.numero} suit l'article {expected - 1}"
            first = f"le premier article porte le numéro {article.numero}"
            message = f"{before if expected > 1 else first} : il devrait porter le numéro {expected}."
            findings.append(Finding("S002", message, article.span))
            if expected == 1:
                break
        expected = article.numero + 1
    return tuple(known)


def _article(markdown: MarkdownFile, findings: list[Finding]) -> Article | None:
    start = Span(markdown.path, 1)
    if markdown.front is None:
        hint = "commencez par « --- », « article: 5 », « titre: Composition », puis « --- »."
        findings.append(Finding("L004", "cet article n'a pas d'en-tête entre « --- ».", start, (hint,)))
        return None
    champs = Champs(markdown.front, FORME_ARTICLE, findings, start)
    preamble = champs.yes_no("preambule")
    numero = None if preamble else champs.integer("article")
    article = Article(
        0 if numero is None else numero.value,
        champs.text("titre"),
        champs.text("ouvre_titre"),
        markdown.blocks,
        numero.span if numero else start,
    )
    champs.finish()
    return article if preamble or numero else None
