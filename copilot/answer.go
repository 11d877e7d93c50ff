package copilot

// The form of an answer. Prompts ask for it, the built-in writer writes it, and
// parseAnswer reads it. A section begins with a line "=== name"; what a section
// holds depends on its name:
//
//	=== fact          draft: the name of an angle; the text of one variant follows,
//	                  any number of lines
//	=== hashtags      draft, hashtags: hashtags, separated by white space
//	=== phrases       hashtags: key phrases, one a line
//	=== tldr          summarize: tldr, decisions, questions, actions, disagreements,
//	=== decisions     mood; one point a line, after "- ", with the references of the
//	- text [m3] [m7]  lines it rests on in square brackets at its end
//
// Plain lines rather than JSON, because it streams: a reader can watch it being
// written, and a small model gets it right more often.
