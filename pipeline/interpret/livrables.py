"""``content/livrables.yaml``: each document, its template, its parts."""

from __future__ import annotations

from dataclasses import replace

from pipeline.interpret.champs import Champs
from pipeline.model.etape_cpts import ETAPES
from pipeline.model.finding import Finding
from pipeline.model.forme import Forme, choix, entier, oui_non, table, texte, textes
from pipeline.model.livrable import (
    ANNEXES,
    BORNES,
    LISTES,
    PAGES_HORS_ANNEXES,
    PAGES_MAXIMALES,
    PAGES_PAR_FICHE,
    PAGES_PAR_PARTIE,
    PARTIES,
    Livrable,
)
from pipeline.model.motif import motif
from pipeline.model.seance import CONSTITUTION, SEANCES
from pipeline.model.source import Sources, YamlMap
from pipeline.model.span import Placed

LIVRABLES = "content/livrables.yaml"
PUBLIQUE = "publique"
NAME = motif(r"[a-z0-9]+(?:-[a-z0-9]+)*")
FORME_LIVRABLE = Forme(
    "ce livrable",
    "Un document à construire : le nom de ce bloc devient celui du fichier, dans build/.",
    (
        texte("titre", "Le titre imprimé sur la couverture.", requis=True),
        texte("gabarit", "Le modèle Word, dans templates/docx/.", requis=True),
        textes(
            "parties", "Ce que le document contient, dans l'ordre.", requis=True, valeurs=PARTIES
        ),
        textes("annexes", "Ce que contient la partie « annexes ».", valeurs=ANNEXES),
        textes("listes", "Les listes qui suivent le sommaire.", valeurs=LISTES),
        choix(
            "diffusion",
            "« publique » : pour tous, sans les coordonnées des personnes ; sinon « restreinte ».",
            (PUBLIQUE, "restreinte"),
        ),
        textes(
            "etapes",
            "Les étapes à partir desquelles ce document se construit ; sinon, dès le projet.",
            valeurs=tuple(ETAPES),
        ),
        textes("destinataires", "À qui il est envoyé : un fichier zip pour chacun."),
        oui_non(
            "validation_exigee",
            "« oui » : il n'est livré qu'une fois validé, dans validations.csv.",
        ),
        entier(
            "annee",
            "Dans un rapport : l'année de contrat racontée ; sinon, la dernière dont quelque chose est noté.",
        ),
        choix(
            "seance",
            "La réunion dont parle cet acte : une section de content/statuts/valeurs.yaml ; sinon, la fondation.",
            tuple(SEANCES),
        ),
        entier(PAGES_MAXIMALES, "Le plus de pages que le document peut avoir, tout compris."),
        entier(PAGES_HORS_ANNEXES, "Le plus de pages qu'il peut avoir avant ses annexes."),
        entier(PAGES_PAR_PARTIE, "Le plus de pages de chacune de ses parties, annexes à part."),
        entier(PAGES_PAR_FICHE, "Le plus de pages de chaque fiche action."),
        oui_non("sans_pages", "« oui » laisse le sommaire et les listes sans numéros de page."),
        oui_non(
            "sans_brouillons", "« oui » laisse de côté les fiches dont le statut est « brouillon »."
        ),
    ),
)
FORME_LIVRABLES = Forme(
    LIVRABLES,
    "Les documents à construire, un bloc par document.",
    libre=replace(table("projet-de-sante", FORME_LIVRABLE), motif=NAME.pattern),
)


def interpret_livrables(sources: Sources, findings: list[Finding]) -> tuple[Livrable, ...]:
    node = sources.yaml(LIVRABLES)
    if node is None:
        return ()
    livrables: list[Livrable] = []
    if not node.entries:
        findings.append(Finding("C002", f"{LIVRABLES} ne décrit aucun document.", node.span))
    for key, value in node.entries:
        if not NAME.fullmatch(key.value):
            message = (
                f"« {key.value} » deviendra un nom de fichier : "
                "lettres minuscules sans accent, chiffres et tirets seulement."
            )
            findings.append(Finding("C003", message, key.span))
        elif isinstance(value, YamlMap):
            livrables.append(
                _livrable(
                    key,
                    Champs(
                        value, FORME_LIVRABLE, findings, key.span, f"le livrable « {key.value} »"
                    ),
                )
            )
        else:
            message = f"le livrable « {key.value} » attend « titre », « gabarit » et « parties » en retrait."
            findings.append(Finding("C003", message, key.span))
    return tuple(livrables)


def _livrable(key: Placed[str], champs: Champs) -> Livrable:
    diffusion, seance = champs.choice("diffusion"), champs.choice("seance")
    livrable = Livrable(
        key.value,
        champs.text("titre"),
        champs.scalar("gabarit") or Placed("", key.span),
        champs.choices("parties"),
        champs.choices("annexes"),
        champs.yes_no("sans_brouillons"),
        champs.choices("listes"),
        diffusion is not None and diffusion.value == PUBLIQUE,
        champs.yes_no("sans_pages"),
        tuple(ETAPES[placed.value] for placed in champs.choices("etapes")),
        key.span,
        champs.texts("destinataires"),
        champs.yes_no("validation_exigee"),
        champs.integer("annee"),
        seance.value if seance else CONSTITUTION,
        tuple((cle, borne) for cle in BORNES if (borne := champs.integer(cle)) is not None),
    )
    champs.finish()
    return livrable
