import { groupBy } from '../../collections/group-by';
import { FlowCoverage, RowCoverage } from './row-coverage';

/** The table as Markdown, one line for each row, cloud and flow; clouds in which the same is said share a line. */
export function renderCoverageMarkdown(rows: readonly RowCoverage[]): string {
  const lines = rows.flatMap((row) => (
    (row.flows.length === 0 ? [reasonCells(row)] : row.flows.map((flow) => flowCells(row, flow)))
      .map((text) => ({ cloud: row.cloud, before: `| ${row.entry.replace(/^row /, '')} | \`${row.slug}\` |`, after: `| ${text} |` }))
  ));
  return [
    '| Row | Slug | Clouds | Construct | Traffic | Remote side | Basis |',
    '|---|---|---|---|---|---|---|',
    ...[...groupBy(lines, ({ before, after }) => before + after).values()]
      .map((group) => `${group[0].before} ${group.map(({ cloud }) => cloud).join(', ')} ${group[0].after}`),
  ].join('\n');
}

/** The table as text: a line for each row and cloud, its flows below it. */
export function renderCoverageText(rows: readonly RowCoverage[]): string {
  return rows.map(({ source, edition, entry, slug, cloud, construct, flows, reason, usedBy, neededWhen }) => [
    `${source} ${edition} ${entry}  ${slug}  ${cloud}  ${construct ?? 'no construct'}`,
    ...(reason === null ? [] : [`  ${reason}`]),
    ...(usedBy.length === 0 || reason !== null ? [] : [`  used by ${usedBy.join(', ')}${neededWhen === null ? '' : `; needed ${neededWhen}`}`]),
    ...flows.map((flow) => `  ${trafficOf(flow)}, ${remoteSideOf(flow)} (${flow.basis})`),
  ].join('\n')).join('\n').concat('\n');
}

function reasonCells({ construct, reason }: RowCoverage): string {
  return [construct === null ? '–' : `\`${construct}\``, '–', reason ?? '', '–'].join(' | ');
}

function flowCells({ construct }: RowCoverage, flow: FlowCoverage): string {
  return [`\`${construct}\``, trafficOf(flow), remoteSideOf(flow), flow.basis].join(' | ');
}

function trafficOf({ name, direction, tcpPorts, udpPorts, isOption }: FlowCoverage): string {
  const ports = [...(tcpPorts === '' ? [] : [`TCP ${tcpPorts}`]), ...(udpPorts === '' ? [] : [`UDP ${udpPorts}`])].join(', ');
  return `${direction} ${ports}${isOption ? ` (option, ${name})` : ''}`;
}

function remoteSideOf({ ipv4Prefixes, ipv6Prefixes, hostPatterns, prefixesOf, peersFromApp }: FlowCoverage): string {
  const parts = [
    ...(ipv4Prefixes > 0 ? [`${ipv4Prefixes} IPv4`] : []),
    ...(ipv6Prefixes > 0 ? [`${ipv6Prefixes} IPv6`] : []),
    ...(hostPatterns > 0 ? [`${hostPatterns} ${hostPatterns === 1 ? 'host' : 'hosts'}`] : []),
    ...(peersFromApp ? ['peers that you name'] : []),
  ].join(', ');
  return prefixesOf.length === 0 ? parts : `${parts} of ${prefixesOf.join(', ')}`;
}
