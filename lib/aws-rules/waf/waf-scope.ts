import { brand } from '../../collections/brand';
import { instanceOf } from '../../rules/options/option-types';

/** What a web ACL protects: resources of a region, or CloudFront distributions. */
export class WafScope {
  static {
    brand(WafScope, 'WafScope');
  }

  /** Application Load Balancers, REST APIs, AppSync and other resources of a region. */
  static readonly REGIONAL = new WafScope('REGIONAL');

  /** CloudFront distributions. Everything for them is in us-east-1. */
  static readonly CLOUDFRONT = new WafScope('CLOUDFRONT');

  private constructor(
    /** As AWS WAF names it. */
    readonly name: string,
  ) {}

  /** As AWS WAF names it: `REGIONAL` or `CLOUDFRONT`. */
  toString(): string {
    return this.name;
  }
}

/** A scope, as an option. */
export const WAF_SCOPE = instanceOf<WafScope>('WafScope', 'give WafScope.REGIONAL or WafScope.CLOUDFRONT');
