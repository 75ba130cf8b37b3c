/** Techniques of comparison questions in series: see techniques.ts. */
import { testTechniques } from './techniques.ts';

testTechniques(['utah-zct', 'federal-zct', 'you-phase', 'afmgqt']);
