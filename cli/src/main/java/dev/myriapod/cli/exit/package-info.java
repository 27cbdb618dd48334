/** How commands end. */
package dev.myriapod.cli.exit;
