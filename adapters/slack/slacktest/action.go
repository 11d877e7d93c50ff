package slacktest

// Action is something of a message or a view that can be acted on.
type Action struct {
	ID      string // action_id
	Block   string // block_id
	Type    string // "button", "static_select" …
	Label   string // what a button says
	Value   string // of a button
	Options []string
}

// Actions are what a message lets people do, in order.
func (m *Message) Actions() []Action { return actionsIn(decoded(m.Blocks)) }

// Actions are what a view lets its user do, in order, inputs among them.
func (v View) Actions() []Action { return actionsIn(decoded(v.Blocks)) }

func actionsIn(blocks []block) []Action {
	var all []Action
	for _, b := range blocks {
		for _, e := range elements(b) {
			if str(e, "action_id") == "" {
				continue
			}
			a := Action{
				ID: str(e, "action_id"), Block: str(b, "block_id"), Type: str(e, "type"),
				Label: str(object(e["text"]), "text"), Value: str(e, "value"),
			}
			for _, o := range optionsOf(e) {
				a.Options = append(a.Options, str(o, "value"))
			}
			all = append(all, a)
		}
	}
	return all
}
