import { Form } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { Field, Select, TextArea } from '#app/components/field.tsx'
import { nameLanguages } from '#domain/certificate/certificate-name.ts'
import { revocationReasons } from '#domain/certificate/certificate-state.ts'
import type { CertificateView } from '#server/certificates/read-certificate.ts'

/** What only the program manager does: put a right name in place, or end a certificate. */
export function StaffActs({
  certificate,
  fields,
}: {
  certificate: CertificateView
  fields: Record<string, string> | undefined
}) {
  return (
    <div className="mt-10 grid max-w-[40rem] gap-4">
      <details className="border-t border-hair pt-4" open={fields?.name !== undefined}>
        <summary className="min-h-8 font-medium">Correct the name</summary>
        <Form method="post" className="mt-3 grid gap-4">
          <input type="hidden" name="act" value="correct" />
          <p className="text-quiet">
            A new certificate takes the place of this one, with the same day of award. The old address answers
            “replaced” and leads to the new one; its holder is told.
          </p>
          <Field
            label="The right name"
            name="name"
            defaultValue={certificate.name}
            error={fields?.name}
            required
            dir="auto"
          />
          <Select label="Language of the name" name="language" defaultValue={certificate.nameLanguage ?? ''}>
            {Object.entries(nameLanguages).map(([code, words]) => (
              <option key={code} value={code}>
                {words}
              </option>
            ))}
          </Select>
          <div>
            <Button>Replace the certificate</Button>
          </div>
        </Form>
      </details>
      <details className="border-y border-hair py-4" open={fields?.reason !== undefined || fields?.note !== undefined}>
        <summary className="min-h-8 font-medium">Revoke the certificate</summary>
        <Form method="post" className="mt-3 grid gap-4">
          <input type="hidden" name="act" value="revoke" />
          <p className="text-quiet">
            From then on its address answers “not valid” with the reason below. Its holder is told. The award can be
            given again later, as a new certificate.
          </p>
          <Select label="Reason that anyone may read" name="reason" error={fields?.reason} defaultValue="" required>
            <option value="" disabled>
              Choose a reason
            </option>
            {Object.entries(revocationReasons).map(([key, words]) => (
              <option key={key} value={key}>
                {words}
              </option>
            ))}
          </Select>
          <TextArea
            label="For the record"
            hint="What happened, and who decided. Seen by staff only."
            name="note"
            error={fields?.note}
            required
          />
          <div>
            <Button>Revoke it</Button>
          </div>
        </Form>
      </details>
    </div>
  )
}
