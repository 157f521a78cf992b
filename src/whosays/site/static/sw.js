// The worker that keeps the book on a reader's device. The build puts `self.book` before this: the
// release, and every file with its hash. Nothing is sent anywhere.
//
// Pages come from the network as long as it answers, so that a release is never hidden. A copy of
// the book is one release, whole: each file is held against its hash before it is kept.
(() => {
  const { book } = self;
  const root = self.registration.scope;
  const PREFIX = `whosays ${new URL(root).pathname} `;
  const OWN = PREFIX + book.release;
  const WHOLE = `${root}?whole`; // an entry of a copy that is complete
  const PATIENCE = 4000; // ms without an answer, after which a page is taken from the copy
  const REST = 2000; // ms without a request of the reader's, before the next file is fetched
  const AT_ONCE = 2;

  let lastAsked = 0;
  let filling = null;
  const answered = new Set(); // pages that came from the network through this worker

  const sleep = (time) => new Promise((resolve) => setTimeout(resolve, time));

  const copies = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));

  // The copy to read from: this release if it is whole, else an older one that is, else what is there.
  async function copyToRead() {
    const names = await copies();
    for (const name of [OWN, ...names.reverse()]) {
      if (names.includes(name)) {
        const cache = await caches.open(name);
        if (await cache.match(WHOLE)) return cache;
      }
    }
    return caches.open(OWN);
  }

  // --- Keeping ----------------------------------------------------------------------------------

  async function digestOf(content) {
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
    return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0"))
      .join("")
      .slice(0, 16);
  }

  async function contentOf(response, digest) {
    if (!response?.ok) return null;
    const content = await response.arrayBuffer();
    return (await digestOf(content)) === digest ? content : null;
  }

  // What has not changed since the last release is taken from there.
  async function keep(cache, older, address, digest) {
    const url = new URL(address, root).href;
    if (await cache.match(url)) return;
    const places = [
      ...older.map((each) => () => each.match(url)),
      () => fetch(url, { priority: "low" }),
      () => fetch(url, { cache: "reload", priority: "low" }), // past a copy of the browser's
    ];
    for (const place of places) {
      const response = await place();
      const content = await contentOf(response, digest);
      if (content) {
        const headers = { "Content-Type": response.headers.get("Content-Type") ?? "" };
        await cache.put(url, new Response(content, { headers }));
        return;
      }
    }
    throw new Error(`${address} is not of this release`);
  }

  async function fill() {
    const cache = await caches.open(OWN);
    if (await cache.match(WHOLE)) return;
    const names = (await copies()).filter((name) => name !== OWN);
    const older = await Promise.all(names.map((name) => caches.open(name)));
    for (const part of book.parts) {
      const open = Object.entries(part);
      const take = async () => {
        while (open.length > 0) {
          const [address, digest] = open.shift();
          while (Date.now() - lastAsked < REST) await sleep(REST / 4);
          await keep(cache, older, address, digest);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, take));
    }
    await cache.put(WHOLE, new Response(book.whole));
  }

  const isOnlyPage = async () =>
    (await self.clients.matchAll({ type: "window", includeUncontrolled: true })).length === 1;

  // Copies of older releases go when no page can need them: the one that asks is the only one open,
  // and came from the network when this release was there.
  async function tidy({ id }) {
    if (!answered.has(id) || !(await isOnlyPage())) return;
    const older = (await copies()).filter((name) => name !== OWN);
    await Promise.all(older.map((name) => caches.delete(name)));
  }

  async function keepTheBook({ source }) {
    filling ??= fill();
    try {
      await filling;
      source.postMessage({ kept: book.whole });
      await tidy(source);
    } catch (error) {
      source.postMessage({ stopped: String(error) });
      await self.registration.update().catch(() => null); // perhaps there is a new release
    } finally {
      filling = null;
    }
  }

  // --- Answering --------------------------------------------------------------------------------

  const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

  const html = (text, status = 200) =>
    new Response(text, { status, headers: { "Content-Type": "text/html; charset=utf-8" } });

  // A page of the copy says that it is one.
  async function marked(response) {
    const note = `<p class="site-kept-copy" role="note">${escaped(book.copy)}</p>`;
    const text = await response.text();
    return html(
      text
        .replace("<html", `<html data-kept="${book.release}"`)
        .replace(/<article\b[^>]*>/, (start) => start + note),
    );
  }

  async function keptPage(address) {
    const { origin, pathname } = new URL(address);
    const bare = origin + pathname;
    const cache = await copyToRead();
    for (const url of [bare, `${bare}index.html`, `${bare}.html`]) {
      const response = await cache.match(url);
      if (response) return marked(response);
    }
    return null;
  }

  const linkTo = (address) => escaped(new URL(address, root).href).replaceAll('"', "&quot;");

  function absent() {
    const styles = book.styles.map((each) => `<link rel="stylesheet" href="${linkTo(each)}">`);
    const name = escaped(book.absent);
    return html(
      `<!DOCTYPE html><html lang="${book.lang}"><head><meta charset="utf-8">` +
        '<meta name="viewport" content="width=device-width">' +
        `<meta name="color-scheme" content="light dark">${styles.join("")}` +
        `<title>${name} — ${escaped(book.title)}</title></head>` +
        `<body><main class="bd-article site-absent"><h1>${name}</h1>` +
        `<p>${escaped(book.absent_what)}</p>` +
        `<p><a href="${linkTo(book.first)}">${escaped(book.absent_first)}</a></p>` +
        "</main></body></html>",
      503,
    );
  }

  async function page({ request, resultingClientId }) {
    const network = fetch(request, { cache: "no-cache" });
    network.catch(() => null); // it may fail after the copy was shown
    try {
      const response = await Promise.race([network, sleep(PATIENCE)]);
      if (response && response.status < 500) {
        answered.add(resultingClientId);
        return response;
      }
    } catch {
      // No network.
    }
    const copy = await keptPage(request.url);
    return copy ?? network.catch(absent);
  }

  // A name with a hash in it means one content for good.
  async function named(request) {
    return (await caches.match(request.url)) ?? fetch(request);
  }

  async function unnamed(request) {
    try {
      return await fetch(request);
    } catch (error) {
      const response = await (await copyToRead()).match(request.url);
      if (!response) throw error;
      return response;
    }
  }

  self.addEventListener("fetch", (event) => {
    const { request } = event;
    if (request.method !== "GET" || !request.url.startsWith(root)) return;
    if (request.headers.has("Range") || request.url.startsWith(`${root}lite/`)) return;
    lastAsked = Date.now();
    const { pathname, search } = new URL(request.url);
    if (request.mode === "navigate") event.respondWith(page(event));
    else if (/-[0-9a-f]{8,}\.\w+$/.test(pathname) || /[?&]v=\w/.test(search)) {
      event.respondWith(named(request));
    } else event.respondWith(unnamed(request));
  });

  self.addEventListener("message", (event) => {
    if (event.data?.keep) event.waitUntil(keepTheBook(event));
    if (event.data?.replace) event.waitUntil(replace());
  });

  // A new release waits, as browsers have it, until no page of the one before is open; a page that
  // is the only one need not be closed for it, since the copy that it came with stays.
  async function replace() {
    if (await isOnlyPage()) await self.skipWaiting();
  }

  // The page of a first visit is answered by this from now on.
  self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
})();
