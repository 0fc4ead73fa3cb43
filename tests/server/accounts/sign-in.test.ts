import { expect, it } from 'vitest'
import { hashPassword } from '#server/accounts/password.ts'
import { endSession, sessionIdOf, tokenOf, validateSession } from '#server/accounts/sessions.ts'
import { readSignInLink, sendSignInLink, signInWithLink, signInWithPassword } from '#server/accounts/sign-in.ts'
import { describeOnBothDatabases } from '#tests/support/test-app.ts'

const from = { address: '127.0.0.1', userAgent: 'test' }

describeOnBothDatabases('Signing in', (makeApp) => {
  async function withPerson() {
    const app = await makeApp()
    const passwordHash = await hashPassword('a long enough password')
    const personId = await app.world.person('Ada', 'Reyes', { email: 'ada@example.org', passwordHash })
    return { app, personId }
  }

  it('a wrong password, an unknown address and a suspended person hear the same refusal', async () => {
    const { app } = await withPerson()
    await app.world.person('Sus', 'Pended', { email: 'sus@example.org', suspendedAt: '2026-01-01T00:00:00Z' })
    for (const email of ['ada@example.org', 'nobody@example.org', 'sus@example.org']) {
      await expect(signInWithPassword(app.context, { email, password: 'wrong', ...from })).rejects.toMatchObject({
        code: 'not-signed-in',
        message: expect.stringMatching(/sign-in link/),
      })
    }
  })

  it('the sixth try within a quarter of an hour is too many, and the right password resets the count', async () => {
    const { app } = await withPerson()
    const wrong = () =>
      signInWithPassword(app.context, { email: 'ada@example.org', password: 'wrong', ...from }).catch((e) => e.code)
    for (let n = 0; n < 4; n += 1) expect(await wrong()).toBe('not-signed-in')
    await signInWithPassword(app.context, { email: 'ADA@example.org ', password: 'a long enough password', ...from })
    for (let n = 0; n < 5; n += 1) expect(await wrong()).toBe('not-signed-in')
    expect(await wrong()).toBe('too-many')
  })

  it('the database keeps only a hash of the session, and an ended session opens nothing', async () => {
    const { app, personId } = await withPerson()
    const cookie = await signInWithPassword(app.context, {
      email: 'ada@example.org',
      password: 'a long enough password',
      ...from,
    })
    expect(cookie).toMatch(/HttpOnly.*SameSite=Lax|SameSite=Lax.*HttpOnly/)
    const token = tokenOf(app.context, { cookie: cookie.split(';')[0] })!
    expect(await validateSession(app.context, token)).toMatchObject({ personId, sessionId: sessionIdOf(token) })
    const rows = await app.context.db.selectFrom('session').selectAll().execute()
    expect(rows.map((row) => row.id)).toEqual([sessionIdOf(token)])
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(await validateSession(app.context, sessionIdOf(token))).toBeUndefined()
    await endSession(app.context, token)
    expect(await validateSession(app.context, token)).toBeUndefined()
  })

  it('a mailed link is read as often as a mail filter likes, and works once, also when pressed ten times at once', async () => {
    const { app, personId } = await withPerson()
    await sendSignInLink(app.context, { email: 'ada@example.org', next: '/teams/x', address: '127.0.0.1' })
    await sendSignInLink(app.context, { email: 'nobody@example.org', next: null, address: '127.0.0.1' })
    const kept = await app.context.mailer.list()
    expect(kept).toHaveLength(1)
    const token = /link\/(\S+)/.exec(kept[0]!.text)![1]!
    expect(await readSignInLink(app.context, token)).toEqual({ name: 'Ada' })
    expect(await readSignInLink(app.context, token)).toEqual({ name: 'Ada' })
    const presses = await Promise.allSettled(
      Array.from({ length: 10 }, () => signInWithLink(app.context, { token, userAgent: null })),
    )
    expect(presses.filter((press) => press.status === 'fulfilled')).toHaveLength(1)
    for (const press of presses) {
      if (press.status === 'rejected') expect(press.reason).toMatchObject({ code: 'expired' })
      else expect(press.value.next).toBe('/teams/x')
    }
    await expect(readSignInLink(app.context, token)).rejects.toMatchObject({ code: 'expired' })
    const sessions = await app.context.db.selectFrom('session').select('personId').execute()
    expect(sessions).toEqual([{ personId }])
  })

  it('a fourth link in an hour is too many', async () => {
    const { app } = await withPerson()
    const ask = () => sendSignInLink(app.context, { email: 'ada@example.org', next: null, address: '127.0.0.1' })
    await ask()
    await ask()
    await ask()
    await expect(ask()).rejects.toMatchObject({ code: 'too-many', details: { retryAfter: expect.any(Number) } })
  })
})
