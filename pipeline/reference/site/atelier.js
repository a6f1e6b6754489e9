"use strict";
// L'atelier fonctionne sans ce script, en rechargeant la page ; avec lui, la page suit ce qui est enregistré.
(function () {
  const corps = () => document.getElementById("contenu");
  let attendue = Number(corps().dataset.version);
  let encore = false;
  let occupe = false;
  async function suit() {
    if (occupe) { encore = true; return; }
    occupe = true;
    try {
      const reponse = await fetch(location.href, { credentials: "same-origin" });
      if (reponse.ok) {
        const page = new DOMParser().parseFromString(await reponse.text(), "text/html");
        const ouverts = Array.from(document.querySelectorAll("details[open] > summary"), (un) => un.textContent);
        const vise = document.activeElement && document.activeElement.id;
        const nouveau = page.getElementById("contenu");
        corps().replaceWith(document.adoptNode(nouveau));
        const tete = document.querySelector("header");
        if (!tete.contains(document.activeElement)) tete.replaceWith(document.adoptNode(page.querySelector("header")));
        document.title = page.title;
        for (const un of document.querySelectorAll("details > summary")) {
          if (ouverts.includes(un.textContent)) un.parentElement.open = true;
        }
        if (vise && document.getElementById(vise)) document.getElementById(vise).focus({ preventScroll: true });
      }
    } finally {
      occupe = false;
    }
    if (encore) { encore = false; suit(); }
  }
  const flux = new EventSource("/suivi");
  flux.addEventListener("lecture", () => corps().classList.add("perime"));
  flux.addEventListener("version", (nouvelle) => {
    corps().classList.remove("perime");
    if (Number(nouvelle.data) !== attendue) { attendue = Number(nouvelle.data); suit(); }
  });
  flux.onerror = () => {
    const etat = document.getElementById("liaison");
    if (etat) etat.textContent = "L'atelier ne répond plus : relancez « make atelier ».";
  };
  flux.onopen = () => {
    const etat = document.getElementById("liaison");
    if (etat) etat.textContent = "";
  };
})();
