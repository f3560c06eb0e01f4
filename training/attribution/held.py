"""Prints the texts of the fifth that stage C is fitted on: python held.py POLNEAR/train."""

from __future__ import annotations

import sys
from pathlib import Path

from corpus import folds


def main() -> None:
    texts = Path(sys.argv[1]) / "text"
    _, held = folds([p.stem for p in texts.glob("*.txt")], 0)
    print("\n".join(str(texts / f"{name}.txt") for name in held))


if __name__ == "__main__":
    main()
