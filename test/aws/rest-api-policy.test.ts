import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { AnyPrincipal, ArnPrincipal, Effect, PolicyDocument, PolicyStatement, PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import { RestApiPolicy, RestApiPolicyProps } from '../../lib/aws';
import { OnUnsupported, Peer } from '../../lib/rules';
import { prove, readCloudFormation } from '../../lib/verify';
import { GRAPH_PREFIXES } from '../support/fixture-catalog';
import { errorOf, graph, graphPublishes, hosts, hybrid, warningsOf } from './support';
import { expectSources, resourcesOf } from './web-support';

function scene(props: RestApiPolicyProps = {}, stack = new Stack()) {
  return { stack, policy: new RestApiPolicy(stack, 'FromMicrosoft', props) };
}

function restApi(stack: Stack, policy: RestApiPolicy): RestApi {
  const api = new RestApi(stack, 'Api', { policy: policy.document, cloudWatchRole: false });
  api.root.addMethod('POST', new MockIntegration());
  return api;
}

const policyOf = (stack: Stack) => resourcesOf(stack, 'AWS::ApiGateway::RestApi')[0].Policy;
const [allow, deny] = [0, 1];

test('everyone may call, but for sources that are not admitted', () => {
  const { stack, policy } = scene();
  const scenario = graph(stack, policy);
  restApi(stack, policy);
  expect(policyOf(stack)).toEqual({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' },
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 'execute-api:Invoke',
        Resource: 'execute-api:/*',
        Condition: { NotIpAddress: { 'aws:SourceIp': GRAPH_PREFIXES } },
      },
    ],
  });
  expectSources(stack, scenario);
});

test('the policy may be handed over before any scenario', () => {
  const inOrder = (apiFirst: boolean) => {
    const { stack, policy } = scene();
    if (apiFirst) restApi(stack, policy);
    graph(stack, policy);
    hybrid(stack, policy);
    if (!apiFirst) restApi(stack, policy);
    return policyOf(stack);
  };
  expect(inOrder(true)).toEqual(inOrder(false));
});

test('the order of scenarios makes no difference', () => {
  const inOrder = (reverse: boolean) => {
    const { stack, policy } = scene();
    restApi(stack, policy);
    const create = [graph, hybrid];
    (reverse ? create.reverse() : create).forEach((scenario) => scenario(stack, policy));
    return JSON.stringify(Template.fromStack(stack).toJSON());
  };
  expect(inOrder(true)).toBe(inOrder(false));
});

test('several scenarios are admitted together', () => {
  const { stack, policy } = scene();
  restApi(stack, policy);
  expectSources(stack, graph(stack, policy), hybrid(stack, policy));
});

test('before any scenario nobody is admitted', () => {
  const { stack, policy } = scene();
  restApi(stack, policy);
  expect(policyOf(stack).Statement[deny].Condition).toEqual({ NotIpAddress: { 'aws:SourceIp': ['255.255.255.255/32'] } });
  expect(readCloudFormation(Template.fromStack(stack).toJSON()).admitted.describe()).toEqual(['inbound tcp 443 from 255.255.255.255/32']);
});

describe('a stage and a path', () => {
  test('of one stage, every resource is protected', () => {
    const { stack, policy } = scene({ stage: 'prod' });
    const scenario = graph(stack, policy);
    restApi(stack, policy);
    expect(policyOf(stack).Statement.map(({ Resource }: any) => Resource)).toEqual(['execute-api:/*', 'execute-api:/prod/*']);
    expectSources(stack, scenario);
  });

  test('of one path, each method is named: a star would be found deeper in other paths', () => {
    const { stack, policy } = scene({ stage: 'prod', path: '/api/notifications' });
    const scenario = graph(stack, policy);
    restApi(stack, policy);
    const resources: string[] = policyOf(stack).Statement[deny].Resource;
    expect(resources).toHaveLength(14);
    expect(resources.filter((resource) => resource.includes('POST'))).toEqual(['execute-api:/prod/POST/api/notifications', 'execute-api:/prod/POST/api/notifications/*']);
    expect(resources.every((resource) => /^[^*]*(\/\*)?$/.test(resource))).toBe(true);
    expectSources(stack, scenario);
  });

  test('fails on a path without a stage', () => {
    expect(errorOf(() => scene({ path: '/api' })).code).toBe('StageRequired');
  });

  test.each(['pro*', 'a/b', ''])('fails on the stage %j', (stage) => {
    expect(errorOf(() => scene({ stage })).code).toBe('InvalidStage');
  });

  test.each(['api', '/api/*', '/'])('fails on the path %j', (path) => {
    expect(errorOf(() => scene({ stage: 'prod', path })).code).toBe('InvalidPathPrefix');
  });
});

describe('the length', () => {
  test('is that of the rendered policy', () => {
    const { stack, policy } = scene();
    graph(stack, policy);
    restApi(stack, policy);
    expect(policy.length).toBe(JSON.stringify(policyOf(stack)).length);
  });

  test('counts deploy-time prefixes as the longest there is', () => {
    const { stack, policy } = scene();
    graph(stack, policy);
    const { length } = policy;
    hybrid(stack, policy, { additionalPeers: [Peer.ipv6(new CfnParameter(stack, 'Monitor').valueAsString)], excludedPeers: [Peer.ipv4('198.51.100.0/25'), Peer.ipv6('2001:db8:e::/48')] });
    expect(policy.length - length).toBe(',"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128"'.length);
    restApi(stack, policy);
    expect(policyOf(stack).Statement[deny].Condition.NotIpAddress['aws:SourceIp'].at(-1)).toEqual({ Ref: 'Monitor' });
  });

  test('fails when it is more than API Gateway takes, with the figures', () => {
    const { stack, policy } = scene({ maxLength: 400 });
    const error = errorOf(() => graph(stack, policy, { catalog: graphPublishes(hosts(20)) }));
    expect(error.code).toBe('ResourcePolicyTooLarge');
    expect(error.message).toMatch(new RegExp(`^the policy of Default/FromMicrosoft has ${policy.length} characters with 20 prefixes, and API Gateway takes 400: `));
  });

  test('fits the limit to the character', () => {
    const { stack, policy } = scene();
    graph(stack, policy);
    const { length } = policy;
    const exact = scene({ maxLength: length });
    expect(() => graph(exact.stack, exact.policy)).not.toThrow();
    const short = scene({ maxLength: length - 1 });
    expect(errorOf(() => graph(short.stack, short.policy)).code).toBe('ResourcePolicyTooLarge');
  });

  test('fails at synthesis when others make the policy too long', () => {
    const { stack, policy } = scene({ maxLength: 600 });
    graph(stack, policy);
    const api = restApi(stack, policy);
    api.addToResourcePolicy(new PolicyStatement({
      effect: Effect.DENY, principals: [new AnyPrincipal()], actions: ['execute-api:Invoke'], resources: Array.from({ length: 9 }, (_, i) => `execute-api:/prod/GET/internal/${i}`),
    }));
    expect(() => Template.fromStack(stack)).toThrow(/characters with 5 prefixes, and API Gateway takes 600/);
  });

  test.each([0, 1.5])('fails on a limit of %d', (maxLength) => {
    expect(errorOf(() => scene({ maxLength })).code).toBe('InvalidQuota');
  });
});

describe('scenarios that it cannot express', () => {
  test('fails on mail flow', () => {
    const { stack, policy } = scene();
    expect(errorOf(() => hybrid(stack, policy, { mailFlow: true })).message).toMatch(/an API Gateway resource policy knows no ports and stands before TCP 443, and the rule is for TCP 25 only/);
  });

  test('leaves mail flow out when told to', () => {
    const { stack, policy } = scene();
    hybrid(stack, policy, { mailFlow: true, onUnsupported: OnUnsupported.WARN });
    restApi(stack, policy);
    expect(policyOf(stack).Statement[deny].Condition.NotIpAddress['aws:SourceIp']).toEqual(['198.51.100.0/25', '2001:db8:e::/48']);
    expect(policyOf(stack).Statement[allow].Effect).toBe('Allow');
    expect(warningsOf(stack)).toEqual(['/Default/Hybrid unsupportedLeftOut']);
  });
});

describe('with a policy of the app', () => {
  const statement = (effect: Effect, resource: string, rest: PolicyStatementProps = {}) => (
    new PolicyStatement({ effect, principals: [new AnyPrincipal()], actions: ['execute-api:Invoke'], resources: [resource], ...rest })
  );
  const own = (...statements: PolicyStatement[]) => new PolicyDocument({ statements });
  const everyone = () => statement(Effect.ALLOW, 'execute-api:/*');
  const made = (policy: PolicyDocument, props: RestApiPolicyProps = {}) => {
    const { stack, policy: point } = scene({ ...props, policy });
    restApi(stack, point);
    const scenario = graph(stack, point);
    return { stack, verdict: () => `${prove(Template.fromStack(stack).toJSON(), { rules: scenario.rules.rules })}` };
  };

  test('only the denial is added to it', () => {
    const { stack, verdict } = made(own(everyone()));
    expect(policyOf(stack).Statement).toEqual([
      expect.objectContaining({ Effect: 'Allow', Resource: 'execute-api:/*' }),
      expect.objectContaining({ Effect: 'Deny', Condition: { NotIpAddress: { 'aws:SourceIp': GRAPH_PREFIXES } } }),
    ]);
    expect(verdict()).toMatch(/^equal/);
  });

  test('what it allows to some is not opened to everyone', () => {
    const { stack, verdict } = made(own(statement(Effect.ALLOW, 'execute-api:/*', { principals: [new ArnPrincipal('arn:aws:iam::111122223333:role/Caller')] })));
    expect(policyOf(stack).Statement.filter(({ Effect: effect }: { Effect: string }) => effect === 'Allow')).toEqual([
      expect.objectContaining({ Principal: { AWS: 'arn:aws:iam::111122223333:role/Caller' } }),
    ]);
    expect(verdict()).toMatch(/^unproven[^]*Principal/);
  });

  test('a denial of other addresses is different, and one by another condition unproven', () => {
    expect(made(own(everyone(), statement(Effect.DENY, 'execute-api:/*', { conditions: { NotIpAddress: { 'aws:SourceIp': ['198.18.0.0/15'] } } }))).verdict()).toMatch(/^different/);
    expect(made(own(everyone(), statement(Effect.DENY, 'execute-api:/*', { conditions: { Bool: { 'aws:SecureTransport': 'false' } } }))).verdict()).toMatch(/^unproven/);
  });

  test('several share one document, each for its own path', () => {
    const stack = new Stack();
    const first = new RestApiPolicy(stack, 'ForGraph', { stage: 'prod', path: '/graph' });
    const second = new RestApiPolicy(stack, 'ForExchange', { policy: first.document, stage: 'prod', path: '/exchange' });
    restApi(stack, second);
    graph(stack, first);
    hybrid(stack, second);
    expect(second.document).toBe(first.document);
    expect(policyOf(stack).Statement).toHaveLength(3);
    const [group] = readCloudFormation(Template.fromStack(stack).toJSON()).groups.values();
    expect(group.requests?.map(({ requests }) => requests)).toEqual(['/graph of stage prod', '/exchange of stage prod']);
  });

  test('that allows nobody fails, and one that is too long', () => {
    expect(() => Template.fromStack(made(own()).stack)).toThrow(/the policy of Default\/FromMicrosoft allows nobody: add a statement that allows execute-api:Invoke/);
    const long = statement(Effect.ALLOW, `execute-api:/${'x'.repeat(8192)}`);
    expect(errorOf(() => made(own(everyone(), long)))).toMatchObject({ code: 'ResourcePolicyTooLarge' });
  });

  test('anything else is refused', () => {
    expect(errorOf(() => scene({ policy: { Statement: [] } as never }))).toMatchObject({ code: 'InvalidOption', message: expect.stringContaining('PolicyDocument') });
  });
});

describe('stability', () => {
  const resources = (prefixes: string[]) => {
    const { stack, policy } = scene({}, new Stack(new App(), 'Stack'));
    restApi(stack, policy);
    graph(stack, policy, { catalog: graphPublishes(prefixes) });
    return Template.fromStack(stack).toJSON().Resources as Record<string, any>;
  };

  const leaving = [GRAPH_PREFIXES[0], GRAPH_PREFIXES[3], GRAPH_PREFIXES[4]];

  test.each(leaving)('a new edition without %s changes one entry, and deploys the API anew', (gone) => {
    const [before, after] = [GRAPH_PREFIXES, GRAPH_PREFIXES.filter((prefix) => prefix !== gone)].map(resources);
    const api = (template: Record<string, any>): any => Object.values(template).find(({ Type }) => Type === 'AWS::ApiGateway::RestApi');
    const sources = (template: Record<string, any>) => api(template).Properties.Policy.Statement[deny].Condition.NotIpAddress['aws:SourceIp'];
    expect(sources(after)).toEqual(sources(before).filter((prefix: string) => prefix !== gone));
    // API Gateway applies a changed policy with the next deployment only; CDK makes one, since its logical id holds a hash of the API.
    const only = (one: Record<string, any>, other: Record<string, any>) => Object.keys(one).filter((id) => !(id in other)).map((id) => one[id].Type);
    expect([only(before, after), only(after, before)]).toEqual([['AWS::ApiGateway::Deployment'], ['AWS::ApiGateway::Deployment']]);
  });

  test('looks like this', () => {
    const { stack, policy } = scene({ stage: 'prod', path: '/api/notifications' });
    graph(stack, policy);
    restApi(stack, policy);
    expect({ Metadata: Template.fromStack(stack).toJSON().Metadata, Policy: policyOf(stack) }).toMatchSnapshot();
  });
});
