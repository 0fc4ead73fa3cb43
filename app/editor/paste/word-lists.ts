/** Word copies a list as paragraphs with `mso-list` and a drawn marker; this makes lists of them again. */
type Item = { element: HTMLElement; level: number; ordered: boolean; list: string }

export function rebuildWordLists(body: HTMLElement): void {
  for (const run of runsOfItems(body)) {
    const open: { list: HTMLElement; level: number; lastItem: HTMLElement | null }[] = []
    for (const { element, level, ordered } of run) {
      while (open.length > 0 && open.at(-1)!.level > level) open.pop()
      let top = open.at(-1)
      if (!top || top.level < level) {
        const list = document.createElement(ordered ? 'ol' : 'ul')
        if (top?.lastItem) top.lastItem.append(list)
        else element.before(list)
        top = { list, level, lastItem: null }
        open.push(top)
      }
      const item = document.createElement('li')
      const line = document.createElement('p')
      line.append(...element.childNodes)
      item.append(line)
      top.list.append(item)
      top.lastItem = item
      element.remove()
    }
  }
}

/** Neighbouring list paragraphs of the same list, in order. */
function runsOfItems(body: HTMLElement): Item[][] {
  const runs: Item[][] = []
  let previous: Item | null = null
  for (const element of body.querySelectorAll<HTMLElement>('p,h1,h2,h3,h4,h5,h6')) {
    const item = readItem(element)
    if (!item) continue
    const follows = previous && previous.element.nextElementSibling === element
    const sameList = follows && (previous!.list === item.list || item.level > 1)
    if (sameList) runs.at(-1)!.push(item)
    else runs.push([item])
    previous = item
  }
  return runs
}

function readItem(element: HTMLElement): Item | null {
  const rule = /mso-list:\s*(l\d+)\s+level(\d+)/i.exec(element.getAttribute('style') ?? '')
  if (!rule) return null
  const marker = [...element.querySelectorAll<HTMLElement>('span')].find((span) =>
    /mso-list:\s*ignore/i.test(span.getAttribute('style') ?? ''),
  )
  const sign = (marker?.textContent ?? '').replace(/[\s\u00a0]/g, '')
  // The marker may stand in a wrapper of its own that only carries a font.
  const wrapper = marker?.parentElement
  if (wrapper && wrapper !== element && wrapper.textContent === marker.textContent) wrapper.remove()
  else marker?.remove()
  return { element, level: Number(rule[2]), ordered: /^\(?[0-9a-z]{1,4}[.)]$/i.test(sign), list: rule[1]! }
}
