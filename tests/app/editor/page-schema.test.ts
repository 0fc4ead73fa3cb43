import { getSchema } from '@tiptap/core'
import { describe, expect, it } from 'vitest'
import { pageExtensions } from '#app/editor/page-extensions.ts'
import { newSurroundings } from '#app/editor/schema/surroundings.ts'
import { markSpecs, nodeSpecs, pageSchema } from '#domain/portfolio/page-schema.ts'

const schema = getSchema(pageExtensions({ surroundings: newSurroundings(), undo: null }))
const shape = (spec: Record<string, unknown>) => ({
  content: spec.content ?? '',
  group: spec.group ?? '',
  inline: spec.inline ?? false,
  atom: spec.atom ?? false,
  selectable: spec.selectable ?? true,
  isolating: spec.isolating ?? false,
  defining: spec.defining ?? false,
  tableRole: spec.tableRole ?? null,
})

describe('the editor has the schema of the shared document', () => {
  it('knows the same nodes and marks', () => {
    expect(Object.keys(schema.nodes).sort()).toEqual(Object.keys(nodeSpecs).sort())
    expect(Object.keys(schema.marks)).toEqual(Object.keys(markSpecs))
  })

  it.each(Object.keys(nodeSpecs))('gives %s the same content, group and attributes', (name) => {
    const mine = schema.nodes[name]!.spec as Record<string, unknown>
    const shared = pageSchema.nodes[name]!.spec as Record<string, unknown>
    expect(shape(mine)).toEqual(shape(shared))
    const defaults = (spec: Record<string, unknown>) =>
      Object.fromEntries(
        Object.entries((spec.attrs ?? {}) as Record<string, { default: unknown }>).map(([key, one]) => [
          key,
          one.default,
        ]),
      )
    expect(defaults(mine)).toEqual(defaults(shared))
  })

  it.each(Object.keys(markSpecs))('lets %s live with the same marks', (name) => {
    const excluded = (of: typeof schema) =>
      Object.keys(of.marks).filter((other) => of.marks[name]!.excludes(of.marks[other]!))
    expect(excluded(schema)).toEqual(excluded(pageSchema as typeof schema))
    expect(schema.marks[name]!.spec.inclusive ?? true).toBe(pageSchema.marks[name]!.spec.inclusive ?? true)
    expect(Object.keys(schema.marks[name]!.spec.attrs ?? {})).toEqual(
      Object.keys(pageSchema.marks[name]!.spec.attrs ?? {}),
    )
  })

  it('takes a paragraph as the usual block, so that Enter and new cells make one', () => {
    expect(schema.nodes.listItem!.contentMatch.defaultType?.name).toBe('paragraph')
    expect(schema.nodes.doc!.contentMatch.defaultType?.name).toBe('paragraph')
  })
})
