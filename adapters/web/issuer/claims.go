package issuer

import "strings"

// Claims are what an issuer says of a person, proved.
type Claims struct {
	Issuer, Subject string // together who they are, for ever
	all             map[string]any
}

// Name is what to call them; their address, or their subject, where nobody said.
func (c Claims) Name() string {
	for _, name := range []string{c.word("name"), c.word("preferred_username"), c.Email()} {
		if name != "" {
			return name
		}
	}
	return c.Subject
}

// Email is their address in small letters, if the issuer has seen that it is theirs.
func (c Claims) Email() string {
	if verified := c.all["email_verified"]; verified != true && verified != "true" {
		return ""
	}
	return strings.ToLower(strings.TrimSpace(c.word("email")))
}

// Says reports whether a claim has a value, alone or among others.
func (c Claims) Says(claim, value string) bool {
	switch said := c.all[claim].(type) {
	case string:
		return said == value
	case []any:
		for _, one := range said {
			if one == value {
				return true
			}
		}
	}
	return false
}

func (c Claims) word(claim string) string {
	said, _ := c.all[claim].(string)
	return strings.TrimSpace(said)
}
