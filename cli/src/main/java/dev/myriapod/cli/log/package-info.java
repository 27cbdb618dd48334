/** What a service logs, and keeps of it for {@code myriapod logs}. */
package dev.myriapod.cli.log;
