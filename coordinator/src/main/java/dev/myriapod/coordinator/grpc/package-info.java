/** The coordinator's door: servers, services, and who may come in. */
package dev.myriapod.coordinator.grpc;
