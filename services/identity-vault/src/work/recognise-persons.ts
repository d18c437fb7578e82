import { judgeKeyChange } from '../domain/judge-key-change.ts';
import type { KeyHolder } from '../domain/judge-key-change.ts';
import { judgePerson, notANumber, NOT_NOW } from '../domain/judge-person.ts';
import type { PersonJudgement } from '../domain/judge-person.ts';
import { findSubjects } from './find-subjects.ts';
import type { JudgedRecord, PersonAsked, RecognitionOutcome, RecognitionRequest, Subject } from './recognition.ts';
import { storeRecognised } from './store-recognised.ts';
import type { Stored } from './store-recognised.ts';
import { tryRecognised } from './try-recognised.ts';
import type { VaultParts } from './vault-parts.ts';

/**
 * Turns the citizen service numbers of a request into register ids, or into signals. In this order:
 *
 * 1. one look-up for all persons of the request, and one question to the BRP for those without current facts
 *    (find-subjects.ts). When the BRP is needed and away, the whole request fails with UpstreamError;
 * 2. the judgement of every record, which is pure (domain/judge-person.ts, domain/judge-key-change.ts);
 * 3. one transaction (store-recognised.ts): rows that are new or refreshed, numbers that record 3 reserves, and a
 *    processing-log line for everybody looked up. The answer leaves after its commit. A request about known persons
 *    writes nothing but those lines, and so does a trial (try-recognised.ts).
 *
 * @returns one outcome per person, in the order asked
 */
export async function recognisePersons(
  parts: VaultParts,
  request: RecognitionRequest,
  onBehalfOf: string,
): Promise<RecognitionOutcome[]> {
  const subjects = await findSubjects(
    parts,
    request.personen.flatMap(({ burgerservicenummer, nieuwePersoon }) =>
      nieuwePersoon === undefined ? [burgerservicenummer] : [burgerservicenummer, nieuwePersoon.burgerservicenummer],
    ),
  );
  const judged = request.personen.map((person) => judgeRecord(parts, person, subjects, request.ontvangstdag));
  const stored = await (request.proef === true ? tryRecognised : storeRecognised)(parts, {
    subjects: [...new Set(subjects.values())],
    records: judged.filter((record) => 'subject' in record),
    receiptDay: request.ontvangstdag,
    onBehalfOf,
  });
  return judged.map((record) => outcomeOf(record, stored));
}

function judgeRecord(
  { pensionAges }: VaultParts,
  person: PersonAsked,
  subjects: ReadonlyMap<string, Subject>,
  receiptDay: string,
): JudgedRecord | PersonJudgement {
  const { nieuwePersoon } = person;
  const subject = subjects.get(person.burgerservicenummer);
  if (subject === undefined) return notANumber();
  if (nieuwePersoon === undefined) {
    const judgement = subject.unreadable ? NOT_NOW : judgePerson(person, subject.facts, receiptDay, pensionAges);
    return { subject, person, judgement };
  }
  const next = subjects.get(nieuwePersoon.burgerservicenummer);
  if (next === undefined) return notANumber('/nieuwePersoon/burgerservicenummer');
  const change = { old: person, next: nieuwePersoon };
  const judgement =
    subject.unreadable || next.unreadable
      ? NOT_NOW
      : judgeKeyChange(change, { old: holderOf(subject), next: holderOf(next) }, receiptDay, pensionAges);
  return { subject, next, person, judgement };
}

function holderOf({ found, facts }: Subject): KeyHolder {
  return { known: found?.known === true, facts };
}

function outcomeOf(record: JudgedRecord | PersonJudgement, stored: Stored): RecognitionOutcome {
  if (!('subject' in record)) return { signalen: record.signals };
  const { subject } = record;
  const judgement = stored.judgedAnew.get(record) ?? record.judgement;
  if (judgement.rejected) return { signalen: judgement.signals };
  const registratieId = stored.registerIds.get(subject.lookup);
  return {
    ...(registratieId !== undefined && { registratieId }),
    aowBereikt: judgement.pensionReached,
    brpGekoppeld: subject.facts.brp !== undefined,
    signalen: judgement.signals,
  };
}
