package check

import (
	"fmt"
	"os"
)

func show(found []Finding, faulty bool) {
	if os.Getenv("SHOW") == "" {
		return
	}
	for _, f := range found {
		fmt.Printf("SHOW %v %s | %s | %s\n", faulty, f.Code, f.Text, f.Place)
	}
}
