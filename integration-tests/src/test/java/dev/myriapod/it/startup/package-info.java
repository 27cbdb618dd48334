/** How processes get up: archives of classes, made once and found again. */
package dev.myriapod.it.startup;
