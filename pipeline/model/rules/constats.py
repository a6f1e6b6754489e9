"""L'exemple fourni, and the constats that a CPTS accepts."""

from __future__ import annotations

from pipeline.model.rules.rule import AVERTISSEMENT, ERREUR, Rule

REGLES = (
    Rule(
        "E001",
        ERREUR,
        "Rien de l'exemple fourni ne reste dans un vrai projet.",
        remede="remplacez-le par ce qui est vrai chez vous, ou effacez la phrase.",
        explication="""
        Une fois écrit `exemple: non`, remplacez les noms, les adresses et les numéros inventés par les vôtres.

        **Pourquoi.** Un faux nom ou un faux téléphone dans un dossier signé ferait douter de tout le reste.

        **Avant**

        ```
        exemple: non
        signataires:
          - partie: CPTS de Test
            nom: Claire Delafable
        ```

        **Après**

        ```
        exemple: non
        signataires:
          - partie: CPTS de Test
            nom: Anne Durand
        ```
        """,
    ),
    Rule(
        "A001",
        AVERTISSEMENT,
        "Un constat accepté correspond à un constat.",
        remede="effacez cette ligne, ou corrigez le code du constat.",
        explication="""
        Effacez de `constats-acceptes.csv` une ligne dont le constat a disparu. Si le constat est toujours là, corrigez le code, le fichier ou le morceau de message.

        **Pourquoi.** Une ligne oubliée pourrait cacher demain un nouveau problème. La liste dit ce que vous assumez aujourd'hui.

        **Avant**

        ```
        X005;content/organisation/01-gouvernance.md;www.cpts-test.fr;le site n'est pas ouvert;Anne Durand;2026-11-20
        ```

        **Après**

        ```
        (ligne effacée : le lien est corrigé)
        ```
        """,
    ),
    Rule(
        "A002",
        ERREUR,
        "Une erreur ne s'accepte pas.",
        remede="corrigez l'erreur, puis effacez cette ligne.",
        explication="""
        Seul un avertissement va dans `constats-acceptes.csv`. Corrigez l'erreur là où elle est, puis effacez la ligne. Quelques erreurs font exception, parce que le logiciel peut mal comprendre une phrase ou ignorer un accord (G015, G017, F034, F059, S023, S036, S037, S041, S046, S047) : le message le dit.

        **Pourquoi.** Une erreur signale un écart à la loi, un calcul faux, une contradiction, un blanc ou un texte qui serait perdu. L'accepter la laisserait partir à l'ARS.

        **Avant**

        ```
        constats-acceptes.csv : F018;content/fiches/M3-01-alimentation.md;à la rentrée;…
        M3-01-alimentation.md : | Bilan | à la rentrée |
        ```

        **Après**

        ```
        M3-01-alimentation.md : | Bilan | septembre 2028 |
        ```
        """,
    ),
)
