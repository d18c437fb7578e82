import { platformSettings } from '../../src/config/platform-settings.ts';
import { runService } from '../../src/service/run-service.ts';

/** A process for run-service.unit.test.ts: what it does is told by MODE. */
const mode = process.env['MODE'];

await runService({
  name: 'proef',
  version: '1.0.0',
  settings: platformSettings,
  start: ({ log }) => {
    if (mode === 'start-fails') throw Object.assign(new Error('geheim'), { code: 'NO_DATABASE' });
    if (mode === 'uncaught')
      setTimeout(() => {
        throw new Error('geheim');
      }, 50);
    if (mode === 'rejection') setTimeout(() => void Promise.reject(new Error('geheim')), 50);
    const alive = setInterval(() => undefined, 1_000);
    return Promise.resolve({
      stop: async (deadlineMs) => {
        log.info('PARTS_STOPPED', { limit: deadlineMs });
        if (mode === 'stop-hangs') await new Promise(() => undefined);
        if (mode === 'stop-fails') throw new Error('geheim');
        clearInterval(alive);
      },
    });
  },
});
