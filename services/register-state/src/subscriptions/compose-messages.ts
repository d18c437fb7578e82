import type { Database } from '../../../_platform/src/database/database.ts';
import type { MessageContent } from '../../../_platform/src/webhooks/webhook-sender.ts';
import { feedEvent } from '../feed/read-feed-page.ts';
import { selectEventsAt } from '../sql/select-events-at.ts';

/**
 * What a webhook sends of the positions in a queue: the event as it is at that moment, byte for byte as on Kafka, and
 * its position in a header. Of somebody who was destroyed since it was queued nothing goes out but the place.
 */
export function createMessageComposer(database: Database, source: string) {
  return async (
    messages: readonly { readonly number: number; readonly body: string }[],
  ): Promise<ReadonlyMap<number, MessageContent>> => {
    const rows = await selectEventsAt(
      database,
      messages.map(({ body }) => Number(body)),
    );
    const contents = new Map(rows.map((row) => [row.position, contentOf(feedEvent(row, source))]));
    return new Map(
      messages.flatMap(({ number, body }) => {
        const content = contents.get(Number(body));
        return content === undefined ? [] : [[number, content] as const];
      }),
    );
  };
}

function contentOf({ text, position }: { readonly text: string; readonly position: number }): MessageContent {
  return {
    body: text,
    headers: { 'content-type': 'application/cloudevents+json', 'lrr-positie': String(position) },
  };
}
