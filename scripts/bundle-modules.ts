/**
 * Joins the compiled modules of each room of the package, a folder of `dist`, into one file `modules.js`.
 *
 * An app loads some hundred modules of ours, and finding and opening their files takes longer than what most of them do.
 * Each stays a module of its own inside the file, which runs when it is first required, in the order that the compiler wrote.
 * The entry points keep their files, with the names of their exports, and take the values from `modules.js`.
 *
 * Runs after `lazy-exports.ts`.
 */
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { build, Plugin } from 'esbuild';

const DIST = resolve(process.argv[2] ?? join(__dirname, '..', 'dist'));
const JOINED = 'modules.js';

/** Folders of which each has rooms. */
const FLOORS = ['.', 'cdktn'];

/** What users and tools open by its path, where it is not the index of a room. */
const DOORS = ['index.js', 'cli/main.js'];

/** The rooms, as paths below `dist`. */
const rooms = FLOORS.filter((floor) => existsSync(join(DIST, floor))).flatMap((floor) => readdirSync(join(DIST, floor), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !FLOORS.includes(entry.name))
  .map(({ name }) => posix.join(floor, name)))
  .filter((room) => modulesOf(room).length > 0);

async function main(): Promise<void> {
  const doors = [...DOORS, ...rooms.map((room) => `${room}/index.js`)].filter((door) => existsSync(join(DIST, door)));
  const texts = doors.map((door) => [door, doorText(door)] as const);
  const bundles = await Promise.all(rooms.map(async (room) => [room, await bundle(room)] as const));
  rooms.flatMap(modulesOf).forEach((module) => rmSync(join(DIST, module)));
  bundles.forEach(([room, text]) => writeFileSync(join(DIST, room, JOINED), text));
  texts.forEach(([door, text]) => writeFileSync(join(DIST, door), text));
}

/** The compiled modules of a room, as paths below `dist`. */
function modulesOf(room: string): string[] {
  return readdirSync(join(DIST, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js')).map((file) => posix.join(room, file.split(sep).join('/'))).sort();
}

/** A door that requires from the joined files what it required from modules. */
function doorText(door: string): string {
  const file = join(DIST, door);
  return readFileSync(file, 'utf8').replace(/\brequire\("(\.[^"]+)"\)/g, (_, specifier: string) => requireJoined(moduleAt(dirname(file), specifier), dirname(door)));
}

/** The expression for a module in the joined file of its room, in a file of the folder `from` below `dist`. */
function requireJoined(module: string, from: string): string {
  const room = rooms.find((candidate) => module.startsWith(`${candidate}/`));
  if (room === undefined) throw new Error(`${module} is in no room`);
  return `require(${JSON.stringify(pathFrom(from, `${room}/${JOINED}`))})[${JSON.stringify(posix.relative(room, module))}]`;
}

async function bundle(room: string): Promise<string> {
  const getters = modulesOf(room).map((module) => posix.relative(room, module)).map((path) => (
    `Object.defineProperty(exports, ${JSON.stringify(path)}, { get: () => require(${JSON.stringify(`./${path}`)}) });`
  ));
  const { outputFiles: [{ text }] } = await build({
    stdin: { contents: getters.join('\n'), resolveDir: join(DIST, room), sourcefile: JOINED },
    bundle: true,
    platform: 'node',
    target: 'node20',
    legalComments: 'none',
    write: false,
    logLevel: 'warning',
    plugins: [withinRoom(room)],
  });
  return text;
}

/** Takes modules of the room into the file, finds those of other rooms in theirs, and leaves packages and data where they are. */
function withinRoom(room: string): Plugin {
  return {
    name: 'within-room',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /.*/ }, ({ path, resolveDir, namespace }) => {
        if (namespace === 'joined' || !path.startsWith('.')) return { path, external: true };
        const module = moduleAt(resolveDir, path);
        if (module.startsWith(`${room}/`)) return { path: join(DIST, module) };
        return module.endsWith('.js') ? { path: module, namespace: 'joined' } : { path: pathFrom(room, module), external: true };
      });
      onLoad({ filter: /.*/, namespace: 'joined' }, ({ path }) => ({ contents: `module.exports = ${requireJoined(path, room)};` }));
    },
  };
}

/** The file that Node would find, as a path below `dist`. */
function moduleAt(folder: string, specifier: string): string {
  const path = resolve(folder, specifier);
  const file = [path, `${path}.js`, join(path, 'index.js')].find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
  if (file === undefined) throw new Error(`${specifier} in ${folder} is not a file`);
  return relative(DIST, file).split(sep).join('/');
}

function pathFrom(folder: string, file: string): string {
  const path = posix.relative(folder, file);
  return path.startsWith('.') ? path : `./${path}`;
}

void main();
