package discord

import "github.com/brouillon/brouillon/copilot"

// Options of facts.
const (
	optionFact   = "fact"
	optionSource = "source"
	optionUntil  = "until"
	optionPerson = "person"
	optionOff    = "off"
)

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
		subcommand(copilot.SubApprovers), subcommand(copilot.SubSettings), worded(optionSub, copilot.SubVoice, "setting.voice"), facts,
		worded(optionSub, copilot.SubExport, "setting.export"), worded(optionSub, copilot.SubImport, "setting.import"), subcommand(copilot.SubRetry), delegate,
		worded(optionSub, copilot.SubUsage, "setting.usage"),
		worded(optionSub, copilot.SubOptOut, "setting.opt-out"), worded(optionSub, copilot.SubOptIn, "setting.opt-in"),
	}
}

// worded is a subcommand, or a group of them, under the words that people type for it.
func worded(kind int, name, description string) commandOption {
	made := newOption(kind, name, "", description)
	made.Names = everywhere(func(lang string) string { return copilot.SettingWord(lang, name) })
	return made
}
