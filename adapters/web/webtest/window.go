package webtest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long a test waits for anything before it fails.
const patience = 2 * time.Minute

// Browser is a headless Chromium with nothing in it. Each window has cookies of
// its own, so that two people can be at the workbench at once.
type Browser struct {
	t    testing.TB
	ctx  context.Context
	base string
}

// Open starts a browser for a workbench at an address like
// "http://127.0.0.1:8080". Without a Chromium on the machine the test is skipped,
// saying so; with BROUILLON_REQUIRE=1 it fails.
func Open(t testing.TB, base string) *Browser {
	t.Helper()
	path, err := chromium()
	if err != nil {
		if os.Getenv("BROUILLON_REQUIRE") == "1" {
			t.Fatal(err)
		}
		t.Skip("SKIPPED, NOTHING WAS TRIED IN A BROWSER: ", err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("ignore-certificate-errors", true), // those that httptest makes
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	ctx, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(func() {
		_ = chromedp.Cancel(ctx) // waits until the browser has left its folder
		stop()
	})
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start %s: %v", path, err)
	}
	return &Browser{t, ctx, strings.TrimSuffix(base, "/")}
}

// chromium finds the browser under the names it goes by.
func chromium() (string, error) {
	names := []string{
		"headless_shell", "headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
		"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	}
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("no Chromium on this machine (looked for %s): apt-get install chromium", strings.Join(names, ", "))
}

// Window is one person's window.
type Window struct {
	t    testing.TB
	ctx  context.Context
	base string

	expects bool // what the console complains about is what the test is for

	mu     sync.Mutex
	faults []string
}

// complaints is how often the console complained in these words.
func (w *Window) complaints(words string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := 0
	for _, fault := range w.faults {
		if strings.Contains(fault, words) {
			n++
		}
	}
	return n
}

// Window opens one; whatever its console complains about fails the test.
func (b *Browser) Window() *Window {
	b.t.Helper()
	w := &Window{t: b.t, base: b.base}
	ctx, stop := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext(), chromedp.WithListener(w.listen))
	w.ctx = ctx
	b.t.Cleanup(stop)
	w.Size(1280, 800)
	b.t.Cleanup(func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		for _, fault := range w.faults {
			if w.expects {
				break
			}
			b.t.Errorf("the browser complains: %s", fault)
		}
	})
	return w
}

func (w *Window) listen(event any) {
	fault := ""
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		fault = "exception: " + e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			fault += " " + e.ExceptionDetails.Exception.Description
		}
	case *log.EventEntryAdded:
		// A refused form answers with a status of 4xx, which is no fault.
		if e.Entry.Level == log.EntryLevelError && !strings.Contains(e.Entry.Text, "the server responded with a status of 4") {
			fault = e.Entry.Text + " " + e.Entry.URL
		}
	}
	if fault != "" {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.faults = append(w.faults, fault)
	}
}

// Do runs steps and fails the test when one does.
func (w *Window) Do(steps ...chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	ctx, stop := context.WithTimeout(w.ctx, patience)
	defer stop()
	if err := chromedp.Do(ctx, steps...); err != nil {
		w.t.Fatal(err)
	}
}

// replaced is what Chromium says of an element that the page has put another in the place of
// since it was found: nothing was done to it.
const replaced = "Could not find node with given id"

// reach does something to an element, to the one that is there when the page replaces it
// meanwhile: news of a card come at any moment, and a person would click on what they see.
func (w *Window) reach(step chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	ctx, stop := context.WithTimeout(w.ctx, patience)
	defer stop()
	for {
		err := chromedp.Do(ctx, step)
		switch {
		case err == nil:
			return
		case ctx.Err() != nil || !strings.Contains(err.Error(), replaced):
			w.t.Fatal(err)
		}
	}
}

// Size makes the window that many CSS pixels wide and high.
func (w *Window) Size(width, height int64) {
	w.t.Helper()
	if err := chromedp.Do(w.ctx, chromedp.EmulateViewport(width, height)); err != nil {
		w.t.Fatal(err)
	}
}

// Prefers makes the machine prefer a theme, "light" or "dark".
func (w *Window) Prefers(theme string) {
	w.t.Helper()
	w.Do(func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}},
		})
		return chromedp.Void{}, err
	})
}

// Go opens a page of the workbench.
func (w *Window) Go(path string) {
	w.t.Helper()
	w.Do(chromedp.Navigate(w.base + path))
}

// Click clicks on the first element a CSS selector finds, once it is visible.
func (w *Window) Click(selector string) {
	w.t.Helper()
	w.reach(chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible))
}

// Follow clicks and waits for the page it leads to.
func (w *Window) Follow(selector string) {
	w.t.Helper()
	ctx, stop := context.WithTimeout(w.ctx, patience)
	defer stop()
	if _, err := chromedp.RunResponse(ctx, chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible)); err != nil {
		w.t.Fatal(err)
	}
}

// Type types into an element; "\r" at the end is the Enter key.
func (w *Window) Type(selector, keys string) {
	w.t.Helper()
	words, enter := strings.CutSuffix(keys, "\r")
	if words != "" {
		w.reach(chromedp.SendKeys(chromedp.CSS(selector), words, chromedp.NodeVisible))
	}
	if enter {
		w.Press("\r")
	}
}

// Press sends keys to whatever has the focus; "\r" is the Enter key.
func (w *Window) Press(keys string) {
	w.t.Helper()
	if keys == "\r" {
		w.Do(pressEnter)
		return
	}
	w.Do(chromedp.KeyEvent(keys))
}

// pressEnter presses the key as a keyboard does: in one event, so that a page
// that prevents it prevents the new line, too.
func pressEnter(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp} {
		p := input.DispatchKeyEventParams{Type: kind, Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 13}
		if kind == input.DispatchKeyEventTypeKeyDown {
			p.Text = "\r"
		}
		if _, err := cdp.Call(ctx, t, input.DispatchKeyEvent, p); err != nil {
			return chromedp.Void{}, err
		}
	}
	return chromedp.Void{}, nil
}

// Eval evaluates an expression of JavaScript on the page.
func Eval[T any](w *Window, expression string) T {
	w.t.Helper()
	ctx, stop := context.WithTimeout(w.ctx, patience)
	defer stop()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		w.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// Until waits until an expression is true on the page, looking often.
func (w *Window) Until(what, expression string) {
	w.t.Helper()
	deadline := time.After(patience)
	look := time.NewTicker(15 * time.Millisecond)
	defer look.Stop()
	for {
		ok, err := chromedp.Run(w.ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		if err == nil && ok {
			return
		}
		select {
		case <-look.C:
		case <-deadline:
			w.t.Fatalf("waited in vain until %s: %s (%v)\non the page: %.1500s", what, expression, err, Eval[string](w, "document.body.innerText"))
		}
	}
}

// Says waits until an element shows some words.
func (w *Window) Says(selector, words string) {
	w.t.Helper()
	w.Until(fmt.Sprintf("%s says %q", selector, words),
		fmt.Sprintf("[...document.querySelectorAll(%q)].some(e => e.innerText.includes(%q))", selector, words))
}
