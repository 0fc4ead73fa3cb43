/**
 * A thinking tool at rest in the page of somebody who may write: the figure that readers see, kept true while others
 * change the tool, with one quiet button that begins the work. It stands in the very box of the figure that the server
 * drew, so that nothing moves when the page's editor takes over.
 */
import * as Y from 'yjs'

const fetchedAfter = 2_500

type Figure = { document: Y.Doc; blockId: string; idPrefix: string; begin: (partId: string | null) => void }

export class RestingFigure {
  readonly #host: HTMLElement
  readonly #of: Figure
  readonly #button: HTMLButtonElement
  readonly #draw = () => void this.#drawNow()
  #map: Y.Map<unknown> | null = null
  #stopped = false
  readonly #ahead: ReturnType<typeof setTimeout>

  /** @param drawn the figure that is on the page already, where there is one */
  constructor(host: HTMLElement, drawn: Element[], of: Figure) {
    this.#host = host
    this.#of = of
    this.#button = document.createElement('button')
    this.#button.type = 'button'
    this.#button.className = 'tool-begin not-on-paper'
    this.#button.textContent = 'Work on this'
    this.#button.addEventListener('click', () => of.begin(null))
    host.addEventListener('click', this.#onClick)
    // Later, when nothing else is waited for: then it is here also when the connection is gone.
    this.#ahead = setTimeout(fetchEditor, fetchedAfter)
    this.#show(drawn)
    of.document.getMap('blocks').observe(this.#find)
    this.#find()
    // What the server drew may be some seconds old.
    if (drawn.length === 0) this.#draw()
    else (window.requestIdleCallback ?? setTimeout)(this.#draw)
  }

  #onClick = (event: MouseEvent) => {
    const picture = event.target instanceof Element ? event.target.closest('.tool-picture') : null
    if (!picture) return
    this.#of.begin((event.target as Element).closest('[data-part-id]')?.getAttribute('data-part-id') ?? null)
  }

  /** The tool's data may arrive after its place in the text. */
  #find = () => {
    const found = this.#of.document.getMap('blocks').get(this.#of.blockId)
    const map = found instanceof Y.Map ? (found as Y.Map<unknown>) : null
    if (map === this.#map) return
    this.#map?.unobserveDeep(this.#draw)
    this.#map = map
    map?.observeDeep(this.#draw)
    if (map) this.#draw()
  }

  async #drawNow(): Promise<void> {
    const { isToolKind, readTool, renderToolFigure } = await import('#domain/blocks/registry.ts')
    if (this.#stopped || !this.#map || !isToolKind(this.#map.get('tool'))) return
    const template = document.createElement('template')
    template.innerHTML = renderToolFigure(readTool(this.#map), { idPrefix: this.#of.idPrefix })
    const fresh = template.content.firstElementChild
    const before = this.#host.firstElementChild?.cloneNode(true) as Element | undefined
    before?.querySelector('.tool-begin')?.remove()
    if (!fresh) return
    const words = before?.querySelector('details')
    if (words?.open) fresh.querySelector('details')?.setAttribute('open', '')
    if (!before?.isEqualNode(fresh)) this.#show([fresh])
  }

  /** The button floats into the line of "Read as text", where there is room. */
  #show(figure: Element[]): void {
    const focused = document.activeElement === this.#button
    this.#host.replaceChildren(...figure)
    const words = this.#host.querySelector('details')
    if (words) words.before(this.#button)
    else this.#host.append(this.#button)
    const title = this.#host.querySelector('figure')?.getAttribute('aria-labelledby')
    if (title) this.#button.setAttribute('aria-describedby', title)
    if (focused) this.#button.focus()
  }

  opening(): void {
    this.#button.textContent = 'Opening…'
  }

  /** The tool's editor could not be fetched. */
  notOpened(): void {
    this.#button.textContent = 'No connection: try again'
  }

  stop(): void {
    this.#stopped = true
    this.#map?.unobserveDeep(this.#draw)
    this.#of.document.getMap('blocks').unobserve(this.#find)
    this.#host.removeEventListener('click', this.#onClick)
    clearTimeout(this.#ahead)
  }
}

function fetchEditor(): void {
  void import('./mount-tool.tsx').catch(() => {})
}
