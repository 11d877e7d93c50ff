-- Erases a stretch. ARGV: channel.
erase(ARGV[1])
return 1
