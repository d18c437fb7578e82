import { runService } from '../../_platform/src/service/run-service.ts';
import { settings, startIntake } from './app.ts';

await runService({ name: 'appointment-intake', version: '1.0.0', settings, start: startIntake });
