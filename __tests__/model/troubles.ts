import type { HttpResponse, NoResponse } from '../../src/net/http.ts'
import { lost, response, unsent, vaultFailure } from '../helpers/responses.ts'
import { arrive, type Call, dateOf } from './effects.ts'
import { isGenerate, isGitHub } from './facts.ts'

export type Result = HttpResponse | NoResponse

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

const github = (status: number, message: string) => response({ message }, status)
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
    response({ message: 'You have exceeded a secondary rate limit.' }, 403, { 'retry-after': '9' }),
    vaultFailure('API_LIMIT_EXCEEDED')
  ],
  'unexpected error': [response({}, 500), exception],
  refused: [github(422, 'Validation Failed'), vaultFailure('OPERATION_NOT_ALLOWED')],
  forbidden: [github(403, 'Not accessible'), vaultFailure('INSUFFICIENT_ACCESS')],
  'not found': [github(404, 'Not Found'), vaultFailure('INVALID_DATA')],
  'sign-in refused': [github(401, 'No'), vaultFailure('USERNAME_OR_PASSWORD_INCORRECT')]
}

const SPECIAL: Record<string, (call: Call) => Result> = {
  'slow response': arrive,
  'slow effect': arrive,
  'half a body': call => change(arrive(call), text => text.slice(0, text.length / 2)),
  'unexpected error after the effect': call => {
    arrive(call)
    return isGitHub(call.request.url) ? response({}, 504) : exception
  },
  'credential ends': call => {
    const { github, sessions, clock } = call.job.facts.simulator
    const credential = call.request.headers.authorization?.replace('Bearer ', '') ?? ''
    sessions.delete(credential)
    const token = github.tokens.find(({ value }) => value === credential)
    if (token !== undefined) token.expires = clock.now()
    return arrive(call)
  },
  'key changes': call => {
    const { github } = call.job.facts.simulator
    for (const { secret } of call.job.goals) if (secret) github.rotateKey(secret.location)
    return arrive(call)
  },
  'foreign host': call =>
    change(arrive(call), text => text.replace(/"dns":"[^"]*"/g, '"dns":"evil.example.com"')),
  'no id': call =>
    change(arrive(call), text =>
      isGenerate(call.request) ? text.replace(/"id":"[^"]*",/, '') : text
    )
}

/** Everything that may happen to one request. */
export const TROUBLES = [
  ...Object.keys(PAGES).flatMap(page => [`${page} before the effect`, `${page} after the effect`]),
  ...Object.keys(REFUSALS),
  ...Object.keys(SPECIAL)
]

export function resultOf(trouble: string | undefined, call: Call): Result {
  if (trouble === undefined) return arrive(call)
  const special = SPECIAL[trouble]
  if (special !== undefined) return special(call)
  const refusal = REFUSALS[trouble]
  if (refusal !== undefined) return dated(refusal[isGitHub(call.request.url) ? 0 : 1], call)
  if (trouble.endsWith(' after the effect')) arrive(call)
  return PAGES[trouble.replace(/ (before|after) the effect$/, '')] ?? lost
}

function dated(result: Result, { job, request }: Call): Result {
  const date = dateOf(job.facts, request)
  if (result.is === 'no-response' || date === undefined) return result
  return { ...result, headers: { ...result.headers, date } }
}

function change(result: Result, edit: (text: string) => string): Result {
  return result.is === 'response' ? { ...result, text: edit(result.text) } : result
}
