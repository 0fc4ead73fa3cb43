/**
 * The main journey, end to end, on the built product with several people at once: a team writes, submits, is reviewed,
 * is certified, and a stranger verifies it. Once with a pointer, once with the keyboard alone.
 */
import { readFile } from 'node:fs/promises'
import { unzipSync } from 'fflate'
import jsQR from 'jsqr'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Hands, keyboard, pointer } from '../support/hands.ts'
import { type Product, theProduct } from '../support/product.ts'
import { beforeSubmitting } from './before-submitting.ts'
import { reviewAs } from './review-as.ts'

const photo = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#7a8f6a' } })
  .jpeg()
  .toBuffer()

describe.each<[string, Hands]>([
  ['with a pointer', pointer],
  ['with the keyboard alone', keyboard],
])('The main journey, %s', (_name, hands) => {
  let product: Product
  let place: Awaited<ReturnType<typeof beforeSubmitting>>
  let entryAddress: string
  let submissionAddress: string
  let marisela: Page
  let dev: Page

  beforeAll(async () => {
    product = await theProduct()
    await product.start()
    await product.stop()
    place = await product.whileStopped((context) => beforeSubmitting(context, 'Kelp Forest'))
    await product.start()
  })
  afterAll(() => product?.close())

  const saved = (page: Page) => page.locator('.page-save', { hasText: /^Saved$/ }).waitFor()

  it('1 a member comes in by a mailed link and is in the team’s room', async () => {
    marisela = await product.stranger()
    await marisela.goto(`${product.address}/sign-in`)
    await hands.press(marisela.getByText('Send me a link instead'))
    await hands.fill(marisela.getByLabel('Your e-mail'), 'marisela.okonjo-reyes@example.org')
    await hands.press(marisela.getByRole('button', { name: 'Mail me a link' }))
    await marisela.getByText('a link is on its way').waitFor()
    const staff = await product.signIn('juniper.hallworth')
    await staff.goto(`${product.address}/mail`)
    const link = /http\S+\/sign-in\/link\/\S+/.exec(
      await staff.getByText('press the button to come in').first().innerText(),
    )![0]
    await marisela.goto(link)
    await hands.press(marisela.getByRole('button', { name: 'Come in' }))
    await marisela.waitForURL(/\/(home|teams\/)/)
    await marisela.goto(`${product.address}/teams/${place.teamId}`)
    expect(await marisela.getByRole('heading', { level: 1 }).innerText()).toBe('Kelp Forest')
  })

  it('2 two teammates type in the same sentence, each with a caret and a name', async () => {
    await marisela.goto(`${product.address}/portfolios/${place.portfolioId}/sections/4`)
    await hands.fill(marisela.getByLabel(/Title of a new page/), 'Ten minutes at the gate')
    await hands.press(marisela.getByRole('button', { name: /Open/ }).last())
    await marisela.waitForURL(/\/entries\//)
    entryAddress = marisela.url().split('?')[0]!
    dev = await product.signIn('dev.harrowgate')
    await dev.goto(entryAddress)
    await Promise.all([saved(marisela), saved(dev)])
    await marisela.locator('.page-editor').focus()
    await marisela.keyboard.type('At 14:50 we stood at the gate.')
    await saved(marisela)
    await dev.locator('.page-editor', { hasText: 'At 14:50 we stood at the gate.' }).waitFor()
    await dev.locator('.page-editor').focus()
    await dev.keyboard.press('ControlOrMeta+End')
    await Promise.all([
      dev.keyboard.type(' Nobody ran.', { delay: 20 }),
      (async () => {
        await marisela.keyboard.press('ControlOrMeta+Home')
        await marisela.keyboard.type('Tuesday. ', { delay: 20 })
      })(),
    ])
    await Promise.all([saved(marisela), saved(dev)])
    const entryId = entryAddress.split('/').at(-1)
    const textNow = async () =>
      (await (await marisela.request.get(`${product.address}/api/entries/${entryId}`)).json()).plainText
    await expect.poll(textNow).toContain('Tuesday. At 14:50 we stood at the gate. Nobody ran.')
    expect(await marisela.locator('.page-caret-name').first().getAttribute('data-name')).toBe('Dev Harrowgate')
  })

  it('3 a photo from the gate lands with its consent still to ask', async () => {
    const ilse = await product.signIn('ilse.nakamura-boyd', { viewport: { width: 390, height: 844 }, hasTouch: true })
    await ilse.goto(`${product.address}/capture`)
    await ilse
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'gate.jpg', mimeType: 'image/jpeg', buffer: photo })
    await hands.press(ilse.getByRole('button', { name: 'Save' }))
    await ilse.getByText('Consent can be settled when there is time').waitFor()
    await ilse.goto(`${product.address}/portfolios/${place.portfolioId}/evidence`)
    await ilse
      .getByText(/recognised/i)
      .first()
      .waitFor()
  })

  it('4 two people draw the loop; it is found and told in words, also from the outline', async () => {
    await dev.locator('.page-editor').focus()
    await dev.keyboard.press('ControlOrMeta+End')
    await dev.keyboard.press('Enter')
    await dev.keyboard.type('/loop')
    await dev.keyboard.press('Enter')
    const sentence = (page: Page) => page.getByRole('form', { name: 'Add a link as a sentence' })
    await sentence(dev).waitFor()
    const link = async (page: Page, from: string, to: string, less = false) => {
      await hands.fill(sentence(page).getByLabel('What changes first'), from)
      await hands.fill(sentence(page).getByLabel('What it changes'), to)
      if (less) await hands.pick(sentence(page).getByLabel('In which direction'), 'less (−)')
      await hands.press(sentence(page).getByRole('button', { name: 'Draw the link' }))
    }
    await link(dev, 'pressure at pick-up', 'short answers')
    await hands.press(marisela.getByRole('button', { name: 'Work on this' }))
    await sentence(marisela).waitFor()
    await link(marisela, 'short answers', 'feeling unseen')
    await link(dev, 'feeling unseen', 'pressure at pick-up')
    await expect.poll(() => dev.locator('.page-editor').textContent()).toMatch(/loop feeds itself|reinforcing/i)
    await Promise.all([saved(marisela), saved(dev)])
  })

  it('5 a check-in goes round, and one line is shared by choice', async () => {
    await marisela.goto(`${product.address}/teams/${place.teamId}/check-ins`)
    await hands.press(marisela.getByRole('button', { name: 'Gather the circle' }))
    await marisela.waitForURL(/check-ins\/\w+/)
    await hands.press(marisela.getByRole('button', { name: 'Ring the bell' }))
    await hands.press(marisela.getByRole('button', { name: 'Begin the ring' }))
    await hands.fill(marisela.getByLabel(/Your words/), 'I came in tired. Nobody else reads this.')
    await hands.press(marisela.getByRole('button', { name: 'Pass the ring on' }))
    await hands.fill(
      marisela.getByLabel('Share one line in the portfolio'),
      'I noticed that I greet the children and not the drivers.',
    )
    await hands.press(marisela.getByRole('button', { name: 'Share this line' }))
    await marisela.getByText('A line of yours stands in the portfolio').waitFor()
    const mentor = await product.signIn('ottoline.bracewell')
    await mentor.goto(marisela.url())
    expect(await mentor.locator('body').innerText()).not.toContain('I came in tired')
  })

  it('6 the mentor asks about a link of the loop, and the team answers', async () => {
    const mentor = await product.signIn('elio.rasmussen-diaz')
    await mentor.goto(entryAddress)
    const list = mentor.getByLabel(/a part of a diagram on the page, or choose a passage/)
    const link = await list.locator('option', { hasText: 'In the diagram: link' }).first().innerText()
    await hands.pick(list, link)
    await hands.fill(
      mentor.getByLabel('What you noticed or wonder'),
      'What would have to happen for this arrow to point the other way?',
    )
    await hands.press(mentor.getByRole('button', { name: 'Keep the note' }))
    await mentor.getByText('point the other way?').waitFor()
    await marisela.goto(entryAddress)
    await marisela.getByText('point the other way?').first().waitFor()
    await hands.press(marisela.getByText('Answer', { exact: true }).first())
    await hands.fill(marisela.getByLabel('Your answer').first(), 'Somebody would have to come early, on a Tuesday.')
    await hands.press(marisela.getByRole('button', { name: 'Send', exact: true }).first())
    await marisela.getByText('Somebody would have to come early').first().waitFor()
  })

  it('7 the team agrees and submits; the snapshot stands', async () => {
    await product.stop()
    await product.whileStopped((context) =>
      context.db
        .updateTable('evidence')
        .set({ declaration: 'none', consentState: 'not-needed', altText: 'The gate at ten to three' })
        .where('portfolioId', '=', place.portfolioId)
        .execute(),
    )
    await product.start()
    const ready = `${product.address}/portfolios/${place.portfolioId}/ready`
    await marisela.goto(ready)
    await hands.press(marisela.getByRole('button', { name: 'Propose to submit' }))
    await marisela.getByText('proposed to submit').waitFor()
    for (const handle of ['tobin.vanterpool', 'ilse.nakamura-boyd', 'dev.harrowgate', 'rosalind.achterberg']) {
      const member = handle === 'dev.harrowgate' ? dev : await product.signIn(handle)
      await member.goto(ready)
      await hands.press(member.getByRole('button', { name: 'I agree' }))
      await member.getByRole('button', { name: 'I agree' }).waitFor({ state: 'detached' })
    }
    await marisela.reload()
    await hands.press(marisela.getByRole('button', { name: 'Submit the portfolio' }))
    await marisela.waitForURL(/\/submissions\//)
    submissionAddress = marisela.url().split('?')[0]!
    await marisela.getByText('Tuesday. At 14:50 we stood at the gate.').waitFor()
  })

  it('8 two reviewers score; they differ on C5; they agree', async () => {
    const staff = await product.signIn('juniper.hallworth')
    await staff.goto(`${product.address}/cohorts/${place.cohortId}/reviews`)
    for (const name of ['Saoirse Pemberton-Liu', 'Tevita Montclair']) {
      const row = staff.getByRole('listitem').filter({ hasText: 'Kelp Forest' }).last()
      const choice = row.getByRole('combobox')
      const words = await choice.locator('option', { hasText: name }).innerText()
      await hands.pick(choice, words)
      await hands.press(row.getByRole('button', { name: 'Ask', exact: true }))
      await row.getByText(name).first().waitFor()
    }
    const first = await product.signIn('saoirse.pemberton-liu')
    const second = await product.signIn('tevita.montclair')
    await reviewAs(first, hands, { address: product.address, team: 'Kelp Forest', levels: { C5: 4 } })
    await reviewAs(second, hands, { address: product.address, team: 'Kelp Forest', levels: { C5: 2 } })
    const comparison = `${submissionAddress}/comparison`
    await first.goto(comparison)
    const card = first.locator('section', { has: first.getByRole('heading', { name: /Seeing the system/ }) }).last()
    await hands.choose(card.getByRole('radio', { name: /^3 Established/ }))
    await hands.press(card.getByRole('button', { name: 'Propose', exact: true }))
    await first.getByText('Waiting for the other reader').waitFor()
    await second.goto(comparison)
    await hands.press(second.getByRole('button', { name: 'Agree on Established' }))
    await second.getByRole('link', { name: 'Go on to the decision' }).waitFor()
    await hands.press(second.getByRole('link', { name: 'Go on to the decision' }))
    await hands.fill(
      second.getByLabel('Words to the team'),
      'You stood at the gate and let yourselves be changed by what you saw.',
    )
    for (const box of await second.getByRole('checkbox').all()) {
      if (await box.isVisible()) await hands.choose(box)
    }
    await hands.choose(second.getByRole('radio', { name: 'Certified', exact: true }))
    await hands.press(second.getByRole('button', { name: 'Propose this decision' }))
    await second.getByRole('button', { name: 'Propose this decision' }).waitFor({ state: 'detached' })
  })

  it('9 staff and faculty sign, release, and issue five certificates', async () => {
    const decision = `${submissionAddress}/decision`
    const staff = await product.signIn('juniper.hallworth')
    for (const signer of [staff, await product.signIn('ase.kjaergard-lund')]) {
      await signer.goto(decision)
      await hands.press(signer.getByRole('button', { name: 'Sign this decision' }))
      await signer.getByRole('button', { name: 'Sign this decision' }).waitFor({ state: 'detached' })
    }
    await staff.goto(decision)
    await hands.press(staff.getByRole('button', { name: 'Release to the team' }))
    await staff.getByRole('button', { name: 'Release to the team' }).waitFor({ state: 'detached' })
    await staff.goto(`${product.address}/cohorts/${place.cohortId}/certificates`)
    const sheet = staff.getByRole('region', { name: 'Kelp Forest' })
    await hands.press(staff.getByRole('button', { name: /^Prepare/ }))
    await staff.getByRole('status').first().waitFor()
    // Whoever still owes a commitment is held, with the reason; staff agree how it is made up.
    while ((await sheet.getByText('Agree on how it is made up').count()) > 0) {
      const held = await sheet.getByText('Agree on how it is made up').count()
      await hands.press(sheet.getByText('Agree on how it is made up').first())
      await hands.fill(sheet.getByLabel('How, in a sentence').first(), 'Comes to the review session on Monday.')
      await hands.press(sheet.getByRole('button', { name: 'Lift the hold' }).first())
      await expect
        .poll(() => sheet.getByText('Agree on how it is made up').count(), { timeout: 10_000 })
        .toBeLessThan(held)
    }
    if ((await staff.getByRole('button', { name: /^Prepare \d/ }).count()) > 0) {
      await hands.press(staff.getByRole('button', { name: /^Prepare \d/ }))
      await staff.getByRole('button', { name: /^Prepare \d/ }).waitFor({ state: 'detached' })
    }
    await hands.press(staff.getByRole('button', { name: /^Release \d+ at the ceremony/ }))
    await expect.poll(() => sheet.getByText('Released, and its holder is told.').count(), { timeout: 30_000 }).toBe(5)
  })

  it('10 a stranger scans the code and reads: valid; also without JavaScript', async () => {
    await marisela.goto(`${product.address}/commitments`)
    await hands.press(marisela.locator('a[href^="/certificates/"]').first())
    await marisela.waitForURL(/\/certificates\/\w+/)
    const picture = await marisela.request.get(`${marisela.url()}.svg`)
    const { data, info } = await sharp(Buffer.from(await picture.body()), { density: 200 })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    const code = jsQR(new Uint8ClampedArray(data), info.width, info.height)
    expect(code?.data).toMatch(new RegExp(`^${product.address}/verify/\\w+$`))
    const stranger = await product.stranger({ javaScriptEnabled: false })
    await stranger.goto(code!.data)
    const words = await stranger.locator('main').innerText()
    expect(words).toContain('Marisela Okonjo-Reyes')
    expect(words).toMatch(/valid/i)
    const wrong = await stranger.goto(`${product.address}/verify/0000000000000000`)
    expect(wrong?.status()).toBe(404)
  })

  it('11 the team exports everything', async () => {
    await marisela.goto(`${product.address}/portfolios/${place.portfolioId}`)
    const [download] = await Promise.all([
      marisela.waitForEvent('download'),
      marisela.evaluate((path) => {
        const link = document.createElement('a')
        link.href = path
        link.click()
      }, `/portfolios/${place.portfolioId}/export`),
    ])
    const files = unzipSync(new Uint8Array(await readFile((await download.path())!)))
    expect(Object.keys(files)).toContain('index.html')
    expect(
      JSON.parse(new TextDecoder().decode(files['data.json'])).entries.map((entry: { title: string }) => entry.title),
    ).toContain('Ten minutes at the gate')
  })
})
