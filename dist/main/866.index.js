export const id = 866
export const ids = [866]
export const modules = {
	866: (__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.r(__webpack_exports__)
		__webpack_require__.d(__webpack_exports__, {
			seal: () => seal
		})
		var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(598)
		var _noble_ciphers_salsa_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(382)
		var _noble_hashes_blake2_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(904)
		const KEY_LENGTH = 32
		const SIGMA = new TextEncoder().encode('expand 32-byte k')
		const seal = (value, publicKey) => {
			const theirs = Buffer.from(publicKey, 'base64')
			if (theirs.length !== KEY_LENGTH) throw new Error(`a key of ${theirs.length} bytes`)
			const once = (0, node_crypto__WEBPACK_IMPORTED_MODULE_0__.generateKeyPairSync)('x25519')
			const ours = Buffer.from(
				once.publicKey.export({
					format: 'jwk'
				}).x ?? '',
				'base64url'
			)
			const shared = (0, node_crypto__WEBPACK_IMPORTED_MODULE_0__.diffieHellman)({
				privateKey: once.privateKey,
				publicKey: (0, node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)({
					key: {
						kty: 'OKP',
						crv: 'X25519',
						x: theirs.toString('base64url')
					},
					format: 'jwk'
				})
			})
			const key = new Uint32Array(KEY_LENGTH / 4)
			;(0, _noble_ciphers_salsa_js__WEBPACK_IMPORTED_MODULE_1__.bD)(words(SIGMA), words(shared), new Uint32Array(4), key)
			const nonce = (0, _noble_hashes_blake2_js__WEBPACK_IMPORTED_MODULE_2__.Sx)(Buffer.concat([ours, theirs]), {
				dkLen: 24
			})
			const box = (0, _noble_ciphers_salsa_js__WEBPACK_IMPORTED_MODULE_1__.uT)(new Uint8Array(key.buffer), nonce).encrypt(
				new TextEncoder().encode(value)
			)
			return Buffer.concat([ours, box]).toString('base64')
		}
		const words = bytes => new Uint32Array(new Uint8Array(bytes).buffer)
	}
}
