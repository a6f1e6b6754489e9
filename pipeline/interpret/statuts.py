"""Statutes and règlement intérieur: one Markdown file per article, and the values that they print."""

from __future__ import annotations

from pipeline.interpret.champs import Champs, scalars
from pipeline.model.finding import Finding, did_you_mean
from pipeline.model.source import MarkdownFile, Sources, YamlMap, YamlScalar
from pipeline.model.span import Span
from pipeline.model.statuts import Article, College, Poste, Statuts, Valeurs

STATUTS = "content/statuts/"
VALEURS = STATUTS + "valeurs.yaml"
REGLEMENT = "content/reglement-interieur/"
SECTIONS = ("association", "assemblees", "extraordinaire", "comptes", "reglement")


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
    champs = Champs(node, "valeurs.yaml", findings)
    conseil = champs.mapping("conseil")
    bureau = champs.mapping("bureau")
    for section in (*SECTIONS, "conseil", "bureau"):
        _only_values(champs.mapping(section), section, findings)
    valeurs = Valeurs(
        champs.scalar("modele", required=True),
        tuple(_college(c) for c in champs.records("colleges", "ce collège")),
        Champs(conseil, "« conseil »", findings).integer("sieges") if conseil else None,
        tuple(_poste(c) for c in Champs(bureau, "« bureau »", findings).records("postes", "ce poste"))
        if bureau
        else (),
        scalars(node),
        node.span,
    )
    champs.finish()
    return valeurs


def _only_values(node: YamlMap | None, section: str, findings: list[Finding]) -> None:
    """The keys of a section are the CPTS's own, as long as they hold a simple value; a list would print nowhere."""
    for key, value in node.entries if node else ():
        if not isinstance(value, YamlScalar) and (section, key.value) != ("bureau", "postes"):
            message = f"« {section} » ne connaît pas la clé « {key.value} »."
            findings.append(Finding("C001", message, key.span, did_you_mean(key.value, ["postes"])))


def _college(champs: Champs) -> College:
    college = College(
        champs.text("cle", required=True),
        champs.text("nom", required=True),
        champs.text("description"),
        champs.integer("sieges", required=True),
        champs.text("cotisation"),
        champs.span,
    )
    champs.finish()
    return college


def _poste(champs: Champs) -> Poste:
    poste = Poste(champs.text("poste", required=True), champs.scalar("titulaire"), champs.span)
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
    champs = Champs(markdown.front, "l'en-tête de cet article", findings, start)
    preamble = champs.yes_no("preambule")
    numero = None if preamble else champs.integer("article", required=True)
    article = Article(
        0 if numero is None else numero.value,
        champs.text("titre", required=True),
        champs.text("ouvre_titre"),
        markdown.blocks,
        numero.span if numero else start,
    )
    champs.finish()
    return article if preamble or numero else None
