#!/bin/sh
# Réunit les portraits de tous les projets en un tableau et une carte.
#   sh forge/tableau.sh PORTRAITS SORTIE
# PORTRAITS est le dossier où la forge a rangé ce que projet.sh a gardé ; liste.csv dit quels projets étaient attendus.
set -u
portraits=${1:?} sortie=${2:?}
logiciel=$(cd "${LOGICIEL:?}" && pwd) python=${PYTHON:-python3}
set --
while IFS= read -r portrait; do
    [ -f "$portrait" ] && set -- "$@" "$portrait"
done << FIN
$(find "$portraits" -name portefeuille.json 2>/dev/null | sort)
FIN
PYTHONPATH="$logiciel" "$python" -m pipeline portefeuille "$@" ./liste.csv --sortie "$sortie"
