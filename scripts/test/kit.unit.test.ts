import { describe, expect, it } from '@jest/globals';
import { loadCodeLists } from '../../schemas/code-lists/load-code-lists.ts';
import { shapeCheck } from '../../schemas/message-book/v1/validators.ts';
import type { Fields } from '../generator/records.ts';
import { checkJournal, type Report } from '../kit/check-journal.ts';
import type { Exchange } from '../kit/journal.ts';
import { DEFAULT_BOARDS, DEFAULT_OIN, DEFAULT_POINT, DEFAULT_TRIAL_BOARD } from '../kit/kit-seats.ts';
import { makePlan } from '../kit/make-plan.ts';
import type { Plan, Step } from '../kit/plan-types.ts';
import { isSound, showReport } from '../kit/show-report.ts';

const lists = loadCodeLists();

function planOf(seed: number, only?: readonly string[], today = '2026-11-02'): Plan {
  return makePlan({
    seed,
    today,
    lists,
    boards: DEFAULT_BOARDS,
    trialBoard: DEFAULT_TRIAL_BOARD,
    deliveryPoint: DEFAULT_POINT,
    supplierOin: DEFAULT_OIN,
    hasWorld: true,
    ...(only && { only }),
  });
}

describe('a plan', () => {
  const plan = planOf(3);
  const ids = plan.scenarios.map(({ id }) => id);

  it('is the same for the same seed, and about other people for another', () => {
    expect(planOf(3)).toEqual(plan);
    const numbers = (of: Plan): string[] => JSON.stringify(of).match(/"99\d{7}"/g) ?? [];
    const others = new Set(numbers(planOf(4)));
    expect(numbers(plan).filter((number) => others.has(number))).toEqual([]);
  });

  it('has every ground of the code list in every sector, and every signal that one record can cause', () => {
    for (const { sector, code } of lists.grounds) expect(ids).toContain(`grondslag-${sector.toLowerCase()}-${code}`);
    expect(ids.filter((id) => id.startsWith('signaal-')).length).toBeGreaterThan(35);
    expect(new Set(ids).size).toBe(ids.length);
    expect(plan.overgeslagen).toEqual([]);
  });

  it('holds records of the right shape, but for those that are wrong on purpose', () => {
    const check = shapeCheck('bericht');
    const wrong = plan.scenarios
      .filter(({ kantEnKlaar }) => kantEnKlaar !== true)
      .flatMap(({ stappen }) => stappen)
      .filter(({ bericht }) => check(bericht).length > 0);
    expect(wrong).toEqual([]);
  });

  it('says what it cannot make for the boards that were given', () => {
    const { overgeslagen } = makePlan({
      ...{ seed: 1, today: '2026-11-02', lists, boards: ['90152'] },
      ...{ deliveryPoint: DEFAULT_POINT, supplierOin: DEFAULT_OIN },
    });
    expect(overgeslagen.join()).toContain('Sector PO');
    expect(overgeslagen.join()).toContain('Proef');
    expect(overgeslagen.join()).toContain('Correctieverzoek');
  });
});

/** A supplier's system that does as the plan asks, and the platform that answers as the rules say. */
function played(plan: Plan, change: (step: Step) => readonly Fields[] = ({ bericht }) => [bericht]): Exchange[] {
  const steps = plan.scenarios.flatMap(({ stappen }) => stappen);
  const sent = steps.flatMap((step) => change(step).map((record) => ({ step, record })));
  return [
    ...sent.map(({ step, record }) => delivery(record, step)),
    fetched(
      1,
      sent.filter(({ step }) => step.terugkoppeling !== undefined).map(({ step, record }) => feedback(step, record)),
    ),
    fetched(2, []),
  ];
}

const idOf = (record: Fields): string =>
  (record['kop'] as Record<string, string>)['identificatiecodeBedrijfsdocument']!;
const signalsOf = (signals: readonly string[]): object[] =>
  signals.map((signal) => ({ code: signal.split('@')[0], veld: signal.split('@')[1] }));

function delivery(record: Fields, { ontvangst }: Step): Exchange {
  const receipt = {
    ontvangstId: `o-${idOf(record)}`,
    identificatiecodeBedrijfsdocument: idOf(record),
    statusMelding: ontvangst.statusMelding,
    signalen: signalsOf(ontvangst.signalen),
  };
  const antwoord = { ontvangstbevestigingen: [receipt] };
  return { methode: 'POST', pad: '/v1/leveringen', verzoek: { berichten: [record] }, status: 202, antwoord };
}

function feedback({ terugkoppeling }: Step, record: Fields): Fields {
  const { berichtsoort, signalen = [], plekken = [] } = terugkoppeling ?? {};
  return {
    kop: { berichtsoort, verwijstNaar: idOf(record), identificatiecodeBedrijfsdocument: `t-${idOf(record)}` },
    inhoud: { signalen: signalsOf(signalen), registratieplekken: plekken },
  };
}

function fetched(volgnummerVerzoek: number, berichten: readonly Fields[]): Exchange {
  const verzoek = { bevoegdGezagNummer: '90152', aanleverpuntnummer: '90', volgnummerVerzoek, maxAantal: 500 };
  return { methode: 'POST', pad: '/v1/terugkoppelingen/ophalen', verzoek, status: 200, antwoord: { berichten } };
}

const withKop = (record: Fields, change: Fields): Fields => ({
  ...record,
  kop: { ...(record['kop'] as Fields), ...change },
});

describe('the checker', () => {
  const plan = planOf(7, ['nieuw', 'wijziging', 'herzending', 'te-laat', 'grondslag-vo-511']);
  const check = (exchanges: readonly Exchange[], of = plan): Report =>
    checkJournal(of, { exchanges, showsFetching: true }, lists.grounds);
  const kindsOf = (report: Report): string[] => [
    ...report.scenarios.flatMap(({ id, bevindingen }) => bevindingen.map(({ soort }) => `${id} ${soort}`)),
    ...report.algemeen.map(({ soort }) => soort),
  ];
  const own = (record: Fields, number: number): Fields =>
    withKop(record, {
      identificatiecodeBedrijfsdocument: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    });

  it('finds nothing wrong with a system that delivers the plan', () => {
    const report = check(played(plan));
    expect(kindsOf(report)).toEqual([]);
    expect(report.goed).toBe(plan.scenarios.length);
    expect(isSound(report)).toBe(true);
    expect(showReport(report)).toContain('Alles wat gespeeld is, is goed.');
  });

  it('recognises records that a system made itself, with its own ids, times and staff numbers', () => {
    const numbers = new Map<string, number>();
    const report = check(
      played(plan, ({ stap, herhaalt, bericht }) => {
        numbers.set(stap, numbers.get(herhaalt ?? '') ?? numbers.size + 1);
        const benoeming = { ...(bericht['benoeming'] as Fields), personeelsnummer: 'EIGEN' };
        return [own({ ...bericht, benoeming }, numbers.get(stap)!)];
      }),
    );
    expect(kindsOf(report)).toEqual([]);
  });

  it('finds one message id for two records', () => {
    const exchanges = played(plan, ({ stap, bericht }) =>
      stap === 'nieuw/1' || stap === 'wijziging/1' ? [own(bericht, 1)] : [bericht],
    );
    expect(kindsOf(check(exchanges))).toContain('BERICHTNUMMER_DUBBEL');
  });

  it('finds snapshots in the wrong order', () => {
    const exchanges = played(plan);
    const at = (stap: string): number => {
      const { bericht } = plan.scenarios.flatMap(({ stappen }) => stappen).find((step) => step.stap === stap)!;
      return exchanges.findIndex(({ verzoek }) => JSON.stringify(verzoek).includes(idOf(bericht)));
    };
    const [first, second] = [at('wijziging/1'), at('wijziging/2')];
    [exchanges[first], exchanges[second]] = [exchanges[second]!, exchanges[first]!];
    expect(kindsOf(check(exchanges))).toEqual(['wijziging VOLGORDE']);
  });

  it('finds a resend that never came, and one under another id', () => {
    const never = played(plan, ({ herhaalt, bericht }) => (herhaalt === undefined ? [bericht] : []));
    expect(kindsOf(check(never))).toEqual(['herzending HERZENDING_ONTBREEKT']);
    const other = played(plan, ({ herhaalt, bericht }) => [herhaalt === undefined ? bericht : own(bericht, 5)]);
    expect(kindsOf(check(other))).toEqual(['herzending HERZENDING_ANDER_NUMMER']);
  });

  it('finds a record without an answer that was neither sent again nor looked up', () => {
    const exchanges = played(plan);
    const { status: _status, antwoord: _answer, ...unanswered } = exchanges[0]!;
    expect(kindsOf(check([unanswered, ...exchanges.slice(1)]))).toContain('HERZENDING_ONTBREEKT');
    expect(kindsOf(check([unanswered, ...exchanges]))).toEqual([]);
  });

  it('finds the wrong ground, names both, and finds any other wrong field', () => {
    const grounds = check(
      played(plan, ({ stap, bericht }) =>
        stap === 'grondslag-vo-511/1'
          ? [JSON.parse(JSON.stringify(own(bericht, 9)).replace('"511"', '"513"'))]
          : [bericht],
      ),
    );
    expect(kindsOf(grounds)).toEqual(['grondslag-vo-511 GRONDSLAG']);
    expect(showReport(grounds)).toMatch(/grondslag is 513 \(Vervanging.*over 511 \(Zij-instromer/);
    const fields = check(
      played(plan, ({ stap, bericht }) => {
        const benoeming = { ...(bericht['benoeming'] as Fields), soortBetrekking: 'TEWERKSTELLING_ZONDER_BENOEMING' };
        return [stap === 'nieuw/1' ? own({ ...bericht, benoeming }, 9) : bericht];
      }),
    );
    expect(fields.scenarios.flatMap(({ bevindingen }) => bevindingen).map(({ veld }) => veld)).toEqual([
      '/benoeming/soortBetrekking',
    ]);
  });

  it('finds a last bundle that was never acknowledged, and a number that is too low', () => {
    const exchanges = played(plan);
    expect(kindsOf(check(exchanges.slice(0, -1)))).toEqual(['OPHALEN_NIET_BEVESTIGD']);
    const low = { ...fetched(1, []), status: 409, antwoord: { signalen: [{ code: '396' }] } };
    expect(kindsOf(check([...exchanges, low]))).toEqual(['OPHALEN_VOLGNUMMER']);
  });

  it('finds missing and other receipts and feedback', () => {
    const exchanges = played(plan, ({ stap, bericht }) => (stap === 'te-laat/2' ? [] : [bericht]));
    expect(kindsOf(check(exchanges))).toEqual(['te-laat NIET_VERZONDEN']);
    const silent = played(plan).slice(0, -2);
    expect(kindsOf(check(silent)).every((kind) => kind.endsWith('TERUGKOPPELING_ONTBREEKT'))).toBe(true);
    const text = JSON.stringify(played(plan))
      .replace('LERARENREGISTER', 'GEEN')
      .replace('"statusMelding":"B"', '"statusMelding":"A"');
    expect(kindsOf(check(JSON.parse(text) as Exchange[]))).toEqual([
      'nieuw ONTVANGST_ANDERS',
      'nieuw TERUGKOPPELING_ANDERS',
    ]);
  });

  describe('of a request for correction', () => {
    const asking = planOf(7, ['correctieverzoek-stand-eerst', 'naamswijziging']);
    const [request, change] = asking.scenarios.map(({ gebeurtenis }) => gebeurtenis!);
    const correctieverzoekId = '5b1a2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
    const told = fetched(3, [
      {
        kop: { berichtsoort: 'CORRECTIEVERZOEK' },
        correctieverzoek: { correctieverzoekId, benoemingvolgnummer: request!.benoemingvolgnummer },
      },
      {
        kop: { berichtsoort: 'SPONTANE_MUTATIE' },
        spontaneMutatie: { benoemingvolgnummers: [change!.benoemingvolgnummer] },
      },
    ]);
    const answering = (id: string): Exchange[] => [
      ...played(asking, ({ bericht }) => {
        const body = bericht['antwoordCorrectieverzoek'] as Fields | undefined;
        const toelichting = 'In eigen woorden.';
        if (body === undefined) return [bericht];
        return [own({ ...bericht, antwoordCorrectieverzoek: { ...body, correctieverzoekId: id, toelichting } }, 8)];
      }),
      told,
      fetched(4, []),
    ];

    it('recognises the answer by the id of record 16, whatever the system says with it', () => {
      expect(kindsOf(check(answering(correctieverzoekId), asking))).toEqual([]);
    });

    it('finds that the id of record 16 was not used', () => {
      const kinds = kindsOf(check(answering('00000000-0000-4000-8000-000000000001'), asking));
      expect(kinds).toEqual(['correctieverzoek-stand-eerst NIET_VERZONDEN', 'CORRECTIEVERZOEK_ONBEANTWOORD']);
    });

    it('finds records 15 and 16 that were never fetched', () => {
      const kinds = kindsOf(check(played(asking), asking));
      expect(kinds).toEqual([
        'correctieverzoek-stand-eerst TERUGKOPPELING_ONTBREEKT',
        'naamswijziging TERUGKOPPELING_ONTBREEKT',
      ]);
    });
  });

  it('finds a correction request that was fetched and not answered', () => {
    const asked = { kop: { berichtsoort: 'CORRECTIEVERZOEK' }, correctieverzoek: { correctieverzoekId: 'c-1' } };
    const exchanges = [...played(plan), fetched(3, [asked]), fetched(4, [])];
    expect(kindsOf(check(exchanges))).toEqual(['CORRECTIEVERZOEK_ONBEANTWOORD']);
    const record = {
      kop: { berichtsoort: 'ANTWOORD_CORRECTIEVERZOEK' },
      antwoordCorrectieverzoek: { correctieverzoekId: 'c-1' },
    };
    const answer = { methode: 'POST', pad: '/v1/leveringen', verzoek: { berichten: [record] }, status: 202 };
    expect(kindsOf(check([...exchanges, answer]))).toEqual([]);
  });
});
