import { Link } from '@remix-run/react'
import { Camera, Upload } from 'lucide-react'
import { type DragEvent, useId, useRef, useState } from 'react'
import { DeclarationChoice } from '#app/components/evidence/declaration-choice.tsx'
import { PlaceOptions } from '#app/components/evidence/place-options.tsx'
import { UploadList } from '#app/components/evidence/upload-list.tsx'
import { useUploads } from '#app/components/evidence/use-uploads.ts'
import { Field, Select } from '#app/components/field.tsx'
import { acceptedFiles } from '#domain/evidence/evidence-types.ts'
import type { EvidenceSheet } from '#server/evidence/read-evidence-sheet.ts'

/** Files from this device, by the picker or by dropping them; what is said about them holds for all that come next. */
export function BringFiles({ sheet, onEnd }: { sheet: EvidenceSheet; onEnd: () => void }) {
  const uploads = useUploads(sheet.portfolioId, onEnd)
  const [over, setOver] = useState(false)
  const about = useRef<HTMLFormElement>(null)
  const id = useId()

  const bring = (files: FileList | null) => {
    if (!files?.length || !about.current) return
    const form = new FormData(about.current)
    const word = (name: string) => String(form.get(name) ?? '')
    uploads.add([...files], {
      siteElementId: word('siteElementId'),
      takenOn: word('takenOn'),
      declaration: word('declaration'),
    })
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    bring(event.dataTransfer.files)
  }

  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className={sheet.pieces.length > 0 ? 'sr-only' : ''}>
        Bring something
      </h2>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short cut; the picker inside does the same by keyboard */}
      <div
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={`mt-3 rounded-[14px] border border-dashed px-5 py-6 ${over ? 'border-accent bg-accent-soft' : 'border-line'}`}
      >
        <div className="grid gap-x-12 gap-y-6 lg:grid-cols-2">
          <div>
            <div className="flex flex-wrap items-center gap-3">
              <label className="inline-flex min-h-11 cursor-pointer items-center gap-2 rounded-[10px] bg-accent px-4 py-2 font-medium text-on-accent focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent hover:bg-accent-strong">
                <Upload aria-hidden="true" size={18} strokeWidth={1.5} />
                Choose files
                <input
                  type="file"
                  multiple
                  accept={acceptedFiles}
                  className="sr-only"
                  onChange={(event) => {
                    bring(event.currentTarget.files)
                    event.currentTarget.value = ''
                  }}
                />
              </label>
              <Link
                to={`/capture?portfolio=${sheet.portfolioId}`}
                className="inline-flex min-h-11 items-center gap-2 rounded-[10px] border border-line bg-raised px-4 py-2 font-medium text-ink no-underline hover:border-accent hover:text-accent"
              >
                <Camera aria-hidden="true" size={18} strokeWidth={1.5} />
                Take a photo
              </Link>
              <p className="hidden text-quiet sm:block">or drop files here</p>
            </div>
            <p className="mt-3 max-w-[64ch] text-sm text-quiet">
              Photos to 25 MB, documents to 50 MB, sound to 200 MB, film to 1 GB. Where and with which device a photo
              was taken is removed before anybody else can see it.
            </p>
          </div>
          <form
            ref={about}
            onSubmit={(event) => event.preventDefault()}
            className="grid content-start gap-5 sm:grid-cols-2"
          >
            <Select label="Where it belongs" name="siteElementId" defaultValue="">
              <option value="">Say later</option>
              <PlaceOptions places={sheet.places} />
            </Select>
            <Field label="The day it shows" name="takenOn" type="date" defaultValue={sheet.today} max={sheet.today} />
            <div className="sm:col-span-2">
              <DeclarationChoice legend="Can children be recognised in what you bring now?" />
            </div>
          </form>
        </div>
        <noscript>
          <p className="mt-3 text-care">Bringing files needs JavaScript. Links and notes below work without it.</p>
        </noscript>
      </div>
      <UploadList states={uploads.states} onRetry={uploads.retry} onCancel={uploads.cancel} onClear={uploads.clear} />
    </section>
  )
}
