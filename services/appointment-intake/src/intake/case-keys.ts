import { createHmac, type KeyObject } from 'node:crypto';
import type { Kop } from '../../../../schemas/message-book/v1/generated.ts';
import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';

type Soort = Kop['berichtsoort'];

/** Longest text that a key is made of: a record can be rejected because something in it is a megabyte long. */
const longestPart = 100;

/**
 * By what a repaired record is known to be about the same as a rejected one, although nothing of a record that was
 * rejected in SCHEMA or PERSOON is kept. Each key is a hash with the key of the content hashes: an appointment is board,
 * person's number and benoemingvolgnummer; or, because the number itself may be what was wrong, delivery point,
 * personeelsnummer and benoemingvolgnummer. What a record lacks or has in another form makes no key: a case without any
 * waits for its 13 months. A request for an overview (record 4) has no case: asking again is not repairing.
 *
 * @returns UUIDs; those of the record's own kind first
 */
export function caseKeys(kop: Kop, record: Readonly<Record<string, unknown>>, key: KeyObject): string[] {
  const hash = (...parts: readonly (string | undefined)[]): string[] =>
    parts.every((part) => part !== undefined) ? [hashOf(['afkeuring', ...parts], key)] : [];
  const board = kop.bevoegdGezagNummer;

  const ofAppointment = (soort: Soort, body: unknown): string[] => {
    const volgnummer = textAt(body, 'benoemingvolgnummer');
    const person = memberOf(body, 'persoon');
    const number = textAt(person, 'burgerservicenummer') ?? textAt(person, 'onderwijsnummer');
    const personeelsnummer = textAt(body, 'personeelsnummer');
    return [
      ...hash(soort, 'persoon', board, number, volgnummer),
      ...hash(soort, 'personeelsnummer', board, kop.aanleverpuntnummer, personeelsnummer, volgnummer),
    ];
  };

  switch (kop.berichtsoort) {
    case 'AANLEVEREN_BENOEMING':
      return ofAppointment('AANLEVEREN_BENOEMING', record['benoeming']);
    case 'AANLEVEREN_VERWIJDERING_BENOEMING':
      return ofAppointment('AANLEVEREN_VERWIJDERING_BENOEMING', record['verwijderingBenoeming']);
    case 'AANLEVEREN_WIJZIGING_SLEUTELGEGEVENS': {
      const person = memberOf(record['wijzigingSleutelgegevens'], 'persoon');
      return hash(kop.berichtsoort, 'persoon', board, textAt(person, 'burgerservicenummer'));
    }
    case 'ANTWOORD_CORRECTIEVERZOEK':
      return hash(kop.berichtsoort, board, textAt(record['antwoordCorrectieverzoek'], 'correctieverzoekId'));
    case 'VERZOEK_REGISTRATIEOVERZICHT':
      return [];
  }
}

/** Keys of the cases that this record closes when it is accepted: an appointment that is deleted needs no repair. */
export function closingKeys(kop: Kop, record: Readonly<Record<string, unknown>>, key: KeyObject): string[] {
  const own = caseKeys(kop, record, key);
  if (kop.berichtsoort !== 'AANLEVEREN_VERWIJDERING_BENOEMING') return own;
  const asAppointment = { ...kop, berichtsoort: 'AANLEVEREN_BENOEMING' as const };
  return [...own, ...caseKeys(asAppointment, { benoeming: record['verwijderingBenoeming'] }, key)];
}

/**
 * The key by which the register's word finds a case: it names the person by register id, and knows neither number nor
 * secret.
 */
export function registerCaseKey(soort: string, board: string, registerId: string, benoemingvolgnummer: string): string {
  return deterministicId('afkeuring', soort, board, registerId, benoemingvolgnummer);
}

export function hasCase(soort: string): boolean {
  return soort !== 'VERZOEK_REGISTRATIEOVERZICHT';
}

/** 16 bytes of the hash, as a UUID. JSON keeps the parts apart, whatever is in them. */
function hashOf(parts: readonly (string | undefined)[], key: KeyObject): string {
  const hex = createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex').slice(0, 32);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

function textAt(value: unknown, name: string): string | undefined {
  const found = memberOf(value, name);
  return typeof found === 'string' && found !== '' && found.length <= longestPart ? found : undefined;
}
