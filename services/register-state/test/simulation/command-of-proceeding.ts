import type {
  BehandelingBezwaar,
  BeslissingOpBezwaar,
  Uitspraak,
} from '../../../../schemas/message-book/v1/generated.ts';
import { addDays } from '../../src/domain/calendar.ts';
import type { CorrectionStep } from '../../src/domain/correction-commands.ts';
import type { Correction, CorrectionStatus } from '../../src/domain/correction.ts';
import { correctionId } from '../../src/domain/ids.ts';
import type { Proceeding } from './any-dispute.ts';
import type { PlayedHistory } from './played-history.ts';

/** What may come next. Whether it may come now, with these days and words, the judgement says. */
const FOLLOWS: Readonly<Record<CorrectionStatus, readonly CorrectionStep['kind'][]>> = {
  BIJ_BESTUUR: ['decision-request'],
  WACHT_OP_STAND: ['decision-request'],
  AANGEPAST: ['decision-request'],
  JUIST_BEVONDEN: ['decision-request'],
  AFGESLOTEN: ['decision-request'],
  BESLUIT_GEVRAAGD: ['decision'],
  BESLUIT: ['objection'],
  BEZWAAR: ['objection-review', 'objection-handling', 'objection-advice', 'objection'],
  ADVIES: ['objection-review', 'objection-review', 'objection-handling', 'objection'],
  BESLISSING_OP_BEZWAAR: ['appeal'],
  BEROEP: ['ruling'],
  UITSPRAAK: ['appeal', 'objection-review'],
  ONHERROEPELIJK: ['objection', 'appeal'],
  VERVALLEN: ['objection', 'appeal'],
};

/** The command of a step, with what fits its verdicts in it: of contents that contradict themselves other tests tell. */
export function commandOfProceeding(step: Proceeding, history: PlayedHistory): CorrectionStep {
  const { corrections } = history.person;
  const correction = step.which === undefined ? undefined : corrections[step.which % corrections.length];
  const about = { id: history.nextId(), correctionId: correctionId(correction?.id ?? 'none') };
  const day = addDays(history.day, -step.daysAgo);
  switch (kindOf(step, correction)) {
    case 'decision-request':
      return { kind: 'decision-request', ...about, askedOn: day };
    case 'decision':
      return { kind: 'decision', ...about, decision: { ...grantOf(step, correction), ...documentOf(day) } };
    case 'objection': {
      const { by: indiener, inPost } = step;
      const posted = inPost === undefined ? {} : { terPostOp: addDays(day, -inPost) };
      const objection = { indiener, ontvangenOp: day, ...posted, toelichting: 'Ik ben het er niet mee eens.' };
      return { kind: 'objection', ...about, objection };
    }
    case 'objection-handling':
      return { kind: 'objection-handling', ...about, handling: handlingOf(step, day) };
    case 'objection-advice': {
      const advice = { strekking: step.objection, uitgebrachtOp: day, overwegingen: 'De commissie overweegt.' };
      return { kind: 'objection-advice', ...about, advice };
    }
    case 'objection-review':
      return { kind: 'objection-review', ...about, review: reviewOf(step, correction, day) };
    case 'appeal': {
      const indiener = step.isOwnAppeal ? 'BEHEER' : step.by;
      return { kind: 'appeal', ...about, appeal: { instantie: step.court, indiener, ingesteldOp: day } };
    }
    case 'ruling':
      return { kind: 'ruling', ...about, ruling: rulingOf(step, correction, day) };
  }
}

function kindOf({ step }: Proceeding, correction: Correction | undefined): CorrectionStep['kind'] {
  if (typeof step === 'string') return step;
  const following = FOLLOWS[correction?.kind ?? 'BIJ_BESTUUR'];
  return following[step % following.length] ?? 'decision-request';
}

const documentOf = (day: string) => ({
  grondslagen: ['Awb 4:13'],
  overwegingen: 'Overwogen is dit.',
  datum: day,
  bekendgemaaktOp: day,
});

function grantOf({ request }: Proceeding, correction: Correction | undefined) {
  if (request !== 'GEDEELTELIJK_TOEGEWEZEN') return { dictum: request };
  return { dictum: request, velden: partOf(correction) };
}

/** A part of what was asked: one field of several, or one within it. */
function partOf(correction: Correction | undefined): [string] {
  const first = correction?.fields[0] ?? '/datumIngangBenoeming';
  return [first === '/perioden' ? '/perioden/0' : first];
}

function decidedAnew(step: Proceeding, correction: Correction | undefined) {
  const { dictum: verzoek, ...fields } = grantOf(step, correction);
  return { verzoek, ...fields };
}

function handlingOf({ handling: stap, by: indiener, weeks: weken }: Proceeding, day: string): BehandelingBezwaar {
  switch (stap) {
    case 'COMMISSIE_INGESTELD':
      return { stap };
    case 'VERZUIM_GEMELD':
      return { stap, indiener, gemeldOp: day, herstelUiterlijk: addDays(day, 14) };
    case 'VERZUIM_HERSTELD':
      return { stap, indiener, hersteldOp: day };
    case 'VERDAAGD':
      return { stap, weken };
    case 'UITGESTELD':
      return { stap, tot: addDays(day, 30 * weken), grond: 'INDIENER' };
    case 'INGETROKKEN':
      return { stap, indiener, ingetrokkenOp: day };
  }
}

function reviewOf(step: Proceeding, correction: Correction | undefined, day: string): BeslissingOpBezwaar {
  const { objection: dictum, inadmissible: nietOntvankelijkOmdat } = step;
  const isFounded = dictum === 'GEGROND' || dictum === 'GEDEELTELIJK_GEGROND';
  return {
    dictum,
    ...(dictum === 'NIET_ONTVANKELIJK' ? { nietOntvankelijkOmdat } : {}),
    ...(isFounded ? decidedAnew(step, correction) : {}),
    ...(step.isExcused ? { termijnoverschrijdingVerschoonbaar: true } : {}),
    ...(step.deviates ? { afwijkingVanAdvies: 'De commissie gaat hieraan voorbij.' } : {}),
    ...documentOf(day),
  };
}

function rulingOf(step: Proceeding, correction: Correction | undefined, day: string): Uitspraak {
  const { ruling: dictum, effect: gevolg } = step;
  const days = { datum: day, bekendgemaaktOp: day };
  if (dictum !== 'GEGROND') return { dictum, ...days };
  return { dictum, gevolg, ...(gevolg === 'ZELF_VOORZIEN' ? decidedAnew(step, correction) : {}), ...days };
}
