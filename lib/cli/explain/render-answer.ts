import { basisText, endpointNotes } from '../../catalog';
import { Direction } from '../../net';
import { constructNameOf } from '../../scenarios/construct-names';
import { portsText } from '../lookup/ports-text';
import { printable, Style } from '../shell/style';
import { describeOwner } from './address-owner';
import { Answer, AnsweredSet, isLimited } from './answer';
import { FlowMatch, TrafficFilter } from './match-sets';

/** Longest list of members that is printed in full. */
const LISTED = 4;

/** An answer for people: the verdict first, then one paragraph for each set. */
export function renderAnswer(answer: Answer, style: Style): string {
  const { sets, inOtherEditions } = answer;
  return `${[
    verdict(answer, style),
    ...sets.map((match) => renderEndpointSet(match, answer.isAdmitted, style)),
    ...inOtherEditions.length === 0 ? [] : [style.bold('Only in other editions:')],
    ...inOtherEditions.map((match) => renderEndpointSet(match, false, style)),
  ].join('\n\n')}\n`;
}

function verdict({ query, filter, isPublished, isWhole, isAdmitted, sets, inOtherEditions, owner }: Answer, style: Style): string {
  const text = style.bold(query.text);
  const number = `${sets.length} ${sets.length === 1 ? 'set' : 'sets'}`;
  if (!isPublished) {
    const former = inOtherEditions.length > 0 ? 'not published in the editions shown' : 'not published';
    const whose = owner === undefined ? '' : `; ${describeOwner(owner)}`;
    return `${text} is ${style.yellow(former)}: no endpoint set of Microsoft 365 names it${inOtherEditions.length > 0 ? ' there' : ', contains it or is a part of it'}${whose}.`;
  }
  if (isLimited(filter) && !isAdmitted) {
    return `${text} is published, but ${style.yellow(`not for ${trafficText(filter)}`)}. ${number} name it for other traffic:`.replace('1 set name', '1 set names');
  }
  return `${text} is ${publishedText(sets, isWhole, style)}${isLimited(filter) ? ` for ${trafficText(filter)}` : ''} in ${number}:`;
}

function publishedText(sets: readonly AnsweredSet[], isWhole: boolean, style: Style): string {
  if (!isWhole) {
    return style.yellow('published in part');
  }
  const holding = sets.flatMap(({ flows, trustedSites }) => [...flows.flatMap(({ containing }) => containing), ...trustedSites?.containing ?? []]);
  return holding.every(isTemplate) ? `${style.green('published')}, as a template,` : style.green('published');
}

function trafficText({ direction, protocol, port }: TrafficFilter): string {
  return [direction, protocol?.toUpperCase(), port === undefined ? undefined : `${protocol === undefined ? 'port ' : ''}${port}`]
    .filter((part) => part !== undefined).join(' ');
}

function renderEndpointSet({ set, clouds, flows, trustedSites, publishedIn, withdrawnIn }: AnsweredSet, onlyMeant: boolean, style: Style): string {
  const { source, edition, entry } = set.publication;
  const construct = constructNameOf(set);
  const others = publishedIn.filter((id) => id !== edition);
  const shownFlows = onlyMeant ? flows.filter(({ isMeant }) => isMeant) : flows;
  return [
    `${style.bold(set.slug)}  ${style.dim(clouds.join(', '))}  ${printable(set.title)}`,
    `  ${entry} of ${source} ${edition}${others.length > 0 ? ` (also ${others.join(', ')})` : ''}${style.yellow(withdrawnIn.length > 0 ? `; withdrawn in ${withdrawnIn[0]}` : '')}`,
    ...groupFlows(shownFlows).map((lines) => `  ${lines}`),
    ...trustedSites === undefined ? [] : [`  trusted site, no rule: ${members([...trustedSites.containing, ...trustedSites.inside])}`],
    ...templateUses(shownFlows, trustedSites).map((use) => `  template ${use}`),
    ...endpointNotes(set).map(({ label, text }) => `  ${label === 'retired' ? style.yellow(label) : label} ${printable(text)}`),
    ...construct === undefined ? [] : [`  construct ${construct}`],
  ].join('\n');
}

/** Flow by flow; what several sets supply to one flow stands on one line. */
function groupFlows(flows: readonly FlowMatch[]): string[] {
  const lines = new Map<string, string[]>();
  for (const { flow, via, containing, inside } of flows) {
    const head = `${[flow.direction, portsText(flow)].filter((part) => part !== '').join(' ')} (${flow.name}, ${basisText(flow)})`;
    const what = [...containing.length === 0 ? [] : [members(containing)], ...inside.length === 0 ? [] : [`inside it: ${members(inside)}`]].join('; ');
    const texts = lines.get(head) ?? [];
    lines.set(head, texts);
    const same = texts.findIndex((text) => text.startsWith(`${what} of `));
    if (via !== undefined && same >= 0) {
      texts[same] += `, ${via}`;
    } else {
      texts.push(via === undefined ? what : `${what} of ${via}`);
    }
  }
  return [...lines].map(([head, texts]) => `${head}: ${texts.join('; ')}`);
}

/** What the templates that hold a name are good for. */
function templateUses(flows: readonly FlowMatch[], trustedSites: AnsweredSet['trustedSites']): string[] {
  const uses = [
    ...flows.filter(({ containing }) => containing.some(isTemplate)).map(({ flow }) => (
      flow.direction === Direction.INBOUND ? 'for DNS and logs, since a rule on inbound traffic knows addresses only' : 'of which a rule needs the value, an option of the construct'
    )),
    ...(trustedSites?.containing.some(isTemplate) ? ['of which the setting needs the value, an option of the construct'] : []),
  ];
  return [...new Set(uses)];
}

function isTemplate(host: string): boolean {
  return host.includes('<');
}

function members(texts: readonly string[]): string {
  return [...texts.slice(0, LISTED), ...texts.length > LISTED ? [`and ${texts.length - LISTED} more`] : []].join(', ');
}
