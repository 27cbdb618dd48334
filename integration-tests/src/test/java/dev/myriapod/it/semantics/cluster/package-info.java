/** Clusters beside, after and inside each other. */
package dev.myriapod.it.semantics.cluster;
