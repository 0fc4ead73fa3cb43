import type { Tool } from '../tool.ts'
import { toolNames } from '../tool-names.ts'
import { type IcebergState, icebergShape } from './iceberg.ts'
import { icebergPicture } from './iceberg-picture.ts'
import { icebergLines, icebergShort, icebergTable, icebergTitle } from './iceberg-words.ts'

export const icebergTool: Tool<IcebergState> = {
  kind: 'iceberg',
  ...toolNames.iceberg,
  shape: icebergShape,
  empty: (newId) => ({ tool: 'iceberg', events: [{ id: newId(), text: '' }] }),
  title: icebergTitle,
  short: icebergShort,
  lines: icebergLines,
  table: icebergTable,
  picture: icebergPicture,
}
