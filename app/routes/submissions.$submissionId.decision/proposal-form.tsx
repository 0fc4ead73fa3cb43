import { Form } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { TextArea } from '#app/components/field.tsx'
import { outcomes, outcomeWords } from '#domain/review/outcome.ts'
import type { DecisionView } from '#server/reviews/decision-view.ts'

type Proposal = {
  view: DecisionView
  judged: NonNullable<DecisionView['judged']>
  fields: Record<string, string>
}
const gateWords = {
  requiredSections: 'Every required section is there',
  consentClear: 'Consent for the evidence is settled',
  reviewSession: 'The team took part in its review session',
} as const

/** A reader proposes the decision: the rule's answer first, then words to the team. Works without the script. */
export function ProposalForm({ view, judged, fields }: Proposal) {
  const earlier = view.decision
  const suggested = earlier?.outcome ?? judged.outcome
  return (
    <section className="rounded-[14px] border border-hair bg-raised p-5 sm:p-6">
      <h2>Propose the decision</h2>
      <div className="mt-2 max-w-[62ch]">
        <p>
          From the agreed levels the pass rule gives:{' '}
          <strong className="font-semibold">{outcomeWords[judged.outcome]}</strong>.
        </p>
        <ul className="mt-1 list-disc pl-5 text-quiet">
          {judged.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </div>
      <Form method="post" className="group/form mt-5 grid gap-6">
        <input type="hidden" name="act" value="propose" />
        <fieldset className="grid gap-1">
          <legend className="mb-1 font-medium">Beside the levels</legend>
          {(Object.keys(gateWords) as (keyof typeof gateWords)[]).map((gate) => (
            <label key={gate} className="flex min-h-8 items-center gap-3">
              <input type="checkbox" name={gate} defaultChecked={view.gates[gate]} className="size-5 accent-accent" />
              {gateWords[gate]}
            </label>
          ))}
          {view.candidates.map((name) => (
            <label key={name} className="flex min-h-8 items-center gap-3">
              <input
                type="checkbox"
                name="candidateNotYet"
                value={name}
                defaultChecked={view.gates.candidatesNotYet.includes(name)}
                className="size-5 accent-accent"
              />
              {name}: own {view.perCandidateSections.map((key) => `§ ${key}`).join(' and ')} not met yet
            </label>
          ))}
        </fieldset>
        <fieldset className="grid gap-1">
          <legend className="mb-1 font-medium">Outcome</legend>
          {outcomes.map((outcome) => (
            <label key={outcome} className="flex min-h-8 items-center gap-3">
              <input
                type="radio"
                name="outcome"
                value={outcome}
                defaultChecked={outcome === suggested}
                className={`size-5 accent-accent ${outcome === 'changes-asked' ? 'asks-changes' : ''} ${outcome === judged.outcome ? 'as-the-rule-says' : ''}`}
              />
              {outcomeWords[outcome]}
            </label>
          ))}
        </fieldset>
        <div className={fields.reason ? '' : 'group-has-[.as-the-rule-says:checked]/form:hidden'}>
          <TextArea
            label="Why it departs from the pass rule"
            name="reason"
            rows={2}
            hint="The signers read it, the team does not."
            defaultValue={earlier?.reason ?? ''}
            error={fields.reason}
          />
        </div>
        <TextArea
          label="Words to the team"
          name="letter"
          rows={5}
          hint="They read these first, before any level."
          defaultValue={earlier?.letter ?? ''}
          error={fields.letter}
        />
        <fieldset className="hidden gap-2 group-has-[.asks-changes:checked]/form:grid">
          <legend className="mb-1 font-medium">Sections that open again</legend>
          <p className="text-sm text-quiet">Only these; each says what is asked and until when.</p>
          {fields.sections ? <p className="text-sm text-care">{fields.sections}</p> : null}
          {view.sections.map((section) => {
            const named = earlier?.sections.find((one) => one.section === section.key)
            return (
              <div key={section.key} className="group/section">
                <label className="flex min-h-8 items-center gap-3">
                  <input
                    type="checkbox"
                    name="section"
                    value={section.key}
                    defaultChecked={named !== undefined}
                    className="size-5 accent-accent"
                  />
                  § {section.key} {section.title}
                </label>
                <div className="hidden gap-3 py-2 pl-8 group-has-checked/section:grid sm:grid-cols-[1fr_11rem]">
                  <label className="grid gap-1 text-sm">
                    What is asked
                    <input
                      name={`asks-${section.key}`}
                      defaultValue={named?.asks ?? ''}
                      className="min-h-10 rounded-[8px] border border-line bg-paper px-3 text-base"
                    />
                  </label>
                  <label className="grid gap-1 text-sm">
                    Until
                    <input
                      type="date"
                      name={`due-${section.key}`}
                      min={view.today}
                      defaultValue={named?.dueOn ?? view.defaultDue}
                      className="min-h-10 rounded-[8px] border border-line bg-paper px-3 text-base"
                    />
                  </label>
                  {fields[`asks-${section.key}`] || fields[`due-${section.key}`] ? (
                    <p className="text-sm text-care sm:col-span-2">
                      {fields[`asks-${section.key}`]} {fields[`due-${section.key}`]}
                    </p>
                  ) : null}
                </div>
              </div>
            )
          })}
        </fieldset>
        <div>
          <Button look="act">Propose this decision</Button>
          <p className="mt-2 text-sm text-quiet">Then a program manager and a member of faculty sign it.</p>
        </div>
      </Form>
    </section>
  )
}
