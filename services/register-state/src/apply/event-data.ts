import type { Stand } from '../../../../schemas/message-book/v1/generated.ts';
import type { EntryEnd, EntryKey, EntryStanding } from '../domain/anteroom-entry.ts';
import { lastDayToAnswer } from '../domain/correction.ts';
import type { PublishedEvent } from '../domain/events.ts';
import type { MatchResult, TeachingStatement } from '../domain/person.ts';
import type { PersonStatus } from '../domain/person-status.ts';
import { isSameContent } from '../domain/same-content.ts';
import { teachingOf } from '../domain/teaching.ts';
import { kindOf } from '../domain/term-signal.ts';
import { stepData } from './correction-step-data.ts';

type Data = Record<string, unknown>;

/**
 * Member `data` of an event, as schemas/events/v1 describes it: before and after of what changed. No names, numbers or
 * dates of birth, no personeelsnummer, nothing that a teacher or board wrote, and no claim id, which would join the
 * register with the matching.
 */
export function eventData(event: PublishedEvent): Data {
  switch (event.type) {
    case 'benoeming-geregistreerd':
      // The snapshot itself stands in the command: it is added when the event is published.
      return { ...appointmentOf(event), signalen: event.notices };
    case 'benoeming-gewijzigd':
      return { ...appointmentOf(event), ...changedMembers(event.former, event.snapshot), signalen: event.notices };
    case 'benoeming-verwijderd':
      return {
        ...appointmentOf(event),
        reden: event.reason,
        ...(event.statusBefore === undefined
          ? {}
          : { persoon: { voor: statusOf(event.statusBefore), na: { status: 'ONBEKEND' } } }),
        signalen: event.notices,
      };
    case 'benoeming-begonnen':
    case 'benoeming-beeindigd':
      return { ...appointmentOf(event), datum: event.day };
    case 'persoon-bekend':
    case 'persoon-opgenomen':
    case 'persoon-slapend':
    case 'persoon-bewaard':
    case 'persoon-hersteld':
      return { voor: statusOf(event.before), na: statusOf(event.after) };
    case 'persoon-vernietigd':
      return { voor: statusOf(event.before), na: { status: 'VERNIETIGD' } };
    case 'voorportaal-ingeschreven':
      return {
        ...entryOf(event),
        na: { status: 'INGESCHREVEN', datumBegin: event.begin, ...latestDay(event.latestDay) },
      };
    case 'voorportaal-verlengd':
      return {
        ...entryOf(event),
        voor: {
          status: event.before.standing,
          benoemingsgrondslag: event.ground,
          ...latestDay(event.before.latestDay),
        },
        na: {
          status: event.after.standing,
          benoemingsgrondslag: event.after.ground,
          ...latestDay(event.after.latestDay),
        },
      };
    case 'voorportaal-termijn-nadert':
    case 'voorportaal-termijn-verstreken': {
      const status = kindOf(event) === 'NADERT' ? 'TERMIJN_NADERT' : 'TERMIJN_VERSTREKEN';
      return { ...entryOf(event), voor: { status: event.before }, na: { status, uiterlijkeDatum: event.latestDay } };
    }
    case 'voorportaal-overgedragen':
      return { ...entryOf(event), ...entryEnd(event.before, 'OVERGEDRAGEN', event.endedOn) };
    case 'voorportaal-beeindigd':
      return { ...entryOf(event), ...entryEnd(event.before, event.reason, event.endedOn) };
    case 'voorportaal-vernietigd':
      return { ...entryOf(event), voor: { status: 'BEEINDIGD', reden: event.reason }, na: { status: 'VERNIETIGD' } };
    case 'onderwijs-opgegeven':
      return {
        voor: { opgaven: event.before.map(statementOf) },
        na: { opgaven: event.after.map(statementOf), gaatOpVoorHerregistratie: event.wantsReregistration },
      };
    case 'onderwijs-match-vastgesteld':
      return {
        onderwijs: teachingOf(event.teaching),
        ...(event.before === undefined ? {} : { voor: event.before satisfies MatchResult }),
        na: event.after,
      };
    case 'sleutelgegevens-gewijzigd':
      return { bevoegdGezagNummer: event.board, signalen: event.notices };
    case 'correctie-ingediend': {
      const { id, fields, requestedOn, kind } = event.correction;
      return {
        ...appointmentOf(event.correction),
        correctieverzoekId: id,
        velden: fields,
        antwoordUiterlijk: lastDayToAnswer(requestedOn),
        na: { status: kind },
      };
    }
    case 'correctie-beantwoord':
      return {
        ...appointmentOf(event),
        correctieverzoekId: event.id,
        voor: { status: event.before },
        na: { status: event.after.kind },
      };
    case 'correctie-besloten':
      return { ...appointmentOf(event), correctieverzoekId: event.id, ...stepData(event) };
    case 'registratie-gewijzigd':
      return { wijzigingen: event.changes };
  }
}

/** A snapshot as consumers may see it. */
export function publicSnapshot({
  personeelsnummer: _staffNumber,
  ...snapshot
}: Stand): Omit<Stand, 'personeelsnummer'> {
  return snapshot;
}

function appointmentOf({ board, number }: { readonly board: string; readonly number: string }): Data {
  return { bevoegdGezagNummer: board, benoemingvolgnummer: number };
}

function entryOf(key: EntryKey): Data {
  return { ...appointmentOf(key), benoemingsgrondslag: key.ground, onderwijs: teachingOf(key.teaching) };
}

function entryEnd(before: EntryStanding, reason: EntryEnd, endedOn: string): Data {
  return { voor: { status: before }, na: { status: 'BEEINDIGD', reden: reason, datumEind: endedOn } };
}

function latestDay(day: string | undefined): Data {
  return day === undefined ? {} : { uiterlijkeDatum: day };
}

function statusOf(status: PersonStatus): Data {
  return status.kind === 'BEWAARD' ? { status: status.kind, reden: status.reason } : { status: status.kind };
}

function statementOf({ teaching, statedAt }: TeachingStatement): Data {
  return { onderwijs: teachingOf(teaching), opgegevenOp: statedAt };
}

/** The members that differ, whole: `voor` and `na` each hold those they have. */
function changedMembers(former: Stand, snapshot: Stand): { voor: Data; na: Data } {
  const before: Data = { ...publicSnapshot(former) };
  const after: Data = { ...publicSnapshot(snapshot) };
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !isSameContent(before[name], after[name]),
  );
  const pick = (from: Data): Data =>
    Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name]]));
  return { voor: pick(before), na: pick(after) };
}
