import type { GroundRow } from '../../schemas/code-lists/rows.ts';
import { fieldDifferences, type FieldDifference } from './field-differences.ts';
import type { Finding } from './finding.ts';
import { messageIdOf, type SeenReceipt } from './journal.ts';
import type { MatchedStep } from './match-sendings.ts';
import type { Step } from './plan-types.ts';

/** What the supplier's system sent, against what the plan asks. */
export function sentFindings(
  { step, sending, differences }: MatchedStep,
  first: MatchedStep | undefined,
  grounds: readonly GroundRow[],
): Finding[] {
  if (first !== undefined) return resendFindings(step, sending.record, first);
  return differences.map((difference) => fieldFinding(step, difference, grounds));
}

function resendFindings(step: Step, record: MatchedStep['sending']['record'], first: MatchedStep): Finding[] {
  const [then, now] = [messageIdOf(first.sending.record), messageIdOf(record)];
  if (then !== now) {
    const tekst =
      `Dit is opnieuw gestuurd met berichtnummer ${now ?? '(geen)'}, maar het eerste had ${then ?? '(geen)'}. ` +
      'Zo telt het als een nieuw bericht. Bewaar het bericht en stuur het ongewijzigd, met hetzelfde nummer.';
    return [
      { soort: 'HERZENDING_ANDER_NUMMER', stap: step.stap, veld: '/kop/identificatiecodeBedrijfsdocument', tekst },
    ];
  }
  return fieldDifferences(first.sending.record, record).map(({ veld }) => ({
    soort: 'VELD',
    stap: step.stap,
    veld,
    tekst: `De herzending verschilt bij ${veld} van wat eerst is gestuurd. Stuur precies hetzelfde bericht.`,
  }));
}

function fieldFinding(step: Step, { veld, verwacht, gezien }: FieldDifference, grounds: readonly GroundRow[]): Finding {
  if (veld.endsWith('/benoemingsgrondslag')) {
    const meaning = (code: unknown): string => {
      const row = grounds.find((ground) => ground.code === code);
      return row === undefined ? `${String(code)} (bestaat niet)` : `${row.code} (${row.omschrijving})`;
    };
    const tekst = `De grondslag is ${meaning(gezien)}; dit scenario gaat over ${meaning(verwacht)}.`;
    return { soort: 'GRONDSLAG', stap: step.stap, veld, tekst };
  }
  const place = veld === '' ? 'het bericht' : veld;
  const tekst =
    gezien === undefined
      ? `Het veld ${place} ontbreekt; verwacht ${show(verwacht)}.`
      : verwacht === undefined
        ? `Het veld ${place} hoort hier niet; gevuld met ${show(gezien)}.`
        : `Het veld ${place} is ${show(gezien)}; verwacht ${show(verwacht)}.`;
  return { soort: 'VELD', stap: step.stap, veld, tekst };
}

/** The receipt that was read, against what the rules ask. */
export function receiptFindings(step: Step, isTrial: boolean, receipt: SeenReceipt | undefined): Finding[] {
  const { stap } = step;
  if (receipt === undefined) {
    return [{ soort: 'ONTVANGST_ONBEKEND', stap, tekst: 'Er is geen ontvangstbevestiging bekend van dit bericht.' }];
  }
  const expected = [step.ontvangst.statusMelding, ...step.ontvangst.signalen.toSorted()].join(' ');
  const seen = [receipt.statusMelding, ...namesOf(receipt.signalen)].join(' ');
  const findings: Finding[] = [];
  if (seen !== expected) {
    const tekst = `De ontvangstbevestiging is ${seen}; verwacht ${expected}.`;
    findings.push({ soort: 'ONTVANGST_ANDERS', stap, tekst });
  }
  if ((receipt.proef === true) !== isTrial) {
    const tekst = isTrial
      ? 'De ontvangstbevestiging zegt niet dat dit een proef is: het bestuur staat niet op proef.'
      : 'De ontvangstbevestiging zegt dat dit een proef is: het bestuur staat op proef, er wordt niets opgenomen.';
    findings.push({ soort: 'ONTVANGST_ANDERS', stap, veld: '/proef', tekst });
  }
  return findings;
}

export const namesOf = (signals: readonly { readonly code: string; readonly veld: string }[]): string[] =>
  signals.map(({ code, veld }) => `${code}@${veld}`).toSorted();

const show = (value: unknown): string => JSON.stringify(value);
