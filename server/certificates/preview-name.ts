import { openPress } from './certificate-press.ts'
import { type DrawableName, drawableName } from './drawable-name.ts'
import { samplePage } from './sample-page.ts'

/** How a typed name will look, as a picture; a name that cannot be printed is refused here, long before the ceremony. */
export async function previewName(input: {
  name: string
  language: string
}): Promise<DrawableName & { picture: string }> {
  const press = openPress()
  const drawable = await drawableName(input.name, input.language, press)
  const svg = await press.draw(samplePage(drawable.name, drawable.language))
  return { ...drawable, picture: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}` }
}
