import { runService } from '../../_platform/src/service/run-service.ts';
import { settings, startRegisterState } from './app.ts';

await runService({ name: 'register-state', version: '1.0.0', settings, start: startRegisterState });
