/** The user's method: found here before anything is started, called by workers. */
package dev.myriapod.cli.map.method;
