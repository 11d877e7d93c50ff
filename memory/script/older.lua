-- Lets go of what is too old in a stretch, if there is one. ARGV: of trim, oldest, most, bytes.
if redis.call('EXISTS', stretch) == 1 then trim(ARGV[1], ARGV[2], ARGV[3]) end
return 1
