import type { Opdracht, OpdrachtBenoeming } from '../../../../schemas/message-book/v1/generated.ts';
import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import type { Command } from '../../src/domain/commands.ts';

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
      throw new Error(`the simulation makes no ${command.kind} for a partition`);
  }
}

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
