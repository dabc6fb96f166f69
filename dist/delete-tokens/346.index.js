export const id = 346
export const ids = [346]
export const modules = {
	346: (__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.r(__webpack_exports__)
		__webpack_require__.d(__webpack_exports__, {
			keylessSignIn: () => keylessSignIn
		})
		var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452)
		var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(413)
		var _retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(165)
		const DEADLINE_MS = 30_000
		const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
		const keylessSignIn = async (how, world) => {
			const assertion = await githubToken(how, world)
			const token = await accessToken(how, assertion, world)
			return {
				by: 'oauth',
				profileId: how.profileId,
				clientId: how.vaultClientId,
				token: world.runner.keep(token)
			}
		}
		const githubToken = async ({ audience }, { env, send, patience, runner }) => {
			const [address, secret] = [env.ACTIONS_ID_TOKEN_REQUEST_URL, env.ACTIONS_ID_TOKEN_REQUEST_TOKEN]
			if (!address || !secret)
				throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__.lZ(
					'vault-login',
					'Asking GitHub for the job’s OIDC token failed: the runner offers none to this job.',
					'Give the job "permissions: id-token: write"; a run from a fork gets none, and a reusable workflow has what its caller gives.'
				)
			const key = runner.keep(secret)
			const url = URL.parse(address)
			if (url?.protocol !== 'https:')
				throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__.lZ(
					'host-refused',
					'The runner gives no https address for OIDC tokens.',
					'Nothing was sent; update the runner.'
				)
			url.searchParams.set('audience', audience)
			const doing = `Asking GitHub (${url.hostname}) for the job’s OIDC token failed`
			const request = {
				method: 'GET',
				url,
				deadlineMs: DEADLINE_MS,
				headers: {
					accept: 'application/json',
					authorization: `Bearer ${key.reveal()}`,
					'user-agent': 'veeva-vault-sandbox-token'
				}
			}
			const read = outcome => {
				const failed = failureOf(outcome, doing, 'Check "permissions: id-token: write" of the job, and run again.')
				if (failed !== undefined) return failed
				const value =
					outcome.is === 'answer'
						? (0, _json_js__WEBPACK_IMPORTED_MODULE_2__.e1)(
								(0, _json_js__WEBPACK_IMPORTED_MODULE_2__.eB)((0, _json_js__WEBPACK_IMPORTED_MODULE_2__.qF)(outcome.text))?.value
							)
						: ''
				if (value !== '')
					return {
						is: 'done',
						value
					}
				const error = new _errors_js__WEBPACK_IMPORTED_MODULE_0__.lZ(
					'vault-login',
					`${doing}: the answer holds no token.`,
					'Check "permissions: id-token: write" of the job, and run again.'
				)
				return {
					is: 'failed',
					error
				}
			}
			const value = await (0, _retry_js__WEBPACK_IMPORTED_MODULE_1__.Zr)(async () => read(await send(request)), 3, patience)
			runner.keep(value)
			return value
		}
		const REFUSALS = {
			invalid_client:
				'Check oidc-client-id, and the federated credential of that client: its issuer, subject and audience have to be those of this job (oidc-audience).',
			unauthorized_client: 'Check oidc-client-id, and that the client may use client credentials.',
			invalid_grant:
				'Check the federated credential of the client: its subject has to be that of this job’s repository, branch or environment.',
			invalid_scope: 'Check oidc-scope.',
			unsupported_grant_type: 'Check oidc-token-url: the endpoint has to take client credentials.'
		}
		const CHECK = 'Check oidc-token-url, oidc-client-id, oidc-scope and oidc-audience.'
		const accessToken = async (how, assertion, { send, patience, runner }) => {
			const { tokenUrl, clientId, scope } = how
			const doing = `Exchanging GitHub’s OIDC token at ${tokenUrl.hostname} failed`
			const form = {
				grant_type: 'client_credentials',
				client_id: clientId,
				client_assertion_type: ASSERTION,
				client_assertion: assertion,
				...(scope !== '' && {
					scope
				})
			}
			const request = {
				method: 'POST',
				url: tokenUrl,
				deadlineMs: DEADLINE_MS,
				body: new URLSearchParams(form).toString(),
				headers: {
					accept: 'application/json',
					'content-type': 'application/x-www-form-urlencoded',
					'user-agent': 'veeva-vault-sandbox-token'
				}
			}
			const read = outcome => {
				const body =
					outcome.is === 'answer'
						? (0, _json_js__WEBPACK_IMPORTED_MODULE_2__.eB)((0, _json_js__WEBPACK_IMPORTED_MODULE_2__.qF)(outcome.text))
						: undefined
				const refusal = (0, _json_js__WEBPACK_IMPORTED_MODULE_2__.e1)(body?.error)
				if (refusal !== '') {
					const said = runner
						.quote(
							[refusal, (0, _json_js__WEBPACK_IMPORTED_MODULE_2__.e1)(body?.error_description)]
								.filter(part => part !== '')
								.join(': ')
						)
						.replace(/[.\s]+$/, '')
					const hint = Object.hasOwn(REFUSALS, refusal) ? REFUSALS[refusal] : undefined
					return {
						is: 'failed',
						error: new _errors_js__WEBPACK_IMPORTED_MODULE_0__.lZ('vault-login', `${doing}: it answered ${said}.`, hint ?? CHECK)
					}
				}
				const failed = failureOf(outcome, doing, CHECK)
				if (failed !== undefined) return failed
				const token = (0, _json_js__WEBPACK_IMPORTED_MODULE_2__.e1)(body?.access_token)
				if (/^[\x21-\x7e]{3,}$/.test(token))
					return {
						is: 'done',
						value: token
					}
				return {
					is: 'failed',
					error: new _errors_js__WEBPACK_IMPORTED_MODULE_0__.lZ(
						'vault-login',
						`${doing}: the answer holds no access_token.`,
						CHECK
					)
				}
			}
			return (0, _retry_js__WEBPACK_IMPORTED_MODULE_1__.Zr)(async () => read(await send(request)), 2, patience)
		}
		const failureOf = (outcome, doing, hint) => {
			if (outcome.is === 'no-answer') {
				const error = new _errors_js__WEBPACK_IMPORTED_MODULE_0__.lZ(
					'network',
					`${doing}: ${outcome.reason}.`,
					outcome.hint ?? `${hint} The runner has to reach this host (DNS, firewall, HTTPS_PROXY).`
				)
				return outcome.lasting
					? {
							is: 'failed',
							error
						}
					: {
							is: 'again',
							error,
							effect: 'perhaps'
						}
			}
			const { status } = outcome
			if (status === 200) return undefined
			if (status >= 300 && status < 400)
				return {
					is: 'failed',
					error: new _errors_js__WEBPACK_IMPORTED_MODULE_0__.lZ(
						'host-refused',
						`${doing}: it answered with a redirect (status ${status}).`,
						`A redirect is never followed. ${hint}`
					)
				}
			const came = `${doing}: it answered with status ${status}.`
			return status >= 500 || status === 429
				? {
						is: 'again',
						error: new _errors_js__WEBPACK_IMPORTED_MODULE_0__.lZ(
							'network',
							came,
							'It is down or busy: run again in a few minutes.'
						),
						effect: 'perhaps'
					}
				: {
						is: 'failed',
						error: new _errors_js__WEBPACK_IMPORTED_MODULE_0__.lZ('vault-login', came, hint)
					}
		}
	}
}
