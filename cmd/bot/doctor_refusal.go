package main

import (
	"cmp"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"syscall"

	"github.com/brouillon/brouillon/adapters/openai"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// reading is what is so, and what to do about it.
type reading struct{ said, do string }

// compareSettings is the advice where nothing better is known.
const compareSettings = "Compare OPENAI_BASE_URL, OPENAI_API_KEY and OPENAI_MODEL with what the endpoint wants."

// unanswered is why a model did not answer, and what the endpoint said of it where it did
// say something.
type unanswered struct {
	why     *copilot.WriterError
	refusal openai.Refusal
	base    string // of the endpoint
	model   string
	keyed   bool // we have a key to show
}

// reading tells the reasons apart that look alike to people in a chat, and need
// different hands.
func (u unanswered) reading() reading {
	f := u.onTheWay()
	if u.refusal.Status != 0 {
		f = u.refused()
	}
	if f.said == "" {
		f = reading{
			fmt.Sprintf("%s (%v)", catalogue.Say(catalogue.English, "writer."+string(u.why.Kind), nil), u.why.Cause),
			compareSettings,
		}
	}
	if says := u.sentence(); says != "" {
		f.said += " It says: “" + says + "”"
	}
	return f
}

// sentence is the endpoint's own, without what has the shape of a secret.
func (u unanswered) sentence() string {
	return redacted(u.refusal.Sentence)
}

// onTheWay is what kept the question from the endpoint.
func (u unanswered) onTheWay() reading {
	nameless, unnamed := errors.AsType[*net.DNSError](u.why)
	switch {
	case unnamed && !nameless.IsTimeout:
		return reading{
			fmt.Sprintf("The name %s is not known here.", nameless.Name),
			"Correct OPENAI_BASE_URL, or have the name served where the bot runs; in a cluster the network policy has to let it ask for names.",
		}
	case errors.Is(u.why, syscall.ECONNREFUSED):
		return reading{
			fmt.Sprintf("Nothing listens at %s: the connection is refused.", hostOf(u.base)),
			"Start the model's server, or correct OPENAI_BASE_URL: in a container 127.0.0.1 is the container itself.",
		}
	case errors.Is(u.why, openai.ErrCertificate):
		return reading{
			fmt.Sprintf("The certificate of %s is not trusted here: it ran out, is for another name, or comes of an authority that this machine does not know.", hostOf(u.base)),
			"Renew it, or name your own authority's certificate in SSL_CERT_FILE.",
		}
	case errors.Is(u.why, openai.ErrNoTLS):
		return reading{
			fmt.Sprintf("What answers at %s does not speak TLS.", hostOf(u.base)),
			"Write http:// in OPENAI_BASE_URL if the way there is your own, or put TLS before the endpoint.",
		}
	case u.why.Kind == copilot.WriterSlow && u.refusal.Status == 0:
		return reading{
			fmt.Sprintf("The model takes too long: %v.", u.why.Cause),
			"A model that loads answers at the second try. If nothing connects, a firewall or a network policy is in between; if it is always slow, choose a smaller model.",
		}
	}
	return reading{}
}

// refused is what an error of the endpoint means: by its code, else by its status.
func (u unanswered) refused() reading {
	status, code := u.refusal.Status, u.refusal.Code
	numbered := fmt.Sprintf("(status %d", status)
	if code != "" {
		numbered += ", " + code
	}
	numbered += ")."
	switch {
	case code == "insufficient_quota" || status == 402:
		return reading{"The account's quota is used up " + numbered, "Add credit or raise the limit at the provider: the key and the model are right, and waiting does not help."}
	case u.unknownModel():
		return reading{fmt.Sprintf("It has no model that is called %s %s", cmp.Or(u.model, openai.DefaultModel), numbered), "Set OPENAI_MODEL to a name that the endpoint lists at /models, or let the key use that model."}
	case status == 401 && !u.keyed:
		return reading{"It wants a key, and none is set " + numbered, "Set OPENAI_API_KEY."}
	case status == 401 || code == "invalid_api_key":
		return reading{"It does not take our key " + numbered, "Set OPENAI_API_KEY to a key of this very endpoint: this one is mistyped, revoked, run out or of another."}
	case status == 403:
		return reading{"It knows our key, which may not do this " + numbered, "Let the key use the model in OPENAI_MODEL: look at its project, its permissions and the countries that are served."}
	case status == 404:
		return reading{"There is no chat completions under OPENAI_BASE_URL " + numbered, "Compare OPENAI_BASE_URL with docs/models.md: most end in /v1."}
	case u.why.Kind == copilot.WriterBusy:
		return reading{"It is asked too much at the moment " + numbered, "Wait and ask again. If that stays so, raise the rate limit at the provider or lower BOT_MODEL_CALLS."}
	case u.why.Kind == copilot.WriterSlow:
		return reading{"It gave up waiting for its model " + numbered, "Ask again: a model that loads answers later. If that stays so, look at what stands before it, or choose a smaller one."}
	case status >= 500:
		return reading{"It fails itself " + numbered, "Look at the provider's status page, or at the log of your own server; the bot tries again by itself."}
	}
	return reading{"It turns the question down " + numbered, compareSettings}
}

// unknownModel says whether it is the model that is not there; those that do not word their
// errors as OpenAI does say it in a sentence.
func (u unanswered) unknownModel() bool {
	if u.refusal.Code == "model_not_found" || u.refusal.Code == "DeploymentNotFound" {
		return true
	}
	said := strings.ToLower(u.refusal.Sentence)
	return u.refusal.Status == 404 && strings.Contains(said, "model") && (strings.Contains(said, "not found") || strings.Contains(said, "does not exist"))
}

// hostOf is the host of an address, with its port.
func hostOf(address string) string {
	base, err := url.Parse(address)
	if err != nil {
		return address
	}
	return base.Host
}
