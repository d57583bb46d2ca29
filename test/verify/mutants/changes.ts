/** Kinds of changes of documents, each with what it must do to a proof. */
import { Direction, PortRange, PortSet, PrefixSet, Protocol } from '../../../lib/net';
import type { AdmittingRule } from '../../../lib/verify';
import { Effect } from './mutate';

export const { HARMFUL, HARMLESS } = Effect;

export type Document = Record<string, any>;
export type Change = (document: Document) => void;
export type Changes = readonly (readonly [name: string, effect: Effect, change: Change])[];

/** A document with what it admits, and its mutants. */
export interface Written {
  readonly name: string;
  readonly document: Document;
  readonly rules: readonly AdmittingRule[];
  readonly changes: Changes;
}

export const meant = (...prefixes: string[]): AdmittingRule[] => [
  { direction: Direction.INBOUND, protocol: Protocol.TCP, ports: PortSet.of(PortRange.of(443)), prefixes: PrefixSet.of(...prefixes) },
];
export const each = <T>(effect: Effect, items: readonly T[], name: (item: T) => string, change: (document: Document, item: T) => void): Changes => (
  items.map((item) => [name(item), effect, (document: Document) => change(document, item)] as const)
);
/** A key that gets one value after the other. */
export const values = (effect: Effect, what: string, at: (document: Document) => any, key: string, list: readonly unknown[]): Changes => (
  each(effect, list, (value) => `${what}.${key} is ${JSON.stringify(value)}`, (document, value) => {
    at(document)[key] = value;
  })
);
export const one = (effect: Effect, name: string, change: Change): Changes => [[name, effect, change]];

export const NOT_IPV4 = [
  '192.0.2.1', '192.0.2.1/33', '192.0.2.1/032', '192.0.2.1/31', '192.0.2.0/31', '192.0.2.2/32', '::ffff:192.0.2.1/128', '0300.0.2.1/32', '192.0.513/32', '3221225985/32',
  '192.0.2.1/255.255.255.255', '192.0.2.1 /32', '0.0.0.0/0', '192.0.2.1/0', '0.0.0.0/1', '', '*', 'any', '192.0.2.1-192.0.2.9', '192.0.2.1/32,198.51.100.1/32', 'sg-1', 'pl-1',
] as const;
export const WIDER_IPV6 = ['2001:db8:1::/47', '2001:db8::/48', '2001:db8:2::/48', '::/0', '::ffff:0:0/96', '2001:db8:1::/48%eth0', '2001:db8:1::', '2001:db8:1/48', '2001:db8:1:::/48', ''] as const;
export const SAME_IPV6 = ['2001:DB8:1::/48', '2001:db8:1:0:0:0:0:0/48', '2001:0db8:0001::/48', '2001:db8:0001:0000::/48'] as const;

/** Values that only Terraform knows. */
export const EXPRESSIONS: readonly unknown[] = [
  '${var.x}', '${local.x}', '${data.a.b.c}', '${module.m.x}', '${each.value}', '${count.index}', '${"443"}', '${443}', 'a${var.x}', '%{ if true }443%{ endif }', '${try(var.x, "443")}', '${terraform.workspace}',
];

/** A resource more, of a type that may open anything. */
export const anything = (type: string, body: object = {}): Changes => one(HARMFUL, `a resource ${type}`, ({ resource }) => {
  resource[type] = { added: body };
});
