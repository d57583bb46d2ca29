import { remoteEntries } from '../model/remote-side';
import type { Admission, EditionChange, Ground, Remark, ReportException, ReportFilter, ReportPoint, TrafficReport } from '../model/traffic-report';
import { addedText, basesOf, type DifferenceRow, differenceRows, fullestOf, pointHeading, publisherCount, quotaText } from '../model/words';
import { type Content, type Html, html, link } from './markup/html';
import { joined, longTable, remoteSide, someOf, table, verdictBadge, writtenText } from './markup/parts';
import { quotaBars } from './quota-bars';

/** More enforcement points than have their limits open at once. */
const OPEN_LIMITS = 3;

/** More published entries than are open at once. */
const OPEN_GROUNDS = 4;

/** A part of a page with a heading, which links lead to. */
export function section(id: string, heading: Content, content: Content): Html {
  return html`<section id="${id}" aria-labelledby="${id}-heading"><h2 id="${id}-heading">${heading}</h2>${content}</section>`;
}

/** What is admitted and not expected, and what is expected and not admitted. */
export function differences(report: TrafficReport): Html {
  const rows = differenceRows(report);
  if (rows.length === 0) return html``;
  return section('differences', 'Differences', longTable('Traffic that is not as expected', ['Difference', 'Traffic', 'Rule', 'Published by'], rows.map((row) => [
    row.what,
    html`<ul class="plain">${row.traffic.map((traffic) => html`<li>${writtenText(traffic)}</li>`)}</ul>`,
    ruleOf(row),
    row.publishers.length === 0 ? html`<span class="muted">nobody this catalog knows</span>` : publisherCount(row) ?? someOf(row.publishers),
  ])));
}

function ruleOf({ rule, groups }: DifferenceRow): Html {
  if (rule === undefined) return html`<span class="muted">no rule of ${groups.join(', ')}</span>`;
  const { path, name, description } = rule;
  return html`<code>${path}</code>${name !== undefined && html` ${writtenText(name)}`}${description !== undefined && html`<br><span class="muted">${writtenText(description)}</span>`}`;
}

/** An enforcement point: what it admits, from where, on which ports, on what grounds, where it is attached, how full it is. */
export function point(report: TrafficReport, one: ReportPoint, index: number): Html {
  const { name, kind, verdict, attachedTo, admissions, local } = one;
  return html`<article class="card" aria-labelledby="point-${index + 1}"><div class="head"><h3 id="point-${index + 1}">${pointHeading(one)}</h3>${verdictBadge(verdict)}</div><dl class="facts">${!name.endsWith(`${kind}s`) && html`<div><dt>Kind</dt><dd>${kind}</dd></div>`}<div><dt>Attached to</dt><dd>${
    attachedTo.length === 0 ? html`<strong>nothing in these documents</strong>` : joined(attachedTo.map((resource) => html`${resource.name}${resource.kind !== '' && html` <span class="muted">(${resource.kind})</span>`}`))
  }</dd></div>${local.length > 0 && html`<div><dt>Local side</dt><dd>${remoteSide({ ipv4: local, ipv6: [], names: [] })}</dd></div>`}</dl>${
    admissions.length === 0
      ? html`<p>Admits nothing.</p>`
      : longTable('What it admits', ['Traffic', 'Remote side', 'Grounds'], admissions.map((admission) => admissionRow(report, admission)))
  }${limits(one, report.points.length > OPEN_LIMITS)}</article>`;
}

function admissionRow(report: TrafficReport, admission: Admission): Content[] {
  const { direction, services, requests, remote } = admission;
  const requestText = requests === 'every request' ? requests : html`requests to <code>${requests}</code>`;
  return [
    html`${direction === 'inbound' ? 'Inbound' : 'Outbound'}<br>${services}${requests !== undefined && html`<br><span class="muted">${requestText}</span>`}`,
    remoteSide(remote),
    groundsCell(report, admission),
  ];
}

function groundsCell({ grounds: of }: TrafficReport, admission: Admission): Html {
  const { grounds: indices, isCompared, publishers } = admission;
  const added = addedText(admission);
  if (indices.length > 0) {
    return html`<ul class="plain">${indices.map((index) => html`<li><a href="#ground-${index + 1}">${of[index].slug}</a><br><span class="muted">${added ?? basesOf(of[index])}, ${of[index].entry}</span></li>`)}</ul>`;
  }
  if (added !== undefined) return html`<a href="#exceptions">${added}</a>`;
  if (!isCompared) return html`<span class="muted">Not compared</span>`;
  return html`<strong class="different-text">Not expected</strong>${publishers.length > 0 && html`<div class="muted">published ${publisherCount(admission) ?? html`by ${someOf(publishers)}`}</div>`}`;
}

/** How much its filters take of their limits; behind the fullest one on a page of many points. */
function limits({ name, filters }: ReportPoint, isFolded: boolean): Html {
  const all = html`${filters.map((filter) => filterUse(filter, filters.length > 1 || filter.key !== name))}`;
  const fullest = fullestOf(filters.flatMap(({ quotas }) => quotas));
  return isFolded && fullest !== undefined ? html`<details class="limits"><summary>Limits, at most ${quotaText(fullest)}</summary>${all}</details>` : all;
}

function filterUse({ key, declared, quotas }: ReportFilter, isNamed: boolean): Html {
  const remark = declared ? '' : ' (named here, declared elsewhere)';
  return html`${isNamed && html`<h4><code>${key}</code>${remark}</h4>`}${quotaBars(quotas)}`;
}

/** The published entries that everything rests on. */
export function grounds({ grounds: all }: TrafficReport): Html {
  if (all.length === 0) return html``;
  return section('grounds', 'Grounds', all.map((one, index) => {
    const name = html`${one.title}`;
    const body = groundBody(one);
    const id = `ground-${index + 1}`;
    return all.length > OPEN_GROUNDS
      ? html`<details class="card" id="${id}"><summary><strong>${one.slug}</strong> <span class="muted">${one.entry}</span></summary><p>${name}</p>${body}</details>`
      : html`<article class="card" id="${id}"><h3>${one.slug}</h3><p>${name}</p>${body}</article>`;
  }));
}

function groundBody({ slug, entry, source, edition, url, cloud, flows, notes, scenarios }: Ground): Html {
  return html`<dl class="facts"><div><dt>Published as</dt><dd>${link(url, `${entry} of ${source}, edition ${edition}`)}</dd></div><div><dt>Cloud</dt><dd>${cloud}</dd></div>${
    scenarios.length > 0 && html`<div><dt>Recorded for</dt><dd>${joined(scenarios)}</dd></div>`
  }</dl>${table(`What ${slug} publishes`, ['Flow', 'Traffic', 'Remote side', 'Basis'], flows.map(({ name, direction, services, remote, basis, from }) => [
    name, `${direction} ${services}`, remoteEntries(remote).length === 0 ? 'named by the app' : remoteSide(remote), html`${basis}${from.length > 0 && html`<br><span class="muted">addresses of ${from.join(', ')}</span>`}`,
  ]))}${notes.length > 0 && html`<h4>Before you rely on it</h4><ul>${notes.map(({ label, text }) => html`<li>${label !== 'note' && html`<strong>${label}:</strong> `}${writtenText(text)}</li>`)}</ul>`}`;
}

/** What is withdrawn, or otherwise changes, with a newer edition. */
export function changes({ changes: all, grounds: of }: TrafficReport): Html {
  if (of.length === 0) return html``;
  const rows = all.flatMap(({ ground, edition, parts }: EditionChange) => parts.map(({ label, remote, text }): Content[] => [
    html`<a href="#ground-${ground + 1}">${of[ground].slug}</a>`, edition, label, remote === undefined ? text ?? '' : remoteSide(remote),
  ]));
  return section('changes', 'Changes with a newer edition', rows.length === 0
    ? html`<p>No newer edition is known that changes any of this.</p>`
    : table('What the newest edition changes', ['Entry', 'Edition', 'Change', 'What'], rows));
}

/** What the app added to what is published, or left out. */
export function exceptions({ exceptions: all, date }: TrafficReport): Html {
  if (all.length === 0) return html``;
  return section('exceptions', 'Additions and exclusions of the app', html`${table('What the app added or left out', ['Peer', 'Option', 'Reason', 'Owner', 'Until', 'Scenario'], all.map((one: ReportException) => [
    html`<code>${one.peer}</code>`, one.option, one.reason === undefined ? html`<span class="muted">none given</span>` : writtenText(one.reason), one.owner ?? '', html`${one.until ?? 'no end'}${one.isExpired === true && html` <strong class="different-text">expired</strong>`}`, one.scenario,
  ]))}${date === undefined && html`<p class="muted">This report has no date, so it does not show which of them have expired. Add one with <code>--date</code>.</p>`}`);
}

/** What could not be read, and what else there is to know. */
export function remarks(id: string, heading: string, all: readonly Remark[]): Html {
  if (all.length === 0) return html``;
  return section(id, heading, longTable(heading, ['Where', 'What', 'Code'], all.map(({ label, path, text }) => [
    html`<code>${path === '' ? 'the documents' : path}</code>`, writtenText(text), html`<code>${label}</code>`,
  ])));
}
