// How a class did: figures from what pupils handed in, as in classes.py, where their sources stand. No DOM.

const SAMPLES = 1000;
const FEWEST = 5; // pupils or sentences for an interval

const meanOf = (list) => {
  const found = list.filter((x) => x != null);
  return found.length > 0 ? found.reduce((sum, x) => sum + x, 0) / found.length : null;
};

const isAgreed = ({ verdict }) => verdict !== "differs";

// --- answers ---

/** All answers that count, with their points by the present key. */
function givenAnswers({ banks }, pupils) {
  const found = [];
  for (const { name, answers } of pupils) {
    for (const bank of banks) {
      const here = answers[bank.id] ?? {};
      for (const item of bank.items.filter(({ id }) => Object.hasOwn(here, id))) {
        const { choice, confidence = null } = here[item.id];
        const made = points(item, choice);
        const isSignal = typeof item.signal === "boolean";
        found.push({
          pupil: name,
          bank,
          item,
          choice,
          confidence,
          points: made,
          right: made === 1,
          said: isSignal ? item.options.find(({ id }) => id === choice).says_signal : null,
        });
      }
    }
  }
  return found;
}

/** The questions that somebody was scored on, in the order of the banks, as {bank, home, item, here}. */
function answeredItems({ banks, homes }, answers) {
  const scored = answers.filter((a) => a.points !== null);
  const byQuestion = groupedBy(scored, ({ bank, item }) => `${bank.id} ${item.id}`);
  return banks.flatMap((bank) =>
    bank.items
      .map((item) => {
        const here = byQuestion.get(`${bank.id} ${item.id}`);
        return { bank, home: homes.get(item.id), item, here };
      })
      .filter(({ here }) => here),
  );
}

/** How hard a question was, how sure its answers were, and how many took each option. */
function itemFigures({ bank, home, item, here }, { chances, asked, t }) {
  const right = here.filter((a) => a.right);
  const surenessOf = (list) => meanOf(list.map(({ confidence }) => confidence));
  const { parts, picks } = PICKED[item.type];
  const taken = here.map(({ choice }) => picks(item, choice));
  const chosen = parts(item, t).map(({ text, options }, at) => {
    const count = ({ id }) => taken.filter((each) => each[at].includes(id)).length;
    return { text, options: options.map((option) => ({ ...option, n: count(option) })) };
  });
  return {
    bank,
    home,
    asked: asked.filter(({ question }) => question === item.id),
    item,
    n: here.length,
    right: right.length,
    share: right.length / here.length,
    points: meanOf(here.map((a) => a.points)),
    chance: chances[item.id],
    sure: surenessOf(here),
    sure_right: surenessOf(right),
    sure_wrong: surenessOf(here.filter((a) => !a.right)),
    chosen,
  };
}

// --- pupils and banks ---

/** Hits, misses, false alarms and correct rejections. */
function signalCounts(here) {
  const of = (signal, said) =>
    here.filter((a) => a.said === said && a.item.signal === signal).length;
  return [of(true, true), of(true, false), of(false, true), of(false, false)];
}

/** What a list of answers comes to. */
function toldOf(here) {
  const right = here.filter((a) => a.right).length;
  const [hits, misses, alarms, rejections] = signalCounts(here);
  const judged = here.filter(({ confidence }) => confidence);
  return {
    answers: here.length,
    right,
    share: here.length > 0 ? right / here.length : null,
    points: here.reduce((sum, a) => sum + a.points, 0),
    hits,
    misses,
    alarms,
    rejections,
    sure: meanOf(here.map(({ confidence }) => confidence)),
    brier: meanOf(judged.map((a) => (a.confidence / 100 - Number(a.right)) ** 2)),
  };
}

const MODULUS = 2_147_483_647;
let sequence = new Float64Array(0); // one sequence for all draws

/** So many numbers or more of Park & Miller's generator; always the same. */
function sequenceOf(length) {
  if (sequence.length < length) {
    sequence = new Float64Array(length);
    let state = 20_241_127;
    for (let n = 0; n < length; n++) sequence[n] = state = (state * 48_271) % MODULUS;
  }
  return sequence;
}

/** A thousand times so many places below `size`. */
function drawsOf(size) {
  const states = sequenceOf(SAMPLES * size);
  const found = [];
  for (let n = 0; n < SAMPLES; n++) {
    const one = new Int32Array(size);
    for (let m = 0; m < size; m++) {
      one[m] = Math.floor((states[n * size + m] * size) / MODULUS);
    }
    found.push(one);
  }
  return found;
}

/** Between which values the middle 95 % lie; what is null is left out. */
function middle95(list) {
  const made = list.filter((x) => x !== null).sort((a, b) => a - b);
  if (made.length === 0) return [null, null];
  return [0.025, 0.975].map((share) => {
    const at = share * (made.length - 1);
    const low = made[Math.floor(at)];
    return low + (made[Math.ceil(at)] - low) * (at - Math.floor(at));
  });
}

/** The sums of the columns of some rows, of those in `places`. */
function sumsOf(rows, places) {
  const sums = new Array(rows[0].length).fill(0);
  for (const place of places) {
    const row = rows[place];
    for (let at = 0; at < sums.length; at++) sums[at] += row[at];
  }
  return sums;
}

/** d' and criterion of all answers together, with their intervals over pupils. */
function classDiscrimination(here, enough) {
  const rows = [...groupedBy(here, ({ pupil }) => pupil).values()]
    .map(signalCounts)
    .filter((row) => row.some((n) => n > 0));
  const none = { d_prime: null, d_low: null, d_high: null, criterion: null, c_low: null };
  const whole = rows.length > 0 ? sumsOf(rows, rows.keys()) : [0];
  const found = whole.reduce((sum, n) => sum + n, 0) >= enough ? discrimination(...whole) : null;
  if (!found) return { ...none, c_high: null };
  const { d_prime, criterion } = found;
  if (rows.length < FEWEST) return { ...none, d_prime, criterion, c_high: null };
  const seen = new Map(); // many samples come to the same counts
  const samples = drawsOf(rows.length).map((places) => {
    const sums = sumsOf(rows, places);
    const key = sums.join(" ");
    if (!seen.has(key)) seen.set(key, discrimination(...sums));
    return seen.get(key);
  });
  const [d_low, d_high] = middle95(samples.map((each) => each?.d_prime ?? null));
  const [c_low, c_high] = middle95(samples.map((each) => each?.criterion ?? null));
  return { d_prime, d_low, d_high, criterion, c_low, c_high };
}

/** A result for all lessons together, for each bank of theirs, and for each form. */
function classResults({ banks, t }, answers, enough) {
  const scored = answers.filter((a) => a.points !== null);
  const ofLessons = scored.filter(({ bank }) => !bank.form);
  const several = new Set(ofLessons.map(({ bank }) => bank.id)).size > 1;
  const groups = several ? [{ id: "lessons", title: t.all_lessons, here: ofLessons }] : [];
  for (const bank of banks) {
    const { id, title } = bank;
    groups.push({ id, title, here: scored.filter((a) => a.bank === bank) });
  }
  return groups
    .filter(({ here }) => here.length > 0)
    .map(({ id, title, here }) => {
      const pupils = new Set(here.map(({ pupil }) => pupil)).size;
      return { id, title, pupils, ...toldOf(here), ...classDiscrimination(here, enough), here };
    });
}

// --- annotations ---

/** Marks of a sentence that its case knows, by layer. */
function knownMarks(place, marks, layers) {
  const [name] = place.split(":");
  const isKnown = ([layer, mark]) => {
    const values = layers.find(({ id }) => id === layer)?.values[name] ?? {};
    return Object.hasOwn(values, mark);
  };
  return Object.fromEntries(Object.entries(marks).filter(isKnown));
}

/** Every mark of a known sentence beside the gold, as {pupil, place, layer, mark, gold, verdict}. */
function comparedMarks({ places, layers }, pupils) {
  return pupils.flatMap((pupil) =>
    Object.entries(pupil.marks)
      .filter(([place]) => Object.hasOwn(places, place))
      .flatMap(([place, marks]) => {
        const known = knownMarks(place, marks, layers);
        const beside = compare(places[place].gold, known);
        return Object.entries(known).map(([layer, mark]) => {
          return { pupil: pupil.name, place, layer, mark, compared: beside[layer] ?? null };
        });
      }),
  );
}

/** Krippendorff's alpha of sums: differing pairs, and then how often there is each value; or null. */
function alphaOfSums([differing, ...counts]) {
  const n = counts.reduce((sum, count) => sum + count, 0);
  const chance = n * n - counts.reduce((sum, count) => sum + count * count, 0);
  return chance > 0 ? 1 - ((n - 1) * differing) / chance : null;
}

/** Alpha among any number of readers, with its interval over units: lists of two or more values. */
function alphaAmong(units) {
  const none = { alpha: null, low: null, high: null };
  if (units.length === 0) return none;
  const names = [...new Set(units.flat())];
  const rows = units.map((unit) => {
    const counts = names.map((name) => unit.filter((value) => value === name).length);
    const same = counts.reduce((sum, count) => sum + count * count, 0);
    return [(unit.length ** 2 - same) / (unit.length - 1), ...counts];
  });
  const found = alphaOfSums(sumsOf(rows, rows.keys()));
  if (found === null || units.length < FEWEST) return { ...none, alpha: found };
  const samples = drawsOf(rows.length).map((places) => alphaOfSums(sumsOf(rows, places)));
  const [low, high] = middle95(samples);
  return { alpha: found, low, high };
}

/** Agreement by layer: of the pupils among themselves, and with the gold. */
function classAgreement({ places, layers }, marks) {
  return layers
    .map(({ id, name }) => {
      const here = marks.filter(({ layer }) => layer === id);
      const byPlace = groupedBy(here, ({ place }) => place);
      // In the order of the text, because the draws go by places in this list.
      const units = Object.keys(places)
        .map((place) => (byPlace.get(place) ?? []).map(({ mark }) => mark))
        .filter((each) => each.length > 1);
      const compared = here.map((each) => each.compared).filter(Boolean);
      const same = compared.filter(isAgreed).length;
      return {
        layer: id,
        name,
        any: here.length > 0,
        sentences: units.length,
        marks: units.flat().length,
        ...alphaAmong(units),
        compared: compared.length,
        same,
        as_gold: compared.length > 0 ? same / compared.length : null,
      };
    })
    .filter(({ any }) => any);
}

/** What most pupils marked in each sentence and layer, and what the gold has. */
function sentenceFigures({ places, layers }, marks) {
  const found = [];
  const bySentence = groupedBy(marks, ({ place, layer }) => `${place} ${layer}`);
  for (const [place, { label, gold }] of Object.entries(places)) {
    for (const { id: layer } of layers) {
      const here = bySentence.get(`${place} ${layer}`) ?? [];
      if (here.length === 0) continue;
      const counts = [...groupedBy(here, ({ mark }) => mark)].map(([mark, each]) => {
        return { name: mark, n: each.length };
      });
      const [most] = counts.sort((a, b) => b.n - a.n || byName(a, b));
      found.push({
        place,
        label,
        layer,
        n: here.length,
        most: most.name,
        most_n: most.n,
        gold: valuesOf(gold[0], layer)[0] ?? null,
        same: here.filter(({ compared }) => compared && isAgreed(compared)).length,
      });
    }
  }
  return found;
}

/** A row for each pupil, by pseudonym. */
function pupilFigures(pupils, answers, marks) {
  const scored = groupedBy(
    answers.filter((a) => a.points !== null),
    ({ pupil }) => pupil,
  );
  const byPupil = groupedBy(marks, ({ pupil }) => pupil);
  return pupils.map(({ name, unfitting }) => {
    const compared = (byPupil.get(name) ?? []).filter((each) => each.compared);
    return {
      pupil: name,
      ...toldOf(scored.get(name) ?? []),
      sentences: new Set(compared.map(({ place }) => place)).size,
      marks: compared.length,
      same: compared.filter((each) => isAgreed(each.compared)).length,
      unfitting,
    };
  });
}

/** All figures of a class, from the pupils that count. */
function classFigures(book, pupils, enough) {
  const answers = givenAnswers(book, pupils);
  const marks = comparedMarks(book, pupils);
  return {
    answers,
    items: answeredItems(book, answers).map((each) => itemFigures(each, book)),
    results: classResults(book, answers, enough),
    pupils: pupilFigures(pupils, answers, marks),
    agreement: classAgreement(book, marks),
    sentences: sentenceFigures(book, marks),
  };
}
