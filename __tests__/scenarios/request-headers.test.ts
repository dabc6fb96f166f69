import { forUat, outputForUat, scenario } from './harness/scenario.ts'

// A request without these headers would get no reply.
scenario('every request to Vault names the client and the run', {
  inputs: { ...forUat, 'vault-client-id': 'acme-pipelines' },
  brief: true,
  replies: world => {
    for (const { scope } of [world.vault, world.uat]) {
      scope.matchHeader('x-vaultapi-clientid', 'acme-pipelines')
      scope.matchHeader('x-vaultapi-referenceid', /acme\/app.*4711.*1/)
    }
    outputForUat(world)
  }
})
