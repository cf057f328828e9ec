import { useEffect, useState } from 'react';

/**
 * What main last answered to `get`; null before its first answer. Main is asked again whenever one of
 * `changed` is another value, and a refusal, which `ask` shows, leaves the last answer. `get` must be
 * the same function at every drawing, or main would be asked at each.
 */
export function useAnswer<T>(get: () => Promise<T | null>, ...[changed, alsoChanged]: readonly (number | undefined)[]): T | null {
  const [answer, setAnswer] = useState<T | null>(null);
  useEffect(() => {
    let isHere = true;
    void get().then((told) => {
      if (isHere && told !== null) setAnswer(told);
    });
    return () => {
      isHere = false;
    };
  }, [get, changed, alsoChanged]);
  return answer;
}
