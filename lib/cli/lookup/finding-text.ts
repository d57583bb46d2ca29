import { Finding } from '../../catalog';
import { printable, Style } from '../shell/style';

/** A finding on one line. */
export function renderFinding({ code, severity, place, message }: Finding, style: Style): string {
  const paint = { error: style.red, warning: style.yellow, info: style.dim }[severity];
  return `${paint(severity)} ${code} at ${printable(place)}: ${printable(message)}`;
}
