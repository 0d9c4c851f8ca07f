// A crowd in a process of its own, so that its work does not delay what a test measures: each session calls again
// as soon as it is answered. Started by fork with the server's address, a path and the cookies; `stop` ends it,
// and the answer says how often each status came.
const [url = '', path = '', ...cookies] = process.argv.slice(2);
/** @type {Record<number, number>} */
const statuses = {};
let going = true;
let count = 0;

const newId = () => {
	const time = Date.now().toString(16).padStart(12, '0');
	const tail = String((count += 1)).padStart(12, '0');
	return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${tail}`;
};

/** @param {string} cookie */
async function call(cookie) {
	while (going) {
		const response = await fetch(url + path, {
			method: 'POST',
			headers: { cookie, 'content-type': 'application/json' },
			body: JSON.stringify({ id: newId() })
		});
		await response.arrayBuffer();
		statuses[response.status] = (statuses[response.status] ?? 0) + 1;
		if (count === 2 * cookies.length) process.send?.('hammering');
	}
}

process.on('message', () => (going = false));
await Promise.all(cookies.map(call));
process.send?.(statuses, () => process.exit());
