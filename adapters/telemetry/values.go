package telemetry

import (
	"slices"
	"sync"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/check"
)

// other stands for what is on no list.
const other = "other"

// values are what a label or an attribute may be.
type values []string

// of is v if it is on the list.
func (all values) of(v string) string {
	if slices.Contains(all, v) {
		return v
	}
	return other
}

// list makes values of names of any kind.
func list[S ~string](names ...S) values {
	all := make(values, len(names))
	for i, n := range names {
		all[i] = string(n)
	}
	return all
}

var (
	acceptEndings = list(copilot.EndAccepted, copilot.EndAlready, copilot.EndRefused, copilot.Failed)
	jobEndings    = list(copilot.EndAnswered, copilot.EndTold, copilot.EndLater, copilot.EndParked, copilot.EndReleased, copilot.EndLost, copilot.Failed)
	wordEndings   = list(copilot.Done, copilot.EndSigned, copilot.EndRefused, copilot.EndStale, copilot.EndWrong, copilot.Failed)
	endings       = slices.Concat(acceptEndings, jobEndings, wordEndings)

	acts        = list(string(copilot.Approve), string(copilot.RequestChanges), string(copilot.Reject), string(copilot.Withdraw), string(copilot.Expire), string(copilot.ActEdit))
	revisions   = list("drafted", "revised", "edited", "shared")
	answerParts = list("total", "waiting", "writer", "own")
	kinds       = list(check.Kinds()...)

	faults = list(
		string(copilot.FaultInput), string(copilot.FaultForbidden), string(copilot.FaultAbsent), string(copilot.FaultStale), string(copilot.FaultLimit),
		string(copilot.FaultWriter), string(copilot.FaultStore), string(copilot.FaultInternal), "cancelled", "late", "lost",
	)
	writerErrors = list(copilot.WriterErrorKinds()...)
	writers      = list("openai", "builtin")

	// refusals are the keys of the catalogue under "refusal.": a test holds them to it.
	refusals = values{
		"approver.nobody", "approver.other", "approver.self", "approver.roles", "approver.again", "approver.twice", "approver.spent",
		"approver.early", "approver.late", "approver.lent", "approver.guest", "approver.bot", "approver.gone", "approver.stranger",
		"approver.pending", "approver.muted", "withdraw.other", "expired", "forged", "signature.text", "signature.record",
		"denied.place", "denied.person", "denied.unknown",
	}

	// platformErrors are the kinds of errors that a chat's adapter tells of.
	platformErrors = values{"ratelimited", "forbidden", "gone", "server", "network", other}
)

// commands are what a request may be, listed once.
var commands = sync.OnceValue(func() values {
	all := values{"follow_up", copilot.CauseChanges, copilot.CauseShare, copilot.CauseForget}
	for _, c := range copilot.Table() {
		if c.Task != "" {
			all = append(all, c.Name)
		}
	}
	return all
})

// whats are what a stage may be about: a request, or what a writer is asked.
var whats = sync.OnceValue(func() values { return append(slices.Clone(commands()), "opinion", builtin) })

// stageActs are what is done to a draft, and how a revision came to be.
var stageActs = slices.Concat(acts, revisions)

// whys are why something went wrong.
var whys = slices.Concat(faults, writerErrors, refusals)
