"""The widgets of a page: each part of a front end once, state without what no reader needs."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from whosays.site.assets import PublishedFile, publish, published
from whosays.site.styles import minified
from whosays.widgets._base import PART_BREAK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import BeautifulSoup

LOGGER = logging.getLogger(__name__)
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


def take_state(scripts: list[Any]) -> tuple[list[Any], dict[str, Any]]:
    """Split what myst-nb added to the page into scripts proper and the widgets' state."""
    rest, state = [], {}
    for script in scripts:
        if script.attributes.get("type") == STATE_TYPE:
            state = json.loads(script.attributes["body"])["state"]
        else:
            rest.append(script)
    return rest, state


def page_widgets(body: BeautifulSoup, models: dict[str, Any], page: str) -> PageWidgets:
    """Files and state for the widgets that stand in a page; warns of those that would be dead."""
    shown = list(dict.fromkeys(str(el["data-widget-model"]) for el in body.select(PLACE)))
    for model_id in shown:
        if not is_anywidget(models.get(model_id)):
            warn_of_dead(page, model_id, models)
            for element in body.select(f'[data-widget-model="{model_id}"]'):
                del element["data-widget-model"]
                if not element.contents:
                    element.decompose()
    kept = list(reachable([each for each in shown if is_anywidget(models.get(each))], models))
    if not kept:
        return PageWidgets()

    scripts = {published("host.js"): None}
    styles: dict[PublishedFile, None] = {}
    states: dict[str, Any] = {}
    for model_id in kept:
        state = models[model_id]["state"]
        parts = front_end_parts(state)
        scripts |= dict.fromkeys(parts.values())
        styles |= dict.fromkeys(style_parts(state))
        states[model_id] = slim(models[model_id], list(parts))
    return PageWidgets(script_json(states), tuple(scripts), tuple(styles))


PLACE = "[data-widget-model]"


def is_anywidget(model: dict[str, Any] | None) -> bool:
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


def slim(model: dict[str, Any], parts: list[str]) -> dict[str, Any]:
    """A model as the page carries it: hashes of its front end's parts, values without Jupyter's."""
    values = {
        name: value
        for name, value in model["state"].items()
        if not PRIVATE.fullmatch(name) and name not in UNUSED
    }
    entry = {"parts": parts, "state": values}
    if model.get("buffers"):
        entry["buffers"] = model["buffers"]
    return entry


def stem_of(state: dict[str, Any]) -> str:
    """Name for a widget class's files: ``whosays.widgets.quiz.Quiz`` gives ``quiz``."""
    name = str(state.get("_anywidget_id") or "widget").rpartition(".")[2]
    return re.sub(r"\W+", "-", name).strip("-").lower() or "widget"


def named_parts(state: dict[str, Any], trait: str) -> Iterator[tuple[str, str]]:
    """File name and text of each part: those that several widgets have in common come first."""
    *common, own = str(state.get(trait) or "").split(PART_BREAK)
    yield from (("shared", text) for text in common)
    if own:
        yield stem_of(state), own


def front_end_parts(state: dict[str, Any]) -> dict[str, PublishedFile]:
    """The parts of a front end by hash, each a classic script that hands its text to the host."""
    parts = {}
    for name, text in named_parts(state, "_esm"):
        digest = hashlib.sha256(text.encode()).hexdigest()[:10]
        call = f'whosays.part("{digest}", {json.dumps(text, ensure_ascii=False)});\n'
        parts[digest] = publish(name, ".js", call)
    return parts


def style_parts(state: dict[str, Any]) -> Iterator[PublishedFile]:
    """The parts of a widget's style, each a style sheet."""
    return (publish(name, ".css", minified(text)) for name, text in named_parts(state, "_css"))


def script_json(value: Any) -> str:
    """JSON that can stand in a script element whatever strings it holds."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def warn_of_dead(page: str, model_id: str, models: dict[str, Any]) -> None:
    """Say which output of a page would do nothing for a reader without a kernel."""
    model = models.get(model_id)
    if model is None:
        LOGGER.warning(
            "%s shows a widget whose state was not stored (model %s), so it would stay empty. "
            "Remedy: let the build execute the notebook (execute_notebooks: force).",
            page,
            model_id,
            location=page,
            type="whosays",
            subtype="widget",
        )
        return
    kind = model["state"].get("_view_name") or model.get("model_name", "widget")
    LOGGER.warning(
        "%s shows a %s of %s: without Python running it does nothing, so it is left out of the "
        "page. Remedy: show an anywidget (whosays.widgets) or a table instead, or give the cell "
        "the tag remove-output and say that it needs a kernel.",
        page,
        kind,
        model.get("model_module", "an unknown package"),
        location=page,
        type="whosays",
        subtype="widget",
    )
