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

// Email is their address in small letters, if the issuer has seen that it is theirs, and
// that is so now.
func (c Claims) Email() string {
	if verified := c.all["email_verified"]; verified != true && verified != "true" {
		return ""
	}
	email := strings.ToLower(strings.TrimSpace(c.word("email")))
	if c.Issuer == google && !c.hosted(email) {
		return ""
	}
	return email
}

const google = "https://accounts.google.com"

// hosted says whether Google itself is who gives the address out: it saw once that another
// was somebody's, who may have left there since.
// https://developers.google.com/identity/openid-connect/openid-connect#an-id-tokens-payload
func (c Claims) hosted(email string) bool {
	_, domain, _ := strings.Cut(email, "@")
	return domain == "gmail.com" || domain != "" && domain == strings.ToLower(c.word("hd"))
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
