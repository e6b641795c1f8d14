"""A built site -> what is served: bundled assets, compressed copies, offline worker, security policy."""
