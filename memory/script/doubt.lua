-- Erases every stretch of a tenant.
doubt()
return 1
