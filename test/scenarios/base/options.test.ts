import { Catalog, Cloud } from '../../../lib/catalog';
import { Peer } from '../../../lib/rules';
import * as scenarios from '../../../lib/scenarios';
import { fixtureCatalog, row, inboundFlow } from '../../support/fixture-catalog';
import { line, outboundFlow, RecordingEnforcementPoint, Root } from '../support';

const ROWS = [
  row('entra-connect-sts', ['Worldwide'], [
    inboundFlow('federation-service', { tcpPorts: '80,443', peersFromApp: true }),
    inboundFlow('remote-management', { basis: 'vendor', tcpPorts: '5985', peersFromApp: true }),
  ]),
  row('federation-proxy', ['Worldwide'], [
    inboundFlow('sign-in', { peersFromApp: true }), inboundFlow('client-certificates', { tcpPorts: '49443', peersFromApp: true }),
  ]),
  row('unified-messaging-sbc', ['Worldwide'], [
    outboundFlow('to-unified-messaging', { tcpPorts: '5061', hosts: ['*.um.example.com'] }),
    inboundFlow('from-unified-messaging', { tcpPorts: '5061', hosts: ['*.um.example.com'] }),
  ]),
  row('hybrid-configuration-wizard', ['Worldwide'], [
    outboundFlow('wizard', { hosts: ['wizard.example.com'] }), outboundFlow('exchange-2010', { tcpPorts: '80,443', hosts: ['old.example.com'] }),
  ]),
  row('entra-connect', ['Worldwide'], [
    outboundFlow('entra-id', { basis: 'derived', tcpPorts: '80,443', prefixesOf: ['worldwide-1'] }),
    outboundFlow('revocation-lists', { tcpPorts: '80', hosts: ['crl.example.com'] }),
    outboundFlow('synchronisation', { hosts: ['sync.example.com'] }),
    outboundFlow('health-agent', { hosts: ['health.example.com'] }),
    outboundFlow('health-agent-http', { tcpPorts: '80', hosts: ['www.example.com'] }),
    outboundFlow('health-agent-service-bus', { tcpPorts: '443,5671', hosts: ['*.bus.example.com'] }),
  ]),
  row('entra-connect', ['China'], [outboundFlow('entra-id', { basis: 'derived', tcpPorts: '80,443', prefixesOf: ['china-1'] })]),
  row('entra-connect-china', ['China'], [outboundFlow('synchronisation', { hosts: ['sync.example.cn'] })]),
  row('teams-mobile-push', ['Worldwide'], [
    outboundFlow('firebase', { tcpPorts: '443,5228-5230', hosts: ['push.example.com'] }),
    outboundFlow('apple', { tcpPorts: '5223', prefixes: ['192.0.2.128/26'] }),
    outboundFlow('apple-all', { tcpPorts: '5223', prefixes: ['192.0.2.128/25'] }),
    outboundFlow('apple-sending', { tcpPorts: '2197', prefixes: ['192.0.2.128/26'] }),
    outboundFlow('apple-all-sending', { tcpPorts: '2197', prefixes: ['192.0.2.128/25'] }),
  ]),
  row('remote-connectivity-analyzer-tests', ['Worldwide'], [
    inboundFlow('tests', { tcpPorts: '25,80,110,143,443,993,995', prefixes: ['192.0.2.77/32'], hosts: ['analyzer.example.com'] }),
  ]),
  row('support-assistant-sso-validation', ['Worldwide'], [inboundFlow('single-sign-on-test', { prefixes: ['192.0.2.99/32'] })]),
  row('certificate-revocation', ['Worldwide'], [outboundFlow('revocation-lists', { tcpPorts: '80,443', peersFromApp: true })]),
  row('portal', ['Worldwide'], [outboundFlow('service', { hosts: ['portal.example.com'] })]),
  row('portal-shared', ['Worldwide'], [outboundFlow('service', { hosts: ['<tenant>.shared.example.com'] })]),
];

const CATALOG = fixtureCatalog((sets) => [...sets, ...ROWS]);
const props = { enforcedBy: [new RecordingEnforcementPoint()], catalog: CATALOG };
const lines = (scenario: scenarios.Scenario) => scenario.rules.rules.map(line);

const HTTPS = '198.51.100.0/25 2001:db8:e::/48 (derived via worldwide-1)';
const SMTP = '198.51.100.128/26 2001:db8:e:1::/64 (derived via worldwide-10)';
const SOURCE = [Peer.ipv4('203.0.113.10/32')];

test('ExchangeHybridInbound admits the web services alone', () => {
  expect(lines(new scenarios.ExchangeHybridInbound(new Root(), 'S', props))).toEqual([`in tcp 443 ${HTTPS}`]);
});

test('mailFlow adds TCP 25 from the mail addresses', () => {
  expect(lines(new scenarios.ExchangeHybridInbound(new Root(), 'S', { ...props, mailFlow: true }))).toEqual([`in tcp 443 ${HTTPS}`, `in tcp 25 ${SMTP}`]);
});

test('wholeExchangeTable admits TCP 443 from the mail addresses too', () => {
  expect(lines(new scenarios.ExchangeHybridInbound(new Root(), 'S', { ...props, wholeExchangeTable: true }))).toEqual([`in tcp 443 ${HTTPS}`, `in tcp 443 ${SMTP}`]);
});

test('exchangeOnlineRanges adds the web services to AutoDetect', () => {
  expect(lines(new scenarios.OutlookMobileAutoDetectInbound(new Root(), 'S', props))).toEqual(['in tcp 443 203.0.113.128/26 (stated)']);
  expect(lines(new scenarios.OutlookMobileAutoDetectInbound(new Root(), 'S', { ...props, exchangeOnlineRanges: true }))).toEqual([
    'in tcp 443 203.0.113.128/26 (stated)', `in tcp 443 ${HTTPS}`,
  ]);
});

test('emailDomains give the names of the service, and no rule', () => {
  const emailDomains = ['contoso.com', 'fabrikam.com'];
  const scenario = new scenarios.OutlookMobileAutoDetectInbound(new Root(), 'S', { ...props, catalog: Catalog.bundled(), emailDomains });
  expect(scenario.serviceHosts.map(String)).toEqual([
    'contoso.com.outlookmobile.com', 'contoso.com.outlookmobile.us', 'fabrikam.com.outlookmobile.com', 'fabrikam.com.outlookmobile.us',
  ]);
  expect(scenario.rules.rules.flatMap(({ hosts }) => hosts)).toEqual([]);
});

test('authentication admits the web services alone', () => {
  expect(lines(new scenarios.ExchangeHybridAuthenticationInbound(new Root(), 'S', props))).toEqual([`in tcp 443 ${HTTPS}`]);
});

describe('EntraConnectStsInbound', () => {
  test('admits the sources, and WinRM as an option', () => {
    expect(lines(new scenarios.EntraConnectStsInbound(new Root(), 'S', { ...props, sources: SOURCE }))).toEqual(['in tcp 80,443 203.0.113.10/32 (user)']);
    expect(lines(new scenarios.EntraConnectStsInbound(new Root(), 'S', { ...props, sources: SOURCE, remoteManagement: true }))).toEqual([
      'in tcp 80,443 203.0.113.10/32 (user)', 'in tcp 5985 203.0.113.10/32 (user)',
    ]);
  });

  test('fails for no source, naming the option', () => {
    expect(() => new scenarios.EntraConnectStsInbound(new Root(), 'S', { ...props, sources: [] })).toThrow(
      /^sources is an empty list, which never means any: name it with sources$/,
    );
  });

  test('warns for each flow that is opened to everyone, however the app says it', () => {
    const ids = (options: object) => new scenarios.EntraConnectStsInbound(new Root(), 'S', { ...props, sources: SOURCE, remoteManagement: true, ...options })
      .rules.warnings.map(({ id, message }) => [id, message.replace(/, so (\S+) is open.*/, ' → $1')].join(' '));
    const warnings = ['federation-service', 'remote-management'].map((flow) => (
      `cdk-m365-endpoints:opensToInternet entra-connect-sts: sources names every address of a family → ${flow}`
    ));
    expect(ids({ sources: [Peer.anyInternet()] })).toEqual(warnings);
    expect(ids({ additionalPeers: [Peer.anyInternet()] })).toEqual(warnings);
    expect(ids({ sources: [Peer.ipv4('0.0.0.0/1')], additionalPeers: [Peer.ipv4('128.0.0.0/1')] })).toEqual(warnings);
    expect(ids({})).toEqual([]);
  });
});

describe('FederationProxyInbound', () => {
  test('admits everyone when told so, without a warning, and client certificates as an option', () => {
    const scenario = new scenarios.FederationProxyInbound(new Root(), 'S', { ...props, sources: [Peer.anyInternet()], certificateAuthentication: true });
    expect(lines(scenario)).toEqual(['in tcp 443 0.0.0.0/0 ::/0 (user)', 'in tcp 49443 0.0.0.0/0 ::/0 (user)']);
    expect(scenario.rules.warnings).toEqual([]);
  });

  test('fails for no source, saying that it may be everyone', () => {
    expect(() => new scenarios.FederationProxyInbound(new Root(), 'S', { ...props, sources: [] })).toThrow('name it with sources, or choose everyone with Peer.anyInternet()');
  });
});

describe('UnifiedMessagingSbcOutbound', () => {
  test('gives both directions, the inbound one from the sources', () => {
    expect(lines(new scenarios.UnifiedMessagingSbcOutbound(new Root(), 'S', { ...props, sources: SOURCE }))).toEqual([
      'out tcp 5061 *.um.example.com (stated)', 'in tcp 5061 203.0.113.10/32 (user)',
    ]);
  });

  test('keeps the published name for the inbound direction otherwise, so that it is refused and not lost', () => {
    expect(lines(new scenarios.UnifiedMessagingSbcOutbound(new Root(), 'S', props))).toContain('in tcp 5061 *.um.example.com (stated)');
  });
});

test('exchange2010 adds the host for Exchange 2010', () => {
  expect(lines(new scenarios.HybridConfigurationWizardOutbound(new Root(), 'S', props))).toEqual(['out tcp 443 wizard.example.com (stated)']);
  expect(lines(new scenarios.HybridConfigurationWizardOutbound(new Root(), 'S', { ...props, exchange2010: true }))).toContain('out tcp 80,443 old.example.com (stated)');
});

test('the edition of 2018, whose row is about Exchange 2010 alone, needs that option', () => {
  const catalog = Catalog.bundled().edition('2018-10');
  expect(lines(new scenarios.HybridConfigurationWizardOutbound(new Root(), 'S', { ...props, catalog, exchange2010: true }))).toEqual(['out tcp 80,443 domains.live.com (stated)']);
  expect(() => new scenarios.HybridConfigurationWizardOutbound(new Root(), 'S', { ...props, catalog })).toThrow(expect.objectContaining({
    code: 'NothingLeft', message: 'hybrid-configuration-wizard: nothing is left to admit with exchange2010: false; admit more, or remove the scenario',
  }));
});

describe('EntraConnectOutbound', () => {
  test('admits addresses and hosts, and those of the health agent as an option', () => {
    const basic = [`out tcp 80,443 ${HTTPS}`, 'out tcp 80 crl.example.com (stated)', 'out tcp 443 sync.example.com (stated)'];
    expect(lines(new scenarios.EntraConnectOutbound(new Root(), 'S', props))).toEqual(basic);
    expect(lines(new scenarios.EntraConnectOutbound(new Root(), 'S', { ...props, healthAgent: true }))).toEqual([
      ...basic, 'out tcp 443 health.example.com (stated)', 'out tcp 80 www.example.com (stated)', 'out tcp 443,5671 *.bus.example.com (stated)',
    ]);
  });

  test('takes the row of its own that China has', () => {
    const scenario = new scenarios.EntraConnectOutbound(new Root(), 'S', { ...props, cloud: Cloud.CHINA });
    expect(lines(scenario)).toEqual(['out tcp 80,443 198.51.100.0/25 2001:db8:e::/48 (derived via china-1)', 'out tcp 443 sync.example.cn (stated)']);
    expect(scenario.rules.provenance.sets.map(({ slug }) => slug)).toEqual(['entra-connect', 'entra-connect-china']);
  });

  test('fails for the health agent in a cloud whose hosts are not known', () => {
    expect(() => new scenarios.EntraConnectOutbound(new Root(), 'S', { ...props, cloud: Cloud.CHINA, healthAgent: true })).toThrow(
      'entra-connect: healthAgent is given for China, but the hosts of the agent are documented only for Worldwide, GCC High and DoD: name them with additionalPeers',
    );
  });
});

describe('TeamsMobilePushOutbound', () => {
  const { AppleNetworks } = scenarios;
  const push = (options: object) => lines(new scenarios.TeamsMobilePushOutbound(new Root(), 'S', { ...props, ...options }));
  const FIREBASE = 'out tcp 443,5228-5230 push.example.com (stated)';

  test('admits Google and the list of Apple', () => {
    expect(push({})).toEqual([FIREBASE, 'out tcp 5223 192.0.2.128/26 (stated)']);
  });

  test.each([
    ['all of Apple', { apple: AppleNetworks.ALL }, [FIREBASE, 'out tcp 5223 192.0.2.128/25 (stated)']],
    ['no iPhone', { apple: AppleNetworks.NONE }, [FIREBASE]],
    ['servers that send', { appleSending: true }, [FIREBASE, 'out tcp 5223 192.0.2.128/26 (stated)', 'out tcp 2197 192.0.2.128/26 (stated)']],
    ['servers that send, to all of Apple', { firebase: false, apple: AppleNetworks.ALL, appleSending: true }, [
      'out tcp 5223 192.0.2.128/25 (stated)', 'out tcp 2197 192.0.2.128/25 (stated)',
    ]],
    ['peers of one company on its ports alone', { firebasePeers: [Peer.ipv4('192.0.2.5/32')], applePeers: [Peer.ipv4('192.0.2.17/32')] }, [
      FIREBASE, 'out tcp 443,5228-5230 192.0.2.5/32 (user)', 'out tcp 5223 192.0.2.128/26 (stated)', 'out tcp 5223 192.0.2.17/32 (user)',
    ]],
    ['no Android', { firebase: false }, ['out tcp 5223 192.0.2.128/26 (stated)']],
  ])('and as an option %s', (_, options, expected) => {
    expect(push(options)).toEqual(expected);
  });

  test('fails when nothing is left', () => {
    expect(() => push({ firebase: false, apple: AppleNetworks.NONE })).toThrow(expect.objectContaining({
      code: 'NothingLeft',
      message: 'teams-mobile-push: nothing is left to admit with firebase: false and apple: AppleNetworks.NONE; admit more, or remove the scenario',
    }));
  });
});

describe('RemoteConnectivityAnalyzerInbound', () => {
  const { AnalyzerProtocol } = scenarios;
  const analyzer = (protocols?: scenarios.AnalyzerProtocol[]) => lines(new scenarios.RemoteConnectivityAnalyzerInbound(new Root(), 'S', { ...props, protocols }));

  test('admits every protocol from the addresses, and ports of your choice', () => {
    expect(analyzer()).toEqual(['in tcp 25,80,110,143,443,993,995 192.0.2.77/32 (stated)']);
    expect(analyzer([...AnalyzerProtocol.ALL])).toEqual(analyzer());
    expect(analyzer([AnalyzerProtocol.SMTP, AnalyzerProtocol.imap4On(1143, 1993)])).toEqual(['in tcp 25,1143,1993 192.0.2.77/32 (stated)']);
  });

  test('fails for no protocol and for no port', () => {
    expect(() => analyzer([])).toThrow(expect.objectContaining({ code: 'EmptyList' }));
    expect(() => AnalyzerProtocol.pop3On()).toThrow(expect.objectContaining({ code: 'EmptyList' }));
  });
});

test('the security token service may listen on ports of your choice', () => {
  expect(lines(new scenarios.SupportAssistantSsoValidationInbound(new Root(), 'S', { ...props, ports: [8443] }))).toEqual(['in tcp 8443 192.0.2.99/32 (stated)']);
});

describe('RequiredEndpointsOutbound', () => {
  const { RequiredEndpoints } = scenarios;
  const required = (options: Omit<scenarios.RequiredEndpointsOutboundProps, 'enforcedBy'>) => (
    lines(new scenarios.RequiredEndpointsOutbound(new Root(), 'S', { ...props, ...options }))
  );

  test('admits the chosen rows, with the names of the tenant', () => {
    expect(required({ rows: [RequiredEndpoints.PORTAL, RequiredEndpoints.PORTAL_SHARED], tenant: 'contoso' })).toEqual([
      'out tcp 443 portal.example.com (stated)', 'out tcp 443 contoso.shared.example.com (stated)',
    ]);
  });

  test('admits revocation lists where you say they are', () => {
    expect(required({ rows: [RequiredEndpoints.CERTIFICATE_REVOCATION], revocationPeers: [Peer.host('crl.example.com')] })).toEqual([
      'out tcp 80,443 crl.example.com (user)',
    ]);
  });

  test('fails for a template without a tenant, for revocation lists without a place, and for no row', () => {
    expect(() => required({ rows: [RequiredEndpoints.PORTAL_SHARED] })).toThrow(
      'portal-shared: <tenant>.shared.example.com is a template, which no rule can match: give tenant',
    );
    expect(() => required({ rows: [RequiredEndpoints.CERTIFICATE_REVOCATION] })).toThrow(/name it with revocationPeers/);
    expect(() => required({ rows: [] })).toThrow(expect.objectContaining({ code: 'EmptyList' }));
    expect(() => required({ rows: [RequiredEndpoints.PORTAL_SHARED], tenant: 'a b' })).toThrow(expect.objectContaining({ code: 'InvalidHostParameter' }));
  });
});
