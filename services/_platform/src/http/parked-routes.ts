import type { FastifyInstance } from 'fastify';
import type { ParkedDesk, ParkedRecord, ParkedState, ParkedSummary } from '../consumer/parked-desk.ts';
import type { RunningConsumer } from '../consumer/running-consumer.ts';
import type { Access } from './access.ts';
import { maskedText } from './masked-text.ts';
import { platformProblem } from './platform-problem.ts';

interface ListQuery {
  consument?: string;
  toestand?: ParkedState;
  na?: string;
  maxAantal?: number;
}

const STATES: readonly ParkedState[] = ['OPEN', 'VERWERKT', 'TERZIJDE', 'AFGEKEURD'];
const PAGE = 200;

const LIST_QUERY = {
  type: 'object',
  additionalProperties: false,
  properties: {
    consument: { type: 'string', maxLength: 100 },
    toestand: { type: 'string', enum: STATES },
    na: { type: 'string', pattern: '^[0-9]{1,18}$' },
    maxAantal: { type: 'integer', minimum: 1, maximum: 500 },
  },
};

const BY_ID = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string', pattern: '^[0-9a-f-]{1,36}$' } },
};

const ASIDE_BODY = {
  type: 'object',
  required: ['reden'],
  additionalProperties: false,
  properties: { reden: { type: 'string', minLength: 5, maxLength: 500, pattern: '\\S' } },
};

/** `tekst` is what the sender reads. */
const REJECT_BODY = {
  type: 'object',
  required: ['reden', 'tekst'],
  additionalProperties: false,
  properties: {
    ...ASIDE_BODY.properties,
    tekst: {
      type: 'string',
      minLength: 5,
      maxLength: 250,
      pattern: String.raw`^[^\u0000-\u001f\u007f-\u009f]*\S[^\u0000-\u001f\u007f-\u009f]*$`,
    },
  },
};

/** Parked messages: look (those of every state, unless one is asked for), try again, give up, reject. */
export function registerParkedRoutes(
  app: FastifyInstance,
  consumers: readonly RunningConsumer[],
  access: Access,
): void {
  const config = { access };

  app.get<{ Querystring: ListQuery }>(
    '/beheer/v1/geparkeerd',
    { config, schema: { querystring: LIST_QUERY } },
    async ({ query }) => ({ berichten: (await listParked(consumers, query)).map(showSummary) }),
  );

  app.get<{ Params: { id: string } }>(
    '/beheer/v1/geparkeerd/:id',
    { config, schema: { params: BY_ID } },
    async ({ params }) => showRecord((await findParked(consumers, params.id)).record),
  );

  app.post<{ Params: { id: string } }>(
    '/beheer/v1/geparkeerd/:id/opnieuw',
    { config, schema: { params: BY_ID } },
    async ({ params }) => {
      const { desk } = await findParked(consumers, params.id);
      const outcome = await desk.redrive(params.id);
      switch (outcome.outcome) {
        case 'VERWERKT':
          return { uitkomst: outcome.outcome, verwerkt: outcome.applied, wachtNog: outcome.stillWaiting };
        case 'OPNIEUW_GEPARKEERD':
          return { uitkomst: outcome.outcome, reden: outcome.reason, pogingen: outcome.attempts };
        case 'WACHT':
          return { uitkomst: outcome.outcome, wachtAchter: outcome.behind };
        case 'AL_VERWERKT':
          return showClosed(desk, params.id);
        case 'ONBEKEND':
          throw unknownMessage();
      }
    },
  );

  app.post<{ Params: { id: string }; Body: { reden: string } }>(
    '/beheer/v1/geparkeerd/:id/terzijde',
    { config, schema: { params: BY_ID, body: ASIDE_BODY } },
    async ({ params, body, caller }) => {
      const { desk } = await findParked(consumers, params.id);
      const outcome = await desk.setAside(params.id, { reason: body.reden, by: caller.subject });
      switch (outcome.outcome) {
        case 'TERZIJDE':
          return { uitkomst: outcome.outcome, verwerkt: outcome.applied, wachtNog: outcome.stillWaiting };
        case 'WACHT':
          return { uitkomst: outcome.outcome, wachtAchter: outcome.behind };
        case 'NIET_TOEGESTAAN':
          return { uitkomst: outcome.outcome };
        case 'AL_VERWERKT':
          return showClosed(desk, params.id);
        case 'ONBEKEND':
          throw unknownMessage();
      }
    },
  );

  app.post<{ Params: { id: string }; Body: { reden: string; tekst: string } }>(
    '/beheer/v1/geparkeerd/:id/afkeuren',
    { config, schema: { params: BY_ID, body: REJECT_BODY } },
    async ({ params, body, caller }) => {
      const { desk } = await findParked(consumers, params.id);
      const order = { reason: body.reden, words: body.tekst, by: caller.subject };
      const outcome = await desk.reject(params.id, order);
      switch (outcome.outcome) {
        case 'AFGEKEURD':
          return { uitkomst: outcome.outcome, verwerkt: outcome.applied, wachtNog: outcome.stillWaiting };
        case 'WACHT':
          return { uitkomst: outcome.outcome, wachtAchter: outcome.behind };
        case 'NIET_TOEGESTAAN':
        case 'TEKST_GEWEIGERD':
          return { uitkomst: outcome.outcome };
        case 'AL_VERWERKT':
          return showClosed(desk, params.id);
        case 'ONBEKEND':
          throw unknownMessage();
      }
    },
  );
}

/** One page over all consumers asked for, in the order of the numbers, which they share: `na` is the last one seen. */
async function listParked(consumers: readonly RunningConsumer[], query: ListQuery): Promise<ParkedSummary[]> {
  const { consument, toestand, na, maxAantal = PAGE } = query;
  const asked = consumers.filter(({ name }) => consument === undefined || consument === name);
  const states = toestand === undefined ? STATES : [toestand];
  const lists = await Promise.all(
    asked.flatMap(({ parked }) =>
      states.map((state) => parked.list({ state, limit: maxAantal, ...(na === undefined ? {} : { after: na }) })),
    ),
  );
  return lists
    .flat()
    .sort((one, other) => Number(one.id) - Number(other.id))
    .slice(0, maxAantal);
}

async function findParked(
  consumers: readonly RunningConsumer[],
  id: string,
): Promise<{ desk: ParkedDesk; record: ParkedRecord }> {
  for (const { parked: desk } of consumers) {
    const record = await desk.show(id);
    if (record !== undefined) return { desk, record };
  }
  throw unknownMessage();
}

/** Nothing was done now. What became of it before stays: a closed one is never opened again. */
async function showClosed(desk: ParkedDesk, id: string): Promise<{ uitkomst: 'AL_VERWERKT'; toestand: ParkedState }> {
  const record = await desk.show(id);
  if (record === undefined) throw unknownMessage();
  return { uitkomst: 'AL_VERWERKT', toestand: record.state };
}

function unknownMessage(): Error {
  return platformProblem('niet-gevonden', { detail: 'Dit geparkeerde bericht is er niet.' });
}

function showSummary(parked: ParkedSummary): Record<string, unknown> {
  return {
    id: parked.id,
    consument: parked.consumer,
    topic: parked.topic,
    partitie: parked.partition,
    offset: parked.offset,
    sleutel: parked.key,
    reden: parked.reason,
    kenmerk: parked.fingerprint,
    berichtId: parked.messageId,
    geparkeerdOp: parked.parkedAt,
    wachtAchter: parked.waitsBehind,
    pogingen: parked.attempts,
    toestand: parked.state,
  };
}

/** Shape and headers of the message; its values are masked, since nobody asked for a purpose here. */
function showRecord(parked: ParkedRecord): Record<string, unknown> {
  return {
    ...showSummary(parked),
    plaats: parked.stack,
    ...(parked.aside === null ? {} : { terzijde: { reden: parked.aside.reason, door: parked.aside.by } }),
    kopregels: parked.headers,
    bytes: parked.value?.length ?? 0,
    inhoud: parked.value === null ? null : maskedContent(parked.value),
  };
}

function maskedContent(value: Buffer): unknown {
  try {
    return maskLeaves(JSON.parse(value.toString('utf8')), 0);
  } catch {
    return '(geen JSON)';
  }
}

const MASK_DEPTH = 20;

function maskLeaves(value: unknown, depth: number): unknown {
  if (depth > MASK_DEPTH) return '(dieper)';
  if (Array.isArray(value)) return value.map((element) => maskLeaves(element, depth + 1));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, maskLeaves(member, depth + 1)]));
  }
  return typeof value === 'string' ? maskedText(value) : `(${value === null ? 'null' : typeof value})`;
}
