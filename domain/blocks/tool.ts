/** What each thinking tool gives: its data, its words and its picture. `registry.ts` names the tools. */
import type { ToolKind, ToolState } from '#domain/portfolio/page-schema.ts'
import type { Shape } from './shape.ts'

/** One line of the text alternative with the lines that belong under it. */
export type TextLine = { text: string; under?: TextLine[] }
export type DataTable = { caption: string; head: string[]; rows: string[][] }
/** A part that can be selected, cited or annotated, with its box in the picture's units. */
export type PicturePart = {
  id: string
  list: string
  label: string
  x: number
  y: number
  width: number
  height: number
}
/** The heading of a picture is a part too: the issue, the title. */
export const headPart = 'head'
/** Where something can be added, beside the name of its list. */
export type PictureSpot = { list: string; label: string; x: number; y: number; width: number; height: number }
export type Picture = { width: number; height: number; svg: string; parts: PicturePart[]; spots: PictureSpot[] }

export type Tool<State> = {
  kind: ToolKind
  name: string
  /** One sentence for menus: what it helps to see. */
  purpose: string
  shape: Shape
  /** A new one, ready to be filled in. */
  empty(newId: () => string): Partial<State>
  /** Gives places to what has none yet. */
  arrange?(state: State): State
  title(state: State): string
  /** At most 150 characters. */
  short(state: State): string
  lines(state: State): TextLine[]
  table(state: State): DataTable
  picture(state: State): Picture
}

/** Forgets a tool's own state type, for the table of all tools. Its callers hand it only states of its own shape. */
export const asTool = <State extends ToolState>(tool: Tool<State>) => tool as unknown as Tool<ToolState>
