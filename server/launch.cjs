#!/usr/bin/env node
// `npx tiep-am …` in a fresh clone: install if needed, find the right Node, hand over.
var cp = require('child_process')
var path = require('path')

require('./setup.cjs').prepare((node) => {
  var child = cp.spawn(node, [path.join(__dirname, 'cli.ts')].concat(process.argv.slice(2)), {
    stdio: 'inherit',
  })
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
