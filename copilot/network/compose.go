package network

import "strings"

// Compose returns the post as it is published: text and those of hashtags that
// it does not hold yet, where the network's readers expect them. Networks
// without hashtags get the text alone.
func (n Network) Compose(text string, hashtags []string) string {
	missing := n.missing(text, hashtags)
	if len(missing) == 0 {
		return text
	}
	sep := " "
	if n.HashtagStyle == AtEnd {
		sep = "\n\n"
	}
	if text == "" {
		sep = ""
	}
	return text + sep + strings.Join(missing, " ")
}

// missing returns the hashtags that Compose adds to text, without repetition.
func (n Network) missing(text string, hashtags []string) []string {
	if n.HashtagStyle == NoHashtags {
		return nil
	}
	seen := map[string]bool{}
	for _, s := range Hashtags(text) {
		seen[strings.ToLower(s.Text)] = true
	}
	var out []string
	for _, tag := range hashtags {
		if k := strings.ToLower(tag); !seen[k] {
			seen[k] = true
			out = append(out, tag)
		}
	}
	return out
}
