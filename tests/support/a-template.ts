import type { Phase, Template, TemplateSection } from '#domain/programme/edition.ts'

export function aSection(key: TemplateSection['key'], changes: Partial<TemplateSection> = {}): TemplateSection {
  return {
    key,
    title: `Section ${key}`,
    phases: [],
    facets: ['relations'],
    mandala: ['community'],
    purpose: 'What this section is for.',
    prompts: [
      { key: `${key}-a`, register: 'head', words: 'What do we see?' },
      { key: `${key}-b`, register: 'heart', words: 'What did it stir?' },
    ],
    blocks: ['text'],
    evidence: ['Something that somebody said.'],
    required: true,
    personal: key === '11',
    readyChecks: [],
    ...changes,
  }
}

/** A small template with the sections that rules treat in their own way. */
export const aTemplate: Template = {
  minutesToRead: 45,
  sections: [
    aSection('0', { readyChecks: [{ rule: 'word-limit', count: 150, words: 'At most 150 words.' }] }),
    aSection('1', { title: 'Us', readyChecks: [{ rule: 'everyone-wrote', words: 'Everybody speaks once.' }] }),
    aSection('4', {
      title: 'Beneath the surface',
      phases: ['see'],
      readyChecks: [{ rule: 'has-blocks', count: 2, blocks: ['iceberg', 'causal-loop'], words: 'Two models.' }],
    }),
    aSection('6', { title: 'Practice', readyChecks: [{ rule: 'entry-per-member', words: 'One each.' }] }),
    aSection('7', {
      title: 'Trying',
      phases: ['try'],
      readyChecks: [{ rule: 'learning-cycles', count: 3, words: 'Three cycles.' }],
    }),
    aSection('11', {
      title: 'Each of us',
      phases: ['harvest'],
      readyChecks: [{ rule: 'entry-per-member', words: 'Every member.' }],
    }),
  ],
}

const aPhase = (key: Phase['key'], title: string, from: number, to: number, sections: Phase['sections']): Phase => ({
  key,
  title,
  from,
  to,
  sections,
  mentorTouch: 'Says hello.',
  asks: `What ${title} asks.`,
})
export const somePhases: Phase[] = [
  aPhase('gather', 'Gather', 0, 0, []),
  aPhase('arrive', 'Arrive', 0, 15, ['0', '1']),
  aPhase('see', 'See', 15, 45, ['4']),
  aPhase('try', 'Try', 40, 75, ['7', '6']),
  aPhase('harvest', 'Harvest', 70, 100, ['11']),
]

/** The columns of an edition that the portfolio reads, for `world.edition(...)`. */
export const anEdition = { template: JSON.stringify(aTemplate), phases: JSON.stringify(somePhases) }
