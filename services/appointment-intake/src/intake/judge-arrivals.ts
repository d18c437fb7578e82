import type { Logger } from '../../../_platform/src/logging/logger.ts';
import { judgeArrival, judgeContent, type OpenedRecord } from '../domain/judge-record.ts';
import type { JudgementLists } from '../domain/judgement-lists.ts';
import { answerQuestions, withRegisterIds, type Outside } from './answer-questions.ts';
import { messageKey, type Arrival, type FailedRecord, type Part, type State } from './arrival.ts';
import { inTurns } from './in-turns.ts';
import { phaseOf, receiptThatCounts } from './look-up.ts';

export interface JudgeParts extends Outside {
  /** The code lists of this moment; taken once for what is judged together. */
  readonly lists: () => JudgementLists;
  readonly log: Logger;
}

/**
 * All stages behind KOP, for the records of a part together: what the database knew decides first, and the vault is asked
 * once about those that are left.
 */
export async function judgeArrivals(opened: readonly Arrival[], part: Part, intake: JudgeParts): Promise<Arrival[]> {
  return judgeContents(await judgeHeads(opened, part, intake), part, intake);
}

/** AUTORISATIE, IDENTIFICATIE, SCHEMA, and PERSOON as far as the numbers go. */
function judgeHeads(
  opened: readonly Arrival[],
  { moment, sender, known, isTrial }: Part,
  { log }: JudgeParts,
): Promise<Arrival[]> {
  const seen = new Set<string>();
  return inTurns(opened, ({ print, state }): Arrival => {
    if (state.outcome !== 'OPENED') return { print, state };
    const { kop } = state;
    const key = messageKey(kop);
    const storedHash = receiptThatCounts(known.receipts.get(key), isTrial(kop))?.content_hash;
    const phase = phaseOf(known, sender.oin, kop, moment.day) ?? 'GEEN';
    const facts = {
      callerOin: sender.oin,
      mayDeliver: phase !== 'GEEN',
      ...print,
      ...(storedHash === undefined ? {} : { storedHash }),
    };
    const judged = orFailed(kop, log, () => judgeArrival(state, facts));
    // What stands under the key is named in the answer, for another content (396) too.
    if (isAbout396(judged)) return { print, state: { outcome: 'KNOWN', kop } };
    if (judged.outcome === 'ANSWERED' || judged.outcome === 'KNOWN') return { print, state: judged };
    if (seen.has(key)) return { print, state: { outcome: 'FOLLOWING', kop } };
    seen.add(key);
    return { print, state: judged };
  });
}

/** The rest, with what the vault said. */
async function judgeContents(
  arrived: readonly Arrival[],
  { moment, isTrial }: Part,
  intake: JudgeParts,
): Promise<Arrival[]> {
  const { log } = intake;
  const lists = intake.lists();
  const waiting = arrived.map(({ state }) => state).filter((state) => state.outcome === 'TO_ASK');
  const answers = await answerQuestions(waiting, { day: moment.day, isTrial }, intake);
  const judged = await inTurns(arrived, ({ print, state }): Arrival => {
    const answer = state.outcome === 'TO_ASK' ? answers.get(state) : undefined;
    if (state.outcome !== 'TO_ASK' || answer === undefined) return { print, state };
    return { print, state: orFailed(state.kop, log, () => judgeContent(state, answer, moment, lists)) };
  });
  const accepted = judged.map(({ state }) => state).filter((state) => state.outcome === 'ACCEPTED');
  const complete = await withRegisterIds(accepted, intake);
  return judged.map(({ print, state }) => ({
    print,
    state: state.outcome === 'ACCEPTED' ? (complete.get(state) ?? state) : state,
  }));
}

function isAbout396(judged: State): boolean {
  return judged.outcome === 'ANSWERED' && judged.signalen.some(({ code }) => code === '396');
}

/** A judgement that throws is a fault of ours: it costs its record 358, and the others of the request nothing. */
function orFailed<Judged extends State>(
  kop: OpenedRecord['kop'],
  log: Logger,
  judge: () => Judged,
): Judged | FailedRecord {
  try {
    return judge();
  } catch (error) {
    log.error('RECORD_NOT_JUDGED', { messageId: kop.identificatiecodeBedrijfsdocument, error });
    return { outcome: 'FAILED', kop };
  }
}
