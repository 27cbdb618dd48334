/** The threads of a user's callbacks: {@link dev.myriapod.client.callback.CallbackExecutor} is the door. */
package dev.myriapod.client.callback;
