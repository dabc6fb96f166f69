import { outputForUat, scenario } from './harness/scenario.ts'

scenario('accepts inputs that were pasted with a byte order mark, line breaks or blanks', {
  inputs: {
    'vault-dns': ' acme.veevavault.com\r\n',
    username: '\uFEFFci@acme.com\r\n',
    password: '\uFEFFPassword-1\r\n',
    'sandbox-name': '\r\nUAT\r\n'
  },
  brief: true,
  replies: world => {
    outputForUat(world)
  }
})
