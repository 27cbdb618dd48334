/**
 * How to use a cluster whose coordinator runs elsewhere, and what travels there: {@link dev.myriapod.remote.ConnectOptions}.
 */
package dev.myriapod.remote;
