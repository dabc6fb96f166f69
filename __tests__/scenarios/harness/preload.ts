import { pathToFileURL } from 'node:url'
import type { Task } from './in-step.ts'

const { scenarioFile }: Task = JSON.parse(process.env.SCENARIO ?? '')
await import(pathToFileURL(scenarioFile).href)
