/** What is synthesised, checked and applied by Terraform itself with the AWS provider, against a mock of AWS. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { ExchangeHybridInbound } from '../../lib';
import { DnsFirewallRules, NetworkFirewallRules, PrefixLists, SecurityGroups, WafIpSets, WafScope } from '../../lib/terraform-aws';
import { graphPublishes, hosts, ipv6Hosts } from '../aws/support';
import { fixtureCatalog } from '../support/fixture-catalog';
import { REPOSITORY, removeTemporaryFolders, temporaryFolder } from '../support/folders';
import { enforce, EVERY_KIND, outbound } from '../support/rule-set';
import { describeWithMockedAws, describeWithTerraform, MockedAws, TerraformFolder } from '../support/terraform';
import { Document, graph, mailOutbound, newGroup, newStack, synth, webAcl } from './support';

afterAll(removeTemporaryFolders);

/** Groups and lists with rules of both directions and families, and a web filter; `count` prefixes of Graph. */
function documentFor(count: number): Document {
  const stack = newStack();
  const vpc = new Vpc(stack, 'Vpc', { cidrBlock: '10.0.0.0/16' });
  const groups = new SecurityGroups(stack, 'Groups', { vpcId: vpc.id, rulesPerGroup: 8 });
  const existing = [newGroup(stack, 'Existing1'), newGroup(stack, 'Existing2')];
  existing.forEach((group) => { group.vpcId = vpc.id; });
  const lists = new PrefixLists(stack, 'Lists');
  lists.addRulesTo(existing.map(({ id }) => id));
  const waf = new WafIpSets(stack, 'FromGraph', { scope: WafScope.REGIONAL, path: '/api/notifications' });
  webAcl(stack, waf);
  expect(waf.ruleGroup.node.scope).toBe(waf);
  const catalog = graphPublishes([...hosts(count), ...ipv6Hosts(2)]);
  graph(stack, groups, { catalog });
  new ExchangeHybridInbound(stack, 'Hybrid', { enforcedBy: [lists], catalog: fixtureCatalog(), mailFlow: true });
  graph(stack, lists, { catalog }, 'GraphLists');
  graph(stack, waf, { catalog }, 'GraphRequests');
  mailOutbound(stack, groups);
  return withoutDescriptionsOfLists(synth(stack));
}

/** The mock does not remember the description of a rule that refers to a prefix list, so that Terraform would see a change. */
function withoutDescriptionsOfLists(document: Document): Document {
  return JSON.parse(JSON.stringify(document), (_, value) => (
    value?.prefix_list_id === undefined ? value : { ...value, description: undefined }
  ));
}

describeWithMockedAws('Terraform with the AWS provider', () => {
  let aws: MockedAws | undefined;
  beforeAll(async () => {
    aws = await MockedAws.start();
  }, 60_000);
  afterAll(async () => {
    await aws?.stop();
  });

  test('creates everything, then sees no changes, and changes one rule, one list and one IP set for one prefix', async () => {
    const terraform = await TerraformFolder.of(documentFor(11), aws);
    const { resource } = documentFor(11);
    const count = Object.values(resource).reduce((sum, byName) => sum + Object.keys(byName).length, 0);
    expect(await terraform.apply()).toBe(`${count} added, 0 changed, 0 destroyed.`);
    expect(await terraform.plan()).toEqual([]);

    terraform.write(documentFor(10));
    expect(await terraform.plan()).toEqual([
      'aws_ec2_managed_prefix_list will be updated in-place',
      'aws_vpc_security_group_ingress_rule will be destroyed',
      'aws_wafv2_ip_set will be updated in-place',
    ]);
  }, 280_000);
});

/** What the mock does not hold. */
function firewalls(): Document {
  const stack = newStack();
  enforce(new NetworkFirewallRules(stack, 'Firewall', { ruleGroupName: 'to-microsoft', homeNet: ['10.0.0.0/16'] }), EVERY_KIND);
  const dns = new DnsFirewallRules(stack, 'Dns', { ruleGroupName: 'to-microsoft', blockOthers: true });
  enforce(dns, [outbound('80,443', ['*.example.com', 'www.example.net'])], {}, 'Names');
  dns.associateWith('vpc-1', { priority: 200 });
  return synth(stack);
}

function example(name: string, stack: string): object {
  const folder = temporaryFolder(name);
  process.env.CDKTF_OUTDIR = folder;
  jest.requireActual(join(REPOSITORY, 'examples', name, 'main'));
  return JSON.parse(readFileSync(join(folder, 'stacks', stack, 'cdk.tf.json'), 'utf8'));
}

describeWithTerraform('Terraform with the AWS provider', () => {
  test('finds the firewalls and the examples valid', async () => {
    await TerraformFolder.validate({
      'firewalls': firewalls(),
      'dns-firewall': example('terraform-aws-dns-firewall', 'hybrid-wizard-names'),
      'graph-webhook': example('terraform-aws-graph-webhook', 'terraform-aws-graph-webhook'),
      'waf-graph-webhook': example('terraform-aws-waf-graph-webhook', 'waf-graph-webhook'),
    });
  }, 120_000);
});
