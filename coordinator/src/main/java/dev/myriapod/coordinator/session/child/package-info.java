/** One child process's stream: {@link dev.myriapod.coordinator.session.child.ChildSession} is the door. */
package dev.myriapod.coordinator.session.child;
