import { expect, type CDPSession, type Page } from '@playwright/test';
import { test } from './story.ts';
import { CodeApp } from '../support/authenticators.ts';
import { openScreen, signIn } from './screens.ts';

const OWN = '/compte/deuxieme-etape';

/** A passkey of the browser's own, as a telephone has it; the person touches and is verified. */
class Authenticator {
	private constructor(
		readonly cdp: CDPSession,
		readonly id: string
	) {}

	static async in(page: Page): Promise<Authenticator> {
		const cdp = await page.context().newCDPSession(page);
		await cdp.send('WebAuthn.enable');
		const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
			options: {
				protocol: 'ctap2',
				transport: 'internal',
				hasResidentKey: true,
				hasUserVerification: true,
				isUserVerified: true,
				automaticPresenceSimulation: true
			}
		});
		return new Authenticator(cdp, authenticatorId);
	}

	/** Whether the finger is the right one. */
	async verifies(isUserVerified: boolean): Promise<void> {
		await this.cdp.send('WebAuthn.setUserVerified', { authenticatorId: this.id, isUserVerified });
	}

	/** The same passkey again, as a copy that was made when it had counted to `signCount`. */
	async becomesCopyAt(signCount: number): Promise<void> {
		const { credentials } = await this.cdp.send('WebAuthn.getCredentials', { authenticatorId: this.id });
		const [credential] = credentials;
		if (credential === undefined) throw new Error('there is no passkey');
		const at = { authenticatorId: this.id, credentialId: credential.credentialId };
		await this.cdp.send('WebAuthn.removeCredential', at);
		await this.cdp.send('WebAuthn.addCredential', {
			authenticatorId: this.id,
			credential: { ...credential, signCount }
		});
	}
}

async function fillPassword(page: Page, username: string): Promise<void> {
	await page.goto('/connexion');
	await page.getByLabel('Nom d’utilisateur').fill(username);
	await page.getByLabel('Mot de passe').fill('halte-demo');
	await page.getByRole('button', { name: 'Entrer' }).click();
}

/** Signed out, with the browser's passkeys still there. */
async function leave(page: Page): Promise<void> {
	// The page that one has just been led to is there first; two journeys at once would end each other.
	await page.waitForLoadState();
	if (new URL(page.url()).pathname !== '/milieux') await page.goto('/milieux');
	await page.getByRole('button', { name: 'Se déconnecter' }).click();
	await page.waitForURL('**/connexion');
}

/** What the page asked of others, and what its policy stopped. */
function overheard(page: Page): string[] {
	const heard: string[] = [];
	page.on('request', (request) => {
		if (new URL(request.url()).hostname !== new URL(page.url()).hostname) heard.push(request.url());
	});
	page.on('console', (message) => {
		if (/Content Security Policy/.test(message.text())) heard.push(message.text());
	});
	return heard;
}

test('a doctor installs an application of codes, comes in with it, and once with a code on paper', async ({
	browser
}) => {
	const phone = await openScreen(browser, 'phone');
	await signIn(phone, 'med2', OWN);
	const heard = overheard(phone);
	await phone.getByRole('button', { name: 'Installer l’application de codes' }).click();
	await expect(phone.getByRole('img', { name: 'Image à viser' })).toBeVisible();
	const app = new CodeApp(await phone.locator('[translate="no"]').innerText());
	const code = phone.getByLabel('Code de l’application');
	await code.fill(app.code(Date.now(), 9));
	await phone.getByRole('button', { name: 'Confirmer' }).click();
	await expect(phone.getByRole('alert')).toContainText('Ce code n’est pas le bon');
	await code.fill(app.code(Date.now()));
	await phone.getByRole('button', { name: 'Confirmer' }).click();
	const papers = phone.getByRole('main').getByRole('listitem');
	await expect(papers).toHaveCount(10);
	const [paper = ''] = await papers.allInnerTexts();
	await phone.getByRole('link', { name: 'Je les ai notés' }).click();
	await expect(phone.getByText('Il en reste 10 sur 10.')).toBeVisible();

	await leave(phone);
	await fillPassword(phone, 'med2');
	await expect(phone.getByRole('heading', { name: 'Deuxième étape' })).toBeVisible();
	await phone.goto('/milieu/escale/console');
	await expect(phone).toHaveURL(/\/connexion\/deuxieme-etape$/);
	await code.fill(app.code(Date.now(), 1).replace(/^(...)/, '$1 '));
	await phone.getByRole('button', { name: 'Continuer' }).click();
	await phone.waitForURL('**/milieux');

	await leave(phone);
	await fillPassword(phone, 'med2');
	await phone.getByRole('link', { name: 'Utiliser un code de secours' }).click();
	await phone.getByLabel('Code de secours').fill(paper.toLowerCase());
	await phone.getByRole('button', { name: 'Continuer' }).click();
	await phone.waitForURL('**/milieux');

	await phone.goto(OWN);
	await expect(phone.getByText('Il en reste 9 sur 10.')).toBeVisible();
	await phone.getByText('Retirer', { exact: false }).first().click();
	await phone.getByRole('button', { name: 'Retirer pour de bon' }).click();
	await expect(phone.getByRole('status').getByText('C’est retiré')).toBeVisible();
	expect(heard).toEqual([]);
});

test('a social worker makes a passkey and comes in with it alone; the wrong finger and a copy do not', async ({
	browser
}) => {
	const phone = await openScreen(browser, 'phone');
	const authenticator = await Authenticator.in(phone);
	await signIn(phone, 'ts1', OWN);
	await phone.getByRole('button', { name: 'Créer une clé d’accès' }).click();
	await expect(phone.getByRole('main').getByRole('listitem')).toHaveCount(10);
	await phone.getByRole('link', { name: 'Je les ai notés' }).click();
	await phone.getByText('Renommer').click();
	await phone.getByLabel('Nom de cette clé').fill('Téléphone bleu');
	await phone.getByRole('button', { name: 'Enregistrer ce nom' }).click();
	await expect(phone.getByText('Téléphone bleu').first()).toBeVisible();

	const told = (sentence: string) => phone.getByRole('alert').getByText(sentence);
	const come = () => phone.getByRole('button', { name: 'Se connecter avec une clé d’accès' }).click();
	await leave(phone);
	await come();
	await phone.waitForURL('**/milieux');

	// After a password, and before account screens.
	await leave(phone);
	await fillPassword(phone, 'ts1');
	await phone.getByRole('button', { name: 'Utiliser ma clé d’accès' }).click();
	await phone.waitForURL('**/milieux');
	await phone.goto(`/compte/confirmer?retour=${OWN}`);
	await phone.getByRole('button', { name: 'Utiliser ma clé d’accès' }).click();
	// The address of the confirmation ends with that of the page too: it says where one goes on to.
	await phone.waitForURL(({ pathname }) => pathname === OWN);

	await leave(phone);
	await authenticator.verifies(false);
	await come();
	await expect(told('La clé d’accès n’a pas été utilisée')).toBeVisible();
	await authenticator.verifies(true);
	await authenticator.becomesCopyAt(1);
	await come();
	await expect(told('Cette clé d’accès n’ouvre rien ici')).toBeVisible();
	await expect(phone).toHaveURL(/\/connexion$/);
	await authenticator.becomesCopyAt(40);
	await come();
	await phone.waitForURL('**/milieux');

	await phone.goto(OWN);
	await phone.getByText('Retirer', { exact: false }).first().click();
	await phone.getByRole('button', { name: 'Retirer pour de bon' }).click();
	await expect(phone.getByText('Aucune pour l’instant.')).toBeVisible();
	await leave(phone);
	await come();
	await expect(told('Cette clé d’accès n’ouvre rien ici')).toBeVisible();
});

test('where an address has no passkeys, no button promises one', async ({ browser, baseURL }) => {
	const phone = await openScreen(browser, 'phone');
	await Authenticator.in(phone);
	await phone.goto(`${(baseURL ?? '').replace('localhost', '127.0.0.1')}/connexion`);
	await expect(phone.getByRole('button', { name: 'Entrer' })).toBeVisible();
	await expect(phone.getByRole('link', { name: 'J’ai reçu un code' })).toBeVisible();
	await expect(phone.getByRole('button', { name: /clé d’accès/ })).toHaveCount(0);
});

test('a helper who forgot is read a code by the coordination, and chooses a password with it', async ({
	browser
}) => {
	const [office, phone] = await Promise.all([openScreen(browser, 'laptop'), openScreen(browser, 'phone')]);
	const code = await codeRead(office);
	await phone.goto('/connexion');
	await phone.getByRole('link', { name: 'J’ai reçu un code' }).click();
	await expect(phone.getByRole('heading', { name: 'Code reçu' })).toBeVisible();
	await phone.getByLabel('Nom d’utilisateur').fill('sta3');
	await phone.getByLabel('Code reçu').fill(code);
	const [password, again] = [phone.getByLabel('Nouveau mot de passe'), phone.getByLabel('Le même')];
	await password.fill('motdepasse123');
	await again.fill('motdepasse123');
	await phone.getByRole('button', { name: 'Choisir ce mot de passe' }).click();
	await expect(phone.getByRole('alert')).toContainText('un des premiers');
	await expect(phone.getByLabel('Code reçu')).toHaveValue(code);
	await password.fill('trois canots sous la lune');
	await again.fill('trois canots sous la lune');
	await phone.getByRole('button', { name: 'Choisir ce mot de passe' }).click();
	await phone.waitForURL('**/milieux');
});

/** The coordination's button, and what it shows to be read out. */
async function codeRead(office: Page): Promise<string> {
	await signIn(office, 'coo1', '/administration/comptes/sta3');
	await office.getByRole('button', { name: /code/i }).first().click();
	const shown = office.getByText(/^\s*[A-Z2-9]{3} [A-Z2-9]{3} [A-Z2-9]{3}\s*$/);
	await expect(shown).toBeVisible();
	return (await shown.innerText()).trim();
}
