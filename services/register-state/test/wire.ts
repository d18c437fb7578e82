import { hash } from 'node:crypto';
import type {
  Opdracht,
  OpdrachtAanvraagCorrectie,
  OpdrachtBenoeming,
  OpdrachtLijstversie,
  OpdrachtVerzoekRegistratieoverzicht,
  Onderwijs,
  Stand,
} from '../../../schemas/message-book/v1/generated.ts';
import { loadCodeLists } from '../../../schemas/code-lists/load-code-lists.ts';
import { deterministicId } from '../../_platform/src/ids/deterministic-id.ts';
import { momentAt } from '../../_platform/src/clock/amsterdam.ts';
import { registerId } from '../src/domain/ids.ts';
import type { StepCommand } from '../src/http/correction-steps.ts';
import { createJudgingLists } from '../src/lists/judging-lists.ts';
import { dayTurnMessage } from '../src/messages/day-turn-message.ts';
import { commandOfLog } from '../src/messages/read-command.ts';
import type { PartitionDayTurn, PersonCommand } from '../src/apply/logged-command.ts';
import { period } from './domain/history.ts';
import type { Span } from './domain/history.ts';

/** The lists of this release, in a register of six partitions. */
export const lists = createJudgingLists({ release: loadCodeLists(), partitions: 6 });

/** A register id that follows from a number, so that a failing test names the same person each time. */
export function personId(number: number): string {
  return deterministicId('test-person', number);
}

let made = 0;
const nextId = (): string => deterministicId('test-command', (made += 1));
const noon = (day: string): string => momentAt(day, 12 * 3_600_000 + made).toISOString();

interface Delivery {
  readonly person: string;
  readonly day: string;
  readonly board?: string;
  readonly number?: string;
  readonly order?: number;
  readonly spans?: readonly Span[];
  readonly stand?: Partial<Stand>;
  readonly aow?: boolean;
}

function source(day: string, board: string, id: string): OpdrachtBenoeming['bron'] {
  return {
    kanaal: 'AANLEVERING',
    bevoegdGezagNummer: board,
    aanleverpuntnummer: '01',
    berichtId: deterministicId('test-message', id),
    datumTijdBedrijfsdocument: noon(day),
    oinVerzender: '00000001800866472000',
    meegegevenSignalen: [],
  };
}

export function snapshot(o: Delivery): Opdracht {
  const { person, day, board = '41000', number = '1', spans = [['501', '2020-08-01']] } = o;
  const id = nextId();
  return {
    id,
    soort: 'AANLEVEREN_BENOEMING',
    registratieId: person,
    vastgelegdOp: noon(day),
    bron: source(day, board, id),
    persoon: { aowBereikt: o.aow ?? false, brpGekoppeld: true },
    inhoud: {
      ...(o.order === undefined ? {} : { standvolgnummer: o.order }),
      benoemingvolgnummer: number,
      sector: 'VO',
      soortBetrekking: 'BENOEMING',
      datumBeginArbeidsovereenkomst: '2010-01-01',
      datumIngangBenoeming: spans[0]?.[1] ?? '',
      perioden: spans.map((span) => period(...span)),
      ...o.stand,
    },
  };
}

export function deletion(o: Delivery & { readonly begin: string }): Opdracht {
  const { person, day, board = '41000', number = '1', begin } = o;
  const id = nextId();
  return {
    id,
    soort: 'AANLEVEREN_VERWIJDERING_BENOEMING',
    registratieId: person,
    vastgelegdOp: noon(day),
    bron: source(day, board, id),
    persoon: { aowBereikt: false, brpGekoppeld: true },
    inhoud: {
      benoemingvolgnummer: number,
      datumIngangBenoeming: begin,
      reden: 'DUBBEL',
      ...(o.order === undefined ? {} : { standvolgnummer: o.order }),
    },
  };
}

export function keyData(o: Delivery): Opdracht {
  const { person, day, board = '41000' } = o;
  const id = nextId();
  return {
    id,
    soort: 'AANLEVEREN_WIJZIGING_SLEUTELGEGEVENS',
    registratieId: person,
    vastgelegdOp: noon(day),
    bron: source(day, board, id),
    persoon: { aowBereikt: false, brpGekoppeld: false },
    inhoud: {},
  };
}

export function brpMutation(person: string, day: string): Opdracht {
  return {
    id: nextId(),
    soort: 'BRP_MUTATIE',
    registratieId: person,
    vastgelegdOp: noon(day),
    bron: { kanaal: 'KLUIS' },
    inhoud: { soort: 'NAAM_GEWIJZIGD' },
  };
}

/** A version of a list for one partition; each call makes another version. */
export function listVersion(
  partition: number,
  naam: OpdrachtLijstversie['inhoud']['naam'],
  rijen: readonly object[],
): OpdrachtLijstversie {
  const versie = `proef-${(made += 1)}`;
  return {
    id: deterministicId('lijstversie', naam, versie, String(partition)),
    soort: 'LIJSTVERSIE',
    vastgelegdOp: noon('2020-09-01'),
    bron: { kanaal: 'LIJST' },
    inhoud: { naam, versie, ingangsdatum: '2020-09-01', partitie: partition, rijen: [...rijen] },
  };
}

/** The same record, delivered for trial. */
export function trial(wire: Opdracht): Opdracht {
  return { ...wire, bron: { ...wire.bron, proef: true } } as Opdracht;
}

export function overview(o: {
  readonly day: string;
  readonly board?: string;
  readonly asked?: Partial<OpdrachtVerzoekRegistratieoverzicht['inhoud']>;
}): OpdrachtVerzoekRegistratieoverzicht {
  const id = nextId();
  return {
    id,
    soort: 'VERZOEK_REGISTRATIEOVERZICHT',
    vastgelegdOp: noon(o.day),
    bron: source(o.day, o.board ?? '41000', id),
    inhoud: { peildatum: o.day, ...o.asked },
  };
}

export function teacherRequest(
  soort: 'VERZOEK_UITSCHRIJVING' | 'VERZOEK_BEHOUD_NA_PENSIOEN',
  person: string,
  day: string,
): Opdracht {
  return {
    id: nextId(),
    soort,
    registratieId: person,
    vastgelegdOp: noon(day),
    bron: { kanaal: 'LERAAR' },
    inhoud: {},
  };
}

export function correctionRequest(
  person: string,
  day: string,
  o: Partial<OpdrachtAanvraagCorrectie['inhoud']> = {},
): Opdracht {
  return {
    id: nextId(),
    soort: 'AANVRAAG_CORRECTIE',
    registratieId: person,
    vastgelegdOp: noon(day),
    bron: { kanaal: 'LERAAR' },
    inhoud: {
      bevoegdGezagNummer: '41000',
      benoemingvolgnummer: '1',
      velden: ['/datumIngangBenoeming'],
      toelichting: 'Ik begon\neerder.',
      ...o,
    },
  };
}

/** Record 6. */
export function correctionAnswer(
  person: string,
  day: string,
  correctieverzoekId: string,
  oordeel: 'AANGEPAST' | 'JUIST',
): Opdracht {
  const id = nextId();
  return {
    id,
    soort: 'ANTWOORD_CORRECTIEVERZOEK',
    registratieId: person,
    vastgelegdOp: noon(day),
    bron: source(day, '41000', id),
    inhoud: { correctieverzoekId, oordeel, toelichting: 'Zie onze administratie.' },
  };
}

/** A step of a request for correction after the board's part in it. */
export function correctionStep<S extends StepCommand['soort']>(
  person: string,
  day: string,
  soort: S,
  inhoud: Extract<StepCommand, { soort: S }>['inhoud'],
): Opdracht {
  const bron = { kanaal: soort === 'VERZOEK_BESLUIT' ? 'LERAAR' : 'BEHEER' };
  return { id: nextId(), soort, registratieId: person, vastgelegdOp: noon(day), bron, inhoud } as unknown as Opdracht;
}

export function statement(person: string, day: string, ...onderwijs: Onderwijs[]): Opdracht {
  return {
    id: nextId(),
    soort: 'OPGAVE_ONDERWIJS',
    registratieId: person,
    vastgelegdOp: noon(day),
    bron: { kanaal: 'LERAAR' },
    inhoud: { onderwijs, gaatOpVoorHerregistratie: false },
  };
}

/** A result for the first claim of a statement made before it. */
export function matchResult(person: string, claimId: string, day: string): Opdracht {
  return {
    id: nextId(),
    soort: 'MATCHRESULTAAT',
    registratieId: person,
    vastgelegdOp: noon(day),
    bron: { kanaal: 'MATCH' },
    inhoud: { claimId, uitkomst: 'DIRECT', regel: 'D1', toelichting: 'Past.', beoordeeldOp: noon(day) },
  };
}

export function vaultFact(soort: 'OVERLIJDEN' | 'AOW_BEREIKT', person: string, day: string): Opdracht {
  const common = { id: nextId(), registratieId: person, vastgelegdOp: noon(day), bron: { kanaal: 'KLUIS' } } as const;
  return soort === 'OVERLIJDEN' ? { ...common, soort, inhoud: { overleden: true } } : { ...common, soort, inhoud: {} };
}

export function asCommand(wire: Opdracht): PersonCommand {
  if (!('registratieId' in wire)) throw new Error('not about a person');
  const text = Buffer.from(JSON.stringify(wire));
  const contentHash = hash('sha256', text, 'buffer');
  return { registerId: registerId(wire.registratieId), wire, command: commandOfLog(wire), text, contentHash };
}

export function dayTurn(partition: number, day: string): PartitionDayTurn {
  const wire = dayTurnMessage(partition, day);
  const text = Buffer.from(JSON.stringify(wire));
  return { wire, text, contentHash: hash('sha256', text, 'buffer') };
}
