"""Style sheets as data: which rules a site uses, and its colours where JavaScript is off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import tinycss2

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

DARK = re.compile(r"""html\[data-theme=["']?dark["']?\]""")
LIGHT = re.compile(r"""html\[data-theme=["']?light["']?\]""")
# No script has chosen a mode: JavaScript is off, or the page has not got that far.
UNDECIDED = "html:not([data-theme])"


GROUPS = ("media", "supports", "container", "layer")
"""At-rules that hold rules."""


def parse(text: str) -> list[Any]:
    """Top-level rules of a style sheet, without comments."""
    rules: list[Any] = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    return rules


def selectors_of(rule: Any) -> list[str]:
    """The selectors of a rule, split at the commas that are not inside brackets."""
    parts: list[list[Any]] = [[]]
    for token in rule.prelude:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return [tinycss2.serialize(part).strip() for part in parts]


def write_rule(selectors: Iterable[str], rule: Any) -> str:
    """A style rule as text, with other selectors."""
    return f"{','.join(selectors)}{{{tinycss2.serialize(rule.content).strip()}}}"


def with_twins(text: str) -> str:
    """Style sheet in which a rule for one mode also holds where no script has chosen one.

    The theme keys its colours on an attribute that a script sets. Without JavaScript a page would
    have neither mode: it follows what the reader's system asks for instead.
    """
    out: list[str] = []
    for rule in parse(text):
        out.append(rule.serialize())
        if rule.type != "qualified-rule":
            continue
        selectors = selectors_of(rule)
        light = [LIGHT.sub(UNDECIDED, each) for each in selectors if LIGHT.search(each)]
        dark = [DARK.sub(UNDECIDED, each) for each in selectors if DARK.search(each)]
        if light:
            out.append(write_rule(light, rule))
        if dark:
            out.append(f"@media (prefers-color-scheme:dark){{{write_rule(dark, rule)}}}")
    return "\n".join(out) + "\n"


def only_used(text: str, is_used: Callable[[str], bool]) -> str:
    """Style sheet without the rules whose selectors ``is_used`` refuses."""
    return "".join(_kept(parse(text), is_used))


def _kept(rules: Iterable[Any], is_used: Callable[[str], bool]) -> Iterable[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [each for each in selectors_of(rule) if is_used(each)]
            if selectors:
                yield write_rule(selectors, rule)
        elif rule.type == "at-rule" and rule.at_keyword in GROUPS and rule.content:
            inner = "".join(
                _kept(
                    tinycss2.parse_rule_list(
                        rule.content, skip_comments=True, skip_whitespace=True
                    ),
                    is_used,
                )
            )
            if inner:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude).rstrip()}{{{inner}}}"
        else:
            yield rule.serialize()


def scoped(text: str, within: str) -> str:
    """Style sheet whose rules hold for what is inside the elements that the selector finds."""
    out = []
    for rule in parse(text):
        if rule.type == "qualified-rule":
            out.append(write_rule([f"{within} {each}" for each in selectors_of(rule)], rule))
        elif rule.type == "at-rule" and rule.at_keyword in GROUPS and rule.content:
            inner = scoped(tinycss2.serialize(rule.content), within)
            out.append(f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}")
        else:
            out.append(rule.serialize())
    return "".join(out)
