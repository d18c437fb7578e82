import { randomUUID } from 'node:crypto';
import { makeEvent, sign, type TestEvent } from './make-event.ts';
import { isTaken, type Delivery, type ReceiverUnderTest } from './receiver-under-test.ts';
import type { Reply } from './send-event.ts';

export interface Check {
  readonly id: string;
  readonly titel: string;
  /** How somebody repairs a receiver that fails it. */
  readonly herstel: string;
  /** @returns what is wrong; undefined when nothing is */
  run(receiver: ReceiverUnderTest, o: CheckOptions): Promise<string | undefined>;
}

export interface CheckOptions {
  /** How long a slow body takes to arrive. */
  readonly slowMs: number;
}

/** Somebody who knows no secret of the receiver. */
const FOREIGN = `whsec_${Buffer.from('a secret that nobody was given').toString('base64')}`;
const TEN_MINUTES = 600_000;

export const checks: readonly Check[] = [
  {
    id: 'GOEDE_HANDTEKENING',
    titel: 'Neemt een goed ondertekende gebeurtenis aan',
    herstel:
      'Luister op dit adres, en antwoord met een status 2xx zodra de gebeurtenis is bewaard. De handtekening is ' +
      'HMAC-SHA256 in base64 over `{webhook-id}.{webhook-timestamp}.{body}`; de sleutel is wat na whsec_ staat, uit base64 gelezen.',
    run: (receiver) => mustTake(receiver, makeEvent()),
  },
  refusal('FOUTE_HANDTEKENING', 'Weigert de handtekening van een ander', ({ id, body }) =>
    sign({ id, body, secrets: [FOREIGN] }),
  ),
  refusal('GEEN_HANDTEKENING', 'Weigert een gebeurtenis zonder handtekening', () => ({})),
  refusal('VERANDERDE_INHOUD', 'Weigert een inhoud die na het ondertekenen is veranderd', ({ id, body, secret }) =>
    sign({ id, body: body.replace('BEKEND', 'SLAPEND'), secrets: [secret] }),
  ),
  // Who caught a good one could send it again and again as if each were new.
  refusal('ANDERE_ID', 'Weigert een handtekening die bij een andere webhook-id hoort', ({ id, body, secret }) => ({
    ...sign({ id, body, secrets: [secret] }),
    'webhook-id': randomUUID(),
  })),
  refusal('OUDE_TIJD', 'Weigert wat meer dan vijf minuten geleden is ondertekend', ({ id, body, secret }) =>
    sign({ id, body, secrets: [secret], at: new Date(Date.now() - TEN_MINUTES) }),
  ),
  refusal('TOEKOMSTIGE_TIJD', 'Weigert wat meer dan vijf minuten vooruit is ondertekend', ({ id, body, secret }) =>
    sign({ id, body, secrets: [secret], at: new Date(Date.now() + TEN_MINUTES) }),
  ),
  {
    id: 'TWEE_HANDTEKENINGEN',
    titel: 'Neemt aan wat met twee geheimen is ondertekend, in beide volgorden',
    herstel:
      'Na een vernieuwing staan er een dag lang twee handtekeningen in webhook-signature, door een spatie gescheiden. ' +
      'Eén die klopt, is genoeg.',
    run: (receiver) =>
      firstFault([[FOREIGN, receiver.secret] as const, [receiver.secret, FOREIGN] as const], (secrets) =>
        mustTake(receiver, makeEvent(), (id, body) => ({ headers: sign({ id, body, secrets }) })),
      ),
  },
  {
    id: 'ONBEKENDE_HANDTEKENINGSOORT',
    titel: 'Slaat een handtekening van een onbekende soort over',
    herstel: 'Kijk alleen naar handtekeningen die met `v1,` beginnen, en sla andere over in plaats van te weigeren.',
    run: (receiver) =>
      mustTake(receiver, makeEvent(), (id, body) => {
        const headers = sign({ id, body, secrets: [receiver.secret] });
        return { headers: { ...headers, 'webhook-signature': `v9,AAAA ${headers['webhook-signature'] ?? ''}` } };
      }),
  },
  {
    id: 'RUWE_BYTES',
    titel: 'Controleert de handtekening over de bytes zoals ze kwamen',
    herstel: 'Lees de inhoud eerst als bytes, controleer de handtekening daarover, en lees pas daarna de JSON.',
    run: (receiver) => {
      const event = makeEvent({ data: { na: { status: 'BEKEND' }, woord: 'geëerd – 教师' } });
      const body = `${JSON.stringify(event, undefined, 1)}\n`;
      return mustTake(receiver, event, (id) => ({ body, headers: sign({ id, body, secrets: [receiver.secret] }) }));
    },
  },
  {
    id: 'HERHALING',
    titel: 'Neemt een gebeurtenis die nog eens komt weer aan, en telt haar eenmaal',
    herstel:
      'Bewaar de webhook-id in dezelfde transactie als het werk, en antwoord met 2xx als u haar al kent. Een fout ' +
      'antwoord op een herhaling laat ons drie dagen lang opnieuw proberen.',
    run: (receiver) => {
      const event = makeEvent();
      return counted(receiver, 1, () => firstFault([event, event, event], (one) => mustTake(receiver, one)));
    },
  },
  {
    id: 'GELIJKTIJDIGE_HERHALING',
    titel: 'Telt een gebeurtenis eenmaal die tweemaal tegelijk komt',
    herstel: 'Laat een unieke sleutel op webhook-id in uw database beslissen, niet een blik vooraf.',
    run: (receiver) => {
      const event = makeEvent();
      return counted(receiver, 1, () => allTaken(receiver, [event, event, event, event]));
    },
  },
  {
    id: 'NA_WEIGERING',
    titel: 'Neemt een gebeurtenis aan waarvan de eerste poging werd geweigerd',
    herstel: 'Onthoud een webhook-id pas als de handtekening klopt en de gebeurtenis is verwerkt.',
    run: (receiver) => {
      const event = makeEvent();
      const body = JSON.stringify(event);
      return counted(receiver, 1, async () => {
        const forged = await receiver.attempt(event, { headers: sign({ id: event.id, body, secrets: [FOREIGN] }) });
        return isTaken(forged)
          ? 'de eerste poging, met een vreemde handtekening, werd aangenomen'
          : mustTake(receiver, event);
      });
    },
  },
  {
    id: 'ONBEKENDE_SOORT',
    titel: 'Neemt een soort gebeurtenis aan die hij niet kent',
    herstel: 'Antwoord met 2xx en sla haar over: er komen soorten bij, en uw abonnement kan op soort filteren.',
    run: (receiver) => mustTake(receiver, makeEvent({ type: 'nl.lerarenregister.nog-niet-bedacht.v1' })),
  },
  {
    id: 'ONBEKENDE_VELDEN',
    titel: 'Neemt attributen en velden aan die hij niet kent',
    herstel: 'Lees wat u kent en sla de rest over: bestaande soorten krijgen er velden bij.',
    run: (receiver) =>
      mustTake(
        receiver,
        makeEvent({
          nieuwattribuut: 'x',
          data: { voor: { status: 'ONBEKEND' }, na: { status: 'BEKEND' }, nieuw: [1] },
        }),
      ),
  },
  {
    id: 'VERNIETIGD',
    titel: 'Neemt aan dat iemand is vernietigd, en een gebeurtenis zonder inhoud',
    herstel:
      'Na persoon-vernietigd is `data` van eerdere gebeurtenissen van die persoon leeg. Antwoord op beide met 2xx en ' +
      'vernietig wat u van hem bewaart.',
    run: (receiver) => {
      const type = 'nl.lerarenregister.persoon-vernietigd.v1';
      const data = { voor: { status: 'BEWAARD', reden: 'EINDE' }, na: { status: 'VERNIETIGD' } };
      return firstFault([makeEvent({ type, data }), makeEvent({ data: {} })], (event) => mustTake(receiver, event));
    },
  },
  {
    id: 'BEWAARD',
    titel: 'Neemt aan wat er gebeurt met iemand die bewaard wordt, zonder inhoud',
    herstel:
      'Zolang iemand bewaard wordt, staat er in `data` alleen `{"status": "BEWAARD"}`, van welke soort de gebeurtenis ook ' +
      'is. Antwoord met 2xx; komt hij terug, dan zegt zijn stand wat er geldt.',
    run: (receiver) => {
      const type = 'nl.lerarenregister.benoeming-gewijzigd.v1';
      return mustTake(receiver, makeEvent({ type, data: { status: 'BEWAARD' } }));
    },
  },
  {
    id: 'VOLGORDE',
    titel: 'Neemt gebeurtenissen van personen door elkaar aan, en oude na nieuwe',
    herstel:
      'Volgorde is er per persoon (subject, sequence); tussen personen niet. Bij een herhaling komt een lager ' +
      'volgnummer na een hoger: antwoord met 2xx en laat uw stand zoals hij is.',
    run: (receiver) => {
      const [one, other] = [randomUUID(), randomUUID()];
      const of = (subject: string, sequence: number): TestEvent =>
        makeEvent({ subject, sequence: String(sequence).padStart(10, '0') });
      const events = [of(one, 1), of(other, 1), of(one, 2), of(one, 3), of(other, 2), of(one, 2)];
      return firstFault(events, (event) => mustTake(receiver, event));
    },
  },
  {
    id: 'GROOT',
    titel: 'Neemt een gebeurtenis van 300 kB aan',
    herstel: 'Sta inhoud toe tot 1 MB.',
    run: (receiver) =>
      mustTake(receiver, makeEvent({ data: { na: { status: 'BEKEND' }, vulling: 'x'.repeat(300_000) } })),
  },
  {
    id: 'LANGZAAM',
    titel: 'Neemt een gebeurtenis aan die langzaam binnenkomt',
    herstel: 'Geef een verzoek ten minste tien seconden om binnen te komen.',
    run: (receiver, { slowMs }) => mustTake(receiver, makeEvent(), () => ({ spreadOverMs: slowMs })),
  },
  {
    id: 'TEGELIJK',
    titel: 'Neemt acht gebeurtenissen tegelijk aan',
    herstel:
      'Wij bezorgen van verschillende personen tegelijk, vier per abonnement. Laat verzoeken niet op elkaar stuklopen; ' +
      'met 503 en Retry-After mag u ons wel laten wachten.',
    run: (receiver) => {
      const events = Array.from({ length: 8 }, () => makeEvent());
      return counted(receiver, events.length, () => allTaken(receiver, events));
    },
  },
];

type Forge = (o: { id: string; body: string; secret: string }) => Record<string, string>;

/** What a stranger sends is refused with 4xx: a 2xx takes it, a 5xx says that it may come again, a 410 ends everything. */
function refusal(id: string, titel: string, forge: Forge): Check {
  return {
    id,
    titel,
    herstel:
      'Controleer handtekening en tijd voor u iets met de inhoud doet, en antwoord met 401. Een bibliotheek voor ' +
      'Standard Webhooks doet dit voor u.',
    run: async (receiver) => {
      const event = makeEvent();
      const body = JSON.stringify(event);
      const headers = forge({ id: event.id, body, secret: receiver.secret });
      const reply = await receiver.attempt(event, { body, headers });
      if (isTaken(reply)) return `hij antwoordde met ${String(reply.status)} en nam haar aan`;
      if (reply.status === 410) return 'hij antwoordde met 410: dat beëindigt het abonnement';
      const isRefused = reply.status !== undefined && reply.status >= 400 && reply.status < 500;
      return isRefused ? undefined : `${answered(reply)}, waar 401 hoort`;
    },
  };
}

async function mustTake(
  receiver: ReceiverUnderTest,
  event: TestEvent,
  delivery: (id: string, body: string) => Delivery = () => ({}),
): Promise<string | undefined> {
  const reply = await receiver.deliver(event, delivery(event.id, JSON.stringify(event)));
  return isTaken(reply) ? undefined : answered(reply);
}

async function allTaken(receiver: ReceiverUnderTest, events: readonly TestEvent[]): Promise<string | undefined> {
  const replies = await Promise.all(events.map((event) => receiver.deliver(event)));
  const refused = replies.filter((reply) => !isTaken(reply));
  const [first] = refused;
  return (
    first && `van ${String(events.length)} tegelijk bleven er ${String(refused.length)} geweigerd: ${answered(first)}`
  );
}

async function firstFault<T>(
  all: readonly T[],
  check: (one: T) => Promise<string | undefined>,
): Promise<string | undefined> {
  for (const [index, one] of all.entries()) {
    const fault = await check(one);
    if (fault !== undefined) return all.length > 1 ? `bij nummer ${String(index + 1)}: ${fault}` : fault;
  }
  return undefined;
}

/** Where the receiver can be asked: whether so many were counted, no more and no less. */
async function counted(
  receiver: ReceiverUnderTest,
  expected: number,
  work: () => Promise<string | undefined>,
): Promise<string | undefined> {
  const before = await receiver.count();
  const fault = await work();
  if (fault !== undefined || before === undefined) return fault;
  const after = await receiver.countUntil(before + expected);
  const added = (after ?? before) - before;
  return added === expected ? undefined : `hij telde er ${String(added)}, waar het er ${String(expected)} zijn`;
}

function answered({ status, fault }: Reply): string {
  if (status === undefined) return fault ?? 'geen antwoord';
  if (status >= 300 && status < 400) return `hij antwoordde met ${String(status)}: een verwijzing volgen wij niet`;
  if (status === 410) return 'hij antwoordde met 410: dat beëindigt het abonnement';
  return `hij antwoordde met ${String(status)}`;
}
