import { readFileSync } from 'node:fs';
import { signalCatalogue, type SignalCode } from '../../schemas/code-lists/signal-catalogue.ts';
import type { Ontvangstbevestiging } from '../../schemas/message-book/v1/generated.ts';
import { call } from '../demonstration/clients.ts';
import { UsageError, type Command } from './command.ts';
import type { Platform } from './open-platform.ts';
import { readDelivery, type Delivery } from './read-delivery.ts';
import { showTable } from './show-table.ts';

/** Delivers a file as a supplier would, and says what became of its records. */
export const deliver: Command = {
  name: 'deliver',
  usage: 'FILE [--oin OIN]',
  summary: 'posts a delivery file to intake and shows the receipts by signal',
  help: `FILE holds a request {"leveringId", "berichten"}, an array of records, or one record a line; - reads standard
input. Records are sent by the supplier (oinLeverancier, else oinVerzender) that they name, unless --oin is given.
Sending a file again is safe. Exit code 3 when a record was rejected (receipt A).`,
  options: { oin: { type: 'string' } },
  run: async (platform, { positionals, values }) => {
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) throw new UsageError('deliver needs one FILE');
    const deliveries = readDelivery(readText(file), values['oin'] as string | undefined);
    const receipts: Ontvangstbevestiging[] = [];
    for (const delivery of deliveries) receipts.push(...(await send(platform, delivery)));
    const isAllTaken = receipts.every(({ statusMelding }) => statusMelding === 'B');
    return { data: { ontvangstbevestigingen: receipts }, text: show(receipts), exitCode: isAllTaken ? 0 : 3 };
  },
};

function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (cause) {
    throw new UsageError(`${file} cannot be read`, { cause });
  }
}

async function send(platform: Platform, { oin, leveringId, berichten }: Delivery): Promise<Ontvangstbevestiging[]> {
  const token = await platform.token('urn:lrr:aanlevering', { scope: ['aanleveren'], claims: { oin } });
  const { ontvangstbevestigingen } = await call<{ ontvangstbevestigingen: Ontvangstbevestiging[] }>(
    'POST',
    `${platform.endpoints.intake}/v1/leveringen`,
    { token, body: { leveringId, berichten } },
  );
  return ontvangstbevestigingen;
}

function show(receipts: readonly Ontvangstbevestiging[]): string {
  const taken = receipts.filter(({ statusMelding }) => statusMelding === 'B').length;
  const summary = `${receipts.length} records delivered: ${taken} taken in, ${receipts.length - taken} rejected.`;
  const signals = Map.groupBy(
    receipts.flatMap(({ signalen }) => [...new Set(signalen.map(({ code }) => code))]),
    (code) => code,
  );
  if (signals.size === 0) return summary;
  const rows = [...signals]
    .toSorted(([a, as], [b, bs]) => bs.length - as.length || Number(a) - Number(b))
    .map(([code, hits]) => [code, ...meaningOf(code), hits.length] as const)
    .map(([code, kind, text, records]) => [code, kind, records, text]);
  return `${summary}\n\n${showTable(['signal', 'kind', 'records', 'meaning and how to repair'], rows)}`;
}

/** The catalogue's own words; places to be filled in stand for what differs from record to record. */
function meaningOf(code: string): readonly [string, string] {
  const row = signalCatalogue[code as SignalCode] as (typeof signalCatalogue)[SignalCode] | undefined;
  if (row === undefined) return ['?', ''];
  return [row.ernst === 'A' ? 'rejection' : 'notice', `${row.tekst} ${row.herstel}`];
}
