"""The command line: ``whosays check``, ``whosays export``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from whosays.case import Case
from whosays.errors import CaseError
from whosays.read import read_case

_CASE_HELP = "CASE is a folder, or the name of a folder under seeds/, for example kursk-2024."


def _read(case: str) -> Case:
    """The case, or the end of the command with what is to be mended."""
    try:
        return read_case(case)
    except CaseError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        sys.exit(1)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="whosays")
def main() -> None:
    """Work with the cases of "Who Says So?".

    A case is one news article in a folder of its own, with its annotation beside it.
    """


@main.command(help=f"Check a case and say what to mend.\n\n{_CASE_HELP}")
@click.argument("case")
def check(case: str) -> None:
    """Check a case."""
    found = _read(case)
    annotation = found.annotation
    click.echo(
        f"{found.id}: {len(found.sentences)} sentences, {len(annotation.sources)} sources, "
        f"{len(annotation.attributions)} attributions, {len(annotation.author_voice)} stretches of "
        f"author's voice, {len(annotation.claims)} claims, {len(annotation.relations)} relations, "
        f"{len(found.estimates)} estimates. Nothing to mend."
    )


@main.command(help=f"Write a case's tables to a folder.\n\n{_CASE_HELP}")
@click.argument("case")
@click.option(
    "--to",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write to; it is made if need be.",
)
def export(case: str, folder: Path) -> None:
    """Write a case's tables."""
    # pandas takes longer to import than `check` takes to run.
    from whosays.export import export_case  # noqa: PLC0415

    found = _read(case)
    try:
        written = export_case(found, folder)
    except OSError as error:
        click.echo(
            f"{folder}: cannot be written to ({error.strerror}). Name another folder.", err=True
        )
        sys.exit(1)
    for path in written:
        click.echo(path)
