"""What disputes.yml may say: cells that exist, and a reason for every two of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Edit, problems_of

SAYS = (
    "        says: {en: 'A total of 10,900 soldiers are expected to be deployed to Russia by"
    " December.'}\n"
)

BROKEN = {
    "an unknown claim": (("claims: [c28]", "claims: [c99]"), ("hur", "claims")),
    "an unknown source": (
        ("source: hur, claims: [c28]", "source: gru, claims: [c28]"),
        ("hur", "source"),
    ),
    "an unknown estimate": (("estimate: e11", "estimate: e99"), ("kirby", "estimate")),
    "an unknown row of coverage": (("coverage: w13", "coverage: w99"), ("tass", "coverage")),
    "no sentence of its own": ((SAYS, ""), ("nis-later", None)),
    "a claim and no source": (
        ("{id: usa, source: usa, claims: [c33], counted", "{id: usa, claims: [c33], counted"),
        ("usa", None),
    ),
    "two cells of one id": (("- id: nis-later\n", "- id: nis\n"), ("nis", "id")),
    "two questions of one id": (("  - id: what-for\n", "  - id: how-many\n"), ("how-many", "id")),
    "an unknown type": (
        (
            "between: [nis, nis-later]\n        type: different_quantity",
            "between: [nis, nis-later]\n        type: improves",
        ),
        ("how-many", "relations.8.type"),
    ),
    "a pair without a relation": (
        ("between: [hur, kirby]", "between: [usa, kirby]"),
        ("how-many", "relations"),
    ),
    "a relation to nobody": (
        ("between: [hur, kirby]", "between: [hur, putin2]"),
        ("hur and putin2", "between"),
    ),
    "a relation to who is silent": (
        ("between: [hur, kirby]", "between: [hur, putin]"),
        ("hur and putin", "between"),
    ),
    "a relation of the annotation": (
        ("between: [hur, kirby]", "between: [usa, hur]"),
        ("usa and hur", "between"),
    ),
    "a relation given twice": (
        ("between: [hur, kirby]", "between: [kirby, usa]"),
        ("usa and kirby", "between"),
    ),
    "a relation with itself": (
        ("between: [hur, kirby]", "between: [hur, hur]"),
        ("hur and hur", "between"),
    ),
    "a text without English": (
        ("text: {en: 'What are the soldiers there for?', de:", "text: {de:"),
        ("what-for", "text"),
    ),
}


@pytest.mark.parametrize(("change", "place"), BROKEN.values(), ids=BROKEN)
def test_what_is_wrong_is_said_with_its_place(
    folder: Path, edit: Edit, change: tuple[str, str], place: tuple[str, str | None]
) -> None:
    edit("disputes.yml", *change)
    problems = problems_of(folder)
    assert {problem.file for problem in problems} == {"disputes.yml"}
    found = [p for p in problems if (p.entry, p.field) == place]
    assert found, [str(problem) for problem in problems]
    assert found[0].remedy
    assert found[0].line
