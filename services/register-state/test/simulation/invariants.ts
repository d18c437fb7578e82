import { expect } from '@jest/globals';
import type { Onderwijs } from '../../../../schemas/message-book/v1/generated.ts';
import { entryKeyText, isLiving } from '../../src/domain/anteroom-entry.ts';
import type { AnteroomEntry } from '../../src/domain/anteroom-entry.ts';
import type { DomainEvent } from '../../src/domain/events.ts';
import { evolve } from '../../src/domain/evolve.ts';
import type { Person } from '../../src/domain/person.ts';
import { newPerson, viewOf } from '../../src/domain/person.ts';
import { lastOfMonths, monthsAway, tomorrow } from './naive-calendar.ts';
import type { NaiveRegister } from './naive-register.ts';
import { naiveTeaching } from './naive-spans.ts';
import { isDestroyedBy, standingOn } from './naive-standing.ts';
import { daysAfter } from './naive-weeks.ts';
import type { Judged, PlayedHistory } from './played-history.ts';
import { expectBeforeOfEvent } from './told-invariants.ts';

/** Everything but the count of events: what can be seen of a person. */
const visible = ({ sequence: _count, ...person }: Person): unknown => person;

/** Told to others without anything of the register changing: what became of the number, and that something changed. */
const TELLS_NO_CHANGE: readonly DomainEvent['type'][] = ['sleutelgegevens-gewijzigd', 'registratie-gewijzigd'];

/** What no consumer is told, and has no number. */
const UNTOLD: readonly DomainEvent['type'][] = [
  'stand-herhaald',
  'aow-bereikt',
  'behoud-gevraagd',
  'correctie-herinnerd',
];
const isTold = ({ type }: DomainEvent): boolean => !UNTOLD.includes(type);

export function expectChangesAndEventsToMatch({ before, after, events }: Judged): void {
  if (events.length === 0) expect(after).toBe(before);
  let person = before;
  for (const event of events) {
    expectBeforeOfEvent(person, event);
    const next = evolve(person, event);
    expect(next.sequence).toBe(person.sequence + (isTold(event) ? 1 : 0));
    if (!TELLS_NO_CHANGE.includes(event.type))
      expect([event.type, visible(next)]).not.toEqual([event.type, visible(person)]);
    person = next;
  }
  const told = events.filter(isTold);
  const thin = told.filter(({ type }) => type === 'registratie-gewijzigd');
  expect(thin).toHaveLength(told.length === 0 ? 0 : 1);
  if (told.length === 0) return;
  const changes = told.slice(0, -1).map(({ type }) => type);
  expect(told.at(-1)).toEqual({ type: 'registratie-gewijzigd', changes });
}

const RECORDS: Readonly<Record<string, string>> = {
  snapshot: 'TERUGKOPPELING_BENOEMING',
  deletion: 'TERUGKOPPELING_VERWIJDERING',
  'key-data': 'TERUGKOPPELING_VERWERKT',
  'correction-answer': 'TERUGKOPPELING_VERWERKT',
};

export function expectOneFeedbackPerRecord({ command, outcome }: Judged): void {
  const record = RECORDS[command.kind];
  if (record === undefined) expect(outcome.feedback).toBeUndefined();
  else expect(outcome.feedback?.kind).toBe(outcome.kind === 'AFGEWEZEN' ? 'TERUGKOPPELING_AFKEURING' : record);
}

/** `code@field` of the register's signals. */
export function signalsOf({ outcome }: Judged): string[] {
  const signals = outcome.kind === 'AFGEWEZEN' ? outcome.signals : (outcome.feedback?.signals ?? []);
  return signals.map(({ code, veld }) => `${code}@${veld}`);
}

/** The same command again changes nothing, but record 3, which is accepted each time. */
export function expectNothingOfTheSameAgain(history: PlayedHistory, { command }: Judged): void {
  if (command.kind === 'key-data') return;
  const again = history.consider(command);
  expect([command.kind, again.events.map(({ type }) => type)]).toEqual([command.kind, []]);
}

export function statusOf({ status }: Person): string {
  return status.kind === 'BEWAARD' ? `BEWAARD(${status.reason})` : status.kind;
}

/** From which day somebody is kept: his five years count from it. */
export function expectKeptFrom({ status }: Person, { statusSince }: NaiveRegister): void {
  if (status.kind === 'BEWAARD') expect(status.since).toBe(statusSince);
}

export function expectOneState(person: Person): void {
  const keys = person.entries.map(entryKeyText);
  expect(new Set(keys).size).toBe(keys.length);
  const appointments = person.appointments.map(({ board, number }) => `${board} ${number}`);
  expect(new Set(appointments).size).toBe(appointments.length);
  // Loaded from rows in whatever order, they are the same.
  expect(keys).toEqual(keys.toSorted());
  expect(appointments).toEqual(appointments.toSorted());
  const requests = person.corrections.map(({ requestedAt, id }) => `${requestedAt} ${id}`);
  expect(requests).toEqual(requests.toSorted());
  const { kind } = person.status;
  if (kind === 'OPGENOMEN' || kind === 'SLAPEND') expect(person.statements.length).toBeGreaterThan(0);
  if (kind === 'BEKEND' || kind === 'ONBEKEND') expect(person.statements).toEqual([]);
  if (kind === 'VERNIETIGD') {
    const { id, sequence, status } = person;
    expect(person).toEqual({ ...newPerson(id), sequence, status });
  }
  // Derived view, register's law section 1.
  const isIn = person.entries.some(({ kind: standing }) => standing !== 'BEEINDIGD');
  const isKnown = kind === 'BEKEND' || kind === 'OPGENOMEN';
  const view = isIn && isKnown ? 'BEIDE' : isIn ? 'IN_VOORPORTAAL' : kind === 'OPGENOMEN' ? 'IN_REGISTER' : kind;
  expect(viewOf(person)).toBe(isIn || isKnown ? view : 'GEEN');
}

/** Which entries have to live on a day, from the snapshots alone. */
export function expectEntriesThatStand(person: Person, naive: NaiveRegister, day: string): void {
  if (person.status.kind === 'VERNIETIGD') return;
  if (statusOf(person) === 'BEWAARD(OVERLIJDEN)') {
    expect(person.entries.filter(isLiving)).toEqual([]);
    return;
  }
  const standing = standingOn(day, naive.valid(), naive.rows);
  const living = new Map(person.entries.filter(isLiving).map((entry) => [nameOf(entry), entry.latestDay]));
  for (const [name, latestDay] of living) {
    expect([...standing.keys()]).toContain(name);
    expect([name, latestDay]).toEqual([name, standing.get(name)?.latestDay]);
  }
  // By law, an entry that its term has ended stays so while the ground runs on, under whatever base.
  const ended = person.entries
    .filter((entry) => entry.kind === 'BEEINDIGD' && entry.reason === 'TERMIJN')
    .map((entry) => `${entry.board} ${entry.number} ${teachingName(entry)}`);
  for (const [name, { latestDay }] of standing) {
    const [board, number, , teaching] = name.split(' ');
    if (!living.has(name) && !isDestroyedBy(day, latestDay)) expect(ended).toContain(`${board} ${number} ${teaching}`);
  }
}

/** After the turn of a day, no entry lives on beyond its term as if it had not passed. */
export function expectTermsObserved(person: Person, day: string): void {
  if (statusOf(person) === 'BEWAARD(OVERLIJDEN)') return;
  for (const { kind, latestDay } of person.entries.filter(isLiving)) {
    if (latestDay === undefined || day < monthsAway(latestDay, -6)) expect(kind).toBe('INGESCHREVEN');
    else expect(kind).toBe(day <= latestDay ? 'TERMIJN_NADERT' : 'TERMIJN_VERSTREKEN');
    if (latestDay !== undefined) expect(day < daysAfter(latestDay, 29)).toBe(true);
  }
}

/** What ended five years ago is gone, and who was kept for five years is, unless an entry of his lives. */
export function expectDestroyedInTime(person: Person, naive: NaiveRegister, day: string): void {
  if (person.status.kind === 'VERNIETIGD') return;
  if (naive.isKeptLongEnough(day)) expect(person.entries.some(isLiving)).toBe(true);
  for (const entry of person.entries) {
    if (entry.kind === 'BEEINDIGD') expect(day <= lastOfMonths(tomorrow(entry.endedOn), 60)).toBe(true);
  }
}

function nameOf(entry: AnteroomEntry): string {
  return [entry.board, entry.number, entry.ground, teachingName(entry)].join(' ');
}

function teachingName({ teaching }: AnteroomEntry): string {
  return naiveTeaching(JSON.parse(teaching) as Onderwijs);
}
