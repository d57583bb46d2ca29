/** The longer lists of hosts of the training page, by the slug of the row: what an edition that lacks one of them lost. */
const hosts = (text: string) => text.trim().split(/\s+/);

export const TRAINING_HOSTS: Readonly<Record<string, readonly string[]>> = {
  'portal-shared': hosts(`
    *.eu.portal.cloudappsecurity.com *.eu2.portal.cloudappsecurity.com *.portal.cloudappsecurity.com *.us.portal.cloudappsecurity.com
    *.us2.portal.cloudappsecurity.com *.us3.portal.cloudappsecurity.com <tenant>.onmicrosoft.com account.office.net agent.office.net apc.delve.office.com
    aus.delve.office.com can.delve.office.com delve.office.com eur.delve.office.com gbr.delve.office.com home.office.com ind.delve.office.com
    jpn.delve.office.com kor.delve.office.com lam.delve.office.com nam.delve.office.com office.com outlook.office365.com portal.office.com
    suite.office.net webshell.suite.office.com
  `),
  'shared-cdn-help': hosts(`
    *.o365weve.com amp.azure.net appsforoffice.microsoft.com assets.onestore.ms auth.gfx.ms az826701.vo.msecnd.net c.microsoft.com c1.microsoft.com
    client.hip.live.com contentstorage.osi.office.net dgps.support.microsoft.com groupsapi-prod.outlookgroups.ms groupsapi2-prod.outlookgroups.ms
    groupsapi3-prod.outlookgroups.ms groupsapi4-prod.outlookgroups.ms learn.microsoft.com msdn.microsoft.com platform.linkedin.com prod.msocdn.com
    products.office.com r1.res.office365.com r4.res.office365.com res.delve.office.com shellprod.msocdn.com support.content.office.net
    support.microsoft.com support.office.com technet.microsoft.com templates.office.com video.osi.office.net videocontent.osi.office.net
    videoplayercdn.osi.office.net
  `),
  'third-party-integration': hosts(`
    *.helpshift.com *.localytics.com analytics.localytics.com api.localytics.com connect.facebook.net firstpartyapps.oaspapps.com outlook.uservoice.com
    prod.firstpartyapps.oaspapps.com.akadns.net rink.hockeyapp.net sdk.hockeyapp.net telemetryservice.firstpartyapps.oaspapps.com web.localytics.com
    webanalytics.localytics.com wus-firstpartyapps.oaspapps.com
  `),
  'optional-features': hosts(`
    *.blob.core.windows.net *.hockeyapp.net *.sharepointonline.com *.staffhub.office.com api.office.com dc.applicationinsights.microsoft.com
    dc.services.visualstudio.com ea-000.forms.osi.office.net enterpriseregistration.windows.net eus2-000.forms.osi.office.net forms.microsoft.com
    forms.office.com graph.windows.net manage.office.com mem.gfx.ms neu-000.forms.osi.office.net office365servicehealthcommunications.cloudapp.net
    securescore.office.com signup.microsoft.com staffhub.ms staffhub.office.com staffhub.uservoice.com staffhubweb.azureedge.net
    watson.telemetry.microsoft.com weu-000.forms.osi.office.net wu.client.hip.live.com wus-000.forms.osi.office.net
  `),
};
