/** Java serialization within limits, with stand-ins for what it cannot do by itself. */
package dev.myriapod.payload.serial;
