import type { Persoon, Signaal } from '../../../../schemas/message-book/v1/generated.ts';
import { makeSignal } from '../../../../schemas/message-book/v1/signals.ts';
import type { Finding } from './finding.ts';

/**
 * Most signals one record gets. A record of 100 periods can break one rule at 50,000 places, and notices travel on in
 * the command: without a limit an answer could be a hundred times its request and a command outgrow its topic.
 */
export const maxSignals = 200;

/**
 * Findings as signals: one per place and code, at most `maxSignals`, rejections first when there are more.
 * Values that are the person's birth date or hold his number (also when they came in as another field) are left out of
 * text and values.
 */
export function toSignals(findings: readonly Finding[], person?: Persoon): Signaal[] {
  const signals = new Map<string, Signaal>();
  for (const { code, veld, waarden } of findings) {
    const key = `${code} ${veld}`;
    if (!signals.has(key)) signals.set(key, makeSignal(code, veld, waarden && withoutPersonal(waarden, person)));
  }
  const all = [...signals.values()];
  if (all.length <= maxSignals) return all;
  return all.sort((a, b) => Number(a.ernst === 'S') - Number(b.ernst === 'S')).slice(0, maxSignals);
}

function withoutPersonal(
  waarden: Readonly<Record<string, string>>,
  person: Persoon | undefined,
): Readonly<Record<string, string>> {
  if (person === undefined) return waarden;
  const number = person.burgerservicenummer ?? person.onderwijsnummer;
  const shown = Object.entries(waarden).filter(
    ([, value]) => value !== person.geboortedatum && !(number !== undefined && value.includes(number)),
  );
  return Object.fromEntries(shown);
}
