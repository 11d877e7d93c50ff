package main

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/brouillon/brouillon/adapters/web"
	"github.com/brouillon/brouillon/copilot"
)

// chatDoors lists the chat adapters the conversations are held over.
func chatDoors() map[string]func(testing.TB, copilot.Writer) *stage {
	return map[string]func(testing.TB, copilot.Writer) *stage{
		"web": webStage, "slack over HTTP": slackOverHTTP, "slack over Socket Mode": slackOverSocket,
		"discord over HTTP": discordOverHTTP, "discord over its gateway": discordOverGateway,
	}
}

// webStage is the workbench behind a real HTTP server.
func webStage(t testing.TB, w copilot.Writer) *stage {
	s := newStage(t, w)
	chat := web.NewChat(s.store.Timeline(web.Tenant()), s.core.Now)
	s.core.Chats[web.Platform] = chat
	server, err := web.NewServer(s.core, chat, web.Options{Now: s.core.Now, Zone: time.UTC})
	if err != nil {
		t.Fatal(err)
	}
	d := &webDoor{httptest.NewServer(server)}
	t.Cleanup(d.Close)
	s.door = d
	s.start()
	return s
}

// webDoor uses the workbench as a browser without script does.
type webDoor struct{ *httptest.Server }

const webChannel = "launch"

func (d *webDoor) place() copilot.Place {
	return copilot.Place{Platform: web.Platform, Workspace: web.Workspace, Channel: webChannel}
}

func (d *webDoor) person(name string) copilot.Person {
	p := copilot.Person{Platform: web.Platform, ID: name, Name: "Léa Martin", Locale: "en"}
	if name == "marc" {
		p.Name, p.Locale = "Marc Olivier", "fr"
	}
	return p
}

// reads is the reader's own language: every page is made for its reader.
func (d *webDoor) reads(who string, _ copilot.Person) string { return d.person(who).Locale }

func (d *webDoor) say(ctx context.Context, t *testing.T, who, line string) string {
	return d.post(ctx, t, who, "/c/"+webChannel, url.Values{"text": {line}})
}

func (d *webDoor) click(ctx context.Context, t *testing.T, who string, about copilot.Subject, act copilot.Act, form map[string]string) string {
	values := url.Values{"revision": {strconv.Itoa(about.Revision)}, "digest": {about.Digest}}
	for name, value := range form {
		values.Set(name, value)
	}
	return d.post(ctx, t, who, "/d/"+about.Draft+"/"+string(act), values)
}

func (d *webDoor) post(ctx context.Context, t *testing.T, who, path string, form url.Values) string {
	t.Helper()
	body := d.do(ctx, t, who, http.MethodPost, path, form)
	var reply struct{ Sentence string }
	if err := json.Unmarshal([]byte(body), &reply); err != nil {
		t.Fatalf("POST %s: %v: %s", path, err, body)
	}
	return reply.Sentence
}

func (d *webDoor) do(ctx context.Context, t *testing.T, who, method, path string, form url.Values) string {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, method, d.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", d.URL)
		r.Header.Set("Accept", "application/json")
	}
	r.AddCookie(&http.Cookie{Name: "brouillon_who", Value: who})
	r.AddCookie(&http.Cookie{Name: "brouillon_lang", Value: d.person(who).Locale})
	response, err := d.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var b strings.Builder
	if _, err := io.Copy(&b, response.Body); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// visible is the text of the page, without what is not shown.
func (d *webDoor) visible(ctx context.Context, t *testing.T, who string) string {
	page, err := html.Parse(strings.NewReader(d.do(ctx, t, who, http.MethodGet, "/c/"+webChannel, nil)))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode && (n.Data == "script" || n.Data == "style" || n.Data == "template" || n.Data == "head") {
			return
		}
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if n.Type == html.ElementNode && (n.Data != "mark" && n.Data != "span" && n.Data != "b" && n.Data != "a") {
			b.WriteString(" ")
		}
	}
	walk(page)
	return b.String()
}
