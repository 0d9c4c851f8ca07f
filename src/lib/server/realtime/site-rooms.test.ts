import { Server } from 'socket.io';
import { expect, it } from 'vitest';
import type { HalteNamespace } from './needs.ts';
import { roomName } from './rooms.ts';
import { SiteRooms } from './site-rooms.ts';

const wall = roomName({ siteId: 'perron', audience: 'display', gives: [] });
const nurse = roomName({ siteId: 'perron', audience: 'clinician', gives: ['infirmier'] });
const elsewhere = roomName({ siteId: 'seuil', audience: 'display', gives: [] });

it('knows the rooms of a site as long as somebody is in one', () => {
	const io = new Server();
	const [staff, display] = ['/staff', '/display'].map((name) => io.of(name) as HalteNamespace);
	if (staff === undefined || display === undefined) throw new Error('two were opened');
	const rooms = new SiteRooms([staff, display]);
	const namesOf = (siteId: string) => rooms.of(siteId).map(({ namespace, name }) => [namespace.name, name]);

	// As socket.io does for each who comes in: a room of their own, then the board's.
	void display.adapter.addAll('one', new Set(['one', wall]));
	void display.adapter.addAll('two', new Set(['two', wall]));
	void display.adapter.addAll('three', new Set(['three', elsewhere]));
	void staff.adapter.addAll('four', new Set(['four', nurse]));
	expect(namesOf('perron')).toEqual([
		['/display', wall],
		['/staff', nurse]
	]);
	expect(rooms.of('perron')[1]?.room).toEqual({
		siteId: 'perron',
		audience: 'clinician',
		gives: ['infirmier']
	});
	expect(rooms.sites()).toEqual(['perron', 'seuil']);

	void display.adapter.delAll('one');
	expect(namesOf('perron')).toHaveLength(2);
	void display.adapter.delAll('two');
	void display.adapter.delAll('three');
	expect(namesOf('perron')).toEqual([['/staff', nurse]]);
	expect(rooms.sites()).toEqual(['perron']);
});
