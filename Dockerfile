# One image for web, worker and migrate; the command says which.
FROM node:24-bookworm-slim AS build
WORKDIR /srv/hastarekha
COPY package.json package-lock.json ./
COPY scripts/install-git-hooks.mjs scripts/
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATA_DIR=/data \
    # glibc keeps an arena a thread otherwise; decoding photos would fill each of them.
    MALLOC_ARENA_MAX=2
WORKDIR /srv/hastarekha
# The letters of preview pictures, Latin and Devanagari.
RUN apt-get update \
 && apt-get install -y --no-install-recommends fontconfig-config fonts-dejavu-core fonts-lohit-deva \
 && rm -rf /var/lib/apt/lists/*
RUN mkdir /data && chown node:node /data
COPY --from=build --chown=node:node /srv/hastarekha/package.json ./
COPY --from=build --chown=node:node /srv/hastarekha/node_modules ./node_modules
COPY --from=build --chown=node:node /srv/hastarekha/build ./build
COPY --from=build --chown=node:node /srv/hastarekha/public ./public
COPY --from=build --chown=node:node /srv/hastarekha/app ./app
COPY --from=build --chown=node:node /srv/hastarekha/worker ./worker
COPY --from=build --chown=node:node /srv/hastarekha/migrations ./migrations
COPY --from=build --chown=node:node /srv/hastarekha/scripts ./scripts
USER node
VOLUME /data
EXPOSE 3000
# Not npm: signals must reach the process itself.
CMD ["node", "--max-semi-space-size=16", "--max-old-space-size=256", "node_modules/@remix-run/serve/dist/cli.js", "build/server/index.js"]
