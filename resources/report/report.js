/*
 * What moves in a report page: charts, the mark in the contents, tables sorted by a click. Everything comes from the
 * page itself. `window.reportReady` is fulfilled when a page for paper has drawn all its charts.
 */
;(() => {
  const book = JSON.parse(document.getElementById('figures').textContent)
  const prefersDark = matchMedia('(prefers-color-scheme: dark)')
  const paperWidth = 664
  /** Up to so many points a chart is drawn as vectors; above, by the graphics card, or as a picture on paper. */
  const vectorPoints = book.paper ? 6000 : 3000

  const themeName = () => (book.paper ? 'paper' : prefersDark.matches ? 'dark' : 'light')

  const isLongNumbers = (list) => list.length > 8 && typeof list[0] === 'number'

  /** Fills in the colours by meaning. Long arrays of numbers are passed on untouched. */
  function colored(value, colors) {
    if (typeof value !== 'object' || value === null) return value
    if (typeof value.$color === 'string') return colors[value.$color]
    if (Array.isArray(value)) return isLongNumbers(value) ? value : value.map((item) => colored(item, colors))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, colored(item, colors)]))
  }

  /** `over` wins; objects are merged, everything else replaced. */
  function merged(base, over) {
    const plain = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
    if (!plain(base) || !plain(over)) return over === undefined ? base : over
    const keys = new Set([...Object.keys(base), ...Object.keys(over)])
    return Object.fromEntries([...keys].map((key) => [key, merged(base[key], over[key])]))
  }

  const lengthOf = (trace) => Math.max(...['x', 'y', 'values'].map((key) => trace[key]?.length ?? 0))
  const pointsOf = (figure) =>
    figure.data.reduce((sum, trace) => sum + (/^scatter/.test(trace.type) ? lengthOf(trace) : 0), 0)
  const isVector = (figure) => pointsOf(figure) <= vectorPoints
  const vectorTrace = (trace) => (trace.type === 'scattergl' ? { ...trace, type: 'scatter' } : trace)

  function prepare(figure, name) {
    const colors = book.colors[name]
    const traces = isVector(figure) ? figure.data.map(vectorTrace) : figure.data
    const layout = merged(book.layouts[name], colored(figure.layout, colors))
    return { data: colored(traces, colors), layout: { ...layout, height: figure.height } }
  }

  const config = {
    ...book.config,
    responsive: !book.paper,
    staticPlot: book.paper,
    displaylogo: false,
    showTips: false,
    modeBarButtonsToRemove: ['lasso2d', 'select2d', 'autoScale2d', 'toggleSpikelines'],
    toImageButtonOptions: { format: 'png', scale: 2 },
  }

  const places = new Map(book.figures.map((figure) => [document.getElementById(`plot-${figure.id}`), figure]))
  const drawn = new Set()

  /** Paper is read from nearer than a screen: charts are a little lower, so that two go on a page. */
  function fitPaper(place, layout) {
    layout.width = paperWidth
    layout.height = Math.round(layout.height * 0.86)
    place.style.height = `${layout.height}px`
  }

  async function draw(place, name = themeName()) {
    const figure = places.get(place)
    const { data, layout } = prepare(figure, name)
    if (book.paper) fitPaper(place, layout)
    drawn.add(place)
    await Plotly.react(place, data, layout, config)
    if (book.paper && !isVector(figure)) await asPicture(place, layout)
  }

  /** Thousands of marks from the graphics card would be blurred on paper: a picture of three times the size is not. */
  async function asPicture(place, layout) {
    const image = new Image()
    image.src = await Plotly.toImage(place, { format: 'png', width: paperWidth, height: layout.height, scale: 3 })
    await image.decode()
    image.alt = ''
    Plotly.purge(place)
    place.replaceChildren(image)
  }

  function drawWhenSeen() {
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting && !drawn.has(target)) draw(target)
          // A browser gives few graphics contexts: charts out of sight hand theirs back.
          if (!isIntersecting && drawn.has(target) && !isVector(places.get(target))) {
            Plotly.purge(target)
            drawn.delete(target)
          }
        }
      },
      { rootMargin: '600px' },
    )
    for (const place of places.keys()) observer.observe(place)
    prefersDark.addEventListener('change', () => {
      for (const place of drawn) draw(place)
    })
  }

  /** The reader's own print command: charts in colours for paper and as wide as the paper is. */
  function followPrinting() {
    addEventListener('beforeprint', () => {
      for (const place of places.keys()) {
        draw(place, 'paper')
        Plotly.relayout(place, { width: paperWidth, autosize: false })
      }
    })
    addEventListener('afterprint', () => {
      for (const place of drawn) draw(place).then(() => Plotly.relayout(place, { width: null, autosize: true }))
    })
  }

  function markContents() {
    const links = new Map([...document.querySelectorAll('.contents a')].map((link) => [link.hash.slice(1), link]))
    const observer = new IntersectionObserver(
      (entries) => {
        const seen = entries
          .filter((entry) => entry.isIntersecting)
          .map((entry) => links.get(entry.target.id))
          .at(0)
        if (!seen) return
        for (const link of links.values()) link.classList.toggle('here', link === seen)
      },
      { rootMargin: '0px 0px -70% 0px' },
    )
    for (const id of links.keys()) {
      const target = document.getElementById(id)
      if (target) observer.observe(target)
    }
  }

  const sortKey = (row, index) => {
    const cell = row.cells[index]
    return cell.dataset.value === undefined ? cell.textContent : Number(cell.dataset.value)
  }

  function sortBy(table, index) {
    const header = table.tHead.rows[0].cells[index]
    const descending = header.getAttribute('aria-sort') === (header.classList.contains('number') ? 'none' : 'ascending')
    for (const cell of table.tHead.rows[0].cells) cell.setAttribute('aria-sort', 'none')
    header.setAttribute('aria-sort', descending ? 'descending' : 'ascending')
    const compare = (a, b) =>
      typeof a === 'number' && typeof b === 'number'
        ? a - b
        : String(a).localeCompare(String(b), document.documentElement.lang)
    const sign = descending ? -1 : 1
    const rows = [...table.tBodies[0].rows]
    rows.sort((a, b) => {
      const [left, right] = [sortKey(a, index), sortKey(b, index)]
      const [noLeft, noRight] = [Number.isNaN(left), Number.isNaN(right)]
      return noLeft || noRight ? Number(noLeft) - Number(noRight) : sign * compare(left, right)
    })
    table.tBodies[0].append(...rows)
  }

  function makeSortable() {
    for (const table of document.querySelectorAll('table.sortable')) {
      for (const [index, header] of [...table.tHead.rows[0].cells].entries()) {
        const button = document.createElement('button')
        button.type = 'button'
        button.append(...header.childNodes)
        button.addEventListener('click', () => sortBy(table, index))
        header.setAttribute('aria-sort', 'none')
        header.append(button)
      }
    }
  }

  async function drawAll() {
    for (const place of places.keys()) await draw(place)
    await document.fonts.ready
  }

  if (book.paper) window.reportReady = drawAll()
  else {
    window.reportReady = Promise.resolve()
    drawWhenSeen()
    followPrinting()
    markContents()
    makeSortable()
  }
})()
