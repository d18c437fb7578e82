import { describe, expect, it } from '@jest/globals';
import { signalCatalogue } from '../../schemas/code-lists/signal-catalogue.ts';
import { shapeCheck } from '../../schemas/message-book/v1/validators.ts';
import { recordExamples, signalExamples, type WorkedExample } from '../../schemas/message-book/v1/worked-examples.ts';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { judge } from '../../services/register-state/src/apply/judge.ts';
import { commandId } from '../../services/register-state/src/domain/ids.ts';
import type { Command } from '../../services/register-state/src/domain/commands.ts';
import { readPersonCommand } from '../../services/register-state/src/messages/read-command.ts';
import { book, judgeExample, personAfter } from './judge-example.ts';

const signals = [...signalExamples()];
const records = [...recordExamples()];

/** Given by an operator or by a fault on our side: no record makes them. */
const withoutExample = ['358', '990', '991'];

it('there is an example for every signal that a record can give, and for every record type that is sent', () => {
  const codes = Object.keys(signalCatalogue).filter((code) => !withoutExample.includes(code));
  expect(signals.map(([code]) => code).sort()).toEqual(codes.sort());
  expect(records.map(([number]) => number)).toEqual(['1', '2', '3', '4', '6']);
});

describe.each([...records, ...signals])('example %s', (_name, example) => {
  it('gets the answer that stands in it, from intake and register', () => {
    const { ontvangstbevestiging, terugkoppeling } = example;
    expect(judgeExample(example)).toEqual({ ontvangstbevestiging, ...(terugkoppeling && { terugkoppeling }) });
  });
  it('has answers of the right shape', () => {
    expect(shapeCheck('ontvangstbevestiging')(example.ontvangstbevestiging)).toEqual([]);
    if (example.terugkoppeling !== undefined) {
      expect(shapeCheck('opgehaalde-terugkoppeling')(example.terugkoppeling)).toEqual([]);
    }
  });
});

describe.each(records)('record %s', (_number, example) => {
  it('has the shape of a record and no signal', () => {
    expect(shapeCheck('bericht')(example.bericht)).toEqual([]);
    expect(codesOf(example)).toEqual([]);
  });
});

describe.each(signals)('signal %s', (code, example) => {
  it('is the only one that the example gives', () => {
    expect(codesOf(example)).toEqual([code]);
  });
  it('is not given for the nearest other record', () => {
    expect(example.zonderSignaal).toBeDefined();
    expect(codesOf(judgeExample(withoutCause(example), example.zonderSignaal))).toEqual([]);
  });
});

it('the register tells 621 as well, of a request that intake knows and the board answered already', () => {
  const { vooraf = [], ...first } = recordExamples().get('6')!;
  const bericht = structuredClone(first.bericht) as Record<string, any>;
  bericht['kop'].identificatiecodeBedrijfsdocument = '0b0e0a3c-6c55-4e7e-9a68-000600000002';
  const { ontvangstbevestiging, terugkoppeling } = judgeExample({ ...first, bericht, vooraf: [...vooraf, first] });
  expect(ontvangstbevestiging).toMatchObject({ statusMelding: 'B', signalen: [] });
  expect(terugkoppeling).toMatchObject({
    terugkoppelingAfkeuring: { signalen: signalExamples().get('621')!.ontvangstbevestiging.signalen },
  });
});

describe('what is handed out without being asked for', () => {
  const examples = path.join(import.meta.dirname, '../../schemas/message-book/v1/examples');
  const shown = (file: string) => JSON.parse(readFileSync(path.join(examples, file), 'utf8')) as Record<string, any>;
  const first = recordExamples().get('1')!;
  const id = commandId('00000000-0000-4000-8000-000000000001');
  const told = (command: Command, today: string) =>
    judge(personAfter(first), command, { recordedAt: `${today}T01:00:00.000Z`, today, lastTurn: null }, { book })
      .answer;

  it('record 14 shows a snapshot in the places that record 11 told', () => {
    const [row] = shown('opgehaalde-terugkoppeling.json')['registratieoverzicht'].standen;
    const answer = first.terugkoppeling as Record<string, any>;
    expect(answer['terugkoppelingBenoeming'].registratieplekken).toEqual(row.registratieplekken);
  });
  it('record 15 names the appointments of the person', () => {
    const { soort, benoemingvolgnummers } = shown('opgehaalde-terugkoppeling.spontane-mutatie.json')['spontaneMutatie'];
    const answer = told({ kind: 'brp-mutation', id, change: 'BSN_GEWIJZIGD' }, '2026-01-16');
    expect(answer?.spontaneMutaties).toMatchObject([{ soort, benoemingvolgnummers }]);
  });
  it('record 16 asks what the teacher asked, to be answered in four weeks', () => {
    const { command } = readPersonCommand(shown('opdracht.aanvraag-correctie.json'));
    const { correctieverzoek } = shown('terugkoppeling.correctieverzoek.json');
    expect(told(command, '2026-01-15')?.correctieverzoeken).toMatchObject([{ correctieverzoek }]);
  });
  it('record 17 comes half a year before the latest day', () => {
    const { termijnsignalering } = shown('terugkoppeling.termijnsignalering.json');
    const answer = told({ kind: 'day-turn', id, day: '2026-01-31' }, '2026-01-31');
    expect(answer?.termijnsignaleringen).toMatchObject([{ termijnsignalering }]);
  });
});

/**
 * Where somebody else is the cause, that is what differs: what vault and mandates say, or what a teacher asked before
 * the very same record.
 */
function withoutCause({ omstandigheden: _, ...example }: WorkedExample): WorkedExample {
  const { bericht, zonderSignaal, vooraf = [] } = example;
  const bodyOf = ({ kop: _kop, ...body }: Record<string, unknown>) => JSON.stringify(body);
  if (bodyOf({ ...bericht }) !== bodyOf({ ...zonderSignaal })) return example;
  return { ...example, vooraf: vooraf.filter((step) => 'bericht' in step) };
}

function codesOf({
  ontvangstbevestiging,
  terugkoppeling,
}: Pick<WorkedExample, 'ontvangstbevestiging' | 'terugkoppeling'>) {
  const bodies = Object.values(terugkoppeling ?? {}) as { signalen?: { code: string }[] }[];
  const told = bodies.flatMap(({ signalen = [] }) => signalen);
  return [...new Set([...ontvangstbevestiging.signalen, ...told].map(({ code }) => code))];
}
