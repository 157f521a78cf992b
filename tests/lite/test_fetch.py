"""A file from the first source that has it, and only as it must be."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from lite.fetch import (
    Folder,
    MissingFileError,
    Package,
    Pip,
    Unavailable,
    Web,
    digest,
    fetch,
)

RIGHT = b"as it must be"


class Made:
    """A source with one answer, which counts how often it is asked."""

    def __init__(self, name: str, answer: bytes | Unavailable) -> None:
        self.name = name
        self.answer = answer
        self.asked = 0

    def get(self, _file: str) -> bytes:
        self.asked += 1
        if isinstance(self.answer, Unavailable):
            raise self.answer
        return self.answer


def test_the_first_source_that_has_the_file_gives_it(tmp_path: Path) -> None:
    first, second = Made("first", RIGHT), Made("second", RIGHT)
    assert fetch("a.whl", digest(RIGHT), [first, second], tmp_path) == RIGHT
    assert (first.asked, second.asked) == (1, 0)


def test_a_file_with_another_hash_is_refused_and_the_next_source_is_tried(tmp_path: Path) -> None:
    wrong, right = Made("wrong", b"something else"), Made("right", RIGHT)
    assert fetch("a.whl", digest(RIGHT), [wrong, right], tmp_path) == RIGHT
    assert (tmp_path / "a.whl").read_bytes() == RIGHT


def test_a_source_that_does_not_answer_is_passed_over(tmp_path: Path) -> None:
    silent, right = Made("silent", Unavailable("does not answer")), Made("right", RIGHT)
    assert fetch("a.whl", digest(RIGHT), [silent, right], tmp_path) == RIGHT


def test_what_was_fetched_is_not_fetched_again(tmp_path: Path) -> None:
    source = Made("source", RIGHT)
    for _ in range(2):
        fetch("a.whl", digest(RIGHT), [source], tmp_path)
    assert source.asked == 1


def test_a_kept_file_that_is_broken_is_fetched_anew(tmp_path: Path) -> None:
    (tmp_path / "a.whl").write_bytes(b"half")
    assert fetch("a.whl", digest(RIGHT), [Made("source", RIGHT)], tmp_path) == RIGHT
    assert (tmp_path / "a.whl").read_bytes() == RIGHT


def test_where_no_source_has_it_the_error_says_what_each_answered_and_what_to_do(
    tmp_path: Path,
) -> None:
    sources = [Made("one", Unavailable("answers 404 Not Found")), Made("two", b"something else")]
    with pytest.raises(MissingFileError) as raised:
        fetch("a.whl", digest(RIGHT), sources, tmp_path)
    said = str(raised.value)
    assert said.startswith(f"a.whl is missing. It must have the sha256 {digest(RIGHT)}.")
    assert f"the folder {tmp_path}: is not there" in said
    assert "one: answers 404 Not Found" in said
    assert f"two: has another content (sha256 {digest(b'something else')})" in said
    assert f"put it into {tmp_path}" in said
    assert "lite/files.yml" in said
    assert list(tmp_path.iterdir()) == []


# --- Sources ------------------------------------------------------------------------------------


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A server that shows ``a.whl``."""
    folder = tmp_path / "served"
    folder.mkdir()
    (folder / "a.whl").write_bytes(RIGHT)
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_a_file_comes_from_the_web(address: str) -> None:
    assert Web(address).get("a.whl") == RIGHT


def test_a_server_without_the_file_says_so_and_is_asked_for_the_next(address: str) -> None:
    web = Web(address)
    with pytest.raises(Unavailable, match="answers 404"):
        web.get("b.whl")
    assert web.get("a.whl") == RIGHT


def test_a_server_that_refuses_is_asked_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def refuse(url: str, **_: object) -> None:
        asked.append(url)
        raise ConnectionRefusedError("refused")

    monkeypatch.setattr("lite.fetch.urlopen", refuse)
    web = Web("https://nowhere.example/")
    for file in ("a.whl", "b.whl"):
        with pytest.raises(Unavailable, match="does not answer"):
            web.get(file)
    assert asked == ["https://nowhere.example/a.whl"]


def test_a_file_comes_from_inside_a_package_that_is_brought_once(tmp_path: Path) -> None:
    brought = []

    def bring(folder: Path) -> None:
        brought.append(folder)
        with zipfile.ZipFile(folder / "other.whl", "w") as wheel:
            wheel.writestr("inside/a.whl", RIGHT)

    package = Package("other", bring, "inside/", tmp_path / "scratch")
    assert package.get("a.whl") == RIGHT
    with pytest.raises(Unavailable, match="does not hold it"):
        package.get("b.whl")
    assert len(brought) == 1


def test_a_package_that_cannot_be_brought_is_tried_only_once(tmp_path: Path) -> None:
    tried = []

    def bring(folder: Path) -> None:
        tried.append(folder)
        raise Unavailable("npm is not installed")

    package = Package("npm", bring, "package/", tmp_path / "scratch")
    for file in ("a", "b"):
        with pytest.raises(Unavailable, match="npm is not installed"):
            package.get(file)
    assert len(tried) == 1


def test_a_wheel_under_another_name_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pip(*_: str) -> object:
        def bring(folder: Path) -> None:
            folder.mkdir(parents=True)
            (folder / "a-2.whl").write_bytes(RIGHT)

        return bring

    monkeypatch.setattr("lite.fetch.with_pip", pip)
    with pytest.raises(Unavailable, match=r"brings another file: a-2\.whl"):
        Pip("a==1", tmp_path).get("a-1.whl")


def test_a_folder_says_what_it_does_not_have(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="is not there"):
        Folder(tmp_path).get("a.whl")
