import { expect } from '@jest/globals';
import type { Onderwijs } from '../../../../schemas/message-book/v1/generated.ts';
import { entryKeyText, isLiving } from '../../src/domain/anteroom-entry.ts';
import type { DomainEvent } from '../../src/domain/events.ts';
import type { Person } from '../../src/domain/person.ts';
import { lastOfMonths, tomorrow, yesterday } from './naive-calendar.ts';
import { naiveEnd } from './naive-ends.ts';
import type { Held } from './naive-ends.ts';
import type { NaiveRegister } from './naive-register.ts';
import { chainOf, latestDayOf, naiveTeaching, spansOf } from './naive-spans.ts';
import type { Judged } from './played-history.ts';

/** What an event says was so before it, was so. */
export function expectBeforeOfEvent(person: Person, event: DomainEvent): void {
  if (!('before' in event)) return;
  const { type, before } = event;
  if (type.startsWith('persoon-')) expect([type, before]).toEqual([type, person.status]);
  if (type.startsWith('voorportaal-') && 'board' in event && 'teaching' in event) {
    const entry = person.entries.find((one) => entryKeyText(one) === entryKeyText(event));
    const standing = typeof before === 'object' && 'standing' in before ? before.standing : before;
    expect([type, standing]).toEqual([type, entry?.kind]);
  }
  if (type === 'correctie-beantwoord' || type === 'correctie-besloten') {
    expect([type, before]).toEqual([type, person.corrections.find(({ id }) => id === event.id)?.kind]);
  }
}

/** A status that becomes another is told once, under its name; of ONBEKEND the deletion tells. */
export function expectStatusTold({ before, after, events }: Judged): void {
  const told = events.map(({ type }) => type).filter((type) => type.startsWith('persoon-'));
  const reason = ({ status }: Person): string | undefined => ('reason' in status ? status.reason : undefined);
  const hasMoved = before.status.kind !== after.status.kind || reason(before) !== reason(after);
  const isBack = before.status.kind === 'BEWAARD' && after.status.kind !== 'BEWAARD';
  const name = isBack && after.status.kind !== 'VERNIETIGD' ? 'hersteld' : after.status.kind.toLowerCase();
  expect(told).toEqual(hasMoved && after.status.kind !== 'ONBEKEND' ? [`persoon-${name}`] : []);
}

const heldBy = ({ appointments }: Person): Held[] =>
  appointments.flatMap(({ kind, board, snapshot: stand }) => (kind === 'GELDIG' ? [{ board, stand }] : []));

/** Why entries end, and on which day. */
export function expectEndsOfEntries(judged: Judged, { rows }: NaiveRegister): void {
  const { command, before, after, events, today } = judged;
  for (const event of events) {
    if (event.type !== 'voorportaal-beeindigd' && event.type !== 'voorportaal-overgedragen') continue;
    const reason = event.type === 'voorportaal-overgedragen' ? 'OVERGEDRAGEN' : event.reason;
    const end = `${reason} ${event.endedOn}`;
    if (command.kind === 'death') expect(end).toBe(`OVERLIJDEN ${today}`);
    else if (command.kind === 'day-turn' && reason === 'TERMIJN') expect(end).toBe(`TERMIJN ${yesterday(today)}`);
    else {
      const cause = causeOf(judged, event);
      expect(end).toBe(naiveEnd(event, { before: heldBy(before), after: heldBy(after), cause, today, rows }));
    }
  }
}

function causeOf({ command }: Judged, { board, number }: { readonly board: string; readonly number: string }) {
  if (command.kind === 'snapshot' && command.board === board && command.snapshot.benoemingvolgnummer === number)
    return 'own-snapshot';
  if (command.kind === 'deletion' && command.board === board && command.deletion.benoemingvolgnummer === number)
    return 'own-deletion';
  return 'other';
}

/** Only what ended five years ago is destroyed. */
export function expectNothingDestroyedEarly({ before, after, events, today }: Judged): void {
  for (const event of events.filter(({ type }) => type === 'voorportaal-vernietigd')) {
    const ended = before.entries.filter(
      (entry) => !after.entries.some((one) => entryKeyText(one) === entryKeyText(entry)),
    );
    expect([event.type, ended.length]).toEqual([event.type, events.filter(({ type }) => type === event.type).length]);
    for (const entry of ended) {
      if (entry.kind === 'BEEINDIGD') expect(today > lastOfMonths(tomorrow(entry.endedOn), 60)).toBe(true);
    }
  }
}

/** What is stated is what was stated last; a teaching stated again keeps its claim, and the newest judgement of it. */
export function expectStatementsKept({ command, before, after }: Judged, naive: NaiveRegister): void {
  expect(after.statements.map(({ teaching }) => naiveTeaching(JSON.parse(teaching) as Onderwijs))).toEqual(
    naive.stated,
  );
  expect(after.wantsReregistration).toBe(naive.wants);
  for (const { teaching, claimId, match } of after.statements) {
    const former = before.statements.find((one) => one.teaching === teaching);
    if (former === undefined) continue;
    expect(claimId).toBe(former.claimId);
    const judgements = [
      former.match,
      command.kind === 'match-result' && command.claimId === claimId ? command.match : undefined,
    ];
    const newest = judgements
      .flatMap((one) => one?.beoordeeldOp ?? [])
      .sort()
      .at(-1);
    expect(match?.beoordeeldOp).toBe(newest);
  }
}

/** Record 17 of a turn: the last step of each chain that an entry took and lives, unless it was told before. */
export function dueTermSignals({ before, after }: Judged, { rows }: NaiveRegister): string[] {
  const spans = heldBy(after).flatMap(({ board, stand }) => spansOf(board, stand, rows));
  const temporary = spans.filter(({ row }) => row.bestemming === 'V');
  const due = new Set<string>();
  for (const entry of after.entries.filter(isLiving)) {
    const { board, number, kind, latestDay } = entry;
    const was = before.entries.find((one) => entryKeyText(one) === entryKeyText(entry));
    if (kind === 'INGESCHREVEN' || (was?.kind === kind && was.latestDay === latestDay)) continue;
    const chains = temporary
      .filter((span) => span.board === board && span.number === number)
      .map((span) =>
        chainOf(
          span,
          temporary.filter((one) => one.board === board),
        ),
      )
      .filter((chain) => chain[0]!.row.code === entry.ground && latestDayOf(chain) === latestDay);
    const newest = chains[0]?.toSorted((a, b) => a.begin.localeCompare(b.begin)).at(-1)?.row.code;
    due.add([board, number, newest, latestDay, kind.replace('TERMIJN_', '')].join(' '));
  }
  return [...due];
}
