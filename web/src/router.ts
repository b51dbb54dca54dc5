import { watch } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import SignInPage from './features/sign-in/sign-in-page.vue'
import { session } from './session/session'
import { fault } from './ui/fault'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/sign-in', name: 'sign-in', component: SignInPage },
    {
      path: '/invitation',
      name: 'invitation',
      component: () => import('./features/sign-in/invitation-page.vue'),
    },
    {
      path: '/',
      component: () => import('./office/office-frame.vue'),
      children: [
        { path: '', name: 'work', component: () => import('./features/work-list/work-list-page.vue') },
        {
          path: 'orders/:id',
          name: 'order',
          props: true,
          component: () => import('./features/order/order-page.vue'),
        },
        {
          path: 'orders/:id/return-form',
          name: 'return-form',
          props: true,
          component: () => import('./features/return-form/return-form-page.vue'),
        },
        { path: 'account', name: 'account', component: () => import('./features/account/account-page.vue') },
        { path: 'notices', name: 'notices', component: () => import('./features/notices/notices-page.vue') },
        { path: 'matters', name: 'matters', component: () => import('./features/matters/matters-page.vue') },
        {
          path: 'administration',
          component: () => import('./features/administration/administration-area.vue'),
          children: [
            {
              path: '',
              name: 'policy',
              component: () => import('./features/administration/policy-page.vue'),
            },
            {
              path: 'calendar',
              name: 'calendar',
              component: () => import('./features/administration/calendar-page.vue'),
            },
            {
              path: 'people',
              name: 'people',
              component: () => import('./features/administration/people-page.vue'),
            },
            {
              path: 'log',
              name: 'administration-log',
              component: () => import('./features/administration/log-page.vue'),
            },
            {
              path: 'undelivered',
              name: 'undelivered',
              component: () => import('./features/administration/undelivered-page.vue'),
            },
          ],
        },
        {
          path: ':rest(.*)*',
          name: 'nowhere',
          component: () => import('./office/nowhere-page.vue'),
        },
      ],
    },
  ],
})

const known = (): Promise<void> =>
  new Promise((resolve) => {
    const stop = watch(
      session,
      ({ name }) => {
        if (name === 'starting') return
        // The watcher may call before `watch` has given back how to stop it.
        queueMicrotask(() => stop())
        resolve()
      },
      { immediate: true },
    )
  })

router.beforeEach(async (to) => {
  await known()
  const { name } = session.value
  if (to.name === 'invitation') return true
  if (to.name === 'sign-in')
    return name === 'entering' || name === 'limited' || name === 'in' ? { name: 'work' } : true
  return name === 'signed-out' ? { name: 'sign-in', query: { to: to.fullPath } } : true
})

router.afterEach((to, from) => {
  // The work list keeps its place itself; every other page begins at its top.
  if (to.path !== from.path && to.name !== 'work') scrollTo(0, 0)
})

router.onError((_error, to, from) => {
  // After a new release a page's old parts are gone: the new ones come with a fresh start.
  if (navigator.onLine && from.matched.length > 0) location.assign(to.fullPath)
  else fault.value = true
})
