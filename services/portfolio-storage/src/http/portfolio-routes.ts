import type { FastifyInstance } from 'fastify';
import type { PortfolioId } from '../domain/ids.ts';
import { portfolioState, type PortfolioState } from '../domain/portfolio-state.ts';
import type { SubjectTransaction } from '../sql/as-teacher.ts';
import { countActivities } from '../sql/count-activities.ts';
import { insertPortfolio } from '../sql/insert-portfolio.ts';
import { selectPortfolio } from '../sql/select-portfolio.ts';
import { workAsTeacher, type PortfolioParts } from '../teacher-work.ts';
import { portfolioNotOpen } from './portfolio-problem.ts';
import { portfolioIdOf, teacherOnly } from './teacher-access.ts';

/** Activation, and the state of the portfolio. */
export function registerPortfolioRoutes(app: FastifyInstance, parts: PortfolioParts): void {
  const config = { access: teacherOnly };

  app.get('/v1/portfolio', { config }, async ({ caller }) => {
    const portfolioId = portfolioIdOf(caller);
    // The state is not sealed, but only the vault knows whether this token still lives; without it nothing is told.
    await parts.keys.keyFor(caller, portfolioId);
    return await workAsTeacher(parts, portfolioId, 'PORTFOLIO_INZIEN', showPortfolio);
  });

  app.post('/v1/portfolio', { config }, async ({ caller }, reply) => {
    const portfolioId = portfolioIdOf(caller);
    const key = await parts.keys.keyFor(caller, portfolioId, { create: true });
    const { isNew, portfolio } = await workAsTeacher(parts, portfolioId, 'PORTFOLIO_ACTIVEREN', async (tx) => {
      const { toestand } = await showPortfolio(tx);
      const isOpen = toestand === 'TE_ACTIVEREN' || toestand === 'ACTIEF';
      if (key === undefined || !isOpen) throw portfolioNotOpen(toestand);
      return { isNew: await insertPortfolio(tx, parts.clock.now()), portfolio: await showPortfolio(tx) };
    });
    return reply.code(isNew ? 201 : 200).send(portfolio);
  });
}

interface PortfolioView {
  readonly portfolioId: PortfolioId;
  readonly toestand: PortfolioState;
  readonly sinds?: string;
  readonly geactiveerdOp?: string;
  readonly aantallen: { readonly activiteiten: number };
}

async function showPortfolio(tx: SubjectTransaction): Promise<PortfolioView> {
  const row = await selectPortfolio(tx);
  const activatedAt = row?.activated_at ?? undefined;
  return {
    portfolioId: tx.portfolioId,
    toestand: portfolioState(row?.state, activatedAt !== undefined),
    ...(row && { sinds: row.since }),
    ...(activatedAt !== undefined && { geactiveerdOp: activatedAt }),
    aantallen: { activiteiten: await countActivities(tx) },
  };
}
