/** One step of the schema. Numbered without gaps from 1; never changed once released. */
export interface Migration {
  version: number
  up: string
}
