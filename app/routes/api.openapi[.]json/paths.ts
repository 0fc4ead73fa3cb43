import { listOf, refers, type Shape, shape, text } from './shapes.ts'

const json = (schema: Shape) => ({ 'application/json': { schema } })
const error = (description: string) => ({ description, content: json(refers('Error')) })
const refusals = {
  401: error('Nobody is signed in'),
  404: error('Not there, or not yours to know'),
  429: error('Too many requests; wait as Retry-After says'),
}
const place = (name: string) => ({ name, in: 'path', required: true, schema: text })

function reads(id: string, summary: string, answer: Shape, parameter?: string) {
  return {
    get: {
      operationId: id,
      summary,
      ...(parameter ? { parameters: [place(parameter)] } : {}),
      responses: { 200: { description: summary, content: json(answer) }, ...refusals },
    },
  }
}

export const paths = {
  '/api/me': reads('me', 'Who I am and which roles I hold', refers('Me')),
  '/api/teams': reads('teams', 'The teams that I may open', shape({ teams: listOf(refers('Team')) })),
  '/api/portfolios/{portfolioId}': reads(
    'portfolio',
    'A portfolio: its state and its sections with their entries',
    refers('Portfolio'),
    'portfolioId',
  ),
  '/api/portfolios/{portfolioId}/entries': {
    post: {
      operationId: 'openEntry',
      summary: 'Opens a page at the end of a section',
      parameters: [place('portfolioId')],
      requestBody: { required: true, content: json(shape({ section: text, title: text })) },
      responses: {
        201: { description: 'The page and its live document', content: json(refers('NewEntry')) },
        400: error('Not a JSON object'),
        403: error('You read along and do not write here, or the request came from another site'),
        422: error('A section that is not in the template, or a title that cannot be kept; see fields'),
        ...refusals,
      },
    },
  },
  '/api/portfolios/{portfolioId}/evidence': reads(
    'evidence',
    'The evidence of a portfolio, as its readers see it',
    shape({ evidence: listOf(refers('Evidence')) }),
    'portfolioId',
  ),
  '/api/entries/{entryId}': reads(
    'entry',
    'One entry: content, text, word count, contributors',
    refers('Entry'),
    'entryId',
  ),
  '/api/submissions/{submissionId}': reads(
    'submission',
    'One submission: state, number, manifest, and its outcome for those who may read it',
    refers('Submission'),
    'submissionId',
  ),
  '/api/certificates/{certificateId}': reads(
    'certificate',
    'A certificate, as its holder, their team and staff may read it',
    refers('Certificate'),
    'certificateId',
  ),
  '/credentials/{certificateId}.json': {
    get: {
      operationId: 'credential',
      summary: 'What anybody may know of a certificate',
      security: [],
      parameters: [place('certificateId')],
      responses: {
        200: { description: 'Valid, replaced or revoked', content: json({ type: 'object' }) },
        404: error('No such certificate'),
      },
    },
  },
}
