# One static program on an empty file system: no shell, no libc, no root.
# Nothing is written to disk, so run it with a read-only root.

FROM golang:1.26-alpine AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download && go mod verify
COPY . .
ARG VERSION=dev
RUN CGO_ENABLED=0 go build -buildvcs=false $(cat cmd/bot/build.flags) -ldflags "-s -w -X main.version=${VERSION}" -o /bot ./cmd/bot

FROM scratch
# To call a model over TLS, and to tell the time where people are.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /usr/local/go/lib/time/zoneinfo.zip /
COPY --from=build /src/LICENSE /src/NOTICE /
COPY --from=build /bot /bot
ENV ZONEINFO=/zoneinfo.zip
# All of the container's addresses: what is published where is for whoever runs
# it to say. The workbench is not served there unless BOT_WORKBENCH says so.
ENV LISTEN_ADDR=:8080
EXPOSE 8080
USER 65532:65532
HEALTHCHECK --interval=10s --timeout=4s --start-period=30s --start-interval=1s CMD ["/bot", "health"]
ENTRYPOINT ["/bot"]
