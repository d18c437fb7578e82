import { request as open } from 'node:http';
import { tokenFor, type Endpoints } from '../../scripts/demonstration/clients.ts';
import type { Receipt } from './delivery-under-faults.ts';

export interface AnswerInLines {
  /** In the order sent, as far as they came. */
  readonly receipts: readonly Receipt[];
  /** The last line of the answer; undefined when the connection broke before it. */
  readonly closing: { readonly toestand: string; readonly aantal: number } | undefined;
}

/** One large delivery as NDJSON, sent while its receipts are read; resolves also when the other side dies half-way. */
export async function deliverAsLines(
  endpoints: Endpoints,
  oin: string,
  leveringId: string,
  records: readonly object[],
): Promise<AnswerInLines> {
  const token = await tokenFor(endpoints, 'urn:lrr:aanlevering', { scope: ['aanleveren'], claims: { oin } });
  const request = open(`${endpoints.intake}/v1/leveringen`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
  });
  const answer = new Promise<string>((resolve) => {
    let text = '';
    const done = (): void => {
      resolve(text);
    };
    request.once('error', done);
    request.once('close', done);
    request.once('response', (response) => {
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.once('error', done);
      response.once('close', done);
    });
  });
  for (const line of [{ leveringId }, ...records]) request.write(`${JSON.stringify(line)}\n`);
  request.end();
  // A line without its line feed was cut off.
  const lines = (await answer).split('\n').slice(0, -1);
  const objects = lines.map((line) => JSON.parse(line) as Receipt & { toestand?: string });
  const last = objects.at(-1);
  const isClosed = last?.toestand !== undefined;
  return {
    receipts: isClosed ? objects.slice(0, -1) : objects,
    closing: isClosed ? (last as unknown as AnswerInLines['closing']) : undefined,
  };
}
