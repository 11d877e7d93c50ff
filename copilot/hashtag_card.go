package copilot

import (
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// hashtags are a block of their own. Each says where it comes from, and so does the
// block of all, in few words.
func (b cardBuilder) hashtags() Block {
	block := Block{
		Kind: BlockHashtags, Title: b.say("title.hashtags", nil), Text: b.origins(), Items: items(b.revision.Hashtags),
		Copy: strings.Join(b.revision.Hashtags, " "),
	}
	for i, o := range b.revision.Origins {
		block.Items[i].Kind, block.Items[i].Detail = string(o.Kind), b.origin(o.Kind, b.evidence(i))
	}
	return block
}

// origins say where all of them come from, kind by kind.
func (b cardBuilder) origins() string {
	var said []string
	for _, kind := range origins {
		var words []string
		for i, o := range b.revision.Origins {
			if w := b.evidence(i); o.Kind == kind && !slices.Contains(words, w) {
				words = append(words, w)
			}
		}
		if len(words) > 0 {
			said = append(said, b.origin(kind, strings.Join(words, ", ")))
		}
	}
	return strings.Join(said, "\n")
}

func (b cardBuilder) origin(kind OriginKind, words string) string {
	return b.say("origin."+string(kind), catalogue.Args{"Words": words})
}

// evidence is what shows where a hashtag comes from: the words it is made of, or itself.
func (b cardBuilder) evidence(i int) string {
	if words := b.revision.Origins[i].Words; words != "" {
		return b.say("origin.words", catalogue.Args{"Words": words})
	}
	return b.revision.Hashtags[i]
}
