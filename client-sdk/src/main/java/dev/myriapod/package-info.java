/** Functions that run in other processes. {@link dev.myriapod.Myriapod#local()} is the door. */
package dev.myriapod;
