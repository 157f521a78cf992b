// Drops the files that its element brings along on the class view, once it is there.
const { files } = document.currentScript.dataset;
addEventListener("whosays:ready", () => {
  const data = new DataTransfer();
  for (const [name, text] of Object.entries(JSON.parse(files)))
    data.items.add(new File([text], name));
  const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
  document.querySelector(".ws-drop").dispatchEvent(drop);
});
