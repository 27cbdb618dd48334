/** Clusters beyond this program: how to reach them, and what travels there. */
package dev.myriapod.remote;
