"""What stands in a page moves into files, and the rest that its policy stops is reported."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from bs4 import BeautifulSoup

from whosays.site.policy import POLICY, check_policy, head_of, in_files, own_styles


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def sheet_of(body: BeautifulSoup) -> str:
    file = own_styles(body)
    assert file is not None
    assert not body.select("style, [style]")
    return file.text


def test_the_policy_comes_first_and_the_width_of_the_page_once() -> None:
    head = head_of('<meta name="viewport" content="width=1" />\n<meta name="author" content="X" />')
    assert head.strip().startswith(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"')
    assert "viewport" not in head
    assert 'content="X"' in head


def test_nothing_in_the_policy_lets_another_site_in() -> None:
    assert POLICY.startswith("default-src 'self';")
    assert not {"*", "http:", "https:", "data:", "'unsafe-inline'", "'unsafe-eval'"} & set(
        POLICY.replace(";", "").split()
    )


def test_the_same_attribute_is_the_same_class_and_classes_that_were_there_stay() -> None:
    body = soup('<p style="color:red;">a</p><p class="b c" style="color:red">b</p>')
    assert ".own-1:not(#_){color:red}" in sheet_of(body)
    assert [each["class"] for each in body.select("p")] == ["own-1", "b c own-1"]


def test_a_page_without_styles_of_its_own_needs_no_file() -> None:
    assert own_styles(soup('<p class="a" style="">b</p>')) is None


def test_what_a_drawing_says_of_everything_holds_in_the_drawing_alone() -> None:
    body = soup("<svg><defs><style>*{stroke-linecap: butt}</style></defs><g></g></svg>")
    assert ".own-1-parts *{stroke-linecap:butt}" in sheet_of(body).replace(": ", ":")
    assert str(body) == '<svg class="own-1-parts"><g></g></svg>'


def test_what_pandas_says_of_a_table_holds_in_its_box_alone() -> None:
    body = soup("<div><style scoped>@media print{.x th{color:red}}</style><table></table></div>")
    assert "@media print{.own-1-parts .x th{color:red}}" in sheet_of(body)


def test_a_script_in_the_page_becomes_a_file() -> None:
    class Script:
        def __init__(self, filename: str | None, *, priority: int = 500, **attributes: Any) -> None:
            self.filename, self.priority, self.attributes = filename, priority, attributes

    inline, file = Script(None, priority=7, body="let a = 1"), Script("a.js")
    kept, files = in_files([inline, file])
    assert [each.text for each in files] == ["let a = 1"]
    assert [each.filename for each in kept] == [files[0].path, "a.js"]
    assert kept[0].priority == 7
    assert "body" not in kept[0].attributes


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        '<img src="data:image/png;base64,AA" alt="">',
        '<a href="javascript:alert(1)">a</a>',
        '<p onclick="alert(1)">a</p>',
    ],
)
def test_what_the_policy_stops_is_reported_with_a_remedy(
    html: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    logging.getLogger("sphinx").propagate = True
    check_policy(soup(html), "page")
    (said,) = caplog.messages
    assert said.startswith("page has ")
    assert "Remedy: " in said


def test_data_for_widgets_is_no_script(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("sphinx").propagate = True
    check_policy(soup('<script type="application/json">{}</script><p>a</p>'), "page")
    assert caplog.messages == []
