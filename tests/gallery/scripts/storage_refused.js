// The browser keeps nothing for this page.
Object.defineProperty(window, "localStorage", {
  get() {
    throw new DOMException("refused", "SecurityError");
  },
});
