import { commaList, integer, optional, text, url } from './settings.ts';

/** The variables that every process with HTTP and a database has. */
export const processSettings = {
  NODE_ENV: text({ default: 'development' }),
  /** Only loopback by default: a service is opened to a network on purpose. */
  HOST: text({ default: '127.0.0.1' }),
  PORT: integer({ minimum: 0, maximum: 65_535 }),
  DATABASE_URL: text({ secret: true, pattern: '^postgres(ql)?://' }),
  /** Name of this process among its equals, in leases and logs; random when not given. */
  INSTANCE: optional(text({ pattern: '^[\\w.-]{1,60}$' })),
  LOG_LEVEL: text({ default: 'info', pattern: '^(debug|info|warn|error|silent)$' }),
  FAULT_POINT: optional(text()),
  /** Requests per minute of one client (a token's subject, or an address without one). */
  RATE_LIMIT_PER_MINUTE: integer({ default: 60_000, minimum: 1, maximum: 100_000_000 }),
} as const;

/** The variables that every service has besides: Kafka, tokens, and where the sandbox is when there is one. */
export const platformSettings = {
  ...processSettings,
  KAFKA_BROKERS: commaList(),
  KAFKA_PREFIX: text({ default: '' }),
  /**
   * Days after which applied message ids and closed parked records are removed; longer than topics keep what was
   * published (30 days).
   */
  PURGE_AFTER_DAYS: integer({ default: 45, minimum: 31, maximum: 3_650 }),
  /** Set = sandbox mode: tokens of the sandbox are trusted and the date comes from it. */
  SANDBOX_URL: optional(url()),
  /** Claim `iss` of tokens; needed outside sandbox mode. */
  TOKEN_ISSUER: optional(text()),
  /** Address of the issuer's keys; needed outside sandbox mode. */
  TOKEN_JWKS_URL: optional(url()),
  /** Private Ed25519 key of this service, a JWK (usually by SERVICE_KEY_FILE). */
  SERVICE_KEY: optional(text({ secret: true })),
  /** Public keys of all services, a JWK set whose `kid` is the service's name (usually by SERVICE_KEYS_FILE). */
  SERVICE_KEYS: optional(text()),
} as const;
