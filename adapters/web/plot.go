package web

import (
	"math"
	"strconv"
)

// The room of a plot, in its own units: as wide as a phone shows it without making its
// letters smaller.
const (
	plotWidth, plotHeight = 380, 190
	plotLeft, plotRight   = 46, 6
	plotTop, plotBottom   = 10, 24
)

// plot is a series of bars over a time, made on the server: it needs no script, and no style
// but classes.
type plot struct {
	ID          string
	Title, Said string // what it is, and of what; for whoever does not see it too
	Bars        []plotBar
	Lines       []plotLine
	Marks       []plotMark
	Legend      []series
	Empty       bool    // there is no value at all
	Most        float64 // what the axis goes up to; 0 for as far as there are values
}

// plotBar is a part of a bar; one with a value that is 0 is a stub.
type plotBar struct {
	X, Y, W, H, Class, Said string
}

// plotLine is where a value stands on the axis.
type plotLine struct{ Y, TextY, Said string }

// plotMark says when, under the bars.
type plotMark struct{ X, Anchor, Said string }

// series is what a colour means.
type series struct{ Class, Name string }

// stack is what stands over one part of the time: of each series one value, negative for
// none.
type stack struct {
	when   string   // short, for the axis
	said   string   // for whoever points at it
	saying []string // the same of each value; nil where one is all there is
	values []float64
}

// of is what a series of it says.
func (s stack) of(i int) string {
	if s.saying == nil {
		return s.said
	}
	return s.saying[i]
}

// height is how high a stack is; false for one without a value.
func (s stack) height() (float64, bool) {
	sum, any := 0.0, false
	for _, v := range s.values {
		if v >= 0 {
			sum, any = sum+v, true
		}
	}
	return sum, any
}

// draw fills a plot with stacks, of series in the order of their classes.
func (p *plot) draw(stacks []stack, classes []string, say func(float64) string) {
	most := p.Most
	p.Empty = true
	for _, s := range stacks {
		h, any := s.height()
		most, p.Empty = max(most, h), p.Empty && !any
	}
	step := stepFor(most)
	top := step * max(1, math.Ceil(most/step))
	y := func(v float64) float64 { return plotHeight - plotBottom - v/top*(plotHeight-plotTop-plotBottom) }
	for v := 0.0; v <= top+step/2; v += step {
		p.Lines = append(p.Lines, plotLine{units(y(v)), units(y(v) + 4), say(v)})
	}
	each := float64(plotWidth-plotLeft-plotRight) / float64(max(1, len(stacks)))
	wide := min(each*.74, 34)
	for i, s := range stacks {
		x := plotLeft + each*float64(i) + (each-wide)/2
		p.bar(s, x, wide, y, classes)
	}
	p.mark(stacks, each)
}

// bar draws one stack.
func (p *plot) bar(s stack, x, wide float64, y func(float64) float64, classes []string) {
	h, any := s.height()
	if !any {
		return
	}
	if h == 0 {
		p.Bars = append(p.Bars, plotBar{units(x), units(y(0) - 1.5), units(wide), units(1.5), "none", s.said})
		return
	}
	below := 0.0
	for i, v := range s.values {
		if v > 0 {
			high := max(1.5, y(below)-y(below+v)) // something is seen of each
			p.Bars = append(p.Bars, plotBar{units(x), units(y(below) - high), units(wide), units(high), classes[i], s.of(i)})
			below += v
		}
	}
}

// mark writes when under the first bar, one in the middle and the last; under every second
// when there are few.
func (p *plot) mark(stacks []stack, each float64) {
	n := len(stacks)
	if n == 0 {
		return
	}
	for i, s := range stacks {
		x, anchor := plotLeft+each*(float64(i)+.5), "middle"
		switch {
		case n > 7 && i == 0:
			x, anchor = plotLeft, "start"
		case n > 7 && i == n-1:
			x, anchor = plotWidth-plotRight, "end"
		case n > 7 && i != n/2, n <= 7 && i%2 > 0: // or in French they touch
			continue
		}
		p.Marks = append(p.Marks, plotMark{units(x), anchor, s.when})
	}
}

// stepFor is a round distance between the lines of an axis: 1, 2 or 5 times a power of ten,
// as few as are enough, and never less than 1.
func stepFor(most float64) float64 {
	if most <= 4 {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(most/4)))
	for _, times := range []float64{1, 2, 5, 10} {
		if step := times * power; step*4.0001 >= most {
			return step
		}
	}
	return 10 * power
}

// units is a length in a plot.
func units(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }
