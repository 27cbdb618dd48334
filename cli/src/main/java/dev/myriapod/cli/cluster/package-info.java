/** The two processes of a cluster that is a program of its own: {@code myriapod coordinator} and {@code myriapod worker}. */
package dev.myriapod.cli.cluster;
