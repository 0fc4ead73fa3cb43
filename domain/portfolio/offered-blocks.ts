/** What a section's page offers to begin with; some are tools in the page, some are plain ways of writing. */
export const offeredBlocks = {
  text: 'Text',
  image: 'Picture',
  'sdg-tags': 'Goals of the wider world',
  'team-agreement': 'Team agreement',
  'check-in': 'Check-in',
  'site-map': 'Site and people map',
  'creative-tension': 'Creative tension',
  'aspirational-iceberg': 'Iceberg, hoped for',
  iceberg: 'Iceberg',
  'behaviour-over-time': 'Behaviour over time',
  'causal-loop': 'Causal loop',
  'stock-and-flow': 'Stock and flow',
  'ladder-of-inference': 'Ladder of inference',
  'ladder-of-connectedness': 'Ladder of connectedness',
  'visit-notes': 'Visit notes',
  voices: 'Voices',
  'field-sketch': 'Field sketch',
  'practice-note': 'Practice note',
  reflection: 'Reflection',
  'learning-cycle': 'Learning cycle',
  evidence: 'Evidence',
  'borrow-credit': 'Borrow and credit',
  mandala: 'Mandala',
  'champion-statement': "Champion's statement",
} as const
export type OfferedBlock = keyof typeof offeredBlocks
export const offeredBlockNames = Object.keys(offeredBlocks) as [OfferedBlock, ...OfferedBlock[]]
