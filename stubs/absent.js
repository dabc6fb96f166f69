// Stands in the bundle for packages that the runner's libraries import and that are never called here.
const absent = () => {
  throw new Error('this is not part of the bundle')
}
// @actions/exec: @actions/core imports it for platform.getDetails(). So nothing in the bundle can start another program.
export const exec = absent
export const getExecOutput = absent
// undici: @actions/http-client needs it for getAgentDispatcher(), which serves Octokit. Without it the bundle is a seventh.
export const ProxyAgent = absent
// tunnel: @actions/http-client needs it for an agent of its own behind a proxy; it is given one (src/http.ts).
export const httpOverHttp = absent
export const httpOverHttps = absent
export const httpsOverHttp = absent
export const httpsOverHttps = absent
