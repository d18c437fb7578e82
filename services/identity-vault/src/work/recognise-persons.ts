import { judgePerson, NOT_A_NUMBER } from '../domain/judge-person.ts';
import { findSubjects } from './find-subjects.ts';
import type { JudgedRecord, RecognitionOutcome, RecognitionRequest } from './recognition.ts';
import { storeRecognised } from './store-recognised.ts';
import type { VaultParts } from './vault-parts.ts';

/**
 * Turns the citizen service numbers of a request into register ids, or into signals. In this order:
 *
 * 1. one look-up for all persons of the request, and one question to the BRP for those without current facts
 *    (find-subjects.ts). When the BRP is needed and away, the whole request fails with UpstreamError;
 * 2. the judgement of every record, which is pure (domain/judge-person.ts);
 * 3. one transaction (store-recognised.ts): rows that are new or refreshed, and a processing-log line for everybody
 *    looked up. The answer leaves after its commit. A request about known persons writes nothing but those lines.
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
    request.personen.map(({ burgerservicenummer }) => burgerservicenummer),
  );
  const judged = request.personen.map((person): JudgedRecord | undefined => {
    const subject = subjects.get(person.burgerservicenummer);
    if (subject === undefined) return undefined;
    const judgement = judgePerson(person, subject.facts, request.ontvangstdag, parts.pensionAges);
    return { subject, person, judgement };
  });

  const registerIds = await storeRecognised(parts, {
    subjects: [...subjects.values()],
    records: judged.filter((record) => record !== undefined),
    receiptDay: request.ontvangstdag,
    onBehalfOf,
  });

  return judged.map((record): RecognitionOutcome => {
    if (record === undefined) return { signalen: NOT_A_NUMBER.signals };
    const { subject, judgement } = record;
    const registratieId = registerIds.get(subject.lookup);
    if (judgement.rejected || registratieId === undefined) return { signalen: judgement.signals };
    return {
      registratieId,
      aowBereikt: judgement.pensionReached,
      brpGekoppeld: subject.facts.brp !== undefined,
      signalen: judgement.signals,
    };
  });
}
