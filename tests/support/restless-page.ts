/**
 * Somebody in a real browser who types, changes the layout, loses the connection and loads the page anew, at random.
 * Every letter they type is one that nobody types again, so that it can be looked for.
 */
import type { Page, WebSocketRoute } from 'playwright-core'
import type { Seeded } from './seeded.ts'

/** The line of a page: as it should be, cut, or hearing without being heard. */
type Line = 'good' | 'cut' | 'unheard'

const settle = 60
/** Longer than a page takes to write what was typed on the device. */
const kept = 400

export class RestlessPage {
  readonly page: Page
  readonly name: string
  /** What this person typed and saw in their page. */
  readonly typed: string[] = []
  readonly done: string[] = []
  readonly #random: Seeded
  readonly #nextLetter: () => string
  readonly #sockets = new Set<WebSocketRoute>()
  #line: Line = 'good'

  constructor(name: string, page: Page, random: Seeded, nextLetter: () => string) {
    this.name = name
    this.page = page
    this.#random = random
    this.#nextLetter = nextLetter
  }

  async open(address: string): Promise<void> {
    this.page.on('dialog', (dialog) => void dialog.accept().catch(() => {}))
    await this.page.routeWebSocket(/\/collab\//, (socket) => {
      if (this.#line === 'cut') return void socket.close({ code: 1011 })
      this.#sockets.add(socket)
      const server = socket.connectToServer()
      socket.onMessage((message) => {
        if (this.#line === 'good') server.send(message)
      })
      server.onMessage((message) => socket.send(message))
    })
    await this.page.goto(address)
    await this.#ready()
  }

  async act(): Promise<void> {
    const acts: [number, string, () => Promise<void>][] = [
      [10, 'type', () => this.#type(this.#random.between(1, 4))],
      [2, 'enter', () => this.#press('Enter')],
      [2, 'join', () => this.#join()],
      [1, 'bullets', () => this.#press('Control+Shift+8')],
      [1, 'tasks', () => this.#press('Control+Shift+9')],
      [1, 'heading', () => this.#press('Control+Alt+2')],
      [1, 'bold', () => this.#press('Home', 'Shift+End', 'Control+b', 'End')],
      [1, 'move', () => this.#move()],
      [1, 'undo and redo', () => this.#press('Control+z', 'Control+Shift+z')],
      [1, 'cut', () => this.#becomes('cut')],
      [1, 'unheard', () => this.#becomes('unheard')],
      [2, 'mend', () => this.mend()],
      [1, 'reload', () => this.#reload()],
    ]
    let chance = this.#random.below(acts.reduce((sum, [weight]) => sum + weight, 0))
    for (const [weight, name, act] of acts) {
      chance -= weight
      if (chance >= 0) continue
      this.done.push(name)
      return act()
    }
  }

  /** The line as it should be; a connection that was not heard is gone. */
  async mend(): Promise<void> {
    const was = this.#line
    this.#line = 'good'
    if (was === 'unheard') await this.#hangUp()
  }

  async saved(): Promise<void> {
    await this.page.locator('.page-save', { hasText: /^Saved$/ }).waitFor({ timeout: 60_000 })
  }

  /** The page's words without carets. */
  words(): Promise<string> {
    return this.page.evaluate(() => {
      const copy = document.querySelector('.page-editor')!.cloneNode(true) as HTMLElement
      for (const caret of copy.querySelectorAll('.page-caret')) caret.remove()
      return copy.textContent ?? ''
    })
  }

  async #ready(): Promise<void> {
    await this.page.locator('.page-editor').waitFor({ timeout: 30_000 })
    await this.page.waitForTimeout(settle)
  }

  async #type(count: number): Promise<void> {
    await this.#somewhere()
    const letters = Array.from({ length: count }, this.#nextLetter).join('')
    for (const letter of letters) await this.page.keyboard.insertText(letter)
    const words = await this.words()
    for (const letter of letters) if (words.includes(letter)) this.typed.push(letter)
  }

  async #press(...keys: string[]): Promise<void> {
    await this.#somewhere()
    for (const key of keys) await this.page.keyboard.press(key)
    await this.page.waitForTimeout(settle)
  }

  /** From the line's very beginning: `Home` is only that of what is seen as a line, where Backspace takes a letter. */
  async #join(): Promise<void> {
    await this.#somewhere('beginning')
    await this.page.keyboard.press('Backspace')
    await this.page.waitForTimeout(settle)
  }

  /** Takes a line out and puts it in elsewhere. */
  async #move(): Promise<void> {
    await this.#press('Home', 'Shift+End', 'Control+x')
    await this.#press('End', 'Control+v')
  }

  async #becomes(line: Line): Promise<void> {
    this.#line = line
    if (line === 'cut') await this.#hangUp()
  }

  async #hangUp(): Promise<void> {
    await Promise.all([...this.#sockets].map((socket) => socket.close({ code: 1011 }).catch(() => {})))
    this.#sockets.clear()
  }

  /** A page without its server cannot be had again: the line is mended as it goes. */
  async #reload(): Promise<void> {
    await this.page.waitForTimeout(kept)
    await this.mend()
    await this.page.reload()
    await this.#ready()
  }

  /** Puts the caret into some line. */
  async #somewhere(where: 'anywhere' | 'beginning' = 'anywhere'): Promise<void> {
    const [line, place] = [this.#random.next(), where === 'beginning' ? 0 : this.#random.next()]
    await this.page.locator('.page-editor').focus()
    await this.page.evaluate(
      ([line, place]) => {
        const lines = [...document.querySelectorAll('.page-editor p, .page-editor h2')]
        const one = lines[Math.floor(line! * lines.length)]
        if (!one) return
        const texts: Text[] = []
        const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT)
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          if (!node.parentElement?.closest('.page-caret')) texts.push(node as Text)
        }
        const text = texts[Math.floor(place! * texts.length)]
        if (text) document.getSelection()?.collapse(text, Math.floor(place! * (text.length + 1)))
        else document.getSelection()?.collapse(one, 0)
      },
      [line, place],
    )
    await this.page.waitForTimeout(settle)
  }
}
