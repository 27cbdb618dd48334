/** What a future fails with when it was not the user's function that failed: typed, and with evidence. */
package dev.myriapod.failure;
