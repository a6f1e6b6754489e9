#!/bin/sh
# Écrit le résumé dans un commentaire de la proposition ; aux fois suivantes, c'est le même qui change.
#   sh forge/commentaire.sh forgejo|gitlab RESUME
# API est l'adresse de l'interface de la forge, PROJET le dépôt, NUMERO celui de la proposition, JETON ce qui permet d'écrire.
set -eu
forge=${1:?} resume=${2:?} python=${PYTHON:-python3}
: "${API:?}" "${PROJET:?}" "${NUMERO:?}" "${JETON:?}"
case $forge in
forgejo)
    entete="Authorization: token $JETON" modifier=PATCH
    tous="$API/repos/$PROJET/issues/$NUMERO/comments" un="$API/repos/$PROJET/issues/comments" ;;
gitlab)
    entete="PRIVATE-TOKEN: $JETON" modifier=PUT
    tous="$API/projects/$PROJET/merge_requests/$NUMERO/notes" un=$tous ;;
*) echo "« $forge » n'est pas une forge connue : forgejo ou gitlab." >&2; exit 2 ;;
esac
dossier=$(mktemp -d)
trap 'rm -rf "$dossier"' EXIT

# Le jeton passe par l'entrée de curl : il n'est ni dans la liste des programmes ni dans un fichier.
appel() { printf 'header = "%s"\n' "$entete" | curl -fsS -K - -H 'Content-Type: application/json' -X "$@"; }

"$python" - "$resume" > "$dossier/corps.json" <<'FIN'
import json, pathlib, sys
texte = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
print(json.dumps({"body": f"<!-- projet-sante -->\n{texte}"}))
FIN
appel GET "$tous?sort=asc&per_page=100" > "$dossier/tous.json"
ancien=$("$python" - "$dossier/tous.json" <<'FIN'
import json, pathlib, sys
tous = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
print(next((un["id"] for un in tous if un["body"].startswith("<!-- projet-sante -->")), ""))
FIN
)
if [ -n "$ancien" ] && appel "$modifier" "$un/$ancien" --data-binary "@$dossier/corps.json" > "$dossier/reponse"; then
    exit 0
fi
appel POST "$tous" --data-binary "@$dossier/corps.json" > "$dossier/reponse"
