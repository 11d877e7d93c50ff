// Command bot is Brouillon: a copilot that drafts posts, summarizes threads and
// suggests hashtags where a team already talks. It never speaks for anybody:
// whatever it writes is a draft until a named person signs it off.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/brouillon/brouillon/copilot/text"
)

// version is stamped by the build.
var version = "dev"

func main() {
	ctx, stop := untilTold(context.Background())
	defer stop()
	os.Exit(run(ctx, os.Args[1:], stdio{os.Stdin, os.Stdout, os.Stderr}))
}

// stdio is what a command reads and writes.
type stdio struct {
	in       io.Reader
	out, err io.Writer
}

// errFindings ends a command that worked and found something to look at.
var errFindings = errors.New("there are findings")

// errNothing is of a command that was given no text, or none that it knows, and says so in its own words.
type errNothing string

func (e errNothing) Error() string { return string(e) }

// cli is every command and flag; kong makes the help of it.
type cli struct {
	Config

	Serve      serveCmd      `cmd:"" default:"withargs" help:"Run the bot: the workbench in a browser, and every chat that is configured (the default)."`
	Draft      draftCmd      `cmd:"" help:"Draft a post from a brief, without a chat."`
	Summarize  summarizeCmd  `cmd:"" help:"Summarize a conversation, without a chat."`
	Hashtags   hashtagsCmd   `cmd:"" help:"Suggest hashtags for a text, without a chat."`
	Check      checkCmd      `cmd:"" help:"Check a text against its sources."`
	Manifest   manifestCmd   `cmd:"" help:"Print what a chat wants to be told to install the app."`
	Register   registerCmd   `cmd:"" help:"Write the commands to a chat that keeps them."`
	Audit      auditCmd      `cmd:"" help:"Verify or export the record of who decided what, or print a receipt of it."`
	Stats      statsCmd      `cmd:"" help:"Print the key figures as CSV, beside a running bot: drafts, time to sign-off, findings, tokens and cost. No text and no name is in them."`
	Doctor     doctorCmd     `cmd:"" help:"Examine all that the bot needs: configuration, Redis, the model, Slack, Discord. Each line says what to do."`
	Health     healthCmd     `cmd:"" help:"Ask a running bot whether it is ready; for container health checks."`
	Completion completionCmd `cmd:"" help:"Print a script with which a shell completes commands and flags."`
	Man        manCmd        `cmd:"" help:"Print the manual page: bot man > bot.1; man ./bot.1"`
	Version    versionCmd    `cmd:"" help:"Print the version."`
	Help       helpCmd       `cmd:"" help:"Explain a command, as its --help does: bot help draft."`

	ShowVersion kong.VersionFlag `name:"version" help:"Print the version."`
}

// run is main without the process around it.
func run(ctx context.Context, args []string, std stdio) int {
	c, parsed, status, faults := parse(ctx, args, std)
	if status >= 0 { // --help and the like have answered
		return status
	}
	settings, wrong := c.settle()
	if faults = append(faults, wrong...); len(faults) > 0 && (parsed == nil || parsed.Command() != "doctor" && !isHelp(parsed)) {
		lastly(std.err, func(w io.Writer) { lastWords(w, settings, args, parsed).complain(faults, misnamedOf(parsed)) })
		return statusUsage
	}
	err := parsed.Run(settings, misconfigured{faults, misnamedOf(parsed)})
	lastly(std.err, func(w io.Writer) { status = lastWords(w, settings, args, parsed).outcome(err) })
	return status
}

// How kong reports a flag that does not exist, one that is neither yes nor no, and one that
// is no number.
var (
	unknownFlag = regexp.MustCompile(`^unknown flag (--?[\w-]+)`)
	noYesOrNo   = regexp.MustCompile(`^(--[\w-]+): bool value must be .* but got ("(?:[^"\\]|\\.)*")(?: \(from envar (\w+)=)?`)
	noNumber    = regexp.MustCompile(`^(--[\w-]+): expected a valid \d+ bit u?int but got (.*)$`)
)

// parse reads flags and variables. What it cannot read it notes and leaves out,
// so that all the rest is read and checked too. status is not negative when
// something like --help has been answered already.
func parse(ctx context.Context, args []string, std stdio) (c *cli, parsed *kong.Context, status int, faults []string) {
	for {
		c, status = &cli{}, -1
		parser, err := newParser(ctx, c, std, &status)
		if err != nil {
			return c, nil, -1, append(faults, err.Error())
		}
		if err := forgetEmpty(parser); err != nil {
			return c, nil, -1, append(faults, err.Error())
		}
		parsed, err = parser.Parse(args)
		if err == nil || status >= 0 {
			return c, parsed, status, faults
		}
		if m := noYesOrNo.FindStringSubmatch(err.Error()); m != nil {
			faults = append(faults, fmt.Sprintf("%s is %s: use yes or no", cmp.Or(m[3], m[1]), m[2]))
			rest, spares := spared(args, m[1], m[3])
			if args = rest; spares {
				continue
			}
			return c, nil, -1, faults
		}
		faults = append(faults, guided(parser, args, noNumber.ReplaceAllString(err.Error(), `$1 is $2: use a whole number`)))
		if args = without(args, alone(args, parser.Model), err); args == nil {
			return c, parsed, status, faults
		}
	}
}

// guided adds to a fault about a word that is no command the one that was probably meant, and
// all there are.
func guided(parser *kong.Kong, args []string, fault string) string {
	word, is := strings.CutPrefix(fault, "unexpected argument ")
	first := slices.IndexFunc(args, func(arg string) bool { return !strings.HasPrefix(arg, "-") })
	if !is || first < 0 || args[first] != word { // after a command it is no other one
		return fault
	}
	var commands []string
	for _, node := range parser.Model.Children {
		commands = append(commands, node.Name)
	}
	if near, ok := text.Nearest(word, commands); ok {
		fault += ": did you mean " + near + "?"
	} else {
		fault += "."
	}
	return fault + " The commands are " + strings.Join(commands, ", ") + "; bot help draft explains one"
}

// alone are arguments that read every variable, and of flags none but the doctor's: it tells
// of what is wrong with the others as of all else that is.
func alone(args []string, app *kong.Application) []string {
	if asked(args, app) != "doctor" {
		return []string{"version"}
	}
	kept := []string{"doctor"}
	for _, flag := range []string{"--json", "--strict"} {
		if slices.Contains(args, flag) {
			kept = append(kept, flag)
		}
	}
	return kept
}

// spared is args less a flag that could not be read, or where a variable gave it, all of them
// and no such variable: the rest is read as if neither was. False when it is not found.
func spared(args []string, flag, variable string) ([]string, bool) {
	if variable != "" {
		return args, os.Unsetenv(variable) == nil
	}
	rest := slices.DeleteFunc(slices.Clone(args), func(arg string) bool { return strings.HasPrefix(arg, flag+"=") })
	return rest, len(rest) < len(args)
}

// without is args less the flag that err does not know; when that cannot be told,
// those alone, and nil when they were what failed.
func without(args, alone []string, err error) []string {
	if slices.Equal(args, alone) {
		return nil
	}
	m := unknownFlag.FindStringSubmatch(err.Error())
	if m == nil {
		return alone
	}
	rest := slices.DeleteFunc(slices.Clone(args), func(arg string) bool {
		return arg == m[1] || strings.HasPrefix(arg, m[1]+"=")
	})
	if len(rest) == len(args) { // "-xy", say: no argument by that name
		return alone
	}
	return rest
}

// forgetEmpty takes a variable that is set to nothing for one that is not set:
// compose files and charts pass those on.
func forgetEmpty(parser *kong.Kong) error {
	for _, flag := range parser.Model.Flags {
		for _, name := range flag.Envs {
			if value, ok := os.LookupEnv(name); ok && value == "" {
				if err := os.Unsetenv(name); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func newParser(ctx context.Context, c *cli, std stdio, status *int) (*kong.Kong, error) {
	return kong.New(c,
		kong.Name("bot"),
		kong.Description("Brouillon drafts; a named person signs off. Without any configuration: `bot` opens the workbench in a browser on this machine, with a built-in writer and nothing to install."),
		kong.ConfigureHelp(kong.HelpOptions{Compact: false, FlagsLast: true}),
		kong.Help(helpWithEndings),
		kong.Vars{"version": versionLine()},
		kong.ExplicitGroups(groups),
		kong.Writers(std.out, std.err),
		kong.Exit(func(code int) { *status = code }),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(std),
	)
}
