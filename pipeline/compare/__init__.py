"""Two states of a project, and what changed between them.  Like the verbs, it imports nouns only."""
