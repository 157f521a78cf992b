"""What all widgets share: where their front end comes from and what stays without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, ClassVar

import anywidget
import traitlets
from markupsafe import escape

from whosays.errors import CallError, WrongValueError
from whosays.views.templates import templates
from whosays.words import Words
from whosays.words.said import FALLBACK, inline

_FOLDER = files("whosays.widgets")
_TEMPLATES = templates("widgets")


PART_BREAK = "\n/*# whosays-part */\n"
"""Stands between the parts of a front end, in JavaScript and CSS, so that the built site can send
each part once and not once per widget."""

LATER = "/*# whosays-later */\n"
"""Begins a part with functions that a front end calls only once a reader asks for more: the built
site sends it then. The part of the widget itself may call them where ``model.later`` says that all
is there; elsewhere it always is. A second one comes when a reader asks for more still
(``model.later(2)``)."""

_COMMENTS = re.compile(r"^ *(?://.*|/\*\*(?s:.*?)\*/)\n", re.MULTILINE)
"""Lines of JavaScript that are nothing but a comment, as the formatter leaves them."""


_JUPYTERS = {"layout", "tabbable", "tooltip"}
"""What every widget has for Jupyter's own layout."""


def _files(name: str, suffix: str) -> list[Traversable]:
    folder = _FOLDER / name
    if folder.is_dir():
        return sorted(
            (each for each in folder.iterdir() if each.name.endswith(suffix)),
            key=lambda each: each.name,
        )
    beside = [
        each
        for each in _FOLDER.iterdir()
        if each.name.startswith(f"{name}_") and each.name.endswith(suffix)
    ]
    return [*sorted(beside, key=lambda each: each.name), _FOLDER / f"{name}{suffix}"]


def part(name: str, suffix: str) -> str:
    """Text of one part of a front end, which may stand in several files.

    A folder (``questions``) is joined whole; a file comes after those that go on from its name
    (``reader_text.js`` before ``reader.js``). They are joined in the order of their names, so a new
    file belongs to its part without being listed. Comments stay behind: they are a sixth of what a
    page would load.
    """
    text = "\n".join(each.read_text(encoding="utf-8") for each in _files(name, suffix))
    return _COMMENTS.sub("", text) if suffix == ".js" else text


def front_end(
    stem: str, suffix: str, *shared: str, later: Sequence[str] = (), last: Sequence[str] = ()
) -> str:
    """Text of a widget's front end: the part all widgets share, then the widget's own.

    An anywidget module cannot import a neighbour (it travels as text), so sharing is by
    concatenation: names in ``_common.js`` are simply in scope. ``shared`` names parts that only
    some widgets have in common. What may come later is made of the shared parts named by
    ``later`` and of a file ``later_<stem>.js``, if there is one; those named by ``last`` may come
    later still.
    """
    parts = [part(name, suffix) for name in ("_common", *shared, stem)]
    own = [f"later_{stem}"] if (_FOLDER / f"later_{stem}{suffix}").is_file() else []
    parts += [
        LATER + "\n".join(part(name, suffix) for name in names)
        for names in ([*later, *own], last)
        if names
    ]
    return PART_BREAK.join(parts)


class WrongChoiceError(WrongValueError, traitlets.TraitError):
    """A value that a widget does not offer."""


class UnknownAttributeError(CallError, AttributeError):
    """A widget has nothing of this name to set."""


class Widget(anywidget.AnyWidget):
    """A widget that also reads and prints where no JavaScript runs.

    A subclass has one stem for its ``.js``, ``.css`` and ``.html`` (Jinja) files. The template has
    its traits by their names; what else it needs is in :meth:`fallback_context`.
    """

    stem: str
    content: tuple[str, str]
    """Where it has what it holds, and what one of these is called: ``("pair", "figure")``."""
    settable: ClassVar[dict[str, str]] = {}
    """What a reader may set, with its values in words, for messages."""
    meant: ClassVar[dict[str, str]] = {}
    """Names that readers try, and what they mean by them."""

    contract: ClassVar[dict[str, Any]] = {}
    """Of which type the data in a trait are: what the front end may read of them, and no more."""

    lang = traitlets.Unicode(FALLBACK).tag(sync=True)
    strings = traitlets.Dict().tag(sync=True)
    # The page's business, so it does not travel to the front end.
    anchor = traitlets.Unicode(help="Its id on a page, made from its data; may be empty.")

    @classmethod
    def front_end(cls) -> str:
        """JavaScript of all widgets of this class, its parts joined by :data:`PART_BREAK`."""
        return str(cls._esm)

    @classmethod
    def rests(cls, values: Mapping[str, Any]) -> bool:  # noqa: ARG003 - for those that can
        """Whether the static form of a widget with these values looks on the screen as it does.

        Then the built site fetches front end and values only when a reader touches it
        (``host.js``). What the widget has and a page without JavaScript has not is ``ws-live`` in
        the static form; what such a page, and paper, have in its place is ``ws-still``.
        """
        return False

    def is_resting(self) -> bool:
        """Whether its static form may stand for it as it is now."""
        return self.rests(self.values())

    @classmethod
    def style(cls) -> str:
        """Style sheet of all widgets of this class, joined in the same way."""
        return str(cls._css)

    def __init__(self, **traits: Any) -> None:
        documented = type(self).__doc__
        super().__init__(**traits)
        # anywidget gives each widget a class of its own, without the docstring.
        type(self).__doc__ = documented
        self.strings = self.words.of(self.stem)

    @property
    def words(self) -> Words:
        """How things are said in the reader's language."""
        return Words(self.lang)

    def __setattr__(self, name: str, value: Any) -> None:
        """Set a trait; a name that is none of the widget's would do nothing, so it is refused."""
        if not name.startswith("_") and (name in self.meant or not hasattr(type(self), name)):
            raise UnknownAttributeError(self._instead_of(name))
        try:
            super().__setattr__(name, value)
        except CallError:
            raise
        except traitlets.TraitError as error:
            takes = self.settable.get(name)
            text = f"{name} takes {takes}, not {str(value)[:80]!r}." if takes else str(error)
            raise WrongChoiceError(text) from None

    def _instead_of(self, name: str) -> str:
        """What to set in place of a name that is not there."""
        known = [*self.settable] or [each for each in self.trait_names(sync=True) if each[0] != "_"]
        near = [self.meant[name]] if name in self.meant else get_close_matches(name, known, n=1)
        names = near or sorted(known)
        listed = ", ".join(f"{each} ({self.settable.get(each, 'see help')})" for each in names)
        remedy = f"Did you mean {listed}?" if near else f"There are: {listed}."
        return f"There is no {name!r} to set here. {remedy}"

    def __repr__(self) -> str:
        # A console shows no widget, and an address in memory tells nobody anything.
        kind = type(self).__name__
        return f"<{kind} of {self.holds()}: run this cell in a notebook to use it>"

    def holds(self) -> str:
        """What it holds, in a word or two: "12 figures"."""
        name, what = self.content
        count = len(getattr(self, name))
        return f"{count} {what}{'s' * (count != 1)}"

    def __dir__(self) -> list[str]:
        """What is its own to read, set and call; the machinery of widgets is left out."""
        own = [kind for kind in type(self).__mro__ if issubclass(kind, Widget)]
        names = {name for kind in own[: own.index(Widget)] for name in vars(kind)}
        shared = {*vars(Widget), *Widget.__annotations__}
        return [*sorted(name for name in names - shared if name[0] != "_"), "observe"]

    def fallback_context(self) -> dict[str, Any]:
        """Variables of the static template besides the widget's traits."""
        return {}

    def fallback(self) -> str:
        """Semantic HTML that says what the widget says; everything but the template is escaped."""
        template = _TEMPLATES.get_template(f"{self.stem}.html")
        known = {
            **self.values(),
            "t": self.strings,
            "anchor": self.anchor,
            "rests": self.is_resting(),
            "inline": inline,
        }
        return template.render(known | self.fallback_context())

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Add the fallback as ``text/html``; live front ends prefer the widget."""
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is None:
            return None
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        return {**data, "text/html": self.place(self.model_id)}, metadata

    def place(self, model: str) -> str:
        """Where it stands on a page, with its static form; ``model`` names it to the host."""
        named = f' id="{escape(self.anchor)}"' if self.anchor else ""
        return (
            f'<div class="whosays-widget whosays-{self.stem}"{named} data-widget-model="{model}">'
            f"{self.fallback()}</div>"
        )

    def values(self) -> dict[str, Any]:
        """What its front end gets, by trait: none of it is Jupyter's own."""
        names = sorted({*self.trait_names(sync=True)} - _JUPYTERS)
        return {name: getattr(self, name) for name in names if name[0] != "_"}
