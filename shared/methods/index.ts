// One line per method: the registry, the forms, the command line and the contract suite take it from here.

export { bgNbd } from './bg-nbd'
export { customerValue } from './customer-value'
export { dbscan } from './dbscan'
export { describe } from './describe'
export { gammaGamma } from './gamma-gamma'
export { hierarchical } from './hierarchical'
export { kMeans } from './k-means'
export { mbgNbd } from './mbg-nbd'
export { paretoNbd } from './pareto-nbd'
export { pca } from './pca'
export { rfm } from './rfm'
