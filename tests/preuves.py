"""``make preuves``: the laws that take too long for ``make test``, which tries a few draws of each."""

from __future__ import annotations

import sys

from tests import paires

LOIS = (paires.main,)
"""Each takes the seed of its draws and how many, 0 for all there are; it prints what it finds, and gives 1 if it fails."""


def main(seed: int, count: int) -> int:
    return max(loi(seed, count) for loi in LOIS)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
