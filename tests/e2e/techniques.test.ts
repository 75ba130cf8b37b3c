/** Techniques about details, and those scored question by question: see techniques.ts. */
import { testTechniques } from './techniques.ts';

testTechniques(['pot-known', 'pot-searching', 'directed-lie', 'relevant-irrelevant']);
