// What a device needs to install the site. Not in the page itself: from a folder no browser may read
// it, and says so in its log. A page on a learning platform is no site.
(() => {
  if (!location.protocol.startsWith("http") || window.whosays.lesson) return;
  const manifest = document.createElement("link");
  manifest.rel = "manifest";
  manifest.crossOrigin = "use-credentials"; // where a school asks for a password
  const top = document.documentElement.dataset.content_root ?? "";
  manifest.href = `${top}manifest.webmanifest`;
  document.head.append(manifest);
})();
