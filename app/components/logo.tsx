/** A folded page with three growing lines: text that becomes a field. */
export function Logo({ size = 26 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      aria-hidden="true"
      fill="none"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d="M7 4h13l6 6v18H7z" className="stroke-accent" />
      <path d="M20 4v6h6" className="stroke-accent" />
      <path d="M11 24c3-1 4-4 4-8M16.5 24c2.500-1 4-3 4.500-6" className="stroke-relations" />
      <path d="M11 24h11" className="stroke-accent" />
    </svg>
  )
}
