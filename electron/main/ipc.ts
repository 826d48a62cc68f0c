import { failure } from '@shared/contract/app-error'
import { type MainChannel, type MainResponse, mainChannels } from '@shared/contract/channels'
import { type Result, resultOf } from '@shared/contract/result'
import { type IpcMainInvokeEvent, ipcMain } from 'electron'
import type { z } from 'zod'
import { APP_ORIGIN, developmentUrl } from './security'

type Checked<C extends MainChannel> = z.output<(typeof mainChannels)[C]['request']>
export type MainHandlers = { [C in MainChannel]: (request: Checked<C>) => Promise<MainResponse<C>> | MainResponse<C> }

/** Only the top frame of our own page may call. */
export function isTrustedSender(event: Pick<IpcMainInvokeEvent, 'senderFrame' | 'sender'>): boolean {
  const frame = event.senderFrame
  if (!frame || frame !== event.sender.mainFrame) return false
  // A frame that has not loaded yet has no address; it is not trusted either.
  const origins = developmentUrl === undefined ? [APP_ORIGIN] : [APP_ORIGIN, new URL(developmentUrl).origin]
  return origins.some((origin) => frame.url.startsWith(`${origin}/`))
}

async function answer(
  channel: MainChannel,
  handlers: MainHandlers,
  event: IpcMainInvokeEvent,
  request: unknown,
): Promise<Result<unknown>> {
  return resultOf(() => {
    if (!isTrustedSender(event)) throw failure('senderRefused')
    const checked = mainChannels[channel].request.safeParse(request)
    if (!checked.success) throw failure('requestInvalid', { channel, detail: checked.error.issues[0]?.message ?? '' })
    return (handlers[channel] as (request: unknown) => unknown)(checked.data)
  })
}

/** Registers every `main` channel; a channel without a handler does not compile. */
export function registerHandlers(handlers: MainHandlers): void {
  for (const channel of Object.keys(mainChannels) as MainChannel[]) {
    ipcMain.handle(channel, (event, request) => answer(channel, handlers, event, request))
  }
}
