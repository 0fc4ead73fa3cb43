import { toolNames } from '#domain/blocks/tool-names.ts'
import type { ToolKind } from '#domain/portfolio/page-schema.ts'
import type { Rescue } from '#server/portfolios/list-rescues.ts'

/** What waits, in one sentence over the tray. */
export function trayWords(rescues: Rescue[]): string {
  const lost = rescues.filter(({ kind }) => kind !== 'doubled')
  const own = lost.filter((one) => one.own)
  const words = (own.length > 0 ? own : lost).some(({ kind }) => kind === 'swallowed')
  if (own.length === 1) return `${words ? 'Your sentence' : 'What you put in'} met a colleague’s change of layout`
  if (own.length > 1) return `${words ? 'Sentences of yours' : 'Things you put in'} met a colleague’s change of layout`
  if (lost.length > 0)
    return `${words ? 'A colleague’s sentence' : 'Something a colleague put in'} met a change of layout`
  return 'A paragraph stands twice'
}

/** What happened, without blame. */
export function whatHappened({ kind, own, authorName, causerName }: Rescue): string {
  if (kind === 'doubled') return 'This paragraph stands twice: two of you changed its layout at the same moment.'
  const change = causerName ? `while ${causerName} changed the layout there` : 'while the layout changed there'
  return `${own ? 'You' : (authorName ?? 'A colleague')} ${kind === 'block' ? 'put this here' : 'wrote this'} ${change}.`
}

/** What waits: the words, or what a block was. */
export function whatWaits({ text, block }: Pick<Rescue, 'text' | 'block'>): string {
  if (!block) return text.trim()
  const { caption, alt, tool } = block.attrs ?? {}
  if (block.type === 'thinkingTool') return `A thinking tool: ${toolNames[tool as ToolKind]?.name ?? tool}`
  const what = block.type === 'image' ? 'A picture' : 'A card from the evidence'
  return caption || alt ? `${what}: “${caption || alt}”` : what
}
