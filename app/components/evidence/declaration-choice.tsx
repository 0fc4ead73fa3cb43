import { type Declaration, declarationInWords, declarations } from '#domain/evidence/consent.ts'

type Choice = { legend: string; now?: Declaration; onChange?: (declaration: Declaration) => void }

/** The question that every photo and film is asked, with an honest third answer. */
export function DeclarationChoice({ legend, now = 'unsure', onChange }: Choice) {
  return (
    <fieldset>
      <legend className="font-medium">{legend}</legend>
      <div className="mt-1.5 grid gap-1">
        {declarations.map((one) => (
          <label key={one} className="flex min-h-8 items-center gap-2.5">
            <input
              type="radio"
              name="declaration"
              value={one}
              defaultChecked={one === now}
              onChange={() => onChange?.(one)}
              className="size-4.5 shrink-0 accent-accent"
            />
            <span>
              {declarationInWords[one]}
              {one === 'unsure' ? <span className="text-quiet"> (treated as “can be recognised”)</span> : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
