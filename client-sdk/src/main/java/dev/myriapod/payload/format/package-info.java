/** The value format: a tag, then what the tag says; objects that come twice are written once. */
package dev.myriapod.payload.format;
