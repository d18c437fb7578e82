import type { Stand } from '../../../../schemas/message-book/v1/generated.ts';
import type { CorrectionStep } from '../../src/domain/correction-commands.ts';
import { findAppointment } from '../../src/domain/person.ts';
import { NaiveCase } from './naive-case.ts';
import { daysAfter } from './naive-weeks.ts';
import type { Judged } from './played-history.ts';

/** Records 16 that a command sends: of which request, and whether as a reminder. */
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
    if (outcome.kind === 'AFGEWEZEN') return [];
    switch (command.kind) {
      case 'correction-request': {
        const id = after.corrections.map((one) => String(one.id)).find((one) => !this.cases.has(one)) ?? 'none';
        this.cases.set(id, new NaiveCase({ ...command, requested: today }));
        return [`${id} new`];
      }
      case 'correction-answer':
        this.cases.get(command.correctionId)?.answer(command.verdict, today);
        return [];
      case 'snapshot': {
        const key = { board: command.board, number: command.snapshot.benoemingvolgnummer };
        const former = findAppointment(before, key);
        if (former?.kind !== 'GELDIG' || isRepeated(former.snapshot, command.snapshot)) return [];
        const isChanged = (field: string): boolean => isOther(field, former.snapshot, command.snapshot);
        for (const one of this.of(key)) one.delivered(today, isChanged);
        return [];
      }
      case 'deletion':
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
    return found.owes === undefined || found.owes === owed ? [] : [`${command.correctionId} reminder`];
  }

  turn(day: string): Told[] {
    const due = [...this.cases].filter(
      ([, one]) => one.stands === 'BIJ_BESTUUR' && !one.isReminded && day >= daysAfter(one.requested, 14),
    );
    for (const [, one] of due) one.isReminded = true;
    for (const one of this.cases.values()) one.turn(day);
    return due.map(([id]) => `${id} reminder`);
  }

  private of({ board, number }: { readonly board: string; readonly number: string }): NaiveCase[] {
    return [...this.cases.values()].filter((one) => one.board === board && one.number === number);
  }
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
    return field === '/perioden' ? stand.perioden : stand.perioden[0];
  };
  return JSON.stringify(of(a)) !== JSON.stringify(of(b));
}
