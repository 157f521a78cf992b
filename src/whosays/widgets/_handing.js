// Files that a reader takes along. After _common.js.

/** Hands the reader a file. */
function handOver(blob, download) {
  const href = URL.createObjectURL(blob);
  el("a", { href, download }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}
