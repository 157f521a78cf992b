"""Sphinx extension that makes the built book self-contained, readable and light.

What it does, part by part:

- :mod:`~whosays.site.execution` runs the notebooks, side by side;
- :mod:`~whosays.site.body` corrects a chapter's HTML before it is put into the page;
- :mod:`~whosays.site.widgets` turns the notebook's widgets into what ``host.js`` runs;
- :mod:`~whosays.site.assets` leaves scripts and styles off the pages that do not use them;
- :mod:`~whosays.site.launch` finds where a chapter can be run;
- :mod:`~whosays.site.downloads` puts the data beside the pages;
- :mod:`~whosays.site.output` finishes the folder: icons, smaller style sheets, unused files;
- ``templates/`` holds the frame around a chapter, ``static/`` its scripts and style.

A reader needs no server, no network and, for reading, no JavaScript.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from whosays.errors import MissingExtraError
from whosays.words.interface import interface

try:
    from whosays.site import assets, execution, output
    from whosays.site.body import WIDGET_VIEW, Onward, finish_body
    from whosays.site.downloads import add_downloads
    from whosays.site.launch import launch_targets
    from whosays.site.navigation import marked_sections, named_toggles
    from whosays.site.widgets import page_widgets, take_state
except ModuleNotFoundError as error:
    raise MissingExtraError("The built site", error.name, "site") from error

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config

HERE = Path(__file__).parent

# After every handler of myst-nb, the theme and the other extensions (500, some 501).
LAST = 900


def prefer_static_form(overrides: list[Any]) -> list[Any]:
    """Order of output formats in which HTML comes before a widget's view, whatever else is set.

    Our widgets bring both: HTML that reads without JavaScript, and the view, which the stock
    scripts would draw.
    """
    html = 30  # what myst-nb starts from (base_render_priority)
    for builder, mime_type, priority in overrides:
        if builder in ("*", "html") and mime_type == "text/html" and priority is not None:
            html = priority
    return [*overrides, ["html", WIDGET_VIEW, html + 1]]


def configure(_app: Sphinx, config: Config) -> None:
    """Set what Jupyter Book has no option for."""
    config.nb_mime_priority_overrides = prefer_static_form(list(config.nb_mime_priority_overrides))
    config.nb_ipywidgets_js = {}  # RequireJS and the widget manager, from two CDNs
    config.templates_path.insert(0, str(HERE / "templates"))
    # "/" as a shortcut hinders people who dictate (WCAG 2.1.4); our search field is in the page.
    config.html_theme_options.setdefault("enable_search_shortcuts", False)


def onward_from(app: Sphinx, pagename: str, context: dict[str, Any]) -> Onward | None:
    """The page after a lesson; a lesson is a page of a numbered part, or the first page."""
    following = context.get("next")
    is_lesson = pagename == app.config.root_doc or app.env.toc_secnumbers.get(pagename)
    return Onward(following["link"], following["title"]) if following and is_lesson else None


def finish_page(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Correct one page's parts just before the template puts them together."""
    if app.builder.format != "html":
        return
    scripts, state = take_state(context["script_files"])
    words = interface("site", app.config.language or "en")
    onward = onward_from(app, pagename, context)
    body = finish_body(context.get("body") or "", pagename, words, onward)
    widgets = page_widgets(body, state, pagename, app.config.language or "en")
    if "body" in context:
        context["body"] = str(body)

    holds = assets.holder(body)
    context["script_files"] = assets.needed_scripts(scripts, holds, pagename)
    context["css_files"] = assets.needed_styles(context["css_files"], holds)
    context["ws"] = words
    button = body.select_one(".site-next a")
    context["ws_next_above"] = bool(
        button and button["href"] == (context["next"] or {}).get("link")
    )
    context["ws_switch_above"] = holds(".site-switch")
    context["ws_launch"] = launch_targets(context)
    context["ws_items_js"] = assets.ITEMS
    context["ws_python"] = holds(".site-code, .site-run, div.cell_input")
    context["ws_mode_script"] = assets.inline("mode.js")
    context["ws_notebook_css"] = holds(assets.NOTEBOOK)
    context["ws_site_css"] = assets.published("site.css").path
    context["ws_page_js"] = assets.published("page.js").path
    context["ws_search_js"] = assets.published("search.js").path
    context["ws_widget_state"] = widgets.state_json
    context["ws_widget_css"] = [style.path for style in widgets.styles]
    context["ws_widget_js"] = [script.path for script in widgets.scripts]
    context["generate_toctree_html"] = named_toggles(
        context["generate_toctree_html"], words["subpages"]
    )
    if "generate_toc_html" in context:
        apart = {str(section["id"]) for section in body.select("section.site-run[id]")}
        context["generate_toc_html"] = marked_sections(context["generate_toc_html"], apart)

    for file in (*widgets.styles, *widgets.scripts, *widgets.states):
        file.write(Path(app.outdir))


def finish_site(app: Sphinx, exception: Exception | None) -> None:
    """Write what depends on all pages, and remove what none of them needs."""
    if exception is None and app.builder.format == "html":
        output.finish(Path(app.outdir), Path(app.srcdir), app.config.language or "en")


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the extension's parts (called by Sphinx)."""
    # A part of the configuration, so that a change to these files writes all pages anew.
    app.add_config_value("whosays_site_assets", assets.digest(), "html")
    app.connect("config-inited", configure, priority=LAST)
    app.connect("builder-inited", execution.start)
    app.connect("html-page-context", finish_page, priority=LAST)
    app.connect("build-finished", add_downloads)
    app.connect("build-finished", finish_site, priority=LAST)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
