// Counted things in English.
import { count } from '../format'

export const many = (number: number, one: string, more: string) => `${count(number)} ${number === 1 ? one : more}`
