import type { Stand } from '../../../../schemas/message-book/v1/generated.ts';
import { makeSignal } from '../../../../schemas/message-book/v1/signals.ts';
import { isNewer, phaseWith } from './appointment.ts';
import type { AppointmentKey, ValidAppointment } from './appointment.ts';
import type { DeliverSnapshot } from './commands.ts';
import { correctionsMade, obligationsCarriedOut } from './decide-corrections.ts';
import { evolveAll, withConsequences } from './settle.ts';
import type { DomainEvent } from './events.ts';
import { unconnectedExtensions } from './extension-rule.ts';
import { noticesOnSnapshot } from './notices.ts';
import type { Context, Outcome } from './outcome.ts';
import { findAppointment } from './person.ts';
import type { Person } from './person.ts';
import { registrationPlaces } from './registration-places.ts';
import { isSameContent } from './same-content.ts';
import { hasFullGroundFrom } from './settle-person.ts';

/**
 * Record 1. Order of judgement (message book, SAMENHANG): 312 stands alone and stops the rest; 606 refuses; the others
 * are notices, which never stop anything.
 */
export function decideSnapshot(person: Person, command: DeliverSnapshot, context: Context): Outcome {
  const { snapshot, order, board, deliveryPoint } = command;
  const key: AppointmentKey = { board, number: snapshot.benoemingvolgnummer };
  const stored = findAppointment(person, key);
  if (stored !== undefined && !isNewer(order, stored.order)) {
    const signals = [makeSignal('312', '/benoeming/standvolgnummer', { volgnummer: key.number })];
    return { kind: 'AFGEWEZEN', signals, feedback: { kind: 'TERUGKOPPELING_AFKEURING', signals } };
  }

  const former = stored?.kind === 'GELDIG' ? stored : undefined;
  const place = { ...key, snapshot, deliveryPoint, order };
  const valid: ValidAppointment = { kind: 'GELDIG', ...place, phase: 'LOPEND', carried: false };
  const facts = {
    phase: phaseWith(snapshot, former, context.lastTurn ?? context.today),
    carried: former?.carried === true || hasFullGroundFrom(valid, context.today, context.book),
  };
  const withSnapshot = evolveAll(person, [{ type: 'benoeming-geregistreerd', ...valid, ...facts, notices: [] }]);

  const refusals = unconnectedExtensions(withSnapshot, key, snapshot, context.book);
  if (refusals.length > 0) {
    return { kind: 'AFGEWEZEN', signals: refusals, feedback: { kind: 'TERUGKOPPELING_AFKEURING', signals: refusals } };
  }

  const notices = noticesOnSnapshot(withSnapshot, key, { snapshot, former: former?.snapshot }, context);
  const codes = [...command.givenNotices, ...notices].map(({ code }) => code);
  const own = ownEvent({ ...place, ...facts, notices: codes }, former?.snapshot);
  const pensionReached: DomainEvent[] =
    command.statePensionReached && !person.pensionReached ? [{ type: 'aow-bereikt' }] : [];
  const made = own.type === 'stand-herhaald' ? [] : correctionsMade(person, key, context.today);
  const owed = own.type === 'benoeming-gewijzigd' ? obligationsCarriedOut(person, own, context.recordedAt) : [];
  const events = withConsequences(person, [own, ...pensionReached, ...made, ...owed], {
    cause: { kind: 'snapshot', key, first: former === undefined },
    today: context.today,
    book: context.book,
  });
  const places = registrationPlaces(withSnapshot, key, snapshot, context.book);
  return { kind: 'VERWERKT', events, feedback: { kind: 'TERUGKOPPELING_BENOEMING', places, signals: notices } };
}

function ownEvent(
  facts: Omit<ValidAppointment, 'kind'> & { readonly notices: readonly string[] },
  former: Stand | undefined,
): DomainEvent {
  if (former === undefined) return { type: 'benoeming-geregistreerd', ...facts };
  if (!isRepeated(former, facts.snapshot)) return { type: 'benoeming-gewijzigd', ...facts, former };
  const { board, number, snapshot, deliveryPoint, order } = facts;
  return { type: 'stand-herhaald', board, number, snapshot, deliveryPoint, order };
}

/** Equal but for standvolgnummer and personeelsnummer. */
function isRepeated(former: Stand, next: Stand): boolean {
  const { standvolgnummer: _order, personeelsnummer: _staff, ...before } = former;
  const { standvolgnummer: _newOrder, personeelsnummer: _newStaff, ...after } = next;
  return isSameContent(before, after);
}
