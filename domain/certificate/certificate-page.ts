/** What is printed on a certificate. Frozen when it is reserved; the living profile never feeds it afterwards. */
import type { Award } from './certificate-number.ts'

/** Who stands for the decision: the two persons who signed it. */
export type Signatory = { name: string; title: string }

export type CertificatePage = {
  id: string
  number: string
  award: Award
  commended: boolean
  name: string
  /** BCP 47, where the holder said it. */
  nameLanguage: string | null
  teamName: string | null
  programmeName: string
  cohortName: string | null
  issuer: string
  /** `YYYY-MM-DD` */
  awardedOn: string
  signatories: Signatory[]
  /** The public address that tells whether it is valid; the printed code leads there. Empty on a preview, which has no foot. */
  verifyUrl: string
  paper: 'a4' | 'us-letter'
  /** Said across the page when it is no longer valid. */
  stamp: string | null
}
