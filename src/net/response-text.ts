import type { IncomingMessage } from 'node:http'
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import { NetworkError } from './network-errors.ts'

/** Largest response that is read, compressed or not. */
const LIMIT_BYTES = 1024 * 1024
/** Each takes time and memory of its own. */
const MOST_ENCODINGS = 2

type Decompress = (data: Buffer, options: { maxOutputLength: number }) => Buffer

/** Nothing compressed is asked for, but some gateways compress all the same. */
const DECOMPRESS: Record<string, Decompress> = {
  identity: data => data,
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  br: brotliDecompressSync,
  // By RFC 9110 in the format of zlib, which begins with the method 8; some servers leave that out.
  deflate: (data, options) =>
    ((data[0] ?? 0) & 15) === 8 ? inflateSync(data, options) : inflateRawSync(data, options)
}

/**
 * Reads a response up to 1 MiB, without a byte order mark.
 * @throws NetworkError if it is too large or can't be read; Error if the connection breaks
 */
export async function readText(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of message) {
    chunks.push(chunk)
    size += chunk.length
    // Leaving the loop destroys the message and its connection.
    if (size > LIMIT_BYTES) throw tooLarge()
  }
  return decode(Buffer.concat(chunks), message.headers['content-encoding'] ?? '')
}

/**
 * Decompresses a body.
 * @param encodings the header Content-Encoding: in the order in which they were applied
 * @throws NetworkError
 */
export function decode(body: Buffer, encodings: string): string {
  const names = encodings.toLowerCase().match(/[^\s,]+/g) ?? []
  const decompressed = body.length === 0 ? body : names.reduceRight(decompress, body)
  return new TextDecoder().decode(decompressed)
}

function decompress(data: Buffer, encoding: string, index: number): Buffer {
  const known = Object.hasOwn(DECOMPRESS, encoding) ? DECOMPRESS[encoding] : undefined
  if (known === undefined || index >= MOST_ENCODINGS) throw unreadable('unknown content encoding')
  try {
    return known(data, { maxOutputLength: LIMIT_BYTES })
  } catch (thrown) {
    const { code } = Object(thrown) as { code?: unknown }
    throw code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : unreadable(String(code))
  }
}

function tooLarge(): NetworkError {
  return new NetworkError('the response is larger than 1 MiB')
}

function unreadable(why: string): NetworkError {
  return new NetworkError(`the response could not be decompressed (${why})`)
}
