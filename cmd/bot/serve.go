package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"github.com/brouillon/brouillon/adapters/telemetry"
	"github.com/brouillon/brouillon/adapters/web"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
	"github.com/brouillon/brouillon/memory/inprocess"
)

type serveCmd struct{}

// grace is how long open requests may take to end when the bot stops.
const grace = 10 * time.Second

// Run listens, waits for the store, works, and on ctx's end drains and closes: it is
// not ready any more and begins no work, serves on for a while if it was asked to
// leave (errLeave), then hands back what it could not finish.
func (serveCmd) Run(ctx context.Context, s *Settings, std stdio) error {
	printed, said := newSpout(std.out), newSpout(std.err)
	defer closeAll(logEndsWithin, printed, said)
	std.out = printed
	log := newLog(said, s)
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), countDropped(said, printed))
	listener, err := listen(ctx, s.Listen)
	if err != nil {
		return err
	}
	defer listener.Close() // once more where the server has done so
	measured, err := serveMetrics(ctx, s, registry, log)
	if err != nil {
		return err
	}
	defer closeAside(measured)
	profiled, err := servePprof(ctx, s, log)
	if err != nil {
		return err
	}
	defer closeAside(profiled)
	doors := newDoors(registry, s, log)
	traces, err := newTraces(ctx, s, log)
	if err != nil {
		return err
	}
	defer deliver(traces, log) // last: what is done until then is traced
	witness, err := newWitness(s, registry, traces)
	if err = errors.Join(err, doors.register(registry, time.Now)); err != nil {
		return err
	}
	server := &http.Server{
		Handler: doors, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
	var running sync.WaitGroup
	defer running.Wait()
	running.Go(func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			log.ErrorContext(ctx, "http server", "error", err)
		}
	})
	store, err := open(ctx, s, std.out, log)
	if err != nil {
		shut(server)
		return ignoreEnd(ctx, err)
	}
	wings, err := work(ctx, s, house{log, store, doors, registry, listener, std.out, witness})
	shut(server) // first the doors: a click under way still needs the store
	wings.close()
	logClose(log, store.Close())
	return err
}

// house is what is built before anybody works in it.
type house struct {
	log      *slog.Logger
	store    *memory.Store
	doors    *doors
	registry *prometheus.Registry
	listener net.Listener
	out      io.Writer
	witness  *telemetry.Witness // nil: nobody is told
}

// work joins core, chats and workers, and returns when ctx has ended and nothing
// runs any more but what platforms may still be told.
func work(ctx context.Context, s *Settings, h house) (wings, error) {
	chat := web.NewChat(h.store.Timeline(web.Tenant()), time.Now)
	if door := newSignIn(s, h); door != nil {
		chat.SignIn(door)
	}
	chats := map[string]copilot.Chat{web.Platform: chat}
	ports, err := newPlatforms(s, h)
	if err != nil {
		return nil, err
	}
	ports.join(chats)
	w, err := writer(s, h)
	if err != nil {
		return nil, err
	}
	refused, err := h.countRefused()
	if err = errors.Join(err, watchStore(h.registry, h.store, time.Now)); err != nil {
		return nil, err
	}
	core := copilot.New(copilot.Config{
		Composer: copilot.Composer{Writer: w, Now: time.Now, Window: s.Window, SecondOpinion: s.Opinion, Witness: h.told()},
		Memory:   h.store, Queue: h.store, Stretches: s.Admission.Ears(h.store), Workers: s.Workers, Log: h.log,
		Chats: chats, Away: memory.Away, Refused: refused, Admission: s.Admission, Accounts: h.store, Limits: s.Limits, Prices: s.Prices,
	})
	wings, err := ports.open(ctx, s, h, core)
	if err != nil {
		return wings, ignoreEnd(ctx, err)
	}
	rooms, err := workbench(ctx, s, h, core, chat)
	if err != nil {
		return wings, ignoreEnd(ctx, err)
	}
	watch := newVigil(ctx, s, h)
	if err := h.registry.Register(watch.measured()); err != nil {
		return wings, fmt.Errorf("registering what is found of the store: %w", err)
	}
	h.doors.open(wings.route(rooms), wings.well(watch.well))
	announce(h.out, s, h.listener)
	wings.announce(h.out, h.listener.Addr().String())
	lameDuck := s.LameDuck
	if !s.Redis.Set() { // what is accepted then is nobody's afterwards
		lameDuck = 0
	}
	serving, done := afterwards(ctx, lameDuck)
	defer done()
	var running sync.WaitGroup
	running.Go(func() { core.WorkUntil(ctx, serving) })
	wings.run(serving, &running)
	running.Go(func() { watch.run(serving, time.Tick(vigilEvery)) })
	running.Go(func() { logClose(h.log, chat.Run(serving)) })
	if s.Redis.Set() {
		running.Go(func() { newAnchors(h).run(serving, time.Tick(anchorEvery)) })
	}
	// Starting made garbage that idling would keep: word lists, templates, seeds.
	debug.FreeOSMemory()
	<-ctx.Done()
	h.doors.close()
	fmt.Fprintln(h.out, "Stopping: what cannot be finished is handed back.")
	running.Wait()
	return wings, nil
}

// workbench is the pages, or a plain sentence where they are not served.
func workbench(ctx context.Context, s *Settings, h house, core *copilot.Copilot, chat *web.Chat) (http.Handler, error) {
	if !servesWorkbench(s, h.listener) {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, "The workbench is not served here: see BOT_WORKBENCH in bot --help.", http.StatusNotFound)
		}), nil
	}
	if err := web.Seed(ctx, core, chat); err != nil {
		return nil, err
	}
	o := web.Options{Log: h.log, Locale: s.Locale, Hosts: hosts}
	if s.SignIn != nil {
		o.Proxies = s.SignIn.trusted(local(h.listener))
	}
	return web.NewServer(core, chat, o)
}

func servesWorkbench(s *Settings, l net.Listener) bool {
	return s.Workbench == "open" || s.Workbench == "published" || (s.Workbench == "loopback" && local(l))
}

// open opens the store: the Redis that is configured, waiting until it is there,
// or one in this process.
func open(ctx context.Context, s *Settings, out io.Writer, log *slog.Logger) (*memory.Store, error) {
	options := memory.Options{
		Requests: s.Limits.Requests, ContextTTL: s.ContextTTL, Log: log,
		Secret: s.SecretKey, SecretBefore: s.KeyBefore, Adopt: s.Adopt,
	}
	if !s.Redis.Set() {
		return inprocess.Open(ctx, options)
	}
	store, err := memory.Open(ctx, s.Redis.Reveal(), options)
	if err != nil {
		return nil, err
	}
	err = store.Wait(ctx, func(reason string) { fmt.Fprintf(out, "Waiting for Redis at %s: %s\n", store.Address(), reason) })
	if err == nil {
		err = judge(ctx, s, store, out)
	}
	if err == nil {
		err = inWords(store.Unlock(ctx), s.Locale)
	}
	if err != nil {
		return nil, errors.Join(letIn(err), store.Close())
	}
	return store, nil
}

// announce says where the bot is, and in a plain line each what is not
// configured and what that means.
func announce(out io.Writer, s *Settings, l net.Listener) {
	if servesWorkbench(s, l) && s.SignIn != nil {
		fmt.Fprintf(out, "Brouillon is at %s\nPeople sign in to it with %s.\n", s.SignIn.Public, s.SignIn.Issuer.Issuer)
		if len(s.SignIn.trusted(local(l))) == 0 {
			fmt.Fprintln(out, "No BOT_TRUSTED_PROXIES: to the limits, all who come through one proxy are one person (docs/workbench.md).")
		}
	} else if servesWorkbench(s, l) {
		fmt.Fprintf(out, "Brouillon is at http://%s\n", reachable(l.Addr().String()))
	} else {
		fmt.Fprintf(out, "Brouillon listens on %s; the workbench is off here (BOT_WORKBENCH: docs/workbench.md).\n", l.Addr())
	}
	if !s.Redis.Set() {
		fmt.Fprintln(out, "No REDIS_URL: everything is kept in this process; nothing is kept after it stops (--accept-loss is implied).")
	}
	if s.Redis.Set() && !s.SecretKey.Set() {
		fmt.Fprintln(out, "No BOT_SECRET_KEY: what people write lies in Redis for whoever can read it (docs/security.md).")
	}
	if s.HasModel() {
		fmt.Fprintln(out, "Model: "+modelNamed(s))
	} else {
		fmt.Fprintln(out, "No OPENAI_API_KEY or OPENAI_BASE_URL: no model; the built-in writer rearranges what it is given and invents nothing.")
	}
	if s.Opinion && !s.HasModel() {
		fmt.Fprintln(out, "BOT_SECOND_OPINION does nothing: there is no model to ask.")
	}
	if !s.Slack.configured() {
		fmt.Fprintln(out, "No SLACK_BOT_TOKEN: not in Slack (docs/slack.md).")
	}
	if !s.Discord.configured() {
		fmt.Fprintln(out, "No DISCORD_BOT_TOKEN: not in Discord (docs/discord.md).")
	}
	if s.Workbench == "published" && s.SignIn == nil && !local(l) {
		fmt.Fprintln(out, published(l))
	}
	if s.Metrics == "" && !besides(s) {
		fmt.Fprintln(out, "No BOT_METRICS_ADDR: /metrics is not served, since others reach this address (BOT_PUBLIC_URL, or an open workbench).")
	}
}

func shut(server *http.Server) {
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	if server.Shutdown(ctx) != nil {
		_ = server.Close()
	}
}

func logClose(log *slog.Logger, err error) {
	if err != nil {
		log.Error("closing", "error", err)
	}
}

// ignoreEnd makes a stop in the middle of starting no error.
func ignoreEnd(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}
