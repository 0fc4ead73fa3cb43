/**
 * The strict check of a tool's state, derived from its shape: types, sizes, no unknown keys, no id twice. Apart from the
 * registry, because the server alone checks, and browsers need not load the checker.
 */
import * as z from 'zod'
import { isToolKind, toolOf } from './registry.ts'
import { type Field, isList, mostItems, type Shape, textSlack } from './shape.ts'

const schemas = new WeakMap<Shape, z.ZodType>()

/** @returns what is wrong with a state, in sentences; an empty list when it may be kept */
export function checkTool(state: unknown): string[] {
  const kind = (state as { tool?: unknown } | null)?.tool
  return isToolKind(kind) ? checkState(toolOf(kind).shape, state) : ['This is not a tool that we know.']
}

function checkState(shape: Shape, state: unknown): string[] {
  const schema = schemas.get(shape) ?? schemaOf(shape)
  schemas.set(shape, schema)
  const result = schema.safeParse(state)
  if (!result.success)
    return result.error.issues.slice(0, 5).map((issue) => `${issue.path.join('.') || shape.tool}: ${issue.message}`)
  return repeatedIds(shape, result.data as Record<string, unknown>)
}

function schemaOf(shape: Shape): z.ZodType {
  const parts: Record<string, z.ZodType> = { tool: z.literal(shape.tool) }
  for (const [name, part] of Object.entries(shape.parts)) {
    if (!isList(part)) parts[name] = fieldSchema(part).optional()
    else
      parts[name] = z
        .array(z.strictObject({ id: idSchema(), ...fieldSchemas(part.fields) }))
        .max(mostItems)
        .optional()
  }
  return z.strictObject(parts)
}

const fieldSchemas = (fields: Record<string, Field>) =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, fieldSchema(field).optional()]))

const idSchema = () => z.string().regex(/^[A-Za-z0-9_.:-]{1,64}$/)

function fieldSchema(field: Field): z.ZodType {
  switch (field.kind) {
    case 'text':
      return z.string().max(field.most * textSlack)
    case 'choice':
      return z.enum(field.of as [string, ...string[]])
    case 'flag':
      return z.boolean()
    case 'place':
      return z.number().min(0).max(1000).nullable()
    case 'key':
      return z.string().max(64)
    case 'keys':
      return z.array(idSchema()).max(mostItems)
    case 'day':
      return z.string().regex(/^(\d{4}-\d{2}-\d{2})?$/)
  }
}

function repeatedIds(shape: Shape, state: Record<string, unknown>): string[] {
  const seen = new Set<string>()
  for (const [name, part] of Object.entries(shape.parts)) {
    if (!isList(part)) continue
    for (const { id } of (state[name] as { id: string }[] | undefined) ?? []) {
      if (seen.has(id)) return [`${name}: the id ${id} is there twice`]
      seen.add(id)
    }
  }
  return []
}
