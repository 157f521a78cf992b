"""``python -m lite``: build Python for the reader's browser into a folder."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

from lite.build import LiteError, build, build_bare
from lite.engine import EngineError
from lite.fetch import MissingFileError

say = partial(print, flush=True)
"""Print a line at once, also into a pipe."""


def main() -> int:
    """Build; exit code 1 and what to do where that cannot be."""
    parser = argparse.ArgumentParser(prog="python -m lite", description=__doc__)
    parser.add_argument("--to", type=Path, default=Path("_build/lite"), help="the folder to write")
    parser.add_argument(
        "--keep",
        type=Path,
        default=Path("_build/lite-files"),
        help="where fetched files are kept, and looked for first",
    )
    parser.add_argument(
        "--bare", action="store_true", help="JupyterLite as it comes (for tools/bench)"
    )
    given = parser.parse_args()
    try:
        if given.bare:
            build_bare(given.to.resolve(), given.keep.resolve())
        else:
            build(given.to.resolve(), given.keep.resolve(), say)
    except (EngineError, LiteError, MissingFileError) as error:
        sys.stderr.write(f"\nNot built. {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
