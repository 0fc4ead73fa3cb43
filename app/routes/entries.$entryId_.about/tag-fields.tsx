import { FacetShape } from '#app/components/facet.tsx'
import {
  facets,
  facetTitles,
  goalSentenceLength,
  goals,
  goalsPerEntry,
  mandalaAreas,
  mandalaQuestions,
  mandalaTitles,
} from '#domain/portfolio/tags.ts'

const goalPlaces = [...Array(goalsPerEntry).keys()]

type Tag = { kind: string; value: string; sentence: string | null }

const box = 'block w-full rounded-[8px] border border-line bg-raised px-3 py-2 text-base text-ink'

/** Facets, mandala areas, and up to four goals, each goal with its sentence. */
export function TagFields({ tags, fields }: { tags: Tag[]; fields?: Record<string, string> | undefined }) {
  const has = (kind: string, value: string) => tags.some((tag) => tag.kind === kind && tag.value === value)
  const chosen = tags.filter((tag) => tag.kind === 'goal')
  return (
    <>
      <fieldset>
        <legend className="font-serif text-lg">Which facets does it look at?</legend>
        <div className="mt-2 flex flex-wrap gap-3">
          {facets.map((facet) => (
            <label
              key={facet}
              className="inline-flex min-h-11 cursor-pointer items-center gap-2 rounded-[10px] border border-line bg-raised px-3 has-checked:border-accent has-checked:bg-accent-soft"
            >
              <input
                type="checkbox"
                name="facet"
                value={facet}
                defaultChecked={has('facet', facet)}
                className="size-4 accent-accent"
              />
              <FacetShape facet={facet} />
              {facetTitles[facet]}
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className="font-serif text-lg">Which of the four questions does it answer?</legend>
        <div className="mt-2 grid gap-2">
          {mandalaAreas.map((area) => (
            <label key={area} className="flex min-h-8 cursor-pointer items-baseline gap-2.5">
              <input
                type="checkbox"
                name="mandala"
                value={area}
                defaultChecked={has('mandala', area)}
                className="size-4 shrink-0 translate-y-0.5 accent-accent"
              />
              <span>
                {mandalaTitles[area]} <span className="text-quiet">{mandalaQuestions[area]}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className="font-serif text-lg">Which goals of the wider world, really?</legend>
        <p className="text-sm text-quiet">
          At most four, each with a sentence that says how. One honest goal says more than four.
        </p>
        {fields?.goals ? <p className="mt-1 text-sm text-care">{fields.goals}</p> : null}
        <div className="mt-3 grid gap-4">
          {goalPlaces.map((n) => {
            const goal = chosen[n]
            const place = <GoalFields key={n} n={n} goal={goal} error={goal && fields?.[`goal-${goal.value}`]} />
            return n <= chosen.length ? (
              place
            ) : (
              <details key={n}>
                <summary className="min-h-8 text-sm text-quiet">Another goal</summary>
                {place}
              </details>
            )
          })}
        </div>
      </fieldset>
    </>
  )
}

function GoalFields({ n, goal, error }: { n: number; goal: Tag | undefined; error: string | undefined }) {
  return (
    <div className="grid gap-2 sm:grid-cols-[15rem_minmax(0,1fr)]">
      <select name={`goal-${n}`} defaultValue={goal?.value ?? ''} aria-label={`Goal, choice ${n + 1}`} className={box}>
        <option value="">No goal</option>
        {goals.map((title, index) => (
          <option key={title} value={index + 1}>
            {index + 1} {title}
          </option>
        ))}
      </select>
      <div>
        <input
          name={`sentence-${n}`}
          defaultValue={goal?.sentence ?? ''}
          maxLength={goalSentenceLength}
          aria-label={`How the page touches goal, choice ${n + 1}`}
          placeholder="How this page touches it"
          className={box}
        />
        {error ? <p className="mt-1 text-sm text-care">{error}</p> : null}
      </div>
    </div>
  )
}
