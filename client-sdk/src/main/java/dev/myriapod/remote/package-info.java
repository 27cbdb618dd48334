/** How to use a cluster whose coordinator runs elsewhere: {@link dev.myriapod.remote.ConnectOptions}. */
package dev.myriapod.remote;
