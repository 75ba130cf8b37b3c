/** What every component test starts from. */
import 'vitest-browser-svelte';
import '../src/app.css';
