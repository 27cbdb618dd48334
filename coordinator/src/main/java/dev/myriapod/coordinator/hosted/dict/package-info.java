/** Dicts: {@link dev.myriapod.coordinator.hosted.dict.HostedDict} decides, {@link dev.myriapod.coordinator.hosted.dict.Rows} keeps the order. */
package dev.myriapod.coordinator.hosted.dict;
