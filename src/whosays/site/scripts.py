"""Front ends as classic scripts: what anywidget takes as a module becomes a function that gives it.

A module can be fetched from no folder, and text can be made a module only by an address (``blob:``)
that a strict policy forbids. A function in a script does without either.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from functools import cache

from sphinx.util import logging

from whosays.widgets._base import LATER

try:
    import minify
except ImportError:  # it has no wheel for every computer
    minify = None

LOGGER = logging.getLogger(__name__)

# A statement begins a line, or follows another one where a tool has taken out the lines.
BEGIN = r"(?:^|(?<=[;}]))[ \t]*"
NAMED_EXPORTS = re.compile(BEGIN + r"export\s*\{([^}]*)\}[ \t]*;?", re.MULTILINE)
DEFAULT = re.compile(BEGIN + r"export\s+default\b\s*", re.MULTILINE)
DECLARED = re.compile(r"(?:async\s+)?(?:function\b\s*\*?|class\b)\s*(?!extends\b)([\w$]+)")
IMPORTS = re.compile(BEGIN + r"import\b|\bimport\s*[(.]", re.MULTILINE)
TOP_LEVEL = re.compile(
    r"^(?:async )?(?:function\*?|class|const|let|var) ([\w$]+)|^(?:const|let|var) ([{[])",
    re.MULTILINE,
)
"""What a part declares for those after it, as the formatter leaves it: at the start of a line."""


class NoFunctionError(ValueError):
    """A front end that only works as a module."""


def minified(text: str, kind: str) -> str:
    """A script or style sheet without what only people read; ``kind`` is its media type.

    As it is where the minifier is not installed. Raises :class:`NoFunctionError` where it cannot be
    read.
    """
    if minify is None:
        _say_once("minify-go is not installed: scripts and styles go out as they are.")
        return text
    try:
        return str(minify.string(kind, text))
    except minify.MinifyError as error:
        raise NoFunctionError(str(error).splitlines()[0]) from None


@cache
def _say_once(text: str) -> None:
    LOGGER.info(text)


def without_exports(module: str) -> tuple[str, str]:
    """Text of a module as statements, and the expression for its default export.

    Raises :class:`NoFunctionError` where it imports something or has no single default export.
    """
    if IMPORTS.search(module):
        raise NoFunctionError("it imports something")
    named = [
        re.split(r"\s+as\s+", each.strip())
        for names in NAMED_EXPORTS.findall(module)
        for each in names.split(",")
    ]
    found = [name for name, *alias in named if alias == ["default"]]
    text = NAMED_EXPORTS.sub("", module)
    defaults = list(DEFAULT.finditer(text))
    if len(found) + len(defaults) != 1:
        raise NoFunctionError("it has no single default export")
    if found:
        return text, found[0]
    (default,) = defaults
    before, after = text[: default.start()], text[default.end() :]
    declared = DECLARED.match(after)
    if declared:
        return f"{before}\n{after}", declared[1]
    return f"{before}\nconst whosaysDefault = {after}", "whosaysDefault"


def declared_in(part: str) -> list[str]:
    """Names that a shared part declares.

    Raises :class:`NoFunctionError` where it declares several at once, which no regular expression
    takes apart.
    """
    names = []
    for name, several in TOP_LEVEL.findall(part):
        if several:
            raise NoFunctionError("a shared part takes an object apart at its top")
        names.append(name)
    return names


LATE = "+"
"""Ends the key of a part that comes later, after the key of the part that asks for it; twice, the
key of one that comes later still."""


def as_parts(parts: Sequence[str]) -> list[tuple[str, str]]:
    """The parts of a front end in order, each by its key as a call that hands it to the host.

    Parts are pieces of one module: those before the last declare names for those after them. A
    part gets the names that it mentions and gives those that it declares; the last one gives the
    default export. Those that come later (:data:`~whosays.widgets._base.LATER`) stand behind the
    last one, and get names of it and it of them; so do they of each other. Raises
    :class:`NoFunctionError` where that is not possible.
    """
    now = [part for part in parts if not part.startswith(LATER)]
    late = [part for part in parts if part.startswith(LATER)]
    calls = []
    known: dict[str, str] = {}  # name -> short name under which it is handed on
    for n, part in enumerate(now):
        short = short_names(part, chr(ord("a") + n)) if len(parts) > 1 else {}
        takes, gives, text = taken(part, known, short), given(short), part
        if n == len(now) - 1:
            text, gives = without_exports(part)
            takes += promised(text, late)
            text += passed_on(short, "".join(late))
        calls.append(as_call(takes, text, gives))
        known |= short
    for n, part in enumerate(late):
        short = short_names(part, LATE_PREFIXES[n])
        takes = taken(part, known, short) + promised(part, late, n + 1)
        _, call = as_call(takes, part, given(short), key := calls[-1][0] + LATE)
        calls.append((key, call))
        known |= short
    return calls


LATE_PREFIXES = "zy"


def as_call(takes: str, text: str, gives: str, key: str = "") -> tuple[str, str]:
    """A part's key, made from what it says where it has none yet, and the call with it."""
    made = f'(given) => {{\n"use strict";\n{takes}{text}\nreturn {gives};\n}}'
    key = key or hashlib.sha256(made.encode()).hexdigest()[:10]
    call = minified(f"whosays.part({json.dumps(key)}, {made});\n", "application/javascript")
    return key, call


def short_names(part: str, prefix: str) -> dict[str, str]:
    """Short names for what a part declares."""
    return {name: f"{prefix}{at}" for at, name in enumerate(declared_in(part))}


def words_in(part: str) -> set[str]:
    """What may be a name in a part."""
    return set(re.findall(r"[\w$]+", part))


def taken(part: str, known: dict[str, str], own: Iterable[str]) -> str:
    """A statement that takes what a part mentions and does not declare."""
    mentioned = words_in(part) - set(own)
    names = [f"{key}: {name}" for name, key in known.items() if name in mentioned]
    return f"const {{ {', '.join(names)} }} = given;\n" if names else ""


def given(short: dict[str, str]) -> str:
    """An object with what a part declares."""
    return f"{{ {', '.join(f'{key}: {name}' for name, key in short.items())} }}"


def promised(part: str, late: Sequence[str], begin: int = 0) -> str:
    """Functions that stand for those of the parts that come later, from the one at ``begin`` on.

    Raises :class:`NoFunctionError` where what is called is no function.
    """
    calls = []
    for prefix, other in list(zip(LATE_PREFIXES, late, strict=False))[begin:]:
        for name, key in short_names(other, prefix).items():
            if name not in words_in(part):
                continue
            if not re.search(rf"^(?:async )?function {re.escape(name)}\b", other, re.MULTILINE):
                raise NoFunctionError(f"{name} comes later and is no function")
            calls.append(f"const {name} = (...all) => given.{key}(...all);\n")
    return "".join(calls)


def passed_on(short: dict[str, str], late: str) -> str:
    """A statement that keeps what the part that comes later mentions."""
    wanted = {name: key for name, key in short.items() if name in words_in(late)}
    return f"\nObject.assign(given, {given(wanted)});" if wanted else ""
