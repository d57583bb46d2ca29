/** What is synthesised, checked and applied by Terraform itself with the AWS provider, against a mock of AWS. */
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { ExchangeHybridInbound } from '../../lib';
import { PrefixLists, SecurityGroups } from '../../lib/terraform-aws';
import { graphPublishes, hosts, ipv6Hosts } from '../aws/support';
import { fixtureCatalog } from '../support/fixture-catalog';
import { removeTemporaryFolders } from '../support/folders';
import { describeWithMockedAws, MockedAws, TerraformFolder } from '../support/terraform';
import { Document, graph, mailOutbound, newGroup, newStack, synth } from './support';

/** Both enforcement points, with rules of both directions and families; `count` prefixes of Graph. */
function documentFor(count: number): Document {
  const stack = newStack();
  const vpc = new Vpc(stack, 'Vpc', { cidrBlock: '10.0.0.0/16' });
  const groups = new SecurityGroups(stack, 'Groups', { vpcId: vpc.id, rulesPerGroup: 8 });
  const existing = [newGroup(stack, 'Existing1'), newGroup(stack, 'Existing2')];
  existing.forEach((group) => { group.vpcId = vpc.id; });
  const lists = new PrefixLists(stack, 'Lists');
  lists.addRulesTo(existing.map(({ id }) => id));
  graph(stack, groups, { catalog: graphPublishes([...hosts(count), ...ipv6Hosts(2)]) });
  new ExchangeHybridInbound(stack, 'Hybrid', { enforcedBy: [lists], catalog: fixtureCatalog(), mailFlow: true });
  graph(stack, lists, { catalog: graphPublishes([...hosts(count), ...ipv6Hosts(2)]) }, 'GraphLists');
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
    removeTemporaryFolders();
  });

  test('accepts and creates it, then sees no changes, and changes one rule and one list for one prefix', async () => {
    const terraform = await TerraformFolder.of(documentFor(11), aws);
    await terraform.validate();
    const { resource } = documentFor(11);
    const count = Object.values(resource).reduce((sum, byName) => sum + Object.keys(byName).length, 0);
    expect(await terraform.apply()).toBe(`${count} added, 0 changed, 0 destroyed.`);
    expect(await terraform.plan()).toBe('No changes.');

    terraform.write(documentFor(10));
    expect(await terraform.plan()).toBe('Plan: 0 to add, 1 to change, 1 to destroy.');
  }, 170_000);
});
