"use strict";
// L'atelier fonctionne sans ce script, en rechargeant la page ; avec lui, la page suit ce qui est enregistré.
(function () {
  const corps = () => document.getElementById("contenu");
  const SUIVIS = { texte: ["version", "texte"], documents: ["version", "travaux"], recherche: ["version", "recherche"] };
  let montre = { ...corps().dataset };
  let occupe = false;
  let dernier = null;

  const change = (etat) => (SUIVIS[montre.page] || ["version"]).some((un) => etat[un] > Number(montre[un]));

  // Ce que l'on est en train de choisir ou de taper reste là.
  function garde(page) {
    for (const champ of corps().querySelectorAll("input[id], select[id]")) {
      const autre = page.getElementById(champ.id);
      if (autre && (champ === document.activeElement || champ.type === "search")) autre.value = champ.value;
    }
    const ouverts = Array.from(document.querySelectorAll("details[open] > summary"), (un) => un.textContent);
    for (const un of page.querySelectorAll("details > summary")) {
      if (ouverts.includes(un.textContent)) un.parentElement.open = true;
    }
  }

  function remplace(page) {
    garde(page);
    const vise = document.activeElement && document.activeElement.id;
    corps().replaceWith(document.adoptNode(page.getElementById("contenu")));
    const tete = document.querySelector("header");
    if (!tete.contains(document.activeElement)) tete.replaceWith(document.adoptNode(page.querySelector("header")));
    document.title = page.title;
    montre = { ...corps().dataset };
    const compte = corps().querySelector(".compte");
    if (compte && !corps().querySelector(".en-cours")) document.getElementById("annonce").textContent = compte.textContent;
    if (vise && document.getElementById(vise)) document.getElementById(vise).focus({ preventScroll: true });
  }

  async function suit() {
    if (occupe) return;
    occupe = true;
    try {
      const reponse = await fetch(location.href, { credentials: "same-origin" });
      if (reponse.ok) remplace(new DOMParser().parseFromString(await reponse.text(), "text/html"));
      else montre = { ...montre, version: dernier.version, texte: dernier.texte, travaux: dernier.travaux, recherche: dernier.recherche };
    } finally {
      occupe = false;
    }
    vu();
  }

  function vu() {
    if (change(dernier)) suit();
    // Le texte que l'on écrit est déjà là : seuls ses constats attendent encore.
    corps().classList.toggle("perime", dernier.lecture && !corps().querySelector(".en-cours"));
    document.getElementById("verification").textContent = dernier.lecture ? "Vérification en cours…" : "";
  }

  const liaison = (texte) => { document.getElementById("liaison").textContent = texte; };
  const flux = new EventSource("/suivi");
  flux.addEventListener("etat", (un) => { dernier = JSON.parse(un.data); vu(); });
  flux.onopen = () => liaison("");
  flux.onerror = () => liaison("L'atelier ne répond plus : relancez « make atelier ».");
})();
