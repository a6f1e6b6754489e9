"""Statutes and règlement intérieur: one Markdown file per article, and the values that they print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.interpret.champs import Champs, scalars
from pipeline.interpret.dates import parse_echeance
from pipeline.interpret.nombres import parse_nombre
from pipeline.interpret.vocabulaire import say_unsorted
from pipeline.model.echeance import Echeance, Precision
from pipeline.model.finding import Finding
from pipeline.model.forme import Forme, choix, entier, liste, oui_non, table, texte, textes
from pipeline.model.langue.mots import did_you_mean
from pipeline.model.source import MarkdownFile, Sources, YamlMap, YamlScalar
from pipeline.model.span import Placed, Span
from pipeline.model.statuts import (
    LOCAL,
    Article,
    College,
    Evolution,
    Instance,
    Poste,
    Statuts,
    Valeurs,
)

STATUTS = "content/statuts/"
VALEURS = STATUTS + "valeurs.yaml"
REGLEMENT = "content/reglement-interieur/"
VALEUR = texte("valeur", "Une valeur que les articles impriment.")
SECTIONS = tuple(
    Forme(f"« {cle} »", aide, libre=VALEUR)
    for cle, aide in (
        ("association", "L'association : nom, sigle, siège, territoire, signature."),
        ("gouvernance", "Le nom de l'instance qui dirige l'association."),
        ("assemblees", "Les assemblées générales : convocation, quorum, pouvoirs, majorités."),
        ("extraordinaire", "L'assemblée générale extraordinaire : convocation, quorum, majorités."),
        ("comptes", "Les cotisations et l'exercice comptable."),
        ("reglement", "Ce que le règlement intérieur précise."),
        ("constitution", "L'assemblée générale constitutive : date, heure, lieu, séance."),
        ("premier_conseil", "Le premier conseil d'administration, qui élit le bureau."),
        ("assemblee_ordinaire", "La prochaine assemblée générale ordinaire."),
        ("assemblee_extraordinaire", "Une assemblée qui modifie les statuts."),
        ("dissolution", "Une assemblée qui dissout l'association."),
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
            "titulaire",
            "Qui l'occupe : une clé de content/personnes.csv ; vide tant que l'élection n'a pas eu lieu.",
        ),
    ),
)
FORME_INSTANCE = Forme(
    "cette instance",
    "Les instances, pour le tableau et le schéma de la gouvernance.",
    (
        texte("cle", "« assemblee », « conseil », « bureau », ou un mot court.", requis=True),
        texte("nom", "Le nom de l'instance.", requis=True),
        texte("composition", "Qui en est membre ; à défaut, ce que disent les valeurs ci-dessus."),
        texte("role", "Ce qu'elle fait."),
        texte(
            "decisions",
            "Comment elle se réunit et décide ; à défaut, ce que disent les valeurs ci-dessus.",
        ),
    ),
)
FORME_CONSEIL = Forme(
    "« conseil »",
    "Le conseil d'administration : sièges, mandats, réunions, majorités.",
    (
        entier("sieges", "Le nombre total de sièges, égal à la somme de ceux des collèges."),
        textes(
            "administrateurs", "Les premiers administrateurs : des clés de content/personnes.csv."
        ),
    ),
    libre=VALEUR,
)
FORME_CATEGORIES = Forme(
    "« categories »",
    "Les catégories de membres, dans un modèle sans collège.",
    (textes("professions", "Les professions dont un membre actif peut être."),),
    libre=VALEUR,
)
FORME_BUREAU = Forme(
    "« bureau »",
    "Le bureau : ses postes, ses règles.",
    (liste("postes", FORME_POSTE),),
    libre=VALEUR,
)
CHAMPS = (
    *(table(forme.nom.strip("« »"), forme) for forme in SECTIONS),
    liste("colleges", FORME_COLLEGE),
    table("categories", FORME_CATEGORIES),
    table("conseil", FORME_CONSEIL),
    table("bureau", FORME_BUREAU),
    liste("instances", FORME_INSTANCE),
)
FORME_VALEURS = Forme(
    "valeurs.yaml",
    "Les valeurs des statuts et du règlement intérieur.",
    (
        texte(
            "modele",
            "Le modèle de statuts suivi : le nom d'un dossier de content/statuts/.",
            requis=True,
        ),
        texte(
            "variante",
            "« 2019 » garde les règles d'origine du modèle AVECsanté ; vide, le modèle à jour.",
        ),
        choix(
            "droit",
            "« alsace-moselle » quand le siège est dans le Bas-Rhin, le Haut-Rhin ou la Moselle ; sinon vide.",
            (LOCAL,),
        ),
        *CHAMPS,
    ),
)
FORME_PROPRES = Forme(
    "ce fichier de valeurs",
    "Les valeurs propres à un modèle : chaque section remplace celle de valeurs.yaml.",
    CHAMPS,
)
FORME_EVOLUTION = Forme(
    "cette évolution",
    "Les points sur lesquels cet article s'écarte du modèle publié ; ils ne s'impriment pas.",
    (
        texte("changement", "Ce qui change.", requis=True),
        texte("raison", "Pourquoi.", requis=True),
        texte("origine", "Le texte qui le demande.", requis=True),
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
        texte("source", "Le modèle dont l'article vient ; ne s'imprime pas."),
        texte("complement", "Pourquoi l'article s'ajoute au modèle publié ; ne s'imprime pas."),
        liste("evolutions", FORME_EVOLUTION),
    ),
)


def interpret_statuts(sources: Sources, findings: list[Finding]) -> Statuts:
    valeurs = _valeurs(sources, findings) or Valeurs()
    articles: tuple[Article, ...] = ()
    folder = f"{STATUTS}{valeurs.modele.value}/" if valeurs.modele is not None else ""
    if valeurs.modele is not None:
        articles = _chosen(sources, folder, (valeurs.variante, valeurs.droit), findings)
        if not articles and not any(path.startswith(folder) for path in sources.files):
            models = {
                p.split("/")[2] for p in sources.files if p.startswith(STATUTS) and p.count("/") > 2
            }
            message = f"il n'y a pas de statuts dans {folder}"
            hints = did_you_mean(valeurs.modele.value, sorted(models))
            findings.append(Finding("S004", message + ".", valeurs.modele.span, hints))
    reglement = _numbered(sources, REGLEMENT, _articles(sources, REGLEMENT, findings), findings)
    return Statuts(valeurs, articles, reglement, folder)


def _valeurs(sources: Sources, findings: list[Finding]) -> Valeurs | None:
    main = sources.yaml(VALEURS)
    if main is None:
        return None
    node = _with_own(main, sources, findings)
    champs = Champs(node, FORME_VALEURS, findings)
    for forme in SECTIONS:
        section = champs.table(forme.nom.strip("« »"))
        if section is not None:
            section.finish()
    sieges, administrateurs = _conseil(champs.table("conseil"))
    scalaires = scalars(node)
    valeurs = Valeurs(
        champs.scalar("modele"),
        champs.scalar("variante"),
        champs.choice("droit"),
        tuple(_college(c) for c in champs.records("colleges")),
        sieges,
        administrateurs,
        _professions(champs.table("categories")),
        _postes(champs.table("bureau")),
        tuple(_instance(c) for c in champs.records("instances")),
        scalaires,
        _days(scalaires),
        span=main.span,
    )
    champs.finish()
    return valeurs


DAYS = ("date_signature", "convocation_le", "date", "premiere_reunion_le")


def _days(scalaires: Mapping[str, Placed[str]]) -> dict[str, Echeance]:
    """The values that are days of meetings, as far as they can be read as such."""
    found = {
        name: parse_echeance(placed.value)
        for name, placed in scalaires.items()
        if name.rpartition(".")[2] in DAYS
    }
    return {name: day for name, day in found.items() if day and day.precision is Precision.JOUR}


def _with_own(main: YamlMap, sources: Sources, findings: list[Finding]) -> YamlMap:
    """The values with those of the model chosen over them: a section of the model's own file stands for the whole."""
    chosen = main.get("modele")
    path = f"{STATUTS}{chosen.text.strip()}/valeurs.yaml" if isinstance(chosen, YamlScalar) else ""
    own = sources.yaml(path)
    if own is None:
        return main
    known = [champ.cle for champ in FORME_PROPRES.champs]
    for key, _ in own.entries:
        if key.value not in known:
            message = f"{FORME_PROPRES.nom} ne connaît pas la clé « {key.value} »."
            findings.append(Finding("C001", message, key.span, did_you_mean(key.value, known)))
    kept = [(key, node) for key, node in own.entries if key.value in known]
    replaced = {key.value for key, _ in kept}
    return replace(
        main, entries=(*((k, n) for k, n in main.entries if k.value not in replaced), *kept)
    )


def _professions(categories: Champs | None) -> tuple[Placed[str], ...]:
    if categories is None:
        return ()
    professions = categories.texts("professions")
    categories.finish()
    return professions


def _instance(champs: Champs) -> Instance:
    instance = Instance(
        champs.text("cle"),
        champs.text("nom"),
        champs.text("composition"),
        champs.text("role"),
        champs.text("decisions"),
        champs.span,
    )
    champs.finish()
    return instance


def _conseil(conseil: Champs | None) -> tuple[Placed[int] | None, tuple[Placed[str], ...]]:
    if conseil is None:
        return None, ()
    sieges, administrateurs = conseil.integer("sieges"), conseil.texts("administrateurs")
    conseil.finish()
    return sieges, administrateurs


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
    fee = champs.scalar("cotisation")
    for key, placed, value in (
        ("sieges", college.sieges, college.sieges.value if college.sieges else None),
        ("cotisation", fee, parse_nombre(fee.value) if fee else None),
    ):
        if placed is not None and value is not None and value < 0:
            champs.say(
                "C003",
                f"« {key} » attend un nombre positif ou nul, pas « {placed.value} ».",
                placed.span,
            )
    return college


def _poste(champs: Champs) -> Poste:
    poste = Poste(champs.text("poste"), champs.scalar("titulaire"), champs.span)
    champs.finish()
    return poste


def _chosen(
    sources: Sources,
    folder: str,
    variantes: tuple[Placed[str] | None, ...],
    findings: list[Finding],
) -> tuple[Article, ...]:
    """The articles of a model, those of each variant in the place of the ones that bear the same number."""
    articles = _articles(sources, folder, findings)
    for variante in filter(None, variantes):
        inner = f"{folder}{variante.value}/"
        _say_unknown_variant(sources, folder, inner, variante, findings)
        articles = _with_variant(articles, _articles(sources, inner, findings))
    return _numbered(sources, folder, articles, findings)


def _say_unknown_variant(
    sources: Sources, folder: str, inner: str, variante: Placed[str], findings: list[Finding]
) -> None:
    """Nothing when the folder of the model itself is not there, which is told elsewhere."""
    present = [path for path in sources.files if path.startswith(folder)]
    if not present or any(path.startswith(inner) for path in present):
        return
    known = {path.split("/")[3] for path in present if path.count("/") == 4}
    message = f"il n'y a pas de variante « {variante.value} » dans {folder}."
    hints = did_you_mean(variante.value, sorted(known)) or ("effacez cette ligne.",)
    if variante.value == LOCAL:
        hints = (f"lancez « make statuts MODELE={folder.split('/')[2]} », qui les ajoute.",)
    findings.append(Finding("S010", message, variante.span, hints))


def _with_variant(
    articles: tuple[Article, ...], instead: tuple[Article, ...]
) -> tuple[Article, ...]:
    """Articles of the variant in the place of those of their number; those of a new number at their rank."""
    by_number = {article.numero: article for article in instead}
    replaced = [by_number.pop(article.numero, article) for article in articles]
    added = by_number.values()
    return tuple(sorted((*replaced, *added), key=_number) if added else replaced)


def _number(article: Article) -> int:
    return article.numero


def _articles(sources: Sources, folder: str, findings: list[Finding]) -> tuple[Article, ...]:
    articles = [_article(markdown, findings) for markdown in sources.markdown_under(folder)]
    return tuple(article for article in articles if article is not None)


def _numbered(
    sources: Sources, folder: str, known: tuple[Article, ...], findings: list[Finding]
) -> tuple[Article, ...]:
    """The same articles, whose numbers are checked to run 1, 2, 3… once all of them can be read."""
    faulty = {finding.span.path for finding in findings if finding.is_error}
    if any(path.startswith(folder) for path in (*sources.unreadable, *faulty)):
        return known
    expected = 1
    for article in known:
        if article.numero == 0:
            continue
        if article.numero != expected:
            before = f"l'article {article.numero} suit l'article {expected - 1}"
            first = f"le premier article porte le numéro {article.numero}"
            message = (
                f"{before if expected > 1 else first} : il devrait porter le numéro {expected}."
            )
            findings.append(Finding("S002", message, article.span))
            if expected == 1:
                break
        expected = article.numero + 1
    return known


def _article(markdown: MarkdownFile, findings: list[Finding]) -> Article | None:
    start = Span(markdown.path, 1)
    if markdown.front is None:
        hint = "commencez par « --- », « article: 5 », « titre: Composition », puis « --- »."
        findings.append(
            Finding("L004", "cet article n'a pas d'en-tête entre « --- ».", start, (hint,))
        )
        return None
    say_unsorted(markdown.blocks, findings)
    champs = Champs(markdown.front, FORME_ARTICLE, findings, start)
    preamble = champs.yes_no("preambule")
    numero = None if preamble else champs.integer("article")
    article = Article(
        0 if numero is None else numero.value,
        champs.text("titre"),
        champs.text("ouvre_titre"),
        markdown.blocks,
        champs.text("source"),
        champs.text("complement"),
        tuple(_evolution(c) for c in champs.records("evolutions")),
        numero.span if numero else start,
    )
    champs.finish()
    if numero is not None and numero.value < 1:
        message = f"les articles sont numérotés à partir de 1 : « {numero.value} » n'est pas un numéro d'article."
        champs.say(
            "C003",
            message,
            numero.span,
            ("un préambule porte « preambule: oui » et pas de numéro.",),
        )
        return None
    return article if preamble or numero else None


def _evolution(champs: Champs) -> Evolution:
    evolution = Evolution(champs.text("changement"), champs.text("raison"), champs.text("origine"))
    champs.finish()
    return evolution
