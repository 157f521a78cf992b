"""What another article counts: votes, some of them not cast yet."""

from __future__ import annotations

from whosays.case.counts import Counting

VOTES = Counting.model_validate(
    {
        "unit": {"en": "votes"},
        "kinds": [
            {
                "id": "cast",
                "heading": {"en": "Votes cast"},
                "short": {"en": "cast"},
                "words": {"en": "votes cast"},
                "test": {"en": "Done?"},
            },
            {
                "id": "expected",
                "heading": {"en": "Votes expected"},
                "short": {"en": "expected"},
                "words": {"en": "votes expected"},
                "planned": True,
                "test": {"en": "Not yet?"},
            },
        ],
    }
)
