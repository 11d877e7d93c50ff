// Package telemetry makes figures and traces of what a copilot.Witness is told.
//
// Labels and attributes have values from lists that are known beforehand: what is on none
// becomes "other". So nothing that people wrote, and no id of a workspace, a channel or a
// person, comes out by a mistake elsewhere, and no hostile name makes a new series.
package telemetry
