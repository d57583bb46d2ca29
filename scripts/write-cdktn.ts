/**
 * Writes `lib/cdktn/`: what of `lib/` touches CDKTF, once more for CDK Terrain (`cdktn`).
 *
 * The two frameworks have one API and classes of their own. So the specifiers of imports are rewritten in the sources, and
 * the compiler then checks each flavour against its own framework. What touches no framework is not copied but imported
 * from where it is: both flavours share the catalog, the scenarios, the rules and classes such as `PriorityRange`.
 *
 * Runs before the compiler, the linter and the tests. Git knows nothing of the folder.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize, relative, resolve } from 'node:path';
import * as ts from 'typescript';

const LIB = resolve(__dirname, '..', 'lib');
const FLAVOUR = 'cdktn';

/** Sources by path below `lib/`. */
type Sources = ReadonlyMap<string, string>;

/** What a specifier of CDKTF, or of one of its providers, is called in CDK Terrain; `undefined` for every other one. */
export function inCdkTerrain(specifier: string): string | undefined {
  return /^@?cdktf($|\/)/.test(specifier) ? specifier.replace('cdktf', 'cdktn') : undefined;
}

/** What a specifier in an app for CDKTF is called in one for CDK Terrain; docs/guides/from-cdktf-to-cdktn.md says the same. */
export function inCdkTerrainApp(specifier: string): string {
  return inCdkTerrain(specifier) ?? specifier.replace(/^cdk-m365-endpoints\/(?=azurerm$|terraform-aws$)/, `cdk-m365-endpoints/${FLAVOUR}/`);
}

/** The text of a module with other specifiers, wherever it imports, re-exports, requires or asks for a type. */
export function rewriteSpecifiers(text: string, rewrite: (specifier: string) => string): string {
  const imports = [...ts.preProcessFile(text, true, true).importedFiles].sort((a, b) => b.pos - a.pos);
  return imports.reduce((rest, { fileName, pos }) => {
    const start = rest.indexOf(fileName, pos);
    return rest.slice(0, start) + rewrite(fileName) + rest.slice(start + fileName.length);
  }, text);
}

/** The sources of the flavour, by path below `lib/cdktn/`. */
export function cdktnSources(sources: Sources): Map<string, string> {
  const flavoured = touchingFramework(sources);
  return new Map([...flavoured].sort().map((path) => [path, rewriteSpecifiers(sources.get(path)!, (specifier) => {
    const target = targetOf(sources, path, specifier);
    // One folder deeper, what is shared is one folder further up.
    return target === undefined || flavoured.has(target) ? inCdkTerrain(specifier) ?? specifier
      : relative(join(FLAVOUR, dirname(path)), join(dirname(path), specifier)).split('\\').join('/');
  })]));
}

/** The paths of sources that import the framework or a provider, or something that does; a type counts too. */
function touchingFramework(sources: Sources): Set<string> {
  const importsOf = (text: string): string[] => ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  const imports = new Map([...sources].map(([path, text]) => [path, importsOf(text)]));
  const touching = new Set([...imports].filter(([, specifiers]) => specifiers.some(inCdkTerrain)).map(([path]) => path));
  for (const path of touching) { // a set also walks what is added meanwhile
    for (const [importer, specifiers] of imports) {
      if (specifiers.some((specifier) => targetOf(sources, importer, specifier) === path)) touching.add(importer);
    }
  }
  return touching;
}

/** The source that a relative specifier means. */
function targetOf(sources: Sources, path: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const target = normalize(join(dirname(path), specifier)).split('\\').join('/');
  const found = [`${target}.ts`, `${target}/index.ts`].find((candidate) => sources.has(candidate));
  if (found === undefined && !specifier.endsWith('.json')) throw new Error(`${path} imports ${specifier}, which is not a source`);
  return found;
}

function filesBelow(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts')).map((path) => path.split('\\').join('/')) : [];
}

/** Writes what differs only, since a compiler or a test may be reading the folder. */
export function writeCdktn(): void {
  const out = join(LIB, FLAVOUR);
  const paths = filesBelow(LIB).filter((path) => !path.startsWith(`${FLAVOUR}/`));
  const wanted = cdktnSources(new Map(paths.map((path) => [path, readFileSync(join(LIB, path), 'utf8')])));
  filesBelow(out).filter((path) => !wanted.has(path)).forEach((path) => rmSync(join(out, path)));
  for (const [path, text] of wanted) {
    const file = join(out, path);
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

if (require.main === module) writeCdktn();
