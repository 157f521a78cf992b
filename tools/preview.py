"""Draw the picture that chat windows show beside a link to the book, and the icons of the site.

``python -m tools.preview`` writes the pictures that ``book/metadata.yml`` names, after
``preview.html``, and the icons beside ``icon.svg``, after that drawing. They are committed, since
a build has no browser. Look at what it drew.
"""

from __future__ import annotations

import re
import struct
from io import BytesIO
from pathlib import Path

import matplotlib as mpl
import yaml
from jinja2 import Template
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tools.browsers import launch
from whosays.site.assets import STATIC
from whosays.site.book_data import read_book_data
from whosays.site.metadata import paper_colours
from whosays.site.root_files import ICONS
from whosays.words.said import said

ROOT = Path(__file__).parent.parent
TEMPLATE = Path(__file__).parent / "preview.html"
WIDTH, HEIGHT = 1200, 630
IN_A_TAB = (16, 32, 48)
"""Sizes in pixels that ``favicon.ico`` holds."""


def main() -> None:
    """Draw all of them and say where they are."""
    with sync_playwright() as playwright, launch(playwright) as browser:
        for file in (*previews(browser), *icons(browser)):
            size = file.stat().st_size
            print(f"Saved {file.relative_to(ROOT)}, {size:,} bytes")  # noqa: T201 (what to look at)


# --- the picture --------------------------------------------------------------------------------


def previews(browser: Browser) -> list[Path]:
    """The picture of the book in each language that has one."""
    book = read_book_data(ROOT)
    files = book.picture.file if book.picture else {}
    return [
        preview(browser, ROOT / file, language, said(book.subtitle, language))
        for language, file in files.items()
    ]


def preview(browser: Browser, target: Path, language: str, subtitle: str) -> Path:
    """Draw the picture in one language into the file ``target``."""
    style = (STATIC / "site.css").read_text(encoding="utf-8")
    variables = re.search(r":root \{.*?\n\}", style, re.DOTALL)
    title = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["title"]
    html = Template(TEMPLATE.read_text(encoding="utf-8"), autoescape=True).render(
        lang=language,
        fonts=(Path(mpl.get_data_path()) / "fonts" / "ttf").as_uri(),
        variables=variables[0] if variables else "",
        icon=drawing(),
        title=title,
        subtitle=subtitle,
    )
    # Fonts are read only by a page that is a file itself.
    page_file = target.with_suffix(".html")
    page_file.write_text(html, encoding="utf-8")
    try:
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(page_file.as_uri())
        page.evaluate("document.fonts.ready")
        shot = Image.open(BytesIO(page.screenshot())).convert("RGB")
    finally:
        page_file.unlink()
    few_colours(shot).save(target, optimize=True)
    return target


def few_colours(picture: Image.Image) -> Image.Image:
    """The picture with at most 128 colours: a third of the bytes, and nothing to be seen of it."""
    return picture.quantize(colors=128, dither=Image.Dither.NONE)


# --- the icons ----------------------------------------------------------------------------------


def drawing() -> str:
    """The icon as it is drawn by hand."""
    return (ICONS / "icon.svg").read_text(encoding="utf-8")


def icons(browser: Browser) -> list[Path]:
    """The icons for what takes no SVG, or no transparent edge."""
    paper, _ = paper_colours()
    made = [ICONS / "favicon.ico"]
    write_ico(made[0], {size: png(browser, size, size, "transparent") for size in IN_A_TAB})
    # A device cuts an icon to its own shape: the drawing keeps within four fifths of it.
    for name, size, share, ground in (
        ("apple-touch-icon.png", 180, 0.7, paper),
        ("icon-192.png", 192, 0.94, "transparent"),
        ("icon-512.png", 512, 0.94, "transparent"),
        ("icon-maskable-512.png", 512, 0.56, paper),
    ):
        (ICONS / name).write_bytes(png(browser, size, round(size * share), ground))
        made.append(ICONS / name)
    return made


def png(browser: Browser, size: int, drawn: int, ground: str) -> bytes:
    """The icon as a PNG picture of ``size`` pixels, the drawing ``drawn`` pixels wide."""
    page = browser.new_page(viewport={"width": size, "height": size})
    edge = (size - drawn) / 2
    page.set_content(
        f'<body style="margin:0;background:{ground}"><div style="position:absolute;'
        f'left:{edge}px;top:{edge}px;width:{drawn}px;height:{drawn}px">{drawing()}</div>'
    )
    shot = page.screenshot(omit_background=True)
    page.close()
    out = BytesIO()
    picture = Image.open(BytesIO(shot))
    picture = picture if ground == "transparent" else few_colours(picture.convert("RGB"))
    picture.save(out, format="PNG", optimize=True)
    return out.getvalue()


def write_ico(file: Path, pictures: dict[int, bytes]) -> None:
    """Write PNG pictures into one ICO file: a directory of where each begins, then the pictures."""
    at = 6 + 16 * len(pictures)
    entries = []
    for size, content in pictures.items():
        entries.append(struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(content), at))
        at += len(content)
    header = struct.pack("<HHH", 0, 1, len(pictures))
    file.write_bytes(b"".join((header, *entries, *pictures.values())))


if __name__ == "__main__":
    main()
