#!/bin/sh
# Construit les documents d'une version étiquetée ; échoue s'il reste une erreur.
#   sh forge/livraison.sh PROJET SORTIE
set -eu
projet=$(cd "${1:?}" && pwd) logiciel=${LOGICIEL:?} python=${PYTHON:-python3}
mkdir -p "${2:?}"
sortie=$(cd "$2" && pwd)
(cd "$logiciel" && "$python" -m pipeline -C "$projet" build)
cp "$projet"/build/*.docx "$sortie/"
