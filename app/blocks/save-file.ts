import { type ExportKind, exportTool } from '#domain/blocks/export-tool.ts'
import type { ToolState } from '#domain/portfolio/page-schema.ts'

/** Hands a file of the tool to the browser's downloads. */
export function saveToolFile(state: ToolState, kind: ExportKind): void {
  const file = exportTool(state, kind)
  saveBlob(new Blob([file.text], { type: `${file.mediaType};charset=utf-8` }), `${state.tool}.${file.extension}`)
}

/** The picture as PNG at twice its size, for slides and letters. */
export async function saveToolPng(state: ToolState): Promise<void> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(exportTool(state, 'svg').text)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.naturalWidth * 2
  canvas.height = image.naturalHeight * 2
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  canvas.toBlob((blob) => blob && saveBlob(blob, `${state.tool}.png`), 'image/png')
}

function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
