# NOT TRIED: no container could be built or run where this file was written. It does what docs/operations.md tells to do by hand;
# `npm run cluster` starts the same processes without containers, and that is tested. tests/architecture/containers.test.ts
# reads this file and compose.yaml, and compares names only.
FROM node:24-bookworm-slim AS build
WORKDIR /halte
COPY . .
# Installs from the lock file, builds the server and the commands of the terminal, and leaves out what only building needs.
RUN node scripts/prepare.mjs && npm prune --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
WORKDIR /halte
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 HALTE_TOMBSTONES=/var/lib/halte/tombstones
COPY --from=build --chown=node:node /halte /halte
RUN install -d -o node -g node /var/lib/halte
USER node
EXPOSE 3000
# A node drains after SIGTERM; compose.yaml leaves it 30 s.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s \
	CMD node -e "fetch('http://127.0.0.1:3000/readyz').then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"
CMD ["node", "src/main.js"]
