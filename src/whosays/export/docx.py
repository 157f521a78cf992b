"""Sheets and keys for a word processor (DOCX): the same as in the PDFs, to change and to print."""

from __future__ import annotations

import copy
import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from string import ascii_lowercase
from typing import Any

from whosays.case.items.base import letter
from whosays.errors import MissingExtraError
from whosays.export.collection import Collection
from whosays.export.downloads import archive
from whosays.export.paper import COLUMNS, POINT, Paper, line_height, notes, papers
from whosays.export.rights import HOLDER
from whosays.views.marking import Marking
from whosays.views.worksheet import Sheet, Task, Text, in_two_columns

_FONT = "Times New Roman"
"""Every word processor has it, or one of the same width; it is narrower than that of the PDFs."""

_SIZE, _SMALL, _TINY = 10, 8.5, 7

_OF_LINE = 0.88
"""Lines of an article are closer than in the PDFs, since word processors differ by a little."""

_EARLIEST = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - a DOCX has no time zones
"""When each file says it was made, so that the same sheets give the same bytes."""

_GAP, _BLANK, _BOX = "_" * 14, "_____", "[      ]"
_COLUMNS = (1.4, 3.4, 3.6, 2.6, 6.4)
"""Centimetres for each column of the key to an article."""

_LANGUAGES = {"en": "en-GB", "de": "de-DE"}


@dataclass(frozen=True)
class _Look:
    """How words look; ``size`` is in points, 0 that of the sheet."""

    size: float = 0
    bold: bool = False
    italic: bool = False
    grey: bool = False
    lang: str = ""


@dataclass(frozen=True)
class _Room:
    """Points around a paragraph; the first line of one that hangs begins so far to the left.

    ``stops`` are where tabs lead, in points from the left.
    """

    left: float = 0
    hanging: float = 0
    before: float = 0
    after: float = 3
    stops: tuple[float, ...] = ()


_PLAIN, _BELOW = _Look(), _Room()


def write(collection: Collection) -> bytes:
    """The sheets, then their keys; MissingExtraError where what makes them is not installed."""
    return _Document(collection).made()


class _Document:
    """A document that is being written, a section for each sheet and each key."""

    def __init__(self, collection: Collection) -> None:
        self.given = collection
        self.words = collection.words.of("sheets")
        self.docx = _docx()
        self.size: float = _SIZE
        self.file = self.docx.Document()
        self.body = self.file._body  # noqa: SLF001 - the library has no other name for it
        self.body.clear_content()  # what the library's template holds
        self.lines: dict[_Room, Any] = {}
        self.runs: dict[_Look, Any] = {}
        self._set_up()

    def made(self) -> bytes:
        """Write everything; the bytes of the file."""
        prints = papers(self.given)
        parts: list[tuple[Any, ...]] = [
            (self._sheet, each, it) for it in prints for each in it.sheets
        ]
        parts += [(self._marking, each) for each in self.given.markings]
        parts += [(self._key, each, it) for it in prints for each in it.sheets]
        parts += [(self._marking_key, each) for each in self.given.markings]
        for number, (writes, *what) in enumerate(parts):
            writes(*what, first=number == 0)
        buffer = io.BytesIO()
        self.file.save(buffer)
        with zipfile.ZipFile(buffer) as packed:
            return archive({name: packed.read(name) for name in sorted(packed.namelist())})

    # --- parts ---

    def _sheet(self, it: Sheet, paper: Paper, *, first: bool) -> None:
        version = self.words["version"].format(it.version)
        self._begin(f"{it.title} · {version}", first=first)
        self._fields()
        self._heading(it.title, version)
        self._line(self.words["how"], _Look(size=_SMALL))
        self.size = max(paper.size - 1, _SIZE)
        for task in it.tasks:
            self._task(task, overleaf=task.number == paper.turn)
        self._line(self.given.rights, _Look(size=_TINY), room=_Room(before=8))

    def _key(self, it: Sheet, paper: Paper, *, first: bool) -> None:
        title = self.words["key"].format(it.title)
        version = self.words["version"].format(it.version)
        size = paper.key_size - 1
        self._begin(f"{title} · {version}", first=first)
        self._heading(title, version)
        for task in it.tasks:
            told = self._line(
                f"{task.number}\t{task.answer}",
                _Look(size=size, bold=True),
                room=_Room(hanging=18, after=1),
            )
            if task.called:
                self._run(told, f"   {task.called}", _Look(size=size - 1, grey=True))
        for note in notes(it, self.given.words, every=paper.every):
            self._line(note, _Look(size=size - 1), room=_Room(before=3))
        self._columns(2)
        for task in it.tasks:
            asked = self._line(
                f"{task.number} ", _Look(size=size, bold=True), room=_Room(before=4, after=1)
            )
            self._add(asked, task.prompt, _Look(size=size - 1, grey=True))
            asked.paragraph_format.keep_with_next = True
            for reason in task.reasons:
                if paper.every or reason.right:
                    label = f"{reason.label} " if reason.label else ""
                    told = self._line(
                        label, _Look(size=size, bold=reason.right), room=_Room(after=1)
                    )
                    self._add(told, reason.text, _Look(size=size))

    def _marking(self, it: Marking, *, first: bool) -> None:
        self.size = _SIZE
        self._begin(self.words["marking"], first=first)
        self._fields()
        self._heading(self.words["marking"], f"{it.title} · {it.name}")
        for line in (self.words["marking_how"], *it.notes):
            self._line(line)
        number = 0
        for paragraph in it.paragraphs:
            for place, line in enumerate(paragraph):
                number += 1
                shown = self._line(
                    f"{number}\t", _Look(size=_TINY, grey=True), room=_Room(hanging=22)
                )
                shown.paragraph_format.space_before = self._points(0 if place else 12)
                shown.paragraph_format.line_spacing = self._points(
                    _OF_LINE * line_height(it) / POINT
                )
                self._run(shown, line, _Look(size=_SIZE, lang=it.language))
        self._line(self.given.annotation_rights, _Look(size=_TINY), room=_Room(before=8))

    def _marking_key(self, it: Marking, *, first: bool) -> None:
        title = self.words["key"].format(self.words["marking"])
        self._begin(title, first=first)
        self._heading(title, f"{it.title} · {it.name}")
        self._line(self.words["marking_rest"], _Look(size=_SMALL))
        table = self.file.add_table(rows=0, cols=len(COLUMNS), style="Table Grid")
        rows = [[self.words[f"column_{name}"] for name in COLUMNS]]
        rows += [[each.lines, each.source, each.cue, each.form, each.content] for each in it.found]
        for number, row in enumerate(rows):
            cells = table.add_row().cells
            for name, cell, text in zip(COLUMNS, cells, row, strict=True):
                lang = it.language if number and name in ("cue", "content") else ""
                shown = cell.paragraphs[0]
                shown.paragraph_format.space_after = self._points(0)
                self._run(shown, text, _Look(size=_TINY, bold=not number, lang=lang))
        head = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - as above
        head.append(self._element("w:tblHeader"))
        table.autofit = False
        for column, width in zip(table.columns, _COLUMNS, strict=True):
            column.width = self.docx.shared.Cm(width)
            for cell in column.cells:
                cell.width = self.docx.shared.Cm(width)
        self._line(self.given.annotation_rights, _Look(size=_TINY), room=_Room(before=8))

    # --- a question ---

    def _task(self, task: Task, *, overleaf: bool) -> None:
        """A question, together on a page; the second side begins where it does in the PDF."""
        lines = list(self._asked(task))
        lines[0].paragraph_format.space_before = self._points(0 if overleaf else 9)
        lines[0].paragraph_format.page_break_before = overleaf or None
        for line in lines:
            line.paragraph_format.keep_together = True
        for line in lines[:-1]:
            line.paragraph_format.keep_with_next = True

    def _asked(self, task: Task) -> Iterator[Any]:
        """The paragraphs of a question; the first begins with its number."""
        number = f"{task.number}\t"
        for excerpt in task.passage:
            label = self._line(number, _Look(bold=True), room=_Room(hanging=18, after=0))
            self._run(label, excerpt.label, _Look(size=_SMALL, grey=True))
            yield label
            yield self._said(excerpt.text, left=26, after=2)
            number = "\t"
        prompt = self._line(number, _Look(bold=True), room=_Room(hanging=18))
        self._add(prompt, task.prompt, _Look(bold=True))
        if task.hint:
            self._run(prompt, f" {task.hint}", _Look(italic=True))
        yield prompt
        for name, entry in zip(ascii_lowercase, task.entries, strict=False):
            yield self._said(entry, f"{name}  {_BLANK}  ", left=18)
        if task.choose:
            yield self._line(task.choose, _Look(size=_SMALL), room=_Room(left=18))
        yield from self._options(task.options)
        for entry in task.boxed:
            yield self._said(entry, f"{_BOX}  ", left=18)
        if task.unit is not None:
            yield self._said(task.unit, f"{_GAP} ", left=18)
        for _ in range(task.lines):
            yield self._ruled()

    def _options(self, options: Sequence[Text]) -> Iterator[Any]:
        rows = [[(letter(at), option)] for at, option in enumerate(options)]
        if in_two_columns(options):
            half = -(-len(rows) // 2)
            left, right = rows[:half], rows[half:]
            rows = [one + (other or []) for one, other in zip_longest(left, right)]
        for row in rows:
            line = self._line("", room=_Room(left=36, hanging=18, after=1, stops=(255, 273)))
            for place, (name, option) in enumerate(row):
                self._run(line, f"{chr(9) if place else ''}{name}\t", _Look(bold=True))
                self._add(line, option)
            yield line

    def _ruled(self) -> Any:
        """A line to write on, across the page."""
        line, kinds = self._line("\t", room=_Room(left=18, before=8)), self.docx.enum.text
        line.paragraph_format.tab_stops.add_tab_stop(
            self._points(490), kinds.WD_TAB_ALIGNMENT.RIGHT, kinds.WD_TAB_LEADER.LINES
        )
        return line

    def _said(self, text: Text, before: str = "", *, left: float, after: float = 3) -> Any:
        line = self._line(before, room=_Room(left=left, after=after))
        self._add(line, text)
        return line

    # --- paragraphs ---

    def _line(self, text: str, look: _Look = _PLAIN, room: _Room = _BELOW) -> Any:
        """A paragraph at the end."""
        if room not in self.lines:
            self.lines[room] = self._made_line(room)
        made = copy.deepcopy(self.lines[room])
        self.file.element.body[-1].addprevious(made)  # what is last says how the pages look
        line = self.docx.text.paragraph.Paragraph(made, self.body)
        if text:
            self._run(line, text, look)
        return line

    def _made_line(self, room: _Room) -> Any:
        """An empty paragraph, which is copied: to make one takes the library long."""
        made = self._element("w:p")
        form = self.docx.text.paragraph.Paragraph(made, self.body).paragraph_format
        form.space_before, form.space_after = self._points(room.before), self._points(room.after)
        form.left_indent = self._points(room.left or room.hanging)
        form.first_line_indent = self._points(-room.hanging)
        for stop in room.stops:
            form.tab_stops.add_tab_stop(self._points(stop))
        return made

    def _add(self, line: Any, text: Text, look: _Look = _PLAIN) -> None:
        """Words of a sheet at the end of a paragraph."""
        for run in text:
            marked = replace(look, bold=look.bold or run.strong, italic=run.emphasis, lang=run.lang)
            self._run(line, run.text, marked)

    def _run(self, line: Any, text: str, look: _Look) -> None:
        sized = look if look.size else replace(look, size=self.size)
        if sized not in self.runs:
            self.runs[sized] = self._made_run(sized)
        made = copy.deepcopy(self.runs[sized])
        line._p.append(made)  # noqa: SLF001 - the library has no name for it
        if not text or "\t" in text:
            made.text = text  # a tab is an element
        else:
            made.add_t(text)

    def _made_run(self, look: _Look) -> Any:
        """Words that look so, without the words: as with paragraphs."""
        made = self._element("w:r")
        run = self.docx.text.run.Run(made, self.body)
        run.font.size = self._points(look.size)
        run.bold, run.italic = look.bold or None, look.italic or None
        if look.grey:
            run.font.color.rgb = self.docx.shared.RGBColor(0x55, 0x55, 0x55)
        if look.lang:
            lang = self._element("w:lang", val=_LANGUAGES.get(look.lang, look.lang))
            made.get_or_add_rPr().append(lang)
        return made

    def _heading(self, title: str, version: str) -> None:
        line = self.file.add_heading(title, level=1)
        line.paragraph_format.space_before = line.paragraph_format.space_after = self._points(4)
        self._run(line, f"   {version}", _Look(size=11))

    def _fields(self) -> None:
        widths = {"name": 38, "class": 8, "date": 12}
        text = "   ".join(f"{self.words[name]}: {'_' * width}" for name, width in widths.items())
        self._line(text)

    # --- the document ---

    def _set_up(self) -> None:
        """Fonts, language, and what the file says of itself."""
        shared, properties = self.docx.shared, self.file.core_properties
        properties.title, properties.author = self.given.title, HOLDER
        properties.created = properties.modified = _EARLIEST
        properties.last_modified_by, properties.comments = HOLDER, ""
        properties.language = self.given.words.lang
        for name in ("Normal", "Heading 1"):
            style = self.file.styles[name]
            style.font.name = _FONT
            style.font.color.rgb = shared.RGBColor(0, 0, 0)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for theme in [each for each in fonts.attrib if each.endswith("Theme")]:
                del fonts.attrib[theme]
        normal, heading = self.file.styles["Normal"], self.file.styles["Heading 1"]
        normal.font.size, heading.font.size = shared.Pt(_SIZE), shared.Pt(15)
        normal.paragraph_format.line_spacing = 1.0
        lang = _LANGUAGES.get(self.given.words.lang, self.given.words.lang)
        normal.element.get_or_add_rPr().append(self._element("w:lang", val=lang))

    def _begin(self, title: str, *, first: bool) -> None:
        """A sheet or a key on a page of its own, with its name and its own numbers below."""
        section = self._columns(1, first=first)
        (columns,) = section._sectPr.xpath("./w:cols")  # noqa: SLF001 - as above
        columns.addprevious(self._element("w:pgNumType", start="1"))
        section.footer.is_linked_to_previous = False
        line = section.footer.paragraphs[0]
        self._run(line, f"{self.given.book} · {title} · ", _Look(size=8, grey=True))
        number = self._element("w:fldSimple", instr="PAGE")
        self._run(line, "1", _Look(size=8, grey=True))
        number.append(line.runs[-1]._r)  # noqa: SLF001 - the library has no name for it
        line._p.append(number)  # noqa: SLF001 - as above

    def _columns(self, count: int, *, first: bool = False) -> Any:
        """A section: on a new page, or with columns on the page that has begun."""
        shared = self.docx.shared
        kinds = self.docx.enum.section.WD_SECTION
        kind = kinds.NEW_PAGE if count == 1 else kinds.CONTINUOUS
        section = self.file.sections[0] if first else self.file.add_section(kind)
        section.page_width, section.page_height = shared.Mm(210), shared.Mm(297)
        section.left_margin = section.right_margin = shared.Mm(18)
        section.top_margin, section.bottom_margin = shared.Mm(13), shared.Mm(15)
        section.header_distance, section.footer_distance = shared.Mm(6), shared.Mm(7)
        for old in section._sectPr.xpath("./w:cols | ./w:pgNumType"):  # noqa: SLF001 - as above
            section._sectPr.remove(old)  # noqa: SLF001 - as above
        margins = section._sectPr.find(self.docx.oxml.ns.qn("w:pgMar"))  # noqa: SLF001 - as above
        margins.addnext(self._element("w:cols", num=str(count), space="340"))
        return section

    def _element(self, name: str, **attributes: str) -> Any:
        """An element of the format that the library has no name for."""
        made = self.docx.oxml.OxmlElement(name)
        for key, value in attributes.items():
            made.set(self.docx.oxml.ns.qn(f"w:{key}"), value)
        return made

    def _points(self, count: float) -> Any:
        return self.docx.shared.Pt(count)


def _docx() -> Any:
    try:
        import docx  # noqa: PLC0415 - an extra
        import docx.enum.section  # noqa: PLC0415
        import docx.enum.text  # noqa: PLC0415
        import docx.oxml.ns  # noqa: PLC0415
        import docx.text.paragraph  # noqa: PLC0415
        import docx.text.run  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtraError("A document", error.name, "platforms") from error
    return docx
