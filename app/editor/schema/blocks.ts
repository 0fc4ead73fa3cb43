import { InputRule } from '@tiptap/core'
import { calloutTones } from '#domain/portfolio/page-schema.ts'
import { insertBlock } from '../commands/block-commands.ts'
import { evidenceView } from './evidence-view.ts'
import { nodeOf } from './node-of.ts'

export const Callout = nodeOf(
  'callout',
  { name: 'callout', parseHTML: () => [{ tag: 'div.page-callout' }] },
  {
    read: {
      tone: (element) => {
        const tone = element.getAttribute('data-tone')
        return (calloutTones as readonly (string | null)[]).includes(tone) ? tone : 'note'
      },
    },
  },
)

export const Divider = nodeOf('divider', {
  name: 'divider',
  parseHTML: () => [{ tag: 'hr' }],
  addInputRules() {
    return [
      new InputRule({
        find: /^---$/,
        handler: ({ state, range }) => {
          state.tr.delete(range.from, range.to)
          insertBlock(this.type.create())(state, () => {})
        },
      }),
    ]
  },
})

export const HardBreak = nodeOf('hardBreak', {
  name: 'hardBreak',
  parseHTML: () => [{ tag: 'br' }],
  renderText: () => '\n',
  addKeyboardShortcuts() {
    const add = () => {
      const { state, view } = this.editor
      view.dispatch(state.tr.replaceSelectionWith(this.type.create()).scrollIntoView())
      return true
    }
    return { 'Shift-Enter': add, 'Mod-Enter': add }
  },
})

const readCaption = (element: HTMLElement) => element.querySelector('figcaption')?.textContent?.trim() ?? ''
const readEvidenceId = (element: HTMLElement) => element.getAttribute('data-evidence-id')

/** Pictures come from the evidence alone: a pasted `<img>` of elsewhere has no place in the schema. */
export const Picture = nodeOf(
  'image',
  {
    name: 'image',
    draggable: true,
    parseHTML: () => [{ tag: 'figure.page-picture[data-evidence-id]' }],
    renderHTML: ({ node }) => [
      'figure',
      figureAttributes('page-picture', node.attrs),
      ['figcaption', node.attrs.caption],
    ],
    addNodeView: () => evidenceView('picture'),
  },
  {
    read: {
      evidenceId: readEvidenceId,
      caption: readCaption,
      alt: (element) => element.getAttribute('data-alt') ?? '',
    },
  },
)

export const EvidenceCard = nodeOf(
  'evidence',
  {
    name: 'evidence',
    draggable: true,
    parseHTML: () => [{ tag: 'figure.page-card[data-evidence-id]' }],
    renderHTML: ({ node }) => ['figure', figureAttributes('page-card', node.attrs), ['figcaption', node.attrs.caption]],
    addNodeView: () => evidenceView('card'),
  },
  { read: { evidenceId: readEvidenceId, caption: readCaption } },
)

/** What travels on the clipboard; on the page a view draws the figure with its picture. */
function figureAttributes(name: string, attrs: Record<string, unknown>): Record<string, string | null> {
  return {
    class: name,
    'data-block-id': (attrs.id as string | null) ?? null,
    'data-evidence-id': (attrs.evidenceId as string | null) ?? null,
    'data-alt': (attrs.alt as string | undefined) || null,
  }
}
