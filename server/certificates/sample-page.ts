import type { CertificatePage } from '#domain/certificate/certificate-page.ts'

/** A certificate that nobody holds, to see how a name will look. */
export function samplePage(name: string, nameLanguage: string | null): CertificatePage {
  return {
    id: 'sample',
    number: 'A-0000-000000',
    award: 'associate',
    commended: false,
    name,
    nameLanguage,
    teamName: null,
    programmeName: 'A preview: number, date and signatures follow when it is prepared',
    cohortName: null,
    issuer: 'How your name will look',
    awardedOn: '2027-01-01',
    signatories: [],
    verifyUrl: '',
    paper: 'us-letter',
    stamp: null,
  }
}
