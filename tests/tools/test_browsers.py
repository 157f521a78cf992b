"""Where a browser is looked for, in which order, and what is said where there is none."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tools import browsers, tabs
from tools.browsers import (
    CHROMIUM,
    FIREFOX,
    WEBKIT,
    NoBrowserError,
    Step,
    find,
    launch_options,
    open_tab,
    run_step,
    ways,
)


def program(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def in_a_thread(call: Callable[[], int]) -> int:
    """What ``call`` returns; it starts a driver, and two in one thread refuse each other."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(call).result()


def playwright_with(executable: Path) -> Any:
    return SimpleNamespace(chromium=SimpleNamespace(executable_path=str(executable)))


def test_the_program_named_in_the_environment_comes_first(tmp_path: Path) -> None:
    named = program(tmp_path / "mine")
    on_path = program(tmp_path / "bin/chromium")
    environment = {"WHOSAYS_CHROMIUM": str(named), "PATH": str(on_path.parent)}
    assert find(CHROMIUM, playwright_with(tmp_path / "none"), environment) == named


def test_a_named_program_that_is_missing_is_an_error_and_not_another_program(
    tmp_path: Path,
) -> None:
    on_path = program(tmp_path / "bin/chromium")
    environment = {"WHOSAYS_CHROMIUM": str(tmp_path / "gone"), "PATH": str(on_path.parent)}
    with pytest.raises(NoBrowserError, match=r"WHOSAYS_CHROMIUM is .*gone"):
        find(CHROMIUM, playwright_with(tmp_path / "none"), environment)


def test_programs_on_path_come_in_order_before_playwrights_own(tmp_path: Path) -> None:
    own = program(tmp_path / "own/chrome")
    found = {}
    for name in reversed(CHROMIUM.programs):
        found[name] = program(tmp_path / "bin" / name)
        environment = {"PATH": str(tmp_path / "bin")}
        assert find(CHROMIUM, playwright_with(own), environment) == found[name]
    assert set(found) == set(CHROMIUM.programs)


def test_playwrights_own_comes_last_and_only_if_it_is_installed(tmp_path: Path) -> None:
    own = tmp_path / "own/chrome"
    assert find(CHROMIUM, playwright_with(own), {"PATH": str(tmp_path)}) is None
    program(own)
    assert find(CHROMIUM, playwright_with(own), {"PATH": str(tmp_path)}) == own


def test_a_missing_browser_is_said_with_the_command_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WHOSAYS_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoBrowserError, match=r"-m tools\.browsers"):
        launch_options(playwright_with(tmp_path / "none"))


def test_debians_packages_come_first_and_for_the_superuser_alone() -> None:
    apt, playwright = ways(WEBKIT, root=True, apt="apt-get")
    assert apt.commands[-1][-2:] == ["webkit2gtk-driver", "xvfb"]
    assert playwright.commands[0][-2:] == ["--with-deps", "webkit"]
    (only,) = ways(WEBKIT, root=False, apt="apt-get")
    assert only.commands[0][-2:] == ["install", "webkit"]


def test_a_package_that_is_not_there_is_followed_by_the_next() -> None:
    steps = ways(CHROMIUM, root=True, apt="apt-get")
    assert [step.commands[-1][-1] for step in steps] == [
        "chromium-headless-shell",
        "chromium",
        "chromium",
    ]
    assert "playwright" in steps[-1].commands[0]


def test_a_driver_without_a_screen_is_not_found(tmp_path: Path) -> None:
    driver = program(tmp_path / "WebKitWebDriver")
    nothing = SimpleNamespace(webkit=SimpleNamespace(executable_path=str(tmp_path / "none")))
    assert find(WEBKIT, nothing, {"PATH": str(tmp_path)}) is None
    program(tmp_path / "Xvfb")
    assert find(WEBKIT, nothing, {"PATH": str(tmp_path)}) == driver


def test_playwrights_own_build_is_driven_by_playwright(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = program(tmp_path / "firefox")
    page = SimpleNamespace(set_viewport_size=lambda _: None)
    started = SimpleNamespace(new_page=lambda **_: page, version="1", close=lambda: None)
    launched: list[Path] = []
    engine = SimpleNamespace(
        executable_path=str(own),
        launch=lambda executable_path: launched.append(executable_path) or started,
    )
    monkeypatch.setenv("WHOSAYS_FIREFOX", str(own))
    with open_tab(FIREFOX, SimpleNamespace(firefox=engine)) as tab:  # type: ignore[arg-type]
        assert tab.version == "1"
    assert launched == [own]


def test_a_browser_that_does_not_start_is_named_with_what_it_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = program(tmp_path / "firefox")
    broken.write_text("#!/bin/sh\necho no display\n")
    monkeypatch.setattr(tabs, "START", 0.5)
    monkeypatch.setattr(browsers, "KINDS", {"firefox": FIREFOX})
    monkeypatch.setenv("WHOSAYS_FIREFOX", str(broken))
    assert in_a_thread(browsers.main) == 1
    said = capsys.readouterr().err
    assert "no display" in said
    assert "WHOSAYS_FIREFOX" in said


def test_a_step_that_fails_says_its_last_lines() -> None:
    said: list[str] = []
    command = [sys.executable, "-c", "print('no such host'); raise SystemExit(3)"]
    assert not run_step(Step("Downloading", (command,), minutes=1), said.append)
    assert said[0].startswith("Downloading")
    assert "no such host" in said[1]


def test_a_step_that_takes_too_long_is_stopped() -> None:
    said: list[str] = []
    command = [sys.executable, "-c", "import time; time.sleep(30)"]
    assert not run_step(Step("Downloading", (command,), minutes=0), said.append)
    assert "stopped after 0 minutes" in said[1]


def test_no_browser_and_no_way_to_get_one_ends_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(browsers, "find", lambda *_: None)
    monkeypatch.setattr(browsers, "ways", lambda *_, **__: [])
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    assert in_a_thread(browsers.main) == 1
    said = capsys.readouterr().err
    assert "apt-get install chromium" in said
    assert "WHOSAYS_CHROMIUM" in said
