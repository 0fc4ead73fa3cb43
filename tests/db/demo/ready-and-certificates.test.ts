import { expect, test } from 'vitest'
import { demoId } from '#db/demo/demo-id.ts'
import { loadDemo } from '#db/demo/load-demo.ts'
import { loadActor } from '#server/access/load-actor.ts'
import { prepareCertificates } from '#server/certificates/prepare-certificates.ts'
import { readReadyCheck } from '#server/submissions/read-ready-check.ts'
import { describeOnBothDatabases } from '#tests/support/test-app.ts'

describeOnBothDatabases('the demo, seen through the product', (makeApp) => {
  test('two photographs alone keep Sunflower Shift from submitting, and nine certificates wait to be prepared', async () => {
    const { context } = await makeApp()
    await loadDemo({ db: context.db, passwordHash: 'one hash for all', putEvidence: async () => {} })
    const cipriano = await loadActor(context, demoId('person/cipriano.vell'))
    const check = await readReadyCheck(context, cipriano, demoId('portfolio/sunflower-shift'))
    const blocking = check.points.filter((point) => point.blocks)
    expect(blocking.map((point) => point.sentence.slice(0, 17))).toEqual(['“The snack table”', '“Sunflowers behin'])
    const juniper = await loadActor(context, demoId('person/juniper.hallworth'))
    const prepared = await prepareCertificates(context, juniper, { cohortId: demoId('cohort/demo') })
    expect(prepared.held).toEqual([])
    expect(prepared.reserved).toHaveLength(5 + 4)
  }, 90_000)
})
