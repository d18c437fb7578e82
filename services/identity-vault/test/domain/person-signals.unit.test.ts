import { describe, expect, it } from '@jest/globals';
import { loadCodeLists } from '../../../../schemas/code-lists/load-code-lists.ts';
import { judgeKeyChange } from '../../src/domain/judge-key-change.ts';
import type { KeyHolder, NewPerson } from '../../src/domain/judge-key-change.ts';
import { judgePerson, notANumber } from '../../src/domain/judge-person.ts';
import type { PersonInRecord } from '../../src/domain/judge-person.ts';
import type { BrpFacts, PersonFacts, ToldFacts } from '../../src/domain/person-facts.ts';
import { pensionAgesFrom } from '../../src/domain/state-pension.ts';

/*
 * Stage PERSOON, code by code (message book, section 4): the smallest record that gives the code, the nearest one that
 * does not, and the place it points at. 751 and 614 are intake's alone, 750 is the vault's second look.
 */

const ages = pensionAgesFrom(loadCodeLists().statePensionAges);
const RECEIPT = '2020-09-01';
const OLD = { geboortedatum: '1980-05-06', geslacht: 'V' } as const;
const abroad = { geslachtsnaam: 'Peeters', voornamen: 'Ann', landcode: '5010' };

const brp = (facts: Partial<BrpFacts> = {}): PersonFacts => ({
  brp: { ...OLD, geslachtsnaam: 'Jansen', voornamen: 'Eva', ...facts },
});
const told = (facts: Partial<ToldFacts> = {}): PersonFacts => ({ told: { ...OLD, ...facts } });

interface Case {
  readonly person?: Partial<PersonInRecord>;
  readonly facts?: PersonFacts;
  readonly receipt?: string;
}

/** Record 1 about somebody in the BRP, all of it sound, but for what the case says. */
function record({ person = {}, facts = brp(), receipt = RECEIPT }: Case): string[] {
  const asked = { burgerservicenummer: '999990019', ...OLD, datumIngangBenoeming: '2020-08-01', ...person };
  return judgePerson(asked, facts, receipt, ages).signals.map(({ code, veld }) => `${code} ${veld}`);
}

const born = (geboortedatum: string): Partial<PersonInRecord> => ({ geboortedatum });
const bornAs = (geboortedatum: string, o: Partial<Case> & { begin?: string; receipt?: string } = {}): Case => ({
  person: { geboortedatum, ...(o.begin !== undefined && { datumIngangBenoeming: o.begin }) },
  facts: brp({ geboortedatum }),
  receipt: o.receipt ?? '2021-09-01',
});

const table: readonly { code: string; veld: string; gives: [string, Case][]; not: [string, Case][] }[] = [
  {
    code: '843',
    veld: '/persoon/geboortedatum',
    gives: [
      ['born on the day after the receipt', { person: born('2020-09-02') }],
      ['born in the month after it', { person: born('2020-10-00') }],
      ['born in the year after it', { person: born('2021-00-00') }],
    ],
    not: [
      ['born on the day of the receipt', { person: born('2020-09-01') }],
      ['born in its month', { person: born('2020-09-00') }],
      ['born in its year', { person: born('2020-00-00') }],
    ],
  },
  {
    code: '752',
    veld: '/persoon/geboortedatum',
    gives: [
      ['a day beside the BRP', { person: born('1980-05-07') }],
      ['another sex', { person: { geslacht: 'O' } }],
      ['a month that the BRP excludes', { person: born('1980-06-00') }],
      [
        'a day outside the month of the BRP',
        { person: born('1980-06-01'), facts: brp({ geboortedatum: '1980-05-00' }) },
      ],
      [
        '29 February against the BRP without day in March',
        { person: born('1980-02-29'), facts: brp({ geboortedatum: '1980-03-00' }) },
      ],
      [
        'a day beside what an accepted record told',
        { person: { ...born('1980-05-07'), nietIngezetene: abroad }, facts: told() },
      ],
    ],
    not: [
      ['the very day', {}],
      ['the month of it', { person: born('1980-05-00') }],
      ['the year of it', { person: born('1980-00-00') }],
      [
        '29 February against the BRP without day in February',
        { person: born('1980-02-29'), facts: brp({ geboortedatum: '1980-02-00' }) },
      ],
      [
        'a person of whom no record was accepted',
        { person: { ...born('1999-01-01'), nietIngezetene: abroad }, facts: {} },
      ],
      ['a day in the future (843 alone)', { person: born('2020-09-02') }],
    ],
  },
  {
    code: '753',
    veld: '/persoon/burgerservicenummer',
    gives: [['outside the BRP, without the block', { facts: {} }]],
    not: [
      ['in the BRP', {}],
      ['outside the BRP, with the block', { person: { nietIngezetene: abroad }, facts: {} }],
    ],
  },
  {
    code: '615',
    veld: '/persoon/geboortedatum',
    gives: [
      ['17 on the day after the begin', bornAs('2003-08-02', { begin: '2020-08-01' })],
      ['born 29 February, begin 27 February', bornAs('2004-02-29', { begin: '2021-02-27' })],
      ['earliest day of the month too late', bornAs('2003-09-00', { begin: '2020-08-31' })],
      ['earliest day of the year too late', bornAs('2003-00-00', { begin: '2019-12-31' })],
    ],
    not: [
      ['17 on the begin', bornAs('2003-08-01', { begin: '2020-08-01' })],
      ['born 29 February, begin 28 February', bornAs('2004-02-29', { begin: '2021-02-28' })],
      ['earliest day of the month in time', bornAs('2003-09-00', { begin: '2020-09-01' })],
      ['earliest day of the year in time', bornAs('2003-00-00', { begin: '2020-01-01' })],
      [
        'a record without a begin',
        {
          person: { ...born('2010-01-01'), datumIngangBenoeming: undefined as never },
          facts: brp({ geboortedatum: '2010-01-01' }),
        },
      ],
    ],
  },
  {
    code: '616',
    veld: '/persoon/burgerservicenummer',
    gives: [
      ['66 years and 4 months on the day of receipt', bornAs('1954-05-01', { receipt: '2020-09-01' })],
      ['29 February, the 29th of a month with one', bornAs('1956-02-29', { receipt: '2022-09-29' })],
      ['latest day of the month', bornAs('1954-04-00', { receipt: '2020-08-30' })],
      ['latest day of the year', bornAs('1954-00-00', { receipt: '2021-04-30' })],
    ],
    not: [
      ['the day before', bornAs('1954-05-01', { receipt: '2020-08-31' })],
      ['29 February, the day before', bornAs('1956-02-29', { receipt: '2022-09-28' })],
      ['a month of which the earliest day would do', bornAs('1954-04-00', { receipt: '2020-08-29' })],
      ['a year of which the earliest day would do', bornAs('1954-00-00', { receipt: '2021-04-29' })],
    ],
  },
  {
    code: '617',
    veld: '/persoon/burgerservicenummer',
    gives: [
      ['died on the day before the begin', { facts: brp({ overlijdensdatum: '2020-07-31' }) }],
      ['died in the month before it', { facts: brp({ overlijdensdatum: '2020-07-00' }) }],
      ['died in the year before it', { facts: brp({ overlijdensdatum: '2019-00-00' }) }],
    ],
    not: [
      ['died on the begin', { facts: brp({ overlijdensdatum: '2020-08-01' }) }],
      ['died in its month', { facts: brp({ overlijdensdatum: '2020-08-00' }) }],
      ['died in its year', { facts: brp({ overlijdensdatum: '2020-00-00' }) }],
    ],
  },
  {
    code: '771',
    veld: '/persoon/nietIngezetene',
    gives: [['in the BRP, with the block', { person: { nietIngezetene: abroad } }]],
    not: [
      ['in the BRP, without it', {}],
      ['outside the BRP, with it', { person: { nietIngezetene: abroad }, facts: {} }],
    ],
  },
];

describe.each(table)('$code', ({ code, veld, gives, not }) => {
  it.each(gives)('is given for %s', (_, given) => {
    expect(record(given)).toContain(`${code} ${veld}`);
  });

  it.each(not)('is not given for %s', (_, given) => {
    expect(record(given).filter((signal) => signal.startsWith(code))).toEqual([]);
  });
});

it('750 points at the number that fails', () => {
  expect(notANumber().signals).toEqual([{ code: '750', veld: '/persoon/burgerservicenummer' }]);
});

describe('the edges of the AOW table', () => {
  const edges = loadCodeLists().statePensionAges.flatMap(({ geborenVanaf, geborenTotEnMet, jaren, maanden }) =>
    [geborenVanaf, geborenTotEnMet].flatMap((day) => (day === undefined ? [] : [[day, jaren, maanden] as const])),
  );

  it.each(edges)('born on %s: at %i years and %i months, not a day before', (day, years, months) => {
    // Reckoned apart from the code under test: the month by hand, the day kept or the last one of the month.
    const [year = 0, month = 0, dayOfMonth = 0] = day.split('-').map(Number);
    const count = year * 12 + month - 1 + years * 12 + months;
    const last = new Date(Date.UTC(Math.floor(count / 12), (count % 12) + 1, 0)).getUTCDate();
    const due = new Date(Date.UTC(Math.floor(count / 12), count % 12, Math.min(dayOfMonth, last)));
    const before = new Date(due.getTime() - 86_400_000);
    const codes = (receipt: Date): string[] => record(bornAs(day, { receipt: receipt.toISOString().slice(0, 10) }));
    expect(codes(due)).toEqual(['616 /persoon/burgerservicenummer']);
    expect(codes(before)).toEqual([]);
  });
});

describe('record 3', () => {
  interface Change {
    readonly old?: Partial<ToldFacts>;
    readonly next?: Partial<NewPerson>;
    readonly oldHolder?: Partial<KeyHolder>;
    readonly nextHolder?: Partial<KeyHolder>;
  }

  /** Somebody known outside the BRP who gets a number of the BRP, all of it sound, but for what the case says. */
  function change({ old = {}, next = {}, oldHolder = {}, nextHolder = {} }: Change): string[] {
    const judged = judgeKeyChange(
      { old: { ...OLD, ...old }, next: { burgerservicenummer: '999990020', ...OLD, ...next } },
      { old: { known: true, facts: told(), ...oldHolder }, next: { known: false, facts: brp(), ...nextHolder } },
      RECEIPT,
      ages,
    );
    expect(judged.rejected).toBe(judged.signals.some(({ code }) => code !== '771'));
    return judged.signals.map(({ code, veld }) => `${code} ${veld}`);
  }

  it.each<[string, Change, string[]]>([
    ['all sound', {}, []],
    [
      'to a number outside the BRP, with the block',
      { next: { nietIngezetene: abroad }, nextHolder: { facts: {} } },
      [],
    ],
    [
      'to another birth date and sex',
      {
        next: { geboortedatum: '1981-01-01', geslacht: 'M' },
        nextHolder: { facts: brp({ geboortedatum: '1981-01-01', geslacht: 'M' }) },
      },
      [],
    ],
    ['the old one without the block', { old: {} }, []],
    ['the old one unknown', { oldHolder: { known: false, facts: {} } }, ['752 /persoon/geboortedatum']],
    [
      'the old one looked up before, but never accepted',
      { oldHolder: { known: false } },
      ['752 /persoon/geboortedatum'],
    ],
    ['the old birth date beside it', { old: { geboortedatum: '1980-05-07' } }, ['752 /persoon/geboortedatum']],
    ['the old birth date in part', { old: { geboortedatum: '1980-05-00' } }, []],
    ['the old birth date in the future', { old: { geboortedatum: '2020-09-02' } }, ['843 /persoon/geboortedatum']],
    [
      'the old birth date on the day of the receipt',
      { old: { geboortedatum: '2020-09-01' } },
      ['752 /persoon/geboortedatum'],
    ],
    ['the old one in the BRP', { oldHolder: { facts: brp() } }, ['793 /persoon/burgerservicenummer']],
    [
      'the old one in the BRP, with the block',
      { old: { nietIngezetene: abroad }, oldHolder: { facts: brp() } },
      ['793 /persoon/burgerservicenummer', '771 /persoon/nietIngezetene'],
    ],
    ['the new one known', { nextHolder: { known: true } }, ['793 /nieuwePersoon/burgerservicenummer']],
    [
      'the new one known, and nothing of it told',
      { next: { geboortedatum: '1999-01-01', nietIngezetene: abroad }, nextHolder: { known: true } },
      ['793 /nieuwePersoon/burgerservicenummer'],
    ],
    [
      'the new one known outside the BRP, without the block',
      { nextHolder: { known: true, facts: told() } },
      ['793 /nieuwePersoon/burgerservicenummer'],
    ],
    [
      'the new birth date beside the BRP',
      { next: { geboortedatum: '1980-05-07' } },
      ['752 /nieuwePersoon/geboortedatum'],
    ],
    [
      'the new birth date in the future',
      { next: { geboortedatum: '2020-09-02' } },
      ['843 /nieuwePersoon/geboortedatum'],
    ],
    [
      'the new one outside the BRP without the block',
      { nextHolder: { facts: {} } },
      ['753 /nieuwePersoon/burgerservicenummer'],
    ],
    [
      'the new one in the BRP with the block',
      { next: { nietIngezetene: abroad } },
      ['771 /nieuwePersoon/nietIngezetene'],
    ],
    [
      'both wrong',
      { oldHolder: { facts: brp() }, next: { geboortedatum: '1980-05-07' } },
      ['793 /persoon/burgerservicenummer', '752 /nieuwePersoon/geboortedatum'],
    ],
  ])('%s', (_, given, expected) => {
    expect(change(given)).toEqual(expected);
  });

  // With any old person at all, and with somebody of the BRP as the old one, it told of every number whether some board had
  // delivered him: who has a mandate could ask it for nothing.
  it.each<[string, Change]>([
    ['in the BRP', { oldHolder: { facts: brp() } }],
    ['in the BRP, with another birth date', { oldHolder: { facts: brp() }, old: { geboortedatum: '1980-05-07' } }],
  ])('about somebody %s does not tell whether the register has him', (_, given) => {
    const unknown = { ...given, oldHolder: { ...given.oldHolder, known: false } };
    expect(change(unknown)).toEqual(change(given));
    expect(change(given)).toContain('793 /persoon/burgerservicenummer');
  });

  describe.each<[string, Change]>([
    ['unknown', { oldHolder: { known: false, facts: {} } }],
    ['in the BRP', { oldHolder: { facts: brp() } }],
    ['of another birth date', { old: { geboortedatum: '1980-05-07' } }],
    ['yet to be born', { old: { geboortedatum: '2020-09-02' } }],
  ])('with an old person who is %s', (_old, old) => {
    it.each<[string, Partial<NewPerson>, KeyHolder]>([
      ['of the BRP', {}, { known: true, facts: brp() }],
      ['of the BRP, with another birth date', { geboortedatum: '1980-05-07' }, { known: true, facts: brp() }],
      ['of the BRP, with the block', { nietIngezetene: abroad }, { known: true, facts: brp() }],
      ['outside the BRP', {}, { known: true, facts: told() }],
      [
        'outside the BRP, with block and another birth date',
        { geboortedatum: '1980-05-07', nietIngezetene: abroad },
        { known: true, facts: told() },
      ],
    ])('does not tell whether the register has the new one: %s', (_next, next, { facts }) => {
      const { brp: inBrp } = facts;
      const stranger = { known: false, facts: inBrp === undefined ? {} : { brp: inBrp } };
      expect(change({ ...old, next, nextHolder: { known: true, facts } })).toEqual(
        change({ ...old, next, nextHolder: stranger }),
      );
    });
  });

  it('tells whether the old person has reached the state pension age', () => {
    const pensioner = told({ geboortedatum: '1950-01-01' });
    const reached = (old: PersonFacts, next: PersonFacts): boolean =>
      judgeKeyChange(
        {
          old: { ...OLD, geboortedatum: old.told?.geboortedatum ?? '' },
          next: { burgerservicenummer: '999990020', ...OLD, geboortedatum: next.told?.geboortedatum ?? '' },
        },
        { old: { known: true, facts: old }, next: { known: false, facts: next } },
        RECEIPT,
        ages,
      ).pensionReached;
    expect([reached(pensioner, told()), reached(told(), pensioner)]).toEqual([true, false]);
  });
});
