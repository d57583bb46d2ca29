// Prints the fewest prefixes that hold the addresses of a file with one prefix a line: a whole process to time.
const { openSync, readSync, writeSync } = require('node:fs');
const { PrefixSet } = require('cdk-m365-endpoints/net');

const file = openSync(process.argv[2], 'r');
const builder = PrefixSet.builder();
const chunk = Buffer.alloc(65_536);
for (let rest = '', length; (length = readSync(file, chunk)) > 0;) {
  const lines = (rest + chunk.latin1Slice(0, length)).split('\n');
  rest = lines.pop();
  for (const line of lines) builder.addText(line);
}
for (const block of builder.build().toLines()) {
  const bytes = Buffer.from(block, 'latin1');
  for (let written = 0; written < bytes.length;) written += writeSync(1, bytes, written);
}
