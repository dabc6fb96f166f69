// Preloaded into a process that is measured: its TLS connections to port 443 go straight to the simulator, as if its name resolved there.
// Required, not imported: as a module it would cost the measured process 8 ms that are not its own.
const tls = require('node:tls')

const port = Number(process.env.SIMULATOR_PORT)
const { connect } = tls
tls.connect = (options, ...rest) =>
  connect({ ...options, servername: options.servername ?? options.host, host: '127.0.0.1', port }, ...rest)

// And, when asked, it says how much memory it took at its peak, in kilobytes.
const { PEAK_FILE } = process.env
if (PEAK_FILE) {
  process.on('exit', () => require('node:fs').writeFileSync(PEAK_FILE, String(process.resourceUsage().maxRSS)))
}
