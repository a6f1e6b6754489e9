"""Many projects in one run, on real processes."""
