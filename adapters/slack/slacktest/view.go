package slacktest

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// View is a modal or a Home tab as it stands.
type View struct {
	ID, User, Type, CallbackID, PrivateMetadata, ExternalID, Hash string

	Title  string          // of a modal
	Blocks json.RawMessage // an array, with the ids Slack added
}

// view is a View with what its payloads need.
type view struct {
	id, user, hash string
	root, previous string            // view ids of the stack
	given          map[string]string // what the user filled in so far
	errors         map[string]any    // of the last submission, by block_id
	body           block             // as the app sent it, with the ids Slack added
}

// deepest is how many modals may stand on each other.
const deepest = 3

// shapeOf is the view as answers and payloads have it, with what was given in it.
func (s *Slack) shapeOf(v *view, given map[string]string) map[string]any {
	all := map[string]any{
		"id": v.id, "team_id": s.o.Team, "hash": v.hash, "root_view_id": v.root, "previous_view_id": nil,
		"app_id": s.o.App, "bot_id": s.o.Bot, "app_installed_team_id": s.o.Team, "state": map[string]any{"values": valuesIn(blocksOf(v.body), given)},
		"private_metadata": "", "callback_id": "", "external_id": "", "clear_on_close": false, "notify_on_close": false,
		"close": nil, "submit": nil, "submit_disabled": false,
	}
	if v.body["type"] == "home" {
		all["title"] = block{"type": "plain_text", "text": "View Title", "emoji": true}
	}
	if s.o.EnterpriseInstall {
		all["app_installed_team_id"] = s.o.Enterprise
	}
	if v.previous != "" {
		all["previous_view_id"] = v.previous
	}
	maps.Copy(all, v.body)
	return all
}

// replace gives a view new content and a new hash. The lock is held.
func (s *Slack) replace(v *view, raw string) {
	v.body = nil
	if json.Unmarshal([]byte(raw), &v.body) != nil {
		v.body = block{}
	}
	s.complete(blocksOf(v.body))
	v.hash = fmt.Sprintf("%d.%s", s.o.Now().Unix(), token(4))
}

// newView keeps a view under a new id. The lock is held.
func (s *Slack) newView(user, raw string) *view {
	v := &view{id: s.id("V"), user: user}
	v.root = v.id
	s.replace(v, raw)
	s.views[v.id] = v
	return v
}

func (s *Slack) viewAnswer(v *view) map[string]any {
	return map[string]any{"ok": true, "view": s.shapeOf(v, nil)}
}

// openView shows a modal in the place of those that were open.
func (s *Slack) openView(args arguments) (any, error) {
	user, err := s.pull(args["trigger_id"])
	if err != nil {
		return nil, err
	}
	s.closeAll(user)
	v := s.newView(user, args["view"])
	s.modals[user] = []*view{v}
	return s.viewAnswer(v), nil
}

// push puts a modal on those that are open. The lock is held.
func (s *Slack) push(user, raw string) {
	v := s.newView(user, raw)
	open := s.modals[user]
	if len(open) > 0 {
		v.root, v.previous = open[0].id, open[len(open)-1].id
	}
	s.modals[user] = append(open, v)
}

func (s *Slack) updateView(args arguments) (any, error) {
	v := s.views[args["view_id"]]
	if external := args["external_id"]; v == nil && external != "" {
		for _, o := range s.views {
			if str(o.body, "external_id") == external {
				v = o
			}
		}
	}
	switch {
	case args["view_id"] == "" && args["external_id"] == "":
		return nil, wrong("invalid_arguments", "neither view_id nor external_id")
	case v == nil:
		return nil, refuse("not_found")
	case args["hash"] != "" && args["hash"] != v.hash:
		return nil, refuse("hash_conflict")
	}
	s.replace(v, args["view"])
	return s.viewAnswer(v), nil
}

func (s *Slack) publishView(args arguments) (any, error) {
	user := args["user_id"]
	v := s.homes[user]
	switch {
	case s.users[user] == nil:
		return nil, wrong("invalid_arguments", "no user %q", user)
	case v != nil && args["hash"] != "" && args["hash"] != v.hash:
		return nil, refuse("hash_conflict")
	case v == nil:
		v = s.newView(user, args["view"])
		s.homes[user] = v
	default:
		s.replace(v, args["view"])
	}
	return s.viewAnswer(v), nil
}

// closeTop closes the top modal of a user, closeAll all of them.
func (s *Slack) closeTop(user string) {
	open := s.modals[user]
	if len(open) == 0 {
		return
	}
	delete(s.views, open[len(open)-1].id)
	s.modals[user] = open[:len(open)-1]
}

func (s *Slack) closeAll(user string) {
	for len(s.modals[user]) > 0 {
		s.closeTop(user)
	}
}

// View is the top open modal of a user.
func (s *Slack) View(user string) (View, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	open := s.modals[user]
	if len(open) == 0 {
		return View{}, false
	}
	return seen(open[len(open)-1]), true
}

// Home is the Home tab of a user, once the app has published one.
func (s *Slack) Home(user string) (View, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.homes[user]
	if v == nil {
		return View{}, false
	}
	return seen(v), true
}

func seen(v *view) View {
	return View{
		ID: v.id, User: v.user, Type: str(v.body, "type"), CallbackID: str(v.body, "callback_id"), Hash: v.hash,
		PrivateMetadata: str(v.body, "private_metadata"), ExternalID: str(v.body, "external_id"),
		Title: str(object(v.body["title"]), "text"), Blocks: encode(blocksOf(v.body)),
	}
}

// topView is the view with an id, or the top one of a user for "". The lock is held.
func (s *Slack) topView(user, id string) *view {
	open := s.modals[user]
	at := slices.IndexFunc(open, func(v *view) bool { return v.id == id })
	switch {
	case at >= 0:
		return open[at]
	case id == "" && len(open) > 0:
		return open[len(open)-1]
	}
	return nil
}
