// Package openai is a Writer over any endpoint that speaks OpenAI's chat
// completions: OpenAI itself, Azure, vLLM, llama.cpp, Ollama, LM Studio...
//
// The endpoint is not trusted. It may be slow, endless, lying about its format
// or cut in mid-word; whatever it does ends within four time-outs and one size
// cap, in an answer, an answer marked incomplete, or a *copilot.WriterError.
// Its own words never get into an error: they may repeat the key or the prompt.
//
// How a call flows: Writer.Compose builds the request (request.go), go-openai
// sends it through the guard (guard.go), which holds it to one host, and reads
// the body through events (events.go), which makes clean, bounded events of it.
// A reply (reply.go) gathers them; faults (fault.go) name what went wrong.
//
// It keeps nothing between calls but which spelling of a request the endpoint
// understood (dialect.go), and it tries once: retries are a decorator's.
package openai
