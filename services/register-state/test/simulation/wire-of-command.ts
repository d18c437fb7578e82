import type { Opdracht, OpdrachtBenoeming } from '../../../../schemas/message-book/v1/generated.ts';
import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import type { Command } from '../../src/domain/commands.ts';
import type { CorrectionStep } from '../../src/domain/correction-commands.ts';

/** A command of a simulated history as it lies on lrr.opdracht.v1. */
export function wireOf(command: Command, registratieId: string, vastgelegdOp: string): Opdracht {
  const common = { id: command.id, registratieId, vastgelegdOp };
  switch (command.kind) {
    case 'snapshot':
      return {
        ...common,
        ...delivered(command.board, command.id, command.order.time, command.statePensionReached),
        soort: 'AANLEVEREN_BENOEMING',
        inhoud: command.snapshot,
      };
    case 'deletion': {
      const { number } = command.order;
      return {
        ...common,
        ...delivered(command.board, command.id, command.order.time),
        soort: 'AANLEVEREN_VERWIJDERING_BENOEMING',
        inhoud: { ...command.deletion, ...(number === undefined ? {} : { standvolgnummer: number }) },
      };
    }
    case 'key-data':
      return {
        ...common,
        ...delivered(command.board, command.id, vastgelegdOp),
        soort: 'AANLEVEREN_WIJZIGING_SLEUTELGEGEVENS',
        inhoud: {},
      };
    case 'teaching-statement':
      return {
        ...common,
        bron: { kanaal: 'LERAAR' },
        soort: 'OPGAVE_ONDERWIJS',
        inhoud: { onderwijs: [...command.teaching], gaatOpVoorHerregistratie: command.wantsReregistration },
      };
    case 'match-result': {
      const { uitkomst, regel, toelichting, beoordeeldOp } = command.match;
      const inhoud = { claimId: command.claimId, uitkomst, regel, toelichting, beoordeeldOp };
      return { ...common, bron: { kanaal: 'MATCH' }, soort: 'MATCHRESULTAAT', inhoud } as Opdracht;
    }
    case 'death':
      return { ...common, bron: { kanaal: 'KLUIS' }, soort: 'OVERLIJDEN', inhoud: { overleden: true } };
    case 'state-pension':
      return { ...common, bron: { kanaal: 'KLUIS' }, soort: 'AOW_BEREIKT', inhoud: {} };
    case 'brp-mutation':
      return { ...common, bron: { kanaal: 'KLUIS' }, soort: 'BRP_MUTATIE', inhoud: { soort: command.change } };
    case 'removal-request':
      return { ...common, bron: { kanaal: 'LERAAR' }, soort: 'VERZOEK_UITSCHRIJVING', inhoud: {} };
    case 'stay-request':
      return { ...common, bron: { kanaal: 'LERAAR' }, soort: 'VERZOEK_BEHOUD_NA_PENSIOEN', inhoud: {} };
    case 'correction-request':
      return {
        ...common,
        bron: { kanaal: 'LERAAR' },
        soort: 'AANVRAAG_CORRECTIE',
        inhoud: {
          bevoegdGezagNummer: command.board,
          benoemingvolgnummer: command.number,
          velden: [...command.fields],
          toelichting: command.explanation,
        },
      };
    case 'correction-answer':
      return {
        ...common,
        ...delivered(command.board, command.id, vastgelegdOp),
        soort: 'ANTWOORD_CORRECTIEVERZOEK',
        inhoud: { correctieverzoekId: command.correctionId, oordeel: command.verdict },
      };
    default:
      return { ...common, ...stepOf(command) } as Opdracht;
  }
}

/** A step of a request for correction. */
function stepOf(command: Command): Pick<Opdracht, 'soort'> & { readonly bron: object; readonly inhoud: object } {
  const bron = { kanaal: 'BEHEER' };
  switch (command.kind) {
    case 'decision-request': {
      const inhoud = { correctieverzoekId: command.correctionId, gevraagdOp: command.askedOn };
      return { soort: 'VERZOEK_BESLUIT', bron: { kanaal: 'LERAAR' }, inhoud };
    }
    case 'decision':
      return { soort: 'BESLUIT', bron, inhoud: about(command, { besluit: command.decision }) };
    case 'objection':
      return { soort: 'BEZWAAR', bron, inhoud: about(command, { bezwaar: command.objection }) };
    case 'objection-handling':
      return { soort: 'BEHANDELING_BEZWAAR', bron, inhoud: about(command, { behandeling: command.handling }) };
    case 'objection-advice':
      return { soort: 'ADVIES_BEZWAAR', bron, inhoud: about(command, { advies: command.advice }) };
    case 'objection-review':
      return { soort: 'BESLISSING_OP_BEZWAAR', bron, inhoud: about(command, { beslissing: command.review }) };
    case 'appeal':
      return { soort: 'BEROEP', bron, inhoud: about(command, { beroep: command.appeal }) };
    case 'ruling':
      return { soort: 'UITSPRAAK', bron, inhoud: about(command, { uitspraak: command.ruling }) };
    default:
      throw new Error(`the simulation makes no ${command.kind} for a partition`);
  }
}

const about = ({ correctionId }: CorrectionStep, content: object) => ({ correctieverzoekId: correctionId, ...content });

function delivered(board: string, id: string, time: string, aowBereikt = false) {
  const bron: OpdrachtBenoeming['bron'] = {
    kanaal: 'AANLEVERING',
    bevoegdGezagNummer: board,
    aanleverpuntnummer: '01',
    berichtId: deterministicId('simulated-message', id),
    datumTijdBedrijfsdocument: time,
    oinVerzender: '00000001800866472000',
    meegegevenSignalen: [],
  };
  return { bron, persoon: { aowBereikt, brpGekoppeld: true } };
}
