import { Form, Link } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import type { CertificateSheet, SheetRow } from '#server/certificates/read-certificate-sheet.ts'

/** All names as their holders typed them, team by team: large enough to read every accent. */
export function SheetTable({ sheet }: { sheet: CertificateSheet }) {
  const teams = [...new Set(sheet.rows.map((row) => row.teamName))]
  return (
    <div className="grid gap-8">
      {teams.map((team) => {
        const rows = sheet.rows.filter((row) => row.teamName === team)
        return (
          <section key={team} aria-label={team}>
            <h2>
              {team}
              {rows[0]?.commended ? (
                <span className="font-serif text-base font-normal italic text-quiet"> with commendation</span>
              ) : null}
            </h2>
            <ul className="mt-2 divide-y divide-hair border-y border-hair">
              {rows.map((row) => (
                <Row key={row.personId} row={row} />
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

function Row({ row }: { row: SheetRow }) {
  return (
    <li className="grid gap-x-8 gap-y-2 py-3 md:grid-cols-[minmax(0,22rem)_minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <p
          className="font-serif text-xl leading-snug [overflow-wrap:anywhere]"
          lang={row.nameLanguage ?? undefined}
          dir="auto"
        >
          {row.name}
        </p>
        <p className="text-sm text-quiet">
          {row.confirmed ? 'As its holder confirmed it' : 'Not confirmed; from the account'}
          {row.displayName.normalize('NFC') !== row.name ? `. The team says ${row.displayName}` : ''}
        </p>
      </div>
      <div className="grid content-start gap-1">
        <p className={row.standing === 'held' ? 'text-care' : ''}>{standingSentence(row)}</p>
        {row.undrawable ? <p className="text-care">{row.undrawable}</p> : null}
        {row.failure && row.failure !== row.undrawable ? <p className="text-care">{row.failure}</p> : null}
        {row.hold ? <Hold row={row} hold={row.hold} /> : null}
      </div>
      <div className="md:text-right">
        {row.certificateId ? (
          <Link to={`/certificates/${row.certificateId}`} className="inline-flex min-h-8 items-center">
            {row.number}
          </Link>
        ) : null}
      </div>
    </li>
  )
}

function standingSentence(row: SheetRow): string {
  switch (row.standing) {
    case 'to-prepare':
      return row.hold?.lifted ? 'The hold is lifted; ready to be prepared.' : 'Ready to be prepared.'
    case 'held':
      return 'Held until these are kept or made up:'
    case 'prepared':
      return 'Prepared; waits for the ceremony.'
    case 'issued':
      return row.told ? 'Released, and its holder is told.' : 'Released; the message has not left yet.'
    case 'revoked':
      return 'Revoked.'
  }
}

function Hold({ row, hold }: { row: SheetRow; hold: NonNullable<SheetRow['hold']> }) {
  if (hold.lifted) {
    return (
      <p className="text-sm text-quiet">
        {hold.lifted.by} agreed: {hold.lifted.because}
      </p>
    )
  }
  return (
    <>
      <ul className="list-disc pl-5 text-sm">
        {hold.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <details className="mt-1">
        <summary className="inline-flex min-h-8 items-center text-sm text-accent">Agree on how it is made up</summary>
        <Form method="post" className="mt-2 grid max-w-[34rem] gap-3">
          <input type="hidden" name="act" value="lift" />
          <input type="hidden" name="decisionId" value={row.decisionId} />
          <input type="hidden" name="personId" value={row.personId} />
          <Field
            label="How, in a sentence"
            name="because"
            required
            minLength={10}
            hint="For example: joins the January workshop of the next cycle. It stays in the record."
          />
          <div>
            <Button>Lift the hold</Button>
          </div>
        </Form>
      </details>
    </>
  )
}
