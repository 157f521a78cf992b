"""A site on a server that can be taken away, fall silent, or show another release."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO

from tests.browser.conftest import SUB_PATH, BelowASubPath


@dataclass
class Server:
    """A site below a sub-path; what it shows can be changed, and it can fall silent."""

    folder: Path
    address: str = ""
    answers: str = "all"  # or "none": closes the connection; "late": waits until `go` is set
    go: threading.Event = field(default_factory=threading.Event)
    asked: list[str] = field(default_factory=list)

    def since(self, count: int) -> list[str]:
        """Paths that were asked for after the first so many."""
        return [path.removeprefix(SUB_PATH) for path in self.asked[count:]]


class Handler(BelowASubPath):
    """Does what its :class:`Server` says."""

    def __init__(self, *given: Any, server_of: Server, **named: Any) -> None:
        self.of = server_of
        super().__init__(*given, directory=str(server_of.folder), **named)

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        if self.of.answers == "none":
            self.close_connection = True
            return None
        if self.of.answers == "late":
            self.of.go.wait(30)
        self.of.asked.append(self.path)
        return super().send_head()


@contextmanager
def serving_while_it_lasts(folder: Path) -> Iterator[Server]:
    """A server for this folder."""
    made = Server(folder)
    listening = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, server_of=made))
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    made.address = f"http://127.0.0.1:{listening.server_port}{SUB_PATH}"
    yield made
    made.go.set()
    listening.shutdown()
    listening.server_close()
