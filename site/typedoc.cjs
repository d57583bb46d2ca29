// The reference of the API, one page a name, as Markdown for the site.
const { exports: entryPoints, repository } = require('../package.json');

const sources = Object.values(entryPoints).filter(({ types }) => types).map(({ types }) => types.replace(/^\.\/dist\/(.*)\.d\.ts$/, '../lib/$1.ts'));

module.exports = {
  name: 'API',
  entryPoints: sources,
  tsconfig: '../tsconfig.json',
  out: '../build/api',
  plugin: ['typedoc-plugin-markdown'],
  readme: 'none',
  entryFileName: 'index',
  hidePageHeader: true,
  excludePrivate: true,
  excludeProtected: true,
  excludeInternal: true,
  excludeExternals: true,
  disableSources: repository === undefined,
  // The build has checked the types.
  skipErrorChecking: true,
};
