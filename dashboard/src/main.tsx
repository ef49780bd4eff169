import './style/tokens.css';
import './style/base.css';
import './style/controls.css';
import './style/shell.css';
import './style/table.css';
import { render } from 'preact';
import { startFeed } from './live/feed.ts';
import { followRuns } from './store/runs.ts';
import { askForSession } from './store/session.ts';
import { App } from './view/App.tsx';

startFeed();
followRuns();
void askForSession();
render(<App />, document.querySelector('#app')!);
