/** Measures which faults the tests notice, room by room, and prints a table: `npm run mutation`, `npm run mutation -- ports hosts`. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { ROOMS } from './rooms.mjs';

/** What is noticed of a room must not fall below. */
const LEAST = 90;

const asked = process.argv.slice(2);
const unknown = asked.filter((room) => !Object.hasOwn(ROOMS, room));
if (unknown.length > 0) {
  console.error(`no room ${unknown.join(', ')}: ${Object.keys(ROOMS).join(', ')}`);
  process.exit(2);
}
const rooms = asked.length > 0 ? asked : Object.keys(ROOMS);
const scores = rooms.map((room) => {
  spawnSync('npx', ['stryker', 'run'], { stdio: 'inherit', env: { ...process.env, M365_MUTATION_ROOM: room, M365_MATERIAL: '' } });
  return [room, scoreOf(`build/mutation/${room}.json`)];
});
for (const [room, score] of scores) {
  console.log(score === undefined ? `${room.padEnd(10)} was not measured` : `${room.padEnd(10)} ${score.percent.toFixed(1)} %, ${score.noticed} of ${score.all}`);
}
process.exit(scores.every(([, score]) => score !== undefined && score.percent >= LEAST) ? 0 : 1);

/** Mutants that are noticed, of all that can be; an equivalent one is marked `Ignored`, with its reason, in the source. */
function scoreOf(report) {
  if (!existsSync(report)) return undefined;
  const statuses = Object.values(JSON.parse(readFileSync(report, 'utf8')).files).flatMap(({ mutants }) => mutants).map(({ status }) => status);
  const noticed = statuses.filter((status) => ['Killed', 'Timeout'].includes(status)).length;
  const all = noticed + statuses.filter((status) => ['Survived', 'NoCoverage'].includes(status)).length;
  return { noticed, all, percent: all === 0 ? 100 : 100 * noticed / all };
}
