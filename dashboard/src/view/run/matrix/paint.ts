import { type Cell, type Matrix, picture } from '../../../matrix/matrix.ts';

/** Cells of fewer pixels hold no number. */
const LEAST_CELL_FOR_TEXT = 22;

/** Paints each cell by its share of its row; small mistakes are lifted so that they can be seen. */
export function paint(
  canvas: HTMLCanvasElement,
  shares: readonly (readonly number[])[],
  matrix: Matrix,
  cell: Cell,
): void {
  const edge = Math.round(canvas.clientWidth * window.devicePixelRatio);
  const context = canvas.getContext('2d');
  if (edge === 0 || context === null) {
    return;
  }
  canvas.width = edge;
  canvas.height = edge;
  const style = getComputedStyle(document.documentElement);
  context.putImageData(heat(shares, edge, style.getPropertyValue('--heat')), 0, 0);
  const size = edge / matrix.length;
  if (size / window.devicePixelRatio >= LEAST_CELL_FOR_TEXT) {
    numbers(context, matrix, shares, size, style);
  }
  frame(context, cell, size, style.getPropertyValue('--text'));
}

function heat(shares: readonly (readonly number[])[], edge: number, ink: string): ImageData {
  const [red, green, blue] = ink.trim().split(/\s+/).map(Number);
  const image = new ImageData(edge, edge);
  const pixels = picture(shares, edge);
  for (let index = 0; index < pixels.length; index++) {
    image.data[index * 4] = red!;
    image.data[index * 4 + 1] = green!;
    image.data[index * 4 + 2] = blue!;
    image.data[index * 4 + 3] = Math.round(255 * opacity(pixels[index]!));
  }
  return image;
}

const opacity = (share: number): number => (share === 0 ? 0.04 : 0.12 + 0.83 * Math.sqrt(share));

function numbers(
  context: CanvasRenderingContext2D,
  matrix: Matrix,
  shares: readonly (readonly number[])[],
  size: number,
  style: CSSStyleDeclaration,
): void {
  const [text, surface] = [style.getPropertyValue('--text'), style.getPropertyValue('--surface')];
  context.font = `${Math.min(13 * window.devicePixelRatio, size * 0.4)}px ${style.getPropertyValue('--sans')}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const [truth, row] of matrix.entries()) {
    for (const [predicted, count] of row.entries()) {
      if (count > 0) {
        context.fillStyle = opacity(shares[truth]![predicted]!) > 0.55 ? surface : text;
        context.fillText(String(count), (predicted + 0.5) * size, (truth + 0.5) * size);
      }
    }
  }
}

function frame(context: CanvasRenderingContext2D, cell: Cell, size: number, ink: string): void {
  const width = 2 * window.devicePixelRatio;
  const shown = Math.max(size, 6 * window.devicePixelRatio);
  context.strokeStyle = ink;
  context.lineWidth = width;
  context.strokeRect(
    (cell.predicted + 0.5) * size - shown / 2 + width / 2,
    (cell.truth + 0.5) * size - shown / 2 + width / 2,
    shown - width,
    shown - width,
  );
}
