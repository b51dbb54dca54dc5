import './polyfills'
import './styles/index.css'
import { createApp } from 'vue'
import AppFrame from './app-frame.vue'
import { router } from './router'
import { startSession } from './session/session'
import { startClock } from './time/now'
import { fault } from './ui/fault'

void startSession()
// Without an answer the PC's own clock has to do.
startClock().catch(() => undefined)

const app = createApp(AppFrame).use(router)
app.config.errorHandler = (error) => {
  fault.value = true
  console.error(error)
}
app.mount('#app')
