import { type Attributes, Extension, Node, type NodeConfig } from '@tiptap/core'
import type { DOMOutputSpec } from '@tiptap/pm/model'
import { pageDom } from '#domain/portfolio/page-dom.ts'
import { nodeSpecs } from '#domain/portfolio/page-schema.ts'

type NodeName = Exclude<keyof typeof nodeSpecs, 'doc' | 'text'>
type Spec = {
  content?: string
  group?: string
  inline?: boolean
  atom?: boolean
  selectable?: boolean
  isolating?: boolean
  defining?: boolean
  tableRole?: string
  attrs?: Record<string, { default: unknown }>
}

/** How an attribute is read from pasted or dropped HTML. */
export type AttributeReaders = Record<string, (element: HTMLElement) => unknown>

/**
 * A Tiptap node whose schema is that of `page-schema.ts`, word for word: content, group, attributes and all. Only what
 * concerns the editor (parsing, commands, views) is added here.
 * @param options.keep attributes that the second half of a split block keeps; ids are never among them.
 */
export function nodeOf(
  name: NodeName,
  config: NodeConfig,
  options: { read?: AttributeReaders; keep?: string[] } = {},
): Node {
  const spec: Spec = nodeSpecs[name]
  const { attrs = {}, tableRole: _role, ...shape } = spec
  return Node.create({
    ...shape,
    renderHTML: ({ node }) => pageDom[name]!(node.attrs) as DOMOutputSpec,
    ...config,
    name,
    addAttributes: () => attributesOf(attrs, options.read ?? {}, options.keep ?? []),
  })
}

function attributesOf(
  attrs: Record<string, { default: unknown }>,
  read: AttributeReaders,
  keep: readonly string[],
): Attributes {
  return Object.fromEntries(
    Object.entries(attrs).map(([key, { default: usual }]) => [
      key,
      {
        default: usual,
        rendered: false, // `renderHTML` writes them, from the table shared with the server
        keepOnSplit: keep.includes(key),
        parseHTML: read[key] ?? (key === 'id' ? readBlockId : () => usual),
      },
    ]),
  )
}

function readBlockId(element: HTMLElement): string | null {
  return element.getAttribute('data-block-id')
}

/** Tiptap knows nothing of `tableRole`, which prosemirror-tables finds its nodes by. */
export const TableRoles = Extension.create({
  name: 'tableRoles',
  extendNodeSchema(extension) {
    const spec: Spec | undefined = nodeSpecs[extension.name as keyof typeof nodeSpecs]
    return spec?.tableRole ? { tableRole: spec.tableRole } : {}
  },
})
