// Files in a zip, stored as they are, and out of one again.

const ZIP_DAY = 0x21; // 1 January 1980, the first day that a zip knows: what is saved twice is the same

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xed_b8_83_20 : value >>> 1;
  return value >>> 0;
});

function crc32(bytes) {
  let crc = 0xff_ff_ff_ff;
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xff_ff_ff_ff) >>> 0;
}

/** Numbers as bytes, the lowest first: pairs of a number and how many bytes it takes. */
const littleEndian = (...pairs) =>
  pairs.flatMap(([value, size]) =>
    Array.from({ length: size }, (_, n) => Math.floor(value / 256 ** n) % 256),
  );

/** The bytes of a zip with these files, {name: text}. */
function zipped(files) {
  const parts = [];
  const index = [];
  let at = 0;
  for (const [path, text] of Object.entries(files)) {
    const [name, data] = [path, text].map((each) => new TextEncoder().encode(each));
    // What stands before the file and in the index alike; 0x0800: its name is UTF-8.
    // biome-ignore format: a line a group of fields
    const about = littleEndian(
      [20, 2], [0x08_00, 2], [0, 2], [0, 2], [ZIP_DAY, 2],
      [crc32(data), 4], [data.length, 4], [data.length, 4], [name.length, 2], [0, 2],
    );
    const head = [...littleEndian([0x04_03_4b_50, 4]), ...about];
    parts.push(new Uint8Array(head), name, data);
    const place = littleEndian([0, 2], [0, 2], [0, 2], [0, 4], [at, 4]);
    index.push(
      new Uint8Array([...littleEndian([0x02_01_4b_50, 4], [20, 2]), ...about, ...place]),
      name,
    );
    at += head.length + name.length + data.length;
  }
  const size = index.reduce((sum, each) => sum + each.length, 0);
  const count = Object.keys(files).length;
  const end = littleEndian(
    [0x06_05_4b_50, 4],
    [0, 4],
    [count, 2],
    [count, 2],
    [size, 4],
    [at, 4],
    [0, 2],
  );
  return new Blob([...parts, ...index, new Uint8Array(end)], { type: "application/zip" });
}

/** The bytes of a packed file, by the method that the zip names. */
function unpacked(buffer, { method, from, size }) {
  const data = new Blob([new Uint8Array(buffer, from, size)]).stream();
  const stream = method === 0 ? data : data.pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).arrayBuffer();
}

/** The files of a zip as pairs of name, without folders, and bytes; an Error that names the fault. */
function unzipped(buffer) {
  const view = new DataView(buffer);
  const short = (at) => view.getUint16(at, true);
  const long = (at) => view.getUint32(at, true);
  let end = buffer.byteLength - 22;
  while (end >= 0 && long(end) !== 0x06_05_4b_50) end -= 1;
  if (end < 0) throw new Error("bad_file");
  const files = [];
  let at = long(end + 16);
  for (let n = short(end + 10); n > 0; n--) {
    const name = new TextDecoder().decode(new Uint8Array(buffer, at + 46, short(at + 28)));
    const head = long(at + 42);
    const from = head + 30 + short(head + 26) + short(head + 28);
    const packed = { method: short(at + 10), from, size: long(at + 20) };
    files.push(unpacked(buffer, packed).then((bytes) => [name.split("/").at(-1), bytes]));
    at += 46 + short(at + 28) + short(at + 30) + short(at + 32);
  }
  return Promise.all(files);
}
