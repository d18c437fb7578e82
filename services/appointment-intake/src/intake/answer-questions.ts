import type { Kop } from '../../../../schemas/message-book/v1/generated.ts';
import { signalCatalogue } from '../../../../schemas/code-lists/signal-catalogue.ts';
import { isSignalCode } from '../../../../schemas/message-book/v1/signals.ts';
import { newId } from '../../../_platform/src/ids/new-id.ts';
import type { PersonAnswer } from '../domain/judge-person.ts';
import type { AcceptedRecord, RecordToAsk } from '../domain/judge-record.ts';
import { commandId } from '../messages/command.ts';
import { receiptId } from '../messages/receipt.ts';
import type { CorrectionKey } from '../sql/find-corrections.ts';
import type { AskVault, FindRegisterIds, VaultQuestion } from './ask-vault.ts';
import { keyOf } from './look-up.ts';

/** Whom correction requests are about, by `keyOf(correction_id, board)`; those that the board was sent, no others. */
export type FindCorrections = (asked: readonly CorrectionKey[]) => Promise<ReadonlyMap<string, string>>;

export interface Outside {
  readonly askVault: AskVault;
  /** The same, with nothing kept of it: a person that the vault does not know gets no register id. */
  readonly tryVault: AskVault;
  readonly findRegisterIds: FindRegisterIds;
  readonly findCorrections: FindCorrections;
}

const nobody: PersonAnswer = { signalen: [] };

/** The questions of all records of a request, each kind of question asked once. */
export async function answerQuestions(
  records: readonly RecordToAsk[],
  { day, isTrial }: { readonly day: string; readonly isTrial: (kop: Kop) => boolean },
  { askVault, tryVault, findCorrections }: Outside,
): Promise<ReadonlyMap<RecordToAsk, PersonAnswer>> {
  const real = new Map<RecordToAsk, VaultQuestion>();
  const tried = new Map<RecordToAsk, VaultQuestion>();
  const corrections = new Map<RecordToAsk, CorrectionKey>();
  for (const record of records) {
    const { kop, question } = record;
    if (question.about === 'PERSON') {
      const { about: _, ...asked } = question;
      const receipt = receiptId(kop.verzendendeInstantie, kop.identificatiecodeBedrijfsdocument, isTrial(kop));
      (isTrial(kop) ? tried : real).set(record, { ...asked, opdrachtId: commandId(receipt) });
    } else if (question.about === 'CORRECTION') {
      corrections.set(record, { correction_id: question.correctieverzoekId, board: kop.bevoegdGezagNummer });
    }
  }
  const [persons, triedPersons, found] = await Promise.all([
    askVault([...real.values()], day),
    tried.size === 0 ? [] : tryVault([...tried.values()], day),
    corrections.size === 0 ? new Map<string, string>() : findCorrections([...corrections.values()]),
  ]);
  const answers = new Map(records.map((record) => [record, nobody]));
  for (const [index, record] of [...real.keys()].entries()) answers.set(record, persons[index] ?? nobody);
  for (const [index, record] of [...tried.keys()].entries()) {
    answers.set(record, withSomeRegisterId(triedPersons[index] ?? nobody));
  }
  for (const [record, { correction_id, board }] of corrections) {
    const registratieId = found.get(keyOf(correction_id, board));
    if (registratieId !== undefined) answers.set(record, { registratieId, signalen: [] });
  }
  return answers;
}

/** A person whom only a trial knows gets an id that is nobody's: the register answers, and keeps nothing of it. */
export function withSomeRegisterId(answer: PersonAnswer): PersonAnswer {
  const isRefused = answer.signalen.some(({ code }) => !isSignalCode(code) || signalCatalogue[code].ernst === 'A');
  return isRefused || answer.registratieId !== undefined ? answer : { ...answer, registratieId: newId() };
}

/**
 * Accepted records that name persons by number (record 4) with these as register ids. Asked last, so that nobody is looked
 * up for a record that is rejected. Persons that the vault does not know are left out: the list may become empty, and then
 * it means nobody.
 */
export async function withRegisterIds(
  records: readonly AcceptedRecord[],
  { findRegisterIds }: Outside,
): Promise<ReadonlyMap<AcceptedRecord, AcceptedRecord>> {
  const asking = records.filter(({ numbersToLookUp }) => numbersToLookUp !== undefined);
  const numbers = new Set(asking.flatMap(({ numbersToLookUp = [] }) => numbersToLookUp));
  const found = numbers.size === 0 ? new Map<string, string>() : await findRegisterIds(numbers);
  return new Map(
    asking.map((record) => {
      const { numbersToLookUp = [], ...rest } = record;
      const personen = new Set(numbersToLookUp.flatMap((number) => found.get(number) ?? []));
      return [record, { ...rest, body: { ...record.body, personen: [...personen] } }];
    }),
  );
}
