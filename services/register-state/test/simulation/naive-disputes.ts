import { expect } from '@jest/globals';
import type { Stand } from '../../../../schemas/message-book/v1/generated.ts';
import type { RequestCorrection } from '../../src/domain/commands.ts';
import type { CorrectionStep } from '../../src/domain/correction-commands.ts';
import { findAppointment } from '../../src/domain/person.ts';
import type { Person } from '../../src/domain/person.ts';
import { NaiveCase } from './naive-case.ts';
import { sharesPlace } from './naive-register.ts';
import { daysAfter } from './naive-weeks.ts';
import type { Judged } from './played-history.ts';

/** Record 16 as text: of which request, whether as a reminder, about which fields and until when. */
type Told = string;

/** All requests for correction of one teacher, told what came and whether it was taken in. */
export class NaiveDisputes {
  readonly cases = new Map<string, NaiveCase>();

  /** What anything but a step of a request does to the requests. */
  follow({ command, before, after, outcome, today }: Judged): Told[] {
    if (after.status.kind === 'VERNIETIGD') {
      this.cases.clear();
      return [];
    }
    const isTaken = outcome.kind === 'VERWERKT';
    switch (command.kind) {
      case 'correction-request': {
        expect([command.kind, isTaken]).toEqual([command.kind, this.canBeAsked(command, before)]);
        if (!isTaken) return [];
        const id = after.corrections.map((one) => String(one.id)).find((one) => !this.cases.has(one)) ?? 'none';
        const one = new NaiveCase({ ...command, requested: today });
        this.cases.set(id, one);
        return [told(id, one, { fields: one.fields, by: one.answerBy, isReminder: false })];
      }
      case 'correction-answer':
        expect(isTaken).toBe(this.cases.get(command.correctionId)?.answer(command, today) === true);
        return [];
      case 'snapshot': {
        if (!isTaken) return [];
        const key = { board: command.board, number: command.snapshot.benoemingvolgnummer };
        const former = findAppointment(before, key);
        if (former?.kind !== 'GELDIG' || isRepeated(former.snapshot, command.snapshot)) return [];
        const isChanged = (field: string): boolean => isOther(field, former.snapshot, command.snapshot);
        for (const one of this.of(key)) one.delivered(today, isChanged);
        return [];
      }
      case 'deletion':
        if (!isTaken) return [];
        for (const one of this.of({ board: command.board, number: command.deletion.benoemingvolgnummer }))
          one.deleted();
        return [];
      case 'death':
        if (before.status.kind === 'BEWAARD' && before.status.reason === 'OVERLIJDEN') return [];
        for (const one of this.cases.values()) one.died();
        return [];
      case 'day-turn':
        return this.turn(today);
      default:
        return [];
    }
  }

  /** The records 16 of a step that can be taken now; undefined when it cannot. */
  step(command: CorrectionStep, { before, today }: Judged): Told[] | undefined {
    const found = this.cases.get(command.correctionId);
    if (found === undefined) return undefined;
    const owed = found.owes;
    if (!found.take(command, today, findAppointment(before, found)?.kind === 'GELDIG')) return undefined;
    if (found.owes === undefined || found.owes === owed) return [];
    return [told(command.correctionId, found, { fields: found.owes, by: found.owesBy, isReminder: true })];
  }

  turn(day: string): Told[] {
    const due = [...this.cases].filter(
      ([, one]) => one.stands === 'BIJ_BESTUUR' && !one.isReminded && day >= daysAfter(one.requested, 14),
    );
    for (const [, one] of due) one.isReminded = true;
    for (const one of this.cases.values()) one.turn(day);
    return due.map(([id, one]) => told(id, one, { fields: one.fields, by: one.answerBy, isReminder: true }));
  }

  /** Of an appointment that is there, by somebody living, and none of it waits for an answer already. */
  private canBeAsked(asked: RequestCorrection, { appointments, status }: Person): boolean {
    if (status.kind === 'BEWAARD' && status.reason === 'OVERLIJDEN') return false;
    const isThere = appointments.some(
      ({ kind, board, number }) => kind === 'GELDIG' && board === asked.board && number === asked.number,
    );
    const waiting = this.of(asked).filter(({ stands }) => stands === 'BIJ_BESTUUR');
    const others = waiting.flatMap(({ fields }) => fields);
    return isThere && !asked.fields.some((field) => others.some((other) => sharesPlace(field, other)));
  }

  private of({ board, number }: { readonly board: string; readonly number: string }): NaiveCase[] {
    return [...this.cases.values()].filter((one) => one.board === board && one.number === number);
  }
}

export function told(
  id: string,
  { board, number }: Pick<NaiveCase, 'board' | 'number'>,
  o: { readonly fields: readonly string[]; readonly by: string; readonly isReminder: boolean },
): Told {
  return [id, o.isReminder ? 'reminder' : 'new', board, number, ...o.fields, o.by].join(' ');
}

/** But for its order and the staff's number. */
function isRepeated(former: Stand, next: Stand): boolean {
  return written(former) === written(next);
}

function written({ standvolgnummer: _order, personeelsnummer: _staff, ...stand }: Stand): string {
  return JSON.stringify(stand);
}

/** Of the fields that a simulated request can ask for. */
function isOther(field: string, a: Stand, b: Stand): boolean {
  const of = (stand: Stand): unknown => {
    if (field === '/datumIngangBenoeming') return stand.datumIngangBenoeming;
    if (field === '/sector') return stand.sector;
    return field === '/perioden' ? stand.perioden : stand.perioden[0];
  };
  return JSON.stringify(of(a)) !== JSON.stringify(of(b));
}
