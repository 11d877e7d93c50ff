package copilot

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/network"
	"github.com/brouillon/brouillon/copilot/text"
)

// MaxText is the most runes a brief or a text to work on may have: several
// times the longest post any network takes.
const MaxText = 20_000

// Parse reads what a person typed: "/draft network:linkedin our brief". The
// result has Command, Text and Options; the adapter fills in the rest. Words
// of the form name:value, name=value, --name=value or --name value are options when
// the name is one of the command's; a near miss at the head is refused with the nearest.
func Parse(line string) (Request, error) {
	line = strings.TrimSpace(line)
	name, rest, _ := strings.Cut(strings.TrimPrefix(line, "/"), " ")
	if before, after, ok := strings.Cut(name, "\n"); ok {
		name, rest = before, after+" "+rest
	}
	command, ok := Lookup(strings.ToLower(name))
	if !ok {
		return Request{}, unknownCommand(name)
	}
	words, options, err := options(command, rest)
	if err != nil {
		return Request{}, err
	}
	return Request{Command: command.Name, Text: words, Options: options}, nil
}

func unknownCommand(name string) *Fault {
	names := make([]string, 0, len(Table()))
	for _, c := range Table() {
		names = append(names, c.Name)
	}
	args := catalogue.Args{"Name": text.Cut(text.Canonical(name), 40), "Known": "/" + strings.Join(names, ", /")}
	if near, ok := text.Nearest(strings.ToLower(name), names); ok {
		args["Near"] = near
		return NewFault(FaultInput, "fault.command.near", args, nil)
	}
	return NewFault(FaultInput, "fault.command.unknown", args, nil)
}

// options takes the options out of a line, wherever they stand. Only at the head
// is an unknown name an error: in the middle of a brief "note: call Ana" is
// prose. Every space and newline of what remains is kept.
func options(command Command, line string) (rest string, found map[string]string, err error) {
	found = make(map[string]string)
	var kept strings.Builder
	head := true
	for line != "" {
		word, after := nextWord(line)
		gap := line[:len(line)-len(after)-len(word)]
		option, value, used, kind := readOption(command, word, after, head)
		switch {
		case kind == isOption && found[option.Name] != "":
			return "", nil, NewFault(FaultInput, "fault.option.twice", catalogue.Args{"Option": option.Name, "Called": worded(option.In)}, nil)
		case kind == isOption:
			after = after[used:]
			found[option.Name] = value
		case kind == isTypo && head:
			return "", nil, unknownOption(command, word)
		default:
			head = head && word == ""
			kept.WriteString(gap)
			kept.WriteString(word)
		}
		line = after
	}
	return strings.TrimSpace(kept.String()), found, nil
}

func nextWord(s string) (word, after string) {
	start := strings.IndexFunc(s, func(r rune) bool { return !isSpace(r) })
	if start < 0 {
		return "", ""
	}
	end := strings.IndexFunc(s[start:], isSpace)
	if end < 0 {
		return s[start:], ""
	}
	return s[start : start+end], s[start+end:]
}

func isSpace(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\u00a0' }

type wordKind int

const (
	isProse wordKind = iota
	isOption
	isTypo
)

// readOption says whether word is an option; used counts the bytes of after that
// belong to it (a quoted value, or the value of "--name value" and, at the head of
// the line, of "name: value"; later on "public: 9 h" is prose).
func readOption(command Command, word, after string, head bool) (o Option, value string, used int, kind wordKind) {
	name, value, separated := splitOption(word)
	dashed := strings.HasPrefix(word, "--")
	if name == "" || (!separated && !dashed) {
		return o, "", 0, isProse
	}
	o, ok := command.Option(strings.ToLower(name))
	if !ok {
		if dashed || (value != "" && nearOption(command, name) != "") {
			return o, "", 0, isTypo
		}
		return o, "", 0, isProse
	}
	if value == "" {
		if !dashed && (!head || o.Kind == OptionAudience) { // "public: nous ouvrons" is prose
			return o, "", 0, isProse
		}
		next, rest := nextWord(after)
		value, used = next, len(after)-len(rest)
	}
	if quoted, n, ok := quotedValue(value, after[used:]); ok {
		return o, quoted, used + n, isOption
	}
	return o, value, used, isOption
}

func splitOption(word string) (name, value string, ok bool) {
	bare := strings.TrimPrefix(word, "--")
	at := strings.IndexAny(bare, ":=")
	if at < 0 {
		return bare, "", false
	}
	if strings.HasPrefix(bare[at:], "://") {
		return "", "", false
	}
	return bare[:at], bare[at+1:], true
}

// quotedValue completes tone:"direct and short", whose words were split.
func quotedValue(value, after string) (string, int, bool) {
	closing := map[string]string{`"`: `"`, "«": "»", "“": "”"}
	for open, end := range closing {
		if !strings.HasPrefix(value, open) {
			continue
		}
		whole := strings.TrimPrefix(value, open) + after
		at := strings.Index(whole, end)
		if at < 0 || !endsWord(whole[at+len(end):]) {
			return "", 0, false
		}
		used := at + len(end) - (len(value) - len(open))
		return strings.TrimSpace(whole[:at]), max(0, used), true
	}
	return "", 0, false
}

func endsWord(rest string) bool {
	return rest == "" || strings.IndexFunc(rest, isSpace) == 0
}

func nearOption(command Command, name string) string {
	var names []string
	for _, o := range command.Options {
		names = append(names, append([]string{o.Name}, o.Aliases...)...)
	}
	near, _ := text.Nearest(strings.ToLower(name), names)
	return near
}

func unknownOption(command Command, word string) *Fault {
	name, _, _ := splitOption(word)
	args := catalogue.Args{"Name": text.Cut(text.Canonical(name), 40), "Command": command.Name}
	if near, ok := command.Option(nearOption(command, name)); ok {
		args["Near"] = worded(near.In)
		return NewFault(FaultInput, "fault.option.near", args, nil)
	}
	args["Known"] = worded(func(locale string) string {
		names := make([]string, len(command.Options))
		for i, o := range command.Options {
			names[i] = o.In(locale)
		}
		return strings.Join(names, ", ")
	})
	return NewFault(FaultInput, "fault.option.unknown", args, nil)
}

// settle checks a request against its command and makes its text and options
// canonical: choices by their value, numbers in range.
func settle(r Request, now time.Time) (Request, error) {
	command, ok := Lookup(r.Command)
	if !ok {
		return r, unknownCommand(r.Command)
	}
	if command.Settings { // a chat opens it; there is nothing to draft
		return r, NewFault(FaultInput, "fault.settings", nil, nil)
	}
	if err := checkText(r.Text); err != nil {
		return r, err
	}
	r.Text = text.Canonical(r.Text)
	if r.Text == "" && command.Text == Required {
		return r, NewFault(FaultInput, "fault.brief.empty", catalogue.Args{"Command": r.Command}, nil)
	}
	if command.Task == TaskSummarize {
		r = inWords(r)
	}
	settled := make(map[string]string, len(r.Options))
	for name, value := range r.Options {
		option, ok := command.Option(name)
		if !ok {
			return r, unknownOption(command, name)
		}
		value, err := option.settle(text.Canonical(value), now)
		if err != nil {
			return r, err
		}
		settled[option.Name] = value
	}
	r.Options = settled
	if command.Task == TaskHashtags {
		return r, tagless(settled["network"])
	}
	return r, nil
}

var sinceWords = text.Lazily(`(?i)^(?:since|depuis)\s+(.+)$`)

// inWords reads what people say after /summarize instead of an option: "50",
// "since yesterday", "depuis lundi", "since I was last here".
func inWords(r Request) Request {
	r = joinVisit(r)
	name, value := "", ""
	if m := sinceWords.FindStringSubmatch(r.Text); m != nil {
		name, value = "since", m[1]
	} else if _, err := strconv.Atoi(r.Text); err == nil {
		name, value = "last", r.Text
	}
	if name == "" || r.Options[name] != "" {
		return r
	}
	r.Options = maps.Clone(r.Options)
	if r.Options == nil {
		r.Options = map[string]string{}
	}
	r.Options[name], r.Text = value, ""
	return r
}

func checkText(s string) error {
	if !text.Printable(s) {
		return NewFault(FaultInput, "fault.brief.binary", nil, nil)
	}
	if !utf8.ValidString(s) { // letters would be lost without a word
		return NewFault(FaultInput, "fault.brief.encoding", nil, nil)
	}
	if n := utf8.RuneCountInString(s); n > MaxText {
		return NewFault(FaultInput, "fault.brief.long", catalogue.Args{"Got": n, "Limit": MaxText}, nil)
	}
	return nil
}

// settle turns what was typed for an option into its one spelling.
func (o Option) settle(value string, now time.Time) (string, error) {
	args := catalogue.Args{"Option": o.Name, "Called": worded(o.In), "Value": text.Cut(value, 60)}
	switch o.Kind {
	case OptionChoice:
		return o.choose(value, args)
	case OptionNumber:
		n, err := strconv.Atoi(value)
		if err != nil || n < o.Min || n > o.Max {
			args["Min"], args["Max"] = o.Min, o.Max
			return "", NewFault(FaultInput, "fault.option.number", args, err)
		}
		return strconv.Itoa(n), nil
	case OptionSince:
		if visit(value) {
			return sinceVisit, nil
		}
		at, ok := Since(value, now)
		if !ok {
			return "", NewFault(FaultInput, "fault.option.since", args, nil)
		}
		return at.Format(time.RFC3339), nil
	default:
		return text.Cut(value, 500), nil
	}
}

func (o Option) choose(value string, args catalogue.Args) (string, error) {
	if o.Name == "network" {
		if n, ok := network.Find(value); ok {
			return n.ID, nil
		}
	}
	var spellings, values []string
	for _, lang := range []string{catalogue.English, catalogue.French} {
		for _, c := range o.Choices(lang) {
			spellings = append(spellings, c.Value, c.Label)
			values = append(values, c.Value, c.Value)
		}
	}
	for i, s := range spellings {
		if text.Fold(s) == text.Fold(value) {
			return values[i], nil
		}
	}
	meant := ""
	if near, ok := text.Nearest(value, spellings); ok {
		meant = values[slices.Index(spellings, near)]
	}
	if o.Name == "network" { // it has other names too
		n, _ := network.Suggest(value)
		meant = n.ID
	}
	if meant != "" {
		args["Near"] = worded(func(locale string) string { return strings.Join(o.values(locale, meant), "") })
		return "", NewFault(FaultInput, "fault.choice.near", args, nil)
	}
	args["Known"] = worded(func(locale string) string { return strings.Join(o.values(locale, ""), ", ") })
	return "", NewFault(FaultInput, "fault.choice.unknown", args, nil)
}

// values are what may be chosen, or of that the one, as they are typed in a language:
// in French by their French names, and a network by its id.
func (o Option) values(locale, only string) []string {
	var all []string
	for _, c := range o.Choices(locale) {
		switch {
		case only != "" && c.Value != only:
		case catalogue.Base(locale) == catalogue.French && o.Name != "network":
			all = append(all, c.Label)
		default:
			all = append(all, c.Value)
		}
	}
	return all
}

// ReadNetwork is the network that somebody named. The error is a *Fault that says which
// was probably meant, or which there are.
func ReadNetwork(name string) (network.Network, error) {
	o := Option{Name: "network", Aliases: networkAliases, Choices: networks}
	id, err := o.choose(text.Canonical(name), catalogue.Args{"Called": worded(o.In), "Value": text.Cut(text.Canonical(name), 60)})
	n, _ := network.Find(id)
	return n, err
}
