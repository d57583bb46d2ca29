// Prints the fewest prefixes that hold the addresses of a file with one prefix a line: a whole process to time.
const { readFileSync, writeSync } = require('node:fs');
const { PrefixSet } = require('cdk-m365-endpoints');

const builder = PrefixSet.builder();
const text = readFileSync(process.argv[2], 'latin1');
for (let start = 0; start < text.length;) {
  let end = text.indexOf('\n', start);
  if (end < 0) end = text.length;
  builder.addText(text.slice(start, end));
  start = end + 1;
}
const lines = builder.build().toStrings();
for (let i = 0; i < lines.length; i += 10_000) {
  const bytes = Buffer.from(`${lines.slice(i, i + 10_000).join('\n')}\n`, 'latin1');
  for (let written = 0; written < bytes.length;) written += writeSync(1, bytes, written);
}
