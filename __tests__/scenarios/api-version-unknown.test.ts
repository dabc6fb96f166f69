import { byAccessToken, respond, scenario } from './harness/scenario.ts'

scenario('asks to check the API version that the Vault does not have', {
  inputs: { ...byAccessToken, 'sandbox-name': 'UAT', 'api-version': 'v27.1' },
  shows: ['log', 'requests'],
  replies: ({ vault }) => {
    const error = { type: 'MALFORMED_URL', message: 'The specified resource cannot be found.' }
    const unknown = respond(404, { responseStatus: 'FAILURE', errors: [error] })
    vault.listVersions()
    vault.expect('GET', '/api/v27.1/objects/sandbox', unknown)
  }
})
