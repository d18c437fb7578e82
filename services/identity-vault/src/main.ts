import { runService } from '../../_platform/src/service/run-service.ts';
import { startIdentityVault } from './app.ts';
import { settings } from './settings.ts';

await runService({ name: 'identity-vault', version: '1.0.0', settings, start: startIdentityVault });
