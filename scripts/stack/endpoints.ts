import { serviceCatalogue, type ServiceEntry, type ServiceName } from './service-catalogue.ts';
import { serviceUrl, type StackSettings } from './service-environment.ts';

/** Where a running platform can be reached: base URL by service, the broker, and database URLs that may only read. */
export type Endpoints = Readonly<Record<ServiceEntry['endpoint'], string>> & {
  /** host:port */
  readonly kafka: string;
  readonly postgres: Readonly<Record<ServiceEntry['endpoint'], string>>;
};

export function endpointsOf(settings: StackSettings, readOnlyUrls: Readonly<Record<ServiceName, string>>): Endpoints {
  return {
    ...byEndpoint((service) => serviceUrl(settings, service)),
    kafka: settings.brokers,
    postgres: byEndpoint((service) => readOnlyUrls[service]),
  };
}

function byEndpoint(value: (service: ServiceName) => string): Record<ServiceEntry['endpoint'], string> {
  const entries = serviceCatalogue.map(({ name, endpoint }) => [endpoint, value(name)]);
  return Object.fromEntries(entries) as Record<ServiceEntry['endpoint'], string>;
}
