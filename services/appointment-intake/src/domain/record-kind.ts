import type {
  AntwoordCorrectieverzoek,
  Benoeming,
  Kop,
  VerwijderingBenoeming,
  VerzoekRegistratieoverzicht,
  WijzigingSleutelgegevens,
} from '../../../../schemas/message-book/v1/generated.ts';
import type { ShapeError } from '../../../../schemas/message-book/v1/validators.ts';
import type { Finding } from './finding.ts';
import type { PersonInBody, PersonQuestion } from './judge-person.ts';
import type { JudgementLists } from './judgement-lists.ts';
import type { Moment } from './moment.ts';

export type RecordBody =
  Benoeming | VerwijderingBenoeming | WijzigingSleutelgegevens | VerzoekRegistratieoverzicht | AntwoordCorrectieverzoek;

/** Stages that look at the content after the person is known, in the order of the message book. */
export const contentStages = ['INSTELLING', 'DATUMS', 'GRONDSLAGEN', 'SAMENHANG'] as const;
export type ContentStage = (typeof contentStages)[number];

/** What a content stage judges with, besides the body. */
export interface Judging {
  readonly kop: Kop;
  readonly moment: Moment;
  readonly lists: JudgementLists;
  /** Of the person that the record is about; absent when it is about nobody, or about nobody known. */
  readonly registratieId?: string;
}

/** What must be known of the person that a record is about before its content is judged, and who knows it. */
export type Question =
  | ({ readonly about: 'PERSON' } & PersonQuestion)
  /** The person of a correction request, which this service remembers from record 16. */
  | { readonly about: 'CORRECTION'; readonly correctieverzoekId: string }
  | { readonly about: 'NOBODY' };

/** One kind of record that schools send: what differs between them. Each is a file in `messages/`. */
export interface RecordKind<Body extends RecordBody = RecordBody> {
  readonly berichtsoort: Kop['berichtsoort'];
  readonly bodyField:
    | 'benoeming'
    | 'verwijderingBenoeming'
    | 'wijzigingSleutelgegevens'
    | 'verzoekRegistratieoverzicht'
    | 'antwoordCorrectieverzoek';
  checkShape(body: unknown): readonly ShapeError[];
  /** Everybody whom the record names. */
  personsIn(body: Body): readonly PersonInBody[];
  questionOf(body: Body): Question;
  judgeStage(stage: ContentStage, body: Body, judging: Judging): Finding[];
  /** The body as it is kept and published: without persons. */
  withoutPerson(body: Body): object;
  /** Numbers whose register ids, as far as there are any, belong into the command as `personen`. */
  numbersToLookUp?(body: Body): readonly string[] | undefined;
}
