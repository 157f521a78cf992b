"""Where LibreOffice is looked for, and what is said where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import office
from tools.office import NoOfficeError, as_pdf, find, main


def program(path: Path) -> Path:
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_the_program_named_in_the_environment_comes_first(tmp_path: Path) -> None:
    named, _ = program(tmp_path / "mine"), program(tmp_path / "soffice")
    assert find({"WHOSAYS_OFFICE": str(named), "PATH": str(tmp_path)}) == named
    assert find({"PATH": str(tmp_path)}) == tmp_path / "soffice"
    assert find({"WHOSAYS_OFFICE": str(tmp_path / "gone"), "PATH": str(tmp_path)}) is None


def test_without_one_it_is_said_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(office, "find", lambda: None)
    monkeypatch.setattr(office.shutil, "which", lambda _: None)
    with pytest.raises(NoOfficeError, match="libreoffice-writer-nogui"):
        as_pdf(tmp_path / "a.docx", tmp_path)
    assert main() == 1
    assert "WHOSAYS_OFFICE" in capsys.readouterr().err


def test_a_document_that_cannot_be_opened_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = program(tmp_path / "soffice")
    monkeypatch.setattr(office, "find", lambda: broken)
    with pytest.raises(NoOfficeError, match=r"a\.docx"):
        as_pdf(tmp_path / "a.docx", tmp_path)
