import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '../../services/_platform/src/clock/amsterdam.ts';
import { call, tokenFor, until } from '../../scripts/demonstration/clients.ts';
import { fetchFeedback, giveMandates, type SeenFeedback } from '../../scripts/demonstration/deliver.ts';
import type { BoardSeat } from '../../scripts/demonstration/plan-types.ts';
import { head, type BrpPerson } from '../../scripts/generator/records.ts';
import { appointment, fullGround, messageIdOf, type Fields } from '../../scripts/demonstration/records.ts';
import { boardSeats } from '../../scripts/demonstration/seats.ts';
import { recognise } from '../../scripts/demonstration/state-teaching.ts';
import { serviceCatalogue, type ServiceName } from '../../scripts/stack/service-catalogue.ts';
import { startReceiver, type Receiver } from '../../services/_platform/test/webhooks/receiver.ts';
import { startStack, type TestStack } from '../support/stack.ts';
import { databaseTexts, findTraces, topicTexts, type Trace } from './find-traces.ts';
import { patientFetch } from '../support/patient-fetch.ts';

/** Names that occur nowhere else, so that finding them means that they leaked. */
const CANARY: BrpPerson & { readonly voorvoegsel: string } = {
  burgerservicenummer: '998765442',
  geboortedatum: '1971-03-29',
  geslacht: 'V',
  geslachtsnaam: 'Kanariepietvogelaar',
  voorvoegsel: 'van',
  voornamen: 'Zilverwitje Quirina',
};
/** Her name after a change in the BRP (record 15). */
const RENAMED = 'Papegaaiduikelaarster';
/** Who the non-resident turns out to be (record 3). */
const CORRECTED = { bsn: '100000022', geboortedatum: '1969-04-28', name: 'Binnenstebuitenkijker' };
const NON_RESIDENT = { bsn: '100000010', name: 'Ondersteboventhuizen', street: 'Rue Perruche Invisible 99' };

let stack: TestStack;
let seat: BoardSeat;
let token: string;
let today: string;
let receiver: Receiver;
const answers: string[] = [];

beforeAll(async () => {
  stack = await startStack();
  receiver = await startReceiver();
  const found = boardSeats()[0];
  if (found === undefined) throw new Error('no seat');
  seat = found;
  await giveMandates(stack.endpoints, [seat]);
  await call('POST', `${stack.endpoints.sandbox}/brp/personen`, { body: [CANARY] });
  const { datum } = await call<{ datum: string }>('GET', `${stack.endpoints.sandbox}/datum`);
  today = datum;
  token = await tokenFor(stack.endpoints, 'urn:lrr:aanlevering', {
    scope: ['aanleveren'],
    claims: { oin: seat.supplierOin },
  });
  await call('PUT', `${stack.endpoints.intake}/v1/webhooks/${seat.board}/${seat.deliveryPoint}`, {
    token,
    body: { url: receiver.url },
  });
}, 120_000);

afterAll(async () => {
  await receiver.close();
  await stack.stop();
});

let sent = 0;
function record(body: Fields, kop: Fields = {}, extra: Fields = {}): Fields {
  sent += 1;
  const at = new Date(Date.parse(`${addDays(today, -1)}T12:00:00Z`) + sent * 1000);
  const id = messageIdOf('canary', String(sent));
  return { kop: { ...head(seat, id, 'AANLEVEREN_BENOEMING', at), ...kop }, benoeming: body, ...extra };
}

/** Sends any bytes and keeps the answer for the search; the status does not matter here. */
async function send(path: string, init: { readonly method?: string; readonly body?: string }): Promise<void> {
  const answer = await patientFetch(`${stack.endpoints.intake}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  });
  answers.push(`${JSON.stringify([...answer.headers])} ${await answer.text()}`);
}

/** The BSN in every place where it does not belong, beside one record where it does. */
function misplaced(): Fields[] {
  const { burgerservicenummer: bsn } = CANARY;
  const sound = appointment(seat, CANARY, addDays(today, -10), [fullGround(seat)]);
  const person = sound['persoon'] as Fields;
  return [
    record({ ...sound, personeelsnummer: bsn }),
    record({ ...sound, benoemingvolgnummer: bsn }),
    record({ ...sound, bsn }),
    record({ ...sound, [bsn]: true }),
    record({ ...sound, sector: bsn }),
    record({ ...sound, soortBetrekking: bsn }),
    record({ ...sound, standvolgnummer: Number(bsn) }),
    record({ ...sound, datumIngangBenoeming: bsn }),
    record({ ...sound, perioden: [{ datumBegin: bsn, grondslagen: [{ ...fullGround(seat), vestigingen: [bsn] }] }] }),
    record({
      ...sound,
      perioden: [
        {
          datumBegin: sound['datumIngangBenoeming'],
          grondslagen: [{ benoemingsgrondslag: bsn, vestigingen: [seat.location] }],
        },
      ],
    }),
    record({ ...sound, persoon: { ...person, geslacht: bsn } }),
    record({ ...sound, persoon: { ...person, geboortedatum: '1971-03-28' } }),
    record({ ...sound, persoon: { ...person, onderwijsnummer: bsn } }),
    record({ ...sound, persoon: { geboortedatum: CANARY.geboortedatum, geslacht: 'V', onderwijsnummer: bsn } }),
    record(sound, { identificatiecodeBedrijfsdocument: bsn }),
    record(sound, { aanleverpuntnummer: bsn }),
    record(sound, { oinVerzender: `00000000${bsn}000` }),
    record(sound, { berichtsoort: bsn }),
    record(sound, { bsn }),
    record(sound, {}, { [bsn]: bsn }),
  ];
}

function nonResident(): Fields {
  const body = appointment(seat, CANARY, addDays(today, -10), [fullGround(seat)]);
  return record({
    ...body,
    persoon: {
      burgerservicenummer: NON_RESIDENT.bsn,
      geboortedatum: '1969-04-27',
      geslacht: 'M',
      nietIngezetene: {
        geslachtsnaam: NON_RESIDENT.name,
        voornamen: 'Zilverwitje Quirina',
        adresregel1: NON_RESIDENT.street,
        landcode: '5002',
      },
    },
  });
}

describe('BSN, names and birth dates', () => {
  it("are found in the vault's database only", async () => {
    const sound = record(appointment(seat, CANARY, addDays(today, -10), [fullGround(seat)]));
    const berichten = [sound, nonResident(), ...misplaced()];
    const delivery = (body: unknown): Promise<void> =>
      send('/v1/leveringen', { method: 'POST', body: JSON.stringify(body) });
    await delivery({ leveringId: messageIdOf('canary', 'levering'), berichten });
    await delivery({ leveringId: CANARY.burgerservicenummer, berichten: [sound] });
    await delivery({ leveringId: messageIdOf('canary', 'other'), berichten: [sound], bsn: CANARY.burgerservicenummer });
    await send('/v1/leveringen', { method: 'POST', body: `{"bsn": "${CANARY.burgerservicenummer}", ` });
    await send(`/v1/ontvangstbevestigingen/${CANARY.burgerservicenummer}`, {});
    await send(`/v1/ontvangstbevestigingen/${messageIdOf('x')}?verzendendeInstantie=${CANARY.burgerservicenummer}`, {});
    const twice = { leveringId: messageIdOf('canary', 'simulation'), berichten };
    await send('/v1/leveringen/simulaties', { method: 'POST', body: JSON.stringify(twice) });
    await send(`/v1/${CANARY.burgerservicenummer}?naam=${CANARY.geslachtsnaam}`, {});

    // The sound record and the one of the non-resident arrive; every rejected one is answered as well.
    const accepted = (fetched: readonly SeenFeedback[]): number =>
      fetched.filter(({ kop }) => kop.berichtsoort === 'TERUGKOPPELING_BENOEMING').length;
    const feedback = await fetchFeedback(stack.endpoints, [seat], (fetched) => accepted(fetched) >= 2, 30_000);
    expect(accepted(feedback)).toBe(2);
    const ids = await until('the person is known', 30_000, () =>
      recognise(stack.endpoints, CANARY.burgerservicenummer),
    );
    await stateSomething(ids.registratieId);
    answers.push(JSON.stringify(feedback));
    await exchangeOtherRecords();
    for (const path of ['afkeuringen', `leveranciers/${seat.supplierOin}/kwaliteit`]) await send(`/v1/${path}`, {});
    // Feedback that is fetched at once is told to nobody: this one waits.
    const unfetched = record(appointment(seat, CANARY, addDays(today, -10), [fullGround(seat)]));
    await delivery({ leveringId: messageIdOf('canary', 'unfetched'), berichten: [unfetched] });
    await until('the webhook is told', 30_000, () => Promise.resolve(receiver.received.length > 0 || undefined));
    answers.push(JSON.stringify(receiver.received.map(({ headers, body }) => [headers, body])));

    expect(findTraces(await everythingButTheVaultsDatabase(), traces())).toEqual([]);
  }, 180_000);

  it('lie sealed in the database of the vault, too', async () => {
    const texts = await databaseTexts('identity', stack.databases['identity-vault'].adminUrl);
    expect(texts.length).toBeGreaterThan(5);
    expect(findTraces(texts, traces())).toEqual([]);
  });

  it('would be found: the search sees the register id that is really there', async () => {
    const ids = await recognise(stack.endpoints, CANARY.burgerservicenummer);
    const places = findTraces(await everythingButTheVaultsDatabase(), [
      { name: 'register id', value: ids?.registratieId ?? 'none' },
    ]);
    expect(places).toContain('register id in topic lrr.opdracht.v1');
    expect(places).toContain('register id in database register-state, table public.command_log');
  });
});

/** A statement, so that claims, diploma facts and processing-log lines about the person exist as well. */
async function stateSomething(registratieId: string): Promise<void> {
  const teacher = await tokenFor(stack.endpoints, 'urn:lrr:register', { claims: { rol: 'LERAAR', registratieId } });
  const url = `${stack.endpoints.register}/v1/registraties/${registratieId}`;
  await call('PUT', `${url}/onderwijsopgave`, {
    token: teacher,
    headers: { prefer: 'wait=10' },
    body: { onderwijs: [{ aanduiding: 'LERAAR_VO', vak: 'ENGELS', gebied: 'VO' }], gaatOpVoorHerregistratie: false },
  });
  await until('the match arrives', 30_000, async () => {
    const view = await call<{ opgaven: { match?: unknown }[] }>('GET', url, { token: teacher });
    return view.opgaven[0]?.match === undefined ? undefined : true;
  });
}

type Fetched = Fields & { readonly kop: { readonly berichtsoort: string } };

/** Records 3, 4 and 6, and a change in the BRP: the numbers and names that 14 and 15 are filled with go to the board alone. */
async function exchangeOtherRecords(): Promise<void> {
  const { burgerservicenummer } = CANARY;
  const old = { burgerservicenummer: NON_RESIDENT.bsn, geboortedatum: '1969-04-27', geslacht: 'M' };
  const nietIngezetene = { geslachtsnaam: CORRECTED.name, voornamen: 'Zilverwitje Quirina', landcode: '5002' };
  const nieuwePersoon = {
    burgerservicenummer: CORRECTED.bsn,
    geboortedatum: CORRECTED.geboortedatum,
    geslacht: 'M',
    nietIngezetene,
  };
  const overview = { peildatum: today, personen: [{ burgerservicenummer }, { burgerservicenummer: NON_RESIDENT.bsn }] };
  const answer = { correctieverzoekId: messageIdOf('canary', 'correction'), oordeel: 'JUIST' };
  const berichten = [
    other('AANLEVEREN_WIJZIGING_SLEUTELGEGEVENS', 'wijzigingSleutelgegevens', { persoon: old, nieuwePersoon }),
    other('AANLEVEREN_WIJZIGING_SLEUTELGEGEVENS', 'wijzigingSleutelgegevens', {
      persoon: old,
      nieuwePersoon: { ...nieuwePersoon, burgerservicenummer },
    }),
    other('VERZOEK_REGISTRATIEOVERZICHT', 'verzoekRegistratieoverzicht', overview),
    other('ANTWOORD_CORRECTIEVERZOEK', 'antwoordCorrectieverzoek', {
      ...answer,
      toelichting: `Zie ${burgerservicenummer}`,
    }),
    other('ANTWOORD_CORRECTIEVERZOEK', 'antwoordCorrectieverzoek', { ...answer, oordeel: burgerservicenummer }),
  ];
  const body = JSON.stringify({ leveringId: messageIdOf('canary', 'others'), berichten });
  await send('/v1/leveringen', { method: 'POST', body });
  await send('/v1/leveringen/simulaties', { method: 'POST', body });
  const filled = await fetchUntil(['TERUGKOPPELING_VERWERKT', 'TERUGKOPPELING_REGISTRATIEOVERZICHT']);
  expect(JSON.stringify(filled)).toContain(burgerservicenummer);
  await call('POST', `${stack.endpoints.sandbox}/brp/personen`, { body: [{ ...CANARY, geslachtsnaam: RENAMED }] });
  // The bundle of this record stays: it lies sealed in the intake's database while that is searched.
  expect(JSON.stringify(await fetchUntil(['SPONTANE_MUTATIE']))).toContain(RENAMED);
}

function other(berichtsoort: string, bodyField: string, body: Fields): Fields {
  const { kop } = record({}) as { kop: Fields };
  return { kop: { ...kop, berichtsoort }, [bodyField]: body };
}

let requests = 1_000;
/** Fetches until records of all these kinds came; gives those back that may name a person, and keeps the others. */
async function fetchUntil(kinds: readonly string[]): Promise<Fetched[]> {
  const missing = new Set(kinds);
  const naming: Fetched[] = [];
  await until(`records ${kinds.join(', ')}`, 60_000, async () => {
    const { berichten } = await call<{ berichten: Fetched[] }>(
      'POST',
      `${stack.endpoints.intake}/v1/terugkoppelingen/ophalen`,
      {
        token,
        body: {
          bevoegdGezagNummer: seat.board,
          aanleverpuntnummer: seat.deliveryPoint,
          volgnummerVerzoek: (requests += 1),
          maxAantal: 100,
        },
      },
    );
    for (const one of berichten) {
      const { berichtsoort } = one.kop;
      missing.delete(berichtsoort);
      const mayName = ['TERUGKOPPELING_REGISTRATIEOVERZICHT', 'SPONTANE_MUTATIE'].includes(berichtsoort);
      if (mayName) naming.push(one);
      else answers.push(JSON.stringify(one));
    }
    return missing.size === 0 ? true : undefined;
  });
  return naming;
}

function traces(): Trace[] {
  return [
    { name: 'changed surname', value: RENAMED },
    { name: 'corrected BSN', value: CORRECTED.bsn },
    { name: 'corrected birth date', value: CORRECTED.geboortedatum },
    { name: 'corrected surname', value: CORRECTED.name },
    { name: 'BSN', value: CANARY.burgerservicenummer },
    { name: 'BSN of the non-resident', value: NON_RESIDENT.bsn },
    { name: 'birth date', value: CANARY.geboortedatum },
    { name: 'birth date of the non-resident', value: '1969-04-27' },
    { name: 'surname', value: CANARY.geslachtsnaam },
    { name: 'first names', value: CANARY.voornamen },
    { name: 'surname of the non-resident', value: NON_RESIDENT.name },
    { name: 'address of the non-resident', value: NON_RESIDENT.street },
  ];
}

/** The sandbox is the outside world (it is the BRP), so its database and answers may and must hold the person. */
async function everythingButTheVaultsDatabase(): Promise<{ place: string; text: string }[]> {
  const services = serviceCatalogue.map(({ name }) => name).filter((name) => name !== 'sandbox');
  const catalogue = JSON.parse(readFileSync('infra/kafka/topics.json', 'utf8')) as { topics: { name: string }[] };
  const source = { broker: stack.endpoints.kafka, prefix: stack.prefix };
  const topics = await topicTexts(
    source,
    catalogue.topics.map(({ name }) => name),
  );
  const databases = await Promise.all(
    services
      .filter((name) => name !== 'identity-vault')
      .map((name) => databaseTexts(name, stack.databases[name].adminUrl)),
  );
  const logs = services.map((name) => ({ place: `log of ${name}`, text: stack.logs(name) }));
  const metrics = await Promise.all(services.map(metricsOf));
  return [
    ...topics,
    ...databases.flat(),
    ...logs,
    ...metrics,
    ...answers.map((text) => ({ place: 'an answer', text })),
  ];
}

async function metricsOf(name: ServiceName): Promise<{ place: string; text: string }> {
  const endpoint = serviceCatalogue.find((entry) => entry.name === name)?.endpoint ?? 'sandbox';
  const answer = await fetch(`${stack.endpoints[endpoint]}/metrics`);
  // The fraction of a sample is chance: nine digits of a time in seconds were taken for a BSN.
  return { place: `metrics of ${name}`, text: (await answer.text()).replaceAll(/\.\d+(e[+-]?\d+)?$/gm, '') };
}
