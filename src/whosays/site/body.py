"""A chapter's HTML, corrected after Sphinx and before the template.

Every function takes the parsed chapter and changes it in place; :func:`finish_body` calls them.
"""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from bs4 import BeautifulSoup
from bs4.element import Tag

from whosays.site.warn import warn

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
SWITCH = "run-switch"
"""Id of the box *I want to run this*, on each page that has one."""


class Onward(NamedTuple):
    """The page that comes next: its address, relative to this one, and its title, in HTML."""

    address: str
    title: str


def finish_body(
    html: str, page: str, words: dict[str, str], onward: Onward | None = None
) -> BeautifulSoup:
    """Parse a chapter and correct it.

    ``page`` is named in warnings; ``words`` are those of the interface; ``onward`` is where the
    button at the end of a lesson leads.
    """
    body = BeautifulSoup(html, "html.parser")
    remove_thebe(body)
    place_widgets(body)
    rebuild_folds(body, words)
    set_python_apart(body)
    keep_first_ids(body)
    unscript_dropdowns(body)
    place_switch(body, words)
    if onward:
        lead_on(body, onward, words)
    list_citations(body)
    name_table_cells(body)
    align_figures(body)
    label_stacked_cells(body)
    wrap_tables(body)
    plain_widgets(body)
    check_images(body, page)
    check_origins(body, page)
    return body


def remove_thebe(body: BeautifulSoup) -> None:
    """Take out what sphinx-thebe appends: a way to run cells through another site, unasked."""
    for script in body.find_all("script"):
        if script.get("type") == "text/x-thebe-config" or script.get_text().startswith(
            "kernelName"
        ):
            script.decompose()


def place_widgets(body: BeautifulSoup) -> None:
    """Give a widget without a static form the place that ``host.js`` looks for."""
    for script in body.find_all("script", type=WIDGET_VIEW):
        model_id = json.loads(script.get_text())["model_id"]
        place = body.new_tag("div", attrs={"class": "whosays-widget"})
        place["data-widget-model"] = model_id
        script.replace_with(place)


def rebuild_folds(body: BeautifulSoup, words: dict[str, str]) -> None:
    """Let the control of a folded cell say what it does, and put code below what it made.

    Code with the tag ``change`` is what its section is about: it stays above, and open. myst-nb
    labels each control "Toggle hidden content", which overrules the words that are seen. The words
    stay where an author has set other ones than myst-nb's.
    """
    for details in body.select("details.hide"):
        cell = details.find_parent("div", class_="cell")
        if cell and "tag_change" in cell["class"]:
            details["open"] = ""
        elif cell and "above-input" in details["class"]:
            cell.append(details)
        code = "above-input" in details["class"] or "below-input" in details["class"]
        details["class"] = "site-fold site-code" if code else "site-fold"
        summary = details.find("summary", recursive=False)
        if not isinstance(summary, Tag):
            continue
        del summary["aria-label"]
        for prompt in summary.select("p"):
            prompt.name = "span"
            prompt["class"] = "site-fold-" + ("open" if "expanded" in prompt["class"] else "closed")
            stock = re.fullmatch(r"(Show|Hide) code cell (source|output|content)s?", prompt.text)
            if stock:
                prompt.string = words[f"{stock[1].lower()}_{stock[2]}"]


def set_python_apart(body: BeautifulSoup) -> None:
    """Fold the sections that hold a cell with the tag ``change``: they need Python running.

    Whoever wants to run a page sees them open (``page_python.js``); without JavaScript they are
    fold-outs where they stand.
    """
    for cell in body.select(".cell.tag_change"):
        section = cell.find_parent("section")
        if section is None or "site-run" in (section.get("class") or []):
            continue
        section["class"] = " ".join([*(section.get("class") or []), "site-run"])
        details, summary = body.new_tag("details"), body.new_tag("summary")
        details.append(summary)
        for child in list(section.contents):
            heading = isinstance(child, Tag) and re.fullmatch(r"h\d", child.name)
            (summary if heading else details).append(child)
        section.append(details)


def place_switch(body: BeautifulSoup, words: dict[str, str]) -> None:
    """Put the switch *I want to run this* before the section that it shows.

    Below the page, where it is otherwise, it would open what is above it, out of sight. A link
    leads to the box itself (``SWITCH``), which a browser then gives the focus.
    """
    section = body.select_one("section.site-run")
    if section is None:
        return
    switch = body.new_tag("p", attrs={"class": "site-switch site-needs-js"})
    label, note = body.new_tag("label"), body.new_tag("span", id="site-switch-note")
    box = {"type": "checkbox", "data-ws-run": "", "id": SWITCH}
    box["aria-describedby"] = "site-switch-note"
    label.extend([body.new_tag("input", attrs=box), f" {words['run']}"])
    note.string = words["run_note"]
    switch.extend([label, " ", note])
    section.insert_before(switch)


def lead_on(body: BeautifulSoup, onward: Onward, words: dict[str, str]) -> None:
    """End a lesson with one button that leads on, where its author has not set one.

    It comes before what is not for every reader: the box for teachers, and what needs Python.
    """
    lesson = body.find("section")
    if body.select_one(".site-next") or not isinstance(lesson, Tag):
        return
    title = BeautifulSoup(onward.title, "html.parser")
    for number in title.select(".section-number"):
        number.decompose()
    link = body.new_tag("a", href=onward.address)
    link.string = words["next"].format(title=title.get_text().strip())
    line = body.new_tag("p")
    line.append(link)
    button = body.new_tag("div", attrs={"class": "site-next container"})
    button.append(line)
    after = box_for_teachers(body) or body.select_one(".site-switch")
    if after:
        after.insert_before(button)
    else:
        lesson.append(button)


def box_for_teachers(body: BeautifulSoup) -> Tag | None:
    """The fold-out that ends a lesson: no other section comes after it, or only one for Python."""
    boxes = [each for each in body.select("details.admonition") if not is_for_python(each)]
    if not boxes or any(not is_for_python(each) for each in boxes[-1].find_all_next("section")):
        return None
    return boxes[-1]


def is_for_python(element: Tag) -> bool:
    """Whether an element is, or is in, a section that is set apart for those who run Python."""
    return any("site-run" in (each.get("class") or []) for each in (element, *element.parents))


def keep_first_ids(body: BeautifulSoup) -> None:
    """Let each id stand once on a page: what is shown twice is linked to where it is first."""
    seen: set[str] = set()
    for element in body.select(".whosays-widget[id], .whosays-widget [id], figure.ws-figure[id]"):
        if element["id"] in seen:
            del element["id"]
        else:
            seen.add(str(element["id"]))


def unscript_dropdowns(body: BeautifulSoup) -> None:
    """Make a box that unfolds a details element, which needs no script (sphinx-togglebutton's)."""
    for box in body.select("div.admonition.dropdown"):
        title = box.find("p", class_="admonition-title", recursive=False)
        if isinstance(title, Tag):
            box.name, title.name = "details", "summary"
            if "toggle-shown" in box["class"]:
                box["open"] = ""
            kept = [each for each in box["class"] if each not in ("dropdown", "toggle-shown")]
            box["class"] = " ".join(kept)


def list_citations(body: BeautifulSoup) -> None:
    """Make the entries of a bibliography items of the list that docutils says they are in.

    Their role (doc-biblioentry) was withdrawn in WAI-ARIA's module for publishing.
    """
    for entry in body.select("[role=list] > [role=doc-biblioentry]"):
        entry["role"] = "listitem"


def name_table_cells(body: BeautifulSoup) -> None:
    """Say which cells a table's header cells are for; pandas and docutils leave it open."""
    for header in body.select("thead th, tbody th"):
        if not header.get_text(strip=True) and not header.find("img"):
            header.name = "td"  # the corner above pandas' index is no heading
        elif not header.get("scope"):
            header["scope"] = "col" if header.find_parent("thead") else "row"


def label_stacked_cells(body: BeautifulSoup) -> None:
    """Give each cell of a table that stacks its heading, which is above it on a wide screen."""
    for table in body.select(".ws-stacks table"):
        heads = [head.get_text(" ", strip=True) for head in table.select("thead tr > *")]
        for row in table.select("tbody tr"):
            for cell, head in zip(row.find_all(["th", "td"], recursive=False), heads, strict=False):
                cell["data-label"] = head


def plain_widgets(body: BeautifulSoup) -> None:
    """Make the static form of a widget no section where nothing in it is its heading or name."""
    for section in body.select(".whosays-widget section:not([aria-label], [aria-labelledby])"):
        if not section.find(["h2", "h3", "h4", "h5", "h6"]):
            section.name = "div"


FIGURE = re.compile(r"[-\u2212+]?[\d\s,.]*\d\s?%?|nan|NaN|None|")


def align_figures(body: BeautifulSoup) -> None:
    """Set columns of figures flush right, and only those: pandas does it to every heading.

    Our own tables say in each cell where it stands, for JupyterLab (``whosays.tables.html``); here
    the style sheet knows.
    """
    for cell in body.select(".ws-table [style], .ws-figure-table [style]"):
        if cell["style"] == "text-align:right":
            cell["class"] = "site-number"
        del cell["style"]
    for table in body.select("table.dataframe"):
        for row in table.select("tr[style]"):
            del row["style"]
        rows = [row.find_all(["td", "th"]) for row in table.select("tbody tr")]
        for column in zip(*rows, strict=False):
            if all(cell.name == "td" and FIGURE.fullmatch(cell.text.strip()) for cell in column):
                position = rows[0].index(column[0])
                heads = [row.find_all(["td", "th"]) for row in table.select("thead tr")]
                for cell in (*column, *(head[position] for head in heads if position < len(head))):
                    cell["class"] = [*(cell.get("class") or []), "site-number"]


def wrap_tables(body: BeautifulSoup) -> None:
    """Let a wide table scroll by itself, not the page; and take off the border that pandas sets."""
    for table in body.select("table"):
        del table["border"]
        parent = table.parent
        if isinstance(parent, Tag) and "site-scroll" not in (parent.get("class") or []):
            table.wrap(body.new_tag("div", attrs={"class": "site-scroll"}))


def check_images(body: BeautifulSoup, page: str) -> None:
    """Warn of a picture whose description is missing: docutils puts the file's path there."""
    for image in body.select("img"):
        alt = image.get("alt")
        if alt is None or re.fullmatch(r"\S*_images/\S+", str(alt)):
            warn(
                "alt",
                f"{page} has a picture without a description ({image.get('src')}). Remedy: in a "
                'notebook, give the cell the metadata {"mystnb": {"image": {"alt": "…"}}}; in '
                "Markdown, write the option :alt:.",
                page,
            )
            image["alt"] = ""


def check_origins(body: BeautifulSoup, page: str) -> None:
    """Warn of content that a page would ask of another site."""
    for element in body.select("[src], link[href], object[data]"):
        address = str(element.get("src") or element.get("href") or element.get("data"))
        if re.match(r"(https?:)?//", address):
            warn(
                "foreign",
                f"{page} would ask another site for {address}, which tells that site who reads the "
                "page. Remedy: keep a copy beside the chapter, or link to it.",
                page,
            )
