import { listStaleUploads, listUncheckedUploads } from '#db/queries/uploads.ts'
import { publicActor } from '#domain/access/actor.ts'
import type { AppContext } from '../context.ts'
import { isRefusal } from '../errors.ts'
import { acceptFile } from './accept-file.ts'
import { endUpload } from './cancel-upload.ts'

const patience = 10 * 60_000

/** Ends uploads whose day is over, and takes up checks that a stop of the server interrupted. Runs at the start and hourly. */
export async function tidyUploads(context: AppContext): Promise<void> {
  const now = context.clock.now().getTime()
  for (const upload of await listStaleUploads(context.db, new Date(now).toISOString())) {
    await endUpload(context, publicActor, upload, 'The upload did not finish within a day.')
  }
  for (const upload of await listUncheckedUploads(context.db, new Date(now - patience).toISOString())) {
    try {
      await acceptFile(context, publicActor, upload)
    } catch (error) {
      if (!isRefusal(error))
        context.logger.error({ err: error, evidenceId: upload.evidenceId }, 'check of evidence failed')
    }
  }
}

/** @returns what stops it. */
export function keepUploadsTidy(context: AppContext): () => void {
  const tidy = () => {
    if (context.draining) return
    tidyUploads(context).catch((error) => context.logger.error({ err: error }, 'tidying uploads failed'))
  }
  const first = setTimeout(tidy, 5_000).unref()
  const timer = setInterval(tidy, 3_600_000).unref()
  return () => {
    clearTimeout(first)
    clearInterval(timer)
  }
}
