export const id = 235
export const ids = [235]
export const modules = {
	382: (__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			bD: () => hsalsa,
			uT: () => xsalsa20poly1305
		})
		function isBytes(a) {
			return (
				a instanceof Uint8Array ||
				(ArrayBuffer.isView(a) && a.constructor.name === 'Uint8Array' && 'BYTES_PER_ELEMENT' in a && a.BYTES_PER_ELEMENT === 1)
			)
		}
		const atitle = title => (title ? `"${title}" ` : '')
		function abool(value, title = '') {
			if (typeof value !== 'boolean') throw new TypeError(atitle(title) + 'expected boolean, got type=' + typeof value)
			return value
		}
		function utils_anumber(n, title = '') {
			if (typeof n !== 'number') throw new TypeError(atitle(title) + 'expected number, got ' + typeof n)
			if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(atitle(title) + 'expected integer >= 0, got ' + n)
			return n
		}
		function utils_abytes(value, length, title = '') {
			if (isBytes(value) && (length === undefined || value.length === length)) return value
			if (length !== undefined) utils_anumber(length, 'length')
			const bytes = isBytes(value)
			const ofLen = length !== undefined ? ` of length ${length}` : ''
			const got = bytes ? `length=${value.length}` : `type=${typeof value}`
			const message = atitle(title) + 'expected Uint8Array' + ofLen + ', got ' + got
			if (!bytes) throw new TypeError(message)
			throw new RangeError(message)
		}
		const aobject = (value, label) => {
			if (value === null || typeof value !== 'object' || Array.isArray(value))
				throw new TypeError(
					label === 'object' ? 'expected valid options object' : `"${label}" expected object, got type=${typeof value}`
				)
		}
		function aexists(instance, checkFinished = true) {
			if (instance.destroyed) throw new Error('hash was destroyed')
			if (checkFinished && instance.finished) throw new Error('digest() was already called')
		}
		function aoutput(out, instance) {
			utils_abytes(out, undefined, 'output')
			const min = instance.outputLen
			if (!(out.length >= min)) throw new RangeError('"output" expected length >= ' + min)
		}
		function u32(arr) {
			return new Uint32Array(arr.buffer, arr.byteOffset, Math.floor(arr.byteLength / 4))
		}
		function clean(...arrays) {
			for (let i = 0; i < arrays.length; i++) arrays[i].fill(0)
		}
		const isLE = (() => new Uint8Array(new Uint32Array([0x11223344]).buffer)[0] === 0x44)()
		function byteSwap(word) {
			return ((word << 24) & 0xff000000) | ((word << 8) & 0xff0000) | ((word >>> 8) & 0xff00) | ((word >>> 24) & 0xff)
		}
		function byteSwap32(arr) {
			for (let i = 0; i < arr.length; i++) arr[i] = byteSwap(arr[i])
			return arr
		}
		const swap32IfBE = isLE ? u => u : byteSwap32
		Array.from(
			{
				length: 256
			},
			(_, i) => i.toString(16).padStart(2, '0')
		)
		function overlapBytes(a, b) {
			if (!a.byteLength || !b.byteLength) return false
			return a.buffer === b.buffer && a.byteOffset < b.byteOffset + b.byteLength && b.byteOffset < a.byteOffset + a.byteLength
		}
		function complexOverlapBytes(input, output) {
			if (overlapBytes(input, output) && input.byteOffset < output.byteOffset)
				throw new Error('complex overlap of input and output is not supported')
		}
		function checkOpts(defaults, opts) {
			aobject(defaults, 'defaults')
			aobject(opts, 'opts')
			const merged = Object.assign(defaults, opts)
			return merged
		}
		function equalBytes(a, b) {
			a = utils_abytes(a)
			b = utils_abytes(b)
			if (a.length !== b.length) return false
			let diff = 0
			for (let i = 0; i < a.length; i++) diff |= a[i] ^ b[i]
			return diff === 0
		}
		function wrapMacConstructor(keyLen, macCons, fromMsg) {
			const mac = macCons
			const getArgs = fromMsg || (() => [])
			const macC = (msg, key) =>
				mac(key, ...getArgs(msg))
					.update(msg)
					.digest()
			const tmp = mac(new Uint8Array(keyLen), ...getArgs(new Uint8Array(0)))
			macC.outputLen = tmp.outputLen
			macC.blockLen = tmp.blockLen
			macC.create = (key, ...args) => mac(key, ...args)
			return macC
		}
		const wrapCipher = (params, constructor) => {
			function wrappedCipher(key, ...args) {
				utils_abytes(key, undefined, 'key')
				if (params.nonceLength !== undefined) {
					const nonce = args[0]
					utils_abytes(nonce, params.varSizeNonce ? undefined : params.nonceLength, 'nonce')
				}
				const tagl = params.tagLength
				const aadStart = params.nonceLength !== undefined ? 1 : 0
				if (!params.withAAD) {
					for (let i = aadStart; i < args.length; i++) if (isBytes(args[i])) throw new Error('AAD not supported')
				}
				if (params.withAAD && args[aadStart] !== undefined) utils_abytes(args[aadStart], undefined, 'AAD')
				const cipher = constructor(key, ...args)
				const checkOutput = (fnLength, output) => {
					if (output !== undefined) {
						if (fnLength !== 2) throw new Error('cipher output not supported')
						utils_abytes(output, undefined, 'output')
					}
				}
				let called = false
				const wrCipher = {
					encrypt(data, output) {
						if (called) throw new Error('cannot encrypt() twice with same key + nonce')
						called = true
						utils_abytes(data, undefined, 'data')
						checkOutput(cipher.encrypt.length, output)
						return cipher.encrypt(data, output)
					},
					decrypt(data, output) {
						utils_abytes(data, undefined, 'data')
						if (tagl && data.length < tagl) throw new Error('"ciphertext" expected length >= tagLength=' + tagl)
						checkOutput(cipher.decrypt.length, output)
						return cipher.decrypt(data, output)
					}
				}
				return wrCipher
			}
			Object.assign(wrappedCipher, params)
			return wrappedCipher
		}
		function getOutput(expectedLength, out, onlyAligned = true) {
			if (out === undefined) return new Uint8Array(expectedLength)
			utils_abytes(out, expectedLength, 'output')
			if (onlyAligned && !isAligned32(out)) throw new Error('invalid output, must be aligned')
			return out
		}
		function isAligned32(bytes) {
			return bytes.byteOffset % 4 === 0
		}
		function copyBytes(bytes) {
			return Uint8Array.from(utils_abytes(bytes))
		}

		// ./node_modules/@noble/ciphers/_arx.js
		const encodeStr = str => Uint8Array.from(str.split(''), c => c.charCodeAt(0))
		const sigma16_32 = (() => swap32IfBE(u32(encodeStr('expand 16-byte k'))))()
		const sigma32_32 = (() => swap32IfBE(u32(encodeStr('expand 32-byte k'))))()
		function rotl(a, b) {
			return (a << b) | (a >>> (32 - b))
		}
		const BLOCK_LEN = 64
		const BLOCK_LEN32 = 16
		const MAX_COUNTER = (() => 2 ** 32 - 1)()
		const U32_EMPTY = Uint32Array.of()
		function runCipher(core, sigma, key, nonce, data, output, counter, rounds) {
			const len = data.length
			const block = new Uint8Array(BLOCK_LEN)
			const b32 = u32(block)
			const isAligned = isLE && isAligned32(data) && isAligned32(output)
			const d32 = isAligned ? u32(data) : U32_EMPTY
			const o32 = isAligned ? u32(output) : U32_EMPTY
			if (!isLE) {
				for (let pos = 0; pos < len; counter++) {
					core(sigma, key, nonce, b32, counter, rounds)
					swap32IfBE(b32)
					if (counter >= MAX_COUNTER) throw new Error('arx: counter overflow')
					const take = Math.min(BLOCK_LEN, len - pos)
					for (let j = 0, posj; j < take; j++) {
						posj = pos + j
						output[posj] = data[posj] ^ block[j]
					}
					pos += take
				}
				return
			}
			for (let pos = 0; pos < len; counter++) {
				core(sigma, key, nonce, b32, counter, rounds)
				if (counter >= MAX_COUNTER) throw new Error('arx: counter overflow')
				const take = Math.min(BLOCK_LEN, len - pos)
				if (isAligned && take === BLOCK_LEN) {
					const pos32 = pos / 4
					if (pos % 4 !== 0) throw new Error('arx: invalid block position')
					for (let j = 0, posj; j < BLOCK_LEN32; j++) {
						posj = pos32 + j
						o32[posj] = d32[posj] ^ b32[j]
					}
					pos += BLOCK_LEN
					continue
				}
				for (let j = 0, posj; j < take; j++) {
					posj = pos + j
					output[posj] = data[posj] ^ block[j]
				}
				pos += take
			}
		}
		function createCipher(core, opts) {
			const { allowShortKeys, extendNonceFn, counterLength, counterRight, rounds } = checkOpts(
				{
					allowShortKeys: false,
					counterLength: 8,
					counterRight: false,
					rounds: 20
				},
				opts
			)
			if (typeof core !== 'function') throw new Error('core must be a function')
			utils_anumber(counterLength)
			utils_anumber(rounds)
			abool(counterRight)
			abool(allowShortKeys)
			return (key, nonce, data, output, counter = 0) => {
				utils_abytes(key, undefined, 'key')
				utils_abytes(nonce, undefined, 'nonce')
				utils_abytes(data, undefined, 'data')
				const len = data.length
				const hasOutput = output !== undefined
				output = getOutput(len, output, false)
				if (hasOutput) complexOverlapBytes(data, output)
				utils_anumber(counter)
				if (counter < 0 || counter >= MAX_COUNTER) throw new Error('arx: counter overflow')
				const toClean = []
				let l = key.length
				let k
				let sigma
				if (l === 32) {
					toClean.push((k = copyBytes(key)))
					sigma = sigma32_32
				} else if (l === 16 && allowShortKeys) {
					k = new Uint8Array(32)
					k.set(key)
					k.set(key, 16)
					sigma = sigma16_32
					toClean.push(k)
				} else {
					utils_abytes(key, 32, 'arx key')
					throw new Error('invalid key size')
				}
				if (!isLE || !isAligned32(nonce)) toClean.push((nonce = copyBytes(nonce)))
				let k32 = u32(k)
				if (extendNonceFn) {
					if (nonce.length !== 24) throw new Error('arx: extended nonce must be 24 bytes')
					const n16 = nonce.subarray(0, 16)
					if (isLE) extendNonceFn(sigma, k32, u32(n16), k32)
					else {
						const sigmaRaw = swap32IfBE(Uint32Array.from(sigma))
						extendNonceFn(sigmaRaw, k32, u32(n16), k32)
						clean(sigmaRaw)
						swap32IfBE(k32)
					}
					nonce = nonce.subarray(16)
				} else if (!isLE) swap32IfBE(k32)
				const nonceNcLen = 16 - counterLength
				if (nonceNcLen !== nonce.length) throw new Error(`arx: nonce must be ${nonceNcLen} or 16 bytes`)
				if (nonceNcLen !== 12) {
					const nc = new Uint8Array(12)
					nc.set(nonce, counterRight ? 0 : 12 - nonce.length)
					nonce = nc
					toClean.push(nonce)
				}
				const n32 = swap32IfBE(u32(nonce))
				try {
					runCipher(core, sigma, k32, n32, data, output, counter, rounds)
					return output
				} finally {
					clean(...toClean)
				}
			}
		}

		// ./node_modules/@noble/ciphers/_poly1305.js
		function u8to16(a, i) {
			return (a[i++] & 0xff) | ((a[i++] & 0xff) << 8)
		}
		class Poly1305 {
			blockLen = 16
			outputLen = 16
			buffer = new Uint8Array(16)
			r = new Uint16Array(10)
			h = new Uint16Array(10)
			pad = new Uint16Array(8)
			pos = 0
			finished = false
			destroyed = false
			constructor(key) {
				key = copyBytes(utils_abytes(key, 32, 'key'))
				const t0 = u8to16(key, 0)
				const t1 = u8to16(key, 2)
				const t2 = u8to16(key, 4)
				const t3 = u8to16(key, 6)
				const t4 = u8to16(key, 8)
				const t5 = u8to16(key, 10)
				const t6 = u8to16(key, 12)
				const t7 = u8to16(key, 14)
				this.r[0] = t0 & 0x1fff
				this.r[1] = ((t0 >>> 13) | (t1 << 3)) & 0x1fff
				this.r[2] = ((t1 >>> 10) | (t2 << 6)) & 0x1f03
				this.r[3] = ((t2 >>> 7) | (t3 << 9)) & 0x1fff
				this.r[4] = ((t3 >>> 4) | (t4 << 12)) & 0x00ff
				this.r[5] = (t4 >>> 1) & 0x1ffe
				this.r[6] = ((t4 >>> 14) | (t5 << 2)) & 0x1fff
				this.r[7] = ((t5 >>> 11) | (t6 << 5)) & 0x1f81
				this.r[8] = ((t6 >>> 8) | (t7 << 8)) & 0x1fff
				this.r[9] = (t7 >>> 5) & 0x007f
				for (let i = 0; i < 8; i++) this.pad[i] = u8to16(key, 16 + 2 * i)
			}
			process(data, offset, isLast = false) {
				const hibit = isLast ? 0 : 2048
				const { h, r } = this
				const r0 = r[0]
				const r1 = r[1]
				const r2 = r[2]
				const r3 = r[3]
				const r4 = r[4]
				const r5 = r[5]
				const r6 = r[6]
				const r7 = r[7]
				const r8 = r[8]
				const r9 = r[9]
				const t0 = u8to16(data, offset + 0)
				const t1 = u8to16(data, offset + 2)
				const t2 = u8to16(data, offset + 4)
				const t3 = u8to16(data, offset + 6)
				const t4 = u8to16(data, offset + 8)
				const t5 = u8to16(data, offset + 10)
				const t6 = u8to16(data, offset + 12)
				const t7 = u8to16(data, offset + 14)
				let h0 = h[0] + (t0 & 0x1fff)
				let h1 = h[1] + (((t0 >>> 13) | (t1 << 3)) & 0x1fff)
				let h2 = h[2] + (((t1 >>> 10) | (t2 << 6)) & 0x1fff)
				let h3 = h[3] + (((t2 >>> 7) | (t3 << 9)) & 0x1fff)
				let h4 = h[4] + (((t3 >>> 4) | (t4 << 12)) & 0x1fff)
				let h5 = h[5] + ((t4 >>> 1) & 0x1fff)
				let h6 = h[6] + (((t4 >>> 14) | (t5 << 2)) & 0x1fff)
				let h7 = h[7] + (((t5 >>> 11) | (t6 << 5)) & 0x1fff)
				let h8 = h[8] + (((t6 >>> 8) | (t7 << 8)) & 0x1fff)
				let h9 = h[9] + ((t7 >>> 5) | hibit)
				let c = 0
				let d0 = c + h0 * r0 + h1 * (5 * r9) + h2 * (5 * r8) + h3 * (5 * r7) + h4 * (5 * r6)
				c = d0 >>> 13
				d0 &= 0x1fff
				d0 += h5 * (5 * r5) + h6 * (5 * r4) + h7 * (5 * r3) + h8 * (5 * r2) + h9 * (5 * r1)
				c += d0 >>> 13
				d0 &= 0x1fff
				let d1 = c + h0 * r1 + h1 * r0 + h2 * (5 * r9) + h3 * (5 * r8) + h4 * (5 * r7)
				c = d1 >>> 13
				d1 &= 0x1fff
				d1 += h5 * (5 * r6) + h6 * (5 * r5) + h7 * (5 * r4) + h8 * (5 * r3) + h9 * (5 * r2)
				c += d1 >>> 13
				d1 &= 0x1fff
				let d2 = c + h0 * r2 + h1 * r1 + h2 * r0 + h3 * (5 * r9) + h4 * (5 * r8)
				c = d2 >>> 13
				d2 &= 0x1fff
				d2 += h5 * (5 * r7) + h6 * (5 * r6) + h7 * (5 * r5) + h8 * (5 * r4) + h9 * (5 * r3)
				c += d2 >>> 13
				d2 &= 0x1fff
				let d3 = c + h0 * r3 + h1 * r2 + h2 * r1 + h3 * r0 + h4 * (5 * r9)
				c = d3 >>> 13
				d3 &= 0x1fff
				d3 += h5 * (5 * r8) + h6 * (5 * r7) + h7 * (5 * r6) + h8 * (5 * r5) + h9 * (5 * r4)
				c += d3 >>> 13
				d3 &= 0x1fff
				let d4 = c + h0 * r4 + h1 * r3 + h2 * r2 + h3 * r1 + h4 * r0
				c = d4 >>> 13
				d4 &= 0x1fff
				d4 += h5 * (5 * r9) + h6 * (5 * r8) + h7 * (5 * r7) + h8 * (5 * r6) + h9 * (5 * r5)
				c += d4 >>> 13
				d4 &= 0x1fff
				let d5 = c + h0 * r5 + h1 * r4 + h2 * r3 + h3 * r2 + h4 * r1
				c = d5 >>> 13
				d5 &= 0x1fff
				d5 += h5 * r0 + h6 * (5 * r9) + h7 * (5 * r8) + h8 * (5 * r7) + h9 * (5 * r6)
				c += d5 >>> 13
				d5 &= 0x1fff
				let d6 = c + h0 * r6 + h1 * r5 + h2 * r4 + h3 * r3 + h4 * r2
				c = d6 >>> 13
				d6 &= 0x1fff
				d6 += h5 * r1 + h6 * r0 + h7 * (5 * r9) + h8 * (5 * r8) + h9 * (5 * r7)
				c += d6 >>> 13
				d6 &= 0x1fff
				let d7 = c + h0 * r7 + h1 * r6 + h2 * r5 + h3 * r4 + h4 * r3
				c = d7 >>> 13
				d7 &= 0x1fff
				d7 += h5 * r2 + h6 * r1 + h7 * r0 + h8 * (5 * r9) + h9 * (5 * r8)
				c += d7 >>> 13
				d7 &= 0x1fff
				let d8 = c + h0 * r8 + h1 * r7 + h2 * r6 + h3 * r5 + h4 * r4
				c = d8 >>> 13
				d8 &= 0x1fff
				d8 += h5 * r3 + h6 * r2 + h7 * r1 + h8 * r0 + h9 * (5 * r9)
				c += d8 >>> 13
				d8 &= 0x1fff
				let d9 = c + h0 * r9 + h1 * r8 + h2 * r7 + h3 * r6 + h4 * r5
				c = d9 >>> 13
				d9 &= 0x1fff
				d9 += h5 * r4 + h6 * r3 + h7 * r2 + h8 * r1 + h9 * r0
				c += d9 >>> 13
				d9 &= 0x1fff
				c = ((c << 2) + c) | 0
				c = (c + d0) | 0
				d0 = c & 0x1fff
				c = c >>> 13
				d1 += c
				h[0] = d0
				h[1] = d1
				h[2] = d2
				h[3] = d3
				h[4] = d4
				h[5] = d5
				h[6] = d6
				h[7] = d7
				h[8] = d8
				h[9] = d9
			}
			finalize() {
				const { h, pad } = this
				const g = new Uint16Array(10)
				let c = h[1] >>> 13
				h[1] &= 0x1fff
				for (let i = 2; i < 10; i++) {
					h[i] += c
					c = h[i] >>> 13
					h[i] &= 0x1fff
				}
				h[0] += c * 5
				c = h[0] >>> 13
				h[0] &= 0x1fff
				h[1] += c
				c = h[1] >>> 13
				h[1] &= 0x1fff
				h[2] += c
				g[0] = h[0] + 5
				c = g[0] >>> 13
				g[0] &= 0x1fff
				for (let i = 1; i < 10; i++) {
					g[i] = h[i] + c
					c = g[i] >>> 13
					g[i] &= 0x1fff
				}
				g[9] -= 8192
				let mask = (c ^ 1) - 1
				for (let i = 0; i < 10; i++) g[i] &= mask
				mask = ~mask
				for (let i = 0; i < 10; i++) h[i] = (h[i] & mask) | g[i]
				h[0] = (h[0] | (h[1] << 13)) & 0xffff
				h[1] = ((h[1] >>> 3) | (h[2] << 10)) & 0xffff
				h[2] = ((h[2] >>> 6) | (h[3] << 7)) & 0xffff
				h[3] = ((h[3] >>> 9) | (h[4] << 4)) & 0xffff
				h[4] = ((h[4] >>> 12) | (h[5] << 1) | (h[6] << 14)) & 0xffff
				h[5] = ((h[6] >>> 2) | (h[7] << 11)) & 0xffff
				h[6] = ((h[7] >>> 5) | (h[8] << 8)) & 0xffff
				h[7] = ((h[8] >>> 8) | (h[9] << 5)) & 0xffff
				let f = h[0] + pad[0]
				h[0] = f & 0xffff
				for (let i = 1; i < 8; i++) {
					f = (((h[i] + pad[i]) | 0) + (f >>> 16)) | 0
					h[i] = f & 0xffff
				}
				clean(g)
			}
			update(data) {
				aexists(this)
				utils_abytes(data)
				data = copyBytes(data)
				const { buffer, blockLen } = this
				const len = data.length
				for (let pos = 0; pos < len; ) {
					const take = Math.min(blockLen - this.pos, len - pos)
					if (take === blockLen) {
						for (; blockLen <= len - pos; pos += blockLen) this.process(data, pos)
						continue
					}
					buffer.set(data.subarray(pos, pos + take), this.pos)
					this.pos += take
					pos += take
					if (this.pos === blockLen) {
						this.process(buffer, 0, false)
						this.pos = 0
					}
				}
				return this
			}
			destroy() {
				this.destroyed = true
				clean(this.h, this.r, this.buffer, this.pad)
			}
			digestInto(out) {
				aexists(this)
				aoutput(out, this)
				this.finished = true
				const { buffer, h } = this
				let { pos } = this
				if (pos) {
					buffer[pos++] = 1
					for (; pos < 16; pos++) buffer[pos] = 0
					this.process(buffer, 0, true)
				}
				this.finalize()
				let opos = 0
				for (let i = 0; i < 8; i++) {
					out[opos++] = h[i] >>> 0
					out[opos++] = h[i] >>> 8
				}
			}
			digest() {
				const { buffer, outputLen } = this
				this.digestInto(buffer)
				const res = buffer.slice(0, outputLen)
				this.destroy()
				return res
			}
		}
		const poly1305 = wrapMacConstructor(32, key => new Poly1305(key))

		// ./node_modules/@noble/ciphers/salsa.js
		function salsaCore(s, k, n, out, cnt, rounds = 20, cntHi = 0) {
			let y00 = s[0],
				y01 = k[0],
				y02 = k[1],
				y03 = k[2],
				y04 = k[3],
				y05 = s[1],
				y06 = n[0],
				y07 = n[1],
				y08 = cnt,
				y09 = cntHi,
				y10 = s[2],
				y11 = k[4],
				y12 = k[5],
				y13 = k[6],
				y14 = k[7],
				y15 = s[3]
			let x00 = y00,
				x01 = y01,
				x02 = y02,
				x03 = y03,
				x04 = y04,
				x05 = y05,
				x06 = y06,
				x07 = y07,
				x08 = y08,
				x09 = y09,
				x10 = y10,
				x11 = y11,
				x12 = y12,
				x13 = y13,
				x14 = y14,
				x15 = y15
			for (let r = 0; r < rounds; r += 2) {
				x04 ^= rotl((x00 + x12) | 0, 7)
				x08 ^= rotl((x04 + x00) | 0, 9)
				x12 ^= rotl((x08 + x04) | 0, 13)
				x00 ^= rotl((x12 + x08) | 0, 18)
				x09 ^= rotl((x05 + x01) | 0, 7)
				x13 ^= rotl((x09 + x05) | 0, 9)
				x01 ^= rotl((x13 + x09) | 0, 13)
				x05 ^= rotl((x01 + x13) | 0, 18)
				x14 ^= rotl((x10 + x06) | 0, 7)
				x02 ^= rotl((x14 + x10) | 0, 9)
				x06 ^= rotl((x02 + x14) | 0, 13)
				x10 ^= rotl((x06 + x02) | 0, 18)
				x03 ^= rotl((x15 + x11) | 0, 7)
				x07 ^= rotl((x03 + x15) | 0, 9)
				x11 ^= rotl((x07 + x03) | 0, 13)
				x15 ^= rotl((x11 + x07) | 0, 18)
				x01 ^= rotl((x00 + x03) | 0, 7)
				x02 ^= rotl((x01 + x00) | 0, 9)
				x03 ^= rotl((x02 + x01) | 0, 13)
				x00 ^= rotl((x03 + x02) | 0, 18)
				x06 ^= rotl((x05 + x04) | 0, 7)
				x07 ^= rotl((x06 + x05) | 0, 9)
				x04 ^= rotl((x07 + x06) | 0, 13)
				x05 ^= rotl((x04 + x07) | 0, 18)
				x11 ^= rotl((x10 + x09) | 0, 7)
				x08 ^= rotl((x11 + x10) | 0, 9)
				x09 ^= rotl((x08 + x11) | 0, 13)
				x10 ^= rotl((x09 + x08) | 0, 18)
				x12 ^= rotl((x15 + x14) | 0, 7)
				x13 ^= rotl((x12 + x15) | 0, 9)
				x14 ^= rotl((x13 + x12) | 0, 13)
				x15 ^= rotl((x14 + x13) | 0, 18)
			}
			let oi = 0
			out[oi++] = (y00 + x00) | 0
			out[oi++] = (y01 + x01) | 0
			out[oi++] = (y02 + x02) | 0
			out[oi++] = (y03 + x03) | 0
			out[oi++] = (y04 + x04) | 0
			out[oi++] = (y05 + x05) | 0
			out[oi++] = (y06 + x06) | 0
			out[oi++] = (y07 + x07) | 0
			out[oi++] = (y08 + x08) | 0
			out[oi++] = (y09 + x09) | 0
			out[oi++] = (y10 + x10) | 0
			out[oi++] = (y11 + x11) | 0
			out[oi++] = (y12 + x12) | 0
			out[oi++] = (y13 + x13) | 0
			out[oi++] = (y14 + x14) | 0
			out[oi++] = (y15 + x15) | 0
		}
		function hsalsa(s, k, i, out) {
			const s2 = isLE ? s : swap32IfBE(s.slice(0, 4))
			const k2 = isLE ? k : swap32IfBE(k.slice(0, 8))
			const i2 = isLE ? i : swap32IfBE(i.slice(0, 4))
			const t = new Uint32Array(16)
			salsaCore(s2, k2, i2.subarray(0, 2), t, i2[2], 20, i2[3])
			let oi = 0
			out[oi++] = (t[0] - s2[0]) | 0
			out[oi++] = (t[5] - s2[1]) | 0
			out[oi++] = (t[10] - s2[2]) | 0
			out[oi++] = (t[15] - s2[3]) | 0
			out[oi++] = (t[6] - i2[0]) | 0
			out[oi++] = (t[7] - i2[1]) | 0
			out[oi++] = (t[8] - i2[2]) | 0
			out[oi++] = (t[9] - i2[3]) | 0
			swap32IfBE(out)
			if (!isLE) clean(s2, k2, i2)
			clean(t)
		}
		createCipher(salsaCore, {
			allowShortKeys: true,
			counterRight: true
		})
		const xsalsa20 = createCipher(salsaCore, {
			counterRight: true,
			extendNonceFn: hsalsa
		})
		Object.freeze({
			salsaCore
		})
		const xsalsa20poly1305 = wrapCipher(
			{
				blockSize: 64,
				nonceLength: 24,
				tagLength: 16
			},
			(key, nonce) => {
				return {
					encrypt(plaintext, output) {
						output = getOutput(plaintext.length + 32, output, false)
						const authKey = output.subarray(0, 32)
						const ciphPlaintext = output.subarray(32)
						output.set(plaintext, 32)
						clean(authKey)
						xsalsa20(key, nonce, output, output)
						const tag = poly1305(ciphPlaintext, authKey)
						output.set(tag, 16)
						clean(output.subarray(0, 16), tag)
						return output.subarray(16)
					},
					decrypt(ciphertext, output) {
						utils_abytes(ciphertext, undefined, 'data')
						output = getOutput(ciphertext.length + 32, output, false)
						const tmp = output.subarray(0, 32)
						const passedTag = output.subarray(32, 48)
						const ciphPlaintext = output.subarray(48)
						output.set(ciphertext, 32)
						clean(tmp)
						const authKey = xsalsa20(key, nonce, tmp, tmp)
						const tag = poly1305(ciphPlaintext, authKey)
						if (!equalBytes(passedTag, tag)) {
							clean(output)
							throw new Error('invalid tag')
						}
						xsalsa20(key, nonce, output.subarray(16), output.subarray(16))
						clean(tmp, passedTag, tag)
						return ciphPlaintext
					}
				}
			}
		)
	},
	904: (__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			Sx: () => blake2b
		})

		// ./node_modules/@noble/hashes/utils.js
		function isBytes(a) {
			return (
				a instanceof Uint8Array ||
				(ArrayBuffer.isView(a) && a.constructor.name === 'Uint8Array' && 'BYTES_PER_ELEMENT' in a && a.BYTES_PER_ELEMENT === 1)
			)
		}
		const atitle = title => (title ? `"${title}" ` : '')
		function anumber(n, title = '') {
			if (typeof n !== 'number') throw new TypeError(atitle(title) + 'expected number, got ' + typeof n)
			if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(atitle(title) + 'expected integer >= 0, got ' + n)
			return n
		}
		function utils_abytes(value, length, title = '') {
			if (isBytes(value) && (length === undefined || value.length === length)) return value
			if (length !== undefined) anumber(length, 'length')
			const bytes = isBytes(value)
			const ofLen = length !== undefined ? ` of length ${length}` : ''
			const got = bytes ? `length=${value.length}` : `type=${typeof value}`
			const message = atitle(title) + 'expected Uint8Array' + ofLen + ', got ' + got
			if (!bytes) throw new TypeError(message)
			throw new RangeError(message)
		}
		function copyBytes(bytes) {
			return Uint8Array.from(utils_abytes(bytes))
		}
		const aobject = (value, label) => {
			if (value === null || typeof value !== 'object' || Array.isArray(value))
				throw new TypeError((label === 'object' ? '' : `"${label}" `) + 'expected object, got type=' + typeof value)
		}
		const aopts = (value, label) => {
			aobject(value, label)
			const proto = Object.getPrototypeOf(value)
			if (proto !== Object.prototype && proto !== null) throw new TypeError(`"${label}" expected plain object`)
			if (Object.hasOwn(value, '__proto__')) throw new TypeError(`"${label}.__proto__" is not allowed`)
		}
		function utils_aexists(instance, checkFinished = true) {
			if (instance.destroyed) throw new Error('hash was destroyed')
			if (checkFinished && instance.finished) throw new Error('digest() was already called')
		}
		function utils_aoutput(out, instance) {
			utils_abytes(out, undefined, 'output')
			const min = instance.outputLen
			if (!(out.length >= min)) throw new RangeError('"output" expected length >= ' + min)
		}
		function u32(arr) {
			return new Uint32Array(arr.buffer, arr.byteOffset, Math.floor(arr.byteLength / 4))
		}
		function clean(...arrays) {
			for (let i = 0; i < arrays.length; i++) arrays[i].fill(0)
		}
		function rotr(word, shift) {
			return (word << (32 - shift)) | (word >>> shift)
		}
		const isLE = (() => new Uint8Array(new Uint32Array([0x11223344]).buffer)[0] === 0x44)()
		function byteSwap(word) {
			return ((word << 24) & 0xff000000) | ((word << 8) & 0xff0000) | ((word >>> 8) & 0xff00) | ((word >>> 24) & 0xff)
		}
		const swap8IfBE = isLE ? n => n : n => byteSwap(n) >>> 0
		function byteSwap32(arr) {
			for (let i = 0; i < arr.length; i++) arr[i] = byteSwap(arr[i])
			return arr
		}
		const swap32IfBE = isLE ? u => u : byteSwap32
		Array.from(
			{
				length: 256
			},
			(_, i) => i.toString(16).padStart(2, '0')
		)
		function checkOpts(defaults, opts, title = 'opts') {
			aopts(defaults, 'defaults')
			if (opts !== undefined) aopts(opts, title)
			const merged = Object.assign(Object.create(null), defaults, opts)
			return merged
		}
		function utils_createHasher(hashCons, info = {}) {
			if (typeof hashCons !== 'function') throw new TypeError('"hashCons" expected function, got type=' + typeof hashCons)
			info = checkOpts({}, info, 'info')
			const hashC = (msg, opts) => hashCons(opts).update(msg).digest()
			const tmp = hashCons(undefined)
			hashC.outputLen = tmp.outputLen
			hashC.blockLen = tmp.blockLen
			hashC.canXOF = tmp.canXOF
			hashC.create = opts => hashCons(opts)
			Object.assign(hashC, info)
			return Object.freeze(hashC)
		}

		// ./node_modules/@noble/hashes/_blake.js
		const BSIGMA = Uint8Array.from([
			0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3, 11, 8, 12, 0, 5,
			2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4, 7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8, 9, 0, 5, 7, 2, 4, 10, 15, 14, 1,
			11, 12, 6, 8, 3, 13, 2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9, 12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8,
			11, 13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10, 6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5, 10, 2, 8, 4,
			7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 14, 10, 4, 8, 9, 15, 13, 6,
			1, 12, 0, 2, 11, 7, 5, 3, 11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4, 7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4,
			0, 15, 8, 9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13, 2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9
		])
		function G1s(a, b, c, d, x) {
			a = (a + b + x) | 0
			d = rotr(d ^ a, 16)
			c = (c + d) | 0
			b = rotr(b ^ c, 12)
			return {
				a,
				b,
				c,
				d
			}
		}
		function G2s(a, b, c, d, x) {
			a = (a + b + x) | 0
			d = rotr(d ^ a, 8)
			c = (c + d) | 0
			b = rotr(b ^ c, 7)
			return {
				a,
				b,
				c,
				d
			}
		}
		const SHA256_IV = Uint32Array.from([
			0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
		])
		const fromNumH = n => (n / 2 ** 32) | 0
		const fromNumL = n => n >>> 0
		const rotrSH = (h, l, s) => (h >>> s) | (l << (32 - s))
		const rotrSL = (h, l, s) => (h << (32 - s)) | (l >>> s)
		const rotrBH = (h, l, s) => (h << (64 - s)) | (l >>> (s - 32))
		const rotrBL = (h, l, s) => (h >>> (s - 32)) | (l << (64 - s))
		const rotr32H = (_h, l) => l
		const rotr32L = (h, _l) => h
		function add(Ah, Al, Bh, Bl) {
			const l = (Al >>> 0) + (Bl >>> 0)
			return {
				h: (Ah + Bh + ((l / 2 ** 32) | 0)) | 0,
				l: l | 0
			}
		}
		const add3L = (Al, Bl, Cl) => (Al >>> 0) + (Bl >>> 0) + (Cl >>> 0)
		const add3H = (low, Ah, Bh, Ch) => (Ah + Bh + Ch + ((low / 2 ** 32) | 0)) | 0

		// ./node_modules/@noble/hashes/blake2.js
		const B2B_IV = Uint32Array.from([
			0xf3bcc908, 0x6a09e667, 0x84caa73b, 0xbb67ae85, 0xfe94f82b, 0x3c6ef372, 0x5f1d36f1, 0xa54ff53a, 0xade682d1, 0x510e527f,
			0x2b3e6c1f, 0x9b05688c, 0xfb41bd6b, 0x1f83d9ab, 0x137e2179, 0x5be0cd19
		])
		const BBUF = new Uint32Array(32)
		function G1b(a, b, c, d, msg, x) {
			const Xl = msg[x],
				Xh = msg[x + 1]
			let Al = BBUF[2 * a],
				Ah = BBUF[2 * a + 1]
			let Bl = BBUF[2 * b],
				Bh = BBUF[2 * b + 1]
			let Cl = BBUF[2 * c],
				Ch = BBUF[2 * c + 1]
			let Dl = BBUF[2 * d],
				Dh = BBUF[2 * d + 1]
			const ll = add3L(Al, Bl, Xl)
			Ah = add3H(ll, Ah, Bh, Xh)
			Al = ll | 0
			let xh = Dh ^ Ah,
				xl = Dl ^ Al
			Dh = rotr32H(xh, xl)
			Dl = rotr32L(xh, xl)
			;({ h: Ch, l: Cl } = add(Ch, Cl, Dh, Dl))
			xh = Bh ^ Ch
			xl = Bl ^ Cl
			Bh = rotrSH(xh, xl, 24)
			Bl = rotrSL(xh, xl, 24)
			BBUF[2 * a] = Al
			BBUF[2 * a + 1] = Ah
			BBUF[2 * b] = Bl
			BBUF[2 * b + 1] = Bh
			BBUF[2 * c] = Cl
			BBUF[2 * c + 1] = Ch
			BBUF[2 * d] = Dl
			BBUF[2 * d + 1] = Dh
		}
		function G2b(a, b, c, d, msg, x) {
			const Xl = msg[x],
				Xh = msg[x + 1]
			let Al = BBUF[2 * a],
				Ah = BBUF[2 * a + 1]
			let Bl = BBUF[2 * b],
				Bh = BBUF[2 * b + 1]
			let Cl = BBUF[2 * c],
				Ch = BBUF[2 * c + 1]
			let Dl = BBUF[2 * d],
				Dh = BBUF[2 * d + 1]
			const ll = add3L(Al, Bl, Xl)
			Ah = add3H(ll, Ah, Bh, Xh)
			Al = ll | 0
			let xh = Dh ^ Ah,
				xl = Dl ^ Al
			Dh = rotrSH(xh, xl, 16)
			Dl = rotrSL(xh, xl, 16)
			;({ h: Ch, l: Cl } = add(Ch, Cl, Dh, Dl))
			xh = Bh ^ Ch
			xl = Bl ^ Cl
			Bh = rotrBH(xh, xl, 63)
			Bl = rotrBL(xh, xl, 63)
			BBUF[2 * a] = Al
			BBUF[2 * a + 1] = Ah
			BBUF[2 * b] = Bl
			BBUF[2 * b + 1] = Bh
			BBUF[2 * c] = Cl
			BBUF[2 * c + 1] = Ch
			BBUF[2 * d] = Dl
			BBUF[2 * d + 1] = Dh
		}
		function checkBlake2Opts(outputLen, opts = {}, keyLen, saltLen, persLen) {
			anumber(keyLen)
			if (outputLen <= 0 || outputLen > keyLen) throw new Error('"dkLen" must be 1..' + keyLen + ', got ' + outputLen)
			const { key, salt, personalization } = opts
			if (key !== undefined && (key.length < 1 || key.length > keyLen))
				throw new Error('"key" expected to be undefined or of length=1..' + keyLen)
			if (salt !== undefined) utils_abytes(salt, saltLen, 'salt')
			if (personalization !== undefined) utils_abytes(personalization, persLen, 'personalization')
		}
		class _BLAKE2 {
			buffer
			buffer32
			finished = false
			destroyed = false
			length = 0
			pos = 0
			blockLen
			outputLen
			canXOF = false
			constructor(blockLen, outputLen) {
				anumber(blockLen)
				anumber(outputLen)
				this.blockLen = blockLen
				this.outputLen = outputLen
				this.buffer = new Uint8Array(blockLen)
				this.buffer32 = u32(this.buffer)
			}
			update(data) {
				utils_aexists(this)
				utils_abytes(data)
				const { blockLen, buffer, buffer32 } = this
				const len = data.length
				const offset = data.byteOffset
				const buf = data.buffer
				for (let pos = 0; pos < len; ) {
					if (this.pos === blockLen) {
						swap32IfBE(buffer32)
						this.compress(buffer32, 0, false)
						swap32IfBE(buffer32)
						this.pos = 0
					}
					const take = Math.min(blockLen - this.pos, len - pos)
					const dataOffset = offset + pos
					if (take === blockLen && !(dataOffset % 4) && pos + take < len) {
						const data32 = new Uint32Array(buf, dataOffset, Math.floor((len - pos) / 4))
						swap32IfBE(data32)
						for (let pos32 = 0; pos + blockLen < len; pos32 += buffer32.length, pos += blockLen) {
							this.length += blockLen
							this.compress(data32, pos32, false)
						}
						swap32IfBE(data32)
						continue
					}
					buffer.set(pos === 0 && take === len ? data : data.subarray(pos, pos + take), this.pos)
					this.pos += take
					this.length += take
					pos += take
				}
				return this
			}
			digestInto(out) {
				utils_aexists(this)
				utils_aoutput(out, this)
				if (out.byteOffset & 3) throw new RangeError('"output" expected 4-byte aligned byteOffset, got ' + out.byteOffset)
				const { pos, buffer32 } = this
				this.finished = true
				this.buffer.fill(0, pos)
				swap32IfBE(buffer32)
				this.compress(buffer32, 0, true)
				swap32IfBE(buffer32)
				const state = this.get()
				const out32 = out === this.buffer ? buffer32 : u32(out)
				const full = Math.floor(this.outputLen / 4)
				for (let i = 0; i < full; i++) out32[i] = swap8IfBE(state[i])
				const tail = this.outputLen % 4
				if (!tail) return
				const off = full * 4
				const word = state[full]
				for (let i = 0; i < tail; i++) out[off + i] = word >>> (8 * i)
			}
			digest() {
				const { buffer, outputLen } = this
				this.digestInto(buffer)
				const res = buffer.slice(0, outputLen)
				this.destroy()
				return res
			}
			_cloneInto(to) {
				const { buffer, length, finished, destroyed, outputLen, pos } = this
				to ||= new this.constructor({
					dkLen: outputLen
				})
				to.set(...this.get())
				to.buffer.set(buffer)
				to.destroyed = destroyed
				to.finished = finished
				to.length = length
				to.pos = pos
				to.outputLen = outputLen
				return to
			}
			clone() {
				return this._cloneInto()
			}
		}
		class _BLAKE2b extends _BLAKE2 {
			v0l = B2B_IV[0] | 0
			v0h = B2B_IV[1] | 0
			v1l = B2B_IV[2] | 0
			v1h = B2B_IV[3] | 0
			v2l = B2B_IV[4] | 0
			v2h = B2B_IV[5] | 0
			v3l = B2B_IV[6] | 0
			v3h = B2B_IV[7] | 0
			v4l = B2B_IV[8] | 0
			v4h = B2B_IV[9] | 0
			v5l = B2B_IV[10] | 0
			v5h = B2B_IV[11] | 0
			v6l = B2B_IV[12] | 0
			v6h = B2B_IV[13] | 0
			v7l = B2B_IV[14] | 0
			v7h = B2B_IV[15] | 0
			constructor(opts = {}) {
				opts = checkOpts({}, opts)
				const olen = opts.dkLen === undefined ? 64 : opts.dkLen
				super(128, olen)
				checkBlake2Opts(olen, opts, 64, 16, 16)
				let { key, personalization, salt } = opts
				let keyLength = 0
				if (key !== undefined) {
					utils_abytes(key, undefined, 'key')
					keyLength = key.length
				}
				this.v0l ^= this.outputLen | (keyLength << 8) | 65536 | 16777216
				if (salt !== undefined) {
					utils_abytes(salt, undefined, 'salt')
					const slt = u32(copyBytes(salt))
					this.v4l ^= swap8IfBE(slt[0])
					this.v4h ^= swap8IfBE(slt[1])
					this.v5l ^= swap8IfBE(slt[2])
					this.v5h ^= swap8IfBE(slt[3])
				}
				if (personalization !== undefined) {
					utils_abytes(personalization, undefined, 'personalization')
					const pers = u32(copyBytes(personalization))
					this.v6l ^= swap8IfBE(pers[0])
					this.v6h ^= swap8IfBE(pers[1])
					this.v7l ^= swap8IfBE(pers[2])
					this.v7h ^= swap8IfBE(pers[3])
				}
				if (key !== undefined) {
					const tmp = new Uint8Array(this.blockLen)
					tmp.set(key)
					this.update(tmp)
					clean(tmp)
				}
			}
			get() {
				let { v0l, v0h, v1l, v1h, v2l, v2h, v3l, v3h, v4l, v4h, v5l, v5h, v6l, v6h, v7l, v7h } = this
				return [v0l, v0h, v1l, v1h, v2l, v2h, v3l, v3h, v4l, v4h, v5l, v5h, v6l, v6h, v7l, v7h]
			}
			set(v0l, v0h, v1l, v1h, v2l, v2h, v3l, v3h, v4l, v4h, v5l, v5h, v6l, v6h, v7l, v7h) {
				this.v0l = v0l | 0
				this.v0h = v0h | 0
				this.v1l = v1l | 0
				this.v1h = v1h | 0
				this.v2l = v2l | 0
				this.v2h = v2h | 0
				this.v3l = v3l | 0
				this.v3h = v3h | 0
				this.v4l = v4l | 0
				this.v4h = v4h | 0
				this.v5l = v5l | 0
				this.v5h = v5h | 0
				this.v6l = v6l | 0
				this.v6h = v6h | 0
				this.v7l = v7l | 0
				this.v7h = v7h | 0
			}
			compress(msg, offset, isLast) {
				const { v0l, v0h, v1l, v1h, v2l, v2h, v3l, v3h, v4l, v4h, v5l, v5h, v6l, v6h, v7l, v7h } = this
				BBUF[0] = v0l
				BBUF[1] = v0h
				BBUF[2] = v1l
				BBUF[3] = v1h
				BBUF[4] = v2l
				BBUF[5] = v2h
				BBUF[6] = v3l
				BBUF[7] = v3h
				BBUF[8] = v4l
				BBUF[9] = v4h
				BBUF[10] = v5l
				BBUF[11] = v5h
				BBUF[12] = v6l
				BBUF[13] = v6h
				BBUF[14] = v7l
				BBUF[15] = v7h
				BBUF.set(B2B_IV, 16)
				const l = fromNumL(this.length)
				const h = fromNumH(this.length)
				BBUF[24] = B2B_IV[8] ^ l
				BBUF[25] = B2B_IV[9] ^ h
				if (isLast) {
					BBUF[28] = ~BBUF[28]
					BBUF[29] = ~BBUF[29]
				}
				let j = 0
				const s = BSIGMA
				for (let i = 0; i < 12; i++) {
					G1b(0, 4, 8, 12, msg, offset + 2 * s[j++])
					G2b(0, 4, 8, 12, msg, offset + 2 * s[j++])
					G1b(1, 5, 9, 13, msg, offset + 2 * s[j++])
					G2b(1, 5, 9, 13, msg, offset + 2 * s[j++])
					G1b(2, 6, 10, 14, msg, offset + 2 * s[j++])
					G2b(2, 6, 10, 14, msg, offset + 2 * s[j++])
					G1b(3, 7, 11, 15, msg, offset + 2 * s[j++])
					G2b(3, 7, 11, 15, msg, offset + 2 * s[j++])
					G1b(0, 5, 10, 15, msg, offset + 2 * s[j++])
					G2b(0, 5, 10, 15, msg, offset + 2 * s[j++])
					G1b(1, 6, 11, 12, msg, offset + 2 * s[j++])
					G2b(1, 6, 11, 12, msg, offset + 2 * s[j++])
					G1b(2, 7, 8, 13, msg, offset + 2 * s[j++])
					G2b(2, 7, 8, 13, msg, offset + 2 * s[j++])
					G1b(3, 4, 9, 14, msg, offset + 2 * s[j++])
					G2b(3, 4, 9, 14, msg, offset + 2 * s[j++])
				}
				this.v0l ^= BBUF[0] ^ BBUF[16]
				this.v0h ^= BBUF[1] ^ BBUF[17]
				this.v1l ^= BBUF[2] ^ BBUF[18]
				this.v1h ^= BBUF[3] ^ BBUF[19]
				this.v2l ^= BBUF[4] ^ BBUF[20]
				this.v2h ^= BBUF[5] ^ BBUF[21]
				this.v3l ^= BBUF[6] ^ BBUF[22]
				this.v3h ^= BBUF[7] ^ BBUF[23]
				this.v4l ^= BBUF[8] ^ BBUF[24]
				this.v4h ^= BBUF[9] ^ BBUF[25]
				this.v5l ^= BBUF[10] ^ BBUF[26]
				this.v5h ^= BBUF[11] ^ BBUF[27]
				this.v6l ^= BBUF[12] ^ BBUF[28]
				this.v6h ^= BBUF[13] ^ BBUF[29]
				this.v7l ^= BBUF[14] ^ BBUF[30]
				this.v7h ^= BBUF[15] ^ BBUF[31]
				clean(BBUF)
			}
			destroy() {
				this.destroyed = true
				clean(this.buffer32)
				this.set(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
			}
		}
		const blake2b = utils_createHasher(opts => new _BLAKE2b(opts))
		function _compress(s, offset, msg, rounds, v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15) {
			let j = 0
			for (let i = 0; i < rounds; i++) {
				;({ a: v0, b: v4, c: v8, d: v12 } = G1s(v0, v4, v8, v12, msg[offset + s[j++]]))
				;({ a: v0, b: v4, c: v8, d: v12 } = G2s(v0, v4, v8, v12, msg[offset + s[j++]]))
				;({ a: v1, b: v5, c: v9, d: v13 } = G1s(v1, v5, v9, v13, msg[offset + s[j++]]))
				;({ a: v1, b: v5, c: v9, d: v13 } = G2s(v1, v5, v9, v13, msg[offset + s[j++]]))
				;({ a: v2, b: v6, c: v10, d: v14 } = G1s(v2, v6, v10, v14, msg[offset + s[j++]]))
				;({ a: v2, b: v6, c: v10, d: v14 } = G2s(v2, v6, v10, v14, msg[offset + s[j++]]))
				;({ a: v3, b: v7, c: v11, d: v15 } = G1s(v3, v7, v11, v15, msg[offset + s[j++]]))
				;({ a: v3, b: v7, c: v11, d: v15 } = G2s(v3, v7, v11, v15, msg[offset + s[j++]]))
				;({ a: v0, b: v5, c: v10, d: v15 } = G1s(v0, v5, v10, v15, msg[offset + s[j++]]))
				;({ a: v0, b: v5, c: v10, d: v15 } = G2s(v0, v5, v10, v15, msg[offset + s[j++]]))
				;({ a: v1, b: v6, c: v11, d: v12 } = G1s(v1, v6, v11, v12, msg[offset + s[j++]]))
				;({ a: v1, b: v6, c: v11, d: v12 } = G2s(v1, v6, v11, v12, msg[offset + s[j++]]))
				;({ a: v2, b: v7, c: v8, d: v13 } = G1s(v2, v7, v8, v13, msg[offset + s[j++]]))
				;({ a: v2, b: v7, c: v8, d: v13 } = G2s(v2, v7, v8, v13, msg[offset + s[j++]]))
				;({ a: v3, b: v4, c: v9, d: v14 } = G1s(v3, v4, v9, v14, msg[offset + s[j++]]))
				;({ a: v3, b: v4, c: v9, d: v14 } = G2s(v3, v4, v9, v14, msg[offset + s[j++]]))
			}
			return {
				v0,
				v1,
				v2,
				v3,
				v4,
				v5,
				v6,
				v7,
				v8,
				v9,
				v10,
				v11,
				v12,
				v13,
				v14,
				v15
			}
		}
		const B2S_IV = SHA256_IV.slice()
		class _BLAKE2s extends _BLAKE2 {
			v0 = B2S_IV[0] | 0
			v1 = B2S_IV[1] | 0
			v2 = B2S_IV[2] | 0
			v3 = B2S_IV[3] | 0
			v4 = B2S_IV[4] | 0
			v5 = B2S_IV[5] | 0
			v6 = B2S_IV[6] | 0
			v7 = B2S_IV[7] | 0
			constructor(opts = {}) {
				opts = checkOpts({}, opts)
				const olen = opts.dkLen === undefined ? 32 : opts.dkLen
				super(64, olen)
				checkBlake2Opts(olen, opts, 32, 8, 8)
				let { key, personalization, salt } = opts
				let keyLength = 0
				if (key !== undefined) {
					utils_abytes(key, undefined, 'key')
					keyLength = key.length
				}
				this.v0 ^= this.outputLen | (keyLength << 8) | 65536 | 16777216
				if (salt !== undefined) {
					utils_abytes(salt, undefined, 'salt')
					const slt = u32(copyBytes(salt))
					this.v4 ^= swap8IfBE(slt[0])
					this.v5 ^= swap8IfBE(slt[1])
				}
				if (personalization !== undefined) {
					utils_abytes(personalization, undefined, 'personalization')
					const pers = u32(copyBytes(personalization))
					this.v6 ^= swap8IfBE(pers[0])
					this.v7 ^= swap8IfBE(pers[1])
				}
				if (key !== undefined) {
					const tmp = new Uint8Array(this.blockLen)
					tmp.set(key)
					this.update(tmp)
					clean(tmp)
				}
			}
			get() {
				const { v0, v1, v2, v3, v4, v5, v6, v7 } = this
				return [v0, v1, v2, v3, v4, v5, v6, v7]
			}
			set(v0, v1, v2, v3, v4, v5, v6, v7) {
				this.v0 = v0 | 0
				this.v1 = v1 | 0
				this.v2 = v2 | 0
				this.v3 = v3 | 0
				this.v4 = v4 | 0
				this.v5 = v5 | 0
				this.v6 = v6 | 0
				this.v7 = v7 | 0
			}
			compress(msg, offset, isLast) {
				const l = fromNumL(this.length)
				const h = fromNumH(this.length)
				const { v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15 } = _compress(
					BSIGMA,
					offset,
					msg,
					10,
					this.v0,
					this.v1,
					this.v2,
					this.v3,
					this.v4,
					this.v5,
					this.v6,
					this.v7,
					B2S_IV[0],
					B2S_IV[1],
					B2S_IV[2],
					B2S_IV[3],
					l ^ B2S_IV[4],
					h ^ B2S_IV[5],
					isLast ? ~B2S_IV[6] : B2S_IV[6],
					B2S_IV[7]
				)
				this.v0 ^= v0 ^ v8
				this.v1 ^= v1 ^ v9
				this.v2 ^= v2 ^ v10
				this.v3 ^= v3 ^ v11
				this.v4 ^= v4 ^ v12
				this.v5 ^= v5 ^ v13
				this.v6 ^= v6 ^ v14
				this.v7 ^= v7 ^ v15
			}
			destroy() {
				this.destroyed = true
				clean(this.buffer32)
				this.set(0, 0, 0, 0, 0, 0, 0, 0)
			}
		}
	}
}
