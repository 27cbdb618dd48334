/** Lists, as a process sees them: {@link dev.myriapod.client.shared.list.ClientList}. */
package dev.myriapod.client.shared.list;
