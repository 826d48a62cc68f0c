let last: Promise<unknown> = Promise.resolve()

/** Lets figures draw one after the other, with a breath in between, so that the window answers while a page of them opens. */
export function drawInTurn<T>(draw: () => Promise<T>): Promise<T> {
  const turn = last.then(() => new Promise((resolve) => setTimeout(resolve, 0))).then(draw)
  last = turn.catch(() => undefined)
  return turn
}
