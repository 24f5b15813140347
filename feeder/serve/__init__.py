"""The files of the output over HTTP, for those without a web server: `feeder serve`."""
