/** The three facets have a hue and a shape: Self a circle, Relations two rings, Wider world a hexagon. */
export const facetNames = { self: 'Self', relations: 'Relations', wider: 'Wider world' } as const
export type FacetKey = keyof typeof facetNames

const colour: Record<FacetKey, string> = { self: 'text-self', relations: 'text-relations', wider: 'text-wider' }

export function FacetShape({ facet, size = 16 }: { facet: FacetKey; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      className={`${colour[facet]} shrink-0`}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
    >
      {facet === 'self' ? <circle cx="8" cy="8" r="5.5" /> : null}
      {facet === 'relations' ? (
        <>
          <circle cx="5.8" cy="8" r="4" />
          <circle cx="10.2" cy="8" r="4" />
        </>
      ) : null}
      {facet === 'wider' ? <path d="M8 1.9 13.3 5v6L8 14.1 2.7 11V5Z" strokeLinejoin="round" /> : null}
    </svg>
  )
}
