/**
 * Terraform on a machine that has it, with the AWS provider from a mirror on its disk
 * and a mock of AWS on 127.0.0.1: no network, no account.
 */
import { ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { temporaryFolder } from './folders';
import { describeWithTool, isInstalled } from './tools';

const PROVIDER = join('registry.terraform.io', 'hashicorp', 'aws');

/** Where an administrator puts a mirror; Terraform itself looks into the first ones. */
const PLACES = [
  join(homedir(), '.terraform.d'), join(homedir(), '.local', 'share', 'terraform'), '/usr/local/share/terraform', '/usr/share/terraform',
  '/opt', '/usr/local', '/var/lib',
];

interface Mirror {
  readonly path: string;

  /** Of the AWS provider. */
  readonly version: string;
}

function findMirror(): Mirror | undefined {
  const foldersIn = (place: string) => readdirSync(place, { withFileTypes: true })
    .filter((entry) => entry.isDirectory()).map(({ name }) => join(place, name));
  const folders = PLACES.filter((place) => existsSync(place)).flatMap((place) => [place, ...foldersIn(place)]);
  const path = folders.find((folder) => existsSync(join(folder, PROVIDER)));
  const version = path === undefined ? undefined : readdirSync(join(path, PROVIDER)).filter((name) => /^\d+\.\d+\.\d+$/.test(name)).sort().at(-1);
  return path === undefined || version === undefined ? undefined : { path, version };
}

/** Like `describe`, for tests that run Terraform and need no provider; skipped where it is missing. */
export const describeWithTerraformAlone = describeWithTool('terraform');

const mirror = isInstalled('terraform') ? findMirror() : undefined;

/** Like `describe`, for tests that run Terraform with the AWS provider; skipped where either is missing. */
export const describeWithTerraform = mirror === undefined ? describe.skip : describe;

/** Like `describe`, for tests that run Terraform against a mock of AWS; skipped where anything of that is missing. */
export const describeWithMockedAws = mirror !== undefined && isInstalled('moto_server') ? describe : describe.skip;

/** Like `describe`, for tests that ask a mock of AWS by the command line of AWS; skipped where one of them is missing. */
export const describeWithAwsCli = isInstalled('aws', '--version') && isInstalled('moto_server') ? describe : describe.skip;

/** A mock of AWS: an empty account in its own process. */
export class MockedAws {
  static async start(): Promise<MockedAws> {
    const server = spawn('moto_server', ['-H', '127.0.0.1', '-p', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
    return new Promise((resolve, reject) => {
      let said = '';
      const listen = (data: Buffer) => {
        said += data.toString();
        const endpoint = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
        if (endpoint !== undefined) {
          resolve(new MockedAws(endpoint, server));
        }
      };
      server.stdout.on('data', listen);
      server.stderr.on('data', listen);
      server.once('exit', () => reject(new Error(`moto_server ended: ${said}`)));
    });
  }

  private constructor(readonly endpoint: string, private readonly server: ChildProcess) {}

  async stop(): Promise<void> {
    this.server.removeAllListeners('exit');
    return new Promise((resolve) => {
      this.server.once('exit', () => resolve());
      this.server.kill();
    });
  }
}

/** A folder with one Terraform document, initialised. Use `removeTemporaryFolders` when done. */
export class TerraformFolder {
  /**
   * @param document as a stack synthesises it; its provider and backend are replaced
   * @param aws the mock that plan and apply talk to; `validate` needs none
   */
  static async of(document: object, aws?: MockedAws): Promise<TerraformFolder> {
    const folder = new TerraformFolder(temporaryFolder('terraform'), aws);
    await folder.initialise(document);
    return folder;
  }

  /**
   * Checks types, names and references of several documents against the provider, each as a module of one configuration:
   * loading the provider takes longer than checking them all. Fails with what Terraform says.
   *
   * @param documents by a name for each
   */
  static async validate(documents: Readonly<Record<string, object>>): Promise<void> {
    const folder = new TerraformFolder(temporaryFolder('terraform'), undefined);
    const modules = Object.entries(documents).map(([name, document]) => {
      const { provider: _, terraform: __, ...content } = document as { provider?: unknown; terraform?: unknown; variable?: object };
      mkdirSync(join(folder.path, name));
      writeFileSync(join(folder.path, name, 'main.tf.json'), JSON.stringify(content));
      const variables = Object.keys(content.variable ?? {}).map((variable) => [variable, null] as const);
      return [name, { source: `./${name}`, ...Object.fromEntries(variables) }] as const;
    });
    await folder.initialise({ module: Object.fromEntries(modules) });
    await folder.run('validate');
  }

  private constructor(private readonly path: string, private readonly aws: MockedAws | undefined) {}

  /** Puts another document in place of the one before. */
  write(document: object): void {
    writeFileSync(join(this.path, 'main.tf.json'), JSON.stringify({
      ...document,
      provider: {
        aws: [{
          region: 'us-east-1',
          access_key: 'none',
          secret_key: 'none',
          skip_credentials_validation: true,
          skip_metadata_api_check: true,
          skip_requesting_account_id: true,
        }],
      },
      terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: mirror!.version } } },
    }));
  }

  /** What Terraform would change, sorted, as it says it: `aws_wafv2_ip_set will be updated in-place`. */
  async plan(): Promise<string[]> {
    const said = await this.run('plan');
    return [...said.matchAll(/^ +# (\w+)\.\S+ ((?:will|must) be .*)$/gm)].map(([, type, change]) => `${type} ${change}`).sort();
  }

  /** Changes it, and gives the summary: `3 added, 0 changed, 0 destroyed.` */
  async apply(): Promise<string> {
    const said = await this.run('apply', '-auto-approve');
    return /^Apply complete! Resources: (.*)/m.exec(said)?.[1] ?? said;
  }

  private async initialise(document: object): Promise<void> {
    this.write(document);
    writeFileSync(this.configuration, `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror!.path)}\n  }\n}\n`);
    await this.run('init');
  }

  private get configuration(): string {
    return join(this.path, 'terraform.rc');
  }

  private async run(command: string, ...options: string[]): Promise<string> {
    const env = {
      ...process.env, TF_CLI_CONFIG_FILE: this.configuration, TF_IN_AUTOMATION: '1', AWS_ENDPOINT_URL: this.aws?.endpoint ?? 'http://127.0.0.1:9',
    };
    const input = command === 'validate' ? [] : ['-input=false'];
    return new Promise((resolve, reject) => {
      execFile('terraform', [command, '-no-color', ...input, ...options], { cwd: this.path, env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
        if (error === null) {
          resolve(stdout);
        } else {
          reject(new Error(`terraform ${command} failed\n${stdout}${stderr}`));
        }
      });
    });
  }
}
