import { invalidQuota } from '../../messages/errors';
import { BudgetOptions } from '../../rules/budget/budget-options';
import { SECURITY_GROUP_LIMITS } from './security-group-limits';

/** Quotas, which an account can have raised, and a budget within them. */
export interface SecurityGroupsQuota extends BudgetOptions {
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
   * Rules that all groups together may have in one direction, for IPv4 and IPv6 each. More are refused, unless
   * `maxExtraAddresses` lets them be widened.
   *
   * @default - as many as the groups hold
   */
  readonly maxRules?: number;
}

/** Quotas that are known. */
export interface EffectiveQuota {
  readonly rulesPerGroup: number;
  readonly groupsPerInterface: number;
}

/**
 * The quotas in force: those given, else EC2's own.
 *
 * @throws EndpointError `InvalidQuota`
 */
export function effectiveQuota({ rulesPerGroup, groupsPerInterface }: SecurityGroupsQuota): EffectiveQuota {
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
