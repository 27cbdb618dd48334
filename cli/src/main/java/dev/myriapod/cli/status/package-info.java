/** What people ask of a running cluster: {@code health}, {@code status}, {@code top} and {@code logs}. */
package dev.myriapod.cli.status;
