// Package writers decorates a copilot.Writer with what calls over a network
// need. Each decorator is a Writer around a Writer; main stacks them in sight:
//
//	w := meter.Measure(model, "openai")        // one observation for each call made
//	w = writers.Breaker(w, circuit)            // leaves a dead endpoint alone
//	w = writers.Budget(w, counter, allowance)  // each call is paid for, retries too
//	w = writers.Quota(w, accounts, most, now)  // and counted on whom it is for
//	w = writers.Bulkhead(w, 8)                 // waits its turn, then asks the breaker
//	w = writers.Retry(w, patience)             // waits between tries without holding a place
//	w = writers.Told(w, "gpt-5-mini", log)     // says when it begins to fail, and when that is over
//	w = writers.Fallback(w, "gpt-5-mini", builtin)
//
// Counter and circuit are this process's own, Tally and NewCircuit, or shared by all
// that answer together.
//
// All pass pieces on as they come. Where a decorator begins again after pieces
// were shown, it first sends the piece "\f": it takes back all pieces before it,
// so that the pieces after the last "\f" join to Answer.Text.
package writers
