package copilot_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// Whoever asks is told what is theirs and the channel's, and the workspace's only if they
// may change settings; in their language.
func TestUsageIsTold(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	b.Accounts, b.Limits = b.store, copilot.Limits{Requests: copilot.Bounds{Person: 20}, Tokens: copilot.Bounds{Channel: 50_000}}
	b.Now = func() time.Time { return time.Date(2026, 3, 12, 21, 30, 0, 0, time.UTC) }
	b.accept(t, draftRequest("r1", "We open on Monday"))
	b.work(t, empty)
	_, _, err := b.store.Charge(b.ctx, copilot.Account{Tenant: channel.Tenant(), Channel: channel.Channel, Person: lea.ID}, 12_345, copilot.Bounds{})
	mustDo(t, err)
	for _, c := range []struct {
		who   copilot.Person
		whole bool
		want  string
	}{
		{lea, false, `Used so far, of what there is:
You · 1 request today · 0 of 20 in this minute · 12,345 tokens today
This channel · 1 request today · 12,345 of 50,000 tokens today
The day begins anew at midnight UTC, in about 3 hours.`},
		{marc, true, `Consommé jusqu’ici, sur ce qui est disponible` + "\u00a0" + `:
Vous · 0 demande aujourd’hui · 0 sur 20 dans cette minute · 0 jeton aujourd’hui
Ce canal · 1 demande aujourd’hui · 12` + "\u202f" + `345 jetons sur 50` + "\u202f" + `000 aujourd’hui
Tous les canaux réunis · 1 demande aujourd’hui · 12` + "\u202f" + `345 jetons aujourd’hui
La journée repart à minuit UTC, dans 3 heures environ.`},
	} {
		got, err := b.Answer(b.ctx, channel, c.who, copilot.Setting{Sub: copilot.SubUsage, Whole: c.whole})
		if err != nil || got != c.want {
			t.Errorf("%s is told, %v:\n%s", c.who.Name, err, got)
		}
	}
}

// accountsAway are accounts whose store is away.
type accountsAway struct{ copilot.Accounts }

func (accountsAway) Used(context.Context, copilot.Account) (copilot.Used, error) {
	return copilot.Used{}, errors.New("away")
}

func (accountsAway) Warn(context.Context, copilot.Account, copilot.Bounds) ([]copilot.Scope, error) {
	return nil, errors.New("away")
}

// What cannot be told keeps no answer back.
func TestUsageWithoutAStore(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	b.Accounts, b.Limits = accountsAway{}, copilot.Limits{Tokens: copilot.Bounds{Person: 1}}
	_, err := b.Answer(b.ctx, channel, lea, copilot.Setting{Sub: copilot.SubUsage})
	if f, ok := errors.AsType[*copilot.Fault](err); !ok || f.Kind != copilot.FaultStore {
		t.Errorf("told %v", err)
	}
	b.accept(t, draftRequest("r1", "We open on Monday"))
	b.work(t, empty)
	if n := len(b.drafts(t)); n != 1 {
		t.Errorf("%d drafts", n)
	}
}

// The card says when most tokens of the day are used, once for each scope, and who is asked
// for is whose they are.
func TestSoftWarning(t *testing.T) {
	var asked []copilot.Account
	b := newBench(t, writerFunc(func(ctx context.Context, p copilot.Prompt) (copilot.Answer, error) {
		asked = append(asked, p.Account)
		return echo(ctx, p)
	}))
	b.Accounts, b.Limits = b.store, copilot.Limits{Tokens: copilot.Bounds{Person: 1_000, Channel: 2_000}}
	mine := copilot.Account{Tenant: channel.Tenant(), Channel: channel.Channel, Person: lea.ID}
	_, _, err := b.store.Charge(b.ctx, mine, 800, copilot.Bounds{})
	mustDo(t, err)
	const his, all = "80% of the tokens that whoever asked has today", "80% of the tokens that this channel has today"
	for i, c := range []struct {
		spend     int
		his, here bool
	}{{0, true, false}, {800, false, true}, {0, false, false}} {
		_, _, err := b.store.Charge(b.ctx, mine, c.spend, copilot.Bounds{})
		mustDo(t, err)
		id := "r" + string(rune('1'+i))
		b.accept(t, draftRequest(id, "We open on Monday"))
		b.work(t, empty)
		s := said(b.chat.last(t, "message-"+id))
		if strings.Contains(s, his) != c.his || strings.Contains(s, all) != c.here {
			t.Errorf("%s says:\n%s", id, s)
		}
	}
	for _, a := range asked {
		if a != mine {
			t.Errorf("asked for %+v", a)
		}
	}
}

// Where the tokens of somebody are used up, the card says whose, until when, and that the
// model was not asked.
func TestSpentIsOnTheCard(t *testing.T) {
	for scope, want := range map[copilot.Scope]string{
		copilot.ScopePerson: "whoever asked has used up", copilot.ScopeChannel: "this channel has used up", copilot.ScopeWorkspace: "all channels together have used up",
	} {
		b := newBench(t, writerFunc(func(ctx context.Context, p copilot.Prompt) (copilot.Answer, error) {
			a, err := echo(ctx, p)
			a.Notes = []copilot.Note{{Key: "note.fallback", Args: map[string]any{"Reason": string(copilot.Quota(scope)), "Model": "m"}}}
			return a, err
		}))
		b.Accounts, b.Limits = b.store, copilot.Limits{Tokens: copilot.Bounds{Person: 1}}
		_, _, err := b.store.Charge(b.ctx, copilot.Account{Tenant: channel.Tenant(), Person: lea.ID}, 9, copilot.Bounds{})
		mustDo(t, err)
		b.accept(t, draftRequest("r1", "We open on Monday"))
		b.work(t, empty)
		s := said(b.chat.last(t, "message-r1"))
		if !strings.Contains(s, "The model was not asked: "+want) || !strings.Contains(s, "until midnight UTC") || strings.Contains(s, "80%") {
			t.Errorf("%s: the card says\n%s", scope, s)
		}
	}
}
