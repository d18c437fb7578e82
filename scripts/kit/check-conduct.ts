import type { Fields } from '../generator/records.ts';
import { kopOf } from './check-feedback.ts';
import { fieldDifferences } from './field-differences.ts';
import type { Finding } from './finding.ts';
import { lookUpsOf, messageIdOf, type FetchedBundle, type Journal, type Sending } from './journal.ts';

/** A message id that was used for more than one content; `planned`: where the plan itself asks for that. */
export function reusedIds(sendings: readonly Sending[], planned: ReadonlySet<string>): Finding[] {
  return [...Map.groupBy(sendings, ({ record }) => messageIdOf(record) ?? '')]
    .filter(([id]) => id !== '' && !planned.has(id))
    .filter(([, [first, ...others]]) => others.some(({ record }) => isOther(first?.record, record)))
    .map(([id, uses]) => ({
      soort: 'BERICHTNUMMER_DUBBEL',
      veld: '/kop/identificatiecodeBedrijfsdocument',
      tekst:
        `Berichtnummer ${id} is ${uses.length} keer gebruikt, met verschillende inhoud. ` +
        'Alleen de eerste telt; de andere krijgen 396. Geef elk bericht een nieuwe UUID.',
    }));
}

const isOther = (a: Fields | undefined, b: Fields): boolean => fieldDifferences(a, b).length > 0;

/** What got no answer must be sent again, or its receipt looked up: otherwise nobody knows what became of it. */
export function lostRecords(sendings: readonly Sending[], journal: Journal): Finding[] {
  const lookedUp = lookUpsOf(journal);
  return sendings
    .filter(({ isUnanswered }) => isUnanswered)
    .filter(({ record, place }) => {
      const id = messageIdOf(record);
      const again = sendings.some((later) => later.place > place && messageIdOf(later.record) === id);
      return id !== undefined && !again && !lookedUp.has(id);
    })
    .map(({ record }) => ({
      soort: 'HERZENDING_ONTBREEKT',
      tekst:
        `Bericht ${messageIdOf(record) ?? ''} kreeg geen antwoord en is niet opnieuw gestuurd. ` +
        'Stuur het ongewijzigd opnieuw, of vraag de ontvangstbevestiging op.',
    }));
}

/** The fetch protocol: numbers rise, and a bundle has arrived only when a higher number is asked for. */
export function fetchFindings(bundles: readonly FetchedBundle[]): Finding[] {
  return [...Map.groupBy(bundles, ({ board, deliveryPoint }) => `${board}/${deliveryPoint}`)].flatMap(
    ([point, fetched]) => {
      const findings: Finding[] = [];
      const refused = fetched.filter(({ status }) => status === 409);
      if (refused.length > 0) {
        const numbers = refused.map(({ number }) => number).join(', ');
        const tekst = `Bij ${point} is opgehaald met een te laag volgnummerVerzoek (${numbers}). Bewaar het laatste nummer.`;
        findings.push({ soort: 'OPHALEN_VOLGNUMMER', veld: '/volgnummerVerzoek', tekst });
      }
      const last = fetched.filter(({ status }) => status === 200).at(-1);
      if (last !== undefined && last.records.length > 0) {
        const tekst =
          `De laatste bundel van ${point} (volgnummerVerzoek ${last.number}, ${last.records.length} berichten) is niet ` +
          `bevestigd. Haal op met een hoger nummer tot de bundel leeg is; tot dan geldt zij als niet aangekomen.`;
        findings.push({ soort: 'OPHALEN_NIET_BEVESTIGD', veld: '/volgnummerVerzoek', tekst });
      }
      return findings;
    },
  );
}

/** Each correction request (record 16) that was fetched, and no reminder of one, needs record 6 as an answer. */
export function unansweredCorrections(feedback: readonly Fields[], sendings: readonly Sending[]): Finding[] {
  const idIn = (record: Fields, field: string): unknown =>
    (record[field] as Fields | undefined)?.['correctieverzoekId'];
  const answered = new Set(sendings.map(({ record }) => idIn(record, 'antwoordCorrectieverzoek')));
  const asked = feedback
    .filter((record) => kopOf(record)['berichtsoort'] === 'CORRECTIEVERZOEK')
    .map((record) => idIn(record, 'correctieverzoek'));
  return [...new Set(asked)]
    .filter((id) => !answered.has(id))
    .map((id) => ({
      soort: 'CORRECTIEVERZOEK_ONBEANTWOORD',
      veld: '/antwoordCorrectieverzoek/correctieverzoekId',
      tekst: `Correctieverzoek ${String(id)} is opgehaald, maar niet beantwoord met bericht 6.`,
    }));
}
