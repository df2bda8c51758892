/** Logistic regression with a prior; pure. */

export interface Example {
  readonly features: readonly number[];
  readonly right: boolean;
}

export interface FitOptions {
  /** Weights to stay near to while examples say nothing. */
  readonly prior: readonly number[];
  /** How strongly: a weight that moves by 1 costs this much log-likelihood. */
  readonly ridge: number;
  /** Lower and upper bound of each weight, so that no evidence speaks against its sense. */
  readonly bounds: readonly (readonly [low: number, high: number])[];
}

const STEPS = 4000;

/** Weights that make the examples most likely, by gradient descent with bounds. */
export function fitWeights(examples: readonly Example[], { prior, ridge, bounds }: FitOptions): readonly number[] {
  const weights = [...prior];
  if (examples.length === 0) return weights;
  // The gradient's Lipschitz constant bounds the step, so that it never overshoots.
  const norm = examples.reduce((sum, { features }) => sum + features.reduce((all, x) => all + x * x, 0), 0);
  const rate = 1 / (norm / 4 + 2 * ridge);
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = weights.map((weight, index) => 2 * ridge * (weight - prior[index]!));
    for (const { features, right } of examples) {
      const odds = features.reduce((sum, feature, index) => sum + feature * weights[index]!, 0);
      const miss = 1 / (1 + Math.exp(-odds)) - (right ? 1 : 0);
      for (const [index, feature] of features.entries()) gradient[index] = gradient[index]! + miss * feature;
    }
    for (const [index, slope] of gradient.entries()) {
      const [low, high] = bounds[index]!;
      weights[index] = Math.min(high, Math.max(low, weights[index]! - rate * slope));
    }
  }
  return weights;
}
