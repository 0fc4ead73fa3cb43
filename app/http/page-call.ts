import type { PageCall } from '#server/http/page-call.ts'

export type { PageCall }

declare module '@remix-run/server-runtime' {
  interface AppLoadContext extends PageCall {}
  interface Future {
    v3_singleFetch: true
  }
}
