import type { KeyObject } from 'node:crypto';
import type { Activity } from './domain/activity.ts';
import type { ItemId, PortfolioId } from './domain/ids.ts';
import { seal, SealBrokenError, unseal, type Sealed } from './sealing/seal.ts';
import type { ActivityRow } from './sql/activity-row.ts';

/** An activity as its teacher sees it. */
export type ActivityView = PlacedView & (Activity | { readonly verzegelingGebroken: true });

interface PlacedView {
  readonly id: string;
  readonly versie: number;
  readonly aangemaaktOp: string;
  readonly gewijzigdOp: string;
}

export function sealActivity(
  key: KeyObject,
  portfolioId: PortfolioId,
  itemId: ItemId,
  version: number,
  activity: Activity,
): Sealed {
  const place = { portfolioId, itemId, version, purpose: 'activiteit' } as const;
  return seal(key, place, Buffer.from(JSON.stringify(activity), 'utf8'));
}

/** @throws SealBrokenError when the row was changed, or copied from another teacher, item or version */
export function openActivity(key: KeyObject, portfolioId: PortfolioId, row: ActivityRow): PlacedView & Activity {
  const place = { portfolioId, itemId: row.item_id, version: row.version, purpose: 'activiteit' } as const;
  const content = unseal(key, place, row);
  return { ...placed(row), ...(JSON.parse(content.toString('utf8')) as Activity) };
}

/** As openActivity, but a broken seal shows as such: one bad row must not take a whole list from its teacher. */
export function openOrMark(key: KeyObject, portfolioId: PortfolioId, row: ActivityRow): ActivityView {
  try {
    return openActivity(key, portfolioId, row);
  } catch (error) {
    if (!(error instanceof SealBrokenError)) throw error;
    return { ...placed(row), verzegelingGebroken: true };
  }
}

function placed(row: ActivityRow): PlacedView {
  return { id: row.item_id, versie: row.version, aangemaaktOp: row.created_at, gewijzigdOp: row.changed_at };
}
