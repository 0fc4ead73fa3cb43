/** Draws a piece of evidence: shapes and landscapes, no face, the same at every load. */
import sharp from 'sharp'
import { type Brush, brushOf, height, width } from './brush.ts'
import * as indoors from './indoors.ts'
import * as onPaper from './on-paper.ts'
import * as outdoors from './outdoors.ts'

const scenes: Record<string, (brush: Brush) => string> = {
  ...outdoors,
  ...indoors,
  ...onPaper,
}

const kebab = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** The scene as SVG. @throws where no scene has this name. */
export function sceneSvg(scene: string, name: string): string {
  const draw = scenes[kebab(scene)]
  if (!draw) throw new Error(`There is no scene called ${scene}.`)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${draw(brushOf(name))}</svg>`
}

export type DrawnPicture = { picture: Uint8Array; thumbnail: Uint8Array; width: number; height: number }

export async function drawPicture(scene: string, name: string): Promise<DrawnPicture> {
  const { data, info } = await sharp(Buffer.from(sceneSvg(scene, name)))
    .flatten({ background: '#fbf9f5' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const raw = { raw: { width: info.width, height: info.height, channels: info.channels } }
  const [picture, thumbnail] = await Promise.all([
    sharp(data, raw).jpeg({ quality: 84 }).toBuffer(),
    sharp(data, raw).resize({ width: 480 }).webp({ quality: 76, effort: 1 }).toBuffer(),
  ])
  return { picture, thumbnail, width, height }
}
