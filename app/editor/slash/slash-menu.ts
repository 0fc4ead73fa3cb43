/**
 * The menu behind a typed `/`: what can be put into the page, filtered by what is typed after it. This part knows keys
 * and choices; `slash-list.tsx` shows it. Esc closes it and leaves the words as they are.
 */
import { type Editor, Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { ReplaceStep } from '@tiptap/pm/transform'
import { isOwnChange } from '../behaviour/own-change.ts'

export type SlashChoice = {
  key: string
  words: string
  /** One short line under the words. */
  hint: string
  /** Other words that people look for it by. */
  also: string
  run: (editor: Editor) => void
}
type Open = { from: number; to: number; query: string }
export type SlashView = { open: Open | null; choices: SlashChoice[]; at: number }

const key = new PluginKey<Open | null>('slashMenu')
const closing = 'close'
const beforeCaret = /(?:^|\s)\/([^\s/][^/]{0,24})?$/u

export class SlashMenu {
  view: SlashView = { open: null, choices: [], at: 0 }
  private readonly all: () => SlashChoice[]
  private readonly listeners = new Set<() => void>()
  private editor: Editor | null = null

  constructor(all: () => SlashChoice[]) {
    this.all = all
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
  readonly read = (): SlashView => this.view

  /** Called by the editor after each change. */
  follow(editor: Editor, open: Open | null): void {
    this.editor = editor
    const before = this.view.open
    if (before === open || (before && open && before.query === open.query && before.from === open.from)) return
    const choices = open ? matching(this.all(), open.query) : []
    const at = open && before && before.query === open.query ? Math.min(this.view.at, choices.length - 1) : 0
    this.show({ open: choices.length > 0 ? open : null, choices, at: Math.max(0, at) })
  }

  /** @returns whether the key belonged to the menu. */
  press(pressed: string): boolean {
    const { open, choices, at } = this.view
    if (!open) return false
    const move = { ArrowDown: 1, ArrowUp: -1 }[pressed]
    if (move) {
      this.show({ open, choices, at: (at + move + choices.length) % choices.length })
      return true
    }
    if (pressed === 'Enter' || pressed === 'Tab') {
      const choice = choices[at]
      if (choice) this.choose(choice)
      return true
    }
    if (pressed !== 'Escape') return false
    this.close()
    return true
  }

  choose(choice: SlashChoice): void {
    const { open } = this.view
    const { editor } = this
    if (!open || !editor) return
    editor.view.dispatch(editor.state.tr.delete(open.from, open.to).setMeta(key, closing))
    editor.view.focus()
    choice.run(editor)
  }

  close(): void {
    this.editor?.view.dispatch(this.editor.state.tr.setMeta(key, closing))
  }

  private show(view: SlashView): void {
    this.view = view
    for (const listener of this.listeners) listener()
    // The editor's aria attributes are read anew.
    queueMicrotask(() => this.editor?.isDestroyed === false && this.editor.view.setProps({}))
  }
}

function matching(all: SlashChoice[], query: string): SlashChoice[] {
  const wanted = query.trim().toLowerCase()
  return all.filter((choice) => `${choice.words} ${choice.also}`.toLowerCase().includes(wanted))
}

/** @returns where the `/` and the words after it stand, if the caret is at their end. */
function slashAtCaret(state: EditorState): Open | null {
  const { $head, empty } = state.selection
  if (!empty || !$head.parent.isTextblock) return null
  const text = $head.parent.textBetween(0, $head.parentOffset, undefined, '\ufffc')
  const match = beforeCaret.exec(text)
  if (!match) return null
  const query = match[1] ?? ''
  return { from: $head.pos - query.length - 1, to: $head.pos, query }
}

function typedSlash(transaction: Transaction): boolean {
  const step = transaction.steps[0]
  return step instanceof ReplaceStep && step.slice.content.textBetween(0, step.slice.content.size) === '/'
}

/** The id of the list and of its choices, for `aria-activedescendant`. */
export const slashListId = 'slash-list'
export const slashChoiceId = (choice: SlashChoice) => `slash-${choice.key}`

export const Slash = Extension.create<{ menu: SlashMenu | null }>({
  name: 'slash',
  priority: 1300,
  addOptions: () => ({ menu: null }),
  addProseMirrorPlugins() {
    const { menu } = this.options
    if (!menu) return []
    const { editor } = this
    return [
      new Plugin<Open | null>({
        key,
        state: {
          init: () => null,
          apply: (transaction, open, _before, after) => {
            if (transaction.getMeta(key) === closing) return null
            if (!open && !(isOwnChange(transaction) && typedSlash(transaction))) return null
            return slashAtCaret(after)
          },
        },
        props: {
          handleKeyDown: (_view, event) => !event.isComposing && menu.press(event.key),
          attributes: (): Record<string, string> => {
            const { open, choices, at } = menu.view
            const choice = choices[at]
            if (!open || !choice) return {}
            return { 'aria-controls': slashListId, 'aria-activedescendant': slashChoiceId(choice) }
          },
          handleDOMEvents: {
            blur: () => {
              if (menu.view.open) setTimeout(() => menu.view.open && menu.close(), 150)
              return false
            },
          },
        },
        view: () => ({ update: (view) => menu.follow(editor, key.getState(view.state) ?? null) }),
      }),
    ]
  },
})
