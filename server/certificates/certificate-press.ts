/**
 * Prints certificates with Typst: PDF/A-3a, tagged, the same bytes for the same page. Fonts come as files, so a letter
 * that no font holds is refused by name instead of being printed as a box. A page takes 3-10 ms, a press 30 ms to make:
 * open one for a batch and let it go.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { runsRightToLeft } from '#domain/certificate/certificate-name.ts'
import { awardTitle } from '#domain/certificate/certificate-number.ts'
import type { CertificatePage } from '#domain/certificate/certificate-page.ts'
import { dayAndYear } from '#domain/when.ts'
import { certificateCode } from './certificate-code.ts'
import { certificateTemplate } from './certificate-template.ts'

const fontFiles = [
  'source-serif-4/400Regular/SourceSerif4_400Regular.ttf',
  'source-serif-4/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf',
  'source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf',
  'noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf',
  'noto-serif-hebrew/400Regular/NotoSerifHebrew_400Regular.ttf',
  'noto-serif-devanagari/400Regular/NotoSerifDevanagari_400Regular.ttf',
  'noto-serif-khmer/NotoSerifKhmer_400Regular.ttf',
  'noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf',
]

/** Printed, or the letters of the page that no font of ours can draw. */
export type Printing = { pdf: Uint8Array; undrawable?: undefined } | { pdf?: undefined; undrawable: string[] }
export type Press = {
  print: (page: CertificatePage) => Promise<Printing>
  /** The same page as a picture (SVG) for the screen; letters are shapes in it. */
  draw: (page: CertificatePage) => Promise<string>
}

export function openPress(): Press {
  const require = createRequire(import.meta.url)
  const fontBlobs = fontFiles.map((file) => readFileSync(require.resolve(`@expo-google-fonts/${file}`)))
  const compiler = NodeCompiler.create({ workspace: process.cwd(), fontArgs: [{ fontBlobs }] })
  const compile = async (page: CertificatePage) => {
    const inputs = { page: JSON.stringify(await wordsOf(page)) }
    const compiled = compiler.compile({ mainFileContent: certificateTemplate, inputs })
    const failure = compiled.takeError()
    if (!failure && compiled.result) return compiled.result
    throw new Error(`The certificate's template does not compile: ${JSON.stringify(failure?.shortDiagnostics)}`)
  }
  return {
    async print(page) {
      const compiled = await compile(page)
      try {
        const creationTimestamp = Date.parse(`${page.awardedOn}T00:00:00Z`) / 1000
        return { pdf: new Uint8Array(compiler.pdf(compiled, { pdfStandard: 'a-3a', creationTimestamp })) }
      } catch (error) {
        const undrawable = undrawableLetters(error)
        if (undrawable.length === 0) throw error
        return { undrawable }
      } finally {
        compiler.evictCache(5)
      }
    },
    async draw(page) {
      return compiler.plainSvg(await compile(page))
    },
  }
}

/** One certificate as a PDF; a name that cannot be drawn throws with the letters in its message. */
export async function renderCertificate(page: CertificatePage): Promise<Uint8Array> {
  const { pdf, undrawable } = await openPress().print(page)
  if (!pdf) throw new Error(`No font holds ${undrawable.join(' ')}`)
  return pdf
}

function undrawableLetters(error: unknown): string[] {
  const said = error instanceof Error ? error.message : String(error)
  const found = said.matchAll(/the text `\\?"(.+?)\\?"` could not be displayed/g)
  return [...new Set([...found].map((match) => match[1] ?? ''))].filter(Boolean)
}

async function wordsOf(page: CertificatePage): Promise<Record<string, unknown>> {
  const title = awardTitle[page.award]
  return {
    ...page,
    documentTitle: `Certificate ${page.number}: ${page.name}`,
    rightToLeft: runsRightToLeft(page.name),
    nameLanguage: page.nameLanguage || 'en',
    sentenceBefore: `is ${/^[AEIOU]/.test(title) ? 'an' : 'a'}`,
    awardTitle: title,
    // A programme that is called like its award is not said twice.
    programmeSentence:
      [page.programmeName.startsWith(title) ? null : page.programmeName, page.cohortName].filter(Boolean).join(' · ') ||
      null,
    teamSentence: page.teamName ? `For the shared work of the team ${page.teamName}` : null,
    awardedSentence: `Awarded on ${dayAndYear(page.awardedOn)}`,
    numberSentence: `Certificate ${page.number}`,
    // The place on one line, the certificate's id on the next.
    verifyWords: page.verifyUrl.replace(/^https?:\/\//, '').split(/(?<=\/)(?=[^/]+$)/),
    code: page.verifyUrl ? await certificateCode(page.verifyUrl) : null,
  }
}
