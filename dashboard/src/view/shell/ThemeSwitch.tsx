import { chooseTheme, type Theme, theme } from '../../store/theme.ts';

const CHOICES: readonly { theme: Theme; label: string }[] = [
  { theme: 'auto', label: 'System' },
  { theme: 'light', label: 'Light' },
  { theme: 'dark', label: 'Dark' },
];

export function ThemeSwitch() {
  return (
    <label class="theme-switch">
      <span class="visually-hidden">Theme</span>
      <select
        value={theme.value}
        onChange={event => chooseTheme(event.currentTarget.value as Theme)}
      >
        {CHOICES.map(choice => (
          <option key={choice.theme} value={choice.theme}>
            {choice.label}
          </option>
        ))}
      </select>
    </label>
  );
}
