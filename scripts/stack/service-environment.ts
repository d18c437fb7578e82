import type { StackSecrets } from './stack-secrets.ts';
import type { ServiceEntry, ServiceName } from './service-catalogue.ts';

/** What the processes of one running platform share. */
export interface StackSettings {
  readonly ports: Readonly<Record<ServiceName, number>>;
  /** By service, as its role `app`. */
  readonly databaseUrls: Readonly<Record<ServiceName, string>>;
  readonly brokers: string;
  /** In front of every topic and group; empty for a platform that has the broker to itself. */
  readonly prefix: string;
  readonly secrets: StackSecrets;
}

export function serviceUrl(settings: StackSettings, service: ServiceName): string {
  return `http://127.0.0.1:${settings.ports[service]}`;
}

/** The whole environment of one process of the platform: nothing else reaches it. */
export function serviceEnvironment(entry: ServiceEntry, settings: StackSettings): Record<string, string> {
  const { secrets } = settings;
  const url = (service: ServiceName): string => serviceUrl(settings, service);
  const shared = {
    ...passedOn(),
    NODE_ENV: 'development',
    HOST: '127.0.0.1',
    PORT: String(settings.ports[entry.name]),
    DATABASE_URL: settings.databaseUrls[entry.name],
    KAFKA_BROKERS: settings.brokers,
    KAFKA_PREFIX: settings.prefix,
    SANDBOX_URL: url('sandbox'),
    SERVICE_KEY_FILE: secrets.keyFiles.service[entry.name],
    SERVICE_KEYS_FILE: secrets.keyFiles.servicesPublic,
  };
  return { ...shared, ...neighbours(entry.name, url), ...ownKeys(entry.name, secrets) };
}

/** Addresses of the other processes that this one calls. */
function neighbours(name: ServiceName, url: (service: ServiceName) => string): Record<string, string> {
  switch (name) {
    case 'appointment-intake':
      return { VAULT_URL: url('identity-vault'), REGISTER_URL: url('register-state') };
    case 'identity-vault':
      return { BRP_URL: url('sandbox'), DIPLOMAREGISTER_URL: url('sandbox'), INTAKE_URL: url('appointment-intake') };
    case 'portfolio-storage':
      return { VAULT_URL: url('identity-vault') };
    case 'sandbox':
      return {
        INTAKE_URL: url('appointment-intake'),
        REGISTER_URL: url('register-state'),
        PORTFOLIO_URL: url('portfolio-storage'),
        MATCHING_URL: url('diploma-matching'),
        VAULT_URL: url('identity-vault'),
      };
    case 'register-state':
    case 'diploma-matching':
      return {};
  }
}

/** The secrets that this process alone holds, beside its service key and its database password. */
export function ownKeys(name: ServiceName, secrets: StackSecrets): Record<string, string> {
  switch (name) {
    case 'appointment-intake':
      return {
        INTAKE_CONTENT_KEY: secrets.intakeContentKey,
        INTAKE_BUNDLE_KEY: secrets.intakeBundleKey,
        INTAKE_WEBHOOK_KEY: secrets.intakeWebhookKey,
      };
    case 'register-state':
      return {
        REGISTER_PSEUDONYM_KEY: secrets.registerPseudonymKey,
        REGISTER_WEBHOOK_KEY: secrets.registerWebhookKey,
      };
    case 'identity-vault':
      return {
        VAULT_LOOKUP_KEY: secrets.vaultLookupKey,
        VAULT_VALUE_KEY: secrets.vaultValueKey,
        VAULT_WRAP_KEY: secrets.vaultWrapKey,
      };
    case 'sandbox':
      return { SANDBOX_ISSUER_KEY_FILE: secrets.keyFiles.sandboxIssuer };
    case 'portfolio-storage':
    case 'diploma-matching':
      return {};
  }
}

/** What a person may set for all services by setting it for the start script. */
function passedOn(): Record<string, string> {
  const names = ['PATH', 'LANG', 'LOG_LEVEL', 'RATE_LIMIT_PER_MINUTE'];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}
