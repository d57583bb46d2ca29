import { protocolName } from '../../../lib/verify/space/protocol-name';

test.each([
  ['6', 'tcp'], ['17', 'udp'], ['1', 'icmp'], ['50', 'esp'], [' TCP ', 'tcp'], ['Udp', 'udp'], ['132', 'protocol 132'], ['0132', 'protocol 132'], ['x6', 'x6'], ['6x', '6x'],
])('%j is %s', (text, name) => {
  expect(protocolName(text)).toBe(name);
});
