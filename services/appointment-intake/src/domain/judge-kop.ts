import type { Kop } from '../../../../schemas/message-book/v1/generated.ts';
import type { ShapeCheck } from '../../../../schemas/message-book/v1/validators.ts';
import type { Finding } from './finding.ts';
import type { Moment } from './moment.ts';
import { at, shapeFindings } from './shape-findings.ts';

/** Stage KOP: the head as far as it can be trusted. */
export interface JudgedKop {
  /** Present when nothing is wrong with it. */
  readonly kop?: Kop;
  /** Present when they have their shape, whatever else is wrong: an answer can then name the record. */
  readonly messageId?: string;
  readonly sender?: string;
  readonly findings: readonly Finding[];
}

const messageIdField = '/kop/identificatiecodeBedrijfsdocument';
const senderField = '/kop/verzendendeInstantie';
const versionField = '/kop/berichtenboekVersie';
const timeField = '/kop/datumTijdBedrijfsdocument';
const boardField = '/kop/bevoegdGezagNummer';

export function judgeKop(record: unknown, moment: Moment, checkKop: ShapeCheck): JudgedKop {
  if (!isObject(record)) return { findings: [withoutId('')] };
  const head = record['kop'];
  if (head === undefined) return { findings: [withoutId(''), at('740', '/kop')] };
  const shape = shapeFindings(checkKop(head), '/kop');
  if (!isObject(head)) return { findings: [withoutId(''), ...shape] };

  const faulty = new Set(shape.map(({ veld }) => veld));
  const sound = (veld: string) => !faulty.has(veld);
  // Only members whose place has no fault are read, and those have their type.
  const kop = head as unknown as Kop;
  const findings = [...shape];
  if (!sound(messageIdField)) findings.unshift(withoutId(messageIdField));
  if (sound(versionField) && Number(kop.berichtenboekVersie.split('.')[0]) !== 1) {
    findings.push({ code: '359', veld: versionField, waarden: { omschrijving: 'alleen versie 1 wordt aangenomen' } });
  }
  if (sound(senderField) && sound(boardField) && kop.verzendendeInstantie !== kop.bevoegdGezagNummer) {
    findings.push(at('743', senderField));
  }
  if (sound(timeField) && kop.datumTijdBedrijfsdocument > moment.latestMessageTime) {
    findings.push(at('742', timeField));
  }
  return {
    ...(findings.length === 0 ? { kop } : {}),
    ...(sound(messageIdField) ? { messageId: kop.identificatiecodeBedrijfsdocument } : {}),
    ...(sound(senderField) ? { sender: kop.verzendendeInstantie } : {}),
    findings,
  };
}

/** A record without a valid message id is answered at its place in the list, with 359 besides what is wrong. */
function withoutId(veld: string): Finding {
  return { code: '359', veld, waarden: { omschrijving: 'het heeft geen geldige identificatiecode' } };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
