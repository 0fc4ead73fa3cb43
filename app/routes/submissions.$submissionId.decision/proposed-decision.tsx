import { outcomeWords } from '#domain/review/outcome.ts'
import { dayAndYear } from '#domain/when.ts'
import type { DecisionView } from '#server/reviews/decision-view.ts'

/** The decision as it stands: its outcome, the words to the team, the sections that open again. */
export function ProposedDecision({ view }: { view: DecisionView }) {
  const { decision } = view
  if (!decision) return null
  return (
    <section>
      <h2>{outcomeWords[decision.outcome]}</h2>
      <p className="mt-1 text-quiet">
        Proposed by {decision.proposedBy} on {dayAndYear(decision.proposedAt.slice(0, 10))}.
        {decision.outcome === decision.computedOutcome
          ? ' The pass rule gives the same.'
          : ` The pass rule alone gives: ${outcomeWords[decision.computedOutcome].toLowerCase()}.`}
      </p>
      {decision.reason ? (
        <p className="mt-2">
          <span className="font-medium">Why it departs from the rule:</span> {decision.reason}
        </p>
      ) : null}
      <blockquote className="prose-measure mt-4 border-l-2 border-hair pl-4 whitespace-pre-line">
        {decision.letter}
      </blockquote>
      {decision.sections.length > 0 ? (
        <ul className="mt-4 grid gap-2">
          {decision.sections.map((section) => (
            <li key={section.section}>
              <span className="font-medium">
                § {section.section} {view.sections.find((one) => one.key === section.section)?.title}
              </span>
              {section.dueOn ? <span className="text-quiet"> until {dayAndYear(section.dueOn)}</span> : null}
              <span className="block font-serif">{section.asks}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}
