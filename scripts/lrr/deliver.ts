import { readFileSync } from 'node:fs';
import { signalCatalogue } from '../../schemas/code-lists/signal-catalogue.ts';
import type { Ontvangstbevestiging, Signaal } from '../../schemas/message-book/v1/generated.ts';
import { isSignalCode } from '../../schemas/message-book/v1/signals.ts';
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
  const byCode = Map.groupBy(
    receipts.flatMap(({ signalen }, record) => signalen.map((signal) => ({ ...signal, record }))),
    ({ code }) => code,
  );
  if (byCode.size === 0) return summary;
  const rows = [...byCode]
    .map(([code, signals]) => ({ code, signals, records: new Set(signals.map(({ record }) => record)).size }))
    .toSorted((a, b) => b.records - a.records || Number(a.code) - Number(b.code))
    .map(({ code, signals, records }) => [code, kindOf(signals), records, `${textOf(signals)} ${repairOf(code)}`]);
  const table = showTable(['signal', 'kind', 'records', 'meaning and how to repair'], rows);
  return `${summary}\n\n${table}\n\n--json gives every signal of every record, with the field it is about.`;
}

function kindOf([first]: readonly Signaal[]): string {
  return first?.ernst === 'A' ? 'rejection' : 'notice';
}

/** As intake worded it, which names what differs from record to record; the words of the list have open places there. */
function textOf(signals: readonly Signaal[]): string {
  const [first = '', ...others] = new Set(signals.map(({ tekst }) => tekst));
  return others.length === 0 ? first : `(1 of ${others.length + 1} texts) ${first}`;
}

function repairOf(code: string): string {
  return isSignalCode(code) ? signalCatalogue[code].herstel : '';
}
