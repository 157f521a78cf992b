"""Pages in a browser: how they are served, when they have settled, what axe-core finds on them."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Frame, JSHandle, Page
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from tools.accessibility import AXE_CORE
from tools.prose import ROOT


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing: pytest's output is for results."""

    def log_message(self, *_args: Any) -> None:
        pass


@contextmanager
def serving(folder: Path, handler: type[Handler] = Handler) -> Iterator[str]:
    """The address under which a folder is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


# What is seen for the first time is measured, and told to assistive technology, some frames later.
SETTLE = """async () => {
  await Promise.all(document.getAnimations().map((each) => each.finished.catch(() => null)));
  for (let n = 0; n < 5; n++) await new Promise((resolve) => requestAnimationFrame(resolve));
}"""


def settle(page: Page | Frame) -> None:
    """Wait until what moves has arrived, and until that has been drawn."""
    page.evaluate(SETTLE)


def add_style(page: Page | Frame, text: str) -> JSHandle:
    """A style sheet more for a page; not as an element, which the page's policy would stop."""
    return page.evaluate_handle(
        """(text) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(text);
          document.adoptedStyleSheets.push(sheet);
          return sheet;
        }""",
        text,
    )


def axe_problems(page: Page | Frame) -> list[str]:
    """What axe-core finds, one entry for each element: all its rules, best practices included."""
    # Everything laid out and unfolded while axe looks: it does not see what is not drawn.
    laid_out = add_style(page, "* { content-visibility: visible !important }")
    folded = page.evaluate_handle("[...document.querySelectorAll('details:not([open])')]")
    folded.evaluate("(all) => all.forEach((each) => (each.open = true))")
    settle(page)
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    page.evaluate(AXE_CORE.read_text(encoding="utf-8"))
    found = page.evaluate("(options) => axe.run(options)", options)["violations"]
    folded.evaluate("(all) => all.forEach((each) => (each.open = false))")
    laid_out.evaluate("(sheet) => sheet.replaceSync('')")
    return [
        f"{rule['id']} ({rule['help']}): {node['html'][:160]} — {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


def sheets(page: Page) -> list[str]:
    """The text of a page as Chromium prints it, sheet by sheet."""
    pdf = page.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "15mm"))
    return [_body(each.get_textpage().get_text_range()) for each in PdfDocument(pdf)]


AUTHOR = str(yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["author"])
_NUMBER = r"(?:\d+(?: / \d+)?)?"
IN_MARGIN = rf"^{_NUMBER} *(?:{re.escape(AUTHOR)})? *{_NUMBER}$"
"""The foot of a sheet: whose it is, and its number."""

FOOT = 40
"""Points at the foot of a sheet that are margin, in which its number may stand."""


def _body(text: str) -> str:
    """The text of a sheet without its foot."""
    text = re.sub("[\x02\ufffe]", "-", text)  # PDFium's own sign for a hyphen where a line ends
    return re.sub(IN_MARGIN, "", "\n".join(text.splitlines()), flags=re.MULTILINE).strip()


@dataclass(frozen=True)
class Sheet:
    """A printed sheet: its text, page number aside, and where its pieces of text begin."""

    text: str
    width: float
    starts: list[tuple[float, float]]  # points for a pixel, and points from the left edge
    filled: float  # how far down its text reaches, page number aside, as a part of its height

    @property
    def is_full_size(self) -> bool:
        """Whether nothing wider than the sheet made the browser print all of it smaller."""
        return all(abs(scale - 0.75) < 0.005 for scale, _ in self.starts)

    @property
    def is_whole(self) -> bool:
        """Whether all text begins within the sheet."""
        return all(0 <= at < self.width for _, at in self.starts)


def laid_out(page: Page) -> list[Sheet]:
    """A page as Chromium prints it on A4, with the margins that its own style sets."""
    return sheets_of(PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))))


def sheets_of(pdf: PdfReader) -> list[Sheet]:
    """The sheets of a PDF."""
    found = []
    for page in pdf.pages:
        starts: list[tuple[float, float]] = []
        heights: list[float] = []  # from the foot of the sheet

        def visit(
            text: str,
            cm: list[float],
            tm: list[float],
            *_: Any,
            starts: list[Any] = starts,
            heights: list[float] = heights,
        ) -> None:
            if text.strip():
                starts.append((cm[0], cm[0] * tm[4] + cm[4]))
                heights.append(cm[3] * tm[5] + cm[5])

        text = page.extract_text(visitor_text=visit)
        height = float(page.mediabox.top)
        lowest = min((each for each in heights if each > FOOT), default=height)
        found.append(Sheet(_body(text), float(page.mediabox.right), starts, 1 - lowest / height))
    return found


# As the translator of a browser does it: every text is wrapped, also what comes later.
TRANSLATE = """addEventListener("DOMContentLoaded", () => {
  const wrap = (node) => {
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (!["SCRIPT", "STYLE", "FONT", "TEXTAREA", "TITLE"].includes(node.tagName)) {
        for (const child of [...node.childNodes]) wrap(child);
      }
    } else if (node.nodeType === Node.TEXT_NODE && node.data.trim() && node.parentNode) {
      if (node.parentNode.namespaceURI !== "http://www.w3.org/1999/xhtml") return;
      const outer = document.createElement("font");
      const inner = document.createElement("font");
      inner.append(node.data.toUpperCase());
      outer.append(inner);
      node.replaceWith(outer);
    }
  };
  wrap(document.body);
  new MutationObserver((changes) => {
    for (const { addedNodes, target, type } of changes) {
      for (const node of addedNodes) if (node.isConnected && !node.closest?.("font")) wrap(node);
      if (type === "characterData" && !target.parentNode?.closest("font")) wrap(target);
    }
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
});"""
