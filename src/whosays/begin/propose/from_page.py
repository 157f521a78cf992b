"""The same in a page of the site, where Python runs in the reader's browser (``python_worker.js``).

The editor for a text of one's own has the files of a case and gets entries back, both as JSON.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import PurePosixPath

from whosays.begin.propose.entries import proposed_entries
from whosays.errors import CallError, CaseError


def proposals_from_page(files: str) -> str:
    """Proposals for the sentences of a case that no entry is about yet.

    ``files`` are {path: text}, in a folder of the case's name. Gives an object with the lists
    ``sources``, ``attributions`` and ``author_voice``, or with the ``problems``
    (:class:`whosays.errors.Problem`) for which there are none.
    """
    texts: dict[str, str] = json.loads(files)
    data = {PurePosixPath(path).name: text.encode() for path, text in texts.items()}
    answer: dict[str, object]
    try:
        answer = {**proposed_entries(data)}
    except CaseError as error:
        answer = {"problems": [asdict(each) for each in error.problems]}
    except CallError as error:
        answer = {"problems": [{"problem": str(error), "remedy": ""}]}
    return json.dumps(answer, ensure_ascii=False)
