/** An agent and its coordinator: {@link dev.myriapod.agent.host.HostAgent} where it is a program of its own. */
package dev.myriapod.agent.host;
