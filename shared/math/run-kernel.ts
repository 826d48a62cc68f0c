import type { KernelBuffers, KernelRange, KernelValues, MethodContext } from '../methods/define-method'
import { kernels } from './kernels'

/** Runs a kernel over ranges: a single one at once on this thread, several through `parallel`. */
export function runKernel(
  parallel: MethodContext['parallel'],
  name: string,
  buffers: KernelBuffers,
  values: KernelValues,
  ranges: readonly KernelRange[],
): void {
  const [only] = ranges
  const kernel = kernels[name]
  if (ranges.length === 1 && only && kernel) kernel(buffers, values, only)
  else parallel(name, buffers, values, ranges)
}
