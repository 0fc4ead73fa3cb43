import type { PageEvidence } from '#domain/portfolio/evidence-dom.ts'

/** @returns the portfolio's evidence that is ready to be shown. */
export async function fetchEvidence(portfolioId: string): Promise<PageEvidence[]> {
  const response = await fetch(`/api/portfolios/${portfolioId}/evidence`, { headers: { accept: 'application/json' } })
  if (!response.ok) throw new Error(`evidence answered ${response.status}`)
  const body = (await response.json()) as PageEvidence[] | { evidence: PageEvidence[] }
  const all = Array.isArray(body) ? body : body.evidence
  return all.filter((one) => one.state === 'ready')
}
