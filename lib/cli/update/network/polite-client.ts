import { reasonOf } from '../../../catalog/lock/reason-of';
import { EndpointError } from '../../../messages/errors';
import { Io } from '../../shell/io';
import { shownUrl } from './base-url';
import { HttpAnswer, httpGet, LastingFailure } from './http-get';

/** How often one request is tried, the first time included. */
const ATTEMPTS = 4;

/** How long the first wait is at most; each further one is twice as long. */
const FIRST_WAIT = 1000;

/** Longest `Retry-After` that is waited for, other than that of status 429. */
const LONGEST_WAIT = 60_000;

const REDIRECTS = 3;
const HOUR = 3_600_000;

/** A failure that may pass when the request is repeated. */
class PassingFailure extends Error {
  constructor(message: string, readonly retryAfter?: number) {
    super(message);
  }
}

/** What a client needs to know of the one who asks. */
export interface ClientProps {
  readonly io: Io;

  /** Milliseconds for one request. */
  readonly timeout: number;

  /** Told before each request and each wait. */
  readonly progress: (text: string) => void;
}

/** What one kind of answer is, and what becomes of others. */
export interface Question {
  /** Media types that are wanted. */
  readonly accept: string;

  /** What is wrong with a body that may be complete another time; `undefined` when nothing is. */
  readonly problemOf: (body: string) => string | undefined;

  /** The error for an answer that is not to be had. */
  readonly failed: (shown: string, problem: string) => EndpointError;

  /** The error for status 429, with the time in milliseconds before which nothing may be asked. */
  readonly throttled: (shown: string, until: number) => EndpointError;
}

/**
 * The body of a complete answer, after as many attempts as it takes.
 *
 * Tried again are failures of the network, status 500 and above, and incomplete bodies. Not by the retry of undici, which
 * would join two partial answers into one body and does not look into it. Redirects are followed on the same host only.
 *
 * @throws EndpointError as `question` makes them, or `InvalidProxy`
 */
export async function ask(url: URL, question: Question, client: ClientProps): Promise<string> {
  const shown = shownUrl(url);
  for (let attempt = 1; ; attempt++) {
    client.progress(`asking ${shown}`);
    try {
      return await askOnce(url, shown, question, client);
    } catch (error) {
      if (!(error instanceof PassingFailure)) {
        throw error;
      }
      if (attempt === ATTEMPTS) {
        throw question.failed(shown, `${error.message}, ${ATTEMPTS} times in a row`);
      }
      const wait = error.retryAfter ?? FIRST_WAIT * 2 ** (attempt - 1) * (0.5 + client.io.random() / 2);
      client.progress(`${error.message}; trying again in ${(wait / 1000).toFixed(1)} s`);
      await client.io.sleep(wait);
    }
  }
}

async function askOnce(url: URL, shown: string, question: Question, client: ClientProps): Promise<string> {
  const { status, headers, body } = await follow(url, shown, question, client);
  const retryAfter = millisecondsOf(headers['retry-after'], client.io);
  if (status === 429) {
    throw question.throttled(shown, client.io.now().getTime() + (retryAfter ?? HOUR));
  }
  if (status === 407) {
    throw question.failed(shown, 'the proxy wants credentials, or others (status 407)');
  }
  if (status >= 500) {
    throw new PassingFailure(`it answered with status ${status}`, retryAfter !== undefined && retryAfter <= LONGEST_WAIT ? retryAfter : undefined);
  }
  if (status !== 200) {
    throw question.failed(shown, `it answered with status ${status}`);
  }
  const problem = question.problemOf(body);
  if (problem !== undefined) {
    throw new PassingFailure(problem);
  }
  return body;
}

/** The answer, after redirects that stay on the same host. */
async function follow(url: URL, shown: string, question: Question, client: ClientProps): Promise<HttpAnswer> {
  let target = url;
  for (let redirects = 0; redirects <= REDIRECTS; redirects++) {
    const answer = await get(target, shown, question, client);
    const location = textOf(answer.headers.location);
    if (answer.status < 300 || answer.status > 399 || location === undefined) {
      return answer;
    }
    const next = URL.canParse(location, target.href) ? new URL(location, target) : undefined;
    if (next === undefined || next.host !== target.host || next.protocol !== target.protocol) {
      throw question.failed(shown, `it redirects to ${next?.host ?? 'no address'}, and only the same host is followed`);
    }
    // A redirect says where, not who asks.
    [next.username, next.password] = [target.username, target.password];
    target = next;
  }
  throw question.failed(shown, `it redirects more than ${REDIRECTS} times`);
}

async function get(url: URL, shown: string, { accept, failed }: Question, { io, timeout }: ClientProps): Promise<HttpAnswer> {
  try {
    return await httpGet(url, { timeout, env: io.env, accept });
  } catch (error) {
    if (error instanceof LastingFailure) {
      throw failed(shown, error.message);
    }
    throw error instanceof EndpointError ? error : new PassingFailure(reasonOf(error));
  }
}

/** The milliseconds of a `Retry-After`, in seconds or as a date. At most a day is believed. */
function millisecondsOf(header: string | string[] | undefined, io: Io): number | undefined {
  const text = textOf(header)?.trim() ?? '';
  const wait = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - io.now().getTime();
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), 24 * HOUR);
}

function textOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
