package chat

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// Porch is what every chat has before its door: what is still being done for those
// who came, and how it ends.
type Porch struct {
	Log     *slog.Logger
	Now     func() time.Time
	Locale  string          // for people whose own is not known
	Closing context.Context // ends when the door closes
	Running Tasks           // what outlives its acknowledgement

	platform string
	stop     context.CancelFunc
	forged   atomic.Int64 // clicks
	shown    shownAgain   // for clicks that were refused
}

// NewPorch makes the porch of a platform; a nil log or clock is the default, and so
// is English.
func NewPorch(platform string, log *slog.Logger, now func() time.Time, locale string) *Porch {
	if log == nil {
		log = slog.Default()
	}
	if now == nil {
		now = time.Now
	}
	p := &Porch{Log: log, Now: now, Locale: catalogue.Base(locale), platform: platform}
	p.Closing, p.stop = context.WithCancel(context.Background())
	return p
}

// Wait returns when nothing that was delivered is being worked on any more.
func (p *Porch) Wait() { p.Running.Wait() }

// Close waits as Wait does, for as long as ctx lasts; then what is still going on
// is left alone. No open cards are shown anew any more.
func (p *Porch) Close(ctx context.Context) error {
	p.stop()
	select {
	case <-p.Running.Settled():
		return nil
	case <-ctx.Done():
		return fmt.Errorf("%s: wait for what was begun: %w", p.platform, ctx.Err())
	}
}

// Sentence is what a person is told of an error, in their language; what is not
// theirs to put right is logged under the reference they see: that of the delivery that
// ctx is for.
func (p *Porch) Sentence(ctx context.Context, lang string, err error) string {
	if copilot.Referred(ctx) == "" {
		ctx = copilot.Refer(ctx, copilot.Reference(rand.Text()))
	}
	f := copilot.AsFault(err, copilot.Referred(ctx))
	if f.Passes() {
		p.Log.ErrorContext(ctx, p.platform+": request failed", "error", err)
	}
	return f.Referenced(lang, copilot.Referred(ctx))
}

// Background does something that outlives its acknowledgement. Wait waits for it.
func (p *Porch) Background(do func()) {
	p.Running.Go(func() {
		_ = p.Safely(func() error { do(); return nil }) // it is in the log
	})
}

// Safely does something that may panic.
func (p *Porch) Safely(do func() error) error { return Safely(p.Log, p.platform, do) }

// Redraw has something shown anew in the background, for at most a minute.
func (p *Porch) Redraw(show func(context.Context) error) {
	p.Background(func() {
		ctx, cancel := context.WithTimeout(p.Closing, redrawWithin)
		defer cancel()
		if err := show(ctx); err != nil {
			p.Log.WarnContext(ctx, p.platform+": cards not shown anew", "error", err)
		}
	})
}

// redrawWithin bounds how long the open cards of a channel are worked on.
const redrawWithin = time.Minute
