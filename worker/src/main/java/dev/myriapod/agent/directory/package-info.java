/** Where an agent keeps the files of its processes: {@link dev.myriapod.agent.directory.RuntimeDirectory}. */
package dev.myriapod.agent.directory;
