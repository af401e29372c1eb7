// Runs on whatever Node started npm, however old: CommonJS, no dependency, no modern syntax.
// Installs exactly what package-lock.json names unless that is there already, then makes sure that
// a Node which can run this program is there too.
var fs = require('fs')
var path = require('path')
var cp = require('child_process')

var root = path.join(__dirname, '..')
var windows = process.platform === 'win32'

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(path.join(root, file), 'utf8'))
  } catch (error) {
    return null
  }
}

/** npm writes its own list last, so a broken-off installation has none. */
function isInstalled() {
  var wanted = readJson('package-lock.json')
  var found = readJson(path.join('node_modules', '.package-lock.json'))
  if (!wanted || !found) return false
  return Object.keys(wanted.packages).every((name) => {
    var one = wanted.packages[name]
    if (name === '') return true
    var there = found.packages[name]
    return there ? there.version === one.version : Boolean(one.optional)
  })
}

function install(done) {
  var began = Date.now()
  process.stderr.write(
    'Đang cài đặt lần đầu (khoảng một phút) / Installing, first run (about a minute)\n',
  )
  var progress = setInterval(() => {
    process.stderr.write('  … ' + Math.round((Date.now() - began) / 1000) + ' s\n')
  }, 10000)
  var npm = cp.spawn(
    'npm',
    [
      'ci',
      '--include=dev',
      '--include=optional',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell: windows },
  )
  function end(code) {
    clearInterval(progress)
    if (code !== 0) {
      process.stderr.write(
        'Cài đặt không thành công: kiểm tra mạng và chỗ trống trên đĩa rồi chạy lại.\n' +
          'Installation failed: check the network and free disk space, then run it again.\n',
      )
      process.exit(1)
    }
    process.stderr.write(
      'Đã cài đặt xong / Installed (' + Math.round((Date.now() - began) / 1000) + ' s)\n',
    )
    done()
  }
  npm.on('error', () => {
    end(1)
  })
  npm.on('close', end)
}

/** The Node that npm brought, or this one where none exists for the platform. */
function nodePath() {
  var brought = path.join(root, 'node_modules', '.bin', windows ? 'node.cmd' : 'node')
  return fs.existsSync(brought) ? fs.realpathSync(brought) : process.execPath
}

function refuseOldNode() {
  var version =
    cp.spawnSync(nodePath(), ['-p', 'process.versions.node'], { encoding: 'utf8' }).stdout || ''
  var parts = version.trim().split('.').map(Number)
  if (parts[0] > 22 || (parts[0] === 22 && parts[1] >= 18)) return
  process.stderr.write(
    'Cần Node 22.18 trở lên, máy này có ' +
      version.trim() +
      '. Vui lòng cài Node mới hơn.\n' +
      'Node 22.18 or newer is needed, this is ' +
      version.trim() +
      '. Please install a newer Node.\n',
  )
  process.exit(1)
}

function prepare(done) {
  function ready() {
    refuseOldNode()
    done(nodePath())
  }
  if (isInstalled()) ready()
  else install(ready)
}

module.exports = { prepare: prepare }

if (require.main === module) prepare(() => {})
