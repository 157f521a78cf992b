"""What all widgets share: where their front end comes from and what stays without JavaScript."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import anywidget
import jinja2
import traitlets

from whosays.strings import strings_for

_FOLDER = files("whosays.widgets")
_TEMPLATES = jinja2.Environment(
    loader=jinja2.PackageLoader("whosays", "widgets"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
)


PART_BREAK = "\n/*# whosays-part */\n"
"""Stands between the parts of a front end, in JavaScript and CSS, so that the built site can send
each part once and not once per widget."""


def front_end(stem: str, suffix: str, *shared: str) -> str:
    """Text of a widget's front end: the part all widgets share, then the widget's own.

    An anywidget module cannot import a neighbour (it travels as text), so sharing is by
    concatenation: names in ``_common.js`` are simply in scope. ``shared`` names parts that only
    some widgets have in common.
    """
    parts = (_FOLDER / f"{name}{suffix}" for name in ("_common", *shared, stem))
    return PART_BREAK.join(part.read_text(encoding="utf-8") for part in parts)


class Widget(anywidget.AnyWidget):
    """A widget that also reads and prints where no JavaScript runs.

    A subclass has one stem for its ``.js``, ``.css`` and ``.html`` (Jinja) files and gives the
    template's variables in :meth:`fallback_context`.
    """

    stem: str
    lang = traitlets.Unicode("en").tag(sync=True)
    strings = traitlets.Dict().tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self.strings = strings_for(self.stem, self.lang)

    def fallback_context(self) -> dict[str, Any]:
        """Variables of the static template, from the widget's traits."""
        raise NotImplementedError

    def fallback(self) -> str:
        """Semantic HTML that says what the widget says; everything but the template is escaped."""
        template = _TEMPLATES.get_template(f"{self.stem}.html")
        return template.render(t=self.strings, lang=self.lang, **self.fallback_context())

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Add the fallback as ``text/html``; live front ends prefer the widget."""
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is None:
            return None
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        html = (
            f'<div class="whosays-widget whosays-{self.stem}" data-widget-model="{self.model_id}">'
            f"{self.fallback()}</div>"
        )
        return {**data, "text/html": html}, metadata
