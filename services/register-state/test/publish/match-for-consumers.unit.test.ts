import { describe, expect, it } from '@jest/globals';
import diplomaMatch from '../../../../schemas/diploma/v1/diplomamatch.schema.json' with { type: 'json' };
import { judge } from '../../src/apply/judge.ts';
import type { Judgement } from '../../src/apply/judge.ts';
import type { Command } from '../../src/domain/commands.ts';
import type { MatchResult } from '../../src/domain/person.ts';
import { composeEvent, eventContent } from '../../src/publish/compose-records.ts';
import { publicState } from '../../src/publish/public-state.ts';
import { eventFaults, stateFaults } from '../apply/event-schemas.ts';
import { book, DUTCH, History } from '../domain/history.ts';

const SOURCE = 'urn:nld:oin:00000099000000001000:systeem:register-state';
const outcomes = diplomaMatch.properties.uitkomst.enum;

/** As diploma matching writes it to the teacher: the name of his certificate is personal data. */
const EXPLANATION = 'Uw getuigschrift hbo lerarenopleiding Nederlands geeft bevoegdheid.';
const NEXT_STEP = 'U hoeft niets te doen.';
const found = (uitkomst: string, day = '2020-09-02'): MatchResult => ({
  uitkomst,
  regel: 'VAK',
  toelichting: EXPLANATION,
  vervolgstap: NEXT_STEP,
  beoordeeldOp: `${day}T12:00:00.000Z`,
});

interface Told {
  readonly type: string;
  readonly data: { readonly voor?: MatchResult; readonly na: MatchResult };
}

/** Keeps the last command and what came of it. */
class MatchedHistory extends History {
  last: { command: Command; event: Judgement['events'][number] } | undefined;

  override judge(command: Command): this {
    const time = { recordedAt: `${this.day}T10:00:00.000Z`, today: this.day, lastTurn: this.lastTurn };
    const { events } = judge(this.person, command, time, { book });
    if (events[0] !== undefined) this.last = { command, event: events[0] };
    return super.judge(command);
  }

  matched(result: MatchResult): this {
    return this.match(this.person.statements[0]!.claimId, result);
  }

  get told(): { text: string; event: Told } {
    const { command, event } = this.last!;
    const { text } = composeEvent({ wire: { id: command.id }, recordedAt: '2020-09-02T10:00:00.000Z' }, event, SOURCE);
    return { text, event: JSON.parse(text) as Told };
  }
}

const stated = (): MatchedHistory => new MatchedHistory('2020-09-01').deliver().state(DUTCH);

describe('what matching found', () => {
  it.each(outcomes)('%s reaches consumers without a word of the explanation, in the shape that is published', (one) => {
    const history = stated().matched(found(one));
    const { text, event } = history.told;
    expect(event.type).toBe('nl.lerarenregister.onderwijs-match-vastgesteld.v1');
    const state = publicState(history.person);
    for (const bytes of [text, JSON.stringify(state)]) {
      expect(bytes).not.toMatch(/getuigschrift|lerarenopleiding|\b[Uu]w?\b|vervolgstap/);
      expect(bytes).toContain(`"uitkomst":"${one}","regel":"VAK"`);
    }
    expect(eventFaults(event)).toEqual([]);
    expect(stateFaults(state)).toEqual([]);
    // Who follows the events comes to the same as who reads the state.
    expect(state).toMatchObject({ opgaven: [{ match: event.data.na }] });
    expect(event.data.na).toEqual({
      uitkomst: one,
      regel: 'VAK',
      toelichting: expect.stringMatching(/diplomaregister.*\.$/),
      beoordeeldOp: '2020-09-02T12:00:00.000Z',
    });
  });

  it('has a sentence of its own for each outcome', () => {
    const sentences = outcomes.map((one) => stated().matched(found(one)).told.event.data.na.toelichting);
    expect(new Set(sentences).size).toBe(outcomes.length);
  });

  it('is told so of the former judgement too', () => {
    const history = stated().matched(found('GEEN')).matched(found('DIRECT', '2020-10-01'));
    const { text, event } = history.told;
    expect(text).not.toMatch(/getuigschrift|vervolgstap/);
    expect(event.data).toMatchObject({ voor: { uitkomst: 'GEEN' }, na: { uitkomst: 'DIRECT' } });
    expect(eventFaults(event)).toEqual([]);
  });

  it('stays whole in the register, and for the teacher', () => {
    const history = stated().matched(found('DIRECT'));
    const { command, event } = history.last!;
    expect(history.person.statements[0]!.match).toEqual(found('DIRECT'));
    expect(eventContent({ wire: { id: command.id } }, event).data).toMatchObject({ na: found('DIRECT') });
  });

  it('says nothing of somebody destroyed', () => {
    const { event } = stated().matched(found('DIRECT')).last!;
    const erased = { ...event, data: {} };
    const { text } = composeEvent({ wire: { id: 'x' }, recordedAt: '2020-09-02T10:00:00.000Z' }, erased, SOURCE);
    expect(JSON.parse(text)).toMatchObject({ data: {} });
    expect(text).toContain('"data":{}}');
  });
});
