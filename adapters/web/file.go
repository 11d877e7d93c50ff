package web

import (
	"errors"
	"io"
	"net/http"

	"github.com/brouillon/brouillon/copilot"
)

// sendFile lets what a channel knows be downloaded, as YAML.
func (s *Server) sendFile(w http.ResponseWriter, r *http.Request) {
	c, ok := findChannel(r.PathValue("channel"))
	if !ok {
		s.lost(w, r, "web.fault.channel")
		return
	}
	file, err := s.core.Export(r.Context(), c.place(""))
	if err != nil {
		s.fail(w, r, s.viewerOf(r), err)
		return
	}
	w.Header().Set("Content-Type", "application/yaml; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="`+c.ID+`.yaml"`)
	if _, err := w.Write(file); err != nil {
		s.log.DebugContext(r.Context(), "workbench: file not sent", "error", err) // the reader went away
	}
}

// takeFile puts what an uploaded or pasted file says in place of what the channel
// knew. What was pasted and is wrong stays on the page.
func (s *Server) takeFile(w http.ResponseWriter, r *http.Request) {
	v := s.viewerOf(r)
	c, ok := findChannel(r.PathValue("channel"))
	if !ok {
		s.lost(w, r, "web.fault.channel")
		return
	}
	file, err := readFile(r)
	if err == nil && !v.Changes() {
		err = errNotManager()
	}
	if err == nil {
		take := s.core.ImportBeside
		if v.Manages() {
			take = s.core.Import
		}
		_, err = take(r.Context(), c.place(""), v.Person(), file)
	}
	if err != nil {
		s.settings(w, r, v, s.fault(r, err), refused{file: string(file)})
		return
	}
	http.Redirect(w, r, pathTo(c.place(""), "")+"/settings?saved=1", http.StatusSeeOther)
}

// readFile is the file that was chosen, or else what was pasted. One that is too
// long is read no further than the core needs to refuse it.
func readFile(r *http.Request) ([]byte, error) {
	err := r.ParseMultipartForm(copilot.MostYAML)
	if err != nil && !errors.Is(err, http.ErrNotMultipart) {
		return nil, copilot.NewFault(copilot.FaultInput, "web.fault.form", nil, err)
	}
	chosen, _, err := r.FormFile("file")
	if err != nil {
		return []byte(r.PostFormValue("yaml")), nil // none was chosen
	}
	defer chosen.Close()
	return io.ReadAll(io.LimitReader(chosen, copilot.MostYAML+1))
}
