import type { Kernel } from '../../methods/define-method'

/** Every kernel by name: what `context.parallel` can run, on the calling thread or on many. */
export const kernels: Readonly<Record<string, Kernel>> = {}
