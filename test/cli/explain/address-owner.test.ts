import { AddressOwner, ownerOf } from '../../../lib/cli/explain/address-owner';
import { readQuery } from '../../../lib/cli/lookup/query';
import { tool } from '../support/tool';

test.each([
  ['20.10.0.1', AddressOwner.MICROSOFT],
  ['2603:1000::/32', AddressOwner.MICROSOFT],
  ['4.0.0.0/8', AddressOwner.PARTLY_MICROSOFT],
  ['8.8.8.8', AddressOwner.OTHER],
  ['2001:4860:4860::8888', AddressOwner.OTHER],
  ['outlook.example.com', undefined],
])('%s belongs to %s', (text, owner) => {
  expect(ownerOf(readQuery(text))).toBe(owner);
});

test('explain says whose an address is that no set names', async () => {
  const azure = await tool(['explain', '20.10.0.1']);
  expect(azure.stdout).toContain('; inside Microsoft\'s address space (Azure customers rent there too), by the space that Microsoft published on 2026-08-22.');
  const google = await tool(['explain', '8.8.8.8']);
  expect(google.stdout).toContain('; not Microsoft\'s, by the space');
  expect(JSON.parse((await tool(['explain', '8.8.8.8', '--json'])).stdout)).toMatchObject({ published: false, owner: 'other' });
  expect(JSON.parse((await tool(['explain', '52.159.23.209', '--json'])).stdout)).toMatchObject({ published: true, owner: null });
});
