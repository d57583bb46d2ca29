import { Protocol, PortSet } from '../../net';
import { ACKNOWLEDGED_WARNINGS } from '../../rules/options/acknowledged-warnings';
import { OptionTypes, required } from '../../rules/options/option-type';
import { concreteText, flag, instanceOf, listOf, number, objectWith, oneOf, port, tags, text, wholeNumber } from '../../rules/options/option-types';
import { nestedOptions } from '../../rules/options/read-options';
import { IP_GROUP_LIMITS } from '../limits/ip-group-limits';
import { PriorityRange } from '../limits/priority-range';
import { PROVIDER } from '../limits/provider-option';
import { FirewallPolicyRulesProps, IFirewallPolicy } from './firewall-policy-rules-props';
import { FirewallSourceOptions } from './firewall-sources';
import { IpGroupOptions } from './ip-group-shards';
import { Microsoft365ServiceTag, Microsoft365Tags } from './microsoft-365-tags';

const SOURCE_LIST = { deployTime: true, empty: 'name a source, or leave the option out to admit everyone behind the firewall' };

/** What options of sources take. */
const SOURCES: OptionTypes<FirewallSourceOptions> = {
  sourceAddresses: listOf(text('10.0.0.0/16'), { example: "'10.0.0.0/16'", ...SOURCE_LIST }),
  sourceIpGroups: listOf(text('group.id'), { example: 'group.id', ...SOURCE_LIST }),
  sourceAddressesIpv6: listOf(text('2001:db8::/48'), { example: "'2001:db8::/48'", ...SOURCE_LIST }),
};

/** What options of IP groups take. */
export const IP_GROUPS: OptionTypes<IpGroupOptions> = {
  resourceGroupName: required(text('rg-hub')),
  location: required(text('westeurope')),
  tags: tags(),
  entriesPerGroup: wholeNumber(2, IP_GROUP_LIMITS.entriesPerGroup),
};

const SERVICE_TAG: OptionTypes<Microsoft365ServiceTag> = {
  tag: required(concreteText('Skype.Optimize')),
  protocol: required(oneOf('Protocol', Protocol)),
  ports: required(instanceOf<PortSet>('PortSet', "give a PortSet of cdk-m365-endpoints/net, such as PortSet.parse('443')")),
};

const TAGS: OptionTypes<Microsoft365Tags> = {
  prefix: concreteText('Microsoft365'),
  fqdnTags: listOf(concreteText('Exchange.Optimize'), { example: "'Exchange.Optimize'" }),
  serviceTags: listOf(nestedOptions(SERVICE_TAG), { example: "{ tag: 'Skype.Optimize', protocol: Protocol.UDP, ports }" }),
};

/** What options of rules in a firewall policy take. */
export const FIREWALL_POLICY_RULES_PROPS: OptionTypes<FirewallPolicyRulesProps> = {
  ...SOURCES,
  firewallPolicy: required(objectWith<IFirewallPolicy>({ id: 'string' }, 'give a FirewallPolicy, or an object with its id')),
  priority: required(number({ deployTime: true })),
  name: text('to-microsoft'),
  priorities: instanceOf<PriorityRange>('PriorityRange', 'give PriorityRange.ofRuleCollections(1000, 1999), say'),
  httpPorts: listOf(port(), { example: '80' }),
  httpsPorts: listOf(port(), { example: '443' }),
  dnsProxy: flag(),
  ipv6NetworkRules: flag(),
  ipGroups: nestedOptions(IP_GROUPS),
  microsoft365Tags: nestedOptions(TAGS),
  ruleCollectionGroupBytes: wholeNumber(1),
  namePrefix: text('team-a'),
  provider: PROVIDER,
  acknowledgedWarnings: ACKNOWLEDGED_WARNINGS,
};
