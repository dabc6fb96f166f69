import { forUat, outputForUat, scenario } from './harness/scenario.ts'

scenario('notes that the token is deleted when the job ends, however long expires is', {
  inputs: { ...forUat, expires: '30d' },
  shows: ['log'],
  replies: world => {
    outputForUat(world)
  }
})
