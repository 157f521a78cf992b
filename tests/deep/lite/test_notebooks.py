"""Every notebook in the reader's browser: it opens, runs, and its widgets reach Python."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Request

from tests.deep.lite.conftest import Elsewhere, LiteLab
from tests.deep.live.interactions import use
from tests.deep.live.running import NOTEBOOKS, runs

# What Python has as None has to be null there, or a chart stands nowhere.
MISDRAWN = """() => [...document.querySelectorAll("svg *")].flatMap((each) =>
  [...each.attributes].map(({ value }) => value).filter((value) => value.includes("NaN")))"""


def runs_and_is_drawn(notebook: str, lab: LiteLab) -> None:
    runs(notebook, lab)
    assert lab.page.evaluate(MISDRAWN) == []


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_notebook_runs_in_the_browser_and_loads_what_was_announced(
    notebook: str, lite_dir: Path, open_lab: Callable[..., LiteLab], elsewhere: Elsewhere
) -> None:
    lab = open_lab()
    loaded: set[str] = set()

    def note(request: Request) -> None:
        _, _, name = urlsplit(request.url).path.partition("/static/pyodide/")
        loaded.add(name)

    lab.page.on("request", note)
    runs_and_is_drawn(notebook, lab)

    about = json.loads((lite_dir / "about.json").read_text(encoding="utf-8"))
    groups = set(about["notebooks"][notebook]) - {"app"}
    announced = {name for group in groups for name, *_ in about["groups"][group]}
    wheels = {name for name in loaded if name.endswith((".whl", ".zip", ".wasm"))}
    expected = {Path(name).name for name in announced}
    assert wheels == {name for name in expected if name.endswith((".whl", ".zip", ".wasm"))}
    assert elsewhere.asked == []


def test_it_works_over_plain_http_from_another_host(
    open_lab: Callable[..., LiteLab], address: str, elsewhere: Elsewhere
) -> None:
    lab = open_lab(address.replace("127.0.0.1", "lan.example"))
    runs_and_is_drawn("numbers.ipynb", lab)
    assert lab.page.evaluate("isSecureContext") is False
    assert elsewhere.asked == []


def test_what_is_changed_is_kept_and_found_again(open_lab: Callable[..., LiteLab]) -> None:
    lab = open_lab()
    lab.open("index.ipynb")
    lab.page.evaluate(
        """async () => {
          const panel = jupyterapp.shell.currentWidget;
          panel.content.widgets[0].model.sharedModel.setSource("mine");
          await panel.context.save();
        }"""
    )
    lab.open("index.ipynb")
    first = "jupyterapp.shell.currentWidget.content.widgets[0].model.sharedModel.getSource()"
    assert lab.page.evaluate(first) == "mine"


LINE = "document.querySelector('.whosays-start').dataset.state"


def test_the_line_below_follows_what_python_does(open_lab: Callable[..., LiteLab]) -> None:
    lab = open_lab()
    lab.open("index.ipynb")

    def says(word: str) -> None:
        lab.page.wait_for_function(f"(word) => {LINE} === word", arg=word, timeout=60_000)

    def run(code: str) -> None:
        ask = "(code) => void jupyterapp.shell.currentWidget.sessionContext.session.kernel"
        lab.page.evaluate(f"{ask}.requestExecute({{ code, store_history: false }})", code)

    says("ready")
    run("import time; time.sleep(3)")
    says("busy")
    says("done")
    run("import os; os.abort()")
    says("crashed")
    lab.page.evaluate("void jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    says("restarting")
    says("anew")
    lab.page.evaluate("jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    says("stopped")


def test_what_a_widget_takes_back_is_none_in_python(open_lab: Callable[..., LiteLab]) -> None:
    lab = open_lab()
    lab.open("numbers.ipynb")
    lab.run_all_cells()
    axis = next(each for each in lab.widgets() if each.kind() == "AxisExercise")
    use(axis, "AxisExercise")
    axis.place.get_by_role("button", name="Start again").click()
    axis.wait_for_trait("guess", lambda guess: guess is None)


def test_python_reaches_no_other_server(
    open_lab: Callable[..., LiteLab], elsewhere: Elsewhere
) -> None:
    lab = open_lab()
    lab.open("index.ipynb")
    asked = len(elsewhere.asked)
    said = lab.page.evaluate(
        """async () => {
          const { kernel } = jupyterapp.shell.currentWidget.sessionContext.session;
          const request = kernel.requestExecute({ code: "%pip install snowballstemmer" });
          let said = "";
          request.onIOPub = ({ content }) => { said += content.evalue ?? ""; };
          await request.done;
          return said;
        }"""
    )
    assert "snowballstemmer" in said
    assert elsewhere.asked[asked:] == []
