package memory

import (
	"strings"

	"github.com/brouillon/brouillon/copilot"
)

// Whoever takes a job does not know yet whose it is: before the envelope of its request
// stands which tenant's lock it has, as keys have it, between these marks.
const (
	addressMark = "\x00\x02"
	addressEnd  = "\x00"
)

// about is where something about a job is kept.
func (s *Store) about(t copilot.Tenant, job, field string) cell {
	return cell{t, s.keys.job(job), field}
}

// putRequest is the request of a job as it is kept.
func (s *Store) putRequest(job string, r copilot.Request) ([]byte, error) {
	b, err := s.put(s.about(r.Tenant(), job, "request"), r)
	if err != nil || !s.vault.wraps() {
		return b, err
	}
	return addressed(r.Tenant(), b), nil
}

func addressed(t copilot.Tenant, envelope []byte) []byte {
	return append([]byte(addressMark+tenantPart(t)+addressEnd), envelope...)
}

// addressee reads what addressed wrote; false of a request that is in no envelope.
func addressee(kept string) (t copilot.Tenant, envelope string, is bool) {
	rest, is := strings.CutPrefix(kept, addressMark)
	if !is {
		return copilot.Tenant{}, kept, false
	}
	address, envelope, _ := strings.Cut(rest, addressEnd)
	platform, workspace, _ := strings.Cut(address, ":")
	return copilot.Tenant{Platform: unescape(platform), Workspace: unescape(workspace)}, envelope, true
}

// getRequest reads what putRequest made, and wants it to be that tenant's.
func (s *Store) getRequest(job, kept string) (r copilot.Request, err error) {
	t, envelope, is := addressee(kept)
	c := s.about(t, job, "request")
	if err := s.get(c, envelope, &r); err != nil {
		return copilot.Request{}, err
	}
	if is && r.Tenant() != t {
		return copilot.Request{}, c.trouble(ErrForged)
	}
	return r, nil
}

// putCause is why a job failed as it is kept: an endpoint may have repeated what it was asked.
func (s *Store) putCause(j copilot.Job, cause string) []byte {
	return s.vault.wrap(s.about(j.Request.Tenant(), j.ID, "cause"), []byte(clip(cause)))
}

// getCause reads what putCause made, and what scripts say themselves; "" when it cannot be
// read: it is only for people to look at.
func (s *Store) getCause(job string, r copilot.Request, kept string) string {
	if _, is := inEnvelope(kept); !is {
		return kept
	}
	plain, err := s.vault.unwrap(s.about(r.Tenant(), job, "cause"), kept)
	if err != nil {
		return ""
	}
	return string(plain)
}
