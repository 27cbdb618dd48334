package dev.myriapod.client.pool;

import dev.myriapod.client.handle.Handover;
import dev.myriapod.client.submit.Submitter;

/**
 * The tasks that one stream knows of.
 *
 * @param submitter those that this process submitted
 * @param handover those of other processes, whose futures were handed to this one
 * @param quarantine those that workers died with
 */
record PoolTasks(Submitter submitter, Handover handover, Quarantine quarantine) {}
