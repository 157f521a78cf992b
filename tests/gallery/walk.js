// What the walk by keyboard (walk.py) has to know of a page: what has the focus, whether that can
// be seen, which controls there are, and whether anything has happened.
(() => {
  const CONTROLS = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  const places = () => [...document.querySelectorAll("[data-widget-ready]")];
  const short = (text) => (text ?? "").replace(/\s+/g, " ").trim().slice(0, 60);
  const labelOf = (element) => element.closest("label") ?? element.labels?.[0];

  /** A name for a control that outlives its being drawn anew. */
  function keyOf(element) {
    const near = element.closest("[data-item], [data-sentence], [data-question], [data-panel]");
    const group = element.closest("fieldset, details, [role=group]");
    return [
      places().findIndex((place) => place.contains(element)),
      Object.values(near?.dataset ?? {}).join(" "),
      short(group?.firstElementChild?.textContent),
      element.tagName.toLowerCase(),
      element.type ?? "",
      element.value && element.type === "radio" ? element.value : "",
      element.dataset.tag ??
        element.dataset.layer ??
        element.closest("[data-id]")?.dataset.id ??
        "",
      // The same label stands in the text and in its translation.
      element.closest(".ws-text")?.lang ?? "",
      // Words of a passage may be the same.
      element.matches("button[tabindex]") ? [...element.parentNode.children].indexOf(element) : "",
      // A label of the Reader says what is asked for; it stays the same label.
      element.dataset.tag
        ? ""
        : short(
            element.getAttribute("aria-label") ??
              labelOf(element)?.textContent ??
              element.textContent,
          ),
    ].join(" | ");
  }

  const isOpen = (element) =>
    !element.matches(":disabled") && element.checkVisibility({ visibilityProperty: true });

  /** Of a group of radio buttons only the one that is chosen is a stop for the Tab key. */
  const groupOf = (element) =>
    [...document.querySelectorAll(`input[type=radio][name="${CSS.escape(element.name)}"]`)].filter(
      (each) => !each.disabled,
    );

  function kindOf(element) {
    if (element.readOnly) return "off";
    if (element.matches("input")) return element.type;
    if (element.getAttribute("aria-disabled") === "true") return "off";
    return element.matches("a[href]") ? "link" : element.tagName.toLowerCase();
  }

  function hasRing(element) {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(element);
    return (
      boxShadow !== "none" ||
      (outlineStyle !== "none" &&
        Number.parseFloat(outlineWidth) >= 1 &&
        !/, 0\)$/.test(outlineColor))
    );
  }

  /** Whether the middle of what can be seen of an element is the element's own. */
  function isUncovered(element) {
    return [...element.getClientRects()].some((box) => {
      const left = Math.max(box.left, 0);
      const right = Math.min(box.right, innerWidth);
      const top = Math.max(box.top, 0);
      const bottom = Math.min(box.bottom, innerHeight);
      if (left >= right || top >= bottom) return false;
      const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      return element.contains(there) || there?.contains(element);
    });
  }

  let happened = 0;
  new MutationObserver(() => {
    happened += 1;
  }).observe(document.body, {
    attributes: true,
    childList: true,
    subtree: true,
    characterData: true,
  });
  let last = "";
  let previous = null;

  /** Whether the page has changed since this was last asked: its elements, values or focus. */
  function changed() {
    const values = [...document.querySelectorAll("input, select, textarea, details")]
      .map((each) => `${each.value}${each.checked}${each.open}`)
      .join();
    const now = `${happened} ${values} ${document.activeElement && keyOf(document.activeElement)}`;
    const differs = now !== last;
    last = now;
    return differs;
  }

  window.walk = {
    /** The control that has the focus; null at the end of the page. */
    here() {
      const element = document.activeElement;
      if (!element || element === document.body || element === document.documentElement) {
        previous = null;
        return null;
      }
      const shown = [element, labelOf(element)].filter(Boolean);
      const before = previous;
      previous = element;
      return {
        key: keyOf(element),
        kind: kindOf(element),
        html: element.outerHTML.slice(0, 160),
        inside: places().some((place) => place.contains(element)),
        ring: shown.some(hasRing),
        uncovered: shown.some(isUncovered),
        group: element.type === "radio" ? groupOf(element).length : 0,
        same: element === before,
        roves: element.matches("button[tabindex]"),
        changed: changed(),
      };
    },
    settled: () =>
      new Promise((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))),
      ),
    /** Keys of all controls that can be used now. */
    controls() {
      return places()
        .flatMap((place) => [...place.querySelectorAll(`${CONTROLS}, button[tabindex]`)])
        .filter((each) => isOpen(each) && (each.tabIndex >= 0 || each.matches("button")))
        .map(keyOf);
    },
  };
  changed();
})();
