/** Bars that start where the one before ended, so that one sees how the clues add up. */

export interface Bar {
  left: number;
  width: number;
}

export interface Fall {
  zero: number;
  total: number;
  bars: Bar[];
  sum: Bar;
}

/** Place weights (log-odds) on a track of 0 to 100 per cent, with room left and right. */
export function steps(weights: readonly number[]): Fall {
  let at = 0;
  const ends = weights.map((weight) => ({ from: at, to: (at += weight) }));
  const low = Math.min(0, ...ends.map((end) => end.to));
  const high = Math.max(0, ...ends.map((end) => end.to));
  const span = high - low || 1;
  const place = (value: number): number => ((value - low) / span) * 100;
  const bar = (from: number, to: number): Bar => ({ left: place(Math.min(from, to)), width: (Math.abs(to - from) / span) * 100 });
  return { zero: place(0), total: at, bars: ends.map((end) => bar(end.from, end.to)), sum: bar(0, at) };
}
