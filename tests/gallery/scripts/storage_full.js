// The browser has no room left.
Storage.prototype.setItem = () => {
  throw new DOMException("full", "QuotaExceededError");
};
