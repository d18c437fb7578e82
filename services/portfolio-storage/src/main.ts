import { runService } from '../../_platform/src/service/run-service.ts';
import { settings, startPortfolioStorage } from './app.ts';

await runService({ name: 'portfolio-storage', version: '1.0.0', settings, start: startPortfolioStorage });
