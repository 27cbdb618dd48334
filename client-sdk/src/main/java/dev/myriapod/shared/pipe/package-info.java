/**
 * Pipes between processes, and waiting for several of them and for child processes at once: {@link
 * dev.myriapod.shared.pipe.SharedPipes}, which every {@link dev.myriapod.Myriapod} is, and {@link
 * dev.myriapod.shared.pipe.Connections} are the doors.
 */
package dev.myriapod.shared.pipe;
