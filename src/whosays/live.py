"""A page's code, run in the reader's browser: what a cell needs, what it shows, its widgets.

Python runs in a worker of the page (``site/static/python_worker.js``), without IPython and without
a kernel. A :class:`Session` runs the cells that a reader changed and posts to the page what they
show. Nothing in it needs a browser, so that its tests do without.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import io
import json
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches
from pprint import pformat
from types import ModuleType
from typing import Any

Message = dict[str, Any]

CELL = "<cell>"
"""Stands for the name of a file in what a reader runs; :data:`PAGE` in what the page has before."""
PAGE = "<page>"
LONGEST = 20_000
"""Characters that a run may print: a page that holds more of it is of no use to anybody."""


# --- what a cell needs of those before it -------------------------------------------------------


def definitions(cells: Iterable[str], wanted: set[str]) -> list[ast.stmt]:
    """The statements of earlier cells, in order, that give the names ``wanted`` their values.

    What a cell only shows is left out: nobody sees it. So nothing is loaded that is not needed.
    Raises SyntaxError for a cell that is no Python.
    """
    kept: list[ast.stmt] = []
    wanted = set(wanted)
    for statement in reversed([each for cell in cells for each in ast.parse(cell, PAGE).body]):
        bound = _bound(statement) & wanted
        if not bound:
            continue
        wanted -= _replaced(statement)
        narrowed = _narrowed(statement, bound)
        wanted |= used(narrowed)
        kept.insert(0, narrowed)
    return kept


def used(*trees: ast.AST) -> set[str]:
    """Names that are read in code."""
    nodes = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Name))
    return {node.id for node in nodes if isinstance(node.ctx, ast.Load)}


def _bound(statement: ast.stmt) -> set[str]:
    """Names that a statement gives a value, or whose value it changes (``mine.marks = "dots"``)."""
    names = set(_imported(statement))
    for node in ast.walk(statement):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(getattr(node, "ctx", None), (ast.Store, ast.Del)):
            names.add(_base(node))
    return names


def _base(node: ast.AST) -> str:
    """The name with which ``a.b[c]`` begins; empty where it begins with none."""
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _replaced(statement: ast.stmt) -> set[str]:
    """Names whose earlier value is of no use after a statement."""
    if not isinstance(statement, ast.Assign):
        return set(_imported(statement))
    parts = (part for target in statement.targets for part in ast.walk(target))
    names = (part for part in parts if isinstance(part, ast.Name))
    return {name.id for name in names if isinstance(name.ctx, ast.Store)}


def _imported(statement: ast.stmt) -> dict[str, ast.alias]:
    """The names that an import gives, with what is imported under each."""
    if not isinstance(statement, (ast.Import, ast.ImportFrom)):
        return {}
    return {each.asname or each.name.partition(".")[0]: each for each in statement.names}


def _narrowed(statement: ast.stmt, bound: set[str]) -> ast.stmt:
    """An import of nothing but the names that are wanted; other statements as they are."""
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        statement.names = [each for name, each in _imported(statement).items() if name in bound]
    return statement


def uses(*trees: ast.AST) -> set[str]:
    """What code imports, and what it asks objects for: ``whosays.tables``, ``.agreement``."""
    found: set[str] = set()
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{each.name}" for each in node.names}
        elif isinstance(node, ast.Attribute):
            found.add(f".{node.attr}")
    return found


def needs(code: str, before: Iterable[str]) -> list[str]:
    """What code uses, with what it needs of earlier cells (:func:`uses`), in order.

    Nothing where it is no Python: running it says so.
    """
    try:
        tree = ast.parse(code)
        return sorted(uses(tree, *definitions(before, used(tree))))
    except SyntaxError:
        return []


# --- what stands in for what a browser lacks ----------------------------------------------------


def stand_in_for_ipython(show: Callable[..., None]) -> None:
    """Give ipywidgets and comm the few names that they ask IPython for.

    IPython would be 5 MB more, and a page has no use for the rest of it.
    """

    def module(name: str, **names: Any) -> None:
        sys.modules[name] = made = ModuleType(name)
        vars(made).update(names)

    module("IPython", get_ipython=lambda: None, __path__=[], version_info=(9, 0))
    module("IPython.core", __path__=[])
    module("IPython.core.interactiveshell", InteractiveShell=type("InteractiveShell", (), {}))
    module("IPython.display", display=show, clear_output=lambda wait=False: None)  # noqa: ARG005


# --- a page's Python ----------------------------------------------------------------------------


class Session:
    """One Python for all cells of a page: what one defines the others know.

    ``send`` takes messages for the page, as JSON; ``words`` are those of the part ``live`` of the
    interface, by name, as JSON. Every message has a ``type``: ``text``, ``html``, ``widget``,
    ``note`` or ``error`` for what a cell shows, with the number of that ``cell``; ``comm_open``,
    ``comm_msg`` and ``comm_close`` for what a widget says.
    """

    def __init__(self, send: Callable[[str], None], words: str) -> None:
        self.send = send
        self.words: dict[str, str] = json.loads(words)
        self.names: dict[str, Any] = {"__name__": "__main__"}
        self.cell = 0
        self.printed = 0
        self.out = _Printed(self._print)
        self.cells: dict[str, int] = {}
        """In which cell each widget was made, by its model."""
        stand_in_for_ipython(self.display)
        self._connect_widgets()
        self.names["display"] = self.display

    def post(self, message: Message) -> None:
        """Send a message to the page."""
        self.send(json.dumps(message, ensure_ascii=False))

    # --- running ---

    def prepare(self, cell: int, code: str, before: Sequence[str]) -> bool:
        """Run of the page's cells ``before`` what code needs and is not there yet.

        Says whether that went well; where the code is no Python there is nothing to prepare.
        """
        self.cell, self.printed = cell, 0
        try:
            wanted = used(ast.parse(code)) - self.names.keys()
        except SyntaxError:
            return True
        with self._caught():
            self._execute(definitions(before, wanted), PAGE)
            return True
        return False

    def run(self, cell: int, code: str) -> None:
        """Run the code of a cell and show what it gives."""
        self.cell, self.printed = cell, 0
        with self._caught():
            tree = ast.parse(code, CELL)
            *rest, last = tree.body or [ast.Pass()]
            if not isinstance(last, ast.Expr) or code.rstrip().endswith(";"):
                self._execute(tree.body, CELL)
            else:
                self._execute(rest, CELL)
                value = eval(compile(ast.Expression(last.value), CELL, "eval"), self.names)  # noqa: S307 - the reader's own
                self.display(value)
            self._show_figures()

    def _execute(self, statements: list[ast.stmt], name: str) -> None:
        exec(compile(ast.Module(statements, []), name, "exec"), self.names)  # noqa: S102 - the reader's own

    @contextlib.contextmanager
    def _caught(self) -> Iterator[None]:
        """Send what is printed to the page, and an error as one line."""
        asked = builtins.input
        builtins.input = self._refuse_to_ask
        try:
            with contextlib.redirect_stdout(self.out), contextlib.redirect_stderr(self.out):
                yield
        except BaseException as error:  # noqa: BLE001 - also what ends a program ends a cell only
            self.out.flush()
            self.post({"type": "error", "cell": self.cell, "text": self._told(error)})
        finally:
            self.out.flush()
            builtins.input = asked

    def _refuse_to_ask(self, *_prompt: object) -> str:
        raise _Said(self.words["live_input"])

    def _print(self, text: str) -> None:
        room = LONGEST - self.printed
        self.printed += len(text)
        if room > 0:
            self.post({"type": "text", "cell": self.cell, "text": text[:room]})
            if len(text) > room:
                self.post({"type": "note", "cell": self.cell, "text": self.words["live_cut"]})

    def _told(self, error: BaseException) -> str:
        """An error in a line: ours as a notebook shows it, Python's with the line it came from."""
        if hasattr(error, "_render_traceback_"):
            return "\n".join(error._render_traceback_())
        if isinstance(error, SyntaxError):
            text, line = f"{type(error).__name__}: {error.msg}", error.lineno
        else:
            name = getattr(error, "name", None)
            text = "".join(traceback.format_exception_only(error)).strip()
            if isinstance(error, ModuleNotFoundError):
                text = f"{type(error).__name__}: {self.words['live_module'].format(name=name)}"
            elif isinstance(error, FileNotFoundError):
                text = f"{text}. {self.words['live_files']}"
            elif isinstance(error, NameError) and (near := self._near(str(name))):
                text = f"{text}. Did you mean: {near!r}?"
            frames = traceback.extract_tb(error.__traceback__)
            line = next((each.lineno for each in reversed(frames) if each.filename == CELL), None)
        return f"{self.words['live_line'].format(line=line)} {text}" if line else text

    def _near(self, name: str) -> str:
        """What a misspelt name was meant to be; empty where nothing is like it.

        Python says so itself only where it prints a traceback.
        """
        there = [*self.names, *vars(builtins)]
        return next(iter(get_close_matches(name, there, n=1, cutoff=0.7)), "")

    # --- showing ---

    def display(self, *values: object, **_how: object) -> None:
        """Show values below the cell, as its last expression is shown."""
        self.out.flush()
        for value in values:
            if value is not None:
                self.post({**self._shown(value), "cell": self.cell})

    def _shown(self, value: Any) -> Message:
        if is_a(value, "matplotlib.figure", "Figure"):
            return {"type": "html", "html": drawn(value)}
        if is_a(value, "ipywidgets", "Widget"):
            if value.model_id not in self.cells:
                return {"type": "note", "text": self.words["live_widget"]}
            # Its static form, which it would give as well, may take a library more to draw.
            return {"type": "widget", "model": value.model_id}
        data = bundle_of(value)
        for kind in ("text/html", "image/svg+xml"):
            if kind in data:
                return {"type": "html", "html": str(data[kind])}
        return {"type": "text", "text": f"{pformat(value, sort_dicts=False)}\n"}

    def _show_figures(self) -> None:
        """Show what ``pyplot`` has drawn, as a notebook does at the end of a cell."""
        pyplot = sys.modules.get("matplotlib.pyplot")
        if pyplot is None:
            return
        for number in pyplot.get_fignums():
            self.display(pyplot.figure(number))
        pyplot.close("all")

    # --- widgets ---

    def _connect_widgets(self) -> None:
        """Let what a widget says go to the page in place of a kernel's socket."""
        import comm  # noqa: PLC0415 - asks for IPython, which somebody stands in for by now
        from comm.base_comm import BaseComm  # noqa: PLC0415

        session = self

        class PageComm(BaseComm):
            def publish_msg(
                self, msg_type: str, data: dict[str, Any] | None = None, *_more: Any, **_keys: Any
            ) -> None:
                # What more there is, is of no use to a page; of buffers no widget of ours has any.
                session.pass_on(msg_type, self.comm_id, data or {})

        comm.create_comm = PageComm

    def pass_on(self, kind: str, model: str, data: dict[str, Any]) -> None:
        """Post what a widget says; only those have something to say that bring a front end.

        What the page has just said is not said back to it (``echo_update``).
        """
        state = data.get("state", {})
        if kind == "comm_open" and "_esm" in state:
            self.cells[model] = self.cell
        if model in self.cells and data.get("method") != "echo_update":
            values = {name: each for name, each in state.items() if name not in ("_esm", "_css")}
            self.post({"type": kind, "model": model, "data": {**data, "state": values}})

    def receive(self, model: str, data: str) -> None:
        """Hand a widget what its front end says, as JSON, and show what its callbacks print."""
        import comm  # noqa: PLC0415 - see above

        if model not in self.cells:
            return  # of a Python that was stopped
        self.cell, self.printed = self.cells[model], 0
        with self._caught():
            heard = comm.get_comm_manager().get_comm(model)
            if heard:
                heard.handle_msg({"content": {"data": json.loads(data)}, "buffers": []})


class _Said(Exception):  # noqa: N818 - shown as what it says
    """Something that a page's Python cannot do; a cell shows the text alone."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class _Printed(io.TextIOBase):
    """A file that hands on what is written to it, by the line."""

    def __init__(self, take: Callable[[str], None]) -> None:
        self.take = take
        self.rest = ""

    def write(self, text: str) -> int:
        self.rest += text
        whole, end, rest = self.rest.rpartition("\n")
        if end:
            self.take(whole + end)
            self.rest = rest
        return len(text)

    def flush(self) -> None:
        if self.rest:
            self.take(self.rest)
            self.rest = ""


def bundle_of(value: Any) -> dict[str, Any]:
    """How a value shows itself, by media type: by the methods that a notebook asks."""
    if isinstance(value, type):
        return {}
    if callable(getattr(value, "_repr_mimebundle_", None)):
        bundle = value._repr_mimebundle_()
        return dict(bundle[0] if isinstance(bundle, tuple) else bundle or {})
    found = {}
    for name, kind in (("_repr_html_", "text/html"), ("_repr_svg_", "image/svg+xml")):
        if callable(method := getattr(value, name, None)) and (text := method()) is not None:
            found[kind] = text
    return found


def is_a(value: object, module: str, name: str) -> bool:
    """Whether a value is of a class, whose module is not loaded to find out."""
    holder = sys.modules.get(module)
    return holder is not None and isinstance(value, getattr(holder, name))


def drawn(figure: Any) -> str:
    """A figure as SVG that can stand in a page."""
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", bbox_inches="tight")
    return buffer.getvalue()[buffer.getvalue().index("<svg") :]
