"""The budget of a workbook that is not ours: its zones are found, its words understood, and both may be corrected."""
