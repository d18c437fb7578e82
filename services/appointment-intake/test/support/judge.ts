import { createSecretKey } from 'node:crypto';
import { loadCodeLists } from '../../../../schemas/code-lists/load-code-lists.ts';
import type { Signaal } from '../../../../schemas/message-book/v1/generated.ts';
import { shapeCheck } from '../../../../schemas/message-book/v1/validators.ts';
import type { PersonAnswer } from '../../src/domain/judge-person.ts';
import { judgeArrival, judgeContent, judgeHead, type ArrivalFacts } from '../../src/domain/judge-record.ts';
import { judgementLists } from '../../src/domain/judgement-lists.ts';
import { momentOf } from '../../src/domain/moment.ts';
import { fingerprint } from '../../src/intake/fingerprint.ts';
import { recordKinds } from '../../src/messages/record-kinds.ts';
import type { Json } from './records.ts';

/** Day of receipt in all tests of judgement. */
export const today = '2026-01-15';
export const lists = judgementLists(loadCodeLists());
const moment = momentOf(new Date('2026-01-15T10:00:00.000Z'), today);
const rules = { checkKop: shapeCheck('kop'), kinds: recordKinds };
const key = createSecretKey(Buffer.alloc(32, 1));
const recognised: PersonAnswer = {
  registratieId: '00000000-0000-4000-8000-000000000001',
  aowBereikt: false,
  brpGekoppeld: true,
  signalen: [],
};

export interface Judged {
  readonly outcome: string;
  readonly signals: readonly Signaal[];
  /** `code@pointer` of every signal, sorted. */
  readonly found: readonly string[];
  /** What would be kept. */
  readonly record: Json;
}

/** The whole of intake's judgement of one record, with what database and vault would say. */
export function judge(record: Json, facts: Partial<ArrivalFacts> = {}, answer: PersonAnswer = recognised): Judged {
  const head = judgeHead(record, moment, rules);
  if (head.outcome !== 'OPENED') return judged(head.outcome, head.signalen);
  const callerOin = head.kop.oinLeverancier ?? head.kop.oinVerzender;
  const arrived = judgeArrival(head, { callerOin, mayDeliver: true, ...fingerprint(record, key), ...facts });
  if (arrived.outcome === 'KNOWN') return judged('KNOWN', []);
  if (arrived.outcome !== 'TO_ASK') return judged(arrived.outcome, arrived.signalen);
  const end = judgeContent(arrived, answer, moment, lists);
  return { ...judged(end.outcome, end.signalen), record: end.record };
}

function judged(outcome: string, signals: readonly Signaal[]): Judged {
  return { outcome, signals, found: signals.map(({ code, veld }) => `${code}@${veld}`).sort(), record: undefined };
}
