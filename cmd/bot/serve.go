package main

import (
	"context"
	"errors"
	"fmt"
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
func (serveCmd) Run(ctx context.Context, s *Settings, found misconfigured, std stdio) error {
	printed, said := newSpout(std.out), newSpout(std.err)
	defer closeAll(logEndsWithin, printed, said)
	log, told := newLog(said, s), newNotices(printed, s)
	adoptStrays(log)
	found.misnamed.warn(ctx, log)
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
	store, err := open(ctx, s, told, log)
	if err != nil {
		shut(server)
		return ignoreEnd(ctx, err)
	}
	wings, err := work(ctx, s, house{log: log, store: store, doors: doors, registry: registry, listener: listener, notices: told, witness: witness})
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
	notices  notices
	witness  *telemetry.Witness // nil: nobody is told
	plots    *web.Plots         // nil: figures are told, and not drawn
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
	if h.plots, err = newPlots(s, h, core, ports); err != nil {
		return nil, err
	}
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
	h.doors.open(wings.route(h.drawn(rooms)), wings.well(watch.well))
	announce(h.notices, s, h.listener)
	wings.announce(h.notices, h.listener.Addr().String())
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
	h.notices.say("Stopping: what cannot be finished is handed back.")
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
func open(ctx context.Context, s *Settings, told notices, log *slog.Logger) (*memory.Store, error) {
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
	err = store.Wait(ctx, func(reason string) {
		told.say(fmt.Sprintf("Waiting for Redis at %s: %s", store.Address(), reason), "redis", store.Address(), "reason", reason)
	})
	if err == nil {
		err = judge(ctx, s, store, told)
	}
	if err == nil {
		err = inWords(store.Unlock(ctx), s.Locale)
	}
	if err != nil {
		return nil, errors.Join(letIn(err), store.Close())
	}
	return store, nil
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
