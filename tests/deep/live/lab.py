"""A notebook in JupyterLab, opened, run and used through the browser.

JupyterLab's own commands do what its menus do; values are read back from the kernel.
"""

from __future__ import annotations

import ast
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Locator, Page, Request
from playwright.sync_api import TimeoutError as TooLate

SECONDS_TO_OPEN = 60
SECONDS_TO_RUN = 120
SECONDS_FOR_A_WIDGET = 20

# Gives each widget on display a mark by which it is found, and says whose view it is.
_MARK_WIDGETS = """() => jupyterapp.shell.currentWidget.content.widgets
  .filter((cell) => cell.model.type === "code")
  .flatMap((cell) => cell.model.outputs.toJSON().flatMap((output, n) => {
    const view = output.data?.["application/vnd.jupyter.widget-view+json"];
    if (!view) return [];
    cell.outputArea.widgets[n].node.dataset.liveModel = view.model_id;
    return [view.model_id];
  }))"""

# The widget manager has put the view in place, and it holds something that takes up room.
_IS_DRAWN = """(node) => {
  const content = node.querySelector(".jp-OutputArea-output > .lm-Widget > *");
  return content !== null && content.offsetHeight > 0;
}"""

_ASK_PYTHON = """async (expression) => {
  const { kernel } = jupyterapp.shell.currentWidget.sessionContext.session;
  const request = { code: "", silent: true, user_expressions: { value: expression } };
  const reply = await kernel.requestExecute(request).done;
  return reply.content.user_expressions.value;
}"""


@dataclass(frozen=True)
class LiveWidget:
    """A widget on display: its place on the page and its object in the kernel."""

    lab: Lab
    model_id: str

    @property
    def place(self) -> Locator:
        """The output that shows it."""
        return self.lab.page.locator(f'[data-live-model="{self.model_id}"]')

    @property
    def object(self) -> str:
        """A Python expression for it."""
        module = "__import__('ipywidgets.widgets.widget', fromlist=['_instances'])"
        return f"{module}._instances['{self.model_id}']"

    def kind(self) -> str:
        """Name of its class, such as ``Quiz``."""
        return cast("str", self.lab.python(f"type({self.object}).__name__"))

    def trait(self, name: str) -> Any:
        """A value as Python has it now."""
        return self.lab.python(f"{self.object}.{name}")

    def wait_for_trait(self, name: str, fits: Callable[[Any], bool]) -> Any:
        """The value as Python has it, once it is what is waited for; fails where it never is."""
        until = time.monotonic() + SECONDS_FOR_A_WIDGET
        while not fits(value := self.trait(name)):
            assert time.monotonic() < until, f"Python still has {name} = {value!r}"
            self.lab.page.wait_for_timeout(100)
        return value

    def problem(self) -> str:
        """What keeps a reader from using it, or ""."""
        self.place.scroll_into_view_if_needed()
        until = time.monotonic() + SECONDS_FOR_A_WIDGET
        while time.monotonic() < until:
            if self.place.evaluate(_IS_DRAWN):
                return ""
            self.lab.page.wait_for_timeout(100)
        said = self.place.inner_text().strip()[:500]  # such as "Error displaying widget: …"
        return f"nothing is drawn after {SECONDS_FOR_A_WIDGET} s. The output says: {said!r}"


class Lab:
    """JupyterLab on a page of its own; notes each request that goes to another server."""

    def __init__(self, context: BrowserContext, url: str, token: str, folder: str) -> None:
        self.url = url
        self.token = token
        self.folder = folder  # that of the notebooks
        self.left_the_server: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("request", self._note)

    def _note(self, request: Request) -> None:
        address = urlsplit(request.url)
        here = urlsplit(self.url).netloc
        if address.scheme not in ("data", "blob") and address.netloc != here:
            self.left_the_server.append(request.url)

    def open(self, notebook: str) -> None:
        """Open a notebook by its name, as the link to Binder does, and wait for its kernel."""
        path = f"{self.folder}/{notebook}"
        self.page.goto(f"{self.url}/lab/tree/{path}?reset&token={self.token}")
        self.wait_until_open(path)

    def wait_until_open(self, path: str) -> None:
        """Wait until the notebook in front is this one, and its kernel is ready."""
        self.page.wait_for_function(
            """(path) => {
              const panel = window.jupyterapp?.shell.currentWidget;
              return panel?.context?.path === path && panel.sessionContext.isReady
                && panel.sessionContext.session?.kernel?.status === "idle";
            }""",
            arg=path,
            timeout=SECONDS_TO_OPEN * 1000,
        )

    def save(self) -> None:
        """Save the notebook in front."""
        self.page.evaluate("jupyterapp.commands.execute('docmanager:save')")

    def run_all_cells(self) -> None:
        """Run every cell and wait until the last one is done or one has failed."""
        self.page.evaluate(
            """() => {
              window.finished = false;
              jupyterapp.commands.execute("notebook:run-all-cells")
                .finally(() => { window.finished = true; });
            }"""
        )
        try:
            self.page.wait_for_function("window.finished", timeout=SECONDS_TO_RUN * 1000)
        except TooLate:
            busy = [cell["source"] for cell in self.code_cells() if not cell["execution_count"]]
            raise AssertionError(
                f"after {SECONDS_TO_RUN} s these cells are not done: {busy}"
            ) from None

    def code_cells(self) -> list[dict[str, Any]]:
        """The notebook's code cells as they are now, with outputs (nbformat)."""
        notebook = self.page.evaluate(
            "jupyterapp.shell.currentWidget.content.model.sharedModel.toJSON()"
        )
        return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]

    def problems(self) -> Iterator[str]:
        """What went wrong in the cells: errors, words on stderr, cells that did not run."""
        for cell in self.code_cells():
            if cell["source"].strip() and not cell["execution_count"]:
                yield f"a cell did not run: {cell['source']}"
            for output in cell["outputs"]:
                if output["output_type"] == "error":
                    yield "\n".join([cell["source"], *output["traceback"]])
                elif output.get("name") == "stderr":
                    yield f"on stderr: {output['text']}"
                elif "Traceback (most recent call last)" in json.dumps(output):
                    yield f"a traceback in the output of: {cell['source']}"

    def widgets(self) -> list[LiveWidget]:
        """The widgets that the cells show, from top to bottom."""
        return [LiveWidget(self, model_id) for model_id in self.page.evaluate(_MARK_WIDGETS)]

    def python(self, expression: str) -> Any:
        """Value of a Python expression in the notebook's kernel (anything that JSON can hold)."""
        answer = self.page.evaluate(_ASK_PYTHON, f"__import__('json').dumps({expression})")
        assert answer["status"] == "ok", answer
        return json.loads(ast.literal_eval(answer["data"]["text/plain"]))

    def end_kernel(self) -> None:
        """End the kernel of the notebook in front."""
        self.page.evaluate("window.jupyterapp?.shell.currentWidget?.sessionContext?.shutdown()")

    def close(self) -> None:
        """End the notebook's kernel and forget the answers, for whoever comes next."""
        self.page.evaluate("localStorage.clear()")
        self.end_kernel()
        self.page.close()
