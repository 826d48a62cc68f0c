import { parentPort, workerData } from 'node:worker_threads'
import { kernels } from '@shared/math/kernels'
import { methods } from '@shared/methods/registry'
import type { ThreadData } from './messages'
import { serveTasks } from './serve-tasks'

if (parentPort) serveTasks(parentPort, workerData as ThreadData, { methods, kernels })
