import { runService } from '../../_platform/src/service/run-service.ts';
import { settings, startDiplomaMatching } from './app.ts';

await runService({ name: 'diploma-matching', version: '1.0.0', settings, start: startDiplomaMatching });
