/** Lists: {@link dev.myriapod.coordinator.hosted.list.HostedList} decides, {@link dev.myriapod.coordinator.hosted.list.Elements} keeps them. */
package dev.myriapod.coordinator.hosted.list;
