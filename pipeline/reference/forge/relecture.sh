#!/bin/sh
# Relit une contribution : les constats à leurs lignes, le résumé de ce qui change, les documents.
#   sh forge/relecture.sh BASE CONTRIBUTION SORTIE
# BASE et CONTRIBUTION sont deux copies du dépôt ; SORTIE reçoit constats, résumé et documents.
# LOGICIEL est le dossier du logiciel projet-sante. Rien de ce que contient la contribution n'est exécuté.
set -u
base=${1:?} contribution=${2:?} sortie=${3:?}
logiciel=${LOGICIEL:?} forme=${FORME:-annotations} python=${PYTHON:-python3}
mkdir -p "$sortie"
sortie=$(cd "$sortie" && pwd)
projet=$(cd "$contribution" && pwd)
base=$(cd "$base" && pwd)
projet_sante() { (cd "$logiciel" && "$python" -m pipeline -C "$projet" "$@"); }

# La base est lue dans la copie de la contribution : les deux états sont alors dans le même dépôt.
git -C "$projet" fetch -q "$base" HEAD || exit 2
depart=$(git -C "$projet" rev-parse FETCH_HEAD) || exit 2

projet_sante check --format "$forme" > "$sortie/constats.txt"
etat=$?
[ "$forme" = annotations ] && cat "$sortie/constats.txt"
projet_sante changements "$depart" HEAD --format markdown > "$sortie/changements.md" || exit 2
# Les forges refusent un commentaire trop long : la suite reste dans le fichier joint.
awk '{ n += length($0) + 1 }
    n > 60000 { print "\n*La suite est dans le fichier joint changements.md.*"; exit }
    { print }' "$sortie/changements.md" > "$sortie/commentaire.md"
projet_sante build --brouillon > "$sortie/documents.txt"
if [ -d "$projet/build" ]; then
    mkdir -p "$sortie/documents"
    for document in "$projet"/build/*.docx; do
        [ -f "$document" ] && cp "$document" "$sortie/documents/"
    done
fi
exit "$etat"
