import { addItem } from '#domain/blocks/edit-tool.ts'
import type { IcebergState } from '#domain/blocks/iceberg/iceberg.ts'
import type { ToolParts } from '../tool-parts.ts'
import { icebergActs } from './iceberg-acts.ts'
import { IcebergCardPanel } from './iceberg-card.tsx'
import { IcebergHead, IcebergOutline } from './iceberg-outline.tsx'

export const icebergParts: ToolParts = {
  acts: icebergActs,
  Head: IcebergHead,
  Outline: IcebergOutline,
  Part: IcebergCardPanel,
  Builder: null,
  join(session, state, from, to) {
    const { links } = state as unknown as IcebergState
    const there = links.some((link) => (link.from === from && link.to === to) || (link.from === to && link.to === from))
    if (from === to || there) return 'These two cards are joined already.'
    addItem(session, 'links', { id: session.newId(), from, to })
    return 'A line joins the two cards.'
  },
  wholeActs: () => [],
}
