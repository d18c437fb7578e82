import { processSettings } from '../../../services/_platform/src/config/platform-settings.ts';
import { text, url } from '../../../services/_platform/src/config/settings.ts';

export const sandboxSettings = {
  ...processSettings,
  /** Private key of the issuer, a JWK (usually by SANDBOX_ISSUER_KEY_FILE): kept, so tokens outlive a restart. */
  SANDBOX_ISSUER_KEY: text({ secret: true }),
  /** Private Ed25519 key for calls to the services, a JWK (usually by SERVICE_KEY_FILE). */
  SERVICE_KEY: text({ secret: true }),
  INTAKE_URL: url(),
  REGISTER_URL: url(),
  PORTFOLIO_URL: url(),
  MATCHING_URL: url(),
  VAULT_URL: url(),
} as const;
