"""The annex of the budget: what it costs, who pays, what is due and when, cash, and what was done of it."""
