import { readCloudFormation, type Reading, readTerraform } from '../../../lib/verify';
import { clean, codes, group } from './ec2-fixture';

const ENTRIES = ['198.51.100.0/24', '203.0.113.7/32'];
const MEANT = ['inbound tcp 443 from 198.51.100.0/24, 203.0.113.7/32'];

/** One list and one group that refers to it, in the words of either platform. */
interface Written {
  readonly family?: string;
  readonly maxEntries?: unknown;
  readonly name?: string;
  readonly entries?: unknown[];
  readonly port?: number;
  readonly reference?: unknown;
  readonly beside?: object;
  readonly description?: string;
}

const inTemplate = ({ family = 'IPv4', maxEntries = 10, name = 'list', entries = ENTRIES, port = 443, reference, beside, description }: Written): Reading => (
  readCloudFormation({
    Resources: {
      List: {
        Type: 'AWS::EC2::PrefixList',
        Properties: {
          PrefixListName: name, AddressFamily: family, MaxEntries: maxEntries, Entries: entries.map((Cidr) => ({ Cidr, Description: description ?? 'x' })),
        },
        ...beside,
      },
      Sg: group({}),
      In: {
        Type: 'AWS::EC2::SecurityGroupIngress',
        Properties: {
          GroupId: { Ref: 'Sg' }, IpProtocol: 'tcp', FromPort: port, ToPort: port, SourcePrefixListId: reference ?? { 'Fn::GetAtt': ['List', 'PrefixListId'] },
        },
      },
    },
  })
);

const inTerraform = ({ family = 'IPv4', maxEntries = 10, name = 'list', entries = ENTRIES, port = 443, reference, beside, description }: Written): Reading => (
  readTerraform({
    resource: {
      aws_ec2_managed_prefix_list: {
        List: { name, address_family: family, max_entries: maxEntries, entry: entries.map((cidr) => ({ cidr, description: description ?? 'x' })), ...beside },
      },
      aws_security_group: { Sg: { vpc_id: 'vpc-1' } },
      aws_vpc_security_group_ingress_rule: {
        In: {
          security_group_id: '${aws_security_group.Sg.id}',
          ip_protocol: 'tcp',
          from_port: port,
          to_port: port,
          prefix_list_id: reference ?? '${aws_ec2_managed_prefix_list.List.id}',
        },
      },
    },
  })
);

describe.each([['CloudFormation', inTemplate], ['Terraform', inTerraform]])('%s: a prefix list', (platform, read) => {
  test('stands for its entries in the rule that refers to it', () => {
    expect(clean(read({}))).toEqual(MEANT);
  });

  test('alone admits nothing', () => {
    const other = read({ reference: 'pl-0123' });
    expect(other.admitted.isEmpty).toBe(true);
    expect(other.unresolved.map(({ text }) => text)).toEqual(['pl-0123']);
  });

  test('counts as its MaxEntries, in its own family', () => {
    expect([...read({ maxEntries: 60 }).groups.values()][0].counts.inbound).toEqual({ ipv4: 60, ipv6: 0 });
    expect(read({ maxEntries: 60 }).findings).toEqual([]);
    expect(read({ maxEntries: 61 }).findings.map(({ message }) => message)).toEqual([expect.stringContaining('has 61 inbound ipv4 rules, the quota is 60')]);
  });

  test.each([
    ['another port', { port: 444 }, ['inbound tcp 444 from 198.51.100.0/24, 203.0.113.7/32']],
    ['a dropped prefix', { entries: ENTRIES.slice(1) }, ['inbound tcp 443 from 203.0.113.7/32']],
    ['a widened prefix', { entries: ['198.51.100.0/23', ENTRIES[1]] }, ['inbound tcp 443 from 198.51.100.0/23, 203.0.113.7/32']],
    ['an added prefix', { entries: [...ENTRIES, '192.0.2.0/24'] }, ['inbound tcp 443 from 192.0.2.0/24, 198.51.100.0/24, 203.0.113.7/32']],
    ['no entries', { entries: [] }, []],
  ])('with %s is noticed', (_, written, admitted) => {
    expect(clean(read(written))).toEqual(admitted);
  });

  const hundredAndOne = Array.from({ length: 101 }, (_, index) => `10.0.${index}.0/32`);

  test.each([
    ['more entries than MaxEntries', { maxEntries: 1 }, 'TooManyEntries'],
    ['a MaxEntries of none', { maxEntries: 0, entries: [] }, 'TooManyEntries'],
    ['a MaxEntries that EC2 does not have', { maxEntries: 1001 }, 'TooManyEntries TooManyRules'],
    ['more entries than one request takes', { maxEntries: 200, entries: hundredAndOne }, 'TooManyEntries TooManyRules'],
    ['an entry twice', { entries: [...ENTRIES, ENTRIES[0]] }, 'DuplicateEntry'],
    ['an entry of the other family', { entries: ['2001:db8::/32'] }, 'WrongFamily'],
    ['an entry with host bits', { entries: ['198.51.100.1/24'] }, 'HostBits'],
    ['an entry that is no prefix', { entries: ['198.51.100.0'] }, 'InvalidCidr'],
    ['a reserved name', { name: 'com.amazonaws.x' }, 'ListName'],
    ['a long name', { name: 'x'.repeat(256) }, 'ListName'],
    ['a long description', { description: 'x'.repeat(256), entries: ['192.0.2.0/24'] }, 'DescriptionTooLong'],
    ['a condition', { beside: platform === 'Terraform' ? { count: 1 } : { Condition: 'IsProd' } }, 'ConditionalResource'],
  ])('with %s is found', (_, written, code) => {
    expect(codes(read(written)).map((text) => text.split(' ')[0]).join(' ')).toBe(code);
  });

  test('fails on a family that is none', () => {
    expect(() => read({ family: 'IPv5' })).toThrow(/IPv4 or IPv6/);
  });

  test('whose size or entries are known to the deployment only is unresolved', () => {
    const unknown = platform === 'Terraform' ? '${var.x}' : { Ref: 'X' };
    expect(read({ maxEntries: unknown }).unresolved).toHaveLength(1);
    const { unresolved, admitted } = read({ entries: [unknown, ENTRIES[1]] });
    expect(unresolved).toHaveLength(1);
    expect(admitted.describe()).toEqual(['inbound tcp 443 from 203.0.113.7/32']);
  });
});

test('Terraform: entries that are resources of their own are unresolved', () => {
  const { unresolved } = readTerraform({ resource: { aws_ec2_managed_prefix_list_entry: { e: { cidr: '10.0.0.0/8', prefix_list_id: 'pl-1' } } } });
  expect(unresolved).toHaveLength(1);
});
