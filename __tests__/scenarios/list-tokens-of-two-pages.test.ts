import { byPasswordToUat, recordOf, scenario, success, USER_ID } from './harness/scenario.ts'

const next_page = '/api/v26.2/query/Q1?pageoffset=1'

const pageWith = (id: string, details: object) => {
  const token = { id, name: 'by hand', value: '', host: '', expires: null, deleted: false }
  const page = { responseDetails: { total: 2, ...details }, data: [recordOf(token)] }
  return success(page, { 'x-vaultapi-userid': USER_ID })
}

scenario('list-tokens reads every page of the list', {
  action: 'list-tokens',
  inputs: byPasswordToUat,
  shows: ['outputs', 'requests'],
  replies: ({ uat }) => {
    uat.signIn()
    uat.listTokens(pageWith('0PI1', { next_page }))
    uat.expect('POST', next_page, pageWith('0PI2', {}))
    uat.endSession()
  }
})
