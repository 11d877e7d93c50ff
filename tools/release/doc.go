// Command release makes what is handed out of one version of the bot:
//
//	release -version v1.2.3 -targets "linux/amd64 windows/arm64" -out ../dist
//
// For each target an archive with the bot, the manual page and the completions that it
// prints itself, LICENSE, NOTICE, README.md, CHANGELOG.md, the pages of docs with their
// pictures and the licences of what is linked in; and a bill of materials (CycloneDX) read from that very binary. For all of them SHA256SUMS,
// and notes.md, cut from CHANGELOG.md.
//
// With -publish it has to be a version, with a section in CHANGELOG.md, and the chart has
// to be of it: what is pushed under its name is what the chart asks for.
//
// The same tree, version and time make the same bytes: `sha256sum -c` of somebody
// else's SHA256SUMS tells whether theirs is what this source makes.
package main
