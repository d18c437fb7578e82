import type { Kop, Signaal } from '../../../../schemas/message-book/v1/generated.ts';
import { isRejection } from '../../../../schemas/message-book/v1/signals.ts';
import type { ShapeCheck } from '../../../../schemas/message-book/v1/validators.ts';
import type { Finding } from './finding.ts';
import { judgeAuthorisation } from './judge-authorisation.ts';
import { judgeKop } from './judge-kop.ts';
import {
  answerFindings,
  bornAfterReceipt,
  judgeNumbers,
  type PersonAnswer,
  type PersonInBody,
} from './judge-person.ts';
import { judgeShape } from './judge-shape.ts';
import type { JudgementLists } from './judgement-lists.ts';
import type { Moment } from './moment.ts';
import { contentStages, type Question, type RecordBody, type RecordKind } from './record-kind.ts';
import { notInList } from './shape-findings.ts';
import { toSignals } from './to-signals.ts';

/*
 * The order of judgement, message book section 4. All rejections of a stage are told together, later stages do not run;
 * notices stop nothing. Three functions, because two questions to the outside lie between them:
 *
 *   judgeHead      KOP
 *                  — the database is asked for mandates and for receipts of the same messages —
 *   judgeArrival   AUTORISATIE, IDENTIFICATIE, SCHEMA, PERSOON as far as the numbers go
 *                  — the vault is asked, once for all records of the request; the database for correction requests —
 *   judgeContent   the rest of PERSOON, INSTELLING, DATUMS, GRONDSLAGEN, and of SAMENHANG 621 alone
 *
 * The rest of SAMENHANG is the register's. All of it is pure.
 */

/** A record whose head is sound. */
export interface OpenedRecord {
  readonly outcome: 'OPENED';
  readonly kop: Kop;
  readonly kind: RecordKind;
  readonly record: Readonly<Record<string, unknown>>;
}

/** Rejected before its message id is used up: answered, nothing stored. */
export interface AnsweredRecord {
  readonly outcome: 'ANSWERED';
  readonly signalen: readonly Signaal[];
  /** As far as the head could be read. */
  readonly messageId?: string;
  readonly sender?: string;
}

/** The same message was taken in before; its stored receipt is the answer. */
export interface KnownRecord {
  readonly outcome: 'KNOWN';
  readonly kop: Kop;
}

/** Rejected and stored. `record` is absent where it may hold a person's data in a wrong place (SCHEMA, PERSOON). */
export interface RejectedRecord {
  readonly outcome: 'REJECTED';
  readonly kop: Kop;
  readonly signalen: readonly Signaal[];
  /** The record without its person. */
  readonly record?: object;
}

/** Sound so far; goes on when its question has been answered. */
export interface RecordToAsk {
  readonly outcome: 'TO_ASK';
  readonly kop: Kop;
  readonly kind: RecordKind;
  readonly body: RecordBody;
  readonly question: Question;
}

export interface AcceptedRecord {
  readonly outcome: 'ACCEPTED';
  readonly kop: Kop;
  /** Absent when the record is about nobody. */
  readonly registratieId?: string;
  /** What the vault said of the person, when it was asked. */
  readonly persoon?: { readonly aowBereikt: boolean; readonly brpGekoppeld: boolean };
  /** Notices only. */
  readonly signalen: readonly Signaal[];
  /** Body and record without persons. */
  readonly body: object;
  readonly record: object;
  /** Numbers to be told to the register as register ids, member `personen` of the body. */
  readonly numbersToLookUp?: readonly string[];
}

export interface HeadRules {
  readonly checkKop: ShapeCheck;
  readonly kinds: ReadonlyMap<string, RecordKind>;
}

export function judgeHead(record: unknown, moment: Moment, rules: HeadRules): OpenedRecord | AnsweredRecord {
  const { kop, messageId, sender, findings } = judgeKop(record, moment, rules.checkKop);
  const kind = kop && rules.kinds.get(kop.berichtsoort);
  if (kop === undefined || kind === undefined) {
    return {
      outcome: 'ANSWERED',
      signalen: toSignals(kop === undefined ? findings : [notInList('/kop/berichtsoort')]),
      ...(messageId === undefined ? {} : { messageId }),
      ...(sender === undefined ? {} : { sender }),
    };
  }
  return { outcome: 'OPENED', kop, kind, record: record as Readonly<Record<string, unknown>> };
}

/** What the outside knows of a record when its head has been read. */
export interface ArrivalFacts {
  /** OIN of the token. */
  readonly callerOin: string;
  /** This OIN holds a mandate for the record's board and delivery point, and the board is in a phase to deliver. */
  readonly mayDeliver: boolean;
  /** Canonical size in bytes and keyed hash of the whole record. */
  readonly canonicalBytes: number;
  readonly contentHash: string;
  /** Hash of the record stored under the same sender and message id. */
  readonly storedHash?: string;
}

export function judgeArrival(
  { kop, kind, record }: OpenedRecord,
  facts: ArrivalFacts,
): AnsweredRecord | KnownRecord | RejectedRecord | RecordToAsk {
  const unauthorised = judgeAuthorisation(kop, facts.callerOin, facts.mayDeliver);
  if (unauthorised.length > 0) return answered(kop, unauthorised);

  if (facts.storedHash !== undefined) {
    return facts.storedHash === facts.contentHash ? { outcome: 'KNOWN', kop } : otherContent(kop);
  }

  const misshapen = judgeShape(record, facts.canonicalBytes, kind);
  if (misshapen.length > 0) return { outcome: 'REJECTED', kop, signalen: toSignals(misshapen) };

  const body = record[kind.bodyField] as RecordBody;
  const persons = kind.personsIn(body);
  const wrongNumbers = judgeNumbers(persons, kind.bodyField);
  if (wrongNumbers.length > 0) return { outcome: 'REJECTED', kop, signalen: toSignals(wrongNumbers, persons) };
  return { outcome: 'TO_ASK', kop, kind, body, question: kind.questionOf(body) };
}

/** 396: the id was used for another content; the first receipt stays valid and nothing is stored. */
export function otherContent(kop: Kop): AnsweredRecord {
  return answered(kop, [{ code: '396', veld: '/kop/identificatiecodeBedrijfsdocument' }]);
}

/** @throws Error when the vault's answer contradicts itself */
export function judgeContent(
  { kop, kind, body, question }: RecordToAsk,
  answer: PersonAnswer,
  moment: Moment,
  lists: JudgementLists,
): RejectedRecord | AcceptedRecord {
  const persons = kind.personsIn(body);
  let found = judgeAnswer(question, answer, persons, kind.bodyField, moment);
  let signalen = toSignals(found, persons);
  if (signalen.some(isRejection)) return { outcome: 'REJECTED', kop, signalen };
  const { registratieId } = answer;
  if (question.about === 'PERSON' && registratieId === undefined) {
    throw new Error('The vault neither recognised nor refused a person');
  }

  const withoutPerson = kind.withoutPerson(body);
  const record = { kop, [kind.bodyField]: withoutPerson };
  const judging = { kop, moment, lists, ...(registratieId === undefined ? {} : { registratieId }) };
  for (const stage of contentStages) {
    found = [...found, ...kind.judgeStage(stage, body, judging)];
    if (found.length === 0) continue;
    signalen = toSignals(found, persons);
    if (signalen.some(isRejection)) return { outcome: 'REJECTED', kop, signalen, record };
  }
  const numbersToLookUp = kind.numbersToLookUp?.(body);
  return {
    outcome: 'ACCEPTED',
    kop,
    ...(registratieId === undefined ? {} : { registratieId }),
    ...(question.about === 'PERSON' ? { persoon: whatTheRegisterMayKnow(answer) } : {}),
    signalen,
    body: withoutPerson,
    record,
    ...(numbersToLookUp === undefined ? {} : { numbersToLookUp }),
  };
}

function judgeAnswer(
  question: Question,
  answer: PersonAnswer,
  persons: readonly PersonInBody[],
  bodyField: string,
  moment: Moment,
): readonly Finding[] {
  if (question.about !== 'PERSON') return [];
  return [
    ...bornAfterReceipt(persons, bodyField, moment),
    ...answerFindings(answer, bodyField, question.datumIngangBenoeming),
  ];
}

function whatTheRegisterMayKnow({ aowBereikt = false, brpGekoppeld = false }: PersonAnswer) {
  return { aowBereikt, brpGekoppeld };
}

function answered(kop: Kop, findings: readonly Finding[]): AnsweredRecord {
  return {
    outcome: 'ANSWERED',
    signalen: toSignals(findings),
    messageId: kop.identificatiecodeBedrijfsdocument,
    sender: kop.verzendendeInstantie,
  };
}
