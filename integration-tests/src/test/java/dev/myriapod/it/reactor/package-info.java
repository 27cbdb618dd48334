/** Where the project's sources are. */
package dev.myriapod.it.reactor;
