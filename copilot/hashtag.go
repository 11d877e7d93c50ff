package copilot

import (
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/check"
	"github.com/brouillon/brouillon/copilot/network"
	"github.com/brouillon/brouillon/copilot/text"
)

// mostRead is how many hashtags of an answer are looked at, and mostTold how many of
// those left out are named.
const (
	mostRead = 60
	mostTold = 5
)

// vetting decides which hashtags of a revision stay.
type vetting struct {
	job    composition
	seek   *seeker
	byHand bool // a person put them there, who need not say where from

	kept      []string
	origins   []Origin
	had       map[string]bool
	unfounded []string
	refused   []string
	banned    map[string][]string // by the word that the channel does not want
	words     []string            // the keys of banned, in order
}

// tagged is the revision with those of the hashtags that may stay, where each comes
// from, and notes on those that may not. A hashtag that a writer made up has no place,
// however popular it is said to be: nobody can tell from here, and nobody asked for it.
func (j composition) tagged(r Revision, tags []string, byHand bool) Revision {
	v := vetting{job: j, seek: j.seeker(r), byHand: byHand, had: map[string]bool{}, banned: map[string][]string{}}
	for _, tag := range tags[:min(len(tags), mostRead)] {
		v.look("#" + strings.TrimLeft(text.Canonical(strings.Trim(tag, ",;.")), "#"))
	}
	r.Hashtags, r.Origins = v.kept, v.origins
	r.Notes = append(r.Notes, v.notes()...)
	return r
}

func (v *vetting) look(tag string) {
	if len(v.kept) >= v.job.prompt.MaxTags {
		return
	}
	if !network.ValidHashtag(tag) {
		if v.byHand && len(tag) > 1 {
			v.refused = append(v.refused, tag)
		}
		return
	}
	tag, from := v.from(tag)
	folded := text.Fold(tag)
	if v.had[folded] {
		return
	}
	v.had[folded] = true
	word, banned := v.job.material.Profile.bans(tag, from)
	switch {
	case banned:
		if v.banned[word] == nil {
			v.words = append(v.words, word)
		}
		v.banned[word] = append(v.banned[word], tag)
	case !v.job.prompt.Network.Takes(tag):
		v.refused = append(v.refused, tag)
	case from.Kind == "":
		v.unfounded = append(v.unfounded, tag)
	default:
		if from.Kind == FromTalk { // the deletion of a message does not reach this
			from.Words = ""
		}
		v.kept, v.origins = append(v.kept, tag), append(v.origins, from)
	}
}

// from is how a hashtag is written, and where it comes from. One that a person typed
// stays as it was typed, and what stood there before comes from where it did: not all
// that it came from is at hand for an edit.
func (v *vetting) from(tag string) (string, Origin) {
	spelt, from, found := v.seek.find(tag)
	switch {
	case !v.byHand:
		return spelt, from
	case found:
		return tag, from
	}
	return tag, v.job.stood(tag)
}

// stood is where a hashtag of the revision before came from, or else a person. Of words
// that its text had nobody knows whether they still stand.
func (j composition) stood(tag string) Origin {
	if j.material.Previous != nil {
		last := j.material.Previous.Latest()
		for i, o := range last.Origins {
			if text.Fold(last.Hashtags[i]) == text.Fold(tag) && o.Kind != FromText {
				return o
			}
		}
	}
	return Origin{Kind: FromPerson}
}

// notes say what was left out and why.
func (v *vetting) notes() []Note {
	var notes []Note
	for _, word := range v.words {
		notes = append(notes, leftOut("note.tags.banned", v.banned[word], map[string]any{"Word": word}))
	}
	if len(v.refused) > 0 {
		key, args := "note.tags.invalid", map[string]any{}
		if name := v.job.prompt.Network.Name; name != "" {
			key, args = "note.tags.refused", map[string]any{"Network": name}
		}
		notes = append(notes, leftOut(key, v.refused, args))
	}
	if len(v.unfounded) > 0 {
		notes = append(notes, leftOut("note.tags.unfounded", v.unfounded, map[string]any{}))
	}
	return notes
}

// leftOut is a note that names hashtags, the first of them.
func leftOut(key string, tags []string, args map[string]any) Note {
	args["Count"] = len(tags)
	var named []string
	for _, tag := range tags[:min(len(tags), mostTold)] {
		named = append(named, text.Cut(tag, longestOrigin))
	}
	args["Tags"] = strings.Join(named, " ")
	if len(tags) > mostTold {
		args["Tags"] = args["Tags"].(string) + " …"
	}
	return Note{key, args}
}

// leftNone says whether there were hashtags, and none may stay.
func leftNone(r Revision) bool {
	return len(r.Hashtags) == 0 && slices.ContainsFunc(r.Notes, func(n Note) bool { return strings.HasPrefix(n.Key, "note.tags.") && n.Key != "note.tags.most" })
}

// Bans says whether a hashtag holds a word or phrase that the channel does not want,
// and which: capitals tell its words apart.
func (v Voice) Bans(tag string) (word string, banned bool) {
	if found := check.BannedWords(strings.Join(network.TagWords(tag), " "), v.Banned); len(found) > 0 {
		return found[0].Args["word"], true
	}
	letters := network.Letters(tag)
	for _, word := range v.Banned {
		unwanted := network.Letters(word)
		several := len(strings.Fields(word)) > 1
		switch {
		case unwanted == "":
		case letters == unwanted,
			strings.HasSuffix(strings.TrimSpace(word), "*") && strings.HasPrefix(letters, unwanted),
			several && strings.Contains(letters, unwanted):
			return word, true
		}
	}
	return "", false
}

// bans looks at the words that a hashtag is made of too: they tell those of one without
// capitals apart.
func (p Profile) bans(tag string, from Origin) (string, bool) {
	if found := check.BannedWords(from.Words, p.Banned); len(found) > 0 {
		return found[0].Args["word"], true
	}
	return p.Bans(tag)
}

// inline are findings about hashtags in the sentences of a variant, which nobody can
// leave out of them: those that the channel does not want, and those a writer made up.
func (j composition) inline(r Revision, variant int, seek func() *seeker) []check.Finding {
	if j.task != TaskDraft {
		return nil
	}
	var found []check.Finding
	for _, span := range network.Hashtags(r.Variants[variant].Text.s) {
		_, from, known := seek().find(span.Text)
		f := check.Finding{Text: span.Text, Start: span.Start, End: span.End, Variant: variant}
		if word, banned := j.material.Profile.bans(span.Text, from); banned {
			f.Kind, f.Code, f.Args = check.Banned, "banned", map[string]string{"word": word}
		} else if !known && r.Made.Writer != writerPerson {
			f.Kind, f.Code = check.Hashtag, "hashtag_unfounded"
		}
		if f.Kind != "" {
			found = append(found, f)
		}
	}
	return found
}

// tagless refuses to look for hashtags for a network on which they do nothing.
func tagless(id string) error {
	if n, _ := network.Find(id); n.HashtagStyle == network.NoHashtags {
		return NewFault(FaultInput, "fault.hashtags.network", catalogue.Args{"Network": n.Name}, nil)
	}
	return nil
}

// untagged divides a text from the hashtags that stand below it, on lines of their own:
// a writer that forgets the form puts them there, and they are to be looked at like
// any others.
func untagged(s string) (string, []string) {
	var tags []string
	body := strings.TrimSpace(s)
	for {
		i := strings.LastIndexByte(body, '\n')
		line := strings.Fields(body[i+1:])
		if i < 0 || slices.ContainsFunc(line, func(w string) bool { return !network.ValidHashtag(w) }) {
			return body, tags
		}
		tags, body = append(line, tags...), strings.TrimSpace(body[:i])
	}
}

// spoken are the hashtags in running text.
func spoken(s string) []string {
	var tags []string
	for _, span := range network.Hashtags(s) {
		tags = append(tags, span.Text)
	}
	return tags
}
