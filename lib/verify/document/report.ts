import type { Finding, FindingCode, Uncovered, Unresolved } from './finding';
import type { JsonNode } from './json-node';

/** Collects what a reader cannot express in a space, while it reads. */
export class Report {
  readonly findings: Finding[] = [];
  readonly unresolved: Unresolved[] = [];
  readonly uncovered: Uncovered[] = [];

  find(code: FindingCode, path: string, message: string): void {
    this.findings.push({ code, path, message });
  }

  /** Says once that a value was not understood; all that it holds is accounted for by that. */
  unresolve(node: JsonNode): void {
    const text = node.describe();
    if (!this.unresolved.some((one) => one.path === node.path && one.text === text)) this.unresolved.push({ path: node.path, text });
  }

  /** Says of something beside the filters that are read that it is another filter, or a way past one. */
  leaveUncovered(path: string, reason: string, preventsProof = false): void {
    this.uncovered.push({ path, reason, preventsProof });
  }

  /** Says of something that is open that nothing is proven as long as every group of the documents is compared. */
  leaveOpen(path: string, reason: string): void {
    this.uncovered.push({ path, reason, preventsProof: true, unlessNamed: true });
  }

  /** Says of everything below a value that no reader has consumed it. */
  unresolveUnread(node: JsonNode): void {
    node.unread().forEach((left) => this.unresolve(left));
  }
}
