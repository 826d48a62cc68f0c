import { parentPort, workerData } from 'node:worker_threads'
import type { ThreadData } from '../../../electron/worker/messages'
import { serveTasks } from '../../../electron/worker/serve-tasks'
import { testKernels, testMethods } from './test-methods'

const equipment = { methods: testMethods, kernels: testKernels(false) }
if (parentPort) serveTasks(parentPort, workerData as ThreadData, equipment)
