import { anyone } from '#app/http/signed-in.ts'
import { paths } from './paths.ts'
import { schemas } from './schemas.ts'

/** The API as OpenAPI 3.1, for people and programs; it describes nothing that is not the contract. */
export const loader = anyone(({ context }) =>
  Response.json({
    openapi: '3.1.0',
    info: {
      title: 'Fieldfolio',
      version: '1',
      description:
        'Team portfolios, their pages, submissions and certificates. Sign in for a session cookie, or send a bearer token. Writes with a cookie carry a same-site Origin.',
    },
    servers: [{ url: context.config.appUrl }],
    security: [{ session: [] }, { bearer: [] }],
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'session' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
      schemas,
    },
  }),
)
