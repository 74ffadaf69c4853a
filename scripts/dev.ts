// `npm run dev`: the server from its sources, started again on every change, and the web app built again on every change
// of its own. Both end with this program.
import { type ChildProcess, spawn } from 'node:child_process'
import { buildWeb } from './build-web.ts'

await buildWeb()
const children: ChildProcess[] = [
  spawn('node_modules/.bin/tsx', ['watch', 'src/app/cli.ts', 'serve', ...process.argv.slice(2)], { stdio: 'inherit' }),
  spawn('node_modules/.bin/vite', ['build', '--config', 'web/vite.config.ts', '--watch', '--outDir', `${process.cwd()}/dist/web`, '--emptyOutDir'], { stdio: 'inherit' }),
]
const end = () => {
  for (const child of children) child.kill('SIGTERM')
}
process.on('SIGINT', end)
process.on('SIGTERM', end)
for (const child of children) child.on('exit', end)
