import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Product, theProduct } from './support/product.ts'

let product: Product
beforeAll(async () => {
  product = await theProduct()
  await product.start()
})
afterAll(() => product?.close())

/** How often each token stands in a text. */
const countOf = (text: string, token: string) => text.split(token).length - 1

it('the server is killed while two people type in one paragraph: everything that said “Saved” is there, once', async () => {
  const pages = [await product.signIn('ximena.thorvald'), await product.signIn('ambrose.kealoha-finch')] as const
  const [team] = (await (await pages[0].request.get(`${product.address}/api/teams`)).json()).teams
  const made = await pages[0].request.post(`${product.address}/api/portfolios/${team.portfolioId}/entries`, {
    headers: { origin: product.address },
    data: { section: '4', title: 'Under the stars' },
  })
  expect(made.status()).toBe(201)
  const { id } = await made.json()
  const saved = (page: (typeof pages)[number]) =>
    page.locator('.page-save', { hasText: /^Saved$/ }).waitFor({ timeout: 40_000 })
  for (const page of pages) {
    await page.goto(`${product.address}/entries/${id}`)
    await page.locator('.page-editor').waitFor()
    await saved(page)
    await page.locator('.page-editor').focus()
  }
  const acknowledged = new Set<string>()
  const written: string[] = []
  for (let round = 0; round < 3; round += 1) {
    for (let word = 0; word < 4; word += 1) {
      const tokens = pages.map((_, person) => `${'xy'[person]}${round}${word}q`)
      await Promise.all(pages.map((page, person) => page.keyboard.type(`${tokens[person]} `, { delay: 8 })))
      written.push(...tokens)
      if (word === 2) {
        await Promise.all(pages.map(saved))
        for (const token of written) acknowledged.add(token)
      }
    }
    await product.kill()
    await product.start()
    // What was typed but not yet saved is still on the pages, and comes back with them.
    await Promise.all(pages.map(saved))
    for (const token of written) acknowledged.add(token)
  }
  for (const page of pages) await page.close()
  await product.kill()
  await product.start()
  const stranger = await product.signIn('ximena.thorvald')
  const text: string = (await (await stranger.request.get(`${product.address}/api/entries/${id}`)).json()).plainText
  const letters = text.replace(/\s/g, '')
  expect(acknowledged.size).toBe(24)
  // Two carets in one sentence interleave, so tokens are found by each person's own letters in their own order.
  for (const [person, own] of ['x', 'y'].entries()) {
    const mine = written.filter((token) => token.startsWith(own))
    for (const token of mine) expect([token, person, countOf(letters, token)]).toEqual([token, person, 1])
  }
})
