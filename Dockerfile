# syntax=docker/dockerfile:1
# One image for every role: ROLES=web, ROLES=worker or both; the watchdog is another command of it.

FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --include=dev
COPY . .
RUN node scripts/build.mjs && npm prune --omit=dev && mkdir -p /volumes/downtime

FROM node:20-bookworm-slim
ENV NODE_ENV=production PORT=3000
WORKDIR /app
# Owned by root and only read by the user below: a process that is broken into cannot change its own program.
COPY package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY scripts/init-replica-set.mjs ./scripts/
COPY config ./config
COPY --from=build /app/dist ./dist
# The one place that it writes to: the hourly downtime sheets, on a volume that web and worker share.
COPY --from=build --chown=1000:1000 /volumes/ /
# The image's user `node`, by number, so that an orchestrator can see that it is not root.
USER 1000:1000
EXPOSE 3000
# Alive, not ready: a database that is away must not get every web node restarted.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/live').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=32", "dist/main.js"]
