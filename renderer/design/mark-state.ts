/** What a thing's state is at a glance; each has its own shape, so that colour is never alone. */
export type MarkState = 'sure' | 'doubtful' | 'wrong' | 'waiting' | 'working' | 'excused';
