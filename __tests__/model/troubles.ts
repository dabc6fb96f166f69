import type { HttpRequest, HttpResponse, NoResponse } from '../../src/net/http.ts'
import { lost, response, unsent, vaultFailure } from '../helpers/responses.ts'

export type Result = HttpResponse | NoResponse

/** What a request that is in trouble may do with the world. */
export interface Touch {
  /** Lets the request have its effect, as often as it is called. */
  arrive(): Result
  /** The Date of a response from the service itself; undefined if it has none. */
  date(): string | undefined
  /** Ends the session, or the GitHub token, that the request carries. */
  endCredential(): void
  /** Gives the location of the secret another key. */
  changeKey(): void
}

const PAGE = '<html><body><h1>Welcome</h1></body></html>'

/** Responses of something in front of Vault or GitHub; the request may have had its effect before. */
const PAGES: Record<string, Result> = {
  'cut off': lost,
  'HTML page': response(PAGE),
  'empty 200': response(''),
  'empty 202': response('{}', 202),
  '401 page': response(PAGE, 401),
  '403 page': response(PAGE, 403),
  '404 page': response(PAGE, 404),
  '500 page': response(PAGE, 500),
  '502 page': response(PAGE, 502)
}
const FROM_OUTSIDE = Object.keys(PAGES)

const github = (status: number, message: string, headers?: Record<string, string>) =>
  response({ message }, status, headers)
const exception = response({
  responseStatus: 'EXCEPTION',
  errors: [{ type: 'UNEXPECTED_ERROR', message: 'Something broke.' }]
})

const down = response(PAGE, 503)
const busy = response('', 429)
const busyFor7s = response('', 429, { 'retry-after': '7' })
const redirect = response('', 302, { location: 'https://evil.example.com/' })

/** What comes back in place of the effect: from GitHub, and from Vault. */
const REFUSALS: Record<string, [fromGitHub: Result, fromVault: Result]> = {
  'no connection': [unsent, unsent],
  '503': [down, down],
  '429': [busy, busy],
  '429 with a time': [busyFor7s, busyFor7s],
  redirect: [redirect, redirect],
  busy: [github(409, 'Conflict'), vaultFailure('RACE_CONDITION')],
  limit: [
    github(403, 'You have exceeded a secondary rate limit.', { 'retry-after': '9' }),
    vaultFailure('API_LIMIT_EXCEEDED')
  ],
  'unexpected error': [response({}, 500), exception],
  refused: [github(422, 'Validation Failed'), vaultFailure('OPERATION_NOT_ALLOWED')],
  forbidden: [github(403, 'Not accessible'), vaultFailure('INSUFFICIENT_ACCESS')],
  'not found': [github(404, 'Not Found'), vaultFailure('INVALID_DATA')],
  'sign-in refused': [
    github(401, 'Bad credentials'),
    vaultFailure('USERNAME_OR_PASSWORD_INCORRECT')
  ]
}

type Special = (request: HttpRequest, touch: Touch) => Result

const SPECIAL: Record<string, Special> = {
  'slow response': (_, { arrive }) => arrive(),
  'slow effect': (_, { arrive }) => arrive(),
  'half a body': (_, { arrive }) => change(arrive(), text => text.slice(0, text.length / 2)),
  'unexpected error after the effect': ({ url }, { arrive }) => {
    arrive()
    return isGitHub(url) ? response({}, 504) : exception
  },
  'credential ends': (_, { arrive, endCredential }) => {
    endCredential()
    return arrive()
  },
  'key changes': (_, { arrive, changeKey }) => {
    changeKey()
    return arrive()
  },
  'foreign host': (_, { arrive }) =>
    change(arrive(), text => text.replace(/"dns":"[^"]*"/g, '"dns":"evil.example.com"')),
  'no id': (request, { arrive }) =>
    change(arrive(), text => (isGenerate(request) ? text.replace(/"id":"[^"]*",/, '') : text))
}

/** Everything that may happen to one request. */
export const TROUBLES = [
  ...FROM_OUTSIDE.flatMap(page => [`${page} before the effect`, `${page} after the effect`]),
  ...Object.keys(REFUSALS),
  ...Object.keys(SPECIAL)
]

/** Tells what comes back to a request that is in trouble. */
export function resultOf(trouble: string, request: HttpRequest, touch: Touch): Result {
  const special = SPECIAL[trouble]
  if (special !== undefined) return special(request, touch)
  const refusal = REFUSALS[trouble]
  if (refusal !== undefined) return dated(refusal[isGitHub(request.url) ? 0 : 1], touch.date())
  if (trouble.endsWith(' after the effect')) touch.arrive()
  return PAGES[trouble.replace(/ (before|after) the effect$/, '')] ?? lost
}

function dated(result: Result, date: string | undefined): Result {
  if (result.is === 'no-response' || date === undefined) return result
  return { ...result, headers: { ...result.headers, date } }
}

export function isGitHub({ hostname }: URL): boolean {
  return hostname === 'api.github.com'
}

export function isGenerate({ method, url }: HttpRequest): boolean {
  return method === 'POST' && url.pathname.endsWith('/api_access_token__sys')
}

function change(result: Result, edit: (text: string) => string): Result {
  return result.is === 'response' ? { ...result, text: edit(result.text) } : result
}
