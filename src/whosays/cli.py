"""The command line: ``whosays new``, ``whosays check``, ``whosays export``."""

from __future__ import annotations

import re
import sys
from itertools import groupby
from pathlib import Path
from typing import NoReturn

import click

from whosays.case.case import Case
from whosays.case.read import read_case
from whosays.errors import CaseError, MissingExtraError

_CASE_HELP = "CASE is a folder, or the name of a folder under seeds/, for example kursk-2024."


def _read(case: str) -> Case:
    """The case, or the end of the command with what is to be mended."""
    try:
        return read_case(case)
    except CaseError as error:
        _stop(error)


def _stop(error: CaseError) -> NoReturn:
    """Say what is to be done, and how much it is, and end the command."""
    for problem in error.problems:
        click.echo(str(problem), err=True)
    if len(error.problems) > 1:
        click.echo(f"{len(error.problems)} things to do.", err=True)
    sys.exit(1)


def _language(_context: click.Context, _option: click.Parameter, given: str | None) -> str | None:
    if given is not None and not re.fullmatch("[a-z]{2,3}", given):
        raise click.BadParameter(f"{given!r} is no code of a language; write it such as de or fr.")
    return given


def _check_edition(case: Case, lang: str) -> None:
    """Say file by file what an edition lacks, and end with 1 if that is anything."""
    # What an edition needs is loaded with pandas, which `check` alone does without.
    from whosays.edition import missing  # noqa: PLC0415

    lacks = missing(case, lang)
    for file, group in groupby(lacks, key=lambda lack: lack.file):
        here = list(group)
        click.echo(file)
        for lack in here:
            click.echo(f"  {lack}")
        click.echo(f"  {len(here)} missing here.")
    if lacks:
        count = len({lack.file for lack in lacks})
        click.echo(f"{case.id}, edition {lang}: {len(lacks)} missing in {count} files.")
        sys.exit(1)
    click.echo(f"{case.id}, edition {lang}: nothing is missing.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="whosays")
def main() -> None:
    """Work with the cases of "Who Says So?".

    A case is one news article in a folder of its own, with its annotation beside it.
    """


@main.command()
@click.argument("case")
@click.option(
    "--text",
    "text_file",
    required=True,
    type=click.Path(path_type=Path),
    help="The article: plain text in UTF-8, with a blank line between paragraphs.",
)
@click.option(
    "--language",
    default="de",
    show_default=True,
    help="The article's language, such as de or en. Sentences are split as in German and English.",
)
@click.option(
    "--preamble",
    metavar="WORDS",
    help="Words in front of the article that do not belong to it.",
)
@click.option(
    "--in",
    "folder",
    default="seeds",
    show_default=True,
    type=click.Path(path_type=Path),
    help="Folder to make the case in.",
)
def new(case: str, text_file: Path, language: str, preamble: str | None, folder: Path) -> None:
    """Begin a case for another article.

    CASE is its name, for example kursk-2024. Makes a folder of this name with the article, its
    sentences and a place for everything else. Then write, and let `whosays check CASE` say what
    is missing.
    """
    # The library that splits sentences takes longer to import than `check` takes to run.
    from whosays.begin.scaffold import new_case  # noqa: PLC0415

    try:
        made = new_case(case, text_file, folder, language, preamble)
    except CaseError as error:
        _stop(error)
    except MissingExtraError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    for path in sorted(made.iterdir()):
        click.echo(path)
    click.echo(
        "Look first in annotation.yml whether the sentences are split well. "
        f"What to do next says: whosays check {case if folder == Path('seeds') else made}"
    )


@main.command(
    help=f"Check a case and say what to mend, or what an edition still lacks.\n\n{_CASE_HELP}"
)
@click.argument("case")
@click.option(
    "--edition",
    metavar="LANGUAGE",
    callback=_language,
    help="List what the edition in this language, such as de, still lacks.",
)
def check(case: str, edition: str | None) -> None:
    """Check a case."""
    found = _read(case)
    if edition is not None:
        _check_edition(found, edition)
        return
    annotation = found.annotation
    click.echo(
        f"{found.id}: {len(found.sentences)} sentences, {len(annotation.sources)} sources, "
        f"{len(annotation.attributions)} attributions, {len(annotation.author_voice)} stretches of "
        f"author's voice, {len(annotation.claims)} claims, {len(annotation.relations)} relations, "
        f"{len(found.estimates)} estimates. Nothing to mend."
    )


@main.command(help=f"Write a case as tables, linked data and JSON Schemas.\n\n{_CASE_HELP}")
@click.argument("case")
@click.option(
    "--to",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write to; it is made if need be.",
)
def export(case: str, folder: Path) -> None:
    """Write a case for others to use."""
    # pandas takes longer to import than `check` takes to run.
    from whosays.export.files import export_case  # noqa: PLC0415

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
