package telemetry

import (
	"regexp"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"github.com/brouillon/brouillon/copilot"
)

// Attributes of our own.
const (
	keyChat    = attribute.Key("brouillon.chat")
	keyWhat    = attribute.Key("brouillon.what")
	keyAct     = attribute.Key("brouillon.act")
	keyJob     = attribute.Key("brouillon.job")     // as the log has it
	keyRequest = attribute.Key("brouillon.request") // the reference that people are shown, and as the log has it
	keyAttempt = attribute.Key("brouillon.attempt")
	keyOutcome = attribute.Key("brouillon.outcome")
	keyFound   = attribute.Key("brouillon.findings") // how many
)

// Attributes of OpenTelemetry's conventions; those of generative AI are not stable yet, and
// so are ours to name rather than a version's of the library.
const (
	keyError         = attribute.Key("error.type")
	keyOperation     = attribute.Key("gen_ai.operation.name")
	keyProvider      = attribute.Key("gen_ai.provider.name")
	keyRequestModel  = attribute.Key("gen_ai.request.model")
	keyResponseModel = attribute.Key("gen_ai.response.model")
	keyInputTokens   = attribute.Key("gen_ai.usage.input_tokens")
	keyOutputTokens  = attribute.Key("gen_ai.usage.output_tokens")
)

// names of the spans, but for that of a call of a model.
var names = map[copilot.StageKind]string{
	copilot.StageAccept: "accept", copilot.StageJob: "job", copilot.StageAnswer: "answer", copilot.StageRead: "read conversation",
	copilot.StageCompose: "compose", copilot.StageCall: "write", copilot.StageCheck: "check", copilot.StageKeep: "keep",
	copilot.StageShow: "show card", copilot.StageDecide: "decide",
}

// builtin is the writer that is no model.
const builtin = "builtin"

// asksModel says whether a stage is a call of a model.
func asksModel(s copilot.Stage) bool { return s.Kind == copilot.StageCall && s.What != builtin }

// named is what the span of a stage is called, and of what kind it is.
func (t *Traces) named(s copilot.Stage) (string, trace.SpanKind) {
	switch {
	case asksModel(s):
		return "chat " + t.model, trace.SpanKindClient
	case s.Kind == copilot.StageJob:
		return names[s.Kind], trace.SpanKindConsumer
	case s.Kind == copilot.StageAccept, s.Kind == copilot.StageDecide:
		return names[s.Kind], trace.SpanKindServer
	}
	return names[s.Kind], trace.SpanKindInternal
}

// about is what a span says of its stage from the start.
func (t *Traces) about(s copilot.Stage) []attribute.KeyValue {
	if asksModel(s) {
		return []attribute.KeyValue{keyOperation.String("chat"), keyProvider.String(writers.of(s.What)), keyRequestModel.String(t.model)}
	}
	var all []attribute.KeyValue
	if s.Chat != "" {
		all = append(all, keyChat.String(t.chats.of(s.Chat)))
	}
	if s.What != "" {
		all = append(all, keyWhat.String(whats().of(s.What)))
	}
	if s.Act != "" {
		all = append(all, keyAct.String(stageActs.of(s.Act)))
	}
	if s.Kind == copilot.StageJob {
		all = append(all, keyJob.String(s.Job), keyAttempt.Int(s.Attempt))
	}
	return all
}

// plainModel is how models are called. What an endpoint says besides is its own words, or
// those it was asked with.
var plainModel = regexp.MustCompile(`^[\w.:/@+-]{1,100}$`)

// ended is what a span says of how its stage ended.
func ended(span trace.Span, s copilot.Stage, e copilot.End) {
	span.SetAttributes(keyOutcome.String(endings.of(string(e.How))))
	if e.Why != "" {
		span.SetAttributes(keyError.String(whys.of(e.Why)))
	}
	switch e.How {
	case copilot.Failed, copilot.EndParked, copilot.EndLater:
		span.SetStatus(codes.Error, "")
	}
	if s.Kind == copilot.StageKeep {
		span.SetAttributes(keyFound.Int(len(e.Findings)))
	}
	if !asksModel(s) {
		return
	}
	if e.Model != "" {
		model := other
		if plainModel.MatchString(e.Model) {
			model = e.Model
		}
		span.SetAttributes(keyResponseModel.String(model))
	}
	if e.Usage != (copilot.Usage{}) {
		span.SetAttributes(keyInputTokens.Int(e.Usage.Prompt), keyOutputTokens.Int(e.Usage.Completion))
	}
}
