import type { Editor } from '@tiptap/core'
import type { Command } from '@tiptap/pm/state'
import type { ParagraphKind, ToolKind } from '#domain/portfolio/page-schema.ts'
import { insertBlock, toggleCallout } from '../commands/block-commands.ts'
import { type ListKind, toggleList } from '../commands/list-commands.ts'
import { setParagraphKind } from '../commands/paragraph-commands.ts'
import { newTable } from '../commands/table-commands.ts'
import type { OfferedTool } from './offered-tools.ts'
import type { SlashChoice } from './slash-menu.ts'

/** Runs a command on the page and puts the caret back into it. */
export function run(editor: Editor, command: Command): boolean {
  const done = command(editor.state, editor.view.dispatch, editor.view)
  editor.view.focus()
  return done
}

export type ChoiceActs = {
  /** Opens the choice of a picture or another piece of evidence. */
  pickEvidence: (what: 'picture' | 'card') => void
  insertTool: (kind: ToolKind) => void
  tools: OfferedTool[]
}

const kind = (key: ParagraphKind, words: string, hint: string, also: string): SlashChoice => ({
  key,
  words,
  hint,
  also,
  run: (editor) => run(editor, setParagraphKind(key, { toggle: false })),
})
const list = (key: ListKind, words: string, hint: string, also: string): SlashChoice => ({
  key,
  words,
  hint,
  also,
  run: (editor) => run(editor, toggleList(key)),
})

/** Everything that can stand in a page, in the order in which it is offered. */
export function slashChoices({ pickEvidence, insertTool, tools }: ChoiceActs): SlashChoice[] {
  return [
    kind('p', 'Text', 'A plain paragraph', 'paragraph plain'),
    kind('h2', 'Heading', 'Begins a part of this entry', 'title h2'),
    kind('h3', 'Small heading', 'A heading within a part', 'subheading h3'),
    kind('quote', 'Quotation', 'Somebody’s own words', 'quote blockquote'),
    list('bulletList', 'Bulleted list', 'Things side by side', 'unordered points'),
    list('orderedList', 'Numbered list', 'Things in order', 'ordered steps'),
    list('taskList', 'Task list', 'Things to tick off', 'todo checklist checkbox'),
    {
      key: 'picture',
      words: 'Picture',
      hint: 'From the evidence of your team',
      also: 'image photo',
      run: () => pickEvidence('picture'),
    },
    {
      key: 'evidence',
      words: 'Evidence',
      hint: 'A film, a sound, a document, a link or a note',
      also: 'video audio file card',
      run: () => pickEvidence('card'),
    },
    ...tools.map((tool) => ({
      key: `tool-${tool.kind}`,
      words: tool.name,
      hint: tool.purpose,
      also: 'thinking tool diagram systems',
      run: () => insertTool(tool.kind),
    })),
    {
      key: 'callout',
      words: 'Note in a frame',
      hint: 'Sets a thought apart',
      also: 'callout aside box',
      run: (editor) => run(editor, toggleCallout),
    },
    {
      key: 'table',
      words: 'Table',
      hint: 'Rows and columns with a heading row',
      also: 'grid',
      run: (editor) => run(editor, insertBlock(newTable(editor.state))),
    },
    {
      key: 'divider',
      words: 'Line',
      hint: 'A pause between two parts',
      also: 'divider rule hr',
      run: (editor) => run(editor, insertBlock(editor.schema.nodes.divider!.create())),
    },
  ]
}
