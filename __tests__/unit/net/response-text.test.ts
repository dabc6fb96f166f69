import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import { decode } from '../../../src/net/response-text.ts'

const hello = Buffer.from('\ufeffhello')

test.each<[string, Buffer]>([
  ['', hello],
  ['identity', hello],
  ['gzip', gzipSync(hello)],
  ['X-GZip', gzipSync(hello)],
  ['deflate', deflateSync(hello)],
  ['deflate', deflateRawSync(hello)],
  ['br', brotliCompressSync(hello)],
  ['deflate, gzip', gzipSync(deflateSync(hello))]
])('A body in the encoding %j is read, without its byte order mark', (encodings, body) => {
  expect(decode(body, encodings)).toBe('hello')
  expect(decode(Buffer.alloc(0), encodings)).toBe('')
})

test('A body of 1 MiB is read, also when it is compressed', () => {
  const megabyte = 'x'.repeat(1024 * 1024)
  expect(decode(gzipSync(megabyte), 'gzip')).toBe(megabyte)
})

test.each<[string, Buffer, string]>([
  ['gzip', hello, 'the response could not be decompressed (Z_DATA_ERROR)'],
  ['rot13', hello, 'the response could not be decompressed (unknown content encoding)'],
  ['constructor', hello, 'the response could not be decompressed (unknown content encoding)'],
  ['gzip, gzip, gzip', hello, 'the response could not be decompressed (unknown content encoding)'],
  ['gzip', gzipSync(Buffer.alloc(1024 * 1024 + 1)), 'the response is larger than 1 MiB']
])('A body in the encoding %j that can’t be read is an error', (encodings, body, message) => {
  expect(() => decode(body, encodings)).toThrow(message)
})
