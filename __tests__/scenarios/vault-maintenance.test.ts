import { byAccessToken, respond, scenario } from './harness/scenario.ts'

scenario('reports that the Vault is down for maintenance', {
  inputs: { ...byAccessToken, 'sandbox-name': 'UAT' },
  shows: ['log', 'requests'],
  replies: ({ vault }) => {
    const headers = { 'x-vaultapi-downtimeexpecteddurationminutes': '45' }
    for (let attempt = 1; attempt <= 4; attempt++) {
      vault.listVersions(respond(503, '<html>Maintenance</html>', headers))
      vault.listSandboxes(respond(503, '<html>Maintenance</html>', headers))
    }
  }
})
