// Fetches a script of the site once something needs it. As an element: from a folder, nothing else
// can be fetched.
(() => {
  window.whosays ??= {};
  const coming = new Map(); // address -> promise

  function fetched(src, data) {
    const script = document.createElement("script");
    Object.assign(script.dataset, data);
    script.src = src;
    return new Promise((resolve, reject) => {
      script.addEventListener("load", resolve);
      script.addEventListener("error", () => {
        coming.delete(src); // it may come the next time
        reject(new Error(`${src} did not come`));
      });
      document.head.append(script);
    });
  }

  window.whosays.load = (src, data = {}) => {
    if (!coming.has(src)) coming.set(src, fetched(src, data));
    return coming.get(src);
  };
})();
