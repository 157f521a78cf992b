"""Who answers for a copy: what _config.yml may say, and which pages follow from it."""

from __future__ import annotations

from typing import Any

import pytest
from sphinx.errors import ConfigError

from whosays.site.publisher import pages, publisher_from, sentence

SCHOOL: dict[str, Any] = {
    "name": "Beispielschule",
    "address": ["Beispielweg 1", "12345 Beispielstadt"],
    "email": "post@beispielschule.example",
}


def text_of(page: Any) -> str:
    return "\n".join(
        f"{section.lang} {section.title}: {' '.join(section.paragraphs)}"
        for section in page.sections
    )


def made(lang: str = "en", **more: Any) -> dict[str, str]:
    publisher = publisher_from({**SCHOOL, **more})
    assert publisher is not None
    return {name: text_of(page) for name, page in pages(publisher, lang, "The authors").items()}


def test_nobody_is_named_where_nothing_is_configured() -> None:
    assert publisher_from({}) is None
    assert sentence(None, "Nobody.") == "Nobody."


def test_the_sentence_names_publisher_address_and_email() -> None:
    said = sentence(publisher_from(SCHOOL), "Nobody.")
    assert said == "Beispielschule, Beispielweg 1, 12345 Beispielstadt, post@beispielschule.example"


def test_imprint_and_privacy_notice_are_there_in_the_books_language_and_in_german() -> None:
    written = made()
    assert set(written) == {"imprint", "privacy"}
    assert "en Who answers for this copy: Beispielschule" in written["imprint"]
    assert "de Impressum: Angaben zum Anbieter: Beispielschule" in written["imprint"]
    assert "de Datenschutzhinweise: Wer verantwortlich ist" in written["privacy"]


def test_a_german_book_says_it_once() -> None:
    assert made("de")["imprint"].count("Angaben zum Anbieter") == 1


def test_a_line_whose_name_is_not_given_is_left_out() -> None:
    assert "Represented by" not in made()["imprint"]
    assert "Represented by: Erika Beispiel" in made(represented_by="Erika Beispiel")["imprint"]
    assert "deleted after" not in made()["privacy"]
    assert "deleted after 7 days" in made(log_days=7)["privacy"]


def test_a_public_body_has_another_legal_basis() -> None:
    assert "6(1)(f)" in made()["privacy"]
    public = made(public_body=True)["privacy"]
    assert "6(1)(e)" in public
    assert "6(1)(f)" not in public


def test_what_is_named_is_text_and_no_html() -> None:
    written = made(name="<script>x</script>", host="<b>host</b>")
    assert "<script>" not in written["imprint"]
    assert "&lt;b&gt;host" in written["privacy"]


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"name": "Only a name"}, "address"),
        ({**SCHOOL, "adress": ["typo"]}, "adress"),
        ({**SCHOOL, "log_days": -1}, "log_days"),
        ("a school", "whosays_publisher"),
    ],
)
def test_what_is_no_publisher_is_refused_with_field_and_remedy(wrong: Any, named: str) -> None:
    with pytest.raises(ConfigError, match=rf"_config\.yml, field .*{named}.*Remedy: "):
        publisher_from(wrong)
