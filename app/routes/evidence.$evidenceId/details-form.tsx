import { Form } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { PlaceOptions } from '#app/components/evidence/place-options.tsx'
import { Field, Select, TextArea } from '#app/components/field.tsx'
import type { PieceView } from '#server/evidence/read-piece.ts'

/** What a reader needs to know about the piece. */
export function DetailsForm({ piece, fields }: { piece: PieceView; fields: Record<string, string> | undefined }) {
  return (
    <section aria-labelledby="details">
      <h2 id="details">About this piece</h2>
      <Form method="post" className="mt-3 grid max-w-[38rem] gap-4">
        <input type="hidden" name="act" value="describe" />
        <Field
          label="Title"
          name="title"
          defaultValue={piece.title}
          error={fields?.title}
          maxLength={200}
          hint="What one sees or hears in it, in a few words."
        />
        {piece.kind === 'photo' ? (
          <TextArea
            label="For somebody who cannot see it"
            name="altText"
            defaultValue={piece.altText}
            error={fields?.altText}
            hint="One or two sentences: who does what, where. It is read aloud in place of the picture."
          />
        ) : (
          <input type="hidden" name="altText" value={piece.altText} />
        )}
        <div className="grid gap-4 sm:grid-cols-2">
          <Select
            label="Where it belongs"
            name="siteElementId"
            defaultValue={piece.siteElementId ?? ''}
            error={fields?.siteElementId}
          >
            <option value="">Say later</option>
            <PlaceOptions places={piece.places} />
          </Select>
          <Field
            label="The day it shows"
            name="takenOn"
            type="date"
            defaultValue={piece.takenOn ?? ''}
            error={fields?.takenOn}
          />
        </div>
        <TextArea
          label={piece.kind === 'audio' || piece.kind === 'video' ? 'What is said in it' : 'Caption'}
          name="description"
          defaultValue={piece.description}
          error={fields?.description}
        />
        <div>
          <Button look="act">Save</Button>
        </div>
      </Form>
    </section>
  )
}
