import * as fc from 'fast-check';
import { HostPattern } from '../../../lib/net';

const produces = (template: string, name: string) => HostPattern.parse(template).mayProduce(name);

test.each([
  ['<tenant>.example.com', 'contoso.example.com', true],
  ['<tenant>.example.com', 'CONTOSO.example.com.', true],
  ['<tenant>.example.com', 'a.contoso.example.com', false],
  ['<tenant>.example.com', 'example.com', false],
  ['<tenant>.example.com', '.example.com', false],
  ['<tenant>.example.com', 'contoso.example.com.evil.test', false],
  ['<tenant>.example.com', 'contosoxexample.com', false],
  ['<tenant>-my.example.com', 'contoso-my.example.com', true],
  ['<tenant>-my.example.com', 'contoso.example.com', false],
  ['<email_domain>.example.com', 'contoso.co.uk.example.com', true],
  ['<email_domain>.example.com', 'example.com', false],
  ['*.<tenant>.example.com', 'a.b.contoso.example.com', true],
  ['*.example.com', 'a.example.com', true],
  ['www.example.com', 'a.example.com', false],
  ['*cdn.example.net', 'cdn.example.net', true],
  ['autodiscover.*.example.com', 'autodiscover.a.b.example.com', false],
  ['<tenant>.example.com', 'no name!', false],
  ['<tenant>.example.com', 'no name!.example.com', false],
])('%s may produce %s: %s', (template, name, expected) => {
  expect(produces(template, name)).toBe(expected);
});

test('a template may produce whatever it resolves to', () => {
  const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/);
  fc.assert(fc.property(label, fc.array(label, { minLength: 1, maxLength: 3 }), (tenant, domain) => {
    for (const template of ['<tenant>.example.com', 'x-<tenant>-my.example.com', 'autodiscover.<tenant>.example.com']) {
      const pattern = HostPattern.parse(template);
      expect(pattern.mayProduce(`${pattern.resolve({ tenant })}`)).toBe(true);
    }
    const pattern = HostPattern.parse('<email_domain>.example.com');
    expect(pattern.mayProduce(`${pattern.resolve({ email_domain: domain.join('.') })}`)).toBe(true);
  }), { numRuns: 200 });
});
