// node compile.mjs FOLDER PACKAGES MODULES TERSE: compile the archives of Python in a folder of Pyodide, by that
// Pyodide (bytecode.py). The others are names with commas between them: what is loaded and imported to find
// out what is used, and which archives lose their docstrings.
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [folder, packages, modules, terse] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
try {
  const pyodide = await loadPyodide({ indexURL: `${folder}/`, packages: packages.split(",") });
  pyodide.mountNodeFS("/folder", folder);
  pyodide.mountNodeFS("/program", dirname(dirname(fileURLToPath(import.meta.url))));
  pyodide.globals.set("modules", modules);
  pyodide.globals.set("terse", terse);
  await pyodide.runPythonAsync(`
import sys
from pathlib import Path
sys.dont_write_bytecode = True
sys.path.insert(0, "/program")
from lite.bytecode import compile_all
compile_all(Path("/folder"), modules.split(","), terse.split(","))
`);
} catch (error) {
  console.error(error.message); // not its place, which is a line of a megabyte
  process.exit(1);
}
