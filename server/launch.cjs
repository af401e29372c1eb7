#!/usr/bin/env node
// `npx tiep-am …` in a fresh clone: install if needed, find the right Node, hand over.
var cp = require('child_process')
var path = require('path')

require('./setup.cjs').prepare((node) => {
  var args = [path.join(__dirname, 'cli.ts')].concat(process.argv.slice(2))
  // Where this Node can, it goes, rather than stand by for as long as a player plays.
  if (process.execve) process.execve(node, [node].concat(args), process.env)
  var child = cp.spawn(node, args, { stdio: 'inherit' })
  ;['SIGINT', 'SIGTERM', 'SIGHUP'].forEach((signal) => {
    process.on(signal, () => {
      child.kill(signal)
    })
  })
  child.on('close', (code, signal) => {
    if (signal) process.kill(process.pid, signal)
    else process.exit(code)
  })
})
