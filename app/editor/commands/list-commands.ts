import { Fragment, type NodeType, type ResolvedPos } from '@tiptap/pm/model'
import { liftListItem, sinkListItem, splitListItem, wrapInList } from '@tiptap/pm/schema-list'
import { type Command, type EditorState, TextSelection } from '@tiptap/pm/state'
import { canJoin } from '@tiptap/pm/transform'

export const listKinds = ['bulletList', 'orderedList', 'taskList'] as const
export type ListKind = (typeof listKinds)[number]

function isList(type: NodeType): boolean {
  return (listKinds as readonly string[]).includes(type.name)
}

function itemTypeOf(state: EditorState, list: ListKind): NodeType {
  return state.schema.nodes[list === 'taskList' ? 'taskItem' : 'listItem']!
}

/** The innermost list around a position, with its depth. */
function listAround($pos: ResolvedPos): { depth: number; kind: ListKind } | null {
  for (let depth = $pos.depth; depth > 0; depth--) {
    if (isList($pos.node(depth).type)) return { depth, kind: $pos.node(depth).type.name as ListKind }
  }
  return null
}

/** @returns the kind of list that the caret stands in. */
export function currentList(state: EditorState): ListKind | null {
  return listAround(state.selection.$from)?.kind ?? null
}

/** Plain lines become a list; a list of another kind changes its kind; the same kind again takes the lines out of it. */
export function toggleList(kind: ListKind): Command {
  return (state, dispatch) => {
    const around = listAround(state.selection.$from)
    if (!around) return wrapAndJoin(kind)(state, dispatch)
    if (around.kind === kind) return liftListItem(itemTypeOf(state, kind))(state, dispatch)
    const list = state.selection.$from.node(around.depth)
    const position = state.selection.$from.before(around.depth)
    const itemType = itemTypeOf(state, kind)
    const items = list.content.content.map((item) =>
      item.type === itemType ? item : itemType.create({ id: item.attrs.id }, item.content),
    )
    const changed = state.schema.nodes[kind]!.create({ id: list.attrs.id }, Fragment.from(items))
    const { anchor, head } = state.selection
    const { tr } = state
    tr.replaceWith(position, position + list.nodeSize, changed)
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, anchor, head)).scrollIntoView())
    return true
  }
}

function wrapAndJoin(kind: ListKind): Command {
  return (state, dispatch) =>
    wrapInList(state.schema.nodes[kind]!)(
      state,
      dispatch &&
        ((tr) => {
          const around = listAround(tr.selection.$from)
          if (around) {
            const start = tr.selection.$from.before(around.depth)
            if (tr.doc.resolve(start).nodeBefore?.type.name === kind && canJoin(tr.doc, start)) tr.join(start)
          }
          dispatch(tr.scrollIntoView())
        }),
    )
}

/** Runs the command of the item that the caret stands in. */
function inItem(command: (type: NodeType) => Command): Command {
  return (state, dispatch, view) => {
    const around = listAround(state.selection.$from)
    return around ? command(itemTypeOf(state, around.kind))(state, dispatch, view) : false
  }
}

/** Enter in a list: a new item; in an empty item: out of the list. */
export const enterInList: Command = (state, dispatch, view) => {
  const { $from } = state.selection
  if ($from.depth < 2 || !isList($from.node(-2)?.type ?? $from.node(-1).type)) return false
  const empty = $from.parent.content.size === 0 && $from.node(-1).childCount === 1
  return inItem(empty ? liftListItem : splitUnchecked)(state, dispatch, view)
}

/** The new item of a task list is not done yet. */
function splitUnchecked(type: NodeType): Command {
  return splitListItem(type, type.name === 'taskItem' ? { checked: false } : undefined)
}

export const indentItem: Command = inItem(sinkListItem)
export const outdentItem: Command = inItem(liftListItem)

/** Backspace at the start of an item's first line takes the item out of its list instead of joining two items. */
export const backspaceInList: Command = (state, dispatch, view) => {
  const { $from, empty } = state.selection
  if (!empty || $from.parentOffset !== 0 || $from.depth < 2) return false
  if (!isList($from.node(-2).type) || $from.index(-1) !== 0) return false
  return outdentItem(state, dispatch, view)
}
