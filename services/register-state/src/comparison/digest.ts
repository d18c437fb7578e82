import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Stand } from '../../../../schemas/message-book/v1/generated.ts';

/** What an appointment is compared by. */
export interface AppointmentDigest {
  readonly number: string;
  /** 64 hexadecimal digits, lower case. */
  readonly digest: string;
}

/**
 * SHA-256 of the snapshot as it was delivered, in the canonical form of RFC 8785, without what changes nothing: the
 * school's own standvolgnummer and personeelsnummer. A school makes the same of the record it sent, without `persoon`
 * (openapi, Vergelijking).
 */
export function appointmentDigest(stand: Stand): AppointmentDigest {
  const { standvolgnummer: _order, personeelsnummer: _staff, ...content } = stand;
  return { number: stand.benoemingvolgnummer, digest: hash('sha256', canonicalize(content) ?? '', 'hex') };
}

/**
 * One digest of several appointments: SHA-256 of a line `benoemingvolgnummer controlegetal` for each, ended by a line
 * feed, in the order of their bytes. Two persons may have an appointment of the same number: both lines count.
 */
export function digestOf(appointments: readonly AppointmentDigest[]): string {
  const lines = appointments.map(({ number, digest }) => `${number} ${digest}\n`);
  // Numbers and digests are ASCII: the order of their code units is that of their bytes.
  return hash('sha256', lines.toSorted((a, b) => (a < b ? -1 : Number(a > b))).join(''), 'hex');
}
