/** What every component test starts from. */
import 'vitest-browser-svelte';
import '../src/app.css';
import { askKeysBy } from '../src/lib/browser/keys/own-key.ts';
import { keyOf } from './fixtures/browser-keys.ts';

// no server gives keys here
askKeysBy(keyOf);
