/**
 * SVG as strings. Every shape carries its colours and fonts as presentation attributes, so that a saved file stands
 * alone, and a class, so that the page's style sheet (which outranks attributes) dresses it for theme and contrast.
 */
type Attributes = Record<string, string | number | undefined>

/** The colours of a saved file; on a page `app/styles/tools.css` replaces them by the theme's. */
export const inks = {
  paper: '#FBF9F5',
  raised: '#FFFFFF',
  ink: '#22262B',
  quiet: '#5A6068',
  hair: '#B9B2A5',
  accent: '#0F5F63',
  warm: '#9A4B12',
  water: '#E3EEF0',
  ice: '#F3F7F7',
}
export const serif = "'Source Serif 4 Variable', 'Source Serif 4', Georgia, 'Noto Serif', serif"
export const sans = "'Inter Variable', Inter, 'Helvetica Neue', Arial, 'Noto Sans', sans-serif"

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
/** Text for HTML and XML alike; characters that XML forbids are left out. */
export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"']/g, (character) => escapes[character]!)
}

const number = (value: number) => String(Math.round(value * 10) / 10)

export function tag(name: string, attributes: Attributes, ...children: string[]): string {
  let head = `<${name}`
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined) head += ` ${key}="${typeof value === 'number' ? number(value) : escapeText(value)}"`
  return children.length > 0 ? `${head}>${children.join('')}</${name}>` : `${head}/>`
}

/** Path data from words and numbers. */
export const pathData = (...parts: (string | number)[]) =>
  parts.map((part) => (typeof part === 'number' ? number(part) : part)).join(' ')

export type TextStyle = {
  x: number
  /** The baseline of the first line. */
  y: number
  size: number
  className: string
  fill: string
  family?: string
  anchor?: 'start' | 'middle' | 'end'
  weight?: number
  italic?: boolean
  leading?: number
  direction?: 'rtl'
}

/** Lines of text, one tspan each. */
export function textLines(lines: string[], style: TextStyle): string {
  const leading = style.leading ?? style.size * 1.24
  return tag(
    'text',
    {
      class: style.className,
      fill: style.fill,
      'font-family': style.family ?? serif,
      'font-size': style.size,
      'font-weight': style.weight,
      'font-style': style.italic ? 'italic' : undefined,
      'text-anchor': style.anchor === 'start' ? undefined : style.anchor,
      direction: style.direction,
      y: style.y,
    },
    ...lines.map((line, at) => tag('tspan', { x: style.x, dy: at === 0 ? undefined : leading }, escapeText(line))),
  )
}
