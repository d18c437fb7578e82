import { runService } from '../../../services/_platform/src/service/run-service.ts';
import { startSandbox } from './app.ts';
import { sandboxSettings } from './settings.ts';

await runService({ name: 'sandbox', version: '1.0.0', settings: sandboxSettings, start: startSandbox });
