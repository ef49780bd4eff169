export type Matrix = readonly (readonly number[])[];

/** Row = true class, column = predicted class. */
export interface Cell {
  readonly truth: number;
  readonly predicted: number;
}

export const rowSum = (matrix: Matrix, truth: number): number =>
  (matrix[truth] ?? []).reduce((sum, count) => sum + count, 0);

export const total = (matrix: Matrix): number =>
  matrix.reduce((sum, _, truth) => sum + rowSum(matrix, truth), 0);

/** Each cell's share of its row, 0 in a row without images. */
export function shares(matrix: Matrix): number[][] {
  return matrix.map((row, truth) => {
    const sum = rowSum(matrix, truth);
    return row.map(count => (sum === 0 ? 0 : count / sum));
  });
}

/**
 * A square picture of so many pixels an edge. Where classes outnumber pixels, a pixel shows the
 * largest cell it covers, so that no confusion vanishes.
 */
export function picture(cells: readonly (readonly number[])[], edge: number): Float32Array {
  const count = cells.length;
  const pixels = new Float32Array(edge * edge);
  for (const [truth, row] of cells.entries()) {
    const [top, bottom] = covered(truth, count, edge);
    for (const [predicted, share] of row.entries()) {
      const [left, right] = covered(predicted, count, edge);
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) {
          const at = y * edge + x;
          pixels[at] = Math.max(pixels[at]!, share);
        }
      }
    }
  }
  return pixels;
}

function covered(index: number, count: number, edge: number): [number, number] {
  const start = Math.floor((index * edge) / count);
  return [start, Math.max(start + 1, Math.floor(((index + 1) * edge) / count))];
}

/** The cell at a place of the picture, 0..1 from its top left. */
export function cellAt(x: number, y: number, count: number): Cell {
  const clamp = (share: number) => Math.max(0, Math.min(count - 1, Math.floor(share * count)));
  return { truth: clamp(y), predicted: clamp(x) };
}

/** The most frequent mistakes, most first. */
export function mistakes(matrix: Matrix, most: number): (Cell & { count: number })[] {
  const found: (Cell & { count: number })[] = [];
  for (const [truth, row] of matrix.entries()) {
    for (const [predicted, count] of row.entries()) {
      if (truth !== predicted && count > 0) {
        found.push({ truth, predicted, count });
      }
    }
  }
  return found.sort((a, b) => b.count - a.count).slice(0, most);
}

export interface ClassScore {
  readonly index: number;
  readonly images: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Each class's scores; NaN where it has no images or was never predicted. */
export function classScores(matrix: Matrix): ClassScore[] {
  const predicted = new Array<number>(matrix.length).fill(0);
  for (const row of matrix) {
    for (const [index, count] of row.entries()) {
      predicted[index] = (predicted[index] ?? 0) + count;
    }
  }
  return matrix.map((row, index) => {
    const hits = row[index] ?? 0;
    const images = rowSum(matrix, index);
    const precision = hits / predicted[index]!;
    const recall = hits / images;
    return { index, images, precision, recall, f1: (2 * hits) / (images + predicted[index]!) };
  });
}
