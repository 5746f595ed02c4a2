// Runs keeper.js of the web form in Node: for each job on standard input (JSON lines) the text that it would save.
const path = require("path");
const form = process.argv[2];
const keeper = require(path.join(form, "page/keeper.js"))(require(path.join(form, "vendor/js-yaml-4.3.2.min.js")));

const step = (value, part) => value[part];
for (const line of require("fs").readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const { kind, text, changes = [], order = {} } = JSON.parse(line);
  const data = JSON.parse(JSON.stringify(keeper.fromFile(kind, text)));
  for (const [at, value] of changes) {
    const holder = at.slice(0, -1).reduce(step, data), last = at[at.length - 1];
    if (last === "+") holder.push(value);
    else if (value === null && Array.isArray(holder)) holder.splice(last, 1);
    else holder[last] = value;
  }
  let saved;
  try { saved = { text: keeper.toFile(kind, data, order) }; } catch (error) { saved = { refused: error.message }; }
  process.stdout.write(JSON.stringify(saved) + "\n");
}
