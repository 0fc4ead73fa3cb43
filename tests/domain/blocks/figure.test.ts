import { describe, expect, it } from 'vitest'
import { exportTool, renderToolSvg } from '#domain/blocks/export-tool.ts'
import { renderToolFigure, toolAlternative, toolDigest, toolPicture, toolTitle } from '#domain/blocks/registry.ts'
import type { ToolState } from '#domain/portfolio/page-schema.ts'
import { sampleIceberg, sampleLoops } from './sample-tools.ts'

const samples = [sampleIceberg, sampleLoops]
const nasty = '<script>alert("1")</script> & \u0007 \u{1F33F}'

describe.each(samples)('the figure of a tool: $tool', (state) => {
  const figure = renderToolFigure(state, { idPrefix: 'b7' })

  it('is a named group with a picture, its description, and the same as text and table', () => {
    expect(figure).toMatch(/^<figure role="group" class="[^"]+" aria-labelledby="b7-t">/)
    expect(figure).toMatch(
      /<svg class="[^"]+" role="img" aria-labelledby="b7-t b7-d" aria-describedby="b7-d" viewBox="0 0 1000 \d+">/,
    )
    expect(figure).toContain('<title id="b7-t">')
    expect(figure).toContain('<desc id="b7-d">')
    expect(figure).toContain('<summary>Read as text</summary>')
    expect(figure).toContain('<th scope="col">')
  })

  it('marks every part so that notes can point at it', () => {
    for (const part of toolPicture(state).parts) expect(figure).toContain(`data-part-id="${part.id}"`)
  })

  it('has no inline style, no script and no double id', () => {
    expect(figure).not.toMatch(/ style=|<script| on\w+=/)
    const ids = [...figure.matchAll(/ id="([^"]+)"/g)].map((match) => match[1])
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('is drawn with all parts inside the picture and no part over another', () => {
    const { width, height, parts } = toolPicture(state)
    for (const part of parts) {
      expect(part.x).toBeGreaterThanOrEqual(0)
      expect(part.x + part.width).toBeLessThanOrEqual(width)
      expect(part.y + part.height).toBeLessThanOrEqual(height)
    }
    for (const one of parts)
      for (const two of parts)
        if (one.id < two.id) {
          const apart =
            one.x + one.width <= two.x ||
            two.x + two.width <= one.x ||
            one.y + one.height <= two.y ||
            two.y + two.height <= one.y
          expect(apart, `${one.label} over ${two.label}`).toBe(true)
        }
  })

  it('saves as a file that stands alone', () => {
    const svg = renderToolSvg(state)
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/)
    expect(svg).toContain('font-family=')
    expect(svg).not.toMatch(/var\(|currentColor/)
    expect(exportTool(state, 'csv').text).toContain('\r\n')
    expect(JSON.parse(exportTool(state, 'json').text).tool).toBe(state.tool)
    expect(exportTool(state, 'markdown').text).toContain('## ')
  })

  it('speaks in at most 150 characters when it must be short', () => {
    const long = 'a long issue of the whole school '.repeat(9)
    expect(toolAlternative(state).short.length).toBeLessThanOrEqual(150)
    expect(toolAlternative({ ...state, issue: long, title: long }).short.length).toBeLessThanOrEqual(150)
  })

  it('marks own words as out of date once the data changed, and not when parts only moved', () => {
    const own: ToolState = { ...state, alternative: 'In our words.', alternativeDigest: toolDigest(state) }
    expect(toolAlternative(own)).toMatchObject({ long: 'In our words.', own: true, stale: false })
    const moved = { ...own, vars: toolVars(own).map((variable) => ({ ...variable, x: 3, y: 4 })) }
    if (own.vars) expect(toolAlternative(moved as ToolState).stale).toBe(false)
    const changed = { ...own, issue: 'something else', title: 'something else' }
    if ('issue' in state) delete (changed as Record<string, unknown>).title
    else delete (changed as Record<string, unknown>).issue
    expect(toolAlternative(changed).stale).toBe(true)
    expect(renderToolFigure(changed, { idPrefix: 'b' })).toContain('This text no longer matches the picture.')
  })
})

const toolVars = (state: ToolState) => (state.vars ?? []) as object[]

describe('what people type', () => {
  it('is escaped wherever it appears', () => {
    const iceberg: ToolState = { ...sampleIceberg, issue: nasty, events: [{ id: 'e1', text: nasty }] }
    const loops: ToolState = { ...sampleLoops, title: nasty, vars: [{ id: 'v1', name: nasty }] }
    for (const html of [iceberg, loops].flatMap((state) => [
      renderToolFigure(state, { idPrefix: '"><x' }),
      renderToolSvg(state),
    ])) {
      expect(html).not.toContain('<script')
      expect(html).not.toContain('\u0007')
      expect(html).not.toContain('"><x')
    }
  })

  it('cannot become a formula in a spreadsheet', () => {
    const state: ToolState = { ...sampleIceberg, events: [{ id: 'e1', text: '=HYPERLINK("http://x")' }] }
    expect(exportTool(state, 'csv').text).toContain(`"'=HYPERLINK(""http://x"")"`)
  })

  it('may be nothing at all', () => {
    for (const state of [{ tool: 'iceberg' }, { tool: 'causal-loop' }] as ToolState[]) {
      expect(renderToolFigure(state, { idPrefix: 'b' })).toContain('<figure')
      expect(toolTitle(state)).not.toBe('')
    }
  })
})
