import { createHash } from 'node:crypto'
import { type CertificateRow, markCertificateFailed, markRendered } from '#db/queries/certificates.ts'
import type { CohortRow } from '#db/queries/events.ts'
import type { AppContext } from '../context.ts'
import { certificatePageOf } from './certificate-page-of.ts'
import { openPress, type Press } from './certificate-press.ts'

/** What keeps a name from being printed, as a sentence to staff and to its holder. */
export function undrawableSentence(name: string, letters: string[]): string {
  return `Our fonts cannot draw ${letters.map((letter) => `“${letter}”`).join(', ')} in “${name}”. Ask for a spelling in another script.`
}

/**
 * Prints what is reserved. Printing the same reservation again gives the same bytes, so it may stop and go on anywhere;
 * one failure stays with its certificate and stops nobody else's.
 */
export async function renderReserved(
  context: Pick<AppContext, 'db' | 'clock' | 'config' | 'logger'>,
  cohort: CohortRow | undefined,
  rows: CertificateRow[],
  press: Press = openPress(),
): Promise<void> {
  for (const row of rows) {
    if (row.state !== 'reserved') continue
    try {
      const { pdf, undrawable } = await press.print(certificatePageOf(context, row, cohort))
      if (undrawable) {
        await markCertificateFailed(context.db, row.id, undrawableSentence(row.name, undrawable))
        continue
      }
      await markRendered(context.db, row, {
        pdf,
        pdfSha256: createHash('sha256').update(pdf).digest('hex'),
        renderedAt: context.clock.iso(),
      })
    } catch (error) {
      context.logger.error({ err: error, certificateId: row.id }, 'a certificate could not be printed')
      await markCertificateFailed(
        context.db,
        row.id,
        'The page could not be printed. Try again; if it stays so, tell us.',
      )
    }
    // A breath between pages: other requests are answered while a batch prints.
    await new Promise((resolve) => setImmediate(resolve))
  }
}
