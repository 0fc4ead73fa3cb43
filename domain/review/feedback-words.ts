/** How each part of the reviewers' feedback begins. */
export const feedbackWords = { noticed: 'We noticed', moved: 'It moved us that', wonder: 'We wonder' } as const
