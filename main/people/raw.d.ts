/** Files taken into the bundle as text, so that the page for a phone needs nothing beside it on disk. */
declare module '*.html?raw' {
  const text: string;
  // eslint-disable-next-line no-restricted-syntax -- Vite hands such files over as a default export
  export default text;
}

/** Named in full, because the package's own types would be taken for it. */
declare module 'otpauth/dist/otpauth.umd.min.js?raw' {
  const text: string;
  // eslint-disable-next-line no-restricted-syntax -- as above
  export default text;
}
