import type { Mailer } from '../notifications/mailer.ts'
import type { Metrics } from './metrics.ts'

/** The same mailer, with what it hands over, handed over and failed to counted. */
export function countMail(mailer: Mailer, { mail }: Pick<Metrics, 'mail'>): Mailer {
  return {
    ...mailer,
    async send(message) {
      mail.onTheWay++
      try {
        await mailer.send(message)
        mail.sent.add()
      } catch (error) {
        mail.failed.add()
        throw error
      } finally {
        mail.onTheWay--
      }
    },
  }
}
