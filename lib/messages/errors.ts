/**
 * An error the user of this library can act on.
 *
 * The `code` is stable and part of the public contract (`docs/errors.md`); the
 * message says what is wrong, the value, what is allowed and what to do next.
 */
export class EndpointError extends Error {
  /**
   * An error of this library; apps catch them rather than make them.
   *
   * @param code stable, in PascalCase, such as `InvalidPrefix`
   * @param message what is wrong, the value, what is allowed and what to do next
   */
  constructor(
    /** Which error it is; stable, and listed in `docs/errors.md`. */
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'EndpointError';
  }
}

/** Shows a value of any kind in a message: short, on one line, quoted when it is text. */
function show(value: unknown): string {
  const text = textOf(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** Not every object has a text: one without a prototype has none, and of another the making of it can fail. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  try {
    const text = String(value);
    const isPlain = text === '[object Object]' || Array.isArray(value);
    return (isPlain ? JSON.stringify(value) : text.replace(/\s+/g, ' ')) ?? text;
  } catch {
    return Array.isArray(value) ? 'a list' : 'an object';
  }
}

/** A number with its noun: `1 prefix`, `2 prefixes`. */
export function counted(count: number | bigint, noun: string): string {
  const ending = /(x|s)$/.test(noun) ? 'es' : 's';
  return `${count} ${noun}${Number(count) === 1 ? '' : ending}`;
}

// ── net ──────────────────────────────────────────────────────────────────────

export function invalidPrefix(text: unknown, problem: string, hint?: string): EndpointError {
  return new EndpointError('InvalidPrefix', `invalid prefix ${describeEntry(text, problem, hint)}`);
}

/** One error for a whole list: the first bad entries with their positions, and how many there are in all. */
export function invalidPrefixes(
  entries: readonly { position: number; text: unknown; problem: string; hint?: string }[], bad: number, total: number,
): EndpointError {
  if (total === 1) return invalidPrefix(entries[0].text, entries[0].problem, entries[0].hint);
  const lines = entries.map(({ position, text, problem, hint }) => `\n  entry ${position}: ${describeEntry(text, problem, hint)}`);
  const more = bad > entries.length ? `\n  and ${bad - entries.length} more` : '';
  return new EndpointError('InvalidPrefix', `${bad} of ${total} prefixes ${bad === 1 ? 'is' : 'are'} invalid:${lines.join('')}${more}`);
}

export function invalidPort(value: unknown, problem: string, hint: string): EndpointError {
  return new EndpointError('InvalidPort', `invalid port ${describeEntry(value, problem, hint)}`);
}

export function invalidHostPattern(text: unknown, problem: string, hint?: string): EndpointError {
  return new EndpointError('InvalidHostPattern', `invalid host pattern ${describeEntry(text, problem, hint)}`);
}

export function invalidHostParameter(name: string, value: unknown, problem: string): EndpointError {
  return new EndpointError(
    'InvalidHostParameter',
    `invalid value ${show(value)} for <${name}>: ${problem}; give a host name or a part of one, such as "contoso" or "contoso.com"`,
  );
}

export function invalidTenant(tenant: string): EndpointError {
  return new EndpointError(
    'InvalidHostParameter', `invalid tenant ${show(tenant)}: it is one label of letters, digits and hyphens; give the part before .onmicrosoft.com, such as "contoso"`,
  );
}

export function unresolvedHostPattern(text: string, missing: readonly string[]): EndpointError {
  return new EndpointError(
    'UnresolvedHostPattern',
    `host pattern ${show(text)} needs a value for ${missing.map(name => `<${name}>`).join(', ')}: pass ${missing.length === 1 ? 'it' : 'them'} to resolve()`,
  );
}

/** Bounds of a cover that no cover obeys; `least` is the number of prefixes that is needed. */
export function coverTooWide(bounds: string, problem: string, least: number): EndpointError {
  return new EndpointError('CoverTooWide', `no cover has ${bounds}: ${problem}; at least ${least} prefixes are needed, so raise a bound, or leave addresses out`);
}

function describeEntry(value: unknown, problem: string, hint?: string): string {
  return `${show(value)}: ${problem}${hint === undefined ? '' : `; ${hint}`}`;
}

// ── catalog ──────────────────────────────────────────────────────────────────

export function invalidCloud(name: string): EndpointError {
  return new EndpointError('InvalidCloud', `invalid cloud ${show(name)}: give an instance name of the web service, such as "Worldwide" or "China"`);
}

export function invalidData(path: string, problem: string): EndpointError {
  return new EndpointError('InvalidData', `invalid catalog data at ${path === '' ? 'the top' : path}: ${problem}`);
}

export function unknownEdition(id: string, known: readonly string[]): EndpointError {
  return new EndpointError('UnknownEdition', `unknown edition ${show(id)}: the catalog has ${known.join(', ')}`);
}

export function unknownSlug(slug: string, hint: string): EndpointError {
  return new EndpointError('UnknownSlug', `no endpoint set is called ${show(slug)}: ${hint}`);
}

/** @param reason why there is nothing for the cloud, and where it is */
export function notPublishedForCloud(slug: string, cloud: string, reason: string): EndpointError {
  return new EndpointError('NotPublishedForCloud', `${slug} has no endpoints for cloud ${show(cloud)}: ${reason}`);
}

export function unknownFlow(slug: string, flow: string, known: readonly string[]): EndpointError {
  return new EndpointError('UnknownFlow', `${slug} has no flow ${show(flow)}: it has ${known.join(', ')}`);
}

export function severalFlows(slug: string, flows: readonly string[]): EndpointError {
  return new EndpointError('SeveralFlows', `${slug} has several flows: name the one that is overridden with flow, ${flows.join(' or ')}`);
}

export function noReason(slug: string): EndpointError {
  return new EndpointError('NoReason', `the override of ${slug} gives no reason: say why the published data is not right, it is kept with every rule`);
}

// ── lock ─────────────────────────────────────────────────────────────────────

export function invalidLock(file: string, place: string, problem: string): EndpointError {
  return new EndpointError('InvalidLock', `invalid lock ${file} at ${place}: ${problem}; restore the last good version from your repository, or write the lock again`);
}

export function tamperedLock(file: string, place: string): EndpointError {
  return new EndpointError(
    'TamperedLock', `${file} was changed at ${place} without the tool that writes it: restore the last good version from your repository, or write the lock again`,
  );
}

export function refusedLock(file: string, place: string, reason: string, others: number): EndpointError {
  const more = others === 0 ? '' : `; and ${others} more`;
  return new EndpointError('RefusedLock', `${file} opens more than published data should, at ${place}: ${reason}${more}`);
}

export function unreadableLock(file: string, reason: string): EndpointError {
  return new EndpointError('UnreadableLock', `cannot read the lock ${String(file)}: ${reason}; check the path, or write the lock first`);
}

export function unwrittenLock(file: string, reason: string): EndpointError {
  return new EndpointError('UnwrittenLock', `cannot write the lock ${file}: ${reason}; what was there before is unchanged`);
}

// ── verify ───────────────────────────────────────────────────────────────────

export function malformedTemplate(path: string, value: unknown, expected: string): EndpointError {
  const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
  return new EndpointError(
    'MalformedTemplate',
    `malformed template at ${path === '' ? 'the top' : path}: found ${show(text)}, expected ${expected}; pass the parsed JSON of the synthesised template, unchanged`,
  );
}

export function unrecognisedDocument(accepted: readonly string[]): EndpointError {
  return new EndpointError('UnrecognisedDocument', `not a recognised document: pass the parsed JSON of ${accepted.join(' or ')}`);
}

export function trafficNotAsMeant(path: string, violations: readonly string[]): EndpointError {
  return new EndpointError('TrafficNotAsMeant', `${path} admits traffic other than that of its scenarios, or this cannot be ruled out:\n${violations.join('\n')}`);
}

export function unusableRecord(problem: string): EndpointError {
  return new EndpointError('UnusableRecord', `${problem}: the record was changed by hand or written by another version; name what you expect with --allows`);
}

export function unknownDigest(source: string, edition: string, recorded: string, known: string): EndpointError {
  return new EndpointError(
    'UnknownDigest',
    `the record was made from edition ${edition} of ${source} with digest ${recorded.slice(0, 12)}…, and the data here has ${known.slice(0, 12)}…: give the lock of the app with --lock, or name what you expect with --allows`,
  );
}

export function invalidTrafficTest(where: string, problem: string): EndpointError {
  return new EndpointError('InvalidTrafficTest', `${where} ${problem}: a test is {"from": <address or prefix>} or {"to": <address, prefix or host name>} with {"tcp": <port or range>} or {"udp": <port or range>}`);
}

export function unexpectedTraffic(problems: readonly string[]): EndpointError {
  return new EndpointError('UnexpectedTraffic', problems.join('\n'));
}

export function notSynthesised(): EndpointError {
  return new EndpointError('NotSynthesised', 'a stack of CDKTF or CDK Terrain cannot be read directly: pass the result of Testing.synth(stack)');
}

export function unrecognisedFolder(path: string): EndpointError {
  return new EndpointError('UnrecognisedFolder', `${show(path)} is neither a cdk.out or cdktf.out folder with stacks, nor a folder with JSON files`);
}

export function unnamedPrefixList(): EndpointError {
  return new EndpointError('UnnamedPrefixList', 'entries of a prefix list do not name their list: pass them as pl-…=file, or add the key PrefixListId');
}

// ── rules ────────────────────────────────────────────────────────────────────

export function wrongFamily(cidr: string, wanted: string, found: string): EndpointError {
  return new EndpointError('WrongFamily', `${show(cidr)} is ${found}, not ${wanted}: use Peer.${found.toLowerCase()}`);
}

export function listNotKnown(list: string): EndpointError {
  return new EndpointError(
    'ListNotKnown', `${show(list)} is a whole list that is known only at deployment: select one value, with Fn.select(0, list) in AWS CDK or Fn.element(list, 0) in CDKTF and CDK Terrain`,
  );
}

export function ambiguousInternet(cidr: string): EndpointError {
  return new EndpointError('AmbiguousInternet', `${show(cidr)} admits everyone: say so with Peer.anyInternet(), or name the prefixes that you mean`);
}

/** What {@link beyondBudget} tells of a budget that is not met. */
interface BudgetProblem {
  /** What an entry is, in the plural. */
  readonly unit: string;

  /** The name of the prop that bounds entries, and what it says. */
  readonly bound: string;
  readonly maxEntries: number;

  /** How many entries are exact. */
  readonly exact: number;

  /** How many entries it takes with the extra addresses that are allowed. */
  readonly needed: number;

  /** How many extra addresses it takes with `maxEntries`, and how many are allowed. */
  readonly extra: bigint;
  readonly allowed: bigint;
}

export function beyondBudget(quota: string, { unit, bound, maxEntries, exact, needed, extra, allowed }: BudgetProblem): EndpointError {
  return new EndpointError(
    'CoverTooWide',
    `${quota}: an exact match needs ${exact} ${unit}; with ${bound} ${maxEntries}, at least ${extra} extra addresses would be admitted, but ` +
    `maxExtraAddresses is ${allowed}; set ${bound} to at least ${needed}, or review what would be admitted and set maxExtraAddresses to at least ${numberFrom(extra)}`,
  );
}

/** The least number of JavaScript's that is not below a bigint, written out; above 2^53 not every bigint is one. */
function numberFrom(value: bigint): bigint {
  const near = Number(value);
  return BigInt(BigInt(near) < value ? near * (1 + Number.EPSILON) : near);
}

/** An error about the bounds of one quota, with the name of the quota. */
export function inQuota(quota: string, { code, message }: EndpointError): EndpointError {
  return new EndpointError(code, `${quota} rules: ${message}`);
}

export function unsupported(slug: string, reason: string, alternatives: string): EndpointError {
  return new EndpointError('Unsupported', `cannot enforce ${slug}: ${reason}; ${alternatives}`);
}

/** Several problems of one kind as one error, a line for each. */
export function together(problems: readonly EndpointError[]): EndpointError {
  const [first] = problems;
  const messages = [...new Set(problems.map(({ message }) => message))];
  return messages.length === 1 ? first : new EndpointError(first.code, [`${messages.length} problems:`, ...messages].join('\n  '));
}

/** For values that the types forbid, from code that nobody checked the types of. */
export function invalidOption(option: string, value: unknown, nextStep: string): EndpointError {
  return new EndpointError('InvalidOption', `invalid ${option} ${show(value)}: ${nextStep}`);
}

/** For an option that does not exist: nothing that an app asks for is ignored. */
export function unknownOption(option: string, known: readonly string[]): EndpointError {
  const near = known.find((name) => isNear(option.split('.').at(-1)!, name));
  return new EndpointError('UnknownOption', `unknown option ${show(option)}: ${near === undefined ? `there are ${known.join(', ')}` : `did you mean ${near}?`}`);
}

/** Whether two names differ in letter case, in a few letters, or one begins with the other. */
function isNear(name: string, other: string): boolean {
  const [a, b] = [name.toLowerCase(), other.toLowerCase()];
  if (a.length > 2 && (a.startsWith(b) || b.startsWith(a))) return true;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] <= Math.max(1, Math.floor(b.length / 4));
}

/** @param own the framework that the construct is made for, by the name of its package; @param found that of its stack */
export function otherFramework(path: string, own: string, found: string): EndpointError {
  const folder = found === 'cdktf' ? '' : `${found}/`;
  return new EndpointError(
    'OtherFramework',
    `${path} is made for ${own}, and its stack is one of ${found}: import it from cdk-m365-endpoints/${folder}azurerm or cdk-m365-endpoints/${folder}terraform-aws`,
  );
}

/** For an enforcement point in another tree of constructs than the scenario. */
export function foreignEnforcementPoint(path: string, enforcementPoint: string): EndpointError {
  return new EndpointError(
    'ForeignEnforcementPoint',
    `enforcedBy of ${path} names ${enforcementPoint}, which belongs to another app: create both in the same app, of the same framework`,
  );
}

// ── scenarios ────────────────────────────────────────────────────────────────

export function emptyList(option: string, nextStep: string): EndpointError {
  return new EndpointError('EmptyList', `${option} is an empty list, which never means any: ${nextStep}`);
}

/** @param mayBeAnyone whether the row expects clients from anywhere */
export function peersRequired(slug: string, flow: string, option: string, mayBeAnyone: boolean): EndpointError {
  return new EndpointError('PeersRequired', `${slug}: the row does not name a remote side for ${flow}: ${peersAdvice(option, mayBeAnyone)}`);
}

export function emptyPeers(option: string, mayBeAnyone: boolean): EndpointError {
  return emptyList(option, peersAdvice(option, mayBeAnyone));
}

function peersAdvice(option: string, mayBeAnyone: boolean): string {
  return `name it with ${option}${mayBeAnyone ? ', or choose everyone with Peer.anyInternet()' : ''}`;
}

export function unresolvedTemplates(slug: string, hosts: readonly string[], parameters: readonly string[]): EndpointError {
  return new EndpointError(
    'UnresolvedTemplates',
    `${slug}: ${hosts.join(', ')} ${hosts.length === 1 ? 'is a template' : 'are templates'}, which no rule can match: give ${parameters.join(' and ')}`,
  );
}

/** @param options those that leave nothing, as the app gave them */
export function nothingLeft(slugs: string, options: string): EndpointError {
  return new EndpointError('NothingLeft', `${slugs}: nothing is left to admit with ${options}; admit more, or remove the scenario`);
}

export function unknownEndpointIds(ids: readonly number[], cloud: string): EndpointError {
  return new EndpointError(
    'UnknownEndpointIds', `no endpoint set of ${cloud} has the id ${ids.join(' or ')}: m365-endpoints list --cloud ${cloud} shows the ids; they differ from cloud to cloud`,
  );
}

export function nothingSelected(cloud: string, serviceArea: string | undefined): EndpointError {
  const problem = serviceArea === undefined ? 'no endpoint set passes serviceAreas, categories, requiredOnly, ids and exceptIds together' : `no endpoint set is of service area ${show(serviceArea)}`;
  return new EndpointError('NothingSelected', `${problem} in ${cloud}: select more; m365-endpoints list --cloud ${cloud} shows all of them`);
}

export function enforcementPointRequired(path: string, option: string, enforcementPoints: string): EndpointError {
  return new EndpointError('EnforcementPointRequired', `${option} of ${path} admits traffic that nothing enforces: give ${enforcementPoints}`);
}

export function healthAgentNotPublished(cloud: string): EndpointError {
  return new EndpointError(
    'HealthAgentNotPublished',
    `entra-connect: healthAgent is given for ${cloud}, but the hosts of the agent are documented only for Worldwide, GCC High and DoD: name them with additionalPeers`,
  );
}

export function notExcludable(slug: string, peer: string, reason: string): EndpointError {
  return new EndpointError('NotExcludable', `${slug}: cannot exclude ${peer}: ${reason}`);
}

// ── enforcement points ───────────────────────────────────────────────────────

export function invalidQuota(name: string, value: unknown, allowed: string): EndpointError {
  const shown = ['number', 'bigint', 'string'].includes(typeof value) ? `${value as string}` : show(value);
  return new EndpointError('InvalidQuota', `invalid ${name} ${shown}: give ${allowed}`);
}

export function invalidDescription(text: string, length: number, pattern: RegExp): EndpointError {
  return new EndpointError('InvalidDescription', `invalid description ${show(text)}: give at most ${length} characters that match ${pattern.source}`);
}

export function notAConstruct(path: string): EndpointError {
  return new EndpointError(
    'NotAConstruct', `attachTo of ${path} was given bare connections: pass the construct that has them, so that synthesis can check that it took the groups`,
  );
}

/** Problems that only the complete app shows have no code: they are said when it is validated. */
export function inboundOnFunction(path: string, groups: string): string {
  return `${path} is a Lambda function, and inbound rules of its security groups (${groups}) protect nothing, because Lambda does not invoke it through its network interface. `
    + 'Filter in front of it: RestApiPolicy on a REST API, or WafIpSets on CloudFront, an Application Load Balancer or a REST API';
}

export function unattached(path: string, groups: string): string {
  return `${path} did not take the security groups of ${groups}: it fixes its groups when it is created; `
    + 'create it after the last scenario and pass it the securityGroups of this construct, along with its own groups';
}

export function unattachedImport(path: string, groups: string): string {
  return `${path} is not created by this app, which therefore cannot give it the security groups of ${groups}: `
    + 'add the rules to its existing groups, with SecurityGroups.fromSecurityGroups and its connections.securityGroups';
}

export function securityGroupsFull(slugs: readonly string[], rules: number, quota: string, groups: number, perGroup: number): EndpointError {
  return new EndpointError(
    'SecurityGroupsFull',
    `${slugs.join(', ')} need ${counted(rules, `${quota} rule`)}, and ${counted(groups, 'group')} of ${perGroup} can hold ${groups * perGroup}: ` +
    'have the quotas raised and set rulesPerGroup or groupsPerInterface, or leave addresses out with excludedPeers or addressFamilies',
  );
}

export function securityGroupsRead(property: string, path: string, read: number, needed: number): EndpointError {
  return new EndpointError(
    'SecurityGroupsRead',
    `${property} of ${path} was read when ${read} were enough, but now ${needed} are needed: create every scenario before reading it` +
    (property === 'securityGroups' ? ', or use attachTo' : ''),
  );
}

export function egressNotRestricted(path: string): EndpointError {
  return new EndpointError(
    'EgressNotRestricted', `${path} allows all outbound traffic, so outbound rules would restrict nothing: create or import it with allowAllOutbound: false`,
  );
}

export function immutableGroup(path: string): EndpointError {
  return new EndpointError('ImmutableGroup', `${path} is imported with mutable: false and would lose every rule silently: import it without that option`);
}

export function sharedGroup(path: string): EndpointError {
  return new EndpointError(
    'SharedGroup', `${path} is wrapped twice, and EC2 rejects the rules that would be in it twice: let the scenarios share one enforcement point`,
  );
}

export function prefixListsFull(path: string, weight: number, quota: string, groups: number, perGroup: number): EndpointError {
  return new EndpointError(
    'PrefixListsFull',
    `the prefix lists of ${path} count as ${counted(weight, `${quota} rule`)} (each list counts its MaxEntries) and do not fit into ${counted(groups, 'group')} of ${perGroup}: ` +
    'name more groups, have the quota raised and set rulesPerGroup, or set a lower maxEntries',
  );
}

export function prefixListsRead(path: string): EndpointError {
  return new EndpointError(
    'PrefixListsRead', `prefixLists of ${path} was read, and a later scenario needs other lists: create every scenario before reading it, or use addRulesTo`,
  );
}

export function groupReferredTwice(path: string): EndpointError {
  return new EndpointError(
    'SharedGroup', `${path} already refers to prefix lists of another PrefixLists, and their quotas would be counted separately: let the scenarios share one PrefixLists, and name each group once`,
  );
}

export function invalidPriorityRange(first: number, last: number, lowest: number, highest: number): EndpointError {
  return new EndpointError('InvalidPriorityRange', `invalid priorities ${String(first)}-${String(last)}: give whole numbers, the lower first, from ${lowest} to ${highest}`);
}

export function invalidPin(name: string, priority: number, nextStep: string): EndpointError {
  return new EndpointError('InvalidPin', `invalid priority ${show(priority)} pinned for ${show(name)}: ${nextStep}`);
}

export function invalidPriority(priority: number, lowest: number, highest: number): EndpointError {
  return new EndpointError('InvalidPriority', `invalid priority ${String(priority)}: give a whole number from ${lowest} to ${highest}`);
}

export function denyBeforeAllow(path: string, priority: number, allowing: string, range: string): EndpointError {
  return new EndpointError(
    'DenyBeforeAllow', `${path} denies other traffic at priority ${priority}, and ${allowing} may admit at ${range}, which must come before: give the deny a higher number`,
  );
}

export function priorityRangeTooNarrow(path: string, range: string, count: number, capacity: number, things: string): EndpointError {
  return new EndpointError(
    'PriorityRangeTooNarrow',
    `${path} has ${count} ${things}, and priorities ${range} have room for ${capacity} (two thirds, so that they stay stable): ` +
    `give a range of at least ${Math.ceil(count * 1.5)}`,
  );
}

export function overlappingPriorities(path: string, range: string, otherPath: string, otherRange: string): EndpointError {
  return new EndpointError(
    'OverlappingPriorities', `${path} may take priorities ${range} and ${otherPath} may take ${otherRange} in the same group: give each its own range`,
  );
}

export function networkSecurityGroupFull(path: string, rules: number, prefixes: number, maxRules: number, maxPrefixes: number): EndpointError {
  return new EndpointError(
    'NetworkSecurityGroupFull',
    `${path} has ${counted(rules, 'rule')} with ${counted(prefixes, 'prefix')}, and a network security group holds ${maxRules} and ${maxPrefixes}: spread the scenarios over several groups`,
  );
}

export function adminRulesFull(path: string, rules: number, prefixes: number, maxRules: number, maxPrefixes: number): EndpointError {
  return new EndpointError(
    'AdminRulesFull',
    `${path} has ${counted(rules, 'rule')} with ${counted(prefixes, 'prefix')}, and a level of a network manager holds ${maxRules} and ${maxPrefixes}: ` +
    'leave addresses out with excludedPeers or addressFamilies, or enforce some scenarios with network security groups',
  );
}

export function nothingReached(slug: string, path: string): EndpointError {
  return new EndpointError(
    'NothingReached', `${slug}: there is no address behind ${path} in an address family that the scenario admits: name one with destination, destinationIpv6, source or sourceIpv6`,
  );
}

export function duplicateRuleName(one: string, other: string): EndpointError {
  return new EndpointError('DuplicateRuleName', `two rules would be called ${show(one)} and ${show(other)}, which Azure treats as the same name: rename a scenario, and use each flow only once in a scenario`);
}

export function invalidLocalSide(text: string, allowed: string): EndpointError {
  return new EndpointError('InvalidLocalSide', `invalid destination or source ${show(text)}: give ${allowed}`);
}

export function firewallPolicyFull(path: string, has: string, limit: string, nextStep: string): EndpointError {
  return new EndpointError('FirewallPolicyFull', `${path} has ${has}, and ${limit}: ${nextStep}`);
}

export function ipGroupsFull(path: string, groups: number, limit: number): EndpointError {
  return new EndpointError(
    'IpGroupsFull', `${path} needs ${groups} IP groups, and the rules of a firewall may name ${limit}: admit less, or spread the scenarios over several firewalls`,
  );
}

export function noSource(slug: string, path: string, family: string): EndpointError {
  const option = family === 'IPv6' ? 'sourceAddressesIpv6' : 'sourceAddresses';
  return new EndpointError(
    'NoSource', `${slug}: ${path} names sources, but none of ${family}, so its ${family} rules would have none: name them with ${option}, or leave ${family} out with addressFamilies`,
  );
}

export function invalidTag(tag: string, prefix: string): EndpointError {
  return new EndpointError('InvalidTag', `invalid tag ${show(tag)}: give the name without its prefix, such as Exchange.Optimize; the option prefix, here ${prefix}, adds it`);
}

export function invalidName(thing: string, name: string, least: number, most: number): EndpointError {
  return new EndpointError(
    'InvalidName', `invalid name ${show(name)} of an ${thing}: give ${least} to ${most} letters, digits, periods, hyphens and underscores, a letter or digit first`,
  );
}

export function invalidSidRange(first: number, last: number, highest: number): EndpointError {
  return new EndpointError('InvalidSidRange', `invalid signature ids ${String(first)}-${String(last)}: give whole numbers, the lower first, from 1 to ${highest}`);
}

export function invalidHomeNet(): EndpointError {
  return new EndpointError('InvalidHomeNet', 'homeNet is an empty list, so no rule would match: name the CIDR blocks of your side, or leave it out');
}

export function networkFirewallFull(path: string, has: string, limit: string, nextStep: string): EndpointError {
  return new EndpointError('NetworkFirewallFull', `${path} has ${has}, and its rule group holds ${limit}: ${nextStep}`);
}

export function dnsFirewallFull(path: string, lists: number, limit: number): EndpointError {
  return new EndpointError(
    'DnsFirewallFull', `${path} needs ${counted(lists, 'domain list')}, and a rule group has room for ${counted(limit, 'rule')}: spread the scenarios over several, or have the quota raised and set rulesPerGroup`,
  );
}

export function invalidAssociationPriority(priority: number, first: number, last: number): EndpointError {
  return new EndpointError('InvalidAssociationPriority', `invalid priority ${priority} of a rule group in a VPC: give a whole number from ${first} to ${last}`);
}

export function invalidPathPrefix(path: string, problem: string): EndpointError {
  return new EndpointError('InvalidPathPrefix', `invalid path ${show(path)}: ${problem}`);
}

export function ipSetFull(path: string, family: string, addresses: number, limit: number): EndpointError {
  return new EndpointError(
    'IpSetFull', `${path} would have ${addresses} ${family} prefixes, and an IP set holds ${limit}: spread the scenarios over several, or admit less with excludedPeers`,
  );
}

export function wafRegion(path: string, region: string, wanted: string): EndpointError {
  return new EndpointError('WafRegion', `${path} is for CloudFront and its stack is in ${region}: put it into a stack in ${wanted}, where AWS WAF keeps everything for CloudFront`);
}

export function resourcePolicyTooLarge(path: string, length: number, limit: number, addresses: number): EndpointError {
  return new EndpointError(
    'ResourcePolicyTooLarge',
    `the policy of ${path} has ${length} characters with ${addresses} prefixes, and API Gateway takes ${limit}: ` +
    'have the quota raised and set maxLength, or admit less with excludedPeers or addressFamilies, or use WafIpSets',
  );
}

export function invalidStage(stage: string): EndpointError {
  return new EndpointError('InvalidStage', `invalid stage ${show(stage)}: give the name of one stage, 1 to 128 letters, digits, "_" and "-"`);
}

export function stageRequired(path: string): EndpointError {
  return new EndpointError(
    'StageRequired', `${path} protects a path in every stage, which a policy cannot express without matching other paths: set stage`,
  );
}

export function webRuleFull(path: string, prefixes: number, limit: number): EndpointError {
  return new EndpointError(
    'WebRuleFull', `${path} has ${prefixes} prefixes, and one rule holds ${limit}: admit less with excludedPeers, or raise valuesPerCondition where the firewall takes more`,
  );
}

export function invalidWafRuleName(name: string, length: number): EndpointError {
  return new EndpointError('InvalidWafRuleName', `invalid ruleName ${show(name)}: give at most ${length} letters and digits, a letter first`);
}

export function unknownCustomRules(path: string, policy: string): EndpointError {
  return new EndpointError('UnknownCustomRules', `${policy} has custom rules whose value only Terraform knows, and ${path} cannot add to them: give the policy a list`);
}

export function accessRestrictionsFull(path: string, ranges: number, maxRules: number, perRule: number): EndpointError {
  return new EndpointError(
    'AccessRestrictionsFull',
    `${path} has ${counted(ranges, 'range')}, and ${counted(maxRules, 'rule')} of ${perRule} can hold ${maxRules * perRule}: admit less with excludedPeers, or put a firewall in front of the app (WafPolicyRules)`,
  );
}

/** @param others ranges of the app beside those for the admitted sources */
export function networkRulesFull(path: string, ranges: number, others: number, limit: number): EndpointError {
  const beside = others === 0 ? '' : ` beside ${counted(others, 'range')} of otherRanges`;
  return new EndpointError(
    'NetworkRulesFull',
    `${path} has ${counted(ranges, 'range')}${beside}, and an Event Hubs namespace takes ${limit} IP rules: ` +
    'admit less with excludedPeers or addressFamilies, or set maxExtraAddresses to have ranges widened',
  );
}

// ── sources ──────────────────────────────────────────────────────────────────

export function pageTooLarge(length: number, most: number): EndpointError {
  return new EndpointError('PageTooLarge', `cannot import a page of ${length} characters: no page has more than ${most}; give the text of one page`);
}

// ── cli ──────────────────────────────────────────────────────────────────────

export function invalidUsage(command: string, problem: string): EndpointError {
  const help = ['m365-endpoints', ...command === '' ? [] : [command], '--help'].join(' ');
  return new EndpointError('InvalidUsage', `${command === '' ? '' : `${command}: `}${problem}; see ${help}`);
}

export function unreadableFile(file: string, reason: string): EndpointError {
  return new EndpointError('UnreadableFile', `cannot read ${file}: ${reason}; check the path`);
}

export function unwrittenFile(file: string, reason: string): EndpointError {
  return new EndpointError('UnwrittenFile', `cannot write ${file}: ${reason}; what was there before is unchanged`);
}

export function unknownDocument(file: string, expected: string): EndpointError {
  return new EndpointError('UnknownDocument', `${file} is not a recognised document: expected ${expected}`);
}

/** An error about the content of a file, with the name of the file. */
export function inFile(file: string, { code, message }: EndpointError): EndpointError {
  return new EndpointError(code, `${file}: ${message}`);
}

export function webServiceFailed(url: string, problem: string): EndpointError {
  return new EndpointError('WebServiceFailed', `cannot ask ${url}: ${problem}; nothing was written, try again later or use --from with mirrored files`);
}

export function webServiceThrottled(url: string, until: string): EndpointError {
  return new EndpointError('WebServiceThrottled', `${url} asks to wait (status 429): nothing was written; wait an hour, and do not ask again before ${until}`);
}

export function pageFailed(page: string, problem: string): EndpointError {
  return new EndpointError('PageFailed', `cannot read the page of additional endpoints, ${page}: ${problem}; the lock keeps what it has of the page; try again later or name a mirror or a file with --page`);
}

export function pageThrottled(page: string, until: string): EndpointError {
  return new EndpointError('PageFailed', `${page} asks to wait (status 429): the lock keeps what it has of the page; do not ask again before ${until}`);
}

/** The value is left out: it may hold a password. */
export function invalidProxy(variable: string): EndpointError {
  return new EndpointError('InvalidProxy', `cannot use the proxy that ${variable} names: give the URL of an HTTP proxy, such as http://proxy.example.com:8080, or unset it`);
}

/** The message of whatever was thrown, also by code of another realm, whose errors are no `Error` of this one. */
export function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}
