import { brand } from '../../collections/brand';

/** Which addresses of Apple a scenario of push notifications admits. */
export class AppleNetworks {
  static {
    brand(AppleNetworks, 'AppleNetworks');
  }

  /** The prefixes that Apple lists for its push notification service. */
  static readonly NOTIFICATION = new AppleNetworks('apple');

  /** All of 17.0.0.0/8, which Apple owns, and the listed IPv6 prefixes: wider, and safe from changes of the list. */
  static readonly ALL = new AppleNetworks('apple-all');

  /** None: no iPhone receives notifications. */
  static readonly NONE = new AppleNetworks(undefined);

  private constructor(
    /** @internal Name of the flow for receiving; that for sending ends in `-sending`. */
    readonly flow: string | undefined,
  ) {}
}
