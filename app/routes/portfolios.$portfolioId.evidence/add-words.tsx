import { Form } from '@remix-run/react'
import { Link2, type LucideIcon, StickyNote } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '#app/components/button.tsx'
import { PlaceOptions } from '#app/components/evidence/place-options.tsx'
import { Field, Select, TextArea } from '#app/components/field.tsx'
import type { Place } from '#server/evidence/read-evidence-sheet.ts'

type Words = { places: Place[]; today: string; fields: Record<string, string> | undefined }

/** Evidence that is no file: a link to something elsewhere, or what somebody said. */
export function AddWords(words: Words) {
  return (
    <div className="flex flex-wrap items-start gap-x-8 gap-y-2">
      <Card
        {...words}
        act="link"
        icon={Link2}
        summary="Add a link"
        open={words.fields?.link !== undefined}
        save="Keep the link"
      >
        <Field label="Address" name="link" type="url" required placeholder="https://" error={words.fields?.link} />
        <Field label="Title" name="title" hint="How your readers will know it. Empty: the name of the site." />
      </Card>
      <Card
        {...words}
        act="note"
        icon={StickyNote}
        summary="Write a note"
        open={words.fields?.note !== undefined}
        save="Keep the note"
      >
        <TextArea
          label="What you saw or heard"
          name="note"
          required
          error={words.fields?.note}
          hint="Without full names of children."
        />
        <Field label="Title" name="title" hint="Empty: its first words." />
      </Card>
    </div>
  )
}

type CardWords = Words & {
  act: string
  icon: LucideIcon
  summary: string
  open: boolean
  save: string
  children: ReactNode
}

function Card({ act, icon: Icon, summary, open, save, places, today, fields, children }: CardWords) {
  return (
    <details open={open} className="open:basis-full">
      <summary className="inline-flex min-h-8 items-center gap-2 font-medium text-accent hover:underline">
        <Icon aria-hidden="true" size={18} strokeWidth={1.5} />
        {summary}
      </summary>
      <Form method="post" className="mt-2 mb-4 grid max-w-[34rem] gap-4">
        <input type="hidden" name="act" value={act} />
        {children}
        <div className="grid gap-4 sm:grid-cols-2">
          <Select label="Where it belongs" name="siteElementId" defaultValue="" error={fields?.siteElementId}>
            <option value="">Say later</option>
            <PlaceOptions places={places} />
          </Select>
          <Field label="The day" name="takenOn" type="date" defaultValue={today} max={today} error={fields?.takenOn} />
        </div>
        <div>
          <Button>{save}</Button>
        </div>
      </Form>
    </details>
  )
}
