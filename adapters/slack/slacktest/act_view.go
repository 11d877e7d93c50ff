package slacktest

import (
	"encoding/json"
	"maps"
)

// Submit lets a user submit a modal: the one with an id, or with "" the top one.
// The values are by "block_id.action_id" or by block_id: texts, numbers, values of
// options, ids of users and channels; several are separated by commas. Where none
// is given the initial value stays. The test ends when the modal would not let it
// be submitted: something required is empty, a text is too long, an option is not
// there. What the app answers is done: errors, update, push, clear, or closing.
func (s *Slack) Submit(user, viewID string, values map[string]string) Reply {
	s.t.Helper()
	s.mu.Lock()
	v, payload, fault := s.submission(user, viewID, values)
	s.mu.Unlock()
	if fault != "" {
		s.t.Fatalf("slacktest: Submit: %s", fault)
	}
	r := s.deliver(interactive, payload)
	s.submitted(v, r)
	return r
}

// submission is the payload of a modal that is submitted, or why it cannot be. The
// lock is held.
func (s *Slack) submission(user, viewID string, values map[string]string) (v *view, payload map[string]any, fault string) {
	if v = s.topView(user, viewID); v == nil {
		return nil, nil, "no such modal is open for " + user
	}
	v.fill(values)
	if fault = s.obstacle(v, v.given); fault != "" {
		return nil, nil, fault
	}
	payload = s.interaction("view_submission", user)
	maps.Copy(payload, map[string]any{
		"trigger_id": s.triggered(user), "view": s.shapeOf(v, v.given), "response_urls": []any{}, "is_cleared": false,
	})
	return v, payload, ""
}

// fill keeps what a user filled in, for as long as the view is open.
func (v *view) fill(values map[string]string) {
	if v.given == nil {
		v.given = map[string]string{}
	}
	maps.Copy(v.given, values)
}

// submitted does what the answer to a submission says.
func (s *Slack) submitted(v *view, r Reply) {
	s.t.Helper()
	if !r.Acked() {
		return // the person sees an error, and the modal stays
	}
	action, _ := r.JSON["response_action"].(string)
	var next string
	if action == "update" || action == "push" {
		raw, err := json.Marshal(r.JSON["view"])
		if err == nil {
			err = s.checkView("response_action "+action, "modal", string(raw))
		}
		if err != nil {
			s.t.Errorf("slacktest: response_action %s: %+v", action, err)
			return
		}
		next = string(raw)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch action {
	case "":
		if len(r.JSON) > 0 {
			s.blameLocked("a submission is answered with a response_action or nothing, not %s", r.Body)
		}
		s.closeTop(v.user)
	case "errors":
		s.pointOut(v, r.JSON["errors"])
	case "update":
		s.replace(v, next)
	case "push":
		if len(s.modals[v.user]) >= deepest {
			s.blameLocked("response_action push: %d modals are the most", deepest)
			return
		}
		s.push(v.user, next)
	case "clear":
		s.closeAll(v.user)
	default:
		s.blameLocked("there is no response_action %q", action)
	}
}

// pointOut holds errors to inputs of the view: others Slack does not show.
func (s *Slack) pointOut(v *view, errors any) {
	said, ok := errors.(map[string]any)
	if !ok || len(said) == 0 {
		s.blameLocked("response_action errors without errors")
	}
	inputs := map[string]bool{}
	for _, b := range blocksOf(v.body) {
		inputs[str(b, "block_id")] = str(b, "type") == "input"
	}
	for id, text := range said {
		if t, isText := text.(string); !inputs[id] || !isText || t == "" {
			s.blameLocked("response_action errors: %q is no input of the view, or %v says nothing", id, text)
		}
	}
	v.errors = said
}

// CloseView lets a user close their top modal. The app hears of it only when the
// view has notify_on_close.
func (s *Slack) CloseView(user string) Reply {
	s.t.Helper()
	s.mu.Lock()
	v := s.topView(user, "")
	if v == nil {
		s.mu.Unlock()
		s.t.Fatalf("slacktest: CloseView: no modal is open for %s", user)
	}
	payload := s.interaction("view_closed", user)
	maps.Copy(payload, map[string]any{"view": s.shapeOf(v, v.given), "is_cleared": v.body["clear_on_close"] == true})
	s.closeTop(user)
	if v.body["clear_on_close"] == true {
		s.closeAll(user)
	}
	s.mu.Unlock()
	if v.body["notify_on_close"] != true {
		return Reply{}
	}
	return s.deliver(interactive, payload)
}
