import { expect } from '@jest/globals';
import type { Onderwijs } from '../../../../schemas/message-book/v1/generated.ts';
import { entryKeyText, isLiving } from '../../src/domain/anteroom-entry.ts';
import type { EntryKey } from '../../src/domain/anteroom-entry.ts';
import type { DomainEvent, EntryClosed, EntryHandedOver } from '../../src/domain/events.ts';
import type { Person } from '../../src/domain/person.ts';
import { lastOfMonths, tomorrow, yesterday } from './naive-calendar.ts';
import { naiveEnd } from './naive-ends.ts';
import type { Held } from './naive-ends.ts';
import type { NaiveRegister } from './naive-register.ts';
import { chainOf, latestDayOf, naiveTeaching, spansOf } from './naive-spans.ts';
import { isDestroyedBy, sharesStretch, standingOn } from './naive-standing.ts';
import { daysAfter } from './naive-weeks.ts';
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

/** A status that becomes another, or the same anew, is told once, under its name; of ONBEKEND the deletion tells. */
export function expectStatusTold({ before, after, events }: Judged): void {
  const told = events.map(({ type }) => type).filter((type) => type.startsWith('persoon-'));
  const reason = ({ status }: Person): string | undefined => ('reason' in status ? status.reason : undefined);
  const since = ({ status }: Person): string | undefined => ('since' in status ? status.since : undefined);
  const hasMoved =
    before.status.kind !== after.status.kind || reason(before) !== reason(after) || since(before) !== since(after);
  const isBack = before.status.kind === 'BEWAARD' && after.status.kind !== 'BEWAARD';
  const name = isBack && after.status.kind !== 'VERNIETIGD' ? 'hersteld' : after.status.kind.toLowerCase();
  expect(told).toEqual(hasMoved && after.status.kind !== 'ONBEKEND' ? [`persoon-${name}`] : []);
}

const heldBy = ({ appointments }: Person): Held[] =>
  appointments.flatMap(({ kind, board, snapshot: stand }) => (kind === 'GELDIG' ? [{ board, stand }] : []));

const isEnd = (event: DomainEvent): event is EntryClosed | EntryHandedOver =>
  event.type === 'voorportaal-beeindigd' || event.type === 'voorportaal-overgedragen';

/** Why entries end, and on which day. */
export function expectEndsOfEntries(judged: Judged, { rows }: NaiveRegister): void {
  const { command, before, after, events, today } = judged;
  for (const event of events) {
    if (!isEnd(event)) continue;
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

/** A new snapshot of its own keeps an entry whose stretch it moves, and ends one in whose place another comes. */
export function expectSameEntry(judged: Judged, { rows }: NaiveRegister): void {
  const { command, before, after, events, outcome, today } = judged;
  if (command.kind !== 'snapshot' || outcome.kind === 'AFGEWEZEN' || events.length === 0) return;
  const [was, is] = [heldBy(before), heldBy(after)];
  const standing = standingOn(today, is, rows);
  for (const entry of before.entries.filter(isLiving)) {
    const name = nameOf(entry);
    if (causeOf(judged, entry) !== 'own-snapshot' || !standing.has(name)) continue;
    const isEnded = events.some((event) => isEnd(event) && entryKeyText(event) === entryKeyText(entry));
    expect([name, isEnded]).toEqual([name, !sharesStretch(name, was, is, rows)]);
  }
}

/** The turn of a day before the one that entries were judged on last takes none of them back to a chain that it left. */
export function expectNoneTakenBack({ after, today }: Judged, naive: NaiveRegister, judgedOn: string): void {
  if (after.status.kind === 'VERNIETIGD') return;
  const standing = standingOn(today > judgedOn ? today : judgedOn, heldBy(after), naive.rows);
  for (const entry of after.entries.filter(isLiving)) {
    expect([nameOf(entry), entry.latestDay]).toEqual([nameOf(entry), standing.get(nameOf(entry))?.latestDay]);
  }
}

function nameOf({ board, number, ground, teaching }: EntryKey): string {
  return [board, number, ground, naiveTeaching(JSON.parse(teaching) as Onderwijs)].join(' ');
}

/** An entry that goes on under another base goes on in the same line of extensions. */
export function expectSameLine({ events }: Judged, { rows }: NaiveRegister): void {
  const baseOf = (code: string): string => {
    const former = rows.find((row) => row.code === code)?.verlengt;
    return former === undefined ? code : baseOf(former);
  };
  for (const event of events) {
    if (event.type === 'voorportaal-verlengd') expect(baseOf(event.after.ground)).toBe(baseOf(event.ground));
  }
}

/** What a term ended so long ago that it is destroyed is not opened by what is told of something else. */
export function expectForgotten({ before, events, today }: Judged, { rows }: NaiveRegister): void {
  const opened = events.filter((event) => event.type === 'voorportaal-ingeschreven');
  if (opened.length === 0) return;
  const stood = standingOn(today, heldBy(before), rows);
  for (const event of opened) {
    const name = nameOf(event);
    const isTheSame = stood.has(name) && stood.get(name)?.latestDay === event.latestDay;
    const isGone = !before.entries.some((entry) => entryKeyText(entry) === entryKeyText(event));
    expect([name, isTheSame && isGone && isDestroyedBy(today, event.latestDay)]).toEqual([name, false]);
  }
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

/** Who is destroyed has no entry that lives on: each is over, or ended by its term. */
export function expectNoEntryLivesOn({ before, today }: Judged, { rows }: NaiveRegister): void {
  const standing = standingOn(today, heldBy(before), rows);
  const living = before.entries.filter(isLiving).filter((entry) => {
    const latestDay = standing.get(nameOf(entry))?.latestDay;
    return standing.has(nameOf(entry)) && (latestDay === undefined || daysAfter(latestDay, 29) > today);
  });
  expect(living).toEqual([]);
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
