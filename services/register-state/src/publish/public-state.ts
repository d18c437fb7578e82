import type { Onderwijs, Stand } from '../../../../schemas/message-book/v1/generated.ts';
import { inquiriesOf } from '../apply/inquiries.ts';
import type { Inquiry } from '../apply/inquiries.ts';
import type { EntryEnd, EntryStanding } from '../domain/anteroom-entry.ts';
import { validAppointments, viewOf } from '../domain/person.ts';
import type { Person, View } from '../domain/person.ts';
import type { KeptReason, PersonStatus } from '../domain/person-status.ts';
import { teachingOf } from '../domain/teaching.ts';
import { matchForConsumers } from './match-for-consumers.ts';
import type { MatchForConsumers } from './match-for-consumers.ts';
import { sequenceText } from './sequence-text.ts';

interface PublicAppointment {
  readonly bevoegdGezagNummer: string;
  readonly benoemingvolgnummer: string;
  readonly stand: Omit<Stand, 'personeelsnummer' | 'standvolgnummer'>;
}

interface PublicEntry {
  readonly bevoegdGezagNummer: string;
  readonly benoemingvolgnummer: string;
  readonly benoemingsgrondslag: string;
  readonly onderwijs: Onderwijs;
  readonly status: EntryStanding | 'BEEINDIGD';
  readonly reden?: EntryEnd;
  readonly datumEind?: string;
  readonly uiterlijkeDatum?: string;
}

interface PublicStatement {
  readonly onderwijs: Onderwijs;
  readonly opgegevenOp: string;
  readonly match?: MatchForConsumers;
}

interface StateHead {
  readonly registratieId: string;
  /** Ten digits: the state after the person's event with this number. */
  readonly volgnummer: string;
}

/** Of who is kept nothing can be read but by himself. */
interface KeptState extends StateHead {
  readonly status: 'BEWAARD';
  readonly reden: KeptReason;
}

interface OpenState extends StateHead {
  readonly status: Exclude<PersonStatus['kind'], 'BEWAARD' | 'VERNIETIGD'>;
  readonly beeld: View;
  readonly benoemingen: readonly PublicAppointment[];
  readonly voorportaal: readonly PublicEntry[];
  readonly opgaven: readonly PublicStatement[];
  readonly inOnderzoek: readonly Inquiry[];
}

/** What consumers may know of a person: schemas/events/v1/registratiestand.schema.json. */
export type PublicState = KeptState | OpenState;

/**
 * The state that somebody reaches who follows a person's events from the first, so that a consumer may begin with the
 * state and go on with the events. Of who is kept, status and reason alone; of who was destroyed, nothing.
 *
 * The same `volgnummer` is always the same state. So it holds nothing that moves without an event: no standvolgnummer
 * (a repeated snapshot moves it), and no registratieplekken (they follow from the code lists of the day).
 */
export function publicState(person: Person): PublicState | undefined {
  const { id, sequence, status } = person;
  if (status.kind === 'VERNIETIGD') return undefined;
  const head = { registratieId: id, volgnummer: sequenceText(sequence) };
  if (status.kind === 'BEWAARD') return { ...head, status: status.kind, reden: status.reason };
  return {
    ...head,
    status: status.kind,
    beeld: viewOf(person),
    benoemingen: validAppointments(person).map(({ board, number, snapshot }) => ({
      ...appointmentOf(board, number),
      stand: snapshotOf(snapshot),
    })),
    voorportaal: person.entries.map((entry) => ({
      ...appointmentOf(entry.board, entry.number),
      benoemingsgrondslag: entry.ground,
      onderwijs: teachingOf(entry.teaching),
      status: entry.kind,
      ...(entry.kind === 'BEEINDIGD' ? { reden: entry.reason, datumEind: entry.endedOn } : {}),
      ...(entry.latestDay === undefined ? {} : { uiterlijkeDatum: entry.latestDay }),
    })),
    opgaven: person.statements.map(({ teaching, statedAt, match }) => ({
      onderwijs: teachingOf(teaching),
      opgegevenOp: statedAt,
      ...(match === undefined ? {} : { match: matchForConsumers(match) }),
    })),
    inOnderzoek: inquiriesOf(person),
  };
}

function snapshotOf({
  personeelsnummer: _staffNumber,
  standvolgnummer: _order,
  ...snapshot
}: Stand): PublicAppointment['stand'] {
  return snapshot;
}

function appointmentOf(
  board: string,
  number: string,
): Pick<PublicAppointment, 'bevoegdGezagNummer' | 'benoemingvolgnummer'> {
  return { bevoegdGezagNummer: board, benoemingvolgnummer: number };
}
