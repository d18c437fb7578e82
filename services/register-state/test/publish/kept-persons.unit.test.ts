import { describe, expect, it } from '@jest/globals';
import { judge } from '../../src/apply/judge.ts';
import type { Judgement } from '../../src/apply/judge.ts';
import type { Command } from '../../src/domain/commands.ts';
import type { Person } from '../../src/domain/person.ts';
import { composeEvent } from '../../src/publish/compose-records.ts';
import { eventFaults, eventNames } from '../apply/event-schemas.ts';
import { ContestedHistory } from '../domain/contested-history.ts';
import { book, DUTCH } from '../domain/history.ts';

const SOURCE = 'urn:nld:oin:00000099000000001000:systeem:register-state';

/** A history that keeps the texts of what its last command told consumers, by the name of the event. */
class ToldHistory extends ContestedHistory {
  before: Person = this.person;
  texts: [name: string, text: string][] = [];

  override judge(command: Command): this {
    const time = { recordedAt: `${this.day}T10:00:00.000Z`, today: this.day, lastTurn: this.lastTurn };
    this.before = this.person;
    const judgement = judge(this.person, command, time, { book });
    super.judge(command);
    this.texts = judgement.events.map((event) => [event.type, textOf(command, time.recordedAt, event)]);
    return this;
  }

  get isKept(): [before: boolean, after: boolean] {
    return [this.before.status.kind === 'BEWAARD', this.person.status.kind === 'BEWAARD'];
  }

  data(name: string): Record<string, unknown> {
    const text = this.texts.find(([type]) => type === name)?.[1] ?? '{}';
    return (JSON.parse(text) as { data: Record<string, unknown> }).data;
  }
}

function textOf(command: Command, recordedAt: string, event: Judgement['events'][number]): string {
  const wire = { id: command.id, inhoud: command.kind === 'snapshot' ? command.snapshot : {} };
  return composeEvent({ wire, recordedAt }, event, SOURCE).text;
}

/** What is told of somebody kept as long as the command leaves him so. */
const TOLD_WHOLE = ['persoon-bewaard', 'registratie-gewijzigd'];
/** Nobody who is kept becomes something else by these and stays kept, and he states no teaching. */
const NOT_WHILE_KEPT = [
  'persoon-bekend',
  'persoon-opgenomen',
  'persoon-slapend',
  'persoon-hersteld',
  'persoon-vernietigd',
  'onderwijs-opgegeven',
];

/** In the register with a statement, until he asked to leave. */
const kept = (): ToldHistory => registered().askToLeave();
const registered = (): ToldHistory => new ToldHistory('2020-09-01').turnedUntil('2020-09-01').deliver().state(DUTCH);
const inAnteroom = (): ToldHistory =>
  kept().deliver({ number: 'BN-2', spans: [['511', '2020-08-01', '2021-07-31', DUTCH]] });

/** How each kind of event comes about while somebody is kept. */
const WHILE_KEPT: Readonly<Record<string, () => ToldHistory>> = {
  'benoeming-geregistreerd': inAnteroom,
  'benoeming-gewijzigd': () => kept().deliver({ spans: [['502', '2019-08-01']] }),
  'benoeming-verwijderd': () =>
    registered().deliver({ number: 'BN-2' }).askToLeave().remove({ number: 'BN-2', begin: '2019-08-01' }),
  'benoeming-begonnen': () =>
    kept()
      .deliver({ number: 'BN-2', spans: [['511', '2020-10-01']] })
      .dayTurn('2020-10-01'),
  'benoeming-beeindigd': () =>
    kept()
      .deliver({ stand: { datumEindeBenoeming: '2020-12-31' } })
      .dayTurn('2021-01-01'),
  'voorportaal-ingeschreven': inAnteroom,
  'voorportaal-verlengd': () =>
    inAnteroom().deliver({
      number: 'BN-2',
      spans: [
        ['511', '2020-08-01', '2021-07-31'],
        ['512', '2021-08-01'],
      ],
    }),
  'voorportaal-termijn-nadert': () => turned('voorportaal-termijn-nadert'),
  'voorportaal-termijn-verstreken': () => turned('voorportaal-termijn-verstreken'),
  'voorportaal-overgedragen': () =>
    inAnteroom().deliver({
      number: 'BN-2',
      spans: [
        ['511', '2020-08-01', '2020-08-31'],
        ['501', '2020-09-01'],
      ],
    }),
  'voorportaal-beeindigd': () => inAnteroom().deliver({ number: 'BN-2', spans: [['511', '2020-08-01', '2020-08-30']] }),
  'voorportaal-vernietigd': () =>
    registered()
      .deliver({ number: 'BN-2', spans: [['511', '2020-08-01', '2020-09-10']] })
      .dayTurn('2020-09-11')
      .on('2020-10-01')
      .askToLeave()
      .dayTurn('2025-09-11'),
  'onderwijs-match-vastgesteld': () => {
    const history = kept();
    const match = { uitkomst: 'DIRECT', regel: 'R1', toelichting: 'Past.', beoordeeldOp: '2020-09-02' };
    return history.match(history.person.statements[0]!.claimId, match);
  },
  'correctie-ingediend': () => kept().askToCorrect(),
  'correctie-beantwoord': () => kept().askToCorrect().answerCorrection('JUIST'),
  'correctie-besloten': () => kept().askToCorrect().answerCorrection('JUIST').askDecision(),
  'sleutelgegevens-gewijzigd': () => kept().changeKeyData(),
};

/** The turns of all days until one tells it. */
function turned(name: string): ToldHistory {
  const history = kept().deliver({ number: 'BN-2', spans: [['518', '2020-08-01']] });
  for (const day of ['2021-01-31', '2021-02-01', '2021-07-31', '2021-08-01']) {
    if (history.dayTurn(day).names.includes(name)) return history;
  }
  throw new Error(`no turn told ${name}`);
}

// All of it went to consumers with boards, appointments, grounds, teaching and days, while his state showed status and
// reason alone.
describe('of somebody who is kept and stays so', () => {
  it.each(eventNames.filter((name) => ![...TOLD_WHOLE, ...NOT_WHILE_KEPT].includes(name)))(
    '%s goes out with its place, and nothing of what it says',
    (name) => {
      const history = WHILE_KEPT[name]!();
      expect(history.names).toContain(name);
      expect(history.isKept).toEqual([true, true]);
      for (const [type, text] of history.texts.filter(([one]) => !TOLD_WHOLE.includes(one))) {
        const { data, ...envelope } = JSON.parse(text) as { type: string; data: object };
        expect({ type, data }).toEqual({ type, data: { status: 'BEWAARD' } });
        expect(Object.keys(envelope)).toEqual([
          'specversion',
          'id',
          'source',
          'type',
          'subject',
          'time',
          'datacontenttype',
          'sequence',
          'causationid',
        ]);
        expect(text).not.toMatch(/41000|BN-2|NEDERLANDS|"\d{3}"/);
        expect(eventFaults(JSON.parse(text) as { type: string })).toEqual([]);
      }
      expect(history.data('registratie-gewijzigd')).toEqual({ wijzigingen: history.names.slice(0, -1) });
    },
  );

  it('the register itself keeps what it says', () => {
    const history = inAnteroom();
    expect(history.event('voorportaal-ingeschreven')).toMatchObject({ board: '41000', number: 'BN-2', ground: '511' });
  });

  it('that he is kept for another reason, or from another day on, is told', () => {
    expect(kept().die().data('persoon-bewaard')).toEqual({
      voor: { status: 'BEWAARD', reden: 'VERZOEK' },
      na: { status: 'BEWAARD', reden: 'OVERLIJDEN' },
    });
  });

  it('a request for correction leaves nothing in question for consumers', () => {
    expect(kept().askToCorrect().data('registratie-gewijzigd')).toEqual({ wijzigingen: ['correctie-ingediend'] });
  });
});

/** docs/afnemers-kafka.md tells consumers the same. */
describe('at the edges of being kept', () => {
  const told = (history: ToldHistory, name: string) => {
    expect(history.names).toContain(name);
    const { status } = history.data(name);
    return [...history.isKept, status === 'BEWAARD' ? 'withheld' : 'whole'];
  };

  it.each<[string, () => ToldHistory, string, unknown[]]>([
    [
      'the snapshot by which he becomes kept',
      () => new ToldHistory('2020-09-01').deliver().deliver({ spans: [['501', '2019-08-01', '2020-08-31']] }),
      'benoeming-gewijzigd',
      [false, true, 'whole'],
    ],
    [
      'the first snapshot of somebody past his state pension age',
      () => new ToldHistory('2020-09-01').deliver({ aow: true }),
      'benoeming-geregistreerd',
      [false, true, 'whole'],
    ],
    [
      'his death, which ends his entries',
      () =>
        registered()
          .deliver({ number: 'BN-2', spans: [['511', '2020-08-01']] })
          .die(),
      'voorportaal-beeindigd',
      [false, true, 'whole'],
    ],
    [
      'the same death of somebody who was kept already',
      () => inAnteroom().die(),
      'voorportaal-beeindigd',
      [true, true, 'withheld'],
    ],
    [
      'the new appointment by which he is restored',
      () => kept().deliver({ number: 'BN-2' }),
      'benoeming-geregistreerd',
      [true, false, 'whole'],
    ],
    [
      'the new appointment for which he is kept again at once',
      () => registered().reachPension().on('2024-01-15').deliver({ number: 'BN-2' }),
      'benoeming-geregistreerd',
      [true, true, 'withheld'],
    ],
    [
      'the deletion after which it is as if he had never been',
      () => kept().remove({ begin: '2019-08-01' }),
      'benoeming-verwijderd',
      [true, false, 'whole'],
    ],
    [
      'what comes after he was restored',
      () => kept().deliver({ number: 'BN-2' }).changeKeyData(),
      'sleutelgegevens-gewijzigd',
      [false, false, 'whole'],
    ],
    [
      'what comes after he was kept once more',
      () => kept().deliver({ number: 'BN-2' }).askToLeave().changeKeyData(),
      'sleutelgegevens-gewijzigd',
      [true, true, 'withheld'],
    ],
    ['his destruction', () => kept().dayTurn('2025-09-01'), 'persoon-vernietigd', [true, false, 'whole']],
  ])('%s', (_edge, history, name, expected) => {
    expect(told(history(), name)).toEqual(expected);
  });
});
