// Prints what `require` of the entry points in the arguments gives and an ES module cannot import by name.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const unnamed = [];
for (const specifier of process.argv.slice(2)) {
  const named = Object.keys(await import(specifier));
  unnamed.push(...Object.keys(require(specifier)).filter((name) => !named.includes(name)).map((name) => `${specifier} ${name}`));
}
process.stdout.write(JSON.stringify(unnamed));
