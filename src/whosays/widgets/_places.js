// What a question is called on the page that asks it, and on paper: from views/lessons.py. No DOM.

/** Where each question is at home, by its id; `rank` is its place in the book. */
const homesOf = (places) =>
  new Map(
    places
      .map((place, rank) => [place.question, { ...place, rank }])
      .filter(([, { borrowed }]) => !borrowed),
  );

/** Lists of entries by what a function says of them. */
function groupedBy(list, key) {
  const groups = new Map();
  for (const each of list) {
    const name = key(each);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(each);
  }
  return groups;
}
