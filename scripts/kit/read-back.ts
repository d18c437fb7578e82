import { fetchAll } from './fetch-all.ts';
import type { IntakeConnection } from './intake-connection.ts';
import { messageIdOf, sendingsOf, type Exchange, type Journal } from './journal.ts';
import type { Plan } from './plan-types.ts';

/**
 * Reads at the intake what became of the records that a supplier's system sent: receipts by look-up, and when asked for
 * the feedback too. Without a journal the plan's own records count as sent when the intake has their receipt.
 *
 * @param o.fetchFrom fetches feedback too, from this number: what is fetched is gone for the supplier's system
 */
export async function readBack(
  intake: IntakeConnection,
  plan: Plan,
  o: { readonly journal: Journal | undefined; readonly fetchFrom: number | undefined },
): Promise<Journal> {
  const sent = o.journal === undefined ? [] : sendingsOf(o.journal);
  const inPlan = plan.scenarios.flatMap(({ stappen }) => stappen);
  const records = sent.length > 0 ? sent.map(({ record }) => record) : inPlan.map(({ bericht }) => bericht);
  const found = new Set<string>();
  for (const record of records) {
    const id = messageIdOf(record);
    const { oinLeverancier, verzendendeInstantie } = record['kop'] as Record<string, string>;
    if (id === undefined || found.has(id)) continue;
    const query = new URLSearchParams({ verzendendeInstantie: String(verzendendeInstantie) });
    const path = `/v1/ontvangstbevestigingen/${id}?${query.toString()}`;
    const oin = oinLeverancier ?? plan.afzenders[0]?.supplierOin ?? '';
    if ((await intake.call(oin, 'GET', path)).status === 200) found.add(id);
  }
  if (o.fetchFrom !== undefined) {
    await fetchAll(intake, plan.afzenders, { number: o.fetchFrom, withinMs: 0, isEnough: () => true });
  }
  const sentAsPlanned = inPlan
    .map(({ bericht }) => bericht)
    .filter((record) => sent.length === 0 && found.has(messageIdOf(record) ?? ''))
    .map((record): Exchange => ({
      methode: 'POST',
      pad: '/v1/leveringen',
      verzoek: { berichten: [record] },
      status: 202,
    }));
  const exchanges = [...(o.journal?.exchanges ?? []), ...sentAsPlanned, ...intake.exchanges];
  return { exchanges, showsFetching: o.journal?.showsFetching ?? false };
}
