import type { Tool } from '../tool.ts'
import { type IcebergState, icebergShape } from './iceberg.ts'
import { icebergPicture } from './iceberg-picture.ts'
import { icebergLines, icebergShort, icebergTable, icebergTitle } from './iceberg-words.ts'

export const icebergTool: Tool<IcebergState> = {
  kind: 'iceberg',
  name: 'Iceberg',
  purpose: 'Look under an event: what keeps happening, and which things and beliefs hold it in place.',
  shape: icebergShape,
  empty: (newId) => ({ tool: 'iceberg', events: [{ id: newId(), text: '' }] }),
  title: icebergTitle,
  short: icebergShort,
  lines: icebergLines,
  table: icebergTable,
  picture: icebergPicture,
}
