import type {
  BronAanlevering,
  KopTerugkoppeling,
  OpdrachtVerzoekRegistratieoverzicht,
  RegistratieoverzichtPaginaIntern,
  Stand,
} from '../../../../schemas/message-book/v1/generated.ts';
import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import type { OutgoingRecord } from '../../../_platform/src/messaging/messaging.ts';
import type { Answer } from '../apply/applied-command.ts';
import type { CommandToPublish } from './compose-records.ts';

export const FEEDBACK_TOPIC = 'lrr.terugkoppeling.v1';

type Feedback = NonNullable<Answer['terugkoppeling']>;
type Answered = Pick<CommandToPublish, 'wire' | 'registerId' | 'traceparent'>;

/** Whom a record of lrr.terugkoppeling.v1 goes to, and what it says of itself. */
export interface FeedbackHead {
  readonly id: string;
  readonly berichtsoort: KopTerugkoppeling['berichtsoort'];
  readonly to: Pick<KopTerugkoppeling, 'bevoegdGezagNummer' | 'aanleverpuntnummer'>;
  /** Of an answer the time of receipt, else the recorded time of the command. */
  readonly at: string;
  /** Message id of the record it answers. */
  readonly answers?: string;
  readonly trial?: boolean;
}

/** Message book, section 6. */
export function feedbackHead({ id, berichtsoort, to, at, answers, trial }: FeedbackHead): KopTerugkoppeling {
  const { bevoegdGezagNummer, aanleverpuntnummer } = to;
  return {
    identificatiecodeBedrijfsdocument: id,
    berichtsoort,
    berichtenboekVersie: '1.0',
    verzendendeInstantie: 'LRR',
    ontvangendeInstantie: bevoegdGezagNummer,
    ...(answers === undefined ? {} : { verwijstNaar: answers }),
    datumTijdBedrijfsdocument: at,
    bevoegdGezagNummer,
    aanleverpuntnummer,
    ...(trial === true ? { proef: true } : {}),
  };
}

/** The answer to a delivered record. The same row gives the same bytes for ever. */
export function feedbackRecord(applied: Answered, feedback: Feedback): OutgoingRecord {
  const { wire } = applied;
  const bron = wire.bron as BronAanlevering;
  const { berichtsoort } = feedback;
  const kop = feedbackHead({
    id: deterministicId('terugkoppeling', wire.id),
    berichtsoort,
    to: bron,
    at: wire.vastgelegdOp,
    answers: bron.berichtId,
    trial: bron.proef === true,
  });
  return outgoing(applied.registerId ?? '', kop, feedbackBody(applied, feedback), applied.traceparent);
}

/** Records 15: nobody asked for them, so they refer to no record. */
export function spontaneousMutationRecords(applied: CommandToPublish): OutgoingRecord[] {
  const { wire, registerId, recordedAt, answer } = applied;
  return (answer?.spontaneMutaties ?? []).map(({ soort, benoemingvolgnummers, ...to }) => {
    const id = deterministicId('spontane-mutatie', wire.id, to.bevoegdGezagNummer, to.aanleverpuntnummer);
    const kop = feedbackHead({ id, berichtsoort: 'SPONTANE_MUTATIE', to, at: recordedAt });
    const persoon = { registratieId: registerId };
    const body = { spontaneMutatie: { soort, persoon, benoemingvolgnummers } };
    return outgoing(registerId ?? '', kop, body, applied.traceparent);
  });
}

/** Records 14, the pages of an overview: all keyed as the record that asked for them, so that they stay in order. */
export function overviewRecords(
  {
    wire,
    traceparent,
  }: { readonly wire: OpdrachtVerzoekRegistratieoverzicht; readonly traceparent?: string | undefined },
  pages: readonly RegistratieoverzichtPaginaIntern[],
): OutgoingRecord[] {
  const { id: command, bron, vastgelegdOp: at } = wire;
  return pages.map((registratieoverzicht) => {
    const kop = feedbackHead({
      id: deterministicId('terugkoppeling', command, registratieoverzicht.pagina),
      berichtsoort: 'TERUGKOPPELING_REGISTRATIEOVERZICHT',
      to: bron,
      at,
      answers: bron.berichtId,
      trial: bron.proef === true,
    });
    return outgoing(bron.berichtId, kop, { registratieoverzicht }, traceparent);
  });
}

/** Records 16: what a teacher asks of his board, once more as a reminder by a day turn. */
export function correctionRequestRecords(applied: CommandToPublish): OutgoingRecord[] {
  const { wire, recordedAt, answer } = applied;
  return (answer?.correctieverzoeken ?? []).map(({ registratieId, correctieverzoek, ...to }) => {
    const id = deterministicId('correctieverzoek-bericht', wire.id, correctieverzoek.correctieverzoekId);
    const kop = feedbackHead({ id, berichtsoort: 'CORRECTIEVERZOEK', to, at: recordedAt });
    return outgoing(registratieId, kop, { correctieverzoek }, applied.traceparent);
  });
}

/** Records 17: of a day turn, about whomever of the partition they concern. */
export function termSignalRecords(applied: CommandToPublish): OutgoingRecord[] {
  const { wire, recordedAt, answer } = applied;
  return (answer?.termijnsignaleringen ?? []).map(({ registratieId, termijnsignalering, ...to }) => {
    const { benoemingvolgnummer, benoemingsgrondslag, uiterlijkeDatum, soort } = termijnsignalering;
    const about = [to.bevoegdGezagNummer, benoemingvolgnummer, benoemingsgrondslag, uiterlijkeDatum, soort];
    const id = deterministicId('termijnsignalering', wire.id, registratieId, ...about);
    const kop = feedbackHead({ id, berichtsoort: 'TERMIJNSIGNALERING', to, at: recordedAt });
    return outgoing(registratieId, kop, { termijnsignalering }, applied.traceparent);
  });
}

function outgoing(key: string, kop: KopTerugkoppeling, body: object, traceparent: string | undefined): OutgoingRecord {
  return {
    topic: FEEDBACK_TOPIC,
    key: Buffer.from(key),
    value: Buffer.from(JSON.stringify({ kop, ...body })),
    headers: {
      id: kop.identificatiecodeBedrijfsdocument,
      type: kop.berichtsoort,
      schemaversion: '1',
      ...(traceparent === undefined ? {} : { traceparent }),
    },
  };
}

/** The body under its name. */
export function feedbackBody(
  { wire }: Pick<CommandToPublish, 'wire'>,
  feedback: Feedback,
): Readonly<Record<string, object>> {
  const signalen = [...feedback.signalen, ...(wire.bron as BronAanlevering).meegegevenSignalen];
  const body = wire.inhoud as Stand;
  switch (feedback.berichtsoort) {
    case 'TERUGKOPPELING_BENOEMING':
      return {
        terugkoppelingBenoeming: {
          ...(body.personeelsnummer === undefined ? {} : { personeelsnummer: body.personeelsnummer }),
          benoemingvolgnummer: body.benoemingvolgnummer,
          stand: body,
          registratieplekken: feedback.registratieplekken ?? [],
          signalen,
        },
      };
    case 'TERUGKOPPELING_VERWIJDERING':
      return {
        terugkoppelingVerwijdering: {
          ...(feedback.personeelsnummer === undefined ? {} : { personeelsnummer: feedback.personeelsnummer }),
          benoemingvolgnummer: body.benoemingvolgnummer,
          signalen,
        },
      };
    case 'TERUGKOPPELING_VERWERKT':
      return { terugkoppelingVerwerkt: { signalen } };
    case 'TERUGKOPPELING_AFKEURING':
      return { terugkoppelingAfkeuring: { signalen } };
  }
}
