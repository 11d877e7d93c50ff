# One static program on distroless, which brings certificates, time zones and a user
# without rights; no shell, no libc, no package manager. Nothing is written to disk,
# so run it with a read-only root.
#
# Both bases are pinned to a list for all architectures, which Dependabot moves on. To
# do it by hand: crane digest gcr.io/distroless/static-debian13:nonroot. The same tree,
# VERSION, REVISION and SOURCE_DATE_EPOCH (seconds since 1970, which the files bear) make
# the same image of a platform: `make image` and .github/workflows/release.yaml pass them,
# deploy/image tries it. What an engine adds, such as provenance, may say when it was built.

FROM --platform=$BUILDPLATFORM golang:1.26.8-alpine@sha256:8ac98ca534ac3f51e1f420a1dd2c15e74c75cfa0f23f3ad27eb5d7236c349a0c AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download && go mod verify
COPY . .
ARG TARGETOS
ARG TARGETARCH
ARG VERSION=dev
ARG SOURCE_DATE_EPOCH=0
RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH \
    go build -buildvcs=false $(cat cmd/bot/build.flags) -ldflags "-s -w -X main.version=$VERSION" -o bin/bot ./cmd/bot && \
    GOOS=$TARGETOS GOARCH=$TARGETARCH sh cmd/bot/licences.sh > LICENSES-LINKED.txt && \
    touch -d "@$SOURCE_DATE_EPOCH" bin/bot LICENSE NOTICE LICENSES-LINKED.txt

FROM gcr.io/distroless/static-debian13:nonroot@sha256:e2e927ec666bae08560abb3c55d0659eceabb657f56b6782ab500a9fc7f555e3
# The modes are said, so that they do not depend on who checked the tree out.
COPY --from=build --chmod=0444 /src/LICENSE /src/NOTICE /src/LICENSES-LINKED.txt /
COPY --from=build --chmod=0555 /src/bin/bot /bot
# All of the container's addresses: what is published where is for whoever runs
# it to say. The workbench is not served there unless BOT_WORKBENCH says so.
ENV LISTEN_ADDR=:8080
EXPOSE 8080
USER 65532:65532
HEALTHCHECK --interval=10s --timeout=4s --start-period=30s CMD ["/bot", "health"]
ENTRYPOINT ["/bot"]
ARG VERSION=dev
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Brouillon" \
      org.opencontainers.image.description="A copilot for community managers in Slack and Discord: it drafts, a named person signs off." \
      org.opencontainers.image.source="https://github.com/brouillon/brouillon" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.base.name="gcr.io/distroless/static-debian13:nonroot" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"
