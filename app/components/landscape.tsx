/** A quiet landscape of hills and a sun, the same for the same name: the cover until the team chooses its own. */
function numbersFrom(name: string) {
  let seed = [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0, 7)
  return () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed / 4294967296
  }
}

const hill = (next: () => number, height: number) => {
  const points = Array.from({ length: 5 }, (_, n) => [n * 150, height + (next() - 0.5) * 62] as const)
  const [first] = points
  let path = `M0 ${first?.[1].toFixed(1)}`
  points.slice(1).forEach(([x, y], index) => {
    const [fromX, fromY] = points[index]!
    const middle = (fromX + x) / 2
    path += ` C${middle} ${fromY.toFixed(1)} ${middle} ${y.toFixed(1)} ${x} ${y.toFixed(1)}`
  })
  return path
}

const layers = [
  { height: 190, fill: 'fill-wider-soft', stroke: 'stroke-wider' },
  { height: 240, fill: 'fill-relations-soft', stroke: 'stroke-relations' },
  { height: 295, fill: 'fill-accent-soft', stroke: 'stroke-accent' },
  { height: 345, fill: 'fill-sunk', stroke: 'stroke-accent' },
]

export function Landscape({ name, className = '' }: { name: string; className?: string }) {
  const next = numbersFrom(name)
  const sun = { x: 120 + next() * 360, y: 92 + next() * 46, r: 34 + next() * 16 }
  return (
    <svg viewBox="0 0 600 400" preserveAspectRatio="xMidYMid slice" aria-hidden="true" className={className}>
      <rect width="600" height="400" className="fill-raised" />
      <circle cx={sun.x} cy={sun.y} r={sun.r} className="fill-self-soft stroke-self" strokeWidth="1.5" />
      {layers.map((layer) => {
        const path = hill(next, layer.height)
        return (
          <g key={layer.height}>
            <path d={`${path} V400 H0 Z`} className={layer.fill} />
            <path d={path} className={layer.stroke} fill="none" strokeWidth="1.5" />
          </g>
        )
      })}
      {[0, 1, 2].map((line) => (
        <path
          key={line}
          d={`M0 ${366 + line * 12} C150 ${352 + line * 14} 400 ${380 + line * 10} 600 ${360 + line * 13}`}
          className="stroke-hair"
          fill="none"
          strokeWidth="1.5"
        />
      ))}
    </svg>
  )
}
