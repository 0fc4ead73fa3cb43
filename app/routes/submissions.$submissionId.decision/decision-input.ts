import { fieldText } from '#app/http/signed-in.ts'
import type { DecisionInput } from '#server/reviews/propose-decision.ts'

/** The proposal form as a command's input. Only ticked sections are named. */
export function decisionInput(submissionId: string, form: FormData): DecisionInput {
  const named = form.getAll('section').map(String)
  return {
    submissionId,
    outcome: fieldText(form, 'outcome'),
    gates: {
      requiredSections: form.has('requiredSections'),
      consentClear: form.has('consentClear'),
      reviewSession: form.has('reviewSession'),
      candidatesNotYet: form.getAll('candidateNotYet').map(String),
    },
    reason: fieldText(form, 'reason'),
    letter: fieldText(form, 'letter'),
    sections: named.map((section) => ({
      section,
      asks: fieldText(form, `asks-${section}`),
      dueOn: fieldText(form, `due-${section}`),
    })),
  }
}
