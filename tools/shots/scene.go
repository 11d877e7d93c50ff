package main

import (
	"context"
	"fmt"

	"github.com/chromedp/chromedp"
)

// scene is one picture: who looks, at what, after having done what.
type scene struct {
	name          string
	width, height int64
	who           string // lea or marc
	lang          string // en or fr
	theme         string // light or dark
	path          string // of the page
	says          string // a line typed there; empty: nothing
	show          string // what must be visible, and is scrolled to
}

// open starts a browser; a context for its window, and what closes it.
func open(ctx context.Context) (context.Context, func()) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox,
		chromedp.Flag("hide-scrollbars", true), chromedp.Flag("force-prefers-reduced-motion", true))
	allocator, stop := chromedp.NewExecAllocator(ctx, options...)
	window, closeWindow := chromedp.NewContext(allocator)
	return window, func() { closeWindow(); stop() }
}

// take does what the scene says and returns the picture as PNG.
func (s scene) take(browser context.Context, address string) ([]byte, error) {
	size := chromedp.EmulateViewport(s.width, s.height, chromedp.EmulateScale(1.5))
	if err := chromedp.Do(browser, size, chromedp.Navigate(address+s.path)); err != nil {
		return nil, err
	}
	if err := ask(browser, s.become()); err != nil {
		return nil, err
	}
	steps := []chromedp.Action[chromedp.Void]{chromedp.Navigate(address + s.path)}
	if s.says != "" {
		steps = append(steps, chromedp.WaitVisible(composer), chromedp.SendKeys(composer, s.says+"\r"))
	}
	if err := chromedp.Do(browser, append(steps, chromedp.WaitVisible(chromedp.CSS(s.show)))...); err != nil {
		return nil, err
	}
	if err := ask(browser, s.reveal()); err != nil {
		return nil, err
	}
	return chromedp.Run(browser, chromedp.CaptureScreenshot())
}

const composer chromedp.CSS = `main textarea[name=text]`

// ask runs a script that ends in whether it worked.
func ask(browser context.Context, script string) error {
	ok, err := chromedp.Run(browser, chromedp.Evaluate[bool](script, chromedp.EvalAwaitPromise))
	if err == nil && !ok {
		err = fmt.Errorf("the page says no to: %s", script)
	}
	return err
}

// become chooses the person, the language and the theme.
func (s scene) become() string {
	return fmt.Sprintf(`fetch("/me", {method: "POST",
		body: new URLSearchParams({who: %q, lang: %q, theme: %q, back: "/"})}).then(r => r.ok)`, s.who, s.lang, s.theme)
}

// reveal brings the last of what is shown into view and lets the page be painted.
func (s scene) reveal() string {
	return fmt.Sprintf(`(async () => {
		const all = document.querySelectorAll(%q);
		document.activeElement?.blur();
		await document.fonts.ready;
		all[all.length-1].scrollIntoView({block: "end"});
		await new Promise(painted => requestAnimationFrame(() => requestAnimationFrame(painted)));
		return true;
	})()`, s.show)
}
