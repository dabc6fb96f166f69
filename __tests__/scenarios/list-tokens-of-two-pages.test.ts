import { byPasswordToUat, recordOf, scenario, success } from './harness/scenario.ts'

const rowsOf = (id: string) => {
  const token = { id, name: 'by hand', value: '', host: '', expires: null, deleted: false }
  return { data: [recordOf(token)] }
}
const next_page = '/api/v26.2/query/Q1?pageoffset=1'

scenario('list-tokens reads every page of the list', {
  action: 'list-tokens',
  inputs: byPasswordToUat,
  shows: ['outputs', 'requests'],
  replies: ({ uat }) => {
    uat.signIn()
    uat.listTokens(success({ responseDetails: { total: 2, next_page }, ...rowsOf('0PI1') }))
    uat.expect('POST', next_page, success({ responseDetails: { total: 2 }, ...rowsOf('0PI2') }))
    uat.endSession()
  }
})
