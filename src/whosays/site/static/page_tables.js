// A table that stacks on a phone (site.css, .ws-stacks) is drawn as blocks there. Not every browser
// still tells it as a table then, unless its parts say what they are.
(() => {
  const stacked = matchMedia("(max-width: 40rem)");

  function roleOf(part) {
    if (part.localName === "table") return "table";
    if (part.localName === "tr") return "row";
    if (part.closest("thead")) return "columnheader";
    return part.localName === "th" ? "rowheader" : "cell";
  }

  function tell() {
    for (const part of document.querySelectorAll(".ws-stacks :is(table, tr, th, td)")) {
      if (stacked.matches) part.setAttribute("role", roleOf(part));
      else part.removeAttribute("role");
    }
  }

  stacked.addEventListener("change", tell);
  tell();
})();
