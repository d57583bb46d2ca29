/** Hosts, addresses and ports that documents say which the rows link to; each list with its document and date. */

/** @see https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-connectivity (2023, and the last five hosts 2026-03-20) */
export const ENTRA_CONNECT = {
  revocation: [
    'mscrl.microsoft.com', '*.verisign.com', '*.entrust.net', '*.crl3.digicert.com', '*.crl4.digicert.com', '*.digicert.cn', '*.ocsp.digicert.com',
    '*.www.d-trust.net', '*.root-c3-ca2-2009.ocsp.d-trust.net', '*.crl.microsoft.com', '*.oneocsp.microsoft.com', '*.ocsp.msocsp.com',
  ],
  synchronisation: [
    '*.management.core.windows.net', '*.graph.windows.net', 'secure.aadcdn.microsoftonline-p.com', '*.microsoftonline.com',
    'adminwebservice.microsoftonline.com', 'graph.microsoft.com', 'login.microsoftonline.com', 'login.windows.net', 'provisioningapi.microsoftonline.com',
  ],
} as const;

/** What the agent of Entra Connect Health calls in one cloud. */
export interface HealthAgentFacts {
  /** On TCP 443. */
  readonly https: readonly string[];

  /** On TCP 80 too. */
  readonly http: readonly string[];

  /** On TCP 5671, with a fallback to 443. */
  readonly serviceBus: readonly string[];
}

/**
 * In the public cloud, as of 2023-11; without `policykeyservice.dc.ad.msft.net`, which the document no longer lists.
 *
 * @see https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-health-agent-install
 */
export const HEALTH_AGENT: HealthAgentFacts = {
  https: [
    '*.blob.core.windows.net', '*.aadconnecthealth.azure.com', '*.adhybridhealth.azure.com', 'management.azure.com', 'login.windows.net',
    'login.microsoftonline.com', 'secure.aadcdn.microsoftonline-p.com', 'www.office.com', 'aadcdn.msftauth.net', 'aadcdn.msauth.net',
    'autoupdate.msappproxy.net', 'www.microsoft.com',
  ],
  http: ['www.microsoft.com'],
  serviceBus: ['*.servicebus.windows.net'],
};

/**
 * In Azure Government, which GCC High and DoD use, as of 2025-08-06. The document states TCP 80 for no host there.
 *
 * @see https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-health-agent-install
 */
export const HEALTH_AGENT_US_GOVERNMENT: HealthAgentFacts = {
  https: [
    '*.aadconnecthealth.microsoftazure.us', '*.blob.core.usgovcloudapi.net', 'management.usgovcloudapi.net', 'login.microsoftonline.us',
    'autoupdate.msappproxy.us', 'secure.aadcdn.microsoftonline-p.com', 'aadcdn.msftauth.net', 'aadcdn.msauth.net', 'www.office.com', 'www.microsoft.com',
  ],
  http: [],
  serviceBus: ['*.servicebus.usgovcloudapi.net'],
};

/** @see https://learn.microsoft.com/entra/identity/authentication/howto-mfaserver-deploy (2023-09) */
export const MFA_SERVER = {
  hosts: ['pfd.phonefactor.net', 'pfd2.phonefactor.net', 'css.phonefactor.net'],
  prefixes: [
    '134.170.116.0/25', '134.170.165.0/25', '70.37.154.128/25', '52.251.8.48/28', '52.247.73.160/28', '52.159.5.240/28', '52.159.7.16/28',
    '52.250.84.176/28', '52.250.85.96/28',
  ],
} as const;

/** @see https://firebase.google.com/docs/cloud-messaging/network-configuration (2025-09) */
export const FIREBASE_CLOUD_MESSAGING = {
  hosts: [
    'mtalk.google.com', 'mtalk4.google.com', 'mtalk-staging.google.com', 'mtalk-dev.google.com',
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((number) => `alt${number}-mtalk.google.com`),
    'android.apis.google.com', 'device-provisioning.googleapis.com', 'firebaseinstallations.googleapis.com',
  ],
  tcpPorts: '443,5228-5230',
} as const;

/** @see https://support.apple.com/102266 */
export const APPLE_PUSH_NOTIFICATIONS = {
  prefixes: [
    '17.249.0.0/16', '17.252.0.0/16', '17.57.144.0/22', '17.188.128.0/18', '17.188.20.0/23',
    '2620:149:a44::/48', '2403:300:a42::/48', '2403:300:a51::/48', '2a01:b740:a42::/48',
  ],

  /** All of the network that Apple owns, in place of the IPv4 prefixes above. */
  wholeNetwork: ['17.0.0.0/8', '2620:149:a44::/48', '2403:300:a42::/48', '2403:300:a51::/48', '2a01:b740:a42::/48'],

  /** Devices receive on 5223, and fall back to 443. */
  tcpPorts: '443,5223',

  /** Servers send on 443 or on this one. */
  sendingPorts: '2197',
} as const;
