/** Child processes, as their parent sees them. */
package dev.myriapod.client.process;
