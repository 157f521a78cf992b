// What does not fit on a page: sideways scrolling, text that is cut off, text over other text.
(() => {
  const SOME = 2; // pixels by which a letter may stand out
  const LEAST = 12; // ems that a line of the text is wide: less is a word or two
  const HIDES = /hidden|clip/;
  const SCROLLS = /auto|scroll/;

  const styles = new WeakMap();
  function styleOf(element) {
    if (!styles.has(element)) styles.set(element, getComputedStyle(element));
    return styles.get(element);
  }

  function named(element) {
    const text = element.textContent.replace(/\s+/g, " ").trim().slice(0, 50);
    const names = [...element.classList].map((name) => `.${name}`).join("");
    return `${element.tagName.toLowerCase()}${names} “${text}”`;
  }

  /** An element and what it lies in, from the inside. */
  function outward(element) {
    const chain = [];
    for (let each = element; each && each !== document.body; each = each.parentElement) {
      chain.push(each);
    }
    return chain;
  }

  const scrolls = (element) =>
    outward(element).some((each) => SCROLLS.test(styleOf(each).overflowX));
  const layer = (element) =>
    outward(element).find((each) => /fixed|sticky/.test(styleOf(each).position));

  /** Whether an element is there for a screen reader alone: a pixel, or clipped to nothing. */
  const isForReadersAloud = (element) =>
    outward(element).some((each) => {
      const { clipPath, position } = styleOf(each);
      const isPixel = position === "absolute" && Math.min(each.clientWidth, each.clientHeight) <= 1;
      return isPixel || /^inset\((50|100)%/.test(clipPath);
    });

  /** The page's name in the bar is the heading below it, and no screen reader hears it. */
  function isShortened(element) {
    const silent = element.closest("[aria-hidden=true]");
    return silent !== null && styleOf(silent).textOverflow === "ellipsis";
  }

  const isRead = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    !element.closest("svg") &&
    !isForReadersAloud(element) &&
    !isShortened(element);

  const textsIn = (element) =>
    [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());

  /** The boxes of all lines of text that can be read, with the elements they stand in. */
  function linesOf() {
    const range = document.createRange();
    return [...document.body.querySelectorAll("*")]
      .filter((element) => textsIn(element).length > 0 && isRead(element))
      .flatMap((element) =>
        textsIn(element).flatMap((node) => {
          range.selectNodeContents(node);
          return [...range.getClientRects()].map((box) => ({ element, box }));
        }),
      )
      .filter(({ box }) => Math.min(box.width, box.height) > SOME);
  }

  /** Whether a line goes over the edge of the page, or of an element that hides what does. */
  function isCut({ element, box }) {
    const isBeyond = box.right > document.scrollingElement.clientWidth + SOME;
    if (isBeyond && !scrolls(element)) return true;
    for (const each of outward(element)) {
      const { overflowX, overflowY } = styleOf(each);
      const edge = each.getBoundingClientRect();
      const across = HIDES.test(overflowX) && box.right > edge.right + SOME;
      const down = HIDES.test(overflowY) && box.bottom > edge.bottom + 3 * SOME;
      if (across || down) return true;
      if (SCROLLS.test(`${overflowX} ${overflowY}`)) return false;
    }
    return false;
  }

  /** Whether two lines share more than the space that stands above and below letters. */
  function areOver(one, other) {
    if (one.element === other.element || layer(one.element) !== layer(other.element)) return false;
    const left = Math.max(one.box.left, other.box.left);
    const right = Math.min(one.box.right, other.box.right);
    const top = Math.max(one.box.top, other.box.top);
    const bottom = Math.min(one.box.bottom, other.box.bottom);
    const lower = Math.min(one.box.height, other.box.height);
    return right - left > SOME && bottom - top > 0.4 * lower;
  }

  function overlapping(lines) {
    lines.sort((one, other) => one.box.top - other.box.top);
    return lines.flatMap((one, index) => {
      const later = lines.slice(index + 1);
      const end = later.findIndex((other) => other.box.top > one.box.bottom);
      return (end < 0 ? later : later.slice(0, end))
        .filter((other) => areOver(one, other))
        .map((other) => `over one another: ${named(one.element)} and ${named(other.element)}`);
    });
  }

  /** Whether what stands beside the text leaves it too little room. */
  function narrow() {
    const paragraph = [...document.querySelectorAll("article p")].find(isRead);
    if (!paragraph) return [];
    const ems = paragraph.clientWidth / Number.parseFloat(styleOf(paragraph).fontSize);
    return ems < LEAST ? [`the text is narrow: ${ems.toFixed(1)} em`] : [];
  }

  const { scrollWidth, clientWidth } = document.scrollingElement;
  const wide = scrollWidth > clientWidth ? [`the page scrolls sideways: ${scrollWidth} px`] : [];
  const lines = linesOf();
  const cut = lines.filter(isCut).map(({ element }) => `cut off: ${named(element)}`);
  return [...new Set([...wide, ...narrow(), ...cut, ...overlapping(lines)])];
})();
