/** `/run-1-profile [12 0 R /XYZ 0 824.1 0]`: where a link inside the document leads. */
const destination = /\/([^\s/[\]<>()]+) \[(\d+) 0 R \/XYZ/g

/** Names in a PDF write what is not plain as `#20`. */
function unescapeName(name: string): string {
  const bytes = name.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

interface Node {
  kids: number[]
}

/** The page tree: nodes by object number. Pages are the numbers that are no node. */
function pageNodes(source: string): Map<number, Node> {
  const nodes = new Map<number, Node>()
  for (const match of source.matchAll(/\n(\d+) 0 obj\n<<\/Type \/Pages\b([\s\S]*?)>>\nendobj/g)) {
    const kids = /\/Kids \[([^\]]*)\]/.exec(match[2] ?? '')?.[1] ?? ''
    nodes.set(Number(match[1]), { kids: [...kids.matchAll(/(\d+) 0 R/g)].map((kid) => Number(kid[1])) })
  }
  return nodes
}

function pagesBelow(number: number, nodes: ReadonlyMap<number, Node>): number[] {
  const node = nodes.get(number)
  return node ? node.kids.flatMap((kid) => pagesBelow(kid, nodes)) : [number]
}

/**
 * On which page each link target of a printed page is. Reads what Chromium writes: objects in the open, targets by name.
 * @param pdf the file
 * @returns page from 1 by anchor; empty when the file is written differently
 */
export function pdfPageNumbers(pdf: Uint8Array): Map<string, number> {
  const source = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1')
  const nodes = pageNodes(source)
  const inner = new Set([...nodes.values()].flatMap(({ kids }) => kids))
  const roots = [...nodes.keys()].filter((number) => !inner.has(number))
  const pages = roots.flatMap((root) => pagesBelow(root, nodes))
  const pageOf = new Map(pages.map((number, index) => [number, index + 1]))
  const numbers = new Map<string, number>()
  for (const [, name = '', page] of source.matchAll(destination)) {
    const number = pageOf.get(Number(page))
    if (number !== undefined) numbers.set(unescapeName(name), number)
  }
  return numbers
}
