"""A contract year as a CPTS lives it: what happened, the same figures redone apart, and the slips of each month."""
