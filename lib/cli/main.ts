#!/usr/bin/env node
import { run } from './run';
import { processIo } from './shell/io';

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 5));

void run(process.argv.slice(2), processIo()).then((code) => {
  process.exitCode = code;
});
