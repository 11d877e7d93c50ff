#!/bin/sh
# Prints the terms of everything that is linked into the bot, Go's own library first,
# for the system that GOOS names: whoever hands a bot on has to hand them on too. A
# module that does not say its terms ends it.
set -eu
export LC_ALL=C
cd "$(dirname "$0")/../.."

modules=$(go list -deps -f '{{with .Module}}{{if not .Main}}{{.Path}}@{{.Version}} {{.Dir}}{{end}}{{end}}' ./cmd/bot | sort -u)
printf '%s\n' "Go $(go env GOROOT)" "$modules" | while read -r name folder; do
  [ -n "$name" ] || continue
  terms=
  for file in "$folder"/*; do
    case ${file##*/} in
      LICEN[CS]E* | COPYING* | NOTICE*)
        terms=said
        printf '==== %s: %s ====\n\n' "$name" "${file##*/}"
        cat "$file"
        printf '\n'
        ;;
    esac
  done
  [ -n "$terms" ] || { echo "$name does not say its licence" >&2; exit 1; }
done
