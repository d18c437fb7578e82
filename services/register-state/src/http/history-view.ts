import type { Signaal } from '../../../../schemas/message-book/v1/generated.ts';
import type { Answer } from '../apply/applied-command.ts';
import type { HistoryLine } from '../history/read-history-page.ts';
import { composeRecords, eventContent, eventId } from '../publish/compose-records.ts';
import { FEEDBACK_TOPIC } from '../publish/feedback-record.ts';
import { sequenceText } from '../publish/sequence-text.ts';

/** Where a command came from: a channel and an organisation, never a person. */
interface SourceView {
  readonly kanaal: string;
  readonly bevoegdGezagNummer?: string;
  readonly aanleverpuntnummer?: string;
  /** Id of the record that was delivered. */
  readonly berichtId?: string;
  readonly datumTijdBedrijfsdocument?: string;
  readonly oinVerzender?: string;
}

/** One command and all that came of it for one person. */
export interface HistoryLineView {
  /** Of the day turn, it is the one of the whole partition. */
  readonly opdrachtId: string;
  readonly soort: string;
  readonly bron: SourceView;
  readonly vastgelegdOp: string;
  /** Day on which it was judged to fall. */
  readonly oordeelsdag: string;
  readonly besluit: 'VERWERKT' | 'AFGEWEZEN';
  /** Those of the register and those that the intake found. */
  readonly signalen: readonly Signaal[];
  /** Given with the command (a deletion), or with its refusal. */
  readonly reden?: string;
  /** What teacher or board wrote with it. */
  readonly toelichting?: string;
  readonly lijsten: readonly { readonly naam: string; readonly versie: string }[];
  /** Of the rules it was judged with. */
  readonly regelversie: string;
  readonly gebeurtenissen: readonly {
    readonly id: string;
    readonly type: string;
    readonly volgnummer: string;
    readonly data: unknown;
  }[];
  /** Records that were sent because of it: to whom, and the id under which it has them. */
  readonly verzonden: readonly {
    readonly berichtId: string;
    readonly berichtsoort: string;
    readonly bevoegdGezagNummer: string;
    readonly aanleverpuntnummer: string;
  }[];
}

/** @param source CloudEvents `source` of this register */
export function historyLineView(line: HistoryLine, registratieId: string, source: string): HistoryLineView {
  const { wire, recordedAt, outcome } = line;
  const answer = answerAbout(line.answer, registratieId);
  const given = (wire.bron as { readonly meegegevenSignalen?: readonly Signaal[] }).meegegevenSignalen ?? [];
  const content = wire.inhoud as { readonly reden?: unknown; readonly toelichting?: unknown };
  const reason = answer?.weigering?.reden ?? content.reden;
  const isWritten = wire.soort !== 'MATCHRESULTAAT' && typeof content.toelichting === 'string';
  return {
    opdrachtId: wire.id,
    soort: wire.soort,
    bron: sourceView(wire.bron),
    vastgelegdOp: recordedAt,
    oordeelsdag: line.judgingDay,
    besluit: outcome,
    signalen: [...(answer?.terugkoppeling?.signalen ?? []), ...given],
    ...(typeof reason === 'string' ? { reden: reason } : {}),
    ...(isWritten ? { toelichting: content.toelichting } : {}),
    lijsten: line.lists.map(({ name: naam, version: versie }) => ({ naam, versie })),
    regelversie: String(line.rulesVersion),
    // Under the ids by which they were told, and whole: also what consumers were told without content.
    gebeurtenissen: line.events.map((event) => {
      const { type, data } = eventContent(line, event);
      return { id: eventId(wire.id, event), type, volgnummer: sequenceText(event.sequence), data };
    }),
    verzonden: sentRecords({ ...line, answer }, registratieId, source),
  };
}

/** Of a day turn only what was said about this person. */
function answerAbout(answer: Answer | null, registratieId: string): Answer | null {
  if (answer === null) return null;
  const { termijnsignaleringen, correctieverzoeken, ...own } = answer;
  const isOwn = (one: { readonly registratieId: string }): boolean => one.registratieId === registratieId;
  return {
    ...own,
    ...(termijnsignaleringen === undefined ? {} : { termijnsignaleringen: termijnsignaleringen.filter(isOwn) }),
    ...(correctieverzoeken === undefined ? {} : { correctieverzoeken: correctieverzoeken.filter(isOwn) }),
  };
}

function sourceView(bron: object): SourceView {
  const { kanaal, bevoegdGezagNummer, aanleverpuntnummer, berichtId, datumTijdBedrijfsdocument, oinVerzender } =
    bron as SourceView;
  return {
    kanaal,
    ...(bevoegdGezagNummer === undefined ? {} : { bevoegdGezagNummer }),
    ...(aanleverpuntnummer === undefined ? {} : { aanleverpuntnummer }),
    ...(berichtId === undefined ? {} : { berichtId }),
    ...(datumTijdBedrijfsdocument === undefined ? {} : { datumTijdBedrijfsdocument }),
    ...(oinVerzender === undefined ? {} : { oinVerzender }),
  };
}

/** The heads of the records, as they were published: made once more from the same row. */
function sentRecords(
  { wire, applicationNumber, recordedAt, answer }: HistoryLine,
  registratieId: string,
  source: string,
): HistoryLineView['verzonden'] {
  const applied = { wire, applicationNumber, recordedAt, answer, registerId: registratieId, events: [] };
  return composeRecords(applied, source)
    .filter(({ topic }) => topic === FEEDBACK_TOPIC)
    .map(({ value }) => {
      const { kop } = JSON.parse(value?.toString('utf8') ?? '{}') as { kop: Record<string, string> };
      const { identificatiecodeBedrijfsdocument, berichtsoort, bevoegdGezagNummer, aanleverpuntnummer } = kop;
      return {
        berichtId: identificatiecodeBedrijfsdocument ?? '',
        berichtsoort: berichtsoort ?? '',
        bevoegdGezagNummer: bevoegdGezagNummer ?? '',
        aanleverpuntnummer: aanleverpuntnummer ?? '',
      };
    });
}
