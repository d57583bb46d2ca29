import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as ts from 'typescript';

/** An option of a construct, as its props declare it. */
export interface DocumentedOption {
  readonly name: string;
  readonly isRequired: boolean;
  readonly description: string;

  /** The text after `@default`; empty for a required option. */
  readonly defaultValue: string;
}

/** What the source of a construct says about it. */
export interface DocumentedConstruct {
  readonly name: string;

  /** Paragraphs of its docstring. */
  readonly paragraphs: readonly string[];

  /** The options that it adds to those of every scenario. */
  readonly options: readonly DocumentedOption[];

  /** The props that an example must name beside `enforcedBy`, as source text: `sources: [Peer.ipv4('10.0.0.10/32')]`. */
  readonly example: readonly string[];

  /** Where the facts are published. */
  readonly see: readonly string[];
}

/** Reads the file of a construct, in whichever room of `folder` it stands. */
export function readConstruct(folder: string, name: string): DocumentedConstruct {
  const path = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((each) => basename(each) === `${kebab(name)}.ts`);
  if (path === undefined) {
    throw new Error(`no file ${kebab(name)}.ts below ${folder}`);
  }
  const file = join(folder, path);
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const type = source.statements.filter(ts.isClassDeclaration).find((statement) => statement.name?.text === name);
  const props = source.statements.filter(ts.isInterfaceDeclaration).find((statement) => statement.name.text === `${name}Props`);
  if (type === undefined) {
    throw new Error(`${file} has no class ${name}`);
  }
  return {
    name,
    paragraphs: paragraphsOf(type),
    options: (props?.members ?? ts.factory.createNodeArray()).filter(ts.isPropertySignature).map(optionOf),
    example: exampleOf(type),
    see: ts.getJSDocTags(type).filter(({ tagName }) => tagName.text === 'see').map((tag) => /https:\S+/.exec(tag.getText())![0]),
  };
}

/** `GraphIngress` → `graph-ingress`: how files are named after what they export. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter, index) => `${index === 0 ? '' : '-'}${letter.toLowerCase()}`);
}

function paragraphsOf(node: ts.Node): string[] {
  const text = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).map((doc) => ts.getTextOfJSDocComment(doc.comment) ?? '').join('\n\n');
  return text.split(/\n\s*\n/).map((paragraph) => paragraph.replace(/\s*\n\s*/g, ' ').trim()).filter((paragraph) => paragraph !== '');
}

function optionOf(member: ts.PropertySignature): DocumentedOption {
  const tag = ts.getJSDocTags(member).find(({ tagName }) => tagName.text === 'default');
  return {
    name: member.name.getText(),
    isRequired: member.questionToken === undefined,
    description: paragraphsOf(member).join(' '),
    defaultValue: (ts.getTextOfJSDocComment(tag?.comment) ?? '').replace(/^- /, '').replace(/\s+/g, ' '),
  };
}

/** The properties of `example` in the static member `metadata`. */
function exampleOf(type: ts.ClassDeclaration): string[] {
  const metadata = type.members.filter(ts.isPropertyDeclaration).find(({ name }) => name.getText() === 'metadata');
  const properties = (object: ts.Node | undefined) => (
    object !== undefined && ts.isObjectLiteralExpression(object) ? object.properties.filter(ts.isPropertyAssignment) : []
  );
  const example = properties(metadata?.initializer).find(({ name }) => name.getText() === 'example');
  return properties(example?.initializer).map((property) => property.getText());
}
