import { chainCommands, createParagraphNear, liftEmptyBlock, splitBlock } from '@tiptap/pm/commands'
import { type Command, TextSelection } from '@tiptap/pm/state'
import type { ParagraphKind } from '#domain/portfolio/page-schema.ts'

/** Gives every paragraph of the selection this kind; with `toggle`, a second time makes them plain again. */
export function setParagraphKind(kind: ParagraphKind, { toggle } = { toggle: true }): Command {
  return (state, dispatch) => {
    const found: { position: number; kind: unknown }[] = []
    for (const { $from, $to } of state.selection.ranges) {
      state.doc.nodesBetween($from.pos, $to.pos, (node, position) => {
        if (node.type.name === 'paragraph') found.push({ position, kind: node.attrs.kind })
      })
    }
    if (found.length === 0) return false
    const wanted = toggle && found.every((one) => one.kind === kind) ? 'p' : kind
    const { tr } = state
    for (const { position } of found) tr.setNodeAttribute(position, 'kind', wanted)
    dispatch?.(tr.scrollIntoView())
    return true
  }
}

/** @returns the kind that all paragraphs of the selection share, or null. */
export function sharedKind(state: Parameters<Command>[0]): ParagraphKind | null {
  const kinds = new Set<ParagraphKind>()
  state.doc.nodesBetween(state.selection.from, state.selection.to, (node) => {
    if (node.type.name === 'paragraph') kinds.add(node.attrs.kind)
  })
  return kinds.size === 1 ? [...kinds][0]! : null
}

/**
 * Enter. At the start of a line with text an empty line goes in *before* it, so that the text keeps its block: its id,
 * the notes that hang on it, and a colleague who types in it. After a heading comes plain text; an empty quotation ends.
 */
export const enterInParagraph: Command = (state, dispatch) => {
  const { selection } = state
  if (!(selection instanceof TextSelection)) return false
  const { $from, empty } = selection
  const { parent } = $from
  if (parent.type.name !== 'paragraph') return false
  const kind = parent.attrs.kind as ParagraphKind
  if (empty && kind !== 'p' && parent.content.size === 0) {
    dispatch?.(state.tr.setNodeAttribute($from.before(), 'kind', 'p').scrollIntoView())
    return true
  }
  const inItem = $from.depth > 1 && ['listItem', 'taskItem'].includes($from.node(-1).type.name)
  if (inItem) return false
  if (empty && $from.parentOffset === 0 && parent.content.size > 0) {
    dispatch?.(state.tr.insert($from.before(), parent.type.create()).scrollIntoView())
    return true
  }
  const atEnd = selection.$to.parentOffset === selection.$to.parent.content.size
  const plainAfter = atEnd && kind !== 'p' && kind !== 'quote'
  return chainCommands(
    createParagraphNear,
    liftEmptyBlock,
    splitBlock,
  )(
    state,
    dispatch &&
      ((tr) => {
        const { $head } = tr.selection
        if ($head.parent.type.name === 'paragraph') {
          const newKind = plainAfter && $head.parent.content.size === 0 ? 'p' : kind
          if ($head.parent.attrs.kind !== newKind) tr.setNodeAttribute($head.before(), 'kind', newKind)
        }
        dispatch(tr.scrollIntoView())
      }),
  )
}

/** Backspace at the start of a heading or quotation makes it plain before it joins anything. */
export const backspaceAtStart: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  if (!empty || $from.parentOffset !== 0) return false
  if ($from.parent.type.name !== 'paragraph' || $from.parent.attrs.kind === 'p') return false
  dispatch?.(state.tr.setNodeAttribute($from.before(), 'kind', 'p').scrollIntoView())
  return true
}
