/**
 * A test runner for Stryker that runs tests of jest-circus in its own process.
 *
 * Stryker's runner starts Jest anew for each mutant, which takes most of the time of a run. Here the sources are compiled
 * once and only loaded anew for each mutant, so that nothing that one mutant left in memory decides on another, and so that
 * a mutant in what runs while a module loads is tried like any other.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import { commonTokens, declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import { DryRunStatus, TestStatus, toMutantRunResult } from '@stryker-mutator/api/test-runner';

const require = createRequire(import.meta.url);
const { transformSync } = require('esbuild');
const circus = require('jest-circus');
const fastCheck = require('fast-check');
const { jestExpect } = require('@jest/expect');

const ID_SEPARATOR = ' › ';

/** What tests can do in Jest only, such as replacing a module. */
const NEEDS_JEST = /\bjest\.|toMatchSnapshot|toMatchInlineSnapshot/;

/**
 * How many steps a test may take with a mutant: so many times those that it takes without, and some for whatever is short.
 *
 * A step is a place in the code where a mutant could be, so a loop that does not end is soon out of steps. That is the same on a
 * busy machine and on an idle one, and this process need not be ended.
 */
const MOST_STEPS = { times: 10, more: 2_000_000 };

/** How many steps there are between two looks at the time that a test takes in the dry run. */
const STEPS_BETWEEN_LOOKS = 50_000;

class CircusRunner {
  /** The sandbox that Stryker starts this process in. */
  root = process.cwd();
  compiled = new Map();
  /** Milliseconds of CPU by test, and steps, as the dry run measured them. */
  costs = new Map();
  steps = new Map();
  context = globalThis.__stryker__ ??= {};
  taken = 0;
  most = Infinity;
  isOutOfSteps = false;
  /** The ids of the tests to run; undefined for all. */
  wanted;
  /** Those that take no longer than they may. */
  quick;
  bails = false;

  constructor(options) {
    this.folders = options.circus.folders;
    this.mostMilliseconds = options.circus.mostMilliseconds ?? Infinity;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  init() {
    const { describe, test, it, beforeAll, beforeEach, afterAll, afterEach } = circus;
    Object.assign(globalThis, { describe, test, it, beforeAll, beforeEach, afterAll, afterEach, expect: jestExpect });
    require.extensions['.ts'] = (module, file) => module._compile(this.compile(file), file);
    circus.addEventHandler((event, state) => this.handle(event, state));
    this.countSteps();
    this.remember();
    // That a property fails is enough; the smallest example takes many runs more, and nobody reads it.
    fastCheck.configureGlobal({ endOnFailure: true });
    this.files = this.folders.flatMap((folder) => readdirSync(join(this.root, folder), { recursive: true }).map((file) => join(this.root, folder, file)))
      .filter((file) => file.endsWith('.test.ts') && !NEEDS_JEST.test(readFileSync(file, 'utf8'))).sort();
  }

  /** Each place where a mutant could be asks whether it is the one. */
  countSteps() {
    let active;
    Object.defineProperty(this.context, 'activeMutant', {
      get: () => {
        if (++this.taken > this.most) this.goOnOrThrow();
        return active;
      },
      set: (mutant) => {
        active = mutant;
      },
    });
  }

  /** Ends a test that has taken all its steps or, in the dry run, more time than it may. */
  goOnOrThrow() {
    if (!this.measures) {
      this.isOutOfSteps = true;
      throw new Error(`more than ${this.most} steps`);
    }
    this.most += STEPS_BETWEEN_LOOKS;
    if (this.context.currentTestId === undefined || this.milliseconds() <= this.mostMilliseconds) return;
    throw new Error(`more than ${this.mostMilliseconds} ms`);
  }

  /** Where the dry run left what it measured for the process that takes the place of this one, should this one have to be ended. */
  get memory() {
    return join(this.root, 'circus-runner.json');
  }

  remember() {
    if (!existsSync(this.memory)) return;
    const { costs, steps, quick } = JSON.parse(readFileSync(this.memory, 'utf8'));
    Object.assign(this, { costs: new Map(costs), steps: new Map(steps), quick });
  }

  async dryRun({ coverageAnalysis }) {
    this.measures = coverageAnalysis === 'perTest';
    this.wanted = undefined;
    this.bails = false;
    const result = await this.run(this.files);
    this.measures = false;
    return this.withoutSlow(result);
  }

  /**
   * Leaves out tests that take too long, so that a score is a lower bound: they may notice what the others do not.
   *
   * They stay in the result and cover nothing: what is not in it counts as overhead, and the longer a mutant may take before it is timed out.
   */
  withoutSlow(result) {
    const { mutantCoverage } = this.context;
    if (result.status !== DryRunStatus.Complete) return result;
    const ids = result.tests.map(({ id }) => id);
    this.quick = ids.filter((id) => !(this.costs.get(id) > this.mostMilliseconds));
    ids.filter((id) => !this.quick.includes(id)).forEach((id) => delete mutantCoverage.perTest[id]);
    writeFileSync(this.memory, JSON.stringify({ costs: [...this.costs], steps: [...this.steps], quick: this.quick }));
    return { ...result, mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, disableBail }) {
    const ids = testFilter ?? this.quick;
    this.wanted = ids && new Set(ids);
    this.bails = !disableBail;
    this.context.activeMutant = activeMutant.id;
    const result = await this.run(ids === undefined ? this.files : this.filesWith(ids));
    this.context.activeMutant = undefined;
    return toMutantRunResult(result, disableBail);
  }

  /** The files with some tests, those with the cheapest test first. */
  filesWith(ids) {
    const cheapest = (file) => Math.min(...ids.filter((id) => id.startsWith(this.idOf(file))).map((id) => this.costs.get(id) ?? 0));
    return this.files.filter((file) => cheapest(file) < Infinity).sort((a, b) => cheapest(a) - cheapest(b));
  }

  async run(files) {
    this.unload();
    this.isOutOfSteps = false;
    const tests = [];
    for (const file of files) {
      tests.push(...await this.runFile(file));
      if (this.isOutOfSteps) return { status: DryRunStatus.Timeout, reason: `more than ${this.most} steps` };
      if (this.bails && tests.some(({ status }) => status === TestStatus.Failed)) break;
    }
    return { status: DryRunStatus.Complete, tests };
  }

  async runFile(file) {
    // What a module does while it loads counts for each file, as in Jest, and not for the test that happened to load it first.
    if (this.measures) this.unload();
    circus.resetState();
    circus.getState().testTimeout = 60_000;
    this.current = file;
    this.count(this.idOf(file));
    try {
      require(file);
      if (this.measures) this.steps.set(this.idOf(file), this.taken);
    } catch (error) {
      // Jest fails a file that does not load: its tests fail with it.
      const id = [...this.wanted ?? []].find((one) => one.startsWith(this.idOf(file))) ?? this.idOf(file);
      return [{ id, name: id, fileName: file, timeSpentMs: 0, status: TestStatus.Failed, failureMessage: `${error?.stack ?? error}` }];
    }
    const { testResults } = await circus.run();
    return testResults.filter(({ status }) => status !== 'skip' && status !== 'todo').map(({ testPath, duration, errors }) => {
      const id = this.idOf(file, testPath);
      const result = { id, name: id, fileName: file, timeSpentMs: duration ?? 0 };
      const isInterrupted = this.measures && this.costs.get(id) > this.mostMilliseconds;
      return errors.length === 0 || isInterrupted ? { ...result, status: TestStatus.Success } : { ...result, status: TestStatus.Failed, failureMessage: errors.join('\n') };
    });
  }

  handle(event, state) {
    if (event.name === 'run_start') this.select(state.rootDescribeBlock, []);
    if (event.name === 'test_start') this.start(this.idOf(this.current, pathOf(event.test)));
    if (event.name === 'test_done' && this.measures) this.stop();
    if (event.name === 'test_fn_failure' && this.bails) this.select(state.rootDescribeBlock, [], () => false);
  }

  start(id) {
    this.count(id);
    if (!this.measures) return;
    this.context.currentTestId = id;
    this.usage = process.cpuUsage();
  }

  stop() {
    this.costs.set(this.context.currentTestId, this.milliseconds());
    this.steps.set(this.context.currentTestId, this.taken);
    this.context.currentTestId = undefined;
  }

  /** How much CPU the test has taken so far. */
  milliseconds() {
    return process.cpuUsage(this.usage).user / 1000;
  }

  /** Counts the steps from here on, which are limited with a mutant. */
  count(id) {
    this.taken = 0;
    this.most = this.measures ? STEPS_BETWEEN_LOOKS : MOST_STEPS.times * (this.steps.get(id) ?? 0) + MOST_STEPS.more;
  }

  /** Leaves out what is not wanted, before it starts, and puts the cheapest first. */
  select(block, path, isWanted = (id) => this.wanted?.has(id) ?? true) {
    const costs = new Map(block.children.map((child) => {
      const inner = [...path, child.name];
      if (child.type === 'describeBlock') return [child, this.select(child, inner, isWanted)];
      if (!isWanted(this.idOf(this.current, inner))) child.mode = 'skip';
      return [child, this.costs.get(this.idOf(this.current, inner)) ?? 0];
    }));
    block.children.sort((a, b) => costs.get(a) - costs.get(b));
    return Math.min(...costs.values());
  }

  idOf(file, path = []) {
    return [relative(this.root, file).split(sep).join('/'), ...path.filter((name) => name !== 'ROOT_DESCRIBE_BLOCK')].join(ID_SEPARATOR);
  }

  /** Forgets every module of the project, compiled text apart. */
  unload() {
    const modules = join(this.root, 'node_modules');
    for (const file of Object.keys(require.cache)) {
      if (file.startsWith(this.root) && !file.startsWith(modules)) delete require.cache[file];
    }
  }

  compile(file) {
    if (!this.compiled.has(file)) {
      this.compiled.set(file, transformSync(readFileSync(file, 'utf8'), { loader: 'ts', format: 'cjs', target: 'node20', sourcefile: file }).code);
    }
    return this.compiled.get(file);
  }
}

function pathOf(test) {
  return test.parent === undefined ? [] : [...pathOf(test.parent), test.name];
}

function createRunner(options) {
  return new CircusRunner(options);
}
createRunner.inject = tokens(commonTokens.options);

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'circus', createRunner)];

/** The options that this runner takes, beside those of Stryker. */
export const strykerValidationSchema = {
  type: 'object',
  properties: {
    circus: {
      type: 'object',
      required: ['folders'],
      properties: { folders: { type: 'array', items: { type: 'string' } }, mostMilliseconds: { type: 'number' } },
    },
  },
};
