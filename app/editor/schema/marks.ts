/**
 * The marks of a page. Their order is that of `page-schema.ts` (priorities), so that they nest alike everywhere; none
 * excludes another, because the server's schema does not.
 */
import { InputRule, Mark, type MarkConfig, markInputRule, markPasteRule } from '@tiptap/core'
import { toggleMark } from '@tiptap/pm/commands'
import type { DOMOutputSpec } from '@tiptap/pm/model'
import { allowedUrl } from '#domain/portfolio/allowed-url.ts'
import { markDom } from '#domain/portfolio/page-dom.ts'

function simpleMark(name: string, priority: number, keys: string[], config: Partial<MarkConfig>): Mark {
  return Mark.create({
    renderHTML: () => markDom[name]!({}) as DOMOutputSpec,
    addKeyboardShortcuts() {
      const toggle = () => toggleMark(this.type)(this.editor.state, this.editor.view.dispatch)
      return Object.fromEntries(keys.map((key) => [key, toggle]))
    },
    ...config,
    name,
    priority,
  })
}

export const Bold = simpleMark('bold', 90, ['Mod-b', 'Mod-B'], {
  parseHTML: () => [
    { tag: 'strong' },
    // Google Docs wraps everything it copies in a <b> that is not bold.
    { tag: 'b', getAttrs: (element) => element.style.fontWeight !== 'normal' && null },
    { style: 'font-weight', getAttrs: (value) => /^(bold(er)?|[6-9]\d{2})$/.test(value) && null },
  ],
  addInputRules() {
    return [markInputRule({ find: /(?:^|\s)(\*\*(?!\s+\*\*)([^*]+)\*\*(?!\s+\*\*))$/, type: this.type })]
  },
  addPasteRules() {
    return [markPasteRule({ find: /(?:^|\s)(\*\*(?!\s+\*\*)([^*]+)\*\*(?!\s+\*\*))/g, type: this.type })]
  },
})

export const Italic = simpleMark('italic', 80, ['Mod-i', 'Mod-I'], {
  parseHTML: () => [
    { tag: 'em' },
    { tag: 'i', getAttrs: (element) => element.style.fontStyle !== 'normal' && null },
    { style: 'font-style=italic' },
  ],
  addInputRules() {
    return [
      markInputRule({ find: /(?:^|\s)(\*(?!\s+\*)([^*]+)\*(?!\s+\*))$/, type: this.type }),
      markInputRule({ find: /(?:^|\s)(_(?!\s+_)([^_]+)_(?!\s+_))$/, type: this.type }),
    ]
  },
})

export const Strike = simpleMark('strike', 70, ['Mod-Shift-s', 'Mod-Shift-S'], {
  parseHTML: () => [
    { tag: 's' },
    { tag: 'del' },
    { style: 'text-decoration', getAttrs: (value) => value.includes('line-through') && null },
  ],
  addInputRules() {
    return [markInputRule({ find: /(?:^|\s)(~~(?!\s+~~)([^~]+)~~(?!\s+~~))$/, type: this.type })]
  },
})

export const Code = simpleMark('code', 60, ['Mod-e', 'Mod-E'], {
  code: true,
  exitable: true,
  parseHTML: () => [{ tag: 'code' }],
  addInputRules() {
    return [markInputRule({ find: /(^|[^`])`([^`]+)`(?!`)$/, type: this.type })]
  },
})

const typedAddress = /(?:^|\s)((?:https?:\/\/|www\.)[^\s<>"]+[^\s<>".,;:!?)\]'])\s$/

export const Link = Mark.create({
  name: 'link',
  priority: 50,
  inclusive: false,
  keepOnSplit: false,
  exitable: true,
  addAttributes: () => ({
    href: { default: null, parseHTML: (element) => allowedUrl(element.getAttribute('href')), rendered: false },
  }),
  parseHTML: () => [
    { tag: 'a[href]', getAttrs: (element) => allowedUrl(element.getAttribute('href')) !== null && null },
  ],
  renderHTML: ({ mark }) => markDom.link!(mark.attrs) as DOMOutputSpec,
  /** An address becomes a link once a space follows it. */
  addInputRules() {
    const { type } = this
    return [
      new InputRule({
        find: typedAddress,
        handler: ({ state, range, match }) => {
          const words = match[1] ?? ''
          const href = allowedUrl(words.startsWith('www.') ? `https://${words}` : words)
          if (!href) return
          const from = range.from + match[0].indexOf(words)
          state.tr
            .insertText(' ', range.to)
            .addMark(from, from + words.length, type.create({ href }))
            .removeStoredMark(type)
        },
      }),
    ]
  },
})

export const pageMarks = [Bold, Italic, Strike, Code, Link]
