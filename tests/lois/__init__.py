"""The laws of ``make preuves``: what must always hold, each with a sample of its own in ``make test``.

A law is a module with ``main(seed, count)``: it prints in French what it tried and what failed, and gives 1 if anything did.
"""
