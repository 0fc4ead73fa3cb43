/**
 * A page as an HTML string: what is read before the script arrives, what readers get instead of an editor, what a
 * snapshot freezes. Pure, and safe whatever the content says: every text and attribute is escaped, every address passes
 * `allowedUrl`, an unknown node leaves only its content. Nothing stands between blocks, because the page keeps blanks.
 */
import { evidenceCardDom, type PageEvidence, pictureDom } from './evidence-dom.ts'
import { markDom, type PageDom, pageDom, taskItemDom } from './page-dom.ts'
import { type EntryContent, markSpecs, type PageMark, type PageNode, type ToolState } from './page-schema.ts'

export type PageSurroundings = {
  evidence: Map<string, PageEvidence>
  /** Draws a thinking tool as a figure; without it the tool's place is told in a sentence. */
  renderTool?: (state: ToolState, options: { idPrefix: string }) => string
}

const voidTags = new Set(['br', 'hr', 'img', 'input'])
const markOrder = Object.keys(markSpecs)
/** Deeper nesting than any person writes; it keeps a hostile page from exhausting the stack. */
const deepest = 60

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** @returns the page's HTML; each block carries `data-block-id`. */
export function renderPage(content: EntryContent, surroundings: PageSurroundings): string {
  return renderNodes(content.page.content ?? [], content, surroundings, 0)
}

function renderNodes(nodes: PageNode[], content: EntryContent, around: PageSurroundings, depth: number): string {
  if (depth > deepest) return ''
  return nodes.map((node) => renderNode(node, content, around, depth)).join('')
}

function renderNode(node: PageNode, content: EntryContent, around: PageSurroundings, depth: number): string {
  const attrs = node.attrs ?? {}
  const inner = () =>
    node.type === 'paragraph'
      ? renderInline(node.content ?? [])
      : renderNodes(node.content ?? [], content, around, depth + 1)
  if (node.type === 'image') return domToHtml(pictureDom(attrs, around.evidence.get(String(attrs.evidenceId))), '')
  if (node.type === 'evidence') {
    return domToHtml(evidenceCardDom(attrs, around.evidence.get(String(attrs.evidenceId))), '')
  }
  if (node.type === 'thinkingTool') return renderToolBlock(attrs, content, around)
  if (node.type === 'taskItem') return domToHtml(taskItemDom(attrs, plainWords(node)), inner())
  const dom = pageDom[node.type]
  return dom ? domToHtml(dom(attrs), inner()) : inner()
}

function renderToolBlock(attrs: Record<string, unknown>, content: EntryContent, around: PageSurroundings): string {
  const id = String(attrs.id ?? attrs.blockId ?? '')
  const state = content.blocks[String(attrs.blockId ?? '')]
  const figure =
    state && around.renderTool
      ? around.renderTool(state, { idPrefix: id })
      : '<p class="page-missing">A thinking tool stands here; nothing is in it yet.</p>'
  return `<div data-block-id="${escapeHtml(id)}" data-tool="${escapeHtml(String(attrs.tool ?? ''))}" class="page-tool">${figure}</div>`
}

function renderInline(nodes: PageNode[]): string {
  const html = inlineHtml(nodes)
  // An empty line, or one that ends in a break, keeps its height, as it does in the editor.
  return html === '' || html.endsWith('<br>') ? `${html}<br>` : html
}

/** Text with its marks, nested as ProseMirror nests them: neighbours share the marks they have in common. */
export function inlineHtml(nodes: PageNode[]): string {
  let html = ''
  const open: { mark: PageMark; tag: string }[] = []
  const close = (count: number) => {
    while (open.length > count) html += `</${open.pop()?.tag}>`
  }
  for (const node of nodes) {
    const marks = sorted(node.marks ?? [])
    let shared = 0
    while (shared < open.length && shared < marks.length && sameMark(open[shared]!.mark, marks[shared]!)) shared++
    close(shared)
    for (const mark of marks.slice(shared)) {
      const [tag, attrs] = markDom[mark.type]!(mark.attrs ?? {})
      html += openTag(tag, attrs)
      open.push({ mark, tag })
    }
    if (node.type === 'text') html += escapeHtml(node.text ?? '')
    else if (node.type === 'hardBreak') html += '<br>'
  }
  close(0)
  return html
}

function sorted(marks: PageMark[]): PageMark[] {
  return marks
    .filter((mark) => markDom[mark.type])
    .sort((one, other) => markOrder.indexOf(one.type) - markOrder.indexOf(other.type))
}

function sameMark(one: PageMark, other: PageMark): boolean {
  return one.type === other.type && one.attrs?.href === other.attrs?.href
}

function openTag(tag: string, attrs: Record<string, string | null>): string {
  const written = Object.entries(attrs)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ` ${name}="${escapeHtml(value ?? '')}"`)
  return `<${tag}${written.join('')}>`
}

/** @param inner the HTML that takes the place of `0`. */
export function domToHtml([tag, attrs, ...children]: PageDom, inner: string): string {
  if (voidTags.has(tag)) return openTag(tag, attrs)
  const written = children.map((child) =>
    child === 0 ? inner : typeof child === 'string' ? escapeHtml(child) : domToHtml(child, inner),
  )
  return `${openTag(tag, attrs)}${written.join('')}</${tag}>`
}

function plainWords(node: PageNode): string {
  return node.text ?? (node.content ?? []).map(plainWords).join(' ')
}
