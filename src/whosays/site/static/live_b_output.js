// What a cell shows, as elements of the page. HTML comes from Python without what the page's policy
// stops: what it says in place about its looks is set by script, and nothing in it runs.
(() => {
  const { live } = window.whosays;
  const FIGURE = /^(?:[-−+]?[\d\s,.]*\d\s?%?|nan|NaN|None)$/;
  let drawings = 0;

  const element = (name, className, text = "") =>
    Object.assign(document.createElement(name), { className, textContent: text });
  live.element = element;

  // The looks of a drawing are for that drawing.
  function scope(style) {
    const drawing = style.closest("svg");
    const text = style.textContent;
    style.remove();
    if (!drawing) return; // pandas' own look gives way to the site's
    drawings += 1;
    drawing.id ||= `live-drawing-${drawings}`;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`#${CSS.escape(drawing.id)} { ${text} }`);
    document.adoptedStyleSheets.push(sheet);
  }

  // What says how something looks has another name here: a policy stops it where it is parsed.
  function inertly(html) {
    const { body } = new DOMParser().parseFromString(
      html
        .replace(/(<[^>]*?\s)style=/gi, "$1data-live-style=")
        .replace(/(<\/?)style\b/gi, "$1live-style"),
      "text/html",
    );
    for (const script of body.querySelectorAll("script, iframe, object, embed, link, base, meta")) {
      script.remove();
    }
    return body;
  }

  function setLooks(body) {
    for (const each of body.querySelectorAll("[data-live-style]")) {
      const look = each.dataset.liveStyle;
      delete each.dataset.liveStyle;
      if (!each.closest("table")) each.style.cssText = look;
      else if (/text-align:\s*right/.test(look) && each.matches("td, th"))
        each.className = "site-number";
    }
  }

  // As the build does it for the pages (body.py).
  function setTable(table) {
    table.removeAttribute("border");
    for (const cell of table.querySelectorAll(".dataframe td")) {
      if (FIGURE.test(cell.textContent.trim())) cell.classList.add("site-number");
    }
    const heads = [...table.querySelectorAll("thead tr > *")].map(({ textContent }) => textContent);
    if (table.closest(".ws-stacks")) {
      for (const row of table.querySelectorAll("tbody tr")) {
        for (const [n, cell] of [...row.children].entries()) cell.dataset.label = heads[n] ?? "";
      }
    }
    const box = element("div", "site-scroll");
    table.replaceWith(box);
    box.append(table);
  }

  live.fromHtml = (html) => {
    const body = inertly(html);
    for (const style of body.querySelectorAll("live-style")) scope(style);
    setLooks(body);
    for (const named of body.querySelectorAll("[id]")) {
      if (document.getElementById(named.id)) named.removeAttribute("id");
    }
    for (const table of body.querySelectorAll("table")) setTable(table);
    return [...body.childNodes].map((node) => document.importNode(node, true));
  };
})();
