import catalogue from '../../../../infra/kafka/topics.json' with { type: 'json' };
import { addDays } from '../../../_platform/src/clock/amsterdam.ts';

export interface TopicLeft {
  readonly topic: string;
  /** Last day on which a record about the person may still be read; null where his newest state is overwritten. */
  readonly tot: string | null;
}

/** Topics that tell nothing of a person of the register under any of his ids. */
const WITHOUT_REGISTER_DATA = new Set(['lrr.portfoliotoegang.v1']);

/**
 * Where data of a person destroyed on `day` may remain, and until when at the latest: no record about him comes after
 * that day but the answer to one that was under way. Kafka removes records itself; nobody can take a single one out.
 */
export function topicsLeft(day: string): TopicLeft[] {
  return catalogue.topics
    .filter(({ name }) => !WITHOUT_REGISTER_DATA.has(name))
    .map(({ name, keep }) => ({ topic: name, tot: keep.days === undefined ? null : addDays(day, keep.days) }));
}
