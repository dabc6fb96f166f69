import { createRequire as __WEBPACK_EXTERNAL_createRequire } from 'module'
var __webpack_modules__ = {
	598: module => {
		module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('node:crypto')
	},
	24: module => {
		module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('node:fs')
	},
	30: module => {
		module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('node:net')
	},
	28: (__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {
		__nccwpck_require__.d(__webpack_exports__, {
			m: () => afterJob
		})
		var external_node_fs_ = __nccwpck_require__(24)

		// ./node_modules/yocto-queue/index.js
		class Node {
			value
			next
			constructor(value) {
				this.value = value
			}
		}
		class Queue {
			#head
			#tail
			#size
			constructor() {
				this.clear()
			}
			enqueue(value) {
				const node = new Node(value)
				if (this.#head) {
					this.#tail.next = node
					this.#tail = node
				} else {
					this.#head = node
					this.#tail = node
				}
				this.#size++
			}
			dequeue() {
				const current = this.#head
				if (!current) return
				this.#head = this.#head.next
				this.#size--
				if (!this.#head) this.#tail = undefined
				return current.value
			}
			peek() {
				if (!this.#head) return
				return this.#head.value
			}
			clear() {
				this.#head = undefined
				this.#tail = undefined
				this.#size = 0
			}
			get size() {
				return this.#size
			}
			*[Symbol.iterator]() {
				let current = this.#head
				while (current) {
					yield current.value
					current = current.next
				}
			}
			*drain() {
				while (this.#head) yield this.dequeue()
			}
		}

		// ./node_modules/p-limit/index.js
		function pLimit(concurrency) {
			let rejectOnClear = false
			if (typeof concurrency === 'object') ({ concurrency, rejectOnClear = false } = concurrency)
			validateConcurrency(concurrency)
			if (typeof rejectOnClear !== 'boolean') throw new TypeError('Expected `rejectOnClear` to be a boolean')
			const queue = new Queue()
			let activeCount = 0
			const resumeNext = () => {
				if (activeCount < concurrency && queue.size > 0) {
					activeCount++
					queue.dequeue().run()
				}
			}
			const next = () => {
				activeCount--
				resumeNext()
			}
			const run = async (function_, resolve, arguments_) => {
				const result = (async () => function_(...arguments_))()
				resolve(result)
				try {
					await result
				} catch {}
				next()
			}
			const enqueue = (function_, resolve, reject, arguments_) => {
				const queueItem = {
					reject
				}
				new Promise(internalResolve => {
					queueItem.run = internalResolve
					queue.enqueue(queueItem)
				}).then(run.bind(undefined, function_, resolve, arguments_))
				if (activeCount < concurrency) resumeNext()
			}
			const generator = (function_, ...arguments_) =>
				new Promise((resolve, reject) => {
					enqueue(function_, resolve, reject, arguments_)
				})
			Object.defineProperties(generator, {
				activeCount: {
					get: () => activeCount
				},
				pendingCount: {
					get: () => queue.size
				},
				clearQueue: {
					value() {
						if (!rejectOnClear) {
							queue.clear()
							return
						}
						const abortError = AbortSignal.abort().reason
						while (queue.size > 0) queue.dequeue().reject(abortError)
					}
				},
				concurrency: {
					get: () => concurrency,
					set(newConcurrency) {
						validateConcurrency(newConcurrency)
						concurrency = newConcurrency
						queueMicrotask(() => {
							while (activeCount < concurrency && queue.size > 0) resumeNext()
						})
					}
				},
				map: {
					async value(iterable, function_) {
						const promises = []
						try {
							Array.from(iterable, (value, index) => {
								const promise = generator(function_, value, index)
								promises.push(promise)
								return promise
							})
						} catch (error) {
							for (const promise of promises) promise.catch(() => {})
							throw error
						}
						return Promise.all(promises)
					}
				}
			})
			return generator
		}
		function validateConcurrency(concurrency) {
			if (!((Number.isInteger(concurrency) || concurrency === Number.POSITIVE_INFINITY) && concurrency > 0))
				throw new TypeError('Expected `concurrency` to be a number from 1 and up')
		}
		var external_node_crypto_ = __nccwpck_require__(598)

		// ./lib/certificates.js
		const BLOCK = /-----BEGIN (?:X509 )?CERTIFICATE-----(.*?)-----END (?:X509 )?CERTIFICATE-----/gs
		const NEEDED = 'give PEM, with its lines -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----'
		const readCertificates = given => {
			const text = unescaped(given.replaceAll('\ufeff', ''))
			const encoded = text.replace(/\s/g, '')
			const inner = Buffer.from(encoded, 'base64').toString('latin1')
			if (inner.includes('-----BEGIN')) return readCertificates(inner)
			const bare = certificate(encoded)
			if (bare !== undefined)
				return {
					is: 'certificates',
					pems: [bare]
				}
			const found = [...text.matchAll(BLOCK)].map(([, body = '']) => certificate(body.replace(/\s/g, '')))
			const rest = text.replace(BLOCK, '')
			const other = /-----BEGIN ([A-Z0-9 ]{1,40})-----/.exec(rest)?.[1]
			if (other !== undefined && !/^(X509 )?CERTIFICATE$/.test(other))
				return {
					is: 'mistake',
					what: `holds "${other}", which does not belong there: ${NEEDED}`
				}
			if (found.length === 0 || /-----(BEGIN|END)/.test(rest))
				return {
					is: 'mistake',
					what: `is no certificate: ${NEEDED}`
				}
			const pems = found.filter(pem => pem !== undefined)
			if (pems.length === found.length)
				return {
					is: 'certificates',
					pems
				}
			const bad = found.indexOf(undefined)
			return {
				is: 'mistake',
				what: `holds as number ${bad + 1} what can’t be read as a certificate: give each one whole, as PEM`
			}
		}
		const unescaped = text => text.replace(/\\+[rnt]|%0[AD]/gi, '\n')
		const certificate = base64 => {
			if (!/^[A-Za-z0-9+/]{8,}={0,2}$/.test(base64)) return undefined
			try {
				return new external_node_crypto_.X509Certificate(Buffer.from(base64, 'base64')).toString()
			} catch {
				return undefined
			}
		}

		// ./lib/context.js
		const runContext = env => ({
			repository: env.GITHUB_REPOSITORY ?? '',
			runId: digits(env.GITHUB_RUN_ID),
			attempt: digits(env.GITHUB_RUN_ATTEMPT),
			apiUrl: env.GITHUB_API_URL || 'https://api.github.com'
		})
		const digits = (text = '') => (/^\d{1,20}$/.test(text) ? text : '1')
		var errors = __nccwpck_require__(452)
		var lib_clock = __nccwpck_require__(920)

		// ./lib/json.js
		const json_asObject = value => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined)
		const json_asList = value => (Array.isArray(value) ? value : [])
		const json_asText = value => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')
		const DEPTH_LIMIT = 64
		const depthOf = text => {
			let depth = 0
			let deepest = 0
			for (const [mark] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
				if (mark === '[' || mark === '{') deepest = Math.max(deepest, ++depth)
				else if (mark === ']' || mark === '}') depth--
			}
			return deepest
		}
		const parseJson = text => {
			try {
				if (depthOf(text) > DEPTH_LIMIT) return undefined
				return JSON.parse(text)
			} catch {
				return undefined
			}
		}
		var retry = __nccwpck_require__(165)

		// ./lib/github/refusals.js
		const HOW = 'from a GitHub App with actions/create-github-app-token, or a fine-grained personal access token'
		const remedyFor = refusal => {
			const { status, message, isGitHubs, headers, needs } = refusal
			if (status > 300 && status < 400)
				return {
					code: 'github-not-found',
					hint: moved(refusal)
				}
			if (status === 404 && !isGitHubs)
				return {
					code: 'network',
					hint: NOT_GITHUB
				}
			if (status === 403 || (status === 404 && headers['x-github-sso'] !== undefined))
				return {
					code: 'github-permission',
					hint: isGitHubs ? forbidden(refusal) : NOT_GITHUB
				}
			if (status === 401)
				return {
					code: 'github-login',
					hint: isGitHubs ? unknownToken(message) : NOT_GITHUB
				}
			if (status === 404)
				return {
					code: 'github-not-found',
					hint: `It does not exist under this name, or the token may not see it: check the name, and that github-token has the permission ${needs} there.`
				}
			if (status === 409)
				return {
					code: 'github-refused',
					hint: 'Something else writes there at the same time: run again, and where it stays so, see what GitHub says.'
				}
			if (status === 451)
				return {
					code: 'github-refused',
					hint: CLOSED
				}
			return {
				code: 'github-refused',
				hint: 'See what GitHub says, and check secret-name and secret-scope.'
			}
		}
		const NOT_GITHUB =
			'This is no answer of GitHub’s API: see whether a proxy, a firewall or a sign-in page answers in its place, and check the address of the API (GITHUB_API_URL).'
		const CLOSED = 'GitHub has closed the repository or the account: what it says there to the owner tells why.'
		const unknownToken = message =>
			/JSON web token/i.test(message)
				? 'The value of github-token is an App’s JSON web token, which only makes tokens: give the one that actions/create-github-app-token makes.'
				: `The token in github-token is wrong, expired or revoked: make a new one (${HOW}).`
		const forbidden = ({ message, headers, needs, apiUrl }) => {
			const sso = headers['x-github-sso']
			if (sso !== undefined || /SAML|single sign-on/i.test(message)) return singleSignOn(sso ?? '', apiUrl)
			if (/IP allow ?list|IP address/i.test(message))
				return 'The organization lets in certain addresses only: have the address of the runner added to its IP allow list, or use a runner that is on it.'
			if (/archived/i.test(message)) return 'The repository is archived: unarchive it, or store the secret in another one.'
			if (/account\b.*suspended/i.test(message))
				return `The account that github-token belongs to is suspended: give a token of another one (${HOW}).`
			if (/suspended/i.test(message))
				return 'The installation of the GitHub App is suspended: have an owner of the organization resume it.'
			if (/lifetime/i.test(message))
				return 'The organization allows only a shorter lifetime of tokens: make a new token with an earlier expiry.'
			if (/forbids access via|personal access token \(classic\)/i.test(message))
				return `The organization forbids this kind of token: give github-token one ${HOW}, as the organization allows.`
			if (/OAuth App/i.test(message))
				return `The organization lets in no OAuth App that it has not approved: give github-token a token ${HOW}.`
			if (/not accessible by integration/i.test(message))
				return `The workflow’s own GITHUB_TOKEN can never write secrets, and an App needs the permission ${needs}: give github-token one that has it (${HOW}).`
			if (/not accessible by personal access token/i.test(message))
				return `The personal access token in github-token lacks the permission ${needs} for this place: edit it on GitHub, or have it approved there.`
			if (/\b(admin|owner)\b/i.test(message))
				return 'The user of the token is no admin of the repository, or no owner of the organization: use the token of one, or of a GitHub App.'
			if (/login attempts/i.test(message))
				return 'GitHub had too many wrong tokens from here: wait some minutes, and check the secret behind github-token.'
			if (/blocked|disabled|locked|trade control/i.test(message)) return CLOSED
			const reason = message === '' ? 'GitHub gives no reason. ' : ''
			return `${reason}Check that the token in github-token has the permission ${needs} for this place (${HOW}).`
		}
		const singleSignOn = (header, apiUrl) => {
			const address = addressIn(header, apiUrl)
			const [, ids] = /organizations=(\d+(?:,\d+){0,19})(?!\S)/.exec(header) ?? []
			const which = ids === undefined ? '' : ` (by its id, ${ids.replaceAll(',', ', ')})`
			const where =
				address === undefined
					? ', in the settings of the token on GitHub (Configure SSO)'
					: ` at ${address} (the address is good for an hour)`
			return `The organization demands single sign-on: authorize the token in github-token for it${which}${where}, and run again.`
		}
		const SAFE = /^(?!.*::)[\w.:/?&=%~+-]{1,300}$/
		const addressIn = (header, apiUrl) => {
			const [, text = ''] = /url=([^\s;]+)/.exec(header) ?? []
			const url = URL.parse(text)
			const isOurs = url !== null && [apiUrl.host, apiUrl.host.replace(/^api\./, '')].includes(url.host)
			return isOurs && url.protocol === 'https:' && SAFE.test(text) ? text : undefined
		}
		const PLACE = /^\/(?:(repositories\/\d+|repos\/[\w.-]+\/[\w.-]+)|(?:organizations\/\d+|orgs\/[\w-]+))(?=\/|$)/
		const moved = ({ location, apiUrl }) => {
			const base = apiUrl.pathname.replace(/\/$/, '')
			const to = location === '' ? undefined : (URL.parse(location, apiUrl.href) ?? undefined)
			if (to !== undefined && to.origin !== apiUrl.origin)
				return `The answer leads to another host, where the token never goes. ${NOT_GITHUB} What was renamed or transferred is to be given by its new name.`
			const [place, repository] = (to?.pathname.startsWith(base) && PLACE.exec(to.pathname.slice(base.length))) || []
			if (place === undefined)
				return 'The repository or organization was renamed or transferred, and a redirect is never followed: give its new name as secret-repository or in secret-scope.'
			const [what, input] =
				repository === undefined ? ['organization', 'in secret-scope'] : ['repository', 'as secret-repository']
			return `The ${what} was renamed or transferred to ${apiUrl.origin}${base}${place}, and a redirect is never followed: give its new name ${input}; its page on GitHub shows it.`
		}

		// ./lib/github/client.js
		const TRIES = 4
		const DEADLINE_MS = 30_000
		const LIMIT_WAIT_MS = 60_000
		const client_reachGitHub = (apiUrl, token, wire) => {
			const clock = (0, lib_clock.n0)(wire.patience.clock)
			const base = apiUrl.href.replace(/\/$/, '')
			const ask = async call => {
				const outcome = await wire.send({
					method: call.method,
					url: new URL(base + call.path),
					headers: {
						accept: 'application/vnd.github+json',
						authorization: `Bearer ${token.reveal()}`,
						'user-agent': 'veeva-vault-sandbox-token',
						'x-github-api-version': '2022-11-28',
						...(call.json !== undefined && {
							'content-type': 'application/json'
						})
					},
					...(call.json !== undefined && {
						body: JSON.stringify(call.json)
					}),
					deadlineMs: DEADLINE_MS
				})
				if (outcome.is === 'answer') clock.heard(outcome.headers.date)
				return readAnswer(outcome, call, apiUrl, wire.quote, clock.now())
			}
			return {
				host: apiUrl.hostname,
				url: apiUrl.href,
				now: () => (clock.isKnown() ? clock.now() : undefined),
				call: (call, effect = () => {}) =>
					(0, retry.Zr)(
						async () => {
							const late = await call.begin?.()
							if (late !== undefined)
								return {
									is: 'failed',
									error: late
								}
							const verdict = await ask(call)
							if (verdict.is === 'again') effect(verdict.effect)
							if (verdict.is === 'failed') effect('none')
							return verdict
						},
						call.tries ?? TRIES,
						wire.patience
					)
			}
		}
		const readAnswer = (outcome, call, apiUrl, quote, now) => {
			const what = `${call.doing} on ${apiUrl.hostname} failed`
			if (outcome.is === 'no-answer') {
				const hint = outcome.lasting
					? 'Check the proxy settings (HTTPS_PROXY, NO_PROXY) and the certificates that the runner trusts (ca-certificate).'
					: 'Check that the runner may reach GitHub’s API (DNS, firewall, HTTPS_PROXY), and run again.'
				const error = new errors.lZ('network', `${what}: ${outcome.reason}.`, outcome.hint ?? hint)
				return outcome.lasting
					? {
							is: 'failed',
							error
						}
					: {
							is: 'again',
							error,
							effect: outcome.reached === 'no' ? 'none' : 'perhaps'
						}
			}
			const { status, headers, text } = outcome
			const body = parseJson(text)
			if (status >= 200 && status < 300 && (text === '' || body !== undefined))
				return {
					is: 'done',
					value: {
						status,
						body
					}
				}
			const message = json_asText(json_asObject(body)?.message)
			const said = quote([message, ...detailsOf(body)].filter(text => text !== '').join('; ')).replace(/[.\s]+$/, '')
			const came = `${what}: GitHub answered with status ${status}${said === '' ? '' : `: ${said}`}`
			const again = (error, effect, afterMs) =>
				afterMs === undefined
					? {
							is: 'again',
							error,
							effect
						}
					: {
							is: 'again',
							error,
							effect,
							afterMs
						}
			if (status === 429 || (status === 403 && isLimit(headers, message))) {
				const wait = limitWait(headers, now)
				const at = (0, lib_clock.uI)(new Date((0, retry.F7)(headers, now).getTime() + (wait ?? 0)))
				const hint = `GitHub limits how often secrets may be written: run again after ${at}, or with fewer secrets at a time.`
				return again(new errors.lZ('github-rate-limit', `${came}.`, hint), 'none', wait)
			}
			if (status >= 500 || status < 300) {
				const hint = 'GitHub is down or something in front of it answers in its place: look at its status page, and run again.'
				return again(new errors.lZ('network', `${came}.`, hint), 'perhaps', (0, retry.Vs)(headers, now))
			}
			const isGitHubs = json_asObject(body) !== undefined
			const location = headers.location ?? json_asText(json_asObject(body)?.url)
			const { code, hint } = remedyFor({
				status,
				message,
				isGitHubs,
				location,
				headers,
				needs: call.needs,
				apiUrl
			})
			const error = new errors.lZ(code, `${came}${accepted(headers, quote)}.`, hint)
			if (status === 404 && code === 'github-not-found' && call.mayBeMissing)
				return {
					is: 'done',
					value: {
						status,
						body,
						missing: error
					}
				}
			return status === 409 && call.method === 'PUT'
				? again(error, 'none')
				: {
						is: 'failed',
						error
					}
		}
		const detailsOf = body =>
			json_asList(json_asObject(body)?.errors).map(each => {
				const mistake = json_asObject(each)
				const of = [mistake?.resource, mistake?.field, mistake?.code].map(json_asText).filter(word => word !== '')
				return json_asText(each) || json_asText(mistake?.message) || of.join(' ')
			})
		const accepted = (headers, quote) => {
			const permissions = headers['x-accepted-github-permissions']
			return permissions === undefined ? '' : ` (it would accept the permissions ${quote(permissions)})`
		}
		const isLimit = (headers, message) =>
			headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0' || /rate limit/i.test(message)
		const limitWait = (headers, now) => {
			const asked = (0, retry.Vs)(headers, now)
			if (asked !== undefined) return asked
			const [reset] = /^[1-9]\d{0,10}$/.exec(headers['x-ratelimit-reset'] ?? '') ?? []
			if (headers['x-ratelimit-remaining'] !== '0' || reset === undefined) return LIMIT_WAIT_MS
			const until = Number(reset) * 1000 - (0, retry.F7)(headers, now).getTime()
			return until > 0 ? until : undefined
		}

		// ./lib/github/pace.js
		const IN_A_MINUTE = 75
		const MINUTE = 60_000
		const pace_writingLine = patience => {
			const one = pLimit(1)
			const begun = []
			return {
				inLine: task => one(task),
				turn: async () => {
					const oldest = begun.length < IN_A_MINUTE ? undefined : begun.shift()
					const wait = oldest === undefined ? 0 : oldest + MINUTE - patience.clock.elapsed()
					if (wait > 0) await (0, retry.v7)(wait, patience)
					begun.push(patience.clock.elapsed())
				}
			}
		}

		// ./lib/github/secrets.js
		const repo = ({ repository }) => `/repos/${repository.split('/').map(encodeURIComponent).join('/')}`
		const inRepository = ({ repository }) => `of the repository ${repository}`
		const segment = name => {
			if (name !== '.' && name !== '..') return encodeURIComponent(name)
			throw new errors.lZ(
				'input',
				`secret-scope: "${name}" is no name of an environment.`,
				'Nothing was generated; leave that sandbox out with !NAME.'
			)
		}
		const SCOPES = {
			repository: {
				path: at => `${repo(at)}/actions/secrets`,
				of: inRepository,
				needs: '"Secrets: write"'
			},
			environment: {
				path: at => `${repo(at)}/environments/${segment(at.environment)}/secrets`,
				of: at => `of the environment "${at.environment}" ${inRepository(at)}`,
				needs: '"Secrets: write" and "Environments: write"'
			},
			organization: {
				path: at => `/orgs/${encodeURIComponent(at.organization)}/actions/secrets`,
				of: at => `of the organization ${at.organization}`,
				needs: '"Secrets: write" of the organization'
			},
			dependabot: {
				path: at => `${repo(at)}/dependabot/secrets`,
				of: at => `for Dependabot ${inRepository(at)}`,
				needs: '"Dependabot secrets: write"'
			},
			codespaces: {
				path: at => `${repo(at)}/codespaces/secrets`,
				of: at => `for Codespaces ${inRepository(at)}`,
				needs: '"Codespaces secrets: write"'
			}
		}
		const about = place => {
			const row = SCOPES[place.scope]
			return {
				path: row.path(place),
				of: row.of(place),
				needs: row.needs
			}
		}
		const placeName = place => about(place).of
		const secrets_fetchPublicKey = async (github, place) => {
			const { path, needs } = about(place)
			const { body, missing } = await github.call({
				doing: reading(place),
				method: 'GET',
				path: `${path}/public-key`,
				needs,
				mayBeMissing: true
			})
			if (missing !== undefined) throw await withWhatIsMissing(github, place, missing)
			const answer = json_asObject(body)
			const key = {
				id: json_asText(answer?.key_id),
				key: json_asText(answer?.key)
			}
			if (key.id !== '' && Buffer.from(key.key, 'base64').length === 32) return key
			throw noPublicKey(github, place)
		}
		const withWhatIsMissing = async (github, place, error) => {
			const [called, path] =
				place.scope === 'organization'
					? [`organization ${place.organization}`, `/orgs/${encodeURIComponent(place.organization)}`]
					: [`repository ${place.repository}`, repo(place)]
			const doing = `Looking for the ${called}`
			const hint = await github
				.call({
					doing,
					method: 'GET',
					path,
					needs: '"Metadata: read"',
					mayBeMissing: true,
					tries: 1
				})
				.then(
					({ missing }) => (missing === undefined ? notInThere(github, place) : notSeen(place)),
					() => error.hint
				)
			return new errors.lZ(error.code, error.message, hint)
		}
		const notInThere = (github, place) => {
			if (place.scope === 'environment')
				return `The repository ${place.repository} has no environment "${place.environment}", or github-token may not see it. Create it on GitHub (Settings, Environments), which this action never does, or correct secret-scope; the token needs "Environments: write".`
			const { of, needs } = about(place)
			const isServer = new URL(github.url).pathname.startsWith('/api/v3')
			return isServer
				? `The token sees it, but no secrets ${of}: this GitHub Enterprise Server has no secrets of that kind, or github-token lacks the permission ${needs}.`
				: `The token sees it, but no secrets ${of}: give github-token the permission ${needs}.`
		}
		const notSeen = place =>
			place.scope === 'organization'
				? `There is no organization ${place.organization} that github-token may see, and a user’s own account has no such secrets: correct secret-scope.`
				: `There is no repository ${place.repository} that github-token may see: correct secret-repository, or let the token reach it (install the App on it, or select it in the personal access token).`
		const noPublicKey = (github, place) =>
			new errors.lZ('network', `${reading(place)} on ${github.host} failed: the answer holds no public key.`, 'Run again.')
		const reading = place => `Reading the public key for secrets ${about(place).of}`
		const ROWS_PER_PAGE = 100
		const secrets_visibilityFields = async (github, place, name, wanted) => {
			if (wanted === undefined) return existingVisibility(github, place, name)
			if (wanted.is !== 'selected')
				return {
					visibility: wanted.is
				}
			const ids = await Promise.all(wanted.repositories.map(repository => repositoryId(github, repository)))
			return {
				visibility: 'selected',
				selected_repository_ids: ids
			}
		}
		const repositoryId = async (github, repository) => {
			const doing = `Looking up the repository ${repository} of secret-visibility`
			const { body } = await github.call({
				doing,
				method: 'GET',
				path: repo({
					repository
				}),
				needs: '"Metadata: read"'
			})
			const id = json_asObject(body)?.id
			if (typeof id === 'number') return id
			throw new errors.lZ('network', `${doing} on ${github.host} failed: the answer holds no id.`, 'Run again.')
		}
		const existingVisibility = async (github, place, name) => {
			const { path, of, needs } = about(place)
			const doing = `Reading the visibility of the secret ${name} ${of}`
			const { body, missing } = await github.call({
				doing,
				method: 'GET',
				path: `${path}/${name}`,
				needs,
				mayBeMissing: true
			})
			if (missing !== undefined)
				throw new errors.lZ(
					'input',
					`secret-visibility: the organization ${place.organization} has no secret ${name} yet, so it has no visibility to keep.`,
					'Give secret-visibility: all, private, or the repositories that may read it, OWNER/NAME one per line.'
				)
			const visibility = json_asText(json_asObject(body)?.visibility)
			if (visibility === 'all' || visibility === 'private')
				return {
					visibility
				}
			if (visibility !== 'selected')
				throw new errors.lZ(
					'github-refused',
					`${doing} on ${github.host} failed: the answer holds no visibility.`,
					'Give secret-visibility.'
				)
			return {
				visibility,
				selected_repository_ids: await selectedRepositories(github, `${path}/${name}/repositories`, doing, needs)
			}
		}
		const selectedRepositories = async (github, path, doing, needs) => {
			const idIn = row => {
				const id = json_asObject(row)?.id
				return typeof id === 'number' ? id : undefined
			}
			return everyRow(
				github,
				{
					doing,
					path,
					needs,
					rows: 'repositories'
				},
				idIn
			)
		}
		const everyRow = async (github, { doing, path, needs, rows: named }, read) => {
			const all = []
			for (let page = 1; ; page++) {
				const { body } = await github.call({
					doing,
					method: 'GET',
					path: `${path}?per_page=${ROWS_PER_PAGE}&page=${page}`,
					needs
				})
				const total = json_asObject(body)?.total_count
				const rows = json_asList(json_asObject(body)?.[named])
				all.push(...rows.map(read).filter(row => row !== undefined))
				if (all.length === total) return all
				if (rows.length === 0 || typeof total !== 'number') {
					const hint = named === 'repositories' ? 'Run again, or give secret-visibility.' : 'Run again.'
					throw new errors.lZ('github-refused', `${doing} on ${github.host} failed: the list of its ${named} is not whole.`, hint)
				}
			}
		}
		const isListed = async (github, place, name) => {
			const { path, of, needs } = about(place)
			const nameIn = row => json_asText(json_asObject(row)?.name).toUpperCase() || undefined
			const names = await everyRow(
				github,
				{
					doing: `Listing the secrets ${of}`,
					path,
					needs,
					rows: 'secrets'
				},
				nameIn
			)
			return names.includes(name)
		}
		const secrets_lastWritten = async (github, place, name) => {
			const { path, of, needs } = about(place)
			const doing = `Asking when the secret ${name} ${of} was last written`
			const { body, missing } = await github.call({
				doing,
				method: 'GET',
				path: `${path}/${name}`,
				needs,
				mayBeMissing: true
			})
			if (missing !== undefined) return 'never'
			const at = new Date(json_asText(json_asObject(body)?.updated_at))
			return Number.isNaN(at.getTime()) ? 'untold' : at
		}
		const secrets_writeSecret = async (github, { place, name, value, key, visibility, begin }, seal) => {
			const { path, of, needs } = about(place)
			let stored = 'no'
			const put = async withKey => {
				const json = {
					encrypted_value: seal(value.reveal(), withKey.key),
					key_id: withKey.id,
					...visibility
				}
				return github.call(
					{
						doing: `Writing the secret ${name} ${of}`,
						method: 'PUT',
						path: `${path}/${name}`,
						needs,
						json,
						begin,
						mayBeMissing: true
					},
					effect => {
						if (effect === 'perhaps') stored = 'perhaps'
					}
				)
			}
			try {
				const answer = await put(key).catch(async thrown => {
					if (!(thrown instanceof errors.lZ) || thrown.code !== 'github-refused') throw thrown
					const now = await secrets_fetchPublicKey(github, place)
					if (now.id === key.id) throw thrown
					return put(now)
				})
				if (answer.missing !== undefined) throw await withWhatIsMissing(github, place, answer.missing)
				return {
					is: 'stored',
					status: answer.status === 201 ? 'created' : 'updated'
				}
			} catch (thrown) {
				return {
					is: 'not-stored',
					error: (0, errors.z6)(thrown),
					stored
				}
			}
		}

		// ./lib/github/ready-secret.js
		const describeSecret = ({ name, place }) => `the secret ${name} ${placeName(place)}`
		const loadSeal = async () =>
			(
				await Promise.all([__nccwpck_require__.e(235), __nccwpck_require__.e(866)]).then(
					__nccwpck_require__.bind(__nccwpck_require__, 866)
				)
			).seal

		// ./lib/vault/host.js
		const VAULT_HOST_SUFFIXES = ['.veevavault.com', '.veevavault.cn', '.vaultdev.com', '.vaultpvm.com']
		const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/i
		const vaultHost = text => {
			const host = text.toLowerCase()
			return HOST_NAME.test(text) && VAULT_HOST_SUFFIXES.some(suffix => host.endsWith(suffix)) ? host : undefined
		}
		VAULT_HOST_SUFFIXES.join(', ')
		const readJournal = saved => {
			const unreadable = []
			const read = (key, entryOf) => {
				const text = saved[key]
				if (text === undefined) return undefined
				const entry = entryOf(text)
				if (entry === undefined) unreadable.push(key)
				return entry
			}
			const tokens = Object.keys(saved)
				.filter(key => /^token-\d+$/.test(key))
				.sort((a, b) => Number(a.slice(6)) - Number(b.slice(6)))
				.map(key => read(key, tokenEntry))
				.filter(entry => entry !== undefined)
			const session = read('session', sessionEntry) ?? {
				state: 'over'
			}
			const main = read('main', mainEntry)
			return {
				main,
				caCertificate: saved['ca-certificate'] ?? '',
				session,
				tokens,
				unreadable
			}
		}
		const mainEntry = text => {
			const entry = json_asObject(parseJson(text))
			const { pid, started, stateFile } = entry ?? {}
			return typeof pid === 'number' && typeof started === 'string' && typeof stateFile === 'string'
				? {
						pid,
						started,
						stateFile
					}
				: undefined
		}
		const sessionEntry = text => {
			const entry = json_asObject(parseJson(text))
			if (entry?.state === 'over')
				return {
					state: 'over'
				}
			const site = siteEntry(entry?.site)
			const session = json_asText(entry?.session)
			return entry?.state === 'open' && site !== undefined && session !== ''
				? {
						state: 'open',
						site,
						session
					}
				: undefined
		}
		const tokenEntry = text => {
			const entry = json_asObject(parseJson(text))
			if (entry === undefined) return undefined
			if (entry.state === 'over')
				return {
					state: 'over'
				}
			const place = json_asObject(entry.at)
			const name = json_asText(entry.name)
			const id = json_asText(entry.id)
			const value = json_asText(entry.value)
			if (place === undefined || name === '') return undefined
			const at = {
				called: json_asText(place.called),
				vaultId: json_asText(place.vaultId),
				site: siteEntry(place.site)
			}
			if (entry.state === 'generating')
				return {
					state: 'generating',
					at,
					name
				}
			if (id === '' || value === '') return undefined
			const live = {
				at,
				name,
				id,
				value,
				twins: entry.twins === true
			}
			if (entry.state === 'made' || entry.state === 'handed-over' || entry.state === 'kept')
				return {
					state: entry.state,
					...live
				}
			const secret = secretEntry(entry.secret)
			if (entry.state === 'storing' && secret !== undefined)
				return {
					state: 'storing',
					...live,
					secret
				}
			return undefined
		}
		const secretEntry = value => {
			const entry = json_asObject(value)
			if (entry === undefined) return undefined
			const apiUrl = json_asText(entry.apiUrl)
			const name = json_asText(entry.name)
			const place = placeEntry(json_asObject(entry.place))
			if (URL.parse(apiUrl)?.protocol !== 'https:' || !/^[A-Z0-9_]+$/.test(name) || place === undefined) return undefined
			return {
				apiUrl,
				place,
				name,
				visibility: visibilityEntry(entry.visibility)
			}
		}
		const placeEntry = place => {
			const scope = json_asText(place?.scope)
			const repository = json_asText(place?.repository)
			const organization = json_asText(place?.organization)
			const environment = json_asText(place?.environment)
			if (scope === 'organization')
				return organization === ''
					? undefined
					: {
							scope,
							organization
						}
			if (repository === '') return undefined
			if (scope === 'environment')
				return environment === ''
					? undefined
					: {
							scope,
							repository,
							environment
						}
			return scope === 'repository' || scope === 'dependabot' || scope === 'codespaces'
				? {
						scope,
						repository
					}
				: undefined
		}
		const visibilityEntry = value => {
			if (value === 'as it is') return value
			const fields = json_asObject(value)
			const visibility = json_asText(fields?.visibility)
			if (visibility === 'all' || visibility === 'private')
				return {
					visibility
				}
			const ids = json_asList(fields?.selected_repository_ids).filter(id => typeof id === 'number')
			return visibility === 'selected'
				? {
						visibility,
						selected_repository_ids: ids
					}
				: undefined
		}
		const siteEntry = value => {
			const site = json_asObject(value)
			if (site === undefined) return undefined
			const host = vaultHost(json_asText(site.host))
			if (host === undefined) return undefined
			return {
				host,
				apiVersion: json_asText(site.apiVersion),
				clientId: json_asText(site.clientId),
				referenceId: json_asText(site.referenceId)
			}
		}
		var process1 = __nccwpck_require__(318)
		var proxy = __nccwpck_require__(431)

		// ./lib/state-file.js
		const parseStateFile = text => {
			const state = {}
			const lines = text.split(/\r?\n/)
			for (let start = 0; start < lines.length; start++) {
				const head = /^([^=<]+)<<(.+)$/.exec(lines[start] ?? '')
				if (head?.[1] === undefined || head[2] === undefined) continue
				const end = lines.indexOf(head[2], start + 1)
				if (end < 0) break
				state[head[1]] = lines.slice(start + 1, end).join('\n')
				start = end
			}
			return state
		}

		// ./lib/vault/refusals.js
		const isGenerating = kind => kind === 'generate' || kind === 'generate-for-sandbox'
		const no = (code, hint) => ({
			code,
			hint,
			again: undefined
		})
		const again = (code, hint, effect, afterMs) => ({
			code,
			hint,
			again:
				afterMs === undefined
					? {
							effect
						}
					: {
							effect,
							afterMs
						}
		})
		const LOGIN_HINTS = {
			USERNAME_OR_PASSWORD_INCORRECT:
				'Check the secrets behind username and password before the next run: five wrong passwords lock the account, so it was tried once only. A user who signs in with single sign-on has no password in Vault: use another user, or another way to sign in.',
			USER_LOCKED_OUT: 'Have a Vault administrator unlock the user, and check the stored password before the next run.',
			PASSWORD_CHANGE_REQUIRED: 'Sign in to Vault as this user once, set a new password, and store it in the secret.',
			INACTIVE_USER: 'Have a Vault administrator activate the user, or use another one.',
			NO_PASSWORD_PROVIDED: 'Check that the secret behind password is set and spelled right.',
			AUTHENTICATION_FAILED: 'Check the stored credential and that the user may sign in to this Vault; it was tried once only.'
		}
		const WRONG_VERSION = 'Check that the Vault has this API version, v26.2 or newer.'
		const OF_THE_USER = ['USER_NOT_FOUND', 'INACTIVE_USER']
		const WRONG_SANDBOX =
			'Vault knows no sandbox of this name under this address: give sandbox-name exactly as on the My Vaults page, and as vault-dns the production Vault that it was made from.'
		const GENERATE_CAUSES =
			'Usual causes: the user already has 25 active tokens in that Vault (delete those that nobody uses), the expiry is longer than the security profile of the user allows (give a shorter expires), it is a VeevaID user, who can have no tokens (use another one), or the user is missing or inactive in that sandbox.'
		const refusals_limitWait = kind => (kind === 'sign-in' ? 60_000 : 10_000)
		const meaningOf = (type, kind) => {
			if (isGenerating(kind) && OF_THE_USER.includes(type))
				return no(
					'vault-refused',
					kind === 'generate'
						? 'The user is missing or inactive in this Vault: have an administrator add or activate it.'
						: 'The user who signs in is missing or inactive in that sandbox: have an administrator add or activate it there, or sign in with the user who created the sandbox.'
				)
			const loginHint = Object.hasOwn(LOGIN_HINTS, type) ? LOGIN_HINTS[type] : undefined
			if (loginHint !== undefined) return no('vault-login', loginHint)
			switch (type) {
				case 'INVALID_SESSION_ID':
					return no(
						'vault-session',
						'The token or session is expired, deleted, or of another Vault: store a new one, or sign in another way (username and password, or session-id).'
					)
				case 'INSUFFICIENT_ACCESS':
					return no(
						'vault-permission',
						isGenerating(kind)
							? 'Give the user the permission "Application: API: Access API" in its security profile; for a sandbox the user also has to exist and be active there.'
							: 'In the security profile of the user, give the permission that Vault names.'
					)
				case 'API_LIMIT_EXCEEDED':
					return again(
						'vault-rate-limit',
						'Vault limits how often this may be asked: run again in a few minutes.',
						'none',
						refusals_limitWait(kind)
					)
				case 'RACE_CONDITION':
				case 'OPERATION_IN_PROGRESS':
					return again(
						'vault-unavailable',
						'Something else is working on the same item in Vault: run again when it is done.',
						'none'
					)
				case 'UNEXPECTED_ERROR':
					return again('vault-unavailable', 'Run again; if it stays, give the execution id to Veeva Support.', 'perhaps')
				case 'MALFORMED_URL':
					return no('vault-refused', kind === 'generate-for-sandbox' ? WRONG_SANDBOX : WRONG_VERSION)
				case 'METHOD_NOT_SUPPORTED':
					return no('vault-refused', WRONG_VERSION)
				case 'CONFIGURATION_MODE_ENABLED':
					return no('vault-refused', 'The Vault is in configuration mode: run again when it has left it.')
				default:
					return no(
						'vault-refused',
						isGenerating(kind) ? GENERATE_CAUSES : 'See what Vault says, and give the execution id to Veeva Support.'
					)
			}
		}

		// ./lib/vault/client.js
		const client_TRIES = {
			'sign-in': 2,
			read: 4,
			generate: 1,
			'generate-for-sandbox': 1,
			delete: 4,
			'end-session': 2
		}
		const client_DEADLINE_MS = {
			'sign-in': 30_000,
			read: 30_000,
			generate: 60_000,
			'generate-for-sandbox': 60_000,
			delete: 30_000,
			'end-session': 30_000
		}
		const reachVault = (site, wire) => {
			const clock = (0, lib_clock.n0)(wire.patience.clock)
			const addressed = credential => {
				const ask = async call => {
					const outcome = await wire.send({
						method: call.method,
						url: new URL(`https://${site.host}${call.root ? '' : `/api/${site.apiVersion}`}${call.path}`),
						headers: headersOf(site, call, credential),
						...bodyOf(call),
						deadlineMs: client_DEADLINE_MS[call.kind]
					})
					if (outcome.is === 'answer') clock.heard(outcome.headers.date)
					return client_readAnswer(outcome, call, site.host, wire.quote, wire.patience.clock.now())
				}
				const silence = async () => {
					const call = {
						doing: 'Asking whether Vault answers',
						kind: 'read',
						method: 'GET',
						path: '/api/',
						root: true
					}
					const outcome = await wire.send({
						method: call.method,
						url: new URL(`https://${site.host}${call.path}`),
						headers: headersOf(site, call, credential),
						deadlineMs: client_DEADLINE_MS[call.kind]
					})
					if (outcome.is === 'no-answer') return outcome.reason
					if (json_asText(json_asObject(parseJson(outcome.text))?.responseStatus) !== '') return undefined
					return `it answers with status ${outcome.status} and ${kindOfText(outcome.text)}`
				}
				const persistByKind = (kind, attempt) => (0, retry.Zr)(attempt, client_TRIES[kind], wire.patience)
				return {
					site,
					now: clock.now,
					as: addressed,
					at: host =>
						reachVault(
							{
								...site,
								host
							},
							wire
						),
					ask,
					silence,
					persist: persistByKind,
					call: call => persistByKind(call.kind, () => ask(call))
				}
			}
			return addressed(undefined)
		}
		const headersOf = (site, call, credential) => ({
			accept: 'application/json',
			'x-vaultapi-clientid': site.clientId,
			'x-vaultapi-referenceid': site.referenceId,
			...(credential && {
				authorization: `Bearer ${credential.reveal()}`
			}),
			...(call.form && {
				'content-type': 'application/x-www-form-urlencoded'
			}),
			...(call.json !== undefined && {
				'content-type': 'application/json'
			})
		})
		const bodyOf = call => {
			if (call.form)
				return {
					body: new URLSearchParams(call.form).toString()
				}
			if (call.json !== undefined)
				return {
					body: JSON.stringify(call.json)
				}
			return call.method === 'POST'
				? {
						body: ''
					}
				: {}
		}
		const client_readAnswer = (outcome, call, host, quote, now) => {
			const what = `${call.doing} on ${host} failed`
			if (outcome.is === 'no-answer') {
				const error = new errors.lZ('network', `${what}: ${outcome.reason}.`, outcome.hint ?? networkHint(outcome.lasting))
				return outcome.lasting
					? {
							is: 'failed',
							error
						}
					: {
							is: 'again',
							error,
							effect: outcome.reached === 'no' ? 'none' : 'perhaps'
						}
			}
			const { status, headers, text } = outcome
			const executionId = idOf(headers['x-vaultapi-executionid'])
			const fail = (code, came, hint) =>
				new errors.lZ(code, `${what}: ${came}${executionId === '' ? '' : ` (execution id ${executionId})`}.`, hint, executionId)
			const judge = (meaning, came) => {
				const error = fail(meaning.code, came, meaning.hint)
				if (meaning.again === undefined)
					return {
						is: 'failed',
						error
					}
				const asked = (0, retry.Vs)(headers, now)
				return {
					is: 'again',
					error,
					...meaning.again,
					...(asked !== undefined && {
						afterMs: asked
					})
				}
			}
			if (status >= 300 && status < 400) {
				const hint = 'A redirect is never followed: check that vault-dns is the DNS of the Vault itself.'
				return {
					is: 'failed',
					error: fail('host-refused', `it answered with a redirect (status ${status})`, hint)
				}
			}
			const body = json_asObject(parseJson(text))
			const responseStatus = json_asText(body?.responseStatus)
			if (body && status === 200 && (responseStatus === 'SUCCESS' || responseStatus === 'WARNING'))
				return {
					is: 'done',
					value: {
						body,
						executionId,
						vaultId: idOf(headers['x-vaultapi-vaultid']),
						userId: idOf(headers['x-vaultapi-userid'])
					}
				}
			if (body && (responseStatus === 'FAILURE' || responseStatus === 'EXCEPTION')) {
				const first = json_asObject(json_asList(body.errors)[0])
				const type = json_asText(first?.type) || json_asText(body.errorType) || responseStatus
				const said = quote(json_asText(first?.message) || json_asText(body.responseMessage)).replace(/[.\s]+$/, '')
				return judge(refusal(type, responseStatus, call.kind), `Vault answered ${quote(type)}${said === '' ? '' : `: ${said}`}`)
			}
			return judge(meaningOfStatus(status, call.kind), `it answered with status ${status} and ${kindOfText(text)}`)
		}
		const idOf = header => (/^[\w.-]{1,100}$/.test(header ?? '') ? (header ?? '') : '')
		const NOT_THE_CREDENTIAL = ['MALFORMED_URL', 'METHOD_NOT_SUPPORTED', 'CONFIGURATION_MODE_ENABLED']
		const refusal = (type, responseStatus, kind) => {
			const meaning = meaningOf(type, kind)
			if (meaning.code !== 'vault-refused' || NOT_THE_CREDENTIAL.includes(type)) return meaning
			if (responseStatus === 'EXCEPTION') return meaningOf('UNEXPECTED_ERROR', kind)
			return kind === 'sign-in'
				? {
						...meaningOf('AUTHENTICATION_FAILED', kind)
					}
				: meaning
		}
		const GATEWAY = 'That is no answer of Vault: check vault-dns, and whether a firewall, gateway or proxy answers in its place.'
		const meaningOfStatus = (status, kind) => {
			const down =
				'The Vault is down or something in front of it answers in its place: check vault-dns and the Vault’s status, and run again.'
			if (status === 401) {
				const again =
					kind === 'read' || kind === 'delete'
						? {
								effect: 'none'
							}
						: undefined
				return {
					code: 'vault-unavailable',
					hint: GATEWAY,
					again
				}
			}
			if (status === 429) return meaningOf('API_LIMIT_EXCEEDED', kind)
			if (status >= 500)
				return {
					code: 'vault-unavailable',
					hint: down,
					again: {
						effect: status === 503 ? 'none' : 'perhaps'
					}
				}
			if (status === 200)
				return {
					code: 'vault-unavailable',
					hint: down,
					again: {
						effect: 'perhaps'
					}
				}
			return {
				code: 'vault-unavailable',
				hint: GATEWAY,
				again: undefined
			}
		}
		const kindOfText = text => {
			if (text.trim() === '') return 'an empty body'
			if (/^\s*</.test(text)) return 'a page (HTML) where JSON belongs'
			return parseJson(text) === undefined ? 'text that is no whole JSON' : 'JSON that is no answer of Vault'
		}
		const networkHint = lasting =>
			lasting
				? 'Check the proxy settings (HTTPS_PROXY, NO_PROXY) and the certificates that the runner trusts (ca-certificate).'
				: 'Check vault-dns and that the runner may reach this host (DNS, firewall, HTTPS_PROXY), and run again.'
		const deleteTokens = (vault, ids, quote, itself = false) => {
			let mayBeDone = false
			const attempt = async () => {
				const verdict = await vault.ask({
					doing: `Deleting ${ids.length === 1 ? 'a token' : `${ids.length} tokens`}`,
					kind: 'delete',
					method: 'DELETE',
					path: '/vobjects/api_access_token__sys',
					json: ids.map(id => ({
						id
					}))
				})
				if (verdict.is === 'done')
					return {
						is: 'done',
						value: rows(json_asList(verdict.value.body.data), ids, mayBeDone, quote)
					}
				if (itself && verdict.is === 'failed' && mayBeDone && verdict.error.code === 'vault-session')
					return {
						is: 'done',
						value: ids.map(id => ({
							id,
							is: 'gone'
						}))
					}
				mayBeDone ||= verdict.is === 'again' && verdict.effect === 'perhaps'
				return verdict
			}
			return vault.persist('delete', attempt)
		}
		const rows = (answer, ids, mayBeDone, quote) =>
			ids.map((id, index) => {
				const row = json_asObject(answer[index])
				if (json_asText(row?.responseStatus) === 'SUCCESS')
					return {
						id,
						is: 'gone'
					}
				const first = json_asObject(json_asList(row?.errors)[0])
				const type = json_asText(first?.type)
				if (mayBeDone && type === 'INVALID_DATA')
					return {
						id,
						is: 'gone'
					}
				const said = quote([type, json_asText(first?.message)].filter(part => part !== '').join(': ')).replace(/[.\s]+$/, '')
				return {
					id,
					is: 'refused',
					reason: said === '' ? 'Vault gave no reason' : `Vault answered ${said}`
				}
			})

		// ./lib/token/patient.js
		const TRY_EVERY = 2_000
		const NOT_YET = ['vault-session']
		const patient = (vault, within, patience) => {
			const until = patience.clock.elapsed() + within
			const persist = (_kind, attempt) => (0, retry.lo)(async () => notYet(await attempt()), TRY_EVERY, until, patience)
			return {
				...vault,
				persist,
				call: call => persist(call.kind, () => vault.ask(call))
			}
		}
		const notYet = verdict =>
			verdict.is === 'failed' && NOT_YET.includes(verdict.error.code)
				? {
						is: 'again',
						error: verdict.error,
						effect: 'none'
					}
				: verdict

		// ./lib/vault/token-records.js
		const FIELDS = 'id, name__v, user__sys, status__v, expiry_date__sys, last_used_date__sys'
		const LISTING = `SELECT ${FIELDS} FROM api_access_token__sys WHERE status__v = 'active__v'`
		const PAGE_LIMIT = 100
		const listTokens = async vault => {
			const doing = 'Listing the access tokens'
			let answer = await vault.call({
				doing,
				kind: 'read',
				method: 'POST',
				path: '/query',
				form: {
					q: LISTING
				}
			})
			const records = [...recordsIn(answer.body)]
			for (let page = 1; ; page++) {
				const next = json_asText(json_asObject(answer.body.responseDetails)?.next_page)
				if (next === '')
					return {
						records,
						userId: answer.userId
					}
				const path = belowVersion(next, vault)
				if (path === undefined || page >= PAGE_LIMIT)
					throw new errors.lZ(
						'vault-refused',
						`${doing} on ${vault.site.host} failed: its pages lead somewhere else, or never end.`,
						'Give the execution id to Veeva Support.',
						answer.executionId
					)
				answer = await nextPage(vault, doing, path)
				records.push(...recordsIn(answer.body))
			}
		}
		const nextPage = async (vault, doing, path) => {
			try {
				return await vault.call({
					doing,
					kind: 'read',
					method: 'POST',
					path
				})
			} catch (thrown) {
				if (!(thrown instanceof errors.lZ) || !/METHOD_NOT_SUPPORTED|status 405/.test(thrown.message)) throw thrown
				return vault.call({
					doing,
					kind: 'read',
					method: 'GET',
					path
				})
			}
		}
		const belowVersion = (next, { site }) => {
			const url = URL.parse(next, `https://${site.host}/`)
			if (url?.origin !== `https://${site.host}` || url.username !== '' || url.password !== '') return undefined
			const [, path] = /^(?:\/api\/v\d+\.\d+)?(\/query\/[^/]+)$/.exec(url.pathname) ?? []
			return path === undefined ? undefined : `${path}${url.search}`
		}
		const retrieveToken = async (vault, id) => {
			const { body, vaultId } = await vault.call({
				doing: 'Reading the record of a token',
				kind: 'read',
				method: 'GET',
				path: `/vobjects/api_access_token__sys/${encodeURIComponent(id)}`
			})
			const data = json_asObject(body.data)
			return {
				record: data && recordOf(data),
				vaultId
			}
		}
		const recordsIn = body =>
			json_asList(body.data).flatMap(row => {
				const data = json_asObject(row)
				const record = data && recordOf(data)
				return record?.active ? [record] : []
			})
		const recordOf = data => {
			const id = json_asText(data.id)
			const status = json_asText(json_asList(data.status__v)[0]) || json_asText(data.status__v)
			if (id === '') return undefined
			return {
				id,
				name: json_asText(data.name__v),
				user: json_asText(data.user__sys),
				active: status === 'active__v',
				expiry: dateIn(data.expiry_date__sys),
				lastUsed: dateIn(data.last_used_date__sys)
			}
		}
		const dateIn = value => {
			const date = new Date(json_asText(value))
			return Number.isNaN(date.getTime()) ? undefined : date
		}

		// ./lib/token/twins.js
		const LOOK_EVERY = 2_000
		const listShowing = (vault, id, within, patience) =>
			(0, retry.lo)(
				async () => {
					const { records } = await listTokens(vault)
					if (records.some(record => record.id === id))
						return {
							is: 'done',
							value: records
						}
					const error = new errors.lZ(
						'vault-unavailable',
						`Listing the access tokens on ${vault.site.host} failed: Vault does not show the new one.`,
						'An answer of Vault was lost, so there may be a second token of its name: look for it among the user’s tokens and delete it.'
					)
					return {
						is: 'again',
						error,
						effect: 'none'
					}
				},
				LOOK_EVERY,
				patience.clock.elapsed() + within,
				patience
			)
		const twinsOf = async (vault, { id, name }, within, patience) => {
			const records = await listShowing(vault, id, within, patience)
			const own = records.find(record => record.id === id)
			return records.filter(each => each.name === name && each.user === own?.user && each.id !== id).map(each => each.id)
		}

		// ./lib/token/remove.js
		const TWIN_SHOWS_WITHIN = 30_000
		const remove = async ({ at, id, name, value, twins, worked }, within, { send, patience, runner }) => {
			if (at.site === undefined) return NOT_TO_BE_CONTACTED
			const reached = reachVault(at.site, {
				send,
				patience,
				quote: runner.quote
			}).as(value)
			const vault = worked ? reached : patient(reached, within, patience)
			try {
				const others = twins
					? await twinsOf(
							vault,
							{
								id,
								name
							},
							TWIN_SHOWS_WITHIN,
							patience
						).catch(errors.z6)
					: []
				if (!(others instanceof errors.lZ)) return removal(await deleteTokens(vault, [...others, id], runner.quote, worked))
				if (others.code === 'vault-session') throw others
				await deleteTokens(vault, [id], runner.quote, worked)
				return {
					is: 'failed',
					reason: `it is gone, but a second one of its name may be there (${others.message.replace(/\.$/, '')})`
				}
			} catch (thrown) {
				const error = (0, errors.z6)(thrown)
				return {
					is: error.code === 'vault-session' ? 'unknown' : 'failed',
					reason: error.message.replace(/\.$/, '')
				}
			}
		}
		const removeTwins = async ({ at, id, name, value }, { send, patience, runner }) => {
			if (at.site === undefined) return NOT_TO_BE_CONTACTED
			const vault = reachVault(at.site, {
				send,
				patience,
				quote: runner.quote
			}).as(value)
			try {
				const others = await twinsOf(
					vault,
					{
						id,
						name
					},
					TWIN_SHOWS_WITHIN,
					patience
				)
				return others.length === 0
					? {
							is: 'gone'
						}
					: removal(await deleteTokens(vault, others, runner.quote))
			} catch (thrown) {
				return {
					is: 'failed',
					reason: (0, errors.z6)(thrown).message.replace(/\.$/, '')
				}
			}
		}
		const NOT_TO_BE_CONTACTED = {
			is: 'failed',
			reason: 'its Vault is not to be contacted (verify: false), or its DNS is not known'
		}
		const removal = deletions => {
			const refused = deletions.find(deletion => deletion.is === 'refused')
			return refused === undefined
				? {
						is: 'gone'
					}
				: {
						is: 'failed',
						reason: refused.reason
					}
		}
		const END = / #(?<runId>\d+)\.(?<attempt>\d+)-(?<destination>[0-9a-f]{8})-(?<made>[0-9a-f]{8})(?<nonce>[0-9a-f]{4})$/
		const parseName = name => {
			const end = END.exec(name)
			if (end === null) return undefined
			const parts = end.groups
			return {
				...parts,
				label: name.slice(0, end.index),
				made: Number.parseInt(parts.made, 16)
			}
		}
		const WRITTEN_WITHIN = 600
		const CLOCK_SLACK = 60
		const endSession = async vault => {
			await vault.call({
				doing: 'Ending the session',
				kind: 'end-session',
				method: 'DELETE',
				path: '/session'
			})
		}

		// ./lib/after-job.js
		const afterJob = async world => {
			const { runner } = world
			try {
				const saved = runner.savedState()
				if (Object.keys(saved).length === 0) return
				const { main } = readJournal(saved)
				if (main !== undefined && !(await (0, process1.R)(main, world.patience)))
					runner.warning(
						'internal',
						`The main step (process ${main.pid}) goes on and could not be ended, so it may still generate a token: look for one of this run among the user’s tokens in Vault and delete it.`
					)
				for (const secret of (0, proxy.FF)(world.env)) runner.keep(secret)
				const story = readJournal({
					...saved,
					...(main && lateState(main.stateFile))
				})
				const certificates = readCertificates(story.caCertificate)
				if (certificates.is === 'certificates') world.trust(certificates.pems)
				await finish(story, world)
			} catch (thrown) {
				const error = (0, errors.z6)(thrown)
				runner.warning(error.code, (0, errors.em)(error))
			}
		}
		const lateState = path => {
			try {
				return parseStateFile((0, external_node_fs_.readFileSync)(path, 'utf8'))
			} catch {
				return {}
			}
		}
		const after_job_USABLE_WITHIN = 90_000
		const AT_ONCE = 20
		const finish = async ({ tokens, session, unreadable }, world) => {
			for (const key of unreadable)
				world.runner.warning(
					'internal',
					`The saved state of "${world.runner.quote(key)}" can’t be read, so what it tells of may be left behind: look for a token of this run among the user’s tokens in Vault and delete it. A session ends by itself.`
				)
			const limit = pLimit(AT_ONCE)
			const line = pace_writingLine(world.patience)
			const finishOne = entry =>
				entry.state === 'storing' ? line.inLine(() => finishStoring(entry, line, world)) : limit(() => finishToken(entry, world))
			const told = thrown => {
				const error = (0, errors.z6)(thrown)
				world.runner.warning(error.code, (0, errors.em)(error))
			}
			await Promise.all([finishSession(session, world), ...tokens.map(entry => finishOne(entry).catch(told))])
		}
		const finishToken = async (entry, world) => {
			const { runner } = world
			switch (entry.state) {
				case 'over':
					return
				case 'generating':
					return runner.warning(
						LEFT_BEHIND,
						`Vault may have made the token "${entry.name}" for ${entry.at.called}, whose value nobody has: find it with the action list-tokens and delete it with delete-tokens. A rotation of the same secret deletes it from 15 minutes on; else it lives until it expires.`
					)
				case 'made':
				case 'handed-over':
					return deleteToken(entry, world)
				case 'kept':
					return deleteTwins(entry, world)
			}
		}
		const LEFT_BEHIND = 'token left behind'
		const described = ({ name, id, at }, { runner }) => `the token "${name}" (id ${runner.quote(id)}) of ${at.called}`
		const deleteToken = async (entry, world) => {
			const { runner } = world
			const what = described(entry, world)
			const worked = entry.state !== 'made'
			const deletion = await remove(
				{
					...entry,
					value: runner.keep(entry.value),
					worked
				},
				after_job_USABLE_WITHIN,
				world
			)
			if (deletion.is === 'gone') return runner.info(`Deleted ${what}.`)
			if (deletion.is === 'unknown' && entry.state === 'handed-over')
				return runner.info(`Nothing to delete: Vault no longer knows ${what}.`)
			runner.warning(
				LEFT_BEHIND,
				`Deleting ${what} failed: ${deletion.reason}. Delete it by its id with the action delete-tokens, or leave it to its expiry.`
			)
		}
		const deleteTwins = async (entry, world) => {
			const { runner } = world
			const removal = await removeTwins(
				{
					...entry,
					value: runner.keep(entry.value)
				},
				world
			)
			if (removal.is === 'gone') return
			runner.warning(
				LEFT_BEHIND,
				`An answer of Vault was lost, and looking for a second "${entry.name}" of ${entry.at.called} failed: ${removal.reason}. Find the one that is not ${runner.quote(entry.id)} with the action list-tokens and delete it with delete-tokens.`
			)
		}
		const isDead = async ({ at, id, value }, { send, patience, runner }) => {
			if (at.site === undefined) return false
			const own = reachVault(at.site, {
				send,
				patience,
				quote: runner.quote
			}).as(runner.keep(value))
			const error = await retrieveToken(own, id).then(() => undefined, errors.z6)
			return error?.code === 'vault-session'
		}
		const finishStoring = async (entry, line, world) => {
			const { runner, patience, send, env } = world
			runner.keep(entry.value)
			const secret = describeSecret(entry.secret)
			const what = described(entry, world)
			const left = why => runner.warning(LEFT_BEHIND, why)
			const unknown = why =>
				left(
					`Nobody knows whether ${secret} holds ${what}: ${why} The token is kept; run the workflow again to write the secret anew.`
				)
			const apiUrl = URL.parse(runContext(env).apiUrl)
			if (apiUrl === null || apiUrl.href !== entry.secret.apiUrl)
				return unknown('the address of GitHub’s API is another one now than in the main step.')
			const githubToken = runner.input('github-token')
			if (githubToken === '') return unknown('github-token is empty by now.')
			const github = client_reachGitHub(apiUrl, runner.keep(githubToken), {
				send,
				patience,
				quote: runner.quote
			})
			const made = parseName(entry.name)?.made
			try {
				const [key, written] = await Promise.all([
					secrets_fetchPublicKey(github, entry.secret.place),
					secrets_lastWritten(github, entry.secret.place, entry.secret.name)
				])
				const now = github.now()
				if (made === undefined || written === 'untold' || now === undefined)
					return unknown('GitHub does not say when it was last written.')
				if (written !== 'never' && written.getTime() / 1000 >= made - CLOCK_SLACK)
					return left(
						`GitHub says that ${secret} was written after ${what} was generated: with it, or by another run. If by another run, nobody holds this token, and the next rotation deletes it.`
					)
				if (written === 'never' && (await isListed(github, entry.secret.place, entry.secret.name)))
					return unknown('GitHub does not find it, and lists it.')
				const age = () => (github.now() ?? now).getTime() / 1000 - made
				if (age() > WRITTEN_WITHIN) return deleteToken(entry, world)
				if (await isDead(entry, world))
					return left(`Somebody deleted ${what}, so ${secret} was not written. Run the workflow again.`)
				await writeAgain(entry, key, github, line, age, world)
			} catch (thrown) {
				unknown((0, errors.em)((0, errors.z6)(thrown)))
			}
		}
		const writeAgain = async (entry, key, github, { turn }, age, world) => {
			const { place, name, visibility } = entry.secret
			const seal = await loadSeal()
			const asItIs = visibility === 'as it is' && place.scope === 'organization'
			const fields = asItIs
				? await secrets_visibilityFields(github, place, name, undefined)
				: visibility === 'as it is'
					? undefined
					: visibility
			const outcome = await secrets_writeSecret(
				github,
				{
					place,
					name,
					key,
					visibility: fields,
					value: world.runner.keep(entry.value),
					begin: async () => {
						await turn()
						return age() > WRITTEN_WITHIN
							? new errors.lZ('wait-timeout', `More than ${WRITTEN_WITHIN / 60} minutes passed since it was generated.`, '')
							: undefined
					}
				},
				seal
			)
			if (outcome.is === 'not-stored') throw outcome.error
			world.runner.info(`Wrote ${described(entry, world)} to ${describeSecret(entry.secret)}.`)
			if (entry.twins) await deleteTwins(entry, world)
		}
		const finishSession = async (entry, world) => {
			const { runner } = world
			if (entry.state === 'over') return
			const session = runner.keep(entry.session)
			try {
				await endSession(
					reachVault(entry.site, {
						send: world.send,
						patience: world.patience,
						quote: runner.quote
					}).as(session)
				)
				runner.info(`Ended the session on ${entry.site.host}.`)
			} catch (thrown) {
				const error = (0, errors.z6)(thrown)
				if (error.code !== 'vault-session')
					runner.warning(error.code, `${error.message} The session ends by itself when it has been idle.`)
			}
		}
	},
	920: (__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {
		__nccwpck_require__.d(__webpack_exports__, {
			n0: () => remoteClock,
			ml: () => systemClock,
			uI: () => toSecond
		})

		// external "node:timers/promises"
		const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('node:timers/promises')

		// ./lib/clock.js
		const systemClock = {
			now: () => new Date(),
			elapsed: () => Number(process.hrtime.bigint()) / 1e6,
			sleep: (ms, signal) =>
				(0, promises_namespaceObject.setTimeout)(ms, undefined, {
					signal
				})
		}
		const toSecond = instant => instant.toISOString().replace(/\.\d{3}Z$/, 'Z')
		const remoteClock = clock => {
			let told
			return {
				now: () => (told === undefined ? clock.now() : new Date(told.at + clock.elapsed() - told.elapsed)),
				isKnown: () => told !== undefined,
				heard: date => {
					const at = Date.parse(date ?? '')
					if (!Number.isNaN(at))
						told = {
							at,
							elapsed: clock.elapsed()
						}
				}
			}
		}
	},
	452: (__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {
		__nccwpck_require__.d(__webpack_exports__, {
			em: () => sentence,
			lZ: () => ActionError,
			z6: () => asActionError,
			zS: () => fileError
		})
		class ActionError extends Error {
			code
			hint
			executionId
			constructor(code, message, hint, executionId = '') {
				super(message)
				this.name = 'ActionError'
				this.code = code
				this.hint = hint
				this.executionId = executionId
			}
		}
		const asActionError = thrown => {
			if (thrown instanceof ActionError) return thrown
			const type = thrown instanceof Error ? thrown.name : typeof thrown
			const place =
				thrown instanceof Error
					? (/^\s+at .*?([\w.-]+:\d+:\d+)\)?$/m.exec(thrown.stack ?? '')?.[1] ?? 'an unknown place')
					: 'an unknown place'
			return new ActionError(
				'internal',
				`The action failed in a way that it does not know: ${type} at ${place}.`,
				'Report this line as an issue of the action; it holds no credential.'
			)
		}
		const fileError = (variable, path, code) =>
			new ActionError(
				'internal',
				`The runner’s file ${path} (${variable}) can’t be written: ${code}.`,
				FILE_HINTS[code] ?? FILE_HINTS.other
			)
		const FILE_HINTS = {
			ENOSPC: 'Free space on the disk of the runner, and run again.',
			EBUSY: 'Another program holds it (a virus scanner, a backup): keep it from the runner’s folders, and run again.',
			EACCES: 'Let the user that the runner runs as write there, keep other programs from holding it, and run again.',
			EPERM: 'Let the user that the runner runs as write there, keep other programs from holding it, and run again.',
			ENOENT: 'Something removed it: keep other steps and programs from the runner’s folders, and run again.',
			EISDIR: 'A folder stands in its place: keep other steps from the runner’s folders, and run again.',
			other: 'Check the disk of the runner, and run again.'
		}
		const sentence = error => `${error.message} ${error.hint}`.trim()
	},
	680: (__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {
		__nccwpck_require__.d(__webpack_exports__, {
			o: () => createTransport
		})

		// external "node:https"
		const external_node_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('node:https')

		// external "node:tls"
		const external_node_tls_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('node:tls')
		var lib = __nccwpck_require__(986)

		// external "node:events"
		const external_node_events_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('node:events')

		// external "node:http"
		const external_node_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('node:http')
		var external_node_net_ = __nccwpck_require__(30)

		// ./lib/connection.js
		const openConnection = async ({ host, port, proxy, trusted, unchecked }, signal) => {
			const secured = (over, name) => {
				const servername =
					external_node_net_.isIP(name) === 0
						? {
								servername: name
							}
						: {}
				const checks = {
					rejectUnauthorized: true,
					ALPNProtocols: ['http/1.1']
				}
				return ready(
					external_node_tls_namespaceObject.connect({
						...over,
						host: name,
						...servername,
						secureContext: trusted,
						...checks
					}),
					'secureConnect',
					signal
				)
			}
			const step = async (late, work, explain) => {
				try {
					return {
						is: 'done',
						value: await work()
					}
				} catch (thrown) {
					const why = signal.aborted
						? {
								reason: `${late} ${signal.reason.unopened}`,
								lasting: false
							}
						: explain(thrown)
					return {
						is: 'not-open',
						...why
					}
				}
			}
			const byHost = thrown => unsecured(thrown, 'host', unchecked)
			const byProxy = thrown => unsecured(thrown, 'proxy', unchecked)
			if (signal.aborted)
				return {
					is: 'not-open',
					reason: `no connection was made ${signal.reason.unopened}`,
					lasting: false
				}
			if (proxy === undefined) {
				const direct = await step(
					'no connection was made',
					() =>
						secured(
							{
								port
							},
							host
						),
					byHost
				)
				return direct.is === 'done'
					? {
							is: 'open',
							socket: direct.value
						}
					: direct
			}
			const toProxy = () =>
				proxy.scheme === 'https'
					? secured(
							{
								port: proxy.port
							},
							proxy.host
						)
					: ready(
							external_node_net_.connect({
								host: proxy.host,
								port: proxy.port
							}),
							'connect',
							signal
						)
			const reached = await step('the proxy could not be reached', toProxy, byProxy)
			if (reached.is === 'not-open') return reached
			const ask = () => askProxy(reached.value, proxy, host, port, signal)
			const answered = await step('the proxy gave no answer', ask, unanswered)
			if (answered.is === 'not-open') return answered
			if (answered.value < 200 || answered.value > 299) {
				reached.value.destroy()
				return {
					is: 'not-open',
					...refused(answered.value)
				}
			}
			const overTunnel = () =>
				secured(
					{
						socket: reached.value
					},
					host
				)
			const through = await step('no connection was made through the proxy', overTunnel, byHost)
			if (through.is === 'done')
				return {
					is: 'open',
					socket: through.value
				}
			reached.value.destroy()
			return through
		}
		const ready = async (socket, event, signal) => {
			socket.on('error', () => {})
			socket.setNoDelay(true)
			try {
				await (0, external_node_events_namespaceObject.once)(socket, event, {
					signal
				})
				return socket
			} catch (thrown) {
				socket.destroy()
				throw thrown
			}
		}
		const askProxy = async (socket, proxy, host, port, signal) => {
			const target = `${external_node_net_.isIPv6(host) ? `[${host}]` : host}:${port}`
			const headers = {
				host: target,
				...(proxy.authorization !== undefined && {
					'proxy-authorization': proxy.authorization
				})
			}
			const request = external_node_http_namespaceObject.request({
				createConnection: () => socket,
				method: 'CONNECT',
				path: target,
				headers
			})
			request.on('error', () => {})
			try {
				const answer = (0, external_node_events_namespaceObject.once)(request, 'connect', {
					signal
				})
				request.end()
				const [response] = await answer
				return response.statusCode ?? 0
			} catch (thrown) {
				socket.destroy()
				throw thrown
			}
		}
		const NETWORK = {
			ENOTFOUND: 'its name does not resolve (ENOTFOUND)',
			EAI_AGAIN: 'its name could not be resolved (EAI_AGAIN)',
			ECONNREFUSED: 'the connection was refused (ECONNREFUSED)',
			EHOSTUNREACH: 'the host is unreachable (EHOSTUNREACH)',
			ENETUNREACH: 'the network is unreachable (ENETUNREACH)',
			ETIMEDOUT: 'the host does not answer (ETIMEDOUT)'
		}
		const CERTIFICATE =
			/^(CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_)/
		const UNKNOWN_AUTHORITY =
			/^(DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_GET_|UNABLE_TO_VERIFY_|CERT_SIGNATURE_FAILURE|CERT_UNTRUSTED|INVALID_CA)/
		const CHECK_PROXY = 'Check HTTPS_PROXY, and that the proxy runs and may be reached from the runner.'
		const unsecured = (thrown, peer, unchecked) => {
			const codes = codesOf(thrown)
			const code = codes.join(', ') || 'no code'
			const whose = reason => (peer === 'proxy' ? reason.replace(/^its /, 'the proxy’s ') : reason)
			if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
				return {
					reason: whose(`its certificate is of another host (${code})`),
					hint:
						peer === 'proxy'
							? 'Give in HTTPS_PROXY the name that the proxy’s certificate is of.'
							: 'Something else answers under this name: check the name, the DNS that the runner uses, and what stands in between (proxy, firewall).',
					lasting: true
				}
			if (code === 'CERT_HAS_EXPIRED')
				return {
					reason: whose(`its certificate, or that of its authority, has expired (${code})`),
					hint: 'Have it renewed by those who run it, or by those who run a proxy that inspects TLS; check the runner’s clock too.',
					lasting: true
				}
			if (code === 'CERT_NOT_YET_VALID')
				return {
					reason: whose(`its certificate is not valid yet (${code})`),
					hint: 'Check the runner’s clock: it is probably slow.',
					lasting: true
				}
			if (UNKNOWN_AUTHORITY.test(code))
				return {
					reason: whose(`its certificate is not trusted here (${code})`),
					hint: `Give the certificate of the authority that signed it in ca-certificate; a proxy or firewall that inspects TLS has one of its own.${unchecked ? ' NODE_TLS_REJECT_UNAUTHORIZED changes nothing: certificates are always checked here.' : ''}`,
					lasting: true
				}
			if (CERTIFICATE.test(code)) {
				const hint = 'Have the certificate replaced by those who run the host, or by those who run a proxy that inspects TLS.'
				return {
					reason: whose(`its certificate is not in order (${code})`),
					hint,
					lasting: true
				}
			}
			if (/^(ERR_SSL_|ERR_TLS_|EPROTO)/.test(code)) {
				const hint =
					peer === 'proxy'
						? 'Check HTTPS_PROXY: https:// is for a proxy that is itself reached over TLS, and most proxies are given with http://.'
						: 'Check what answers under this name (DNS, proxy, firewall): it does not speak TLS as Vault and GitHub do.'
				return {
					reason: `${peer === 'proxy' ? 'the proxy and the runner' : 'both sides'} found no TLS to agree on (${code})`,
					hint,
					lasting: true
				}
			}
			if (peer === 'proxy')
				return {
					reason: `the proxy could not be reached (${code})`,
					hint: CHECK_PROXY,
					lasting: false
				}
			if (codes.length > 1)
				return {
					reason: `none of its addresses could be reached (${code})`,
					lasting: false
				}
			const known = NETWORK[code]
			if (known !== undefined)
				return {
					reason: known,
					lasting: false
				}
			return {
				reason: `no connection was made (${code})`,
				lasting: false
			}
		}
		const codesOf = thrown => {
			const { code, errors } = Object(thrown)
			const inner = Array.isArray(errors) ? [...new Set(errors.flatMap(codesOf))] : []
			return inner.length > 0 ? inner : typeof code === 'string' ? [code] : []
		}
		const unanswered = thrown => {
			const code = codesOf(thrown)[0] ?? 'no code'
			return code.startsWith('HPE_')
				? {
						reason: `what the proxy answered is no HTTP (${code})`,
						hint: CHECK_PROXY,
						lasting: true
					}
				: {
						reason: `the proxy cut the connection without an answer (${code})`,
						hint: CHECK_PROXY,
						lasting: false
					}
		}
		const refused = status => {
			const reason = `the proxy refused the connection with status ${status}`
			if (status === 407)
				return {
					reason,
					hint: 'Check the user and the password in HTTPS_PROXY (percent-encoded).',
					lasting: true
				}
			if (status >= 500)
				return {
					reason,
					hint: 'The proxy does not reach the host: check the host’s name and the proxy, and run again.',
					lasting: false
				}
			return {
				reason,
				hint: 'Have this host allowed on the proxy (port 443), or name it in NO_PROXY where the runner may reach it directly.',
				lasting: true
			}
		}
		var proxy = __nccwpck_require__(431)
		var retry = __nccwpck_require__(165)

		// ./lib/http.js
		const ANSWER_LIMIT = 1048576
		const LAST_WORDS = 5_000
		const CONNECT_DEADLINE = 30_000
		const AHEAD = 2
		const IDLE = {
			used: 4_000,
			unused: 10_000
		}
		const createTransport = (stopping, env) => {
			const unchecked = env.NODE_TLS_REJECT_UNAUTHORIZED === '0'
			delete env.NODE_TLS_REJECT_UNAUTHORIZED
			const proxies = (0, proxy.nM)(env)
			let trusted
			const client = new lib.Qq()
			const agent = new external_node_https_namespaceObject.Agent({
				keepAlive: true,
				timeout: IDLE.used
			})
			const spares = new Map()
			const underWay = new Map()
			agent.getName = ({ host, port } = {}) => `${host}:${port}`
			agent.createConnection = options => takeFrom(spares.get(agent.getName(options)))
			const open = async (host, port, signal) => {
				if (proxies.is === 'mistakes')
					return {
						is: 'not-open',
						reason: proxies.mistakes.join('; '),
						lasting: true
					}
				trusted ??= external_node_tls_namespaceObject.createSecureContext()
				return openConnection(
					{
						host: (0, proxy.n0)(host),
						port,
						proxy: proxies.proxyFor(host, port),
						trusted,
						unchecked
					},
					signal
				)
			}
			const offer = (name, socket) => {
				spares.set(name, [...(spares.get(name) ?? []).filter(isOpen), keep(socket)])
			}
			const readyFor = name => {
				const free = agent.freeSockets[name] ?? []
				return (free.at(-1)?.destroyed === false ? free.length : 0) + (spares.get(name) ?? []).filter(isOpen).length
			}
			const openAhead = (host, name) => {
				const cutter = new AbortController()
				const giveUp = unopened =>
					cutter.abort({
						unopened
					})
				const deadline = setTimeout(() => giveUp(`within ${CONNECT_DEADLINE / 1000} seconds`), CONNECT_DEADLINE).unref()
				const stop = () => giveUp(`before ${(0, retry.kE)(stopping)}`)
				stopping.addEventListener('abort', stop, {
					once: true
				})
				const opening = open(host, 443, cutter.signal).then(opened => {
					clearTimeout(deadline)
					stopping.removeEventListener('abort', stop)
					underWay.set(
						name,
						(underWay.get(name) ?? []).filter(other => other !== opening)
					)
					if (opened.is === 'not-open') return unopened(opened)
					offer(name, opened.socket)
					return undefined
				})
				underWay.set(name, [...(underWay.get(name) ?? []), opening])
			}
			return {
				connect: async host => {
					if (stopping.aborted) return stopped(stopping)
					const name = agent.getName({
						host,
						port: 443
					})
					while (readyFor(name) + (underWay.get(name)?.length ?? 0) < AHEAD) openAhead(host, name)
					return readyFor(name) > 0 ? undefined : firstThere(underWay.get(name) ?? [])
				},
				send: async ({ method, url, headers, body, deadlineMs }) => {
					if (stopping.aborted) return stopped(stopping)
					const cutter = new AbortController()
					const cut = (reason, unopened) =>
						cutter.abort({
							reason,
							unopened
						})
					const within = `within ${deadlineMs / 1000} seconds`
					const deadline = setTimeout(() => cut(`no whole answer came ${within}`, within), deadlineMs)
					let lastWords
					const stop = () => {
						const why = (0, retry.kE)(stopping)
						lastWords = setTimeout(() => cut(`${why} before the answer came`, `before ${why}`), LAST_WORDS)
					}
					stopping.addEventListener('abort', stop, {
						once: true
					})
					try {
						const host = url.hostname
						const port = url.port === '' ? 443 : Number(url.port)
						const name = agent.getName({
							host,
							port
						})
						const early = readyFor(name) > 0 ? undefined : underWay.get(name)?.shift()
						if (early !== undefined) await Promise.race([early, aborted(cutter.signal)])
						const opened = readyFor(name) > 0 ? undefined : await open(host, port, cutter.signal)
						if (opened?.is === 'not-open') return unopened(opened)
						if (opened !== undefined) offer(name, opened.socket)
						const options = {
							method,
							host,
							port,
							path: url.pathname + url.search,
							headers: {
								...headers
							},
							agent,
							signal: cutter.signal
						}
						const response = await client.requestRaw(
							{
								options,
								parsedUrl: url,
								httpModule: external_node_https_namespaceObject
							},
							body ?? null
						)
						const chunks = []
						let size = 0
						for await (const chunk of response.message) {
							chunks.push(chunk)
							size += chunk.length
							if (size > ANSWER_LIMIT) return tooLarge
						}
						cutter.signal.throwIfAborted()
						return {
							is: 'answer',
							status: response.message.statusCode ?? 0,
							headers: Object.fromEntries(Object.entries(response.message.headers).map(([name, value]) => [name, String(value)])),
							text: Buffer.concat(chunks).toString('utf8')
						}
					} catch (thrown) {
						if (!cutter.signal.aborted) return explain(thrown)
						return {
							is: 'no-answer',
							reason: cutter.signal.reason.reason,
							reached: 'perhaps',
							lasting: false
						}
					} finally {
						clearTimeout(deadline)
						clearTimeout(lastWords)
						stopping.removeEventListener('abort', stop)
					}
				},
				trust: pems => {
					if (pems.length > 0)
						trusted = external_node_tls_namespaceObject.createSecureContext({
							ca: [...external_node_tls_namespaceObject.getCACertificates('default'), ...pems]
						})
				}
			}
		}
		const keep = socket => socket.setTimeout(IDLE.unused).once('timeout', http_close).unref()
		function http_close() {
			this.destroy()
		}
		const isOpen = ({ readable, writable }) => readable && writable
		const takeFrom = (spares = []) => {
			const found = spares.splice(0, spares.findIndex(isOpen) + 1).at(-1)
			return found?.setTimeout(0).off('timeout', http_close).ref()
		}
		const firstThere = openings =>
			new Promise(resolve => {
				let left = openings.length
				for (const opening of openings) opening.then(none => (--left > 0 && none !== undefined ? undefined : resolve(none)))
			})
		const aborted = signal =>
			new Promise(resolve =>
				signal.addEventListener('abort', resolve, {
					once: true
				})
			)
		const stopped = stopping => ({
			is: 'no-answer',
			reason: (0, retry.kE)(stopping),
			reached: 'no',
			lasting: true
		})
		const unopened = ({ reason, hint, lasting }) => ({
			is: 'no-answer',
			reason,
			reached: 'no',
			lasting,
			...(hint !== undefined && {
				hint
			})
		})
		const tooLarge = {
			is: 'no-answer',
			reason: 'the answer is larger than 1 MiB',
			reached: 'perhaps',
			lasting: false
		}
		const explain = thrown => {
			const { code } = Object(thrown)
			const said = typeof code === 'string' ? code : 'no code'
			if (/^ERR_(INVALID_CHAR|INVALID_ARG|INVALID_HTTP_TOKEN|HTTP_INVALID_HEADER|UNESCAPED_CHARACTERS)/.test(said))
				return {
					is: 'no-answer',
					reason: `the request could not be made (${said})`,
					hint: 'A credential or another input holds a character that no request can carry: check what was pasted.',
					reached: 'no',
					lasting: true
				}
			return {
				is: 'no-answer',
				reason: `the connection was lost (${said})`,
				reached: 'perhaps',
				lasting: false
			}
		}
	},
	317: (__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {
		__nccwpck_require__.a(
			__webpack_module__,
			async (__webpack_handle_async_dependencies__, __webpack_async_result__) => {
				try {
					var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(598)
					var _after_job_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(28)
					var _clock_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(920)
					var _http_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(680)
					var _process_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(318)
					var _runner_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(499)
					const BUDGET = 115_000
					const LINGER = 500
					const stopping = AbortSignal.timeout(BUDGET)
					await (0, _after_job_js__WEBPACK_IMPORTED_MODULE_1__.m)({
						runner: (0, _runner_js__WEBPACK_IMPORTED_MODULE_5__.O)(),
						env: process.env,
						...(0, _http_js__WEBPACK_IMPORTED_MODULE_3__.o)(stopping, process.env),
						patience: {
							clock: _clock_js__WEBPACK_IMPORTED_MODULE_2__.ml,
							random: Math.random,
							stopping
						},
						nonce: () => (0, node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(2).toString('hex'),
						process: (0, _process_js__WEBPACK_IMPORTED_MODULE_4__.W)()
					})
					setTimeout(() => process.exit(), LINGER).unref()
					__webpack_async_result__()
				} catch (e) {
					__webpack_async_result__(e)
				}
			},
			1
		)
	},
	318: (__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {
		__nccwpck_require__.d(__webpack_exports__, {
			R: () => ensureOver,
			W: () => thisProcess
		})
		var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(24)
		var _retry_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(165)
		const OWN_END = 8_000
		const KILLED_END = 2_000
		const LOOK_EVERY = 50
		const startOf = pid => {
			try {
				const stat = (0, node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/stat`, 'utf8')
				const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
				return fields[0] === 'Z' || fields[0] === 'X' ? '' : (fields[19] ?? '')
			} catch {
				return ''
			}
		}
		const thisProcess = () => ({
			pid: process.pid,
			started: startOf(process.pid)
		})
		const runs = ({ pid, started }) => started !== '' && startOf(pid) === started
		const ensureOver = async (main, patience) => {
			for (const [signal, budget] of [
				['SIGTERM', OWN_END],
				['SIGKILL', KILLED_END]
			]) {
				if (!runs(main)) return true
				try {
					process.kill(main.pid, signal)
				} catch {}
				for (let waited = 0; runs(main) && waited < budget; waited += LOOK_EVERY)
					await (0, _retry_js__WEBPACK_IMPORTED_MODULE_1__.v7)(LOOK_EVERY, patience)
			}
			return !runs(main)
		}
	},
	431: (__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {
		__nccwpck_require__.d(__webpack_exports__, {
			FF: () => proxyCredentials,
			n0: () => bareHost,
			nM: () => readProxy
		})
		var node_net__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(30)
		const readProxy = env => {
			const mistakes = proxyMistakes(env)
			if (mistakes.length > 0)
				return {
					is: 'mistakes',
					mistakes
				}
			const url = proxyUrl(settingOf(env, 'https_proxy')?.value ?? '')
			const proxy = url && proxyOf(url)
			const rules = entriesOf(settingOf(env, 'no_proxy')).map(ruleOf)
			return {
				is: 'read',
				proxyFor: (host, port) => {
					const bare = bareHost(host).replace(/\.$/, '')
					return isLoopback(bare) || rules.some(rule => rule?.(bare, port)) ? undefined : proxy
				}
			}
		}
		const proxyMistakes = env => {
			const setting = settingOf(env, 'https_proxy')
			if (setting === undefined) return []
			return [...addressMistakes(setting), ...exceptionMistakes(settingOf(env, 'no_proxy'))]
		}
		const addressMistakes = ({ name, value }) =>
			proxyUrl(value) === undefined
				? [
						`${name} is set and is no proxy address: give http://HOST:PORT or https://HOST:PORT, with user and password percent-encoded, or unset it`
					]
				: []
		const exceptionMistakes = setting =>
			entriesOf(setting)
				.filter(entry => ruleOf(entry) === undefined)
				.map(
					entry =>
						`${setting?.name} holds "${entry.slice(0, 60)}", which neither curl nor Go understands: give names, .suffixes, addresses or networks like 10.0.0.0/8, separated by commas`
				)
		const LONG = 12
		const proxyCredentials = env => {
			const url = proxyUrl(settingOf(env, 'https_proxy')?.value ?? '')
			if (!url) return []
			if (url.password === '')
				return [...new Set([decodeURIComponent(url.username), url.username])].filter(({ length }) => length >= LONG)
			const password = decodeURIComponent(url.password)
			return [...new Set([password, url.password, loginOf(url)])].filter(({ length }) => length > 2)
		}
		const settingOf = (env, lower) => {
			const asked = [lower, lower.toUpperCase()].find(name => env[name])
			if (asked === undefined) return undefined
			const names = Object.keys(env)
			const name = names.includes(asked) ? asked : (names.find(other => other.toLowerCase() === lower) ?? asked)
			return {
				name,
				value: env[asked] ?? ''
			}
		}
		const proxyUrl = value => {
			const text = value.trim()
			const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(text)
			const url = URL.parse(whole ? text : `http://${text}`)
			if (url === null || url.hostname === '' || !['http:', 'https:'].includes(url.protocol) || !decodes(url)) return undefined
			return whole || url.pathname === '/' ? url : undefined
		}
		const decodes = url => {
			try {
				return loginOf(url) !== undefined
			} catch {
				return false
			}
		}
		const loginOf = ({ username, password }) => `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
		const proxyOf = url => {
			const scheme = url.protocol === 'https:' ? 'https' : 'http'
			return {
				scheme,
				host: bareHost(url.hostname),
				port: url.port === '' ? (scheme === 'https' ? 443 : 80) : Number(url.port),
				authorization:
					url.username === '' && url.password === '' ? undefined : `Basic ${Buffer.from(loginOf(url)).toString('base64')}`
			}
		}
		const bareHost = host => host.replace(/^\[(.*)\]$/, '$1').toLowerCase()
		const isLoopback = host =>
			host === 'localhost' ||
			host === '::1' ||
			((0, node_net__WEBPACK_IMPORTED_MODULE_0__.isIPv4)(host) && host.startsWith('127.'))
		const entriesOf = setting => (setting?.value ?? '').split(/[\s,]+/).filter(entry => entry !== '')
		const PORT = /^(\[[^\]]*\]|[^:]*):(\d{1,5})$/
		const NAME = /^[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)*$/u
		const ruleOf = entry => {
			if (entry === '*') return () => true
			const withPort = PORT.exec(entry)
			const pattern = bareHost(withPort?.[1] ?? entry)
			const port = withPort === null ? undefined : Number(withPort[2])
			const matches = networkRule(pattern) ?? nameRule(pattern)
			return matches && ((host, asked) => (port === undefined || port === asked) && matches(host))
		}
		const networkRule = pattern => {
			const [address = '', bits, ...more] = pattern.split('/')
			const family = (0, node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(address)
			if (family === 0 || more.length > 0) return undefined
			const prefix = bits === undefined ? (family === 4 ? 32 : 128) : /^\d{1,3}$/.test(bits) ? Number(bits) : -1
			if (prefix < 0 || prefix > (family === 4 ? 32 : 128)) return undefined
			const list = new node_net__WEBPACK_IMPORTED_MODULE_0__.BlockList()
			list.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6')
			return host =>
				(0, node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(host) !== 0 &&
				list.check(host, (0, node_net__WEBPACK_IMPORTED_MODULE_0__.isIPv6)(host) ? 'ipv6' : 'ipv4')
		}
		const nameRule = pattern => {
			const below = pattern.startsWith('*.')
			const name = pattern.replace(/^\*?\./, '').replace(/\.$/, '')
			return NAME.test(name) ? host => host.endsWith(`.${name}`) || (!below && host === name) : undefined
		}
	},
	165: (__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {
		__nccwpck_require__.d(__webpack_exports__, {
			F7: () => answeredAt,
			Vs: () => retryAfterMs,
			Zr: () => persist,
			kE: () => whyStopped,
			lo: () => persistUntil,
			v7: () => pause
		})
		var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(452)
		const LONGEST_WAIT = 60_000
		const FIRST_BACKOFF = 1_000
		const LONGEST_BACKOFF = 10_000
		const backoff = (triesMade, random) => Math.round(random * Math.min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** (triesMade - 1)))
		const isTimeUp = ({ reason }) => reason?.name === 'TimeoutError'
		const whyStopped = stopping => (isTimeUp(stopping) ? 'the 2 minutes of the post step were over' : 'the run was cancelled')
		const interrupted = stopping =>
			isTimeUp(stopping)
				? new _errors_js__WEBPACK_IMPORTED_MODULE_0__.lZ(
						'interrupted',
						'The 2 minutes of the post step were over.',
						'Check that Vault and GitHub answer.'
					)
				: new _errors_js__WEBPACK_IMPORTED_MODULE_0__.lZ(
						'interrupted',
						'The run was cancelled.',
						'What was under way is finished or undone by the post step; run the workflow again.'
					)
		const pause = async (ms, { clock, stopping }) => {
			try {
				await clock.sleep(ms, stopping)
			} catch (thrown) {
				throw stopping.aborted ? interrupted(stopping) : thrown
			}
		}
		const persist = async (attempt, tries, patience) => {
			for (let made = 1; ; made++) {
				if (patience.stopping.aborted) throw interrupted(patience.stopping)
				const verdict = await attempt()
				if (verdict.is === 'done') return verdict.value
				if (verdict.is === 'failed' || made >= tries || (verdict.afterMs ?? 0) > LONGEST_WAIT) throw verdict.error
				await pause(verdict.afterMs ?? backoff(made, patience.random()), patience)
			}
		}
		const persistUntil = async (attempt, every, until, patience) => {
			for (;;) {
				if (patience.stopping.aborted) throw interrupted(patience.stopping)
				const verdict = await attempt()
				if (verdict.is === 'done') return verdict.value
				const wait = verdict.is === 'again' ? Math.max(every, verdict.afterMs ?? 0) : every
				if (verdict.is === 'failed' || patience.clock.elapsed() + wait > until) throw verdict.error
				await pause(wait, patience)
			}
		}
		const answeredAt = (headers, now) => {
			const at = Date.parse(headers.date ?? '')
			return Number.isNaN(at) ? now : new Date(at)
		}
		const retryAfterMs = (headers, now) => {
			const header = headers['retry-after']
			if (header === undefined) return undefined
			if (/^\d{1,9}$/.test(header)) return Number(header) * 1000
			if (!/^[A-Za-z]{3}/.test(header)) return undefined
			const at = Date.parse(header)
			return Number.isNaN(at) ? undefined : Math.max(0, at - answeredAt(headers, now).getTime())
		}
	},
	499: (__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {
		__nccwpck_require__.d(__webpack_exports__, {
			O: () => githubRunner
		})
		var external_node_fs_ = __nccwpck_require__(24)

		// external "os"
		const external_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('os')

		// ./node_modules/@actions/core/lib/utils.js
		function utils_toCommandValue(input) {
			if (input === null || input === undefined) return ''
			else if (typeof input === 'string' || input instanceof String) return input
			return JSON.stringify(input)
		}
		function toCommandProperties(annotationProperties) {
			if (!Object.keys(annotationProperties).length) return {}
			return {
				title: annotationProperties.title,
				file: annotationProperties.file,
				line: annotationProperties.startLine,
				endLine: annotationProperties.endLine,
				col: annotationProperties.startColumn,
				endColumn: annotationProperties.endColumn
			}
		}

		// ./node_modules/@actions/core/lib/command.js
		function command_issueCommand(command, properties, message) {
			const cmd = new Command(command, properties, message)
			process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL)
		}
		const CMD_STRING = '::'
		class Command {
			constructor(command, properties, message) {
				if (!command) command = 'missing.command'
				this.command = command
				this.properties = properties
				this.message = message
			}
			toString() {
				let cmdStr = CMD_STRING + this.command
				if (this.properties && Object.keys(this.properties).length > 0) {
					cmdStr += ' '
					let first = true
					for (const key in this.properties)
						if (this.properties.hasOwnProperty(key)) {
							const val = this.properties[key]
							if (val) {
								if (first) first = false
								else cmdStr += ','
								cmdStr += `${key}=${escapeProperty(val)}`
							}
						}
				}
				cmdStr += `${CMD_STRING}${escapeData(this.message)}`
				return cmdStr
			}
		}
		function escapeData(s) {
			return utils_toCommandValue(s).replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')
		}
		function escapeProperty(s) {
			return utils_toCommandValue(s)
				.replace(/%/g, '%25')
				.replace(/\r/g, '%0D')
				.replace(/\n/g, '%0A')
				.replace(/:/g, '%3A')
				.replace(/,/g, '%2C')
		}

		// external "crypto"
		const external_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('crypto')

		// external "fs"
		const external_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('fs')

		// ./node_modules/@actions/core/lib/file-command.js
		function file_command_issueFileCommand(command, message) {
			const filePath = process.env[`GITHUB_${command}`]
			if (!filePath) throw new Error(`Unable to find environment variable for file command ${command}`)
			if (!external_fs_namespaceObject.existsSync(filePath)) throw new Error(`Missing file at path: ${filePath}`)
			external_fs_namespaceObject.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_namespaceObject.EOL}`, {
				encoding: 'utf8'
			})
		}
		function file_command_prepareKeyValueMessage(key, value) {
			const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`
			const convertedValue = utils_toCommandValue(value)
			if (key.includes(delimiter)) throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`)
			if (convertedValue.includes(delimiter))
				throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`)
			return `${key}<<${delimiter}${external_os_namespaceObject.EOL}${convertedValue}${external_os_namespaceObject.EOL}${delimiter}`
		}

		// external "path"
		__WEBPACK_EXTERNAL_createRequire(import.meta.url)('path')
		__nccwpck_require__(986)
		const { access, appendFile, writeFile } = external_fs_namespaceObject.promises
		const platform = external_os_namespaceObject.platform()
		const arch = external_os_namespaceObject.arch()
		const isWindows = platform === 'win32'
		const isMacOS = platform === 'darwin'
		const isLinux = platform === 'linux'
		var ExitCode
		;(function (ExitCode) {
			ExitCode[(ExitCode['Success'] = 0)] = 'Success'
			ExitCode[(ExitCode['Failure'] = 1)] = 'Failure'
		})(ExitCode || (ExitCode = {}))
		function core_setSecret(secret) {
			command_issueCommand('add-mask', {}, secret)
		}
		function getInput(name, options) {
			const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || ''
			if (options && options.required && !val) throw new Error(`Input required and not supplied: ${name}`)
			if (options && options.trimWhitespace === false) return val
			return val.trim()
		}
		function setOutput(name, value) {
			const filePath = process.env['GITHUB_OUTPUT'] || ''
			if (filePath) return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value))
			process.stdout.write(external_os_namespaceObject.EOL)
			command_issueCommand(
				'set-output',
				{
					name
				},
				utils_toCommandValue(value)
			)
		}
		function error(message, properties = {}) {
			command_issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message)
		}
		function warning(message, properties = {}) {
			command_issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message)
		}
		function notice(message, properties = {}) {
			command_issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message)
		}
		function info(message) {
			process.stdout.write(message + external_os_namespaceObject.EOL)
		}
		function saveState(name, value) {
			const filePath = process.env['GITHUB_STATE'] || ''
			if (filePath) return file_command_issueFileCommand('STATE', file_command_prepareKeyValueMessage(name, value))
			command_issueCommand(
				'save-state',
				{
					name
				},
				utils_toCommandValue(value)
			)
		}

		// external "node:util"
		const external_node_util_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('node:util')

		// ./lib/text.js
		const QUOTE_LIMIT = 300
		const CONTROLS = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu
		const neutral = text =>
			text
				.replace(CONTROLS, ' ')
				.replaceAll('##[', '## [')
				.replace(/^(\s*):(?=:)/, '$1: ')
		const quote = text => {
			const line = neutral(text).replace(/\s+/g, ' ').trim()
			return line.length > QUOTE_LIMIT ? `${line.slice(0, QUOTE_LIMIT - 1).replace(/[\ud800-\udbff]$/, '')}…` : line
		}
		const markdown = text =>
			neutral(text)
				.replace(/[&<>\\`*_[\]|~@#$]/g, character => `&#${character.charCodeAt(0)};`)
				.replaceAll('://', ':&#47;&#47;')
				.replace(/www\./gi, dotted => `${dotted.slice(0, 3)}&#46;`)
		const pasted = text => text.replace(/^[\s\u200b-\u200d\u2060\ufeff]+|[\s\u200b-\u200d\u2060\ufeff]+$/g, '')

		// ./lib/credential.js
		const isCredential = text => text.length > 2
		const toMask = value => {
			const lines = value.split(/[\r\n]+/).map(line => line.trim())
			return lines.every(line => line === '' || isCredential(line)) ? [value] : lines.filter(isCredential)
		}
		const credentials = mask => {
			const forms = new Set()
			const keep = value => {
				if (value !== '') {
					for (const text of toMask(value)) mask(text)
					for (const line of [value, ...value.split(/[\r\n]+/)].map(part => part.trim()).filter(isCredential)) {
						const asForm = new URLSearchParams({
							'': line
						})
							.toString()
							.slice(1)
						for (const form of [
							line,
							JSON.stringify(line).slice(1, -1),
							encodeURIComponent(line.toWellFormed()),
							asForm,
							markdown(line)
						])
							forms.add(form)
					}
				}
				return Object.freeze({
					reveal: () => value,
					toString: () => '***',
					toJSON: () => '***',
					[external_node_util_namespaceObject.inspect.custom]: () => '***'
				})
			}
			const redact = text =>
				[...forms].sort((a, b) => b.length - a.length).reduce((rest, form) => rest.replaceAll(form, '***'), text)
			return {
				keep,
				redact
			}
		}
		var errors = __nccwpck_require__(452)

		// ./lib/runner.js
		const ANNOTATION_LIMIT = 4096
		const githubRunner = () => {
			const { keep, redact } = credentials(core_setSecret)
			const line = text => neutral(redact(text)).slice(0, ANNOTATION_LIMIT)
			const said = new Map()
			return {
				input: name =>
					pasted(
						getInput(name, {
							trimWhitespace: false
						})
					),
				rawInput: name =>
					raw(
						getInput(name, {
							trimWhitespace: false
						})
					),
				keep,
				quote: text => quote(redact(text)),
				output: (name, value) => {
					if (said.get(name) === value) return
					said.set(name, value)
					written('GITHUB_OUTPUT', () => setOutput(name, value))
				},
				saveState: (name, value) => written('GITHUB_STATE', () => saveState(name, value)),
				fileTrouble: () => ['GITHUB_OUTPUT', 'GITHUB_STATE'].map(troubleOf).find(trouble => trouble !== undefined),
				savedState: () =>
					Object.fromEntries(
						Object.entries(process.env).flatMap(([name, value]) =>
							name.startsWith('STATE_') && value ? [[name.slice(6), value]] : []
						)
					),
				info: text => info(line(text)),
				notice: (title, text) =>
					notice(line(text), {
						title
					}),
				warning: (title, text) =>
					warning(line(text), {
						title
					}),
				error: (title, text) =>
					error(line(text), {
						title
					}),
				summary: markdown => {
					const file = process.env.GITHUB_STEP_SUMMARY
					if (file) (0, external_node_fs_.appendFileSync)(file, redact(markdown))
				}
			}
		}
		const raw = text => {
			const whole = text.replace(/^\ufeff/, '').replace(/[\r\n]+$/, '')
			return pasted(whole) === '' ? '' : whole
		}
		const troubleOf = variable => {
			const path = process.env[variable] ?? ''
			try {
				if (!(0, external_node_fs_.statSync)(path).isFile()) return (0, errors.zS)(variable, path, 'EISDIR')
				;(0, external_node_fs_.appendFileSync)(path, '')
				return undefined
			} catch (thrown) {
				return (0, errors.zS)(variable, path, codeOf(thrown))
			}
		}
		const written = (variable, write) => {
			try {
				write()
			} catch (thrown) {
				const code = codeOf(thrown)
				if (code === '' && !/^Missing file at path/.test(String(thrown?.message))) throw thrown
				throw (0, errors.zS)(variable, process.env[variable] ?? '', code || 'ENOENT')
			}
		}
		const codeOf = thrown => String(thrown?.code ?? '')
	},
	986: (__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {
		__nccwpck_require__.d(__webpack_exports__, {
			Qq: () => HttpClient
		})

		// external "http"
		const external_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('http')
		var external_http_namespaceObject_0 = __nccwpck_require__.t(external_http_namespaceObject, 2)

		// external "https"
		const external_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('https')
		var external_https_namespaceObject_0 = __nccwpck_require__.t(external_https_namespaceObject, 2)

		// ./node_modules/@actions/http-client/lib/proxy.js
		function getProxyUrl(reqUrl) {
			const usingSsl = reqUrl.protocol === 'https:'
			if (checkBypass(reqUrl)) return undefined
			const proxyVar = (() => {
				if (usingSsl) return process.env['https_proxy'] || process.env['HTTPS_PROXY']
				else return process.env['http_proxy'] || process.env['HTTP_PROXY']
			})()
			if (proxyVar)
				try {
					return new DecodedURL(proxyVar)
				} catch (_a) {
					if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://')) return new DecodedURL(`http://${proxyVar}`)
				}
			else return undefined
		}
		function checkBypass(reqUrl) {
			if (!reqUrl.hostname) return false
			const reqHost = reqUrl.hostname
			if (isLoopbackAddress(reqHost)) return true
			const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || ''
			if (!noProxy) return false
			let reqPort
			if (reqUrl.port) reqPort = Number(reqUrl.port)
			else if (reqUrl.protocol === 'http:') reqPort = 80
			else if (reqUrl.protocol === 'https:') reqPort = 443
			const upperReqHosts = [reqUrl.hostname.toUpperCase()]
			if (typeof reqPort === 'number') upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`)
			for (const upperNoProxyItem of noProxy
				.split(',')
				.map(x => x.trim().toUpperCase())
				.filter(x => x)) {
				if (
					upperNoProxyItem === '*' ||
					upperReqHosts.some(
						x =>
							x === upperNoProxyItem ||
							x.endsWith(`.${upperNoProxyItem}`) ||
							(upperNoProxyItem.startsWith('.') && x.endsWith(`${upperNoProxyItem}`))
					)
				)
					return true
			}
			return false
		}
		function isLoopbackAddress(host) {
			const hostLower = host.toLowerCase()
			return (
				hostLower === 'localhost' ||
				hostLower.startsWith('127.') ||
				hostLower.startsWith('[::1]') ||
				hostLower.startsWith('[0:0:0:0:0:0:0:1]')
			)
		}
		class DecodedURL extends URL {
			constructor(url, base) {
				super(url, base)
				this._decodedUsername = decodeURIComponent(super.username)
				this._decodedPassword = decodeURIComponent(super.password)
			}
			get username() {
				return this._decodedUsername
			}
			get password() {
				return this._decodedPassword
			}
		}

		// ./stubs/absent.js
		const absent = () => {
			throw new Error('this is not part of the bundle')
		}
		const ProxyAgent = absent
		const httpOverHttp = absent
		const httpOverHttps = absent
		const httpsOverHttp = absent
		const httpsOverHttps = absent

		// ./node_modules/@actions/http-client/lib/index.js
		var __awaiter = function (thisArg, _arguments, P, generator) {
			function adopt(value) {
				return value instanceof P
					? value
					: new P(function (resolve) {
							resolve(value)
						})
			}
			return new (P || (P = Promise))(function (resolve, reject) {
				function fulfilled(value) {
					try {
						step(generator.next(value))
					} catch (e) {
						reject(e)
					}
				}
				function rejected(value) {
					try {
						step(generator['throw'](value))
					} catch (e) {
						reject(e)
					}
				}
				function step(result) {
					result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected)
				}
				step((generator = generator.apply(thisArg, _arguments || [])).next())
			})
		}
		var HttpCodes
		;(function (HttpCodes) {
			HttpCodes[(HttpCodes['OK'] = 200)] = 'OK'
			HttpCodes[(HttpCodes['MultipleChoices'] = 300)] = 'MultipleChoices'
			HttpCodes[(HttpCodes['MovedPermanently'] = 301)] = 'MovedPermanently'
			HttpCodes[(HttpCodes['ResourceMoved'] = 302)] = 'ResourceMoved'
			HttpCodes[(HttpCodes['SeeOther'] = 303)] = 'SeeOther'
			HttpCodes[(HttpCodes['NotModified'] = 304)] = 'NotModified'
			HttpCodes[(HttpCodes['UseProxy'] = 305)] = 'UseProxy'
			HttpCodes[(HttpCodes['SwitchProxy'] = 306)] = 'SwitchProxy'
			HttpCodes[(HttpCodes['TemporaryRedirect'] = 307)] = 'TemporaryRedirect'
			HttpCodes[(HttpCodes['PermanentRedirect'] = 308)] = 'PermanentRedirect'
			HttpCodes[(HttpCodes['BadRequest'] = 400)] = 'BadRequest'
			HttpCodes[(HttpCodes['Unauthorized'] = 401)] = 'Unauthorized'
			HttpCodes[(HttpCodes['PaymentRequired'] = 402)] = 'PaymentRequired'
			HttpCodes[(HttpCodes['Forbidden'] = 403)] = 'Forbidden'
			HttpCodes[(HttpCodes['NotFound'] = 404)] = 'NotFound'
			HttpCodes[(HttpCodes['MethodNotAllowed'] = 405)] = 'MethodNotAllowed'
			HttpCodes[(HttpCodes['NotAcceptable'] = 406)] = 'NotAcceptable'
			HttpCodes[(HttpCodes['ProxyAuthenticationRequired'] = 407)] = 'ProxyAuthenticationRequired'
			HttpCodes[(HttpCodes['RequestTimeout'] = 408)] = 'RequestTimeout'
			HttpCodes[(HttpCodes['Conflict'] = 409)] = 'Conflict'
			HttpCodes[(HttpCodes['Gone'] = 410)] = 'Gone'
			HttpCodes[(HttpCodes['TooManyRequests'] = 429)] = 'TooManyRequests'
			HttpCodes[(HttpCodes['InternalServerError'] = 500)] = 'InternalServerError'
			HttpCodes[(HttpCodes['NotImplemented'] = 501)] = 'NotImplemented'
			HttpCodes[(HttpCodes['BadGateway'] = 502)] = 'BadGateway'
			HttpCodes[(HttpCodes['ServiceUnavailable'] = 503)] = 'ServiceUnavailable'
			HttpCodes[(HttpCodes['GatewayTimeout'] = 504)] = 'GatewayTimeout'
		})(HttpCodes || (HttpCodes = {}))
		var Headers
		;(function (Headers) {
			Headers['Accept'] = 'accept'
			Headers['ContentType'] = 'content-type'
		})(Headers || (Headers = {}))
		var MediaTypes
		;(function (MediaTypes) {
			MediaTypes['ApplicationJson'] = 'application/json'
		})(MediaTypes || (MediaTypes = {}))
		const HttpRedirectCodes = [
			HttpCodes.MovedPermanently,
			HttpCodes.ResourceMoved,
			HttpCodes.SeeOther,
			HttpCodes.TemporaryRedirect,
			HttpCodes.PermanentRedirect
		]
		const HttpResponseRetryCodes = [HttpCodes.BadGateway, HttpCodes.ServiceUnavailable, HttpCodes.GatewayTimeout]
		const RetryableHttpVerbs = ['OPTIONS', 'GET', 'DELETE', 'HEAD']
		const ExponentialBackoffCeiling = 10
		const ExponentialBackoffTimeSlice = 5
		class HttpClientError extends Error {
			constructor(message, statusCode) {
				super(message)
				this.name = 'HttpClientError'
				this.statusCode = statusCode
				Object.setPrototypeOf(this, HttpClientError.prototype)
			}
		}
		class HttpClientResponse {
			constructor(message) {
				this.message = message
			}
			readBody() {
				return __awaiter(this, void 0, void 0, function* () {
					return new Promise(resolve =>
						__awaiter(this, void 0, void 0, function* () {
							let output = Buffer.alloc(0)
							this.message.on('data', chunk => {
								output = Buffer.concat([output, chunk])
							})
							this.message.on('end', () => {
								resolve(output.toString())
							})
						})
					)
				})
			}
			readBodyBuffer() {
				return __awaiter(this, void 0, void 0, function* () {
					return new Promise(resolve =>
						__awaiter(this, void 0, void 0, function* () {
							const chunks = []
							this.message.on('data', chunk => {
								chunks.push(chunk)
							})
							this.message.on('end', () => {
								resolve(Buffer.concat(chunks))
							})
						})
					)
				})
			}
		}
		class HttpClient {
			constructor(userAgent, handlers, requestOptions) {
				this._ignoreSslError = false
				this._allowRedirects = true
				this._allowRedirectDowngrade = false
				this._maxRedirects = 50
				this._allowRetries = false
				this._maxRetries = 1
				this._keepAlive = false
				this._disposed = false
				this.userAgent = this._getUserAgentWithOrchestrationId(userAgent)
				this.handlers = handlers || []
				this.requestOptions = requestOptions
				if (requestOptions) {
					if (requestOptions.ignoreSslError != null) this._ignoreSslError = requestOptions.ignoreSslError
					this._socketTimeout = requestOptions.socketTimeout
					if (requestOptions.allowRedirects != null) this._allowRedirects = requestOptions.allowRedirects
					if (requestOptions.allowRedirectDowngrade != null) this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade
					if (requestOptions.maxRedirects != null) this._maxRedirects = Math.max(requestOptions.maxRedirects, 0)
					if (requestOptions.keepAlive != null) this._keepAlive = requestOptions.keepAlive
					if (requestOptions.allowRetries != null) this._allowRetries = requestOptions.allowRetries
					if (requestOptions.maxRetries != null) this._maxRetries = requestOptions.maxRetries
				}
			}
			options(requestUrl, additionalHeaders) {
				return __awaiter(this, void 0, void 0, function* () {
					return this.request('OPTIONS', requestUrl, null, additionalHeaders || {})
				})
			}
			get(requestUrl, additionalHeaders) {
				return __awaiter(this, void 0, void 0, function* () {
					return this.request('GET', requestUrl, null, additionalHeaders || {})
				})
			}
			del(requestUrl, additionalHeaders) {
				return __awaiter(this, void 0, void 0, function* () {
					return this.request('DELETE', requestUrl, null, additionalHeaders || {})
				})
			}
			post(requestUrl, data, additionalHeaders) {
				return __awaiter(this, void 0, void 0, function* () {
					return this.request('POST', requestUrl, data, additionalHeaders || {})
				})
			}
			patch(requestUrl, data, additionalHeaders) {
				return __awaiter(this, void 0, void 0, function* () {
					return this.request('PATCH', requestUrl, data, additionalHeaders || {})
				})
			}
			put(requestUrl, data, additionalHeaders) {
				return __awaiter(this, void 0, void 0, function* () {
					return this.request('PUT', requestUrl, data, additionalHeaders || {})
				})
			}
			head(requestUrl, additionalHeaders) {
				return __awaiter(this, void 0, void 0, function* () {
					return this.request('HEAD', requestUrl, null, additionalHeaders || {})
				})
			}
			sendStream(verb, requestUrl, stream, additionalHeaders) {
				return __awaiter(this, void 0, void 0, function* () {
					return this.request(verb, requestUrl, stream, additionalHeaders)
				})
			}
			getJson(requestUrl_1) {
				return __awaiter(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
					additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(
						additionalHeaders,
						Headers.Accept,
						MediaTypes.ApplicationJson
					)
					const res = yield this.get(requestUrl, additionalHeaders)
					return this._processResponse(res, this.requestOptions)
				})
			}
			postJson(requestUrl_1, obj_1) {
				return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
					const data = JSON.stringify(obj, null, 2)
					additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(
						additionalHeaders,
						Headers.Accept,
						MediaTypes.ApplicationJson
					)
					additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(
						additionalHeaders,
						MediaTypes.ApplicationJson
					)
					const res = yield this.post(requestUrl, data, additionalHeaders)
					return this._processResponse(res, this.requestOptions)
				})
			}
			putJson(requestUrl_1, obj_1) {
				return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
					const data = JSON.stringify(obj, null, 2)
					additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(
						additionalHeaders,
						Headers.Accept,
						MediaTypes.ApplicationJson
					)
					additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(
						additionalHeaders,
						MediaTypes.ApplicationJson
					)
					const res = yield this.put(requestUrl, data, additionalHeaders)
					return this._processResponse(res, this.requestOptions)
				})
			}
			patchJson(requestUrl_1, obj_1) {
				return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
					const data = JSON.stringify(obj, null, 2)
					additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(
						additionalHeaders,
						Headers.Accept,
						MediaTypes.ApplicationJson
					)
					additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(
						additionalHeaders,
						MediaTypes.ApplicationJson
					)
					const res = yield this.patch(requestUrl, data, additionalHeaders)
					return this._processResponse(res, this.requestOptions)
				})
			}
			request(verb, requestUrl, data, headers) {
				return __awaiter(this, void 0, void 0, function* () {
					if (this._disposed) throw new Error('Client has already been disposed.')
					const parsedUrl = new URL(requestUrl)
					let info = this._prepareRequest(verb, parsedUrl, headers)
					const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb) ? this._maxRetries + 1 : 1
					let numTries = 0
					let response
					do {
						response = yield this.requestRaw(info, data)
						if (response && response.message && response.message.statusCode === HttpCodes.Unauthorized) {
							let authenticationHandler
							for (const handler of this.handlers)
								if (handler.canHandleAuthentication(response)) {
									authenticationHandler = handler
									break
								}
							if (authenticationHandler) return authenticationHandler.handleAuthentication(this, info, data)
							else return response
						}
						let redirectsRemaining = this._maxRedirects
						while (
							response.message.statusCode &&
							HttpRedirectCodes.includes(response.message.statusCode) &&
							this._allowRedirects &&
							redirectsRemaining > 0
						) {
							const redirectUrl = response.message.headers['location']
							if (!redirectUrl) break
							const parsedRedirectUrl = new URL(redirectUrl)
							if (
								parsedUrl.protocol === 'https:' &&
								parsedUrl.protocol !== parsedRedirectUrl.protocol &&
								!this._allowRedirectDowngrade
							)
								throw new Error(
									'Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.'
								)
							yield response.readBody()
							if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
								for (const header in headers) if (header.toLowerCase() === 'authorization') delete headers[header]
							}
							info = this._prepareRequest(verb, parsedRedirectUrl, headers)
							response = yield this.requestRaw(info, data)
							redirectsRemaining--
						}
						if (!response.message.statusCode || !HttpResponseRetryCodes.includes(response.message.statusCode)) return response
						numTries += 1
						if (numTries < maxTries) {
							yield response.readBody()
							yield this._performExponentialBackoff(numTries)
						}
					} while (numTries < maxTries)
					return response
				})
			}
			dispose() {
				if (this._agent) this._agent.destroy()
				this._disposed = true
			}
			requestRaw(info, data) {
				return __awaiter(this, void 0, void 0, function* () {
					return new Promise((resolve, reject) => {
						function callbackForResult(err, res) {
							if (err) reject(err)
							else if (!res) reject(new Error('Unknown error'))
							else resolve(res)
						}
						this.requestRawWithCallback(info, data, callbackForResult)
					})
				})
			}
			requestRawWithCallback(info, data, onResult) {
				if (typeof data === 'string') {
					if (!info.options.headers) info.options.headers = {}
					info.options.headers['Content-Length'] = Buffer.byteLength(data, 'utf8')
				}
				let callbackCalled = false
				function handleResult(err, res) {
					if (!callbackCalled) {
						callbackCalled = true
						onResult(err, res)
					}
				}
				const req = info.httpModule.request(info.options, msg => {
					const res = new HttpClientResponse(msg)
					handleResult(undefined, res)
				})
				let socket
				req.on('socket', sock => {
					socket = sock
				})
				req.setTimeout(this._socketTimeout || 180000, () => {
					if (socket) socket.end()
					handleResult(new Error(`Request timeout: ${info.options.path}`))
				})
				req.on('error', function (err) {
					handleResult(err)
				})
				if (data && typeof data === 'string') req.write(data, 'utf8')
				if (data && typeof data !== 'string') {
					data.on('close', function () {
						req.end()
					})
					data.pipe(req)
				} else req.end()
			}
			getAgent(serverUrl) {
				const parsedUrl = new URL(serverUrl)
				return this._getAgent(parsedUrl)
			}
			getAgentDispatcher(serverUrl) {
				const parsedUrl = new URL(serverUrl)
				const proxyUrl = getProxyUrl(parsedUrl)
				const useProxy = proxyUrl && proxyUrl.hostname
				if (!useProxy) return
				return this._getProxyAgentDispatcher(parsedUrl, proxyUrl)
			}
			_prepareRequest(method, requestUrl, headers) {
				const info = {}
				info.parsedUrl = requestUrl
				const usingSsl = info.parsedUrl.protocol === 'https:'
				info.httpModule = usingSsl ? external_https_namespaceObject_0 : external_http_namespaceObject_0
				const defaultPort = usingSsl ? 443 : 80
				info.options = {}
				info.options.host = info.parsedUrl.hostname
				info.options.port = info.parsedUrl.port ? parseInt(info.parsedUrl.port) : defaultPort
				info.options.path = (info.parsedUrl.pathname || '') + (info.parsedUrl.search || '')
				info.options.method = method
				info.options.headers = this._mergeHeaders(headers)
				if (this.userAgent != null) info.options.headers['user-agent'] = this.userAgent
				info.options.agent = this._getAgent(info.parsedUrl)
				if (this.handlers) for (const handler of this.handlers) handler.prepareRequest(info.options)
				return info
			}
			_mergeHeaders(headers) {
				if (this.requestOptions && this.requestOptions.headers)
					return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}))
				return lowercaseKeys(headers || {})
			}
			_getExistingOrDefaultHeader(additionalHeaders, header, _default) {
				let clientHeader
				if (this.requestOptions && this.requestOptions.headers) {
					const headerValue = lowercaseKeys(this.requestOptions.headers)[header]
					if (headerValue) clientHeader = typeof headerValue === 'number' ? headerValue.toString() : headerValue
				}
				const additionalValue = additionalHeaders[header]
				if (additionalValue !== undefined)
					return typeof additionalValue === 'number' ? additionalValue.toString() : additionalValue
				if (clientHeader !== undefined) return clientHeader
				return _default
			}
			_getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
				let clientHeader
				if (this.requestOptions && this.requestOptions.headers) {
					const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType]
					if (headerValue) {
						if (typeof headerValue === 'number') clientHeader = String(headerValue)
						else if (Array.isArray(headerValue)) clientHeader = headerValue.join(', ')
						else clientHeader = headerValue
					}
				}
				const additionalValue = additionalHeaders[Headers.ContentType]
				if (additionalValue !== undefined) {
					if (typeof additionalValue === 'number') return String(additionalValue)
					else if (Array.isArray(additionalValue)) return additionalValue.join(', ')
					else return additionalValue
				}
				if (clientHeader !== undefined) return clientHeader
				return _default
			}
			_getAgent(parsedUrl) {
				let agent
				const proxyUrl = getProxyUrl(parsedUrl)
				const useProxy = proxyUrl && proxyUrl.hostname
				if (this._keepAlive && useProxy) agent = this._proxyAgent
				if (!useProxy) agent = this._agent
				if (agent) return agent
				const usingSsl = parsedUrl.protocol === 'https:'
				let maxSockets = 100
				if (this.requestOptions)
					maxSockets = this.requestOptions.maxSockets || external_http_namespaceObject.globalAgent.maxSockets
				if (proxyUrl && proxyUrl.hostname) {
					const agentOptions = {
						maxSockets,
						keepAlive: this._keepAlive,
						proxy: Object.assign(
							Object.assign(
								{},
								(proxyUrl.username || proxyUrl.password) && {
									proxyAuth: `${proxyUrl.username}:${proxyUrl.password}`
								}
							),
							{
								host: proxyUrl.hostname,
								port: proxyUrl.port
							}
						)
					}
					let tunnelAgent
					const overHttps = proxyUrl.protocol === 'https:'
					if (usingSsl) tunnelAgent = overHttps ? httpsOverHttps : httpsOverHttp
					else tunnelAgent = overHttps ? httpOverHttps : httpOverHttp
					agent = tunnelAgent(agentOptions)
					this._proxyAgent = agent
				}
				if (!agent) {
					const options = {
						keepAlive: this._keepAlive,
						maxSockets
					}
					agent = usingSsl ? new external_https_namespaceObject.Agent(options) : new external_http_namespaceObject.Agent(options)
					this._agent = agent
				}
				if (usingSsl && this._ignoreSslError)
					agent.options = Object.assign(agent.options || {}, {
						rejectUnauthorized: false
					})
				return agent
			}
			_getProxyAgentDispatcher(parsedUrl, proxyUrl) {
				let proxyAgent
				if (this._keepAlive) proxyAgent = this._proxyAgentDispatcher
				if (proxyAgent) return proxyAgent
				const usingSsl = parsedUrl.protocol === 'https:'
				proxyAgent = new ProxyAgent(
					Object.assign(
						{
							uri: proxyUrl.href,
							pipelining: !this._keepAlive ? 0 : 1
						},
						(proxyUrl.username || proxyUrl.password) && {
							token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString('base64')}`
						}
					)
				)
				this._proxyAgentDispatcher = proxyAgent
				if (usingSsl && this._ignoreSslError)
					proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, {
						rejectUnauthorized: false
					})
				return proxyAgent
			}
			_getUserAgentWithOrchestrationId(userAgent) {
				const baseUserAgent = userAgent || 'actions/http-client'
				const orchId = process.env['ACTIONS_ORCHESTRATION_ID']
				if (orchId) {
					const sanitizedId = orchId.replace(/[^a-z0-9_.-]/gi, '_')
					return `${baseUserAgent} actions_orchestration_id/${sanitizedId}`
				}
				return baseUserAgent
			}
			_performExponentialBackoff(retryNumber) {
				return __awaiter(this, void 0, void 0, function* () {
					retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber)
					const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber)
					return new Promise(resolve => setTimeout(() => resolve(), ms))
				})
			}
			_processResponse(res, options) {
				return __awaiter(this, void 0, void 0, function* () {
					return new Promise((resolve, reject) =>
						__awaiter(this, void 0, void 0, function* () {
							const statusCode = res.message.statusCode || 0
							const response = {
								statusCode,
								result: null,
								headers: {}
							}
							if (statusCode === HttpCodes.NotFound) resolve(response)
							function dateTimeDeserializer(key, value) {
								if (typeof value === 'string') {
									const a = new Date(value)
									if (!isNaN(a.valueOf())) return a
								}
								return value
							}
							let obj
							let contents
							try {
								contents = yield res.readBody()
								if (contents && contents.length > 0) {
									if (options && options.deserializeDates) obj = JSON.parse(contents, dateTimeDeserializer)
									else obj = JSON.parse(contents)
									response.result = obj
								}
								response.headers = res.message.headers
							} catch (err) {}
							if (statusCode > 299) {
								let msg
								if (obj && obj.message) msg = obj.message
								else if (contents && contents.length > 0) msg = contents
								else msg = `Failed request: (${statusCode})`
								const err = new HttpClientError(msg, statusCode)
								err.result = response.result
								reject(err)
							} else resolve(response)
						})
					)
				})
			}
		}
		const lowercaseKeys = obj => Object.keys(obj).reduce((c, k) => ((c[k.toLowerCase()] = obj[k]), c), {})
	}
}
var __webpack_module_cache__ = {}
function __nccwpck_require__(moduleId) {
	var cachedModule = __webpack_module_cache__[moduleId]
	if (cachedModule !== undefined) return cachedModule.exports
	var module = (__webpack_module_cache__[moduleId] = {
		exports: {}
	})
	var threw = true
	try {
		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__)
		threw = false
	} finally {
		if (threw) delete __webpack_module_cache__[moduleId]
	}
	return module.exports
}
__nccwpck_require__.m = __webpack_modules__
if (typeof __nccwpck_require__ !== 'undefined')
	__nccwpck_require__.ab =
		decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + '/'
;(() => {
	var webpackQueues = typeof Symbol === 'function' ? Symbol('webpack queues') : '__webpack_queues__'
	var webpackExports = typeof Symbol === 'function' ? Symbol('webpack exports') : '__webpack_exports__'
	var webpackError = typeof Symbol === 'function' ? Symbol('webpack error') : '__webpack_error__'
	var resolveQueue = queue => {
		if (queue && queue.d < 1) {
			queue.d = 1
			queue.forEach(fn => fn.r--)
			queue.forEach(fn => (fn.r-- ? fn.r++ : fn()))
		}
	}
	var wrapDeps = deps =>
		deps.map(dep => {
			if (dep !== null && typeof dep === 'object') {
				if (dep[webpackQueues]) return dep
				if (dep.then) {
					var queue = []
					queue.d = 0
					dep.then(
						r => {
							obj[webpackExports] = r
							resolveQueue(queue)
						},
						e => {
							obj[webpackError] = e
							resolveQueue(queue)
						}
					)
					var obj = {}
					obj[webpackQueues] = fn => fn(queue)
					return obj
				}
			}
			var ret = {}
			ret[webpackQueues] = x => {}
			ret[webpackExports] = dep
			return ret
		})
	__nccwpck_require__.a = (module, body, hasAwait) => {
		var queue
		hasAwait && ((queue = []).d = -1)
		var depQueues = new Set()
		var exports = module.exports
		var currentDeps
		var outerResolve
		var reject
		var promise = new Promise((resolve, rej) => {
			reject = rej
			outerResolve = resolve
		})
		promise[webpackExports] = exports
		promise[webpackQueues] = fn => (queue && fn(queue), depQueues.forEach(fn), promise['catch'](x => {}))
		module.exports = promise
		body(
			deps => {
				currentDeps = wrapDeps(deps)
				var fn
				var getResult = () =>
					currentDeps.map(d => {
						if (d[webpackError]) throw d[webpackError]
						return d[webpackExports]
					})
				var promise = new Promise(resolve => {
					fn = () => resolve(getResult)
					fn.r = 0
					var fnQueue = q => q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn)))
					currentDeps.map(dep => dep[webpackQueues](fnQueue))
				})
				return fn.r ? promise : getResult()
			},
			err => (err ? reject((promise[webpackError] = err)) : outerResolve(exports), resolveQueue(queue))
		)
		queue && queue.d < 0 && (queue.d = 0)
	}
})()
;(() => {
	var getProto = Object.getPrototypeOf ? obj => Object.getPrototypeOf(obj) : obj => obj.__proto__
	var leafPrototypes
	__nccwpck_require__.t = function (value, mode) {
		if (mode & 1) value = this(value)
		if (mode & 8) return value
		if (typeof value === 'object' && value) {
			if (mode & 4 && value.__esModule) return value
			if (mode & 16 && typeof value.then === 'function') return value
		}
		var ns = Object.create(null)
		__nccwpck_require__.r(ns)
		var def = {}
		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)]
		for (
			var current = mode & 2 && value;
			typeof current == 'object' && !~leafPrototypes.indexOf(current);
			current = getProto(current)
		)
			Object.getOwnPropertyNames(current).forEach(key => (def[key] = () => value[key]))
		def['default'] = () => value
		__nccwpck_require__.d(ns, def)
		return ns
	}
})()
;(() => {
	__nccwpck_require__.d = (exports, definition) => {
		for (var key in definition)
			if (__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key))
				Object.defineProperty(exports, key, {
					enumerable: true,
					get: definition[key]
				})
	}
})()
;(() => {
	__nccwpck_require__.f = {}
	__nccwpck_require__.e = chunkId => {
		return Promise.all(
			Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
				__nccwpck_require__.f[key](chunkId, promises)
				return promises
			}, [])
		)
	}
})()
;(() => {
	__nccwpck_require__.u = chunkId => {
		return '' + chunkId + '.index.js'
	}
})()
;(() => {
	__nccwpck_require__.o = (obj, prop) => Object.prototype.hasOwnProperty.call(obj, prop)
})()
;(() => {
	__nccwpck_require__.r = exports => {
		if (typeof Symbol !== 'undefined' && Symbol.toStringTag)
			Object.defineProperty(exports, Symbol.toStringTag, {
				value: 'Module'
			})
		Object.defineProperty(exports, '__esModule', {
			value: true
		})
	}
})()
;(() => {
	var installedChunks = {
		792: 0
	}
	var installChunk = data => {
		var { ids, modules, runtime } = data
		var moduleId,
			chunkId,
			i = 0
		for (moduleId in modules) if (__nccwpck_require__.o(modules, moduleId)) __nccwpck_require__.m[moduleId] = modules[moduleId]
		if (runtime) runtime(__nccwpck_require__)
		for (; i < ids.length; i++) {
			chunkId = ids[i]
			if (__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) installedChunks[chunkId][0]()
			installedChunks[ids[i]] = 0
		}
	}
	__nccwpck_require__.f.j = (chunkId, promises) => {
		var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined
		if (installedChunkData !== 0) {
			if (installedChunkData) promises.push(installedChunkData[1])
			else {
				var promise = import('./' + __nccwpck_require__.u(chunkId)).then(installChunk, e => {
					if (installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined
					throw e
				})
				var promise = Promise.race([promise, new Promise(resolve => (installedChunkData = installedChunks[chunkId] = [resolve]))])
				promises.push((installedChunkData[1] = promise))
			}
		}
	}
})()
var __webpack_exports__ = __nccwpck_require__(317)
__webpack_exports__ = await __webpack_exports__
