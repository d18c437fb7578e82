import type { BatchHandler } from '../../../_platform/src/consumer/batch-handler.ts';
import type { PortfolioId } from '../domain/ids.ts';
import { upsertAccess, type AccessRow } from '../sql/upsert-access.ts';
import { readAccess } from './read-access.ts';

/** Keeps the vault's newest word on each portfolio. The topic is compacted, so older words may be missing. */
export const accessHandler: BatchHandler<AccessRow> = {
  consumer: 'portfolio-storage',
  topics: ['lrr.portfoliotoegang.v1'],
  compacted: true,
  unhurried: true,
  decode: readAccess,
  apply: async (tx, batch) => {
    const newest = new Map<PortfolioId, AccessRow>();
    for (const { decoded } of batch.entries) {
      const { message } = decoded;
      // Erasure is final, as it is between batches (upsert-access.ts).
      if (newest.get(message.portfolioId)?.state !== 'GEWIST') newest.set(message.portfolioId, message);
    }
    await upsertAccess(tx, [...newest.values()]);
    return { applicationNumber: batch.at.applicationNumber + batch.entries.length };
  },
};
