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
    programmeName: 'How your name will look',
    cohortName: null,
    issuer: 'Fieldfolio',
    awardedOn: '2027-01-01',
    signatories: [],
    verifyUrl: 'https://example.org/verify/sample',
    paper: 'us-letter',
    stamp: 'Preview',
  }
}
