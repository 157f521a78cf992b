// Needed once a reader opens a file. After _yaml.js.

/** What a file of a case holds; JSON is YAML, too. An Error names the fault. */
function parsedYaml(text) {
  try {
    return jsyaml.load(text, { schema: jsyaml.CORE_SCHEMA });
  } catch {
    throw new Error("bad_yaml");
  }
}
