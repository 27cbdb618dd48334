/** How commands reach a coordinator: {@link dev.myriapod.cli.connection.ConnectionOptions}. */
package dev.myriapod.cli.connection;
