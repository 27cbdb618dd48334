/** Clusters whose coordinator and hosts are not children of the program that uses them. */
package dev.myriapod.it.remote;
