import { brand } from '../../collections/brand';
import { invalidOption } from '../../messages/errors';
import { concreteText } from '../../rules/options/option-types';

const NAME = concreteText('Exchange');

/** A service area of the web service. Two values with the same name are the same object. */
export class ServiceArea {
  static {
    brand(ServiceArea, 'ServiceArea');
  }

  private static readonly byName = new Map<string, ServiceArea>();

  /** Microsoft 365 Common and Office Online, which every other area needs. */
  static readonly COMMON = ServiceArea.of('Common');

  /** Exchange Online and Exchange Online Protection. */
  static readonly EXCHANGE = ServiceArea.of('Exchange');

  /** SharePoint Online and OneDrive. */
  static readonly SHAREPOINT = ServiceArea.of('SharePoint');

  /** Teams; the web service still calls it Skype. */
  static readonly TEAMS = ServiceArea.of('Skype');

  /** Intune, which the web service calls MEM. Published for Worldwide and, with one set, for DoD. */
  static readonly INTUNE = ServiceArea.of('MEM');

  /** A service area that has no constant here yet, by the name that the web service gives it. */
  static of(name: string): ServiceArea {
    if (NAME.read('name', name).trim() === '') {
      throw invalidOption('name', name, 'give a service area of the web service, such as Exchange');
    }
    const known = ServiceArea.byName.get(name) ?? new ServiceArea(name);
    ServiceArea.byName.set(name, known);
    return known;
  }

  private constructor(
    /** The name that the web service gives it: `Exchange`. */
    readonly name: string,
  ) {}

  /** The name that the web service gives it: `Exchange`. */
  toString(): string {
    return this.name;
  }
}
