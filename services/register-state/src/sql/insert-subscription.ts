import type { Transaction } from '../../../_platform/src/database/database.ts';

const SQL = `INSERT INTO subscriptions (id, consumer_id, types, position) VALUES ($1, $2, $3, $4)`;

export interface NewSubscription {
  /** Of the webhook. */
  readonly id: string;
  readonly consumerId: string;
  readonly types: readonly string[] | null;
  /** What it is told begins behind this. */
  readonly position: number;
}

export async function insertSubscription(tx: Transaction, o: NewSubscription): Promise<void> {
  await tx.query(SQL, [o.id, o.consumerId, o.types, o.position]);
}
