// node compile.mjs FOLDER PACKAGES MODULES TERSE BUNDLED WHOLE: compile the archives of Python in a folder of Pyodide,
// by that Pyodide (bytecode.py). The others are names with commas between them: what is loaded and imported to find
// out what is used, which archives lose their docstrings, which become one, and which are packed as a whole.
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import process from "node:process";

const [folder, packages, ...names] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
try {
  const pyodide = await loadPyodide({ indexURL: `${folder}/`, packages: packages.split(",") });
  pyodide.mountNodeFS("/folder", folder);
  pyodide.mountNodeFS("/program", dirname(dirname(fileURLToPath(import.meta.url))));
  pyodide.globals.set("names", pyodide.toPy(names.map((each) => each.split(","))));
  await pyodide.runPythonAsync(`
import sys
from pathlib import Path
sys.dont_write_bytecode = True
sys.path.insert(0, "/program")
from lite.bytecode import compile_all
compile_all(Path("/folder"), *names)
`);
} catch (error) {
  console.error(error.message); // not its place, which is a line of a megabyte
  process.exit(1);
}
