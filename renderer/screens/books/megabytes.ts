/** A size as people compare it: `0.1`, `512.3`. */
export const sayMegabytes = (bytes: number): string => String(Math.max(1, Math.round(bytes / 100_000)) / 10);
