"""The page in the browser that follows what one writes: a warm project, a watcher, a server for this machine alone."""
