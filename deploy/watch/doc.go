// Package watch holds the chart's dashboard and alerts to what the bot measures, by the
// table of docs/telemetry.md, which a test of the bot holds to a scrape. It is a module of its
// own, for it needs a Prometheus as a library: its parser, its rules and its engine.
package watch
