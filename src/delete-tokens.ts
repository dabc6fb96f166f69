import { runAsProcess } from './action/step.ts'
import { deleteStep } from './companions/delete.ts'

runAsProcess(deleteStep)
