import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';

/** What a receiver does wrong; without any it is right. Each is a mistake that people make. */
export interface Faults {
  readonly verifies?: false;
  readonly ignoresTime?: true;
  /** Takes a call without signature for one of its own. */
  readonly trustsUnsigned?: true;
  readonly trustsBodyId?: true;
  readonly firstSignatureOnly?: true;
  readonly choosesUnknownVersion?: true;
  readonly parsesFirst?: true;
  readonly conflictOnRepeat?: true;
  readonly countsRepeats?: true;
  readonly looksThenCounts?: true;
  readonly remembersBeforeVerifying?: true;
  readonly knownTypesOnly?: true;
  readonly strictMembers?: true;
  readonly needsData?: true;
  readonly refusesOlder?: true;
  readonly bodyLimit?: number;
  readonly bodyWithinMs?: number;
  /** Refuses what comes while it works. */
  readonly oneAtATime?: true;
  readonly statusOfForged?: number;
  readonly status?: number;
  /** Answers before it has worked, and loses every third. */
  readonly losesSome?: true;
  /** Fails at the first attempt of everything and recovers. */
  readonly failsFirst?: true;
}

const FIVE_MINUTES_S = 300;

export async function startFaultyReceiver(secret: string, faults: Faults) {
  const seen = new Set<string>();
  const attempted = new Set<string>();
  const sequences = new Map<string, string>();
  let counted = 0;
  let working = 0;

  const statusOf = async (headers: IncomingHttpHeaders, body: string): Promise<number> => {
    const id = String(headers['webhook-id']);
    if (faults.remembersBeforeVerifying === true) {
      if (seen.has(id)) return 204;
      seen.add(id);
    }
    if (!isGenuine(secret, faults, headers, body)) return faults.statusOfForged ?? 401;
    if (faults.status !== undefined) return faults.status;
    const event = JSON.parse(body) as { type: string; subject: string; sequence: string; data: object };
    if (faults.failsFirst === true && !attempted.has(id)) {
      attempted.add(id);
      return 500;
    }
    const wrong = refusal(faults, event, sequences);
    if (wrong !== undefined) return wrong;
    sequences.set(event.subject, event.sequence);
    if (seen.has(id) && faults.remembersBeforeVerifying !== true) {
      if (faults.countsRepeats === true) counted += 1;
      return faults.conflictOnRepeat === true ? 409 : 204;
    }
    if (faults.looksThenCounts === true) await delay(30);
    seen.add(id);
    if (faults.losesSome !== true || seen.size % 3 !== 0) counted += 1;
    return 204;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method === 'GET') {
      response.end(JSON.stringify({ aantal: counted }));
      return;
    }
    working += 1;
    const isBusy = working > 1 && faults.oneAtATime === true;
    try {
      const body = await readBody(request, faults);
      if (faults.oneAtATime === true) await delay(100);
      response.writeHead(isBusy ? 500 : body === undefined ? 413 : await statusOf(request.headers, body)).end();
    } catch {
      response.writeHead(408).end();
    } finally {
      working -= 1;
    }
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
  return {
    url,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function isGenuine(secret: string, faults: Faults, headers: IncomingHttpHeaders, body: string): boolean {
  if (faults.verifies === false) return true;
  const [id, time, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    headers[name]?.toString(),
  );
  if (id === undefined || time === undefined || signatures === undefined) return faults.trustsUnsigned === true;
  const late = Math.abs(Date.now() / 1000 - Number(time)) > FIVE_MINUTES_S;
  if (late && faults.ignoresTime !== true) return false;
  const text = faults.parsesFirst === true ? JSON.stringify(JSON.parse(body)) : body;
  const signedId = faults.trustsBodyId === true ? (JSON.parse(body) as { id: string }).id : id;
  const own = new Webhook(secret).sign(signedId, new Date(Number(time) * 1000), text);
  const given = signatures.split(' ');
  if (faults.choosesUnknownVersion === true && !given.every((one) => one.startsWith('v1,'))) return false;
  return (
    faults.firstSignatureOnly === true ? given.slice(0, 1) : given.filter((one) => one.startsWith('v1,'))
  ).includes(own);
}

function refusal(
  faults: Faults,
  event: { type: string; subject: string; sequence: string; data: object },
  sequences: ReadonlyMap<string, string>,
): number | undefined {
  if (faults.knownTypesOnly === true && !event.type.includes('persoon-bekend')) return 422;
  if (faults.strictMembers === true && 'nieuwattribuut' in event) return 400;
  if (faults.needsData === true && !('na' in event.data)) return 500;
  const isOlder = event.sequence < (sequences.get(event.subject) ?? '');
  return faults.refusesOlder === true && isOlder ? 409 : undefined;
}

async function readBody(request: IncomingMessage, faults: Faults): Promise<string | undefined> {
  const begunAt = Date.now();
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (Date.now() - begunAt > (faults.bodyWithinMs ?? Infinity)) throw new Error('too slow');
  const body = Buffer.concat(chunks);
  return body.length > (faults.bodyLimit ?? Infinity) ? undefined : body.toString('utf8');
}
