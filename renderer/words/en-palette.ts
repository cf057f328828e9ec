/** Everything by name. */
export const palette = {
  title: 'Everything by name',
  label: 'What do you want to do?',
  hint: 'Type a part of its name, choose with the arrows, press Enter.',
  none: 'Nothing here is called that. Esc goes back.',
} as const;
