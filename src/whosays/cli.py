"""The command line: ``whosays new``, ``propose``, ``check``, ``lesson``, ``export`` and more."""

from __future__ import annotations

import sys

_INTERRUPTED = 130
"""What a shell expects of a command that Ctrl+C has ended: 128 and the number of the signal."""

try:
    # Loading takes longer than anything that `check` does.
    import re
    from contextlib import suppress
    from io import StringIO, TextIOWrapper
    from itertools import groupby
    from pathlib import Path
    from typing import Any

    import click

    from whosays.case.case import Case
    from whosays.case.read import read_case
    from whosays.errors import CallError, CaseError, in_line, shown
except KeyboardInterrupt:
    sys.stderr.write("Aborted.\n")
    sys.exit(_INTERRUPTED)

_CASE_HELP = "CASE is a folder, or the name of a folder under seeds/, for example kursk-2024."


_FORESEEN = (
    *(click.ClickException, click.Abort, KeyboardInterrupt),
    *(CaseError, CallError, OSError),
)


class _Commands(click.Group):
    """The commands, which end in a line of words whatever happens, and never in a traceback."""

    def main(self, *args: Any, **more: Any) -> Any:
        """Run a command and end the program, as click does; or return, without standalone_mode."""
        if not more.get("standalone_mode", True):
            return super().main(*args, **more)
        for stream in (sys.stdout, sys.stderr):
            # A terminal may not have every letter of a case; it has those of "\u2026".
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        try:
            done = super().main(*args, **{**more, "standalone_mode": False})
            if sys.stdout is not None:
                sys.stdout.flush()
        except _FORESEEN as error:
            sys.exit(_ended(error))
        sys.exit(done if isinstance(done, int) else 0)


_LINE = 1_000
"""So long is a line at most; a message of a :class:`CaseError` is shorter."""


def _ended(error: BaseException) -> int:
    """Say why a command ends, as far as anybody can be told; its status."""
    words, status = "", 1
    match error:
        case click.ClickException():
            said = StringIO()
            error.show(file=said)
            words, status = said.getvalue(), error.exit_code
        case click.Abort() | KeyboardInterrupt():
            words, status = "Aborted.", _INTERRUPTED
        case CaseError():
            words = _to_mend(error)
        case CallError():
            words = str(error)
        case OSError():
            what = in_line(error.filename or "What there is to say")
            words = f"{what} cannot be read or written ({error.strerror})."
    with suppress(OSError):
        for line in words.splitlines():
            click.echo(in_line(line, _LINE), err=True)
    try:
        # Python would try again to write what is left, and complain, while it ends.
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        sys.stdout = None
    return status


def _to_mend(error: CaseError) -> str:
    """What is to be done, and how much it is."""
    lines = [str(problem) for problem in error.problems]
    more = [f"{len(lines)} things to do."] if len(lines) > 1 else []
    return "\n".join([*lines, *more])


def _say(words: object) -> None:
    click.echo(in_line(words, _LINE))


def _language(_context: click.Context, _option: click.Parameter, given: str | None) -> str | None:
    if given is not None and not re.fullmatch("[a-z]{2,3}", given):
        raise click.BadParameter(
            f"{shown(given)} is no code of a language; write it such as de or fr."
        )
    return given


def _case(_context: click.Context, _option: click.Parameter, given: str) -> str:
    if not given:
        raise click.BadParameter(f"no case is named. {_CASE_HELP}")
    return given


def _check_edition(case: Case, lang: str) -> int:
    """Say file by file what an edition lacks; 1 if that is anything."""
    # What an edition needs is loaded with pandas, which `check` alone does without.
    from whosays.edition import missing  # noqa: PLC0415

    lacks = missing(case, lang)
    for file, group in groupby(lacks, key=lambda lack: lack.file):
        here = list(group)
        _say(file)
        for lack in here:
            _say(f"  {lack}")
        _say(f"  {len(here)} missing here.")
    if lacks:
        count = len({lack.file for lack in lacks})
        _say(f"{case.id}, edition {lang}: {len(lacks)} missing in {count} files.")
        return 1
    _say(f"{case.id}, edition {lang}: nothing is missing.")
    return 0


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
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
    "--readers",
    default="en",
    show_default=True,
    help="The language of those who read the case. In the article's own nothing is translated.",
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
@click.option(
    "--propose",
    is_flag=True,
    help="Propose who says what in it (German only), marked until you have read it.",
)
def new(  # noqa: PLR0913, PLR0917 - an option each
    case: str,
    text_file: Path,
    language: str,
    readers: str,
    preamble: str | None,
    folder: Path,
    *,
    propose: bool,
) -> None:
    """Begin a case for another article.

    CASE is its name, for example kursk-2024. Makes a folder of this name with the article, its
    sentences and a place for everything else. Then write, and let `whosays check CASE` say what
    is missing.
    """
    # The library that splits sentences takes longer to import than `check` takes to run.
    from whosays.begin.scaffold import new_case  # noqa: PLC0415

    if propose:
        # What cannot be proposed is said before anything is made.
        from whosays.begin.propose.entries import check_language  # noqa: PLC0415
        from whosays.begin.propose.tagging import load  # noqa: PLC0415

        check_language(language)
        load()
    made = new_case(case, text_file, folder, language, preamble, readers=readers)
    for path in sorted(made.iterdir()):
        _say(path)
    _say_doubts(made)
    if propose:
        _propose(made)
    click.echo(
        "Look first in annotation.yml whether the sentences are split well. "
        f"What to do next says: whosays check {case if folder == Path('seeds') else made}"
    )


def _say_doubts(case: Path) -> None:
    """Name the sentences whose ends were guessed."""
    from whosays.begin.segment import doubts  # noqa: PLC0415

    text = (case / "article.txt").read_bytes().decode("utf-8")
    for doubt in doubts(text):
        _say(doubt)


def _propose(case: str | Path) -> None:
    """Write proposals, and say how many there are and how far they can be relied on."""
    from whosays.begin.propose.entries import error_rate, propose_in  # noqa: PLC0415

    draft = propose_in(case)
    _say(
        f"Proposed for {draft.sentences} sentences: {draft.voices} voices, {draft.attributions} "
        f"attributions, {draft.author_voice} stretches of author's voice. {error_rate()}"
    )


@main.command(
    help=f"""Propose who says what, for each sentence that no entry is about yet.

    The entries are marked `proposed: true`, and `whosays check` lists them until somebody has read
    them and removed that line. There are rules for German only. {_CASE_HELP}"""
)
@click.argument("case", callback=_case)
def propose(case: str) -> None:
    """Propose an annotation."""
    _propose(case)


@main.command(
    help=f"Check a case and say what to mend, or what an edition still lacks.\n\n{_CASE_HELP}"
)
@click.argument("case", callback=_case)
@click.option(
    "--edition",
    metavar="LANGUAGE",
    callback=_language,
    help="List what the edition in this language, such as de, still lacks.",
)
def check(case: str, edition: str | None) -> int:
    """Check a case."""
    found = read_case(case)
    if edition is not None:
        return _check_edition(found, edition)
    annotation = found.annotation
    click.echo(
        f"{found.id}: {len(found.sentences)} sentences, {len(annotation.sources)} sources, "
        f"{len(annotation.attributions)} attributions, {len(annotation.author_voice)} stretches of "
        f"author's voice, {len(annotation.claims)} claims, {len(annotation.relations)} relations, "
        f"{len(found.estimates)} estimates. Nothing to mend."
    )
    return 0


@main.command(
    help=f"""Write a case as a lesson, with its text, questions and annotation.

    A notebook for the book, or with --page one file that a class opens in a browser, with all
    it needs inside. The questions are made from the annotation, and the lesson says so.
    {_CASE_HELP}"""
)
@click.argument("case", callback=_case)
@click.option(
    "--page", "as_page", is_flag=True, help="Write one file for a class instead: CASE.html, here."
)
@click.option(
    "--to",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; a notebook goes into book/, by language and name of the case, unless"
    " told.",
)
@click.option("--replace", is_flag=True, help="Write it anew where it is there already.")
def lesson(case: str, file: Path | None, *, as_page: bool, replace: bool) -> int:
    """Write a case as a lesson."""
    # The words of the page take longer to read than `check` takes to run.
    from whosays.begin import lesson as lessons  # noqa: PLC0415

    found = read_case(case)
    if as_page:
        # What the site is made with: only who has that can make a page.
        from whosays.one_file.page import page  # noqa: PLC0415
        from whosays.site.one_file import files  # noqa: PLC0415

        target, content = file or Path(f"{found.id}.html"), page(found, files().kit())
    else:
        target = file or Path("book") / found.lang / f"{found.id}.ipynb"
        content = lessons.lesson(found)
    if not lessons.write(content, target, replace=replace):
        _say(f"{target} (stays as it is: somebody may have changed it; --replace writes it anew)")
        return 1
    _say(target)
    if not as_page:
        name = target.with_suffix("").as_posix()
        _say(f"To have it in the book, add to _toc.yml: - file: {name}")
    return 0


@main.command(help=f"Write a case as tables, linked data and JSON Schemas.\n\n{_CASE_HELP}")
@click.argument("case", callback=_case)
@click.option(
    "--to",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write to; it is made if need be.",
)
@click.option(
    "--format",
    "form",
    metavar="FORMAT",
    help="Write the questions instead: to print as sheet, key or docx, for a platform as moodle,"
    " gift, qti21, qti30, anki or forms.",
)
@click.option(
    "--lesson",
    metavar="NAME",
    help="With --format: of one lesson only, such as claims; attributions is the article to mark.",
)
def export(case: str, folder: Path, form: str | None, lesson: str | None) -> None:
    """Write a case for others to use."""
    # pandas takes longer to import than `check` takes to run.
    from whosays.export.files import export_case  # noqa: PLC0415

    if lesson is not None and form is None:
        raise click.UsageError("--lesson needs --format: name the format as well.")
    found = read_case(case)
    if form is not None:
        _export_questions(found, form, lesson, folder)
        return
    _say_written(export_case(found, folder))


def _export_questions(case: Case, form: str, lesson: str | None, folder: Path) -> None:
    """Write the questions of a case, or of a lesson, and say what the format does not carry."""
    from whosays.export.collection import collection  # noqa: PLC0415
    from whosays.export.platforms import files, losses  # noqa: PLC0415
    from whosays.export.writing import write  # noqa: PLC0415
    from whosays.views.lessons import lessons  # noqa: PLC0415

    chosen = collection(case, lessons(case), lesson)
    _say_written(write(files(chosen, [form]), folder))
    t = case.words.of("platforms")
    _say(t["lost"])
    for loss in losses(form, chosen):
        _say(f"- {loss.words} ({t['lost_of'].format(len(loss.questions))})")


def _say_written(written: dict[Path, bool]) -> None:
    for path, replaced in written.items():
        _say(f"{path} (replaced)" if replaced else path)


@main.command()
@click.argument("lessons", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--to",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write to; it is made if need be, and may be that of the lessons.",
)
@click.option(
    "--for",
    "target",
    type=click.Choice(["lab", "lite", "alone"]),
    default="lab",
    show_default=True,
    help="Jupyter; JupyterLite; or each notebook by itself, which then installs this package.",
)
@click.option("--replace", is_flag=True, help="Write those anew that are there already.")
def notebooks(lessons: Path, folder: Path, target: str, *, replace: bool) -> None:
    """Write the lessons as notebooks to run.

    LESSONS is a folder of the book, such as book/en. What Jupyter does not show in a lesson becomes
    plain Markdown, and every link leads somewhere. A notebook that is there already stays as it is.
    """
    # Only who asks for notebooks needs the parsers that this loads.
    from whosays import notebooks as made  # noqa: PLC0415

    written = made.write(made.notebooks(lessons, made.Target(target)), folder, replace=replace)
    for path, is_new in written.items():
        _say(path if is_new else f"{path} (stays as it is)")
