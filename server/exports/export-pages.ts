/** The pages of an export: plain, readable on any machine, with a way past the header. */
import { escapeHtml } from '#domain/portfolio/render-page.ts'

export type ExportedPage = { name: string; title: string; section: string; html: string }

const style = `:root{color-scheme:light dark}body{font:17px/1.6 Georgia,serif;max-width:68ch;margin:2rem auto;padding:0 1rem}
img,svg,video{max-width:100%;height:auto}table{border-collapse:collapse}td,th{border:1px solid #999;padding:.3rem .5rem;text-align:left}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem}nav li{margin:.3rem 0}svg{color:inherit}`

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><a class="skip" href="#main">Skip to the page</a><main id="main">${body}</main></body></html>
`
}

export function indexPage(team: string, members: string[], pages: ExportedPage[]): string {
  const sections = [...new Set(pages.map((one) => one.section))]
  const contents = sections.map((section) => {
    const items = pages
      .filter((one) => one.section === section)
      .map((one) => `<li><a href="entries/${one.name}">${escapeHtml(one.title)}</a></li>`)
    return `<h2>${escapeHtml(section)}</h2><ul>${items.join('')}</ul>`
  })
  return page(
    team,
    `<h1>${escapeHtml(team)}</h1><p>${escapeHtml(members.join(', '))}</p><nav aria-label="Contents">${contents.join('')}</nav>`,
  )
}

export function entryPage(team: string, one: ExportedPage): string {
  const back = `<p><a href="../index.html">${escapeHtml(team)}</a> · ${escapeHtml(one.section)}</p>`
  return page(`${one.title} · ${team}`, `${back}<h1>${escapeHtml(one.title)}</h1>${one.html}`)
}

/** `003-the-gate.html`: sorts as it reads, and is a legal name everywhere. */
export function entryFileName(n: number, title: string): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 50)
  return `${String(n + 1).padStart(3, '0')}${words ? `-${words}` : ''}.html`
}

const endings: Record<string, string> = {
  'image/webp': 'webp',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'application/pdf': 'pdf',
  'video/mp4': 'mp4',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
}

export function mediaName(one: { id: string; mediaType: string | null; fileName: string | null }): string {
  const ending =
    endings[one.mediaType ?? ''] ?? /\.([a-z0-9]{1,5})$/i.exec(one.fileName ?? '')?.[1]?.toLowerCase() ?? 'bin'
  return `${one.id}.${ending}`
}
