package check

import (
	"fmt"
	"os"
	"testing"
)

func TestTry(t *testing.T) {
	src, _ := os.ReadFile(os.Getenv("SRC"))
	txt, _ := os.ReadFile(os.Getenv("TXT"))
	for _, f := range Claims(string(txt), []Source{{ID: "s", Text: string(src)}}) {
		fmt.Println(f.Kind, f.Code, "|", f.Text, "|", f.Why("en"))
	}
}
