// Stands in for undici in the bundle. @actions/http-client makes its requests with node:https and needs undici
// only for getAgentDispatcher(), which serves Octokit and is never called here. Without it the bundle is a seventh.
export class ProxyAgent {
  constructor() {
    throw new Error('undici is not part of this bundle')
  }
}
