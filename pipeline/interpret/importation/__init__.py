"""What a source means, whatever its layout: a fiche, several of them, a chapter, articles, a list of people."""
