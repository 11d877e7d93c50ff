package discordtest

import (
	"net/http"
	"slices"
	"strings"
)

// route is one method of the API.
type route struct {
	name  string   // "GET /channels/{channel_id}", as the contract writes it
	query []string // parameters it knows
	open  bool     // no token is needed: what the path holds is enough
	// free routes do not count against the global rate limit: those of interactions.
	free bool
	// body is the part of the contract that its body is held to; "" for none.
	body string
	do   func(*Discord, *request) (int, any, error)
}

// with sets the part of the contract that a route's body is held to.
func (r route) with(body string) route { r.body = body; return r }

func get(path string, do func(*Discord, *request) (int, any, error), query ...string) route {
	return route{name: "GET " + path, query: query, do: do}
}

func hook(method, path string, do func(*Discord, *request) (int, any, error), query ...string) route {
	return route{name: method + " " + path, query: query, open: true, free: true, do: do}
}

// sends is a route with a body.
func sends(method, path string, do func(*Discord, *request) (int, any, error)) route {
	return route{name: method + " " + path, do: do}.with(bodyOf(method + " " + path))
}

// The paths that more than one method has.
const (
	atCommands      = "/applications/{application_id}/commands"
	atGuildCommands = "/applications/{application_id}/guilds/{guild_id}/commands"
	atMessages      = "/channels/{channel_id}/messages"
	atMessage       = "/channels/{channel_id}/messages/{message_id}"
	atHook          = "/webhooks/{webhook_id}/{webhook_token}"
	atOriginal      = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
	atFollowUp      = "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"
	atCallback      = "/interactions/{interaction_id}/{interaction_token}/callback"
)

// known are all routes of this fake.
func known() []route {
	gateway := get("/gateway", (*Discord).gatewayURL)
	gateway.open = true
	followUp := hook(http.MethodPost, atHook, (*Discord).followUp, "wait", "thread_id", "with_components")
	return []route{
		get("/applications/@me", (*Discord).applicationMe), get("/users/@me", (*Discord).userMe),
		gateway, get("/gateway/bot", (*Discord).gatewayBot),
		get(atCommands, (*Discord).listCommands, "with_localizations"), sends(http.MethodPut, atCommands, (*Discord).setCommands),
		get(atGuildCommands, (*Discord).listCommands, "with_localizations"), sends(http.MethodPut, atGuildCommands, (*Discord).setCommands),
		get("/guilds/{guild_id}", (*Discord).guildInfo, "with_counts"), get("/guilds/{guild_id}/roles", (*Discord).guildRoles),
		get("/guilds/{guild_id}/members/{user_id}", (*Discord).guildMember),
		get("/guilds/{guild_id}/threads/active", (*Discord).activeThreads),
		get("/channels/{channel_id}/threads/archived/public", (*Discord).archivedThreads, "before", "limit"),
		get("/channels/{channel_id}", (*Discord).channelInfo),
		get("/channels/{channel_id}/thread-members/{user_id}", (*Discord).threadMember, "with_member"),
		sends(http.MethodPost, "/users/@me/channels", (*Discord).openDirect),
		get(atMessages, (*Discord).history, "around", "before", "after", "limit"), sends(http.MethodPost, atMessages, (*Discord).post),
		get(atMessage, (*Discord).messageInfo), sends(http.MethodPatch, atMessage, (*Discord).edit),
		{name: "DELETE " + atMessage, do: (*Discord).takeBack},
		hook(http.MethodPost, atCallback, (*Discord).callback, "with_response"),
		followUp.with(component("IncomingWebhookRequestPartial")),
		hook(http.MethodGet, atOriginal, (*Discord).hookMessage, "thread_id"),
		hook(http.MethodPatch, atOriginal, (*Discord).hookEdit, "thread_id", "with_components").with(bodyOf("PATCH " + atOriginal)),
		hook(http.MethodDelete, atOriginal, (*Discord).hookDelete, "thread_id"),
		hook(http.MethodGet, atFollowUp, (*Discord).hookMessage, "thread_id"),
		hook(http.MethodPatch, atFollowUp, (*Discord).hookEdit, "thread_id", "with_components").with(bodyOf("PATCH " + atFollowUp)),
		hook(http.MethodDelete, atFollowUp, (*Discord).hookDelete, "thread_id"),
	}
}

// routes serves the API, of whatever version, and the gateway.
func (d *Discord) routes() http.Handler {
	mux := http.NewServeMux()
	for _, r := range known() {
		method, path, _ := strings.Cut(r.name, " ")
		mux.HandleFunc(method+" /api/{version}"+path, func(w http.ResponseWriter, q *http.Request) { d.serve(w, q, &r) })
	}
	mux.HandleFunc("/api/", d.nowhere)
	mux.HandleFunc("GET /{$}", d.serveGateway)
	return mux
}

// nowhere answers what is no route, or none that this fake knows.
func (d *Discord) nowhere(w http.ResponseWriter, r *http.Request) {
	d.blame("%s %s: there is no such route, or this fake does not know it", r.Method, r.URL.Path)
	answer(w, http.StatusNotFound, object{"message": "404: Not Found", "code": 0})
}

// unknownQuery is a query parameter that the route does not know; "" for none.
func (q *request) unknownQuery() string {
	for name := range q.call.Query {
		if !slices.Contains(q.route.query, name) {
			return name
		}
	}
	return ""
}
