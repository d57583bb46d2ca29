import type { JsonNode } from '../../document/json-node';
import { type LiveKind, renamed, unread } from '../kind/live-kind';

/** The priority of what App Service prints for the rest, which no rule can have. */
const OF_THE_REST = 2_147_483_647;

const RULE_NAMES: Readonly<Record<string, string>> = {
  name: 'name', description: 'description', action: 'action', priority: 'priority', headers: 'headers', vnetSubnetResourceId: 'virtual_network_subnet_id',
};

/** Printed for what they are not used for in a rule by address. */
const IRRELEVANT = ['vnetTrafficTag', 'subnetTrafficTag', 'subnetMask'];

const SITES = [
  { list: 'ipSecurityRestrictions', name: 'ip_restriction' },
  { list: 'scmIpSecurityRestrictions', name: 'scm_ip_restriction' },
] as const;

const USE_MAIN = 'scmIpSecurityRestrictionsUseMain';

/** `az webapp config access-restriction show`, and of a function app; it does not name the app. */
export const ACCESS_RESTRICTIONS: LiveKind = {
  name: 'az webapp config access-restriction show',
  platform: 'azure',
  keys: [...SITES.flatMap(({ list }) => [list, `${list}DefaultAction`]), USE_MAIN],
  recognises: ({ ipSecurityRestrictions }) => Array.isArray(ipSecurityRestrictions),
  resources: (answer) => [{
    type: 'azurerm_linux_web_app',
    key: 'webapp',
    body: {
      site_config: [{
        scm_use_main_ip_restriction: answer.object()[USE_MAIN],
        ...Object.assign({}, ...SITES.map(({ list, name }) => siteOf(answer, list, name))),
      }],
    },
  }],
};

function siteOf(answer: JsonNode, list: string, name: string): Record<string, unknown> {
  const written = answer.at(list);
  if (written.isAbsent) return {};
  const items = written.items();
  const rest = items.filter((rule) => rule.object().priority === OF_THE_REST && rule.object().ipAddress === 'Any');
  const rules = items.filter((rule) => !rest.includes(rule)).map(ruleOf);
  const said = [answer.object()[`${list}DefaultAction`], ...rest.map((rule) => rule.at('action').text())].filter((action) => action !== undefined && action !== null);
  const actions = [...new Set(said.map((action) => String(action).toLowerCase()))];
  if (actions.length > 1) throw written.malformed('one default action, the same in the last rule and in the default action');
  return { [name]: rules, ...(actions.length === 0 ? {} : { [`${name}_default_action`]: actions[0] === 'deny' ? 'Deny' : said[0] }) };
}

function ruleOf(node: JsonNode): Record<string, unknown> {
  const rule = node.object();
  const isByTag = rule.tag === 'ServiceTag';
  return {
    ...renamed(rule, RULE_NAMES),
    ...renamed(rule, { ipAddress: isByTag ? 'service_tag' : 'ip_address' }),
    ...(rule.tag === undefined || rule.tag === null || rule.tag === 'Default' || isByTag ? {} : { NotUnderstood: rule.tag }),
    ...unread(rule, [...Object.keys(RULE_NAMES), ...IRRELEVANT, 'ipAddress', 'tag']),
  };
}
