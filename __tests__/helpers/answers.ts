import type { HttpOutcome } from '../../src/http.ts'

/** An answer, as opposed to none. */
type Answer = Extract<HttpOutcome, { is: 'answer' }>
type Headers = Readonly<Record<string, string>>

/** Any answer; what is not text is sent as JSON. */
export const answer = (body: unknown, status = 200, headers: Headers = {}): Answer => ({
  is: 'answer',
  status,
  headers,
  text: typeof body === 'string' ? body : JSON.stringify(body)
})

/** An answer of GitHub that holds no more than a message. */
export const saying = (status: number, message: string, headers: Headers = {}): Answer => answer({ message }, status, headers)

export const success = (fields: object = {}, headers: Headers = {}): Answer =>
  answer({ responseStatus: 'SUCCESS', ...fields }, 200, headers)

export const failure = (type: string, message = 'Not today.', headers: Headers = {}): Answer =>
  answer({ responseStatus: 'FAILURE', errors: [{ type, message }] }, 200, headers)

export const exception = (type: string, message = 'Something broke.'): Answer =>
  answer({ responseStatus: 'EXCEPTION', errors: [{ type, message }] })

/** The request was sent, and nobody knows what became of it. */
export const lost: HttpOutcome = {
  is: 'no-answer',
  reason: 'the connection was lost (ECONNRESET)',
  reached: 'perhaps',
  lasting: false
}
export const unreached: HttpOutcome = {
  is: 'no-answer',
  reason: 'the connection was refused (ECONNREFUSED)',
  reached: 'no',
  lasting: false
}
export const untrusted: HttpOutcome = {
  is: 'no-answer',
  reason: 'its certificate is not trusted here (SELF_SIGNED_CERT_IN_CHAIN)',
  reached: 'no',
  lasting: true
}

/** The answer of `POST /auth`, from the Vault that was asked for or from another. */
export const signedIn = (host = 'acme.veevavault.com', sessionId = 'SESSION-VALUE'): Answer =>
  success({
    sessionId,
    userId: 12,
    vaultId: 1001,
    vaultIds: [
      { id: 2002, name: 'Other', url: 'https://other.veevavault.com/api' },
      { id: 1001, name: 'Acme', url: `https://${host}/api` }
    ]
  })

export const sandboxRow = (fields: object = {}) => ({
  vault_id: 3003,
  name: 'Dev One',
  status: 'active',
  dns: 'acme-dev.veevavault.com',
  ...fields
})

/** The answer of `GET /objects/sandbox`. */
export const sandboxes = (...rows: object[]): Answer => success({ data: { entitlements: [], active: rows } })

export const TOKEN = 'veeva-vault-NEW0TOKEN0VALUE'

/** The answer of a generate call. */
export const tokenMade = (value = TOKEN, id = 'V8T000000000001', headers: Headers = {}): Answer =>
  success({ data: { id, token__sys: value } }, headers)

/** The answer of a delete call in which each token was deleted. */
export const deleted = (...ids: string[]): Answer =>
  success({ data: ids.map(id => ({ responseStatus: 'SUCCESS', data: { id } })) })

/** A record of `api_access_token__sys`, as Vault gives it: that of the token that `tokenMade` makes, for a day, unless told. */
export const tokenRecord = (fields: object = {}) => ({
  id: 'V8T000000000001',
  name__v: 'ci #4711.2-0a0b0c0d-6a21df40beef',
  user__sys: 12,
  status__v: ['active__v'],
  expiry_date__sys: '2026-11-23T12:00:00.000Z',
  last_used_date__sys: '2026-11-22T12:00:00.000Z',
  ...fields
})

/** The answer of "Retrieve Object Record", from the Vault of the sandbox of `sandboxRow` unless told. */
export const proves = (fields: object = {}, headers: Headers = { 'x-vaultapi-vaultid': '3003' }): Answer =>
  success({ data: tokenRecord(fields) }, headers)

/** The answer of a query that fits on one page. */
export const tokensListed = (...rows: object[]): Answer =>
  success({ responseDetails: { size: rows.length, total: rows.length }, data: rows }, { 'x-vaultapi-userid': '12' })
