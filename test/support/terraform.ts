/**
 * Terraform on a machine that has it, with the AWS provider from a mirror on its disk
 * and a mock of AWS on 127.0.0.1: no network, no account.
 */
import { ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { temporaryFolder } from './folders';

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

const responds = (tool: string) => spawnSync(tool, ['--help'], { stdio: 'ignore' }).status === 0;

/** Like `describe`, for tests that run Terraform and need no provider; skipped where it is missing. */
export const describeWithTerraformAlone = responds('terraform') ? describe : describe.skip;

const mirror = responds('terraform') ? findMirror() : undefined;

/** Like `describe`, for tests that run Terraform with the AWS provider; skipped where either is missing. */
export const describeWithTerraform = mirror === undefined ? describe.skip : describe;

/** Like `describe`, for tests that run Terraform against a mock of AWS; skipped where anything of that is missing. */
export const describeWithMockedAws = mirror !== undefined && responds('moto_server') ? describe : describe.skip;

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
    folder.write(document);
    writeFileSync(folder.configuration, `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror!.path)}\n  }\n}\n`);
    await folder.run('init');
    return folder;
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

  /** Checks types, names and references against the provider. Fails with what Terraform says. */
  async validate(): Promise<void> {
    await this.run('validate');
  }

  /** What Terraform would change, as it says at the end: `No changes.` or `Plan: 3 to add, 0 to change, 0 to destroy.` */
  async plan(): Promise<string> {
    const said = await this.run('plan');
    return /^(No changes\.|Plan: .*)/m.exec(said)?.[1] ?? said;
  }

  /** Changes it, and gives the summary: `3 added, 0 changed, 0 destroyed.` */
  async apply(): Promise<string> {
    const said = await this.run('apply', '-auto-approve');
    return /^Apply complete! Resources: (.*)/m.exec(said)?.[1] ?? said;
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
