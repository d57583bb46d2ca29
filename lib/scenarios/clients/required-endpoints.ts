/** A row of the training page, by slug. */
export enum RequiredEndpoints {
  /** Revocation lists of certificates. The row names no host: give `revocationPeers`. */
  CERTIFICATE_REVOCATION = 'certificate-revocation',

  /** The portal of Microsoft 365. */
  PORTAL = 'portal',

  /** The portal and what services share. Needs `tenant`. */
  PORTAL_SHARED = 'portal-shared',

  /** The Aria service, to which several apps report usage. */
  ARIA = 'aria',

  /** Telemetry of the portal and of Office. */
  PORTAL_TELEMETRY = 'portal-telemetry',

  /** Help, content delivery networks and what services share. */
  SHARED_CDN_HELP = 'shared-cdn-help',

  /** The compliance center. */
  COMPLIANCE = 'compliance',

  /** Import of PST files and export of eDiscovery; covers the storage of every Azure customer. Optional. */
  PST_IMPORT_EXPORT = 'pst-import-export',

  /** Third-party services that Office integrates with. Optional. */
  THIRD_PARTY_INTEGRATION = 'third-party-integration',

  /** Wildcards that cover far more than Microsoft 365. Optional. */
  FEATURE_WILDCARDS = 'feature-wildcards',

  /** Azure RemoteApp, retired in 2017. Optional. */
  AZURE_REMOTEAPP = 'azure-remoteapp',

  /** Optional features; the page does not say which. */
  OPTIONAL_FEATURES = 'optional-features',
}
