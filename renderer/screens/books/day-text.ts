/** Whether a text could be a day such as 2026-03-31; main decides whether there was one. */
export const isDayText = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text.trim());
