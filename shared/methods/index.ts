// One line per method: the registry, the forms, the command line and the contract suite take it from here.
export { describe } from './describe'
export { kMeans } from './k-means'
export { pca } from './pca'
export { rfm } from './rfm'
