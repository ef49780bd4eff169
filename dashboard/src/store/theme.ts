import { effect, signal } from '@preact/signals';

export type Theme = 'auto' | 'light' | 'dark';
const KEY = 'trainyard.theme';

function stored(): Theme {
  try {
    const value = window.localStorage.getItem(KEY);
    return value === 'light' || value === 'dark' ? value : 'auto';
  } catch {
    // Storage may be forbidden.
    return 'auto';
  }
}

export const theme = signal<Theme>(stored());
const dark = window.matchMedia('(prefers-color-scheme: dark)');
const systemIsDark = signal(dark.matches);
dark.addEventListener('change', () => {
  systemIsDark.value = dark.matches;
});

export const isDark = (): boolean =>
  theme.value === 'auto' ? systemIsDark.value : theme.value === 'dark';

export function chooseTheme(choice: Theme): void {
  theme.value = choice;
  try {
    if (choice === 'auto') {
      window.localStorage.removeItem(KEY);
    } else {
      window.localStorage.setItem(KEY, choice);
    }
  } catch {
    // It then lasts as long as the page.
  }
}

effect(() => {
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
});
