"""QTI packages: whole, consistent, and the same question in both versions.

No package brings the official schemas. Instead Pyslet reads the items of 2.1, knows what may
stand in what, and scores them. A converter by others makes of each what is written for 3.0, and a
player runs these in ``tests/deep/test_qti.py``.
"""

from __future__ import annotations

import io
import zipfile
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from lxml import etree
from pyslet.qtiv2.core import QTIValidityError
from pyslet.qtiv2.variables import ItemSessionState
from pyslet.qtiv2.xml import QTIDocument
from qti_convert import convert_manifest_to_qti3, upgrade_qti2_to_qti3

from tests.export.questions import collected, items, read, texts_of, whole
from tests.made_cases import unhurried
from tests.samples import ITEMS
from whosays import Case
from whosays.export import qti21, qti30
from whosays.export.collection import Collection
from whosays.views.portable import Question

Items = dict[str, Any]
HTML = {"blockquote", "br", "div", "em", "li", "ol", "p", "q", "span", "strong", "ul"}
LOM = "{http://ltsc.ieee.org/xsd/LOM}"


def unpacked(module: ModuleType, collection: Collection) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(module.write(collection))) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def read_items(module: ModuleType, collection: Collection) -> Items:
    """The items of a package, parsed, by their id."""
    return {
        name.removeprefix("items/").removesuffix(".xml"): etree.fromstring(content)
        for name, content in unpacked(module, collection).items()
        if name.startswith("items/")
    }


@pytest.fixture(scope="module")
def book(kursk: Case) -> Collection:
    return whole(kursk)


@pytest.fixture(scope="module")
def old(book: Collection) -> Items:
    return read_items(qti21, book)


@pytest.fixture(scope="module")
def new(book: Collection) -> Items:
    return read_items(qti30, book)


def missing(question: Question, item: Any) -> list[str]:
    # Which space stands between blocks says nothing, and of two that follow each other one is seen.
    html = etree.tostring(item, encoding="unicode")
    for block in ("simpleChoice", "simpleAssociableChoice", "prompt", "modalFeedback"):
        html = html.replace(f"<{block}", f" <p><{block}")
    passage = "".join(item.itertext())
    text = f"{read(html)} {' '.join(passage.split())}"
    return [each for each in texts_of(question.made) if each not in text]


def test_no_text_of_the_book_is_lost(book: Collection, old: Items) -> None:
    assert set(old) == {question.id for question in book.questions}
    assert not [each for q in book.questions for each in missing(q, old[q.id])]


@unhurried(15)
@given(items())
def test_no_text_is_lost_whatever_it_looks_like(made: list[dict[str, Any]]) -> None:
    collection = collected(made)
    found = read_items(qti21, collection)
    assert [each for q in collection.questions for each in missing(q, found[q.id])] == []


def test_every_item_of_2_1_is_the_one_of_3_0_by_other_names(old: Items, new: Items) -> None:
    assert old.keys() == new.keys()
    for name, item in old.items():
        made = etree.fromstring(upgrade_qti2_to_qti3(etree.tostring(item)).encode())
        assert alike(made) == alike(new[name]), name


def alike(element: Any) -> Any:
    """What an element says, without its namespace and where its schema is."""
    attributes = {name: value for name, value in element.items() if "schemaLocation" not in name}
    inside = [alike(each) for each in element]
    return etree.QName(element).localname, attributes, element.text, element.tail, inside


def pyslet(item: bytes) -> Any:
    """An item as Pyslet reads it; an error where something may not stand where it stands."""
    document = QTIDocument()
    document.read(src=io.BytesIO(item))
    return document.root


@pytest.mark.filterwarnings("ignore::DeprecationWarning:pyslet")
def test_pyslet_reads_every_item_and_gives_its_key_all_points(
    book: Collection, caplog: pytest.LogCaptureFixture
) -> None:
    files = unpacked(qti21, book)
    for question in book.questions:
        if question.kind == "mark":
            continue  # Pyslet wants no hottext in a paragraph, where 1EdTech's own examples have it
        state = ItemSessionState(pyslet(files[f"items/{question.id}.xml"]))
        state.begin_session()
        if question.model.scored:
            state["RESPONSE"].set_value(state["RESPONSE.CORRECT"].value)
        state.end_attempt()
        assert state["SCORE"].value == pytest.approx(float(question.model.scored)), question.id
    assert caplog.messages == []  # a value that an attribute may not have


def test_pyslet_refuses_what_may_not_stand_there(book: Collection) -> None:
    item = unpacked(qti21, book)["items/article-chain.xml"]
    with pytest.raises(QTIValidityError):
        pyslet(item.replace(b"<prompt>", b"<prompt><blockquote/>"))


def test_names_are_those_of_the_version(new: Items) -> None:
    for item in new.values():
        names = {etree.QName(each).localname for each in item.iter()}
        assert {name for name in names if not name.startswith("qti-")} <= HTML
        assert not [name for name in names if name.lower() != name]


def test_whatever_is_called_by_name_is_there(old: Items) -> None:
    for item in old.values():
        space = {"q": etree.QName(item).namespace}
        declared = set(item.xpath("q:outcomeDeclaration/@identifier", namespaces=space))
        named = set(
            item.xpath("//@outcomeIdentifier | //q:setOutcomeValue/@identifier", namespaces=space)
        )
        assert named <= declared
        interactions = item.xpath("//@responseIdentifier")
        assert interactions == item.xpath("q:responseDeclaration/@identifier", namespaces=space)
        choosable = set(item.xpath("//q:itemBody//@identifier", namespaces=space))
        values = item.xpath(
            "q:responseDeclaration[@baseType!='float']//q:value/text()", namespaces=space
        )
        keys = item.xpath("//@mapKey")
        assert {part for each in (*values, *keys) for part in each.split()} <= choosable
        assert len(choosable) == len(item.xpath("//q:itemBody//@identifier", namespaces=space))


@pytest.mark.parametrize("module", [qti21, qti30])
def test_the_manifest_names_every_file_with_its_keywords(
    book: Collection, module: ModuleType
) -> None:
    files = unpacked(module, book)
    manifest = etree.fromstring(files["imsmanifest.xml"])
    assert sorted(manifest.xpath("//@href")[::2]) == sorted(files.keys() - {"imsmanifest.xml"})
    found = manifest.xpath("//*[local-name()='resource'][@identifier='item-article-chain']")[0]
    keywords = [each.findtext(f"{LOM}string") for each in found.iter(f"{LOM}keyword")]
    assert "aim:follow-a-chain" in keywords
    assert book.rights in manifest.xpath("string(//*[local-name()='rights'])")


def test_both_manifests_are_the_same_by_other_names(book: Collection) -> None:
    old, new = (unpacked(module, book)["imsmanifest.xml"] for module in (qti21, qti30))
    made = etree.fromstring(convert_manifest_to_qti3(old).encode())
    assert alike(made) == alike(etree.fromstring(new))


def test_another_language_is_marked(new: Items) -> None:
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert {each.get(lang) for each in new["sources-from-kyiv"].iter()} == {None, "en", "de"}


def test_a_choice_scores_as_the_book_counts() -> None:
    item = read_items(qti21, collected(ITEMS))["sample-multiple"]
    space = {"q": etree.QName(item).namespace}
    values = [float(each) for each in item.xpath("//@mappedValue")]
    beside = float(item.findtext(".//q:sum/q:baseValue", namespaces=space))
    assert [round(each + beside, 6) for each in (values[0] + values[2], 0, sum(values))] == [
        1,
        round(1 / 3, 6),
        round(2 / 3, 6),
    ]
