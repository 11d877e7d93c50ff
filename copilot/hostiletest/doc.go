// Package hostiletest is for tests of what people see: cards with hostile texts
// everywhere a text can stand, and what must hold of each that is rendered.
package hostiletest
