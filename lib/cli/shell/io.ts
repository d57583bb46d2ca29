/** Everything the tool needs from the process it runs in, so that tests need no process. */
export interface Io {
  /** Writes text as it is. */
  readonly stdout: (text: string) => void;

  /** Writes text as it is. */
  readonly stderr: (text: string) => void;

  /** The whole of standard input. */
  readonly stdin: () => Promise<string>;

  readonly env: Readonly<Record<string, string | undefined>>;

  /** Absolute path that relative paths start from. */
  readonly cwd: string;

  /** Whether standard output is a terminal: only then are there colours and progress. */
  readonly isTerminal: boolean;

  /** How wide that terminal is, in characters; undefined elsewhere. */
  readonly columns?: number;

  readonly now: () => Date;

  /** Resolves after so many milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>;

  /** A number from 0 up to 1, for jitter. */
  readonly random: () => number;
}

/** The real process. */
export function processIo(): Io {
  return {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    stdin: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString('utf8');
    },
    env: process.env,
    cwd: process.cwd(),
    isTerminal: process.stdout.isTTY === true,
    columns: process.stdout.isTTY ? process.stdout.columns : undefined,
    now: () => new Date(),
    sleep: async (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    random: Math.random,
  };
}
