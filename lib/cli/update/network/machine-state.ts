import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { isFile, readText, writeAtomically } from '../../shell/files';
import { Io } from '../../shell/io';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** The id in Microsoft's examples, which everybody copies; it must not be used. */
const SAMPLE_GUID = 'b10c5ed1-bad1-445f-b386-b919946339a7';

/** What was last heard from one web service. */
export interface Heard {
  /** When `/version` was asked, in milliseconds. */
  readonly askedAt?: number;

  /** Its answer. */
  readonly versions?: string;

  /** Not to be asked before, in milliseconds; set by status 429. */
  readonly notBefore?: number;
}

/** What this machine remembers, apart from every lock: the web service wants one id per machine, and not to be asked often. */
export interface MachineState {
  readonly clientRequestId: string;

  /** By base URL. */
  readonly heard: Readonly<Record<string, Heard>>;
}

/** Where the state is kept: `$M365_ENDPOINTS_STATE`, or the usual folder for state. */
export function statePath({ env, cwd }: Io): string {
  if (env.M365_ENDPOINTS_STATE) {
    return resolve(cwd, env.M365_ENDPOINTS_STATE);
  }
  return join(env.XDG_STATE_HOME || env.LOCALAPPDATA || join(env.HOME || homedir(), '.local', 'state'), 'm365-endpoints', 'state.json');
}

/** Reads the state. Without one, or with one that is damaged, a new id is made. */
export function readState(path: string): MachineState {
  const stored = isFile(path) ? parseObject(readText(path)) : {};
  const id = stored.clientRequestId;
  const isUsable = typeof id === 'string' && GUID.test(id) && id.toLowerCase() !== SAMPLE_GUID;
  const heard = Object.entries(objectOf(stored.heard)).map(([url, each]) => [url, heardOf(each)] as const);
  return { clientRequestId: isUsable ? id : randomUUID(), heard: Object.fromEntries(heard) };
}

/** Writes the state with what was just heard from `url`. That it cannot be written stops nothing. */
export function remember(path: string, state: MachineState, url: string, heard: Heard): MachineState {
  const next = { ...state, heard: { ...state.heard, [url]: heard } };
  try {
    writeAtomically(new Map([[path, `${JSON.stringify(next, null, 2)}\n`]]));
  } catch {
    // A home that cannot be written, as in many containers: the next run has a new id and asks again.
  }
  return next;
}

function heardOf(value: unknown): Heard {
  const { askedAt, versions, notBefore } = objectOf(value);
  return {
    askedAt: typeof askedAt === 'number' ? askedAt : undefined,
    versions: typeof versions === 'string' ? versions : undefined,
    notBefore: typeof notBefore === 'number' ? notBefore : undefined,
  };
}

function parseObject(text: string): Record<string, unknown> {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return {};
  }
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
