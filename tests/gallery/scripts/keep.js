// Keeps the records that its element brings along, before the widgets start.
Object.assign(localStorage, JSON.parse(document.currentScript.dataset.records));
