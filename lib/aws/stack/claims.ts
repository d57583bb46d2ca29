import { IConstruct } from 'constructs';
import { identityOf } from './identity';

/** Who has what, by identity. */
type Claims = Map<string, IConstruct>;

/**
 * What the constructs of an app have for themselves alone, found at once however large the app is.
 *
 * It is kept on the root of the app, for all copies of this library that an app may have.
 */
export class ExclusiveClaims {
  private readonly key: symbol;

  /** @param kind what is claimed */
  constructor(kind: string) {
    this.key = Symbol.for(`cdk-m365-endpoints.claims.${kind}`);
  }

  /**
   * Claims all of `values` for `owner`, or none of them.
   *
   * @param values ids of resources; each may be claimed once
   * @returns the position of the first that another construct has, or that stands there twice
   */
  claim(owner: IConstruct, values: readonly string[]): number | undefined {
    const claims = this.claimsOf(owner.node.root);
    const identities = values.map((value) => identityOf(value, owner));
    const taken = identities.findIndex((identity, index) => isInTree(claims.get(identity)) || identities.indexOf(identity) < index);
    if (taken >= 0) {
      return taken;
    }
    identities.forEach((identity) => claims.set(identity, owner));
    return undefined;
  }

  private claimsOf(root: IConstruct): Claims {
    const known: unknown = Reflect.get(root, this.key);
    if (known instanceof Map) {
      return known as Claims;
    }
    const claims: Claims = new Map();
    Object.defineProperty(root, this.key, { value: claims });
    return claims;
  }
}

/** Whether `construct` was made and not removed. */
function isInTree(construct: IConstruct | undefined): boolean {
  return construct !== undefined && construct.node.scope?.node.tryFindChild(construct.node.id) === construct;
}
