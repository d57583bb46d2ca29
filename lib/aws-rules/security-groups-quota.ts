import { invalidQuota } from '../errors';
import { SECURITY_GROUP_LIMITS } from './security-group-limits';

/** Quotas, which an account can have raised. */
export interface SecurityGroupsQuota {
  /**
   * Rules that a group may have in one direction, for IPv4 and IPv6 each.
   *
   * @default 60
   */
  readonly rulesPerGroup?: number;

  /**
   * Groups that a network interface may have, those of others included.
   *
   * @default 5
   */
  readonly groupsPerInterface?: number;

  /**
   * Rules that all groups together may have in one direction, for IPv4 and IPv6 each. What does not fit exactly is widened
   * to the prefixes that admit the fewest extra addresses, with a warning; `extra` holds them. What `excludedPeers` names,
   * and what is private or reserved, is never among them.
   *
   * @default - as many as it takes to be exact
   */
  readonly maxRules?: number;

  /**
   * Addresses that the rules of one direction and family may admit beyond what is meant. Together with `maxRules` it is an
   * error when both cannot be obeyed; alone, as few rules are made as it allows.
   *
   * @default - none, or as many as `maxRules` makes necessary
   */
  readonly maxExtraAddresses?: number;
}

/** Quotas that are known. */
export interface QuotaInForce {
  readonly rulesPerGroup: number;
  readonly groupsPerInterface: number;
}

/**
 * The quotas in force: those given, else EC2's own.
 *
 * @throws EndpointError `InvalidQuota`
 */
export function quotaInForce({ rulesPerGroup, groupsPerInterface }: SecurityGroupsQuota): QuotaInForce {
  const quota = {
    rulesPerGroup: rulesPerGroup ?? SECURITY_GROUP_LIMITS.rulesPerGroup,
    groupsPerInterface: groupsPerInterface ?? SECURITY_GROUP_LIMITS.groupsPerInterface,
  };
  for (const [name, value] of Object.entries(quota)) {
    if (!Number.isInteger(value) || value < 1) {
      throw invalidQuota(name, value, 'a whole number from 1');
    }
  }
  const perInterface = quota.rulesPerGroup * quota.groupsPerInterface;
  if (perInterface > SECURITY_GROUP_LIMITS.rulesPerInterface) {
    throw invalidQuota('rulesPerGroup × groupsPerInterface', perInterface, `at most ${SECURITY_GROUP_LIMITS.rulesPerInterface}, which EC2 never raises`);
  }
  return quota;
}
