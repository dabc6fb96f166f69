// Stands in for tunnel, which @actions/http-client needs for proxies only: the real one is loaded when a proxy is used.
const real = () => require('../node_modules/tunnel/lib/tunnel.js')
for (const name of ['httpOverHttp', 'httpsOverHttp', 'httpOverHttps', 'httpsOverHttps']) {
  exports[name] = options => real()[name](options)
}
