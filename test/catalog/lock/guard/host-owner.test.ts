import { coversPublicSuffix, isHosted, isOfMicrosoft, registeredDomain } from '../../../../lib/catalog/lock/guard/host-owner';
import { HostPattern } from '../../../../lib/net';

const pattern = (text: string) => HostPattern.parse(text);

describe('a pattern covers names that anybody can register', () => {
  test.each([
    '*.com', '*com', '*.co.uk', '*.tokyo.jp', '*.kawasaki.jp', 'autodiscover.*.com.au', '*.azurewebsites.net', '*.github.io',
    '*.core.windows.net', '*.windows.net', '*.azure.com', '*.cloudapp.azure.com', '*.amazonaws.com', '*.elb.amazonaws.com', '*.signalr.net',
    '*.service.signalr.net', '*.database.windows.net', '*.documents.azure.com', '*.redis.cache.windows.net', '*.search.windows.net',
    '*.servicebus.windows.net', '*.vault.azure.net', '*.azure.net', '*.webpubsub.azure.com',
  ])('%s', (text) => {
    expect(coversPublicSuffix(pattern(text))).toBe(true);
  });

  test.each(['com', 'co.uk', 'azurewebsites.net', '<tenant>.co.uk', '<tenant>.azurewebsites.net', '*.example.co.uk', '*.office.com', '*cdn.office.com', 'a.*.office.com', '*.contoso.vault.azure.net'])(
    'but not %s', (text) => {
      expect(coversPublicSuffix(pattern(text))).toBe(false);
    },
  );
});

test.each([
  ['www.example.co.uk', 'example.co.uk'],
  ['*.www.example.co.uk', 'example.co.uk'],
  ['*cdn.example.co.uk', 'example.co.uk'],
  ['<tenant>.mail.example.com', 'example.com'],
  ['a.*.b.example.com', 'example.com'],
  ['contoso.azurewebsites.net', 'azurewebsites.net'],
  ['*.co.uk', undefined],
  ['*example.com', undefined],
])('the registered domain of %s is %s', (text, domain) => {
  expect(registeredDomain(pattern(text))).toBe(domain);
});

describe('the names of one customer of a hosting service', () => {
  test.each([
    'contoso.azurewebsites.net', 'a.contoso.azurewebsites.net', '*.contoso.azurewebsites.net', 'contoso.blob.core.windows.net', 'contoso.westeurope.cloudapp.azure.com',
    '*.westeurope.cloudapp.azure.com', 'contoso.service.signalr.net', 'contoso.database.windows.net', 'contoso.documents.azure.com',
    'contoso.redis.cache.windows.net', 'contoso.search.windows.net', 'contoso.servicebus.windows.net', 'contoso.vault.azure.net', 'contoso.webpubsub.azure.com',
  ])('are %s', (text) => {
    expect(isHosted(pattern(text))).toBe(true);
  });

  test.each(['www.example.com', 'login.windows.net', 'azurewebsites.net', '*.azurewebsites.net', 'xcloudapp.azure.com', '*.co.uk', '*.vault.azure.net'])('are not %s', (text) => {
    expect(isHosted(pattern(text))).toBe(false);
  });
});

test.each([
  ['teams.microsoft', true], ['*.cloud.microsoft', true], ['login.office', true], ['www.bing', true], ['a.azure', true], ['a.hotmail', true], ['a.skype', true],
  ['a.windows', true], ['a.xbox', true],
  ['cdn.acompli.com', true], ['*.wunderlist.com', true], ['api.skypeforbusiness.com', true],
  ['acompli.com.evil-example.net', false], ['microsoft.evil-example.com', false], ['notacompli.com', false], ['office.com', false], ['*.co.uk', false], ['localhost', false],
])('%s is Microsoft\'s by its domain: %s', (text, expected) => {
  expect(isOfMicrosoft(pattern(text))).toBe(expected);
});
