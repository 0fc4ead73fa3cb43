/**
 * Consent in the product's words. A declaration says what is in the media; the consent state follows from it and from
 * what guardians said. "Unsure" counts as "children who can be recognised" until somebody looks again.
 */
export const declarations = ['none', 'identifiable-children', 'unsure'] as const
export type Declaration = (typeof declarations)[number]
export const consentStates = ['not-needed', 'pending', 'cleared', 'withdrawn'] as const
export type ConsentState = (typeof consentStates)[number]

export const declarationInWords: Record<Declaration, string> = {
  none: 'Nobody under 18 can be recognised in it',
  'identifiable-children': 'Children can be recognised in it',
  unsure: 'Not sure yet',
}

/** What a declaration makes of the consent state; a withdrawal stands whatever is declared afterwards. */
export function consentAfterDeclaration(declaration: Declaration, now: ConsentState): ConsentState {
  if (now === 'withdrawn') return 'withdrawn'
  if (declaration === 'none') return 'not-needed'
  return now === 'cleared' ? 'cleared' : 'pending'
}

/** Which consent states can follow: a new consent can lift a withdrawal, nothing else can. */
export const consentMoves: Record<'cleared' | 'withdrawn', readonly ConsentState[]> = {
  cleared: ['pending', 'withdrawn'],
  withdrawn: ['not-needed', 'pending', 'cleared'],
}

export type ConsentFacts = {
  declaration: Declaration
  consentState: ConsentState
  consentNote: string | null
}

/** One sentence on where consent stands. */
export function consentSentence({ declaration, consentState, consentNote }: ConsentFacts): string {
  switch (consentState) {
    case 'not-needed':
      return 'No consent is needed.'
    case 'cleared':
      return consentNote ? `Consent is given: ${consentNote}` : 'Consent is given.'
    case 'withdrawn':
      return 'Consent was withdrawn; it is hidden everywhere.'
    case 'pending':
      return declaration === 'unsure'
        ? 'Somebody needs to look: can a child be recognised in it?'
        : 'Children can be recognised; the consent of those who care for them is still to be asked.'
  }
}

/** While consent is open only those who look after it may see the bytes; once in order, every reader of the page. */
export const actionToSeeBytes = (state: ConsentState): 'read' | 'read-original' =>
  state === 'pending' ? 'read-original' : 'read'

export type ConsentObstacle = { evidenceId: string; title: string; sentence: string; href: string }

type Checked = ConsentFacts & { id: string; title: string; state: string; archivedAt: string | null }

/**
 * What stands between this evidence and a submission. Give it the evidence that the portfolio's entries use.
 * @returns one obstacle a piece, in the given order; none when consent is in order.
 */
export function consentObstacles(evidence: readonly Checked[]): ConsentObstacle[] {
  return evidence.flatMap((one) => {
    const sentence = obstacleSentence(one)
    const title = one.title || 'A piece without a title'
    return sentence ? [{ evidenceId: one.id, title, sentence, href: `/evidence/${one.id}` }] : []
  })
}

function obstacleSentence(one: Checked): string | undefined {
  const title = one.title ? `“${one.title}”` : 'A piece without a title'
  if (one.archivedAt) return `${title} was put away but is still used in an entry: take it out there, or bring it back.`
  if (one.state === 'refused') return `${title} was not taken: take it out of the entry.`
  if (one.state !== 'ready') return `${title} has not arrived yet: finish the upload, or take it out of the entry.`
  if (one.consentState === 'withdrawn') return `Consent for ${title} was withdrawn: take it out of the entry.`
  if (one.consentState !== 'pending') return undefined
  return one.declaration === 'unsure'
    ? `${title}: say whether a child can be recognised in it.`
    : `${title} shows children who can be recognised: note who gave consent, or take it out of the entry.`
}
