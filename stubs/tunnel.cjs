// Stands in for tunnel in the bundle: @actions/http-client needs it only for its own way through a proxy, which is not used (connections.ts).
for (const name of ['httpOverHttp', 'httpsOverHttp', 'httpOverHttps', 'httpsOverHttps']) {
  exports[name] = () => {
    throw new Error('tunnel is not part of this bundle')
  }
}
