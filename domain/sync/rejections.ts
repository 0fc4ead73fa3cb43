/** Why an edit is not taken, and what that means to who looks after the server. */
export const rejections = {
  malformed: {
    words: 'Bytes that are no edit',
    meaning: 'Another program, or a network that changes what it carries. That page was closed and came back.',
  },
  'read-only': {
    words: 'From somebody who may only read',
    meaning: 'A right ended while they wrote. Their page said so and keeps their words for copying.',
  },
  gap: {
    words: 'With a piece missing before it',
    meaning: 'The page was asked for the missing piece and sends it again. Nothing is lost.',
  },
  'foreign-client': {
    words: 'Under somebody else’s mark',
    meaning: 'A copied browser profile, or a program that pretends. Nobody can write in another’s name.',
  },
  schema: {
    words: 'With something no page has',
    meaning: 'Most often a page that is older than the server. Reloading it helps.',
  },
  'too-large': { words: 'Into a page that is full', meaning: 'The team goes on in a new entry.' },
  'closed-document': {
    words: 'Into a page that was just handed in',
    meaning: 'It came while the portfolio was handed in. The page became a page to read.',
  },
  'not-saved': {
    words: 'That the database did not take',
    meaning: 'Browsers kept them and sent them again. Look at the disk and at the database.',
  },
} as const satisfies Record<string, { words: string; meaning: string }>

export type Rejection = keyof typeof rejections
