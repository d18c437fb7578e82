import { call, type Endpoints } from '../../scripts/demonstration/clients.ts';
import type { BrpPerson } from '../../scripts/generator/records.ts';

/** Synthetic persons of the sandbox, from number `from` on; each campaign takes its own stretch. */
export async function populationOf(endpoints: Endpoints, from: number, count: number): Promise<BrpPerson[]> {
  const { personen } = await call<{ personen: BrpPerson[] }>(
    'GET',
    `${endpoints.sandbox}/bevolking?vanaf=${from}&aantal=${count}`,
  );
  return personen;
}

/** The platform's calendar day, `YYYY-MM-DD`. */
export async function todayOf(endpoints: Endpoints): Promise<string> {
  const { datum } = await call<{ datum: string }>('GET', `${endpoints.sandbox}/datum`);
  return datum;
}
