import { brand } from '../../collections/brand';
import { sharedMap } from '../../collections/shared-map';
import { invalidCloud } from '../../messages/errors';

/**
 * A Microsoft 365 cloud, named as the web service names its instance.
 *
 * Two values with the same name are the same object, so clouds compare with `===`.
 *
 * @see https://learn.microsoft.com/microsoft-365/enterprise/microsoft-365-ip-web-service
 */
export class Cloud {
  static {
    brand(Cloud, 'Cloud');
  }

  private static readonly byName = sharedMap<Cloud>('clouds');

  /** The commercial cloud, GCC included. */
  static readonly WORLDWIDE = Cloud.of('Worldwide');

  /** The US Government GCC High cloud. */
  static readonly US_GOV_GCC_HIGH = Cloud.of('USGovGCCHigh');

  /** The US Government Department of Defense cloud. */
  static readonly US_GOV_DOD = Cloud.of('USGovDoD');

  /** Microsoft 365 operated by 21Vianet in China. */
  static readonly CHINA = Cloud.of('China');

  /** The sovereign cloud in France, operated by Bleu. */
  static readonly FRANCE = Cloud.of('France');

  /** The sovereign cloud in Germany, operated by Delos. It is not Microsoft Cloud Germany, which ended on 2021-10-29. */
  static readonly GERMANY = Cloud.of('Germany');

  /** Every cloud that has a constant here, in a stable order. */
  static readonly KNOWN: readonly Cloud[] = [
    Cloud.WORLDWIDE, Cloud.US_GOV_GCC_HIGH, Cloud.US_GOV_DOD, Cloud.CHINA, Cloud.FRANCE, Cloud.GERMANY,
  ];

  /**
   * The cloud with this name, whatever its letter case: for a cloud that has no constant here yet.
   *
   * @param name the instance name of the web service, such as `Worldwide`
   * @throws EndpointError `InvalidCloud` when `name` is not an instance name
   */
  static of(name: string): Cloud {
    if (typeof name !== 'string' || !/^[A-Za-z][A-Za-z0-9]*$/.test(name)) {
      throw invalidCloud(name);
    }
    const key = name.toLowerCase();
    const cloud = Cloud.byName.get(key) ?? new Cloud(name);
    Cloud.byName.set(key, cloud);
    return cloud;
  }

  private constructor(
    /** The instance name of the web service: `Worldwide`. */
    readonly name: string,
  ) {}

  /** The instance name: `Worldwide`. */
  toString(): string {
    return this.name;
  }
}
