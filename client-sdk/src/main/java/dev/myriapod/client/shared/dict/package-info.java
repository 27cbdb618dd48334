/** Dicts, as a process sees them: {@link dev.myriapod.client.shared.dict.ClientDict}. */
package dev.myriapod.client.shared.dict;
