/** Small words for JSON schemas. */
export type Shape = Record<string, unknown>

export const text: Shape = { type: 'string' }
export const whole: Shape = { type: 'integer' }
export const flag: Shape = { type: 'boolean' }
export const instant: Shape = { type: 'string', format: 'date-time', description: 'UTC' }
export const day: Shape = { type: 'string', format: 'date' }
export const listOf = (items: Shape): Shape => ({ type: 'array', items })
export const orNull = (shape: Shape): Shape => ({ anyOf: [shape, { type: 'null' }] })
export const oneOf = (...words: string[]): Shape => ({ type: 'string', enum: words })
export const refers = (name: string): Shape => ({ $ref: `#/components/schemas/${name}` })

/** An object whose properties are all there, but for the optional ones. */
export function shape(properties: Record<string, Shape>, optional: string[] = []): Shape {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties).filter((name) => !optional.includes(name)),
  }
}
