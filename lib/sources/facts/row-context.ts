import { EndpointSetJson } from '../../catalog/editions/edition-json';

/** What a page says of a row beside its traffic: who uses it and when, and what decides about its clouds. */
export type RowContext = Pick<EndpointSetJson, 'cloudsReason' | 'required' | 'usedBy' | 'neededWhen'>;

const SERVERS = ['servers'];
const USER_DEVICES = ['user-devices'];
const ADMINISTRATORS = ['administrators'];

const HOSTS_OF_WORLDWIDE = 'the row names no cloud; its hosts are those of Worldwide';
const ADDRESSES_OF_WORLDWIDE = 'the row names no cloud; its addresses are those of Worldwide';
const EXCHANGE_ONLINE_BY_CLOUD = 'the row names no cloud; the Exchange Online addresses are those of each cloud that has them in the web service';
const OWN_SIDES = 'the row names no cloud, and nothing in it depends on one';

/** Rows of the page of additional endpoints, by slug. Both editions and languages say the same in other words. */
const ADDITIONAL_ENDPOINTS: Readonly<Record<string, RowContext>> = {
  'pst-import': {
    cloudsReason: 'the row names no cloud and no host; nothing says that the import service exists in another cloud, such as that of 21Vianet',
    usedBy: ADMINISTRATORS,
    neededWhen: 'while files are imported, which is uncommon',
  },
  'support-assistant': { cloudsReason: HOSTS_OF_WORLDWIDE, usedBy: USER_DEVICES, neededWhen: 'while a problem is examined' },
  'support-assistant-sso-validation': { cloudsReason: ADDRESSES_OF_WORLDWIDE, usedBy: SERVERS, neededWhen: 'while single sign-on is tested' },
  'entra-connect-sts': { cloudsReason: OWN_SIDES, usedBy: SERVERS, neededWhen: 'with the single sign-on option of Entra Connect' },
  'federation-proxy': { cloudsReason: OWN_SIDES, usedBy: SERVERS, neededWhen: 'only by federated organisations' },
  'unified-messaging-sbc': { cloudsReason: HOSTS_OF_WORLDWIDE, usedBy: SERVERS },
  'mailbox-migration': { cloudsReason: EXCHANGE_ONLINE_BY_CLOUD, usedBy: SERVERS, neededWhen: 'while mailboxes are moved' },
  'exchange-hybrid': { cloudsReason: EXCHANGE_ONLINE_BY_CLOUD, usedBy: SERVERS },
  'exchange-hybrid-authentication': { cloudsReason: EXCHANGE_ONLINE_BY_CLOUD, usedBy: SERVERS },
  'hybrid-configuration-wizard': {
    cloudsReason: 'the sentence about domains.live.com names no cloud: it is read for those that the row is about, which are Worldwide with GCC, GCC High and DoD; nothing points to another',
    usedBy: ADMINISTRATORS,
    neededWhen: 'only to configure Exchange hybrid; close it afterwards',
  },
  'outlook-mobile-autodetect': {
    cloudsReason: 'the row names no cloud; its names are those of Worldwide and of US Government (.us), and nothing points to another, such as that of 21Vianet',
    usedBy: SERVERS,
    neededWhen: 'with hybrid modern authentication for Outlook for iOS and Android',
  },
  'exchange-hybrid-entra-authentication': { cloudsReason: HOSTS_OF_WORLDWIDE, usedBy: SERVERS },
  'skype-legacy-client': {
    cloudsReason: ADDRESSES_OF_WORLDWIDE, usedBy: USER_DEVICES, neededWhen: 'only for Skype for Business clients of Office 2013 and earlier',
  },
  'skype-hybrid': {
    cloudsReason: `${ADDRESSES_OF_WORLDWIDE}, while skype-pstn-hybrid lists none and takes the Teams addresses of each cloud`, usedBy: SERVERS,
  },
  'skype-pstn-hybrid': {
    cloudsReason: 'the row names no cloud and no address; the Teams addresses are those of each cloud in the web service, while skype-hybrid lists those of Worldwide',
    usedBy: SERVERS,
  },
  'trusted-sites-authentication': { cloudsReason: HOSTS_OF_WORLDWIDE, usedBy: USER_DEVICES },
  'trusted-sites-teams': { cloudsReason: 'the row names neither cloud nor host; the Teams names are those of Worldwide', usedBy: USER_DEVICES },
  'trusted-sites-sharepoint': {
    cloudsReason: 'the row names no cloud; it says sharepoint.com, and the domains of SharePoint in other clouds are those of the web service', usedBy: USER_DEVICES,
  },
  'trusted-sites-yammer': { cloudsReason: 'the row names neither cloud nor host; the names of Yammer are those of Worldwide', usedBy: USER_DEVICES },
  'entra-connect': { cloudsReason: 'the row names no cloud; the Entra ID addresses are those of each cloud that has them in the web service', usedBy: SERVERS },
  'entra-connect-china': { usedBy: SERVERS },
  'stream': { usedBy: USER_DEVICES },
  'mfa-server': { cloudsReason: 'the row names no cloud; the addresses and hosts of the linked document are those of Worldwide', usedBy: SERVERS },
  'graph-change-notifications': { usedBy: SERVERS },
  'network-connection-status': { cloudsReason: OWN_SIDES, usedBy: USER_DEVICES, neededWhen: 'for Windows clients only' },
  'teams-mobile-push': {
    cloudsReason: 'the row names no cloud; nothing says that Google and Apple deliver notifications for another, such as that of 21Vianet', usedBy: USER_DEVICES,
  },
};

/** Rows of the training page whose users are not users of Microsoft 365, by slug. */
const TRAINING: Readonly<Record<string, RowContext>> = {
  'remote-connectivity-analyzer': { usedBy: ADMINISTRATORS, neededWhen: 'while connectivity is tested' },
  'remote-connectivity-analyzer-tests': { usedBy: SERVERS, neededWhen: 'while connectivity is tested' },
};

/** The training page is about the clients of Microsoft 365, and names no cloud. */
const CLIENTS: RowContext = { cloudsReason: HOSTS_OF_WORLDWIDE, usedBy: USER_DEVICES };

/**
 * What is known of the row called `slug` beside its traffic.
 *
 * The page of additional endpoints calls all of its rows optional, and the training page says for each row what it is.
 */
export function contextOf(slug: string): RowContext {
  return { required: false, ...(ADDITIONAL_ENDPOINTS[slug] ?? { ...CLIENTS, ...TRAINING[slug] }) };
}
