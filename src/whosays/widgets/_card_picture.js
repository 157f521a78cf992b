// The card as a picture, drawn in the browser.

const WIDTH = 1080;
const MARGIN = 96;

/** The words of a text; those that are emphasised are heavier. */
function wordsOf(text, weight) {
  return inline(text).flatMap((node) => {
    const weighs = node.localName === "em" ? 600 : weight;
    const words = (node.textContent ?? node).split(/\s+/).filter(Boolean);
    return words.map((word) => ({ word, weighs }));
  });
}

/** Words in lines that are no longer than so many pixels, each word with its place in its line. */
function wrapped(brush, words, { size, font, width }) {
  brush.font = `400 ${size}px ${font}`;
  const space = brush.measureText(" ").width;
  const lines = [[]];
  let at = 0;
  for (const { word, weighs } of words) {
    const style = `${weighs} ${size}px ${font}`;
    brush.font = style;
    const wide = brush.measureText(word).width;
    if (at + wide > width && at > 0) {
      lines.push([]);
      at = 0;
    }
    lines.at(-1).push({ word, style, at });
    at += wide + space;
  }
  return lines;
}

/** The parts of the card from top to bottom, each with font, indent, room above and lines. */
function layOut(brush, { title, lines, behind, from }, font) {
  const inner = WIDTH - 2 * MARGIN;
  const part = (text, { size, weight = 400, indent = 0, above = 0, ...more }) => {
    const words = wordsOf(text, weight);
    const drawn = wrapped(brush, words, { size, font, width: inner - indent });
    return { size, indent, above, ...more, lines: drawn };
  };
  return [
    part(title, { size: 60, weight: 600, above: 30 }),
    ...lines.map((text, n) => part(text, { size: 46, indent: 76, above: 44, sign: `${n + 1}` })),
    part(behind, { size: 50, above: 84, rule: true }),
    ...from.map((text, n) => part(text, { size: 34, above: n === 0 ? 56 : 8, soft: true })),
  ];
}

const heightOf = ({ above, size, lines }) => above + Math.round(1.3 * size) * lines.length;

/** Draws one part from a height on; gives the height where the next one begins. */
function drawPart(brush, part, top, colours) {
  const { size, indent, above, sign, rule, soft, lines } = part;
  const line = Math.round(1.3 * size);
  if (rule) {
    brush.fillStyle = colours.accent;
    brush.fillRect(MARGIN, top + above / 2, WIDTH - 2 * MARGIN, 3);
  }
  brush.fillStyle = colours.accent;
  if (sign) {
    brush.font = lines[0][0].style;
    brush.fillText(sign, MARGIN, top + above + size);
  }
  brush.fillStyle = soft ? colours.soft : colours.ink;
  for (const [n, words] of lines.entries()) {
    for (const { word, style, at } of words) {
      brush.font = style;
      brush.fillText(word, MARGIN + indent + at, top + above + size + n * line);
    }
  }
  return top + heightOf(part);
}

/** The card as a PNG, in the colours and the type that it has on the page; null where that fails. */
function pictureOf(face, texts) {
  const canvas = document.createElement("canvas");
  const brush = canvas.getContext("2d");
  if (!brush) return Promise.resolve(null);
  const look = getComputedStyle(face);
  const soft = getComputedStyle(face.querySelector(".ws-from")).color;
  const colours = { ink: look.color, accent: look.borderTopColor, soft };
  const parts = layOut(brush, texts, look.fontFamily);
  canvas.width = WIDTH;
  canvas.height = parts.reduce((sum, each) => sum + heightOf(each), 2 * MARGIN);
  brush.fillStyle = look.backgroundColor;
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.fillStyle = colours.accent;
  brush.fillRect(0, 0, canvas.width, 18);
  let top = MARGIN;
  for (const each of parts) top = drawPart(brush, each, top, colours);
  return new Promise((done) => {
    canvas.toBlob(done, "image/png");
  });
}
