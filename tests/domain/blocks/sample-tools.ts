import type { ToolState } from '#domain/portfolio/page-schema.ts'

/** A filled iceberg, as a team might leave it. */
export const sampleIceberg: ToolState = {
  tool: 'iceberg',
  mode: 'today',
  issue: 'Fights at pick-up',
  dateOfView: '2027-02-09',
  events: [
    { id: 'e1', text: 'Two third-graders fight at the gate on Monday' },
    { id: 'e2', text: 'An aide is shouted at by a waiting parent' },
  ],
  patterns: [
    {
      id: 'p1',
      text: 'Most fights fall between 14:50 and 15:10',
      since: 'last spring',
      howWeKnow: 'counted by two aides, 31 days',
    },
    { id: 'p2', text: 'The same six children are sent home early', since: 'October', howWeKnow: '' },
    { id: 'p3', text: 'Aides go home tired and do not come back' },
  ],
  artefacts: [
    { id: 'a1', text: 'One gate, one bell, 420 children' },
    { id: 'a2', text: 'The referral form has a box for “behaviour”, none for what happened before' },
  ],
  mentalModels: [
    { id: 'm1', text: 'Parents don’t care', heldBy: 'us, staff' },
    { id: 'm2', text: 'Care is what you do after the work', heldBy: 'most of us' },
  ],
  leverage: [{ id: 'l1', text: 'Ten minutes of landing together before the gate opens' }],
  links: [
    { id: 'k1', from: 'p1', to: 'a1' },
    { id: 'k2', from: 'e2', to: 'p3' },
  ],
}

/** A causal loop diagram with two loops that feed themselves and one that steadies. */
export const sampleLoops: ToolState = {
  tool: 'causal-loop',
  title: 'Why Mondays are so hard',
  dateOfView: '2027-02-16',
  vars: [
    { id: 'v1', name: 'student dysregulation' },
    { id: 'v2', name: 'pressure to make up lost hours' },
    { id: 'v3', name: 'time kept for check-ins' },
    { id: 'v4', name: 'sense of being seen' },
    { id: 'v5', name: 'staff stress' },
    { id: 'v6', name: 'adults asking each other for help' },
  ],
  links: [
    { id: 'k1', from: 'v1', to: 'v2', sign: '+' },
    { id: 'k2', from: 'v2', to: 'v3', sign: '-' },
    { id: 'k3', from: 'v3', to: 'v4', sign: '+' },
    { id: 'k4', from: 'v4', to: 'v1', sign: '-', delay: true },
    { id: 'k5', from: 'v1', to: 'v5', sign: '+' },
    { id: 'k6', from: 'v5', to: 'v1', sign: '+' },
    { id: 'k7', from: 'v5', to: 'v6', sign: '+', delay: true },
    { id: 'k8', from: 'v6', to: 'v5', sign: '-' },
  ],
  loops: [
    {
      id: 'n1',
      linkIds: ['k2', 'k3', 'k4', 'k1'],
      name: 'The squeeze',
      story: 'We take the minutes that would have helped.',
    },
  ],
}
