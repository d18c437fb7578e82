import type { Transaction } from '../../database/database.ts';

export interface NewMessageRow {
  readonly subscription_id: string;
  readonly key: string;
  readonly message_id: string;
  readonly body: string;
}

// Numbered in the order given, under the lock of their lanes (open-lanes.ts).
const text = `
  insert into webhook_messages (subscription_id, key, message_id, body)
  select m.subscription_id, m.key, m.message_id, m.body
    from rows from (json_to_recordset($1::json) as (subscription_id uuid, key text, message_id text, body text))
         with ordinality as m (subscription_id, key, message_id, body, place)
   order by m.place`;

export async function insertMessages(tx: Transaction, messages: readonly NewMessageRow[]): Promise<void> {
  await tx.query(text, [JSON.stringify(messages)]);
}
