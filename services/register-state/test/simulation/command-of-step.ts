import type { Periode, Stand } from '../../../../schemas/message-book/v1/generated.ts';
import { addDays } from '../../src/domain/calendar.ts';
import type { Command } from '../../src/domain/commands.ts';
import { claimId, correctionId } from '../../src/domain/ids.ts';
import { findAppointment } from '../../src/domain/person.ts';
import { ASKED, TEACHINGS } from './any-step.ts';
import type { Step } from './any-step.ts';
import type { PlayedHistory } from './played-history.ts';

export type CommandStep = Exclude<Step, { do: 'pass' | 'stand-still' | 'replace-grounds' }>;
type Delivery = Extract<Step, { do: 'deliver' }>;

/** The command of a step, in the history up to here; none when there is nothing to send again. */
export function commandOf(step: CommandStep, history: PlayedHistory, sent: readonly Command[]): Command | undefined {
  const id = history.nextId();
  const { person } = history;
  switch (step.do) {
    case 'deliver':
      return {
        kind: 'snapshot',
        id,
        board: step.board,
        deliveryPoint: '01',
        order: orderOf(step, history),
        snapshot: snapshotOf(step, history),
        statePensionReached: step.aow,
        givenNotices: [],
      };
    case 'resend': {
      const former = sent.filter((one) => one.kind === 'snapshot').at(-step.back);
      if (former === undefined) return undefined;
      const snapshot = { ...former.snapshot, ...(step.staffNumber ? { personeelsnummer: `P${step.back}` } : {}) };
      const { standvolgnummer: _order, ...unordered } = snapshot;
      return { ...former, id, order: { time: history.timeOf(step.minutesLate) }, snapshot: unordered };
    }
    case 'remove': {
      const known = person.appointments.find((one) => one.board === step.board && one.number === step.number);
      const begin = known?.snapshot.datumIngangBenoeming ?? history.day;
      const deletion = {
        benoemingvolgnummer: step.number,
        datumIngangBenoeming: step.wrongDay ? addDays(begin, 1) : begin,
        reden: 'DUBBEL' as const,
      };
      return { kind: 'deletion', id, board: step.board, order: orderOf(step, history), deletion, givenNotices: [] };
    }
    case 'key-data':
      return { kind: 'key-data', id, board: step.board, givenNotices: [] };
    case 'state': {
      const teaching = step.teaching.map((index) => TEACHINGS[index]!);
      return { kind: 'teaching-statement', id, teaching, wantsReregistration: step.wantsReregistration };
    }
    case 'match': {
      const claim = person.statements[step.which]?.claimId ?? claimId('stale');
      const match = { uitkomst: 'DIRECT', regel: 'R', toelichting: 'x', beoordeeldOp: `2020-01-0${step.on}` };
      return { kind: 'match-result', id, claimId: claim, match };
    }
    case 'ask-correction':
      return {
        kind: 'correction-request',
        id,
        board: step.board,
        number: step.number,
        fields: ASKED[step.field]!,
        explanation: 'Het is anders.',
      };
    case 'answer-correction': {
      const request = correctionId(person.corrections[step.which]?.id ?? 'none');
      return { kind: 'correction-answer', id, board: step.board, correctionId: request, verdict: step.verdict };
    }
    case 'leave':
      return { kind: 'removal-request', id };
    case 'stay':
      return { kind: 'stay-request', id };
    case 'pension':
      return { kind: 'state-pension', id };
    case 'die':
      return { kind: 'death', id };
    case 'brp-mutation':
      return { kind: 'brp-mutation', id, change: 'NAAM_GEWIJZIGD' };
  }
}

function orderOf(
  { order, minutesLate }: { readonly order: number | undefined; readonly minutesLate: number },
  history: PlayedHistory,
) {
  const time = history.timeOf(minutesLate);
  return order === undefined ? { time } : { number: order, time };
}

function originalOf({ original, ...key }: Delivery, { person }: PlayedHistory): Partial<Stand> {
  if (original === undefined) return {};
  const stored = findAppointment(person, key)?.snapshot.datumIngangBenoeming ?? key.begin;
  return { oorspronkelijkeDatumIngang: original === 'stored' ? stored : addDays(stored, 1) };
}

function snapshotOf(step: Delivery, history: PlayedHistory): Stand {
  const { book } = history;
  let next = step.begin;
  const perioden = step.periods.map(({ days, gap, grounds }, index): Periode => {
    const first = index === 0 ? next : addDays(next, gap);
    const last = days === undefined ? undefined : addDays(first, days - 1);
    if (last !== undefined) next = addDays(last, 1);
    return {
      datumBegin: first,
      ...(last === undefined ? {} : { datumEind: last }),
      grondslagen: grounds.map(({ code, teaching }): Periode['grondslagen'][number] => ({
        benoemingsgrondslag: code,
        vestigingen: ['00AH00'],
        ...(book.ground(code, step.sector, first).destination === 'V'
          ? { onderwijs: teaching.map((one) => TEACHINGS[one]!) }
          : {}),
      })),
    };
  });
  const end = step.endsAfter === undefined ? undefined : addDays(lastOf(perioden), step.endsAfter);
  return {
    ...(step.order === undefined ? {} : { standvolgnummer: step.order }),
    benoemingvolgnummer: step.number,
    sector: step.sector,
    soortBetrekking: 'BENOEMING',
    datumBeginArbeidsovereenkomst: '2010-01-01',
    datumIngangBenoeming: step.begin,
    ...(end === undefined
      ? {}
      : step.contractOnly
        ? { datumEindArbeidsovereenkomst: end }
        : { datumEindeBenoeming: end }),
    ...originalOf(step, history),
    perioden,
  };
}

function lastOf(periods: readonly Periode[]): string {
  const last = periods.at(-1);
  return last?.datumEind ?? last?.datumBegin ?? '';
}
