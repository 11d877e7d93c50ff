package check

import "strings"

// address reads a web or mail address, or a handle.
func (r *reader) address(i int) (item, bool) {
	t := r.d.tok(i)
	switch t.shape {
	case linkShape:
		return item{from: i, to: i + 1, key: plainLink(t.raw)}, true
	case emailShape:
		return item{from: i, to: i + 1, key: "mail:" + t.fold}, true
	case handleShape:
		return item{from: i, to: i + 1, key: strings.Replace(t.fold, "＠", "@", 1)}, true
	}
	return item{}, false
}

// plainLink drops what does not change where a link leads: scheme, "www.", the case of the host, a final slash.
func plainLink(raw string) string {
	s := strings.TrimRight(raw, "/.,;:!?")
	if i := strings.Index(s, "://"); i >= 0 {
		s = s[i+3:]
	}
	host, path, slash := strings.Cut(s, "/")
	host = strings.TrimPrefix(strings.ToLower(host), "www.")
	if slash {
		return host + "/" + path
	}
	return host
}

// addresses reports links, mail addresses and handles that are not in the sources.
func (x *Indexed) addresses(d *doc, items []*item) []Finding {
	var found []Finding
	for _, it := range items {
		if x.keys[it.key] {
			continue
		}
		code := "handle_absent"
		if d.tokens[it.from].shape == linkShape {
			code = "link_absent"
		}
		found = append(found, d.finding(Unsupported, it.start, it.end, code, nil))
	}
	return found
}
