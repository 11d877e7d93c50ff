// Package memory keeps on Redis everything that must last: drafts and who decided
// what about them, what channels know, and the queue that carries the work.
//
// Every change is one script, so that a crash leaves all of it or nothing, and
// every script may be repeated without harm. All keys begin with one prefix in
// braces, so that a Cluster keeps them in one slot and any script may touch any
// of them. Ids are escaped: none can reach beyond its own part of a key. P and W
// below are the platform and the workspace of a tenant, C is a channel.
//
//	key after {prefix}:      type    kept      written by            holds
//	store                    string  –         Identify              who the server is: whoever lost it lost the rest too
//	vitals                   string  1 min     Vitals                nothing: reads and writes of it are timed
//	sealing                  string  –         Unlock                in an envelope, since when all that is kept is in one, and
//	                                                                 the operator's word: see unlock.go
//	queue:work               stream  –         Accept, Decide, all   one entry for each job that is ready or leased,
//	                                           that moves jobs       field job; group "workers", consumer "all"
//	queue:delayed            zset    –         Retry, upkeep         job, by when it is due (ms)
//	queue:parked             zset    –         Retry, upkeep, Revive job, by when it was given up (ms)
//	queue:untold             zset    –         all that parks,      job that was given up without a word, by when whoever
//	                                   Untold, Told, Revive  looks may look after it (ms)
//	queue:lanes              hash    –         all that moves jobs   how many of a person's jobs wait in line, by P:W:PERSON
//	queue:lanes:P:W:PERSON   list    –         all that moves jobs   jobs in line, the next first
//	queue:lanes:…:busy       set     –         all that moves jobs   the person's jobs that are ready or leased: at most 2
//	queue:job:JOB            hash    –  (1)    whoever moves the job request, seen, lane, in_line, accepted, state, entry, fence,
//	                                                                 failures, kills, cause, looks, minded, relied
//	queue:seen:P:W:REQUEST   string  24 h      Accept, Decide        the job that stands for the request
//	draft:P:W:DRAFT          hash    –         Keep, Revise, Decide, head, channel, created (µs), latest; for every
//	                                           Redact,               revision N rev:N, digest:N, state:N, decision:N,
//	                                           Sign                  mark:N, signatures:N, signed:N (how often they changed);
//	                                                                 request:R is the N that request R made;
//	                                                                 refused:H how often somebody was refused, H a hash of them
//	audit:P:W:DRAFT          list    –         with every move of    JSON, oldest first, only ever appended to
//	                                           the draft; Refuse
//	chain:P:W                hash    –         with every entry of   n: how many are linked, link: the last, seal: of both
//	                                           an audit
//	ledger:P:W               list    –         with every entry of   "DRAFT INDEX COMMITMENT LINK", in the order of
//	                                           an audit              writing, only ever appended to: see chain.go
//	drafts:P:W:C:STATE       zset    –         Keep, Revise, Decide  draft, by when it was created (µs); "*" for C or
//	                                                                 STATE is any of them
//	cited:P:W:C:LINE         set     30 d (2)  Keep, Revise          ids of the drafts that cite the message LINE, or are
//	                                                                 about it
//	profile:P:W:C            string  –         SetProfile, Learn     JSON
//	voice:P:W:C              string  –         SetProfile, Learn     JSON: the voice that a version before does not know
//	more:P:W:C               string  –         SetProfile, Learn     JSON: what of a profile the versions before do not know
//	rules:P:W:C              string  –         SetProfile, Learn     JSON: the same of still later ones; the approvers too,
//	                                                                 where one’s word is not enough
//	waits                    set     –         SetProfile, Learn     P:W:C of every channel in which drafts expire, or once did
//	facts:P:W:C              hash    –         Learn                 JSON by id
//	context:P:W:C            hash    30 d (2)  Remember              exchange by draft: at most 50, 256 KB
//	context:P:W:C:order      zset    30 d (2)  Remember              draft, in the order of writing
//	minutes:P:W:C            hash    30 d (2)  KeepMinutes           minutes by thread: at most 50, 256 KB
//	minutes:P:W:C:order      zset    30 d (2)  KeepMinutes           thread, in the order of writing
//	caughtup:P:W:C:T:PERSON  string  30 d (2)  CatchUp               time (µs) of the last message of the thread T, or of the
//	                                                                 channel for no T, that the person was told of
//	optout:P:W               hash    –         OptOut, OptIn         by the id of who does not want to be read, since when (µs)
//	erasure:P:W:ID           hash    –         Begin, all that       about: what was asked, done: how it ended; n:KIND is how
//	                                           forgets               much of a kind was erased so far
//	keeping:P:W              hash    –         Opt                   for each channel that keeps, by which change it does
//	hearing:P:W              hash    –         Hear, Opt, Stretch    seq, until (µs), when each ear and holder was heard last
//	stretch:P:W:C            hash    7 d (7)   Stretch, Note, Lay    opening, from, head, floor (µs), bytes; thread:ROOT is
//	                                                                 what is known of a thread
//	stretch:P:W:C:lines      hash    7 d (7)   Note, Lay             message by id: at most 5,000, 2 MiB, of 30 days
//	stretch:P:W:C:order      zset    7 d (7)   Note, Lay             id, by when it was posted (µs)
//	posts:P:W                hash    –         Posted                message of the chat by request
//	timeline:P:W:C           hash    –         Timeline.Put          message of the workbench by id: the newest 20,000
//	timeline:P:W:C:order     zset    –         Timeline.Put          id, in the order of the first writing
//	changes:P:W              stream  –         Timeline.Put          channel and id of every Put: about the last 10,000
//	guest:P:W                hash    –         Guests.Arrive         who came in to the workbench by id, as it sealed it:
//	                                                                 the newest 5,000, for a year
//	guest:P:W:order          zset    –         Guests.Arrive         id, by when they came in last (ms)
//	session:P:W:PERSON       zset    (8)       Guests.Arrive, Linger hash of a session, by when it was used last (ms)
//	spent:P:W:ATTEMPT        string  20 min    Guests.Arrive         the session an attempt led to
//	seat:NAME                string  (3)       Sit, Stay             the store that holds the seat
//	seat:NAME:last           hash    –         Sit, Leave            fence, holder: of the last taking; no holder when
//	                                                                 the seat was left
//	ration:NAME              hash    (4)       Ration                full: when all of it is there again (µs); call: the
//	                                                                 last that was counted
//	tokens:DAY               hash    48 h (5)  Spend                 sum, and the calls it has counted last
//	level:P:W                string  (4)       Accept                when all that the workspace may ask for in a minute is
//	                                                                 there again (µs); of a channel and a person under
//	level:P:W:c:C                                                    more
//	level:P:W:p:PERSON
//	used:P:W:DAY             hash    48 h (5)  Accept, Charge,       requests and tokens of a day, counted from 1970; with
//	                                           Settle, Warn          :c:C and :p:PERSON behind them a channel's and a
//	                                                                 person's; warned likewise; calls: as with tokens
//	circuit:NAME             hash    (6)       Enter, Leave, Abandon last: what became of the last calls; opened: how
//	                                                                 often; until (µs): the rest; trying: whose turn, to
//	                                                                 the end of its lease (µs); calls: as with tokens
//
// (1) until the job is finished; 1 h when all it says is that an accept is void.
// (2) Options.ContextTTL after the last write.
// (3) as long as it was taken for.
// (4) until all of it is there again.
// (5) after the last write.
// (6) a day longer than its rest, after the last write.
// (7) after the last Stretch; erased by whatever casts doubt on it: see hearing.lua.
// (8) until none of them was used for as long as a session may idle.
//
// A job is waiting, working, delayed or parked. Who works on it is said by its
// fence, a number that grows with every lease; a lease lasts as long as the
// entry's idle time in the group is below Options.Lease, on the server's clock.
//
// One person has two jobs at most that are ready or leased; their others wait in line,
// so that a flood waits behind itself and not before everybody else's work.
//
// With a secret, what people wrote and had written, their names and their reasons are in
// envelopes that only it opens (envelope.go): head, rev and decision of a draft, the personal
// part of an audit entry, profiles, facts, exchanges, minutes, messages, requests and causes.
// In the clear stay what keys are named by, states, digests, counts, times and ids.
//
// It needs Redis 6.2 or later, or a server that speaks the same. "Kept" means as
// well as the server keeps it: see Store.Risks.
package memory
