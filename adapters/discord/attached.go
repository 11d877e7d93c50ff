package discord

import (
	"bytes"
	"mime/multipart"
)

// attached is a message with one file.
type attached struct {
	payload
	name string // of the file
	file []byte
}

// encode writes the message as a form of two parts.
func (a attached) encode() (body []byte, kind string, err error) {
	message, err := encodeJSON(a.payload)
	if err != nil {
		return nil, "", err
	}
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	if err := form.WriteField("payload_json", string(message)); err != nil {
		return nil, "", err
	}
	part, err := form.CreateFormFile("files[0]", a.name)
	if err != nil {
		return nil, "", err
	}
	if _, err := part.Write(a.file); err != nil {
		return nil, "", err
	}
	err = form.Close()
	return b.Bytes(), form.FormDataContentType(), err
}
