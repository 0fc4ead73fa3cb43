/**
 * The one text block: paragraph, heading or quotation by its `kind`. A change of kind is an attribute write, which
 * cannot swallow what a colleague types in it at that moment.
 */
import { InputRule } from '@tiptap/core'
import { type ParagraphKind, paragraphKinds } from '#domain/portfolio/page-schema.ts'
import { backspaceAtStart, enterInParagraph, setParagraphKind } from '../commands/paragraph-commands.ts'
import { nodeOf } from './node-of.ts'

const kindOfTag: Record<string, ParagraphKind> = { H1: 'h2', H2: 'h2', H3: 'h3', H4: 'h3', H5: 'h3', H6: 'h3' }

/** `# ` begins a heading, `## ` a smaller one, `> ` a quotation. */
const beginnings: [RegExp, ParagraphKind][] = [
  [/^#\s$/, 'h2'],
  [/^##{1,2}\s$/, 'h3'],
  [/^>\s$/, 'quote'],
]

export const Paragraph = nodeOf(
  'paragraph',
  {
    name: 'paragraph',
    priority: 1000,
    parseHTML: () => [
      ...Object.keys(kindOfTag).map((tag) => ({ tag: tag.toLowerCase() })),
      // A quotation of several paragraphs is read paragraph by paragraph.
      { tag: 'blockquote p', priority: 60, getAttrs: () => ({ kind: 'quote' }) },
      { tag: 'blockquote', getAttrs: (element: HTMLElement) => !element.querySelector('p,div,ul,ol,table') && null },
      { tag: 'p' },
    ],
    addInputRules() {
      return beginnings.map(
        ([find, kind]) =>
          new InputRule({
            find,
            handler: ({ state, range }) => {
              const $from = state.doc.resolve(range.from)
              if ($from.parent.attrs.kind === kind) return null
              state.tr.delete(range.from, range.to).setNodeAttribute($from.before(), 'kind', kind)
            },
          }),
      )
    },
    addKeyboardShortcuts() {
      const set = (kind: ParagraphKind) => () =>
        setParagraphKind(kind, { toggle: false })(this.editor.state, this.editor.view.dispatch)
      const { editor } = this
      return {
        'Mod-Alt-0': set('p'),
        'Mod-Alt-2': set('h2'),
        'Mod-Alt-3': set('h3'),
        'Mod-Alt-q': set('quote'),
        Enter: () => enterInParagraph(editor.state, editor.view.dispatch),
        Backspace: () => backspaceAtStart(editor.state, editor.view.dispatch),
      }
    },
  },
  {
    keep: ['kind'],
    read: {
      kind: (element) => {
        if (element.nodeName === 'BLOCKQUOTE' || element.closest('blockquote')) return 'quote'
        const kind = kindOfTag[element.nodeName] ?? 'p'
        return paragraphKinds.includes(kind) ? kind : 'p'
      },
    },
  },
)
