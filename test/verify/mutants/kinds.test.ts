/** Changes by whole rules and resources: ways past a filter, and what leaves it as it is. */
import { CASES, synthesise, verdictOf } from './cases';

type Change = (filter: any, document: any) => void;

/** The first resource of a type, in either kind of document. */
function find(document: any, type: string): any {
  if ('Resources' in document) return Object.values<any>(document.Resources).find((resource) => resource.Type === type).Properties;
  return Object.values<any>(document.resource[type])[0];
}

function verdict(name: string, type: string, change: Change): string {
  const document = JSON.parse(JSON.stringify(synthesise(CASES[name])));
  change(find(document, type), document);
  return verdictOf(document, CASES[name]);
}

const uri = (path: string) => ({ ByteMatchStatement: { FieldToMatch: { UriPath: {} }, PositionalConstraint: 'STARTS_WITH', SearchString: path, TextTransformations: [{ Priority: 0, Type: 'NONE' }] } });
const header = { ByteMatchStatement: { FieldToMatch: { SingleHeader: { Name: 'x' } }, PositionalConstraint: 'EXACTLY', SearchString: 'y', TextTransformations: [{ Priority: 0, Type: 'NONE' }] } };
const wafRule = (priority: number, action: string, Statement: object) => ({ Name: `r${priority}`, Priority: priority, Action: { [action]: {} }, Statement });
const acl = (rules: object[], rest: object = {}) => ({ Type: 'AWS::WAFv2::WebACL', Properties: { DefaultAction: { Allow: {} }, Scope: 'REGIONAL', Rules: rules, ...rest } });
const inGroup = (document: any, reference: object, rule: object) => {
  const id = Object.keys(document.Resources).find((key) => document.Resources[key].Type === 'AWS::WAFv2::RuleGroup')!;
  return { Name: 'group', Priority: 5, Statement: { RuleGroupReferenceStatement: { Arn: { 'Fn::GetAtt': [id, 'Arn'] }, ...reference } }, ...rule };
};
const KEEP = { OverrideAction: { None: {} } };
const managed = (rest: object) => ({ ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet', ...rest } });

/** Changes of an AWS WAF rule group, or of what names it. */
const AWS_WAF: Record<string, Change> = {
  'an Allow of the path': (group) => group.Rules.push(wafRule(-1, 'Allow', uri('/api/notifications'))),
  'an Allow of a part of the path': (group) => group.Rules.push(wafRule(-1, 'Allow', uri('/api/notifications/open'))),
  'an Allow of everything': (group) => group.Rules.push(wafRule(-1, 'Allow', { SizeConstraintStatement: { FieldToMatch: { Body: {} }, ComparisonOperator: 'GE', Size: 0, TextTransformations: [] } })),
  'an Allow by a header': (group) => group.Rules.push(wafRule(-1, 'Allow', header)),
  'an Allow by country': (group) => group.Rules.push(wafRule(-1, 'Allow', { GeoMatchStatement: { CountryCodes: ['US'] } })),
  'a Block by a header': (group) => group.Rules.push(wafRule(-1, 'Block', header)),
  'a Block of a part of the path': (group) => group.Rules.push(wafRule(9, 'Block', uri('/api/notifications/v2'))),
  'a challenge': (group) => group.Rules.push(wafRule(-1, 'Challenge', uri('/'))),
  'a captcha': (group) => group.Rules.push(wafRule(-1, 'Captcha', uri('/'))),
  'a limit of the rate': (group) => group.Rules.push(wafRule(-1, 'Block', { RateBasedStatement: { Limit: 100, AggregateKeyType: 'IP' } })),
  'one path more': (group) => group.Rules[0].Statement.AndStatement.Statements.push(uri('/api')),
  'either of two paths': (group) => {
    const [path] = group.Rules[0].Statement.AndStatement.Statements.splice(0, 1);
    group.Rules[0].Statement.AndStatement.Statements.push({ OrStatement: { Statements: [path, uri('/other')] } });
  },
  'the path turned around': (group) => {
    group.Rules[0].Statement.AndStatement.Statements[0] = { NotStatement: { Statement: group.Rules[0].Statement.AndStatement.Statements[0] } };
  },
  'a source from a header': (group) => {
    group.Rules[0].Statement.AndStatement.Statements[1].NotStatement.Statement.IPSetReferenceStatement.IPSetForwardedIPConfig = { HeaderName: 'X-Forwarded-For', FallbackBehavior: 'MATCH', Position: 'ANY' };
  },
  'or in place of and': (group) => { group.Rules[0].Statement = { OrStatement: group.Rules[0].Statement.AndStatement }; },
  'a reference that counts': (_, document) => { document.Resources.Acl = acl([inGroup(document, {}, { OverrideAction: { Count: {} } })]); },
  'a reference that leaves the rule out': (group, document) => {
    document.Resources.Acl = acl([inGroup(document, { ExcludedRules: [{ Name: group.Rules[0].Name }] }, KEEP)]);
  },
  'a reference that overrides a rule of an unknown name': (group, document) => {
    group.Rules[0].Name = { Ref: 'Name' };
    document.Resources.Acl = acl([inGroup(document, { RuleActionOverrides: [{ Name: 'r', ActionToUse: { Count: {} } }] }, KEEP)]);
  },
  'a reference that may count': (_, document) => {
    document.Resources.Acl = acl([inGroup(document, {}, { OverrideAction: { 'Fn::If': ['C', { Count: {} }, { None: {} }] } })]);
  },
  'a managed group before it': (_, document) => { document.Resources.Acl = acl([inGroup(document, {}, KEEP), { Name: 'm', Priority: 0, Statement: managed({}), ...KEEP }]); },
  'a managed group that lets through': (_, document) => {
    const RuleActionOverrides = [{ Name: 'NoUserAgent_HEADER', ActionToUse: { Allow: {} } }];
    document.Resources.Acl = acl([inGroup(document, {}, KEEP), { Name: 'm', Priority: 0, Statement: managed({ RuleActionOverrides }), ...KEEP }]);
  },
  'an Allow in the web ACL': (_, document) => { document.Resources.Acl = acl([inGroup(document, {}, KEEP), wafRule(0, 'Allow', uri('/api'))]); },
  'a web ACL that blocks the rest': (_, document) => { document.Resources.Acl = acl([inGroup(document, {}, KEEP)], { DefaultAction: { Block: {} } }); },
  'rules that depend on a condition': (group) => { group.Rules[0] = { 'Fn::If': ['C', group.Rules[0], { Ref: 'AWS::NoValue' }] }; },
  'a macro': (group) => { group['Fn::Transform'] = { Name: 'M' }; },
  'a condition': (_, document) => { Object.values<any>(document.Resources).find(({ Type }) => Type === 'AWS::WAFv2::RuleGroup').Condition = 'C'; },
};

const AWS_WAF_HARMLESS: Record<string, Change> = {
  'tags, a description and what is measured': (group) => { Object.assign(group, { Tags: [{ Key: 'a', Value: 'b' }], Description: 'other', VisibilityConfig: {} }); },
  'a name that only the deployment knows': (group) => { group.Rules[0].Name = { 'Fn::Sub': '${AWS::StackName}-rule' }; },
  'a rule that counts': (group) => group.Rules.push({ ...wafRule(-1, 'Count', uri('/api')), RuleLabels: [{ Name: 'seen' }] }),
  'an answer of its own': (group) => { group.Rules[0].Action.Block.CustomResponse = { ResponseCode: 404 }; },
  'a web ACL that names it': (_, document) => { document.Resources.Acl = acl([inGroup(document, {}, KEEP)]); },
  'a managed group that counts': (_, document) => {
    document.Resources.Acl = acl([inGroup(document, {}, KEEP), { Name: 'm', Priority: 0, Statement: managed({}), OverrideAction: { Count: {} } }]);
  },
  'both sets in one Or': (group) => {
    const [path, ...sets] = group.Rules[0].Statement.AndStatement.Statements;
    const any = { OrStatement: { Statements: sets.map((set: any) => set.NotStatement.Statement) } };
    group.Rules[0].Statement.AndStatement.Statements = [{ NotStatement: { Statement: any } }, path];
  },
  'a set by Fn::Sub': (group) => {
    const reference = group.Rules[0].Statement.AndStatement.Statements[1].NotStatement.Statement.IPSetReferenceStatement;
    reference.Arn = { 'Fn::Sub': `\${${reference.Arn['Fn::GetAtt'][0]}.Arn}` };
  },
  'a prefix in two halves': (_, document) => {
    const set = Object.values<any>(document.Resources).find(({ Properties }) => Properties.IPAddressVersion === 'IPV4').Properties;
    set.Addresses = set.Addresses.flatMap((prefix: string) => (prefix === '203.0.113.0/25' ? ['203.0.113.64/26', '203.0.113.0/26'] : [prefix]));
  },
};

const deny = (rest: object) => ({
  name: 'deny', priority: 100, direction: 'Inbound', access: 'Deny', protocol: '*', source_port_range: '*', destination_port_range: '*', source_address_prefix: '*', ...rest,
});
const separate = (rest: object): Change => (rule, document) => {
  const { network_security_group_name, resource_group_name } = rule;
  Object.values<any>(document.resource.azurerm_network_security_rule).forEach((one, i) => { one.priority = 200 + i; });
  document.resource.azurerm_network_security_rule.added = { network_security_group_name, resource_group_name, ...deny(rest) };
};
const set = (key: string, value: unknown): Change => (filter) => { filter[key] = value; };

/** Declares the group that a rule names, in the resource group `rg`, and lets the rule name a resource group. */
const inResourceGroup = (name: string): Change => (rule, document) => {
  document.resource.azurerm_resource_group = { main: { name: 'rg' } };
  document.resource.azurerm_network_security_group = { main: { name: 'nsg', location: 'l', resource_group_name: '${azurerm_resource_group.main.name}' } };
  Object.values<any>(document.resource.azurerm_network_security_rule).forEach((one) => {
    Object.assign(one, { network_security_group_name: '${azurerm_network_security_group.main.name}', resource_group_name: '${azurerm_network_security_group.main.resource_group_name}' });
  });
  rule.resource_group_name = name;
};

const NSG: Record<string, Change> = {
  'a Deny for a tag': separate({ destination_address_prefix: 'VirtualNetwork' }),
  'a Deny for an application security group': separate({ destination_application_security_group_ids: ['/asg'] }),
  'a Deny for an expression': separate({ destination_address_prefix: '${var.subnet}' }),
  'a Deny for a part of the network': separate({ destination_address_prefix: '10.0.0.0/24' }),
  'a Deny of everything': separate({ destination_address_prefix: '*' }),
  'a Deny of a tag': separate({ source_address_prefix: 'AzureCloud', destination_address_prefix: '*' }),
  'a Deny of the Internet': separate({ source_address_prefix: 'Internet', destination_address_prefix: '*' }),
  'a Deny that is an expression': separate({ access: '${var.access}', destination_address_prefix: '*' }),
  'an Allow of a tag': separate({ access: 'Allow', source_address_prefix: 'AzureCloud', destination_address_prefix: '*' }),
  'an Allow of everything, as a number': separate({ access: 'allow', protocol: 'TCP', destination_port_range: 22, destination_address_prefix: '*' }),
  'a rule in another group': (_, document) => { Object.values<any>(document.resource.azurerm_network_security_rule)[0].network_security_group_name = 'other'; },
  'a rule without certainty': set('count', '${var.n}'),
  'a rule for each': set('for_each', { a: 1 }),
  'a dynamic block': set('dynamic', { source: { for_each: [], content: {} } }),
  'changes that are ignored': set('lifecycle', { ignore_changes: ['source_address_prefixes'] }),
  'a provisioner': set('provisioner', [{ 'local-exec': { command: 'x' } }]),
  'security admin rules in front': (_, document) => {
    document.resource.azurerm_network_manager_admin_rule = {
      a: { name: 'a', priority: 1, action: 'Deny', direction: 'Inbound', protocol: 'Any', admin_rule_collection_id: 'c', source: [{ address_prefix: '*', address_prefix_type: 'IPPrefix' }] },
    };
  },
  'a template deployment': (_, document) => { document.resource.azurerm_resource_group_template_deployment = { a: { name: 'a', template_content: '{}' } }; },
  'another provider of Azure': (_, document) => { document.resource.azapi_resource = { a: { type: 'Microsoft.Network/networkSecurityGroups/securityRules', body: {} } }; },
  'a module': (_, document) => { document.module = { a: { source: './a' } }; },
  'a rule for the group of that name elsewhere': inResourceGroup('other'),
  'a rule for the group of that name anywhere': inResourceGroup('${var.group}'),
  'an application security group beside an address': set('destination_application_security_group_ids', ['/asg']),
};

const NSG_HARMLESS: Record<string, Change> = {
  'a comment, an order and an own provider': (rule) => { Object.assign(rule, { '//': { a: 'b' }, 'depends_on': ['x.y'], 'provider': 'azurerm.hub', 'timeouts': { create: '1h' } }); },
  'words in other letters': (rule) => { Object.assign(rule, { access: 'allow', direction: 'inbound', protocol: 'TCP' }); },
  'the resource group by name': inResourceGroup('RG'),
  'the resource group by reference': inResourceGroup('${azurerm_resource_group.main.name}'),
  'ports as numbers': (rule) => { rule.destination_port_range = 443; },
  'one port in a list': (rule) => { delete rule.destination_port_range; rule.destination_port_ranges = ['443']; },
  'a later Deny of everything': (rule, document) => {
    separate({ destination_address_prefix: '*', priority: 4000 })(rule, document);
  },
  'a rule in two': (rule, document) => {
    const [first, ...others] = rule.source_address_prefixes;
    rule.source_address_prefixes = others;
    document.resource.azurerm_network_security_rule.second = { ...rule, name: 'second', priority: 150, source_address_prefixes: [first] };
  },
};

const azure = (type: string, list: string, conditions: string, condition: (variable: string, operator: string, values: string[]) => object) => {
  const add = (priority: number, action: string, ...all: object[]): Change => (policy) => {
    policy[list][0].priority = 50;
    policy[list].push({ name: 'added', priority, action, [type]: 'MatchRule', [conditions]: all });
  };
  const first = (change: (rule: any) => void): Change => (policy) => change(policy[list][0]);
  const harmful: Record<string, Change> = {
    'an Allow of a part of the path': add(1, 'Allow', condition('RequestUri', 'Contains', ['/open'])),
    'an Allow of everything': add(1, 'Allow', condition('RequestUri', 'Any', [])),
    'an Allow by a header': add(1, 'Allow', condition('RequestHeaders', 'Contains', ['x'])),
    'a Block by method': add(1, 'Block', condition('RequestMethod', 'Equal', ['POST'])),
    'a Block of a part of the path': add(90, 'Block', condition('RequestUri', 'Contains', ['/v2'])),
    'a challenge': add(1, 'JSChallenge', condition('RequestUri', 'Any', [])),
    'one path more': first((rule) => rule[conditions].push(condition('RequestUri', 'Contains', ['/v2']))),
    'a header more': first((rule) => rule[conditions].push(condition('RequestHeaders', 'Contains', ['x']))),
    'a limit of the rate': first((rule) => { rule[type] = 'RateLimitRule'; }),
    'a rule that is off, as text': first((rule) => { rule.enabled = 'false'; }),
    'a condition that is not negated, as text': first((rule) => { rule[conditions][1].negation_condition = 'false'; }),
    'transformations of the source': first((rule) => { rule[conditions][1].transforms = ['Lowercase']; }),
    'rules that only Terraform knows': set(list, '${var.rules}'),
    'a dynamic block': set('dynamic', { [list]: { for_each: [], content: {} } }),
    'a dynamic block in a rule': first((rule) => { rule.dynamic = { [conditions]: { for_each: [], content: {} } }; }),
    'a policy for each': set('for_each', { a: 1 }),
    'a Block of those with a body': first((rule) => rule[conditions].push(condition('PostArgs', 'Any', []))),
    'a Block of those with a query': first((rule) => rule[conditions].push(condition('QueryString', 'Any', []))),
    'a Block of no address': first((rule) => rule[conditions].push({ ...condition('RequestUri', 'Any', []), negation_condition: true })),
  };
  const harmless: Record<string, Change> = {
    'tags': set('tags', { a: 'b' }),
    'a rule that logs': add(1, 'Log', condition('RequestUri', 'Any', [])),
    'a rule that logs those with a body': add(1, 'Log', condition('PostArgs', 'Any', [])),
    'a condition that every request meets': first((rule) => rule[conditions].push(condition('RequestUri', 'Any', []))),
    'a name that only Terraform knows': first((rule) => { rule.name = '${var.name}'; }),
    'booleans as text': first((rule) => {
      rule.enabled = 'true';
      rule[conditions][1].negation_condition = 'true';
    }),
    'operators in other letters': first((rule) => { rule[conditions][1].operator = 'IpMatch'; }),
    'the list in two conditions': first((rule) => {
      const [path, sources] = rule[conditions];
      const [value, ...others] = sources.match_values;
      rule[conditions] = [{ ...sources, match_values: others }, path, { ...sources, match_values: [value] }];
    }),
  };
  return { harmful, harmless };
};
const frontDoor = azure('type', 'custom_rule', 'match_condition', (variable, operator, values) => ({ match_variable: variable, operator, match_values: values }));
const gateway = azure('rule_type', 'custom_rules', 'match_conditions', (variable, operator, values) => ({ match_variables: [{ variable_name: variable }], operator, match_values: values }));

const site = (key: string, value: unknown): Change => (app) => { app.site_config[key] = value; };
const restrict = (rule: object): Change => (app) => app.site_config.ip_restriction.push(rule);
const APP: Record<string, Change> = {
  'anybody else': restrict({ priority: 500, action: 'Allow', ip_address: 'Any' }),
  'a service tag': restrict({ priority: 500, action: 'Allow', service_tag: 'AzureCloud' }),
  'a subnet': restrict({ priority: 500, action: 'Allow', virtual_network_subnet_id: '/subnet' }),
  'a Deny before': restrict({ priority: 1, action: 'Deny', ip_address: '192.0.2.1/32' }),
  'a header': (app) => { app.site_config.ip_restriction[0].headers = [{ x_azure_fdid: ['id'] }]; },
  'an action that is an expression': (app) => { app.site_config.ip_restriction[0].action = '${var.a}'; },
  'restrictions that only Terraform knows': site('ip_restriction', '${var.rules}'),
  'a dynamic block': site('dynamic', { ip_restriction: { for_each: [], content: {} } }),
  'a default that allows, in other letters': site('ip_restriction_default_action', 'allow'),
  'tools that others reach': (app) => {
    Object.assign(app.site_config, { scm_use_main_ip_restriction: false, scm_ip_restriction: [{ action: 'Allow', ip_address: '198.51.100.0/24' }], scm_ip_restriction_default_action: 'Deny' });
  },
  'tools by an expression': site('scm_use_main_ip_restriction', '${var.a}'),
  'no public network': set('public_network_access_enabled', 'false'),
  'an app that is off': set('enabled', false),
  'an app in a private environment': set('hosting_environment_id', '/ase'),
  'a Deny at the same priority': (app) => restrict({ ...app.site_config.ip_restriction[0], action: 'Deny' })(app, undefined),
  'a private endpoint': (_, document) => {
    const [id] = Object.keys(document.resource.azurerm_linux_web_app);
    document.resource.azurerm_private_endpoint = { a: { private_service_connection: [{ private_connection_resource_id: `\${azurerm_linux_web_app.${id}.id}` }] } };
  },
};
const APP_HARMLESS: Record<string, Change> = {
  'settings of the app': (app) => { Object.assign(app, { app_settings: { A: 'b' }, identity: [{ type: 'SystemAssigned' }], tags: { a: 'b' }, https_only: 'true' }); },
  'settings of the site': (app) => { Object.assign(app.site_config, { always_on: true, http2_enabled: 'true', cors: { allowed_origins: ['*'] }, minimum_tls_version: '1.2' }); },
  'a name that only Terraform knows': (app) => { app.site_config.ip_restriction[0].name = '${var.name}'; },
  'empty fields beside the address': (app) => { Object.assign(app.site_config.ip_restriction[0], { service_tag: null, virtual_network_subnet_id: '', headers: [], description: null }); },
  'two ranges in one rule': (app) => {
    const [one, two, ...others] = app.site_config.ip_restriction;
    app.site_config.ip_restriction = [{ ...one, ip_address: `${one.ip_address}, ${two.ip_address}` }, ...others];
  },
  'tools with restrictions of their own': (app) => { Object.assign(app.site_config, { scm_use_main_ip_restriction: false, scm_ip_restriction_default_action: 'Deny' }); },
};

const POLICY: Record<string, Change> = {
  'a DNAT rule': (group) => {
    const rule = [{ name: 'in', protocols: ['TCP'], source_addresses: ['*'], destination_address: '203.0.113.1', destination_ports: ['443'], translated_address: '10.0.0.4', translated_port: '443' }];
    group.nat_rule_collection = [{ name: 'n', priority: 100, action: 'Dnat', rule }];
  },
  'a Deny of some sources': (group) => {
    const rule = [{ name: 'd', protocols: ['TCP'], source_addresses: ['10.0.0.4'], destination_addresses: ['192.0.2.0/25'], destination_ports: ['443'] }];
    group.network_rule_collection.push({ name: 'd', priority: 100, action: 'Deny', rule });
  },
  'an action that is an expression': (group) => { group.network_rule_collection[0].action = '${var.a}'; },
  'a dynamic block of rules': (group) => { group.network_rule_collection[0].dynamic = { rule: { for_each: [], content: {} } }; },
  'a service tag': (group) => group.network_rule_collection[0].rule.push({ name: 't', protocols: ['TCP'], source_addresses: ['*'], destination_addresses: ['AzureCloud'], destination_ports: ['443'] }),
  'names of anything': (group) => {
    const rule = [{ name: 'a', source_addresses: ['*'], destination_fqdns: ['*'], protocols: [{ type: 'Https', port: 443 }] }];
    group.application_rule_collection = [{ name: 'a', priority: 900, action: 'Allow', rule }];
  },
  'a category': (group) => {
    const rule = [{ name: 'a', source_addresses: ['*'], web_categories: ['Business'], protocols: [{ type: 'Https', port: 443 }] }];
    group.application_rule_collection = [{ name: 'a', priority: 900, action: 'Allow', rule }];
  },
  'an entry of an IP group apart from it': (_, document) => {
    document.resource.azurerm_ip_group_cidr = { a: { ip_group_id: `\${azurerm_ip_group.${Object.keys(document.resource.azurerm_ip_group)[0]}.id}`, cidr: '198.51.100.0/24' } };
  },
  'a parent policy': (group, document) => {
    group.firewall_policy_id = '${azurerm_firewall_policy.p.id}';
    document.resource.azurerm_firewall_policy = { p: { name: 'p', resource_group_name: 'rg', location: 'westeurope', base_policy_id: '/parent' } };
  },
  'a classic rule': (_, document) => { document.resource.azurerm_firewall_network_rule_collection = { a: { name: 'a' } }; },
};
const POLICY_HARMLESS: Record<string, Change> = {
  'a policy of the document': (group, document) => {
    group.firewall_policy_id = '${azurerm_firewall_policy.p.id}';
    document.resource.azurerm_firewall_policy = { p: { name: 'p', resource_group_name: 'rg', location: 'westeurope', sku: 'Premium', threat_intelligence_mode: 'Alert', dns: { proxy_enabled: true } } };
  },
  'priorities as text': (group) => { group.priority = `${group.priority}`; },
  'a later Deny of everything': (group) => {
    const rule = [{ name: 'd', protocols: ['Any'], source_addresses: ['*'], destination_addresses: ['*'], destination_ports: ['*'] }];
    group.network_rule_collection.push({ name: 'd', priority: 65000, action: 'Deny', rule });
  },
};

const statement = (rest: object): Change => (api) => api.Policy.Statement.push({ Effect: 'Deny', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*', ...rest });
const REST: Record<string, Change> = {
  'a Deny of a method': statement({ Resource: 'execute-api:/prod/POST/*' }),
  'a Deny by a header': statement({ Condition: { StringEquals: { 'aws:UserAgent': 'x' } } }),
  'a Deny of a principal': statement({ Principal: { AWS: '111122223333' } }),
  'an Allow that is limited': (api) => { api.Policy.Statement[0].Resource = 'execute-api:/prod/GET/*'; },
  'an Allow under a condition': (api) => { api.Policy.Statement[0].Condition = { Bool: { 'aws:SecureTransport': 'true' } }; },
  'an operator that lets missing keys pass': (api) => { api.Policy.Statement[1].Condition = { NotIpAddressIfExists: api.Policy.Statement[1].Condition.NotIpAddress }; },
  'a policy in the body': (api) => { api.Body = { 'x-amazon-apigateway-policy': {} }; },
  'a body elsewhere': (api) => { api.BodyS3Location = { Bucket: 'b', Key: 'k' }; },
  'a private API': (api) => { api.EndpointConfiguration = { Types: ['PRIVATE'] }; },
  'a stack in the stack': (_, document) => { document.Resources.Inner = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://x' } }; },
};
const REST_HARMLESS: Record<string, Change> = {
  'settings of the API': (api) => { Object.assign(api, { Description: 'd', EndpointConfiguration: { Types: ['REGIONAL'] }, BinaryMediaTypes: ['*/*'], Tags: [] }); },
  'everyone, in another spelling': (api) => { api.Policy.Statement[1].Principal = { AWS: '*' }; },
  'lists of one as a value': (api) => { api.Policy.Statement[0].Action = ['execute-api:Invoke']; },
  'an action in other letters': (api) => { api.Policy.Statement[1].Action = 'execute-api:invoke'; },
};

const KINDS: [name: string, type: string, harmful: Record<string, Change>, harmless: Record<string, Change>][] = [
  ['AWS WAF in CloudFormation', 'AWS::WAFv2::RuleGroup', AWS_WAF, AWS_WAF_HARMLESS],
  ['a REST API policy', 'AWS::ApiGateway::RestApi', REST, REST_HARMLESS],
  ['Front Door', 'azurerm_cdn_frontdoor_firewall_policy', {
    ...frontDoor.harmful,
    'detection, in other letters': set('mode', 'detection'),
    'a mode that is an expression': set('mode', '${var.mode}'),
    'managed rules with an override': set('managed_rule', [{ type: 'Microsoft_DefaultRuleSet', version: '2.1', action: 'Block', override: [{ rule_group_name: 'X' }] }]),
    'managed rules for bots': set('managed_rule', [{ type: 'Microsoft_BotManagerRuleSet', version: '1.0', action: 'Block' }]),
  }, { ...frontDoor.harmless, 'managed rules for attacks': set('managed_rule', [{ type: 'Microsoft_DefaultRuleSet', version: '2.1', action: 'Block' }]) }],
  ['Application Gateway', 'azurerm_web_application_firewall_policy', {
    ...gateway.harmful,
    'detection': set('policy_settings', { mode: 'Detection' }),
    'settings that only Terraform knows': set('policy_settings', '${var.settings}'),
    'managed rules with an override': set('managed_rules', { managed_rule_set: [{ version: '3.2', rule_group_override: [{ rule_group_name: 'X' }] }] }),
  }, { ...gateway.harmless, prevention: set('policy_settings', [{ mode: 'Prevention', enabled: 'true', request_body_check: true }]) }],
  ['an app', 'azurerm_linux_web_app', APP, APP_HARMLESS],
  ['separate network security rules', 'azurerm_network_security_rule', NSG, NSG_HARMLESS],
  ['a firewall policy', 'azurerm_firewall_policy_rule_collection_group', POLICY, POLICY_HARMLESS],
];

describe.each(KINDS)('%s', (name, type, harmful, harmless) => {
  test.each(Object.keys(harmful))('%s is noticed', (what) => {
    expect(verdict(name, type, harmful[what])).not.toBe('equal');
  });

  test.each(Object.keys(harmless))('%s changes nothing', (what) => {
    expect(verdict(name, type, harmless[what])).toBe('equal');
  });
});
