// What needs somebody: rules, alerts that open and close by themselves, reorder points.
export { refusals as alertsRefusals } from './refusals.ts'
export { alertsDoors, alertsQuestions } from './routes.ts'
export { tellPeople } from './tell-people.ts'
export { watchForAlerts } from './watch.ts'
