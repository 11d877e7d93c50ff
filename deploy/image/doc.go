// Package image tries the Dockerfile as far as a machine without a container engine
// can. It is a module of its own: what reads Dockerfiles and makes images is nothing
// the bot needs.
//
// The Dockerfile is read by BuildKit's own parser and linted by its linter. Its
// instructions are followed: COPY takes what .dockerignore leaves of this tree, RUN
// runs in a shell, and the COPY lines of the last stage become the layers of an image,
// on an empty base instead of distroless. So the commands are the Dockerfile's, and no
// copy of them. What stays untried is what the two bases hold.
package image
