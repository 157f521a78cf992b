// What a tour of a page with the Tab key has to know: what has the focus, whether it can be seen,
// and what ought to be reached.
(() => {
  const CONTROLS =
    "a[href], button, input, select, textarea, summary, [tabindex], [contenteditable=true]";
  const LEAST = 3; // contrast of what shows the focus (WCAG 1.4.11)
  const numbers = new Map();

  /** A number for an element, the same each time. */
  function numberOf(element) {
    if (!numbers.has(element)) numbers.set(element, numbers.size);
    return numbers.get(element);
  }

  function parts(colour) {
    const found = colour.match(/[\d.]+/g).map(Number);
    return { rgb: found.slice(0, 3), alpha: found[3] ?? 1 };
  }

  function luminance(rgb) {
    const [red, green, blue] = rgb.map((each) => {
      const share = each / 255;
      return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function contrast(one, other) {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }

  function behind(element) {
    for (let each = element.parentElement; each; each = each.parentElement) {
      const { rgb, alpha } = parts(getComputedStyle(each).backgroundColor);
      if (alpha === 1) return rgb;
    }
    return [255, 255, 255];
  }

  /** Whether an outline of at least two pixels shows the focus, against what is around it. */
  function hasRing(element) {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    if (outlineStyle === "none" || Number.parseFloat(outlineWidth) < 2) return false;
    const { rgb, alpha } = parts(outlineColor);
    const ground = behind(element);
    const seen = rgb.map((each, index) => each * alpha + ground[index] * (1 - alpha));
    return contrast(seen, ground) >= LEAST;
  }

  const labelOf = (element) => element.closest("label") ?? element.labels?.[0];
  const isRadio = (element) => element.matches("input[type=radio]");

  /** Whether any of an element can be seen: in the window, and under nothing else (WCAG 2.4.11). */
  function isUncovered(element) {
    return [...element.getClientRects()].some((box) => {
      const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
      const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
      if (left >= right || top >= bottom) return false;
      const places = [0.1, 0.5, 0.9].flatMap((across) =>
        [0.1, 0.5, 0.9].map((down) => [across, down]),
      );
      return places.some(([across, down]) => {
        const there = document.elementFromPoint(
          left + (right - left) * across,
          top + (bottom - top) * down,
        );
        return element.contains(there) || there?.contains(element);
      });
    });
  }

  window.tour = {
    /** Go back to where a page begins: some pages begin with the focus in a field. */
    begin() {
      document.body.tabIndex = -1;
      document.body.focus();
      document.body.blur();
      document.body.removeAttribute("tabindex");
    },

    /** What has the focus; null where the page has ended. */
    here() {
      const element = document.activeElement;
      if (!element || element === document.body || element === document.documentElement)
        return null;
      const seen = [element, labelOf(element)].filter(Boolean);
      return {
        number: numberOf(element),
        html: element.outerHTML.replace(/\s+/g, " ").slice(0, 160),
        ring: seen.some(hasRing),
        uncovered: seen.some(isUncovered),
      };
    },

    /** Numbers and HTML of all that the Tab key has to reach. A group of radio buttons is one stop. */
    controls() {
      const groups = new Set();
      return [...document.querySelectorAll(CONTROLS)]
        .filter(
          (each) =>
            each.tabIndex >= 0 &&
            !each.matches(":disabled, [inert] *") &&
            each.checkVisibility({ visibilityProperty: true }),
        )
        .filter((each) => {
          if (!isRadio(each)) return true;
          const group = document.querySelectorAll(`[type=radio][name="${CSS.escape(each.name)}"]`);
          const checked = [...group].find((radio) => radio.checked);
          if (checked ? checked !== each : groups.has(each.name)) return false;
          groups.add(each.name);
          return true;
        })
        .map((each) => [numberOf(each), each.outerHTML.replace(/\s+/g, " ").slice(0, 160)]);
    },

    /** Elements that take an order of their own. */
    ordered: () =>
      [...document.querySelectorAll("[tabindex]")]
        .filter((each) => each.tabIndex > 0)
        .map((each) => each.outerHTML.slice(0, 160)),
  };
})();
