/** What the pages of Network Firewall, DNS Firewall, AWS WAF and REST API policies promise, and the one about stars in names. */
import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { DnsFirewallRules, RestApiPolicy, WafIpSets, WafScope } from '../../lib/aws';
import { REST_API_POLICY_LIMITS } from '../../lib/aws/rest-api-policy-limits';
import { HostPattern } from '../../lib/net';
import { NameSet } from '../../lib/verify';
import { graph } from '../aws/support';
import { budgetIsBounded, dnsIsLeftOpen, outcomeOf } from '../support/common-promises';
import { promisesOf, testsOf } from '../support/promises';
import { enforce, outbound } from '../support/rule-set';

const firewall = testsOf('aws/network-firewall-rules.test.ts');
const firewallGroup = testsOf('aws-rules/network-firewall/network-firewall-rule-group.test.ts');
const hostMatch = testsOf('aws-rules/network-firewall/suricata-host-match.test.ts');
const suricata = testsOf('verify/aws/suricata.test.ts');
const dns = testsOf('aws/dns-firewall-rules.test.ts');
const waf = testsOf('aws/waf-ip-sets.test.ts');
const path = testsOf('rules/pool/path-prefix.test.ts');
const policy = testsOf('aws/rest-api-policy.test.ts');
const stable = testsOf('cross-platform/stability.test.ts')('%s: one of %s goes, and nothing else changes');
const AZURE = testsOf('azurerm/firewall-policy/firewall-policy-rules.test.ts');

const UDP = 'CustomScenario, inbound, addresses, UDP ranges';
const MAIL = 'CustomScenario, inbound, addresses, mail';
const OUTBOUND = 'CustomScenario, outbound, addresses';
const refusedOf = (construct: string) => [UDP, MAIL, OUTBOUND].map((tried) => outcomeOf(construct, tried));
const REFUSED_BY_WEB = ['refused: no UDP', 'refused: other ports', 'refused: only requests that come in'];

promisesOf('docs/enforcement-points/network-firewall-rules.md', (page) => {
  const { promise, proven, facts } = page;

  proven('A stateful rule group of AWS Network Firewall that passes the traffic of scenarios: addresses and host names, TCP and UDP, in both directions.',
    firewall('addresses are admitted exactly, and names where they can be seen'), firewall('what comes in goes to HOME_NET'));
  proven('| all rules of a group, in bytes | 2,000,000 | cannot be raised | | one rule, in characters | 8,192 | cannot be raised |', firewallGroup('fails with %s'));
  proven('The rules only pass traffic.', firewallGroup('a rule passes, says where it comes from and has an id of the range'));
  promise('Every wildcard form is matched exactly: see [host patterns](../host-patterns.md).', () => {
    expect(outcomeOf('NetworkFirewallRules', 'CustomScenario, outbound, names with other stars')).toBe('exact');
  });
  proven('Every wildcard form is matched exactly', hostMatch('means what the pattern means, for every name of a small universe'));
  proven('If a row publishes names for any other port, for UDP, or for a port known only at deployment, the addresses that it publishes are admitted there instead, with the warning `cdk-m365-endpoints:hostsByAddress`.',
    firewall('is admitted by the addresses beside it, with a warning'));
  proven('A row without addresses is refused.', firewall('fails for %s without addresses'));
  proven('say so for others with `tlsPorts` and `httpPorts`', firewall('ports that are said to speak TLS are matched by name'));
  proven('One rule holds up to 150 prefixes with the same ports and origins; more are spread over several rules by content.',
    firewall('a list that would be too long for a rule is spread over several, by content'));
  proven('`sid` comes from the content of the rule, within `sids` (1,000,000 to 1,999,999). So a change of one published prefix or name changes one rule.',
    firewallGroup('ids come from content: a rule that goes changes no other'), firewall('one prefix or name less changes one rule'));
  proven('We use the first of these steps that leaves room for a quarter more rules:', firewallGroup('%i rules get a capacity of %i'));
  proven("Our tests check them against Suricata's documentation, and `verify` reads them back.",
    hostMatch('means what the pattern means, for every name of a small universe'), firewall('a scenario of the library is admitted exactly'));
  dnsIsLeftOpen(page);
  facts(
    'A rule group and its policy must have the same order, and only this one has the default actions below.',
    'The name is visible only after the connection is established, so the handshake must get through. `aws:drop_strict` drops it: rules by address still work, but nothing is admitted by name.',
    'since June 2026 in a variant "server-directed only" that is the default of new policies',
  );
  proven('so only addresses are admitted; other clients fall back to TCP', firewall('is admitted by the addresses beside it, with a warning'));
});

promisesOf('docs/enforcement-points/dns-firewall-rules.md', (page) => {
  const { promise, proven, facts } = page;

  proven('names in a list, as sent in one request | 1,000 | cannot be raised', dns('a scenario of more than a thousand names has several lists'));
  proven('It allows the names for every protocol and port, because a resolver does not know what a name is used for.', dns('with everything else blocked, exactly the names are let through, on every port'));
  promise('A row that publishes addresses and names is admitted by its names. A row that has only addresses is refused, because an address is never looked up.', () => {
    expect(outcomeOf('DnsFirewallRules', 'CustomScenario, outbound, addresses and names')).toBe('by name');
    expect(outcomeOf('DnsFirewallRules', OUTBOUND)).toBe('refused: only names');
  });
  promise('Exact names and `*.x` are supported; `x` itself is allowed only if it is published too.', () => {
    const stack = new Stack(new App(), 'Stack');
    enforce(new DnsFirewallRules(stack, 'Rules', { blockOthers: true }), [outbound('443', ['a.example.com', '*.example.net'])]);
    const domains = Object.values<any>(Template.fromStack(stack).findResources('AWS::Route53Resolver::FirewallDomainList')).map(({ Properties }) => Properties.Domains);
    expect(domains).toEqual(expect.arrayContaining([['*.example.net', 'a.example.com']]));
    expect(domains.flat()).not.toContain('example.net');
  });
  proven('Other wildcards, and names with an underscore, are refused: see [host patterns](../host-patterns.md).', dns('fails for %s'));
  promise('Each rule has `TRUST_REDIRECTION_DOMAIN`', () => {
    const stack = new Stack(new App(), 'Stack');
    enforce(new DnsFirewallRules(stack, 'Rules'), [outbound('443', ['a.example.com'])]);
    const [{ Properties }] = Object.values<any>(Template.fromStack(stack).findResources('AWS::Route53Resolver::FirewallRuleGroup'));
    expect(Properties.FirewallRules.map(({ FirewallDomainRedirectionAction }: any) => FirewallDomainRedirectionAction)).toEqual(['TRUST_REDIRECTION_DOMAIN']);
    expect(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('cdk-m365-endpoints:dnsAllowIsNoOp'))).toHaveLength(1);
  });
  proven('Nothing, unless you ask for it: a name that no rule matches is resolved, and every scenario warns you (`cdk-m365-endpoints:dnsAllowIsNoOp`).',
    dns('without that every name is let through, and a warning says so'));
  proven('`blockOthers: true` adds a last rule that answers queries for all other names with `NODATA`. Then no other name resolves in the VPC, including those of AWS services and of your own zones:',
    dns('every other name is blocked last, when that is asked for'), dns('with everything else blocked, exactly the names are let through, on every port'));
  proven('So a change of one published name changes one list.', dns('one name less changes one list and nothing else'), stable);
  proven('A name that is covered by another name of the same scenario is left out.', dns('one list and one rule for each scenario, without names that others cover'));
  dnsIsLeftOpen(page);
  facts('A client that asks another resolver, or knows the address, gets past it.');
  facts('DNS Firewall sees only queries to the resolver of the VPC.');
});

promisesOf('docs/enforcement-points/waf-ip-sets.md', ({ promise, proven, facts }) => {
  proven('AWS WAF IP sets with the admitted sources, and a rule that blocks everyone else, for one path or for all requests.', waf('admits exactly what the scenario means'), waf('without a path, is for every request'));
  proven('| prefixes of an IP set | 10,000; cannot be raised | |', waf('fails on more prefixes than a set holds'));
  proven('[AWS WAF quotas](https://docs.aws.amazon.com/waf/latest/developerguide/limits.html) It blocks a request for the path if its source is in neither IP set.', waf('blocks requests of the path whose source is in neither set'));
  promise('It never allows a request: later rules and the default action of the web ACL decide about the requests that it does not block.', () => {
    const sets = new WafIpSets(new Stack(new App(), 'Stack'), 'Sets', { scope: WafScope.REGIONAL, path: '/a' });
    expect(sets.webAclRule(0)).toMatchObject({ action: { block: {} } });
  });
  proven('Both IP sets always exist, even if one is empty, and an empty set admits nobody.', waf('are both there when a family is left out, and its set admits nobody'));
  proven('So when a published prefix changes, one entry of one IP set changes, and the rule stays the same. Before the first scenario, everyone is blocked.',
    waf('a new edition without %s changes one entry of one IP set'), waf('before any scenario, blocks everyone'));
  proven('it costs extra and is created only if you use it. Its capacity is fixed when it is created, so the default is the same with and without a path.',
    waf('is made when it is asked for, with a capacity that a path does not change'));
  proven('So a request belongs to the path if any server could read it that way:', path('%s belongs to it'), path('%s does not belong to it'), path('with a full URL before it belongs to it where the platform compares that'));
  promise('`ports` says which ports the listeners have (443 by default), and a scenario must be for exactly those. Mail flow on TCP 25 is refused, because its sources would get access to the web path. UDP and outbound rules are refused too.',
    () => expect(refusedOf('WafIpSets')).toEqual(REFUSED_BY_WEB));
  proven('With `onUnsupported: OnUnsupported.WARN` they are left out.', waf('leaves mail flow out when told to'));
  proven('In AWS CDK, a stack in another region is an error', waf('fails in any other region that is known'));
  proven('IP sets do not accept a prefix of length zero, so `Peer.anyInternet()` becomes two halves. Deploy-time prefixes pass through.',
    waf('hold the whole Internet as halves, since no prefix may have length zero'), waf('pass deploy-time prefixes through'));
  proven('If the app associates one with an HTTP API (`…/apis/…/stages/…`), synthesis fails.', waf('a web ACL associated with %s<id>/stages/prod fails: %p'));
  facts('Choose a path that nothing else begins with.', 'And a path that only the server knows, such as the target of a rewrite, is a different path.');
  proven('With `countOnly` it only counts what it would block', waf('only counts when asked, and then admits everyone'));
  facts('let the load balancer accept only CloudFront');
});

promisesOf('docs/enforcement-points/rest-api-policy.md', (page) => {
  const { promise, proven, facts } = page;

  proven('only the admitted sources can call the protected part of it, and everyone can call the rest.', policy('everyone may call, but for sources that are not admitted'));
  promise('| characters of the policy, yours included | 8192 | `maxLength` |', () => expect(REST_API_POLICY_LIMITS.policyLength).toBe(8192));
  proven('A deny overrides every allow, so statements that you add can only restrict more.', policy('what it allows to some is not opened to everyone'));
  promise('Before the first scenario, nobody is admitted.', () => {
    const stack = new Stack(new App(), 'Stack');
    const document = JSON.stringify(stack.resolve(new RestApiPolicy(stack, 'Policy').document));
    expect(document).toContain('"Effect":"Deny"');
    expect(document).toContain('255.255.255.255/32');
  });
  proven('nobody is admitted', policy('before any scenario nobody is admitted'));
  promise('All 106 prefixes of Microsoft Graph take about a quarter of it.', () => {
    const stack = new Stack(new App(), 'Stack');
    const point = new RestApiPolicy(stack, 'Policy');
    graph(stack, point, { catalog: undefined });
    const { length } = JSON.stringify(stack.resolve(point.document));
    expect([length > 0.2 * REST_API_POLICY_LIMITS.policyLength, length < 0.3 * REST_API_POLICY_LIMITS.policyLength]).toEqual([true, true]);
  });
  proven('A deploy-time prefix is counted at its longest possible length. Statements that you add to the document are counted at synthesis.',
    policy('counts deploy-time prefixes as the longest there is'), policy('fails at synthesis when others make the policy too long'));
  proven('then only the deny statement is added to it.', policy('only the denial is added to it'));
  proven('In the protected part, whatever your own statements allow is allowed only to admitted sources.', policy('what it allows to some is not opened to everyone'));
  proven('A policy that allows nobody fails at synthesis, and your statements count against the length.', policy('that allows nobody fails, and one that is too long'));
  proven('if your own deny statement keeps an admitted source out, the verdict is `different`; for a condition on anything but the address, or an Allow for some principals or some paths only, it is `unproven`.',
    policy('a denial of other addresses is different, and one by another condition unproven'), testsOf('verify/web/web-filters.test.ts')('%s may allow'));
  budgetIsBounded(page, '`maxPrefixes` limits the prefixes of the policy, both families together, and `maxExtraAddresses` the unpublished addresses that they may admit (none by default).');
  proven('With `stage`, the deny statement applies to that stage. With `stage` and `path` it applies to that resource and everything below it, for every method:',
    policy('of one stage, every resource is protected'), policy('of one path, each method is named: a star would be found deeper in other paths'));
  proven('So a path needs its stage, and the methods are listed one by one.', policy('fails on a path without a stage'));
  proven('`RestApi` of AWS CDK creates a new deployment whenever the policy changes, unless you created it with `deploy:', policy('a new edition without %s changes one entry, and deploys the API anew'));
  promise('A scenario for another port is refused, and so are UDP and outbound rules;', () => expect(refusedOf('RestApiPolicy')).toEqual(REFUSED_BY_WEB));
  proven('with `onUnsupported: OnUnsupported.WARN` they are left out', policy('leaves mail flow out when told to'));
  facts('It costs nothing and does not need a web ACL.', '(`aws:VpcSourceIp`) and never public ones, so this policy denies everyone there', 'API Gateway serves on TCP 443 only.');
  proven('An API has only one resource policy, and this is how several constructs share it', policy('several share one document, each for its own path'));
});

promisesOf('docs/host-patterns.md', ({ promise, proven, facts }) => {
  promise('A form is translated only if the platform has one that matches the same names. Otherwise the rule is refused, or the addresses that are published with the name are admitted instead.', () => {
    const [STARS, BOTH] = ['CustomScenario, outbound, names with other stars', 'CustomScenario, outbound, addresses and names'];
    expect(['NetworkFirewallRules', 'DnsFirewallRules', 'FirewallPolicyRules'].map((construct) => outcomeOf(construct, STARS)?.split(':')[0]))
      .toEqual(['exact', 'refused', 'refused']);
    expect(['SecurityGroups', 'NetworkFirewallRules'].map((construct) => outcomeOf(construct, BOTH))).toEqual(['by address', 'exact']);
  });

  const FORMS = [
    ['graph.microsoft.com', ['graph.microsoft.com', 'GRAPH.microsoft.com'], ['a.graph.microsoft.com', 'microsoft.com', 'xgraph.microsoft.com']],
    ['*.office.com', ['a.office.com', 'a.b.office.com'], ['office.com']],
    ['*cdn.onenote.net', ['cdn.onenote.net', 'mycdn.onenote.net', 'a.cdn.onenote.net'], ['onenote.net']],
    ['autodiscover.*.onmicrosoft.com', ['autodiscover.a.onmicrosoft.com'], ['autodiscover.a.b.onmicrosoft.com', 'autodiscover.onmicrosoft.com']],
  ] as const;
  promise('leading wildcard | `*.office.com` | one or more labels in front: `a.office.com`, `a.b.office.com` | `office.com` | | dotless wildcard | `*cdn.onenote.net` | every name with this ending: `cdn.onenote.net`, `mycdn.onenote.net`, `a.cdn.onenote.net` | `onenote.net` | | mid-label wildcard | `autodiscover.*.onmicrosoft.com` | exactly one label in place of the wildcard | `autodiscover.a.b.onmicrosoft.com` | | template | `<tenant>.sharepoint.com` | nothing, until the app supplies the value', () => {
    FORMS.forEach(([text, matched, others]) => {
      const [pattern, names] = [HostPattern.parse(text), NameSet.parse(text)];
      const contained = (name: string) => [pattern.matches(name), NameSet.parse(name).subtract(names).isEmpty];
      expect(matched.map(contained)).toEqual(matched.map(() => [true, true]));
      expect(others.map(contained)).toEqual(others.map(() => [false, false]));
    });
    expect(HostPattern.parse('<tenant>.sharepoint.com').matches('contoso.sharepoint.com')).toBe(false);
  });
  proven('`HostPattern` of `cdk-m365-endpoints/net` and `NameSet` of `verify` implement this table separately.', ['promises/verification.test.ts', 'It shares no code with what writes them']);

  proven('| Suricata `tls.sni; content:"x"; startswith; endswith; nocase` | `x` | exact | | Suricata `tls.sni; content:".x"; endswith; nocase` | every name below `x`, not `x` | leading wildcard | | Suricata `tls.sni; content:"x"; endswith; nocase` | every name that ends in `x` | dotless wildcard | | Suricata `tls.sni; dotprefix; content:".x"; endswith; nocase` | `x` and every name below it |',
    hostMatch('%s in %s'), hostMatch('means what the pattern means, for every name of a small universe'));
  proven('| the same; the buffer is in lower case and without the port, and `nocase` is an error | the same, in HTTP |', suricata('HTTP is compared in lower case'));
  proven('| Network Firewall, domain list `.x` | `x` and every name below it, on every port | nothing: see below |', suricata('a dot in front is the name and everything below it, on every port'));
  proven('| DNS Firewall `*.x` | every name below `x`, not `x` | leading wildcard |', testsOf('verify/aws/dns-firewall.test.ts')('a star in front is every name below, and not the name itself'));
  promise('| DNS Firewall `*cdn.x` | AWS allows "a star at the start" and does not say what this one matches | nothing: refused |', () => {
    const rules = new DnsFirewallRules(new Stack(new App(), 'Stack'), 'Rules');
    expect(() => enforce(rules, [outbound('443', ['*cdn.example.net'])])).toThrow('*cdn.example.net');
  });
  proven('| Azure Firewall application rule `*.x` | every name below `x`, not `x` | leading wildcard | | Azure Firewall application rule `*x` | every name that ends in `x` | dotless wildcard; never in place of `*.x` | | Azure Firewall application rule, a star elsewhere | not valid | nothing: refused |',
    AZURE('host names on TCP 80 and 443 are application rules for HTTP and HTTPS'), AZURE('fails on %s'),
    testsOf('verify/azure/read-firewall-policies.test.ts')('a star at the very left stands for anything, dots included'));
  proven('| Azure Firewall network rule | exact names, through the DNS proxy, as the addresses they resolve to | exact, when asked for |', AZURE('with the DNS proxy, exact host names on other ports are network rules'));
  promise('| security groups, network security groups, WAF IP sets | no names | nothing: addresses, or refused |', () => {
    const tried = ['CustomScenario, outbound, names', 'CustomScenario, inbound, names'];
    expect(['SecurityGroups', 'NetworkSecurityGroupRules', 'WafIpSets'].flatMap((construct) => tried.map((each) => outcomeOf(construct, each)?.split(':')[0])))
      .toEqual(Array(6).fill('refused'));
  });
  proven('writes Suricata rules for all of them', firewall('names, in TLS on 443 and in HTTP on 80'));
  proven('`verify` reads domain lists in your own rule groups.', suricata('a dot in front is the name and everything below it, on every port'));
  facts(
    '| Network Firewall, domain list `*.x` | not valid; AWS refuses it when the stack is deployed | nothing |',
    'nothing; this is what AWS writes for `.x`',
    '(`pcre` with `tls.sni` and `http.host` only)',
    'A domain list does not limit the ports on which its names are allowed, but every published row does: TLS to a listed name would pass on any port. Its only wildcard includes the apex, which `*.x` leaves out.',
  );
});
