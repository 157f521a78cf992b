// A button at each piece of code that copies it; none where a browser lets no page copy.
(() => {
  if (!navigator.clipboard) return;
  const { copy, copied } = document.currentScript.dataset;
  const said = document.createElement("span"); // read out, since the button's new word is not
  said.className = "site-hidden";
  said.setAttribute("role", "status");
  document.body.append(said);

  function say(button, word) {
    button.textContent = word;
    said.textContent = word === copied ? word : "";
  }

  async function take(code, button) {
    try {
      await navigator.clipboard.writeText(code.textContent.trimEnd());
      say(button, copied);
      setTimeout(() => say(button, copy), 3000);
    } catch {
      // It is refused: the code is selected, and the reader's keys copy it.
      getSelection().selectAllChildren(code);
    }
  }

  for (const code of document.querySelectorAll("div.highlight pre")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "site-copy";
    button.textContent = copy;
    button.addEventListener("click", () => take(code, button));
    code.after(button);
  }
})();
