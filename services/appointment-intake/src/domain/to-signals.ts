import { signalCatalogue } from '../../../../schemas/code-lists/signal-catalogue.ts';
import type { Signaal } from '../../../../schemas/message-book/v1/generated.ts';
import { makeSignal } from '../../../../schemas/message-book/v1/signals.ts';
import type { Finding } from './finding.ts';
import type { PersonInBody } from './judge-person.ts';

/**
 * Most signals one record gets. A record of 100 periods can break one rule at 50,000 places, and notices travel on in
 * the command: without a limit an answer could be a hundred times its request and a command outgrow its topic.
 */
export const maxSignals = 200;

/**
 * Findings as signals: one per place and code, at most `maxSignals`, rejections first when there are more.
 * Values that are the birth date of a person in the record or hold their number (also when they came in as another field)
 * are left out of text and values.
 */
export function toSignals(findings: readonly Finding[], persons: readonly PersonInBody[] = []): Signaal[] {
  const unique = new Map<string, Finding>();
  for (const finding of findings) {
    const key = `${finding.code} ${finding.veld}`;
    if (!unique.has(key)) unique.set(key, finding);
  }
  return mostImportant([...unique.values()]).map(({ code, veld, waarden }) =>
    makeSignal(code, veld, waarden && withoutPersonal(waarden, persons)),
  );
}

function mostImportant(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= maxSignals) return findings;
  const isNotice = ({ code }: Finding) => signalCatalogue[code].ernst === 'S';
  return [...findings.filter((finding) => !isNotice(finding)), ...findings.filter(isNotice)].slice(0, maxSignals);
}

function withoutPersonal(
  waarden: Readonly<Record<string, string>>,
  persons: readonly PersonInBody[],
): Readonly<Record<string, string>> {
  if (persons.length === 0) return waarden;
  const isPersonal = (value: string) =>
    persons.some(({ person: { burgerservicenummer, onderwijsnummer, geboortedatum } }) => {
      const number = burgerservicenummer ?? onderwijsnummer;
      return value === geboortedatum || (number !== undefined && value.includes(number));
    });
  return Object.fromEntries(Object.entries(waarden).filter(([, value]) => !isPersonal(value)));
}
