import { refusal, refusePublicKey, scenario, storedForUat } from './harness/scenario.ts'

const refused = refusal(
  403,
  'Although you appear to have the correct authorization credentials, the `acme` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.'
)

scenario('an organization with an IP allow list asks for the address of the runner to be added', {
  inputs: storedForUat,
  shows: ['log', 'requests'],
  replies: world => refusePublicKey(world, refused),
  post: true
})
