// Preloaded into a measured process: sends its TLS connections to the benchmark's line, as if DNS
// resolved there, and records the peak memory. A module would add 8 ms to the measured time.
const tls = require('node:tls')
const { writeFileSync } = require('node:fs')

const { LINE_PORT, PEAK_MEMORY_FILE } = process.env
const { connect } = tls
tls.connect = (options, ...rest) => {
  const target = { host: '127.0.0.1', port: Number(LINE_PORT) }
  return connect({ ...options, servername: options.servername ?? options.host, ...target }, ...rest)
}
process.on('exit', () => writeFileSync(PEAK_MEMORY_FILE, String(process.resourceUsage().maxRSS)))
