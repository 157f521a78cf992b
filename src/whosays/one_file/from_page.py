"""The same in a page of the site, where Python runs in the reader's browser (``python_worker.js``).

The editor for a text of one's own has the files of the case; what the site is made of comes from
the site. Both come as JSON, and so does the answer.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from whosays.case.read import read_case
from whosays.errors import CallError, CaseError
from whosays.one_file.page import Kit, page


def lesson_from_page(files: str, kit: str) -> str:
    """A case's ``files`` ({path: text}, in a folder of its name) as a lesson.

    Gives an object with the ``html``, or with the ``problems`` that `whosays check` finds
    (:class:`whosays.errors.Problem`) and the one text that a :class:`~whosays.errors.CallError` is.
    """
    texts: dict[str, str] = json.loads(files)
    with TemporaryDirectory() as place:
        for path, text in texts.items():
            file = Path(place, path)
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
        try:
            html = page(read_case(Path(place, next(iter(texts))).parent), Kit(**json.loads(kit)))
            answer: dict[str, object] = {"html": html.decode()}
        except CaseError as error:
            answer = {"problems": [asdict(each) for each in error.problems]}
        except CallError as error:
            answer = {"problems": [{"problem": str(error), "remedy": ""}]}
    return json.dumps(answer, ensure_ascii=False)
