/**
 * Class-data archives: what the JVM has parsed and checked of a worker's classes, kept in files so that the next worker's JVM
 * maps it. {@link dev.myriapod.agent.archive.ClassArchives} is the door.
 */
@NullMarked
package dev.myriapod.agent.archive;

import org.jspecify.annotations.NullMarked;
