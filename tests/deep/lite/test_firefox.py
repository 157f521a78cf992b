"""A notebook with a table, a chart and widgets in Firefox."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright

from tools.browsers import FIREFOX, NoBrowserError, open_tab
from tools.tabs import Tab, wait_until

PANEL = "window.jupyterapp?.shell.currentWidget"
READY = f"""{PANEL}?.sessionContext?.isReady
  && {PANEL}.sessionContext.session?.kernel?.status === "idle" """
OUTPUTS = f"{PANEL}.content.model.sharedModel.toJSON().cells.flatMap((cell) => cell.outputs ?? [])"
FIELD = "document.querySelector('.jp-OutputArea-output input')"
CODE = """from ipywidgets.widgets.widget import _instances
print([each.guess for each in _instances.values() if hasattr(each, 'guess')][0])"""
ASK = f"""(() => {{
  const {{ kernel }} = {PANEL}.sessionContext.session;
  const request = kernel.requestExecute({{ code: {json.dumps(CODE)}, store_history: false }});
  request.onIOPub = ({{ content }}) => {{
    window.said = (window.said ?? "") + (content.text ?? content.evalue ?? "");
  }};
}})()"""
START = 120
"""Seconds for what takes long on a busy machine."""


@pytest.fixture
def firefox(playwright: Playwright) -> Iterator[Tab]:
    try:
        with open_tab(FIREFOX, playwright) as opened:
            yield opened
    except NoBrowserError as error:
        pytest.fail(str(error), pytrace=False)


def test_a_notebook_runs_in_firefox_and_a_widget_reaches_python(firefox: Tab, address: str) -> None:
    firefox.open(f"{address}/notebooks/index.html?path=numbers.ipynb")
    wait_until(firefox, READY, START)
    firefox.evaluate(
        """(jupyterapp.commands.execute("notebook:run-all-cells")
          .finally(() => { window.finished = true; }), 1)"""
    )
    wait_until(firefox, "window.finished", START)
    assert firefox.evaluate(f"{OUTPUTS}.filter((each) => each.output_type === 'error')") == []
    wait_until(firefox, f"Boolean({FIELD})")
    firefox.evaluate(f"({FIELD}.focus(), 1)")
    firefox.press("2", "Enter")
    firefox.evaluate(f"({ASK}, 1)")
    assert wait_until(firefox, "window.said?.includes('\\n') && window.said") == "2.0\n"
