/** The last part of a build (`prepare.mjs`): the protocols as values beside the pages. */
import { resolve } from 'node:path';
import { keepBuiltProtocols } from '../lib/server/built-protocols.ts';

keepBuiltProtocols(resolve(import.meta.dirname, '../..'));
