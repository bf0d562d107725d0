/** Every queue of the product. A worker process serves all of them, or those that WORKER_QUEUES names. */
export const queueNames = ["analyses", "photos", "mail", "replies"] as const;

export type QueueName = (typeof queueNames)[number];
