import { openTerms } from '../domain/correction-terms.ts';
import type { OpenTerm } from '../domain/correction-terms.ts';
import type { Standing } from '../domain/correction.ts';
import type { CorrectionStepped } from '../domain/events.ts';
import { openObligation } from '../domain/obligation.ts';
import type { Advice, Appeal, Decision, Grant, Objection, Remedy, Review } from '../domain/proceedings.ts';

type Data = Record<string, unknown>;

/**
 * Data of `correctie-besloten` after the ids: which step, from where to where, the document of the step, and what runs
 * now. Nothing that anybody wrote in his own words: of a decision its operative part, articles of law and dates.
 */
export function stepData({ step, before, after, requestedOn }: CorrectionStepped): Data {
  const document = documentOf(step, after);
  const terms = openTerms({ ...after, requestedOn }).map(termData);
  const owed = openObligation(after);
  return {
    stap: step,
    voor: { status: before },
    na: { status: after.kind },
    ...(document === undefined ? {} : { document }),
    ...(terms.length === 0 ? {} : { termijnen: terms }),
    ...(owed === undefined ? {} : { teVerbeteren: owed.fields }),
  };
}

/** A term as it is told: what is to happen, by whom, and its last day. */
export function termData({ what, who, by }: OpenTerm): Data {
  return { stap: what, wie: who, uiterlijk: by };
}

function documentOf(step: CorrectionStepped['step'], after: Standing): Data | undefined {
  switch (step) {
    case 'BESLUIT':
      return after.kind === 'BESLUIT' ? decisionData(after.decision) : undefined;
    case 'BEZWAAR':
      return after.kind === 'BEZWAAR' ? objectionData(after.objections.at(-1)) : undefined;
    case 'ADVIES':
      return after.kind === 'ADVIES' ? adviceData(after.advice) : undefined;
    case 'BESLISSING_OP_BEZWAAR':
      return after.kind === 'BESLISSING_OP_BEZWAAR' ? reviewData(after.review) : undefined;
    case 'BEROEP':
    case 'UITSPRAAK':
      return 'appeals' in after ? appealData(after.appeals.at(-1)) : undefined;
    case 'AFGESLOTEN':
    case 'BESLUIT_GEVRAAGD':
    case 'BEZWAAR_BEHANDELD':
    case 'BEZWAAR_INGETROKKEN':
    case 'ONHERROEPELIJK':
    case 'UITGEVOERD':
    case 'VERPLICHTING_VERVALLEN':
    case 'VERVALLEN':
      return undefined;
  }
}

/** A decision as everybody may know it who may know that there is one. */
export function decisionData({ verdict, fields, articles, date, notifiedOn, remedy }: Decision): Data {
  return {
    soort: 'BESLUIT',
    auteur: 'REGISTERAUTORITEIT',
    dictum: verdict,
    velden: fields,
    grondslagen: articles,
    datum: date,
    bekendgemaaktOp: notifiedOn,
    rechtsmiddel: remedyData(remedy),
  };
}

export function objectionData(objection: Objection | undefined): Data | undefined {
  if (objection === undefined) return undefined;
  const { by, receivedOn, postedOn, isLate } = objection;
  return {
    soort: 'BEZWAAR',
    indiener: by,
    ontvangenOp: receivedOn,
    ...(postedOn === undefined ? {} : { terPostOp: postedOn }),
    teLaat: isLate,
  };
}

export function adviceData({ verdict, heardOn, date }: Advice): Data {
  return {
    soort: 'ADVIES',
    auteur: 'ADVIESCOMMISSIE',
    dictum: verdict,
    ...(heardOn === undefined ? {} : { gehoordOp: heardOn }),
    datum: date,
  };
}

export function reviewData(review: Review): Data {
  const { verdict, inadmissibleFor, isLatenessExcused, grant, articles, date, notifiedOn, remedy } = review;
  return {
    soort: 'BESLISSING_OP_BEZWAAR',
    auteur: 'REGISTERAUTORITEIT',
    dictum: verdict,
    ...(inadmissibleFor === undefined ? {} : { nietOntvankelijkOmdat: inadmissibleFor }),
    ...(isLatenessExcused ? { termijnoverschrijdingVerschoonbaar: true } : {}),
    ...grantData(grant),
    grondslagen: articles,
    datum: date,
    bekendgemaaktOp: notifiedOn,
    rechtsmiddel: remedyData(remedy),
  };
}

export function appealData(appeal: Appeal | undefined): Data | undefined {
  if (appeal === undefined) return undefined;
  const { court, by, lodgedOn, ruling } = appeal;
  const lodged = { soort: 'BEROEP', instantie: court, indiener: by, ingesteldOp: lodgedOn };
  if (ruling === undefined) return lodged;
  const { verdict, effect, grant, newDecisionBy, date, notifiedOn, ecli, remedy } = ruling;
  return {
    ...lodged,
    soort: 'UITSPRAAK',
    dictum: verdict,
    ...(effect === undefined ? {} : { gevolg: effect }),
    ...grantData(grant),
    ...(newDecisionBy === undefined ? {} : { nieuwBesluitUiterlijk: newDecisionBy }),
    datum: date,
    bekendgemaaktOp: notifiedOn,
    ...(ecli === undefined ? {} : { ecli }),
    ...(remedy === undefined ? {} : { rechtsmiddel: remedyData(remedy) }),
  };
}

function grantData(grant: Grant | undefined): Data {
  return grant === undefined ? {} : { verzoek: grant.verdict, velden: grant.fields };
}

function remedyData({ kind, at, weeks, until }: Remedy): Data {
  return { soort: kind, bij: at, binnenWeken: weeks, uiterlijk: until };
}
