import type { Quota } from '../../verify';
import { fullness, quotaText } from '../model/words';
import { type Html, html } from './markup/html';

/** A bar for each limit that is used at all, with the same in words. */
export function quotaBars(quotas: readonly Quota[]): Html {
  const used = quotas.filter((quota) => quota.used > 0);
  if (used.length === 0) return html``;
  return html`<ul class="quotas">${used.map((quota) => {
    const share = quota.limit === 0 ? 1 : quota.used / quota.limit;
    const word = fullness(quota);
    return html`<li><svg class="bar" viewBox="0 0 200 8" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="200" height="8"/><rect class="fill${word === 'over' && ' over'}" width="${Math.max(1, Math.round(Math.min(1, share) * 200))}" height="8"/></svg><span>${quotaText(quota)}${word !== '' && html` <strong>${word}</strong>`}</span></li>`;
  })}</ul>`;
}
