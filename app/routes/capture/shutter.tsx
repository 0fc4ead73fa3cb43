import { Link } from '@remix-run/react'
import { Camera } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '#app/components/button.tsx'
import { PlaceOptions } from '#app/components/evidence/place-options.tsx'
import { UploadList } from '#app/components/evidence/upload-list.tsx'
import { useUploads } from '#app/components/evidence/use-uploads.ts'
import { Field, Select } from '#app/components/field.tsx'
import { onSharedComputer } from '#app/device/shared-computer.ts'
import type { CaptureTeam } from '#server/evidence/read-capture.ts'

const cameraFiles = 'image/jpeg,image/png,image/webp,video/mp4,video/quicktime'
const placeKey = 'capture-place'

/** Shutter, then what was taken with its place already filled in, then Save. */
export function Shutter({ team, today, onAgain }: { team: CaptureTeam; today: string; onAgain: () => void }) {
  const uploads = useUploads(team.portfolioId)
  const [file, setFile] = useState<File>()
  const [sent, setSent] = useState(false)
  const [place, setPlace] = useState('')
  const [title, setTitle] = useState('')
  useEffect(() => {
    const last = localStorage.getItem(placeKey)
    setPlace(team.places.find(({ id }) => id === last)?.id ?? team.places[0]?.id ?? '')
  }, [team.places])

  const save = () => {
    if (!file) return
    if (!onSharedComputer()) localStorage.setItem(placeKey, place)
    uploads.add([file], { siteElementId: place, takenOn: today, title, declaration: 'unsure' })
    setSent(true)
  }
  const ready = uploads.states.some(({ status }) => status === 'ready')

  return (
    <div className="grid max-w-[30rem] gap-6">
      {sent ? null : <Picker file={file} onFile={setFile} />}
      {file && !sent ? (
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            save()
          }}
        >
          <Preview file={file} />
          <Button look="act" className="min-h-14 text-lg">
            Save
          </Button>
          <Select
            label="Where"
            name="siteElementId"
            value={place}
            onChange={(event) => setPlace(event.currentTarget.value)}
          >
            <option value="">Say later</option>
            <PlaceOptions places={team.places} />
          </Select>
          <Field
            label="In a few words"
            name="title"
            hint="Optional. Whether children can be recognised is asked later."
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
        </form>
      ) : null}
      <UploadList states={uploads.states} onRetry={uploads.retry} onCancel={uploads.cancel} />
      {sent ? (
        <div className="grid gap-3">
          <Button
            type="button"
            look={ready ? 'act' : 'plain'}
            className="min-h-14 text-lg"
            onClick={onAgain}
            disabled={uploads.busy}
          >
            Take another
          </Button>
          <p className="text-quiet">
            {ready
              ? 'Consent can be settled when there is time: it waits under '
              : 'Keep this page open until it has arrived. Then it waits under '}
            <Link to={`/portfolios/${team.portfolioId}/evidence`}>Evidence</Link>.
          </p>
        </div>
      ) : null}
    </div>
  )
}

function Picker({ file, onFile }: { file: File | undefined; onFile: (file: File | undefined) => void }) {
  const look = file
    ? 'min-h-11 border border-line bg-raised text-ink'
    : 'min-h-44 flex-col bg-accent text-lg text-on-accent hover:bg-accent-strong'
  return (
    <label
      className={`flex cursor-pointer items-center justify-center gap-3 rounded-[14px] px-4 font-medium focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent ${look}`}
    >
      <Camera aria-hidden="true" size={file ? 18 : 44} strokeWidth={1.5} />
      {file ? 'Take it again' : 'Take a photo or a film'}
      <input
        type="file"
        accept={cameraFiles}
        capture="environment"
        className="sr-only"
        onChange={(event) => onFile(event.currentTarget.files?.[0])}
      />
    </label>
  )
}

function Preview({ file }: { file: File }) {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  if (!url) return null
  const look = 'max-h-[45vh] w-full rounded-[10px] border border-hair object-contain'
  if (file.type.startsWith('image/')) return <img src={url} alt="What you have just taken" className={look} />
  // biome-ignore lint/a11y/useMediaCaption: a film of a moment ago has no captions yet
  return <video src={url} controls className={look} aria-label="What you have just taken" />
}
