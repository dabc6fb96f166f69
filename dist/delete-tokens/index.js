import { createRequire as __WEBPACK_EXTERNAL_createRequire } from 'module'
var __webpack_modules__ = {
	916: (__unused_webpack_module, exports) => {
		exports.Io = void 0
		var peq = new Uint32Array(0x10000)
		var myers_32 = function (a, b) {
			var n = a.length
			var m = b.length
			var lst = 1 << (n - 1)
			var pv = -1
			var mv = 0
			var sc = n
			var i = n
			while (i--) peq[a.charCodeAt(i)] |= 1 << i
			for (i = 0; i < m; i++) {
				var eq = peq[b.charCodeAt(i)]
				var xv = eq | mv
				eq |= ((eq & pv) + pv) ^ pv
				mv |= ~(eq | pv)
				pv &= eq
				if (mv & lst) sc++
				if (pv & lst) sc--
				mv = (mv << 1) | 1
				pv = (pv << 1) | ~(xv | mv)
				mv &= xv
			}
			i = n
			while (i--) peq[a.charCodeAt(i)] = 0
			return sc
		}
		var myers_x = function (b, a) {
			var n = a.length
			var m = b.length
			var mhc = []
			var phc = []
			var hsize = Math.ceil(n / 32)
			var vsize = Math.ceil(m / 32)
			for (var i = 0; i < hsize; i++) {
				phc[i] = -1
				mhc[i] = 0
			}
			var j = 0
			for (; j < vsize - 1; j++) {
				var mv_1 = 0
				var pv_1 = -1
				var start_1 = j * 32
				var vlen_1 = Math.min(32, m) + start_1
				for (var k = start_1; k < vlen_1; k++) peq[b.charCodeAt(k)] |= 1 << k
				for (var i = 0; i < n; i++) {
					var eq = peq[a.charCodeAt(i)]
					var pb = (phc[(i / 32) | 0] >>> i) & 1
					var mb = (mhc[(i / 32) | 0] >>> i) & 1
					var xv = eq | mv_1
					var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb
					var ph = mv_1 | ~(xh | pv_1)
					var mh = pv_1 & xh
					if ((ph >>> 31) ^ pb) phc[(i / 32) | 0] ^= 1 << i
					if ((mh >>> 31) ^ mb) mhc[(i / 32) | 0] ^= 1 << i
					ph = (ph << 1) | pb
					mh = (mh << 1) | mb
					pv_1 = mh | ~(xv | ph)
					mv_1 = ph & xv
				}
				for (var k = start_1; k < vlen_1; k++) peq[b.charCodeAt(k)] = 0
			}
			var mv = 0
			var pv = -1
			var start = j * 32
			var vlen = Math.min(32, m - start) + start
			for (var k = start; k < vlen; k++) peq[b.charCodeAt(k)] |= 1 << k
			var score = m
			for (var i = 0; i < n; i++) {
				var eq = peq[a.charCodeAt(i)]
				var pb = (phc[(i / 32) | 0] >>> i) & 1
				var mb = (mhc[(i / 32) | 0] >>> i) & 1
				var xv = eq | mv
				var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb
				var ph = mv | ~(xh | pv)
				var mh = pv & xh
				score += (ph >>> (m - 1)) & 1
				score -= (mh >>> (m - 1)) & 1
				if ((ph >>> 31) ^ pb) phc[(i / 32) | 0] ^= 1 << i
				if ((mh >>> 31) ^ mb) mhc[(i / 32) | 0] ^= 1 << i
				ph = (ph << 1) | pb
				mh = (mh << 1) | mb
				pv = mh | ~(xv | ph)
				mv = ph & xv
			}
			for (var k = start; k < vlen; k++) peq[b.charCodeAt(k)] = 0
			return score
		}
		var distance = function (a, b) {
			if (a.length < b.length) {
				var tmp = b
				b = a
				a = tmp
			}
			if (b.length === 0) return a.length
			if (a.length <= 32) return myers_32(a, b)
			return myers_x(a, b)
		}
		exports.Io = distance
		var closest = function (str, arr) {
			var min_distance = Infinity
			var min_index = 0
			for (var i = 0; i < arr.length; i++) {
				var dist = distance(str, arr[i])
				if (dist < min_distance) {
					min_distance = dist
					min_index = i
				}
			}
			return arr[min_index]
		}
		closest
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
	413: (__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {
		__nccwpck_require__.d(__webpack_exports__, {
			DD: () => asList,
			e1: () => asText,
			eB: () => asObject,
			qF: () => parseJson
		})
		const asObject = value => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined)
		const asList = value => (Array.isArray(value) ? value : [])
		const asText = value => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')
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
	},
	165: (__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {
		__nccwpck_require__.d(__webpack_exports__, {
			Vs: () => retryAfterMs,
			Zr: () => persist,
			kE: () => whyStopped
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

// ./lib/context.js
const runContext = env => ({
	repository: env.GITHUB_REPOSITORY ?? '',
	runId: digits(env.GITHUB_RUN_ID),
	attempt: digits(env.GITHUB_RUN_ATTEMPT),
	apiUrl: env.GITHUB_API_URL || 'https://api.github.com'
})
const digits = (text = '') => (/^\d{1,20}$/.test(text) ? text : '1')
const referenceId = run => `${run.repository}/${run.runId}.${run.attempt}`.replace(/[^\x21-\x7e]/g, '_')
var lib_errors = __nccwpck_require__(452)

// ./lib/once.js
const once = act => {
	let result
	return () => {
		result ??= act()
		return result
	}
}

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
const clock_toSecond = instant => instant.toISOString().replace(/\.\d{3}Z$/, 'Z')
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
var json = __nccwpck_require__(413)
var retry = __nccwpck_require__(165)

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
const limitWait = kind => (kind === 'sign-in' ? 60_000 : 10_000)
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
				limitWait(kind)
			)
		case 'RACE_CONDITION':
		case 'OPERATION_IN_PROGRESS':
			return again('vault-unavailable', 'Something else is working on the same item in Vault: run again when it is done.', 'none')
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
const TRIES = {
	'sign-in': 2,
	read: 4,
	generate: 1,
	'generate-for-sandbox': 1,
	delete: 4,
	'end-session': 2
}
const DEADLINE_MS = {
	'sign-in': 30_000,
	read: 30_000,
	generate: 60_000,
	'generate-for-sandbox': 60_000,
	delete: 30_000,
	'end-session': 30_000
}
const reachVault = (site, wire) => {
	const clock = remoteClock(wire.patience.clock)
	const addressed = credential => {
		const ask = async call => {
			const outcome = await wire.send({
				method: call.method,
				url: new URL(`https://${site.host}${call.root ? '' : `/api/${site.apiVersion}`}${call.path}`),
				headers: headersOf(site, call, credential),
				...bodyOf(call),
				deadlineMs: DEADLINE_MS[call.kind]
			})
			if (outcome.is === 'answer') clock.heard(outcome.headers.date)
			return readAnswer(outcome, call, site.host, wire.quote, wire.patience.clock.now())
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
				deadlineMs: DEADLINE_MS[call.kind]
			})
			if (outcome.is === 'no-answer') return outcome.reason
			if ((0, json.e1)((0, json.eB)((0, json.qF)(outcome.text))?.responseStatus) !== '') return undefined
			return `it answers with status ${outcome.status} and ${kindOfText(outcome.text)}`
		}
		const persistByKind = (kind, attempt) => (0, retry.Zr)(attempt, TRIES[kind], wire.patience)
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
const readAnswer = (outcome, call, host, quote, now) => {
	const what = `${call.doing} on ${host} failed`
	if (outcome.is === 'no-answer') {
		const error = new lib_errors.lZ('network', `${what}: ${outcome.reason}.`, outcome.hint ?? networkHint(outcome.lasting))
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
		new lib_errors.lZ(code, `${what}: ${came}${executionId === '' ? '' : ` (execution id ${executionId})`}.`, hint, executionId)
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
	const body = (0, json.eB)((0, json.qF)(text))
	const responseStatus = (0, json.e1)(body?.responseStatus)
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
		const first = (0, json.eB)((0, json.DD)(body.errors)[0])
		const type = (0, json.e1)(first?.type) || (0, json.e1)(body.errorType) || responseStatus
		const said = quote((0, json.e1)(first?.message) || (0, json.e1)(body.responseMessage)).replace(/[.\s]+$/, '')
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
	return (0, json.qF)(text) === undefined ? 'text that is no whole JSON' : 'JSON that is no answer of Vault'
}
const networkHint = lasting =>
	lasting
		? 'Check the proxy settings (HTTPS_PROXY, NO_PROXY) and the certificates that the runner trusts (ca-certificate).'
		: 'Check vault-dns and that the runner may reach this host (DNS, firewall, HTTPS_PROXY), and run again.'

// ./lib/vault/host.js
const VAULT_HOST_SUFFIXES = ['.veevavault.com', '.veevavault.cn', '.vaultdev.com', '.vaultpvm.com']
const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/i
const host_vaultHost = text => {
	const host = text.toLowerCase()
	return HOST_NAME.test(text) && VAULT_HOST_SUFFIXES.some(suffix => host.endsWith(suffix)) ? host : undefined
}
const LOGIN_HOST = 'login.veevavault.com'
const vaultHostSuffixes = VAULT_HOST_SUFFIXES.join(', ')

// ./lib/vault/sign-in.js
const signIn = async (how, vault, tools) => {
	switch (how.by) {
		case 'access-token':
			return vault.as(how.token)
		case 'session-id':
			return vault.as(how.session)
		case 'password':
			return byPassword(how.username, how.password, vault, tools)
		case 'oauth':
			return byOauth(how, vault, tools)
	}
}
const byPassword = async (username, password, vault, tools) => {
	const { host } = vault.site
	const doing = 'Signing in with username and password'
	const { body, executionId } = await vault.call({
		doing,
		kind: 'sign-in',
		method: 'POST',
		path: '/auth',
		form: {
			username,
			password: password.reveal(),
			vaultDNS: host
		}
	})
	return guarded(body, executionId, doing, vault, tools)
}
const byOauth = async ({ profileId, token, clientId }, vault, tools) => {
	const doing = 'Exchanging the identity provider’s token for a session'
	const { body, executionId } = await vault
		.at(LOGIN_HOST)
		.as(token)
		.call({
			doing,
			kind: 'sign-in',
			method: 'POST',
			root: true,
			path: `/auth/oauth/session/${encodeURIComponent(profileId)}`,
			form: {
				vaultDNS: vault.site.host,
				...(clientId !== undefined && {
					client_id: clientId
				})
			}
		})
		.catch(thrown => {
			if (!(thrown instanceof lib_errors.lZ) || thrown.code !== 'vault-login') throw thrown
			throw new lib_errors.lZ(thrown.code, thrown.message, OAUTH_HINT, thrown.executionId)
		})
	return guarded(body, executionId, doing, vault, tools)
}
const OAUTH_HINT =
	'Check oauth-profile-id, that the token is fresh and meant for Vault (audience, client), and that its user exists and is active there; it was tried once only.'
const guarded = (body, executionId, doing, vault, tools) => {
	const { host } = vault.site
	const value = (0, json.e1)(body.sessionId)
	if (value === '')
		throw new lib_errors.lZ(
			'vault-login',
			`${doing} on ${host} failed: the answer holds no session.`,
			'Run again; if it stays, give the execution id to Veeva Support.',
			executionId
		)
	const session = tools.keep(value)
	tools.opened(session)
	const vaults = vaultsIn(body)
	const landed = landedOn((0, json.e1)(body.vaultId), vaults)
	if (landed.includes(host)) {
		tools.sees(vaults)
		return vault.as(session)
	}
	throw new lib_errors.lZ(
		'vault-mismatch',
		`${doing} on ${host} failed: Vault opened a session of ${landed[0] === undefined ? 'a Vault that it does not name' : tools.quote(landed[0])} instead.`,
		`Check vault-dns, and that the user is active in ${host}; nothing was generated, and that session ends by itself when it has been idle.`,
		executionId
	)
}
const vaultsIn = body =>
	(0, json.DD)(body.vaultIds)
		.map(json.eB)
		.map(vault => ({
			id: (0, json.e1)(vault?.id),
			name: (0, json.e1)(vault?.name),
			host: URL.parse((0, json.e1)(vault?.url))?.hostname ?? ''
		}))
const landedOn = (vaultId, vaults) =>
	vaults.filter(({ id, host }) => vaultId !== '' && id === vaultId && host !== '').map(({ host }) => host)
const ensureHost = async (vault, quote) => {
	const { host, apiVersion } = vault.site
	const doing = 'Asking which Vault the credential is of'
	const { body, executionId } = await vault.call({
		doing,
		kind: 'read',
		method: 'GET',
		root: true,
		path: '/api/'
	})
	const values = (0, json.eB)(body.values) ?? {}
	if (Object.keys(values).length > 0 && values[apiVersion] === undefined) return
	const named = URL.parse((0, json.e1)(values[apiVersion]))?.hostname
	if (named === host) return
	throw new lib_errors.lZ(
		'vault-mismatch',
		`${doing} on ${host} failed: ${named === undefined ? 'the answer names none' : `it is of ${quote(named)}`}.`,
		`Give the token or session of ${host}, or correct vault-dns; nothing was generated.`,
		executionId
	)
}
const endSession = async vault => {
	await vault.call({
		doing: 'Ending the session',
		kind: 'end-session',
		method: 'DELETE',
		path: '/session'
	})
}

// ./lib/session.js
const openSession = (connection, context, journal, world, sees = () => {}) => {
	const { runner, patience, send } = world
	const { vault, apiVersion, clientId, caCertificates } = connection
	if (caCertificates.length > 0) {
		journal.trusts(caCertificates.join(''))
		world.trust(caCertificates)
	}
	const site = {
		host: vault,
		apiVersion,
		clientId,
		referenceId: referenceId(context)
	}
	const wire = {
		send,
		patience,
		quote: runner.quote
	}
	const over = new AbortController()
	const stopping = AbortSignal.any([patience.stopping, over.signal])
	const unsigned = reachVault(site, {
		...wire,
		patience: {
			...patience,
			stopping
		}
	})
	let opened
	const signingIn = knownToVault(connection.signIn, world).then(how =>
		signIn(how, unsigned, {
			keep: runner.keep,
			quote: runner.quote,
			sees,
			opened: session => {
				opened = reachVault(site, wire).as(session)
				journal.session({
					state: 'open',
					site,
					session: session.reveal()
				})
			}
		})
	)
	signingIn.catch(() => {})
	const end = once(async () => {
		over.abort()
		if (opened !== undefined && !patience.stopping.aborted) await endOpened(opened, journal, world)
	})
	return {
		unsigned,
		signingIn,
		end
	}
}
const knownToVault = async (how, world) =>
	how.by === 'oidc'
		? (await __nccwpck_require__.e(346).then(__nccwpck_require__.bind(__nccwpck_require__, 346))).keylessSignIn(how, world)
		: how
const endOpened = async (vault, journal, { runner }) => {
	try {
		await endSession(vault)
		journal.session({
			state: 'over'
		})
	} catch (thrown) {
		const error = (0, lib_errors.z6)(thrown)
		if (error.code === 'vault-session')
			return journal.session({
				state: 'over'
			})
		runner.warning(error.code, `${(0, lib_errors.em)(error)} The post step tries again.`)
	}
}

// external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('node:crypto')

// external "node:https"
const external_node_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('node:https')

// external "node:tls"
const external_node_tls_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('node:tls')

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
class lib_HttpClient {
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
		if (additionalValue !== undefined) return typeof additionalValue === 'number' ? additionalValue.toString() : additionalValue
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
		if (this.requestOptions) maxSockets = this.requestOptions.maxSockets || external_http_namespaceObject.globalAgent.maxSockets
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

// external "node:events"
const external_node_events_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('node:events')

// external "node:http"
const external_node_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('node:http')

// external "node:net"
const external_node_net_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('node:net')

// ./lib/connection.js
const openConnection = async ({ host, port, proxy, trusted, unchecked }, signal) => {
	const secured = (over, name) => {
		const servername =
			external_node_net_namespaceObject.isIP(name) === 0
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
					external_node_net_namespaceObject.connect({
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
	const target = `${external_node_net_namespaceObject.isIPv6(host) ? `[${host}]` : host}:${port}`
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
const CERTIFICATE = /^(CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_)/
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

// ./lib/proxy.js
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
	host === 'localhost' || host === '::1' || ((0, external_node_net_namespaceObject.isIPv4)(host) && host.startsWith('127.'))
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
	const family = (0, external_node_net_namespaceObject.isIP)(address)
	if (family === 0 || more.length > 0) return undefined
	const prefix = bits === undefined ? (family === 4 ? 32 : 128) : /^\d{1,3}$/.test(bits) ? Number(bits) : -1
	if (prefix < 0 || prefix > (family === 4 ? 32 : 128)) return undefined
	const list = new external_node_net_namespaceObject.BlockList()
	list.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6')
	return host =>
		(0, external_node_net_namespaceObject.isIP)(host) !== 0 &&
		list.check(host, (0, external_node_net_namespaceObject.isIPv6)(host) ? 'ipv6' : 'ipv4')
}
const nameRule = pattern => {
	const below = pattern.startsWith('*.')
	const name = pattern.replace(/^\*?\./, '').replace(/\.$/, '')
	return NAME.test(name) ? host => host.endsWith(`.${name}`) || (!below && host === name) : undefined
}

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
	const proxies = readProxy(env)
	let trusted
	const client = new lib_HttpClient()
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
				host: bareHost(host),
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

// ./lib/journal.js
const createJournal = saveState => ({
	began: (main, stateFile) =>
		saveState(
			'main',
			JSON.stringify({
				...main,
				stateFile
			})
		),
	trusts: pem => saveState('ca-certificate', pem),
	session: entry => saveState('session', JSON.stringify(entry)),
	token: (index, entry) => saveState(`token-${index}`, JSON.stringify(entry))
})

// external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('node:fs')
const startOf = pid => {
	try {
		const stat = (0, external_node_fs_namespaceObject.readFileSync)(`/proc/${pid}/stat`, 'utf8')
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
const listed = words => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`)

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
	const redact = text => [...forms].sort((a, b) => b.length - a.length).reduce((rest, form) => rest.replaceAll(form, '***'), text)
	return {
		keep,
		redact
	}
}

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
			if (file) (0, external_node_fs_namespaceObject.appendFileSync)(file, redact(markdown))
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
		if (!(0, external_node_fs_namespaceObject.statSync)(path).isFile()) return (0, lib_errors.zS)(variable, path, 'EISDIR')
		;(0, external_node_fs_namespaceObject.appendFileSync)(path, '')
		return undefined
	} catch (thrown) {
		return (0, lib_errors.zS)(variable, path, codeOf(thrown))
	}
}
const written = (variable, write) => {
	try {
		write()
	} catch (thrown) {
		const code = codeOf(thrown)
		if (code === '' && !/^Missing file at path/.test(String(thrown?.message))) throw thrown
		throw (0, lib_errors.zS)(variable, process.env[variable] ?? '', code || 'ENOENT')
	}
}
const codeOf = thrown => String(thrown?.code ?? '')

// ./lib/step.js
const inStep = async (world, step, nothing) => {
	const { runner, env } = world
	const missing = ['GITHUB_OUTPUT', 'GITHUB_STATE'].find(name => !env[name])
	if (missing !== undefined) {
		runner.error('internal', `The runner gives no file for ${missing}: outputs would be printed on the log. Update the runner.`)
		return 'failed'
	}
	const trouble = runner.fileTrouble()
	if (trouble !== undefined) {
		runner.error(trouble.code, (0, lib_errors.em)(trouble))
		return 'failed'
	}
	try {
		const journal = createJournal(runner.saveState)
		journal.began(world.process, env.GITHUB_STATE ?? '')
		return await step(journal)
	} catch (thrown) {
		const error = (0, lib_errors.z6)(thrown)
		runner.error(error.code, (0, lib_errors.em)(error))
		try {
			nothing()
		} catch {}
		return 'failed'
	}
}
const summarise = (text, { runner }) => {
	try {
		runner.summary(text)
	} catch {
		runner.warning('internal', 'The job summary could not be written. The output results says what became of each token.')
	}
}
const LEAVE_WITHIN = 6_500
const LINGER = 500
const asProcess = step => {
	const stop = new AbortController()
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK'])
		process.on(signal, () => {
			stop.abort()
			setTimeout(() => process.exit(1), LEAVE_WITHIN).unref()
		})
	process.exitCode = 1
	const leave = outcome => {
		process.exitCode = outcome === 'succeeded' && !stop.signal.aborted ? 0 : 1
		setTimeout(() => process.exit(), LINGER).unref()
	}
	step({
		runner: githubRunner(),
		env: process.env,
		...createTransport(stop.signal, process.env),
		patience: {
			clock: systemClock,
			random: Math.random,
			stopping: stop.signal
		},
		nonce: () => (0, external_node_crypto_namespaceObject.randomBytes)(2).toString('hex'),
		process: thisProcess()
	}).then(leave, () => leave('failed'))
}

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
		const next = (0, json.e1)((0, json.eB)(answer.body.responseDetails)?.next_page)
		if (next === '')
			return {
				records,
				userId: answer.userId
			}
		const path = belowVersion(next, vault)
		if (path === undefined || page >= PAGE_LIMIT)
			throw new lib_errors.lZ(
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
		if (!(thrown instanceof lib_errors.lZ) || !/METHOD_NOT_SUPPORTED|status 405/.test(thrown.message)) throw thrown
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
	const data = (0, json.eB)(body.data)
	return {
		record: data && recordOf(data),
		vaultId
	}
}
const recordsIn = body =>
	(0, json.DD)(body.data).flatMap(row => {
		const data = (0, json.eB)(row)
		const record = data && recordOf(data)
		return record?.active ? [record] : []
	})
const recordOf = data => {
	const id = (0, json.e1)(data.id)
	const status = (0, json.e1)((0, json.DD)(data.status__v)[0]) || (0, json.e1)(data.status__v)
	if (id === '') return undefined
	return {
		id,
		name: (0, json.e1)(data.name__v),
		user: (0, json.e1)(data.user__sys),
		active: status === 'active__v',
		expiry: dateIn(data.expiry_date__sys),
		lastUsed: dateIn(data.last_used_date__sys)
	}
}
const dateIn = value => {
	const date = new Date((0, json.e1)(value))
	return Number.isNaN(date.getTime()) ? undefined : date
}
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
				value: rows((0, json.DD)(verdict.value.body.data), ids, mayBeDone, quote)
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
		const row = (0, json.eB)(answer[index])
		if ((0, json.e1)(row?.responseStatus) === 'SUCCESS')
			return {
				id,
				is: 'gone'
			}
		const first = (0, json.eB)((0, json.DD)(row?.errors)[0])
		const type = (0, json.e1)(first?.type)
		if (mayBeDone && type === 'INVALID_DATA')
			return {
				id,
				is: 'gone'
			}
		const said = quote([type, (0, json.e1)(first?.message)].filter(part => part !== '').join(': ')).replace(/[.\s]+$/, '')
		return {
			id,
			is: 'refused',
			reason: said === '' ? 'Vault gave no reason' : `Vault answered ${said}`
		}
	})

// ./lib/expiry.js
const UNIT_SECONDS = {
	m: 60,
	h: 3600,
	d: 86_400
}
const LONGEST_SECONDS = 3153600000
const expiry_parseDuration = text => {
	const parts = /^(\d{1,9})([mhd])$/.exec(text)
	const seconds = Number(parts?.[1]) * (UNIT_SECONDS[parts?.[2] ?? ''] ?? Number.NaN)
	return seconds > 0 && seconds <= LONGEST_SECONDS ? seconds : undefined
}
const timeLeft = (instant, now) => {
	if (instant === undefined) return 'never'
	const minutes = Math.round((instant.getTime() - now.getTime()) / 60_000)
	if (minutes < 1) return 'expired'
	const [count, unit] = minutes >= 2880 ? [minutes / 1440, 'day'] : minutes >= 120 ? [minutes / 60, 'hour'] : [minutes, 'minute']
	return `in ${Math.round(count)} ${unit}${Math.round(count) === 1 ? '' : 's'}`
}

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
		return new external_node_crypto_namespaceObject.X509Certificate(Buffer.from(base64, 'base64')).toString()
	} catch {
		return undefined
	}
}

// ./lib/inputs/sign-in.js
const readSignIn = (inputs, wrong) => {
	const { input, rawInput, keep, usualCause } = inputs
	const kept = text => (text === '' ? undefined : keep(text))
	const token = kept(input('access-token'))
	const session = kept(input('session-id'))
	const password = kept(rawInput('password'))
	const username = input('username')
	const oauthToken = kept(input('oauth-token'))
	const profileId = input('oauth-profile-id')
	const clientId = input('oauth-client-id')
	const keyless = OF_OIDC.some(name => input(name) !== '')
	const ways = [
		token && 'access-token',
		session && 'session-id',
		(username !== '' || password !== undefined) && 'username and password',
		oauthToken !== undefined && 'oauth-profile-id and oauth-token',
		keyless && 'oauth-profile-id and oidc-token-url',
		oauthToken === undefined && !keyless && (profileId !== '' || clientId !== '') && 'oauth-profile-id'
	].filter(way => typeof way === 'string')
	if (ways.length === 0) {
		const all = 'access-token, session-id, username and password, or oauth-profile-id with oauth-token or oidc-token-url'
		return wrong(all, `one way to sign in is required; ${usualCause}`)
	}
	if (ways.length > 1) return wrong(listed(ways), 'these are several ways to sign in: give exactly one')
	if (token !== undefined) {
		if (/^veeva-vault-[\x21-\x7e]+$/.test(token.reveal()))
			return {
				by: 'access-token',
				token
			}
		return wrong('access-token', 'is not an API access token: those begin with veeva-vault-; a session belongs in session-id')
	}
	if (session !== undefined) {
		if (/^[\x21-\x7e]{3,}$/.test(session.reveal()))
			return {
				by: 'session-id',
				session
			}
		return wrong('session-id', 'is not a session id: it holds blanks or characters that none has; give the id alone')
	}
	if (oauthToken !== undefined || keyless || profileId !== '' || clientId !== '') {
		if (profileId === '')
			return wrong('oauth-profile-id', `is required with ${keyless ? 'oidc-token-url' : 'oauth-token'}; ${usualCause}`)
		if (!/^[\w-]{1,100}$/.test(profileId))
			return wrong(
				'oauth-profile-id',
				`"${profileId}" is no id of an OAuth 2.0 / OpenID Connect profile: those are letters, digits, hyphens and underscores, at most 100`
			)
		if (keyless) return readKeyless(inputs, profileId, clientId || undefined, wrong)
		if (oauthToken === undefined)
			return wrong(
				'oauth-token',
				`is required with oauth-profile-id, or oidc-token-url and oidc-client-id in its place; ${usualCause}`
			)
		if (!/^[\x21-\x7e]{3,}$/.test(oauthToken.reveal()))
			return wrong('oauth-token', 'is no access token: it holds blanks or characters that none has; give the token alone')
		return {
			by: 'oauth',
			profileId,
			token: oauthToken,
			clientId: clientId || undefined
		}
	}
	if (password === undefined) return wrong('password', `is required with username; ${usualCause}`)
	if (username === '') return wrong('username', `is required with password; ${usualCause}`)
	if (!isCredential(password.reveal()))
		return wrong('password', 'has one or two characters, so it can be none: give the secret that holds it')
	if (UNSEEN.test(username)) return wrong('username', `holds ${PASTED}`)
	if (UNSEEN.test(password.reveal())) return wrong('password', `holds ${PASTED}; nothing was sent, so no try is spent`)
	return {
		by: 'password',
		username,
		password
	}
}
const UNSEEN = /(?!\t)[\p{Cc}\p{Cf}\u2028\u2029]/u
const PASTED = 'a line break or a character that can’t be seen, as comes in by pasting: type it anew into the secret'
const OF_OIDC = ['oidc-token-url', 'oidc-client-id', 'oidc-scope', 'oidc-audience']
const DEFAULT_AUDIENCE = 'api://AzureADTokenExchange'
const readKeyless = ({ input, usualCause }, profileId, vaultClientId, wrong) => {
	const [address, clientId, scope] = [input('oidc-token-url'), input('oidc-client-id'), input('oidc-scope')]
	const tokenUrl = URL.parse(address)
	if (address === '') wrong('oidc-token-url', `is required with the other inputs oidc-…; ${usualCause}`)
	else if (tokenUrl?.protocol !== 'https:' || tokenUrl.username !== '' || tokenUrl.password !== '' || tokenUrl.hash !== '')
		wrong(
			'oidc-token-url',
			'is no address like https://login.example.com/TENANT/oauth2/v2.0/token: give one of https, without user and fragment'
		)
	if (clientId === '') wrong('oidc-client-id', `is required with oidc-token-url; ${usualCause}`)
	if (tokenUrl?.protocol !== 'https:' || clientId === '') return undefined
	const audience = input('oidc-audience') || DEFAULT_AUDIENCE
	return {
		by: 'oidc',
		profileId,
		vaultClientId,
		tokenUrl,
		clientId,
		scope,
		audience
	}
}

// ./lib/inputs/target.js
const notAHost = text => `${/^(?!veeva-vault-|gh\w_)[\w.:/-]{1,100}$/.test(text) ? `"${text}" ` : ''}${NOT_A_HOST}`
const NOT_A_HOST = `is not the host name of a Vault: give the bare name, without https://, path, port or user, ending in ${vaultHostSuffixes}`
const readVaultDns = ({ input, usualCause }, wrong) => {
	const text = input('vault-dns')
	if (text === '')
		return wrong('vault-dns', `is required: the host name of the Vault, like myvault.veevavault.com; ${usualCause}`)
	return host_vaultHost(text) ?? wrong('vault-dns', notAHost(text))
}

// ./lib/inputs/connection.js
const OLDEST_API_VERSION = 'v26.2'
const DEFAULT_CLIENT_ID = 'github-actions-vault-sandbox-token'
const readConnection = (inputs, wrong) => {
	const signIn = readSignIn(inputs, wrong)
	const vault = readVaultDns(inputs, wrong)
	const apiVersion = readApiVersion(inputs, wrong)
	const clientId = readClientId(inputs, wrong)
	const caCertificates = readCaCertificates(inputs, wrong)
	return (
		vault &&
		signIn && {
			vault,
			signIn,
			apiVersion,
			clientId,
			caCertificates
		}
	)
}
const readProxies = ({ keep }, env) => {
	for (const secret of proxyCredentials(env)) keep(secret)
	return proxyMistakes(env).map(mistake => `${mistake}.`)
}
const readCaCertificates = ({ rawInput }, wrong) => {
	const text = rawInput('ca-certificate')
	if (text.trim() === '') return []
	const read = readCertificates(text)
	if (read.is === 'certificates') return read.pems
	wrong('ca-certificate', read.what)
	return []
}
const readApiVersion = ({ input }, wrong) => {
	const text = input('api-version')
	if (text === '') return OLDEST_API_VERSION
	const numbers = /^v(\d{2})\.(\d)$/.exec(text)
	if (numbers === null) wrong('api-version', `"${text}" is no version like ${OLDEST_API_VERSION}`)
	else if (text < OLDEST_API_VERSION)
		wrong('api-version', `${text} has no endpoint for tokens: ${OLDEST_API_VERSION} is the oldest that has one`)
	return text
}
const readClientId = ({ input }, wrong) => {
	const text = input('vault-client-id')
	if (text === '') return DEFAULT_CLIENT_ID
	if (!/^[A-Za-z0-9._-]{1,100}$/.test(text))
		wrong('vault-client-id', 'may hold letters, digits, dots, hyphens and underscores only, at most 100')
	return text
}
var mod = __nccwpck_require__(916)

// ./lib/inputs/names.js
const OF_CONNECTION = [
	'vault-dns',
	'access-token',
	'session-id',
	'username',
	'password',
	'oauth-profile-id',
	'oauth-token',
	'oauth-client-id',
	'oidc-token-url',
	'oidc-client-id',
	'oidc-scope',
	'oidc-audience',
	'api-version',
	'vault-client-id',
	'ca-certificate'
]
const INPUTS = [
	...OF_CONNECTION,
	'target',
	'sandbox-name',
	'sandbox-dns',
	'token-name',
	'expires',
	'secret-name',
	'secret-scope',
	'secret-repository',
	'secret-visibility',
	'github-token',
	'current-token',
	'renew-before',
	'keep-previous',
	'revoke-after-job',
	'verify',
	'wait-timeout',
	'vault-job-id',
	'dry-run'
]
const NEAR = 2
const WINDOWS_LIMIT = 32_767
const inputMistakes = (env, known, platform = process.platform) => {
	const arrived = Object.keys(env)
		.filter(name => name.startsWith('INPUT_'))
		.map(name => name.slice(6).toLowerCase())
	if (arrived.length > 0 && arrived.every(name => !name.includes('-')) && known.some(name => name.includes('-')))
		return [
			'The inputs arrived without those that have a hyphen in their name: a shell that starts the action (dash, for one) drops such variables, or something renames them. Have the runner start the action without it.'
		]
	const unknown = arrived.filter(name => !known.includes(name))
	const misspelt = unknown.flatMap(name => {
		const meant = known.find(each => plain(each) === plain(name)) ?? nearest(name, known)
		return meant === undefined ? [] : [`${name}: there is no such input, so it would have no effect; did you mean ${meant}?`]
	})
	const long = platform === 'win32' ? arrived.filter(name => lengthOf(env, name) + name.length >= WINDOWS_LIMIT - 6 - 1) : []
	return [
		...misspelt,
		...long.map(
			name =>
				`${name}: is longer than a variable can be on Windows (${WINDOWS_LIMIT} characters), so it did not arrive whole: split it over several steps.`
		)
	]
}
const plain = name => name.replace(/[^a-z0-9]/g, '')
const nearest = (name, known) => known.find(each => (0, mod.Io)(plain(each), plain(name)) <= (each.length < 8 ? 1 : NEAR))
const lengthOf = (env, name) => env[Object.keys(env).find(each => each.toLowerCase() === `input_${name}`) ?? '']?.length ?? 0

// ./lib/inputs/reader.js
const usualCause = env =>
	env.GITHUB_ACTOR === 'dependabot[bot]'
		? 'if it was given: this is a run of Dependabot, which gets only Dependabot’s own secrets, so store it there too (secret-scope: dependabot, or by hand)'
		: 'if it was given, the secret or variable behind it is empty: a misspelt name, an environment that the job does not name, a reusable workflow that was not given its secrets, or a run from a fork, which gets none'
const reader_readLines = ({ input }, name) =>
	input(name)
		.split(/\r?\n/)
		.map(pasted)
		.filter(line => line !== '')
const readBoolean = ({ input }, name, otherwise, wrong) => {
	const text = input(name)
	if (text === '') return otherwise
	if (['true', 'True', 'TRUE'].includes(text)) return true
	if (!['false', 'False', 'FALSE'].includes(text)) wrong(name, `"${text}" is neither true nor false`)
	return false
}

// ./lib/companion/inputs.js
const LIST_INPUTS = [...OF_CONNECTION, 'owner', 'token-name', 'expires-within', 'unused-for']
const DELETE_INPUTS = [...LIST_INPUTS, 'token-ids', 'keep-newest', 'dry-run']
const readDeleteSettings = (given, env) =>
	readWith(given, env, DELETE_INPUTS, (inputs, connection, wrong) => {
		const dryRun = readBoolean(inputs, 'dry-run', false, wrong)
		const doomed = readDoomed(inputs, connection, wrong)
		return (
			connection &&
			doomed && {
				...connection,
				doomed,
				dryRun
			}
		)
	})
const readWith = (given, env, known, read) => {
	const inputs = {
		...given,
		usualCause: usualCause(env)
	}
	const mistakes = [...inputMistakes(env, known)]
	const wrong = (input, what) => {
		mistakes.push(`${input}: ${what}.`)
	}
	const all = [...new Set([...INPUTS, ...DELETE_INPUTS])]
	for (const word of all.flatMap(name => inputs.input(name).split(/[\s,;"']+/)).filter(looksLikeToken)) inputs.keep(word)
	for (const name of all.filter(each => !known.includes(each) && inputs.input(each) !== ''))
		wrong(name, DELETE_INPUTS.includes(name) ? 'is an input of delete-tokens, and has no effect here' : NOT_HERE)
	const settings = read(inputs, readConnection(inputs, wrong), wrong)
	mistakes.push(...readProxies(inputs, env))
	return settings === undefined || mistakes.length > 0
		? {
				is: 'mistakes',
				mistakes
			}
		: {
				is: 'settings',
				settings
			}
}
const looksLikeToken = text => /veeva-vault-|\bgh[a-z]_|github_pat_|\beyJ/i.test(text)
const NOT_HERE =
	'is an input of the main action, and has no effect here: vault-dns is the Vault whose tokens they are, so for a sandbox give its own DNS'
const readSelection = (inputs, wrong) => ({
	owner: readOwner(inputs, wrong),
	label: inputs.input('token-name') || undefined,
	expiresWithin: readLength(inputs, 'expires-within', wrong),
	unusedFor: readLength(inputs, 'unused-for', wrong)
})
const readOwner = ({ input }, wrong) => {
	const text = input('owner') || 'me'
	if (text === 'me' || text === 'everyone') return text
	if (!/^\d{1,18}$/.test(text)) wrong('owner', `"${text}" is neither me, everyone, nor the id of a user, which is digits only`)
	return {
		id: text
	}
}
const readLength = ({ input }, name, wrong) => {
	const text = input(name)
	if (text === '') return undefined
	return expiry_parseDuration(text) ?? wrong(name, `"${text}" is no length in minutes, hours or days (90m, 12h, 14d)`)
}
const OF_NAME = ['owner', 'unused-for', 'expires-within', 'keep-newest']
const readDoomed = (inputs, connection, wrong) => {
	const { input } = inputs
	const ids = reader_readLines(inputs, 'token-ids')
	const name = input('token-name')
	const cause = inputs.usualCause
	if (ids.length === 0 && name === '')
		return wrong('token-ids and token-name', `one of them is required: nothing never means everything; ${cause}`)
	if (ids.length > 0 && name !== '')
		return wrong('token-ids and token-name', 'these are two ways to say what to delete: give one')
	if (ids.length > 0) return readIds(inputs, ids, wrong)
	const selection = readSelection(inputs, wrong)
	const keepNewest = readKeepNewest(input('keep-newest'), wrong)
	if (connection?.signIn.by === 'access-token' && keepNewest < 1)
		wrong(
			'keep-newest',
			'has to be 1 or more with a sign-in by access-token, which mostly is the newest of its name: give 1, or sign in another way'
		)
	return {
		by: 'name',
		selection,
		keepNewest
	}
}
const readIds = ({ input }, ids, wrong) => {
	for (const given of OF_NAME.filter(name => input(name) !== ''))
		wrong(given, 'can have no effect with token-ids; leave one of them out')
	const bad = ids.find(id => !/^[A-Za-z0-9]{1,32}$/.test(id))
	if (bad !== undefined)
		wrong('token-ids', 'holds a line that is no id: give ids as Vault has them, like 0PI000000000101, one per line')
	const double = ids.find((id, index) => ids.indexOf(id) !== index)
	if (bad === undefined && double !== undefined) wrong('token-ids', `"${double}" is there twice: leave one out`)
	return {
		by: 'ids',
		ids
	}
}
const readKeepNewest = (text, wrong) => {
	if (text === '') return 0
	if (!/^\d{1,3}$/.test(text)) wrong('keep-newest', `"${text}" is no number of tokens, like 1 or 2`)
	return Number(text) || 0
}
const END = / #(?<runId>\d+)\.(?<attempt>\d+)-(?<destination>[0-9a-f]{8})-(?<made>[0-9a-f]{8})(?<nonce>[0-9a-f]{4})$/
const rotation_parseName = name => {
	const end = END.exec(name)
	if (end === null) return undefined
	const parts = end.groups
	return {
		...parts,
		label: name.slice(0, end.index),
		made: Number.parseInt(parts.made, 16)
	}
}
const TOKEN_LIMIT = 25
const TOKEN_WARNING = 20
const activeOfUser = (records, user) => records.filter(record => record.user === user).length
const madeAt = ({ made }) => new Date(made * 1000)
const table = (records, where, now, became) => {
	const rows = records.map(record => {
		const cells = [
			`${markdown(record.name)}<br>id ${markdown(record.id)}`,
			markdown(record.user),
			record.expiry === undefined ? 'never' : `${timeLeft(record.expiry, now)}<br>${shown(record.expiry)}`,
			madeBy(record, where),
			record.lastUsed === undefined ? 'Vault does not say' : shown(record.lastUsed),
			...(became ? [markdown(became(record))] : [])
		]
		return `| ${cells.join(' | ')} |\n`
	})
	const head = ['Token', 'User', 'Expires', 'Made by', 'Last used', ...(became ? ['What happened'] : [])]
	return [`| ${head.join(' | ')} |\n`, `|${'---|'.repeat(head.length)}\n`, ...withinLimit(rows)].join('')
}
const ROWS_LIMIT = 1024000
const withinLimit = rows => {
	let size = 0
	const fitting = rows.filter(text => {
		size += Buffer.byteLength(text)
		return size <= ROWS_LIMIT
	})
	const left = rows.length - fitting.length
	return left === 0 ? fitting : [...fitting, `\n${left} more are in the outputs.\n`]
}
const shown = date => clock_toSecond(date).replace('T', '<br>').replace('Z', '&nbsp;UTC')
const madeBy = ({ name }, { run, serverUrl }) => {
	const parts = rotation_parseName(name)
	if (parts === undefined) return ''
	const when = `<br>${shown(madeAt(parts))}`
	const here = parts.label === `github-actions ${run.repository}` && /^[\w.-]+\/[\w.-]+$/.test(run.repository)
	const of = `run ${parts.runId}.${parts.attempt}`
	return here && /^https:\/\/[\w.:-]+$/.test(serverUrl)
		? `[${of}](${serverUrl}/${run.repository}/actions/runs/${parts.runId}/attempts/${parts.attempt})${when}`
		: `${of}${when}`
}

// ./lib/companion/see.js
const see = async (vault, signIn, owner, runner) => {
	const given = signIn.by === 'access-token' || signIn.by === 'session-id'
	const [{ records, userId }] = await Promise.all([listTokens(vault), given ? ensureHost(vault, runner.quote) : undefined])
	const asker = userId || (owner === 'me' ? await whoAsks(vault) : '')
	for (const user of new Set(records.map(record => record.user))) {
		const active = activeOfUser(records, user)
		if (active >= TOKEN_WARNING)
			runner.warning(
				'token-limit',
				`The user ${runner.quote(user)} holds ${active} of ${TOKEN_LIMIT} active tokens on ${vault.site.host}: delete what nobody uses with the action delete-tokens.`
			)
	}
	if (hidesOthers(records, owner, asker))
		runner.warning(
			'vault-permission',
			`${vault.site.host} shows ${records.length === 0 ? 'no tokens' : 'tokens of one user alone'}: if others have any, the user who signs in lacks the permission to manage them.`
		)
	return {
		records,
		asker
	}
}
const hidesOthers = (records, owner, asker) => {
	if (owner === 'everyone') return new Set(records.map(({ user }) => user)).size < 2
	return typeof owner === 'object' && owner.id !== asker && !records.some(({ user }) => user === owner.id)
}
const whoAsks = async vault => {
	const { body, userId, executionId } = await vault.call({
		doing: 'Asking who the user is',
		kind: 'read',
		method: 'GET',
		path: '/objects/users/me'
	})
	const user = (0, json.eB)((0, json.eB)((0, json.DD)(body.users)[0])?.user)
	const id = userId || (0, json.e1)(user?.id)
	if (id !== '') return id
	throw new lib_errors.lZ(
		'vault-unavailable',
		`Asking who the user is on ${vault.site.host} failed: Vault does not say.`,
		'Run again; if it stays, give owner the id of the user.',
		executionId
	)
}

// ./lib/companion/select.js
const selected = (records, { owner, label, expiresWithin, unusedFor }, asker, now) => {
	const user = owner === 'me' ? asker : owner === 'everyone' ? undefined : owner.id
	return records
		.filter(record => user === undefined || (user !== '' && record.user === user))
		.filter(({ name }) => label === undefined || rotation_parseName(name)?.label === label)
		.filter(({ expiry }) => expiresWithin === undefined || (expiry !== undefined && secondsBetween(now, expiry) <= expiresWithin))
		.filter(record => unusedFor === undefined || isUnused(record, unusedFor, now))
		.sort((a, b) => (a.expiry?.getTime() ?? select_FOR_EVER) - (b.expiry?.getTime() ?? select_FOR_EVER) || (a.id < b.id ? -1 : 1))
}
const select_FOR_EVER = 8.64e15
const secondsBetween = (from, to) => (to.getTime() - from.getTime()) / 1000
const isUnused = ({ lastUsed, name }, length, now) => {
	const made = rotation_parseName(name)?.made
	const since = lastUsed ?? (made === undefined ? undefined : new Date(made * 1000))
	return since !== undefined && secondsBetween(since, now) >= length
}
const allButNewest = (records, keepNewest) => {
	const groups = new Map()
	for (const record of records) {
		const parts = rotation_parseName(record.name)
		if (parts === undefined) continue
		const key = `${record.user} ${parts.destination}`
		groups.set(key, [
			...(groups.get(key) ?? []),
			{
				record,
				made: parts.made
			}
		])
	}
	const gone = new Set(
		[...groups.values()].flatMap(group =>
			group
				.sort((a, b) => b.made - a.made || (a.record.id < b.record.id ? 1 : -1))
				.slice(keepNewest)
				.map(({ record }) => record.id)
		)
	)
	return records.filter(({ id }) => gone.has(id))
}

// ./lib/companion/delete.js
const AT_ONCE = 500
const LOOKUPS_AT_ONCE = 10
const ANNOTATIONS = 10
const deleteSelected = world => {
	const { runner, env } = world
	const nothing = () => setOutputs([], runner)
	return inStep(
		world,
		async journal => {
			const read = readDeleteSettings(runner, env)
			if (read.is === 'mistakes') {
				for (const mistake of read.mistakes) runner.error('input', mistake)
				nothing()
				return 'failed'
			}
			const { settings } = read
			const run = runContext(env)
			const session = openSession(settings, run, journal, world)
			try {
				const vault = await session.signingIn
				const { doomed } = settings
				const seen = await see(vault, settings.signIn, doomed.by === 'ids' ? undefined : doomed.selection.owner, runner)
				const records = doomed.by === 'ids' ? await byIds(doomed.ids, seen, vault, runner) : byName(doomed, seen, vault)
				const became = await deleteAll(records, seen, settings, vault, world)
				setOutputs(became, runner)
				tell(became, settings, runner)
				const where = {
					run,
					serverUrl: env.GITHUB_SERVER_URL || 'https://github.com'
				}
				const of = record => outcomeOf(became.find(each => each.record === record))
				const head = `### ${markdown(headOf(became, settings))}\n\n`
				summarise(`${head}${records.length === 0 ? '' : table(records, where, vault.now(), of)}`, world)
				return became.some(({ is }) => is === 'failed') ? 'failed' : 'succeeded'
			} finally {
				await session.end()
			}
		},
		nothing
	)
}
const byIds = async (ids, { records }, vault, { quote }) => {
	const find = id => records.find(record => record.id === id) ?? oneRecord(vault, id)
	const found = []
	for (let from = 0; from < ids.length; from += LOOKUPS_AT_ONCE)
		found.push(...(await Promise.all(ids.slice(from, from + LOOKUPS_AT_ONCE).map(find))))
	const missing = ids.filter((_, index) => found[index] === undefined)
	if (missing.length === 0) return found.filter(record => record !== undefined)
	throw new lib_errors.lZ(
		'input',
		`token-ids: ${vault.site.host} shows this user no active token with the id ${listed(missing.slice(0, ANNOTATIONS).map(quote))}${missing.length > ANNOTATIONS ? `, nor with ${missing.length - ANNOTATIONS} more` : ''}.`,
		'Nothing was deleted: correct these ids or leave them out; list-tokens shows those that there are.'
	)
}
const oneRecord = async (vault, id) => {
	try {
		const { record } = await retrieveToken(vault, id)
		return record?.active === true && record.id === id ? record : undefined
	} catch (thrown) {
		const error = (0, lib_errors.z6)(thrown)
		if (error.code === 'vault-refused') return undefined
		throw error
	}
}
const byName = ({ selection, keepNewest }, seen, vault) => {
	const { records, asker } = seen
	const named = {
		...selection,
		expiresWithin: undefined,
		unusedFor: undefined
	}
	const candidates = allButNewest(selected(records, named, asker, vault.now()), keepNewest)
	if (selection.unusedFor !== undefined && candidates.length > 0 && records.every(({ lastUsed }) => lastUsed === undefined))
		throw new lib_errors.lZ(
			'input',
			`unused-for: ${vault.site.host} does not show when any token was last used, so which are unused can’t be told.`,
			'Nothing was deleted: leave unused-for out, or give token-ids.'
		)
	return selected(candidates, selection, asker, vault.now())
}
const deleteAll = async (records, seen, { dryRun }, vault, { runner }) => {
	if (dryRun)
		return records.map(record => ({
			record,
			is: 'would be deleted'
		}))
	const became = []
	for (let from = 0; from < records.length; from += AT_ONCE) {
		const some = records.slice(from, from + AT_ONCE)
		became.push(...(await deleteSome(some, seen, vault, runner)))
	}
	return became
}
const deleteSome = async (records, seen, vault, { quote }) => {
	try {
		const rows = await deleteTokens(
			vault,
			records.map(({ id }) => id),
			quote
		)
		return records.map((record, index) => {
			const row = rows[index]
			if (row?.is === 'gone')
				return {
					record,
					is: 'deleted'
				}
			const what = `Deleting the token "${quote(record.name)}" (id ${quote(record.id)}) on ${vault.site.host} failed`
			const error = new lib_errors.lZ(
				'vault-refused',
				`${what}: ${row?.reason ?? 'Vault gave no answer for it'}.`,
				'Delete it in Vault, or leave it to its expiry.'
			)
			return {
				record,
				is: 'failed',
				error
			}
		})
	} catch (thrown) {
		const error = (0, lib_errors.z6)(thrown)
		const now = await listTokens(vault).catch(() => undefined)
		const isGone = ({ id }) =>
			now !== undefined && seen.records.some(each => each.id === id) && !now.records.some(each => each.id === id)
		return records.map(record =>
			isGone(record)
				? {
						record,
						is: 'deleted'
					}
				: {
						record,
						is: 'failed',
						error
					}
		)
	}
}
const setOutputs = (became, runner) => {
	const deleted = became.filter(({ is }) => is === 'deleted').map(({ record }) => record.id)
	runner.output('deleted', JSON.stringify(deleted))
	runner.output('count', String(deleted.length))
	runner.output('results', JSON.stringify(became.map(entryOf)))
}
const entryOf = each => ({
	id: each.record.id,
	name: each.record.name,
	...(each.is === 'failed'
		? {
				error: {
					code: each.error.code,
					message: each.error.message
				}
			}
		: {
				deleted: each.is === 'deleted'
			})
})
const outcomeOf = each => (each?.is === 'failed' ? `failed: ${each.error.message}` : (each?.is ?? ''))
const headOf = (became, { vault, dryRun }) => {
	const failed = became.filter(({ is }) => is === 'failed').length
	const count = `${became.length - failed} access token${became.length - failed === 1 ? '' : 's'}`
	const done = dryRun ? `Dry run: ${count} would be deleted on ${vault}` : `Deleted ${count} on ${vault}`
	return failed === 0 ? done : `${done}; ${failed} failed`
}
const tell = (became, settings, runner) => {
	const errors = new Map()
	for (const each of became) if (each.is === 'failed') errors.set((0, lib_errors.em)(each.error), each.error)
	const texts = [...errors]
	const shown = texts.length > ANNOTATIONS ? texts.slice(0, ANNOTATIONS - 1) : texts
	for (const [text, { code }] of shown) runner.error(code, text)
	if (texts.length > shown.length)
		runner.error('partial', `${texts.length - shown.length} more errors are in the job summary and in results.`)
	for (const { record, is } of became.slice(0, 100))
		if (is !== 'failed')
			runner.info(
				`${is === 'deleted' ? 'Deleted' : 'Would delete'} "${runner.quote(record.name)}" (id ${runner.quote(record.id)}).`
			)
	runner.info(`${headOf(became, settings)}.`)
}

// ./lib/delete-tokens.js
asProcess(deleteSelected)
