import { cdktnSources, inCdkTerrain, rewriteSpecifiers } from '../../scripts/write-cdktn';

const SOURCES = {
  'azurerm/index.ts': "export { Limits } from './limits/limits';\nexport * from './rules';\n",
  'azurerm/limits/limits.ts': 'export const Limits = {};\n',
  'azurerm/rules.ts': "import type { Group } from '@cdktf/provider-azurerm/lib/group';\nimport { pool } from '../rules';\nimport { warn } from '../terraform/warn';\n",
  'rules/index.ts': 'export const pool = 1;\n',
  'terraform/warn.ts': "import { Annotations } from 'cdktf';\nimport { Construct } from 'constructs';\n",
  'terraform/when.ts': "import { Construct } from 'constructs';\n",
};

const written = (sources: Record<string, string>) => Object.fromEntries(cdktnSources(new Map(Object.entries(sources))));

test('only what touches the framework is written, even through others, and imports what is shared from where it is', () => {
  expect(written(SOURCES)).toEqual({
    'azurerm/index.ts': "export { Limits } from '../../azurerm/limits/limits';\nexport * from './rules';\n",
    'azurerm/rules.ts': "import type { Group } from '@cdktn/provider-azurerm/lib/group';\nimport { pool } from '../../rules';\nimport { warn } from '../terraform/warn';\n",
    'terraform/warn.ts': "import { Annotations } from 'cdktn';\nimport { Construct } from 'constructs';\n",
  });
});

test.each([
  ['cdktf', 'cdktn'],
  ['cdktf/lib/token', 'cdktn/lib/token'],
  ['@cdktf/provider-aws/lib/lb', '@cdktn/provider-aws/lib/lb'],
  ['cdktf-cli', undefined],
  ['constructs', undefined],
  ['./cdktf', undefined],
])('%s is called %s in CDK Terrain', (specifier, expected) => {
  expect(inCdkTerrain(specifier)).toBe(expected);
});

test('specifiers are rewritten wherever a module has them, and nothing else is', () => {
  const text = [
    "import { A } from 'cdktf'; // from 'cdktf', as comments say",
    "import type { B } from 'cdktf';",
    "export * from 'cdktf';",
    "const c = require('cdktf') as typeof import('cdktf');",
    "const d = import('cdktf');",
    "const e = 'cdktf';",
  ].join('\n');
  expect(rewriteSpecifiers(text, (specifier) => specifier.toUpperCase())).toBe([
    "import { A } from 'CDKTF'; // from 'cdktf', as comments say",
    "import type { B } from 'CDKTF';",
    "export * from 'CDKTF';",
    "const c = require('CDKTF') as typeof import('CDKTF');",
    "const d = import('CDKTF');",
    "const e = 'cdktf';",
  ].join('\n'));
});

test('fails for an import of something that is not there', () => {
  expect(() => written({ 'azurerm/rules.ts': "import 'cdktf';\nimport { x } from './missing';\n" })).toThrow('azurerm/rules.ts imports ./missing, which is not a source');
});
