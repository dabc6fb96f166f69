import {
  addStoredToken,
  keepForUat,
  keptForUat,
  recordOf,
  scenario,
  secretWritten,
  storedAt,
  success
} from './harness/scenario.ts'

scenario(
  'keeps a current token although Vault does not say whose it is and also lists tokens of others',
  {
    inputs: keptForUat,
    shows: ['log', 'requests'],
    replies: world => {
      addStoredToken(world, '2027-01-28T12:00:00.000+0000')
      world.addToken({ id: '0PI1', name: 'by hand', expires: null, user: '13' })
      keepForUat(world, secretWritten(storedAt), world.github, ({ tokens }) =>
        success({ data: tokens.map(recordOf) })
      )
    }
  }
)
