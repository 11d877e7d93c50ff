package discordtest

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"unicode/utf8"
)

// File is what was attached to a message.
type File struct {
	Name string
	Data []byte
}

// mostFile is the largest file that is taken, in bytes.
const mostFile = 10 << 20

// parts reads a body in parts: its files are kept, its payload_json returned.
func (q *request) parts(kind string, raw []byte) (message []byte, err error) {
	_, params, err := mime.ParseMediaType(kind)
	if err != nil {
		return nil, wrong(50109, "the type of the body: %v", err)
	}
	form := multipart.NewReader(bytes.NewReader(raw), params["boundary"])
	for {
		part, err := form.NextPart()
		if err == io.EOF {
			return message, nil
		}
		if err != nil {
			return nil, wrong(50109, "a part of the body: %v", err)
		}
		data, err := io.ReadAll(part)
		switch {
		case err != nil:
			return nil, wrong(50109, "a part of the body: %v", err)
		case part.FormName() == "payload_json":
			message = data
		case part.FormName() != fmt.Sprintf("files[%d]", len(q.files)) || part.FileName() == "":
			return nil, wrong(50109, "a part %q with the file %q", part.FormName(), part.FileName())
		case len(data) > mostFile:
			return nil, refuse(40005)
		default:
			q.files = append(q.files, File{part.FileName(), data})
		}
	}
}

// attach gives a message the files that came with it. The lock is held.
func (d *Discord) attach(m *Message, files []File) {
	for _, f := range files {
		id := d.snowflake()
		kind := "application/octet-stream"
		if utf8.Valid(f.Data) {
			kind = "text/plain; charset=utf-8"
		}
		at := "https://cdn.discordapp.com/ephemeral-attachments/" + m.Channel + "/" + id + "/" + f.Name
		m.Attachments = append(m.Attachments, object{
			"id": id, "filename": f.Name, "size": len(f.Data), "url": at, "proxy_url": at, "content_type": kind, "ephemeral": m.Ephemeral(),
		})
		m.Files = append(m.Files, f)
	}
}
