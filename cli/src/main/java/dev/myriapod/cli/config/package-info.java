/** Where the values of options come from: {@link dev.myriapod.cli.config.Settings}. */
package dev.myriapod.cli.config;
