import { keyless } from './harness/keyless.ts'
import { scenario } from './harness/scenario.ts'

scenario('a job without the permission id-token is told to ask for it', {
  inputs: { ...keyless, 'sandbox-name': 'UAT' },
  shows: ['log', 'requests'],
  post: true
})
