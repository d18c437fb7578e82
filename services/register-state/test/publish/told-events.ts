import fc from 'fast-check';
import type { Command } from '../../src/domain/commands.ts';
import { addDays } from '../../src/domain/calendar.ts';
import { isPublished } from '../../src/domain/events.ts';
import type { DomainEvent } from '../../src/domain/events.ts';
import type { Person } from '../../src/domain/person.ts';
import { ContestedHistory } from '../domain/contested-history.ts';
import { anyHistory } from '../simulation/any-step.ts';
import { commandOf } from '../simulation/command-of-step.ts';
import { PlayedHistory } from '../simulation/played-history.ts';
import type { Judged } from '../simulation/played-history.ts';

/** What one command was followed by. */
export interface Told {
  readonly command: Command['kind'];
  /** Published ones; empty when nothing changed that a consumer knows of. */
  readonly events: readonly DomainEvent['type'][];
  readonly before: Person;
  readonly after: Person;
}

const told = (command: Command, events: readonly DomainEvent[], before: Person, after: Person): Told => ({
  command: command.kind,
  events: events.filter(isPublished).map(({ type }) => type),
  before,
  after,
});
const toldOf = ({ command, events, before, after }: Judged): Told => told(command, events, before, after);

/** The simulated histories of the register, the same each time. */
export function toldBySimulation(histories: number): Told[] {
  return fc.sample(anyHistory, { numRuns: histories, seed: 2026 }).flatMap((steps) => {
    const history = new PlayedHistory();
    const sent: Command[] = [];
    return steps.flatMap((step) => {
      switch (step.do) {
        case 'replace-grounds':
          history.replaceGrounds();
          return [];
        case 'stand-still':
          history.day = addDays(history.day, step.days);
          return [];
        case 'pass':
          return [...history.turnUntil(addDays(history.day, step.days))].map(toldOf);
        default: {
          const command = commandOf(step, history, sent);
          if (command === undefined) return [];
          sent.push(command);
          return [toldOf(history.judge(command))];
        }
      }
    });
  });
}

type Move = (history: ContestedHistory) => ContestedHistory;

/** A request for correction through all its instances. */
const PROCEEDINGS: readonly Move[] = [
  (h) => h.askDecision(),
  (h) => h.on('2020-09-14').decideOn('GEDEELTELIJK_TOEGEWEZEN', { velden: ['/perioden/0'] }),
  (h) => h.on('2020-10-01').object(),
  (h) => h.handleObjection({ stap: 'COMMISSIE_INGESTELD' }),
  (h) => h.on('2020-10-20').advise('ONGEGROND'),
  (h) => h.on('2020-11-02').review('ONGEGROND'),
  (h) => h.on('2020-11-20').appeal(),
  (h) => h.on('2021-02-01').rule('ONGEGROND'),
];

/** What may come at any moment of it, however far it is. */
const INTERRUPTIONS: readonly Move[] = [
  (h) => h.deliver({ spans: [['501', '2019-09-01']] }),
  (h) => h.remove({ begin: '2019-08-01' }),
  (h) => h.die(),
  (h) => h.askToLeave(),
  (h) => h.dayTurn('2022-01-01'),
];

/** Requests for correction as far as each step, and there each of the interruptions. */
export function toldByProceedings(): Told[] {
  return Array.from({ length: PROCEEDINGS.length + 1 }, (_, length) => PROCEEDINGS.slice(0, length)).flatMap((steps) =>
    [undefined, ...INTERRUPTIONS].flatMap((interruption) => {
      const all: Told[] = [];
      const history = new TellingHistory('2020-09-01', all).turnedUntil('2020-09-01');
      history.deliver().askToCorrect({ fields: ['/datumIngangBenoeming', '/perioden/0'] });
      history.on('2020-09-08').answerCorrection('JUIST');
      for (const step of steps) step(history);
      interruption?.(history);
      return all;
    }),
  );
}

class TellingHistory extends ContestedHistory {
  private readonly all: Told[];

  constructor(day: string, all: Told[]) {
    super(day);
    this.all = all;
  }

  override judge(command: Command): this {
    const before = this.person;
    super.judge(command);
    this.all.push(told(command, this.events, before, this.person));
    return this;
  }
}
