import { call, tokenFor, until, type Endpoints } from './clients.ts';
import type { PlannedStatement } from './plan-types.ts';

interface Ids {
  readonly registratieId: string;
  readonly portfolioId: string;
}

interface RegistrationView {
  readonly status: string;
  readonly beeld: string;
  readonly opgaven: readonly { readonly match?: { readonly uitkomst: string } }[];
}

/** The ids of a person, or undefined when the vault does not know the number. Sandbox only. */
export async function recognise(endpoints: Endpoints, burgerservicenummer: string): Promise<Ids | undefined> {
  const answer = await fetch(`${endpoints.sandbox}/herkennen`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ burgerservicenummer }),
  });
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw new Error(`the sandbox's herkennen answered ${answer.status}`);
  return (await answer.json()) as Ids;
}

/** What the register says to the person himself, who alone can read it once he is kept; undefined when it has nothing. */
export async function ownRegistration(
  endpoints: Endpoints,
  registratieId: string,
): Promise<RegistrationView | undefined> {
  const token = await tokenFor(endpoints, 'urn:lrr:register', { claims: { rol: 'LERAAR', registratieId } });
  return registration(endpoints, token, registratieId);
}

async function registration(
  endpoints: Endpoints,
  token: string,
  registratieId: string,
): Promise<RegistrationView | undefined> {
  const answer = await fetch(`${endpoints.register}/v1/registraties/${registratieId}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw new Error(`the register answered ${answer.status} for a registration`);
  return (await answer.json()) as RegistrationView;
}

/** Posts the diplomas, waits until the teacher is known, states the teaching, waits for the match; gives the outcome. */
export async function stateTeaching(endpoints: Endpoints, planned: PlannedStatement): Promise<string> {
  const { burgerservicenummer } = planned.person;
  if (planned.diplomas.length > 0) {
    const body = [{ burgerservicenummer, diplomas: planned.diplomas }];
    await call('POST', `${endpoints.sandbox}/diplomaregister/personen`, { body });
  }
  const { registratieId } = await until('the vault knows the teacher', 30_000, () =>
    recognise(endpoints, burgerservicenummer),
  );
  const token = await tokenFor(endpoints, 'urn:lrr:register', { claims: { rol: 'LERAAR', registratieId } });
  await until('the register knows the teacher', 30_000, async () => {
    const found = await registration(endpoints, token, registratieId);
    return found?.status === 'BEKEND' ? found : undefined;
  });
  await call('PUT', `${endpoints.register}/v1/registraties/${registratieId}/onderwijsopgave`, {
    token,
    headers: { prefer: 'wait=5' },
    body: { onderwijs: [planned.onderwijs], gaatOpVoorHerregistratie: false },
  });
  return await until('the match arrives', 30_000, async () => {
    const found = await registration(endpoints, token, registratieId);
    return found?.opgaven[0]?.match?.uitkomst;
  });
}

/** Opens the portfolio of a teacher and logs one activity in it; gives back the title as the teacher reads it. */
export async function keepPortfolio(endpoints: Endpoints, burgerservicenummer: string): Promise<string> {
  const ids = await recognise(endpoints, burgerservicenummer);
  if (ids === undefined) throw new Error('the vault does not know the teacher of the portfolio');
  const token = await tokenFor(endpoints, 'urn:lrr:portfolio', { claims: { portfolioId: ids.portfolioId } });
  await until('the portfolio may be opened', 30_000, async () => {
    const answer = await fetch(`${endpoints.portfolio}/v1/portfolio`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
    return answer.ok ? true : undefined;
  });
  const activity = {
    soort: 'CURSUS',
    titel: 'Formatief toetsen in de onderbouw',
    aanbieder: 'Voorbeeldacademie',
    datumBegin: '2026-09-07',
    datumEind: '2026-09-21',
    urenTotaal: 12,
    urenContact: 6,
    categorie: 'VAKDIDACTISCH',
  };
  const made = await call<{ id: string }>('POST', `${endpoints.portfolio}/v1/portfolio/activiteiten`, {
    token,
    body: activity,
  });
  const read = await call<{ titel: string }>('GET', `${endpoints.portfolio}/v1/portfolio/activiteiten/${made.id}`, {
    token,
  });
  return read.titel;
}
