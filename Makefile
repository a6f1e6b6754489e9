# Chaque cible appelle la commande du même nom : « make check » fait « python3 -m pipeline check ».
# Les valeurs (CHEMIN=…, LIVRABLE=…, BROUILLON=oui, MANIFESTE=oui, RAPIDE=oui, COUVERTURE=oui, DOSSIER=…, ECRIRE=oui, PROJET=…) passent par l'environnement, telles quelles.
PYTHON ?= python3
COMMANDES := aide project check build pdf site atelier livraison gabarits essayage fiche chapitre importer retour remarques a-faire apercu couverture droits tresorerie realise releve indicateurs indemnites pieces versions resultat expliquer variables nombres format classeur budget export nouveau-projet donnees mettre-a-jour portefeuille schemas texte changements redline fusionner-classeur statuts ecarts-statuts comparer-statuts setup test preuves fuzz lint bench
MAKEFLAGS += --no-print-directory

override CHEMIN := $(value CHEMIN)
override LIVRABLE := $(value LIVRABLE)
override BROUILLON := $(value BROUILLON)
override MANIFESTE := $(value MANIFESTE)
override COMPLET := $(value COMPLET)
override RAPIDE := $(value RAPIDE)
override COUVERTURE := $(value COUVERTURE)
override DOSSIER := $(value DOSSIER)
override DOSSIERS := $(value DOSSIERS)
override SANS_CONSTRUIRE := $(value SANS_CONSTRUIRE)
override SORTIE := $(value SORTIE)
override BAREME := $(value BAREME)
override PLAFOND := $(value PLAFOND)
override DELAI := $(value DELAI)
override SUR := $(value SUR)
override RECETTES := $(value RECETTES)
override MISSION := $(value MISSION)
override PARTIE := $(value PARTIE)
override TITRE := $(value TITRE)
override ANNEE := $(value ANNEE)
override ANNEES := $(value ANNEES)
override REGLE := $(value REGLE)
override MOT := $(value MOT)
override AUTRE := $(value AUTRE)
override BASE := $(value BASE)
override FORMAT := $(value FORMAT)
override DETAILS := $(value DETAILS)
override ECRIRE := $(value ECRIRE)
override APPLIQUER := $(value APPLIQUER)
override REMARQUES := $(value REMARQUES)
override PERSONNE := $(value PERSONNE)
override QUI := $(value QUI)
override DEPUIS := $(value DEPUIS)
override JUSQUA := $(value JUSQUA)
override FICHIER := $(value FICHIER)
override REF := $(value REF)
override REF2 := $(value REF2)
override GABARIT := $(value GABARIT)
override MODELE := $(value MODELE)
override PROJET := $(value PROJET)
override COMBIEN := $(value COMBIEN)
override PORT := $(value PORT)
override EDITEUR := $(value EDITEUR)
override GRAINE := $(value GRAINE)
override MINUTES := $(value MINUTES)
override LOI := $(value LOI)
export PORT EDITEUR CHEMIN LIVRABLE BROUILLON MANIFESTE COMPLET RAPIDE COUVERTURE DOSSIER MISSION PARTIE TITRE ANNEE ANNEES REGLE MOT AUTRE BASE FORMAT DETAILS ECRIRE APPLIQUER REMARQUES PERSONNE QUI FICHIER DEPUIS JUSQUA REF REF2 MODELE GABARIT PROJET COMBIEN GRAINE MINUTES LOI DOSSIERS SANS_CONSTRUIRE SORTIE BAREME PLAFOND DELAI SUR RECETTES

# Les mots qui ne sont pas des commandes : le reste d'un titre sans guillemets, ou une commande mal écrite.
EN_TROP := $(filter-out $(COMMANDES),$(MAKECMDGOALS))
COMMANDE := $(firstword $(filter $(COMMANDES),$(MAKECMDGOALS)))
export EN_TROP COMMANDE

.DEFAULT_GOAL := aide
.PHONY: $(COMMANDES)
ifneq ($(EN_TROP),)
define REFUS
@if [ -z "$$COMMANDE" ]; then $(PYTHON) -m pipeline $$EN_TROP; exit $$?; fi; \
echo "« $$EN_TROP » est de trop après « make $$COMMANDE » : rien n'a été fait." >&2; \
echo "Une valeur de plusieurs mots se met entre guillemets droits, comme TITRE=\"Repérer tôt le surpoids\"." >&2; exit 2
endef
# Un dossier du projet (« make docs ») est un mot comme un autre : sans cela, make répondrait lui-même, en anglais.
CITES := $(wildcard $(EN_TROP))
.PHONY: $(CITES)
$(COMMANDES) $(CITES):
	$(REFUS)
%:
	$(REFUS)
else
$(COMMANDES):
	@command -v $(PYTHON) >/dev/null || { echo "Il manque Python 3.11 ou plus récent : installez le paquet Debian python3." >&2; exit 2; }
	@$(PYTHON) -m pipeline $@
endif
