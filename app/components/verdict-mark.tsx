/** Valid, replaced, not valid: told by shape first, by colour second. */
export function VerdictMark({ verdict }: { verdict: 'valid' | 'replaced' | 'not-valid' }) {
  const colour = { valid: 'text-accent', replaced: 'text-care', 'not-valid': 'text-self' }[verdict]
  const sign = {
    valid: 'm15 24.500 6.500 6.500L33.500 18',
    replaced: 'M14 24h19m-7-7.500 7.500 7.500-7.500 7.500',
    'not-valid': 'm17 17 14 14m0-14L17 31',
  }
  return (
    <svg width="56" height="56" viewBox="0 0 48 48" aria-hidden="true" fill="none" className={`shrink-0 ${colour}`}>
      <circle cx="24" cy="24" r="21" stroke="currentColor" strokeWidth="1.75" />
      <path d={sign[verdict]} stroke="currentColor" strokeWidth="2.500" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  )
}
