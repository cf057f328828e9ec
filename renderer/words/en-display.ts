/** Language and look, on the settings page. */
export const display = {
  title: 'Language and look',
  language: 'Language',
  theme: 'Look',
  themes: { system: 'As this PC', light: 'Light', dark: 'Dark', contrast: 'High contrast' },
} as const;
