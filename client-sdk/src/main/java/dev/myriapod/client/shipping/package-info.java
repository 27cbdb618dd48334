/**
 * Class paths for other hosts: what is on them, and how it gets there. {@link dev.myriapod.client.shipping.ShippedJvmSpecs} is
 * the door.
 */
@NullMarked
package dev.myriapod.client.shipping;

import org.jspecify.annotations.NullMarked;
