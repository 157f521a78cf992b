"""A matplotlib figure as SVG that is part of a page: as small as what it shows.

matplotlib's own SVG writer makes a file that stands alone: a group with an id for each artist, a
style for each shape, numbers to a millionth, and a clip path. In a page all this is repeated for
every figure, so this writer gives a shape its place and says once what shapes have in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, TypeAlias

import numpy as np
from markupsafe import escape
from matplotlib import font_manager
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform

Look: TypeAlias = Mapping[str, str]
"""Attributes that shapes can have in common, such as ``fill``."""

_ANCHORS = {"left": {}, "center": {"text-anchor": "middle"}, "right": {"text-anchor": "end"}}
_NORMAL = 400  # weight of a font


@dataclass(frozen=True)
class _Shape:
    """An element of the drawing: where it is, what it looks like, what it says and leads to."""

    tag: str
    place: dict[str, str]
    look: Look
    text: str = ""
    url: str = ""

    def markup(self, common: Look) -> str:
        """The element, without what it has in common with those around it."""
        own = {name: value for name, value in self.look.items() if name not in common}
        element = f"<{self.tag}{_attributes({**self.place, **own})}"
        element += f">{escape(self.text)}</{self.tag}>" if self.text else "/>"
        # The drawing is hidden from screen readers; its links stand in the table, for the keyboard.
        return f'<a href="{escape(self.url)}" tabindex="-1">{element}</a>' if self.url else element

    def with_next(self, other: _Shape) -> _Shape | None:
        """Both as one line, where they look alike and lead to one place; else None."""
        if self.tag != "path" or replace(other, place=self.place) != self:
            return None
        return replace(self, place={"d": self.place["d"] + other.place["d"]})


class Writer(RendererBase):
    """What matplotlib draws a figure with: keeps shapes in points, from the top left corner.

    Nothing is clipped, rotated or filled with an image: no chart here has any of it. ``colours``
    gives the page's own property for a colour (``#1b1b1f``: ``--ws-ink``).
    """

    def __init__(self, width: float, height: float, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.width, self.height, self.colours = width, height, colours
        self._lines: list[_Shape] = []
        self._words: list[_Shape] = []
        self._inside: list[str] = []
        self._behind = ""  # colour of the box that the next text is to stand on

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.width, self.height

    def open_group(self, s: str, gid: str | None = None) -> None:  # noqa: ARG002 (no ids here)
        """Note what comes next is part of."""
        self._inside.append(s)

    def close_group(self, s: str) -> None:
        """Note that it ends; an empty text ends without having begun."""
        if s in self._inside:
            del self._inside[len(self._inside) - 1 - self._inside[::-1].index(s) :]

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: Any = None,  # noqa: N803 (matplotlib's name)
    ) -> None:
        """Keep a line or a surface; a box behind words becomes an outline of the words."""
        look = self._look_of(gc, rgbFace)
        if self._inside[-2:] == ["text", "patch"]:
            self._behind = look["fill"]
        elif look != _INVISIBLE and (data := _data(path, transform + self._downwards())):
            self._keep("path", {"d": data}, look, gc)

    def draw_markers(  # noqa: PLR0913, PLR0917 (matplotlib's signature)
        self,
        gc: GraphicsContextBase,
        marker_path: Path,
        marker_trans: Transform,
        path: Path,
        trans: Transform,
        rgbFace: Any = None,  # noqa: N803 (matplotlib's name)
    ) -> None:
        """Keep a mark at each place: a circle as one, others as one path."""
        down = self._downwards()
        look = self._look_of(gc, rgbFace)
        places = (trans + down).transform(path.vertices)
        if np.array_equal(marker_path.vertices, Path.unit_circle().vertices):
            radius = _number(marker_trans.transform((1, 0))[0] - marker_trans.transform((0, 0))[0])
            for x, y in places:
                place = {"cx": _number(x), "cy": _number(y), "r": radius}
                self._keep("circle", place, look, gc)
            return
        shape = marker_trans + Affine2D().scale(1, -1)
        data = "".join(_data(marker_path, shape + Affine2D().translate(x, y)) for x, y in places)
        if data:
            self._keep("path", {"d": data}, look, gc)

    def draw_text(  # noqa: PLR0913, PLR0917 (matplotlib's signature)
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,  # noqa: ARG002 (no text is turned)
        ismath: Any = False,  # noqa: ARG002, FBT002 (none is a formula)
        mtext: Text | None = None,
    ) -> None:
        """Keep words as text, anchored where they are aligned: the reader's font has its width."""
        look = {"fill": self._colour(gc.get_rgb()), "font-size": _number(prop.get_size())}
        weight: Any = prop.get_weight()
        weight = font_manager.weight_dict.get(weight, weight)
        if weight != _NORMAL:
            look["font-weight"] = str(weight)
        if prop.get_style() != "normal":
            look["font-style"] = prop.get_style()
        if mtext is not None:  # matplotlib says so of a single line only
            x = float(mtext.get_transform().transform(mtext.get_unitless_position())[0])
            look |= _ANCHORS[mtext.get_horizontalalignment()]
        if self._behind:
            look |= {"stroke": self._behind, "stroke-width": "3", "paint-order": "stroke"}
            self._behind = ""
        self._keep("text", {"x": _number(x), "y": _number(y)}, look, gc, s)

    def markup(self) -> str:
        """All that was drawn; the font is the page's."""
        # Words are above all else, and none above another: so they may come sorted by their looks.
        looks = list(dict.fromkeys(tuple(shape.look.items()) for shape in self._words))
        words = sorted(self._words, key=lambda shape: looks.index(tuple(shape.look.items())))
        return (
            f'<svg viewBox="0 0 {_number(self.width)} {_number(self.height)}"'
            ' font-family="var(--ws-sans, sans-serif)" stroke-linecap="round"'
            ' stroke-linejoin="round">'
            f"{_grouped(self._lines)}{_grouped(words)}</svg>"
        )

    def _keep(
        self,
        tag: str,
        place: dict[str, str],
        look: Look,
        gc: GraphicsContextBase,
        text: str = "",
    ) -> None:
        shape = _Shape(tag, place, look, text, gc.get_url() or "")
        kept = self._words if tag == "text" else self._lines
        if kept and (both := kept[-1].with_next(shape)):
            kept[-1] = both
        else:
            kept.append(shape)

    def _downwards(self) -> Affine2D:
        """From matplotlib's axes, which go up from the bottom."""
        return Affine2D().scale(1, -1).translate(0, self.height)

    def _look_of(self, gc: GraphicsContextBase, face: Any) -> dict[str, str]:
        look = dict(_INVISIBLE)
        if face is not None and (len(face) < 4 or face[3]):  # noqa: PLR2004 - with opacity
            look["fill"] = self._colour(face)
        if gc.get_linewidth() and gc.get_rgb()[3]:
            look |= {
                "stroke": self._colour(gc.get_rgb()),
                "stroke-width": _number(gc.get_linewidth()),
            }
            dashes: Any = gc.get_dashes()[1]
            if dashes:
                look["stroke-dasharray"] = _numbers(dashes)
        return look

    def _colour(self, rgb: Any) -> str:
        """The page's property where it has one, with what to take where it is not defined."""
        colour = to_hex(rgb)
        return f"var({self.colours[colour]}, {colour})" if colour in self.colours else colour


_INVISIBLE: Look = {"fill": "none"}


def written(figure: Figure, colours: Mapping[str, str]) -> str:
    """The figure as an ``svg`` element, in points; ``colours`` as in :class:`Writer`."""
    dpi = figure.dpi
    figure.dpi = 72  # a pixel is a point
    try:
        width, height = figure.get_size_inches() * figure.dpi
        writer = Writer(width, height, colours)
        figure.draw(writer)
        return writer.markup()
    finally:
        figure.dpi = dpi


def _grouped(shapes: Sequence[_Shape], around: Look | None = None) -> str:
    """The shapes, in groups within groups, each with what its shapes have in common."""
    around = around or {}
    if len(shapes) < 2:  # noqa: PLR2004 - one has nothing in common with others
        return "".join(shape.markup(around) for shape in shapes)
    first = shapes[0].look
    common = {
        name: value
        for name, value in first.items()
        if name not in around and all(shape.look.get(name) == value for shape in shapes)
    }
    known = {**around, **common}
    runs = [list(run) for _, run in groupby(shapes, lambda shape: shape.look)]
    if len(runs) == 1:
        inner = "".join(shape.markup(known) for shape in shapes)
    else:
        inner = "".join(_grouped(run, known) for run in runs)
    return f"<g{_attributes(common)}>{inner}</g>" if common else inner


def _attributes(look: Look) -> str:
    return "".join(f' {name}="{value}"' for name, value in look.items())


def _data(path: Path, transform: Transform) -> str:
    """A path's data, each step from the one before, to a tenth of a point."""
    data: list[str] = []
    here = (0.0, 0.0)
    for vertices, code in path.iter_segments(transform, simplify=False):
        if code == Path.CLOSEPOLY:
            data.append("z")
            continue
        steps = np.round(np.reshape(vertices, (-1, 2)), 1) - (
            (0, 0) if code == Path.MOVETO else here
        )
        here = tuple(np.round(vertices[-2:], 1))
        x, y = steps[-1]
        if code == Path.LINETO and not round(x, 1) * round(y, 1):
            data.append(f"h{_number(x)}" if round(x, 1) else f"v{_number(y)}")
        else:
            data.append(_STEPS[code] + _numbers(steps.flat))
    return "".join(data)


_STEPS = {Path.MOVETO: "M", Path.LINETO: "l", Path.CURVE3: "q", Path.CURVE4: "c"}


def _numbers(values: Iterable[Any]) -> str:
    return " ".join(map(_number, values)).replace(" -", "-")


def _number(value: float) -> str:
    """To a tenth, and as short as that can be written."""
    return f"{round(float(value), 1) + 0:.6g}"  # 0 makes no -0
