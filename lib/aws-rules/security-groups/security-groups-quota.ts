import { invalidQuota } from '../../messages/errors';
import { BUDGET_OPTIONS, BudgetOptions } from '../../rules/budget/budget-options';
import { OptionTypes } from '../../rules/options/option-type';
import { wholeNumber } from '../../rules/options/option-types';
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

/** What they take. */
export const SECURITY_GROUPS_QUOTA: OptionTypes<SecurityGroupsQuota> = {
  ...BUDGET_OPTIONS,
  rulesPerGroup: wholeNumber(1),
  groupsPerInterface: wholeNumber(1),
  maxRules: wholeNumber(1),
};

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
  const perInterface = quota.rulesPerGroup * quota.groupsPerInterface;
  if (perInterface > SECURITY_GROUP_LIMITS.rulesPerInterface) {
    throw invalidQuota('rulesPerGroup × groupsPerInterface', perInterface, `at most ${SECURITY_GROUP_LIMITS.rulesPerInterface}, which EC2 never raises`);
  }
  return quota;
}
