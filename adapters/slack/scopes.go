package slack

// Scope is a permission the app asks for. Why is the key of a sentence in the
// catalogue that says what it is needed for.
type Scope struct{ Name, Why string }

// Scopes lists the permissions the app needs, and no more, in the order the
// manifest has them.
func Scopes() []Scope {
	names := []string{
		"commands", "chat:write", "app_mentions:read",
		"channels:history", "groups:history", "im:history", "mpim:history",
		"channels:read", "groups:read", "im:read", "mpim:read",
		"users:read", "usergroups:read",
	}
	all := make([]Scope, len(names))
	for i, name := range names {
		all[i] = Scope{Name: name, Why: "slack.scope." + name}
	}
	return all
}
