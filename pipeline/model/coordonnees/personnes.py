"""How a text names somebody: a title, a first name, a part that one plays; and what bears a name and is nobody."""

from __future__ import annotations

from pipeline.model.langue.mots import fold

CIVIL = r"(?:\bM\.|\b(?:MM\.|Mme|Mmes|Mr|Mlle|Monsieur|Madame|Mademoiselle|Messieurs|Mesdames)\b)"

NAMES_OF_PEOPLE = """
    Adèle Adrien Agathe Agnès Alain Albert Alexandra Alexandre Alexis Alice Alix Amandine Amélie Anaïs André Andrée Angélique
    Anna Anne Annick Annie Antoine Antoinette Antonio Arnaud Arthur Audrey Aurélie Aurélien Axel Baptiste Béatrice Benjamin
    Benoît Bernadette Bernard Bertrand Brigitte Bruno Camille Carine Carole Caroline Catherine Cécile Cédric Céline Chantal
    Charles Charlotte Christelle Christian Christiane Christine Christophe Claire Clara Claude Claudine Clémence Clément
    Colette Coralie Corinne Cyril Damien Daniel Danielle David Delphine Denis Denise Didier Dominique Dorothée Edith Édouard
    Élisabeth Élise Éliane Élodie Émilie Emma Emmanuel Emmanuelle Enzo Éric Estelle Ethan Étienne Eugénie Évelyne Fabien
    Fabienne Fabrice Fanny Fatima Fatiha Florence Florent Florian France Francis Franck François Françoise Frédéric
    Frédérique Gabriel Gabrielle Gaëlle Gaston Geneviève Georges Georgette Gérald Gérard Germaine Ghislaine Gilbert Gilles
    Ginette Gisèle Grégory Guillaume Guy Gwenaëlle Hélène Henri Henriette Hervé Huguette Hugo Inès Irène Isabelle Jacqueline
    Jacques Jade Jean Jeanne Jeannine Jennifer Jérémy Jérôme Joël Joëlle José Joseph Josette Josiane Julie Julien Juliette
    Justine Karim Karine Laëtitia Laura Laure Laurence Laurent Léa Léo Léon Lionel Lise Louis Louise Loïc Lola Luc Lucas
    Lucie Lucien Lucienne Ludovic Lydie Madeleine Magali Manon Manuel Marc Marcel Marcelle Margaux Marguerite Maria Marie
    Marine Marion Marjorie Marlène Marthe Martial Martine Maryse Mathieu Mathilde Matthieu Maud Maurice Max Maxime Mehdi
    Mélanie Michel Michèle Micheline Mireille Mohamed Monique Morgane Muriel Myriam Nabil Nadège Nadia Nadine Nathalie
    Nathan Nicolas Nicole Noah Noémie Odette Odile Olivia Olivier Pascal Pascale Patrice Patricia Patrick Paul Paule
    Paulette Pauline Philippe Pierre Pierrette Quentin Rachid Raphaël Raymond Raymonde Régine Régis Rémi Rémy Renaud René
    Renée Robert Roger Roland Romain Rosa Rose Roselyne Sabine Sabrina Samira Samuel Sandra Sandrine Sara Sarah Sébastien
    Serge Séverine Simon Simone Solange Sonia Sophie Stéphane Stéphanie Suzanne Sylvain Sylvie Thérèse Théo Thibault Thierry
    Thomas Tiphaine Valérie Vanessa Véronique Victor Vincent Virginie Viviane Xavier Yann Yannick Yasmine Yolande Yves
    Yvette Yvonne Zoé
"""
"""First names that most people of France bear (Insee, fichier des prénoms); one that is not here needs a title."""


FIRST_NAMES = frozenset(map(fold, NAMES_OF_PEOPLE.split()))


def is_a_first_name(word: str) -> bool:
    """
    >>> is_a_first_name("Jean-Pierre"), is_a_first_name("HELENE"), is_a_first_name("Hôtel")
    (True, True, False)
    """
    return fold(word).partition("-")[0] in FIRST_NAMES


A_NAME = r"(?-i:[A-ZÀ-Þ][\wÀ-ÿ'’-]+)"
PART = (
    r"(?:(?:vice-)?pr[ée]sidente?s?|tr[ée]sori(?:er|[èe]re)s?|secr[ée]taires?|coordinat(?:eur|rice)s?|coordonnat(?:eur|rice)s?"
    r"|direct(?:eur|rice)s?|b[ée]n[ée]voles?|adh[ée]rente?s?|membres?|salari[ée]e?s?|stagiaires?|patiente?s?|voisine?s?"
    r"|signataires?)"
)
"""What somebody is among us."""

THINGS = (
    "Annexe|Grippe|H[ée]patite|Vitamine|Groupe|Type|Plan|Article|Fiche|Zone|Lot|Salle|B[âa]timent|Classe|Cas|Patient"
    "|Pharmacie|Cabinet|Docteure?|Dr|Pr|Professeure?"
)
NO_THING = rf"(?!(?:{THINGS})\b)"
