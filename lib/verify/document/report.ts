import type { Finding, FindingCode, Unresolved } from './finding';
import type { JsonNode } from './json-node';

/** Collects what a reader cannot express in a space, while it reads. */
export class Report {
  readonly findings: Finding[] = [];
  readonly unresolved: Unresolved[] = [];

  find(code: FindingCode, path: string, message: string): void {
    this.findings.push({ code, path, message });
  }

  unresolve(node: JsonNode): void {
    this.unresolved.push({ path: node.path, text: node.describe() });
  }
}
