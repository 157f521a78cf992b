// A page opened from a folder may not fetch its neighbours, so results come without an excerpt.
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;

const field = document.getElementById("ws-search-here");
field.value = new URLSearchParams(location.search).get("q") || "";
field.focus();
