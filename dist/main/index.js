import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 931:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

// Blake2B in pure Javascript
// Adapted from the reference implementation in RFC7693
// Ported to Javascript by DC - https://github.com/dcposch

const util = __nccwpck_require__(164)

// 64-bit unsigned addition
// Sets v[a,a+1] += v[b,b+1]
// v should be a Uint32Array
function ADD64AA (v, a, b) {
  const o0 = v[a] + v[b]
  let o1 = v[a + 1] + v[b + 1]
  if (o0 >= 0x100000000) {
    o1++
  }
  v[a] = o0
  v[a + 1] = o1
}

// 64-bit unsigned addition
// Sets v[a,a+1] += b
// b0 is the low 32 bits of b, b1 represents the high 32 bits
function ADD64AC (v, a, b0, b1) {
  let o0 = v[a] + b0
  if (b0 < 0) {
    o0 += 0x100000000
  }
  let o1 = v[a + 1] + b1
  if (o0 >= 0x100000000) {
    o1++
  }
  v[a] = o0
  v[a + 1] = o1
}

// Little-endian byte access
function B2B_GET32 (arr, i) {
  return arr[i] ^ (arr[i + 1] << 8) ^ (arr[i + 2] << 16) ^ (arr[i + 3] << 24)
}

// G Mixing function
// The ROTRs are inlined for speed
function B2B_G (a, b, c, d, ix, iy) {
  const x0 = m[ix]
  const x1 = m[ix + 1]
  const y0 = m[iy]
  const y1 = m[iy + 1]

  ADD64AA(v, a, b) // v[a,a+1] += v[b,b+1] ... in JS we must store a uint64 as two uint32s
  ADD64AC(v, a, x0, x1) // v[a, a+1] += x ... x0 is the low 32 bits of x, x1 is the high 32 bits

  // v[d,d+1] = (v[d,d+1] xor v[a,a+1]) rotated to the right by 32 bits
  let xor0 = v[d] ^ v[a]
  let xor1 = v[d + 1] ^ v[a + 1]
  v[d] = xor1
  v[d + 1] = xor0

  ADD64AA(v, c, d)

  // v[b,b+1] = (v[b,b+1] xor v[c,c+1]) rotated right by 24 bits
  xor0 = v[b] ^ v[c]
  xor1 = v[b + 1] ^ v[c + 1]
  v[b] = (xor0 >>> 24) ^ (xor1 << 8)
  v[b + 1] = (xor1 >>> 24) ^ (xor0 << 8)

  ADD64AA(v, a, b)
  ADD64AC(v, a, y0, y1)

  // v[d,d+1] = (v[d,d+1] xor v[a,a+1]) rotated right by 16 bits
  xor0 = v[d] ^ v[a]
  xor1 = v[d + 1] ^ v[a + 1]
  v[d] = (xor0 >>> 16) ^ (xor1 << 16)
  v[d + 1] = (xor1 >>> 16) ^ (xor0 << 16)

  ADD64AA(v, c, d)

  // v[b,b+1] = (v[b,b+1] xor v[c,c+1]) rotated right by 63 bits
  xor0 = v[b] ^ v[c]
  xor1 = v[b + 1] ^ v[c + 1]
  v[b] = (xor1 >>> 31) ^ (xor0 << 1)
  v[b + 1] = (xor0 >>> 31) ^ (xor1 << 1)
}

// Initialization Vector
const BLAKE2B_IV32 = new Uint32Array([
  0xf3bcc908, 0x6a09e667, 0x84caa73b, 0xbb67ae85, 0xfe94f82b, 0x3c6ef372,
  0x5f1d36f1, 0xa54ff53a, 0xade682d1, 0x510e527f, 0x2b3e6c1f, 0x9b05688c,
  0xfb41bd6b, 0x1f83d9ab, 0x137e2179, 0x5be0cd19
])

const SIGMA8 = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 14, 10, 4, 8, 9, 15, 13,
  6, 1, 12, 0, 2, 11, 7, 5, 3, 11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1,
  9, 4, 7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8, 9, 0, 5, 7, 2, 4,
  10, 15, 14, 1, 11, 12, 6, 8, 3, 13, 2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5,
  15, 14, 1, 9, 12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11, 13, 11, 7,
  14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10, 6, 15, 14, 9, 11, 3, 0, 8, 12, 2,
  13, 7, 1, 4, 10, 5, 10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0, 0,
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 14, 10, 4, 8, 9, 15, 13, 6,
  1, 12, 0, 2, 11, 7, 5, 3
]

// These are offsets into a uint64 buffer.
// Multiply them all by 2 to make them offsets into a uint32 buffer,
// because this is Javascript and we don't have uint64s
const SIGMA82 = new Uint8Array(
  SIGMA8.map(function (x) {
    return x * 2
  })
)

// Compression function. 'last' flag indicates last block.
// Note we're representing 16 uint64s as 32 uint32s
const v = new Uint32Array(32)
const m = new Uint32Array(32)
function blake2bCompress (ctx, last) {
  let i = 0

  // init work variables
  for (i = 0; i < 16; i++) {
    v[i] = ctx.h[i]
    v[i + 16] = BLAKE2B_IV32[i]
  }

  // low 64 bits of offset
  v[24] = v[24] ^ ctx.t
  v[25] = v[25] ^ (ctx.t / 0x100000000)
  // high 64 bits not supported, offset may not be higher than 2**53-1

  // last block flag set ?
  if (last) {
    v[28] = ~v[28]
    v[29] = ~v[29]
  }

  // get little-endian words
  for (i = 0; i < 32; i++) {
    m[i] = B2B_GET32(ctx.b, 4 * i)
  }

  // twelve rounds of mixing
  // uncomment the DebugPrint calls to log the computation
  // and match the RFC sample documentation
  // util.debugPrint('          m[16]', m, 64)
  for (i = 0; i < 12; i++) {
    // util.debugPrint('   (i=' + (i < 10 ? ' ' : '') + i + ') v[16]', v, 64)
    B2B_G(0, 8, 16, 24, SIGMA82[i * 16 + 0], SIGMA82[i * 16 + 1])
    B2B_G(2, 10, 18, 26, SIGMA82[i * 16 + 2], SIGMA82[i * 16 + 3])
    B2B_G(4, 12, 20, 28, SIGMA82[i * 16 + 4], SIGMA82[i * 16 + 5])
    B2B_G(6, 14, 22, 30, SIGMA82[i * 16 + 6], SIGMA82[i * 16 + 7])
    B2B_G(0, 10, 20, 30, SIGMA82[i * 16 + 8], SIGMA82[i * 16 + 9])
    B2B_G(2, 12, 22, 24, SIGMA82[i * 16 + 10], SIGMA82[i * 16 + 11])
    B2B_G(4, 14, 16, 26, SIGMA82[i * 16 + 12], SIGMA82[i * 16 + 13])
    B2B_G(6, 8, 18, 28, SIGMA82[i * 16 + 14], SIGMA82[i * 16 + 15])
  }
  // util.debugPrint('   (i=12) v[16]', v, 64)

  for (i = 0; i < 16; i++) {
    ctx.h[i] = ctx.h[i] ^ v[i] ^ v[i + 16]
  }
  // util.debugPrint('h[8]', ctx.h, 64)
}

// reusable parameterBlock
const parameterBlock = new Uint8Array([
  0,
  0,
  0,
  0, //  0: outlen, keylen, fanout, depth
  0,
  0,
  0,
  0, //  4: leaf length, sequential mode
  0,
  0,
  0,
  0, //  8: node offset
  0,
  0,
  0,
  0, // 12: node offset
  0,
  0,
  0,
  0, // 16: node depth, inner length, rfu
  0,
  0,
  0,
  0, // 20: rfu
  0,
  0,
  0,
  0, // 24: rfu
  0,
  0,
  0,
  0, // 28: rfu
  0,
  0,
  0,
  0, // 32: salt
  0,
  0,
  0,
  0, // 36: salt
  0,
  0,
  0,
  0, // 40: salt
  0,
  0,
  0,
  0, // 44: salt
  0,
  0,
  0,
  0, // 48: personal
  0,
  0,
  0,
  0, // 52: personal
  0,
  0,
  0,
  0, // 56: personal
  0,
  0,
  0,
  0 // 60: personal
])

// Creates a BLAKE2b hashing context
// Requires an output length between 1 and 64 bytes
// Takes an optional Uint8Array key
// Takes an optinal Uint8Array salt
// Takes an optinal Uint8Array personal
function blake2bInit (outlen, key, salt, personal) {
  if (outlen === 0 || outlen > 64) {
    throw new Error('Illegal output length, expected 0 < length <= 64')
  }
  if (key && key.length > 64) {
    throw new Error('Illegal key, expected Uint8Array with 0 < length <= 64')
  }
  if (salt && salt.length !== 16) {
    throw new Error('Illegal salt, expected Uint8Array with length is 16')
  }
  if (personal && personal.length !== 16) {
    throw new Error('Illegal personal, expected Uint8Array with length is 16')
  }

  // state, 'param block'
  const ctx = {
    b: new Uint8Array(128),
    h: new Uint32Array(16),
    t: 0, // input count
    c: 0, // pointer within buffer
    outlen: outlen // output length in bytes
  }

  // initialize parameterBlock before usage
  parameterBlock.fill(0)
  parameterBlock[0] = outlen
  if (key) parameterBlock[1] = key.length
  parameterBlock[2] = 1 // fanout
  parameterBlock[3] = 1 // depth
  if (salt) parameterBlock.set(salt, 32)
  if (personal) parameterBlock.set(personal, 48)

  // initialize hash state
  for (let i = 0; i < 16; i++) {
    ctx.h[i] = BLAKE2B_IV32[i] ^ B2B_GET32(parameterBlock, i * 4)
  }

  // key the hash, if applicable
  if (key) {
    blake2bUpdate(ctx, key)
    // at the end
    ctx.c = 128
  }

  return ctx
}

// Updates a BLAKE2b streaming hash
// Requires hash context and Uint8Array (byte array)
function blake2bUpdate (ctx, input) {
  for (let i = 0; i < input.length; i++) {
    if (ctx.c === 128) {
      // buffer full ?
      ctx.t += ctx.c // add counters
      blake2bCompress(ctx, false) // compress (not last)
      ctx.c = 0 // counter to zero
    }
    ctx.b[ctx.c++] = input[i]
  }
}

// Completes a BLAKE2b streaming hash
// Returns a Uint8Array containing the message digest
function blake2bFinal (ctx) {
  ctx.t += ctx.c // mark last block offset

  while (ctx.c < 128) {
    // fill up with zeros
    ctx.b[ctx.c++] = 0
  }
  blake2bCompress(ctx, true) // final block flag = 1

  // little endian convert and store
  const out = new Uint8Array(ctx.outlen)
  for (let i = 0; i < ctx.outlen; i++) {
    out[i] = ctx.h[i >> 2] >> (8 * (i & 3))
  }
  return out
}

// Computes the BLAKE2B hash of a string or byte array, and returns a Uint8Array
//
// Returns a n-byte Uint8Array
//
// Parameters:
// - input - the input bytes, as a string, Buffer or Uint8Array
// - key - optional key Uint8Array, up to 64 bytes
// - outlen - optional output length in bytes, default 64
// - salt - optional salt bytes, string, Buffer or Uint8Array
// - personal - optional personal bytes, string, Buffer or Uint8Array
function blake2b (input, key, outlen, salt, personal) {
  // preprocess inputs
  outlen = outlen || 64
  input = util.normalizeInput(input)
  if (salt) {
    salt = util.normalizeInput(salt)
  }
  if (personal) {
    personal = util.normalizeInput(personal)
  }

  // do the math
  const ctx = blake2bInit(outlen, key, salt, personal)
  blake2bUpdate(ctx, input)
  return blake2bFinal(ctx)
}

// Computes the BLAKE2B hash of a string or byte array
//
// Returns an n-byte hash in hex, all lowercase
//
// Parameters:
// - input - the input bytes, as a string, Buffer, or Uint8Array
// - key - optional key Uint8Array, up to 64 bytes
// - outlen - optional output length in bytes, default 64
// - salt - optional salt bytes, string, Buffer or Uint8Array
// - personal - optional personal bytes, string, Buffer or Uint8Array
function blake2bHex (input, key, outlen, salt, personal) {
  const output = blake2b(input, key, outlen, salt, personal)
  return util.toHex(output)
}

module.exports = {
  blake2b: blake2b,
  blake2bHex: blake2bHex,
  blake2bInit: blake2bInit,
  blake2bUpdate: blake2bUpdate,
  blake2bFinal: blake2bFinal
}


/***/ }),

/***/ 580:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

// BLAKE2s hash function in pure Javascript
// Adapted from the reference implementation in RFC7693
// Ported to Javascript by DC - https://github.com/dcposch

const util = __nccwpck_require__(164)

// Little-endian byte access.
// Expects a Uint8Array and an index
// Returns the little-endian uint32 at v[i..i+3]
function B2S_GET32 (v, i) {
  return v[i] ^ (v[i + 1] << 8) ^ (v[i + 2] << 16) ^ (v[i + 3] << 24)
}

// Mixing function G.
function B2S_G (a, b, c, d, x, y) {
  v[a] = v[a] + v[b] + x
  v[d] = ROTR32(v[d] ^ v[a], 16)
  v[c] = v[c] + v[d]
  v[b] = ROTR32(v[b] ^ v[c], 12)
  v[a] = v[a] + v[b] + y
  v[d] = ROTR32(v[d] ^ v[a], 8)
  v[c] = v[c] + v[d]
  v[b] = ROTR32(v[b] ^ v[c], 7)
}

// 32-bit right rotation
// x should be a uint32
// y must be between 1 and 31, inclusive
function ROTR32 (x, y) {
  return (x >>> y) ^ (x << (32 - y))
}

// Initialization Vector.
const BLAKE2S_IV = new Uint32Array([
  0x6a09e667,
  0xbb67ae85,
  0x3c6ef372,
  0xa54ff53a,
  0x510e527f,
  0x9b05688c,
  0x1f83d9ab,
  0x5be0cd19
])

const SIGMA = new Uint8Array([
  0,
  1,
  2,
  3,
  4,
  5,
  6,
  7,
  8,
  9,
  10,
  11,
  12,
  13,
  14,
  15,
  14,
  10,
  4,
  8,
  9,
  15,
  13,
  6,
  1,
  12,
  0,
  2,
  11,
  7,
  5,
  3,
  11,
  8,
  12,
  0,
  5,
  2,
  15,
  13,
  10,
  14,
  3,
  6,
  7,
  1,
  9,
  4,
  7,
  9,
  3,
  1,
  13,
  12,
  11,
  14,
  2,
  6,
  5,
  10,
  4,
  0,
  15,
  8,
  9,
  0,
  5,
  7,
  2,
  4,
  10,
  15,
  14,
  1,
  11,
  12,
  6,
  8,
  3,
  13,
  2,
  12,
  6,
  10,
  0,
  11,
  8,
  3,
  4,
  13,
  7,
  5,
  15,
  14,
  1,
  9,
  12,
  5,
  1,
  15,
  14,
  13,
  4,
  10,
  0,
  7,
  6,
  3,
  9,
  2,
  8,
  11,
  13,
  11,
  7,
  14,
  12,
  1,
  3,
  9,
  5,
  0,
  15,
  4,
  8,
  6,
  2,
  10,
  6,
  15,
  14,
  9,
  11,
  3,
  0,
  8,
  12,
  2,
  13,
  7,
  1,
  4,
  10,
  5,
  10,
  2,
  8,
  4,
  7,
  6,
  1,
  5,
  15,
  11,
  9,
  14,
  3,
  12,
  13,
  0
])

// Compression function. "last" flag indicates last block
const v = new Uint32Array(16)
const m = new Uint32Array(16)
function blake2sCompress (ctx, last) {
  let i = 0
  for (i = 0; i < 8; i++) {
    // init work variables
    v[i] = ctx.h[i]
    v[i + 8] = BLAKE2S_IV[i]
  }

  v[12] ^= ctx.t // low 32 bits of offset
  v[13] ^= ctx.t / 0x100000000 // high 32 bits
  if (last) {
    // last block flag set ?
    v[14] = ~v[14]
  }

  for (i = 0; i < 16; i++) {
    // get little-endian words
    m[i] = B2S_GET32(ctx.b, 4 * i)
  }

  // ten rounds of mixing
  // uncomment the DebugPrint calls to log the computation
  // and match the RFC sample documentation
  // util.debugPrint('          m[16]', m, 32)
  for (i = 0; i < 10; i++) {
    // util.debugPrint('   (i=' + i + ')  v[16]', v, 32)
    B2S_G(0, 4, 8, 12, m[SIGMA[i * 16 + 0]], m[SIGMA[i * 16 + 1]])
    B2S_G(1, 5, 9, 13, m[SIGMA[i * 16 + 2]], m[SIGMA[i * 16 + 3]])
    B2S_G(2, 6, 10, 14, m[SIGMA[i * 16 + 4]], m[SIGMA[i * 16 + 5]])
    B2S_G(3, 7, 11, 15, m[SIGMA[i * 16 + 6]], m[SIGMA[i * 16 + 7]])
    B2S_G(0, 5, 10, 15, m[SIGMA[i * 16 + 8]], m[SIGMA[i * 16 + 9]])
    B2S_G(1, 6, 11, 12, m[SIGMA[i * 16 + 10]], m[SIGMA[i * 16 + 11]])
    B2S_G(2, 7, 8, 13, m[SIGMA[i * 16 + 12]], m[SIGMA[i * 16 + 13]])
    B2S_G(3, 4, 9, 14, m[SIGMA[i * 16 + 14]], m[SIGMA[i * 16 + 15]])
  }
  // util.debugPrint('   (i=10) v[16]', v, 32)

  for (i = 0; i < 8; i++) {
    ctx.h[i] ^= v[i] ^ v[i + 8]
  }
  // util.debugPrint('h[8]', ctx.h, 32)
}

// Creates a BLAKE2s hashing context
// Requires an output length between 1 and 32 bytes
// Takes an optional Uint8Array key
function blake2sInit (outlen, key) {
  if (!(outlen > 0 && outlen <= 32)) {
    throw new Error('Incorrect output length, should be in [1, 32]')
  }
  const keylen = key ? key.length : 0
  if (key && !(keylen > 0 && keylen <= 32)) {
    throw new Error('Incorrect key length, should be in [1, 32]')
  }

  const ctx = {
    h: new Uint32Array(BLAKE2S_IV), // hash state
    b: new Uint8Array(64), // input block
    c: 0, // pointer within block
    t: 0, // input count
    outlen: outlen // output length in bytes
  }
  ctx.h[0] ^= 0x01010000 ^ (keylen << 8) ^ outlen

  if (keylen > 0) {
    blake2sUpdate(ctx, key)
    ctx.c = 64 // at the end
  }

  return ctx
}

// Updates a BLAKE2s streaming hash
// Requires hash context and Uint8Array (byte array)
function blake2sUpdate (ctx, input) {
  for (let i = 0; i < input.length; i++) {
    if (ctx.c === 64) {
      // buffer full ?
      ctx.t += ctx.c // add counters
      blake2sCompress(ctx, false) // compress (not last)
      ctx.c = 0 // counter to zero
    }
    ctx.b[ctx.c++] = input[i]
  }
}

// Completes a BLAKE2s streaming hash
// Returns a Uint8Array containing the message digest
function blake2sFinal (ctx) {
  ctx.t += ctx.c // mark last block offset
  while (ctx.c < 64) {
    // fill up with zeros
    ctx.b[ctx.c++] = 0
  }
  blake2sCompress(ctx, true) // final block flag = 1

  // little endian convert and store
  const out = new Uint8Array(ctx.outlen)
  for (let i = 0; i < ctx.outlen; i++) {
    out[i] = (ctx.h[i >> 2] >> (8 * (i & 3))) & 0xff
  }
  return out
}

// Computes the BLAKE2S hash of a string or byte array, and returns a Uint8Array
//
// Returns a n-byte Uint8Array
//
// Parameters:
// - input - the input bytes, as a string, Buffer, or Uint8Array
// - key - optional key Uint8Array, up to 32 bytes
// - outlen - optional output length in bytes, default 64
function blake2s (input, key, outlen) {
  // preprocess inputs
  outlen = outlen || 32
  input = util.normalizeInput(input)

  // do the math
  const ctx = blake2sInit(outlen, key)
  blake2sUpdate(ctx, input)
  return blake2sFinal(ctx)
}

// Computes the BLAKE2S hash of a string or byte array
//
// Returns an n-byte hash in hex, all lowercase
//
// Parameters:
// - input - the input bytes, as a string, Buffer, or Uint8Array
// - key - optional key Uint8Array, up to 32 bytes
// - outlen - optional output length in bytes, default 64
function blake2sHex (input, key, outlen) {
  const output = blake2s(input, key, outlen)
  return util.toHex(output)
}

module.exports = {
  blake2s: blake2s,
  blake2sHex: blake2sHex,
  blake2sInit: blake2sInit,
  blake2sUpdate: blake2sUpdate,
  blake2sFinal: blake2sFinal
}


/***/ }),

/***/ 874:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

const b2b = __nccwpck_require__(931)
const b2s = __nccwpck_require__(580)

module.exports = {
  blake2b: b2b.blake2b,
  blake2bHex: b2b.blake2bHex,
  blake2bInit: b2b.blake2bInit,
  blake2bUpdate: b2b.blake2bUpdate,
  blake2bFinal: b2b.blake2bFinal,
  blake2s: b2s.blake2s,
  blake2sHex: b2s.blake2sHex,
  blake2sInit: b2s.blake2sInit,
  blake2sUpdate: b2s.blake2sUpdate,
  blake2sFinal: b2s.blake2sFinal
}


/***/ }),

/***/ 164:
/***/ ((module) => {

const ERROR_MSG_INPUT = 'Input must be an string, Buffer or Uint8Array'

// For convenience, let people hash a string, not just a Uint8Array
function normalizeInput (input) {
  let ret
  if (input instanceof Uint8Array) {
    ret = input
  } else if (typeof input === 'string') {
    const encoder = new TextEncoder()
    ret = encoder.encode(input)
  } else {
    throw new Error(ERROR_MSG_INPUT)
  }
  return ret
}

// Converts a Uint8Array to a hexadecimal string
// For example, toHex([255, 0, 255]) returns "ff00ff"
function toHex (bytes) {
  return Array.prototype.map
    .call(bytes, function (n) {
      return (n < 16 ? '0' : '') + n.toString(16)
    })
    .join('')
}

// Converts any value in [0...2^32-1] to an 8-character hex string
function uint32ToHex (val) {
  return (0x100000000 + val).toString(16).substring(1)
}

// For debugging: prints out hash state in the same format as the RFC
// sample computation exactly, so that you can diff
function debugPrint (label, arr, size) {
  let msg = '\n' + label + ' = '
  for (let i = 0; i < arr.length; i += 2) {
    if (size === 32) {
      msg += uint32ToHex(arr[i]).toUpperCase()
      msg += ' '
      msg += uint32ToHex(arr[i + 1]).toUpperCase()
    } else if (size === 64) {
      msg += uint32ToHex(arr[i + 1]).toUpperCase()
      msg += uint32ToHex(arr[i]).toUpperCase()
    } else throw new Error('Invalid size ' + size)
    if (i % 6 === 4) {
      msg += '\n' + new Array(label.length + 4).join(' ')
    } else if (i < arr.length - 2) {
      msg += ' '
    }
  }
  console.log(msg)
}

// For performance testing: generates N bytes of input, hashes M times
// Measures and prints MB/second hash performance each time
function testSpeed (hashFn, N, M) {
  let startMs = new Date().getTime()

  const input = new Uint8Array(N)
  for (let i = 0; i < N; i++) {
    input[i] = i % 256
  }
  const genMs = new Date().getTime()
  console.log('Generated random input in ' + (genMs - startMs) + 'ms')
  startMs = genMs

  for (let i = 0; i < M; i++) {
    const hashHex = hashFn(input)
    const hashMs = new Date().getTime()
    const ms = hashMs - startMs
    startMs = hashMs
    console.log('Hashed in ' + ms + 'ms: ' + hashHex.substring(0, 20) + '...')
    console.log(
      Math.round((N / (1 << 20) / (ms / 1000)) * 100) / 100 + ' MB PER SECOND'
    )
  }
}

module.exports = {
  normalizeInput: normalizeInput,
  toHex: toHex,
  debugPrint: debugPrint,
  testSpeed: testSpeed
}


/***/ }),

/***/ 916:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = __webpack_unused_export__ = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
__webpack_unused_export__ = closest;


/***/ }),

/***/ 668:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

(function(nacl) {
'use strict';

// Ported in 2014 by Dmitry Chestnykh and Devi Mandiri.
// Public domain.
//
// Implementation derived from TweetNaCl version 20140427.
// See for details: http://tweetnacl.cr.yp.to/

var gf = function(init) {
  var i, r = new Float64Array(16);
  if (init) for (i = 0; i < init.length; i++) r[i] = init[i];
  return r;
};

//  Pluggable, initialized in high-level API below.
var randombytes = function(/* x, n */) { throw new Error('no PRNG'); };

var _0 = new Uint8Array(16);
var _9 = new Uint8Array(32); _9[0] = 9;

var gf0 = gf(),
    gf1 = gf([1]),
    _121665 = gf([0xdb41, 1]),
    D = gf([0x78a3, 0x1359, 0x4dca, 0x75eb, 0xd8ab, 0x4141, 0x0a4d, 0x0070, 0xe898, 0x7779, 0x4079, 0x8cc7, 0xfe73, 0x2b6f, 0x6cee, 0x5203]),
    D2 = gf([0xf159, 0x26b2, 0x9b94, 0xebd6, 0xb156, 0x8283, 0x149a, 0x00e0, 0xd130, 0xeef3, 0x80f2, 0x198e, 0xfce7, 0x56df, 0xd9dc, 0x2406]),
    X = gf([0xd51a, 0x8f25, 0x2d60, 0xc956, 0xa7b2, 0x9525, 0xc760, 0x692c, 0xdc5c, 0xfdd6, 0xe231, 0xc0a4, 0x53fe, 0xcd6e, 0x36d3, 0x2169]),
    Y = gf([0x6658, 0x6666, 0x6666, 0x6666, 0x6666, 0x6666, 0x6666, 0x6666, 0x6666, 0x6666, 0x6666, 0x6666, 0x6666, 0x6666, 0x6666, 0x6666]),
    I = gf([0xa0b0, 0x4a0e, 0x1b27, 0xc4ee, 0xe478, 0xad2f, 0x1806, 0x2f43, 0xd7a7, 0x3dfb, 0x0099, 0x2b4d, 0xdf0b, 0x4fc1, 0x2480, 0x2b83]);

function ts64(x, i, h, l) {
  x[i]   = (h >> 24) & 0xff;
  x[i+1] = (h >> 16) & 0xff;
  x[i+2] = (h >>  8) & 0xff;
  x[i+3] = h & 0xff;
  x[i+4] = (l >> 24)  & 0xff;
  x[i+5] = (l >> 16)  & 0xff;
  x[i+6] = (l >>  8)  & 0xff;
  x[i+7] = l & 0xff;
}

function vn(x, xi, y, yi, n) {
  var i,d = 0;
  for (i = 0; i < n; i++) d |= x[xi+i]^y[yi+i];
  return (1 & ((d - 1) >>> 8)) - 1;
}

function crypto_verify_16(x, xi, y, yi) {
  return vn(x,xi,y,yi,16);
}

function crypto_verify_32(x, xi, y, yi) {
  return vn(x,xi,y,yi,32);
}

function core_salsa20(o, p, k, c) {
  var j0  = c[ 0] & 0xff | (c[ 1] & 0xff)<<8 | (c[ 2] & 0xff)<<16 | (c[ 3] & 0xff)<<24,
      j1  = k[ 0] & 0xff | (k[ 1] & 0xff)<<8 | (k[ 2] & 0xff)<<16 | (k[ 3] & 0xff)<<24,
      j2  = k[ 4] & 0xff | (k[ 5] & 0xff)<<8 | (k[ 6] & 0xff)<<16 | (k[ 7] & 0xff)<<24,
      j3  = k[ 8] & 0xff | (k[ 9] & 0xff)<<8 | (k[10] & 0xff)<<16 | (k[11] & 0xff)<<24,
      j4  = k[12] & 0xff | (k[13] & 0xff)<<8 | (k[14] & 0xff)<<16 | (k[15] & 0xff)<<24,
      j5  = c[ 4] & 0xff | (c[ 5] & 0xff)<<8 | (c[ 6] & 0xff)<<16 | (c[ 7] & 0xff)<<24,
      j6  = p[ 0] & 0xff | (p[ 1] & 0xff)<<8 | (p[ 2] & 0xff)<<16 | (p[ 3] & 0xff)<<24,
      j7  = p[ 4] & 0xff | (p[ 5] & 0xff)<<8 | (p[ 6] & 0xff)<<16 | (p[ 7] & 0xff)<<24,
      j8  = p[ 8] & 0xff | (p[ 9] & 0xff)<<8 | (p[10] & 0xff)<<16 | (p[11] & 0xff)<<24,
      j9  = p[12] & 0xff | (p[13] & 0xff)<<8 | (p[14] & 0xff)<<16 | (p[15] & 0xff)<<24,
      j10 = c[ 8] & 0xff | (c[ 9] & 0xff)<<8 | (c[10] & 0xff)<<16 | (c[11] & 0xff)<<24,
      j11 = k[16] & 0xff | (k[17] & 0xff)<<8 | (k[18] & 0xff)<<16 | (k[19] & 0xff)<<24,
      j12 = k[20] & 0xff | (k[21] & 0xff)<<8 | (k[22] & 0xff)<<16 | (k[23] & 0xff)<<24,
      j13 = k[24] & 0xff | (k[25] & 0xff)<<8 | (k[26] & 0xff)<<16 | (k[27] & 0xff)<<24,
      j14 = k[28] & 0xff | (k[29] & 0xff)<<8 | (k[30] & 0xff)<<16 | (k[31] & 0xff)<<24,
      j15 = c[12] & 0xff | (c[13] & 0xff)<<8 | (c[14] & 0xff)<<16 | (c[15] & 0xff)<<24;

  var x0 = j0, x1 = j1, x2 = j2, x3 = j3, x4 = j4, x5 = j5, x6 = j6, x7 = j7,
      x8 = j8, x9 = j9, x10 = j10, x11 = j11, x12 = j12, x13 = j13, x14 = j14,
      x15 = j15, u;

  for (var i = 0; i < 20; i += 2) {
    u = x0 + x12 | 0;
    x4 ^= u<<7 | u>>>(32-7);
    u = x4 + x0 | 0;
    x8 ^= u<<9 | u>>>(32-9);
    u = x8 + x4 | 0;
    x12 ^= u<<13 | u>>>(32-13);
    u = x12 + x8 | 0;
    x0 ^= u<<18 | u>>>(32-18);

    u = x5 + x1 | 0;
    x9 ^= u<<7 | u>>>(32-7);
    u = x9 + x5 | 0;
    x13 ^= u<<9 | u>>>(32-9);
    u = x13 + x9 | 0;
    x1 ^= u<<13 | u>>>(32-13);
    u = x1 + x13 | 0;
    x5 ^= u<<18 | u>>>(32-18);

    u = x10 + x6 | 0;
    x14 ^= u<<7 | u>>>(32-7);
    u = x14 + x10 | 0;
    x2 ^= u<<9 | u>>>(32-9);
    u = x2 + x14 | 0;
    x6 ^= u<<13 | u>>>(32-13);
    u = x6 + x2 | 0;
    x10 ^= u<<18 | u>>>(32-18);

    u = x15 + x11 | 0;
    x3 ^= u<<7 | u>>>(32-7);
    u = x3 + x15 | 0;
    x7 ^= u<<9 | u>>>(32-9);
    u = x7 + x3 | 0;
    x11 ^= u<<13 | u>>>(32-13);
    u = x11 + x7 | 0;
    x15 ^= u<<18 | u>>>(32-18);

    u = x0 + x3 | 0;
    x1 ^= u<<7 | u>>>(32-7);
    u = x1 + x0 | 0;
    x2 ^= u<<9 | u>>>(32-9);
    u = x2 + x1 | 0;
    x3 ^= u<<13 | u>>>(32-13);
    u = x3 + x2 | 0;
    x0 ^= u<<18 | u>>>(32-18);

    u = x5 + x4 | 0;
    x6 ^= u<<7 | u>>>(32-7);
    u = x6 + x5 | 0;
    x7 ^= u<<9 | u>>>(32-9);
    u = x7 + x6 | 0;
    x4 ^= u<<13 | u>>>(32-13);
    u = x4 + x7 | 0;
    x5 ^= u<<18 | u>>>(32-18);

    u = x10 + x9 | 0;
    x11 ^= u<<7 | u>>>(32-7);
    u = x11 + x10 | 0;
    x8 ^= u<<9 | u>>>(32-9);
    u = x8 + x11 | 0;
    x9 ^= u<<13 | u>>>(32-13);
    u = x9 + x8 | 0;
    x10 ^= u<<18 | u>>>(32-18);

    u = x15 + x14 | 0;
    x12 ^= u<<7 | u>>>(32-7);
    u = x12 + x15 | 0;
    x13 ^= u<<9 | u>>>(32-9);
    u = x13 + x12 | 0;
    x14 ^= u<<13 | u>>>(32-13);
    u = x14 + x13 | 0;
    x15 ^= u<<18 | u>>>(32-18);
  }
   x0 =  x0 +  j0 | 0;
   x1 =  x1 +  j1 | 0;
   x2 =  x2 +  j2 | 0;
   x3 =  x3 +  j3 | 0;
   x4 =  x4 +  j4 | 0;
   x5 =  x5 +  j5 | 0;
   x6 =  x6 +  j6 | 0;
   x7 =  x7 +  j7 | 0;
   x8 =  x8 +  j8 | 0;
   x9 =  x9 +  j9 | 0;
  x10 = x10 + j10 | 0;
  x11 = x11 + j11 | 0;
  x12 = x12 + j12 | 0;
  x13 = x13 + j13 | 0;
  x14 = x14 + j14 | 0;
  x15 = x15 + j15 | 0;

  o[ 0] = x0 >>>  0 & 0xff;
  o[ 1] = x0 >>>  8 & 0xff;
  o[ 2] = x0 >>> 16 & 0xff;
  o[ 3] = x0 >>> 24 & 0xff;

  o[ 4] = x1 >>>  0 & 0xff;
  o[ 5] = x1 >>>  8 & 0xff;
  o[ 6] = x1 >>> 16 & 0xff;
  o[ 7] = x1 >>> 24 & 0xff;

  o[ 8] = x2 >>>  0 & 0xff;
  o[ 9] = x2 >>>  8 & 0xff;
  o[10] = x2 >>> 16 & 0xff;
  o[11] = x2 >>> 24 & 0xff;

  o[12] = x3 >>>  0 & 0xff;
  o[13] = x3 >>>  8 & 0xff;
  o[14] = x3 >>> 16 & 0xff;
  o[15] = x3 >>> 24 & 0xff;

  o[16] = x4 >>>  0 & 0xff;
  o[17] = x4 >>>  8 & 0xff;
  o[18] = x4 >>> 16 & 0xff;
  o[19] = x4 >>> 24 & 0xff;

  o[20] = x5 >>>  0 & 0xff;
  o[21] = x5 >>>  8 & 0xff;
  o[22] = x5 >>> 16 & 0xff;
  o[23] = x5 >>> 24 & 0xff;

  o[24] = x6 >>>  0 & 0xff;
  o[25] = x6 >>>  8 & 0xff;
  o[26] = x6 >>> 16 & 0xff;
  o[27] = x6 >>> 24 & 0xff;

  o[28] = x7 >>>  0 & 0xff;
  o[29] = x7 >>>  8 & 0xff;
  o[30] = x7 >>> 16 & 0xff;
  o[31] = x7 >>> 24 & 0xff;

  o[32] = x8 >>>  0 & 0xff;
  o[33] = x8 >>>  8 & 0xff;
  o[34] = x8 >>> 16 & 0xff;
  o[35] = x8 >>> 24 & 0xff;

  o[36] = x9 >>>  0 & 0xff;
  o[37] = x9 >>>  8 & 0xff;
  o[38] = x9 >>> 16 & 0xff;
  o[39] = x9 >>> 24 & 0xff;

  o[40] = x10 >>>  0 & 0xff;
  o[41] = x10 >>>  8 & 0xff;
  o[42] = x10 >>> 16 & 0xff;
  o[43] = x10 >>> 24 & 0xff;

  o[44] = x11 >>>  0 & 0xff;
  o[45] = x11 >>>  8 & 0xff;
  o[46] = x11 >>> 16 & 0xff;
  o[47] = x11 >>> 24 & 0xff;

  o[48] = x12 >>>  0 & 0xff;
  o[49] = x12 >>>  8 & 0xff;
  o[50] = x12 >>> 16 & 0xff;
  o[51] = x12 >>> 24 & 0xff;

  o[52] = x13 >>>  0 & 0xff;
  o[53] = x13 >>>  8 & 0xff;
  o[54] = x13 >>> 16 & 0xff;
  o[55] = x13 >>> 24 & 0xff;

  o[56] = x14 >>>  0 & 0xff;
  o[57] = x14 >>>  8 & 0xff;
  o[58] = x14 >>> 16 & 0xff;
  o[59] = x14 >>> 24 & 0xff;

  o[60] = x15 >>>  0 & 0xff;
  o[61] = x15 >>>  8 & 0xff;
  o[62] = x15 >>> 16 & 0xff;
  o[63] = x15 >>> 24 & 0xff;
}

function core_hsalsa20(o,p,k,c) {
  var j0  = c[ 0] & 0xff | (c[ 1] & 0xff)<<8 | (c[ 2] & 0xff)<<16 | (c[ 3] & 0xff)<<24,
      j1  = k[ 0] & 0xff | (k[ 1] & 0xff)<<8 | (k[ 2] & 0xff)<<16 | (k[ 3] & 0xff)<<24,
      j2  = k[ 4] & 0xff | (k[ 5] & 0xff)<<8 | (k[ 6] & 0xff)<<16 | (k[ 7] & 0xff)<<24,
      j3  = k[ 8] & 0xff | (k[ 9] & 0xff)<<8 | (k[10] & 0xff)<<16 | (k[11] & 0xff)<<24,
      j4  = k[12] & 0xff | (k[13] & 0xff)<<8 | (k[14] & 0xff)<<16 | (k[15] & 0xff)<<24,
      j5  = c[ 4] & 0xff | (c[ 5] & 0xff)<<8 | (c[ 6] & 0xff)<<16 | (c[ 7] & 0xff)<<24,
      j6  = p[ 0] & 0xff | (p[ 1] & 0xff)<<8 | (p[ 2] & 0xff)<<16 | (p[ 3] & 0xff)<<24,
      j7  = p[ 4] & 0xff | (p[ 5] & 0xff)<<8 | (p[ 6] & 0xff)<<16 | (p[ 7] & 0xff)<<24,
      j8  = p[ 8] & 0xff | (p[ 9] & 0xff)<<8 | (p[10] & 0xff)<<16 | (p[11] & 0xff)<<24,
      j9  = p[12] & 0xff | (p[13] & 0xff)<<8 | (p[14] & 0xff)<<16 | (p[15] & 0xff)<<24,
      j10 = c[ 8] & 0xff | (c[ 9] & 0xff)<<8 | (c[10] & 0xff)<<16 | (c[11] & 0xff)<<24,
      j11 = k[16] & 0xff | (k[17] & 0xff)<<8 | (k[18] & 0xff)<<16 | (k[19] & 0xff)<<24,
      j12 = k[20] & 0xff | (k[21] & 0xff)<<8 | (k[22] & 0xff)<<16 | (k[23] & 0xff)<<24,
      j13 = k[24] & 0xff | (k[25] & 0xff)<<8 | (k[26] & 0xff)<<16 | (k[27] & 0xff)<<24,
      j14 = k[28] & 0xff | (k[29] & 0xff)<<8 | (k[30] & 0xff)<<16 | (k[31] & 0xff)<<24,
      j15 = c[12] & 0xff | (c[13] & 0xff)<<8 | (c[14] & 0xff)<<16 | (c[15] & 0xff)<<24;

  var x0 = j0, x1 = j1, x2 = j2, x3 = j3, x4 = j4, x5 = j5, x6 = j6, x7 = j7,
      x8 = j8, x9 = j9, x10 = j10, x11 = j11, x12 = j12, x13 = j13, x14 = j14,
      x15 = j15, u;

  for (var i = 0; i < 20; i += 2) {
    u = x0 + x12 | 0;
    x4 ^= u<<7 | u>>>(32-7);
    u = x4 + x0 | 0;
    x8 ^= u<<9 | u>>>(32-9);
    u = x8 + x4 | 0;
    x12 ^= u<<13 | u>>>(32-13);
    u = x12 + x8 | 0;
    x0 ^= u<<18 | u>>>(32-18);

    u = x5 + x1 | 0;
    x9 ^= u<<7 | u>>>(32-7);
    u = x9 + x5 | 0;
    x13 ^= u<<9 | u>>>(32-9);
    u = x13 + x9 | 0;
    x1 ^= u<<13 | u>>>(32-13);
    u = x1 + x13 | 0;
    x5 ^= u<<18 | u>>>(32-18);

    u = x10 + x6 | 0;
    x14 ^= u<<7 | u>>>(32-7);
    u = x14 + x10 | 0;
    x2 ^= u<<9 | u>>>(32-9);
    u = x2 + x14 | 0;
    x6 ^= u<<13 | u>>>(32-13);
    u = x6 + x2 | 0;
    x10 ^= u<<18 | u>>>(32-18);

    u = x15 + x11 | 0;
    x3 ^= u<<7 | u>>>(32-7);
    u = x3 + x15 | 0;
    x7 ^= u<<9 | u>>>(32-9);
    u = x7 + x3 | 0;
    x11 ^= u<<13 | u>>>(32-13);
    u = x11 + x7 | 0;
    x15 ^= u<<18 | u>>>(32-18);

    u = x0 + x3 | 0;
    x1 ^= u<<7 | u>>>(32-7);
    u = x1 + x0 | 0;
    x2 ^= u<<9 | u>>>(32-9);
    u = x2 + x1 | 0;
    x3 ^= u<<13 | u>>>(32-13);
    u = x3 + x2 | 0;
    x0 ^= u<<18 | u>>>(32-18);

    u = x5 + x4 | 0;
    x6 ^= u<<7 | u>>>(32-7);
    u = x6 + x5 | 0;
    x7 ^= u<<9 | u>>>(32-9);
    u = x7 + x6 | 0;
    x4 ^= u<<13 | u>>>(32-13);
    u = x4 + x7 | 0;
    x5 ^= u<<18 | u>>>(32-18);

    u = x10 + x9 | 0;
    x11 ^= u<<7 | u>>>(32-7);
    u = x11 + x10 | 0;
    x8 ^= u<<9 | u>>>(32-9);
    u = x8 + x11 | 0;
    x9 ^= u<<13 | u>>>(32-13);
    u = x9 + x8 | 0;
    x10 ^= u<<18 | u>>>(32-18);

    u = x15 + x14 | 0;
    x12 ^= u<<7 | u>>>(32-7);
    u = x12 + x15 | 0;
    x13 ^= u<<9 | u>>>(32-9);
    u = x13 + x12 | 0;
    x14 ^= u<<13 | u>>>(32-13);
    u = x14 + x13 | 0;
    x15 ^= u<<18 | u>>>(32-18);
  }

  o[ 0] = x0 >>>  0 & 0xff;
  o[ 1] = x0 >>>  8 & 0xff;
  o[ 2] = x0 >>> 16 & 0xff;
  o[ 3] = x0 >>> 24 & 0xff;

  o[ 4] = x5 >>>  0 & 0xff;
  o[ 5] = x5 >>>  8 & 0xff;
  o[ 6] = x5 >>> 16 & 0xff;
  o[ 7] = x5 >>> 24 & 0xff;

  o[ 8] = x10 >>>  0 & 0xff;
  o[ 9] = x10 >>>  8 & 0xff;
  o[10] = x10 >>> 16 & 0xff;
  o[11] = x10 >>> 24 & 0xff;

  o[12] = x15 >>>  0 & 0xff;
  o[13] = x15 >>>  8 & 0xff;
  o[14] = x15 >>> 16 & 0xff;
  o[15] = x15 >>> 24 & 0xff;

  o[16] = x6 >>>  0 & 0xff;
  o[17] = x6 >>>  8 & 0xff;
  o[18] = x6 >>> 16 & 0xff;
  o[19] = x6 >>> 24 & 0xff;

  o[20] = x7 >>>  0 & 0xff;
  o[21] = x7 >>>  8 & 0xff;
  o[22] = x7 >>> 16 & 0xff;
  o[23] = x7 >>> 24 & 0xff;

  o[24] = x8 >>>  0 & 0xff;
  o[25] = x8 >>>  8 & 0xff;
  o[26] = x8 >>> 16 & 0xff;
  o[27] = x8 >>> 24 & 0xff;

  o[28] = x9 >>>  0 & 0xff;
  o[29] = x9 >>>  8 & 0xff;
  o[30] = x9 >>> 16 & 0xff;
  o[31] = x9 >>> 24 & 0xff;
}

function crypto_core_salsa20(out,inp,k,c) {
  core_salsa20(out,inp,k,c);
}

function crypto_core_hsalsa20(out,inp,k,c) {
  core_hsalsa20(out,inp,k,c);
}

var sigma = new Uint8Array([101, 120, 112, 97, 110, 100, 32, 51, 50, 45, 98, 121, 116, 101, 32, 107]);
            // "expand 32-byte k"

function crypto_stream_salsa20_xor(c,cpos,m,mpos,b,n,k) {
  var z = new Uint8Array(16), x = new Uint8Array(64);
  var u, i;
  for (i = 0; i < 16; i++) z[i] = 0;
  for (i = 0; i < 8; i++) z[i] = n[i];
  while (b >= 64) {
    crypto_core_salsa20(x,z,k,sigma);
    for (i = 0; i < 64; i++) c[cpos+i] = m[mpos+i] ^ x[i];
    u = 1;
    for (i = 8; i < 16; i++) {
      u = u + (z[i] & 0xff) | 0;
      z[i] = u & 0xff;
      u >>>= 8;
    }
    b -= 64;
    cpos += 64;
    mpos += 64;
  }
  if (b > 0) {
    crypto_core_salsa20(x,z,k,sigma);
    for (i = 0; i < b; i++) c[cpos+i] = m[mpos+i] ^ x[i];
  }
  return 0;
}

function crypto_stream_salsa20(c,cpos,b,n,k) {
  var z = new Uint8Array(16), x = new Uint8Array(64);
  var u, i;
  for (i = 0; i < 16; i++) z[i] = 0;
  for (i = 0; i < 8; i++) z[i] = n[i];
  while (b >= 64) {
    crypto_core_salsa20(x,z,k,sigma);
    for (i = 0; i < 64; i++) c[cpos+i] = x[i];
    u = 1;
    for (i = 8; i < 16; i++) {
      u = u + (z[i] & 0xff) | 0;
      z[i] = u & 0xff;
      u >>>= 8;
    }
    b -= 64;
    cpos += 64;
  }
  if (b > 0) {
    crypto_core_salsa20(x,z,k,sigma);
    for (i = 0; i < b; i++) c[cpos+i] = x[i];
  }
  return 0;
}

function crypto_stream(c,cpos,d,n,k) {
  var s = new Uint8Array(32);
  crypto_core_hsalsa20(s,n,k,sigma);
  var sn = new Uint8Array(8);
  for (var i = 0; i < 8; i++) sn[i] = n[i+16];
  return crypto_stream_salsa20(c,cpos,d,sn,s);
}

function crypto_stream_xor(c,cpos,m,mpos,d,n,k) {
  var s = new Uint8Array(32);
  crypto_core_hsalsa20(s,n,k,sigma);
  var sn = new Uint8Array(8);
  for (var i = 0; i < 8; i++) sn[i] = n[i+16];
  return crypto_stream_salsa20_xor(c,cpos,m,mpos,d,sn,s);
}

/*
* Port of Andrew Moon's Poly1305-donna-16. Public domain.
* https://github.com/floodyberry/poly1305-donna
*/

var poly1305 = function(key) {
  this.buffer = new Uint8Array(16);
  this.r = new Uint16Array(10);
  this.h = new Uint16Array(10);
  this.pad = new Uint16Array(8);
  this.leftover = 0;
  this.fin = 0;

  var t0, t1, t2, t3, t4, t5, t6, t7;

  t0 = key[ 0] & 0xff | (key[ 1] & 0xff) << 8; this.r[0] = ( t0                     ) & 0x1fff;
  t1 = key[ 2] & 0xff | (key[ 3] & 0xff) << 8; this.r[1] = ((t0 >>> 13) | (t1 <<  3)) & 0x1fff;
  t2 = key[ 4] & 0xff | (key[ 5] & 0xff) << 8; this.r[2] = ((t1 >>> 10) | (t2 <<  6)) & 0x1f03;
  t3 = key[ 6] & 0xff | (key[ 7] & 0xff) << 8; this.r[3] = ((t2 >>>  7) | (t3 <<  9)) & 0x1fff;
  t4 = key[ 8] & 0xff | (key[ 9] & 0xff) << 8; this.r[4] = ((t3 >>>  4) | (t4 << 12)) & 0x00ff;
  this.r[5] = ((t4 >>>  1)) & 0x1ffe;
  t5 = key[10] & 0xff | (key[11] & 0xff) << 8; this.r[6] = ((t4 >>> 14) | (t5 <<  2)) & 0x1fff;
  t6 = key[12] & 0xff | (key[13] & 0xff) << 8; this.r[7] = ((t5 >>> 11) | (t6 <<  5)) & 0x1f81;
  t7 = key[14] & 0xff | (key[15] & 0xff) << 8; this.r[8] = ((t6 >>>  8) | (t7 <<  8)) & 0x1fff;
  this.r[9] = ((t7 >>>  5)) & 0x007f;

  this.pad[0] = key[16] & 0xff | (key[17] & 0xff) << 8;
  this.pad[1] = key[18] & 0xff | (key[19] & 0xff) << 8;
  this.pad[2] = key[20] & 0xff | (key[21] & 0xff) << 8;
  this.pad[3] = key[22] & 0xff | (key[23] & 0xff) << 8;
  this.pad[4] = key[24] & 0xff | (key[25] & 0xff) << 8;
  this.pad[5] = key[26] & 0xff | (key[27] & 0xff) << 8;
  this.pad[6] = key[28] & 0xff | (key[29] & 0xff) << 8;
  this.pad[7] = key[30] & 0xff | (key[31] & 0xff) << 8;
};

poly1305.prototype.blocks = function(m, mpos, bytes) {
  var hibit = this.fin ? 0 : (1 << 11);
  var t0, t1, t2, t3, t4, t5, t6, t7, c;
  var d0, d1, d2, d3, d4, d5, d6, d7, d8, d9;

  var h0 = this.h[0],
      h1 = this.h[1],
      h2 = this.h[2],
      h3 = this.h[3],
      h4 = this.h[4],
      h5 = this.h[5],
      h6 = this.h[6],
      h7 = this.h[7],
      h8 = this.h[8],
      h9 = this.h[9];

  var r0 = this.r[0],
      r1 = this.r[1],
      r2 = this.r[2],
      r3 = this.r[3],
      r4 = this.r[4],
      r5 = this.r[5],
      r6 = this.r[6],
      r7 = this.r[7],
      r8 = this.r[8],
      r9 = this.r[9];

  while (bytes >= 16) {
    t0 = m[mpos+ 0] & 0xff | (m[mpos+ 1] & 0xff) << 8; h0 += ( t0                     ) & 0x1fff;
    t1 = m[mpos+ 2] & 0xff | (m[mpos+ 3] & 0xff) << 8; h1 += ((t0 >>> 13) | (t1 <<  3)) & 0x1fff;
    t2 = m[mpos+ 4] & 0xff | (m[mpos+ 5] & 0xff) << 8; h2 += ((t1 >>> 10) | (t2 <<  6)) & 0x1fff;
    t3 = m[mpos+ 6] & 0xff | (m[mpos+ 7] & 0xff) << 8; h3 += ((t2 >>>  7) | (t3 <<  9)) & 0x1fff;
    t4 = m[mpos+ 8] & 0xff | (m[mpos+ 9] & 0xff) << 8; h4 += ((t3 >>>  4) | (t4 << 12)) & 0x1fff;
    h5 += ((t4 >>>  1)) & 0x1fff;
    t5 = m[mpos+10] & 0xff | (m[mpos+11] & 0xff) << 8; h6 += ((t4 >>> 14) | (t5 <<  2)) & 0x1fff;
    t6 = m[mpos+12] & 0xff | (m[mpos+13] & 0xff) << 8; h7 += ((t5 >>> 11) | (t6 <<  5)) & 0x1fff;
    t7 = m[mpos+14] & 0xff | (m[mpos+15] & 0xff) << 8; h8 += ((t6 >>>  8) | (t7 <<  8)) & 0x1fff;
    h9 += ((t7 >>> 5)) | hibit;

    c = 0;

    d0 = c;
    d0 += h0 * r0;
    d0 += h1 * (5 * r9);
    d0 += h2 * (5 * r8);
    d0 += h3 * (5 * r7);
    d0 += h4 * (5 * r6);
    c = (d0 >>> 13); d0 &= 0x1fff;
    d0 += h5 * (5 * r5);
    d0 += h6 * (5 * r4);
    d0 += h7 * (5 * r3);
    d0 += h8 * (5 * r2);
    d0 += h9 * (5 * r1);
    c += (d0 >>> 13); d0 &= 0x1fff;

    d1 = c;
    d1 += h0 * r1;
    d1 += h1 * r0;
    d1 += h2 * (5 * r9);
    d1 += h3 * (5 * r8);
    d1 += h4 * (5 * r7);
    c = (d1 >>> 13); d1 &= 0x1fff;
    d1 += h5 * (5 * r6);
    d1 += h6 * (5 * r5);
    d1 += h7 * (5 * r4);
    d1 += h8 * (5 * r3);
    d1 += h9 * (5 * r2);
    c += (d1 >>> 13); d1 &= 0x1fff;

    d2 = c;
    d2 += h0 * r2;
    d2 += h1 * r1;
    d2 += h2 * r0;
    d2 += h3 * (5 * r9);
    d2 += h4 * (5 * r8);
    c = (d2 >>> 13); d2 &= 0x1fff;
    d2 += h5 * (5 * r7);
    d2 += h6 * (5 * r6);
    d2 += h7 * (5 * r5);
    d2 += h8 * (5 * r4);
    d2 += h9 * (5 * r3);
    c += (d2 >>> 13); d2 &= 0x1fff;

    d3 = c;
    d3 += h0 * r3;
    d3 += h1 * r2;
    d3 += h2 * r1;
    d3 += h3 * r0;
    d3 += h4 * (5 * r9);
    c = (d3 >>> 13); d3 &= 0x1fff;
    d3 += h5 * (5 * r8);
    d3 += h6 * (5 * r7);
    d3 += h7 * (5 * r6);
    d3 += h8 * (5 * r5);
    d3 += h9 * (5 * r4);
    c += (d3 >>> 13); d3 &= 0x1fff;

    d4 = c;
    d4 += h0 * r4;
    d4 += h1 * r3;
    d4 += h2 * r2;
    d4 += h3 * r1;
    d4 += h4 * r0;
    c = (d4 >>> 13); d4 &= 0x1fff;
    d4 += h5 * (5 * r9);
    d4 += h6 * (5 * r8);
    d4 += h7 * (5 * r7);
    d4 += h8 * (5 * r6);
    d4 += h9 * (5 * r5);
    c += (d4 >>> 13); d4 &= 0x1fff;

    d5 = c;
    d5 += h0 * r5;
    d5 += h1 * r4;
    d5 += h2 * r3;
    d5 += h3 * r2;
    d5 += h4 * r1;
    c = (d5 >>> 13); d5 &= 0x1fff;
    d5 += h5 * r0;
    d5 += h6 * (5 * r9);
    d5 += h7 * (5 * r8);
    d5 += h8 * (5 * r7);
    d5 += h9 * (5 * r6);
    c += (d5 >>> 13); d5 &= 0x1fff;

    d6 = c;
    d6 += h0 * r6;
    d6 += h1 * r5;
    d6 += h2 * r4;
    d6 += h3 * r3;
    d6 += h4 * r2;
    c = (d6 >>> 13); d6 &= 0x1fff;
    d6 += h5 * r1;
    d6 += h6 * r0;
    d6 += h7 * (5 * r9);
    d6 += h8 * (5 * r8);
    d6 += h9 * (5 * r7);
    c += (d6 >>> 13); d6 &= 0x1fff;

    d7 = c;
    d7 += h0 * r7;
    d7 += h1 * r6;
    d7 += h2 * r5;
    d7 += h3 * r4;
    d7 += h4 * r3;
    c = (d7 >>> 13); d7 &= 0x1fff;
    d7 += h5 * r2;
    d7 += h6 * r1;
    d7 += h7 * r0;
    d7 += h8 * (5 * r9);
    d7 += h9 * (5 * r8);
    c += (d7 >>> 13); d7 &= 0x1fff;

    d8 = c;
    d8 += h0 * r8;
    d8 += h1 * r7;
    d8 += h2 * r6;
    d8 += h3 * r5;
    d8 += h4 * r4;
    c = (d8 >>> 13); d8 &= 0x1fff;
    d8 += h5 * r3;
    d8 += h6 * r2;
    d8 += h7 * r1;
    d8 += h8 * r0;
    d8 += h9 * (5 * r9);
    c += (d8 >>> 13); d8 &= 0x1fff;

    d9 = c;
    d9 += h0 * r9;
    d9 += h1 * r8;
    d9 += h2 * r7;
    d9 += h3 * r6;
    d9 += h4 * r5;
    c = (d9 >>> 13); d9 &= 0x1fff;
    d9 += h5 * r4;
    d9 += h6 * r3;
    d9 += h7 * r2;
    d9 += h8 * r1;
    d9 += h9 * r0;
    c += (d9 >>> 13); d9 &= 0x1fff;

    c = (((c << 2) + c)) | 0;
    c = (c + d0) | 0;
    d0 = c & 0x1fff;
    c = (c >>> 13);
    d1 += c;

    h0 = d0;
    h1 = d1;
    h2 = d2;
    h3 = d3;
    h4 = d4;
    h5 = d5;
    h6 = d6;
    h7 = d7;
    h8 = d8;
    h9 = d9;

    mpos += 16;
    bytes -= 16;
  }
  this.h[0] = h0;
  this.h[1] = h1;
  this.h[2] = h2;
  this.h[3] = h3;
  this.h[4] = h4;
  this.h[5] = h5;
  this.h[6] = h6;
  this.h[7] = h7;
  this.h[8] = h8;
  this.h[9] = h9;
};

poly1305.prototype.finish = function(mac, macpos) {
  var g = new Uint16Array(10);
  var c, mask, f, i;

  if (this.leftover) {
    i = this.leftover;
    this.buffer[i++] = 1;
    for (; i < 16; i++) this.buffer[i] = 0;
    this.fin = 1;
    this.blocks(this.buffer, 0, 16);
  }

  c = this.h[1] >>> 13;
  this.h[1] &= 0x1fff;
  for (i = 2; i < 10; i++) {
    this.h[i] += c;
    c = this.h[i] >>> 13;
    this.h[i] &= 0x1fff;
  }
  this.h[0] += (c * 5);
  c = this.h[0] >>> 13;
  this.h[0] &= 0x1fff;
  this.h[1] += c;
  c = this.h[1] >>> 13;
  this.h[1] &= 0x1fff;
  this.h[2] += c;

  g[0] = this.h[0] + 5;
  c = g[0] >>> 13;
  g[0] &= 0x1fff;
  for (i = 1; i < 10; i++) {
    g[i] = this.h[i] + c;
    c = g[i] >>> 13;
    g[i] &= 0x1fff;
  }
  g[9] -= (1 << 13);

  mask = (c ^ 1) - 1;
  for (i = 0; i < 10; i++) g[i] &= mask;
  mask = ~mask;
  for (i = 0; i < 10; i++) this.h[i] = (this.h[i] & mask) | g[i];

  this.h[0] = ((this.h[0]       ) | (this.h[1] << 13)                    ) & 0xffff;
  this.h[1] = ((this.h[1] >>>  3) | (this.h[2] << 10)                    ) & 0xffff;
  this.h[2] = ((this.h[2] >>>  6) | (this.h[3] <<  7)                    ) & 0xffff;
  this.h[3] = ((this.h[3] >>>  9) | (this.h[4] <<  4)                    ) & 0xffff;
  this.h[4] = ((this.h[4] >>> 12) | (this.h[5] <<  1) | (this.h[6] << 14)) & 0xffff;
  this.h[5] = ((this.h[6] >>>  2) | (this.h[7] << 11)                    ) & 0xffff;
  this.h[6] = ((this.h[7] >>>  5) | (this.h[8] <<  8)                    ) & 0xffff;
  this.h[7] = ((this.h[8] >>>  8) | (this.h[9] <<  5)                    ) & 0xffff;

  f = this.h[0] + this.pad[0];
  this.h[0] = f & 0xffff;
  for (i = 1; i < 8; i++) {
    f = (((this.h[i] + this.pad[i]) | 0) + (f >>> 16)) | 0;
    this.h[i] = f & 0xffff;
  }

  mac[macpos+ 0] = (this.h[0] >>> 0) & 0xff;
  mac[macpos+ 1] = (this.h[0] >>> 8) & 0xff;
  mac[macpos+ 2] = (this.h[1] >>> 0) & 0xff;
  mac[macpos+ 3] = (this.h[1] >>> 8) & 0xff;
  mac[macpos+ 4] = (this.h[2] >>> 0) & 0xff;
  mac[macpos+ 5] = (this.h[2] >>> 8) & 0xff;
  mac[macpos+ 6] = (this.h[3] >>> 0) & 0xff;
  mac[macpos+ 7] = (this.h[3] >>> 8) & 0xff;
  mac[macpos+ 8] = (this.h[4] >>> 0) & 0xff;
  mac[macpos+ 9] = (this.h[4] >>> 8) & 0xff;
  mac[macpos+10] = (this.h[5] >>> 0) & 0xff;
  mac[macpos+11] = (this.h[5] >>> 8) & 0xff;
  mac[macpos+12] = (this.h[6] >>> 0) & 0xff;
  mac[macpos+13] = (this.h[6] >>> 8) & 0xff;
  mac[macpos+14] = (this.h[7] >>> 0) & 0xff;
  mac[macpos+15] = (this.h[7] >>> 8) & 0xff;
};

poly1305.prototype.update = function(m, mpos, bytes) {
  var i, want;

  if (this.leftover) {
    want = (16 - this.leftover);
    if (want > bytes)
      want = bytes;
    for (i = 0; i < want; i++)
      this.buffer[this.leftover + i] = m[mpos+i];
    bytes -= want;
    mpos += want;
    this.leftover += want;
    if (this.leftover < 16)
      return;
    this.blocks(this.buffer, 0, 16);
    this.leftover = 0;
  }

  if (bytes >= 16) {
    want = bytes - (bytes % 16);
    this.blocks(m, mpos, want);
    mpos += want;
    bytes -= want;
  }

  if (bytes) {
    for (i = 0; i < bytes; i++)
      this.buffer[this.leftover + i] = m[mpos+i];
    this.leftover += bytes;
  }
};

function crypto_onetimeauth(out, outpos, m, mpos, n, k) {
  var s = new poly1305(k);
  s.update(m, mpos, n);
  s.finish(out, outpos);
  return 0;
}

function crypto_onetimeauth_verify(h, hpos, m, mpos, n, k) {
  var x = new Uint8Array(16);
  crypto_onetimeauth(x,0,m,mpos,n,k);
  return crypto_verify_16(h,hpos,x,0);
}

function crypto_secretbox(c,m,d,n,k) {
  var i;
  if (d < 32) return -1;
  crypto_stream_xor(c,0,m,0,d,n,k);
  crypto_onetimeauth(c, 16, c, 32, d - 32, c);
  for (i = 0; i < 16; i++) c[i] = 0;
  return 0;
}

function crypto_secretbox_open(m,c,d,n,k) {
  var i;
  var x = new Uint8Array(32);
  if (d < 32) return -1;
  crypto_stream(x,0,32,n,k);
  if (crypto_onetimeauth_verify(c, 16,c, 32,d - 32,x) !== 0) return -1;
  crypto_stream_xor(m,0,c,0,d,n,k);
  for (i = 0; i < 32; i++) m[i] = 0;
  return 0;
}

function set25519(r, a) {
  var i;
  for (i = 0; i < 16; i++) r[i] = a[i]|0;
}

function car25519(o) {
  var i, v, c = 1;
  for (i = 0; i < 16; i++) {
    v = o[i] + c + 65535;
    c = Math.floor(v / 65536);
    o[i] = v - c * 65536;
  }
  o[0] += c-1 + 37 * (c-1);
}

function sel25519(p, q, b) {
  var t, c = ~(b-1);
  for (var i = 0; i < 16; i++) {
    t = c & (p[i] ^ q[i]);
    p[i] ^= t;
    q[i] ^= t;
  }
}

function pack25519(o, n) {
  var i, j, b;
  var m = gf(), t = gf();
  for (i = 0; i < 16; i++) t[i] = n[i];
  car25519(t);
  car25519(t);
  car25519(t);
  for (j = 0; j < 2; j++) {
    m[0] = t[0] - 0xffed;
    for (i = 1; i < 15; i++) {
      m[i] = t[i] - 0xffff - ((m[i-1]>>16) & 1);
      m[i-1] &= 0xffff;
    }
    m[15] = t[15] - 0x7fff - ((m[14]>>16) & 1);
    b = (m[15]>>16) & 1;
    m[14] &= 0xffff;
    sel25519(t, m, 1-b);
  }
  for (i = 0; i < 16; i++) {
    o[2*i] = t[i] & 0xff;
    o[2*i+1] = t[i]>>8;
  }
}

function neq25519(a, b) {
  var c = new Uint8Array(32), d = new Uint8Array(32);
  pack25519(c, a);
  pack25519(d, b);
  return crypto_verify_32(c, 0, d, 0);
}

function par25519(a) {
  var d = new Uint8Array(32);
  pack25519(d, a);
  return d[0] & 1;
}

function unpack25519(o, n) {
  var i;
  for (i = 0; i < 16; i++) o[i] = n[2*i] + (n[2*i+1] << 8);
  o[15] &= 0x7fff;
}

function A(o, a, b) {
  for (var i = 0; i < 16; i++) o[i] = a[i] + b[i];
}

function Z(o, a, b) {
  for (var i = 0; i < 16; i++) o[i] = a[i] - b[i];
}

function M(o, a, b) {
  var v, c,
     t0 = 0,  t1 = 0,  t2 = 0,  t3 = 0,  t4 = 0,  t5 = 0,  t6 = 0,  t7 = 0,
     t8 = 0,  t9 = 0, t10 = 0, t11 = 0, t12 = 0, t13 = 0, t14 = 0, t15 = 0,
    t16 = 0, t17 = 0, t18 = 0, t19 = 0, t20 = 0, t21 = 0, t22 = 0, t23 = 0,
    t24 = 0, t25 = 0, t26 = 0, t27 = 0, t28 = 0, t29 = 0, t30 = 0,
    b0 = b[0],
    b1 = b[1],
    b2 = b[2],
    b3 = b[3],
    b4 = b[4],
    b5 = b[5],
    b6 = b[6],
    b7 = b[7],
    b8 = b[8],
    b9 = b[9],
    b10 = b[10],
    b11 = b[11],
    b12 = b[12],
    b13 = b[13],
    b14 = b[14],
    b15 = b[15];

  v = a[0];
  t0 += v * b0;
  t1 += v * b1;
  t2 += v * b2;
  t3 += v * b3;
  t4 += v * b4;
  t5 += v * b5;
  t6 += v * b6;
  t7 += v * b7;
  t8 += v * b8;
  t9 += v * b9;
  t10 += v * b10;
  t11 += v * b11;
  t12 += v * b12;
  t13 += v * b13;
  t14 += v * b14;
  t15 += v * b15;
  v = a[1];
  t1 += v * b0;
  t2 += v * b1;
  t3 += v * b2;
  t4 += v * b3;
  t5 += v * b4;
  t6 += v * b5;
  t7 += v * b6;
  t8 += v * b7;
  t9 += v * b8;
  t10 += v * b9;
  t11 += v * b10;
  t12 += v * b11;
  t13 += v * b12;
  t14 += v * b13;
  t15 += v * b14;
  t16 += v * b15;
  v = a[2];
  t2 += v * b0;
  t3 += v * b1;
  t4 += v * b2;
  t5 += v * b3;
  t6 += v * b4;
  t7 += v * b5;
  t8 += v * b6;
  t9 += v * b7;
  t10 += v * b8;
  t11 += v * b9;
  t12 += v * b10;
  t13 += v * b11;
  t14 += v * b12;
  t15 += v * b13;
  t16 += v * b14;
  t17 += v * b15;
  v = a[3];
  t3 += v * b0;
  t4 += v * b1;
  t5 += v * b2;
  t6 += v * b3;
  t7 += v * b4;
  t8 += v * b5;
  t9 += v * b6;
  t10 += v * b7;
  t11 += v * b8;
  t12 += v * b9;
  t13 += v * b10;
  t14 += v * b11;
  t15 += v * b12;
  t16 += v * b13;
  t17 += v * b14;
  t18 += v * b15;
  v = a[4];
  t4 += v * b0;
  t5 += v * b1;
  t6 += v * b2;
  t7 += v * b3;
  t8 += v * b4;
  t9 += v * b5;
  t10 += v * b6;
  t11 += v * b7;
  t12 += v * b8;
  t13 += v * b9;
  t14 += v * b10;
  t15 += v * b11;
  t16 += v * b12;
  t17 += v * b13;
  t18 += v * b14;
  t19 += v * b15;
  v = a[5];
  t5 += v * b0;
  t6 += v * b1;
  t7 += v * b2;
  t8 += v * b3;
  t9 += v * b4;
  t10 += v * b5;
  t11 += v * b6;
  t12 += v * b7;
  t13 += v * b8;
  t14 += v * b9;
  t15 += v * b10;
  t16 += v * b11;
  t17 += v * b12;
  t18 += v * b13;
  t19 += v * b14;
  t20 += v * b15;
  v = a[6];
  t6 += v * b0;
  t7 += v * b1;
  t8 += v * b2;
  t9 += v * b3;
  t10 += v * b4;
  t11 += v * b5;
  t12 += v * b6;
  t13 += v * b7;
  t14 += v * b8;
  t15 += v * b9;
  t16 += v * b10;
  t17 += v * b11;
  t18 += v * b12;
  t19 += v * b13;
  t20 += v * b14;
  t21 += v * b15;
  v = a[7];
  t7 += v * b0;
  t8 += v * b1;
  t9 += v * b2;
  t10 += v * b3;
  t11 += v * b4;
  t12 += v * b5;
  t13 += v * b6;
  t14 += v * b7;
  t15 += v * b8;
  t16 += v * b9;
  t17 += v * b10;
  t18 += v * b11;
  t19 += v * b12;
  t20 += v * b13;
  t21 += v * b14;
  t22 += v * b15;
  v = a[8];
  t8 += v * b0;
  t9 += v * b1;
  t10 += v * b2;
  t11 += v * b3;
  t12 += v * b4;
  t13 += v * b5;
  t14 += v * b6;
  t15 += v * b7;
  t16 += v * b8;
  t17 += v * b9;
  t18 += v * b10;
  t19 += v * b11;
  t20 += v * b12;
  t21 += v * b13;
  t22 += v * b14;
  t23 += v * b15;
  v = a[9];
  t9 += v * b0;
  t10 += v * b1;
  t11 += v * b2;
  t12 += v * b3;
  t13 += v * b4;
  t14 += v * b5;
  t15 += v * b6;
  t16 += v * b7;
  t17 += v * b8;
  t18 += v * b9;
  t19 += v * b10;
  t20 += v * b11;
  t21 += v * b12;
  t22 += v * b13;
  t23 += v * b14;
  t24 += v * b15;
  v = a[10];
  t10 += v * b0;
  t11 += v * b1;
  t12 += v * b2;
  t13 += v * b3;
  t14 += v * b4;
  t15 += v * b5;
  t16 += v * b6;
  t17 += v * b7;
  t18 += v * b8;
  t19 += v * b9;
  t20 += v * b10;
  t21 += v * b11;
  t22 += v * b12;
  t23 += v * b13;
  t24 += v * b14;
  t25 += v * b15;
  v = a[11];
  t11 += v * b0;
  t12 += v * b1;
  t13 += v * b2;
  t14 += v * b3;
  t15 += v * b4;
  t16 += v * b5;
  t17 += v * b6;
  t18 += v * b7;
  t19 += v * b8;
  t20 += v * b9;
  t21 += v * b10;
  t22 += v * b11;
  t23 += v * b12;
  t24 += v * b13;
  t25 += v * b14;
  t26 += v * b15;
  v = a[12];
  t12 += v * b0;
  t13 += v * b1;
  t14 += v * b2;
  t15 += v * b3;
  t16 += v * b4;
  t17 += v * b5;
  t18 += v * b6;
  t19 += v * b7;
  t20 += v * b8;
  t21 += v * b9;
  t22 += v * b10;
  t23 += v * b11;
  t24 += v * b12;
  t25 += v * b13;
  t26 += v * b14;
  t27 += v * b15;
  v = a[13];
  t13 += v * b0;
  t14 += v * b1;
  t15 += v * b2;
  t16 += v * b3;
  t17 += v * b4;
  t18 += v * b5;
  t19 += v * b6;
  t20 += v * b7;
  t21 += v * b8;
  t22 += v * b9;
  t23 += v * b10;
  t24 += v * b11;
  t25 += v * b12;
  t26 += v * b13;
  t27 += v * b14;
  t28 += v * b15;
  v = a[14];
  t14 += v * b0;
  t15 += v * b1;
  t16 += v * b2;
  t17 += v * b3;
  t18 += v * b4;
  t19 += v * b5;
  t20 += v * b6;
  t21 += v * b7;
  t22 += v * b8;
  t23 += v * b9;
  t24 += v * b10;
  t25 += v * b11;
  t26 += v * b12;
  t27 += v * b13;
  t28 += v * b14;
  t29 += v * b15;
  v = a[15];
  t15 += v * b0;
  t16 += v * b1;
  t17 += v * b2;
  t18 += v * b3;
  t19 += v * b4;
  t20 += v * b5;
  t21 += v * b6;
  t22 += v * b7;
  t23 += v * b8;
  t24 += v * b9;
  t25 += v * b10;
  t26 += v * b11;
  t27 += v * b12;
  t28 += v * b13;
  t29 += v * b14;
  t30 += v * b15;

  t0  += 38 * t16;
  t1  += 38 * t17;
  t2  += 38 * t18;
  t3  += 38 * t19;
  t4  += 38 * t20;
  t5  += 38 * t21;
  t6  += 38 * t22;
  t7  += 38 * t23;
  t8  += 38 * t24;
  t9  += 38 * t25;
  t10 += 38 * t26;
  t11 += 38 * t27;
  t12 += 38 * t28;
  t13 += 38 * t29;
  t14 += 38 * t30;
  // t15 left as is

  // first car
  c = 1;
  v =  t0 + c + 65535; c = Math.floor(v / 65536);  t0 = v - c * 65536;
  v =  t1 + c + 65535; c = Math.floor(v / 65536);  t1 = v - c * 65536;
  v =  t2 + c + 65535; c = Math.floor(v / 65536);  t2 = v - c * 65536;
  v =  t3 + c + 65535; c = Math.floor(v / 65536);  t3 = v - c * 65536;
  v =  t4 + c + 65535; c = Math.floor(v / 65536);  t4 = v - c * 65536;
  v =  t5 + c + 65535; c = Math.floor(v / 65536);  t5 = v - c * 65536;
  v =  t6 + c + 65535; c = Math.floor(v / 65536);  t6 = v - c * 65536;
  v =  t7 + c + 65535; c = Math.floor(v / 65536);  t7 = v - c * 65536;
  v =  t8 + c + 65535; c = Math.floor(v / 65536);  t8 = v - c * 65536;
  v =  t9 + c + 65535; c = Math.floor(v / 65536);  t9 = v - c * 65536;
  v = t10 + c + 65535; c = Math.floor(v / 65536); t10 = v - c * 65536;
  v = t11 + c + 65535; c = Math.floor(v / 65536); t11 = v - c * 65536;
  v = t12 + c + 65535; c = Math.floor(v / 65536); t12 = v - c * 65536;
  v = t13 + c + 65535; c = Math.floor(v / 65536); t13 = v - c * 65536;
  v = t14 + c + 65535; c = Math.floor(v / 65536); t14 = v - c * 65536;
  v = t15 + c + 65535; c = Math.floor(v / 65536); t15 = v - c * 65536;
  t0 += c-1 + 37 * (c-1);

  // second car
  c = 1;
  v =  t0 + c + 65535; c = Math.floor(v / 65536);  t0 = v - c * 65536;
  v =  t1 + c + 65535; c = Math.floor(v / 65536);  t1 = v - c * 65536;
  v =  t2 + c + 65535; c = Math.floor(v / 65536);  t2 = v - c * 65536;
  v =  t3 + c + 65535; c = Math.floor(v / 65536);  t3 = v - c * 65536;
  v =  t4 + c + 65535; c = Math.floor(v / 65536);  t4 = v - c * 65536;
  v =  t5 + c + 65535; c = Math.floor(v / 65536);  t5 = v - c * 65536;
  v =  t6 + c + 65535; c = Math.floor(v / 65536);  t6 = v - c * 65536;
  v =  t7 + c + 65535; c = Math.floor(v / 65536);  t7 = v - c * 65536;
  v =  t8 + c + 65535; c = Math.floor(v / 65536);  t8 = v - c * 65536;
  v =  t9 + c + 65535; c = Math.floor(v / 65536);  t9 = v - c * 65536;
  v = t10 + c + 65535; c = Math.floor(v / 65536); t10 = v - c * 65536;
  v = t11 + c + 65535; c = Math.floor(v / 65536); t11 = v - c * 65536;
  v = t12 + c + 65535; c = Math.floor(v / 65536); t12 = v - c * 65536;
  v = t13 + c + 65535; c = Math.floor(v / 65536); t13 = v - c * 65536;
  v = t14 + c + 65535; c = Math.floor(v / 65536); t14 = v - c * 65536;
  v = t15 + c + 65535; c = Math.floor(v / 65536); t15 = v - c * 65536;
  t0 += c-1 + 37 * (c-1);

  o[ 0] = t0;
  o[ 1] = t1;
  o[ 2] = t2;
  o[ 3] = t3;
  o[ 4] = t4;
  o[ 5] = t5;
  o[ 6] = t6;
  o[ 7] = t7;
  o[ 8] = t8;
  o[ 9] = t9;
  o[10] = t10;
  o[11] = t11;
  o[12] = t12;
  o[13] = t13;
  o[14] = t14;
  o[15] = t15;
}

function S(o, a) {
  M(o, a, a);
}

function inv25519(o, i) {
  var c = gf();
  var a;
  for (a = 0; a < 16; a++) c[a] = i[a];
  for (a = 253; a >= 0; a--) {
    S(c, c);
    if(a !== 2 && a !== 4) M(c, c, i);
  }
  for (a = 0; a < 16; a++) o[a] = c[a];
}

function pow2523(o, i) {
  var c = gf();
  var a;
  for (a = 0; a < 16; a++) c[a] = i[a];
  for (a = 250; a >= 0; a--) {
      S(c, c);
      if(a !== 1) M(c, c, i);
  }
  for (a = 0; a < 16; a++) o[a] = c[a];
}

function crypto_scalarmult(q, n, p) {
  var z = new Uint8Array(32);
  var x = new Float64Array(80), r, i;
  var a = gf(), b = gf(), c = gf(),
      d = gf(), e = gf(), f = gf();
  for (i = 0; i < 31; i++) z[i] = n[i];
  z[31]=(n[31]&127)|64;
  z[0]&=248;
  unpack25519(x,p);
  for (i = 0; i < 16; i++) {
    b[i]=x[i];
    d[i]=a[i]=c[i]=0;
  }
  a[0]=d[0]=1;
  for (i=254; i>=0; --i) {
    r=(z[i>>>3]>>>(i&7))&1;
    sel25519(a,b,r);
    sel25519(c,d,r);
    A(e,a,c);
    Z(a,a,c);
    A(c,b,d);
    Z(b,b,d);
    S(d,e);
    S(f,a);
    M(a,c,a);
    M(c,b,e);
    A(e,a,c);
    Z(a,a,c);
    S(b,a);
    Z(c,d,f);
    M(a,c,_121665);
    A(a,a,d);
    M(c,c,a);
    M(a,d,f);
    M(d,b,x);
    S(b,e);
    sel25519(a,b,r);
    sel25519(c,d,r);
  }
  for (i = 0; i < 16; i++) {
    x[i+16]=a[i];
    x[i+32]=c[i];
    x[i+48]=b[i];
    x[i+64]=d[i];
  }
  var x32 = x.subarray(32);
  var x16 = x.subarray(16);
  inv25519(x32,x32);
  M(x16,x16,x32);
  pack25519(q,x16);
  return 0;
}

function crypto_scalarmult_base(q, n) {
  return crypto_scalarmult(q, n, _9);
}

function crypto_box_keypair(y, x) {
  randombytes(x, 32);
  return crypto_scalarmult_base(y, x);
}

function crypto_box_beforenm(k, y, x) {
  var s = new Uint8Array(32);
  crypto_scalarmult(s, x, y);
  return crypto_core_hsalsa20(k, _0, s, sigma);
}

var crypto_box_afternm = crypto_secretbox;
var crypto_box_open_afternm = crypto_secretbox_open;

function crypto_box(c, m, d, n, y, x) {
  var k = new Uint8Array(32);
  crypto_box_beforenm(k, y, x);
  return crypto_box_afternm(c, m, d, n, k);
}

function crypto_box_open(m, c, d, n, y, x) {
  var k = new Uint8Array(32);
  crypto_box_beforenm(k, y, x);
  return crypto_box_open_afternm(m, c, d, n, k);
}

var K = [
  0x428a2f98, 0xd728ae22, 0x71374491, 0x23ef65cd,
  0xb5c0fbcf, 0xec4d3b2f, 0xe9b5dba5, 0x8189dbbc,
  0x3956c25b, 0xf348b538, 0x59f111f1, 0xb605d019,
  0x923f82a4, 0xaf194f9b, 0xab1c5ed5, 0xda6d8118,
  0xd807aa98, 0xa3030242, 0x12835b01, 0x45706fbe,
  0x243185be, 0x4ee4b28c, 0x550c7dc3, 0xd5ffb4e2,
  0x72be5d74, 0xf27b896f, 0x80deb1fe, 0x3b1696b1,
  0x9bdc06a7, 0x25c71235, 0xc19bf174, 0xcf692694,
  0xe49b69c1, 0x9ef14ad2, 0xefbe4786, 0x384f25e3,
  0x0fc19dc6, 0x8b8cd5b5, 0x240ca1cc, 0x77ac9c65,
  0x2de92c6f, 0x592b0275, 0x4a7484aa, 0x6ea6e483,
  0x5cb0a9dc, 0xbd41fbd4, 0x76f988da, 0x831153b5,
  0x983e5152, 0xee66dfab, 0xa831c66d, 0x2db43210,
  0xb00327c8, 0x98fb213f, 0xbf597fc7, 0xbeef0ee4,
  0xc6e00bf3, 0x3da88fc2, 0xd5a79147, 0x930aa725,
  0x06ca6351, 0xe003826f, 0x14292967, 0x0a0e6e70,
  0x27b70a85, 0x46d22ffc, 0x2e1b2138, 0x5c26c926,
  0x4d2c6dfc, 0x5ac42aed, 0x53380d13, 0x9d95b3df,
  0x650a7354, 0x8baf63de, 0x766a0abb, 0x3c77b2a8,
  0x81c2c92e, 0x47edaee6, 0x92722c85, 0x1482353b,
  0xa2bfe8a1, 0x4cf10364, 0xa81a664b, 0xbc423001,
  0xc24b8b70, 0xd0f89791, 0xc76c51a3, 0x0654be30,
  0xd192e819, 0xd6ef5218, 0xd6990624, 0x5565a910,
  0xf40e3585, 0x5771202a, 0x106aa070, 0x32bbd1b8,
  0x19a4c116, 0xb8d2d0c8, 0x1e376c08, 0x5141ab53,
  0x2748774c, 0xdf8eeb99, 0x34b0bcb5, 0xe19b48a8,
  0x391c0cb3, 0xc5c95a63, 0x4ed8aa4a, 0xe3418acb,
  0x5b9cca4f, 0x7763e373, 0x682e6ff3, 0xd6b2b8a3,
  0x748f82ee, 0x5defb2fc, 0x78a5636f, 0x43172f60,
  0x84c87814, 0xa1f0ab72, 0x8cc70208, 0x1a6439ec,
  0x90befffa, 0x23631e28, 0xa4506ceb, 0xde82bde9,
  0xbef9a3f7, 0xb2c67915, 0xc67178f2, 0xe372532b,
  0xca273ece, 0xea26619c, 0xd186b8c7, 0x21c0c207,
  0xeada7dd6, 0xcde0eb1e, 0xf57d4f7f, 0xee6ed178,
  0x06f067aa, 0x72176fba, 0x0a637dc5, 0xa2c898a6,
  0x113f9804, 0xbef90dae, 0x1b710b35, 0x131c471b,
  0x28db77f5, 0x23047d84, 0x32caab7b, 0x40c72493,
  0x3c9ebe0a, 0x15c9bebc, 0x431d67c4, 0x9c100d4c,
  0x4cc5d4be, 0xcb3e42b6, 0x597f299c, 0xfc657e2a,
  0x5fcb6fab, 0x3ad6faec, 0x6c44198c, 0x4a475817
];

function crypto_hashblocks_hl(hh, hl, m, n) {
  var wh = new Int32Array(16), wl = new Int32Array(16),
      bh0, bh1, bh2, bh3, bh4, bh5, bh6, bh7,
      bl0, bl1, bl2, bl3, bl4, bl5, bl6, bl7,
      th, tl, i, j, h, l, a, b, c, d;

  var ah0 = hh[0],
      ah1 = hh[1],
      ah2 = hh[2],
      ah3 = hh[3],
      ah4 = hh[4],
      ah5 = hh[5],
      ah6 = hh[6],
      ah7 = hh[7],

      al0 = hl[0],
      al1 = hl[1],
      al2 = hl[2],
      al3 = hl[3],
      al4 = hl[4],
      al5 = hl[5],
      al6 = hl[6],
      al7 = hl[7];

  var pos = 0;
  while (n >= 128) {
    for (i = 0; i < 16; i++) {
      j = 8 * i + pos;
      wh[i] = (m[j+0] << 24) | (m[j+1] << 16) | (m[j+2] << 8) | m[j+3];
      wl[i] = (m[j+4] << 24) | (m[j+5] << 16) | (m[j+6] << 8) | m[j+7];
    }
    for (i = 0; i < 80; i++) {
      bh0 = ah0;
      bh1 = ah1;
      bh2 = ah2;
      bh3 = ah3;
      bh4 = ah4;
      bh5 = ah5;
      bh6 = ah6;
      bh7 = ah7;

      bl0 = al0;
      bl1 = al1;
      bl2 = al2;
      bl3 = al3;
      bl4 = al4;
      bl5 = al5;
      bl6 = al6;
      bl7 = al7;

      // add
      h = ah7;
      l = al7;

      a = l & 0xffff; b = l >>> 16;
      c = h & 0xffff; d = h >>> 16;

      // Sigma1
      h = ((ah4 >>> 14) | (al4 << (32-14))) ^ ((ah4 >>> 18) | (al4 << (32-18))) ^ ((al4 >>> (41-32)) | (ah4 << (32-(41-32))));
      l = ((al4 >>> 14) | (ah4 << (32-14))) ^ ((al4 >>> 18) | (ah4 << (32-18))) ^ ((ah4 >>> (41-32)) | (al4 << (32-(41-32))));

      a += l & 0xffff; b += l >>> 16;
      c += h & 0xffff; d += h >>> 16;

      // Ch
      h = (ah4 & ah5) ^ (~ah4 & ah6);
      l = (al4 & al5) ^ (~al4 & al6);

      a += l & 0xffff; b += l >>> 16;
      c += h & 0xffff; d += h >>> 16;

      // K
      h = K[i*2];
      l = K[i*2+1];

      a += l & 0xffff; b += l >>> 16;
      c += h & 0xffff; d += h >>> 16;

      // w
      h = wh[i%16];
      l = wl[i%16];

      a += l & 0xffff; b += l >>> 16;
      c += h & 0xffff; d += h >>> 16;

      b += a >>> 16;
      c += b >>> 16;
      d += c >>> 16;

      th = c & 0xffff | d << 16;
      tl = a & 0xffff | b << 16;

      // add
      h = th;
      l = tl;

      a = l & 0xffff; b = l >>> 16;
      c = h & 0xffff; d = h >>> 16;

      // Sigma0
      h = ((ah0 >>> 28) | (al0 << (32-28))) ^ ((al0 >>> (34-32)) | (ah0 << (32-(34-32)))) ^ ((al0 >>> (39-32)) | (ah0 << (32-(39-32))));
      l = ((al0 >>> 28) | (ah0 << (32-28))) ^ ((ah0 >>> (34-32)) | (al0 << (32-(34-32)))) ^ ((ah0 >>> (39-32)) | (al0 << (32-(39-32))));

      a += l & 0xffff; b += l >>> 16;
      c += h & 0xffff; d += h >>> 16;

      // Maj
      h = (ah0 & ah1) ^ (ah0 & ah2) ^ (ah1 & ah2);
      l = (al0 & al1) ^ (al0 & al2) ^ (al1 & al2);

      a += l & 0xffff; b += l >>> 16;
      c += h & 0xffff; d += h >>> 16;

      b += a >>> 16;
      c += b >>> 16;
      d += c >>> 16;

      bh7 = (c & 0xffff) | (d << 16);
      bl7 = (a & 0xffff) | (b << 16);

      // add
      h = bh3;
      l = bl3;

      a = l & 0xffff; b = l >>> 16;
      c = h & 0xffff; d = h >>> 16;

      h = th;
      l = tl;

      a += l & 0xffff; b += l >>> 16;
      c += h & 0xffff; d += h >>> 16;

      b += a >>> 16;
      c += b >>> 16;
      d += c >>> 16;

      bh3 = (c & 0xffff) | (d << 16);
      bl3 = (a & 0xffff) | (b << 16);

      ah1 = bh0;
      ah2 = bh1;
      ah3 = bh2;
      ah4 = bh3;
      ah5 = bh4;
      ah6 = bh5;
      ah7 = bh6;
      ah0 = bh7;

      al1 = bl0;
      al2 = bl1;
      al3 = bl2;
      al4 = bl3;
      al5 = bl4;
      al6 = bl5;
      al7 = bl6;
      al0 = bl7;

      if (i%16 === 15) {
        for (j = 0; j < 16; j++) {
          // add
          h = wh[j];
          l = wl[j];

          a = l & 0xffff; b = l >>> 16;
          c = h & 0xffff; d = h >>> 16;

          h = wh[(j+9)%16];
          l = wl[(j+9)%16];

          a += l & 0xffff; b += l >>> 16;
          c += h & 0xffff; d += h >>> 16;

          // sigma0
          th = wh[(j+1)%16];
          tl = wl[(j+1)%16];
          h = ((th >>> 1) | (tl << (32-1))) ^ ((th >>> 8) | (tl << (32-8))) ^ (th >>> 7);
          l = ((tl >>> 1) | (th << (32-1))) ^ ((tl >>> 8) | (th << (32-8))) ^ ((tl >>> 7) | (th << (32-7)));

          a += l & 0xffff; b += l >>> 16;
          c += h & 0xffff; d += h >>> 16;

          // sigma1
          th = wh[(j+14)%16];
          tl = wl[(j+14)%16];
          h = ((th >>> 19) | (tl << (32-19))) ^ ((tl >>> (61-32)) | (th << (32-(61-32)))) ^ (th >>> 6);
          l = ((tl >>> 19) | (th << (32-19))) ^ ((th >>> (61-32)) | (tl << (32-(61-32)))) ^ ((tl >>> 6) | (th << (32-6)));

          a += l & 0xffff; b += l >>> 16;
          c += h & 0xffff; d += h >>> 16;

          b += a >>> 16;
          c += b >>> 16;
          d += c >>> 16;

          wh[j] = (c & 0xffff) | (d << 16);
          wl[j] = (a & 0xffff) | (b << 16);
        }
      }
    }

    // add
    h = ah0;
    l = al0;

    a = l & 0xffff; b = l >>> 16;
    c = h & 0xffff; d = h >>> 16;

    h = hh[0];
    l = hl[0];

    a += l & 0xffff; b += l >>> 16;
    c += h & 0xffff; d += h >>> 16;

    b += a >>> 16;
    c += b >>> 16;
    d += c >>> 16;

    hh[0] = ah0 = (c & 0xffff) | (d << 16);
    hl[0] = al0 = (a & 0xffff) | (b << 16);

    h = ah1;
    l = al1;

    a = l & 0xffff; b = l >>> 16;
    c = h & 0xffff; d = h >>> 16;

    h = hh[1];
    l = hl[1];

    a += l & 0xffff; b += l >>> 16;
    c += h & 0xffff; d += h >>> 16;

    b += a >>> 16;
    c += b >>> 16;
    d += c >>> 16;

    hh[1] = ah1 = (c & 0xffff) | (d << 16);
    hl[1] = al1 = (a & 0xffff) | (b << 16);

    h = ah2;
    l = al2;

    a = l & 0xffff; b = l >>> 16;
    c = h & 0xffff; d = h >>> 16;

    h = hh[2];
    l = hl[2];

    a += l & 0xffff; b += l >>> 16;
    c += h & 0xffff; d += h >>> 16;

    b += a >>> 16;
    c += b >>> 16;
    d += c >>> 16;

    hh[2] = ah2 = (c & 0xffff) | (d << 16);
    hl[2] = al2 = (a & 0xffff) | (b << 16);

    h = ah3;
    l = al3;

    a = l & 0xffff; b = l >>> 16;
    c = h & 0xffff; d = h >>> 16;

    h = hh[3];
    l = hl[3];

    a += l & 0xffff; b += l >>> 16;
    c += h & 0xffff; d += h >>> 16;

    b += a >>> 16;
    c += b >>> 16;
    d += c >>> 16;

    hh[3] = ah3 = (c & 0xffff) | (d << 16);
    hl[3] = al3 = (a & 0xffff) | (b << 16);

    h = ah4;
    l = al4;

    a = l & 0xffff; b = l >>> 16;
    c = h & 0xffff; d = h >>> 16;

    h = hh[4];
    l = hl[4];

    a += l & 0xffff; b += l >>> 16;
    c += h & 0xffff; d += h >>> 16;

    b += a >>> 16;
    c += b >>> 16;
    d += c >>> 16;

    hh[4] = ah4 = (c & 0xffff) | (d << 16);
    hl[4] = al4 = (a & 0xffff) | (b << 16);

    h = ah5;
    l = al5;

    a = l & 0xffff; b = l >>> 16;
    c = h & 0xffff; d = h >>> 16;

    h = hh[5];
    l = hl[5];

    a += l & 0xffff; b += l >>> 16;
    c += h & 0xffff; d += h >>> 16;

    b += a >>> 16;
    c += b >>> 16;
    d += c >>> 16;

    hh[5] = ah5 = (c & 0xffff) | (d << 16);
    hl[5] = al5 = (a & 0xffff) | (b << 16);

    h = ah6;
    l = al6;

    a = l & 0xffff; b = l >>> 16;
    c = h & 0xffff; d = h >>> 16;

    h = hh[6];
    l = hl[6];

    a += l & 0xffff; b += l >>> 16;
    c += h & 0xffff; d += h >>> 16;

    b += a >>> 16;
    c += b >>> 16;
    d += c >>> 16;

    hh[6] = ah6 = (c & 0xffff) | (d << 16);
    hl[6] = al6 = (a & 0xffff) | (b << 16);

    h = ah7;
    l = al7;

    a = l & 0xffff; b = l >>> 16;
    c = h & 0xffff; d = h >>> 16;

    h = hh[7];
    l = hl[7];

    a += l & 0xffff; b += l >>> 16;
    c += h & 0xffff; d += h >>> 16;

    b += a >>> 16;
    c += b >>> 16;
    d += c >>> 16;

    hh[7] = ah7 = (c & 0xffff) | (d << 16);
    hl[7] = al7 = (a & 0xffff) | (b << 16);

    pos += 128;
    n -= 128;
  }

  return n;
}

function crypto_hash(out, m, n) {
  var hh = new Int32Array(8),
      hl = new Int32Array(8),
      x = new Uint8Array(256),
      i, b = n;

  hh[0] = 0x6a09e667;
  hh[1] = 0xbb67ae85;
  hh[2] = 0x3c6ef372;
  hh[3] = 0xa54ff53a;
  hh[4] = 0x510e527f;
  hh[5] = 0x9b05688c;
  hh[6] = 0x1f83d9ab;
  hh[7] = 0x5be0cd19;

  hl[0] = 0xf3bcc908;
  hl[1] = 0x84caa73b;
  hl[2] = 0xfe94f82b;
  hl[3] = 0x5f1d36f1;
  hl[4] = 0xade682d1;
  hl[5] = 0x2b3e6c1f;
  hl[6] = 0xfb41bd6b;
  hl[7] = 0x137e2179;

  crypto_hashblocks_hl(hh, hl, m, n);
  n %= 128;

  for (i = 0; i < n; i++) x[i] = m[b-n+i];
  x[n] = 128;

  n = 256-128*(n<112?1:0);
  x[n-9] = 0;
  ts64(x, n-8,  (b / 0x20000000) | 0, b << 3);
  crypto_hashblocks_hl(hh, hl, x, n);

  for (i = 0; i < 8; i++) ts64(out, 8*i, hh[i], hl[i]);

  return 0;
}

function add(p, q) {
  var a = gf(), b = gf(), c = gf(),
      d = gf(), e = gf(), f = gf(),
      g = gf(), h = gf(), t = gf();

  Z(a, p[1], p[0]);
  Z(t, q[1], q[0]);
  M(a, a, t);
  A(b, p[0], p[1]);
  A(t, q[0], q[1]);
  M(b, b, t);
  M(c, p[3], q[3]);
  M(c, c, D2);
  M(d, p[2], q[2]);
  A(d, d, d);
  Z(e, b, a);
  Z(f, d, c);
  A(g, d, c);
  A(h, b, a);

  M(p[0], e, f);
  M(p[1], h, g);
  M(p[2], g, f);
  M(p[3], e, h);
}

function cswap(p, q, b) {
  var i;
  for (i = 0; i < 4; i++) {
    sel25519(p[i], q[i], b);
  }
}

function pack(r, p) {
  var tx = gf(), ty = gf(), zi = gf();
  inv25519(zi, p[2]);
  M(tx, p[0], zi);
  M(ty, p[1], zi);
  pack25519(r, ty);
  r[31] ^= par25519(tx) << 7;
}

function scalarmult(p, q, s) {
  var b, i;
  set25519(p[0], gf0);
  set25519(p[1], gf1);
  set25519(p[2], gf1);
  set25519(p[3], gf0);
  for (i = 255; i >= 0; --i) {
    b = (s[(i/8)|0] >> (i&7)) & 1;
    cswap(p, q, b);
    add(q, p);
    add(p, p);
    cswap(p, q, b);
  }
}

function scalarbase(p, s) {
  var q = [gf(), gf(), gf(), gf()];
  set25519(q[0], X);
  set25519(q[1], Y);
  set25519(q[2], gf1);
  M(q[3], X, Y);
  scalarmult(p, q, s);
}

function crypto_sign_keypair(pk, sk, seeded) {
  var d = new Uint8Array(64);
  var p = [gf(), gf(), gf(), gf()];
  var i;

  if (!seeded) randombytes(sk, 32);
  crypto_hash(d, sk, 32);
  d[0] &= 248;
  d[31] &= 127;
  d[31] |= 64;

  scalarbase(p, d);
  pack(pk, p);

  for (i = 0; i < 32; i++) sk[i+32] = pk[i];
  return 0;
}

var L = new Float64Array([0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10]);

function modL(r, x) {
  var carry, i, j, k;
  for (i = 63; i >= 32; --i) {
    carry = 0;
    for (j = i - 32, k = i - 12; j < k; ++j) {
      x[j] += carry - 16 * x[i] * L[j - (i - 32)];
      carry = Math.floor((x[j] + 128) / 256);
      x[j] -= carry * 256;
    }
    x[j] += carry;
    x[i] = 0;
  }
  carry = 0;
  for (j = 0; j < 32; j++) {
    x[j] += carry - (x[31] >> 4) * L[j];
    carry = x[j] >> 8;
    x[j] &= 255;
  }
  for (j = 0; j < 32; j++) x[j] -= carry * L[j];
  for (i = 0; i < 32; i++) {
    x[i+1] += x[i] >> 8;
    r[i] = x[i] & 255;
  }
}

function reduce(r) {
  var x = new Float64Array(64), i;
  for (i = 0; i < 64; i++) x[i] = r[i];
  for (i = 0; i < 64; i++) r[i] = 0;
  modL(r, x);
}

// Note: difference from C - smlen returned, not passed as argument.
function crypto_sign(sm, m, n, sk) {
  var d = new Uint8Array(64), h = new Uint8Array(64), r = new Uint8Array(64);
  var i, j, x = new Float64Array(64);
  var p = [gf(), gf(), gf(), gf()];

  crypto_hash(d, sk, 32);
  d[0] &= 248;
  d[31] &= 127;
  d[31] |= 64;

  var smlen = n + 64;
  for (i = 0; i < n; i++) sm[64 + i] = m[i];
  for (i = 0; i < 32; i++) sm[32 + i] = d[32 + i];

  crypto_hash(r, sm.subarray(32), n+32);
  reduce(r);
  scalarbase(p, r);
  pack(sm, p);

  for (i = 32; i < 64; i++) sm[i] = sk[i];
  crypto_hash(h, sm, n + 64);
  reduce(h);

  for (i = 0; i < 64; i++) x[i] = 0;
  for (i = 0; i < 32; i++) x[i] = r[i];
  for (i = 0; i < 32; i++) {
    for (j = 0; j < 32; j++) {
      x[i+j] += h[i] * d[j];
    }
  }

  modL(sm.subarray(32), x);
  return smlen;
}

function unpackneg(r, p) {
  var t = gf(), chk = gf(), num = gf(),
      den = gf(), den2 = gf(), den4 = gf(),
      den6 = gf();

  set25519(r[2], gf1);
  unpack25519(r[1], p);
  S(num, r[1]);
  M(den, num, D);
  Z(num, num, r[2]);
  A(den, r[2], den);

  S(den2, den);
  S(den4, den2);
  M(den6, den4, den2);
  M(t, den6, num);
  M(t, t, den);

  pow2523(t, t);
  M(t, t, num);
  M(t, t, den);
  M(t, t, den);
  M(r[0], t, den);

  S(chk, r[0]);
  M(chk, chk, den);
  if (neq25519(chk, num)) M(r[0], r[0], I);

  S(chk, r[0]);
  M(chk, chk, den);
  if (neq25519(chk, num)) return -1;

  if (par25519(r[0]) === (p[31]>>7)) Z(r[0], gf0, r[0]);

  M(r[3], r[0], r[1]);
  return 0;
}

function crypto_sign_open(m, sm, n, pk) {
  var i;
  var t = new Uint8Array(32), h = new Uint8Array(64);
  var p = [gf(), gf(), gf(), gf()],
      q = [gf(), gf(), gf(), gf()];

  if (n < 64) return -1;

  if (unpackneg(q, pk)) return -1;

  for (i = 0; i < n; i++) m[i] = sm[i];
  for (i = 0; i < 32; i++) m[i+32] = pk[i];
  crypto_hash(h, m, n);
  reduce(h);
  scalarmult(p, q, h);

  scalarbase(q, sm.subarray(32));
  add(p, q);
  pack(t, p);

  n -= 64;
  if (crypto_verify_32(sm, 0, t, 0)) {
    for (i = 0; i < n; i++) m[i] = 0;
    return -1;
  }

  for (i = 0; i < n; i++) m[i] = sm[i + 64];
  return n;
}

var crypto_secretbox_KEYBYTES = 32,
    crypto_secretbox_NONCEBYTES = 24,
    crypto_secretbox_ZEROBYTES = 32,
    crypto_secretbox_BOXZEROBYTES = 16,
    crypto_scalarmult_BYTES = 32,
    crypto_scalarmult_SCALARBYTES = 32,
    crypto_box_PUBLICKEYBYTES = 32,
    crypto_box_SECRETKEYBYTES = 32,
    crypto_box_BEFORENMBYTES = 32,
    crypto_box_NONCEBYTES = crypto_secretbox_NONCEBYTES,
    crypto_box_ZEROBYTES = crypto_secretbox_ZEROBYTES,
    crypto_box_BOXZEROBYTES = crypto_secretbox_BOXZEROBYTES,
    crypto_sign_BYTES = 64,
    crypto_sign_PUBLICKEYBYTES = 32,
    crypto_sign_SECRETKEYBYTES = 64,
    crypto_sign_SEEDBYTES = 32,
    crypto_hash_BYTES = 64;

nacl.lowlevel = {
  crypto_core_hsalsa20: crypto_core_hsalsa20,
  crypto_stream_xor: crypto_stream_xor,
  crypto_stream: crypto_stream,
  crypto_stream_salsa20_xor: crypto_stream_salsa20_xor,
  crypto_stream_salsa20: crypto_stream_salsa20,
  crypto_onetimeauth: crypto_onetimeauth,
  crypto_onetimeauth_verify: crypto_onetimeauth_verify,
  crypto_verify_16: crypto_verify_16,
  crypto_verify_32: crypto_verify_32,
  crypto_secretbox: crypto_secretbox,
  crypto_secretbox_open: crypto_secretbox_open,
  crypto_scalarmult: crypto_scalarmult,
  crypto_scalarmult_base: crypto_scalarmult_base,
  crypto_box_beforenm: crypto_box_beforenm,
  crypto_box_afternm: crypto_box_afternm,
  crypto_box: crypto_box,
  crypto_box_open: crypto_box_open,
  crypto_box_keypair: crypto_box_keypair,
  crypto_hash: crypto_hash,
  crypto_sign: crypto_sign,
  crypto_sign_keypair: crypto_sign_keypair,
  crypto_sign_open: crypto_sign_open,

  crypto_secretbox_KEYBYTES: crypto_secretbox_KEYBYTES,
  crypto_secretbox_NONCEBYTES: crypto_secretbox_NONCEBYTES,
  crypto_secretbox_ZEROBYTES: crypto_secretbox_ZEROBYTES,
  crypto_secretbox_BOXZEROBYTES: crypto_secretbox_BOXZEROBYTES,
  crypto_scalarmult_BYTES: crypto_scalarmult_BYTES,
  crypto_scalarmult_SCALARBYTES: crypto_scalarmult_SCALARBYTES,
  crypto_box_PUBLICKEYBYTES: crypto_box_PUBLICKEYBYTES,
  crypto_box_SECRETKEYBYTES: crypto_box_SECRETKEYBYTES,
  crypto_box_BEFORENMBYTES: crypto_box_BEFORENMBYTES,
  crypto_box_NONCEBYTES: crypto_box_NONCEBYTES,
  crypto_box_ZEROBYTES: crypto_box_ZEROBYTES,
  crypto_box_BOXZEROBYTES: crypto_box_BOXZEROBYTES,
  crypto_sign_BYTES: crypto_sign_BYTES,
  crypto_sign_PUBLICKEYBYTES: crypto_sign_PUBLICKEYBYTES,
  crypto_sign_SECRETKEYBYTES: crypto_sign_SECRETKEYBYTES,
  crypto_sign_SEEDBYTES: crypto_sign_SEEDBYTES,
  crypto_hash_BYTES: crypto_hash_BYTES,

  gf: gf,
  D: D,
  L: L,
  pack25519: pack25519,
  unpack25519: unpack25519,
  M: M,
  A: A,
  S: S,
  Z: Z,
  pow2523: pow2523,
  add: add,
  set25519: set25519,
  modL: modL,
  scalarmult: scalarmult,
  scalarbase: scalarbase,
};

/* High-level API */

function checkLengths(k, n) {
  if (k.length !== crypto_secretbox_KEYBYTES) throw new Error('bad key size');
  if (n.length !== crypto_secretbox_NONCEBYTES) throw new Error('bad nonce size');
}

function checkBoxLengths(pk, sk) {
  if (pk.length !== crypto_box_PUBLICKEYBYTES) throw new Error('bad public key size');
  if (sk.length !== crypto_box_SECRETKEYBYTES) throw new Error('bad secret key size');
}

function checkArrayTypes() {
  for (var i = 0; i < arguments.length; i++) {
    if (!(arguments[i] instanceof Uint8Array))
      throw new TypeError('unexpected type, use Uint8Array');
  }
}

function cleanup(arr) {
  for (var i = 0; i < arr.length; i++) arr[i] = 0;
}

nacl.randomBytes = function(n) {
  var b = new Uint8Array(n);
  randombytes(b, n);
  return b;
};

nacl.secretbox = function(msg, nonce, key) {
  checkArrayTypes(msg, nonce, key);
  checkLengths(key, nonce);
  var m = new Uint8Array(crypto_secretbox_ZEROBYTES + msg.length);
  var c = new Uint8Array(m.length);
  for (var i = 0; i < msg.length; i++) m[i+crypto_secretbox_ZEROBYTES] = msg[i];
  crypto_secretbox(c, m, m.length, nonce, key);
  return c.subarray(crypto_secretbox_BOXZEROBYTES);
};

nacl.secretbox.open = function(box, nonce, key) {
  checkArrayTypes(box, nonce, key);
  checkLengths(key, nonce);
  var c = new Uint8Array(crypto_secretbox_BOXZEROBYTES + box.length);
  var m = new Uint8Array(c.length);
  for (var i = 0; i < box.length; i++) c[i+crypto_secretbox_BOXZEROBYTES] = box[i];
  if (c.length < 32) return null;
  if (crypto_secretbox_open(m, c, c.length, nonce, key) !== 0) return null;
  return m.subarray(crypto_secretbox_ZEROBYTES);
};

nacl.secretbox.keyLength = crypto_secretbox_KEYBYTES;
nacl.secretbox.nonceLength = crypto_secretbox_NONCEBYTES;
nacl.secretbox.overheadLength = crypto_secretbox_BOXZEROBYTES;

nacl.scalarMult = function(n, p) {
  checkArrayTypes(n, p);
  if (n.length !== crypto_scalarmult_SCALARBYTES) throw new Error('bad n size');
  if (p.length !== crypto_scalarmult_BYTES) throw new Error('bad p size');
  var q = new Uint8Array(crypto_scalarmult_BYTES);
  crypto_scalarmult(q, n, p);
  return q;
};

nacl.scalarMult.base = function(n) {
  checkArrayTypes(n);
  if (n.length !== crypto_scalarmult_SCALARBYTES) throw new Error('bad n size');
  var q = new Uint8Array(crypto_scalarmult_BYTES);
  crypto_scalarmult_base(q, n);
  return q;
};

nacl.scalarMult.scalarLength = crypto_scalarmult_SCALARBYTES;
nacl.scalarMult.groupElementLength = crypto_scalarmult_BYTES;

nacl.box = function(msg, nonce, publicKey, secretKey) {
  var k = nacl.box.before(publicKey, secretKey);
  return nacl.secretbox(msg, nonce, k);
};

nacl.box.before = function(publicKey, secretKey) {
  checkArrayTypes(publicKey, secretKey);
  checkBoxLengths(publicKey, secretKey);
  var k = new Uint8Array(crypto_box_BEFORENMBYTES);
  crypto_box_beforenm(k, publicKey, secretKey);
  return k;
};

nacl.box.after = nacl.secretbox;

nacl.box.open = function(msg, nonce, publicKey, secretKey) {
  var k = nacl.box.before(publicKey, secretKey);
  return nacl.secretbox.open(msg, nonce, k);
};

nacl.box.open.after = nacl.secretbox.open;

nacl.box.keyPair = function() {
  var pk = new Uint8Array(crypto_box_PUBLICKEYBYTES);
  var sk = new Uint8Array(crypto_box_SECRETKEYBYTES);
  crypto_box_keypair(pk, sk);
  return {publicKey: pk, secretKey: sk};
};

nacl.box.keyPair.fromSecretKey = function(secretKey) {
  checkArrayTypes(secretKey);
  if (secretKey.length !== crypto_box_SECRETKEYBYTES)
    throw new Error('bad secret key size');
  var pk = new Uint8Array(crypto_box_PUBLICKEYBYTES);
  crypto_scalarmult_base(pk, secretKey);
  return {publicKey: pk, secretKey: new Uint8Array(secretKey)};
};

nacl.box.publicKeyLength = crypto_box_PUBLICKEYBYTES;
nacl.box.secretKeyLength = crypto_box_SECRETKEYBYTES;
nacl.box.sharedKeyLength = crypto_box_BEFORENMBYTES;
nacl.box.nonceLength = crypto_box_NONCEBYTES;
nacl.box.overheadLength = nacl.secretbox.overheadLength;

nacl.sign = function(msg, secretKey) {
  checkArrayTypes(msg, secretKey);
  if (secretKey.length !== crypto_sign_SECRETKEYBYTES)
    throw new Error('bad secret key size');
  var signedMsg = new Uint8Array(crypto_sign_BYTES+msg.length);
  crypto_sign(signedMsg, msg, msg.length, secretKey);
  return signedMsg;
};

nacl.sign.open = function(signedMsg, publicKey) {
  checkArrayTypes(signedMsg, publicKey);
  if (publicKey.length !== crypto_sign_PUBLICKEYBYTES)
    throw new Error('bad public key size');
  var tmp = new Uint8Array(signedMsg.length);
  var mlen = crypto_sign_open(tmp, signedMsg, signedMsg.length, publicKey);
  if (mlen < 0) return null;
  var m = new Uint8Array(mlen);
  for (var i = 0; i < m.length; i++) m[i] = tmp[i];
  return m;
};

nacl.sign.detached = function(msg, secretKey) {
  var signedMsg = nacl.sign(msg, secretKey);
  var sig = new Uint8Array(crypto_sign_BYTES);
  for (var i = 0; i < sig.length; i++) sig[i] = signedMsg[i];
  return sig;
};

nacl.sign.detached.verify = function(msg, sig, publicKey) {
  checkArrayTypes(msg, sig, publicKey);
  if (sig.length !== crypto_sign_BYTES)
    throw new Error('bad signature size');
  if (publicKey.length !== crypto_sign_PUBLICKEYBYTES)
    throw new Error('bad public key size');
  var sm = new Uint8Array(crypto_sign_BYTES + msg.length);
  var m = new Uint8Array(crypto_sign_BYTES + msg.length);
  var i;
  for (i = 0; i < crypto_sign_BYTES; i++) sm[i] = sig[i];
  for (i = 0; i < msg.length; i++) sm[i+crypto_sign_BYTES] = msg[i];
  return (crypto_sign_open(m, sm, sm.length, publicKey) >= 0);
};

nacl.sign.keyPair = function() {
  var pk = new Uint8Array(crypto_sign_PUBLICKEYBYTES);
  var sk = new Uint8Array(crypto_sign_SECRETKEYBYTES);
  crypto_sign_keypair(pk, sk);
  return {publicKey: pk, secretKey: sk};
};

nacl.sign.keyPair.fromSecretKey = function(secretKey) {
  checkArrayTypes(secretKey);
  if (secretKey.length !== crypto_sign_SECRETKEYBYTES)
    throw new Error('bad secret key size');
  var pk = new Uint8Array(crypto_sign_PUBLICKEYBYTES);
  for (var i = 0; i < pk.length; i++) pk[i] = secretKey[32+i];
  return {publicKey: pk, secretKey: new Uint8Array(secretKey)};
};

nacl.sign.keyPair.fromSeed = function(seed) {
  checkArrayTypes(seed);
  if (seed.length !== crypto_sign_SEEDBYTES)
    throw new Error('bad seed size');
  var pk = new Uint8Array(crypto_sign_PUBLICKEYBYTES);
  var sk = new Uint8Array(crypto_sign_SECRETKEYBYTES);
  for (var i = 0; i < 32; i++) sk[i] = seed[i];
  crypto_sign_keypair(pk, sk, true);
  return {publicKey: pk, secretKey: sk};
};

nacl.sign.publicKeyLength = crypto_sign_PUBLICKEYBYTES;
nacl.sign.secretKeyLength = crypto_sign_SECRETKEYBYTES;
nacl.sign.seedLength = crypto_sign_SEEDBYTES;
nacl.sign.signatureLength = crypto_sign_BYTES;

nacl.hash = function(msg) {
  checkArrayTypes(msg);
  var h = new Uint8Array(crypto_hash_BYTES);
  crypto_hash(h, msg, msg.length);
  return h;
};

nacl.hash.hashLength = crypto_hash_BYTES;

nacl.verify = function(x, y) {
  checkArrayTypes(x, y);
  // Zero length arguments are considered not equal.
  if (x.length === 0 || y.length === 0) return false;
  if (x.length !== y.length) return false;
  return (vn(x, 0, y, 0, x.length) === 0) ? true : false;
};

nacl.setPRNG = function(fn) {
  randombytes = fn;
};

(function() {
  // Initialize PRNG if environment provides CSPRNG.
  // If not, methods calling randombytes will throw.
  var crypto = typeof self !== 'undefined' ? (self.crypto || self.msCrypto) : null;
  if (crypto && crypto.getRandomValues) {
    // Browsers.
    var QUOTA = 65536;
    nacl.setPRNG(function(x, n) {
      var i, v = new Uint8Array(n);
      for (i = 0; i < n; i += QUOTA) {
        crypto.getRandomValues(v.subarray(i, i + Math.min(n - i, QUOTA)));
      }
      for (i = 0; i < n; i++) x[i] = v[i];
      cleanup(v);
    });
  } else if (true) {
    // Node.js.
    crypto = __nccwpck_require__(982);
    if (crypto && crypto.randomBytes) {
      nacl.setPRNG(function(x, n) {
        var i, v = crypto.randomBytes(n);
        for (i = 0; i < n; i++) x[i] = v[i];
        cleanup(v);
      });
    }
  }
})();

})( true && module.exports ? module.exports : (self.nacl = self.nacl || {}));


/***/ }),

/***/ 982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/************************************************************************/
var __webpack_exports__ = {};

;// CONCATENATED MODULE: ./lib/core/errors.js
class ActionError extends Error {
    code;
    hint;
    executionId;
    retry;
    maybeDone;
    reason;
    constructor(code, message, hint, details = {}) {
        super(message);
        this.code = code;
        this.hint = hint;
        this.executionId = details.executionId ?? '';
        this.retry = details.retry;
        this.maybeDone = details.maybeDone === true;
        this.reason = details.reason ?? '';
    }
    get text() {
        return `${this.message} ${this.hint}`.trim();
    }
    with(changes) {
        const { code = this.code, message = this.message, hint = this.hint } = changes;
        return new ActionError(code, message, hint, { ...this, ...changes });
    }
    withHint(sentence) {
        return this.with({ hint: `${this.hint} ${sentence}`.trim() });
    }
}
const FIRST_FRAME = /^ {4}at .*(?<![\w.-])([\w.-]+:\d+:\d+)\)?$/m;
function asActionError(thrown) {
    if (thrown instanceof ActionError)
        return thrown;
    const error = thrown instanceof Error ? thrown : undefined;
    const type = error?.name ?? typeof thrown;
    const place = FIRST_FRAME.exec(error?.stack ?? '')?.[1] ?? 'an unknown place';
    return new ActionError('internal', `The action failed with an unexpected ${type} at ${place}.`, 'Report this line in an issue of the action; it contains no credential.');
}
function abortReason({ reason }) {
    const isTimeUp = reason?.name === 'TimeoutError';
    return isTimeUp ? 'the 2 minutes of the post step were over' : 'the run was cancelled';
}
function interrupted(stopping) {
    return new ActionError('interrupted', `Stopped because ${abortReason(stopping)}.`, 'The post step finishes or undoes what was under way; run the workflow again.');
}

;// CONCATENATED MODULE: ./lib/core/text.js
const QUOTE_LIMIT = 300;
const CONTROLS = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
function neutralize(text) {
    return text
        .replace(CONTROLS, ' ')
        .replaceAll('##[', '## [')
        .replace(/^(\s*):(?=:)/, '$1: ');
}
function quote(text) {
    const line = neutralize(text).replace(/\s+/g, ' ').trim();
    return line.length > QUOTE_LIMIT ? `${line.slice(0, QUOTE_LIMIT - 1)}…` : line;
}
function withoutFullStop(text) {
    return text.replace(/(?<![\s.])[\s.]+$/, '');
}
function escapeMarkdown(text) {
    return neutralize(text).replace(/[&<>\\`*_[\]|~@#$]|:(?=\/\/)|(?<=www)\./gi, character => `&#${character.charCodeAt(0)};`);
}
const BLANKS_AT_ENDS = /^[\s\u200b-\u200d\u2060]+|(?<![\s\u200b-\u200d\u2060])[\s\u200b-\u200d\u2060]+$/g;
function trimPasted(text) {
    return text.replace(BLANKS_AT_ENDS, '');
}
function joinWithAnd(words) {
    if (words.length < 2)
        return words.join('');
    return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
function count(number, noun) {
    return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

;// CONCATENATED MODULE: external "node:timers/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ./lib/core/time.js

const systemClock = {
    now: () => new Date(),
    elapsed: () => Number(process.hrtime.bigint()) / 1e6,
    sleep: (ms, signal) => (0,promises_namespaceObject.setTimeout)(ms, undefined, { signal })
};
const JUMP_MS = 60_000;
function watchForJump(clock) {
    const offset = () => clock.now().getTime() - clock.elapsed();
    const before = offset();
    return () => Math.abs(offset() - before) > JUMP_MS;
}
function remoteClock(clock) {
    let last;
    return {
        now: () => last && new Date(last.at + clock.elapsed() - last.elapsed),
        update(date) {
            const at = parseDate(date ?? '')?.getTime();
            if (at !== undefined)
                last = { at, elapsed: clock.elapsed() };
        }
    };
}
function formatInstant(instant) {
    return instant.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
function formatExpiry(expiry) {
    return expiry === undefined ? '' : formatInstant(expiry);
}
const ISO_DATE = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d)(?::\d\d)?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?$/;
const HTTP_DATE = /^[A-Z][a-z]{2}, /;
function parseDate(text) {
    const [, day, time = '00:00:00', zone = 'Z'] = ISO_DATE.exec(text) ?? [];
    if (day === undefined && !HTTP_DATE.test(text))
        return undefined;
    const date = new Date(day === undefined ? text : `${day}T${time}${zone}`);
    return Number.isNaN(date.getTime()) ? undefined : date;
}
const UNIT_SECONDS = { m: 60, h: 3600, d: 86_400 };
const LONGEST_SECONDS = 36_500 * 86_400;
function parseDuration(text) {
    const [, number, unit = ''] = /^(\d{1,9})([mhd])$/.exec(text) ?? [];
    const seconds = Number(number) * (UNIT_SECONDS[unit] ?? Number.NaN);
    return seconds > 0 && seconds <= LONGEST_SECONDS ? seconds : undefined;
}
function parseExpires(text) {
    if (text === 'never')
        return { is: 'never' };
    const seconds = parseDuration(text);
    if (seconds !== undefined)
        return { is: 'after', seconds };
    const instant = parseDate(text);
    return instant && formatInstant(instant) === text ? { is: 'at', instant } : undefined;
}
function expiryFrom(expires, now) {
    if (expires.is === 'never')
        return undefined;
    if (expires.is === 'at')
        return expires.instant;
    return new Date((Math.floor(now.getTime() / 1000) + expires.seconds) * 1000);
}
function formatDuration(ms) {
    const seconds = Math.round(ms / 1000);
    return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`;
}

;// CONCATENATED MODULE: ./lib/net/proxy.js
const TOKEN_LENGTH = 12;
function readProxySettings(environment) {
    const address = (environment.https_proxy || environment.HTTPS_PROXY || '').trim();
    const proxy = parseProxy(address);
    const { username = '', password = '' } = proxy ?? {};
    const secret = password || (username.length < TOKEN_LENGTH ? '' : username);
    const exceptions = (environment.no_proxy || environment.NO_PROXY || '').toLowerCase();
    const names = exceptions.split(/[\s,]+/).map(entry => entry.replace(/^\*?\.(?!\*)|\.$/g, ''));
    return {
        mistake: address === '' || proxy
            ? undefined
            : 'HTTPS_PROXY is set and is not a proxy address: set it to http://HOST:PORT or https://HOST:PORT, with user and password percent-encoded, or unset it',
        credentials: secret === '' ? [] : [decodeURIComponent(secret), secret],
        proxyFor(host, port) {
            const isLoopback = /^(localhost|\[::1\]|127\.[\d.]+)$/.test(host);
            const asked = [`.${host}`, `.${host}:${port}`];
            const isException = names.some(name => name === '*' || asked.some(each => each.endsWith(`.${name}`)));
            return isLoopback || isException ? undefined : proxy;
        }
    };
}
function proxyAuthorization(proxy) {
    const signIn = signInOf(proxy);
    return signIn === ':' ? undefined : `Basic ${Buffer.from(signIn).toString('base64')}`;
}
function signInOf({ username, password }) {
    return `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
}
function parseProxy(address) {
    try {
        const url = new URL(/^[a-z][a-z\d+.-]*:\/\//i.test(address) ? address : `http://${address}`);
        signInOf(url);
        const isWhole = url.pathname === '/' && !/[?#]/.test(address);
        return isWhole && /^https?:$/.test(url.protocol) ? url : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/inputs/definition.js
const EVERY_ACTION = ['main', 'list-tokens', 'delete-tokens'];
function parseBoolean(text) {
    const word = text.toLowerCase();
    return word === 'true' || word === 'false' ? word === 'true' : undefined;
}

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: ./lib/net/certificates.js

const BLOCK = /-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----/g;
function parseCertificates(pasted) {
    const decoded = Buffer.from(pasted, 'base64').toString('latin1');
    const isEncoded = decoded.includes('-----BEGIN ');
    const text = isEncoded ? decoded : pasted.replace(/\\[rn]/g, '\n');
    const bodies = [...text.matchAll(BLOCK)].map(([, body = '']) => body);
    if (bodies.length === 0 || text.replace(BLOCK, '').includes('-----'))
        return undefined;
    try {
        return bodies.map(body => new external_node_crypto_namespaceObject.X509Certificate(Buffer.from(body, 'base64')).toString());
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/vault/host.js
const SUFFIXES = ['.veevavault.com', '.veevavault.cn', '.vaultdev.com', '.vaultpvm.com'];
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const HOST_NAME = new RegExp(`^${LABEL}(?:\\.${LABEL})+$`, 'i');
function host_parseVaultHost(text) {
    if (!HOST_NAME.test(text))
        return undefined;
    const host = text.toLowerCase();
    return SUFFIXES.some(suffix => host.endsWith(suffix)) ? host : undefined;
}
const LOGIN_HOST = 'login.veevavault.com';
const VAULT_HOST_SUFFIXES = `${SUFFIXES.slice(0, -1).join(', ')} or ${SUFFIXES.at(-1)}`;

;// CONCATENATED MODULE: ./lib/inputs/vault-inputs.js




const HOST_FORM = `the host name of a Vault, like \`myvault.veevavault.com\`, without https://, path, port or user, ending in ${VAULT_HOST_SUFFIXES}`;
const VISIBLE = /^(\t|[^\p{Cc}\p{Cf}\u2028\u2029]){3,}$/u;
const TARGET_INPUTS = {
    'vault-dns': {
        actions: EVERY_ACTION,
        isRequired: true,
        help: 'Host name of the production Vault that the sandbox belongs to, like `myvault.veevavault.com`; with `target: vault` the Vault itself',
        companionHelp: 'Host name of the Vault whose tokens these are; for a sandbox its own, like `myvault-uat.veevavault.com`',
        form: HOST_FORM,
        parse: host_parseVaultHost
    },
    target: {
        defaultValue: 'sandbox',
        help: 'What the token is for: a `sandbox` of `vault-dns`, or the `vault` itself',
        form: '`sandbox` or `vault`',
        pattern: /^(sandbox|vault)$/
    },
    'sandbox-name': {
        isRequired: true,
        isList: true,
        help: 'Name of the sandbox as on the My Vaults page. For several, one per line, or `*` for every active one, with `!NAME` lines for exceptions',
        form: 'the name of the sandbox as on the My Vaults page (for a token of the Vault itself set `target: vault`)',
        pattern: /^(?!(\.{1,2}|!)$)/,
        noEffectWith: 'target: vault'
    },
    'sandbox-dns': {
        help: 'Host name of the sandbox, if the user may not list sandboxes. Only for one sandbox',
        form: HOST_FORM,
        parse: host_parseVaultHost,
        noEffectWith: 'target: vault'
    },
    'vault-job-id': {
        help: 'ID of Vault’s job that creates or refreshes the sandbox. The action waits for it first',
        form: 'the id of a job, digits only: the `job_id` of the response to creating or refreshing',
        pattern: /^\d{1,18}$/,
        noEffectWith: 'target: vault'
    },
    'wait-timeout': {
        defaultValue: '15m',
        help: 'How long to wait for the job and the sandbox together, like `15m` or `2h`; `0` checks once',
        form: 'a duration like `15m`, `2h` or `1d`, or `0` to check once',
        parse: text => (text === '0' ? 0 : parseDuration(text)),
        noEffectWith: 'target: vault'
    }
};
const SIGN_IN_INPUTS = {
    username: {
        help: 'Sign in with a user name and `password`. The action ends the session that it opens',
        form: 'a user name without line breaks or invisible characters (type it instead of pasting it)',
        pattern: VISIBLE
    },
    password: {
        isCredential: true,
        help: 'The password of `username`',
        form: 'a password of 3 or more characters, without line breaks or invisible characters (type it instead of pasting it)',
        pattern: VISIBLE,
        isRequired: true,
        noEffectWithout: 'username'
    },
    'access-token': {
        isCredential: true,
        help: 'Sign in with a stored API access token (`veeva-vault-…`)',
        form: 'an API access token, which begins with veeva-vault-; a session id belongs in `session-id`',
        pattern: /^veeva-vault-[\x21-\x7e]+$/
    },
    'session-id': {
        isCredential: true,
        help: 'Sign in with an existing session. The action does not end it',
        form: 'a session id of Vault, without spaces or other text; a token belongs in `access-token`',
        pattern: /^(?!gh[a-z]_|github_pat_|veeva-vault-)[\x21-\x7e]{3,}$/
    },
    'oauth-profile-id': {
        help: 'Sign in through an identity provider: ID of the OAuth 2.0 / OpenID Connect profile in Vault, with `oauth-token` or `oidc-token-url`',
        form: 'the id of an OAuth 2.0 / OpenID Connect profile: letters, digits, hyphens and underscores, at most 100',
        pattern: /^[\w-]{1,100}$/
    },
    'oauth-token': {
        isCredential: true,
        help: 'Access token of the identity provider. The action exchanges it for a session, which it ends',
        form: 'an access token of the identity provider, without spaces or other text (or use `oidc-token-url` instead)',
        pattern: /^(?!veeva-vault-)[\x21-\x7e]{3,}$/,
        isRequired: true,
        noEffectWithout: 'oauth-profile-id',
        noEffectWith: 'oidc-token-url'
    },
    'oauth-client-id': {
        help: 'Client ID to send to Vault, if the profile requires one',
        noEffectWithout: 'oauth-profile-id'
    },
    'oidc-token-url': {
        help: 'Instead of `oauth-token`: token endpoint of the identity provider, where GitHub’s OIDC token of the job is exchanged. Requires `id-token: write`',
        form: 'an address like https://login.example.com/TENANT/oauth2/v2.0/token: https, without user and fragment',
        pattern: /^https:[^@#]+$/,
        parse: text => URL.parse(text) ?? undefined,
        noEffectWithout: 'oauth-profile-id'
    },
    'oidc-client-id': {
        help: 'Client ID at the identity provider that trusts this repository',
        isRequired: true,
        form: 'the id of the client at the identity provider',
        noEffectWithout: 'oidc-token-url'
    },
    'oidc-scope': {
        help: 'Scope to request from the identity provider',
        noEffectWithout: 'oidc-token-url'
    },
    'oidc-audience': {
        defaultValue: 'api://AzureADTokenExchange',
        help: 'Audience of GitHub’s OIDC token',
        noEffectWithout: 'oidc-token-url'
    }
};
const RUN_INPUTS = {
    'dry-run': {
        actions: ['main', 'delete-tokens'],
        defaultValue: 'false',
        help: 'Check everything and report what would be done, without generating or deleting anything',
        form: '`true` or `false`',
        parse: parseBoolean
    },
    'api-version': {
        defaultValue: 'v26.2',
        help: 'Version of Vault’s REST API',
        form: 'a version like `v26.2`, which is the oldest that has access tokens',
        pattern: /^v(26\.[2-9]|2[7-9]\.\d|[3-9]\d\.\d)$/
    },
    'vault-client-id': {
        defaultValue: 'github-actions-vault-sandbox-token',
        help: 'Client ID that is sent to Vault (`X-VaultAPI-ClientID`), for a Vault with Client ID Filtering',
        form: 'letters, digits, dots, hyphens and underscores, at most 100',
        pattern: /^[A-Za-z0-9._-]{1,100}$/
    },
    'ca-certificate': {
        help: 'Certificates in PEM format to trust in addition to the system’s, for example of a proxy that inspects TLS',
        form: 'the certificates themselves in PEM format (not a path, no private key), each complete with its lines -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----',
        parse: parseCertificates
    }
};

;// CONCATENATED MODULE: ./lib/inputs/definitions.js



function cutLabel(label) {
    return [...label].slice(0, 80).join('').trim();
}
function parseScope(text) {
    const [, organization] = /^organization\/([\w-]+)$/.exec(text) ?? [];
    if (organization !== undefined)
        return { scope: 'organization', owner: organization };
    const [, environment] = /^environment\/(\{sandbox\}|(?!\.{1,2}$)((?!\{sandbox\})\P{Cc})+)$/u.exec(text) ?? [];
    if (environment !== undefined)
        return { scope: 'environment', owner: '', environment };
    const isPlain = text === 'repository' || text === 'dependabot' || text === 'codespaces';
    return isPlain ? { scope: text, owner: '' } : undefined;
}
function parseCount(text) {
    return /^\d{1,2}$/.test(text) ? Number(text) : undefined;
}
const TOKEN_INPUTS = {
    'token-name': {
        actions: EVERY_ACTION,
        defaultText: '`github-actions OWNER/REPO`',
        help: 'First part of the token’s name in Vault, cut to 80 characters',
        companionHelp: 'Only tokens that the main action generated with this `token-name`',
        form: 'without line breaks or other control characters',
        pattern: /^\P{Cc}*$/u,
        parse: cutLabel,
        noEffectWith: 'token-ids'
    },
    expires: {
        defaultText: '`1d`, or `30d` with `secret-name`',
        help: 'When the token expires: after a duration like `90m`, `12h` or `30d`, at a time like `2026-12-31T12:00:00Z`, or `never`',
        form: 'a duration like `90m`, `12h` or `30d`, an instant like `2026-12-31T12:00:00Z`, or `never`',
        parse: parseExpires
    },
    verify: {
        defaultValue: 'true',
        help: 'Verify the token on its own Vault before it is used. With `false` that Vault is never contacted, so no token is kept, verified or deleted there',
        form: '`true` or `false`',
        parse: parseBoolean
    },
    'revoke-after-job': {
        defaultText: '`true`, or `false` with `verify: false`',
        help: 'Delete the token when the job ends, if it is not stored as a secret',
        form: '`true` or `false`',
        parse: parseBoolean,
        noEffectWith: 'secret-name'
    }
};
const SECRET_INPUTS = {
    'secret-name': {
        help: 'Store the token as a secret with this name. `{sandbox}` stands for the name of the sandbox in upper case, with `_` for everything except A–Z and 0–9; required for several sandboxes'
    },
    'secret-scope': {
        defaultValue: 'repository',
        help: '`repository`, `environment/NAME`, `organization/NAME`, `dependabot` or `codespaces`. `environment/{sandbox}` is an environment named after each sandbox; then `secret-name` needs no `{sandbox}`',
        form: '`repository`, `environment/NAME`, `environment/{sandbox}`, `organization/NAME`, `dependabot` or `codespaces` (another repository belongs in `secret-repository`)',
        parse: parseScope,
        noEffectWithout: 'secret-name'
    },
    'secret-repository': {
        defaultText: `\`\${{ github.repository }}\``,
        help: 'Repository of the secret, OWNER/NAME',
        form: 'of the form OWNER/NAME',
        pattern: /^(?!\.{1,2}\/)[\w.-]+\/(?!\.{1,2}$)[\w.-]+$/,
        noEffectWithout: 'secret-name',
        noEffectWith: 'secret-scope: organization/NAME'
    },
    'secret-visibility': {
        defaultText: 'unchanged',
        help: 'Who may read an organization secret: `all` or `private` repositories, or a list, OWNER/NAME one per line. Required for a new secret; an existing one stays as it is',
        form: '`all`, `private`, or repositories of the organization as OWNER/NAME, one per line',
        isList: true,
        noEffectWithout: 'secret-scope: organization/NAME'
    },
    'github-token': {
        isRequired: true,
        isCredential: true,
        help: 'Token of a GitHub App, or a personal access token, that may write the secret; `GITHUB_TOKEN` can’t',
        form: 'a token of a GitHub App, or a personal one, that may write secrets, without spaces or other text',
        pattern: /^(?!veeva-vault-)[\x21-\x7e]{3,}$/,
        noEffectWithout: 'secret-name'
    },
    'current-token': {
        isCredential: true,
        isList: true,
        help: `The token that the secret contains now, \`\${{ secrets.NAME }}\`; empty on the first run. It is kept while it works and has more than \`renew-before\` left. For several sandboxes one line per secret, \`NAME=\${{ secrets.NAME }}\`. Never pass the whole \`secrets\` context`,
        noEffectWithout: 'secret-name',
        noEffectWith: 'verify: false'
    },
    'renew-before': {
        defaultText: '`7d`, or a third of the lifetime if that is less',
        help: 'How long before its expiry to renew `current-token`',
        form: 'a duration like `90m`, `12h` or `7d`',
        parse: parseDuration,
        noEffectWithout: 'secret-name',
        noEffectWith: 'verify: false'
    },
    'keep-previous': {
        defaultValue: '1',
        help: 'How many replaced tokens of this secret to keep for running jobs: a number, or `all`',
        form: 'a number like `1` or `2`, or `all`',
        parse: (text) => (text === 'all' ? text : parseCount(text)),
        noEffectWithout: 'secret-name',
        noEffectWith: 'verify: false'
    }
};
const COMPANION_INPUTS = {
    'token-ids': {
        actions: ['delete-tokens'],
        isList: true,
        help: 'IDs of the tokens to delete, one per line. This or `token-name` is required',
        form: 'ids as Vault has them, like 0PI000000000101, one per line',
        pattern: /^[A-Za-z0-9]{1,32}$/
    },
    owner: {
        actions: ['list-tokens', 'delete-tokens'],
        defaultValue: 'me',
        help: 'Whose tokens: `me`, `everyone`, or the ID of a user. For other users’ tokens the user who signs in needs the permission to manage them',
        form: '`me`, `everyone`, or the id of a user, digits only',
        pattern: /^(me|everyone|\d{1,18})$/,
        noEffectWith: 'token-ids'
    },
    'expires-within': {
        actions: ['list-tokens', 'delete-tokens'],
        help: 'Only tokens that expire within this time, like `14d`',
        form: 'a duration like `90m`, `12h` or `14d`',
        parse: parseDuration,
        noEffectWith: 'token-ids'
    },
    'unused-for': {
        actions: ['list-tokens', 'delete-tokens'],
        help: 'Only tokens that were not used for this time, like `30d`; for a token that was never used, since it was generated. `delete-tokens` fails if Vault shows no use of any token',
        form: 'a duration like `90m`, `12h` or `30d`',
        parse: parseDuration,
        noEffectWith: 'token-ids'
    },
    'keep-newest': {
        actions: ['delete-tokens'],
        defaultValue: '0',
        help: 'With `token-name`: how many of the newest tokens to keep, for each secret that they were generated for. With `access-token` at least 1',
        form: 'a number like `1` or `2`',
        parse: parseCount,
        noEffectWith: 'token-ids'
    }
};
const TABLE = {
    ...TARGET_INPUTS,
    ...SIGN_IN_INPUTS,
    ...TOKEN_INPUTS,
    ...SECRET_INPUTS,
    ...COMPANION_INPUTS,
    ...RUN_INPUTS
};
const INPUTS = TABLE;
const INPUT_NAMES = Object.keys(TABLE);
function inputsOf(action) {
    return INPUT_NAMES.filter(name => {
        const isShared = name in SIGN_IN_INPUTS || name in RUN_INPUTS;
        const usual = isShared ? EVERY_ACTION : ['main'];
        return (INPUTS[name].actions ?? usual).includes(action);
    });
}

// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __nccwpck_require__(916);
;// CONCATENATED MODULE: ./lib/inputs/reader.js



const TOKEN = /veeva-vault-[A-Z0-9]{6,}|\bgh[oprsu]_\w{6,}|\bgithub_pat_\w{6,}|\beyJ[\w-]{6,}\.[\w.-]*/g;
const MAYBE_CREDENTIAL = /veeva-vault-|gh[a-z]_|github_pat_|eyJ|@|-----|[\r\n]|.{120}/i;
const OTHER_NAMES = [
    [/^env(ironments?|ironment_name)?$/, 'secret-scope', 'secret-scope: environment/NAME'],
    [/^org(anization)?$/, 'secret-scope', 'secret-scope: organization/NAME'],
    [/^repo(sitory)?$/, 'secret-repository', 'secret-repository']
];
const NO_PLACE = 'must not contain a credential, because the value of this input is not kept secret: move it to the input that is for it';
class Inputs {
    problems = [];
    isMissing = false;
    #names;
    #runner;
    #texts = new Map();
    #values = new Map();
    constructor(action, world) {
        this.#names = inputsOf(action);
        this.#runner = world.runner;
        for (const name of INPUT_NAMES) {
            const text = textOf(name, world);
            for (const credential of credentialsIn(name, text))
                this.mask(credential);
            if (this.#names.includes(name))
                this.#texts.set(name, text);
        }
        this.#checkNames(world.environment);
        for (const name of this.#names)
            this.#values.set(name, this.#read(name));
    }
    given(name) {
        return this.#texts.get(name) ?? '';
    }
    value(name) {
        return this.#values.get(name);
    }
    lines(name) {
        return (this.#values.get(name) ?? []);
    }
    mask(value) {
        return this.#runner.maskSecret(value);
    }
    addProblem(name, what) {
        this.problems.push(`\`${name}\` ${what}.`);
    }
    addMissing(name, what) {
        this.isMissing = true;
        this.addProblem(name, what);
    }
    addWrong(name, text, what = `must be ${INPUTS[name].form}`) {
        const isHidden = INPUTS[name].isCredential || MAYBE_CREDENTIAL.test(text);
        this.addProblem(name, isHidden ? what : `("${this.#runner.quote(text)}") ${what}`);
    }
    #checkNames(environment) {
        const ignored = [];
        for (const [variable, value = ''] of Object.entries(environment)) {
            const name = variable.slice('INPUT_'.length).toLowerCase();
            const isInput = variable.startsWith('INPUT_') && value.trim() !== '';
            if (!isInput || this.#names.includes(name))
                continue;
            const problem = this.#nameProblem(name);
            if (problem === undefined)
                ignored.push(`\`${name}\``);
            else
                this.addProblem(name, problem);
        }
        if (ignored.length === 0)
            return;
        this.#runner.warning('input', `Ignored, because this action has no such input: ${ignored.join(', ')}. The name comes from \`with:\` of the step, or from a variable \`INPUT_…\` that \`env:\` or another tool sets: correct it, or remove it there.`);
    }
    #nameProblem(name) {
        const meant = this.#meantBy(name);
        if (meant !== undefined) {
            return `is not an input (did you mean \`${meant}\`?): correct it, or remove it`;
        }
        const isOfMain = INPUT_NAMES.includes(name) && !this.#names.includes('target');
        const isOfWorkflow = name.includes('-') || isOfMain;
        return isOfWorkflow ? 'is not an input of this action: remove it' : undefined;
    }
    #meantBy(name) {
        const [, input, form] = OTHER_NAMES.find(([names]) => names.test(name)) ?? [];
        if (input && this.given(input) === '' && this.#conflictOf(input) === undefined)
            return form;
        const letters = (text) => text.replace(/[^a-z0-9]/g, '');
        return this.#names.find(each => {
            const most = each.length < 8 ? 1 : 2;
            return this.given(each) === '' && (0,mod/* distance */.Io)(letters(each), letters(name)) <= most;
        });
    }
    #conflictOf(name) {
        const { noEffectWithout, noEffectWith } = INPUTS[name];
        if (noEffectWithout && !this.#isMet(noEffectWithout)) {
            return `without \`${noEffectWithout}\`: add \`${noEffectWithout}\`, or remove it`;
        }
        if (!noEffectWith || !this.#isMet(noEffectWith))
            return undefined;
        return `with \`${noEffectWith}\`: remove one of them`;
    }
    #isMet(condition) {
        const [name, word] = condition.split(': ');
        const text = this.given(name).toLowerCase();
        return word === undefined ? text !== '' : text.split('/')[0] === word.split('/')[0];
    }
    #read(name) {
        const { isRequired, isCredential, isList, defaultValue, form } = INPUTS[name];
        const given = this.given(name);
        const conflict = this.#conflictOf(name);
        if (conflict !== undefined) {
            return given === '' ? undefined : this.addProblem(name, `has no effect ${conflict}`);
        }
        const text = given || defaultValue;
        if (text === undefined) {
            return isRequired ? this.addMissing(name, `is required: ${form}`) : undefined;
        }
        if (!isCredential && text.match(TOKEN))
            return this.addProblem(name, NO_PLACE);
        if (isList)
            return this.#readLines(name, text);
        const value = parse(name, text);
        if (value === undefined)
            return this.addWrong(name, text);
        return isCredential ? this.mask(text) : value;
    }
    #readLines(name, text) {
        const lines = [...new Set(splitLines(text))];
        for (const line of lines) {
            if (parse(name, line) === undefined)
                this.addWrong(name, line);
        }
        return lines;
    }
}
function credentialsIn(name, text) {
    if (name === 'current-token')
        return splitLines(text).map(line => splitCurrentToken(line).value);
    return INPUTS[name].isCredential ? [text] : (text.match(TOKEN) ?? []);
}
function parse(name, text) {
    const definition = INPUTS[name];
    if (definition.pattern?.test(text) === false)
        return undefined;
    return definition.parse ? definition.parse(text) : text;
}
function textOf(name, { runner, run }) {
    if (name === 'password')
        return runner.rawInput(name);
    const text = withoutBearer(runner.input(name));
    const isOwn = text.toLowerCase() === run.repository.toLowerCase();
    return name === 'secret-repository' && isOwn ? '' : text;
}
function withoutBearer(text) {
    return text.replace(/^Bearer\s+(?=veeva-vault-)/i, '');
}
function splitLines(text) {
    return text.split('\n').map(trimPasted).filter(Boolean);
}
function splitCurrentToken(line) {
    const [, name = '', value = line] = /^([A-Za-z0-9_]+)=(?!=)(.*)$/s.exec(line) ?? [];
    return { name: name.toUpperCase(), value: withoutBearer(value.trim()) };
}

;// CONCATENATED MODULE: ./lib/github/locations.js

const PLACEHOLDER = '{sandbox}';
const SCOPES = {
    repository: {
        displayName: 'of the repository',
        path: '/actions/secrets',
        permission: '"Secrets: write" (in the step that makes an App’s token: `permission-secrets: write`)'
    },
    environment: {
        displayName: 'of the environment "{environment}" of the repository',
        path: '/environments/{environment}/secrets',
        permission: '"Secrets: write" and "Environments: write" (in the step that makes an App’s token: `permission-secrets: write` and `permission-environments: write`)'
    },
    organization: {
        displayName: 'of the organization',
        path: '/actions/secrets',
        permission: '"Secrets: write" of the organization, and "Metadata: read" of the repositories in `secret-visibility` (in the step that makes an App’s token: `permission-organization-secrets: write` and `permission-metadata: read`)'
    },
    dependabot: {
        displayName: 'for Dependabot of the repository',
        path: '/dependabot/secrets',
        permission: '"Dependabot secrets: write" (in the step that makes an App’s token: `permission-dependabot-secrets: write`)'
    },
    codespaces: {
        displayName: 'for Codespaces of the repository',
        path: '/codespaces/secrets',
        permission: '"Codespaces secrets: write" (in the step that makes an App’s token: no `permission-…` input at all)'
    }
};
function describeSecrets(location) {
    const { scope, owner, environment = '' } = location;
    if (environment === '.' || environment === '..') {
        throw new ActionError('input', `\`secret-scope\`: there can be no environment named "${environment}".`, 'Exclude that sandbox with a line `!NAME` in `sandbox-name`, or use another `secret-scope`.');
    }
    const { displayName, path, permission } = SCOPES[scope];
    return {
        displayName: `${displayName.replace('{environment}', () => environment)} ${owner}`,
        path: ownerPath(owner) + path.replace('{environment}', encodeURIComponent(environment)),
        permission
    };
}
function ownerPath(owner) {
    return owner.includes('/') ? `/repos/${owner}` : `/orgs/${owner}`;
}
function isPerSandbox({ environment }) {
    return environment === PLACEHOLDER;
}
function locationFor(location, sandboxName) {
    return isPerSandbox(location) ? { ...location, environment: sandboxName } : location;
}

;// CONCATENATED MODULE: ./lib/github/secret-names.js

function secretNameFor(template, sandboxName) {
    const sandboxPart = sandboxName.toUpperCase().replace(/[^A-Z0-9]/g, '_');
    return template.replaceAll(PLACEHOLDER, sandboxPart).toUpperCase();
}
const GITHUB_TOKEN = /^(GH[A-Z]_|GITHUB_PAT_)[A-Z0-9_]{22}/;
const HYPHENATED_WORDS = /^[A-Z]{1,20}(-[A-Z]{1,20}){1,3}$/;
function secretNameProblem(name) {
    if (GITHUB_TOKEN.test(name)) {
        return 'looks like the value of a GitHub token: set it to the name of the secret';
    }
    if (!/^[A-Z0-9_]+$/.test(name)) {
        const suggestion = HYPHENATED_WORDS.test(name) ? `: use \`${name.replaceAll('-', '_')}\`` : '';
        return `may contain only letters, digits and underscores${suggestion}`;
    }
    if (/^\d/.test(name))
        return 'must not begin with a digit';
    if (name.startsWith('GITHUB_'))
        return 'must not begin with `GITHUB_`, which GitHub reserves';
    return undefined;
}
function findCollision(template, location, sandboxNames) {
    const known = new Map();
    for (const sandboxName of sandboxNames) {
        const name = secretNameFor(template, sandboxName);
        const key = `${name} ${locationFor(location, sandboxName).environment?.toLowerCase()}`;
        const other = known.get(key);
        if (other !== undefined)
            return { name, sandboxNames: [other, sandboxName] };
        known.set(key, sandboxName);
    }
    return undefined;
}

;// CONCATENATED MODULE: ./lib/inputs/secret.js



const NO_TLS = 'of the runner is not an https address, and secrets are only sent over TLS: set up TLS on GitHub Enterprise Server';
const NO_REPOSITORY = 'is required: OWNER/NAME, because the runner sets no `GITHUB_REPOSITORY`';
const NO_SANDBOX = 'contains {sandbox}, but there is no sandbox with `target: vault`: remove it';
const SAME_NAME = 'must be different for each sandbox: add {sandbox} to it, and store sandboxes whose names differ only in case or punctuation in separate steps';
const LINES_NEEDED = `must be the value of one secret, or for several sandboxes, whose secrets have different names, one line per secret: \`NAME=\${{ secrets.NAME }}\``;
const NOT_A_TOKEN = `is not an API access token, which begins with veeva-vault-: write \`\${{ secrets.NAME }}\`, not the name of the secret, and leave the value empty on the first run`;
function readDelivery(inputs, target, run) {
    const nameTemplate = inputs.value('secret-name');
    if (nameTemplate === undefined)
        return readOutput(inputs);
    const apiUrl = URL.parse(run.apiUrl);
    if (apiUrl?.protocol !== 'https:')
        inputs.addProblem('GITHUB_API_URL', NO_TLS);
    const location = readLocation(inputs, target, run);
    const sandboxNames = sandboxNamesOf(target);
    const names = sandboxNames.map(name => secretNameFor(nameTemplate, name));
    const isShared = findCollision(nameTemplate, location, sandboxNames) !== undefined;
    const problem = names.map(secretNameProblem).find(Boolean) ?? (isShared ? SAME_NAME : undefined);
    if (problem !== undefined)
        inputs.addProblem('secret-name', problem);
    return {
        to: 'secret',
        apiUrl: apiUrl,
        githubToken: inputs.value('github-token'),
        location,
        nameTemplate,
        visibility: readVisibility(inputs, location),
        keepPrevious: inputs.value('keep-previous'),
        currentTokens: readCurrentTokens(inputs, names),
        renewBeforeSeconds: inputs.value('renew-before')
    };
}
function readOutput(inputs) {
    const verify = inputs.value('verify');
    const revokeAfterJob = inputs.value('revoke-after-job') ?? verify;
    if (revokeAfterJob && verify === false) {
        inputs.addProblem('revoke-after-job', 'has no effect with `verify: false`: remove one of them');
    }
    return { to: 'output', revokeAfterJob };
}
function readLocation(inputs, target, run) {
    for (const name of ['secret-name', 'secret-scope']) {
        const isForSandboxes = inputs.given(name).includes(PLACEHOLDER);
        if (isForSandboxes && target.is === 'vault')
            inputs.addProblem(name, NO_SANDBOX);
    }
    const location = inputs.value('secret-scope');
    if (location?.scope === 'organization')
        return location;
    const repository = inputs.value('secret-repository') ?? run.repository;
    if (repository === '')
        inputs.addProblem('secret-repository', NO_REPOSITORY);
    return { ...location, owner: repository };
}
function sandboxNamesOf(target) {
    if (target.is === 'vault')
        return [''];
    return target.selection.is === 'named' ? target.selection.names : ['X', 'Y'];
}
function readVisibility(inputs, location) {
    const lines = inputs.lines('secret-visibility');
    const [first] = lines;
    if (first === undefined || location.scope !== 'organization')
        return undefined;
    if (lines.length === 1 && (first === 'all' || first === 'private'))
        return first;
    const repository = new RegExp(`^${location.owner}/(?!\\.{1,2}$)[\\w.-]+$`, 'i');
    const wrong = lines.find(line => !repository.test(line));
    if (wrong !== undefined)
        inputs.addWrong('secret-visibility', wrong);
    return lines;
}
function readCurrentTokens(inputs, secretNames) {
    const tokens = new Map();
    const lines = inputs.lines('current-token').map(splitCurrentToken);
    const isOneValue = lines.length === 1 && secretNames.length === 1;
    const isDistinct = (names) => new Set(names).size === names.length;
    const isOneUnclear = lines.some(({ name }) => name === '' || !isDistinct(secretNames));
    const filled = lines.filter(({ name, value }) => value !== '' && secretNames.includes(name));
    if (!isDistinct(filled.map(({ name }) => name)) || (isOneUnclear && !isOneValue)) {
        inputs.addProblem('current-token', LINES_NEEDED);
        return tokens;
    }
    for (const { name, value } of lines) {
        const secretName = name || String(secretNames[0]);
        const isToken = /^veeva-vault-[\x21-\x7e]+$/.test(value);
        if (value !== '' && !isToken && secretNames.includes(secretName)) {
            inputs.addProblem('current-token', NOT_A_TOKEN);
        }
        tokens.set(secretName, isToken ? inputs.mask(value) : tokens.get(secretName));
    }
    return tokens;
}

;// CONCATENATED MODULE: ./lib/inputs/read.js







const CAUSES = 'An input that the workflow sets can still arrive empty. Usual causes: a misspelt secret or variable, an environment that the job does not name, a reusable workflow that was not given its secrets, or a run from a fork, which gets no secrets.';
const CAUSES_OF_DEPENDABOT = 'An input that the workflow sets can still arrive empty: a run of Dependabot gets only Dependabot secrets, so store the secret as one too (`secret-scope: dependabot`, or by hand).';
const SIGN_IN_CHOICES = ['access-token', 'session-id', 'username', 'oauth-profile-id'];
const NAMES_MIXED = 'must be either names, or `*` with `!NAME` lines for exceptions';
const SHORT_LIVED = '`expires` is longer than a day, but the token is deleted when the job ends: add `secret-name` to store it, or `revoke-after-job: false` to leave it alive, or remove `expires`.';
const KEEP_ONE = 'must be 1 or more with `access-token`, because that token may itself be the newest one with this name: set `keep-newest: 1`, or sign in another way';
const DAY_SECONDS = 86_400;
function readSettings(world) {
    const { run, runner, clock } = world;
    const now = clock.now();
    const result = readInputs('main', world, (inputs, connection) => {
        const target = readTarget(inputs);
        return {
            ...connection,
            target,
            label: inputs.value('token-name') ?? cutLabel(`github-actions ${run.repository}`),
            expires: readExpires(inputs, now),
            isExpiresGiven: inputs.value('expires') !== undefined,
            delivery: readDelivery(inputs, target, run),
            verify: inputs.value('verify'),
            dryRun: inputs.value('dry-run')
        };
    });
    if (result.is === 'settings' && isCutShort(result.settings, now)) {
        runner.notice('input', SHORT_LIVED);
    }
    return result;
}
function isCutShort({ delivery, expires }, now) {
    const expiry = expiryFrom(expires, now);
    const isLong = expiry === undefined || expiry.getTime() > now.getTime() + DAY_SECONDS * 1000;
    return isLong && delivery.to === 'output' && delivery.revokeAfterJob;
}
function readListSettings(world) {
    return readInputs('list-tokens', world, (inputs, connection) => ({
        ...connection,
        selection: readSelection(inputs)
    }));
}
function readDeleteSettings(world) {
    return readInputs('delete-tokens', world, (inputs, connection) => ({
        ...connection,
        target: readDeletionTarget(inputs, connection.signIn.by === 'access-token'),
        dryRun: inputs.value('dry-run')
    }));
}
function readInputs(action, world, read) {
    const { environment, runner } = world;
    const { mistake, credentials } = readProxySettings(environment);
    credentials.forEach(runner.maskSecret);
    const inputs = new Inputs(action, world);
    const settings = read(inputs, {
        vaultHost: inputs.value('vault-dns'),
        apiVersion: inputs.value('api-version'),
        clientId: inputs.value('vault-client-id'),
        signIn: readSignIn(inputs),
        caCertificates: inputs.value('ca-certificate') ?? []
    });
    const { problems, isMissing } = inputs;
    if (mistake !== undefined)
        problems.push(`${mistake}.`);
    if (isMissing) {
        const isOfDependabot = environment.GITHUB_ACTOR === 'dependabot[bot]';
        problems.push(isOfDependabot ? CAUSES_OF_DEPENDABOT : CAUSES);
    }
    if (problems.length === 0)
        return { is: 'settings', settings };
    return { is: 'problems', problems: problems.map(text => new ActionError('input', text, '')) };
}
function readSignIn(inputs) {
    const chosen = SIGN_IN_CHOICES.filter(name => inputs.given(name) !== '');
    inputs.isMissing ||= chosen.length === 0;
    if (chosen.length !== 1) {
        const given = joinWithAnd(chosen.map(name => `\`${name}\``)) || 'none';
        inputs.problems.push(`Use exactly one way to sign in (given: ${given}): \`access-token\`, \`session-id\`, \`username\` with \`password\`, or \`oauth-profile-id\` with \`oauth-token\` or \`oidc-token-url\`.`);
    }
    const token = inputs.value('access-token');
    if (token !== undefined)
        return { by: 'access-token', token };
    const session = inputs.value('session-id');
    if (session !== undefined)
        return { by: 'session-id', session };
    const username = inputs.value('username');
    if (username !== undefined) {
        return { by: 'password', username, password: inputs.value('password') };
    }
    const profileId = inputs.value('oauth-profile-id') ?? '';
    const clientId = inputs.value('oauth-client-id');
    const tokenUrl = inputs.value('oidc-token-url');
    if (tokenUrl === undefined) {
        return { by: 'oauth', profileId, token: inputs.value('oauth-token'), clientId };
    }
    return {
        by: 'oidc',
        profileId,
        vaultClientId: clientId,
        tokenUrl,
        clientId: inputs.value('oidc-client-id'),
        scope: inputs.value('oidc-scope') ?? '',
        audience: inputs.value('oidc-audience')
    };
}
function readTarget(inputs) {
    if (inputs.value('target') === 'vault')
        return { is: 'vault' };
    const lines = inputs.lines('sandbox-name');
    const isEvery = lines.includes('*');
    const names = lines.filter(line => line !== '*');
    const wrong = names.find(name => name.startsWith('!') !== isEvery);
    if (wrong !== undefined)
        inputs.addWrong('sandbox-name', wrong, NAMES_MIXED);
    const dns = inputs.value('sandbox-dns');
    if (dns !== undefined && (isEvery || lines.length > 1)) {
        inputs.addProblem('sandbox-dns', 'is for one sandbox: name only that one in `sandbox-name`');
    }
    return {
        is: 'sandboxes',
        selection: isEvery
            ? { is: 'every', except: names.map(name => name.slice(1).trim()) }
            : { is: 'named', names },
        dns,
        jobId: inputs.value('vault-job-id'),
        waitTimeoutMs: inputs.value('wait-timeout') * 1000
    };
}
function readExpires(inputs, now) {
    const expires = inputs.value('expires');
    if (expires?.is === 'at' && expires.instant <= now) {
        inputs.addWrong('expires', inputs.given('expires'), 'is in the past: set a later instant');
    }
    const days = inputs.value('secret-name') === undefined ? 1 : 30;
    return expires ?? { is: 'after', seconds: days * DAY_SECONDS };
}
function readSelection(inputs) {
    return {
        owner: inputs.value('owner'),
        label: inputs.value('token-name'),
        expiresWithin: inputs.value('expires-within'),
        unusedFor: inputs.value('unused-for')
    };
}
function readDeletionTarget(inputs, isByToken) {
    const ids = inputs.lines('token-ids');
    if (ids.length > 0)
        return { by: 'ids', ids };
    const { label = '', ...selection } = readSelection(inputs);
    const keepNewest = inputs.value('keep-newest');
    if (inputs.given('token-name') === '') {
        inputs.addMissing('token-ids', 'or `token-name` is required, to say which tokens to delete');
    }
    else if (isByToken && keepNewest === 0) {
        inputs.addProblem('keep-newest', KEEP_ONE);
    }
    return { by: 'name', selection: { ...selection, label }, keepNewest };
}

;// CONCATENATED MODULE: ./lib/inputs/settings.js
function isSingle(target) {
    if (target.is === 'vault')
        return true;
    return target.selection.is === 'named' && target.selection.names.length < 2;
}

;// CONCATENATED MODULE: ./node_modules/yocto-queue/index.js
/*
How it works:
`this.#head` is an instance of `Node` which keeps track of its current value and nests another instance of `Node` that keeps the value that comes after it. When a value is provided to `.enqueue()`, the code needs to iterate through `this.#head`, going deeper and deeper to find the last value. However, iterating through every single item is slow. This problem is solved by saving a reference to the last value as `this.#tail` so that it can reference it to add a new value.
*/

class Node {
	value;
	next;

	constructor(value) {
		this.value = value;
	}
}

class Queue {
	#head;
	#tail;
	#size;

	constructor() {
		this.clear();
	}

	enqueue(value) {
		const node = new Node(value);

		if (this.#head) {
			this.#tail.next = node;
			this.#tail = node;
		} else {
			this.#head = node;
			this.#tail = node;
		}

		this.#size++;
	}

	dequeue() {
		const current = this.#head;
		if (!current) {
			return;
		}

		this.#head = this.#head.next;
		this.#size--;

		// Clean up tail reference when queue becomes empty
		if (!this.#head) {
			this.#tail = undefined;
		}

		return current.value;
	}

	peek() {
		if (!this.#head) {
			return;
		}

		return this.#head.value;

		// TODO: Node.js 18.
		// return this.#head?.value;
	}

	clear() {
		this.#head = undefined;
		this.#tail = undefined;
		this.#size = 0;
	}

	get size() {
		return this.#size;
	}

	* [Symbol.iterator]() {
		let current = this.#head;

		while (current) {
			yield current.value;
			current = current.next;
		}
	}

	* drain() {
		while (this.#head) {
			yield this.dequeue();
		}
	}
}

;// CONCATENATED MODULE: ./node_modules/p-limit/index.js


function pLimit(concurrency) {
	let rejectOnClear = false;

	if (typeof concurrency === 'object') {
		({concurrency, rejectOnClear = false} = concurrency);
	}

	validateConcurrency(concurrency);

	if (typeof rejectOnClear !== 'boolean') {
		throw new TypeError('Expected `rejectOnClear` to be a boolean');
	}

	const queue = new Queue();
	let activeCount = 0;

	const resumeNext = () => {
		// Process the next queued function if we're under the concurrency limit
		if (activeCount < concurrency && queue.size > 0) {
			activeCount++;
			queue.dequeue().run();
		}
	};

	const next = () => {
		activeCount--;
		resumeNext();
	};

	const run = async (function_, resolve, arguments_) => {
		// Execute the function and capture the result promise
		const result = (async () => function_(...arguments_))();

		// Resolve immediately with the promise (don't wait for completion)
		resolve(result);

		// Wait for the function to complete (success or failure)
		// We catch errors here to prevent unhandled rejections,
		// but the original promise rejection is preserved for the caller
		try {
			await result;
		} catch {}

		// Decrement active count and process next queued function
		next();
	};

	const enqueue = (function_, resolve, reject, arguments_) => {
		const queueItem = {reject};

		// Queue the internal resolve function instead of the run function
		// to preserve the asynchronous execution context.
		new Promise(internalResolve => { // eslint-disable-line promise/param-names
			queueItem.run = internalResolve;
			queue.enqueue(queueItem);
		}).then(run.bind(undefined, function_, resolve, arguments_)); // eslint-disable-line promise/prefer-await-to-then

		// Start processing immediately if we haven't reached the concurrency limit
		if (activeCount < concurrency) {
			resumeNext();
		}
	};

	const generator = (function_, ...arguments_) => new Promise((resolve, reject) => {
		enqueue(function_, resolve, reject, arguments_);
	});

	Object.defineProperties(generator, {
		activeCount: {
			get: () => activeCount,
		},
		pendingCount: {
			get: () => queue.size,
		},
		clearQueue: {
			value() {
				if (!rejectOnClear) {
					queue.clear();
					return;
				}

				const abortError = AbortSignal.abort().reason;

				while (queue.size > 0) {
					queue.dequeue().reject(abortError);
				}
			},
		},
		concurrency: {
			get: () => concurrency,

			set(newConcurrency) {
				validateConcurrency(newConcurrency);
				concurrency = newConcurrency;

				queueMicrotask(() => {
					// eslint-disable-next-line no-unmodified-loop-condition
					while (activeCount < concurrency && queue.size > 0) {
						resumeNext();
					}
				});
			},
		},
		map: {
			async value(iterable, function_) {
				const promises = [];

				try {
					Array.from(iterable, (value, index) => {
						const promise = generator(function_, value, index);
						promises.push(promise);
						return promise;
					});
				} catch (error) {
					// The iterable threw, so `Promise.all` never observes the already scheduled promises. Observe them here to avoid unhandled rejections.
					for (const promise of promises) {
						promise.catch(() => {}); // eslint-disable-line promise/prefer-await-to-then
					}

					throw error;
				}

				return Promise.all(promises);
			},
		},
	});

	return generator;
}

function limitFunction(function_, options) {
	const limit = pLimit(options);

	const limitedFunction = (...arguments_) => limit(() => function_(...arguments_));
	Object.defineProperty(limitedFunction, 'clearQueue', {
		value: limit.clearQueue,
	});

	return limitedFunction;
}

function validateConcurrency(concurrency) {
	if (!((Number.isInteger(concurrency) || concurrency === Number.POSITIVE_INFINITY) && concurrency > 0)) {
		throw new TypeError('Expected `concurrency` to be a number from 1 and up');
	}
}

;// CONCATENATED MODULE: ./lib/net/retry.js

const LONGEST_WAIT_MS = 60_000;
const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 10_000;
async function retry_sleep(ms, { clock, stopping }) {
    try {
        await clock.sleep(ms, stopping);
    }
    catch (thrown) {
        throw stopping.aborted ? interrupted(stopping) : thrown;
    }
}
async function retry(attempt, options, context) {
    let maybeDone = false;
    let delayMs;
    for (let made = 1;; made++) {
        try {
            if (delayMs !== undefined)
                await retry_sleep(delayMs, context);
            if (context.stopping.aborted)
                throw interrupted(context.stopping);
            return await attempt(maybeDone);
        }
        catch (thrown) {
            const error = asActionError(thrown);
            maybeDone ||= error.maybeDone;
            delayMs = delayBefore(error, made, options, context);
            if (delayMs === undefined)
                throw error.with({ maybeDone });
        }
    }
}
function delayBefore(error, made, { attempts = Number.POSITIVE_INFINITY, everyMs, until, isRetryable }, { clock, random }) {
    const isWorthIt = isRetryable ? isRetryable(error) : error.retry !== undefined;
    const most = typeof attempts === 'number' ? attempts : attempts(error);
    const askedMs = error.retry?.afterMs;
    if (!isWorthIt || made >= most || (askedMs ?? 0) > LONGEST_WAIT_MS)
        return undefined;
    const backoffMs = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (made - 1));
    const usualMs = everyMs ?? Math.round(random() * backoffMs);
    const delayMs = Math.max(everyMs ?? 0, askedMs ?? usualMs);
    const isTooLate = until !== undefined && clock.elapsed() + delayMs > until;
    return isTooLate ? undefined : delayMs;
}

;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");
;// CONCATENATED MODULE: ./lib/core/credential.js


function isMaskable(text) {
    return text.length > 2;
}
function encodedForms(text) {
    const asForm = new URLSearchParams({ '': text }).toString().slice(1);
    const asJson = JSON.stringify(text).slice(1, -1);
    return [text, asJson, encodeURIComponent(text.toWellFormed()), asForm, escapeMarkdown(text)];
}
function createCredentialStore(mask) {
    const masked = new Set();
    const known = new Set();
    function maskSecret(value) {
        const lines = value.split(/[\r\n]+/).filter(line => isMaskable(line.trim()));
        if (!masked.has(value))
            lines.forEach(mask);
        masked.add(value);
        const texts = [value, ...lines].map(text => text.trim()).filter(isMaskable);
        for (const form of texts.flatMap(encodedForms))
            known.add(form);
        const hidden = () => '***';
        const shown = { toString: hidden, toJSON: hidden, [external_node_util_namespaceObject.inspect.custom]: hidden };
        return Object.assign(shown, { reveal: () => value });
    }
    function redact(text) {
        const longestFirst = [...known].sort((a, b) => b.length - a.length);
        return longestFirst.reduce((rest, form) => rest.replaceAll(form, '***'), text);
    }
    return { maskSecret, redact };
}

;// CONCATENATED MODULE: ./lib/core/json.js
function json_asObject(value) {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? value : undefined;
}
function asList(value) {
    return Array.isArray(value) ? value : [];
}
function json_asText(value) {
    if (typeof value === 'number')
        return String(value);
    return typeof value === 'string' ? value : '';
}
function json_asTexts(value) {
    const fields = Object.entries(json_asObject(value) ?? {});
    return Object.fromEntries(fields.map(([name, field]) => [name, json_asText(field)]));
}
function json_parseJson(text) {
    try {
        return JSON.parse(text.replace(/^\ufeff/, ''));
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/net/api.js




const DEADLINE_MS = 30_000;
const CHECK_REACH = 'Check the host name, and that the runner can reach it (DNS, firewall, proxy settings); then run again.';
async function callApi(call, send, refusalIn) {
    const result = await send(requestOf(call));
    if (result.is === 'no-response') {
        const { reason: said, code: reason, hint = CHECK_REACH, maybeSent: maybeDone } = result;
        const retry = result.isLasting ? undefined : {};
        throw refusalError(call, { code: 'network', said, hint, retry, maybeDone, reason });
    }
    const response = { ...result, body: json_asObject(json_parseJson(result.text)) };
    const refusal = refusalIn(response);
    if (refusal === undefined)
        return response;
    throw refusalError(call, refusal);
}
function requestOf(call) {
    const { method, url, headers, form, json, deadlineMs = DEADLINE_MS } = call;
    if (form === undefined && json === undefined)
        return { method, url, headers, deadlineMs };
    const type = form ? 'application/x-www-form-urlencoded' : 'application/json';
    const body = form ? new URLSearchParams(form).toString() : JSON.stringify(json);
    return { method, url, headers: { ...headers, 'content-type': type }, body, deadlineMs };
}
function refusalError({ doing, url }, { code, said, hint, ...details }) {
    const id = details.executionId ? ` (execution id ${details.executionId})` : '';
    const message = `Could not ${doing} on ${url.hostname}: ${said}${id}.`;
    return new ActionError(code, message, hint, details);
}
function retryAfterMs(headers, now) {
    const header = headers['retry-after'] ?? '';
    if (/^\d{1,9}$/.test(header))
        return Number(header) * 1000;
    const at = parseDate(header);
    return at && Math.max(0, at.getTime() - responseTime(headers, now).getTime());
}
function responseTime(headers, now) {
    return parseDate(headers.date ?? '') ?? now;
}
function describeResponse(response, service, words) {
    const { status, text, body } = response;
    if (words !== '')
        return `${service} responded ${status}: ${withoutFullStop(words)}`;
    let kind = body === undefined ? 'text that is not JSON' : `JSON that is not from ${service}`;
    if (text.trim() === '')
        kind = 'an empty body';
    if (/^\s*</.test(text))
        kind = 'an HTML page';
    return `the host responded with status ${status} and ${kind}`;
}

;// CONCATENATED MODULE: ./lib/vault/refusals.js



const LOGIN = 'Check the stored credential, that the user may sign in to this Vault, and its network access rules (GitHub’s hosted runners change their addresses). A rejected credential is not tried again.';
const EXCHANGE = 'Check `oauth-profile-id`, that the token has not expired and is meant for Vault (audience, client), and that its user exists and is active there. A rejected credential is not tried again.';
const VERSION = 'Check that the Vault has the version in `api-version`, which must be v26.2 or later.';
const JOB = 'Vault has no such job, or does not show it to this user: set `vault-job-id` to the `job_id` that creating or refreshing the sandbox returned.';
const NO_USER = 'The user who signs in is missing or inactive there: ask an administrator to add or activate the user in that Vault or sandbox, or sign in with the user who created the sandbox.';
const SUPPORT = 'Run again; if it happens again, report it to Veeva Support with the execution id.';
const FINAL = {
    'vault-session': {
        INVALID_SESSION_ID: 'The host rejects the token or session: it has expired, was deleted, or belongs to another Vault (a sandbox’s token can’t sign in to its production Vault). Use one that works there, or another way to sign in.'
    },
    'vault-login': {
        USERNAME_OR_PASSWORD_INCORRECT: 'Check the secrets behind `username` and `password` before the next run: five wrong passwords lock the account, so it was tried only once. A user who signs in with single sign-on has no password in Vault: use another user, or another way to sign in.',
        USER_LOCKED_OUT: 'Ask a Vault administrator to unlock the user, and check the stored password.',
        PASSWORD_CHANGE_REQUIRED: 'Sign in to Vault as this user, set a new password, and store it.',
        INACTIVE_USER: 'Ask a Vault administrator to activate the user, or use another one.',
        AUTHENTICATION_FAILED: LOGIN,
        'FAILURE sign-in': LOGIN,
        'AUTHENTICATION_FAILED exchange': EXCHANGE,
        'FAILURE exchange': EXCHANGE
    },
    'vault-permission': {
        'INSUFFICIENT_ACCESS generate': 'Add the permission "Application: API: Access API" to the security profile of the user; for a sandbox the user also has to exist and be active there.',
        'INSUFFICIENT_ACCESS read-job': JOB,
        INSUFFICIENT_ACCESS: 'Add the permission that Vault names to the security profile of the user.'
    },
    'token-limit': {
        'too many tokens': 'The user already has as many active tokens in that Vault as Vault allows (25): delete those that nobody uses, for example with the action delete-tokens, or use another user for this job.'
    },
    'vault-refused': {
        'VeevaID user': 'VeevaID users can’t have API access tokens: sign in with another user.',
        'expiry not allowed': 'The security profile of the user does not allow this expiry: set a shorter `expires`, and not `never`.',
        'USER_NOT_FOUND generate': NO_USER,
        'INACTIVE_USER generate': NO_USER,
        'MALFORMED_URL generate': 'Vault has no sandbox of this name here: set `sandbox-name` exactly as on the My Vaults page, and `vault-dns` to the production Vault that it was created from. With `target: vault`, check `api-version`.',
        'MALFORMED_URL read-job': JOB,
        MALFORMED_URL: VERSION,
        METHOD_NOT_SUPPORTED: VERSION,
        CONFIGURATION_MODE_ENABLED: 'The Vault is in configuration mode: run again later.',
        'FAILURE generate': 'Usual causes: the user already has 25 active tokens in that Vault (delete those that nobody uses), the expiry is later than the security profile of the user allows (set a shorter `expires`), it is a VeevaID user, who can’t have tokens (use another user), or the user is missing or inactive in that sandbox.',
        'FAILURE read-job': JOB,
        FAILURE: 'Follow what Vault says, or ask Veeva Support, with the execution id.'
    }
};
const UNEXPECTED = { code: 'vault-unavailable', hint: SUPPORT, retry: {}, maybeDone: true };
const IS_BUSY = {
    code: 'vault-unavailable',
    hint: 'Something else is changing the same item in Vault: run again when that has finished.',
    retry: {}
};
const RATE_LIMITED = {
    code: 'vault-rate-limit',
    hint: 'Vault limits how often this may be called: run again in a few minutes.',
    retry: { afterMs: 10_000 }
};
const ROWS = new Map([
    ['API_LIMIT_EXCEEDED sign-in', { ...RATE_LIMITED, retry: { afterMs: 60_000 } }],
    ['API_LIMIT_EXCEEDED', RATE_LIMITED],
    ['RACE_CONDITION', IS_BUSY],
    ['OPERATION_IN_PROGRESS', IS_BUSY],
    ['UNEXPECTED_ERROR', UNEXPECTED]
]);
for (const [code, hints] of Object.entries(FINAL)) {
    for (const [type, hint] of Object.entries(hints)) {
        ROWS.set(type, { code: code, hint });
    }
}
const GENERATE_WORDS = [
    [/veeva ?id\b/i, 'VeevaID user'],
    [
        /too many|number of ((active|valid|allowed|api|access) )*tokens|\btokens? (limit|quota|count)/i,
        'too many tokens'
    ],
    [/expir|lifetime|validity|duration|\bdays\b/i, 'expiry not allowed'],
    [/\bmax|\blimit\b|\bquota/i, 'too many tokens'],
    [/\buser\b.*(not found|not exist|inactive|not active|missing|unknown)/i, 'USER_NOT_FOUND']
];
function meaningOfError({ type, said, status }, operation) {
    const rowFor = (key) => ROWS.get(`${key} ${operation}`) ?? ROWS.get(key);
    const known = type === status ? undefined : rowFor(type);
    const meaning = known ?? rowFor(status) ?? UNEXPECTED;
    const isOpen = known === undefined || known.code === 'vault-permission';
    if (operation !== 'generate' || !isOpen || status === 'EXCEPTION')
        return meaning;
    const text = said.replaceAll('_', ' ');
    const [, row = type] = GENERATE_WORDS.find(([words]) => words.test(text)) ?? [];
    return rowFor(row) ?? meaning;
}
const DOWN = 'Vault is down, or a gateway or proxy responds in its place: check `vault-dns` and the status of the Vault, then run again.';
const GATEWAY = 'This response is not from Vault: check `vault-dns`, and whether a firewall, gateway or proxy responds in its place.';
const REDIRECT = 'A redirect is never followed: set `vault-dns` to the DNS of the Vault itself.';
function meaningOfStatus(status) {
    if (status === 429)
        return RATE_LIMITED;
    const code = 'vault-unavailable';
    const maybeDone = status !== 503;
    if (status === 200 || status >= 500)
        return { code, hint: DOWN, retry: {}, maybeDone };
    if (status >= 300 && status < 400)
        return { code: 'host-refused', hint: REDIRECT, maybeDone };
    return { code, hint: GATEWAY, maybeDone };
}
function isSuccess({ status, body }, operation) {
    const { responseStatus = '' } = json_asTexts(body);
    if (operation === 'probe')
        return responseStatus !== '';
    return status === 200 && ['SUCCESS', 'WARNING'].includes(responseStatus);
}
function refusalOf(response, operation, world) {
    if (isSuccess(response, operation))
        return undefined;
    const { status, headers, body } = response;
    const error = errorIn(body, world.runner.quote);
    const meaning = error ? meaningOfError(error, operation) : meaningOfStatus(status);
    const downtime = Number(headers['x-vaultapi-downtimeexpecteddurationminutes']);
    const downtimeHint = `Vault expects to be down for ${count(downtime, 'minute')}: run again after that.`;
    const afterMs = retryAfterMs(headers, world.clock.now()) ?? meaning.retry?.afterMs;
    return {
        ...meaning,
        said: error?.said ?? describeResponse(response, 'Vault', ''),
        hint: downtime > 0 ? downtimeHint : meaning.hint,
        retry: meaning.retry && { afterMs },
        reason: error?.type ?? `HTTP ${status}`,
        executionId: idIn(headers, 'executionid')
    };
}
function errorIn(body, quote) {
    const { responseStatus: status, errorType, responseMessage = '' } = json_asTexts(body);
    if (status !== 'FAILURE' && status !== 'EXCEPTION')
        return undefined;
    const first = json_asTexts(asList(body?.errors)[0]);
    const type = quote(first.type || errorType || status);
    const message = withoutFullStop(quote(first.message || responseMessage));
    const said = `Vault responded ${type}${message && `: ${message}`}`;
    return { type, said, status };
}
function idIn(headers, name) {
    const value = headers[`x-vaultapi-${name}`] ?? '';
    return /^[\w.-]{1,100}$/.test(value) ? value : '';
}

;// CONCATENATED MODULE: ./lib/vault/sign-in.js





async function signIn(how, vault, events) {
    const { host } = vault.site;
    const { maskSecret, quote } = vault.world.runner;
    if (how.by === 'access-token')
        return vault.as(how.token);
    if (how.by === 'session-id')
        return vault.as(how.session);
    const { body, error } = await openSession(how, vault);
    const { sessionId = '', vaultId } = json_asTexts(body);
    if (!isMaskable(sessionId)) {
        throw error('vault-login', 'Vault responded SUCCESS without a session', SUPPORT);
    }
    const session = maskSecret(sessionId);
    events.onSession(session);
    const vaults = asList(body.vaultIds).map(value => {
        const { id = '', name = '', url } = json_asTexts(value);
        return { id, name, host: hostIn(url) };
    });
    const hosts = vaults.filter(({ id }) => id !== '' && id === vaultId).map(each => each.host);
    if (hosts.includes(host)) {
        events.onVaults(vaults);
        return vault.as(session);
    }
    const other = quote(hosts.join(' ')) || 'a Vault that it does not name';
    const hint = `Check \`vault-dns\`, and that the user is active in ${host}. Nothing was generated.`;
    throw error('vault-mismatch', `Vault opened a session of ${other} instead`, hint);
}
function openSession(how, vault) {
    const vaultDNS = vault.site.host;
    if (how.by === 'password') {
        const { username, password } = how;
        return vault.call({
            doing: 'sign in with user name and password',
            operation: 'sign-in',
            method: 'POST',
            path: 'auth',
            form: { username, password: password.reveal(), vaultDNS }
        });
    }
    const form = { vaultDNS };
    if (how.clientId !== undefined)
        form.client_id = how.clientId;
    const login = vault.at(LOGIN_HOST).as(how.token);
    return login.call({
        doing: 'exchange the token of the identity provider for a session',
        operation: 'exchange',
        method: 'POST',
        path: `/auth/oauth/session/${encodeURIComponent(how.profileId)}`,
        form
    });
}
function hostIn(url = '') {
    return URL.parse(url)?.hostname ?? '';
}
async function checkVault(vault) {
    const { host, apiVersion } = vault.site;
    const { body, error } = await vault.call({ doing: 'check the token or session', path: '/api/' });
    const versions = json_asTexts(body.values);
    const actual = hostIn(versions[apiVersion] ?? Object.values(versions)[0]);
    if (actual === host)
        return;
    const other = vault.world.runner.quote(actual) || 'a Vault that the response does not name';
    const hint = `Use a token or session of ${host}, or correct \`vault-dns\`. Nothing was generated.`;
    throw error('vault-mismatch', `it belongs to ${other}`, hint);
}
async function checkSignIn(vault) {
    const { body } = await vault.call({ doing: 'check who is signed in', path: 'objects/users/me' });
    const [first] = asList(body.users);
    return json_asTexts(json_asObject(first)?.user).id ?? '';
}
async function endSession(vault) {
    const call = {
        doing: 'end the session',
        operation: 'end-session',
        method: 'DELETE',
        path: 'session'
    };
    await vault.call(call).catch(thrown => {
        if (asActionError(thrown).code !== 'vault-session')
            throw thrown;
    });
}

;// CONCATENATED MODULE: ./lib/vault/tokens.js






const TOKEN_LIMIT = 25;
const TOKEN_WARNING = 20;
const RECORDS = 'vobjects/api_access_token__sys';
const QUERY = "SELECT id, name__v, user__sys, status__v, expiry_date__sys, last_used_date__sys FROM api_access_token__sys WHERE status__v = 'active__v'";
const LISTING = 'list the access tokens';
const PAGE_LIMIT = 100;
const NEXT_PAGE = /\bquery\/[\w:~-]+(\?[^#?]*)?$/;
async function listTokens(vault) {
    const records = [];
    let page = await vault.call({ doing: LISTING, method: 'POST', path: 'query', form: { q: QUERY } });
    for (let pages = 1;; pages++) {
        const added = recordsIn(page);
        records.push(...added);
        const { next_page: next = '', total } = json_asTexts(page.body.responseDetails);
        const missing = Number(total ?? records.length) - records.length;
        if (next === '' && missing <= 0)
            return { records, userId: page.userId };
        const path = NEXT_PAGE.exec(next)?.[0];
        const isEndless = added.length === 0 || missing < 0 || pages === PAGE_LIMIT;
        if (path === undefined || isEndless) {
            const said = 'the pages of the response are incomplete, never end, or lead to another address';
            throw page.error('vault-refused', said, SUPPORT);
        }
        page = await readPage(vault, path);
    }
}
function readPage(vault, path) {
    return vault.call({ doing: LISTING, method: 'POST', path }).catch(thrown => {
        const { reason } = asActionError(thrown);
        if (reason !== 'METHOD_NOT_SUPPORTED' && reason !== 'HTTP 405')
            throw thrown;
        return vault.call({ doing: LISTING, path });
    });
}
function recordsIn(page) {
    const { data } = page.body;
    if (Array.isArray(data))
        return data.map(row => readRecord(row, page));
    throw page.error('vault-unavailable', 'Vault responded SUCCESS without a list', SUPPORT);
}
async function readToken(vault, id) {
    const path = `${RECORDS}/${encodeURIComponent(id)}`;
    const response = await vault.call({ doing: 'read the record of a token', path });
    const record = readRecord(response.body.data, response);
    return { record: record.id === '' ? undefined : record, vaultId: response.vaultId };
}
function readRecord(value, { error }) {
    const texts = json_asTexts(value);
    const [status] = [json_asObject(value)?.status__v].flat();
    const { id = '', name__v: name = '', user__sys: userId = '' } = texts;
    const { expiry_date__sys: expires = '', last_used_date__sys: lastUsed = '' } = texts;
    const expiry = parseDate(expires);
    if (expiry === undefined && /\d/.test(expires)) {
        throw error('vault-unavailable', 'Vault responded with an expiry that can’t be read', SUPPORT);
    }
    const isActive = status === 'active__v';
    return { id, name, userId, isActive, expiry, lastUsed: parseDate(lastUsed) };
}
async function generateToken(vault, { sandboxName, name, expiry }) {
    const { quote, maskSecret } = vault.world.runner;
    let doing = 'generate a token';
    let parent = 'objects';
    if (sandboxName !== '') {
        doing += ` for the sandbox "${quote(sandboxName)}"`;
        parent += `/sandbox/${encodeURIComponent(sandboxName)}`;
    }
    const form = { name__v: name };
    if (expiry)
        form.expiry_date__v = formatInstant(expiry);
    const { body, executionId, vaultId, error } = await vault.call({
        doing,
        operation: 'generate',
        method: 'POST',
        path: `${parent}/users/me/api_access_token__sys`,
        form,
        deadlineMs: 60_000
    });
    const { id = '', token__sys: text = '' } = json_asTexts(body.data);
    const value = maskSecret(text);
    if (id !== '' && isMaskable(text))
        return { id, value, executionId, vaultId };
    const said = 'Vault responded SUCCESS without a token and its id';
    throw error('vault-unavailable', said, SUPPORT).with({ retry: {}, maybeDone: true });
}
const MOST_AT_ONCE = 500;
const UNCLEAR = 'Vault did not say whether it was deleted';
async function deleteTokens(vault, ids) {
    const all = [];
    for (let start = 0; start < ids.length; start += MOST_AT_ONCE) {
        const some = ids.slice(start, start + MOST_AT_ONCE);
        const requesting = requestDeletion(vault, some);
        const result = await requesting.catch(thrown => refusedBy(asActionError(thrown), some));
        const listing = result.isUnclear ? await listTokens(vault).catch(() => undefined) : undefined;
        if (result.failure && listing === undefined && start === 0)
            throw result.failure;
        const listed = listing?.records.map(({ id }) => id);
        for (const deletion of result.deletions) {
            const isGone = listed?.includes(deletion.id) === false;
            all.push(isGone ? { id: deletion.id, is: 'deleted' } : deletion);
        }
    }
    return all;
}
function refusedBy(failure, ids) {
    const reason = withoutFullStop(failure.message);
    const deletions = ids.map((id) => ({ id, is: 'refused', reason }));
    return { deletions, isUnclear: failure.maybeDone, failure };
}
async function requestDeletion(vault, ids) {
    const { body, maybeDoneBefore } = await vault.call({
        doing: `delete ${count(ids.length, 'token')}`,
        operation: 'delete',
        method: 'DELETE',
        path: RECORDS,
        json: ids.map(id => ({ id }))
    });
    const rows = asList(body.data);
    const deletions = [];
    let isUnclear = maybeDoneBefore;
    for (const [index, id] of ids.entries()) {
        const row = json_asObject(rows[index]);
        const { id: named = id } = json_asTexts(row?.data);
        const known = named === id ? row : undefined;
        const error = errorIn(known, vault.world.runner.quote);
        if (known?.responseStatus === 'SUCCESS') {
            deletions.push({ id, is: 'deleted' });
        }
        else {
            isUnclear ||= error === undefined;
            deletions.push({ id, is: 'refused', reason: error?.said ?? UNCLEAR });
        }
    }
    return { deletions, isUnclear };
}

;// CONCATENATED MODULE: ./lib/token/rotation.js


const NAME = /^(?<label>.*) #(?<runId>\d+)\.(?<attempt>\d+)-(?<destination>[0-9a-f]{8})-(?<made>[0-9a-f]{8})(?<nonce>[0-9a-f]{8}|[0-9a-f]{4})$/s;
function parseName(name) {
    const parts = NAME.exec(name)?.groups;
    return parts && { ...parts, made: Number.parseInt(parts.made, 16) };
}
function formatName({ label, runId, attempt, destination, made, nonce }) {
    return `${label} #${runId}.${attempt}-${destination}-${made.toString(16).padStart(8, '0')}${nonce}`;
}
function hashDestination(destination) {
    return (0,external_node_crypto_namespaceObject.createHash)('sha256').update(JSON.stringify(destination)).digest('hex').slice(0, 8);
}
function outputDestination({ apiUrl, repositoryId, repository }) {
    const apiHost = URL.parse(apiUrl)?.hostname ?? '';
    return [apiHost, 'output', repositoryId || repository.toLowerCase()];
}
function ofDestination(records, destination) {
    return records.flatMap(record => {
        const parts = parseName(record.name);
        return parts?.destination === destination ? [{ ...record, madeMs: parts.made * 1000 }] : [];
    });
}
const WRITTEN_WITHIN_MS = 10 * 60_000;
const TOO_RECENT_MS = 15 * 60_000;
const CLOCK_SLACK_MS = 60_000;
function isTooLate(named, now) {
    const byMonotonic = now.elapsedMs - named.elapsedMs;
    const byGitHub = (now.gitHubMs ?? 0) - (named.gitHubMs ?? Number.POSITIVE_INFINITY);
    const sleptMs = Math.abs(now.wallMs - named.wallMs - byMonotonic);
    return Math.max(byMonotonic, byGitHub) + sleptMs > WRITTEN_WITHIN_MS;
}
function planCleanup(survey, own, { destination, delivery }) {
    const others = ofDestination(survey.records, destination).filter(({ id, userId }) => id !== own.id && userId === own.userId && userId !== '');
    const ofKind = (kind) => others.filter(record => kindOf(record, own.name, survey) === kind);
    const older = ofKind('older').sort((a, b) => b.madeMs - a.madeMs || (a.id < b.id ? 1 : -1));
    const groups = [ofKind('holder'), ...older.map(record => [record])];
    const previous = groups.filter(({ length }) => length > 0);
    const keepPrevious = delivery.to === 'secret' ? delivery.keepPrevious : 'all';
    const superseded = keepPrevious === 'all' ? [] : previous.slice(keepPrevious).flat();
    return {
        toDelete: ofKind('duplicate').concat(ofKind('never stored'), superseded),
        tooRecent: ofKind('too recent'),
        unknown: ofKind('unknown')
    };
}
function kindOf({ name, madeMs }, newName, { written, listedAt }) {
    if (name === newName)
        return 'duplicate';
    if (listedAt === undefined || written === 'unknown' || written instanceof ActionError) {
        return 'unknown';
    }
    if (madeMs + TOO_RECENT_MS > listedAt.getTime())
        return 'too recent';
    if (written === 'never')
        return 'older';
    if (madeMs > written.getTime() + CLOCK_SLACK_MS)
        return 'never stored';
    return mayHold(madeMs, written) ? 'holder' : 'older';
}
function mayHold(madeMs, written) {
    if (!(written instanceof Date))
        return false;
    const tookMs = written.getTime() - madeMs;
    return tookMs >= -CLOCK_SLACK_MS && tookMs <= WRITTEN_WITHIN_MS + CLOCK_SLACK_MS;
}
function findHolders({ records, written }, destination) {
    return ofDestination(records, destination)
        .filter(({ userId, madeMs }) => userId !== '' && mayHold(madeMs, written))
        .sort((a, b) => expiryMs(a.expiry) - expiryMs(b.expiry));
}
function expiryMs(expiry) {
    return expiry?.getTime() ?? Number.POSITIVE_INFINITY;
}
function isLater(expiry, other, byMs) {
    return expiryMs(expiry) - expiryMs(other) > byMs;
}

;// CONCATENATED MODULE: ./lib/vault/client.js





function signInAttempts({ code, maybeDone, reason }) {
    return code === 'network' && !maybeDone && reason !== 'ENOTFOUND' ? 6 : 2;
}
const SIGN_IN = { attempts: signInAttempts, everyMs: 4_000 };
const RETRIES = {
    'sign-in': SIGN_IN,
    exchange: SIGN_IN,
    generate: { attempts: 1 },
    'end-session': { attempts: 2 },
    probe: { attempts: 1 }
};
class Vault {
    site;
    world;
    access;
    constructor(site, world, access = { clock: remoteClock(world.clock) }) {
        this.site = site;
        this.world = world;
        this.access = access;
    }
    now() {
        return this.access.clock.now() ?? this.world.clock.now();
    }
    as(credential) {
        return new Vault(this.site, this.world, { ...this.access, credential });
    }
    at(host) {
        return new Vault({ ...this.site, host }, this.world);
    }
    withRetries(retries) {
        return new Vault(this.site, this.world, { ...this.access, retries });
    }
    patient(withinMs) {
        return this.withRetries({
            everyMs: 2_000,
            until: this.world.clock.elapsed() + withinMs,
            isRetryable: ({ retry, code }) => retry !== undefined || code === 'vault-session' || code === 'vault-unavailable'
        });
    }
    async call({ operation = 'read', path, ...rest }) {
        const { host, apiVersion, clientId, referenceId } = this.site;
        const { clock, credential, retries = RETRIES[operation] ?? { attempts: 4 } } = this.access;
        const headers = {
            accept: 'application/json',
            'x-vaultapi-clientid': clientId,
            'x-vaultapi-referenceid': referenceId
        };
        if (credential)
            headers.authorization = `Bearer ${credential.reveal()}`;
        const url = new URL(path, `https://${host}/api/${apiVersion}/`);
        const request = { method: 'GET', ...rest, url, headers };
        const attempt = async (maybeDoneBefore) => {
            const { body = {}, ...response } = await callApi(request, this.world.send, received => {
                clock.update(received.headers.date);
                return refusalOf(received, operation, this.world);
            });
            const executionId = idIn(response.headers, 'executionid');
            return {
                body,
                executionId,
                vaultId: idIn(response.headers, 'vaultid'),
                userId: idIn(response.headers, 'userid'),
                maybeDoneBefore,
                error: (code, said, hint) => refusalError(request, { code, said, hint, executionId })
            };
        };
        return retry(attempt, retries, this.world);
    }
    async probe() {
        const call = { doing: 'reach the API', operation: 'probe', path: '/api/' };
        await this.call(call).catch(thrown => {
            const error = asActionError(thrown);
            throw error.with({ retry: error.retry ?? {} });
        });
    }
}

;// CONCATENATED MODULE: ./lib/token/token.js





function describeOrigin({ displayName, site }) {
    const isKnown = site !== undefined && site.host !== displayName;
    return isKnown ? `${displayName} on ${site.host}` : displayName;
}
function describeExpiry(expiry) {
    return expiry === undefined ? 'never expires' : `expires ${formatInstant(expiry)}`;
}
function describeTokens(tokens, { runner }) {
    const { quote } = runner;
    return joinWithAnd(tokens.map(({ id, name }) => `"${quote(name)}" (id ${quote(id)})`));
}
function vaultOf({ site }, value, world) {
    return site && new Vault(site, world).as(value);
}
const USABLE_WITHIN_MS = 30_000;
async function deleteWithItself(own, id, hasWorked) {
    if (own === undefined) {
        const reason = 'its own Vault is not contacted (`verify: false`), or its DNS is not known';
        return { isGone: false, reason };
    }
    const vault = hasWorked ? own : own.patient(USABLE_WITHIN_MS);
    try {
        const { deletions } = await requestDeletion(vault, [id]);
        const [deletion] = deletions;
        const reason = deletion?.is === 'refused' ? deletion.reason : '';
        return { isGone: reason === '', reason };
    }
    catch (thrown) {
        const { code, message } = asActionError(thrown);
        return { isGone: hasWorked && code === 'vault-session', reason: withoutFullStop(message) };
    }
}
async function deleteAgain(failure, token, hasWorked, { save, world }) {
    if (world.stopping.aborted)
        return failure;
    const own = vaultOf(token.origin, token.value, world);
    const { isGone, reason } = await deleteWithItself(own, token.id, hasWorked);
    const named = `The new token ${describeTokens([token], world)}`;
    const left = `${named} may still be active: ${reason}. The post step tries again to delete it.`;
    if (isGone)
        save({ state: 'done' });
    return failure.withHint(isGone ? 'The new token was deleted.' : left);
}

;// CONCATENATED MODULE: ./lib/token/generate.js






async function generate(task, { gitHubMs }, known) {
    const { vault, origin, delivery, destination, settings, save, world } = task;
    const { runId, attempt } = world.run;
    const expiry = expiryFrom(settings.expires, vault.now());
    const made = Math.floor((gitHubMs ?? vault.now().getTime()) / 1000);
    const nonce = world.nonce();
    const name = formatName({ label: settings.label, runId, attempt, destination, made, nonce });
    const own = { ...origin, site: settings.verify ? origin.site : undefined };
    save({ state: 'generating', origin: own, name, isForSecret: delivery.to === 'secret' });
    const { sandboxName } = origin;
    const asked = askVault({ sandboxName, name, expiry }, task);
    const { vaultId, ...generated } = await asked.catch(async (thrown) => {
        const error = asActionError(thrown);
        if (error.maybeDone) {
            throw error.withHint('A warning names the token that may have been generated.');
        }
        save({ state: 'done' });
        throw await explainRefusal(error, known, task);
    });
    if (sandboxName === '')
        own.vaultId = vaultId;
    const token = { ...generated, origin: own, name, expiry };
    save({ state: 'generated', token });
    return token;
}
function askVault(request, task) {
    const { vault, origin, save, world } = task;
    const attempt = (isNamed) => generateToken(vault, request).catch(thrown => {
        if (asActionError(thrown).maybeDone && !isNamed && !world.stopping.aborted) {
            world.runner.warning('token left behind', `Vault’s response to generating the token "${request.name}" for ${origin.displayName} was lost or unclear, so Vault may have a token with this name whose value nobody has. If another attempt succeeds and Vault lists both tokens, this run deletes the lost one. Otherwise find its id with the action list-tokens, and delete it with delete-tokens; a token of this name that this run reports has another id.`);
            save({ state: 'done' });
        }
        throw thrown;
    });
    return retry(attempt, { attempts: 3 }, world);
}
async function explainRefusal(refusal, known, task) {
    if (refusal.code !== 'vault-refused' && refusal.code !== 'token-limit')
        return refusal;
    const canAsk = task.settings.target.is === 'vault';
    const survey = canAsk ? await takeSurvey(task.vault, task.delivery).catch(() => known) : known;
    if (survey === undefined)
        return refusal;
    const { records, userId } = survey;
    if (records.filter(record => record.userId === userId).length < TOKEN_LIMIT)
        return refusal;
    const { toDelete } = planCleanup(survey, { id: '', name: '', userId }, task);
    const superseded = describeTokens(toDelete, task.world) || 'none';
    return refusal.with({
        code: 'token-limit',
        hint: `The user already has ${TOKEN_LIMIT} active tokens in ${task.origin.displayName}, as many as Vault allows. Delete tokens that nobody uses with the action delete-tokens, or use another user for this job. Superseded tokens of this secret: ${superseded}.`
    });
}
async function takeSurvey(vault, delivery) {
    const secret = delivery.to === 'secret' ? delivery.secret : undefined;
    const listedAt = secret?.now();
    const asking = secret?.lastWritten().catch(asActionError);
    const listing = await listTokens(vault);
    return { ...listing, written: (await asking) ?? 'unknown', listedAt };
}
const TOLERANCE_MS = 60_000;
function problemOf({ record, vaultId }, { id, name, expiry, origin }) {
    if (origin.vaultId && vaultId && vaultId !== origin.vaultId) {
        return `Vault ${vaultId} responded, not Vault ${origin.vaultId}`;
    }
    if (record?.id !== id)
        return 'its record does not exist';
    if (record.name !== name)
        return 'its record has another name than the one that was sent';
    if (!record.isActive)
        return 'its record is not active';
    return isLater(record.expiry, expiry, TOLERANCE_MS)
        ? `it ${describeExpiry(record.expiry)}, but \`expires\` asks for ${formatExpiry(expiry)}`
        : undefined;
}
async function verify(token, task) {
    const own = vaultOf(token.origin, token.value, task.world);
    if (own === undefined)
        return undefined;
    const patient = own.patient(USABLE_WITHIN_MS);
    const [survey, record] = await Promise.all([
        takeSurvey(patient, task.delivery).catch(thrown => {
            return { records: [], userId: '', written: asActionError(thrown), listedAt: undefined };
        }),
        verifyRecord(patient, token).catch(asActionError)
    ]);
    if (record instanceof ActionError)
        throw await deleteAgain(record, token, false, task);
    token.expiry = record.expiry;
    const listed = survey.records.find(({ id }) => id === record.id);
    record.userId ||= survey.userId || (listed?.userId ?? '');
    return { own, record, survey };
}
async function verifyRecord(vault, token) {
    const found = await readToken(vault, token.id).catch(thrown => {
        const error = asActionError(thrown);
        if (error.code !== 'vault-session')
            throw error;
        const hint = 'Vault did not accept the new token within 30 seconds: check that the user is active there and may use the API, and run again.';
        throw error.with({ code: 'token-unverified', hint });
    });
    const problem = problemOf(found, token);
    const { record } = found;
    if (problem !== undefined || record === undefined) {
        throw new ActionError('token-unverified', `Could not verify the new token on ${vault.site.host}: ${problem}.`, 'Run again; if it happens again, ask a Vault administrator or Veeva Support.');
    }
    if (isLater(token.expiry, record.expiry, TOLERANCE_MS)) {
        vault.world.runner.warning('token-unverified', `The token "${token.name}" ${describeExpiry(record.expiry)}, although \`expires\` asks for ${formatExpiry(token.expiry) || 'never'}: the security profile of the user limits the lifetime. Set an \`expires\` that it allows.`);
    }
    return record;
}

;// CONCATENATED MODULE: ./lib/token/current.js






async function checkCurrent(task) {
    const { delivery, origin, settings, destination, world } = task;
    if (delivery.to === 'output' || !settings.verify)
        return undefined;
    const { secret, currentTokens, renewBeforeSeconds } = delivery;
    const value = currentTokens.get(secret.name);
    const own = value && vaultOf(origin, value, world);
    if (value === undefined || own === undefined)
        return undefined;
    const survey = await takeSurvey(own, delivery).catch(undefinedIfRefused);
    if (survey === undefined)
        return { survey, why: `${own.site.host} rejects it` };
    const { written } = survey;
    if (written instanceof ActionError)
        throw written;
    const record = findHolders(survey, destination).find(({ userId }) => [userId, ''].includes(survey.userId));
    if (record === undefined)
        return { survey, why: whyUnknown(written) };
    warnOfLongRenewBefore(record, renewBeforeSeconds, world);
    let why = reasonToRenew(record, settings, renewBeforeSeconds, own.now());
    if (why === undefined && (await secret.hasOtherVisibility())) {
        why = '`secret-visibility` differs from that of the secret';
    }
    if (why !== undefined)
        return { survey, why };
    const { id, name, expiry } = record;
    const kept = { origin, name, id, value, expiry, executionId: '' };
    return { survey, kept, why: keptDifferences(record, settings) };
}
const REFUSES_TOKEN = ['vault-session', 'vault-login', 'vault-permission'];
function undefinedIfRefused(thrown) {
    const error = asActionError(thrown);
    if (!REFUSES_TOKEN.includes(error.code))
        throw error;
}
function whyUnknown(written) {
    return written === 'never'
        ? 'GitHub does not have the secret'
        : 'this action generated no token when the secret was last written, so it was probably written by hand';
}
const DEFAULT_RENEW_BEFORE_MS = 7 * 86_400_000;
const SAME_EXPIRY_MS = 5 * 60_000;
function reasonToRenew(record, { expires, isExpiresGiven }, renewBeforeSeconds, now) {
    const { expiry } = record;
    if (isExpiresGiven && isLater(expiry, expiryFrom(expires, now), SAME_EXPIRY_MS)) {
        return `it ${describeExpiry(expiry)}, and \`expires\` asks for less`;
    }
    const leftMs = expiryMs(expiry) - now.getTime();
    if (leftMs > renewBeforeMs(record, renewBeforeSeconds))
        return undefined;
    if (expires.is === 'at' && !asksForLonger(record, expires))
        return undefined;
    return `it ${describeExpiry(expiry)}`;
}
function renewBeforeMs({ madeMs, expiry }, askedSeconds) {
    const lifetimeMs = expiryMs(expiry) - madeMs;
    return askedSeconds === undefined
        ? Math.min(DEFAULT_RENEW_BEFORE_MS, lifetimeMs / 3)
        : Math.min(askedSeconds * 1000, (lifetimeMs * 2) / 3);
}
function warnOfLongRenewBefore(record, askedSeconds = 0, { runner }) {
    if (askedSeconds * 1000 <= renewBeforeMs(record, askedSeconds))
        return;
    runner.warning('current-token', `\`renew-before\` is longer than two thirds of the lifetime of the current token, which ${describeExpiry(record.expiry)}. It counts as two thirds, because otherwise every run would renew the token: set a shorter \`renew-before\`, or a longer \`expires\` if Vault allows it.`);
}
function asksForLonger({ madeMs, expiry }, expires) {
    return isLater(expiryFrom(expires, new Date(madeMs)), expiry, SAME_EXPIRY_MS);
}
function keptDifferences(record, { expires, isExpiresGiven, label }) {
    const isShorter = isExpiresGiven && asksForLonger(record, expires);
    const isOther = isShorter || !record.name.startsWith(`${label} #`);
    return isOther ? 'a longer `expires` or another `token-name`' : '';
}
function reportRenewals(results, settings, { runner }) {
    const { delivery, verify } = settings;
    if (delivery.to === 'output' || !verify)
        return;
    const { currentTokens } = delivery;
    const renewed = new Set();
    for (const result of results) {
        if (result.is !== 'generated' || result.delivered.to === 'output')
            continue;
        const { secret, status } = result.delivered;
        const isUnknown = currentTokens.get(secret.name) === undefined;
        if (status === 'updated' && isUnknown)
            renewed.add(secret.name);
    }
    if (renewed.size === 0)
        return;
    const names = joinWithAnd([...renewed]);
    const lines = joinWithAnd([...currentTokens.keys()]);
    if (lines !== '') {
        runner.warning('current-token', `\`current-token\` has no value for ${names}, although GitHub has the secret, so every run renews it. Its lines are for ${lines}: check these names, and the names after \`secrets.\`. The secrets of an environment are available only to a job that names it, and a run from a fork or by Dependabot has none.`);
        return;
    }
    runner.info(`\`current-token\` was not set for ${names}, so every run generates a new token. To keep a token while it works, set \`current-token\` to \`\${{ secrets.NAME }}\`, or for several secrets to one line \`NAME=\${{ secrets.NAME }}\` for each; for environments, use a matrix with one job for each, which names its environment.`);
}

;// CONCATENATED MODULE: ./lib/github/refusals.js



const SHORTEST_WAIT_MS = 1_000;
const LIMIT_WAIT_MS = 60_000;
const GOOD_TOKEN = 'that of a GitHub App (actions/create-github-app-token) or a fine-grained personal access token';
const HINTS_BY_MESSAGE = [
    [
        /IP allow ?list|IP address/i,
        'The organization allows access from certain addresses only: add the address of the runner to its IP allow list, or use a runner that is on it.'
    ],
    [/archived/i, 'The repository is archived: unarchive it, or store the secret in another one.'],
    [
        /suspended|blocked|disabled|locked|trade control/i,
        'GitHub has closed or suspended the repository, the account or the installation of the App: read what GitHub tells the owner there.'
    ],
    [
        /lifetime|forbids access via|personal access token \(classic\)|OAuth App/i,
        `The organization does not allow this kind of token, or one that lives so long: set \`github-token\` to one that it allows, ${GOOD_TOKEN}.`
    ],
    [
        /\b(admin|owner)\b/i,
        'The user of `github-token` is not an admin of the repository or an owner of the organization: use the token of one, or of a GitHub App.'
    ]
];
const MAY_BE_NEW = { afterMs: SHORTEST_WAIT_MS };
const BY_STATUS = {
    401: {
        code: 'github-login',
        hint: `The token in \`github-token\` is wrong, expired or revoked: set \`github-token\` to a new one, ${GOOD_TOKEN}.`,
        retry: MAY_BE_NEW
    },
    403: {
        code: 'github-permission',
        hint: 'The token in `github-token` lacks a permission: it needs {permission}. For a GitHub App, add it to the App, and accept it for the installation. The workflow’s own GITHUB_TOKEN can never write secrets.',
        retry: MAY_BE_NEW
    },
    404: {
        code: 'github-not-found',
        hint: 'The repository, organization or environment does not exist, or `github-token` can’t see it: create a missing environment on GitHub (Settings, Environments), correct `secret-scope`, `secret-repository` or `secret-visibility`, or give the token access (install the App there, or select it in the personal access token) with the permission {permission}.',
        retry: MAY_BE_NEW
    },
    409: {
        code: 'github-refused',
        hint: 'Something else writes there at the same time: run again; if it happens again, follow what GitHub says.',
        retry: {}
    }
};
const OTHER = {
    code: 'github-refused',
    hint: 'Follow what GitHub says, and check `secret-name` and `secret-scope`.'
};
function refusals_explainRefusal(response, call) {
    const { status } = response;
    const message = call.quote(wordsOf(response));
    const { code, hint, retry } = meaningOf(response, message, call);
    const maybeDone = call.isWrite && (message === '' || status < 300 || status >= 500);
    return {
        code,
        said: describeResponse(response, 'GitHub', message),
        hint: hint.replace('{permission}', call.permission),
        retry: retry ?? (maybeDone ? {} : undefined),
        maybeDone,
        reason: `HTTP ${status}`
    };
}
function wordsOf({ body }) {
    const message = json_asText(body?.message);
    if (message === '')
        return '';
    const mistakes = asList(body?.errors).map(each => json_asText(each) || json_asText(json_asObject(each)?.message));
    return [message, ...mistakes].filter(Boolean).join('; ');
}
function meaningOf(response, message, call) {
    const { status, headers } = response;
    if (isRateLimit(response, message))
        return rateLimit(headers, call.now);
    if (status < 300 || status >= 500) {
        return {
            code: 'network',
            hint: 'GitHub is down, or a gateway or proxy responds in its place: check GitHub’s status page, and run again.',
            retry: { afterMs: retryAfterMs(headers, call.now) }
        };
    }
    if (status < 400) {
        return {
            code: 'github-not-found',
            hint: 'The repository or organization was renamed or transferred, and a redirect is never followed: use its new name in `secret-repository` or `secret-scope`. If it was not, check whether a proxy or a sign-in page responds in place of GitHub.'
        };
    }
    if (message === '') {
        return {
            code: 'network',
            hint: 'This is not a response of GitHub’s API: check whether a proxy, a firewall or a sign-in page responds in its place, and check the address of the API (GITHUB_API_URL).'
        };
    }
    const isCauseNamed = status === 403 || status === 404;
    const hint = isCauseNamed ? lastingCause(response, message, call) : undefined;
    return hint ? { code: 'github-permission', hint } : (BY_STATUS[status] ?? OTHER);
}
function lastingCause({ headers }, message, { quote }) {
    const signOn = headers['x-github-sso'];
    if (signOn !== undefined || /SAML|single sign-on/i.test(message)) {
        const url = /url=(https:[^\s;]+)/.exec(signOn ?? '')?.[1];
        const place = url
            ? `at ${quote(url)} (this address works for an hour)`
            : 'in the settings of the token on GitHub (Configure SSO)';
        return `The organization requires single sign-on: authorize the token in \`github-token\` for it ${place}, and run again.`;
    }
    const granted = headers['x-oauth-scopes']?.split(', ');
    const accepted = headers['x-accepted-oauth-scopes'];
    if (accepted && granted && !accepted.split(', ').some(scope => granted.includes(scope))) {
        return `The personal access token (classic) in \`github-token\` lacks the scope \`${quote(accepted)}\`: add it in the token’s settings on GitHub.`;
    }
    return HINTS_BY_MESSAGE.find(([words]) => words.test(message))?.[1];
}
function isRateLimit({ status, headers }, message) {
    const isSaid = headers['retry-after'] !== undefined ||
        headers['x-ratelimit-remaining'] === '0' ||
        /rate limit/i.test(message);
    return status === 429 || (status === 403 && isSaid);
}
function rateLimit(headers, now) {
    const at = responseTime(headers, now).getTime();
    const reset = /^\d{1,11}$/.exec(headers['x-ratelimit-reset'] ?? '')?.[0];
    const isSpent = reset !== undefined && headers['x-ratelimit-remaining'] === '0';
    const usualMs = isSpent ? Math.max(SHORTEST_WAIT_MS, Number(reset) * 1000 - at) : LIMIT_WAIT_MS;
    const afterMs = retryAfterMs(headers, now) ?? usualMs;
    const end = formatInstant(new Date(at + afterMs));
    const hint = `GitHub limits how often secrets may be written: run again after ${end}, or with fewer secrets at a time.`;
    return { code: 'github-rate-limit', hint, retry: { afterMs } };
}

;// CONCATENATED MODULE: ./lib/github/client.js






const ATTEMPTS = 4;
const PATIENCE_MS = 6_000;
const CODES_OF_NEW = ['github-login', 'github-permission', 'github-not-found'];
const WRITES_PER_MINUTE = 75;
const MINUTE_MS = 60_000;
const WRITE_STATUS = { 201: 'created', 204: 'updated' };
class GitHub {
    apiUrl;
    clock;
    isTimeStale;
    enqueue = pLimit(1);
    world;
    token;
    writesBegunAt = [];
    patientUntil;
    constructor(apiUrl, token, world) {
        this.apiUrl = apiUrl;
        this.token = token;
        this.world = world;
        this.clock = remoteClock(world.clock);
        this.isTimeStale = watchForJump(world.clock);
    }
    get(call, read) {
        const readResponse = ({ status, body }) => status === 200 && body ? read(body) : undefined;
        return this.withRetries(call, () => this.request(call, undefined, readResponse));
    }
    readId(owner, permission) {
        const call = { doing: `look up ${owner}`, path: ownerPath(owner), permission };
        return this.get(call, ({ id }) => (typeof id === 'number' ? id : undefined));
    }
    put(call, json, beforeAttempt) {
        return this.withRetries(call, async () => {
            await this.waitToWrite();
            beforeAttempt();
            return this.request(call, json, ({ status }) => WRITE_STATUS[status]);
        });
    }
    async waitToWrite() {
        const { clock } = this.world;
        const oldest = this.writesBegunAt.at(-WRITES_PER_MINUTE) ?? Number.NEGATIVE_INFINITY;
        const waitMs = oldest + MINUTE_MS - clock.elapsed();
        if (waitMs > 0)
            await retry_sleep(waitMs, this.world);
        this.writesBegunAt.push(clock.elapsed());
    }
    withRetries({ mayBeMissing }, attempt) {
        const { clock } = this.world;
        let until;
        const attempts = ({ code }) => {
            if (!CODES_OF_NEW.includes(code))
                return ATTEMPTS;
            if (mayBeMissing)
                return 1;
            this.patientUntil ??= clock.elapsed() + PATIENCE_MS;
            until ??= this.patientUntil;
            return clock.elapsed() < until ? Number.POSITIVE_INFINITY : 1;
        };
        return retry(attempt, { attempts }, this.world);
    }
    async request({ doing, path, permission }, json, read) {
        const { clock, runner, send } = this.world;
        const isWrite = json !== undefined;
        const method = isWrite ? 'PUT' : 'GET';
        const url = new URL(this.apiUrl.href.replace(/\/$/, '') + path);
        const headers = {
            accept: 'application/vnd.github+json',
            authorization: `Bearer ${this.token.reveal()}`,
            'user-agent': 'veeva-vault-sandbox-token',
            'x-github-api-version': '2022-11-28'
        };
        const hasJumped = watchForJump(clock);
        let result;
        await callApi({ doing, method, url, headers, json }, send, response => {
            this.clock.update(response.headers.date);
            this.isTimeStale = hasJumped;
            result = read(response);
            if (result === undefined) {
                const now = clock.now();
                return refusals_explainRefusal(response, { permission, isWrite, now, quote: runner.quote });
            }
            this.patientUntil = undefined;
            return undefined;
        });
        return result;
    }
}

// EXTERNAL MODULE: ./node_modules/blakejs/index.js
var blakejs = __nccwpck_require__(874);
// EXTERNAL MODULE: ./node_modules/tweetnacl/nacl-fast.js
var nacl_fast = __nccwpck_require__(668);
;// CONCATENATED MODULE: ./lib/github/seal.js


function seal(value, publicKey) {
    const recipient = Buffer.from(publicKey, 'base64');
    const ephemeralKey = nacl_fast.box.keyPair();
    const sender = ephemeralKey.publicKey;
    const nonce = (0,blakejs.blake2b)(Buffer.concat([sender, recipient]), undefined, nacl_fast.box.nonceLength);
    const box = nacl_fast.box(Buffer.from(value), nonce, recipient, ephemeralKey.secretKey);
    return Buffer.concat([sender, box]).toString('base64');
}

;// CONCATENATED MODULE: ./lib/github/writable-secret.js







const OPEN_FOR_MS = 5 * 60_000;
const OPENED_AT_ONCE = 10;
const PUBLIC_KEY = /^[A-Za-z\d+/]{43}=$/;
function createSecretOpener(github, visibility) {
    const limit = pLimit(OPENED_AT_ONCE);
    const opened = new Map();
    return async (location, names) => {
        const key = JSON.stringify(location);
        const now = github.world.clock.elapsed();
        let known = opened.get(key);
        if (known === undefined || now - known.at > OPEN_FOR_MS) {
            known = { at: now, opening: limit(() => openLocation(github, location, visibility)) };
            opened.set(key, known);
        }
        const secretNamed = await known.opening;
        await Promise.all(names.map(secretNamed));
        return secretNamed;
    };
}
async function openLocation(github, location, wanted) {
    const secrets = describeSecrets(location);
    const readId = (owner) => github.readId(owner, secrets.permission);
    const others = Promise.all([
        knownId(location.owner, github.world.run) || readId(location.owner),
        Array.isArray(wanted)
            ? Promise.all(wanted.map(readId)).then(selected)
            : wanted && { visibility: wanted }
    ]);
    others.catch(() => { });
    const publicKey = await readPublicKey(github, secrets);
    const [ownerId, visibility] = await others;
    const open = { github, location, secrets, publicKey, ownerId: String(ownerId), visibility };
    const known = new Map();
    return (name) => {
        const secret = known.get(name) ?? visibilityToWrite(open, name).then(() => writableSecret(open, name));
        known.set(name, secret);
        return secret;
    };
}
function knownId(owner, { repository, repositoryId, ownerId }) {
    if (owner === repository)
        return repositoryId;
    return owner === repository.split('/')[0] ? ownerId : '';
}
function callBelow(secrets, below, doing) {
    const { displayName, path, permission } = secrets;
    return { doing: `${doing} ${displayName}`, path: `${path}/${below}`, permission };
}
function readPublicKey(github, secrets) {
    const call = callBelow(secrets, 'public-key', 'read the public key for secrets');
    return github.get(call, ({ key_id, key }) => {
        const publicKey = { id: json_asText(key_id), key: json_asText(key) };
        return publicKey.id !== '' && PUBLIC_KEY.test(publicKey.key) ? publicKey : undefined;
    });
}
function writableSecret(open, name) {
    const { github, location, secrets, visibility, ownerId } = open;
    const { scope, environment = '' } = location;
    const destination = [github.apiUrl.host, scope, ownerId, environment.toLowerCase(), name];
    async function lastWritten() {
        const secret = await readSecret(open, name);
        return secret === undefined ? 'never' : (parseDate(json_asText(secret.updated_at)) ?? 'unknown');
    }
    return {
        displayName: `the secret ${name} ${secrets.displayName}`,
        name,
        destination: destination.filter(part => part !== ''),
        lastWritten,
        async hasOtherVisibility() {
            const current = visibility && (await writable_secret_readVisibility(open, name));
            return !(0,external_node_util_namespaceObject.isDeepStrictEqual)(current, visibility);
        },
        now: () => github.clock.now(),
        async refreshTime() {
            if (github.isTimeStale())
                await lastWritten();
        },
        write: (value, beforeWrite) => github.enqueue(() => writeSecret(open, name, value, beforeWrite))
    };
}
async function writeSecret(open, name, value, beforeAttempt) {
    const { github, secrets, publicKey } = open;
    const visibility = await visibilityToWrite(open, name);
    const put = ({ id, key }) => {
        const json = { encrypted_value: seal(value.reveal(), key), key_id: id, ...visibility };
        return github.put(callBelow(secrets, name, `write the secret ${name}`), json, beforeAttempt);
    };
    return put(publicKey).catch(async (refusal) => {
        if (refusal.code !== 'github-refused')
            throw refusal;
        const newKey = await readPublicKey(github, secrets).catch(() => publicKey);
        if (newKey.id === publicKey.id)
            throw refusal;
        return put(newKey).catch((error) => {
            throw error.with({ maybeDone: error.maybeDone || refusal.maybeDone });
        });
    });
}
async function visibilityToWrite(open, name) {
    const { location, secrets, visibility } = open;
    if (location.scope !== 'organization' || visibility !== undefined)
        return visibility;
    const current = await writable_secret_readVisibility(open, name);
    if (current !== undefined)
        return current;
    throw new ActionError('input', `\`secret-visibility\`: there is no secret ${name} ${secrets.displayName} yet, so there is no visibility to keep.`, 'Set `secret-visibility` to `all`, `private`, or the repositories that may read it, OWNER/NAME one per line.');
}
function readSecret({ github, secrets }, name) {
    const call = { ...callBelow(secrets, name, `look up the secret ${name}`), mayBeMissing: true };
    return github
        .get(call, body => (body.name === undefined ? undefined : body))
        .catch((error) => {
        if (error.code !== 'github-not-found' || error.reason !== 'HTTP 404')
            throw error;
        return undefined;
    });
}
async function writable_secret_readVisibility(open, name) {
    const secret = await readSecret(open, name);
    const visibility = json_asText(secret?.visibility);
    if (visibility === 'selected')
        return selected(await readRepositories(open, name));
    return visibility === '' ? undefined : { visibility };
}
async function readRepositories({ github, secrets }, name) {
    const doing = `list the repositories of the secret ${name}`;
    const ids = new Set();
    for (let page = 1;; page++) {
        const below = `${name}/repositories?per_page=100&page=${page}`;
        const body = await github.get(callBelow(secrets, below, doing), rows => rows);
        const before = ids.size;
        for (const row of asList(body.repositories)) {
            const id = json_asObject(row)?.id;
            if (typeof id === 'number')
                ids.add(id);
        }
        if (ids.size === body.total_count)
            return [...ids];
        if (ids.size === before || ids.size > Number(json_asText(body.total_count))) {
            throw new ActionError('github-refused', `Could not ${doing} ${secrets.displayName}: GitHub’s list of its repositories is not complete.`, 'Run again, or set `secret-visibility`.');
        }
    }
}
function selected(ids) {
    return { visibility: 'selected', selected_repository_ids: [...new Set(ids)].sort() };
}

;// CONCATENATED MODULE: ./lib/vault/sandboxes.js




async function listSandboxes(vault) {
    const { body } = await vault.call({ doing: 'list the sandboxes', path: 'objects/sandbox' });
    const rows = asList(json_asObject(body.data)?.active).map(value => {
        const { name = '', vault_id: vaultId = '', status = '', dns = '' } = json_asTexts(value);
        return { name, vaultId, status: status.toLowerCase(), dns };
    });
    return rows.filter(({ name }) => name !== '');
}
function findSandbox(rows, name, vault) {
    const trimmed = rows.filter(row => row.name.trim() === name);
    const named = trimmed.length === 1 ? trimmed : rows.filter(row => row.name === name);
    const has = (status) => named.find(row => row.status === status);
    const usable = has('active') ?? has('building');
    const [unusable] = named;
    if (usable !== undefined || unusable === undefined)
        return usable;
    const { quote } = vault.world.runner;
    throw new ActionError('sandbox-unavailable', `Could not use the sandbox "${quote(unusable.name)}" of ${vault.site.host}: its status is "${quote(unusable.status)}", not active.`, 'Activate it in Vault, or set `sandbox-name` to an active sandbox.');
}
const QUOTE_NUMBERS = "YAML changes numbers without quotes: write them in quotes, as in `sandbox-name: '26.10'`.";
const AS_IN_VAULT = 'Set `sandbox-name` exactly as on the My Vaults page, one name per line, without hyphens or quotes.';
function suggestSandbox(name, rows, quote) {
    if (rows.length === 0) {
        return 'This user can see no sandboxes of the Vault: check `vault-dns`, which is the production Vault of the sandbox.';
    }
    const names = rows.map(row => row.name);
    const nearest = nearestNames(name, names).map(each => `"${quote(each)}"`);
    const remedy = /^[\d.]+$/.test(name) ? QUOTE_NUMBERS : AS_IN_VAULT;
    return `Nearest: ${joinWithAnd(nearest)}. ${remedy}`;
}
function nearestNames(name, names) {
    const stepsTo = (other) => (0,mod/* distance */.Io)(essenceOf(name), essenceOf(other));
    return names.toSorted((a, b) => stepsTo(a) - stepsTo(b)).slice(0, 3);
}
function essenceOf(name) {
    return name.toLowerCase().replace(/[^\p{Letter}\p{Number}]/gu, '');
}
const FAILED = /^(ERRORS_ENCOUNTERED|CANCELLED|TIMEOUT|COMPLETED_DUE_TO_INACTIVITY|MISSED_SCHEDULE|FAILURE)$/;
async function readJob(vault, jobId) {
    const { quote } = vault.world.runner;
    const { body } = await vault.call({
        doing: `read the status of job ${quote(jobId)}`,
        operation: 'read-job',
        path: `services/jobs/${encodeURIComponent(jobId)}`
    });
    const { status = '' } = json_asTexts(body.data);
    if (status === 'SUCCESS')
        return { is: 'succeeded', status };
    return { is: FAILED.test(status) ? 'failed' : 'running', status: quote(status) };
}

;// CONCATENATED MODULE: ./lib/token/sandbox.js






const INTERVAL_MS = 10_000;
function notYet(state, hint = 'Run again, or set a longer `wait-timeout`.') {
    return new ActionError('wait-timeout', state, hint, { retry: {} });
}
function hadToWait({ target, vault, began }) {
    return target.jobId !== undefined || vault.world.clock.elapsed() - began >= INTERVAL_MS;
}
async function findSandboxes(known, search) {
    const { target, vault } = search;
    if (target.selection.is === 'named') {
        const list = shareListing();
        let job;
        return known.map(origin => ({
            origin,
            async ready() {
                job ??= waitForJob(search);
                await job;
                return waitForApi(await findNamed(origin, list, search), search);
            }
        }));
    }
    await waitForJob(search);
    const subject = `the list of the sandboxes of ${vault.site.host}`;
    const rows = await waitFor(subject, listSandboxes, search);
    return selectActive(rows, target.selection.except, vault).map(row => ({
        origin: originNamed(row.name),
        ready: async () => waitForApi(originOfRow(row, row.name, search), search)
    }));
}
function originNamed(name) {
    return { displayName: name, sandboxName: name, vaultId: '', site: undefined };
}
function describeNames(names, { runner }) {
    return joinWithAnd(names.map(name => `"${runner.quote(name)}"`));
}
function shareListing() {
    let listing;
    return vault => {
        listing ??= listSandboxes(vault).finally(() => {
            listing = undefined;
        });
        return listing;
    };
}
async function waitForJob(search) {
    const { jobId } = search.target;
    if (jobId === undefined)
        return;
    const look = async (vault) => {
        const { is, status } = await readJob(vault, jobId);
        if (is === 'running')
            throw notYet(`its status is "${status}"`);
        if (is === 'succeeded')
            return;
        throw new ActionError('vault-job-failed', `The job ${jobId} of ${vault.site.host} ended with ${status}, so the sandbox is not ready.`, 'Look at the job in Vault (Admin, Operations, Job Status), and start it again.');
    };
    await waitFor(`the job ${jobId}`, look, search);
}
async function findNamed(origin, list, search) {
    const { quote } = search.vault.world.runner;
    const name = origin.displayName;
    async function look(vault) {
        const rows = await list(vault);
        const row = findSandbox(rows, name, vault);
        if (row?.status === 'active')
            return originOfRow(row, name, search);
        if (row !== undefined)
            throw notYet(`it is ${row.status}`);
        const hint = suggestSandbox(name, rows, quote);
        if (search.target.jobId !== undefined)
            throw notYet('it is not listed yet', hint);
        const message = `${vault.site.host} has no sandbox "${quote(name)}".`;
        throw new ActionError('sandbox-unknown', message, hint);
    }
    return waitFor(`the sandbox "${quote(name)}"`, look, search).catch(async (thrown) => {
        await search.checks;
        return continueUnlisted(asActionError(thrown), origin, search);
    });
}
function continueUnlisted(error, origin, search) {
    const { settings, target, vault } = search;
    if (error.code !== 'vault-permission')
        throw error;
    if (target.dns === undefined && settings.delivery.to === 'secret' && settings.verify) {
        throw error.with({
            hint: 'Set `sandbox-dns`, because a token is verified on its own Vault before it is stored; or sign in as a user who may list sandboxes, or set `verify: false`.'
        });
    }
    vault.world.runner.warning(error.code, `${error.message} The run continues without the list: unless \`sandbox-dns\` is set, the token is neither verified nor deleted later.`);
    return { ...origin, site: target.dns && vault.at(target.dns).site };
}
function selectActive(rows, except, { site, world }) {
    const unknown = except.filter(name => !rows.some(row => row.name === name));
    if (unknown.length > 0) {
        world.runner.warning('sandbox-unknown', `${site.host} has no sandbox ${describeNames(unknown, world)}, which \`sandbox-name\` excludes: correct the line.`);
    }
    const chosen = rows.filter(row => !except.includes(row.name));
    const building = chosen.filter(row => row.status === 'building').map(row => row.name);
    if (building.length > 0) {
        world.runner.notice('sandbox-unavailable', `Still building, and not waited for: ${describeNames(building, world)}. Run again later, or name them in \`sandbox-name\` to wait for them.`);
    }
    const firstOf = (name) => chosen.find(row => row.name === name && row.status === 'active');
    const active = chosen.filter(row => row === firstOf(row.name));
    if (active.length > 0)
        return active;
    throw new ActionError('sandbox-unknown', `${site.host} has no active sandbox that \`sandbox-name\` does not exclude.`, 'Check that `vault-dns` is the production Vault of the sandboxes, and that the user may see them.');
}
function originOfRow({ name, dns, vaultId }, displayName, search) {
    const { target, vault } = search;
    const { quote } = vault.world.runner;
    const listed = `${vault.site.host} lists the sandbox "${quote(name)}" at "${quote(dns)}"`;
    const host = host_parseVaultHost(dns);
    if (host === undefined || name === '.' || name === '..') {
        throw new ActionError('host-refused', `${listed}, but that is not a Vault host name, or the sandbox’s name would change the address of the call.`, 'No credential was sent there. Ask Veeva Support why Vault lists it.');
    }
    if (target.dns !== undefined && target.dns !== host) {
        throw new ActionError('input', `${listed}, but \`sandbox-dns\` is ${target.dns}.`, 'Correct `sandbox-dns`, or remove it.');
    }
    return { displayName, sandboxName: name, vaultId, site: vault.at(host).site };
}
async function waitForApi(origin, search) {
    const { site } = origin;
    if (search.settings.verify && site !== undefined && hadToWait(search)) {
        const own = search.vault.at(site.host);
        await waitFor(`the API of ${site.host}`, () => own.probe(), search);
    }
    return origin;
}
async function waitFor(subject, look, search) {
    const { target, vault, began, checks } = search;
    const { world } = vault;
    const once = vault.withRetries({ attempts: 1 });
    let isWaiting = hadToWait(search) && target.waitTimeoutMs > 0;
    for (;;) {
        const found = await look(isWaiting ? once : vault).catch(asActionError);
        await checks;
        if (!(found instanceof ActionError))
            return found;
        isWaiting ||= found.code === 'wait-timeout';
        if (!isWaiting || found.retry === undefined || world.stopping.aborted)
            throw found;
        const passedMs = world.clock.elapsed() - began;
        const nextMs = Math.max(INTERVAL_MS, Math.min(LONGEST_WAIT_MS, found.retry.afterMs ?? 0));
        const state = withoutFullStop(found.message);
        if (passedMs + nextMs > target.waitTimeoutMs) {
            throw found.with({
                code: 'wait-timeout',
                message: `The wait for ${subject} ended after ${formatDuration(target.waitTimeoutMs)}, as \`wait-timeout\` says: ${state}.`,
                hint: `Nothing was generated. ${found.hint}`,
                retry: undefined
            });
        }
        world.runner.info(`Waiting for ${subject}: ${state}. ${formatDuration(passedMs)} passed; the next check is in ${formatDuration(nextMs)}.`);
        await retry_sleep(nextMs, world);
    }
}

;// CONCATENATED MODULE: ./lib/token/deliveries.js







function openDeliveries(settings, known, world) {
    if (settings.to === 'output') {
        const destination = hashDestination(outputDestination(world.run));
        return { shared: undefined, get: async () => ({ delivery: settings, destination }) };
    }
    const { location, nameTemplate, apiUrl, githubToken, visibility } = settings;
    const open = createSecretOpener(new GitHub(apiUrl, githubToken, world), visibility);
    const names = known.map(({ displayName }) => secretNameFor(nameTemplate, displayName));
    const shared = isPerSandbox(location) ? undefined : open(location, names);
    const get = async ({ displayName }) => {
        const name = secretNameFor(nameTemplate, displayName);
        const problem = secretNameProblem(name);
        if (problem !== undefined) {
            throw new ActionError('input', `\`secret-name\` cannot be "${name}": ${problem}.`, 'Exclude the sandbox with a line `!NAME` in `sandbox-name`, or change `secret-name`.');
        }
        const secretNamed = await open(locationFor(location, displayName), []);
        const secret = await secretNamed(name);
        return { delivery: { ...settings, secret }, destination: hashDestination(secret.destination) };
    };
    return { shared, get };
}
const MOST_WRITES = 500;
function checkDeliveries(settings, all, world) {
    if (settings.to === 'output')
        return;
    if (all.length > MOST_WRITES) {
        throw new ActionError('input', `\`sandbox-name\` stands for ${all.length} sandboxes, but GitHub allows ${MOST_WRITES} secrets to be written in an hour.`, 'Nothing was generated. Split the sandboxes over several runs.');
    }
    const sandboxNames = all.map(({ origin }) => origin.displayName);
    const collision = findCollision(settings.nameTemplate, settings.location, sandboxNames);
    if (collision === undefined)
        return;
    throw new ActionError('input', `\`secret-name\`: the sandboxes ${describeNames(collision.sandboxNames, world)} would both be stored as ${collision.name}.`, 'Nothing was generated. Exclude one with a line `!NAME` in `sandbox-name`, or store it in a step of its own.');
}

;// CONCATENATED MODULE: ./lib/token/cleanup.js





const LEFT_BEHIND = 'token left behind';
const REMEDY = 'If the next rotation does not help, use the action delete-tokens.';
async function cleanUp({ own, record, survey }, delivered, current, task) {
    const { runner } = task.world;
    const { host } = own.site;
    const { userId } = record;
    const stored = delivered.to === 'secret' ? delivered : undefined;
    if (stored?.status === 'updated' && survey.written === 'never')
        survey.written = 'unknown';
    const { toDelete, tooRecent, unknown } = planCleanup(survey, record, task);
    if (stored !== undefined && (unknown.length > 0 || survey.written instanceof ActionError)) {
        const problem = historyProblem(survey, stored.secret.displayName);
        const text = `${problem} Therefore no older token on ${host} was deleted. ${REMEDY}`;
        runner.warning(LEFT_BEHIND, text);
    }
    if (tooRecent.length > 0) {
        runner.info(`Not deleted on ${host}, because another run may be about to store a token that is younger than 15 minutes: ${describeTokens(tooRecent, task.world)}. A later rotation deletes what is not needed any more.`);
    }
    const holders = findHolders(current ?? survey, task.destination);
    const ofOthers = holders.filter(holder => userId !== '' && holder.userId !== userId);
    if (ofOthers.length > 0) {
        runner.warning(LEFT_BEHIND, `The token that the secret contained until now belongs to another user of ${host}: ${describeTokens(ofOthers, task.world)}. It was not deleted, and no run that signs in as the present user will delete it. When no job uses it any more, delete it with the action delete-tokens, signed in as that user or as an administrator.`);
    }
    const deletedIds = await deleteAll(own, toDelete);
    if (stored !== undefined)
        stored.revokedIds = deletedIds;
    const ofUser = survey.records.filter(other => other.userId === userId);
    const active = ofUser.length - deletedIds.length;
    if (active < TOKEN_WARNING)
        return;
    runner.warning('token-limit', `The user has ${active} of at most ${TOKEN_LIMIT} active tokens on ${host}. Delete tokens that nobody uses with the action delete-tokens, or use another user for this job.`);
}
function historyProblem({ written, listedAt }, secret) {
    if (written instanceof ActionError)
        return written.message;
    return listedAt === undefined
        ? 'GitHub’s responses have no `Date` header: check whether a proxy or gateway removes it.'
        : `GitHub does not say when ${secret} was last written.`;
}
async function deleteAll(own, toDelete) {
    const { site, world } = own;
    const vault = own.patient(USABLE_WITHIN_MS);
    const ids = toDelete.map(({ id }) => id);
    function warnOfLeft(left, reason) {
        const text = `Could not delete ${describeTokens(left, world)} on ${site.host}: ${reason}. ${REMEDY}`;
        world.runner.warning(LEFT_BEHIND, text);
    }
    try {
        const deletions = await deleteTokens(vault, ids);
        const deleted = toDelete.filter((_, index) => deletions[index]?.is === 'deleted');
        if (deleted.length > 0) {
            world.runner.info(`Deleted ${describeTokens(deleted, world)} on ${site.host}.`);
        }
        if (deleted.length === ids.length)
            return ids;
        const { records } = await listTokens(vault).catch(() => ({ records: toDelete }));
        for (const deletion of deletions) {
            const left = records.filter(({ id }) => id === deletion.id);
            if (deletion.is === 'refused' && left.length > 0)
                warnOfLeft(left, deletion.reason);
        }
        return deleted.map(({ id }) => id);
    }
    catch (thrown) {
        const error = asActionError(thrown);
        if (error.code === 'vault-session') {
            const hint = 'The new token was delivered, and then somebody deleted it. Run again now.';
            throw error.with({ code: 'token-unverified', hint });
        }
        warnOfLeft(toDelete, withoutFullStop(error.message));
        return [];
    }
}

;// CONCATENATED MODULE: ./lib/token/obtain.js






async function obtainToken(task) {
    const { delivery, origin, settings, world } = task;
    const { runner } = world;
    const current = await checkCurrent(task);
    if (settings.dryRun)
        return { is: 'planned', origin, plan: describePlan(current, world) };
    if (current?.kept !== undefined)
        return keepToken(current.kept, current.why, task);
    if (current !== undefined) {
        runner.info(`Renewing the current token for ${origin.displayName}: ${current.why}.`);
    }
    if (delivery.to === 'secret')
        await delivery.secret.refreshTime();
    const namedAt = momentNow(task);
    const token = await generate(task, namedAt, current?.survey);
    const verification = await verify(token, task);
    runner.info(`Generated the token ${describeTokens([token], world)} for ${describeOrigin(origin)}; it ${describeExpiry(token.expiry)}.`);
    if (world.stopping.aborted)
        throw interrupted(world.stopping);
    const isOutput = delivery.to === 'output';
    const delivered = isOutput ? delivery : await store(token, delivery.secret, namedAt, task);
    const result = { is: 'generated', origin, token, delivered };
    task.onResult(result);
    const isToBeDeleted = isOutput && delivery.revokeAfterJob;
    task.save(isToBeDeleted ? { state: 'delivered', token } : { state: 'done' });
    if (verification !== undefined)
        await cleanUp(verification, delivered, current?.survey, task);
    return result;
}
function describePlan(current, world) {
    if (current === undefined)
        return 'a token would be generated';
    const { kept, why } = current;
    if (kept === undefined)
        return `the current token would be renewed (${why})`;
    return `the current token ${describeTokens([kept], world)} would be kept; it ${describeExpiry(kept.expiry)}`;
}
function keepToken(token, differences, { origin, world }) {
    const note = differences && ` The inputs ask for ${differences}; that alone does not renew it.`;
    world.runner.info(`Kept the current token ${describeTokens([token], world)} for ${origin.displayName}; it ${describeExpiry(token.expiry)}.${note}`);
    return { is: 'kept', origin, token };
}
function momentNow({ delivery, world: { clock } }) {
    const gitHubMs = delivery.to === 'secret' ? delivery.secret.now()?.getTime() : undefined;
    return { elapsedMs: clock.elapsed(), wallMs: clock.now().getTime(), gitHubMs };
}
async function store(token, secret, namedAt, task) {
    const { save, world } = task;
    const { id, name, origin } = token;
    let isStoring = false;
    function beforeWrite() {
        if (isTooLate(namedAt, momentNow(task))) {
            throw new ActionError('wait-timeout', `Could not write ${secret.displayName} in time: a token has to be stored within 10 minutes after it was generated.`, 'Run again; if it happens again, use fewer sandboxes in one step, or a machine that does not go to sleep.');
        }
        isStoring = true;
        save({ state: 'storing', origin, name, id, secret: secret.displayName });
    }
    async function giveUp(thrown) {
        const error = asActionError(thrown);
        if (isStoring && error.maybeDone) {
            if (world.stopping.aborted)
                throw error;
            world.runner.warning('token left behind', `GitHub’s response was lost or unclear, so ${secret.displayName} may or may not contain the new token ${describeTokens([token], world)}. Neither this token nor the previous one was deleted. Run the workflow again. If the secret does not contain the new token, a rotation that starts in 15 minutes or later deletes it.`);
            save({ state: 'done' });
            throw error.withHint('A warning names the token that may have been stored.');
        }
        save({ state: 'generated', token });
        throw await deleteAgain(error.withHint('No secret was written.'), token, true, task);
    }
    const status = await secret.write(token.value, beforeWrite).catch(giveUp);
    const verb = status === 'created' ? 'Created' : 'Updated';
    world.runner.info(`${verb} ${secret.displayName}; its token ${describeExpiry(token.expiry)}.`);
    return { to: 'secret', secret, status, revokedIds: [] };
}

;// CONCATENATED MODULE: ./lib/token/obtain-all.js









const AT_ONCE = 10;
async function obtainAll(settings, session, events, world) {
    const known = originsByInputs(settings, session.vault);
    try {
        const pending = await prepareTokens(known, settings, session, world);
        const results = await obtainPending(pending, session, events, world);
        reportRenewals(results, settings, world);
        return results;
    }
    catch (thrown) {
        const origins = known.length > 0 ? known : [originNamed('*')];
        return origins.map(origin => failed(origin, thrown, world));
    }
}
function originsByInputs({ target }, { site }) {
    if (target.is === 'vault')
        return [{ ...originNamed(site.host), sandboxName: '', site }];
    return target.selection.is === 'named' ? target.selection.names.map(originNamed) : [];
}
function failed(origin, thrown, { stopping }) {
    const error = stopping.aborted ? interrupted(stopping) : asActionError(thrown);
    return { is: 'failed', origin, error };
}
async function prepareTokens(known, settings, session, world) {
    const { target, signIn } = settings;
    const deliveries = openDeliveries(settings.delivery, known, world);
    const isGiven = signIn.by === 'access-token' || signIn.by === 'session-id';
    const isUnproven = isGiven || (target.is === 'vault' && signIn.by !== 'password');
    const checked = session.signedIn.then(async (vault) => {
        if (isUnproven)
            await checkVault(vault);
        if (isGiven && target.is === 'vault' && settings.dryRun)
            await checkSignIn(vault);
    });
    const checks = Promise.all([checked, deliveries.shared]);
    checks.catch(() => { });
    const vault = await session.signedIn;
    const began = world.clock.elapsed();
    const wanted = target.is === 'vault'
        ? known.map(origin => ({ origin, ready: async () => origin }))
        : await findSandboxes(known, { target, settings, vault, began, checks });
    checkDeliveries(settings.delivery, wanted, world);
    return wanted.map(({ origin: asked, ready }) => ({
        origin: asked,
        async ready() {
            const [origin] = await Promise.all([ready(), deliveries.get(asked), checks]);
            return { vault, origin, settings, world, ...(await deliveries.get(asked)) };
        }
    }));
}
async function obtainPending(pending, session, events, world) {
    const limit = pLimit(AT_ONCE);
    const generating = new Set(pending.keys());
    function onGenerated(index) {
        if (generating.delete(index) && generating.size === 0)
            void session.end();
    }
    let noMoreWrites;
    function fail(origin, thrown) {
        const error = asActionError(thrown);
        if (error.code === 'github-rate-limit')
            noMoreWrites = error;
        return failed(origin, error, world);
    }
    async function obtain({ origin, ready }, index) {
        const begin = async (prepared) => {
            if (noMoreWrites !== undefined)
                throw noMoreWrites;
            await connectToOwnVault(prepared);
            return obtainToken({
                ...prepared,
                save(entry) {
                    events.save(index, entry);
                    if (entry.state === 'generated')
                        onGenerated(index);
                },
                onResult: result => events.onResult(index, result)
            });
        };
        const result = await ready()
            .then(prepared => limit(() => begin(prepared).catch(thrown => fail(origin, thrown))))
            .catch(thrown => fail(origin, thrown));
        onGenerated(index);
        events.onResult(index, result);
        return result;
    }
    return Promise.all(pending.map(obtain));
}
async function connectToOwnVault({ origin, settings, world }) {
    const host = origin.site?.host;
    if (!settings.verify || host === undefined)
        return;
    const attempt = async () => {
        const failure = await world.connect(host);
        if (failure === undefined)
            return;
        throw new ActionError('network', `Could not connect to ${host}, the Vault of the token: ${failure.reason}.`, `Nothing was generated. ${failure.hint ?? 'Check that the runner can reach this host.'}`, { retry: failure.isLasting ? undefined : {} });
    };
    await retry(attempt, { attempts: 4 }, world);
}
function connectAhead({ target, verify }, vaults, world) {
    if (!verify || target.is === 'vault' || target.selection.is === 'every')
        return;
    for (const name of target.selection.names.slice(0, AT_ONCE)) {
        const listed = vaults.find(vault => vault.name === name)?.host ?? '';
        const host = target.dns ?? host_parseVaultHost(listed);
        if (host !== undefined)
            void world.connect(host);
    }
}

;// CONCATENATED MODULE: ./lib/action/report.js




function tokenOf(result) {
    return result.is === 'generated' || result.is === 'kept' ? result.token : undefined;
}
function formatTokens(results) {
    const tokens = results.map(tokenOf).filter(token => token !== undefined);
    const values = tokens.map(({ origin, value }) => [origin.displayName, value.reveal()]);
    return JSON.stringify(Object.fromEntries(values));
}
const OUTPUTS_OF_ONE = [
    'token-id',
    'token-name',
    'expires-at',
    'sandbox-name',
    'sandbox-dns',
    'sandbox-vault-id'
];
function outputsOf(results, isOne) {
    const entries = results.map(entryOf);
    const outputs = {
        generated: String(entries.some(entry => entry.generated)),
        tokens: formatTokens(results),
        results: JSON.stringify(entries)
    };
    const [only] = results;
    if (!isOne || only === undefined)
        return outputs;
    outputs.token = tokenOf(only)?.value.reveal() ?? '';
    for (const name of OUTPUTS_OF_ONE) {
        outputs[name] = String(entries[0]?.[name.replaceAll('-', '_')] ?? '');
    }
    return outputs;
}
function setOutputs(results, isOne, runner) {
    for (const [name, value] of Object.entries(outputsOf(results, isOne)))
        runner.output(name, value);
}
function entryOf(result) {
    const { sandboxName, site, vaultId } = result.origin;
    const isSandbox = sandboxName !== '';
    const token = tokenOf(result);
    const delivered = result.is === 'generated' ? result.delivered : undefined;
    const stored = delivered?.to === 'secret' ? delivered : undefined;
    const error = result.is === 'failed' ? result.error : undefined;
    return {
        sandbox_name: sandboxName,
        sandbox_dns: isSandbox ? (site?.host ?? '') : '',
        sandbox_vault_id: isSandbox ? vaultId : '',
        generated: result.is === 'generated',
        token_id: token?.id,
        token_name: token?.name,
        expires_at: token && formatExpiry(token.expiry),
        secret_name: stored?.secret.name,
        secret_status: stored?.status,
        revoked_token_ids: stored?.revokedIds,
        execution_id: (token ?? error)?.executionId || undefined,
        error: error && { code: error.code, message: error.message }
    };
}
function errorsOf(results) {
    const failures = results.filter(result => result.is === 'failed');
    const causes = Map.groupBy(failures, ({ error: { code, reason, hint } }) => JSON.stringify([code, reason, hint]));
    const errors = [...causes.values()].flatMap(([first, ...others]) => first ? errorOfCause(first, others, results.length) : []);
    if (errors.length < 2 && (failures.length === 0 || failures.length === results.length)) {
        return errors;
    }
    const text = `${failures.length} of ${results.length} tokens failed.`;
    return errors.concat(new ActionError('partial', text, 'Fix the errors above and run again.'));
}
function errorOfCause({ origin, error }, others, total) {
    const isSameText = others.every(other => other.error.text === error.text);
    if (isSameText && others.length + 1 === total)
        return error;
    const named = error.with({ message: `${origin.displayName}: ${error.message}` });
    if (others.length === 0)
        return named;
    const names = others.map(other => other.origin.displayName);
    return named.withHint(`The same for ${joinWithAnd(names)}.`);
}
const ANNOTATION_LIMIT = 10;
function reportErrors(errors, runner) {
    const last = errors.length - 1;
    for (const [index, { code, text }] of errors.entries()) {
        if (index === last || index < ANNOTATION_LIMIT - 1)
            runner.error(code, text);
        else
            runner.info(`${code}: ${text}`);
    }
    return errors.length > 0 ? 'failed' : 'succeeded';
}
const MOST_ROWS = 500;
function writeTable(title, head, rows, runner) {
    const shown = rows.slice(0, MOST_ROWS).map(cells => cells.map(escapeMarkdown));
    const table = rows.length === 0 ? [] : [head, head.map(() => '---'), ...shown];
    const lines = table.map(cells => `| ${cells.join(' | ')} |\n`);
    const left = rows.length - shown.length;
    const rest = left === 0 ? '' : `\n${left} more in the outputs of the step.\n`;
    try {
        runner.summary(`### ${escapeMarkdown(title)}\n\n${lines.join('')}${rest}`);
    }
    catch {
        runner.warning('internal', 'Could not write the job summary; see the outputs of the step.');
    }
}
function writeSummary(results, host, runner) {
    const rank = ({ is }) => (is === 'failed' ? 0 : 1);
    const rows = results.toSorted((a, b) => rank(a) - rank(b)).map(rowOf);
    const title = `Vault access ${results.length === 1 ? 'token' : 'tokens'} from ${host}`;
    writeTable(title, ['Vault', 'What happened', 'Token id', 'Token name', 'Expires'], rows, runner);
}
function rowOf(result) {
    const vault = describeOrigin(result.origin);
    if (result.is === 'failed') {
        const { code, text } = result.error;
        return [vault, `failed (${code}): ${text}`, '', '', ''];
    }
    const outcome = describeOutcome(result);
    if (result.is === 'planned')
        return [vault, outcome, '', '', ''];
    const { id, name, expiry } = result.token;
    return [vault, outcome, id, name, formatExpiry(expiry) || 'never'];
}
function describeOutcome(result) {
    if (result.is === 'planned')
        return result.plan;
    if (result.is === 'kept')
        return 'kept, because the current token is still valid';
    const { delivered, token } = result;
    if (delivered.to === 'output') {
        const isDeleted = delivered.revokeAfterJob && token.origin.site !== undefined;
        return `generated, delivered as an output; ${isDeleted ? '' : 'not '}deleted when the job ends`;
    }
    const { status, secret, revokedIds } = delivered;
    const stored = `generated, ${status} ${secret.displayName}`;
    return revokedIds.length === 0
        ? stored
        : `${stored}; deleted ${count(revokedIds.length, 'older token')}`;
}

;// CONCATENATED MODULE: ./lib/action/saved-state.js


function saveEntry(runner, key, entry) {
    runner.saveState(key, JSON.stringify(entry, revealCredential));
}
function revealCredential(key, value) {
    const original = json_asObject(this[key]);
    return typeof original?.reveal === 'function' ? original.reveal() : value;
}
function readMain(saved) {
    const { pid, started = '', stateFile = '' } = asTexts(parseJson(saved.main ?? ''));
    return { pid: Number(pid), started, stateFile };
}
function readEntries(saved, maskSecret) {
    const keys = Object.keys(saved).filter(key => /^(session|token-\d+)$/.test(key));
    return keys.map((key) => {
        const entry = asObject(parseJson(saved[key] ?? ''));
        const token = asObject(entry?.token) ?? entry;
        const origin = asObject(token?.origin) ?? entry;
        return {
            key,
            state: asText(entry?.state),
            displayName: asText(origin?.displayName),
            name: asText(token?.name),
            id: asText(token?.id),
            value: maskSecret(asText(token?.value)),
            site: parseSite(origin?.site),
            secret: asText(entry?.secret),
            isForSecret: entry?.isForSecret === true
        };
    });
}
function parseSite(value) {
    const { host: name = '', apiVersion = '', clientId = '', referenceId = '' } = asTexts(value);
    const host = parseVaultHost(name);
    return host && { host, apiVersion, clientId, referenceId };
}
const STATE_FILE_ENTRY = /^([^=<\r\n]+)<<([^\r\n]+)\r?\n(?:([\s\S]*?)\r?\n)??\2\r?$/gm;
function parseStateFile(text) {
    const entries = [...text.matchAll(STATE_FILE_ENTRY)];
    return Object.fromEntries(entries.map(([, name, , value = '']) => [name, value]));
}

;// CONCATENATED MODULE: ./lib/core/run.js
function readRunContext(environment) {
    return {
        repository: environment.GITHUB_REPOSITORY ?? '',
        repositoryId: digitsOr('', environment.GITHUB_REPOSITORY_ID),
        ownerId: digitsOr('', environment.GITHUB_REPOSITORY_OWNER_ID),
        runId: digitsOr('1', environment.GITHUB_RUN_ID),
        attempt: digitsOr('1', environment.GITHUB_RUN_ATTEMPT),
        apiUrl: environment.GITHUB_API_URL || 'https://api.github.com'
    };
}
function digitsOr(defaultValue, text = '') {
    return /^\d{1,20}$/.test(text) ? text : defaultValue;
}
function referenceId(run) {
    return `${run.repository}/${run.runId}.${run.attempt}`.replace(/[^\x21-\x7e]/g, '_');
}

;// CONCATENATED MODULE: ./lib/identity/oidc.js





const oidc_ATTEMPTS = 4;
const HEADERS = { accept: 'application/json', 'user-agent': 'veeva-vault-sandbox-token' };
const REFUSALS = [
    [
        /\bAADSTS700024\b/,
        'By the provider’s clock GitHub’s token is not valid yet, or not any more: run again; if it happens again, correct the clock of the provider or of your GitHub Enterprise Server.'
    ],
    [
        /\bAADSTS70021[1-3]?\b|^invalid_(grant|client)/,
        'Check `oidc-client-id`, and add a federated credential to this client at the provider with exactly this issuer, subject and audience (`oidc-audience`); copy the subject as it is, with or without numeric ids.'
    ],
    [/^/, 'Check `oidc-token-url`, `oidc-client-id`, `oidc-scope` and `oidc-audience`.']
];
const WORDS = ['error', 'errorCode', 'error_description', 'errorSummary', 'message'];
async function exchangeOidcToken(signIn, world) {
    const { profileId, vaultClientId: clientId } = signIn;
    const assertion = await fetchToken(assertionRequest(signIn, world), world);
    const token = await fetchToken(exchangeRequest(signIn, assertion, world), world);
    return { by: 'oauth', profileId, clientId, token };
}
function assertionRequest({ audience }, { environment, runner }) {
    const doing = 'get the OIDC token of this job';
    const url = URL.parse(environment.ACTIONS_ID_TOKEN_REQUEST_URL ?? '');
    const secret = environment.ACTIONS_ID_TOKEN_REQUEST_TOKEN;
    if (url?.protocol !== 'https:' || !secret) {
        throw new ActionError('vault-login', `Could not ${doing}: the runner does not offer one.`, 'Add `permissions: id-token: write` to the job. A run from a fork gets no token, and a reusable workflow has only the permissions of its caller.');
    }
    url.searchParams.set('audience', audience);
    const authorization = `Bearer ${runner.maskSecret(secret).reveal()}`;
    return {
        doing,
        method: 'GET',
        url,
        headers: { ...HEADERS, authorization },
        service: 'GitHub',
        field: 'value',
        hintFor: () => 'Check that the job has `permissions: id-token: write`, and `oidc-audience` if it is set; then run again.'
    };
}
function exchangeRequest({ tokenUrl: url, clientId, scope }, assertion, { runner }) {
    const form = {
        grant_type: 'client_credentials',
        client_id: clientId,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion.reveal()
    };
    if (scope !== '')
        form.scope = scope;
    return {
        doing: 'exchange GitHub’s OIDC token',
        method: 'POST',
        url,
        headers: HEADERS,
        form,
        service: 'the identity provider',
        field: 'access_token',
        hintFor(words) {
            const hint = REFUSALS.find(([pattern]) => pattern.test(words))?.[1];
            return `${hint} ${describeClaims(assertion, runner)}`.trim();
        }
    };
}
async function fetchToken(request, world) {
    const { service, field, hintFor } = request;
    const { runner, clock, send } = world;
    const attempt = () => callApi(request, send, (response) => {
        const { status, headers, body } = response;
        if (status === 200 && /^[\x21-\x7e]{3,}$/.test(json_asText(body?.[field])))
            return undefined;
        const parts = WORDS.map(name => json_asText(body?.[name])).filter(Boolean);
        const words = runner.quote(parts.join(': '));
        const said = describeResponse(response, service, words);
        const isDown = status >= 500 || status === 429 || (status < 300 && body === undefined);
        if (!isDown)
            return { code: 'vault-login', said, hint: hintFor(words) };
        const hint = 'The service is down or busy: run again later.';
        return { code: 'network', said, hint, retry: { afterMs: retryAfterMs(headers, clock.now()) } };
    });
    const { body } = await retry(attempt, { attempts: oidc_ATTEMPTS }, world);
    return runner.maskSecret(json_asText(body?.[field]));
}
const LATEST_SECONDS = 1e11;
function describeClaims(assertion, { quote }) {
    const payload = Buffer.from(assertion.reveal().split('.')[1] ?? '', 'base64url').toString();
    const claims = json_asObject(json_parseJson(payload));
    if (claims === undefined)
        return '';
    const parts = ['iss', 'sub', 'aud'].map(name => `${name} "${quote(json_asText(claims[name]))}"`);
    for (const name of ['iat', 'exp']) {
        const seconds = Number(claims[name]);
        if (!(Math.abs(seconds) < LATEST_SECONDS))
            continue;
        parts.push(`${name} ${formatInstant(new Date(seconds * 1000))}`);
    }
    return `GitHub’s token has ${parts.join(', ')}.`;
}

;// CONCATENATED MODULE: ./lib/net/world.js
function stoppingWith(world, signal) {
    return { ...world, stopping: AbortSignal.any([world.stopping, signal]) };
}

;// CONCATENATED MODULE: ./lib/action/session.js






const OWN_SESSION_REJECTED = 'This run had just opened that session, so Vault ended it early: run the workflow again.';
function session_openSession(settings, world, onVaults = () => { }) {
    const { runner } = world;
    const { vaultHost: host, apiVersion, clientId, caCertificates: pems } = settings;
    if (pems.length > 0)
        saveEntry(runner, 'ca-certificate', { pems });
    world.trust(pems);
    const site = { host, apiVersion, clientId, referenceId: referenceId(world.run) };
    const ended = new AbortController();
    const vault = new Vault(site, stoppingWith(world, ended.signal));
    let opened;
    let ending;
    function onSession(value) {
        opened = value;
        saveEntry(runner, 'session', { state: 'open', site, value });
    }
    async function openOne() {
        const { signIn: given } = settings;
        const how = given.by === 'oidc' ? await exchangeOidcToken(given, world) : given;
        return signIn(how, vault, { onVaults, onSession });
    }
    const signedIn = openOne();
    signedIn.catch(() => { });
    async function close() {
        if (opened === undefined || world.stopping.aborted)
            return;
        ended.abort();
        await endSession(new Vault(site, world).as(opened));
        saveEntry(runner, 'session', { state: 'done' });
    }
    function end() {
        ending ??= close().catch(() => { });
        return ending;
    }
    function explain(error) {
        const isRejected = error.code === 'vault-session' && !isGiven(settings);
        return isRejected ? error.with({ hint: OWN_SESSION_REJECTED }) : error;
    }
    return { vault, signedIn, explain, end };
}
function isGiven({ signIn: { by } }) {
    return by === 'access-token' || by === 'session-id';
}

;// CONCATENATED MODULE: ./lib/action/run.js






async function run(world) {
    const { runner } = world;
    setOutputs([], false, runner);
    const read = readSettings(world);
    if (read.is === 'problems')
        return reportErrors(read.problems, runner);
    const { settings } = read;
    const session = session_openSession(settings, world, vaults => connectAhead(settings, vaults, world));
    connectAhead(settings, [], world);
    const results = await obtainAll(settings, session, trackTokens(settings, world), world);
    explainFailures(results, settings, session);
    setOutputs(results, isSingle(settings.target), runner);
    const outcome = reportErrors(errorsOf(results), runner);
    await session.end();
    writeSummary(results, settings.vaultHost, runner);
    return outcome;
}
function trackTokens({ target, delivery, vaultHost }, { runner }) {
    const results = [];
    return {
        save: (index, entry) => saveEntry(runner, `token-${index}`, entry),
        onResult(index, result) {
            results[index] = result;
            if (isSingle(target))
                setOutputs([result], true, runner);
            else if (delivery.to === 'output')
                runner.output('tokens', formatTokens(results));
            if (result.is !== 'planned')
                return;
            const { origin, plan } = result;
            const text = `Signed in to ${vaultHost}; for "${origin.displayName}" ${plan}. Nothing was generated.`;
            runner.notice('dry-run', text);
        }
    };
}
const DEAD_TOKEN = 'A token that no longer works can’t renew itself: run once with another sign-in and the same `secret-name`.';
function explainFailures(results, { signIn, target, delivery }, session) {
    const isOwnVault = target.is === 'vault' && delivery.to === 'secret';
    for (const result of results) {
        if (result.is !== 'failed')
            continue;
        const error = session.explain(result.error);
        const isDead = isOwnVault && signIn.by === 'access-token' && error.code === 'vault-session';
        result.error = isDead ? error.withHint(DEAD_TOKEN) : error;
    }
}

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
// EXTERNAL MODULE: external "crypto"
var external_crypto_ = __nccwpck_require__(982);
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_namespaceObject.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_namespaceObject.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_namespaceObject.EOL}`, {
        encoding: 'utf8'
    });
}
function file_command_prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_.randomUUID()}`;
    const convertedValue = utils_toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_namespaceObject.EOL}${convertedValue}${external_os_namespaceObject.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");
;// CONCATENATED MODULE: external "http"
const external_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");
var external_http_namespaceObject_0 = /*#__PURE__*/__nccwpck_require__.t(external_http_namespaceObject, 2);
;// CONCATENATED MODULE: external "https"
const external_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");
var external_https_namespaceObject_0 = /*#__PURE__*/__nccwpck_require__.t(external_https_namespaceObject, 2);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
    const usingSsl = reqUrl.protocol === 'https:';
    if (checkBypass(reqUrl)) {
        return undefined;
    }
    const proxyVar = (() => {
        if (usingSsl) {
            return process.env['https_proxy'] || process.env['HTTPS_PROXY'];
        }
        else {
            return process.env['http_proxy'] || process.env['HTTP_PROXY'];
        }
    })();
    if (proxyVar) {
        try {
            return new DecodedURL(proxyVar);
        }
        catch (_a) {
            if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://'))
                return new DecodedURL(`http://${proxyVar}`);
        }
    }
    else {
        return undefined;
    }
}
function checkBypass(reqUrl) {
    if (!reqUrl.hostname) {
        return false;
    }
    const reqHost = reqUrl.hostname;
    if (isLoopbackAddress(reqHost)) {
        return true;
    }
    const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || '';
    if (!noProxy) {
        return false;
    }
    // Determine the request port
    let reqPort;
    if (reqUrl.port) {
        reqPort = Number(reqUrl.port);
    }
    else if (reqUrl.protocol === 'http:') {
        reqPort = 80;
    }
    else if (reqUrl.protocol === 'https:') {
        reqPort = 443;
    }
    // Format the request hostname and hostname with port
    const upperReqHosts = [reqUrl.hostname.toUpperCase()];
    if (typeof reqPort === 'number') {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
    }
    // Compare request host against noproxy
    for (const upperNoProxyItem of noProxy
        .split(',')
        .map(x => x.trim().toUpperCase())
        .filter(x => x)) {
        if (upperNoProxyItem === '*' ||
            upperReqHosts.some(x => x === upperNoProxyItem ||
                x.endsWith(`.${upperNoProxyItem}`) ||
                (upperNoProxyItem.startsWith('.') &&
                    x.endsWith(`${upperNoProxyItem}`)))) {
            return true;
        }
    }
    return false;
}
function isLoopbackAddress(host) {
    const hostLower = host.toLowerCase();
    return (hostLower === 'localhost' ||
        hostLower.startsWith('127.') ||
        hostLower.startsWith('[::1]') ||
        hostLower.startsWith('[0:0:0:0:0:0:0:1]'));
}
class DecodedURL extends URL {
    constructor(url, base) {
        super(url, base);
        this._decodedUsername = decodeURIComponent(super.username);
        this._decodedPassword = decodeURIComponent(super.password);
    }
    get username() {
        return this._decodedUsername;
    }
    get password() {
        return this._decodedPassword;
    }
}
//# sourceMappingURL=proxy.js.map
;// CONCATENATED MODULE: ./stubs/absent.js
// Stands in the bundle for packages that the runner's libraries import and that are never called here.
const absent = () => {
  throw new Error('this is not part of the bundle')
}
// @actions/exec: @actions/core imports it for platform.getDetails(). So nothing in the bundle can start another program.
const absent_exec = (/* unused pure expression or super */ null && (absent))
const getExecOutput = (/* unused pure expression or super */ null && (absent))
// undici: @actions/http-client needs it for getAgentDispatcher(), which serves Octokit. Without it the bundle is a seventh.
const ProxyAgent = absent
// tunnel: @actions/http-client needs it for an agent of its own behind a proxy; it is given one (src/http.ts).
const httpOverHttp = absent
const httpOverHttps = absent
const httpsOverHttp = absent
const httpsOverHttps = absent

;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/index.js
/* eslint-disable @typescript-eslint/no-explicit-any */
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};





var HttpCodes;
(function (HttpCodes) {
    HttpCodes[HttpCodes["OK"] = 200] = "OK";
    HttpCodes[HttpCodes["MultipleChoices"] = 300] = "MultipleChoices";
    HttpCodes[HttpCodes["MovedPermanently"] = 301] = "MovedPermanently";
    HttpCodes[HttpCodes["ResourceMoved"] = 302] = "ResourceMoved";
    HttpCodes[HttpCodes["SeeOther"] = 303] = "SeeOther";
    HttpCodes[HttpCodes["NotModified"] = 304] = "NotModified";
    HttpCodes[HttpCodes["UseProxy"] = 305] = "UseProxy";
    HttpCodes[HttpCodes["SwitchProxy"] = 306] = "SwitchProxy";
    HttpCodes[HttpCodes["TemporaryRedirect"] = 307] = "TemporaryRedirect";
    HttpCodes[HttpCodes["PermanentRedirect"] = 308] = "PermanentRedirect";
    HttpCodes[HttpCodes["BadRequest"] = 400] = "BadRequest";
    HttpCodes[HttpCodes["Unauthorized"] = 401] = "Unauthorized";
    HttpCodes[HttpCodes["PaymentRequired"] = 402] = "PaymentRequired";
    HttpCodes[HttpCodes["Forbidden"] = 403] = "Forbidden";
    HttpCodes[HttpCodes["NotFound"] = 404] = "NotFound";
    HttpCodes[HttpCodes["MethodNotAllowed"] = 405] = "MethodNotAllowed";
    HttpCodes[HttpCodes["NotAcceptable"] = 406] = "NotAcceptable";
    HttpCodes[HttpCodes["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
    HttpCodes[HttpCodes["RequestTimeout"] = 408] = "RequestTimeout";
    HttpCodes[HttpCodes["Conflict"] = 409] = "Conflict";
    HttpCodes[HttpCodes["Gone"] = 410] = "Gone";
    HttpCodes[HttpCodes["TooManyRequests"] = 429] = "TooManyRequests";
    HttpCodes[HttpCodes["InternalServerError"] = 500] = "InternalServerError";
    HttpCodes[HttpCodes["NotImplemented"] = 501] = "NotImplemented";
    HttpCodes[HttpCodes["BadGateway"] = 502] = "BadGateway";
    HttpCodes[HttpCodes["ServiceUnavailable"] = 503] = "ServiceUnavailable";
    HttpCodes[HttpCodes["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));
var Headers;
(function (Headers) {
    Headers["Accept"] = "accept";
    Headers["ContentType"] = "content-type";
})(Headers || (Headers = {}));
var MediaTypes;
(function (MediaTypes) {
    MediaTypes["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
/**
 * Returns the proxy URL, depending upon the supplied url and proxy environment variables.
 * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
 */
function lib_getProxyUrl(serverUrl) {
    const proxyUrl = pm.getProxyUrl(new URL(serverUrl));
    return proxyUrl ? proxyUrl.href : '';
}
const HttpRedirectCodes = [
    HttpCodes.MovedPermanently,
    HttpCodes.ResourceMoved,
    HttpCodes.SeeOther,
    HttpCodes.TemporaryRedirect,
    HttpCodes.PermanentRedirect
];
const HttpResponseRetryCodes = [
    HttpCodes.BadGateway,
    HttpCodes.ServiceUnavailable,
    HttpCodes.GatewayTimeout
];
const RetryableHttpVerbs = ['OPTIONS', 'GET', 'DELETE', 'HEAD'];
const ExponentialBackoffCeiling = 10;
const ExponentialBackoffTimeSlice = 5;
class HttpClientError extends Error {
    constructor(message, statusCode) {
        super(message);
        this.name = 'HttpClientError';
        this.statusCode = statusCode;
        Object.setPrototypeOf(this, HttpClientError.prototype);
    }
}
class HttpClientResponse {
    constructor(message) {
        this.message = message;
    }
    readBody() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                let output = Buffer.alloc(0);
                this.message.on('data', (chunk) => {
                    output = Buffer.concat([output, chunk]);
                });
                this.message.on('end', () => {
                    resolve(output.toString());
                });
            }));
        });
    }
    readBodyBuffer() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                const chunks = [];
                this.message.on('data', (chunk) => {
                    chunks.push(chunk);
                });
                this.message.on('end', () => {
                    resolve(Buffer.concat(chunks));
                });
            }));
        });
    }
}
function isHttps(requestUrl) {
    const parsedUrl = new URL(requestUrl);
    return parsedUrl.protocol === 'https:';
}
class lib_HttpClient {
    constructor(userAgent, handlers, requestOptions) {
        this._ignoreSslError = false;
        this._allowRedirects = true;
        this._allowRedirectDowngrade = false;
        this._maxRedirects = 50;
        this._allowRetries = false;
        this._maxRetries = 1;
        this._keepAlive = false;
        this._disposed = false;
        this.userAgent = this._getUserAgentWithOrchestrationId(userAgent);
        this.handlers = handlers || [];
        this.requestOptions = requestOptions;
        if (requestOptions) {
            if (requestOptions.ignoreSslError != null) {
                this._ignoreSslError = requestOptions.ignoreSslError;
            }
            this._socketTimeout = requestOptions.socketTimeout;
            if (requestOptions.allowRedirects != null) {
                this._allowRedirects = requestOptions.allowRedirects;
            }
            if (requestOptions.allowRedirectDowngrade != null) {
                this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
            }
            if (requestOptions.maxRedirects != null) {
                this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
            }
            if (requestOptions.keepAlive != null) {
                this._keepAlive = requestOptions.keepAlive;
            }
            if (requestOptions.allowRetries != null) {
                this._allowRetries = requestOptions.allowRetries;
            }
            if (requestOptions.maxRetries != null) {
                this._maxRetries = requestOptions.maxRetries;
            }
        }
    }
    options(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('OPTIONS', requestUrl, null, additionalHeaders || {});
        });
    }
    get(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('GET', requestUrl, null, additionalHeaders || {});
        });
    }
    del(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('DELETE', requestUrl, null, additionalHeaders || {});
        });
    }
    post(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('POST', requestUrl, data, additionalHeaders || {});
        });
    }
    patch(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PATCH', requestUrl, data, additionalHeaders || {});
        });
    }
    put(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PUT', requestUrl, data, additionalHeaders || {});
        });
    }
    head(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('HEAD', requestUrl, null, additionalHeaders || {});
        });
    }
    sendStream(verb, requestUrl, stream, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request(verb, requestUrl, stream, additionalHeaders);
        });
    }
    /**
     * Gets a typed object from an endpoint
     * Be aware that not found returns a null.  Other errors (4xx, 5xx) reject the promise
     */
    getJson(requestUrl_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            const res = yield this.get(requestUrl, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    postJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.post(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    putJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.put(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    patchJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.patch(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    /**
     * Makes a raw http request.
     * All other methods such as get, post, patch, and request ultimately call this.
     * Prefer get, del, post and patch
     */
    request(verb, requestUrl, data, headers) {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._disposed) {
                throw new Error('Client has already been disposed.');
            }
            const parsedUrl = new URL(requestUrl);
            let info = this._prepareRequest(verb, parsedUrl, headers);
            // Only perform retries on reads since writes may not be idempotent.
            const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb)
                ? this._maxRetries + 1
                : 1;
            let numTries = 0;
            let response;
            do {
                response = yield this.requestRaw(info, data);
                // Check if it's an authentication challenge
                if (response &&
                    response.message &&
                    response.message.statusCode === HttpCodes.Unauthorized) {
                    let authenticationHandler;
                    for (const handler of this.handlers) {
                        if (handler.canHandleAuthentication(response)) {
                            authenticationHandler = handler;
                            break;
                        }
                    }
                    if (authenticationHandler) {
                        return authenticationHandler.handleAuthentication(this, info, data);
                    }
                    else {
                        // We have received an unauthorized response but have no handlers to handle it.
                        // Let the response return to the caller.
                        return response;
                    }
                }
                let redirectsRemaining = this._maxRedirects;
                while (response.message.statusCode &&
                    HttpRedirectCodes.includes(response.message.statusCode) &&
                    this._allowRedirects &&
                    redirectsRemaining > 0) {
                    const redirectUrl = response.message.headers['location'];
                    if (!redirectUrl) {
                        // if there's no location to redirect to, we won't
                        break;
                    }
                    const parsedRedirectUrl = new URL(redirectUrl);
                    if (parsedUrl.protocol === 'https:' &&
                        parsedUrl.protocol !== parsedRedirectUrl.protocol &&
                        !this._allowRedirectDowngrade) {
                        throw new Error('Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.');
                    }
                    // we need to finish reading the response before reassigning response
                    // which will leak the open socket.
                    yield response.readBody();
                    // strip authorization header if redirected to a different hostname
                    if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
                        for (const header in headers) {
                            // header names are case insensitive
                            if (header.toLowerCase() === 'authorization') {
                                delete headers[header];
                            }
                        }
                    }
                    // let's make the request with the new redirectUrl
                    info = this._prepareRequest(verb, parsedRedirectUrl, headers);
                    response = yield this.requestRaw(info, data);
                    redirectsRemaining--;
                }
                if (!response.message.statusCode ||
                    !HttpResponseRetryCodes.includes(response.message.statusCode)) {
                    // If not a retry code, return immediately instead of retrying
                    return response;
                }
                numTries += 1;
                if (numTries < maxTries) {
                    yield response.readBody();
                    yield this._performExponentialBackoff(numTries);
                }
            } while (numTries < maxTries);
            return response;
        });
    }
    /**
     * Needs to be called if keepAlive is set to true in request options.
     */
    dispose() {
        if (this._agent) {
            this._agent.destroy();
        }
        this._disposed = true;
    }
    /**
     * Raw request.
     * @param info
     * @param data
     */
    requestRaw(info, data) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => {
                function callbackForResult(err, res) {
                    if (err) {
                        reject(err);
                    }
                    else if (!res) {
                        // If `err` is not passed, then `res` must be passed.
                        reject(new Error('Unknown error'));
                    }
                    else {
                        resolve(res);
                    }
                }
                this.requestRawWithCallback(info, data, callbackForResult);
            });
        });
    }
    /**
     * Raw request with callback.
     * @param info
     * @param data
     * @param onResult
     */
    requestRawWithCallback(info, data, onResult) {
        if (typeof data === 'string') {
            if (!info.options.headers) {
                info.options.headers = {};
            }
            info.options.headers['Content-Length'] = Buffer.byteLength(data, 'utf8');
        }
        let callbackCalled = false;
        function handleResult(err, res) {
            if (!callbackCalled) {
                callbackCalled = true;
                onResult(err, res);
            }
        }
        const req = info.httpModule.request(info.options, (msg) => {
            const res = new HttpClientResponse(msg);
            handleResult(undefined, res);
        });
        let socket;
        req.on('socket', sock => {
            socket = sock;
        });
        // If we ever get disconnected, we want the socket to timeout eventually
        req.setTimeout(this._socketTimeout || 3 * 60000, () => {
            if (socket) {
                socket.end();
            }
            handleResult(new Error(`Request timeout: ${info.options.path}`));
        });
        req.on('error', function (err) {
            // err has statusCode property
            // res should have headers
            handleResult(err);
        });
        if (data && typeof data === 'string') {
            req.write(data, 'utf8');
        }
        if (data && typeof data !== 'string') {
            data.on('close', function () {
                req.end();
            });
            data.pipe(req);
        }
        else {
            req.end();
        }
    }
    /**
     * Gets an http agent. This function is useful when you need an http agent that handles
     * routing through a proxy server - depending upon the url and proxy environment variables.
     * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
     */
    getAgent(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        return this._getAgent(parsedUrl);
    }
    getAgentDispatcher(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (!useProxy) {
            return;
        }
        return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
    }
    _prepareRequest(method, requestUrl, headers) {
        const info = {};
        info.parsedUrl = requestUrl;
        const usingSsl = info.parsedUrl.protocol === 'https:';
        info.httpModule = usingSsl ? external_https_namespaceObject_0 : external_http_namespaceObject_0;
        const defaultPort = usingSsl ? 443 : 80;
        info.options = {};
        info.options.host = info.parsedUrl.hostname;
        info.options.port = info.parsedUrl.port
            ? parseInt(info.parsedUrl.port)
            : defaultPort;
        info.options.path =
            (info.parsedUrl.pathname || '') + (info.parsedUrl.search || '');
        info.options.method = method;
        info.options.headers = this._mergeHeaders(headers);
        if (this.userAgent != null) {
            info.options.headers['user-agent'] = this.userAgent;
        }
        info.options.agent = this._getAgent(info.parsedUrl);
        // gives handlers an opportunity to participate
        if (this.handlers) {
            for (const handler of this.handlers) {
                handler.prepareRequest(info.options);
            }
        }
        return info;
    }
    _mergeHeaders(headers) {
        if (this.requestOptions && this.requestOptions.headers) {
            return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
        }
        return lowercaseKeys(headers || {});
    }
    /**
     * Gets an existing header value or returns a default.
     * Handles converting number header values to strings since HTTP headers must be strings.
     * Note: This returns string | string[] since some headers can have multiple values.
     * For headers that must always be a single string (like Content-Type), use the
     * specialized _getExistingOrDefaultContentTypeHeader method instead.
     */
    _getExistingOrDefaultHeader(additionalHeaders, header, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
            if (headerValue) {
                clientHeader =
                    typeof headerValue === 'number' ? headerValue.toString() : headerValue;
            }
        }
        const additionalValue = additionalHeaders[header];
        if (additionalValue !== undefined) {
            return typeof additionalValue === 'number'
                ? additionalValue.toString()
                : additionalValue;
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    /**
     * Specialized version of _getExistingOrDefaultHeader for Content-Type header.
     * Always returns a single string (not an array) since Content-Type should be a single value.
     * Converts arrays to comma-separated strings and numbers to strings to ensure type safety.
     * This was split from _getExistingOrDefaultHeader to provide stricter typing for callers
     * that assign the result to places expecting a string (e.g., additionalHeaders[Headers.ContentType]).
     */
    _getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
            if (headerValue) {
                if (typeof headerValue === 'number') {
                    clientHeader = String(headerValue);
                }
                else if (Array.isArray(headerValue)) {
                    clientHeader = headerValue.join(', ');
                }
                else {
                    clientHeader = headerValue;
                }
            }
        }
        const additionalValue = additionalHeaders[Headers.ContentType];
        // Return the first non-undefined value, converting numbers or arrays to strings if necessary
        if (additionalValue !== undefined) {
            if (typeof additionalValue === 'number') {
                return String(additionalValue);
            }
            else if (Array.isArray(additionalValue)) {
                return additionalValue.join(', ');
            }
            else {
                return additionalValue;
            }
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    _getAgent(parsedUrl) {
        let agent;
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (this._keepAlive && useProxy) {
            agent = this._proxyAgent;
        }
        if (!useProxy) {
            agent = this._agent;
        }
        // if agent is already assigned use that agent.
        if (agent) {
            return agent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        let maxSockets = 100;
        if (this.requestOptions) {
            maxSockets = this.requestOptions.maxSockets || external_http_namespaceObject.globalAgent.maxSockets;
        }
        // This is `useProxy` again, but we need to check `proxyURl` directly for TypeScripts's flow analysis.
        if (proxyUrl && proxyUrl.hostname) {
            const agentOptions = {
                maxSockets,
                keepAlive: this._keepAlive,
                proxy: Object.assign(Object.assign({}, ((proxyUrl.username || proxyUrl.password) && {
                    proxyAuth: `${proxyUrl.username}:${proxyUrl.password}`
                })), { host: proxyUrl.hostname, port: proxyUrl.port })
            };
            let tunnelAgent;
            const overHttps = proxyUrl.protocol === 'https:';
            if (usingSsl) {
                tunnelAgent = overHttps ? httpsOverHttps : httpsOverHttp;
            }
            else {
                tunnelAgent = overHttps ? httpOverHttps : httpOverHttp;
            }
            agent = tunnelAgent(agentOptions);
            this._proxyAgent = agent;
        }
        // if tunneling agent isn't assigned create a new agent
        if (!agent) {
            const options = { keepAlive: this._keepAlive, maxSockets };
            agent = usingSsl ? new external_https_namespaceObject.Agent(options) : new external_http_namespaceObject.Agent(options);
            this._agent = agent;
        }
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            agent.options = Object.assign(agent.options || {}, {
                rejectUnauthorized: false
            });
        }
        return agent;
    }
    _getProxyAgentDispatcher(parsedUrl, proxyUrl) {
        let proxyAgent;
        if (this._keepAlive) {
            proxyAgent = this._proxyAgentDispatcher;
        }
        // if agent is already assigned use that agent.
        if (proxyAgent) {
            return proxyAgent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        proxyAgent = new ProxyAgent(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, ((proxyUrl.username || proxyUrl.password) && {
            token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString('base64')}`
        })));
        this._proxyAgentDispatcher = proxyAgent;
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, {
                rejectUnauthorized: false
            });
        }
        return proxyAgent;
    }
    _getUserAgentWithOrchestrationId(userAgent) {
        const baseUserAgent = userAgent || 'actions/http-client';
        const orchId = process.env['ACTIONS_ORCHESTRATION_ID'];
        if (orchId) {
            // Sanitize the orchestration ID to ensure it contains only valid characters
            // Valid characters: 0-9, a-z, _, -, .
            const sanitizedId = orchId.replace(/[^a-z0-9_.-]/gi, '_');
            return `${baseUserAgent} actions_orchestration_id/${sanitizedId}`;
        }
        return baseUserAgent;
    }
    _performExponentialBackoff(retryNumber) {
        return __awaiter(this, void 0, void 0, function* () {
            retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
            const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
            return new Promise(resolve => setTimeout(() => resolve(), ms));
        });
    }
    _processResponse(res, options) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => __awaiter(this, void 0, void 0, function* () {
                const statusCode = res.message.statusCode || 0;
                const response = {
                    statusCode,
                    result: null,
                    headers: {}
                };
                // not found leads to null obj returned
                if (statusCode === HttpCodes.NotFound) {
                    resolve(response);
                }
                // get the result from the body
                function dateTimeDeserializer(key, value) {
                    if (typeof value === 'string') {
                        const a = new Date(value);
                        if (!isNaN(a.valueOf())) {
                            return a;
                        }
                    }
                    return value;
                }
                let obj;
                let contents;
                try {
                    contents = yield res.readBody();
                    if (contents && contents.length > 0) {
                        if (options && options.deserializeDates) {
                            obj = JSON.parse(contents, dateTimeDeserializer);
                        }
                        else {
                            obj = JSON.parse(contents);
                        }
                        response.result = obj;
                    }
                    response.headers = res.message.headers;
                }
                catch (err) {
                    // Invalid resource (contents not json);  leaving result obj null
                }
                // note that 3xx redirects are handled by the http layer.
                if (statusCode > 299) {
                    let msg;
                    // if exception/error in body, attempt to get better error
                    if (obj && obj.message) {
                        msg = obj.message;
                    }
                    else if (contents && contents.length > 0) {
                        // it may be the case that the exception is in the body message as string
                        msg = contents;
                    }
                    else {
                        msg = `Failed request: (${statusCode})`;
                    }
                    const err = new HttpClientError(msg, statusCode);
                    err.result = response.result;
                    reject(err);
                }
                else {
                    resolve(response);
                }
            }));
        });
    }
}
const lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => ((c[k.toLowerCase()] = obj[k]), c), {});
//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/auth.js
var auth_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
class BasicCredentialHandler {
    constructor(username, password) {
        this.username = username;
        this.password = password;
    }
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`${this.username}:${this.password}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return auth_awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class auth_BearerCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Bearer ${this.token}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return auth_awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class PersonalAccessTokenCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`PAT:${this.token}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return auth_awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
//# sourceMappingURL=auth.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/oidc-utils.js
var oidc_utils_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



class oidc_utils_OidcClient {
    static createHttpClient(allowRetry = true, maxRetry = 10) {
        const requestOptions = {
            allowRetries: allowRetry,
            maxRetries: maxRetry
        };
        return new HttpClient('actions/oidc-client', [new BearerCredentialHandler(oidc_utils_OidcClient.getRequestToken())], requestOptions);
    }
    static getRequestToken() {
        const token = process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
        if (!token) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable');
        }
        return token;
    }
    static getIDTokenUrl() {
        const runtimeUrl = process.env['ACTIONS_ID_TOKEN_REQUEST_URL'];
        if (!runtimeUrl) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable');
        }
        return runtimeUrl;
    }
    static getCall(id_token_url) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            var _a;
            const httpclient = oidc_utils_OidcClient.createHttpClient();
            const res = yield httpclient
                .getJson(id_token_url)
                .catch(error => {
                throw new Error(`Failed to get ID Token. \n 
        Error Code : ${error.statusCode}\n 
        Error Message: ${error.message}`);
            });
            const id_token = (_a = res.result) === null || _a === void 0 ? void 0 : _a.value;
            if (!id_token) {
                throw new Error('Response json body do not have ID Token field');
            }
            return id_token;
        });
    }
    static getIDToken(audience) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            try {
                // New ID Token is requested from action service
                let id_token_url = oidc_utils_OidcClient.getIDTokenUrl();
                if (audience) {
                    const encodedAudience = encodeURIComponent(audience);
                    id_token_url = `${id_token_url}&audience=${encodedAudience}`;
                }
                debug(`ID token url is ${id_token_url}`);
                const id_token = yield oidc_utils_OidcClient.getCall(id_token_url);
                setSecret(id_token);
                return id_token;
            }
            catch (error) {
                throw new Error(`Error message: ${error.message}`);
            }
        });
    }
}
//# sourceMappingURL=oidc-utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/summary.js
var summary_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = external_fs_namespaceObject.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return summary_awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_namespaceObject.constants.R_OK | external_fs_namespaceObject.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return summary_awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return summary_awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(external_os_namespaceObject.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = (/* unused pure expression or super */ null && (_summary));
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/path-utils.js

/**
 * toPosixPath converts the given path to the posix form. On Windows, \\ will be
 * replaced with /.
 *
 * @param pth. Path to transform.
 * @return string Posix path.
 */
function toPosixPath(pth) {
    return pth.replace(/[\\]/g, '/');
}
/**
 * toWin32Path converts the given path to the win32 form. On Linux, / will be
 * replaced with \\.
 *
 * @param pth. Path to transform.
 * @return string Win32 path.
 */
function toWin32Path(pth) {
    return pth.replace(/[/]/g, '\\');
}
/**
 * toPlatformPath converts the given path to a platform-specific path. It does
 * this by replacing instances of / and \ with the platform-specific path
 * separator.
 *
 * @param pth The path to platformize.
 * @return string The platform-specific path.
 */
function toPlatformPath(pth) {
    return pth.replace(/[/\\]/g, path.sep);
}
//# sourceMappingURL=path-utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/platform.js
var platform_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const getWindowsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout: version } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Version"', undefined, {
        silent: true
    });
    const { stdout: name } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Caption"', undefined, {
        silent: true
    });
    return {
        name: name.trim(),
        version: version.trim()
    };
});
const getMacOsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    var _a, _b, _c, _d;
    const { stdout } = yield exec.getExecOutput('sw_vers', undefined, {
        silent: true
    });
    const version = (_b = (_a = stdout.match(/ProductVersion:\s*(.+)/)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : '';
    const name = (_d = (_c = stdout.match(/ProductName:\s*(.+)/)) === null || _c === void 0 ? void 0 : _c[1]) !== null && _d !== void 0 ? _d : '';
    return {
        name,
        version
    };
});
const getLinuxInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout } = yield exec.getExecOutput('lsb_release', ['-i', '-r', '-s'], {
        silent: true
    });
    const [name, version] = stdout.trim().split('\n');
    return {
        name,
        version
    };
});
const platform = external_os_namespaceObject.platform();
const arch = external_os_namespaceObject.arch();
const isWindows = platform === 'win32';
const isMacOS = platform === 'darwin';
const isLinux = platform === 'linux';
function getDetails() {
    return platform_awaiter(this, void 0, void 0, function* () {
        return Object.assign(Object.assign({}, (yield (isWindows
            ? getWindowsInfo()
            : isMacOS
                ? getMacOsInfo()
                : getLinuxInfo()))), { platform,
            arch,
            isWindows,
            isMacOS,
            isLinux });
    });
}
//# sourceMappingURL=platform.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function core_setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_namespaceObject.EOL);
    command_issueCommand('set-output', { name }, utils_toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function core_debug(message) {
    issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    command_issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_namespaceObject.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return core_awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return file_command_issueFileCommand('STATE', file_command_prepareKeyValueMessage(name, value));
    }
    command_issueCommand('save-state', { name }, utils_toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return core_awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map
;// CONCATENATED MODULE: ./lib/core/runner.js





function githubRunner() {
    const { maskSecret, redact } = createCredentialStore(core_setSecret);
    const line = (text) => neutralize(redact(text));
    const outputs = new Map();
    return {
        input: (name) => trimPasted(getInput(name)),
        rawInput: (name) => trimRaw(getInput(name, { trimWhitespace: false })),
        maskSecret,
        quote: (text) => quote(redact(text)),
        output(name, value) {
            if (outputs.get(name) === value)
                return;
            outputs.set(name, value);
            runner_writeFile('GITHUB_OUTPUT', () => setOutput(name, value));
        },
        saveState: (name, value) => runner_writeFile('GITHUB_STATE', () => saveState(name, value)),
        savedState() {
            const saved = Object.entries(process.env).filter(([name]) => name.startsWith('STATE_'));
            return Object.fromEntries(saved.map(([name, value = '']) => [name.slice('STATE_'.length), value]));
        },
        checkFiles() {
            for (const variable of ['GITHUB_OUTPUT', 'GITHUB_STATE'])
                runner_writeFile(variable, () => { });
        },
        info: (text) => info(line(text)),
        notice: (title, text) => notice(line(text), { title }),
        warning: (title, text) => warning(line(text), { title }),
        error: (title, text) => error(line(text), { title }),
        summary(markdown) {
            const file = process.env.GITHUB_STEP_SUMMARY;
            if (file)
                (0,external_node_fs_namespaceObject.appendFileSync)(file, redact(markdown));
        }
    };
}
function trimRaw(text) {
    const whole = text.replace(/^\ufeff|(?<![\r\n])[\r\n]+$/g, '');
    return trimPasted(whole) === '' ? '' : whole;
}
function runner_writeFile(variable, write) {
    try {
        (0,external_node_fs_namespaceObject.accessSync)(process.env[variable] ?? '', external_node_fs_namespaceObject.constants.W_OK);
        write();
    }
    catch (thrown) {
        throw new ActionError('internal', `Could not write the runner’s file ${variable}: ${Object(thrown).code}.`, 'Check that the runner is up to date, that its disk is not full, that its user may write there, and that no other step or program (a virus scanner, a backup) removes or locks the file; then run again.');
    }
}

;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");
;// CONCATENATED MODULE: external "node:tls"
const external_node_tls_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");
;// CONCATENATED MODULE: external "node:zlib"
const external_node_zlib_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");
;// CONCATENATED MODULE: external "node:events"
const external_node_events_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");
;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");
;// CONCATENATED MODULE: external "node:net"
const external_node_net_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");
;// CONCATENATED MODULE: ./lib/net/network-errors.js
class NetworkError extends Error {
    code;
    hint;
    isLasting;
    constructor(reason, code = '', hint, isLasting = hint !== undefined) {
        super(reason);
        this.code = code;
        this.hint = hint;
        this.isLasting = isLasting;
    }
}
const CHECK_PROXY = 'Check HTTPS_PROXY (most proxies need http://; https:// is for a proxy that is itself reached over TLS), and that the proxy runs and the runner can reach it.';
const CHECK_PEER = 'Check what answers there (DNS, proxy, firewall): it does not speak TLS and HTTP as Vault and GitHub do.';
const MEANINGS = [
    [/^(ENOTFOUND|EAI_AGAIN)$/, 'its name could not be resolved'],
    [/^ECONNREFUSED$/, 'the connection was refused'],
    [/^E(HOST|NET)UNREACH$/, 'the host is unreachable'],
    [/^(ETIMEDOUT|ABORT_ERR)$/, 'the host did not respond in time'],
    [
        /^(ECONNRESET|ECONNABORTED|EPIPE)$/,
        'the connection or its TLS handshake was cut',
        'Check what is between the runner and the host: some firewalls and proxies cut handshakes that they do not understand or allow.',
        false
    ],
    [/^HPE_/, 'the response is not valid HTTP', CHECK_PEER],
    [
        /^status 407/,
        'the proxy refused the connection',
        'Check the user and the password in HTTPS_PROXY (http://USER:PASSWORD@HOST:PORT, percent-encoded); the action supports only Basic, which the proxy has to offer.'
    ],
    [
        /^status (408|429|5..)/,
        'the proxy refused the connection',
        'The proxy does not reach the host, or allows no further connection: check the host name and the proxy, and run again.',
        false
    ],
    [
        /^status/,
        'the proxy refused the connection',
        'Have this host (port 443) allowed on the proxy, or add it to NO_PROXY if the runner may reach it directly.'
    ],
    [
        /^ERR_TLS_CERT_ALTNAME_INVALID$/,
        'its certificate is for another host',
        'Something else answers under this name: check the name, the DNS that the runner uses, and what is in between (proxy, firewall).'
    ],
    [
        /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/,
        'its certificate, or that of its authority, has expired or is not valid yet',
        'Check the clock of the runner, and have the certificate renewed by those who run the host, or a proxy that inspects TLS.'
    ],
    [
        /^UNSPECIFIED: .* too weak$/,
        'its certificate, or that of its authority, is too weak',
        'Have it replaced by those who run the host, or a proxy that inspects TLS: with a key of at least 2,048 bits (RSA) and a signature by SHA-256.'
    ],
    [
        /^(DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY)_|CERT_SIGNATURE_FAILURE|CERT_UNTRUSTED|INVALID_CA)/,
        'its certificate is not trusted',
        'Add the certificate of the authority that signed it to `ca-certificate`; a proxy or firewall that inspects TLS has one of its own. Certificates are always checked, whatever NODE_TLS_REJECT_UNAUTHORIZED says.'
    ],
    [
        /^(CERT_|CRL_|UNABLE_TO_|HOSTNAME_|INVALID_|PATH_|UNSPECIFIED)/,
        'its certificate is not valid',
        'Have it replaced by those who run the host, or a proxy that inspects TLS.'
    ],
    [
        /^ERR_(INVALID_CHAR|INVALID_ARG|INVALID_HTTP_TOKEN|HTTP_INVALID_HEADER|UNESCAPED_CHARACTERS)/,
        'the request could not be made',
        'A credential or another input contains a character that no request can carry: check what was pasted.'
    ],
    [/^(ERR_SSL_|ERR_TLS_|EPROTO)/, 'the TLS handshake failed', CHECK_PEER]
];
function explainError(thrown, isSent = false) {
    if (thrown instanceof NetworkError)
        return thrown;
    const { code: given = 'no code', message } = Object(thrown);
    const code = given === 'UNSPECIFIED' ? `${given}: ${message}` : given;
    const isLost = isSent && !/^HPE_/.test(code);
    const meaning = isLost ? undefined : MEANINGS.find(([codes]) => codes.test(code));
    const usual = isLost ? 'the connection was lost' : 'no connection was made';
    const [, reason = usual, hint, isLasting] = meaning ?? [];
    return new NetworkError(`${reason} (${code})`, code, hint, isLasting);
}
function explainProxyError(thrown) {
    if (thrown instanceof NetworkError)
        return thrown;
    const { message, code, hint = '', isLasting } = explainError(thrown);
    const reason = `the proxy could not be reached: ${message}`;
    return new NetworkError(reason, code, `${hint} ${CHECK_PROXY}`.trim(), isLasting);
}

;// CONCATENATED MODULE: ./lib/net/connection.js







const OPEN_TIMEOUT_MS = 20_000;
const ADDRESS_TIMEOUT_MS = 2_500;
const IDLE_MS = { used: 4_000, unused: 10_000 };
const OPEN_AHEAD = 2;
class Connections extends external_node_https_namespaceObject.Agent {
    trusted;
    #proxies;
    #spares = new Map();
    constructor(proxies) {
        super({ keepAlive: true, timeout: IDLE_MS.used, scheduling: 'fifo' });
        this.#proxies = proxies;
        external_node_net_namespaceObject.setDefaultAutoSelectFamilyAttemptTimeout(ADDRESS_TIMEOUT_MS);
    }
    async openAhead(host) {
        const name = this.getName({ host, port: 443 });
        const spares = this.#sparesOf(name);
        const free = this.freeSockets[name]?.length ?? 0;
        for (let ready = free + spares.size; ready < OPEN_AHEAD; ready++)
            this.#openSpare(host, spares);
        if (free > 0)
            return;
        await Promise.any(spares).catch(({ errors }) => Promise.reject(errors[0]));
    }
    getName({ host, port } = {}) {
        return `${host}:${port}`;
    }
    createConnection({ host, port }, done) {
        const failed = (error) => done?.(error, undefined);
        this.#take(String(host), Number(port)).then(socket => done?.(null, socket), failed);
    }
    keepSocketAlive(socket) {
        watchIdle(socket);
        return super.keepSocketAlive(socket);
    }
    reuseSocket(socket, request) {
        unwatchIdle(socket);
        super.reuseSocket(socket, request);
    }
    async #take(host, port) {
        const spares = this.#sparesOf(this.getName({ host, port }));
        for (const spare of spares) {
            spares.delete(spare);
            const socket = await spare;
            unwatchIdle(socket);
            if (!socket.destroyed)
                return socket.setTimeout(0).ref();
        }
        return this.#open(host, port);
    }
    #sparesOf(name) {
        const spares = this.#spares.get(name) ?? new Set();
        this.#spares.set(name, spares);
        return spares;
    }
    #openSpare(host, spares) {
        const spare = this.#open(host, 443);
        spares.add(spare);
        const drop = () => spares.delete(spare);
        spare.then(socket => {
            watchIdle(socket);
            socket.setTimeout(IDLE_MS.unused).unref().once('close', drop);
        }, drop);
    }
    async #open(host, port) {
        const { mistake, proxyFor } = this.#proxies;
        if (mistake !== undefined)
            throw new NetworkError(mistake, '', undefined, true);
        const proxy = proxyFor(host, port);
        const timeout = new AbortController();
        const timer = setTimeout(() => timeout.abort(), OPEN_TIMEOUT_MS);
        this.trusted ??= external_node_tls_namespaceObject.createSecureContext();
        const opening = { trusted: this.trusted, signal: timeout.signal };
        try {
            const tunnel = proxy && (await openTunnel(proxy, `${host}:${port}`, opening));
            return await connectTls(host, tunnel ? { socket: tunnel } : { port }, opening);
        }
        catch (thrown) {
            const error = explainError(thrown);
            if (proxy !== undefined && !error.isLasting)
                this.#closeIdle();
            throw error;
        }
        finally {
            clearTimeout(timer);
        }
    }
    #closeIdle() {
        for (const socket of Object.values(this.freeSockets).flat())
            socket?.destroy();
    }
}
const IDLE_EVENTS = ['data', 'end', 'timeout'];
function discard() {
    this.destroy();
}
function watchIdle(socket) {
    for (const event of IDLE_EVENTS)
        socket.on(event, discard);
}
function unwatchIdle(socket) {
    for (const event of IDLE_EVENTS)
        socket.off(event, discard);
}
function connectTls(host, over, { trusted, signal }) {
    const name = withoutBrackets(host);
    const socket = external_node_tls_namespaceObject.connect({
        host: name,
        servername: external_node_net_namespaceObject.isIP(name) === 0 ? name : '',
        secureContext: trusted,
        rejectUnauthorized: true,
        ALPNProtocols: ['http/1.1'],
        ...over
    });
    return whenReady(socket, 'secureConnect', signal);
}
function withoutBrackets(host) {
    return host.replace(/^\[(.*)\]$/, '$1');
}
async function whenReady(socket, event, signal) {
    socket.setNoDelay(true).on('error', () => { });
    try {
        await (0,external_node_events_namespaceObject.once)(socket, event, { signal });
        return socket;
    }
    catch (thrown) {
        socket.destroy();
        throw thrown;
    }
}
async function openTunnel(proxy, target, opening) {
    try {
        const socket = await connectToProxy(proxy, opening);
        const headers = { host: target };
        const authorization = proxyAuthorization(proxy);
        if (authorization !== undefined)
            headers['proxy-authorization'] = authorization;
        const options = { method: 'CONNECT', path: target, headers, signal: opening.signal };
        const request = external_node_http_namespaceObject.request({ ...options, createConnection: () => socket });
        request.on('error', () => { });
        const [{ statusCode, headers: received }] = await (0,external_node_events_namespaceObject.once)(request.end(), 'connect');
        if (statusCode < 300)
            return socket;
        socket.destroy();
        throw explainError({ code: proxyRefusal(statusCode, received['proxy-authenticate']) });
    }
    catch (thrown) {
        throw explainProxyError(thrown);
    }
}
function proxyRefusal(status, offered = '') {
    const schemes = offered.match(/\b(Basic|Bearer|Digest|Kerberos|Negotiate|NTLM)\b/gi) ?? [];
    return [`status ${status}`, ...schemes].join(', ');
}
function connectToProxy(proxy, opening) {
    const isTls = proxy.protocol === 'https:';
    const port = Number(proxy.port) || (isTls ? 443 : 80);
    if (isTls)
        return connectTls(proxy.hostname, { port }, opening);
    const socket = external_node_net_namespaceObject.connect({ host: withoutBrackets(proxy.hostname), port });
    return whenReady(socket, 'connect', opening.signal);
}

;// CONCATENATED MODULE: ./lib/net/http.js









const ABORT_GRACE_MS = 5_000;
const CONNECT_TIMEOUT_MS = 30_000;
const LIMIT_BYTES = 1024 * 1024;
function createTransport(stopping, environment) {
    delete environment.NODE_TLS_REJECT_UNAUTHORIZED;
    const connections = new Connections(readProxySettings(environment));
    return {
        send: request => withDeadline(request.deadlineMs, stopping, call => exchange(request, connections, call)),
        connect: host => withDeadline(CONNECT_TIMEOUT_MS, stopping, () => connections.openAhead(host)),
        trust(pems) {
            if (pems.length === 0)
                return;
            const ca = [...external_node_tls_namespaceObject.getCACertificates('default'), ...pems];
            connections.trusted = external_node_tls_namespaceObject.createSecureContext({ ca, allowPartialTrustChain: true });
        }
    };
}
async function exchange({ method, url, headers, body }, agent, call) {
    await (0,promises_namespaceObject.setImmediate)();
    await (0,promises_namespaceObject.setImmediate)();
    const options = {
        method,
        host: url.hostname,
        port: Number(url.port) || 443,
        path: url.pathname + url.search,
        headers: { ...headers },
        agent,
        signal: call.signal
    };
    const request = (...given) => external_node_https_namespaceObject.request(...given).once('socket', socket => {
        call.isSent = !socket.destroyed;
    });
    const info = { options, parsedUrl: url, httpModule: { ...external_node_https_namespaceObject, request } };
    const { message } = await new lib_HttpClient().requestRaw(info, body ?? null);
    const { statusCode: status = 0 } = message;
    const received = Object.entries(message.headers).map(([name, value]) => [name, String(value)]);
    const text = await readText(message);
    return { is: 'response', status, headers: Object.fromEntries(received), text };
}
async function readText(message) {
    const chunks = [];
    let size = 0;
    for await (const chunk of message) {
        chunks.push(chunk);
        size += chunk.length;
        if (size > LIMIT_BYTES)
            throw new NetworkError('the response is larger than 1 MiB');
    }
    return decode(Buffer.concat(chunks), message.headers['content-encoding']);
}
function decode(body, encoding = 'identity') {
    const isPlain = encoding === 'identity' || body.length === 0;
    try {
        const plain = isPlain ? body : (0,external_node_zlib_namespaceObject.unzipSync)(body, { maxOutputLength: LIMIT_BYTES });
        return new TextDecoder().decode(plain);
    }
    catch (thrown) {
        throw new NetworkError(`the response could not be decompressed (${Object(thrown).code})`);
    }
}
async function withDeadline(deadlineMs, stopping, work) {
    const abort = new AbortController();
    const call = { signal: abort.signal, isSent: false };
    const givenUp = Promise.withResolvers();
    function giveUp(when) {
        const reason = call.isSent ? 'there was no complete response' : 'no connection was made';
        givenUp.reject(new NetworkError(`${reason} ${when}`));
        abort.abort();
    }
    const timers = [setTimeout(giveUp, deadlineMs, `within ${deadlineMs / 1000} seconds`)];
    function stop() {
        timers.push(setTimeout(giveUp, ABORT_GRACE_MS, `before ${abortReason(stopping)}`));
    }
    stopping.addEventListener('abort', stop);
    try {
        if (stopping.aborted)
            throw new NetworkError(abortReason(stopping), '', undefined, true);
        return await Promise.race([work(call), givenUp.promise]);
    }
    catch (thrown) {
        const { isSent: maybeSent } = call;
        const { message: reason, code, isLasting, hint } = explainError(thrown, maybeSent);
        return { is: 'no-response', reason, code, maybeSent, isLasting, hint };
    }
    finally {
        for (const timer of timers)
            clearTimeout(timer);
        stopping.removeEventListener('abort', stop);
    }
}

;// CONCATENATED MODULE: ./lib/action/step.js









const EXIT_AFTER_SIGNAL_MS = 6_500;
const EXIT_DELAY_MS = 500;
function createWorld(stopping) {
    return {
        ...createTransport(stopping, process.env),
        runner: githubRunner(),
        environment: process.env,
        run: readRunContext(process.env),
        clock: systemClock,
        random: Math.random,
        stopping,
        nonce: () => (0,external_node_crypto_namespaceObject.randomBytes)(4).toString('hex')
    };
}
const NEVER_SETTLED = new ActionError('internal', 'The action ended before it had a result.', 'Run again; if it happens again, report this line and the version of Node in an issue of the action.');
function runAsProcess(step) {
    const stop = new AbortController();
    const world = createWorld(stop.signal);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK']) {
        process.on(signal, () => {
            stop.abort();
            process.exitCode = 1;
            setTimeout(() => process.exit(), EXIT_AFTER_SIGNAL_MS).unref();
        });
    }
    async function work() {
        world.runner.checkFiles();
        saveEntry(world.runner, 'main', thisProcess(process.env.GITHUB_STATE));
        if ((await step(world)) === 'failed')
            process.exitCode = 1;
    }
    runToExit(work, error => {
        process.exitCode = 1;
        const shown = stop.signal.aborted ? interrupted(stop.signal) : error;
        world.runner.error(shown.code, shown.text);
    });
}
function runToExit(work, report) {
    let isSettled = false;
    function settle() {
        isSettled = true;
        setTimeout(() => process.exit(), EXIT_DELAY_MS).unref();
    }
    function fail(thrown) {
        settle();
        report(asActionError(thrown));
    }
    process.on('uncaughtException', thrown => {
        if (isSettled)
            return;
        fail(thrown);
        process.exit();
    });
    process.on('exit', () => {
        if (!isSettled)
            fail(NEVER_SETTLED);
    });
    work().then(settle, fail);
}
const CHECKS = 160;
const CHECK_INTERVAL_MS = 50;
function startOf(pid) {
    try {
        const stat = (0,external_node_fs_namespaceObject.readFileSync)(`/proc/${pid}/stat`, 'utf8');
        const [state = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return 'ZX'.includes(state) ? '' : (fields[18] ?? '');
    }
    catch {
        return '';
    }
}
function thisProcess(stateFile = '') {
    return { pid: process.pid, started: startOf(process.pid), stateFile };
}
function isRunning({ pid, started }) {
    return started !== '' && startOf(pid) === started;
}
async function endProcess(main, world) {
    for (const signal of ['SIGTERM', 'SIGKILL']) {
        if (!isRunning(main))
            return true;
        try {
            process.kill(main.pid, signal);
        }
        catch {
        }
        for (let check = 0; check < CHECKS && isRunning(main); check++) {
            await sleep(CHECK_INTERVAL_MS, world);
        }
    }
    return !isRunning(main);
}

;// CONCATENATED MODULE: ./lib/main.js


runAsProcess(run);

