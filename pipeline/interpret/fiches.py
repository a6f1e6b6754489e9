"""The fiche action: a short YAML front matter, then the headings of the trame."""

from __future__ import annotations

from pipeline.interpret.champs import Champs
from pipeline.interpret.identite import AUTRES_NOMS, MISSIONS_ACI, resolve_mission
from pipeline.interpret.rubriques import IMPORTER, Sections
from pipeline.interpret.vocabulaire import vocabulaire_of
from pipeline.model.fiche import STATUTS_FICHE, DatesFiche, Fiche
from pipeline.model.finding import Finding
from pipeline.model.forme import Forme, choix, echeance, table, texte, textes
from pipeline.model.motif import motif
from pipeline.model.source import MarkdownFile, Sources, YamlMap
from pipeline.model.span import Placed, Span
from pipeline.model.vocabulaire import Vocabulaire

FICHES = "content/fiches/"
CODE = motif(r"M[1-6]-[0-9]{2,3}")

FORME_DATES = Forme(
    "« dates »",
    "Les dates de l'action, comme 2027-09-01, « mars 2027 » ou « T2 2027 ».",
    (
        echeance("demarrage", "Le début de l'action.", requis=True),
        echeance("deploiement", "Le jour où l'action tourne pour tout le monde."),
        echeance("fin", "La fin prévue de l'action."),
    ),
)
FORME_FICHE = Forme(
    "l'en-tête de la fiche",
    "L'en-tête d'une fiche action.",
    (
        texte(
            "code",
            "M, le rang de la mission, un tiret, deux chiffres : M3-01. Le nom du fichier commence par ce code.",
            requis=True,
            motif=CODE.pattern,
        ),
        texte("titre", "Le titre de l'action, en quelques mots.", requis=True),
        texte(
            "mission",
            "La mission de l'ACI que l'action sert.",
            requis=True,
            valeurs=MISSIONS_ACI,
            aussi=AUTRES_NOMS,
        ),
        texte(
            "pilote",
            "Qui conduit l'action : une clé de content/personnes.csv, ou un prénom et un nom.",
            requis=True,
        ),
        textes(
            "copilotes",
            "Qui conduit l'action avec le pilote, ou le supplée : une ou plusieurs clés.",
        ),
        textes("membres", "Les autres personnes et structures du groupe, par leur clé."),
        textes(
            "besoins",
            "Les codes des besoins auxquels l'action répond, donnés dans content/diagnostic/besoins.csv.",
        ),
        textes("orientations_prs", "Les codes des orientations du PRS, donnés dans projet.yaml."),
        table("dates", FORME_DATES, requis=True),
        choix(
            "statut",
            "Où en est la fiche ; un brouillon est marqué dans le document.",
            STATUTS_FICHE,
        ),
        texte("priorite", "La priorité de l'action, en un mot ou un rang."),
        texte("cls", "L'action du contrat local de santé à laquelle celle-ci contribue."),
        texte("cts", "La priorité du conseil territorial de santé que l'action sert."),
        textes("cofinanceurs", "Qui d'autre finance l'action."),
    ),
)


def interpret_fiches(
    sources: Sources, findings: list[Finding], premiere_annee: int = 0
) -> tuple[Fiche, ...]:
    """Every readable fiche, in natural order of the file names.

    ``premiere_annee`` is the civil year in which the contract takes effect, 0 when it is not known.
    """
    vocabulaire = vocabulaire_of(sources)
    return tuple(
        _fiche(markdown, vocabulaire, findings, premiere_annee)
        for markdown in sources.markdown_under(FICHES)
    )


def _fiche(
    markdown: MarkdownFile, vocabulaire: Vocabulaire, findings: list[Finding], premiere_annee: int
) -> Fiche:
    champs = _entete(markdown, findings)
    sections = Sections(markdown, vocabulaire, findings, premiere_annee)
    fiche = Fiche(
        path=markdown.path,
        code=_code(champs),
        titre=champs.scalar("titre"),
        mission=resolve_mission(champs.scalar("mission"), findings, vocabulaire=vocabulaire),
        pilote=champs.scalar("pilote"),
        copilotes=champs.texts("copilotes"),
        membres=champs.texts("membres"),
        besoins=champs.texts("besoins"),
        orientations_prs=champs.texts("orientations_prs"),
        dates=_dates(champs),
        statut=champs.choice("statut"),
        priorite=champs.text("priorite"),
        cls=champs.text("cls"),
        cts=champs.text("cts"),
        cofinanceurs=champs.texts("cofinanceurs"),
        textes=sections.textes,
        rubriques=sections.places,
        sous_actions=sections.sous_actions,
        indicateurs=sections.indicateurs,
        planning=sections.planning,
        en_prose=frozenset(sections.en_prose),
        tableaux_egares=tuple(sections.stray),
        egares=tuple(sections.egares),
        signalees=frozenset(sections.told),
        entete={key.value: key.span for key, _ in champs.node.entries},
        span=Span(markdown.path, 1),
    )
    champs.finish()
    return fiche


def _entete(markdown: MarkdownFile, findings: list[Finding]) -> Champs:
    """The keys of the header; a fiche without one is told once, and no key is missing from it."""
    start = Span(markdown.path, 1)
    if markdown.front is not None:
        return Champs(markdown.front, FORME_FICHE, findings, start)
    hint = (
        "commencez le fichier par « --- », les lignes code, titre, mission, pilote, puis « --- »."
    )
    message = "cette fiche n'a pas d'en-tête entre « --- »."
    findings.append(Finding("L004", message, start, (hint, IMPORTER.format(markdown.path))))
    return Champs(YamlMap((), start), FORME_FICHE, [], start)


def _code(champs: Champs) -> Placed[str] | None:
    code = champs.scalar("code")
    if code is not None and not CODE.fullmatch(code.value):
        message = f"« {code.value} » n'est pas un code de fiche : M, le rang de la mission (1 à 6), un tiret, deux chiffres."
        champs.say("F001", message, code.span, ("par exemple M3-01.",))
        return None
    return code


def _dates(champs: Champs) -> DatesFiche:
    dates = champs.table("dates")
    if dates is None:
        return DatesFiche()
    found = DatesFiche(
        dates.echeance("demarrage"), dates.echeance("deploiement"), dates.echeance("fin")
    )
    dates.finish()
    return found
