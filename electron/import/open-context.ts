/** What opening must notice: a cancel, and how much is wanted. */
export interface OpenContext {
  check(): void
  /** Only the first sheet that holds something. */
  firstOnly?: boolean
}
