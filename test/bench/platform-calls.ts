import { setTimeout as delay } from 'node:timers/promises';
import type { Endpoints } from '../../scripts/stack/endpoints.ts';
import { DELIVERY_POINT } from '../../scripts/generator/boards.ts';
import type { Boards } from '../../scripts/generator/boards.ts';
import type { BrpPerson } from '../../scripts/generator/records.ts';

const PERSONS_AT_ONCE = 10_000;
const MANDATES_AT_ONCE = 500;
const QUIET_WITHIN_MS = 600_000;

/** One JSON call; throws for every answer of 400 and above. */
export async function call<T>(
  method: 'GET' | 'POST',
  url: string,
  o: { token?: string; body?: unknown } = {},
): Promise<T> {
  const answer = await fetch(url, {
    method,
    headers: {
      ...(o.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(o.token === undefined ? {} : { authorization: `Bearer ${o.token}` }),
    },
    ...(o.body === undefined ? {} : { body: JSON.stringify(o.body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url} answered ${answer.status}: ${text.slice(0, 300)}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

async function token(endpoints: Endpoints, body: object): Promise<string> {
  return (
    await call<{ token: string }>('POST', `${endpoints.sandbox}/tokens`, { body: { ...body, expiresIn: 86_400 } })
  ).token;
}

export const supplierToken = (endpoints: Endpoints, oin: string): Promise<string> =>
  token(endpoints, { audience: 'urn:lrr:aanlevering', scope: ['aanleveren'], claims: { oin } });

export const operatorToken = (endpoints: Endpoints): Promise<string> =>
  token(endpoints, { audience: 'urn:lrr:beheer', claims: { sub: 'bench', rol: 'OPERATOR' } });

export const inspectorToken = (endpoints: Endpoints): Promise<string> =>
  token(endpoints, { audience: 'urn:lrr:register', claims: { sub: 'bench', rol: 'INSPECTIE' } });

export async function today(endpoints: Endpoints): Promise<string> {
  return (await call<{ datum: string }>('GET', `${endpoints.sandbox}/datum`)).datum;
}

/** Every supplier may deliver for the boards it serves. */
export async function giveMandates(endpoints: Endpoints, boards: Boards): Promise<void> {
  const mandates = boards.mandates.map(({ board, supplierOin }) => ({
    oin: supplierOin,
    bevoegdGezagNummer: board,
    aanleverpuntnummer: DELIVERY_POINT,
  }));
  for (let from = 0; from < mandates.length; from += MANDATES_AT_ONCE) {
    const body = mandates.slice(from, from + MANDATES_AT_ONCE);
    await call('POST', `${endpoints.sandbox}/mandaten`, { body });
  }
}

/** Synthetic persons from place `from` on. */
export async function population(endpoints: Endpoints, from: number, count: number): Promise<BrpPerson[]> {
  const persons: BrpPerson[] = [];
  while (persons.length < count) {
    const query = `vanaf=${from + persons.length}&aantal=${Math.min(PERSONS_AT_ONCE, count - persons.length)}`;
    const { personen } = await call<{ personen: BrpPerson[] }>('GET', `${endpoints.sandbox}/bevolking?${query}`);
    if (personen.length === 0) throw new RangeError('the population of the sandbox is used up');
    persons.push(...personen);
  }
  return persons;
}

/** A consumer of a service, through the service's admin calls. */
export interface ConsumerSwitch {
  pause(): Promise<void>;
  resume(): Promise<void>;
}

export function consumerSwitch(serviceUrl: string, consumer: string, operator: string): ConsumerSwitch {
  const act = (verb: string): Promise<void> =>
    call('POST', `${serviceUrl}/beheer/v1/consumenten/${consumer}/${verb}`, { token: operator });
  return { pause: () => act('pauzeren'), resume: () => act('hervatten') };
}

interface ConsumerStatus {
  readonly consumenten: readonly { readonly partities: readonly { readonly achterstand: number }[] }[];
}
interface OutgoingStatus {
  readonly uitgaand: readonly { readonly aantal: number }[];
  readonly doorgevers: readonly { readonly partities: readonly { readonly achterstand: number }[] }[];
}

/** Waits until no service has anything left to take in or to give out: a step must not pay for the one before. */
export async function untilQuiet(serviceUrls: readonly string[], operator: string): Promise<void> {
  const backlog = async (url: string): Promise<number> => {
    const o = { token: operator };
    const { consumenten } = await call<ConsumerStatus>('GET', `${url}/beheer/v1/consumenten`, o);
    const { uitgaand, doorgevers } = await call<OutgoingStatus>('GET', `${url}/beheer/v1/uitgaand`, o);
    const behind = [...consumenten, ...doorgevers].flatMap(({ partities }) => partities.map((at) => at.achterstand));
    return [...behind, ...uitgaand.map(({ aantal }) => aantal)].reduce((sum, count) => sum + count, 0);
  };
  const isQuiet = async (): Promise<boolean> => {
    const backlogs = await Promise.all(serviceUrls.map(backlog));
    return backlogs.every((count) => count === 0);
  };
  await until('a quiet platform', QUIET_WITHIN_MS, isQuiet, 100);
}

/** Asks every few milliseconds until the answer is true. */
export async function until(
  what: string,
  withinMs: number,
  probe: () => Promise<boolean>,
  everyMs = 10,
): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await probe())) {
    if (performance.now() > deadline) throw new Error(`${what}: not seen within ${withinMs / 1000} s`);
    await delay(everyMs);
  }
}
