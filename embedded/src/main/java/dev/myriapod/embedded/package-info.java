/** Client, coordinator and agent in one JVM; found by {@link dev.myriapod.Myriapod#local()}. */
package dev.myriapod.embedded;
