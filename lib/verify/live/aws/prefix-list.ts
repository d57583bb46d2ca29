import { unnamedPrefixList } from '../../../messages/errors';
import { isObject } from '../../document/json-node';
import { type LiveKind, unread } from '../kind/live-kind';

/** The key under which the answer is told of which list it is, since it does not say so itself. */
export const PREFIX_LIST_ID = 'PrefixListId';

/** `aws ec2 get-managed-prefix-list-entries`. */
export const PREFIX_LIST_ENTRIES: LiveKind = {
  name: 'aws ec2 get-managed-prefix-list-entries (as pl-…=file)',
  platform: 'aws',
  keys: ['Entries', PREFIX_LIST_ID],
  recognises: ({ Entries }) => Array.isArray(Entries) && Entries.every((entry) => isObject(entry) && typeof entry.Cidr === 'string'),
  resources: (answer) => {
    const id = answer.at(PREFIX_LIST_ID);
    if (id.isAbsent) throw unnamedPrefixList();
    const entries = answer.at('Entries').items().map((entry) => {
      const { Cidr, Description, ...rest } = entry.object();
      return { Cidr, Description, ...unread(rest, []) };
    });
    const isIpv6 = entries.some(({ Cidr }) => String(Cidr).includes(':'));
    const properties = { PrefixListName: id.text(), AddressFamily: isIpv6 ? 'IPv6' : 'IPv4', MaxEntries: Math.max(entries.length, 1), Entries: entries };
    return [{ type: 'AWS::EC2::PrefixList', key: id.text(), body: { Properties: properties } }];
  },
};
