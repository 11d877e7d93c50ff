package memory

import "time"

// usedKept is how long what was used in a day is kept after it was last changed.
const usedKept = 48 * time.Hour
