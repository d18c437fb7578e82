import { freePort } from './free-port.ts';
import { forEachService, serviceCatalogue, type ServiceName } from './service-catalogue.ts';

export interface StackPorts {
  readonly services: Readonly<Record<ServiceName, number>>;
  readonly postgres: number;
  readonly kafka: number;
}

/**
 * The ports of a platform: what LRR_PORT_<NAME> asks for (INTAKE, REGISTER, …, POSTGRES, KAFKA), else the usual ones,
 * else a free one where the usual one is taken.
 */
export async function choosePorts(): Promise<StackPorts> {
  const services = forEachService(() => 0);
  for (const { name, endpoint, preferredPort } of serviceCatalogue) {
    services[name] = await choosePort(endpoint, preferredPort);
  }
  return {
    services,
    postgres: await choosePort('postgres', 7132),
    kafka: await choosePort('kafka', 7192),
  };
}

async function choosePort(name: string, usual: number): Promise<number> {
  const variable = `LRR_PORT_${name.toUpperCase()}`;
  const asked = process.env[variable];
  if (asked === undefined || asked === '') return await freePort(usual);
  const port = await freePort(Number(asked));
  if (port !== Number(asked)) throw new Error(`${variable}=${asked}: something else has it already`);
  return port;
}
