import { Extension, wrappingInputRule } from '@tiptap/core'
import type { Command } from '@tiptap/pm/state'
import {
  backspaceInList,
  enterInList,
  indentItem,
  type ListKind,
  outdentItem,
  toggleList,
} from '../commands/list-commands.ts'
import { nodeOf } from './node-of.ts'
import { taskItemView } from './task-item-view.ts'

export const BulletList = nodeOf('bulletList', {
  name: 'bulletList',
  parseHTML: () => [{ tag: 'ul' }],
  addInputRules() {
    return [wrappingInputRule({ find: /^\s*([-+*])\s$/, type: this.type })]
  },
})

export const OrderedList = nodeOf(
  'orderedList',
  {
    name: 'orderedList',
    parseHTML: () => [{ tag: 'ol' }],
    addInputRules() {
      return [
        wrappingInputRule({
          find: /^(\d{1,3})[.)]\s$/,
          type: this.type,
          getAttributes: (match) => ({ start: Math.max(1, Number(match[1])) }),
          joinPredicate: (match, before) => before.childCount + before.attrs.start === Number(match[1]),
        }),
      ]
    },
  },
  { read: { start: (element) => Math.max(1, Number(element.getAttribute('start')) || 1) } },
)

export const ListItem = nodeOf('listItem', { name: 'listItem', parseHTML: () => [{ tag: 'li' }] })

export const TaskList = nodeOf('taskList', {
  name: 'taskList',
  priority: 110, // before the plain list, whose tag it shares
  parseHTML: () => [
    { tag: 'ul.page-tasks', priority: 60 },
    { tag: 'ul[data-type="taskList"]', priority: 60 },
  ],
})

export const TaskItem = nodeOf(
  'taskItem',
  {
    name: 'taskItem',
    priority: 110,
    parseHTML: () => [
      {
        tag: 'li[data-checked]',
        priority: 60,
        contentElement: (element: HTMLElement) => element.querySelector<HTMLElement>('.page-task-text') ?? element,
      },
    ],
    renderHTML: ({ node }) => [
      'li',
      { 'data-block-id': node.attrs.id, class: 'page-task', 'data-checked': String(node.attrs.checked) },
      ['div', { class: 'page-task-text' }, 0],
    ],
    addNodeView: () => taskItemView,
    addInputRules() {
      return [
        wrappingInputRule({
          find: /^\s*\[([ xX]?)\]\s$/,
          type: this.type,
          getAttributes: (match) => ({ checked: match[1]?.toLowerCase() === 'x' }),
        }),
      ]
    },
  },
  { read: { checked: (element) => element.getAttribute('data-checked') === 'true' } },
)

/** The keys of lists stand before those of paragraphs. */
export const ListKeys = Extension.create({
  name: 'listKeys',
  priority: 1100,
  addKeyboardShortcuts() {
    const run = (command: Command) => () => command(this.editor.state, this.editor.view.dispatch, this.editor.view)
    const toggle = (kind: ListKind) => run(toggleList(kind))
    return {
      Enter: run(enterInList),
      Tab: run(indentItem),
      'Shift-Tab': run(outdentItem),
      Backspace: run(backspaceInList),
      'Mod-Shift-7': toggle('orderedList'),
      'Mod-Shift-8': toggle('bulletList'),
      'Mod-Shift-9': toggle('taskList'),
    }
  },
})
