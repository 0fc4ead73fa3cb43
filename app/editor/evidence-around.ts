import { useEffect } from 'react'
import type { PageEvidence } from '#domain/portfolio/evidence-dom.ts'
import { fetchEvidence } from './fetch-evidence.ts'
import type { Surroundings } from './schema/surroundings.ts'

/** Keeps the evidence that the page's pictures and cards show; asks again when a colleague puts in a new piece. */
export function useEvidenceAround(surroundings: Surroundings | null, portfolioId: string, known: PageEvidence[]): void {
  useEffect(() => {
    if (!surroundings) return
    const take = (pieces: PageEvidence[]) => {
      for (const piece of pieces) surroundings.evidence.set(piece.id, piece)
      for (const show of surroundings.changed) show()
    }
    take(known)
    const asked = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    surroundings.wanted = (id) => {
      if (id === '' || asked.has(id)) return
      asked.add(id)
      clearTimeout(timer)
      timer = setTimeout(() => fetchEvidence(portfolioId).then(take, () => asked.delete(id)), 300)
    }
    return () => {
      clearTimeout(timer)
      surroundings.wanted = null
    }
  }, [surroundings, portfolioId, known])
}
