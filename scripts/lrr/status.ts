import { CallFailed, call } from '../demonstration/clients.ts';
import type { Command } from './command.ts';
import type { Platform } from './open-platform.ts';
import { showDuration, showTable } from './show-table.ts';

interface Consumer {
  readonly naam: string;
  readonly partities: readonly {
    readonly topic: string;
    readonly partitie: number;
    readonly achterstand: number;
    readonly achterstandMs: number;
    readonly toestand: string;
    readonly reden?: string;
  }[];
}

interface ServiceStatus {
  readonly dienst: string;
  readonly gereed: boolean;
  /** Why nothing more is known. */
  readonly fout?: string;
  readonly consumenten: readonly Consumer[];
  /** Records committed and not yet published, over all outboxes and relays. */
  readonly uitgaand: number;
  readonly geparkeerd: number;
}

/** How every service stands: ready, behind by how much, what waits to go out, what is parked. */
export const status: Command = {
  name: 'status',
  usage: '',
  summary: 'every service: ready, lag in records and time, waiting to go out, parked',
  help: 'Exit code 1 when a service is away or not ready, or a partition has stopped by itself.',
  run: async (platform) => {
    const { endpoints } = platform;
    const services = await Promise.all(
      platform.operated.map((service) => statusOf(platform, service, endpoints[service])),
    );
    const isWell = services.every(
      ({ gereed, fout, consumenten }) =>
        gereed &&
        fout === undefined &&
        consumenten.every(({ partities }) => partities.every((at) => at.toestand !== 'GESTOPT')),
    );
    return { data: { diensten: services }, text: show(services), exitCode: isWell ? 0 : 1 };
  },
};

async function statusOf(
  platform: Platform,
  service: Platform['operated'][number],
  url: string,
): Promise<ServiceStatus> {
  const unknown = { dienst: service, gereed: false, consumenten: [], uitgaand: 0, geparkeerd: 0 };
  try {
    const [gereed, { consumenten }, uitgaand, parked] = await Promise.all([
      isReady(url),
      platform.operate<{ consumenten: Consumer[] }>(service, 'GET', '/beheer/v1/consumenten'),
      platform.operate<Outgoing>(service, 'GET', '/beheer/v1/uitgaand'),
      platform.operate<{ berichten: unknown[] }>(service, 'GET', '/beheer/v1/geparkeerd?toestand=OPEN&maxAantal=500'),
    ]);
    return { dienst: service, gereed, consumenten, uitgaand: sumOf(uitgaand), geparkeerd: parked.berichten.length };
  } catch (error) {
    return { ...unknown, fout: error instanceof CallFailed ? `answered ${error.status}` : 'does not answer' };
  }
}

interface Outgoing {
  readonly uitgaand: readonly { readonly aantal: number }[];
  readonly doorgevers: readonly { readonly partities: readonly { readonly achterstand: number }[] }[];
}

function sumOf({ uitgaand, doorgevers }: Outgoing): number {
  const rows = uitgaand.map(({ aantal }) => aantal);
  const relayed = doorgevers.flatMap(({ partities }) => partities.map(({ achterstand }) => achterstand));
  return [...rows, ...relayed].reduce((sum, count) => sum + count, 0);
}

async function isReady(url: string): Promise<boolean> {
  try {
    await call('GET', `${url}/health/ready`);
    return true;
  } catch (error) {
    if (error instanceof CallFailed && error.status === 503) return false;
    throw error;
  }
}

function show(services: readonly ServiceStatus[]): string {
  const summary = showTable(
    ['service', 'ready', 'going out', 'parked'],
    services.map(({ dienst, gereed, fout, uitgaand, geparkeerd }) =>
      fout === undefined ? [dienst, gereed ? 'yes' : 'NO', uitgaand, parkedText(geparkeerd)] : [dienst, fout, '', ''],
    ),
  );
  const lags = services.flatMap(({ consumenten }) => consumenten.map(lagRow));
  return `${summary}\n\n${showTable(['consumer', 'partitions', 'lag', 'oldest', 'state'], lags)}`;
}

function parkedText(count: number): string {
  return count < 500 ? `${count}` : '500 or more';
}

function lagRow({ naam, partities }: Consumer): (string | number)[] {
  const lag = partities.reduce((sum, { achterstand }) => sum + achterstand, 0);
  const oldest = Math.max(0, ...partities.map(({ achterstandMs }) => achterstandMs));
  const states = new Set(partities.map(({ toestand, reden }) => [toestand, reden].filter(Boolean).join(' ')));
  return [naam, partities.length, lag, oldest === 0 ? '-' : showDuration(oldest), [...states].join(', ')];
}
