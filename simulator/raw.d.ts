/** Files taken into the bundle as text, so that the simulator needs nothing beside it on disk. */
declare module '*?raw' {
  const text: string;
  // eslint-disable-next-line no-restricted-syntax -- Vite hands such files over as a default export
  export default text;
}
