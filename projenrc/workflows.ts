/** The workflows of GitHub Actions: continuous integration, release, refresh of the data, mutation testing. */
import { IResolver, Project, YamlFile } from 'projen';

/**
 * Every action that a workflow may use, by full commit: a tag can be moved.
 *
 * Each commit is what the tag of the action's own repository named on 2026-11-29.
 */
const ACTIONS = {
  'actions/checkout': ['3d3c42e5aac5ba805825da76410c181273ba90b1', 'v7.0.1'],
  'actions/setup-node': ['820762786026740c76f36085b0efc47a31fe5020', 'v7.0.0'],
  'actions/upload-artifact': ['bbbca2ddaa5d8feaa63e36b76fdaad77386f024f', 'v7.0.0'],
  'actions/download-artifact': ['3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c', 'v8.0.1'],
  'actions/cache': ['27d5ce7f107fe9357f9df03efb73ab90386fccae', 'v5.0.5'],
} as const;

const VERSIONS = new Map(Object.entries(ACTIONS).map(([action, [commit, version]]) => [`${action}@${commit}`, version]));

type Step = Record<string, unknown>;

/** What a workflow is, in the words of GitHub. */
interface WorkflowDefinition {
  readonly name: string;
  readonly on: Record<string, unknown>;

  /** Runs of the same group wait for each other, or cancel what went before. */
  readonly concurrency: { readonly 'group': string; readonly 'cancel-in-progress'?: string };
  readonly jobs: Record<string, Record<string, unknown>>;
}

/** A workflow in `.github/workflows/`, whose jobs may do nothing that they do not ask for. */
class Workflow extends YamlFile {
  constructor(project: Project, file: string, { name, on, ...rest }: WorkflowDefinition) {
    super(project, `.github/workflows/${file}.yml`, { obj: { name, on, permissions: {}, ...rest } });
  }

  /** Says beside each pinned commit which version it is. */
  protected synthesizeContent(resolver: IResolver): string | undefined {
    return super.synthesizeContent(resolver)?.replace(/uses: (\S+)$/gm, (line, action) => `${line} # ${VERSIONS.get(action)}`);
  }
}

function use(action: keyof typeof ACTIONS, options?: Record<string, unknown>): Step {
  return { uses: `${action}@${ACTIONS[action][0]}`, ...(options === undefined ? {} : { with: options }) };
}

/** The repository without the token in its configuration, Node.js, and what the lock file names. */
function setUp(node: string, checkout: Record<string, unknown> = {}): Step[] {
  return [
    use('actions/checkout', { 'persist-credentials': false, ...checkout }),
    use('actions/setup-node', { 'node-version': node, 'package-manager-cache': false }),
    { run: 'npm ci' },
  ];
}

const READ = { contents: 'read' };
const UBUNTU = { 'runs-on': 'ubuntu-latest' };

/** The Node.js that the project is developed with. */
const NODE = '20';

/** Trusted publishing needs npm 11.5.1, which comes with this one. */
const NODE_TO_PUBLISH = '24';

/** Adds every workflow to the project. */
export function addWorkflows(project: Project): void {
  new Workflow(project, 'ci', {
    name: 'CI',
    on: { push: { branches: ['main'] }, pull_request: {}, workflow_dispatch: {} },
    concurrency: { 'group': 'ci-${{ github.ref }}', 'cancel-in-progress': "${{ github.ref != 'refs/heads/main' }}" },
    jobs: {
      test: {
        ...UBUNTU,
        permissions: READ,
        strategy: { 'fail-fast': false, 'matrix': { node: ['20', '22', '24'] } },
        steps: [...setUp('${{ matrix.node }}'), { run: 'npm run build' }, { run: 'npm run lint' }, { run: 'npm run test:peers' }, { run: 'npm test' }],
      },
      site: {
        ...UBUNTU,
        permissions: READ,
        steps: [...setUp(NODE), { run: 'npm run docs:site' }, { run: 'npm run docs:check', env: { CHROMIUM: '/usr/bin/google-chrome' } }],
      },
    },
  });

  new Workflow(project, 'release', {
    name: 'Release',
    on: { push: { tags: ['v*'] } },
    concurrency: { group: 'release' },
    jobs: {
      // Everything that runs code of others, without any right to publish.
      pack: {
        ...UBUNTU,
        permissions: READ,
        steps: [
          ...setUp(NODE, { 'fetch-depth': 0 }),
          { run: 'npx tsx scripts/prepare-release.ts "$GITHUB_REF_NAME"' },
          { run: 'npm run build' },
          { run: 'npm run lint' },
          { run: 'npm test' },
          { run: 'npx tsx scripts/prepare-release.ts "$GITHUB_REF_NAME" --write' },
          { run: 'npm pack --pack-destination build/release' },
          { run: 'npm sbom --sbom-format cyclonedx --sbom-type library --omit dev > build/release/sbom.cdx.json' },
          use('actions/upload-artifact', { 'name': 'release', 'path': 'build/release/', 'if-no-files-found': 'error' }),
        ],
      },
      // No code of the repository and no token: npm asks GitHub who runs this, and signs the provenance with the answer.
      publish: {
        ...UBUNTU,
        needs: 'pack',
        environment: 'npm',
        permissions: { 'id-token': 'write' },
        steps: [
          use('actions/download-artifact', { name: 'release' }),
          use('actions/setup-node', {
            'node-version': NODE_TO_PUBLISH, 'registry-url': 'https://registry.npmjs.org', 'package-manager-cache': false,
          }),
          { run: 'npm publish ./*.tgz' },
        ],
      },
      notes: {
        ...UBUNTU,
        needs: 'publish',
        permissions: { contents: 'write' },
        steps: [
          use('actions/download-artifact', { name: 'release' }),
          {
            run: 'gh release create "$GITHUB_REF_NAME" ./*.tgz sbom.cdx.json --verify-tag --title "$GITHUB_REF_NAME" --notes-file notes.md',
            env: { GH_TOKEN: '${{ github.token }}', GH_REPO: '${{ github.repository }}' },
          },
        ],
      },
    },
  });

  new Workflow(project, 'data', {
    name: 'Data',
    on: { schedule: [{ cron: '23 5 * * 1' }], workflow_dispatch: {} },
    concurrency: { group: 'data' },
    jobs: {
      refresh: {
        ...UBUNTU,
        // Branch, pull request, and the CI of the branch: a pull request that a workflow opens starts none.
        permissions: { 'contents': 'write', 'pull-requests': 'write', 'actions': 'write' },
        env: { M365_ENDPOINTS_STATE: '${{ github.workspace }}/build/m365-endpoints/state.json' },
        steps: [
          ...setUp(NODE),
          { run: 'npm run build' },
          // The client request id of the web service: one per machine, kept from run to run and out of the repository.
          use('actions/cache', { 'path': 'build/m365-endpoints', 'key': 'm365-endpoints-${{ github.run_id }}', 'restore-keys': 'm365-endpoints-' }),
          { id: 'refresh', run: 'npx tsx scripts/refresh-data.ts build/refresh' },
          {
            name: 'Open a pull request',
            if: "steps.refresh.outputs.changed == 'true'",
            env: { GH_TOKEN: '${{ github.token }}' },
            run: [
              'branch=data-refresh',
              "git config user.name 'github-actions[bot]'",
              "git config user.email '41898282+github-actions[bot]@users.noreply.github.com'",
              'git switch --force-create "$branch"',
              'git add lib/data lib/catalog/editions/bundled.ts',
              "git commit --message 'feat(data): what Microsoft publishes now'",
              'git -c credential.helper=\'!gh auth git-credential\' push --force origin "$branch"',
              "title='feat(data): what Microsoft publishes now'",
              'gh pr edit "$branch" --title "$title" --body-file build/refresh/diff.md \\',
              '  || gh pr create --head "$branch" --title "$title" --body-file build/refresh/diff.md',
              'gh workflow run ci.yml --ref "$branch"',
            ].join('\n'),
          },
          {
            name: 'Fail when something was held back',
            if: "steps.refresh.outputs.code != '0'",
            env: { CODE: '${{ steps.refresh.outputs.code }}' },
            run: 'exit "$CODE"',
          },
        ],
      },
    },
  });

  new Workflow(project, 'mutation', {
    name: 'Mutation testing',
    on: { schedule: [{ cron: '41 1 * * 6' }], workflow_dispatch: {} },
    concurrency: { group: 'mutation' },
    jobs: {
      mutation: {
        ...UBUNTU,
        'permissions': READ,
        'timeout-minutes': 350,
        'steps': [
          ...setUp(NODE),
          use('actions/cache', { 'path': 'build/mutation/incremental.json', 'key': 'mutation-${{ github.run_id }}', 'restore-keys': 'mutation-' }),
          { run: 'npm run mutation' },
          { ...use('actions/upload-artifact', { name: 'mutation', path: 'build/mutation/report.*' }), if: 'always()' },
        ],
      },
    },
  });
}
