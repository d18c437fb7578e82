import {
  adviceData,
  appealData,
  decisionData,
  objectionData,
  reviewData,
  termData,
} from '../apply/correction-step-data.ts';
import { openTerms } from '../domain/correction-terms.ts';
import { lastDayToAnswer } from '../domain/correction.ts';
import type { Correction, CorrectionStatus } from '../domain/correction.ts';
import { openObligation } from '../domain/obligation.ts';
import type { Appealed, Objection } from '../domain/proceedings.ts';

/** A request for correction with all its steps; who sees which text is decided in who-sees-what.ts. */
export interface CorrectionView {
  readonly correctieverzoekId: string;
  readonly bevoegdGezagNummer: string;
  readonly benoemingvolgnummer: string;
  readonly velden: readonly string[];
  readonly toelichting?: string | undefined;
  readonly status: CorrectionStatus;
  readonly ingediendOp: string;
  readonly antwoordUiterlijk: string;
  readonly antwoord?: { readonly oordeel: string; readonly toelichting?: string; readonly beantwoordOp: string };
  /** After the board's part, oldest first; each with its own `soort`. */
  readonly stappen: readonly object[];
  readonly termijnen: readonly object[];
  /** Fields that a decision obliges the board to deliver anew. */
  readonly teVerbeteren?: readonly string[];
}

export function correctionView(correction: Correction): CorrectionView {
  const { id, board, number, fields, explanation, kind, requestedAt, requestedOn, answer } = correction;
  const owed = openObligation(correction);
  return {
    correctieverzoekId: id,
    bevoegdGezagNummer: board,
    benoemingvolgnummer: number,
    velden: fields,
    toelichting: explanation,
    status: kind,
    ingediendOp: requestedAt,
    antwoordUiterlijk: lastDayToAnswer(requestedOn),
    ...(answer === undefined
      ? {}
      : {
          antwoord: {
            oordeel: answer.verdict,
            ...(answer.explanation === undefined ? {} : { toelichting: answer.explanation }),
            beantwoordOp: answer.at,
          },
        }),
    stappen: stepViews(correction),
    termijnen: openTerms(correction).map(termData),
    ...(owed === undefined ? {} : { teVerbeteren: owed.fields }),
  };
}

/**
 * What teacher and board wrote to each other is theirs; the register's own people read it once they are asked to decide,
 * because they decide on it.
 */
export function correctionViewForManagers(correction: Correction): CorrectionView {
  const { toelichting, antwoord, ...view } = correctionView(correction);
  if ('asked' in correction) return { ...view, toelichting, ...(antwoord === undefined ? {} : { antwoord }) };
  const { toelichting: _words, ...answered } = antwoord ?? {};
  return {
    ...view,
    ...(antwoord === undefined ? {} : { antwoord: answered as NonNullable<CorrectionView['antwoord']> }),
  };
}

interface Dated {
  readonly at: string;
  readonly view: object;
}

function stepViews(correction: Correction): object[] {
  // Whatever facts the status has, it has them under these names.
  const facts = correction as Partial<Appealed>;
  const { asked, decision, objections = [], advice, annulled = [], review, appeals = [] } = facts;
  const steps: Dated[] = [
    ...(asked === undefined
      ? []
      : [
          dated(asked.at, {
            soort: 'BESLUITVERZOEK',
            gevraagdOp: asked.askedOn,
            ...(asked.reasons === undefined ? {} : { toelichting: asked.reasons }),
          }),
        ]),
    ...(decision === undefined ? [] : [dated(decision.at, considered(decisionData(decision), decision))]),
    ...objections.map((one) => dated(one.at, objectionView(one))),
    ...(advice === undefined ? [] : [dated(advice.at, considered(adviceData(advice), advice))]),
    ...[...annulled.map((one) => one.review), ...(review === undefined ? [] : [review])].map((one) =>
      dated(one.at, {
        ...considered(reviewData(one), one),
        ...(one.deviation === undefined ? {} : { afwijkingVanAdvies: one.deviation }),
      }),
    ),
    ...[...annulled.flatMap((one) => one.appeals), ...appeals].map((one) => dated(one.at, appealData(one) ?? {})),
  ];
  return steps.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map(({ view }) => view);
}

function dated(at: string, view: object): Dated {
  return { at, view: { ...view, vastgelegdOp: at } };
}

function considered(data: object, { considerations }: { readonly considerations: string }): object {
  return { ...data, overwegingen: considerations };
}

function objectionView(objection: Objection): object {
  const { omission, withdrawnOn, grounds } = objection;
  return {
    ...objectionData(objection),
    toelichting: grounds,
    ...(omission === undefined
      ? {}
      : {
          verzuim: {
            gemeldOp: omission.askedOn,
            herstelUiterlijk: omission.repairBy,
            ...(omission.repairedOn === undefined ? {} : { hersteldOp: omission.repairedOn }),
          },
        }),
    ...(withdrawnOn === undefined ? {} : { ingetrokkenOp: withdrawnOn }),
  };
}
