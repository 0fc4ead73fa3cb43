import { type NameLanguage, nameLanguages, readCertificateName } from '#domain/certificate/certificate-name.ts'
import { Refusal } from '../errors.ts'
import { openPress, type Press } from './certificate-press.ts'
import { undrawableSentence } from './render-reserved.ts'
import { samplePage } from './sample-page.ts'

export type DrawableName = { name: string; language: NameLanguage | null }

/**
 * A typed name as it can stand on a certificate: readable, and every letter in our fonts.
 * @throws not-ready with the field and what to change.
 */
export async function drawableName(
  typed: string,
  typedLanguage: string,
  press: Press = openPress(),
): Promise<DrawableName> {
  const { name, refusal } = readCertificateName(typed)
  if (name === undefined) throw new Refusal('not-ready', refusal, { fields: { name: refusal } })
  const language = (Object.hasOwn(nameLanguages, typedLanguage) && (typedLanguage as NameLanguage)) || null
  const { undrawable } = await press.print(samplePage(name, language))
  if (undrawable) {
    const sentence = undrawableSentence(name, undrawable)
    throw new Refusal('not-ready', sentence, { fields: { name: sentence } })
  }
  return { name, language }
}
