import type { SimResponse as Answer } from '../../simulator/envelope.ts'
import type { HttpOutcome, HttpRequest } from '../../src/http.ts'
import { answer, exception, failure, lost, unreached } from '../helpers/answers.ts'

/** Everything that may happen to one request. `… after`: it had its effect all the same. */
export const TROUBLES = [
  ...(['no connection', 'cut before', 'cut after', 'half a body', 'HTML before', 'HTML after'] as const),
  ...(['500 before', '500 after', '502 before', '502 after', '503', '429', '429 that asks for time', 'redirect'] as const),
  ...(['slow answer', 'slow effect'] as const),
  ...(['busy', 'limit', 'unexpected before', 'unexpected after', 'refused', 'forbidden', 'not found'] as const),
  ...(['login refused', 'credential dies', 'key changes', 'foreign host', 'answer without id'] as const)
] as const
export type Trouble = (typeof TROUBLES)[number]

/** What a request that is in trouble may do with the world. */
export type Touch = Readonly<{
  /** Lets the request have its effect, as often as it is called. */
  arrive: () => HttpOutcome
  /** Ends the session, or the GitHub token, that the request shows. */
  kill: () => void
  /** Has GitHub take another key. */
  changeKey: () => void
}>

const page = '<html><body><h1>Welcome</h1></body></html>'
const generates = ({ method, url }: HttpRequest) => method === 'POST' && url.pathname.endsWith('/api_access_token__sys')
const toGitHub = ({ url }: HttpRequest) => url.hostname === 'api.github.com'
const ofGitHub = (status: number, message: string) => answer({ message }, status)

/** What comes of a request in trouble. */
export const outcomeOf = (
  trouble: Trouble | undefined,
  request: HttpRequest,
  { arrive, kill, changeKey }: Touch
): HttpOutcome => {
  const after = <T>(outcome: T): T => {
    arrive()
    return outcome
  }
  const github = toGitHub(request)
  switch (trouble) {
    case undefined:
    case 'slow answer':
    case 'slow effect':
      return arrive()
    case 'no connection':
      return unreached
    case 'cut before':
      return lost
    case 'cut after':
      return after(lost)
    case 'half a body': {
      const whole = arrive()
      return whole.is === 'answer' ? { ...whole, text: whole.text.slice(0, whole.text.length / 2) } : whole
    }
    case 'HTML before':
      return answer(page)
    case 'HTML after':
      return after(answer(page))
    case '500 before':
      return answer(page, 500)
    case '500 after':
      return after(answer(page, 500))
    case '502 before':
      return answer(page, 502)
    case '502 after':
      return after(answer(page, 502))
    case '503':
      return answer(page, 503)
    case '429':
      return answer('', 429)
    case '429 that asks for time':
      return answer('', 429, { 'retry-after': '7' })
    case 'redirect':
      return answer('', 302, { location: 'https://evil.example.com/' })
    case 'busy':
      return github ? answer('', 409) : failure('RACE_CONDITION')
    case 'limit':
      return github
        ? answer({ message: 'You have exceeded a secondary rate limit.' }, 403, { 'retry-after': '9' })
        : failure('API_LIMIT_EXCEEDED')
    case 'unexpected before':
      return github ? answer({}, 500) : exception('UNEXPECTED_ERROR')
    case 'unexpected after':
      return after(github ? answer({}, 504) : exception('UNEXPECTED_ERROR'))
    case 'refused':
      return github ? ofGitHub(422, 'Validation Failed') : failure('OPERATION_NOT_ALLOWED')
    case 'forbidden':
      return github ? ofGitHub(403, 'Resource not accessible by integration') : failure('INSUFFICIENT_ACCESS')
    case 'not found':
      return github ? ofGitHub(404, 'Not Found') : failure('INVALID_DATA')
    case 'login refused':
      return github ? ofGitHub(401, 'Bad credentials') : failure('USERNAME_OR_PASSWORD_INCORRECT')
    case 'credential dies':
      kill()
      return arrive()
    case 'key changes':
      changeKey()
      return arrive()
    case 'foreign host':
      return changed(arrive(), text => text.replace(/"dns":"[^"]*"/g, '"dns":"evil.example.com"'))
    case 'answer without id':
      return changed(arrive(), text => (generates(request) ? text.replace(/"id":"[^"]*",/, '') : text))
  }
}

const changed = (outcome: HttpOutcome, change: (text: string) => string): HttpOutcome =>
  outcome.is === 'answer' ? { ...outcome, text: change(outcome.text) } : outcome

/** An answer of a model as `send` gives it. */
export const received = ({ status, headers, body }: Answer, date: Date): HttpOutcome => {
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  return { is: 'answer', status, headers: { date: date.toUTCString(), ...lower }, text: body }
}
