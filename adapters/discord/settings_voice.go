package discord

import (
	"strings"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/check"
)

// Inputs of how a brand speaks. A modal has room for five: what has few answers shares
// one, and the words that are not used are asked with the other settings.
const (
	inputAudiences = "audiences"
	inputTraits    = "traits"
	inputLiked     = "preferred"
	inputManners   = "manners"
	inputSample    = "sample"
)

// voiceInputs ask how the brand speaks, and to whom.
func voiceInputs(lang string, p copilot.Profile) []component {
	say := func(key string) string { return catalogue.Say(lang, key, nil) }
	audiences, audiencesFit := chat.Shown(copilot.SayAudiences(p.Audiences), maxInput)
	traits, traitsFit := chat.ShownList(p.Traits, maxInput)
	liked, likedFit := chat.ShownList(p.Preferred, maxInput)
	comma := say("discord.settings.list.hint")
	return []component{
		label(say("knows.traits"), hint(lang, traitsFit, comma), textInput(inputTraits, traits, false, false)),
		label(say("knows.preferred"), hint(lang, likedFit, comma), textInput(inputLiked, liked, true, false)),
		label(say("discord.settings.manners"), say("discord.settings.manners.hint"), mannersInput(lang, p.Voice)),
		label(say("knows.audiences"), hint(lang, audiencesFit, say("discord.settings.audiences.hint")), textInput(inputAudiences, audiences, true, false)),
		label(say("discord.settings.sample"), say("discord.settings.sample.hint"), textInput(inputSample, "", true, false)),
	}
}

// mannersInput asks for one way with emoji, one form of address and one of inclusive
// writing, all in one menu.
func mannersInput(lang string, v copilot.Voice) component {
	no, none := false, 0
	c := component{Type: componentSelect, CustomID: inputManners, Required: &no, Min: &none, Max: 3}
	add := func(field, value, chosen string) {
		words := catalogue.Say(lang, "discord.settings.manners.choice", catalogue.Args{
			"Field": catalogue.Say(lang, "knows."+field, nil), "Value": catalogue.Say(lang, field+"."+value, nil),
		})
		c.Options = append(c.Options, selectOption{Label: chat.Short(words, maxChoice), Value: field + "." + value, Default: value == chosen})
	}
	for _, e := range copilot.EmojiChoices() {
		add("emoji", string(e), string(v.Emoji))
	}
	for _, a := range copilot.AddressChoices() {
		add("address", string(a), string(v.Address))
	}
	for _, i := range copilot.InclusiveChoices() {
		add("inclusive", string(i), string(v.Inclusive))
	}
	return c
}

// voiced is a profile with what was sent of how the brand speaks.
func voiced(p copilot.Profile, given func(name string) string, manners []string) (copilot.Profile, error) {
	chosen := map[string]string{}
	for _, m := range manners {
		field, value, _ := strings.Cut(m, ".")
		if chosen[field] != "" {
			return p, copilot.NewFault(copilot.FaultInput, "discord.fault.manners", nil, nil)
		}
		chosen[field] = value
	}
	p.Emoji, p.Address, p.Inclusive = check.Emoji(chosen["emoji"]), check.Address(chosen["address"]), check.Inclusive(chosen["inclusive"])
	p.Traits = chat.ReplacedList(p.Traits, given(inputTraits), maxInput)
	p.Preferred = chat.ReplacedList(p.Preferred, given(inputLiked), maxInput)
	p.Samples = chat.Sampled(p.Samples, given(inputSample), nil)
	var err error
	p.Audiences, err = chat.ReplacedAudiences(p.Audiences, given(inputAudiences), maxInput)
	return p, err
}
