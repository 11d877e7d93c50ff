// Package workflows holds what GitHub runs of this tree to what people run, and to the
// least it needs: actions pinned to a commit, rights that are named, targets that exist.
// That the files are well formed is for actionlint, in `make lint`.
package workflows
