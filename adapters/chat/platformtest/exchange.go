package platformtest

import (
	"io"
	"net/http"
	"testing"
)

// Exchange makes a call and reads the whole answer. The test ends when there is none.
func Exchange(t testing.TB, call *http.Request) (status int, body []byte, header http.Header) {
	t.Helper()
	answer, err := http.DefaultClient.Do(call)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	body, err = io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, body, answer.Header
}
