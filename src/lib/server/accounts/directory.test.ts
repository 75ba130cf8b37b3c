/** The people of the demonstration: there after every opening, each with the password the sign-in page shows. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demonstrationAccounts, DEMONSTRATION_PASSWORD } from '../demonstration/accounts.ts';
import { openDatabase, type LabDatabase } from '../database/open.ts';
import { openAccounts, type Accounts } from './accounts.ts';

let database: LabDatabase;
let accounts: Accounts;
beforeAll(async () => {
	database = await openDatabase(':memory:');
	const note = () => Promise.resolve();
	accounts = await openAccounts({
		...{ db: database.db, type: database.kind, secret: 'a'.repeat(64), note }
	});
});
afterAll(() => database.close());

const credentials = () => database.db.$extendTables<Credentials>().selectFrom('auth_account');
type Credentials = Record<'auth_account', Record<'id' | 'userId' | 'password', string>>;

const caller = { cookie: null, address: '127.0.0.1', secure: false };
const enter = (userName: string, password: string) =>
	accounts.signIn.enter(userName, password, caller);

test('everybody of the demonstration enters with the password that is shown, and with no other', async () => {
	const made = await accounts.directory.createDemonstration(demonstrationAccounts);
	expect(made).toHaveLength(demonstrationAccounts.length);
	for (const { userName } of demonstrationAccounts)
		expect(await enter(userName, DEMONSTRATION_PASSWORD), userName).toMatchObject({ ok: true });
	expect(await enter('tester-demo', 'try-jingwei-2025')).toMatchObject({ ok: false });
});

test('opened again it changes nothing, and gives a password to whom an opening that was cut short left none', async () => {
	const before = await credentials().selectAll().execute();
	const [first] = before;
	await accounts.directory.createDemonstration(demonstrationAccounts);
	expect(await credentials().selectAll().execute()).toEqual(before);
	await database.db
		.$extendTables<Credentials>()
		.deleteFrom('auth_account')
		.where('id', '=', first!.id)
		.execute();
	const people = await accounts.directory.createDemonstration(demonstrationAccounts);
	const { userName } = people.find(({ id }) => id === first!.userId)!;
	expect(await enter(userName, DEMONSTRATION_PASSWORD)).toMatchObject({ ok: true });
	expect(await credentials().selectAll().execute()).toHaveLength(before.length);
});
