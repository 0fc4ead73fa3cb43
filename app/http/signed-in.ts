/**
 * The doors of every route: `signedIn` for people, `anyone` for pages that strangers may see, `signedInApi` for programs.
 * They find the actor, run the work and turn a Refusal into a response: for a loader the error page with its status, for
 * an action the same page again with `refusal` beside it, for a program the contract's JSON.
 */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import type { Actor } from '#domain/access/actor.ts'
import type { AppContext } from '#server/context.ts'
import { isRefusal, Refusal, statusOf } from '#server/errors.ts'
import type { PageCall } from './page-call.ts'
import { type RefusalView, refusalHeaders, refusalResponse, refusalView } from './refusal-response.ts'

export type PersonActor = Extract<Actor, { kind: 'person' }>
export type Call<A extends Actor = Actor> = {
  actor: A
  context: AppContext
  params: Record<string, string>
  request: Request
  url: URL
  /** The posted form; empty on a GET. */
  form: FormData
  call: PageCall
}
type Arguments = LoaderFunctionArgs | ActionFunctionArgs
type Door = <T>(work: (call: Call<PersonActor>) => Promise<T> | T) => (routeArguments: Arguments) => Promise<T>

/** What an action gives its page when it was refused: check `'refusal' in data`. */
export type Refused = { refusal: RefusalView }

async function open(routeArguments: Arguments): Promise<Call> {
  const { request, params } = routeArguments
  const call = routeArguments.context as unknown as PageCall
  const posts = request.method !== 'GET' && request.method !== 'HEAD'
  const isForm = /form-data|urlencoded/.test(request.headers.get('content-type') ?? '')
  return {
    actor: await call.actor(),
    context: call.context,
    params: params as Record<string, string>,
    request,
    url: new URL(request.url),
    form: posts && isForm ? await request.formData() : new FormData(),
    call,
  }
}

async function answer<T>(routeArguments: Arguments, work: () => Promise<T> | T): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isRefusal(error)) throw error
    const posts = routeArguments.request.method !== 'GET' && routeArguments.request.method !== 'HEAD'
    const refusal: Refused = { refusal: refusalView(error) }
    const init = { status: statusOf[error.code], headers: refusalHeaders(error) }
    // An action's refusal is data beside the page that it came from; a loader's takes the page's place. As a response it
    // keeps its status also where the address is no page.
    if (posts) return Response.json(refusal, init) as T
    const shown = data(refusal, init)
    throw shown
  }
}

function toSignIn({ request, url }: Call): Response {
  const next = request.method === 'GET' ? `${url.pathname}${url.search}` : '/home'
  return redirect(`/sign-in?next=${encodeURIComponent(next)}`)
}

/** For people: a stranger is sent to sign in (a program that asks for JSON hears 401). */
export const signedIn: Door = (work) => (routeArguments) =>
  answer(routeArguments, async () => {
    const call = await open(routeArguments)
    if (call.actor.kind !== 'person') {
      if ((call.request.headers.get('accept') ?? '').includes('text/html') || call.url.pathname.endsWith('.data'))
        throw toSignIn(call)
      throw new Refusal('not-signed-in', 'Sign in first.', { link: { href: '/sign-in', words: 'Sign in' } })
    }
    return work(call as Call<PersonActor>)
  })

/** For everybody: the actor may be the public. */
export function anyone<T>(work: (call: Call) => Promise<T> | T): (routeArguments: Arguments) => Promise<T> {
  return (routeArguments) => answer(routeArguments, async () => work(await open(routeArguments)))
}

/** For programs: JSON in, JSON out, refusals in the contract's form. A value becomes 200; a Response stays as it is. */
export function signedInApi(
  work: (call: Call<PersonActor>) => Promise<unknown>,
): (routeArguments: Arguments) => Promise<Response> {
  return async (routeArguments) => {
    const { requestId } = routeArguments.context as unknown as PageCall
    try {
      const call = await open(routeArguments)
      if (call.actor.kind !== 'person') throw new Refusal('not-signed-in', 'Sign in, or send a bearer token.')
      const result = await work(call as Call<PersonActor>)
      return result instanceof Response ? result : Response.json(result)
    } catch (error) {
      if (isRefusal(error)) return refusalResponse(error, requestId)
      throw error
    }
  }
}

/** The posted JSON of an API call. @throws malformed */
export async function jsonBody(request: Request): Promise<Record<string, unknown>> {
  const body = await request.json().catch(() => undefined)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Refusal('malformed', 'Send a JSON object.')
  }
  return body as Record<string, unknown>
}

/** A text field of a form, trimmed; empty where it is missing. */
export function fieldText(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}
