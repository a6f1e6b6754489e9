"""Every slot and every style of the templates, in a line each: what ``templates/docx/LISEZMOI.md`` says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.model.document import CHAMPS_DOCUMENT, CHAMPS_FICHE, RICHE, Schema
from pipeline.write.word.styles import EMPLOIS, FICHE_TITLE, FRENCH, REQUIRED

KINDS = {"paragraph": "paragraphe", "character": "caractère", "table": "tableau"}
HEAD = """# Les modèles Word : balises et styles

Cette page est écrite par `make gabarits` : ne la corrigez pas.
Le guide est dans docs/coordination.md, « Les modèles Word » ; `make essayage` montre chaque style dans chaque modèle.

Une balise qui commence par `{{p` est seule dans son paragraphe, et imprime des paragraphes entiers.
Dans un tableau, `{%tr for … in … %}` et `{%tr endfor %}`, seuls dans leur ligne, répètent les lignes qu'ils entourent.
"""


def inventaire() -> str:
    lines = [
        HEAD,
        "## Dans tous les modèles, sauf celui des fiches",
        "",
        "| Balise | Ce qu'elle imprime |",
        "|---|---|",
    ]
    lines += _slots(CHAMPS_DOCUMENT)
    lines += ["", "## Dans `fiche-action.docx`", "", "| Balise | Ce qu'elle imprime |", "|---|---|"]
    lines += _slots(CHAMPS_FICHE)
    lines += [
        "",
        "## Les styles",
        "",
        "| Style | Dans un Word français | Sorte | Emploi |",
        "|---|---|---|---|",
    ]
    lines += _styles()
    return "\n".join(lines) + "\n"


def _slots(schema: Mapping[str, Schema], within: str = "") -> Iterator[str]:
    for name, shape in schema.items():
        yield from _slot(f"{within}{name}", shape)


def _slot(name: str, shape: Schema) -> Iterator[str]:
    if isinstance(shape, Mapping):
        yield from _slots(shape, f"{name}.")
    elif isinstance(shape, list):
        yield from _loop(name, shape[0])
    else:
        tag = f"{{{{{'p' if shape == RICHE else ''} {name} }}}}"
        yield f"| `{tag}` | {EMPLOIS_DES_CHAMPS[name]} |"


def _loop(name: str, inner: Schema) -> Iterator[str]:
    """A list: the loop, then what may be printed in it."""
    yield f"| `{{% for x in {name} %}}` … `{{% endfor %}}` | {EMPLOIS_DES_CHAMPS[name]} |"
    fields = inner if isinstance(inner, Mapping) else {}
    for field, shape in fields.items():
        if isinstance(shape, list):
            yield f"| `{{% for y in x.{field} %}}{{{{ y }}}}{{% endfor %}}` | {EMPLOIS_DES_CHAMPS[f'{name}.{field}']} |"
            continue
        tag = f"{{{{{'p' if shape == RICHE else ''} x.{field} }}}}"
        yield f"| `{tag}` | {EMPLOIS_DES_CHAMPS[f'{name}.{field}']} |"


def _styles() -> Iterator[str]:
    for name, kind in {**REQUIRED, FICHE_TITLE: "paragraph"}.items():
        family = name.rstrip(" 123456")
        shown = FRENCH.get(name) or (
            f"{FRENCH[family]} {name[-1]}" if family in FRENCH and family != name else name
        )
        yield f"| {name} | {shown} | {KINDS[kind]} | {EMPLOIS.get(name) or EMPLOIS[family]} |"


_RUBRIQUE = "la rubrique du même nom"
EMPLOIS_DES_CHAMPS: Mapping[str, str] = {
    **{
        f"fiche.{name}": _RUBRIQUE
        for name, shape in CHAMPS_FICHE["fiche"].items()  # type: ignore[union-attr]
        if shape == RICHE and name != "constats"
    },
    "cpts.nom": "le nom de la CPTS",
    "cpts.departement": "son département",
    "cpts.region": "sa région",
    "cpts.ars": "son agence régionale de santé",
    "cpts.cpam": "sa caisse d'assurance maladie",
    "cpts.partenaires": "les partenaires de `charte.yaml`, à la suite",
    "document.titre": "le titre du document, de `livrables.yaml`",
    "document.version": "la version du projet",
    "document.statut": "document de travail, déposé ou validé",
    "document.date": "la date qui va avec ce statut",
    "document.periode": "les dates du contrat, rien tant qu'elles ne sont pas connues",
    "lettre.expediteur": "dans une lettre : le siège et le contact de la CPTS, ou de quoi joindre le signataire",
    "lettre.destinataire": "à qui elle est adressée, une ligne par nom",
    "lettre.lieu_date": "le lieu et la date",
    "lettre.objet": "son objet, qui est le titre de son texte",
    "lettre.signature": "qui la signe",
    "lettre.pieces": "les pièces jointes, rien quand il n'y en a pas",
    "logos": "les logos de `charte.yaml`, rien sans elle",
    "mention": "« DOCUMENT FICTIF » et « BROUILLON » : en tête ou en pied de chaque sorte de page",
    "partie": "le titre de la partie où est la page : dans un en-tête ou un pied de page",
    "sommaire": "le sommaire et les listes",
    "corps": "tout le document",
    "fiche.code": "le code de la fiche",
    "fiche.titre": "son titre",
    "fiche.statut": "« BROUILLON », rien sinon",
    "fiche.mission": "sa mission",
    "fiche.pilote": "le pilote, et sa profession",
    "fiche.pilote_contact": "ses coordonnées, hors des documents publics",
    "fiche.calendrier": "démarrage, déploiement et fin",
    "fiche.cls": "le contrat local de santé",
    "fiche.cts": "le conseil territorial de santé",
    "fiche.priorite": "la priorité",
    "fiche.cout_total": "le coût de toutes les années",
    "fiche.constats": "les erreurs de la fiche, dans un brouillon",
    "fiche.autres_rubriques": "les rubriques qui n'ont pas de balise à elles",
    "fiche.autres_rubriques.titre": "le titre d'une de ces rubriques",
    "fiche.autres_rubriques.texte": "son texte",
    "fiche.membres": "les membres du groupe de travail",
    "fiche.besoins": "les besoins du diagnostic auxquels elle répond",
    "fiche.orientations": "les orientations du projet régional de santé",
    "fiche.cofinanceurs": "les cofinanceurs",
    "fiche.sous_actions": "le tableau des sous-actions",
    "fiche.sous_actions.rang": "le numéro de la sous-action",
    "fiche.sous_actions.action": "ce qui est fait",
    "fiche.sous_actions.qui": "qui le fait",
    "fiche.sous_actions.quand": "quand",
    "fiche.sous_actions.livrable": "ce qui en sort",
    "fiche.indicateurs": "le tableau des indicateurs",
    "fiche.indicateurs.nom": "le nom de l'indicateur",
    "fiche.indicateurs.type": "suivi ou résultat",
    "fiche.indicateurs.definition": "ce qu'il compte",
    "fiche.indicateurs.source": "d'où il vient",
    "fiche.indicateurs.frequence": "quand il est relevé",
    "fiche.indicateurs.sens": "hausse ou baisse attendue",
    "fiche.indicateurs.depart": "le point de départ",
    "fiche.indicateurs.variable": "sa part du volet variable",
    "fiche.indicateurs.cibles": "les cibles, année par année",
    "fiche.tableau_indicateurs": "le tableau des indicateurs, une colonne par année : à la place d'une boucle",
    "fiche.planning": "les étapes et leurs dates",
    "fiche.planning.etape": "l'étape",
    "fiche.planning.date": "sa date",
    "fiche.tableau_budget": "son coût par nature et par année : à la place de `fiche.couts` et de `fiche.cout_total`",
    "fiche.couts": "le coût de chaque année",
    "fiche.couts.annee": "l'année",
    "fiche.couts.montant": "le montant",
}
"""Slot → what it prints."""
