/** The shape of the code as rules. {@link dev.myriapod.it.architecture.ArchitectureTest} applies them to the project. */
package dev.myriapod.it.architecture;
