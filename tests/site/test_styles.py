"""Colours that can be told apart and read, in both modes, and style sheets as data."""

from __future__ import annotations

import re

import pytest
from pygments.styles import get_style_by_name

from whosays.site.assets import STATIC
from whosays.site.styles import UNDECIDED, only_used, parse, selectors_of, with_twins

pytestmark = pytest.mark.deep

SOURCES = range(1, 11)
MODES = ("light", "dark")
# The theme's choice (pydata-sphinx-theme's theme.conf), which the book keeps.
CODE_STYLES = {"light": "a11y-high-contrast-light", "dark": "a11y-high-contrast-dark"}


def colours(mode: str) -> dict[str, str]:
    """The ``--ws-…`` colours of a mode: those of the light one, overruled in the dark one."""
    wanted = [":root"] if mode == "light" else [":root", 'html[data-theme="dark"]']
    found: dict[str, str] = {}
    for rule in parse((STATIC / "site.css").read_text(encoding="utf-8")):
        if rule.type == "qualified-rule" and selectors_of(rule)[0] in wanted:
            text = "".join(token.serialize() for token in rule.content)
            found |= dict(re.findall(r"--ws-([\w-]+):\s*(#[0-9a-f]{6})\b", text))
    return found


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG defines it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("ground", ["paper", "panel"])
@pytest.mark.parametrize("ink", ["ink", "ink-soft", "accent", "good", "bad"])
def test_text_can_be_read_on_the_page_and_in_a_box(mode: str, ink: str, ground: str) -> None:
    assert contrast(colours(mode)[ink], colours(mode)[ground]) >= 4.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("ink", "ground"),
    [("accent-ink", "accent"), ("good", "good-bg"), ("bad", "bad-bg"), ("ink", "mark")],
)
def test_text_can_be_read_on_its_own_ground(mode: str, ink: str, ground: str) -> None:
    assert contrast(colours(mode)[ink], colours(mode)[ground]) >= 4.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("line", ["focus", "control", *(f"s{number}" for number in SOURCES)])
def test_lines_that_mean_something_can_be_seen(mode: str, line: str) -> None:
    assert contrast(colours(mode)[line], colours(mode)["paper"]) >= 3


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("number", SOURCES)
def test_text_can_be_read_on_a_sources_tint(mode: str, number: int) -> None:
    tint = colours(mode)[f"s{number}-bg"]
    assert contrast(colours(mode)["ink"], tint) >= 4.5
    assert contrast(colours(mode)["ink-soft"], tint) >= 4.5
    assert contrast(colours(mode)[f"s{number}"], tint) >= 3


# How colours look with full protanopia, deuteranopia and tritanopia, on linear RGB:
# Machado, Oliveira & Fernandes 2009, doi 10.1109/TVCG.2009.113.
SIGHT = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def lab(colour: str, sight: str) -> tuple[float, float, float]:
    """CIELAB of a colour as somebody with this sight sees it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    r, g, b = (
        min(1, max(0, sum(m * c for m, c in zip(row, linear, strict=True)))) for row in SIGHT[sight]
    )
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("sight", SIGHT)
def test_sources_differ_for_every_kind_of_colour_vision(mode: str, sight: str) -> None:
    seen = [lab(colours(mode)[f"s{number}"], sight) for number in SOURCES]
    nearest = min(
        sum((a - b) ** 2 for a, b in zip(seen[i], seen[j], strict=True)) ** 0.5
        for i in range(len(seen))
        for j in range(i)
    )
    assert nearest >= 10  # about 2 can just be told apart side by side


@pytest.mark.parametrize("mode", MODES)
def test_every_word_of_code_can_be_read(mode: str) -> None:
    ground = colours(mode)["panel"]
    for _token, style in get_style_by_name(CODE_STYLES[mode]):
        if style["color"]:
            own = f"#{style['bgcolor']}" if style["bgcolor"] else ground
            assert contrast(f"#{style['color']}", own) >= 4.5


# --- Style sheets as data -----------------------------------------------------------------------


def test_a_rule_for_the_dark_mode_also_holds_without_javascript() -> None:
    twins = with_twins('html[data-theme="dark"] a, p { color: red }')
    expected = f"@media (prefers-color-scheme:dark){{{UNDECIDED} a{{color: red}}}}"
    assert expected in twins
    assert "p{" not in twins


def test_a_rule_for_the_light_mode_also_holds_without_javascript() -> None:
    assert f"{UNDECIDED} a{{color: red}}" in with_twins("html[data-theme=light] a{color: red}")


def test_a_rule_that_no_page_can_use_is_left_out() -> None:
    sheet = ".used,.unused{a:b}.unused{c:d}@media print{.unused{e:f}.used{g:h}}@font-face{i:j}"
    kept = only_used(sheet, lambda selector: "unused" not in selector)
    assert kept == ".used{a:b}@media print{.used{g:h}}@font-face{i:j}"


def test_commas_within_brackets_do_not_part_selectors() -> None:
    (rule,) = parse(":is(a, b) c, d {}")
    assert selectors_of(rule) == [":is(a, b) c", "d"]
