package discord

import (
	"strconv"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// Options of facts.
const (
	optionFact   = "fact"
	optionSource = "source"
	optionUntil  = "until"
	optionPerson = "person"
	optionOff    = "off"

	optionReceipt = "receipt"
	optionPeriod  = "period"
	optionWhat    = "what"
	optionSure    = "confirm"
)

// channelFacts is a channel that is forgotten with its facts.
const channelFacts = "channel_facts"

// Bounds of what is typed into them, in characters.
const (
	maxFact   = 1_000
	maxSource = 300
)

// settingsOptions are the parts of the command of the settings.
func settingsOptions() []commandOption {
	facts := worded(optionGroup, copilot.SubFacts, "setting.facts")
	list := worded(optionSub, copilot.FactsList, "setting.facts.list")
	add := worded(optionSub, copilot.FactsAdd, "setting.facts.add")
	drop := worded(optionSub, copilot.FactsDrop, "setting.facts.drop")
	fact := newOption(optionString, optionFact, "discord.option.fact", "discord.option.fact.add")
	source := newOption(optionString, optionSource, "discord.option.source", "chat.fact.source")
	until := newOption(optionString, optionUntil, "discord.option.until", "chat.fact.until.hint")
	fact.MaxLength, source.MaxLength, until.MaxLength = maxFact, maxSource, maxSince
	add.Options = []commandOption{fact, source, until}
	dropped := newOption(optionString, optionFact, "discord.option.fact", "discord.option.fact.drop")
	dropped.Completed = true
	drop.Options = []commandOption{dropped}
	facts.Options = []commandOption{list, add, drop}
	delegate := worded(optionSub, copilot.SubDelegate, "setting.delegate")
	person := newOption(optionUser, optionPerson, "discord.option.person", "discord.option.person.delegate")
	last := newOption(optionString, optionUntil, "discord.option.until", "discord.option.until.delegate")
	off := newOption(optionBoolean, optionOff, "discord.option.off", "discord.option.off.delegate")
	last.MaxLength = maxSince
	delegate.Options = []commandOption{person, last, off}
	return []commandOption{
		worded(optionSub, copilot.SubApprovers, "setting.approvers"), worded(optionSub, copilot.SubSettings, "setting.settings"), worded(optionSub, copilot.SubVoice, "setting.voice"), facts,
		worded(optionSub, copilot.SubExport, "setting.export"), worded(optionSub, copilot.SubImport, "setting.import"), worded(optionSub, copilot.SubRetry, "setting.retry"), delegate,
		worded(optionSub, copilot.SubUsage, "setting.usage"), statsOption(),
		contextOption(), forgetOption(), worded(optionSub, copilot.SubOptOut, "setting.opt-out"), worded(optionSub, copilot.SubOptIn, "setting.opt-in"),
	}
}

// worded is a subcommand, or a group of them, under the words that people type for it.
func worded(kind int, name, description string) commandOption {
	made := newOption(kind, name, "", description)
	made.Names = everywhere(func(lang string) string { return copilot.SettingWord(lang, name) })
	return made
}

// contextOption is the part that says what is kept, or what a receipt says.
func contextOption() commandOption {
	made := worded(optionSub, copilot.SubContext, "setting.context")
	receipt := newOption(optionString, optionReceipt, "discord.option.receipt", "setting.context.receipt")
	receipt.MaxLength = maxSince
	made.Options = []commandOption{receipt}
	return made
}

// statsOption is the part that says what the drafts came to, over a period.
func statsOption() commandOption {
	made := worded(optionSub, copilot.SubStats, "setting.stats")
	period := newOption(optionString, optionPeriod, "discord.option.period", "discord.option.period.hint")
	for _, days := range copilot.Periods() {
		names := everywhere(func(lang string) string { return catalogue.Say(lang, "figures.days", catalogue.Args{"Days": days}) })
		period.Choices = append(period.Choices, commandChoice{names["en-US"], names, strconv.Itoa(days)})
	}
	made.Options = []commandOption{period}
	return made
}

// forgetOption is the part that erases. Nothing is, before they say that they are sure.
func forgetOption() commandOption {
	made := worded(optionSub, copilot.SubForget, "setting.forget")
	what := newOption(optionString, optionWhat, "discord.option.what", "discord.option.what.hint")
	for _, value := range []string{copilot.ForgetMe, copilot.ForgetThread, copilot.ForgetChannel, channelFacts} {
		names := inEach("discord.forget." + value)
		what.Choices = append(what.Choices, commandChoice{names["en-US"], names, value})
	}
	sure := newOption(optionString, optionSure, "discord.option.sure", "discord.option.sure.hint")
	names := inEach("discord.yes")
	sure.Choices = []commandChoice{{names["en-US"], names, "yes"}}
	made.Options = []commandOption{what, sure}
	return made
}
