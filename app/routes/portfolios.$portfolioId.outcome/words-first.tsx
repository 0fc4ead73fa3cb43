import { LinkButton } from '#app/components/button.tsx'
import { feedbackWords } from '#domain/review/feedback-words.ts'
import { dayAndYear } from '#domain/when.ts'
import type { OutcomeView } from '#server/reviews/outcome-view.ts'

export type Released = NonNullable<OutcomeView['released']>
const parts = ['noticed', 'moved', 'wonder'] as const

/** What the readers say, before any level: the letter, what they noticed, what is asked. */
export function WordsFirst({ released, portfolioId }: { released: Released; portfolioId: string }) {
  const { letter, words, asks, outcome } = released
  return (
    <div className="grid max-w-[44rem] gap-9">
      <p className="prose-measure text-lg whitespace-pre-line">{letter}</p>
      {outcome.startsWith('certified') ? (
        <p>
          <LinkButton look="act" to="/commitments">
            See your own way to the certificate
          </LinkButton>
        </p>
      ) : null}
      {outcome === 'changes-asked' && asks.length > 0 ? (
        <section className="rounded-[14px] border border-hair bg-raised p-5 sm:p-6">
          <h2>These sections are open again</h2>
          <ul className="mt-3 grid gap-4">
            {asks.map((section) => (
              <li key={section.key}>
                <p className="font-medium">
                  § {section.key} {section.title}
                  {section.dueOn ? (
                    <span className="font-normal text-quiet"> until {dayAndYear(section.dueOn)}</span>
                  ) : null}
                </p>
                <p className="font-serif">{section.asks}</p>
              </li>
            ))}
          </ul>
          <p className="mt-4 mb-4 text-quiet">Everything else stays as it was read; only these are read again.</p>
          <LinkButton look="act" to={`/portfolios/${portfolioId}`}>
            Go to the open sections
          </LinkButton>
        </section>
      ) : null}
      {words.map((one) => (
        <section key={one.name} className="grid gap-4">
          <h2>{one.name}</h2>
          {parts.map((part) =>
            one[part].trim() ? (
              <div key={part}>
                <h3 className="font-sans text-sm font-medium text-quiet">{feedbackWords[part]}</h3>
                <p className="prose-measure mt-0.5 whitespace-pre-line">{one[part]}</p>
              </div>
            ) : null,
          )}
        </section>
      ))}
    </div>
  )
}
