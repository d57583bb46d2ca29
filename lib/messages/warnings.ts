/** Something a user should look at, though the app synthesises. */
export interface Warning {
  /** Stable id, by which it can be acknowledged: `cdk-m365-endpoints:camelCase`. Public contract, documented in `docs/warnings.md`. */
  readonly id: string;

  /** What, why, and what to do. */
  readonly message: string;

  /**
   * Whether it only informs, of what the app has chosen itself: strict synthesis passes.
   *
   * @default false
   */
  readonly isInformation?: boolean;
}

function warning(name: string, message: string): Warning {
  return { id: `cdk-m365-endpoints:${name}`, message };
}

export function retired(slug: string, date: string, successor: string): Warning {
  return warning('retired', `${slug} was retired on ${date}: ${successor}`);
}

export function withdrawnPrefixes(slug: string, count: number, edition: string): Warning {
  return warning(
    'withdrawnPrefixes',
    `${slug}: edition ${edition} of its source no longer publishes ${count} of these prefixes; ` +
    `to use only what it still publishes, set catalog: Catalog.bundled().edition('${edition}')`,
  );
}

/** The same where the app chose the older edition. */
export function olderEditionChosen(slug: string, chosen: string, count: number, edition: string): Warning {
  return {
    ...warning('olderEditionChosen', `${slug}: the app chose edition ${chosen}, and edition ${edition} no longer publishes ${count} of its prefixes`),
    isInformation: true,
  };
}

export function emptiedByFilter(slug: string, flow: string, options: string): Warning {
  return warning('emptiedByFilter', `${slug}: ${options} leave no peer for ${flow}, so it gets no rule`);
}

export function unusedExclusion(slug: string, peer: string): Warning {
  return warning('unusedExclusion', `${slug}: excluding ${peer} excludes nothing, because none of it would be admitted anyway`);
}

export function unusedAddition(slug: string, peer: string): Warning {
  return warning('unusedAddition', `${slug}: adding ${peer} adds nothing, since addressFamilies and excludedPeers leave nothing of it`);
}

export function excludedByHalf(slug: string, excluded: string, left: string): Warning {
  return warning(
    'excludedByHalf',
    `${slug}: excludedPeers exclude only the ${excluded} of a remote side that is published with names and addresses, so enforcement points that match ${left} still admit it`,
  );
}

export function opensToInternet(slug: string): Warning {
  return warning('opensToInternet', `${slug}: the added peers together are more than an eighth of the Internet, so the published prefixes restrict little or nothing there`);
}

/** The same for an option of an enforcement point that admits others beside the published sources. */
export function optionOpensToInternet(path: string, option: string): Warning {
  return warning('opensToInternet', `${option} of ${path} is more than an eighth of the Internet, so the published prefixes restrict little or nothing there; name only the peers that connect`);
}

/** The same where the app names the remote side, which the row leaves to it without meaning everyone. */
export function namesInternet(slug: string, option: string, flow: string): Warning {
  return warning('opensToInternet', `${slug}: ${option} names every address of a family, so ${flow} is open to everyone; name only the peers that connect`);
}

/** A composed scenario that restricts sources in front of servers which others call too. */
export function sharedMigrationEndpoint(path: string): Warning {
  return warning(
    'sharedMigrationEndpoint',
    `the migration endpoint of ${path} is behind the enforcement point of the other Exchange services, but Microsoft advises a separate host name and public address ` +
    'for it before sources are restricted: set migrationEnforcedBy',
  );
}

export function extraAddressesAdmitted(path: string, figures: readonly string[]): Warning {
  return warning(
    'extraAddressesAdmitted',
    `${path} admits addresses beyond those of its scenarios, because maxExtraAddresses allows it: ${figures.join('; ')}; ` +
    'look at them in its property extra, or leave maxExtraAddresses out to admit none',
  );
}

export function leftOut(reason: string): Warning {
  return warning('unsupportedLeftOut', `left out, because onUnsupported is WARN: ${reason}`);
}

export function hostsByAddress(platform: string, slugs: readonly string[], hosts: number): Warning {
  return warning(
    'hostsByAddress',
    `${slugs.join(', ')}: ${platform} cannot match ${hosts} host patterns there, so the addresses that are published with them are admitted instead`,
  );
}

export function openBesidePublished(path: string, openRules: readonly string[]): Warning {
  return warning(
    'openBesidePublished',
    `${path} also admits every address (${openRules.join(', ')}), so the published prefixes restrict nothing there; ` +
    'a load balancer listener opens itself unless it is created with open: false',
  );
}

export function noAddressOfFamily(slug: string, family: string, path: string): Warning {
  const options = family === 'IPv6' ? 'destinationIpv6 or sourceIpv6' : 'destination or source';
  return warning(
    'noAddressOfFamily',
    `${slug}: there is no ${family} address behind ${path}, so the ${family} prefixes get no rule; ` +
    `name one with ${options}, or leave the family out with addressFamilies`,
  );
}

export function adminAllowIsNoOp(slug: string): Warning {
  return warning(
    'adminAllowIsNoOp',
    `${slug}: a security admin rule that allows leaves the decision to network security groups, so it restricts nothing unless the rest is denied: ` +
    'set denyOtherInbound or denyOtherOutbound, or deny it elsewhere in the configuration',
  );
}

export function overridesNetworkSecurityGroups(slug: string): Warning {
  return warning(
    'overridesNetworkSecurityGroups',
    `${slug}: AlwaysAllow delivers this traffic to everything behind the rules, and no network security group can refuse it; ` +
    'use AdminRuleAction.ALLOW to leave the decision to them',
  );
}

export function outboundAllowIsNoOp(slug: string): Warning {
  return warning(
    'outboundAllowIsNoOp', `${slug}: Azure's default rule 65001, AllowInternetOutBound, allows outbound traffic anyway, so allowing it restricts nothing: set denyOtherOutbound, or add a rule that denies the rest`,
  );
}

export function contestedPriority(
  path: string, { name, priority, wanted, holder, isHolderPinned }: {
    readonly name: string; readonly priority: number; readonly wanted: number; readonly holder: string; readonly isHolderPinned: boolean;
  },
): Warning {
  const pin = (slot: number) => `.pin({ '${name}': ${slot} })`;
  return warning(
    'contestedPriority',
    `${path}: ${name} wants priority ${wanted}, which ${holder} ${isHolderPinned ? 'is pinned to' : 'takes'}, and takes ${priority}. ` +
    'Azure refuses to give a rule the priority that a deployed one still has, so keep what is deployed: ' +
    `${isHolderPinned ? '' : `${pin(wanted)} on the priorities if ${name} was there before ${holder}, `}${pin(priority)}${isHolderPinned ? ' on the priorities' : ' if it was not'}`,
  );
}

export function crowdedPriorities(path: string, range: string, flows: number, percent: number): Warning {
  return warning(
    'crowdedPriorities',
    `${path} has rules for ${flows} flows in priorities ${range}, where adding one more moves a deployed rule in about ${percent} % of cases, which Azure may refuse: ` +
    'give a range of at least a thousand priorities, pin what is deployed, or use withOwnGroup if nothing else writes rules',
  );
}

export function groupInTwoStacks(path: string, other: string, group: string, range: string, otherRange: string): Warning {
  return warning(
    'groupInTwoStacks',
    `${path} takes priorities ${range} of ${group}, and ${other} in another stack takes ${otherRange}: if both are one group, give each its own priorities ` +
    'and namePrefix; if they are in two subscriptions, set subscriptionId on both providers, or acknowledge this',
  );
}

export function unusedPins(path: string, names: readonly string[]): Warning {
  return warning('unusedPins', `${path} pins priorities of ${names.join(', ')}, but has no such rule: correct the names, or remove the pins`);
}

/** @param hasDefaultAction whether the app has an argument for what happens to the rest */
export function scmSiteOpen(path: string, app: string, hasDefaultAction: boolean): Warning {
  return warning(
    'scmSiteOpen',
    `${path} restricts the main site of ${app}, but everyone can reach its advanced tools site (scm), where code is deployed: ` +
    `set scmUseMainIpRestriction: true, or ${hasDefaultAction ? "scmIpRestrictionDefaultAction: 'Deny' with its own rules" : 'scmIpRestriction with its own rules'}`,
  );
}

export function plainHttp(path: string, app: string): Warning {
  return warning('plainHttp', `${app}, which ${path} restricts, also accepts HTTP requests on port 80: set httpsOnly: true`);
}

export function plainIngress(path: string, app: string): Warning {
  return warning('plainHttp', `${app}, which ${path} restricts, also accepts HTTP requests on port 80: leave allowInsecureConnections out`);
}

export function denyBeforeRules(path: string, denying: string, priority: number, range: string): Warning {
  return warning(
    'denyBeforeRules',
    `${denying} denies traffic at priority ${priority}, before the rules of ${path} at ${range}: traffic that both match is denied, so give the deny rule a higher priority number if that is not intended`,
  );
}

export function allowBeforeBlock(path: string, rule: string, policy: string): Warning {
  return warning(
    'allowBeforeBlock',
    `${rule} of ${policy} allows requests before the rule of ${path}, which then does not see them: give it a higher priority number if others than the admitted sources match it`,
  );
}

export function detectionOnly(path: string): Warning {
  return warning(
    'detectionOnly', `the firewall policy of ${path} is switched off or only detects, so everyone is admitted: set its mode to Prevention, or acknowledge this`,
  );
}

export function unusedPrefixLists(path: string): Warning {
  return warning(
    'unusedPrefixLists', `the prefix lists of ${path} are not used in any rule, and a list by itself admits nothing: use addRulesTo, or prefixLists in your own rules`,
  );
}

export function enforcesNothing(path: string, nextStep: string): Warning {
  return warning('enforcesNothing', `scenarios name ${path} in enforcedBy, but nothing uses it, so it enforces nothing: ${nextStep}`);
}

export function sharedListMayBeReplaced(path: string): Warning {
  return warning(
    'sharedListMayBeReplaced',
    `the prefix lists of ${path} are used outside of their stack, and a list that grows past its MaxEntries is replaced by another: `
    + 'set maxEntries, to 100 at most, so that each keeps its id',
  );
}

export function egressNotKnown(path: string): Warning {
  return warning(
    'egressNotKnown', `${path} adds outbound rules to groups that are known only by id: if one of them allows all outbound traffic, the rules restrict nothing`,
  );
}

export function hostsByResolution(slug: string, hosts: number): Warning {
  return warning(
    'hostsByResolution',
    `${slug}: network rules admit the addresses that ${hosts} host names resolve to, which may serve other names too; ` +
    'they work only while the DNS proxy of the policy is on and its clients use it',
  );
}

export function manyNetworkHosts(path: string, limit: number): Warning {
  return warning('manyNetworkHosts', `${path} has more than ${limit} host names in network rules, which slow an Azure Firewall down: admit addresses instead`);
}

export function azureTags(path: string, tags: readonly string[]): Warning {
  return warning(
    'azureTags',
    `${path} admits what Azure puts into ${tags.join(', ')} at any time, not what a published edition says: ` +
    'rule descriptions, the lock and verify cannot tell what that is',
  );
}

export function addressesWithoutPorts(slug: string, rules: number): Warning {
  return warning(
    'addressesWithoutPorts',
    `${slug}: an IP group holds the addresses of ${rules} rules together, without their ports, and a rule that names it admits all of them on its ports; ` +
    'use a separate IP group for scenarios that need other ports',
  );
}

export function dnsAllowIsNoOp(slug: string): Warning {
  return warning(
    'dnsAllowIsNoOp',
    `${slug}: allowing names restricts nothing while every other name is resolved too: set blockOthers, or block them in a rule group that comes later`,
  );
}
