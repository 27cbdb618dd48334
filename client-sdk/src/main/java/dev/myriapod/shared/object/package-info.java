/**
 * Objects of users that live in a process of their own and are called from anywhere: {@link
 * dev.myriapod.shared.object.SharedActors} gives them out.
 */
package dev.myriapod.shared.object;
