/** The page that the fuzz of rescues begins with, and what is to be read in one. */
import * as Y from 'yjs'
import { writeContent } from '#domain/sync/write-content.ts'

export const toolId = 'tool'

/** Lines, a thinking tool, two tasks and a table. */
export function firstPage(): Uint8Array {
  const document = new Y.Doc()
  document.clientID = 1
  const line = (id: string, text: string) => ({
    type: 'paragraph',
    attrs: { id, kind: 'p' },
    content: text ? [{ type: 'text', text }] : [],
  })
  const tool = { type: 'thinkingTool', attrs: { id: 't', tool: 'iceberg', blockId: toolId } }
  const item = (id: string, text: string) => ({
    type: 'taskItem',
    attrs: { id: `${id}i`, checked: false },
    content: [line(id, text)],
  })
  const tasks = { type: 'taskList', attrs: { id: 'l' }, content: [item('d', 'qrst'), item('e', 'uvwx')] }
  const row = (id: string) => ({
    type: 'tableRow',
    attrs: { id },
    content: ['y', 'z'].map((name) => ({
      type: 'tableCell',
      attrs: { id: `${id}${name}` },
      content: [line(`${id}${name}p`, '')],
    })),
  })
  const table = { type: 'table', attrs: { id: 't2' }, content: [row('r1'), row('r2')] }
  document.transact(() =>
    writeContent(document, {
      page: { type: 'doc', content: [line('a', 'abcdef'), line('b', 'ghijkl'), line('c', ''), tool, tasks, table] },
      blocks: { [toolId]: { tool: 'iceberg', events: [{ id: 'e1', text: 'mnop' }] } },
    } as never),
  )
  return Y.encodeStateAsUpdate(document)
}

/** Whether the tool has a place on the page. */
export function showsTool(parent: Y.XmlFragment): boolean {
  return parent.toArray().some((child) => {
    if (!(child instanceof Y.XmlElement)) return false
    return child.nodeName === 'thinkingTool' ? child.getAttribute('blockId') === toolId : showsTool(child)
  })
}

/** Everything that is to be read in a document, and how often: text, captions, and a tool's words where it stands. */
export function lettersOf(document: Y.Doc): Map<string, number> {
  const letters = new Map<string, number>()
  const add = (words: string) => {
    for (const letter of words) letters.set(letter, (letters.get(letter) ?? 0) + 1)
  }
  const visit = (type: unknown) => {
    if (type instanceof Y.Text || type instanceof Y.XmlText) add(type.toJSON())
    if (type instanceof Y.XmlElement) add(type.getAttribute('caption') ?? '')
    if (type instanceof Y.XmlFragment || type instanceof Y.Array) for (const child of type.toArray()) visit(child)
    if (type instanceof Y.Map) for (const child of type.values()) visit(child)
  }
  visit(document.getXmlFragment('default'))
  if (showsTool(document.getXmlFragment('default'))) visit(document.getMap('blocks'))
  return letters
}
