/**
 * A cluster in containers for tests, with Testcontainers: {@link dev.myriapod.testcontainers.MyriapodContainer} for one
 * container, {@link dev.myriapod.testcontainers.MyriapodCluster} for several that a test can take from each other.
 */
@NullMarked
package dev.myriapod.testcontainers;

import org.jspecify.annotations.NullMarked;
