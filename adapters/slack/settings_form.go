package slack

import (
	"fmt"
	"slices"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/network"
)

// settingsForm is a channel's profile as a form.
type settingsForm struct {
	lang          string
	channel       string // its name, "" when it is not known
	profile       copilot.Profile
	groups        []group
	people, roles []string // chosen
}

func (s settingsForm) say(key string) string { return catalogue.Say(s.lang, key, nil) }

func (s settingsForm) view(f form) slackgo.ModalViewRequest {
	var blocks []slackgo.Block
	if f.Only != copilot.SubVoice {
		blocks = s.approvers()
	}
	if f.Only == "" {
		blocks = append(blocks, s.where()...)
	}
	if f.Only != copilot.SubApprovers {
		blocks = append(blocks, s.voice()...)
	}
	if f.Only == "" {
		blocks = append(blocks, s.keeps(), s.retains())
	}
	if f.Only == copilot.SubVoice {
		blocks = append(blocks, s.samples()...)
	}
	v := modal(callbackSettings, catalogue.Say(s.lang, "chat.settings.about", catalogue.Args{"Channel": s.channel}), s.say("chat.save"), s.say("chat.cancel"), blocks)
	v.Title = plainText(s.say("chat.settings"), maxTitle)
	v.PrivateMetadata = f.metadata()
	return v
}

// approvers asks who may sign off.
func (s settingsForm) approvers() []slackgo.Block {
	users := slackgo.NewOptionsMultiSelectBlockElement(slackgo.MultiOptTypeUser, nil, inputID)
	users.InitialUsers = s.people
	blocks := []slackgo.Block{optional(inputPeople, s.say("slack.settings.people"), users)}
	if len(s.groups) > 0 {
		groups := slackgo.NewOptionsMultiSelectBlockElement(slackgo.MultiOptTypeStatic, nil, inputID)
		for _, g := range s.groups[:min(len(s.groups), maxOptions)] {
			o := slackgo.NewOptionBlockObject(g.id, plainText(g.name, maxChoice), nil)
			groups.Options = append(groups.Options, o)
			if slices.Contains(s.roles, g.id) {
				groups.InitialOptions = append(groups.InitialOptions, o)
			}
		}
		blocks = append(blocks, optional(inputGroups, s.say("slack.settings.groups"), groups))
	}
	if len(s.profile.Steps) > 0 {
		steps := catalogue.Say(s.lang, "chat.settings.steps", catalogue.Args{"Steps": s.profile.SayAuthority(s.lang)})
		blocks = append([]slackgo.Block{contextBlock(chat.Short(steps, maxCharacters))}, blocks...)
	}
	needed := selectInput(inputNeeded, s.say("chat.settings.signatures"), copilot.SignaturesChoices(), fmt.Sprint(max(1, s.profile.Signatures)))
	needed.Hint = plainText(s.say("chat.settings.signatures.hint"), maxHint)
	wait := textInput(inputWait, s.say("chat.settings.wait"), s.say("chat.settings.wait.hint"), fmt.Sprint(s.profile.WaitDays), false, true)
	return append(blocks, needed, wait, checkbox(inputSelf, s.say("chat.settings.self"), s.say("chat.settings.self.yes"), s.profile.SelfSignOff))
}

// maxOptions is how many options a select may have.
const maxOptions = 100

// where asks in which language and on which network a channel publishes.
func (s settingsForm) where() []slackgo.Block {
	var languages, all []copilot.Choice
	for _, lang := range []string{catalogue.English, catalogue.French} {
		languages = append(languages, copilot.Choice{Value: lang, Label: s.say("language." + lang)})
	}
	for _, n := range network.All() {
		all = append(all, copilot.Choice{Value: n.ID, Label: n.Name})
	}
	first := ""
	if len(s.profile.Networks) > 0 {
		first = s.profile.Networks[0]
	}
	return []slackgo.Block{
		selectInput(inputLanguage, s.say("chat.settings.language"), languages, s.profile.Language),
		selectInput(inputNetworks, s.say("chat.settings.network"), all, first),
	}
}

// voice asks how the brand speaks, and to whom.
func (s settingsForm) voice() []slackgo.Block {
	audiences := s.words(inputAudiences, "chat.settings.audiences", copilot.SayAudiences(s.profile.Audiences), true)
	if audiences.Hint == nil {
		audiences.Hint = plainText(s.say("chat.settings.audiences.hint"), maxHint)
	}
	return []slackgo.Block{
		s.words(inputAudience, "chat.settings.audience", s.profile.Audience, false),
		audiences,
		s.words(inputVoice, "chat.settings.voice", s.profile.Words, true),
		s.list(inputTraits, "chat.settings.traits", s.profile.Traits),
		s.list(inputLiked, "chat.settings.preferred", s.profile.Preferred),
		s.list(inputBanned, "chat.settings.banned", s.profile.Banned),
		selectInput(inputEmoji, s.say("chat.settings.emoji"), choicesOf(s, "emoji.", copilot.EmojiChoices()), string(s.profile.Emoji)),
		selectInput(inputAddress, s.say("chat.settings.address"), choicesOf(s, "address.", copilot.AddressChoices()), string(s.profile.Address)),
		selectInput(inputForms, s.say("chat.settings.inclusive"), choicesOf(s, "inclusive.", copilot.InclusiveChoices()), string(s.profile.Inclusive)),
	}
}

// samples shows the posts that sound like the brand, and asks for another and for those
// to forget.
func (s settingsForm) samples() []slackgo.Block {
	blocks := []slackgo.Block{textInput(inputSample, s.say("chat.settings.sample"), s.say("chat.settings.sample.hint"), "", true, true)}
	drop := slackgo.NewOptionsMultiSelectBlockElement(slackgo.MultiOptTypeStatic, nil, inputID)
	for _, sample := range s.profile.Samples[:min(len(s.profile.Samples), maxOptions)] {
		drop.Options = append(drop.Options, slackgo.NewOptionBlockObject(sample.Handle(), plainText(chat.OneLine(sample.Text), maxChoice), nil))
	}
	if len(drop.Options) > 0 {
		blocks = append(blocks, optional(inputDropped, s.say("slack.settings.samples.drop"), drop))
	}
	return blocks
}

// keeps asks whether what is said is kept as it goes by, and says what that means.
func (s settingsForm) keeps() slackgo.Block {
	b := checkbox(inputKeep, s.say("slack.settings.keep"), s.say("slack.settings.keep.yes"), s.profile.Keep)
	b.Hint = plainText(s.say("slack.settings.keep.hint"), maxHint)
	return b
}

// retains asks for how long things are kept.
func (s settingsForm) retains() slackgo.Block {
	return textInput(inputRetain, s.say("chat.settings.retain"), s.say("chat.settings.retain.hint"), fmt.Sprint(s.profile.Retain), false, true)
}

// choicesOf are values with their words of the catalogue.
func choicesOf[T ~string](s settingsForm, prefix string, values []T) []copilot.Choice {
	all := make([]copilot.Choice, len(values))
	for i, v := range values {
		all[i] = copilot.Choice{Value: string(v), Label: s.say(prefix + string(v))}
	}
	return all
}

// words asks for a text, and list for some with commas between; what is kept and has
// no room stays unless something else is written.
func (s settingsForm) words(name, key, kept string, long bool) *slackgo.InputBlock {
	value, whole := chat.Shown(kept, maxInput)
	return textInput(name, s.say(key), s.hint(whole), value, long, true)
}

func (s settingsForm) list(name, key string, kept []string) slackgo.Block {
	value, whole := chat.ShownList(kept, maxInput)
	return textInput(name, s.say(key), s.hint(whole), value, false, true)
}

func (s settingsForm) hint(whole bool) string {
	if whole {
		return ""
	}
	return s.say("chat.settings.noroom")
}
