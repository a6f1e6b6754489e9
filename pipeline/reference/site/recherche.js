"use strict";
// Sans script, la page est la liste de tous les titres ; avec, elle n'en garde que ceux dont le texte a les mots tapés.
(function () {
  const champ = document.getElementById("mots");
  const lignes = Array.from(document.querySelectorAll("#resultats li"));
  const compte = document.getElementById("compte");
  const plie = (mots) => mots.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/œ/g, "oe").toLowerCase();
  function filtre() {
    const mots = plie(champ.value).split(/[^\w]+/).filter((mot) => mot.length > 1);
    let vus = 0;
    for (const ligne of lignes) {
      const texte = ligne.dataset.mots + " " + plie(ligne.textContent);
      ligne.hidden = !mots.every((mot) => texte.includes(mot));
      vus += ligne.hidden ? 0 : 1;
    }
    compte.textContent = mots.length ? vus + (vus > 1 ? " passages" : " passage") : "";
  }
  champ.form.addEventListener("submit", (geste) => geste.preventDefault());
  champ.addEventListener("input", filtre);
  champ.value = new URLSearchParams(location.search).get("mots") || "";
  filtre();
})();
