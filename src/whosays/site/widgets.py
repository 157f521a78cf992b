"""The widgets of a page: each part of a front end once, state without what no reader needs."""

from __future__ import annotations

import json
import re
import zlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeGuard

from whosays.site.assets import PublishedFile, publish, published
from whosays.site.scripts import LATE, NoFunctionError, as_parts, minified
from whosays.site.state import Packer, checksum, text_of
from whosays.site.warn import warn
from whosays.views.templates import script_json
from whosays.widgets._base import PART_BREAK, Widget
from whosays.widgets.annotator import Annotator
from whosays.widgets.axis import AxisExercise
from whosays.widgets.chartlab import ChartLab
from whosays.widgets.dispute import DisputeBoard
from whosays.widgets.quiz import Quiz
from whosays.widgets.reader import Reader
from whosays.words import Words

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from bs4 import BeautifulSoup, Tag

LARGE = 15_000
"""Characters of a state that may travel apart, if it is still a fifth of that when compressed."""
STATE_TYPE = "application/vnd.jupyter.widget-state+json"

# What Jupyter needs to find and lay out a view; the page has neither kernel nor layout.
PRIVATE = re.compile(r"_(model|view)_\w+|_esm|_css|_anywidget_id|_dom_classes")
UNUSED = ("layout", "tabbable", "tooltip")


@dataclass(frozen=True)
class PageWidgets:
    """What a page has to load for its widgets."""

    state_json: str = ""
    scripts: tuple[PublishedFile, ...] = ()
    styles: tuple[PublishedFile, ...] = ()
    states: tuple[PublishedFile, ...] = ()
    """Loaded when the widget that needs one starts, or when its reader touches it or asks for more:
    states, and code."""


def take_state(scripts: list[Any]) -> tuple[list[Any], dict[str, Any]]:
    """Split what myst-nb added to the page into scripts proper and the widgets' state."""
    rest, state = [], {}
    for script in scripts:
        if script.attributes.get("type") == STATE_TYPE:
            state = json.loads(script.attributes["body"])["state"]
        else:
            rest.append(script)
    return rest, state


def page_widgets(body: BeautifulSoup, models: dict[str, Any], page: str, lang: str) -> PageWidgets:
    """Files and state for the widgets that stand in a page; warns of those that would be dead.

    ``lang`` is the language of the site. In the page widgets get numbers for their models, because
    Jupyter's ids are other ones with each run.
    """
    places = live_places(body, models, page)
    shown = [str(place["data-widget-model"]) for place in places]
    kept = list(reachable(shown, models))
    if not kept:
        return PageWidgets()

    core = core_front_end(lang)
    scripts = {core.file: None}
    styles = {core.style: None}
    entries: dict[str, Any] = {}
    strings = dict(core.strings)
    files_of: dict[str, PublishedFile | None] = {}  # of front ends, by the key of their last part
    numbers = {model_id: str(n) for n, model_id in enumerate(kept, 1)}
    late: dict[str, PublishedFile] = {}
    last: dict[str, PublishedFile] = {}
    resting: dict[str, PublishedFile | None] = {}
    for model_id in kept:
        model = with_used_words(models[model_id])
        state = model["state"]
        front = front_end(state, core)
        number = numbers[model_id]
        file = files_of.setdefault(front.parts[-1], front.file)
        if model_id in shown and rests(state):
            resting[number] = file
        elif file:
            scripts[file] = None
        strings = {**front.strings, **strings}
        styles |= dict.fromkeys(style_parts(state, core))
        entries[number] = slim(model, front.parts, strings)
        if model_id in shown:
            for found, more in zip((late, last), front.late, strict=False):
                found[number] = more
    for place in places:
        place["data-widget-model"] = number = numbers[str(place["data-widget-model"])]
        if number in resting:
            place["data-rests"] = ""
    text = text_of(places)
    entries = renumbered(entries, numbers)
    states = states_apart(entries, places, text, resting)
    fronts = {number: file for number, file in resting.items() if file and file not in scripts}
    files = {
        "data-src": states,
        "data-late-src": late,
        "data-last-src": last,
        "data-front-src": fronts,
    }
    point_to(files, places, "../" * page.count("/"))
    at_once = {number: entry for number, entry in entries.items() if number not in states}
    apart = dict.fromkeys(file for found in files.values() for file in found.values())
    return PageWidgets(packed(at_once, text), tuple(scripts), tuple(styles), tuple(apart))


def live_places(body: BeautifulSoup, models: dict[str, Any], page: str) -> list[Tag]:
    """Where widgets stand that would do something; the others become plain text."""
    for place in body.select(PLACE):
        if not would_live(str(place["data-widget-model"]), models, page):
            del place["data-widget-model"]
            if not place.contents:
                place.decompose()
    return list(body.select(PLACE))


def point_to(files: dict[str, dict[str, PublishedFile]], places: list[Tag], up: str) -> None:
    """Write the addresses of what comes later, by attribute and number, to the places."""
    for place in places:
        for name, found in files.items():
            if file := found.get(str(place["data-widget-model"])):
                place[name] = up + file.path


def packed(entries: dict[str, Any], text: str) -> str:
    """States of models by number as JSON that refers to the text, and says which text that is."""
    return Packer(text).pack({"text": checksum(text), "models": entries})


def states_apart(
    entries: dict[str, Any], places: Iterable[Tag], text: str, resting: Container[str]
) -> dict[str, PublishedFile]:
    """Files with the states, by number, that would make a page heavy for who only begins to read.

    They come when the widget comes near, or when a reader touches it where it rests. What no place
    shows is of use at once.
    """
    files = {}
    for number in dict.fromkeys(str(place["data-widget-model"]) for place in places):
        entry = entries[number]
        if number not in resting and len(script_json(entry)) < LARGE:
            continue
        state = packed({number: entry}, text)
        if number in resting or len(zlib.compress(state.encode())) > LARGE / 5:
            files[number] = state_file(number, state)
    return files


def state_file(name: str, state: str) -> PublishedFile:
    """A script that hands a packed state to the host."""
    literal = state.replace("\\", "\\\\").replace("'", "\\'")
    return publish("state", ".js", f"whosays.state('{name}','{literal}');\n")


CLASSES: tuple[type[Widget], ...] = (Reader, ChartLab, AxisExercise)
"""Widgets that may rest until a reader touches them."""


def rests(state: dict[str, Any]) -> bool:
    """Whether a widget's static form stands for it until a reader touches it."""
    named = {name_of(each): each for each in CLASSES}
    found = named.get(str(state.get("_anywidget_id")))
    return found is not None and found.rests(state)


PLACE = "[data-widget-model]"


def would_live(model_id: str, models: dict[str, Any], page: str) -> bool:
    """Whether a widget would do something on a page; warns where it would not."""
    model = models.get(model_id)
    if not is_anywidget(model):
        warn_of_dead(page, model_id, models)
        return False
    try:
        as_parts(parts_of(model["state"]))
    except NoFunctionError as error:
        warn_of_module(page, model["state"], error)
        return False
    return True


def renumbered(value: Any, numbers: dict[str, str]) -> Any:
    """Data in which references to models have the models' numbers in the page."""
    if isinstance(value, str):
        return re.sub(
            r"IPY_MODEL_(\w+)", lambda found: f"IPY_MODEL_{numbers.get(found[1], found[1])}", value
        )
    if isinstance(value, dict):
        return {name: renumbered(each, numbers) for name, each in value.items()}
    if isinstance(value, list):
        return [renumbered(each, numbers) for each in value]
    return value


def is_anywidget(model: dict[str, Any] | None) -> TypeGuard[dict[str, Any]]:
    """Whether a model brings its own front end, so that it runs without a kernel."""
    return model is not None and "_esm" in model["state"]


def reachable(ids: list[str], models: dict[str, Any]) -> Iterator[str]:
    """The models shown and those they refer to, each once."""
    queue, seen = list(ids), set[str]()
    while queue:
        model_id = queue.pop(0)
        if model_id in seen or not is_anywidget(models.get(model_id)):
            continue
        seen.add(model_id)
        yield model_id
        queue += re.findall(r"IPY_MODEL_(\w+)", json.dumps(models[model_id]["state"]))


def slim(model: dict[str, Any], parts: tuple[str, ...], strings: dict[str, Any]) -> dict[str, Any]:
    """A model as the page carries it: keys of its front end's parts, values without Jupyter's.

    ``strings`` are those that come with a front end, by the key of its last part:
    these stay behind.
    """
    values = {
        name: value
        for name, value in model["state"].items()
        if not PRIVATE.fullmatch(name) and name not in UNUSED
    }
    if "strings" in values and values["strings"] == strings.get(parts[-1]):
        del values["strings"]
    entry = {"parts": list(parts), "state": values}
    if model.get("buffers"):
        entry["buffers"] = model["buffers"]
    return entry


def with_used_words(model: dict[str, Any]) -> dict[str, Any]:
    """A model of ours without the strings that its front end never asks for: many are of others.

    A name may be put together (``dot_${state}``).
    """
    state = model["state"]
    if "strings" not in state or not str(state.get("_anywidget_id")).startswith("whosays."):
        return model
    text = "".join(parts_of(state))
    named = set(re.findall(r"\w+", text))
    begun = tuple(re.findall(r"(\w+_)\$\{", text))
    ended = tuple(re.findall(r"\}(_\w+)", text))
    used = {
        name: said
        for name, said in state["strings"].items()
        if name in named or name.startswith(begun) or name.endswith(ended)
    }
    return {**model, "state": {**state, "strings": used}}


def name_of(kind: type[Widget]) -> str:
    """The name that a class has in a page."""
    return f"{kind.__module__}.{kind.__name__}"


def state_of(kind: type[Widget], lang: str) -> dict[str, Any]:
    """The state of a widget of this class that holds nothing yet."""
    state = {
        "_anywidget_id": name_of(kind),
        "_esm": kind.front_end(),
        "_css": kind.style(),
        "strings": Words(lang).of(kind.stem),
    }
    used: dict[str, Any] = with_used_words({"state": state})["state"]
    return used


def stem_of(state: dict[str, Any]) -> str:
    """Name for a widget class's files: ``whosays.widgets.quiz.Quiz`` gives ``quiz``."""
    name = str(state.get("_anywidget_id") or "widget").rpartition(".")[2]
    return re.sub(r"\W+", "-", name).strip("-").lower() or "widget"


def parts_of(state: dict[str, Any], trait: str = "_esm") -> tuple[str, ...]:
    """The parts of a front end or its style, those that several widgets share first."""
    return tuple(str(state.get(trait) or "").split(PART_BREAK))


@dataclass(frozen=True)
class FrontEnd:
    """What runs a widget.

    ``parts`` are their keys in order, ``file`` has those that are not in the core, and ``strings``,
    by the key of the last part; ``late`` has what comes when a reader asks for more, and for more
    still.
    """

    parts: tuple[str, ...]
    file: PublishedFile | None
    strings: dict[str, Any]
    late: tuple[PublishedFile, ...] = ()


@dataclass(frozen=True)
class Core:
    """The files that every page with widgets loads: the host, and what a quiz needs."""

    file: PublishedFile
    parts: frozenset[str]
    strings: dict[str, Any]
    style: PublishedFile
    style_parts: frozenset[str]


STYLED: tuple[type[Widget], ...] = (Quiz, Annotator, DisputeBoard, *CLASSES)
"""Widgets whose style every page with widgets has: their lessons are the heaviest of those that a
reader comes to later, and a style is small beside what it saves there."""


@cache
def core_front_end(lang: str) -> Core:
    """The same for all pages of a site, so that it is loaded once."""
    compiled, _ = compiled_parts(tuple(Quiz.front_end().split(PART_BREAK)))
    strings = {compiled[-1][0]: state_of(Quiz, lang)["strings"]}
    text = published("host.js").text + written(compiled, strings)
    styles = list(dict.fromkeys(part for each in STYLED for part in each.style().split(PART_BREAK)))
    return Core(
        publish("widgets", ".js", text),
        frozenset(key for key, _ in compiled),
        strings,
        publish("widgets", ".css", minified("\n".join(styles), "text/css")),
        frozenset(styles),
    )


@cache
def compiled_parts(
    parts: tuple[str, ...],
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The parts of a front end, and those that come later, each by its key as a call."""
    every = as_parts(parts)
    return (
        [(key, call) for key, call in every if not key.endswith(LATE)],
        [(key, call) for key, call in every if key.endswith(LATE)],
    )


def front_end(state: dict[str, Any], core: Core) -> FrontEnd:
    """What runs the widget with this state."""
    compiled, later = compiled_parts(parts_of(state))
    keys = tuple(key for key, _ in compiled)
    stem = stem_of(state)
    late = tuple(
        publish(f"{stem}-{name}", ".js", written([call], {}))
        for name, call in zip(("later", "last"), later, strict=False)
    )
    own = [(key, call) for key, call in compiled if key not in core.parts]
    if not own:
        return FrontEnd(keys, None, {}, late)
    strings = {keys[-1]: state["strings"]} if "strings" in state else {}
    return FrontEnd(keys, publish(stem, ".js", written(own, strings)), strings, late)


def written(compiled: Iterable[tuple[str, str]], strings: dict[str, Any]) -> str:
    """Text of a script with these parts and strings."""
    calls = [call for _, call in compiled]
    for key, said in strings.items():
        value = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        calls.append(f"whosays.words({json.dumps(key)},{value})")
    return "".join(f"{call.strip().removesuffix(';')};\n" for call in calls)


def style_parts(state: dict[str, Any], core: Core) -> Iterator[PublishedFile]:
    """The parts of a widget's style that every page has not got anyway, each a style sheet."""
    *common, own = parts_of(state, "_css")
    for name, text in [*(("shared", each) for each in common), (stem_of(state), own)]:
        if text and text not in core.style_parts:
            yield publish(name, ".css", minified(text, "text/css"))


def warn_of_dead(page: str, model_id: str, models: dict[str, Any]) -> None:
    """Say which output of a page would do nothing for a reader without a kernel."""
    model = models.get(model_id)
    if model is None:
        warn(
            "widget",
            f"{page} shows a widget whose state was not stored (model {model_id}), so it would "
            "stay empty. Remedy: let the build execute the notebook (execute_notebooks: force).",
            page,
        )
        return
    kind = model["state"].get("_view_name") or model.get("model_name", "widget")
    package = model.get("model_module", "an unknown package")
    warn(
        "widget",
        f"{page} shows a {kind} of {package}: without Python running it does nothing, so it is "
        "left out of the page. Remedy: show an anywidget (whosays.widgets) or a table instead, or "
        "give the cell the tag remove-output and say that it needs a kernel.",
        page,
    )


def warn_of_module(page: str, state: dict[str, Any], error: NoFunctionError) -> None:
    """Say which widget of a page has a front end that only works as a module."""
    warn(
        "widget",
        f"{page} shows a widget ({stem_of(state)}) whose front end cannot be put into a plain "
        f"script: {error}. So its static form stays. Remedy: bundle its JavaScript into one file "
        "with a single default export and without imports (esbuild --bundle --format=esm does).",
        page,
    )
