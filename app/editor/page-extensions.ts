/** Everything the editor of a page is made of. Its schema is that of `domain/portfolio/page-schema.ts`; a test says so. */
import { type AnyExtension, Node } from '@tiptap/core'
import { BlockIds } from './behaviour/block-ids.ts'
import { CaretStays } from './behaviour/caret-stays.ts'
import { FirstLetters } from './behaviour/first-letters.ts'
import { FreshCaret } from './behaviour/fresh-caret.ts'
import { RoomToWrite } from './behaviour/room-to-write.ts'
import { type PageUndo, UndoSteps } from './behaviour/undo-steps.ts'
import { Callout, Divider, EvidenceCard, HardBreak, Picture } from './schema/blocks.ts'
import { BulletList, ListItem, ListKeys, OrderedList, TaskItem, TaskList } from './schema/lists.ts'
import { pageMarks } from './schema/marks.ts'
import { nodeOf, TableRoles } from './schema/node-of.ts'
import { Paragraph } from './schema/paragraph.ts'
import { type Surroundings, SurroundingsOfPage } from './schema/surroundings.ts'
import { Table, TableCell, TableEditing, TableHeader, TableRow } from './schema/table.ts'

const Page = Node.create({ name: 'doc', topNode: true, content: 'block*' })
const Text = Node.create({ name: 'text', group: 'inline' })

/** The place of a thinking tool; `app/blocks` gives it its view. */
export const ThinkingToolPlace = nodeOf(
  'thinkingTool',
  {
    name: 'thinkingTool',
    parseHTML: () => [{ tag: 'div.page-tool[data-tool]' }],
    renderHTML: ({ node }) => [
      'div',
      {
        class: 'page-tool',
        'data-block-id': node.attrs.id,
        'data-tool': node.attrs.tool,
        'data-tool-id': node.attrs.blockId,
      },
    ],
  },
  {
    read: {
      tool: (element) => element.getAttribute('data-tool') ?? 'iceberg',
      blockId: (element) => element.getAttribute('data-tool-id'),
    },
  },
)

const nodes = [
  Page,
  Text,
  Paragraph,
  BulletList,
  OrderedList,
  ListItem,
  TaskList,
  TaskItem,
  Callout,
  Table,
  TableRow,
  TableCell,
  TableHeader,
  Picture,
  EvidenceCard,
  Divider,
  HardBreak,
]

/**
 * @param options.thinkingTool the node with its view; without it tools have a place but no picture.
 */
export function pageExtensions(options: {
  surroundings: Surroundings
  undo: PageUndo | null
  thinkingTool?: AnyExtension
}): AnyExtension[] {
  return [
    ...nodes,
    options.thinkingTool ?? ThinkingToolPlace,
    ...pageMarks,
    TableRoles,
    TableEditing,
    ListKeys,
    RoomToWrite,
    BlockIds,
    FirstLetters,
    FreshCaret,
    CaretStays,
    UndoSteps.configure({ undo: options.undo }),
    SurroundingsOfPage.configure({ around: () => options.surroundings }),
  ]
}
