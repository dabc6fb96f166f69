import { runAsProcess } from './action/step.ts'
import { listStep } from './companions/list.ts'

runAsProcess(listStep)
