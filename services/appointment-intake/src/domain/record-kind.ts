import type {
  Benoeming,
  Kop,
  Stand,
  Verwijdering,
  VerwijderingBenoeming,
} from '../../../../schemas/message-book/v1/generated.ts';
import type { ShapeError } from '../../../../schemas/message-book/v1/validators.ts';
import type { Finding } from './finding.ts';
import type { JudgementLists } from './judgement-lists.ts';
import type { Moment } from './moment.ts';

export type RecordBody = Benoeming | VerwijderingBenoeming;

/** Stages that look at the content after the person is known, in the order of the message book. */
export const contentStages = ['INSTELLING', 'DATUMS', 'GRONDSLAGEN'] as const;
export type ContentStage = (typeof contentStages)[number];

/** What a content stage judges with, besides the body. */
export interface Judging {
  readonly kop: Kop;
  readonly moment: Moment;
  readonly lists: JudgementLists;
}

/** One kind of record that schools send: what differs between them. Each is a file in `messages/`. */
export interface RecordKind<Body extends RecordBody = RecordBody> {
  readonly berichtsoort: Kop['berichtsoort'];
  readonly bodyField: 'benoeming' | 'verwijderingBenoeming';
  checkShape(body: unknown): readonly ShapeError[];
  /** D on which the appointment begins, when the person is judged against it (615, 616, 617). */
  beginForPerson(body: Body): string | undefined;
  judgeStage(stage: ContentStage, body: Body, judging: Judging): Finding[];
  /** The body as it is kept and published: without the person. */
  withoutPerson(body: Body): Stand | Verwijdering;
}
