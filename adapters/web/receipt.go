package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

//go:embed receipt/receipt.html
var receiptFile embed.FS

// receiptView is a receipt with its card taken apart.
type receiptView struct {
	copilot.Receipt
	Label, Heading, Meta string
	Findings, Sources    []copilot.Item
	Cited                []copilot.Cite
}

// Receipt is a receipt as one page that needs nothing else, to keep or to print: in the
// language of its card, with times in a zone.
func Receipt(r copilot.Receipt, zone *time.Location) ([]byte, error) {
	lang := r.Card.Locale()
	set, err := template.New("receipt.html").Funcs(template.FuncMap{
		"t":        func(key string, pairs ...any) string { return catalogue.Say(lang, key, argsOf(pairs)) },
		"lang":     func() string { return lang },
		"full":     func(at time.Time) string { return catalogue.ZonedMoment(lang, at.In(zone)) },
		"datetime": func(at time.Time) string { return at.UTC().Format(time.RFC3339) },
	}).ParseFS(receiptFile, "receipt/receipt.html")
	if err != nil {
		return nil, fmt.Errorf("receipt: %w", err)
	}
	var page bytes.Buffer
	if err := set.Execute(&page, viewReceipt(r)); err != nil {
		return nil, fmt.Errorf("receipt: %w", err)
	}
	return page.Bytes(), nil
}

// Signers are all who signed, in order.
func (v receiptView) Signers() string {
	var all []string
	for _, s := range v.Before {
		all = append(all, s.Person.Name)
	}
	return strings.Join(append(all, v.Decision.Person.Name), ", ")
}

func viewReceipt(r copilot.Receipt) receiptView {
	v := receiptView{Receipt: r}
	for _, b := range r.Card.Blocks() {
		switch b.Kind {
		case copilot.BlockLabel:
			v.Label = b.Text
		case copilot.BlockHeading:
			v.Heading = b.Text
		case copilot.BlockMeta:
			if v.Meta == "" {
				v.Meta = b.Text
			}
		case copilot.BlockFindings:
			v.Findings = b.Items
		case copilot.BlockSources:
			v.Sources = b.Items
		case copilot.BlockPoints:
			for _, item := range b.Items {
				v.cite(item.Cites)
			}
		}
	}
	return v
}

// cite adds messages that are not named yet.
func (v *receiptView) cite(cites []copilot.Cite) {
	for _, c := range cites {
		if !slices.ContainsFunc(v.Cited, func(known copilot.Cite) bool { return known.Line == c.Line }) {
			v.Cited = append(v.Cited, c)
		}
	}
}

// sendReceipt hands the receipt of a signed draft over as a file.
func (s *Server) sendReceipt(w http.ResponseWriter, r *http.Request) {
	v := s.viewerOf(r)
	receipt, err := s.core.Receipt(r.Context(), copilot.Ref{Tenant: Tenant(), Draft: r.PathValue("draft")}, v.Lang)
	if err != nil {
		s.fail(w, r, v, absentDraft(err))
		return
	}
	page, err := Receipt(receipt, s.zone)
	if err != nil {
		s.fail(w, r, v, err)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="`+catalogue.Say(v.Lang, "receipt.file", nil)+`-`+receipt.Draft.ID+`.html"`)
	if _, err := w.Write(page); err != nil {
		s.log.DebugContext(r.Context(), "workbench: receipt not sent", "error", err) // the reader went away
	}
}
